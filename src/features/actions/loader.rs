//! Fetches what draws the dialogs about cards: a part of its own, which arrives when the first is opened.

use super::{CardDialogs, dialog, guided};
use crate::features::deferred::arriving;
use crate::platform::wasm_split::{LoadError, loaded};
use crate::view::prelude::*;

/// Draws the dialog about a card.
type DrawDialog = fn(CardDialogs) -> AnyView;

/// What can be done with a card: the dialogs of the card list, a card and the status check.
#[cfg_attr(in_parts, leptos::wasm_split::wasm_split(dialog_part, wasm_split_path = leptos::wasm_split, fallible))]
fn dialog_part() -> Result<DrawDialog, LoadError> {
    Ok(dialog::draw)
}

/// The dialogs of a page.
#[must_use]
pub fn action_dialogs(dialogs: CardDialogs) -> AnyView {
    let app = dialogs.app;
    let wanted = Signal::derive(move || dialogs.now.with(Option::is_some) || guided::any_written());
    let give_up = Callback::new(move |()| dialogs.close());
    let here = arriving(app, wanted, async || loaded!(dialog_part()), give_up);
    (move || here.get().map(|draw| draw(dialogs))).into_view()
}
