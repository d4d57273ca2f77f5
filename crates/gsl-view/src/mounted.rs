//! Mounting a view, replacing a mounted view by a new one, and removing it.
//!
//! A reactive view is drawn again when something it has read changes. The new view reuses the elements of the old one
//! where both come from the same place in the source code, so that focus, scroll position and open popovers are kept.
//!
//! Translators and other extensions replace our text nodes by elements of their own. Before a text changes or is
//! removed it is put back in its place, because otherwise the page would continue to show the old text
//! ([`Mounted::take_back`]).

use super::applied::{Applied, apply};
use super::element::Parts;
use super::keyed::Rows;
use super::{AnyView, Run, removal::removes};
use leptos::prelude::{Owner, RenderEffect, document};
use std::{borrow::Cow, cell::RefCell, mem, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Comment, Node};

const SVG: &str = "http://www.w3.org/2000/svg";

/// Where nodes are inserted: into `parent`, before `next` or at the end.
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

/// A view on the page.
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
    /// Marks the end of the content.
    anchor: Comment,
    content: Rc<RefCell<Mounted>>,
    _effect: RenderEffect<()>,
}

/// Runs `run` now and whenever something it has read changes, until the result is dropped.
pub(super) fn follow(mut effect: Box<dyn Run<()>>) -> RenderEffect<()> {
    RenderEffect::new(move |_| effect.run(()))
}

/// An invisible node that marks a position.
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
    // Tags are literals in the source code, so the browser knows them.
    let node = node.unwrap_or_else(|_| JsValue::NULL.unchecked_into());
    let settings = settings
        .into_iter()
        .map(|setting| apply(&node, setting, None))
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

fn mount_dynamic(draw: Box<dyn Run<(), AnyView>>, place: Place<'_>) -> Dynamic {
    draw_before(anchor(place), draw, Mounted::Nothing, place.svg)
}

/// Draws before `anchor`, initially replacing `content`.
fn draw_before(
    anchor: Comment,
    mut draw: Box<dyn Run<(), AnyView>>,
    content: Mounted,
    svg: bool,
) -> Dynamic {
    let content = Rc::new(RefCell::new(content));
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

/// If an extension has taken the text out, puts it back before `place.next` and removes the extension's element.
/// Returns whether it was out.
fn take_back(node: &web_sys::Text, place: Place<'_>) -> bool {
    if node.parent_node().as_ref() == Some(place.parent) {
        return false;
    }
    place.insert(node);
    // The element of Chrome's translator is where the text was.
    let before = node.previous_sibling();
    if let Some(theirs) = before.filter(|before| before.node_name() == "FONT") {
        let _ = place.parent.remove_child(&theirs);
    }
    true
}

/// Removes the pieces that extensions made of the text: an extension that highlights words splits it, and the pieces
/// are between the text and the next node of ours, `place.next`. Our own positions are marked with comments.
fn take_pieces_away(node: &web_sys::Text, place: Place<'_>) {
    let known = |next: &Node| next.parent_node().as_ref() == Some(place.parent);
    if !place.next.is_none_or(known) {
        return;
    }
    let piece = |next: &Node| Some(next) != place.next && next.node_type() != Node::COMMENT_NODE;
    while let Some(piece) = node.next_sibling().filter(piece) {
        if place.parent.remove_child(&piece).is_err() {
            return;
        }
    }
}

impl Mounted {
    /// Called before the view is removed, so that nothing of an extension stays in its place. `place.next` is the node
    /// after it.
    fn take_back(&self, place: Place<'_>) {
        match self {
            Self::Text(node, _) => {
                take_back(node, place);
                take_pieces_away(node, place);
            }
            Self::Many(all) => {
                let mut next = place.next.cloned();
                for one in all.iter().rev() {
                    one.take_back(Place {
                        next: next.as_ref(),
                        ..place
                    });
                    next = one.first().or(next);
                }
            }
            _ => {}
        }
    }

    /// Replaces this by `view`. `place.next` is the node after it.
    pub fn become_view(&mut self, view: AnyView, place: Place<'_>) {
        match (&mut *self, view) {
            (Self::Nothing, AnyView::Nothing) => {}
            (Self::Text(node, text), AnyView::Text(new)) => {
                if take_back(node, place) || *text != new {
                    take_pieces_away(node, place);
                    node.set_data(&new);
                    *text = new;
                }
            }
            (Self::Element(old), AnyView::Element(new)) if old.takes(&new.0) => {
                old.become_element(*new.0, place.svg);
            }
            (Self::Many(old), AnyView::Many(new)) => become_many(old, new, place),
            (Self::Dynamic(_), AnyView::Dynamic(draw)) => {
                if let Self::Dynamic(old) = mem::take(self) {
                    *self = Self::Dynamic(old.draw_with(draw, place.svg));
                }
            }
            (_, view) => {
                self.take_back(place);
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

    /// Its first node, other than a text that an extension has taken out.
    pub fn first(&self) -> Option<Node> {
        match self {
            Self::Nothing => None,
            Self::Text(node, _) => node.parent_node().map(|_| node.clone().into()),
            Self::Element(element) => Some(element.node.clone().into()),
            Self::Many(all) => all.iter().find_map(Self::first),
            Self::Dynamic(dynamic) => {
                let first = dynamic.content.borrow().first();
                first.or_else(|| Some(dynamic.anchor.clone().into()))
            }
            Self::Keyed(rows) => Some(rows.first()),
        }
    }

    /// All nodes that it put into its parent, in order.
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

    /// Ends its effects and listeners and removes its nodes.
    pub fn unmount(self) {
        let mut nodes = Vec::new();
        self.nodes(&mut nodes);
        self.end();
        removes(|| {
            for node in nodes {
                if let Some(parent) = node.parent_node() {
                    let _ = parent.remove_child(&node);
                }
            }
        });
    }

    /// Ends effects and listeners. Must come before removal, because removing a focused node causes events.
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
                    setting.end(&node);
                }
                children.into_iter().for_each(Self::end);
            }
            Self::Many(all) => all.into_iter().for_each(Self::end),
            Self::Dynamic(dynamic) => dynamic.content.take().end(),
            Self::Keyed(rows) => rows.end(),
        }
    }
}

impl Dynamic {
    /// Replaces the closure that draws the content.
    fn draw_with(self, draw: Box<dyn Run<(), AnyView>>, svg: bool) -> Self {
        let Self {
            anchor,
            content,
            _effect: before,
        } = self;
        // Otherwise it would run once more. What it owns must also be gone before the new one draws, as in a redraw.
        drop(before);
        draw_before(anchor, draw, content.take(), svg)
    }
}

impl MountedElement {
    fn takes(&self, new: &Parts) -> bool {
        self.site == new.site && self.tag == new.tag && self.settings.len() == new.settings.len()
    }

    fn become_element(&mut self, new: Parts, svg: bool) {
        for (applied, setting) in self.settings.iter_mut().zip(new.settings) {
            applied.become_setting(&self.node, setting);
        }
        let inside = Place {
            parent: &self.node,
            next: None,
            svg: svg || self.tag == "svg",
        };
        become_many(&mut self.children, new.children, inside);
    }
}

/// Updates siblings by position; surplus ones are removed, additional ones are appended.
fn become_many(old: &mut Vec<Mounted>, mut new: Vec<AnyView>, place: Place<'_>) {
    for gone in old.drain(new.len().min(old.len())..).rev() {
        gone.take_back(place);
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

/// A view on the page with everything it owns; removed when dropped.
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
