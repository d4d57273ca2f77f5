//! Card lists out of files: the door to `public/sheet.js`, which is loaded when it is first needed.

use gsl_model::{
    sheet::{BadRow, Summary, Template},
    wire::decode,
};
use js_sys::{Function, JSON, Object, Promise, Reflect, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::JsFuture;

thread_local! {
    static READERS: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Sets where `sheet.js` comes from: a function that resolves to the module. `boot.js` calls it.
#[wasm_bindgen]
pub fn readers(load: Function) {
    READERS.with(|readers| readers.replace(Some(load)));
}

#[wasm_bindgen]
extern "C" {
    type Module;
    #[wasm_bindgen(method, catch)]
    async fn check(this: &Module, source: &JsValue, options: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn template(
        this: &Module,
        kind: &str,
        template: &JsValue,
        language: &str,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = CheckedList)]
    type RawChecked;
    #[wasm_bindgen(method, getter)]
    fn summary(this: &RawChecked) -> JsValue;
    #[wasm_bindgen(method, catch)]
    async fn bad(this: &RawChecked, from: u32, count: u32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = badFile)]
    async fn bad_file(this: &RawChecked, kind: &str, words: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn numbers(this: &RawChecked) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn upload(this: &RawChecked) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method)]
    fn close(this: &RawChecked);
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// `empty`, `encoding`, `old_or_protected`, `not_a_sheet`, `damaged`, `too_large`, `too_many_rows`, `open_quote`,
    /// `no_such_sheet`, `load`, `crash`, or `AbortError` when it was broken off.
    pub kind: String,
    /// The row at fault of `open_quote`, most rows of `too_many_rows`; else 0.
    pub number: u32,
    /// For a report.
    pub detail: String,
}

impl Failure {
    fn of(thrown: &JsValue) -> Self {
        let text = |key: &str| Reflect::get(thrown, &key.into()).ok()?.as_string();
        let number = |key: &str| Reflect::get(thrown, &key.into()).ok()?.as_f64();
        Self {
            kind: text("kind").or_else(|| text("name")).unwrap_or_default(),
            // Rows are far fewer than 2^32.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            number: number("row").or_else(|| number("most")).unwrap_or(0.0) as u32,
            detail: text("message").unwrap_or_default(),
        }
    }
}

/// A list that was checked. Dropping it ends its worker.
pub struct CheckedList {
    raw: RawChecked,
    /// The outcome in short.
    pub summary: Summary,
}

impl Drop for CheckedList {
    fn drop(&mut self) {
        self.raw.close();
    }
}

async fn module() -> Result<Module, Failure> {
    let load = READERS.with(|readers| readers.borrow().clone());
    let load = load.ok_or_else(|| Failure {
        kind: "load".to_owned(),
        number: 0,
        detail: "no readers".to_owned(),
    })?;
    let promise: Promise = load
        .call0(&JsValue::NULL)
        .map_err(|thrown| Failure::of(&thrown))?
        .unchecked_into();
    let module = JsFuture::from(promise).await.map_err(|thrown| Failure {
        kind: "load".to_owned(),
        ..Failure::of(&thrown)
    })?;
    Ok(module.unchecked_into())
}

fn object(template: &Template) -> JsValue {
    let json = serde_json::to_string(template).unwrap_or_default();
    JSON::parse(&json).unwrap_or(JsValue::NULL)
}

fn json(value: &JsValue) -> String {
    JSON::stringify(value).map(String::from).unwrap_or_default()
}

/// Checks a file (`web_sys::File`) or a pasted text. `sheet` names a sheet of an XLSX file. `progress` gets shares from 0 to
/// 1; aborting `signal` ends it.
///
/// # Errors
/// What is wrong with the file.
pub async fn check(
    source: &JsValue,
    template: &Template,
    sheet: Option<&str>,
    progress: &Closure<dyn FnMut(f64)>,
    signal: &web_sys::AbortSignal,
) -> Result<CheckedList, Failure> {
    let options = Object::new();
    let sheet = sheet.map_or(JsValue::UNDEFINED, JsValue::from_str);
    for (key, value) in [
        ("template", &object(template)),
        ("sheet", &sheet),
        ("onProgress", progress.as_ref()),
        ("signal", signal.as_ref()),
    ] {
        let _ = Reflect::set(&options, &key.into(), value);
    }
    let module = module().await?;
    let checked = module.check(source, &options).await;
    let raw: RawChecked = checked
        .map_err(|thrown| Failure::of(&thrown))?
        .unchecked_into();
    let summary = decode(&json(&raw.summary())).map_err(|detail| Failure {
        kind: "crash".to_owned(),
        number: 0,
        detail,
    });
    match summary {
        Ok(summary) => Ok(CheckedList { raw, summary }),
        Err(failure) => {
            raw.close();
            Err(failure)
        }
    }
}

impl CheckedList {
    /// Bad rows from a place on.
    ///
    /// # Errors
    /// When the worker broke.
    pub async fn bad(&self, from: u32, count: u32) -> Result<Vec<BadRow>, Failure> {
        let rows = self.raw.bad(from, count).await;
        let rows = rows.map_err(|thrown| Failure::of(&thrown))?;
        decode(&json(&rows)).map_err(|detail| Failure {
            kind: "crash".to_owned(),
            number: 0,
            detail,
        })
    }

    /// The bad rows as a file to download, `csv` or `xlsx`; words by key, see `gsl_sheet::faults`.
    ///
    /// # Errors
    /// When the worker broke.
    pub async fn bad_file(
        &self,
        kind: &str,
        words: &[(&str, &str)],
    ) -> Result<web_sys::Blob, Failure> {
        let object = Object::new();
        for (key, word) in words {
            let _ = Reflect::set(&object, &(*key).into(), &(*word).into());
        }
        let file = self.raw.bad_file(kind, &object).await;
        file.map(JsCast::unchecked_into)
            .map_err(|thrown| Failure::of(&thrown))
    }

    /// The numbers to use, one a line.
    ///
    /// # Errors
    /// When the worker broke.
    pub async fn numbers(&self) -> Result<String, Failure> {
        let bytes = self.raw.numbers().await;
        let bytes: Uint8Array = bytes
            .map_err(|thrown| Failure::of(&thrown))?
            .unchecked_into();
        Ok(String::from_utf8(bytes.to_vec()).unwrap_or_default())
    }

    /// The rows to use as a file for the service: CSV with the fields' keys as headings.
    ///
    /// # Errors
    /// When the worker broke.
    pub async fn upload(&self) -> Result<web_sys::Blob, Failure> {
        let file = self.raw.upload().await;
        file.map(JsCast::unchecked_into)
            .map_err(|thrown| Failure::of(&thrown))
    }
}

/// A template to fill in, `csv` or `xlsx`, in `zh-CN` or `en-US`.
///
/// # Errors
/// When the module did not arrive.
pub async fn template(
    kind: &str,
    template: &Template,
    language: &str,
) -> Result<web_sys::Blob, Failure> {
    let file = module()
        .await?
        .template(kind, &object(template), language)
        .await;
    file.map(JsCast::unchecked_into)
        .map_err(|thrown| Failure::of(&thrown))
}
