//! Lists whose rows keep their nodes, and what they own, when they move.

use super::mounted::{Mounted, Place, anchor, follow, mount};
use super::{AnyView, IntoView, Run, removal::removes};
use leptos::prelude::{Owner, RenderEffect, component, untrack};
use std::{
    cell::RefCell,
    hash::{DefaultHasher, Hash, Hasher},
    mem,
    rc::Rc,
};
use web_sys::{Comment, Node};

/// One row of a list: its key, and how to draw it once.
pub struct Row {
    key: u64,
    draw: Box<dyn FnOnce() -> AnyView>,
}

struct MountedRow {
    key: u64,
    owner: Owner,
    mounted: Mounted,
}

/// A list on the page.
pub(super) struct Rows {
    anchor: Comment,
    rows: Rc<RefCell<Vec<MountedRow>>>,
    _effect: RenderEffect<()>,
}

impl Rows {
    pub fn mount(mut list: Box<dyn Run<(), Vec<Row>>>, place: Place<'_>) -> Self {
        let anchor = anchor(place);
        let rows = Rc::new(RefCell::new(Vec::new()));
        let svg = place.svg;
        // Rows live longer than one run of the effect.
        let owner = Owner::current().unwrap_or_default();
        let effect = follow(Box::new({
            let (anchor, rows) = (anchor.clone(), Rc::clone(&rows));
            move |()| {
                let list = list.run(());
                let Some(parent) = anchor.parent_node() else {
                    return;
                };
                let place = Place {
                    parent: &parent,
                    next: Some(&anchor),
                    svg,
                };
                let now = arrange(rows.take(), list, &owner, place);
                rows.replace(now);
            }
        }));
        Self {
            anchor,
            rows,
            _effect: effect,
        }
    }

    pub fn first(&self) -> Node {
        let rows = self.rows.borrow();
        let first = rows.iter().find_map(|row| row.mounted.first());
        first.unwrap_or_else(|| self.anchor.clone().into())
    }

    pub fn nodes(&self, into: &mut Vec<Node>) {
        for row in self.rows.borrow().iter() {
            row.mounted.nodes(into);
        }
        into.push(self.anchor.clone().into());
    }

    pub fn end(self) {
        for row in self.rows.take() {
            row.mounted.end();
            row.owner.cleanup();
        }
    }
}

/// Removes the rows that are gone, draws the new ones, and puts all in order while moving few nodes.
fn arrange(
    mut old: Vec<MountedRow>,
    list: Vec<Row>,
    parent: &Owner,
    place: Place<'_>,
) -> Vec<MountedRow> {
    let mut now: Vec<MountedRow> = Vec::with_capacity(list.len());
    let mut next = place.next.cloned();
    for gone in old.extract_if(.., |row| list.iter().all(|new| new.key != row.key)) {
        gone.mounted.unmount();
        gone.owner.cleanup();
    }
    for Row { key, draw } in list.into_iter().rev() {
        let here = Place {
            next: next.as_ref(),
            ..place
        };
        let row = match old.iter().position(|row| row.key == key) {
            Some(at) => {
                let row = old.remove(at);
                let mut nodes = Vec::new();
                row.mounted.nodes(&mut nodes);
                if nodes.last().and_then(Node::next_sibling) != next {
                    removes(|| nodes.iter().for_each(|node| here.insert(node)));
                }
                row
            }
            None => {
                let owner = parent.with(Owner::new);
                let mounted = owner.with(|| mount(untrack(draw), here));
                MountedRow {
                    key,
                    owner,
                    mounted,
                }
            }
        };
        next = row.mounted.first().or(next);
        now.push(row);
    }
    now.reverse();
    mem::drop(old);
    now
}

/// A list that updates with `each`; a row whose key is known keeps its nodes.
#[component]
pub fn For<I, T, K, V>(
    /// The items, tracked.
    each: impl Fn() -> I + 'static,
    /// The key of an item; must be unique.
    key: impl Fn(&T) -> K + 'static,
    /// Draws an item, once per key.
    children: impl Fn(T) -> V + 'static,
) -> impl IntoView
where
    I: IntoIterator<Item = T> + 'static,
    T: 'static,
    K: Hash + 'static,
    V: IntoView,
{
    let children = Rc::new(children);
    AnyView::Keyed(Box::new(move |()| {
        let mut items = each().into_iter();
        rows(&mut |()| {
            let item = items.next()?;
            let key = hash(&key(&item));
            let children = Rc::clone(&children);
            let draw = Box::new(move || children(item).into_view());
            Some(Row { key, draw })
        })
    }))
}

/// The loop of [`For`], compiled once and not for every type of row.
#[inline(never)]
fn rows(next: &mut dyn Run<(), Option<Row>>) -> Vec<Row> {
    let mut rows = Vec::new();
    while let Some(row) = next.run(()) {
        rows.push(row);
    }
    rows
}

#[inline(never)]
fn hash<K: Hash>(key: &K) -> u64 {
    let mut hash = DefaultHasher::new();
    key.hash(&mut hash);
    hash.finish()
}
