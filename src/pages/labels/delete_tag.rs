//! Deleting a tag.

use crate::api::{calls, label_calls, use_query};
use crate::features::mutation::Mutation;
use crate::features::query_section::load_state;
use crate::i18n::format;
use crate::routes::Route;
use crate::routes::card_filter::{CardFilter, Field, Value};
use crate::state::App;
use crate::ui::button::{Button, ButtonLink, Kind};
use crate::ui::dialog::Dialog;
use crate::view::prelude::*;
use gsl_model::wire::{SimCardList, Tag};

/// The cards that carry a tag.
pub fn cards_with(id: i64) -> CardFilter {
    CardFilter::one(Field::Tag, Value::Ids(vec![id]))
}

/// The dialog that deletes a tag; it says how many cards lose it.
#[derive(Clone, Copy)]
pub struct DeleteTagDialog {
    app: App,
    open: RwSignal<bool>,
    tag: RwSignal<Option<Tag>>,
    mutation: Mutation,
}

impl DeleteTagDialog {
    /// A closed dialog.
    pub fn new(app: App) -> Self {
        Self {
            app,
            open: RwSignal::new(false),
            tag: RwSignal::new(None),
            mutation: Mutation::new(),
        }
    }

    /// Asks whether to delete.
    pub fn ask(self, tag: Tag) {
        self.mutation.error.set(None);
        self.tag.set(Some(tag));
        self.open.set(true);
    }

    fn name(self) -> String {
        self.tag
            .with(|tag| tag.as_ref().and_then(|tag| tag.tag_name.clone()))
            .unwrap_or_default()
    }

    /// The dialog.
    pub fn view(self) -> AnyView {
        let app = self.app;
        let m = app.messages();
        let l = m.labels();
        // Counted now, even if the list already gave a number.
        let id = move || self.tag.with(|tag| tag.as_ref().map(|tag| tag.id));
        let count = use_query::<SimCardList>(app.client, move || {
            let id = id().filter(|_| self.open.get())?;
            Some(calls::count(&cards_with(id)))
        });
        let counting = load_state(count);
        let cards = Memo::new(move |_| count.data().map(|list| list.count));
        let text = move || match cards.get() {
            None => l.delete_counting.to_owned(),
            Some(0) => l.delete_unused.to_owned(),
            Some(count) => (l.delete_used)(&format::count(count)),
        };
        let link = move || {
            cards.get().filter(|count| *count > 0)?;
            let href = app.nav.href(&Route::cards_where(cards_with(id()?)));
            Some(view! { <ButtonLink href=href>{l.show_them}</ButtonLink> })
        };
        let reason = Signal::derive(move || match cards.get() {
            None => Some(l.delete_counting.to_owned()),
            Some(_) => self.mutation.reason(app),
        });
        // The number of cards has changed: count again.
        Effect::new(move |_| {
            if self.mutation.is_outdated() {
                count.refetch();
            }
        });
        let delete = Callback::new(move |()| {
            let (Some(id), Some(uses)) = (untrack(id), cards.get_untracked()) else {
                return;
            };
            let name = untrack(|| self.name());
            self.mutation.run(
                app,
                label_calls::delete_tag(id, uses),
                &["/v1/sim-cards", label_calls::TAGS],
                Box::new(move |_| {
                    self.open.set(false);
                    app.announce((l.deleted)(&name));
                }),
            );
        });
        view! {
            <Dialog
                open=self.open
                title=Signal::derive(move || (l.delete_tag)(&format::isolated(&self.name())))
                close_label=m.common.close
                footer=move || view! {
                    <Button on_click=Callback::new(move |()| self.open.set(false))>{m.common.cancel}</Button>
                    <Button kind=Kind::Danger disabled_reason=reason on_click=delete>{m.common.delete}</Button>
                }
            >
                <p role="status">{text}</p>
                <p>{link}</p>
                {crate::features::query_section::failure(counting)}
                {self.mutation.failure()}
            </Dialog>
        }
    }
}
