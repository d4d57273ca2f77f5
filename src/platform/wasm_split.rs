//! Functions that the build cuts off into files of their own, with everything only they reach. In development builds
//! everything is one module.

/// A failed download. The next try starts over.
pub use leptos::wasm_split::SplitLoaderError as LoadError;

/// What a cut-off function returns, once its file is here.
#[cfg(in_parts)]
macro_rules! loaded {
    ($part:expr) => {
        $part.await
    };
}

/// What a cut-off function returns.
#[cfg(not(in_parts))]
macro_rules! loaded {
    ($part:expr) => {
        $part
    };
}

pub(crate) use loaded;
