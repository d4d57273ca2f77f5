//! When nodes leave the page or change their place, the focus in them is lost: those who look after it are told.

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
    /// Nobody yet.
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

/// Has `run` called until the current owner is cleaned up.
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
    /// Called after nodes were taken away or moved.
    pub static REMOVED: Subscribers = const { Subscribers::new() };
}

/// Whether nodes are being taken away or moved at this moment: an element that loses the focus now did not give it up.
#[must_use]
pub fn removing() -> bool {
    REMOVING.get()
}

/// Takes nodes away or moves them by `run`.
pub(super) fn removes(run: impl FnOnce()) {
    let before = REMOVING.replace(true);
    run();
    REMOVING.set(before);
    REMOVED.with(Subscribers::call);
}
