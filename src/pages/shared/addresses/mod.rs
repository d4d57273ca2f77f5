//! 收件信息: the address book, one of it chosen; for what is sent by parcel.

mod form;

use crate::api::{purchase_calls, use_query};
use crate::i18n::addresses::{Addresses, addresses};
use crate::pages::shared::act::Act;
use crate::pages::shared::part::{part, watch_list};
use crate::platform::draft::Draft;
use crate::state::App;
use crate::ui::badge::given;
use crate::ui::button::{Button, Kind};
use crate::ui::dialog::Dialog;
use crate::ui::icon::IconName;
use crate::ui::unique_id;
use crate::view::prelude::*;
use form::Form;
use gsl_model::order::MOST_ADDRESSES;
use gsl_model::wire::{Address, AddressList};

fn texts(app: App) -> &'static Addresses {
    addresses(app.locale.get_untracked())
}

/// The book of a page. Copy.
#[derive(Clone, Copy)]
pub struct Book {
    /// The console.
    pub app: App,
    /// Where what is typed is kept.
    pub draft: Draft,
    /// The address chosen.
    pub chosen: Signal<Option<i64>>,
    /// Chooses another.
    pub choose: Callback<Option<i64>>,
}

/// The book with what can be done with it.
pub fn book(it: Book) -> AnyView {
    let app = it.app;
    let t = texts(app);
    let query = use_query::<AddressList>(app.client, || Some(purchase_calls::addresses()));
    let form = Form::new(it);
    let leaving = Leaving::new();
    let name = unique_id("address");
    let book = Memo::new(move |_| {
        query
            .data()
            .map(|list| list.addresses.clone())
            .unwrap_or_default()
    });
    let known = Memo::new(move |_| query.data().is_some());
    // One that is gone is not chosen; the only one there is is. Judged when the book changes, not while it is asked again.
    Effect::new(move |_| {
        if !known.get() {
            return;
        }
        let next = book.with(|book| {
            let chosen = it.chosen.get_untracked();
            match book.as_slice() {
                [only] => Some(only.address_id),
                book => chosen.filter(|id| book.iter().any(|one| one.address_id == *id)),
            }
        });
        if it.chosen.get_untracked() != next {
            it.choose.run(next);
        }
    });
    let full = Signal::derive(move || {
        let full = book.with(|book| i64::try_from(book.len()).is_ok_and(|n| n >= MOST_ADDRESSES));
        full.then(|| (t.full)(&MOST_ADDRESSES.to_string()))
    });
    let content = move || {
        let rows = book
            .get()
            .into_iter()
            .map(|address| row(it, form, leaving, address, name.clone()));
        let empty = book.with(Vec::is_empty);
        view! {
            <fieldset class="book">
                <legend class="sr-only">{t.title}</legend>
                {rows.collect_view()}
            </fieldset>
            {empty.then(|| view! { <p class="muted">{t.none}</p> })}
        }
        .into_any()
    };
    let add = Callback::new(move |()| form.edit(None));
    view! {
        <div class="stack" node_ref=form.root>
            {part(watch_list(query), 3, content)}
            {move || (!form.open()).then(|| view! {
                <p><Button icon=IconName::Plus class="book-add" disabled_reason=full on_click=add>{t.add}</Button></p>
            })}
            {form.view()}
            {leaving.view(it)}
        </div>
    }
    .into_any()
}

fn row(it: Book, form: Form, leaving: Leaving, address: Address, name: String) -> AnyView {
    let t = texts(it.app);
    let id = address.address_id;
    let [who, whom] = [&address.receiver; 2].map(String::clone);
    let (edited, left) = (address.clone(), address.clone());
    let edit = Callback::new(move |()| form.edit(Some(edited.clone())));
    let delete = Callback::new(move |()| leaving.ask(left.clone()));
    let postcode = address.postcode.clone().unwrap_or_default();
    view! {
        <div class="book-row">
            <label class="check">
                <input
                    type="radio"
                    name=name
                    prop:checked=move || it.chosen.get() == Some(id)
                    on:change=move |_: web_sys::Event| it.choose.run(Some(id))
                />
                <span>
                    <b>{given(address.receiver)}</b> " " <span class="mono">{address.phone}</span>
                    <br />{given(address.address)} " " {postcode}
                </span>
            </label>
            <span class="row">
                <Button kind=Kind::Quiet on_click=edit>{t.edit}<span class="sr-only">" " {who}</span></Button>
                <Button kind=Kind::Quiet on_click=delete>{t.delete}<span class="sr-only">" " {whom}</span></Button>
            </span>
        </div>
    }
    .into_any()
}

/// The dialog before an address is deleted. Copy.
#[derive(Clone, Copy)]
struct Leaving {
    open: RwSignal<bool>,
    address: RwSignal<Option<Address>>,
    act: Act,
}

impl Leaving {
    fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            address: RwSignal::new(None),
            act: Act::new(),
        }
    }

    fn ask(self, address: Address) {
        self.act.error.set(None);
        self.address.set(Some(address));
        self.open.set(true);
    }

    fn view(self, it: Book) -> AnyView {
        let app = it.app;
        let (m, t) = (app.messages(), texts(app));
        let who = move || {
            self.address.with(|address| {
                address
                    .as_ref()
                    .map(|address| address.receiver.clone())
                    .unwrap_or_default()
            })
        };
        let delete = Callback::new(move |()| {
            let Some(id) = self
                .address
                .with_untracked(|one| one.as_ref().map(|one| one.address_id))
            else {
                return;
            };
            let done = move |_| {
                self.open.set(false);
                app.announce(t.deleted);
            };
            let request = purchase_calls::delete_address(id);
            self.act
                .run(app, request, &[purchase_calls::ADDRESSES], Box::new(done));
        });
        view! {
            <Dialog
                open=self.open
                title=Signal::derive(move || (t.delete_of)(&who()))
                close_label=m.common.close
                footer=move || view! {
                    <Button on_click=Callback::new(move |()| self.open.set(false))>{m.common.cancel}</Button>
                    <Button kind=Kind::Danger disabled_reason=Signal::derive(move || self.act.reason(app)) on_click=delete>{t.delete}</Button>
                }
            >
                <p>{t.delete_text}</p>
                {self.act.failure()}
            </Dialog>
        }
        .into_any()
    }
}
