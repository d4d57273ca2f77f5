//! Views: what a component returns, and how it becomes nodes of the page.
//!
//! `view!` (crate `gsl-macros`) has the syntax of Leptos. It builds data of one type, [`AnyView`], which one piece of
//! code ([`mounted`]) mounts and keeps up to date. Leptos compiles both once per element of every page, which made the
//! module twice as large. Reactivity is Leptos' own, behind the handles of [`reactive`].
//!
//! | file | what |
//! |---|---|
//! | `element.rs` | an element with attributes, listeners and children, before it is mounted |
//! | `into.rs` | what can be used in `{…}` |
//! | `mounted.rs` | mounting, updating, removing |
//! | `keyed.rs` | lists whose rows keep their nodes: [`For`] |
//! | `removal.rs` | notification about nodes that leave the page |
//! | `run.rs` | boxed closures |
//! | `reactive/` | signals, memos, callbacks and effects, compiled once for all types |

mod applied;
mod element;
mod into;
mod keyed;
mod mounted;
pub mod reactive;
pub mod removal;
mod run;

pub use element::{AttrValue, Element, IntoAttr, NodeRef};
pub use into::{CollectView, IntoView};
pub use keyed::{For, ForProps};
pub use mounted::Root;
pub use run::{Run, RunShared};

use std::{borrow::Cow, rc::Rc};

/// A view not mounted yet.
pub enum AnyView {
    /// Nothing.
    Nothing,
    /// Text.
    Text(Cow<'static, str>),
    /// An element.
    Element(Element),
    /// Sibling views.
    Many(Vec<AnyView>),
    /// A reactive view.
    Dynamic(Box<dyn Run<(), AnyView>>),
    /// Rows that keep their nodes when they move.
    Keyed(Box<dyn Run<(), Vec<keyed::Row>>>),
}

impl From<Element> for AnyView {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

/// Content of a component, drawn at most once.
pub type Children = Box<dyn FnOnce() -> AnyView>;

/// Content of a component, drawn any number of times.
pub type ChildrenFn = Rc<dyn Fn() -> AnyView>;

/// Converts the content in `view!` to the type that the component expects.
pub trait ToChildren<F> {
    /// The prop.
    fn to_children(content: F) -> Self;
}

impl<F: FnOnce() -> AnyView + 'static> ToChildren<F> for Children {
    fn to_children(content: F) -> Self {
        Box::new(content)
    }
}

impl<F: Fn() -> AnyView + 'static> ToChildren<F> for ChildrenFn {
    fn to_children(content: F) -> Self {
        Rc::new(content)
    }
}

/// A view as a prop, drawn on demand; closures and functions convert into it.
#[derive(Clone)]
pub struct ViewFn(Rc<dyn RunShared<(), AnyView>>);

impl ViewFn {
    /// Draws it.
    #[must_use]
    pub fn run(&self) -> AnyView {
        self.0.run(())
    }
}

impl<F: Fn() -> V + 'static, V: IntoView> From<F> for ViewFn {
    fn from(draw: F) -> Self {
        Self(Rc::new(move |()| draw().into_view()))
    }
}

/// What the console imports: views, and Leptos' components and owners.
pub mod prelude {
    pub use super::reactive::{Callback, Effect, MaybeProp, Memo, RwSignal, Signal, StoredValue};
    pub use super::{
        AnyView, Children, ChildrenFn, CollectView, For, IntoView, NodeRef, ViewFn, html,
    };
    pub use gsl_macros::view;
    pub use leptos::prelude::{
        Owner, component, event_target_checked, event_target_value, expect_context, on_cleanup,
        provide_context, untrack, use_context,
    };
}

/// The DOM type behind a [`NodeRef`].
pub mod html {
    pub use web_sys::HtmlButtonElement as Button;
    pub use web_sys::HtmlCanvasElement as Canvas;
    pub use web_sys::HtmlDialogElement as Dialog;
    pub use web_sys::HtmlElement as Div;
    pub use web_sys::HtmlElement as Main;
    pub use web_sys::HtmlElement as Span;
    pub use web_sys::HtmlElement as Table;
    pub use web_sys::HtmlElement as Ul;
    pub use web_sys::HtmlInputElement as Input;
    pub use web_sys::HtmlTextAreaElement as Textarea;
}
