//! Small marks: states, tags, filter tokens.

use super::icon::{IconName, icon};
use crate::view::prelude::*;

/// How good or bad something is. Always shown as shape, word and colour together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Works.
    Ok,
    /// Needs attention.
    #[default]
    Warn,
    /// Does not work.
    Bad,
    /// Waiting or over.
    Idle,
}

impl Status {
    /// Class that carries the colours.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Idle => "idle",
        }
    }
}

/// A state: disc, diamond, square or ring, and its word.
#[component]
pub fn StatusBadge(
    /// Which colour and shape.
    kind: Status,
    /// The word.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <span class=format!("state {}", kind.class())><i aria-hidden="true"></i>{text}</span> }
}

/// Text that people gave (a name, a remark, an address): it keeps its own direction beside ours, and is one line in a
/// table, whole on hover.
pub fn given(text: impl Into<String>) -> AnyView {
    let text = text.into();
    view! { <bdi class="given" title=text.clone()>{text}</bdi> }
}

/// A tag of a card.
#[component]
pub fn Tag(
    /// Its name.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <bdi class="tag" title=text.clone()>{text}</bdi> }
}

/// A part of the current filter, with a button that takes it away.
#[component]
pub fn Token(
    /// Name of the × button: what it removes.
    #[prop(into)]
    remove_label: String,
    /// Removes the token.
    on_remove: Callback<()>,
    /// Changes the token: its text becomes a button.
    #[prop(optional)]
    on_edit: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let text = match on_edit {
        Some(edit) => {
            view! { <button type="button" class="token-text" on:click=move |_| edit.run(())>{children()}</button> }
        }
        None => view! { <span class="token-text">{children()}</span> },
    };
    view! {
        <span class="token">
            {text}
            <button type="button" class="token-remove" aria-label=remove_label.clone() title=remove_label on:click=move |_| on_remove.run(())>
                {icon(IconName::Close)}
            </button>
        </span>
    }
}
