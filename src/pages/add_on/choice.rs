//! One of the sizes on offer, and what holds for all of them.

use super::texts;
use crate::features::wizard::price;
use crate::i18n::format;
use crate::state::App;
use crate::view::prelude::*;
use gsl_model::units::Megabytes;

/// A size: price of one, and a note beside it.
pub struct Choice {
    /// What the radio buttons of one choice have in common.
    pub name: String,
    /// MB of one.
    pub size: Megabytes,
    /// Cents of one.
    pub cents: i64,
    /// Whether it is chosen.
    pub checked: Signal<bool>,
    /// Chooses it.
    pub choose: Callback<()>,
    /// What follows for what is bought for.
    pub note: AnyView,
}

/// The sizes.
#[must_use]
pub fn choices(app: App, choices: Vec<Choice>) -> AnyView {
    let t = texts(app);
    let one = |one: Choice| {
        let (checked, choose) = (one.checked, one.choose);
        view! {
            <label class="wizard-offer">
                <input type="radio" name=one.name prop:checked=move || checked.get() on:change=move |_: web_sys::Event| choose.run(()) />
                <b>{format::size(one.size)}</b>
                <span>{(t.each)(&price(one.cents))}</span>
                <span class="small muted">{one.note}</span>
            </label>
        }
    };
    view! {
        <fieldset class="wizard-offers">
            <legend class="sr-only">{t.sizes}</legend>
            {choices.into_iter().map(one).collect_view()}
        </fieldset>
    }
}

/// What is to be known before buying, point by point.
#[must_use]
pub fn terms(terms: Vec<String>) -> AnyView {
    let term = |term: String| view! { <li>{term}</li> };
    view! { <ul class="wizard-meaning">{terms.into_iter().map(term).collect_view()}</ul> }
}
