//! Labelled form fields. The value is the caller's: a field shows it and reports what the user wants instead.

use super::button::aria_disabled;
use super::tooltip::tip;
use super::unique_id;
use crate::view::prelude::*;
use web_sys::KeyboardEvent;

/// Label, control, hint and error, wired together.
fn labelled(
    id: &str,
    label: Signal<String>,
    hide: bool,
    hint: MaybeProp<String>,
    error: MaybeProp<String>,
    control: AnyView,
) -> AnyView {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    view! {
        <div class="field">
            <label for=id.to_owned() class:sr-only=hide>{label}</label>
            {control}
            <span class="field-hint" id=hint_id>{move || hint.get()}</span>
            <span class="field-error" id=error_id aria-live="polite">{move || error.get()}</span>
        </div>
    }
}

fn describes(id: &str) -> String {
    format!("{id}-hint {id}-error")
}

/// One line of text.
#[component]
pub fn Input(
    /// Label above.
    #[prop(into)]
    label: Signal<String>,
    /// Current text.
    #[prop(into)]
    value: Signal<String>,
    /// Every change.
    on_input: Callback<String>,
    /// Enter.
    #[prop(optional)]
    on_enter: Option<Callback<()>>,
    /// Help below.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong with the value.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// `type` of the element.
    #[prop(default = "text")]
    kind: &'static str,
    /// Example text.
    #[prop(optional, into)]
    placeholder: MaybeProp<String>,
    /// Label for assistive technology only.
    #[prop(optional)]
    hide_label: bool,
    /// Has the focus when its dialog opens.
    #[prop(optional)]
    autofocus: bool,
    /// Digits only: phones show the keys for them.
    #[prop(optional)]
    numeric: bool,
) -> impl IntoView {
    let id = unique_id("input");
    let keydown = move |event: KeyboardEvent| {
        if event.key() == "Enter"
            && let Some(on_enter) = on_enter
        {
            event.prevent_default();
            on_enter.run(());
        }
    };
    let control = view! {
        <input
            type=kind
            id=id.clone()
            class="input"
            prop:value=value
            placeholder=move || placeholder.get()
            autofocus=autofocus
            inputmode=numeric.then_some("numeric")
            aria-describedby=describes(&id)
            aria-invalid=move || error.with(Option::is_some).then_some("true")
            on:input=move |event| on_input.run(event_target_value(&event))
            on:keydown=keydown
        />
    };
    labelled(&id, label, hide_label, hint, error, control.into_view())
}

/// One of a list.
#[component]
pub fn Select(
    /// Label above.
    #[prop(into)]
    label: Signal<String>,
    /// Chosen value.
    #[prop(into)]
    value: Signal<String>,
    /// (value, text).
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// The new value.
    on_change: Callback<String>,
    /// Label for assistive technology only.
    #[prop(optional)]
    hide_label: bool,
) -> impl IntoView {
    let id = unique_id("select");
    let option = move |(key, text): (String, String)| {
        let own = key.clone();
        view! { <option value=key prop:selected=move || value.with(|value| *value == own)>{text}</option> }
    };
    let control = view! {
        <select id=id.clone() class="input" on:change=move |event| on_change.run(event_target_value(&event))>
            {move || options.get().into_iter().map(option).collect_view()}
        </select>
    };
    labelled(
        &id,
        label,
        hide_label,
        MaybeProp::default(),
        MaybeProp::default(),
        control.into_view(),
    )
}

/// A check box with its label at the right.
#[component]
pub fn Checkbox(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// Some but not all of what it stands for.
    #[prop(optional, into)]
    indeterminate: Signal<bool>,
    /// The new state.
    on_change: Callback<bool>,
    /// Label for assistive technology only.
    #[prop(optional)]
    hide_label: bool,
    /// Why it cannot be used now.
    #[prop(optional, into)]
    disabled_reason: MaybeProp<String>,
) -> impl IntoView {
    let click = move |event: web_sys::MouseEvent| {
        if disabled_reason.with_untracked(Option::is_some) {
            event.prevent_default();
        }
    };
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=checked
                prop:indeterminate=indeterminate
                aria-disabled=aria_disabled(disabled_reason)
                on:click=click
                on:change=move |event| on_change.run(event_target_checked(&event))
            />
            {tip(disabled_reason)}
            <span class:sr-only=hide_label>{label}</span>
        </label>
    }
}

/// Something that is on or off, at once.
#[component]
pub fn Switch(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is on.
    #[prop(into)]
    checked: Signal<bool>,
    /// The new state.
    on_change: Callback<bool>,
) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                role="switch"
                class="switch"
                prop:checked=checked
                on:change=move |event| on_change.run(event_target_checked(&event))
            />
            <span>{label}</span>
        </label>
    }
}

/// One of a few, all visible.
#[component]
pub fn RadioGroup(
    /// What is chosen.
    #[prop(into)]
    legend: Signal<String>,
    /// (value, text).
    options: Vec<(String, String)>,
    /// (value, why): options that cannot be chosen now.
    #[prop(optional)]
    refused: Vec<(String, String)>,
    /// Chosen value.
    #[prop(into)]
    value: Signal<String>,
    /// The new value.
    on_change: Callback<String>,
) -> impl IntoView {
    let name = unique_id("radio");
    let option = move |(key, text): (String, String)| {
        let (own, new) = (key.clone(), key.clone());
        let why = refused
            .iter()
            .find(|(refused, _)| *refused == key)
            .map(|(_, why)| why.clone());
        let disabled = why.is_some();
        view! {
            <label class="check" class:off=disabled>
                <input
                    type="radio"
                    name=name.clone()
                    value=key
                    disabled=disabled
                    prop:checked=move || value.with(|value| *value == own)
                    on:change=move |_| on_change.run(new.clone())
                />
                <span>{text}{why.map(|why| view! { <small class="why">{why}</small> })}</span>
            </label>
        }
    };
    view! {
        <fieldset class="radios">
            <legend>{legend}</legend>
            {options.into_iter().map(option).collect_view()}
        </fieldset>
    }
}
