//! gsl-console: a browser console for fleets of IoT SIM cards on Global SIM Link.
//!
//! The WebAssembly module exports two doors, [`mount`] and [`version`]; nothing mounts by itself. The standalone page
//! (`public/boot.js`) and the custom element (`public/embed.js`) both come in through [`mount`].
//!
//! Dependencies point one way: `pages` and `layouts` use `ui`, `api`, `state` and `i18n`; those use `gsl-model`.
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]

pub mod api;
pub mod app;
pub mod config;
pub mod features;
pub mod i18n;
pub mod layouts;
pub mod pages;
pub mod platform;
pub mod routes;
pub mod state;
pub mod ui;

/// Views and reactive handles.
pub use gsl_view as view;

use crate::view::prelude::*;
use wasm_bindgen::prelude::*;

/// A mounted console. [`Handle::unmount`] takes it away; dropping the handle in JavaScript does not.
#[wasm_bindgen]
pub struct Handle {
    mounted: Option<view::Root>,
    root: web_sys::HtmlElement,
}

#[wasm_bindgen]
impl Handle {
    /// Removes the console with every listener, timer, observer and request. Calling it again does nothing.
    pub fn unmount(&mut self) {
        if let Some(mounted) = self.mounted.take() {
            drop(mounted);
            platform::panic::forget(&self.root);
        }
    }
}

impl Drop for Handle {
    /// JavaScript's garbage collector frees handles nobody keeps. The console they stand for goes on: only
    /// [`Handle::unmount`] ends it.
    fn drop(&mut self) {
        std::mem::forget(self.mounted.take());
    }
}

/// Mounts a console into `element` (also one inside an open shadow root). `config` is a plain object, see the README.
///
/// # Errors
/// An `Error` whose text says what is wrong and whose `setting` names the setting.
#[wasm_bindgen]
pub fn mount(element: web_sys::HtmlElement, config: &JsValue) -> Result<Handle, JsValue> {
    let json = if config.is_undefined() || config.is_null() {
        "{}".to_owned()
    } else {
        js_sys::JSON::stringify(config)?.into()
    };
    let config = config::Config::parse(&json).map_err(refused)?;
    platform::panic::watch(&element, |language| {
        let locale = i18n::Locale::from_tag(language).unwrap_or_else(i18n::Locale::of_browser);
        let errors = &locale.messages().errors;
        (errors.panic, errors.reload)
    });
    let mounted = view::Root::mount(&element, move || view! { <app::Console config=config /> });
    Ok(Handle {
        mounted: Some(mounted),
        root: element,
    })
}

fn refused(refused: config::ConfigError) -> JsValue {
    let error = js_sys::Error::new(&refused.problem);
    let _ = js_sys::Reflect::set(&error, &"setting".into(), &refused.setting.into());
    error.into()
}

/// The console's version.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
