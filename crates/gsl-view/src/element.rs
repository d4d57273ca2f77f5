//! An element before it is mounted: what `view!` expands to.

use super::{
    AnyView, Run,
    reactive::{Memo, RwSignal, Signal},
};
use leptos::ev::EventDescriptor;
use send_wrapper::SendWrapper;
use std::borrow::Cow;
use wasm_bindgen::{JsCast, JsValue};

/// The value of an attribute, a class, a style or a property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttrValue {
    /// Absent.
    Absent,
    /// On or off. As an attribute: present and empty, or absent.
    Flag(bool),
    /// Text.
    Text(Cow<'static, str>),
}

/// The part of the element that a value is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(hidden)]
pub enum Part {
    Attribute,
    Class,
    Style,
    Property,
}

pub(super) type Handler = Box<dyn Run<web_sys::Event>>;

/// Something set on an element.
#[doc(hidden)]
pub enum Setting {
    Fixed(Part, &'static str, AttrValue),
    Follows(Part, &'static str, Box<dyn Run<(), AttrValue>>),
    Listen(&'static str, Handler),
    Ref(Box<dyn FnOnce(&web_sys::Element)>),
}

/// An element with its attributes, listeners and children.
pub struct Element(pub(super) Box<Parts>);

/// The parts of an element.
pub(super) struct Parts {
    pub tag: &'static str,
    pub site: u32,
    pub settings: Vec<Setting>,
    pub children: Vec<AnyView>,
}

impl Element {
    /// An empty element. `site` identifies its place in the source code; 0 for elements inside another one.
    #[must_use]
    #[inline(never)]
    pub fn new(tag: &'static str, site: u32) -> Self {
        Self(Box::new(Parts {
            tag,
            site,
            settings: Vec::new(),
            children: Vec::new(),
        }))
    }

    #[inline(never)]
    fn with(&mut self, setting: Setting) {
        self.0.settings.push(setting);
    }

    #[inline(never)]
    fn fixed(&mut self, part: Part, name: &'static str, value: AttrValue) {
        self.with(Setting::Fixed(part, name, value));
    }

    #[inline(never)]
    fn follows(&mut self, part: Part, name: &'static str, value: Box<dyn Run<(), AttrValue>>) {
        self.with(Setting::Follows(part, name, value));
    }

    #[inline(never)]
    fn listens(&mut self, name: &'static str, handler: Handler) {
        self.with(Setting::Listen(name, handler));
    }

    /// Sets a constant attribute.
    #[inline(never)]
    pub fn set(&mut self, name: &'static str, value: &'static str) {
        self.fixed(Part::Attribute, name, AttrValue::Text(Cow::Borrowed(value)));
    }

    /// Sets an attribute.
    pub fn attr(&mut self, name: &'static str, value: impl IntoAttr) {
        value.put_on(self, Part::Attribute, name);
    }

    /// Adds or removes one class.
    pub fn class(&mut self, name: &'static str, value: impl IntoAttr) {
        value.put_on(self, Part::Class, name);
    }

    /// Sets one style property (through the DOM, which a strict CSP allows).
    pub fn style(&mut self, name: &'static str, value: impl IntoAttr) {
        value.put_on(self, Part::Style, name);
    }

    /// Sets a property of the DOM object, such as `value` of a field.
    pub fn prop(&mut self, name: &'static str, value: impl IntoAttr) {
        value.put_on(self, Part::Property, name);
    }

    /// Adds a listener for the event of this name, for as long as the element is mounted. `_event` determines its type.
    pub fn on<E>(
        &mut self,
        name: &'static str,
        _event: E,
        mut handler: impl FnMut(E::EventType) + 'static,
    ) where
        E: EventDescriptor,
        E::EventType: JsCast,
    {
        let handler = move |event: web_sys::Event| handler(event.unchecked_into());
        self.listens(name, Box::new(handler));
    }

    /// Passes the element to `node` once it is created.
    pub fn node_ref<T: JsCast + Clone + 'static>(&mut self, node: NodeRef<T>) {
        self.with(Setting::Ref(Box::new(move |element| {
            let known = node.0.try_with_untracked(|known| {
                known
                    .as_deref()
                    .is_some_and(|known| known.as_ref() == AsRef::<JsValue>::as_ref(element))
            });
            if known == Some(false) {
                node.0
                    .try_set(Some(SendWrapper::new(element.clone().unchecked_into())));
            }
        })));
    }

    /// Appends a child.
    #[inline(never)]
    pub fn child(&mut self, child: AnyView) {
        self.0.children.push(child);
    }

    /// Appends an element.
    #[inline(never)]
    pub fn nest(&mut self, child: Self) {
        self.child(AnyView::Element(child));
    }

    /// Appends constant text.
    #[inline(never)]
    pub fn text(&mut self, text: &'static str) {
        self.child(AnyView::Text(Cow::Borrowed(text)));
    }
}

/// A reference to an element of a component's view, available once it is mounted. Copy.
pub struct NodeRef<T: 'static>(RwSignal<Option<SendWrapper<T>>>);

impl<T> Clone for NodeRef<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for NodeRef<T> {}

impl<T: Clone + 'static> Default for NodeRef<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Clone + 'static> NodeRef<T> {
    /// Empty until an element is mounted with it.
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// The element, tracked.
    #[must_use]
    pub fn get(&self) -> Option<T> {
        self.0.with(|node| node.as_deref().cloned())
    }

    /// The element, untracked.
    #[must_use]
    pub fn get_untracked(&self) -> Option<T> {
        self.0.with_untracked(|node| node.as_deref().cloned())
    }

    /// The element, untracked; None when the component is gone.
    #[must_use]
    pub fn try_get_untracked(&self) -> Option<Option<T>> {
        self.0.try_with_untracked(|node| node.as_deref().cloned())
    }
}

/// Values that an attribute accepts.
pub trait IntoAttr: Sized + 'static {
    /// The current value.
    fn into_attr(self) -> AttrValue;

    /// Applies the value to the element: once, or whenever it changes.
    #[doc(hidden)]
    fn put_on(self, element: &mut Element, part: Part, name: &'static str) {
        element.fixed(part, name, self.into_attr());
    }
}

macro_rules! text_attr {
    ($($type:ty => $text:expr),*) => {
        $(impl IntoAttr for $type {
            fn into_attr(self) -> AttrValue {
                AttrValue::Text($text(self))
            }
        })*
    };
}

text_attr!(
    &'static str => Cow::Borrowed,
    String => Cow::Owned,
    Cow<'static, str> => std::convert::identity,
    usize => |n: usize| Cow::Owned(n.to_string()),
    i32 => |n: i32| Cow::Owned(n.to_string()),
    u32 => |n: u32| Cow::Owned(n.to_string()),
    i64 => |n: i64| Cow::Owned(n.to_string())
);

impl IntoAttr for bool {
    fn into_attr(self) -> AttrValue {
        AttrValue::Flag(self)
    }
}

impl<T: IntoAttr> IntoAttr for Option<T> {
    fn into_attr(self) -> AttrValue {
        self.map_or(AttrValue::Absent, T::into_attr)
    }
}

impl<F, T> IntoAttr for F
where
    F: FnMut() -> T + 'static,
    T: IntoAttr,
{
    fn into_attr(mut self) -> AttrValue {
        self().into_attr()
    }

    fn put_on(mut self, element: &mut Element, part: Part, name: &'static str) {
        element.follows(part, name, Box::new(move |()| self().into_attr()));
    }
}

macro_rules! reactive_attr {
    ($($type:ident),*) => {
        $(impl<T: IntoAttr + Clone> IntoAttr for $type<T> {
            fn into_attr(self) -> AttrValue {
                self.get().into_attr()
            }

            fn put_on(self, element: &mut Element, part: Part, name: &'static str) {
                (move || self.get()).put_on(element, part, name);
            }
        })*
    };
}

reactive_attr!(Signal, Memo, RwSignal);
