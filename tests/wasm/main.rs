//! Tests that need a browser: run with wasm-bindgen-test-runner in headless Chromium.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]

mod mounting;
mod page;
mod query;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
