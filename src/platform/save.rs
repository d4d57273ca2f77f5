//! Files for the user.

use super::dom::{document, js_text};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, HtmlAnchorElement, Url};

/// Has the browser save `file` under `name`.
///
/// # Errors
/// What the browser says.
pub fn save(file: &Blob, name: &str) -> Result<(), String> {
    let told = |thrown: JsValue| js_text(&thrown);
    let url = Url::create_object_url_with_blob(file).map_err(told)?;
    let link: HtmlAnchorElement = document()
        .create_element("a")
        .map_err(told)?
        .unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser has read the address by the time it is let go.
    super::timer::Timer::after(60_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .detach();
    Ok(())
}

/// Saves CSV that came as text; reading it as text took its byte order mark away, which spreadsheets need.
///
/// # Errors
/// What the browser says.
pub fn save_csv(text: &str, name: &str) -> Result<(), String> {
    let parts = js_sys::Array::of2(&JsValue::from_str("\u{feff}"), &JsValue::from_str(text));
    let bag = web_sys::BlobPropertyBag::new();
    bag.set_type("text/csv;charset=utf-8");
    let file =
        Blob::new_with_str_sequence_and_options(&parts, &bag).map_err(|thrown| js_text(&thrown))?;
    save(&file, name)
}
