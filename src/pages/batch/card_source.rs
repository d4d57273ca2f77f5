//! Which cards: those selected in the card list, a pasted list, or a file.

use crate::features::card_list_input::{CardListInput, paste_field, templates, upload_field};
use crate::i18n::batch::batch;
use crate::i18n::format;
use crate::platform::draft::Draft;
use crate::platform::sheets::CheckedList;
use crate::routes::batch::{BatchView, SourceKind};
use crate::routes::card_filter::CardFilter;
use crate::routes::{CardsView, Route};
use crate::state::App;
use crate::state::selection::Selection;
use crate::ui::button::ButtonLink;
use crate::ui::field::{Input, RadioGroup};
use crate::view::prelude::*;
use gsl_model::action::CardAction;
use gsl_model::sheet::{MAX_NUMBERS, Template};
use gsl_model::wire::BulkSelection;
use std::rc::Rc;

/// Draft key of a pasted list, kept until its job is created.
const PASTED: &str = "list";

/// Under which the number of a pool is.
const POOL: &str = "pool";

/// The cards of a job.
#[derive(Clone)]
pub enum JobCards {
    /// As the service takes them.
    Named(BulkSelection),
    /// A list that has to be sent first.
    List(Rc<CheckedList>),
}

/// The choice. Copy.
#[derive(Clone, Copy)]
pub struct CardSource {
    app: App,
    view: Memo<BatchView>,
    template: Memo<Template>,
    pasted: CardListInput,
    file: CardListInput,
    file_name: RwSignal<String>,
    pool: RwSignal<String>,
    draft: Draft,
}

impl CardSource {
    /// Nothing chosen. Lists are read for the columns of `template`.
    pub fn new(app: App, view: Memo<BatchView>, template: Memo<Template>) -> Self {
        let draft = Draft::of("batch");
        Self {
            app,
            view,
            template,
            pool: draft.signal(POOL),
            pasted: CardListInput::new(app, template),
            file: CardListInput::new(app, template),
            file_name: RwSignal::new(String::new()),
            draft,
        }
    }

    /// The job has been created: the pasted list is deleted.
    pub fn made(self) {
        if self.view.with_untracked(|view| view.from) == SourceKind::Paste {
            self.draft.forget(&[PASTED]);
        }
    }

    /// The cards, or why there are none. Tracked. `list` says why they have to come in a list.
    pub fn cards(self, list: Option<&'static str>) -> Result<JobCards, String> {
        let t = batch(self.app.locale.get_untracked());
        let from = self.view.with(|view| view.from);
        let listed = |listing: CardListInput| {
            let usable = listing.usable().ok_or_else(|| t.list_first.to_owned())?;
            Ok(JobCards::List(usable))
        };
        match from {
            SourceKind::Paste => listed(self.pasted),
            SourceKind::File => listed(self.file),
            SourceKind::Pool if !self.takes_pool() => Err(t.no_cards.to_owned()),
            SourceKind::Pool => {
                let pool: Option<i64> = self.pool.with(|text| text.trim().parse().ok());
                let pool = pool.ok_or_else(|| t.pool_first.to_owned())?;
                Ok(JobCards::Named(BulkSelection {
                    filter: Some(format!("sim_pool_id={pool}")),
                    ..BulkSelection::default()
                }))
            }
            SourceKind::Selection => {
                if let Some(why) = list {
                    return Err(why.to_owned());
                }
                self.app.selected_cards.with(|selected| {
                    let count = selected.count();
                    if count > MAX_NUMBERS as u64 {
                        return Err((t.too_many)(&n(count)));
                    }
                    selected
                        .for_service()
                        .map(JobCards::Named)
                        .ok_or_else(|| t.no_cards.to_owned())
                })
            }
        }
    }

    /// The ways and the one chosen.
    pub fn view(self) -> AnyView {
        let t = batch(self.app.locale.get_untracked());
        let from = Memo::new(move |_| self.view.with(|view| view.from));
        let value = Signal::derive(move || from.get().key().to_owned());
        let pool = Memo::new(move |_| self.takes_pool());
        let choose = Callback::new(move |key: String| {
            if let Some(from) = SourceKind::from_key(&key) {
                let action = self.view.with_untracked(|view| view.action);
                self.app
                    .nav
                    .replace(&Route::Batch(BatchView { action, from }));
            }
        });
        let hidden = move |of: SourceKind| move || (from.get() != of).then_some("");
        let ways = move || {
            let options: Vec<_> = SourceKind::ALL
                .iter()
                .filter(|one| **one != SourceKind::Pool || pool.get())
                .map(|one| (one.key().to_owned(), (t.from)(*one).to_owned()))
                .collect();
            view! { <RadioGroup legend=t.cards_from options=options value=value on_change=choose /> }
        };
        view! {
            {ways}
            <div hidden=hidden(SourceKind::Selection)>{self.selected()}</div>
            <div hidden=hidden(SourceKind::Paste)>{self.paste()}{self.pasted.view()}</div>
            <div hidden=hidden(SourceKind::File)>{self.upload()}{self.file.view()}</div>
            <div hidden=hidden(SourceKind::Pool)>{self.pool()}</div>
        }
    }

    /// Whether all cards of a pool can be named by its number. Tracked.
    fn takes_pool(self) -> bool {
        self.view
            .with(|view| view.action == Some(CardAction::Transfer))
    }

    fn pool(self) -> AnyView {
        let t = batch(self.app.locale.get_untracked());
        let wrong = MaybeProp::derive(move || {
            let wrong = self.pool.with(|text| {
                let text = text.trim();
                !text.is_empty() && text.parse::<i64>().is_err()
            });
            wrong.then(|| t.pool_wrong.to_owned())
        });
        view! {
            <Input
                label=t.pool
                value=self.pool
                on_input=Callback::new(move |text| self.pool.set(text))
                hint=t.pool_hint.to_owned()
                error=wrong
            />
        }
    }

    fn selected(self) -> AnyView {
        let app = self.app;
        let t = batch(app.locale.get_untracked());
        let text = move || {
            app.selected_cards.with(|selected| match selected {
                Selection::None => view! { <p class="muted">{t.nothing_selected}</p> },
                Selection::AllMatching { except, .. } => {
                    let text = (t.selected_all)(&n(selected.count()), &n(except.len() as u64));
                    view! { <p><b>{text}</b></p> }
                }
                Selection::Some(_) => {
                    view! { <p><b>{(t.selected)(&n(selected.count()))}</b></p> }
                }
            })
        };
        let list = move || {
            let filter = app.selected_cards.with(|selected| match selected {
                Selection::AllMatching { filter, .. } => filter.clone(),
                _ => CardFilter::default(),
            });
            app.nav.href(&Route::Cards(CardsView {
                filter,
                ..CardsView::default()
            }))
        };
        view! { {text} <ButtonLink href=Signal::derive(list)>{t.to_list}</ButtonLink> }
    }

    fn paste(self) -> AnyView {
        paste_field(self.app, self.draft, PASTED, self.pasted)
    }

    fn upload(self) -> AnyView {
        view! {
            {templates(self.app, self.template)}
            {upload_field(self.app, self.file, self.file_name)}
        }
    }
}

fn n(count: u64) -> String {
    format::count(i64::try_from(count).unwrap_or(i64::MAX))
}
