//! `view!`: the syntax of Leptos with a different expansion.
//!
//! Leptos gives every element, with its attributes and children, a type of its own, and so compiles the code that
//! builds and updates it once per type: a few kilobytes for every element of a page. This macro expands the same markup
//! to calls on a single element type (`gsl_view::Element`), so that this code exists once and an element costs a few
//! bytes per attribute. Unsupported syntax is a compile error with an explanation.
//!
//! | markup | means |
//! |---|---|
//! | `<div a="x" b=expr c>` | attributes; text, numbers, booleans, options, signals, and reactive closures |
//! | `class:name=cond` `style:name=text` `prop:name=value` | one class, one style property, one property of the DOM object |
//! | `on:event=closure` | listener; the event has its own type, as in `leptos::ev` |
//! | `node_ref=node` | fills a `NodeRef` |
//! | `{expr}` `"text"` | children: anything `IntoView`; closures are reactive |
//! | `<Name prop=expr>` | component: a function marked `#[component]`; its content is the prop `children` |

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use rstml::Infallible;
use rstml::node::{KVAttributeValue, KeyedAttribute, Node, NodeAttribute, NodeElement, NodeName};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use syn::{Error, Expr, ExprLit, Ident, Lit, LitStr, spanned::Spanned};

pub fn view(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let parser = rstml::Parser::new(rstml::ParserConfig::default().recover_block(true));
    let (nodes, problems) = parser.parse_recoverable(tokens).split_vec();
    let problems = problems.into_iter().map(|it| it.emit_as_expr_tokens());
    let view = many(&nodes).unwrap_or_else(Error::into_compile_error);
    quote! {{ #(#problems;)* #[allow(unused_braces)] { #view } }}.into()
}

/// Identifies the element's place in the source code. An element can be updated in place by one from the same site.
/// Never 0, which means "inside another element of the same `view!`".
fn site(node: &NodeElement<Infallible>) -> u32 {
    let at = node.open_tag.span().unwrap();
    let mut hash = DefaultHasher::new();
    (at.file(), at.line(), at.column()).hash(&mut hash);
    (hash.finish() as u32) | 1
}

/// Sibling nodes as one view.
fn many(nodes: &[Node]) -> syn::Result<TokenStream> {
    let mut views = nodes
        .iter()
        .map(|node| one(node, true))
        .filter_map(Result::transpose)
        .collect::<syn::Result<Vec<_>>>()?;
    Ok(match views.len() {
        0 => quote! { ::gsl_view::AnyView::Nothing },
        1 => views.remove(0),
        _ => quote! { ::gsl_view::AnyView::Many(::std::vec![#(#views),*]) },
    })
}

fn one(node: &Node, root: bool) -> syn::Result<Option<TokenStream>> {
    Ok(Some(match node {
        Node::Comment(_) => return Ok(None),
        Node::Text(text) => {
            let text = &text.value;
            quote! { ::gsl_view::IntoView::into_view(#text) }
        }
        Node::RawText(text) => {
            let text = LitStr::new(&text.to_string_best(), Span::call_site());
            quote! { ::gsl_view::IntoView::into_view(#text) }
        }
        Node::Block(block) => quote! { ::gsl_view::IntoView::into_view(#block) },
        Node::Fragment(fragment) => many(&fragment.children)?,
        Node::Element(node) if is_component(node.name()) => component(node)?,
        Node::Element(node) => {
            let element = element(node, root)?;
            quote! { ::gsl_view::AnyView::from(#element) }
        }
        other => return Err(Error::new(other.span(), "not supported in view!")),
    }))
}

fn is_component(name: &NodeName) -> bool {
    match name {
        NodeName::Path(path) => path
            .path
            .segments
            .last()
            .is_some_and(|last| last.ident.to_string().starts_with(char::is_uppercase)),
        _ => false,
    }
}

fn element(node: &NodeElement<Infallible>, root: bool) -> syn::Result<TokenStream> {
    let tag = node.name().to_string();
    let site = if root { site(node) } else { 0 };
    // `class` first: on a new element it is written as a whole, and single classes are added to it afterwards.
    let mut attributes: Vec<_> = node.attributes().iter().collect();
    attributes.sort_by_key(|attribute| name(attribute) != "class");
    once(&attributes)?;
    let attributes = attributes
        .into_iter()
        .map(attribute)
        .collect::<syn::Result<Vec<_>>>()?;
    let children = node
        .children
        .iter()
        .map(child)
        .collect::<syn::Result<TokenStream>>()?;
    // Statements instead of a chain, which would copy the element for every attribute.
    Ok(quote! {{
        let mut element = ::gsl_view::Element::new(#tag, #site);
        #(element #attributes;)*
        #children
        element
    }})
}

/// A child, as a statement that adds it to `element`.
fn child(node: &Node) -> syn::Result<TokenStream> {
    Ok(match node {
        Node::Element(node) if !is_component(node.name()) => {
            let child = element(node, false)?;
            quote! { element.nest(#child); }
        }
        Node::Text(text) => {
            let text = &text.value;
            quote! { element.text(#text); }
        }
        node => {
            let child = one(node, false)?.into_iter();
            quote! { #(element.child(#child);)* }
        }
    })
}

/// The name before the `=`; empty if there is none.
fn name(attribute: &NodeAttribute) -> String {
    match attribute {
        NodeAttribute::Attribute(attribute) => {
            let name = attribute.key.to_string();
            name.strip_prefix("r#").map(str::to_owned).unwrap_or(name)
        }
        NodeAttribute::Block(_) => String::new(),
    }
}

/// Rejects duplicates, including a class that is in both `class="…"` and `class:…`: the result would depend on which of
/// them changed last.
fn once(attributes: &[&NodeAttribute]) -> syn::Result<()> {
    let mut seen = HashSet::new();
    for attribute in attributes {
        let name = name(attribute);
        if let NodeAttribute::Attribute(keyed) = attribute
            && name == "class"
            && let Some(classes) = literal(keyed)
        {
            seen.extend(classes.split_whitespace().map(|one| format!("class:{one}")));
        }
        if !name.starts_with("on:") && !seen.insert(name) {
            return Err(Error::new(attribute.span(), "this is set twice"));
        }
    }
    Ok(())
}

/// One attribute as a call on the element.
fn attribute(attribute: &NodeAttribute) -> syn::Result<TokenStream> {
    let name = name(attribute);
    let NodeAttribute::Attribute(attribute) = attribute else {
        return Err(Error::new(attribute.span(), "name the attribute"));
    };
    let value = value(attribute)?;
    let Some((kind, rest)) = name.split_once(':') else {
        return Ok(match (name.as_str(), literal(attribute)) {
            ("node_ref", _) => quote! { .node_ref(#value) },
            (_, Some(text)) => quote! { .set(#name, #text) },
            _ => quote! { .attr(#name, #value) },
        });
    };
    Ok(match kind {
        "on" => {
            let event = Ident::new(rest, attribute.key.span());
            quote_spanned! { attribute.key.span() => .on(#rest, ::leptos::ev::#event, #value) }
        }
        "class" => quote! { .class(#rest, #value) },
        "style" => quote! { .style(#rest, #value) },
        "prop" => quote! { .prop(#rest, #value) },
        _ => return Err(Error::new(attribute.key.span(), "not supported in view!")),
    })
}

fn value(attribute: &KeyedAttribute) -> syn::Result<TokenStream> {
    match attribute.possible_value.to_value() {
        None => Ok(quote! { true }),
        Some(value) => match &value.value {
            KVAttributeValue::Expr(expr) => Ok(quote! { #expr }),
            KVAttributeValue::InvalidBraced(_) => Err(Error::new(
                attribute.key.span(),
                "the value is not an expression",
            )),
        },
    }
}

/// The text of a constant attribute.
fn literal(attribute: &KeyedAttribute) -> Option<String> {
    match attribute.value()? {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) => Some(text.value()),
        _ => None,
    }
}

/// A call of a `#[component]` function with its props.
fn component(node: &NodeElement<Infallible>) -> syn::Result<TokenStream> {
    let name = node.name();
    let mut props = Vec::new();
    for attribute in node.attributes() {
        let NodeAttribute::Attribute(attribute) = attribute else {
            return Err(Error::new(attribute.span(), "name the prop"));
        };
        let NodeName::Path(prop) = &attribute.key else {
            return Err(Error::new(
                attribute.key.span(),
                "components take props only",
            ));
        };
        let value = value(attribute)?;
        props.push(quote! { .#prop(#[allow(unused_braces)] #value) });
    }
    if !node.children.is_empty() {
        let children = many(&node.children)?;
        props.push(quote! { .children(::gsl_view::ToChildren::to_children(move || #children)) });
    }
    Ok(quote_spanned! { name.span() =>
        ::gsl_view::IntoView::into_view(::leptos::component::component_view(
            #[allow(clippy::needless_borrows_for_generic_args)]
            &#name,
            ::leptos::component::component_props_builder(&#name) #(#props)* .build()
        ))
    })
}
