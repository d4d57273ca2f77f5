//! Text files that the viewer picked or dropped, read here and nowhere sent.

use super::dom::js_text;
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, Event, File, FileList, HtmlInputElement, TextDecoder};

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

/// The bytes of a file.
///
/// # Errors
/// The browser's words.
pub async fn bytes(file: &File) -> Result<Vec<u8>, String> {
    let read = JsFuture::from(file.array_buffer()).await;
    read.map(|buffer| Uint8Array::new(&buffer).to_vec())
        .map_err(|error| js_text(&error))
}

/// Text in UTF-8, UTF-16 with its mark, or GB 18030, as spreadsheets in China write CSV.
#[must_use]
pub fn text(bytes: &[u8]) -> String {
    let labels: &[&str] = match bytes {
        [0xFF, 0xFE, ..] => &["utf-16le"],
        [0xFE, 0xFF, ..] => &["utf-16be"],
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => return text.trim_start_matches('\u{feff}').to_owned(),
            Err(_) => &["gb18030", "utf-8"],
        },
    };
    labels
        .iter()
        .find_map(|label| {
            let decoder = TextDecoder::new_with_label(label).ok()?;
            decoder.decode_with_u8_array(bytes).ok()
        })
        .unwrap_or_default()
}
