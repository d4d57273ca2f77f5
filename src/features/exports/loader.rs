//! Loads the dialog of the export menus: a separate chunk, loaded when it is first opened.

use super::{ExportMenu, dialog};
use crate::features::deferred::arriving;
use crate::platform::wasm_split::{LoadError, loaded};
use crate::view::prelude::*;

/// Draws the dialog of an export menu.
type DrawExport = fn(ExportMenu) -> AnyView;

/// The dialog of every list's export menu.
#[cfg_attr(in_parts, leptos::wasm_split::wasm_split(export_dialog_part, wasm_split_path = leptos::wasm_split, fallible))]
fn export_dialog_part() -> Result<DrawExport, LoadError> {
    Ok(dialog::draw)
}

/// The dialog of an export menu.
pub fn export_dialog(menu: ExportMenu) -> AnyView {
    let wanted = Signal::derive(move || menu.ask.with(Option::is_some));
    let give_up = Callback::new(move |()| {
        let _ = menu.ask.try_set(None);
    });
    let bring = async || loaded!(export_dialog_part());
    let here = arriving(menu.app, wanted, bring, give_up);
    (move || here.get().map(|draw| draw(menu))).into_view()
}
