//! What the list needs once somebody works with it: suggestions of the filter, pasted lists and what became
//! of them, the selection, the empty states, the dialog of columns. A chunk of its own, loaded when the first of these is needed.

use super::list::List;
use super::list_report::{self, PasteReport};
use super::suggest::{self, SuggestContext, Suggestion};
use super::{empty, peek, selection_bar, settings};
use crate::platform::wasm_split::{LoadError, loaded};
use crate::routes::card_filter::{CardFilter, Field, Value};
use crate::view::prelude::*;
use leptos::task::spawn_local;

/// The functions of the part.
#[derive(Clone, Copy)]
pub struct Tools {
    /// [`suggest::suggest`]
    pub suggest: for<'a> fn(SuggestContext<'a>, &str, Option<Field>) -> Vec<Suggestion>,
    /// [`suggest::apply`]
    pub apply: fn(&CardFilter, Field, Value) -> CardFilter,
    /// [`list_report::send`]
    pub paste: fn(List, RwSignal<Option<PasteReport>>, &str),
    /// [`list_report::take_file`]
    pub file: fn(List, RwSignal<Option<PasteReport>>, web_sys::File),
    /// [`list_report::view`]
    pub report: fn(List, RwSignal<Option<PasteReport>>) -> AnyView,
    /// [`empty::view`]
    pub empty: fn(List) -> AnyView,
    /// [`selection_bar::view`]
    pub selection: fn(List, Memo<bool>) -> AnyView,
    /// [`peek::view`]
    pub peek: fn(List) -> AnyView,
    /// [`settings::dialog`]
    pub settings: fn(List, RwSignal<bool>) -> AnyView,
}

#[cfg_attr(in_parts, leptos::wasm_split::wasm_split(card_tools_part, wasm_split_path = leptos::wasm_split, fallible))]
fn card_tools_part() -> Result<Tools, LoadError> {
    Ok(Tools {
        suggest: suggest::suggest,
        apply: suggest::apply,
        paste: list_report::send,
        file: list_report::take_file,
        report: list_report::view,
        empty: empty::view,
        selection: selection_bar::view,
        peek: peek::view,
        settings: settings::dialog,
    })
}

/// Fetches the part.
///
/// # Errors
/// It did not arrive.
#[allow(
    clippy::unused_async,
    reason = "waits only where the console is in parts"
)]
pub async fn bring() -> Result<Tools, LoadError> {
    loaded!(card_tools_part())
}

/// Moves the focus into the panel beside the list once it is drawn, which waits for the part.
pub fn enter_peek(list: List) {
    spawn_local(async move {
        if bring().await.is_err() {
            return;
        }
        // One turn for whoever asked for the part before, one for what is drawn then.
        for _ in 0..2 {
            leptos::task::tick().await;
        }
        peek::focus(list);
    });
}
