//! Mounting a view, giving the place of a mounted view to a new one, and taking it away.
//!
//! A view that follows what it reads is drawn anew when that changes. The new view takes over the elements of the old one
//! where both come from the same place of the sources, so that focus, scroll position and open popovers stay.

use super::element::{AttrValue, Handler, Part, Parts, Setting};
use super::keyed::Rows;
use super::{AnyView, Run};
use leptos::prelude::{Owner, RenderEffect, document};
use std::{borrow::Cow, cell::RefCell, mem, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Comment, Node};

const SVG: &str = "http://www.w3.org/2000/svg";

/// Where nodes go: into `parent`, before `next` or at the end.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub parent: &'a Node,
    pub next: Option<&'a Node>,
    pub svg: bool,
}

impl Place<'_> {
    pub fn insert(&self, node: &Node) {
        let _ = self.parent.insert_before(node, self.next);
    }
}

/// What is on the page.
#[derive(Default)]
pub(super) enum Mounted {
    #[default]
    Nothing,
    Text(web_sys::Text, Cow<'static, str>),
    Element(Box<MountedElement>),
    Many(Vec<Mounted>),
    Dynamic(Dynamic),
    Keyed(Rows),
}

pub(super) struct MountedElement {
    site: u32,
    tag: &'static str,
    node: web_sys::Element,
    settings: Vec<Applied>,
    children: Vec<Mounted>,
}

pub(super) struct Dynamic {
    /// The content stands before it.
    anchor: Comment,
    content: Rc<RefCell<Mounted>>,
    _effect: RenderEffect<()>,
}

enum Applied {
    Fixed(AttrValue),
    Follows {
        /// What the element has now.
        last: Rc<RefCell<AttrValue>>,
        _effect: RenderEffect<()>,
    },
    Listens(Listening),
    Ref,
}

/// A listener whose handler can be exchanged.
struct Listening {
    name: Cow<'static, str>,
    handler: Rc<RefCell<Option<Handler>>>,
    callback: Closure<dyn Fn(web_sys::Event)>,
}

/// Runs `run` now and whenever something it read has changed, until dropped.
pub(super) fn follow(mut effect: Box<dyn Run<()>>) -> RenderEffect<()> {
    RenderEffect::new(move |_| effect.run(()))
}

/// An invisible node that marks a place.
pub(super) fn anchor(place: Place<'_>) -> Comment {
    let anchor = document().create_comment("");
    place.insert(&anchor);
    anchor
}

/// Puts `view` on the page.
pub(super) fn mount(view: AnyView, place: Place<'_>) -> Mounted {
    match view {
        AnyView::Nothing => Mounted::Nothing,
        AnyView::Text(text) => {
            let node = document().create_text_node(&text);
            place.insert(&node);
            Mounted::Text(node, text)
        }
        AnyView::Element(element) => Mounted::Element(Box::new(mount_element(*element.0, place))),
        AnyView::Many(views) => Mounted::Many(mount_many(views, place)),
        AnyView::Dynamic(draw) => Mounted::Dynamic(mount_dynamic(draw, place)),
        AnyView::Keyed(rows) => Mounted::Keyed(Rows::mount(rows, place)),
    }
}

fn mount_many(views: Vec<AnyView>, place: Place<'_>) -> Vec<Mounted> {
    views.into_iter().map(|view| mount(view, place)).collect()
}

fn mount_element(element: Parts, place: Place<'_>) -> MountedElement {
    let Parts {
        tag,
        site,
        settings,
        children,
    } = element;
    let svg = place.svg || tag == "svg";
    let node = if svg {
        document().create_element_ns(Some(SVG), tag)
    } else {
        document().create_element(tag)
    };
    // Tags are names in the sources: the browser knows them.
    let node = node.unwrap_or_else(|_| JsValue::NULL.unchecked_into());
    let settings = settings
        .into_iter()
        .map(|setting| apply(&node, setting, AttrValue::Absent))
        .collect();
    let inside = Place {
        parent: &node,
        next: None,
        svg,
    };
    let children = mount_many(children, inside);
    place.insert(&node);
    MountedElement {
        site,
        tag,
        node,
        settings,
        children,
    }
}

fn mount_dynamic(mut draw: Box<dyn Run<(), AnyView>>, place: Place<'_>) -> Dynamic {
    let anchor = anchor(place);
    let content = Rc::new(RefCell::new(Mounted::Nothing));
    let svg = place.svg;
    let effect = follow(Box::new({
        let (anchor, content) = (anchor.clone(), Rc::clone(&content));
        move |()| {
            let view = draw.run(());
            let Some(parent) = anchor.parent_node() else {
                return;
            };
            let place = Place {
                parent: &parent,
                next: Some(&anchor),
                svg,
            };
            let mut now = content.take();
            now.become_view(view, place);
            content.replace(now);
        }
    }));
    Dynamic {
        anchor,
        content,
        _effect: effect,
    }
}

/// `there` is what the element has in this place already.
fn apply(node: &web_sys::Element, setting: Setting, there: AttrValue) -> Applied {
    match setting {
        Setting::Fixed(part, name, value) => {
            if value != there {
                put(node, part, name, &value);
            }
            Applied::Fixed(value)
        }
        Setting::Follows(part, name, mut value) => {
            let node = node.clone();
            let last = Rc::new(RefCell::new(there));
            let known = Rc::clone(&last);
            let effect = follow(Box::new(move |()| {
                let now = value.run(());
                if now != *last.borrow() {
                    put(&node, part, name, &now);
                    last.replace(now);
                }
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

impl Listening {
    fn new(node: &web_sys::Element, name: Cow<'static, str>, handler: Handler) -> Self {
        let handler = Rc::new(RefCell::new(Some(handler)));
        let callback = Closure::<dyn Fn(web_sys::Event)>::new({
            let handler = Rc::clone(&handler);
            move |event| {
                // Out of its place while it runs: it may cause the same event again.
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
        let _ = node.add_event_listener_with_callback(&name, callback.as_ref().unchecked_ref());
        Self {
            name,
            handler,
            callback,
        }
    }

    fn end(&self, node: &web_sys::Element) {
        let callback = self.callback.as_ref().unchecked_ref();
        let _ = node.remove_event_listener_with_callback(&self.name, callback);
    }
}

/// Writes one value to the element.
fn put(node: &web_sys::Element, part: Part, name: &str, value: &AttrValue) {
    let _ = match (part, value) {
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

impl Mounted {
    /// Shows `view` in the place of what is here. `place.next` is what follows it.
    pub fn become_view(&mut self, view: AnyView, place: Place<'_>) {
        match (&mut *self, view) {
            (Self::Nothing, AnyView::Nothing) => {}
            (Self::Text(node, text), AnyView::Text(new)) => {
                if *text != new {
                    node.set_data(&new);
                    *text = new;
                }
            }
            (Self::Element(old), AnyView::Element(new)) if old.takes(&new.0) => {
                old.become_element(*new.0, place.svg);
            }
            (Self::Many(old), AnyView::Many(new)) => become_many(old, new, place),
            (_, view) => {
                let first = self.first();
                let before = Place {
                    next: first.as_ref().or(place.next),
                    ..place
                };
                let new = mount(view, before);
                mem::replace(self, new).unmount();
            }
        }
    }

    /// The first of its nodes.
    pub fn first(&self) -> Option<Node> {
        match self {
            Self::Nothing => None,
            Self::Text(node, _) => Some(node.clone().into()),
            Self::Element(element) => Some(element.node.clone().into()),
            Self::Many(all) => all.iter().find_map(Self::first),
            Self::Dynamic(dynamic) => {
                let first = dynamic.content.borrow().first();
                first.or_else(|| Some(dynamic.anchor.clone().into()))
            }
            Self::Keyed(rows) => Some(rows.first()),
        }
    }

    /// Every node it put into its parent, in order.
    pub fn nodes(&self, into: &mut Vec<Node>) {
        match self {
            Self::Nothing => {}
            Self::Text(node, _) => into.push(node.clone().into()),
            Self::Element(element) => into.push(element.node.clone().into()),
            Self::Many(all) => all.iter().for_each(|one| one.nodes(into)),
            Self::Dynamic(dynamic) => {
                dynamic.content.borrow().nodes(into);
                into.push(dynamic.anchor.clone().into());
            }
            Self::Keyed(rows) => rows.nodes(into),
        }
    }

    /// Ends its effects and listeners and takes its nodes away.
    pub fn unmount(self) {
        let mut nodes = Vec::new();
        self.nodes(&mut nodes);
        self.end();
        for node in nodes {
            if let Some(parent) = node.parent_node() {
                let _ = parent.remove_child(&node);
            }
        }
    }

    /// Ends effects and listeners, first of all: taking away a node with the focus causes events.
    pub fn end(self) {
        match self {
            Self::Nothing | Self::Text(..) => {}
            Self::Element(element) => {
                let MountedElement {
                    node,
                    settings,
                    children,
                    ..
                } = *element;
                for setting in settings {
                    if let Applied::Listens(listening) = setting {
                        listening.end(&node);
                    }
                }
                children.into_iter().for_each(Self::end);
            }
            Self::Many(all) => all.into_iter().for_each(Self::end),
            Self::Dynamic(dynamic) => dynamic.content.take().end(),
            Self::Keyed(rows) => rows.end(),
        }
    }
}

impl MountedElement {
    fn takes(&self, new: &Parts) -> bool {
        self.site == new.site && self.tag == new.tag && self.settings.len() == new.settings.len()
    }

    fn become_element(&mut self, new: Parts, svg: bool) {
        for (applied, setting) in self.settings.iter_mut().zip(new.settings) {
            match (&mut *applied, setting) {
                (Applied::Fixed(old), Setting::Fixed(part, name, value)) => {
                    if *old != value {
                        put(&self.node, part, name, &value);
                        *old = value;
                    }
                }
                (Applied::Listens(listening), Setting::Listen(_, handler)) => {
                    listening.handler.replace(Some(handler));
                }
                (_, setting) => {
                    // What was there must go when the new value is nothing.
                    let there = match applied {
                        Applied::Fixed(value) => value.clone(),
                        Applied::Follows { last, .. } => last.borrow().clone(),
                        Applied::Listens(_) | Applied::Ref => AttrValue::Absent,
                    };
                    *applied = apply(&self.node, setting, there);
                }
            }
        }
        let inside = Place {
            parent: &self.node,
            next: None,
            svg: svg || self.tag == "svg",
        };
        become_many(&mut self.children, new.children, inside);
    }
}

/// Side by side, place by place; what is beyond goes or comes at the end.
fn become_many(old: &mut Vec<Mounted>, mut new: Vec<AnyView>, place: Place<'_>) {
    for gone in old.drain(new.len().min(old.len())..) {
        gone.unmount();
    }
    let more = mount_many(new.split_off(old.len()), place);
    let mut next = more
        .iter()
        .find_map(Mounted::first)
        .or_else(|| place.next.cloned());
    for (mounted, view) in old.iter_mut().zip(new).rev() {
        let here = Place {
            next: next.as_ref(),
            ..place
        };
        mounted.become_view(view, here);
        next = mounted.first().or(next);
    }
    old.extend(more);
}

/// A view on the page with everything it owns; dropping it takes it away.
pub struct Root {
    owner: Owner,
    mounted: Option<Mounted>,
}

impl Root {
    /// Mounts what `draw` returns at the end of `parent`.
    pub fn mount(parent: &web_sys::Element, draw: impl FnOnce() -> AnyView) -> Self {
        let _ = any_spawner::Executor::init_wasm_bindgen();
        let owner = Owner::new();
        let mounted = owner.with(|| {
            let place = Place {
                parent,
                next: None,
                svg: false,
            };
            mount(draw(), place)
        });
        Self {
            owner,
            mounted: Some(mounted),
        }
    }
}

impl Drop for Root {
    fn drop(&mut self) {
        // Effects, listeners and timers first, then the nodes.
        self.owner.cleanup();
        if let Some(mounted) = self.mounted.take() {
            mounted.unmount();
        }
    }
}
