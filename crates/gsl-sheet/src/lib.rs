//! Reads card lists from CSV and XLSX files and checks them (console.md sections 3 and 20).
//!
//! The same code runs in two places. In the browser it is a separate WebAssembly module that is loaded when a file is
//! chosen, so it is not part of the console's first load, and it runs in a worker, so that the page stays responsive.
//! `public/sheet.js` is the page's side of it; `README.md` has the messages between the two. The service reads uploads
//! with [`Reader`]. [`gsl_model::sheet`] decides what makes a row bad.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]

mod archive;
mod decode;
mod delimited;
mod error;
#[cfg(target_arch = "wasm32")]
mod exports;
pub mod faults;
mod reader;
mod row;
mod session;
#[cfg(any(test, target_arch = "wasm32"))]
mod settings;
mod xlsx;

pub use decode::decode;
pub use error::FileError;
pub use reader::{MAX_ROWS, ReadStep, Reader};
pub use session::{Session, take};
pub use xlsx::workbook;
