//! Fetches the dialog behind the export menu of every list: a part of its own, which arrives when it is first opened.

use super::{ExportMenu, dialog};
use crate::platform::wasm_split::{LoadError, loaded};
use crate::view::prelude::*;
use leptos::task::spawn_local;

/// Draws the dialog of an export menu.
type DrawExport = fn(ExportMenu) -> AnyView;

/// The dialog behind the export menu of every list.
#[cfg_attr(in_parts, leptos::wasm_split::wasm_split(export_dialog_part, wasm_split_path = leptos::wasm_split, fallible))]
fn export_dialog_part() -> Result<DrawExport, LoadError> {
    Ok(dialog::draw)
}

/// The dialog of a menu.
pub fn export_dialog(menu: ExportMenu) -> AnyView {
    let here: RwSignal<Option<DrawExport>> = RwSignal::new(None);
    Effect::new(move |_| {
        if menu.ask.with(Option::is_none) || here.with_untracked(Option::is_some) {
            return;
        }
        spawn_local(async move {
            match loaded!(export_dialog_part()) {
                Ok(draw) => {
                    let _ = here.try_set(Some(draw));
                }
                Err(_) => {
                    let e = &menu.app.messages().errors;
                    menu.app
                        .notify(true, format!("{} {}", e.part_lost, e.part_lost_next));
                    let _ = menu.ask.try_set(None);
                }
            }
        });
    });
    (move || here.get().map(|draw| draw(menu))).into_any()
}
