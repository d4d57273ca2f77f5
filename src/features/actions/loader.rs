//! Fetches what draws the dialogs about cards: a part of its own, which arrives when the first is opened.

use super::{CardDialogs, dialog, guided};
use crate::platform::wasm_split::{LoadError, loaded};
use crate::view::prelude::*;
use leptos::task::spawn_local;

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
    let here: RwSignal<Option<DrawDialog>> = RwSignal::new(None);
    Effect::new(move |_| {
        let wanted = dialogs.now.with(Option::is_some) || guided::any_written();
        if !wanted || here.with_untracked(Option::is_some) {
            return;
        }
        spawn_local(async move {
            match loaded!(dialog_part()) {
                Ok(draw) => {
                    let _ = here.try_set(Some(draw));
                }
                Err(_) => {
                    let e = &app.messages().errors;
                    app.notify(true, format!("{} {}", e.part_lost, e.part_lost_next));
                    dialogs.close();
                }
            }
        });
    });
    (move || here.get().map(|draw| draw(dialogs))).into_any()
}
