//! Macros for code that would otherwise be generated, and compiled, once per view and once per type on the wire.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod decode;
mod view;

/// Markup in the syntax of Leptos, as a view of a single type. The other half is in the crate `gsl-view`.
///
/// | markup | means |
/// |---|---|
/// | `<div a="x" b=expr c>` | attributes; text, numbers, booleans, options, signals, and reactive closures |
/// | `class:name=cond` `style:name=text` `prop:name=value` | one class, one style property, one property of the DOM object |
/// | `on:event=closure` | listener; the event has its own type, as in `leptos::ev` |
/// | `node_ref=node` | fills a `NodeRef` |
/// | `{expr}` `"text"` | children: anything `IntoView`; closures are reactive |
/// | `<Name prop=expr>` | component: a function marked `#[component]`; its content is the prop `children` |
#[proc_macro]
pub fn view(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    view::view(tokens)
}

/// Reads a struct from JSON field by field, like serde's derive. Supported serde attributes: `rename = "…"`, `default`,
/// `skip_serializing_if` and `deserialize_with = "null_is_empty"`; any other is a compile error. The trait is
/// `gsl_model::wire::Decode`.
#[proc_macro_derive(Decode, attributes(serde))]
pub fn decode(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    decode::derive(item.into())
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}
