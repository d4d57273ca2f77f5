//! What is set on a mounted element: constant values, reactive values, listeners.

use super::element::{AttrValue, Handler, Part, Setting};
use super::mounted::follow;
use leptos::prelude::RenderEffect;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::DomTokenList;

/// One thing set on an element.
pub(super) enum Applied {
    Fixed(AttrValue),
    Follows {
        /// The element's current value; `None` before the first run.
        last: Rc<RefCell<Option<AttrValue>>>,
        _effect: RenderEffect<()>,
    },
    Listens(Listening),
    Ref,
}

/// A listener whose handler can be replaced.
pub(super) struct Listening {
    name: &'static str,
    handler: Rc<RefCell<Option<Handler>>>,
    callback: Closure<dyn Fn(web_sys::Event)>,
}

/// Sets one thing. `there` is the element's current value for the same part; `None` on a new element.
pub(super) fn apply(
    node: &web_sys::Element,
    setting: Setting,
    there: Option<AttrValue>,
) -> Applied {
    match setting {
        Setting::Fixed(part, name, value) => {
            put(node, part, name, there.as_ref(), &value);
            Applied::Fixed(value)
        }
        Setting::Follows(part, name, mut value) => {
            let node = node.clone();
            let last = Rc::new(RefCell::new(there));
            let known = Rc::clone(&last);
            let effect = follow(Box::new(move |()| {
                let now = value.run(());
                put(&node, part, name, last.borrow().as_ref(), &now);
                last.replace(Some(now));
            }));
            Applied::Follows {
                last: known,
                _effect: effect,
            }
        }
        Setting::Listen(name, handler) => Applied::Listens(Listening::new(node, name, handler)),
        Setting::Ref(known) => {
            known(node);
            Applied::Ref
        }
    }
}

impl Applied {
    /// Replaces this by `setting`, which comes from the same place in the source code.
    pub fn become_setting(&mut self, node: &web_sys::Element, setting: Setting) {
        match (&mut *self, setting) {
            (Self::Fixed(old), Setting::Fixed(part, name, value)) => {
                put(node, part, name, Some(old), &value);
                *old = value;
            }
            (Self::Listens(listening), Setting::Listen(_, handler)) => {
                listening.handler.replace(Some(handler));
            }
            (_, setting) => {
                // The old value must be removed if the new one is absent.
                let there = match self {
                    Self::Fixed(value) => Some(value.clone()),
                    Self::Follows { last, .. } => last.borrow().clone(),
                    Self::Listens(_) | Self::Ref => None,
                };
                *self = apply(node, setting, there);
            }
        }
    }

    /// Removes a listener; a reactive value stops when it is dropped.
    pub fn end(self, node: &web_sys::Element) {
        if let Self::Listens(Listening { name, callback, .. }) = self {
            let callback = callback.as_ref().unchecked_ref();
            let _ = node.remove_event_listener_with_callback(name, callback);
        }
    }
}

impl Listening {
    fn new(node: &web_sys::Element, name: &'static str, handler: Handler) -> Self {
        let handler = Rc::new(RefCell::new(Some(handler)));
        let callback = Closure::<dyn Fn(web_sys::Event)>::new({
            let handler = Rc::clone(&handler);
            move |event| {
                // Taken out while it runs, because it may cause the same event again.
                let taken = handler.take();
                if let Some(mut run) = taken {
                    run.run(event);
                    let mut place = handler.borrow_mut();
                    if place.is_none() {
                        *place = Some(run);
                    }
                }
            }
        });
        let _ = node.add_event_listener_with_callback(name, callback.as_ref().unchecked_ref());
        Self {
            name,
            handler,
            callback,
        }
    }
}

/// Writes one value to the element, where its current value is `old`; `None` on a new element.
fn put(
    node: &web_sys::Element,
    part: Part,
    name: &str,
    old: Option<&AttrValue>,
    value: &AttrValue,
) {
    if old.unwrap_or(&AttrValue::Absent) == value {
        return;
    }
    let _ = match (part, value) {
        (Part::Attribute, _) if name == "class" && old.is_some() => {
            change_classes(&node.class_list(), old.map_or("", classes), classes(value))
        }
        (Part::Attribute, AttrValue::Absent | AttrValue::Flag(false)) => {
            node.remove_attribute(name)
        }
        (Part::Attribute, AttrValue::Flag(true)) => node.set_attribute(name, ""),
        (Part::Attribute, AttrValue::Text(text)) => node.set_attribute(name, text),
        (Part::Class, AttrValue::Absent | AttrValue::Flag(false)) => {
            node.class_list().remove_1(name)
        }
        (Part::Class, _) => node.class_list().add_1(name),
        (Part::Style, value) => {
            let style = node.unchecked_ref::<web_sys::HtmlElement>().style();
            match value {
                AttrValue::Text(text) => style.set_property(name, text),
                _ => style.remove_property(name).map(|_| ()),
            }
        }
        (Part::Property, value) => {
            let value = match value {
                AttrValue::Absent => JsValue::NULL,
                AttrValue::Flag(on) => JsValue::from_bool(*on),
                AttrValue::Text(text) => JsValue::from_str(text),
            };
            js_sys::Reflect::set(node, &JsValue::from_str(name), &value).map(|_| ())
        }
    };
}

fn classes(value: &AttrValue) -> &str {
    match value {
        AttrValue::Text(text) => text,
        _ => "",
    }
}

/// Changes the classes of `class=…`. Classes set by `class:…` or by others are kept.
fn change_classes(list: &DomTokenList, old: &str, new: &str) -> Result<(), JsValue> {
    for gone in old.split_ascii_whitespace() {
        if new.split_ascii_whitespace().all(|kept| kept != gone) {
            list.remove_1(gone)?;
        }
    }
    new.split_ascii_whitespace()
        .try_for_each(|class| list.add_1(class))
}
