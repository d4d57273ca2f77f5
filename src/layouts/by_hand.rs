//! What the browser refused to copy, selected, so that the viewer can.

use crate::state::app;
use crate::ui::dialog::Dialog;
use crate::view::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

/// The dialog; opens automatically.
#[component]
pub fn CopyByHand() -> impl IntoView {
    let app = app();
    let m = &app.messages().common;
    let [title, how, name] = m.not_copied;
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(app.not_copied.with(|text| !text.is_empty())));
    let select = |event: web_sys::FocusEvent| {
        if let Some(field) = event
            .target()
            .and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok())
        {
            field.select();
        }
    };
    let closed = Callback::new(move |()| app.not_copied.set(String::new()));
    view! {
        <Dialog open=open title=title close_label=m.close on_close=closed>
            <p>{how}</p>
            <textarea
                class="input mono"
                rows="5"
                readonly=true
                autofocus=true
                aria-label=name
                prop:value=app.not_copied
                on:focus=select
            ></textarea>
        </Dialog>
    }
}
