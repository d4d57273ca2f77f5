//! The input fields for a list: a text to paste into, and a file to choose or drop.

use super::CardListInput;
use crate::i18n::batch::batch;
use crate::platform::draft::Draft;
use crate::platform::timer::Timer;
use crate::state::App;
use crate::ui::file_field::FileField;
use crate::view::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// Milliseconds from the last change until a pasted list is checked.
const TYPING_MS: i32 = 300;

/// A field for a pasted list, kept as a draft under `key` until it is sent.
pub fn paste_field(app: App, draft: Draft, key: &'static str, listing: CardListInput) -> AnyView {
    let t = batch(app.locale.get_untracked());
    let field = NodeRef::<html::Textarea>::new();
    let later = StoredValue::new(None::<Timer>);
    // The text stays in the browser's field: it may be megabytes.
    Effect::new(move |_| {
        if let (Some(field), Some(kept)) = (field.get(), draft.long_text(key)) {
            let _ = js_sys::Reflect::set(&field, &"value".into(), &kept);
            listing.take(Some(kept.into()));
        }
    });
    let changed = move |_| {
        later.set_value(Some(Timer::after(TYPING_MS, move || {
            let Some(field) = field.get_untracked() else {
                return;
            };
            let text = js_sys::Reflect::get(&field, &"value".into()).unwrap_or(JsValue::NULL);
            let empty = text
                .dyn_ref::<js_sys::JsString>()
                .is_none_or(|text| text.trim().length() == 0);
            if empty {
                draft.forget(&[key]);
            } else {
                draft.keep_long(key, &text);
            }
            listing.take((!empty).then_some(text));
        })));
    };
    let (id, hint) = (
        crate::ui::unique_id("paste"),
        crate::ui::unique_id("paste-hint"),
    );
    view! {
        <div class="field">
            <label for=id.clone()>{t.paste}</label>
            <textarea
                id=id
                class="input mono batch-paste"
                rows="8"
                spellcheck="false"
                autocomplete="off"
                aria-describedby=hint.clone()
                node_ref=field
                on:input=changed
            ></textarea>
            <span class="field-hint" id=hint>{t.paste_hint}</span>
        </div>
    }
}

/// A field for a file, chosen or dropped, which shows its name.
pub fn upload_field(app: App, listing: CardListInput, name: RwSignal<String>) -> AnyView {
    let t = batch(app.locale.get_untracked());
    let take = Callback::new(move |file: web_sys::File| {
        name.set(file.name());
        listing.take(Some(file.into()));
    });
    view! { <FileField label=t.file hint=t.file_hint name=name on_file=take /> }
}
