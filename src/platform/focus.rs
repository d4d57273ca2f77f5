//! Where the focus goes when what had it leaves the page: the browser lets it fall to the body, from where the next Tab
//! starts at the top of the page and single keys mean something else.
//!
//! Whenever an element receives focus, its path up to the root is recorded. When nodes are removed or moved and focus is
//! lost, it goes to the first of these that exists: the element itself, if it was only moved; the same control of
//! the same row, or the row's link; the same or the next control in the nearest place that is left; the page's heading. A
//! dialog or menu that was removed returns focus to where it was before. Focus is never moved to a button that changes
//! something at once, and never taken from anybody: not from the page around the console, not from a viewer who clicked
//! beside everything.

use super::dom::{self, document, listen, origin, window};
use super::keys::nothing_has_focus;
use super::timer::Timer;
use crate::view::removal::{REMOVED, removing, subscribe};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, HtmlElement, Node};

/// What the keyboard reaches and what may be given the focus unasked.
const CONTROLS: &str = ":is(a[href],button:not(.primary,.danger),input,select,textarea,[tabindex='0']):not(:disabled,[tabindex='-1'])";
/// What opens above the page and is left again.
const OVERLAYS: &str = "dialog,[popover]";
/// Controls looked at in one place before the first that will do is taken.
const LOOKED_AT: u32 = 300;

/// One element on the way up, and the one before it in its parent.
struct Step {
    at: Element,
    before: Option<Element>,
}

/// How to find the position of an element that may have been removed.
struct FocusPath {
    /// From the element up to the root, without the root.
    steps: Vec<Step>,
    /// The dialog or menu it is in.
    overlay: Option<Element>,
    /// The row it is in, and what the row is about.
    row: Option<(Element, String)>,
    /// What it is called.
    label: String,
}

struct FocusGuard {
    root: HtmlElement,
    /// The last place on the page, and in each dialog or menu opened from there.
    paths: RefCell<Vec<FocusPath>>,
    soon: RefCell<Option<Timer>>,
}

/// Restores lost focus below `root` until the current owner is cleaned up.
pub fn guard(root: &HtmlElement) {
    let focus = Rc::new(FocusGuard {
        root: root.clone(),
        paths: RefCell::new(Vec::new()),
        soon: RefCell::new(None),
    });
    let guard = Rc::clone(&focus);
    listen(root, "focusin", move |event| {
        if let Some(at) = origin(&event) {
            guard.came(at);
        }
    });
    let guard = Rc::clone(&focus);
    listen(root, "focusout", move |event| {
        guard.went(event.unchecked_ref())
    });
    let guard = Rc::clone(&focus);
    listen(&window(), "focus", move |_| guard.look());
    let guard = Rc::clone(&focus);
    subscribe(&REMOVED, move || guard.look());
    dom::keep(ReleaseOnDrop(focus));
}

/// Drops the references to elements when the console is unmounted.
struct ReleaseOnDrop(Rc<FocusGuard>);

impl Drop for ReleaseOnDrop {
    fn drop(&mut self) {
        self.0.paths.take();
        self.0.soon.take();
    }
}

impl FocusGuard {
    fn came(&self, at: Element) {
        let path = FocusPath::to(at, &self.root);
        let mut paths = self.paths.borrow_mut();
        // Paths of overlays that were left for this element are obsolete.
        while paths.last().is_some_and(|last| last.is_left_for(&path)) {
            paths.pop();
        }
        paths.push(path);
    }

    fn went(self: &Rc<Self>, event: &FocusEvent) {
        let to: Option<Node> = event.related_target().and_then(|to| to.dyn_into().ok());
        if to.is_some_and(|to| self.root.contains(Some(&to))) {
            return;
        }
        let hidden = || origin(event).is_some_and(|from| !is_visible(&from));
        if removing() || hidden() {
            self.look();
        } else if has_focus() {
            self.paths.take();
        }
    }

    /// Checks where focus is after the current task.
    fn look(self: &Rc<Self>) {
        if self.paths.borrow().is_empty() || self.soon.borrow().is_some() {
            return;
        }
        let guard = Rc::downgrade(self);
        let timer = Timer::after(0, move || {
            if let Some(guard) = guard.upgrade() {
                guard.soon.take();
                guard.settle();
            }
        });
        self.soon.replace(Some(timer));
    }

    fn settle(&self) {
        let fallen = document()
            .active_element()
            .is_none_or(|at| nothing_has_focus(&at));
        if !fallen || !has_focus() {
            return;
        }
        loop {
            let paths = self.paths.borrow();
            let Some(path) = paths.last() else { return };
            let target = path.find(&self.root);
            let last = paths.len() == 1;
            drop(paths);
            let target = target.or_else(|| last.then(|| heading(&self.root)).flatten());
            if let Some(target) = target {
                let _ = target.focus();
                return;
            }
            self.paths.borrow_mut().pop();
        }
    }
}

impl FocusPath {
    fn to(at: Element, root: &HtmlElement) -> Self {
        let closest = |selector| at.closest(selector).ok().flatten();
        let row = closest("tr").map(|row| {
            let about = about(&row);
            (row, about)
        });
        let (label, overlay) = (label(&at), closest(OVERLAYS));
        let mut steps = Vec::new();
        let mut next = Some(at);
        while let Some(at) = next.filter(|at| at != root.as_ref() as &Element) {
            next = at.parent_element();
            let before = at.previous_element_sibling();
            steps.push(Step { at, before });
        }
        Self {
            steps,
            overlay,
            row,
            label,
        }
    }

    fn is_called_like(&self, control: &Element) -> bool {
        !self.label.is_empty() && label(control) == self.label
    }

    /// Whether the viewer who is at `now` has left this place for good.
    fn is_left_for(&self, now: &Self) -> bool {
        let around = |overlay: &Element| {
            let at = now.steps.first();
            at.is_some_and(|step| overlay.contains(Some(&step.at)))
        };
        match &self.overlay {
            None => now.overlay.is_none(),
            Some(overlay) => now.overlay.as_ref() == Some(overlay) || !around(overlay),
        }
    }

    /// The element to focus now that this one was removed; none when its dialog or menu was removed too.
    fn find(&self, root: &HtmlElement) -> Option<HtmlElement> {
        if self
            .overlay
            .as_ref()
            .is_some_and(|overlay| !is_visible(overlay))
        {
            return None;
        }
        let there = |at: &Element| root.contains(Some(at)) && is_visible(at);
        let mut from = 0;
        if let Some((row, is_about)) = &self.row
            && (!there(row) || about(row) != *is_about)
        {
            if let Some(found) = self.in_row_about(is_about, root) {
                return Some(found);
            }
            // Another's row: beside it, not in it.
            from = self.steps.iter().position(|step| step.at == *row)? + 1;
        } else if let Some(moved) = self.steps.first().filter(|step| there(&step.at)) {
            return moved.at.clone().dyn_into().ok();
        }
        let mut gone = self.steps.get(from.saturating_sub(1));
        for step in self.steps.iter().skip(from.max(1)) {
            if step.at.tag_name() == "MAIN" {
                break;
            }
            if there(&step.at)
                && let Some(found) = self.in_place(&step.at, gone?)
            {
                return Some(found);
            }
            gone = Some(step);
        }
        None
    }

    fn in_row_about(&self, what: &str, root: &HtmlElement) -> Option<HtmlElement> {
        let row = elements(root, "tr").find(|row| !what.is_empty() && about(row) == what)?;
        let mut controls = elements(&row, CONTROLS).filter(is_visible);
        let same = controls.find(|control| self.is_called_like(control));
        let link = || row.query_selector("a[href],button").ok().flatten();
        same.or_else(link)?.dyn_into().ok()
    }

    /// The same control below `place`, else the first after the removed element, else the last before it.
    fn in_place(&self, place: &Element, gone: &Step) -> Option<HtmlElement> {
        let before = gone
            .before
            .as_ref()
            .filter(|before| place.contains(Some(before)));
        let behind = |control: &Element| {
            before.is_none_or(|before| {
                let order = before.compare_document_position(control);
                order & Node::DOCUMENT_POSITION_FOLLOWING != 0
                    && order & Node::DOCUMENT_POSITION_CONTAINED_BY == 0
            })
        };
        let (mut next, mut last) = (None, None);
        for control in elements(place, CONTROLS).filter(is_visible) {
            if self.is_called_like(&control) {
                return control.dyn_into().ok();
            }
            if next.is_none() && behind(&control) {
                next = Some(control);
            } else if next.is_none() {
                last = Some(control);
            }
        }
        next.or(last)?.dyn_into().ok()
    }
}

/// The first elements that match, in the order of the page.
fn elements(below: &Element, selector: &str) -> impl Iterator<Item = Element> + use<> {
    let found = below.query_selector_all(selector).ok();
    let count = found.as_ref().map_or(0, web_sys::NodeList::length);
    (0..count.min(LOOKED_AT)).filter_map(move |index| found.as_ref()?.get(index)?.dyn_into().ok())
}

/// What a row is about: where its first link leads, else what its heading says.
fn about(row: &Element) -> String {
    let first = |selector| row.query_selector(selector).ok().flatten();
    first("a[href]")
        .and_then(|link| link.get_attribute("href"))
        .or_else(|| first("th")?.text_content())
        .unwrap_or_default()
}

fn label(control: &Element) -> String {
    control
        .get_attribute("aria-label")
        .or_else(|| control.text_content())
        .unwrap_or_default()
}

/// The heading of the page, or its main part while it has none.
fn heading(root: &HtmlElement) -> Option<HtmlElement> {
    let found = |selector| root.query_selector(selector).ok().flatten();
    found("main h1").or_else(|| found("main"))?.dyn_into().ok()
}

fn is_visible(element: &Element) -> bool {
    let place = element.get_bounding_client_rect();
    place.width() > 0.0 && place.height() > 0.0
}

/// Whether the viewer is here at all, and not in another tab or in the page around a frame.
fn has_focus() -> bool {
    document().has_focus().unwrap_or(false)
}

/// Moves focus to the heading of the page below `main`, so that keyboard and screen reader users are where they went.
pub fn focus_heading(main: &HtmlElement) {
    if let Some(heading) = main
        .query_selector("h1")
        .ok()
        .flatten()
        .and_then(|h1| h1.dyn_into::<HtmlElement>().ok())
    {
        let _ = heading.focus();
    }
}
