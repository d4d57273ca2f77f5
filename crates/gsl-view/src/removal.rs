//! Notifies subscribers when nodes are removed or moved, because focus inside them is lost.

use leptos::prelude::on_cleanup;
use std::cell::{Cell, RefCell};
use std::{rc::Rc, thread::LocalKey};

type Run = Rc<dyn Fn()>;

/// Functions to call when something happens.
pub struct Subscribers {
    next: Cell<u32>,
    all: RefCell<Vec<(u32, Run)>>,
}

impl Subscribers {
    /// No subscribers.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            next: Cell::new(0),
            all: RefCell::new(Vec::new()),
        }
    }

    /// Calls them.
    pub fn call(&self) {
        if self.all.borrow().is_empty() {
            return;
        }
        let all = self.all.borrow().clone();
        for (_, run) in all {
            run();
        }
    }
}

impl Default for Subscribers {
    fn default() -> Self {
        Self::new()
    }
}

/// Subscribes `run` until the current owner is cleaned up.
pub fn subscribe(to: &'static LocalKey<Subscribers>, run: impl Fn() + 'static) {
    let id = to.with(|to| {
        let id = to.next.get();
        to.next.set(id + 1);
        to.all.borrow_mut().push((id, Rc::new(run)));
        id
    });
    on_cleanup(move || to.with(|to| to.all.borrow_mut().retain(|(other, _)| *other != id)));
}

thread_local! {
    static REMOVING: Cell<bool> = const { Cell::new(false) };
    /// Called after nodes have been removed or moved.
    pub static REMOVED: Subscribers = const { Subscribers::new() };
}

/// Whether nodes are being removed or moved right now: an element that loses focus now was not left by the user.
#[must_use]
pub fn removing() -> bool {
    REMOVING.get()
}

/// Removes or moves nodes with `run`.
pub(super) fn removes(run: impl FnOnce()) {
    let before = REMOVING.replace(true);
    run();
    REMOVING.set(before);
    REMOVED.with(Subscribers::call);
}
