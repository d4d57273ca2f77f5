//! Choosing tags to add or remove.

use crate::api::{label_calls, use_query};
use crate::features::query_section::{failure, load_state};
use crate::i18n::batch::batch;
use crate::state::App;
use crate::ui::badge::Token;
use crate::ui::button::{Button, Kind};
use crate::ui::field::{Input, RadioGroup};
use crate::ui::icon::IconName;
use crate::view::prelude::*;
use gsl_model::wire::TagList;

/// Tags offered at once.
const OFFERED: usize = 20;
/// The most tags on a card.
const MOST: usize = 10;

/// What is done with the chosen tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// They are added to the card's tags.
    Add,
    /// They replace the card's tags.
    Replace,
    /// They are removed.
    Remove,
}

impl Mode {
    const fn key(self) -> &'static str {
        match self {
            Self::Add => "",
            Self::Replace => "replace",
            Self::Remove => "remove",
        }
    }
}

/// The choice. Copy.
#[derive(Clone, Copy)]
pub struct TagChoice {
    app: App,
    mode: RwSignal<Mode>,
    chosen: RwSignal<Vec<(i64, String)>>,
    search: RwSignal<String>,
}

impl TagChoice {
    /// Nothing is chosen.
    pub fn new(app: App) -> Self {
        Self {
            app,
            mode: RwSignal::new(Mode::Add),
            chosen: RwSignal::new(Vec::new()),
            search: RwSignal::new(String::new()),
        }
    }

    /// What is done with the tags. Tracked.
    pub fn mode(self) -> Mode {
        self.mode.get()
    }

    /// The ids, or why there are none. Replacing by nothing removes all tags.
    pub fn ids(self) -> Result<Vec<i64>, String> {
        let ids: Vec<i64> = self
            .chosen
            .with(|chosen| chosen.iter().map(|(id, _)| *id).collect());
        if ids.is_empty() && self.mode() != Mode::Replace {
            return Err(
                crate::i18n::action::action_texts(self.app.locale.get_untracked())
                    .fill_in
                    .to_owned(),
            );
        }
        Ok(ids)
    }

    /// The ids. Tracked.
    #[must_use]
    pub fn chosen(self) -> Vec<i64> {
        self.chosen
            .with(|chosen| chosen.iter().map(|(id, _)| *id).collect())
    }

    /// Chooses tags by id; their names follow once the tags are loaded.
    pub fn choose(self, ids: Vec<i64>) {
        self.chosen
            .set(ids.into_iter().map(|id| (id, id.to_string())).collect());
    }

    /// The choice between add, replace and remove.
    pub fn mode_view(self) -> AnyView {
        let t = batch(self.app.locale.get_untracked());
        let value = Signal::derive(move || self.mode.get().key().to_owned());
        let choose = Callback::new(move |key: String| {
            let modes = [Mode::Add, Mode::Replace, Mode::Remove];
            if let Some(mode) = modes.into_iter().find(|mode| mode.key() == key) {
                self.mode.set(mode);
            }
        });
        let options = vec![
            (Mode::Add.key().to_owned(), t.tags_add.to_owned()),
            (Mode::Replace.key().to_owned(), t.tags_replace.to_owned()),
            (Mode::Remove.key().to_owned(), t.tags_remove.to_owned()),
        ];
        view! { <RadioGroup legend=t.tags_mode options=options value=value on_change=choose /> }
    }

    /// The chosen tags and a search for more.
    pub fn view(self) -> AnyView {
        let app = self.app;
        let t = batch(app.locale.get_untracked());
        let found = use_query::<TagList>(app.client, move || {
            Some(label_calls::tags_named(self.search.get().trim()))
        });
        let tokens = move || {
            let chosen = self.chosen.get();
            let token = |(id, name): (i64, String)| {
                let off = Callback::new(move |()| {
                    self.chosen
                        .update(|all| all.retain(|(other, _)| *other != id))
                });
                view! { <Token remove_label=(t.tag_off)(&name) on_remove=off>{name.clone()}</Token> }
            };
            chosen.into_iter().map(token).collect_view()
        };
        let full = move || {
            let full = self.chosen.with(|chosen| chosen.len() >= MOST);
            full.then(|| app.messages().labels().card_full.to_owned())
        };
        let offers = move || {
            let chosen = self.chosen.get();
            let tags = found
                .data()
                .map(|list| list.tags.clone())
                .unwrap_or_default();
            let free: Vec<_> = tags
                .into_iter()
                .filter_map(|tag| Some((tag.id, tag.tag_name?)))
                .filter(|tag| !chosen.contains(tag))
                .take(OFFERED)
                .collect();
            if free.is_empty() {
                return view! { <p class="muted small">{t.tags_none}</p> };
            }
            let offer = |tag: (i64, String)| {
                let name = tag.1.clone();
                let add = Callback::new(move |()| self.chosen.update(|all| all.push(tag.clone())));
                view! { <Button kind=Kind::Quiet icon=IconName::Plus disabled_reason=MaybeProp::derive(full) on_click=add>{name}</Button> }
            };
            free.into_iter().map(offer).collect_view()
        };
        view! {
            <div class="tokens" role="group" aria-label=t.tags_chosen>{tokens}</div>
            <Input
                label=t.tags_find
                value=self.search
                on_input=Callback::new(move |text| self.search.set(text))
                kind="search"
            />
            {failure(load_state(found))}
            <div class="tag-offers" role="group" aria-label=t.tags_find>{offers}</div>
        }
    }
}
