//! Buttons, and links that look like them.

use super::icon::{IconName, icon};
use super::tooltip::tip;
use crate::view::prelude::*;

/// Visual weight of a button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// The one main action of a page or dialog.
    Primary,
    /// Everything else.
    #[default]
    Secondary,
    /// Inside text, tables and bars: no border.
    Quiet,
    /// Something that cannot be undone.
    Danger,
}

impl Kind {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Primary => "btn primary",
            Self::Secondary => "btn",
            Self::Quiet => "btn quiet",
            Self::Danger => "btn danger",
        }
    }
}

/// Runs `action` unless a reason forbids it.
pub(super) fn unless_disabled(
    reason: MaybeProp<String>,
    action: Callback<()>,
) -> impl Fn(web_sys::MouseEvent) {
    move |event| {
        if reason.with_untracked(Option::is_some) {
            event.prevent_default();
        } else {
            action.run(());
        }
    }
}

/// `true` for `aria-disabled`, nothing otherwise.
pub(super) fn aria_disabled(
    reason: MaybeProp<String>,
) -> impl Fn() -> Option<&'static str> + Copy + Send {
    move || reason.with(Option::is_some).then_some("true")
}

/// A button. With a `disabled_reason` it stays focusable, says why it does nothing, and does nothing.
#[component]
pub fn Button(
    /// Appearance.
    #[prop(optional)]
    kind: Kind,
    /// Icon before the text.
    #[prop(optional)]
    icon: Option<IconName>,
    /// Why it cannot be used now.
    #[prop(optional, into)]
    disabled_reason: MaybeProp<String>,
    /// `aria-pressed` of a toggle.
    #[prop(optional, into)]
    pressed: MaybeProp<bool>,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
    /// Accessible name, where the text alone is the same in several rows; starts with the text.
    #[prop(optional, into)]
    label: MaybeProp<String>,
    /// What it does.
    on_click: Callback<()>,
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=format!("{} {class}", kind.class())
            aria-label=move || label.get()
            aria-disabled=aria_disabled(disabled_reason)
            aria-pressed=move || pressed.get().map(|on| on.to_string())
            on:click=unless_disabled(disabled_reason, on_click)
        >
            {icon.map(super::icon::icon)}
            {children()}
        </button>
        {tip(disabled_reason)}
    }
}

/// A link that looks like a button.
#[component]
pub fn ButtonLink(
    /// Where it goes.
    #[prop(into)]
    href: Signal<String>,
    /// Appearance.
    #[prop(optional)]
    kind: Kind,
    /// Icon before the text.
    #[prop(optional)]
    icon: Option<IconName>,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <a class=format!("{} {class}", kind.class()) href=href>
            {icon.map(super::icon::icon)}
            {children()}
        </a>
    }
}

/// A button that shows only an icon; its name is also its tooltip.
#[component]
pub fn IconButton(
    /// The drawing.
    #[prop(name = "icon")]
    name: IconName,
    /// Accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// `aria-expanded` of what it opens.
    #[prop(optional, into)]
    expanded: MaybeProp<bool>,
    /// Id of what it opens.
    #[prop(optional)]
    controls: Option<&'static str>,
    /// Why it cannot be used now.
    #[prop(optional, into)]
    disabled_reason: MaybeProp<String>,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
    /// What it does.
    on_click: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=format!("btn quiet only-icon {class}")
            aria-label=label
            title=label
            aria-expanded=move || expanded.get().map(|on| on.to_string())
            aria-controls=controls
            aria-disabled=aria_disabled(disabled_reason)
            on:click=unless_disabled(disabled_reason, on_click)
        >
            {icon(name)}
        </button>
        {tip(disabled_reason)}
    }
}
