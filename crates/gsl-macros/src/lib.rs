//! What the console would otherwise compile once per view and once per type of the wire.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod decode;
mod view;

/// Markup with the syntax of Leptos, as a view of one type for all. The crate `gsl-view` has the other half.
///
/// | markup | means |
/// |---|---|
/// | `<div a="x" b=expr c>` | attributes; text, numbers, booleans, options, signals, and closures, which follow what they read |
/// | `class:name=cond` `style:name=text` `prop:name=value` | one class, one style property, one property of the DOM object |
/// | `on:event=closure` | listener; the event has its own type, as in `leptos::ev` |
/// | `node_ref=node` | fills a `NodeRef` |
/// | `{expr}` `"text"` | children: anything `IntoView`; closures follow what they read |
/// | `<Name prop=expr>` | component: a function marked `#[component]`; its content is the prop `children` |
#[proc_macro]
pub fn view(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    view::view(tokens)
}

/// Reads a struct from JSON field by field, as serde's derive would. Of serde's attributes `rename = "…"`, `default`,
/// `skip_serializing_if` and `deserialize_with = "null_is_empty"` are known; any other does not compile. The trait is
/// `gsl_model::wire::Decode`.
#[proc_macro_derive(Decode, attributes(serde))]
pub fn decode(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    decode::derive(item.into())
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}
