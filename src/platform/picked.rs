//! Files that the viewer picked or dropped.

use super::dom::{listen, origin};
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Event, File, FileList, HtmlElement, HtmlInputElement};

/// The first file of a list.
fn first(list: Option<FileList>) -> Option<File> {
    list.and_then(|list| list.get(0))
}

/// The file chosen in a file field; the field is emptied, so that the same file can be chosen again.
#[must_use]
pub fn chosen(event: &Event) -> Option<File> {
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    let file = first(input.files());
    input.set_value("");
    file
}

/// The file dropped.
#[must_use]
pub fn dropped(event: &DragEvent) -> Option<File> {
    first(event.data_transfer()?.files())
}

/// Whether files are being dragged, and not a text or a link.
#[must_use]
pub fn has_files(event: &DragEvent) -> bool {
    event
        .data_transfer()
        .is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

/// Cancels drops inside `root` that nothing handles, until the current owner is cleaned up: the browser would navigate to the
/// dropped file, and unsaved input would be lost.
pub fn guard(root: &HtmlElement) {
    for name in ["dragover", "drop"] {
        listen(root, name, |event| {
            let Some(drag) = event.dyn_ref::<DragEvent>() else {
                return;
            };
            let takers = if has_files(drag) {
                "input[type=file]"
            } else {
                "input,textarea"
            };
            let taken =
                origin(&event).is_some_and(|at| at.closest(takers).is_ok_and(|at| at.is_some()));
            if !taken && !event.default_prevented() {
                event.prevent_default();
                if let Some(data) = drag.data_transfer() {
                    data.set_drop_effect("none");
                }
            }
        });
    }
}
