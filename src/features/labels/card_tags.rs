//! The tags of a card: the chosen ones, and a search for more.

use super::LabelKind;
use super::MOST_TAGS_OF_CARD;
use crate::api::{ApiError, label_calls, use_query};
use crate::features::edit_dialog::EditDialog;
use crate::features::mutation::Mutation;
use crate::features::query_section::{failure, load_state};
use crate::i18n::format::isolated;
use crate::platform::dom::fresh_key;
use crate::platform::timer::Timer;
use crate::state::{App, Notice, Undo};
use crate::ui::badge::{Token, given};
use crate::ui::button::Button;
use crate::ui::field::Input;
use crate::ui::icon::IconName;
use crate::view::prelude::*;
use gsl_model::wire::{SimCard, Tag, TagList, decode};
use leptos::task::spawn_local;

/// Tags offered at once.
const OFFERED: usize = 20;
/// Milliseconds from the last keystroke until the search is sent.
const TYPING_MS: i32 = 250;

/// A chosen tag. A card has only names of tags, so the ids are looked up when the tags are saved.
#[derive(Clone, PartialEq, Eq)]
struct ChosenTag {
    name: String,
    id: Option<i64>,
}

/// The dialog. Copy.
#[derive(Clone, Copy)]
pub struct CardTagsDialog {
    app: App,
    card: i64,
    before: StoredValue<Vec<ChosenTag>>,
    open: RwSignal<bool>,
    chosen: RwSignal<Vec<ChosenTag>>,
    text: RwSignal<String>,
    search: RwSignal<String>,
    /// A chosen tag that no longer exists.
    lost: RwSignal<Option<String>>,
    mutation: Mutation,
}

impl CardTagsDialog {
    /// A closed dialog for the tags of a card.
    pub fn new(app: App, card: &SimCard) -> Self {
        let before = card.tags().map(|name| ChosenTag {
            name: name.to_owned(),
            id: None,
        });
        Self {
            app,
            card: card.sim_card_id,
            before: StoredValue::new(before.collect()),
            open: RwSignal::new(false),
            chosen: RwSignal::new(Vec::new()),
            text: RwSignal::new(String::new()),
            search: RwSignal::new(String::new()),
            lost: RwSignal::new(None),
            mutation: Mutation::new(),
        }
    }

    /// Opens it with the card's current tags.
    pub fn start(self) {
        self.chosen.set(self.before.get_value());
        self.text.set(String::new());
        self.search.set(String::new());
        self.lost.set(None);
        self.mutation.error.set(None);
        self.open.set(true);
    }

    fn full(self) -> Option<String> {
        let full = self.chosen.with(|chosen| chosen.len() >= MOST_TAGS_OF_CARD);
        full.then(|| self.app.messages().labels().card_full.to_owned())
    }

    fn add(self, name: String, id: i64) {
        self.chosen.update(|chosen| {
            if chosen.len() < MOST_TAGS_OF_CARD && chosen.iter().all(|other| other.name != name) {
                chosen.push(ChosenTag { name, id: Some(id) });
            }
        });
    }

    fn make(self, name: String) {
        self.mutation.run(
            self.app,
            label_calls::save_tag(None, &name),
            &[label_calls::TAGS],
            Box::new(move |body| {
                if let Ok(tag) = decode::<Tag>(&body) {
                    self.add(name, tag.id);
                }
            }),
        );
    }

    /// Looks up the unknown ids, then sets the tags.
    fn save(self) {
        if self.mutation.busy.get_untracked() {
            return;
        }
        self.mutation.busy.set(true);
        self.lost.set(None);
        spawn_local(async move {
            let ids = ids_of(self.app, self.chosen.get_untracked()).await;
            if !self.mutation.busy.try_set(false) {
                return;
            }
            match ids {
                Err(error) => self.mutation.error.set(Some(error)),
                Ok(Err(name)) => self.lost.set(Some(name)),
                Ok(Ok(ids)) => self.mutation.run(
                    self.app,
                    label_calls::set_tags(self.card, ids),
                    // The card is on screen, so its path is the last.
                    &[label_calls::TAGS, "/v1/sim-cards"],
                    Box::new(move |_| self.saved()),
                ),
            }
        });
    }

    /// Closes the dialog and says so; the notice brings the tags of before back.
    fn saved(self) {
        let (app, card) = (self.app, self.card);
        let (Some(before), true) = (self.before.try_get_value(), self.open.try_set(false)) else {
            return;
        };
        let undo = Undo::new(move || {
            let before = before.clone();
            spawn_local(async move {
                match ids_of(app, before).await {
                    Ok(Ok(ids)) => put_back(app, card, ids).await,
                    Ok(Err(name)) => {
                        let l = app.messages().labels();
                        app.notify(true, (l.tag_unknown)(&isolated(&name)));
                    }
                    Err(error) => app.tell_failure(&error),
                }
            });
        });
        let notice = Notice::new(false, app.messages().labels().tags_saved);
        app.tell(notice.with_undo(Some(undo)));
    }

    /// The dialog.
    pub fn view(self, title: String) -> AnyView {
        let app = self.app;
        let m = app.messages();
        let l = m.labels();
        let save = Callback::new(move |()| self.save());
        view! {
            <EditDialog app=app open=self.open title=title mutation=self.mutation on_save=save>
                <p role="status">{move || (l.chosen)(self.chosen.with(Vec::len))}</p>
                <div class="tokens">{move || self.tokens()}</div>
                {self.more()}
                {move || self.lost.get().map(|name| view! { <p role="alert" class="field-error">{(l.tag_unknown)(&isolated(&name))}</p> })}
            </EditDialog>
        }
    }

    fn tokens(self) -> AnyView {
        let l = &self.app.messages().labels();
        let token = |chosen: ChosenTag| {
            let name = chosen.name.clone();
            let remove = Callback::new(move |()| {
                self.chosen
                    .update(|chosen| chosen.retain(|other| other.name != name));
            });
            let label = (l.take_off)(&chosen.name);
            view! { <Token remove_label=label on_remove=remove>{given(chosen.name)}</Token> }
        };
        self.chosen.get().into_iter().map(token).collect_view()
    }

    fn more(self) -> AnyView {
        let l = self.app.messages().labels();
        let found = use_query::<TagList>(self.app.client, move || {
            self.open
                .get()
                .then(|| label_calls::tags_named(&self.search.get()))
        });
        let later = StoredValue::new(None::<Timer>);
        let typed = Callback::new(move |text: String| {
            self.text.set(text.clone());
            later.set_value(Some(Timer::after(TYPING_MS, move || {
                self.search.try_set(text.trim().to_owned());
            })));
        });
        let offers = move || {
            let tags = found.data();
            let tags = tags.iter().flat_map(|list| &list.tags);
            let named = |name: &str| self.chosen.with(|all| all.iter().any(|c| c.name == name));
            let offer = |tag: &Tag| {
                let name = tag.tag_name.clone().filter(|name| !named(name))?;
                let id = tag.id;
                let add = {
                    let name = name.clone();
                    Callback::new(move |()| self.add(name.clone(), id))
                };
                Some(view! {
                    <Button icon=IconName::Plus disabled_reason=Signal::derive(move || self.full()) on_click=add>{given(name)}</Button>
                })
            };
            let offers: Vec<_> = tags.filter_map(offer).take(OFFERED).collect();
            if offers.is_empty() {
                view! { <p class="small muted">{l.no_tag_found}</p> }
            } else {
                offers.into_view()
            }
        };
        // An unknown name can be created as a tag right here.
        let new = move || {
            let name = self.search.get();
            let data = found.data()?;
            let known = data
                .tags
                .iter()
                .any(|tag| tag.tag_name.as_deref() == Some(name.as_str()));
            if known || LabelKind::Tag.validation_error(self.app, &name).is_some() {
                return None;
            }
            let label = (l.create_and_add)(&isolated(&name));
            let make = Callback::new(move |()| self.make(name.clone()));
            let reason =
                Signal::derive(move || self.full().or_else(|| self.mutation.reason(self.app)));
            Some(
                view! { <Button icon=IconName::Plus disabled_reason=reason on_click=make>{label}</Button> },
            )
        };
        view! {
            <Input label=l.find_tag value=self.text on_input=typed kind="search" autofocus=true />
            {failure(load_state(found))}
            <div class="tag-offers" role="group" aria-label=l.found>{offers}{new}</div>
        }
    }
}

/// The ids of tags, or the name that no tag has.
async fn ids_of(app: App, tags: Vec<ChosenTag>) -> Result<Result<Vec<i64>, String>, ApiError> {
    let mut ids = Vec::new();
    for ChosenTag { name, id } in tags {
        let id = match id {
            Some(id) => Some(id),
            None => {
                let request = label_calls::tags_named(&name);
                let found = app.client.send::<TagList>(&request, None).await?;
                let same = |tag: &&Tag| tag.tag_name.as_deref() == Some(name.as_str());
                found.tags.iter().find(same).map(|tag| tag.id)
            }
        };
        match id {
            Some(id) => ids.push(id),
            None => return Ok(Err(name)),
        }
    }
    Ok(Ok(ids))
}

/// Sets the tags that a card had before.
async fn put_back(app: App, card: i64, ids: Vec<i64>) {
    let request = label_calls::set_tags(card, ids).once(fresh_key());
    match app.client.raw(&request, None).await {
        Ok(_) => {
            app.client.invalidate(label_calls::TAGS);
            app.client.invalidate("/v1/sim-cards");
            app.notify(false, app.messages().common.undone);
        }
        Err(error) => app.tell_failure(&error),
    }
}
