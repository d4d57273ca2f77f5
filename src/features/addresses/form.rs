//! The form for a new or existing address: validated while typing with the service's rules, kept as a draft until saved.

use super::{AddressBook, texts};
use crate::api::purchase_calls;
use crate::features::wizard::Sender;
use crate::platform::dom::focus_within;
use crate::ui::button::{Button, Kind};
use crate::ui::field::Input;
use crate::view::prelude::*;
use gsl_model::order::{AddressError, read_address};
use gsl_model::wire::{Address, AddressRequest, decode};
use leptos::task::spawn_local;

/// Fields of the draft: which address (`new` or its id; empty when the form is closed) and the input.
const WHICH: &str = "address";
/// Identifies one use of the form, from the moment it is opened.
const RUN: &str = "address.run";
const FIELDS: [&str; 4] = [
    "address.receiver",
    "address.phone",
    "address.address",
    "address.postcode",
];

/// The form. Copy.
#[derive(Clone, Copy)]
pub struct AddressForm {
    book: AddressBook,
    which: RwSignal<String>,
    fields: [RwSignal<String>; 4],
    tried: RwSignal<bool>,
    sender: Sender,
    /// Contains the address book and the form.
    pub root: NodeRef<html::Div>,
}

impl AddressForm {
    /// A closed form.
    pub fn new(book: AddressBook) -> Self {
        Self {
            book,
            which: book.draft.signal(WHICH),
            fields: FIELDS.map(|field| book.draft.signal(field)),
            tried: RwSignal::new(false),
            sender: Sender::new(book.app, book.draft, |app, refusal| {
                let t = texts(app);
                let known = matches!(refusal.code.as_str(), "GSL.00010004" | "GSL.00013006");
                known.then_some((t.not_saved, t.not_saved_next))
            })
            .under(RUN),
            root: NodeRef::new(),
        }
    }

    /// Whether it is open. Tracked.
    pub fn open(self) -> bool {
        self.which.with(|which| !which.is_empty())
    }

    /// Opens it for a new address, or to edit this one.
    pub fn edit(self, address: Option<Address>) {
        let which = address
            .as_ref()
            .map_or_else(|| "new".to_owned(), |one| one.address_id.to_string());
        let typed = address.map_or_else(<[String; 4]>::default, |one| {
            [
                one.receiver,
                one.phone,
                one.address,
                one.postcode.unwrap_or_default(),
            ]
        });
        for (field, text) in self.fields.into_iter().zip(typed) {
            field.set(text);
        }
        self.tried.set(false);
        self.book.draft.keep(RUN, "");
        self.which.set(which);
        self.focus(".address-form input");
    }

    /// Moves focus, once the form has been redrawn: the focused element is gone, or the form has just appeared.
    fn focus(self, selector: &'static str) {
        spawn_local(async move {
            leptos::task::tick().await;
            if let Some(root) = self.root.try_get_untracked().flatten() {
                focus_within(&root, selector);
            }
        });
    }

    fn close(self) {
        self.which.set(String::new());
        for field in self.fields {
            field.set(String::new());
        }
        self.focus(".book-add");
    }

    /// The input. Tracked.
    fn typed(self) -> AddressRequest {
        let [receiver, phone, address, postcode] = self.fields.map(|field| field.get());
        AddressRequest {
            receiver,
            phone,
            address,
            postcode: Some(postcode),
        }
    }

    /// What is wrong with a field; an empty field is only reported after an attempt to save. Tracked.
    fn validation_error(self, field: &'static str, text: RwSignal<String>) -> Option<String> {
        let t = texts(self.book.app);
        if !self.tried.get() && text.with(|text| text.trim().is_empty()) {
            return None;
        }
        let wrong = read_address(&self.typed()).err()?;
        let (_, error) = wrong.into_iter().find(|(name, _)| *name == field)?;
        Some(match error {
            AddressError::Length(least, most) => (t.length_bad)(least, most),
            AddressError::NotText(bad) => (self.book.app.messages().common.not_text)(bad),
            AddressError::NotPhone => t.phone_bad.to_owned(),
        })
    }

    fn save(self) {
        let app = self.book.app;
        self.tried.set(true);
        let Ok(address) = read_address(&untrack(move || self.typed())) else {
            return;
        };
        let id = self.which.with_untracked(|which| which.parse().ok());
        let request = purchase_calls::save_address(id, &address);
        self.sender
            .send(&request, &[purchase_calls::ADDRESSES], move |body| {
                if let Ok(saved) = decode::<Address>(&body) {
                    self.close();
                    app.announce(texts(app).saved);
                    self.book.choose.run(Some(saved.address_id));
                }
            });
    }

    /// The form, if it is open.
    pub fn view(self) -> AnyView {
        let open = Memo::new(move |_| self.open());
        (move || open.get().then(|| self.draw())).into_view()
    }

    fn draw(self) -> AnyView {
        let app = self.book.app;
        let (m, t) = (app.messages(), texts(app));
        let labels = [t.receiver, t.phone, t.address, t.postcode];
        let names = ["receiver", "phone", "address", "postcode"];
        let save = Callback::new(move |()| self.save());
        let fields = labels.into_iter().zip(names).zip(self.fields);
        let fields = fields.map(|((label, name), text)| {
            view! {
                <Input
                    label=label
                    value=text
                    on_input=Callback::new(move |typed| text.set(typed))
                    on_enter=save
                    error=MaybeProp::derive(move || self.validation_error(name, text))
                />
            }
        });
        let title = move || {
            let new = self.which.with(|which| which == "new");
            if new { t.add } else { t.edit }
        };
        view! {
            <fieldset class="address-form">
                <legend>{title}</legend>
                {fields.collect_view()}
                {self.sender.failure()}
                <div class="row">
                    <Button kind=Kind::Primary disabled_reason=Signal::derive(move || self.sender.reason()) on_click=save>{t.save}</Button>
                    <Button on_click=Callback::new(move |()| self.close())>{m.common.cancel}</Button>
                </div>
            </fieldset>
        }
    }
}
