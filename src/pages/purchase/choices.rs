//! A choice of a few options, drawn once: options become available with earlier choices, and the focus stays in place.

use crate::ui::unique_id;
use crate::view::prelude::*;

/// A choice: its key, its name, and what stands below the name.
pub struct Choice {
    /// Key.
    pub key: String,
    /// Name.
    pub text: String,
    /// Below it.
    pub note: String,
}

impl Choice {
    /// Without a note.
    pub fn new(key: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            text: text.into(),
            note: String::new(),
        }
    }

    /// With a note.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
}

/// Radio buttons as tiles. `why` says of a key why it cannot be chosen now.
pub fn choices(
    legend: &'static str,
    options: Vec<Choice>,
    value: impl Fn() -> String + Copy + 'static,
    why: impl Fn(&str) -> Option<String> + Copy + 'static,
    on: Callback<String>,
) -> AnyView {
    let name = unique_id("choice");
    let tile = move |Choice { key, text, note }: Choice| {
        let [own, new, off, said] = [&key, &key, &key, &key].map(String::clone);
        view! {
            <label class="tile">
                <input
                    type="radio"
                    name=name.clone()
                    value=key
                    disabled=move || why(&off).is_some()
                    prop:checked=move || value() == own
                    on:change=move |_: web_sys::Event| on.run(new.clone())
                />
                <span>
                    {text}
                    <small>{move || why(&said).unwrap_or_else(|| note.clone())}</small>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="tiles">
            <legend>{legend}</legend>
            {options.into_iter().map(tile).collect_view()}
        </fieldset>
    }
}
