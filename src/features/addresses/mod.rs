//! 收件信息: the address book with a chosen address, for shipping.

mod form;

use crate::api::{purchase_calls, use_query};
use crate::features::mutation::Mutation;
use crate::features::query_section::{list_load_state, part};
use crate::i18n::addresses::{Addresses, addresses};
use crate::platform::draft::Draft;
use crate::state::App;
use crate::ui::badge::given;
use crate::ui::button::{Button, Kind};
use crate::ui::dialog::Dialog;
use crate::ui::icon::IconName;
use crate::ui::unique_id;
use crate::view::prelude::*;
use form::AddressForm;
use gsl_model::order::MOST_ADDRESSES;
use gsl_model::wire::{Address, AddressList};

fn texts(app: App) -> &'static Addresses {
    addresses(app.locale.get_untracked())
}

/// The address book of a page. Copy.
#[derive(Clone, Copy)]
pub struct AddressBook {
    /// The console.
    pub app: App,
    /// Where the input is kept.
    pub draft: Draft,
    /// The chosen address.
    pub chosen: Signal<Option<i64>>,
    /// Chooses another one.
    pub choose: Callback<Option<i64>>,
}

/// The address book with its actions.
pub fn address_book(book: AddressBook) -> AnyView {
    let app = book.app;
    let t = texts(app);
    let query = use_query::<AddressList>(app.client, || Some(purchase_calls::addresses()));
    let form = AddressForm::new(book);
    let delete_dialog = DeleteDialog::new();
    let name = unique_id("address");
    let addresses = Memo::new(move |_| {
        query
            .data()
            .map(|list| list.addresses.clone())
            .unwrap_or_default()
    });
    let known = Memo::new(move |_| query.data().is_some());
    // A deleted address cannot stay chosen, and a single address is chosen automatically. Decided when the list has
    // changed, not while it reloads.
    Effect::new(move |_| {
        if !known.get() {
            return;
        }
        let next = addresses.with(|addresses| {
            let chosen = book.chosen.get_untracked();
            match addresses.as_slice() {
                [only] => Some(only.address_id),
                addresses => chosen.filter(|id| addresses.iter().any(|one| one.address_id == *id)),
            }
        });
        if book.chosen.get_untracked() != next {
            book.choose.run(next);
        }
    });
    let full = Signal::derive(move || {
        let full = addresses
            .with(|addresses| i64::try_from(addresses.len()).is_ok_and(|n| n >= MOST_ADDRESSES));
        full.then(|| (t.full)(&MOST_ADDRESSES.to_string()))
    });
    let content = move || {
        let rows = addresses
            .get()
            .into_iter()
            .map(|address| row(book, form, delete_dialog, address, name.clone()));
        let empty = addresses.with(Vec::is_empty);
        view! {
            <fieldset class="book">
                <legend class="sr-only">{t.title}</legend>
                {rows.collect_view()}
            </fieldset>
            {empty.then(|| view! { <p class="muted">{t.none}</p> })}
        }
    };
    let add = Callback::new(move |()| form.edit(None));
    view! {
        <div class="stack" node_ref=form.root>
            {part(list_load_state(query), 3, content)}
            {move || (!form.open()).then(|| view! {
                <p><Button icon=IconName::Plus class="book-add" disabled_reason=full on_click=add>{t.add}</Button></p>
            })}
            {form.view()}
            {delete_dialog.view(book)}
        </div>
    }
}

fn row(
    book: AddressBook,
    form: AddressForm,
    delete_dialog: DeleteDialog,
    address: Address,
    name: String,
) -> AnyView {
    let t = texts(book.app);
    let id = address.address_id;
    let [edited_name, deleted_name] = [&address.receiver; 2].map(String::clone);
    let (edited, left) = (address.clone(), address.clone());
    let edit = Callback::new(move |()| form.edit(Some(edited.clone())));
    let delete = Callback::new(move |()| delete_dialog.ask(left.clone()));
    let postcode = address.postcode.clone().unwrap_or_default();
    view! {
        <div class="book-row">
            <label class="check">
                <input
                    type="radio"
                    name=name
                    prop:checked=move || book.chosen.get() == Some(id)
                    on:change=move |_: web_sys::Event| book.choose.run(Some(id))
                />
                <span>
                    <b>{given(address.receiver)}</b> " " <span class="mono">{address.phone}</span>
                    <br />{given(address.address)} " " {postcode}
                </span>
            </label>
            <span class="row">
                <Button kind=Kind::Quiet on_click=edit>{t.edit}<span class="sr-only">" " {edited_name}</span></Button>
                <Button kind=Kind::Quiet on_click=delete>{t.delete}<span class="sr-only">" " {deleted_name}</span></Button>
            </span>
        </div>
    }
}

/// The confirmation before an address is deleted. Copy.
#[derive(Clone, Copy)]
struct DeleteDialog {
    open: RwSignal<bool>,
    address: RwSignal<Option<Address>>,
    mutation: Mutation,
}

impl DeleteDialog {
    fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            address: RwSignal::new(None),
            mutation: Mutation::new(),
        }
    }

    fn ask(self, address: Address) {
        self.mutation.error.set(None);
        self.address.set(Some(address));
        self.open.set(true);
    }

    fn view(self, book: AddressBook) -> AnyView {
        let app = book.app;
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
            self.mutation
                .run(app, request, &[purchase_calls::ADDRESSES], Box::new(done));
        });
        view! {
            <Dialog
                open=self.open
                title=Signal::derive(move || (t.delete_of)(&who()))
                close_label=m.common.close
                footer=move || view! {
                    <Button on_click=Callback::new(move |()| self.open.set(false))>{m.common.cancel}</Button>
                    <Button kind=Kind::Danger disabled_reason=Signal::derive(move || self.mutation.reason(app)) on_click=delete>{t.delete}</Button>
                }
            >
                <p>{t.delete_text}</p>
                {self.mutation.failure()}
            </Dialog>
        }
    }
}
