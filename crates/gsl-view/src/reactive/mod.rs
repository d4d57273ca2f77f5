//! Leptos' reactive values, compiled once.
//!
//! Leptos compiles its reactive graph again for every type held in a signal. Here the graph holds a single type, and
//! these handles know the actual type inside. They are Copy, live as long as the component that created them, and have
//! the names and methods of Leptos'. As in Leptos, reading a value whose component is gone is a bug; the `try_…`
//! methods are for code that may run later.
mod props;
mod source;

pub use props::{Callback, MaybeProp};

use super::{Run, RunShared};
use leptos::prelude::{
    Effect as GraphEffect, IsDisposed, Memo as GraphMemo, RwSignal as GraphSignal,
    StoredValue as GraphStored,
};
use send_wrapper::SendWrapper;
use source::{Derived, Held, Source, Value, held, typed};
use std::{fmt, marker::PhantomData, rc::Rc};

macro_rules! handle {
    ($(#[$doc:meta])* $name:ident($inner:ty)) => {
        $(#[$doc])*
        pub struct $name<T: 'static>($inner, PhantomData<fn() -> T>);

        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $name<T> {}

        impl<T> fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($name))
            }
        }
    };
}

macro_rules! readable {
    ($name:ident, $source:expr) => {
        impl<T: 'static> $name<T> {
            fn source(&self) -> Source {
                let source: fn(&Self) -> Source = $source;
                source(self)
            }

            /// Reads the value in place, tracked.
            pub fn with<U>(&self, read: impl FnOnce(&T) -> U) -> U {
                self.source().with(true, read)
            }

            /// Reads the value in place, untracked.
            pub fn with_untracked<U>(&self, read: impl FnOnce(&T) -> U) -> U {
                self.source().with(false, read)
            }

            /// Reads the value in place, tracked; None when it is gone.
            pub fn try_with<U>(&self, read: impl FnOnce(&T) -> U) -> Option<U> {
                self.source().try_with(true, read)
            }

            /// Reads the value in place, untracked; None when it is gone.
            pub fn try_with_untracked<U>(&self, read: impl FnOnce(&T) -> U) -> Option<U> {
                self.source().try_with(false, read)
            }

            /// Tracks the value without reading it.
            pub fn track(&self) {
                self.source().value(true);
            }
        }

        impl<T: Clone + 'static> $name<T> {
            /// The value, tracked.
            #[must_use]
            pub fn get(&self) -> T {
                self.source().get(true)
            }

            /// The value, untracked.
            #[must_use]
            pub fn get_untracked(&self) -> T {
                self.source().get(false)
            }

            /// The value, untracked; None when it is gone.
            #[must_use]
            pub fn try_get_untracked(&self) -> Option<T> {
                self.source().try_get(false)
            }
        }
    };
}

handle!(
    /// A value that can be read and set.
    RwSignal(GraphSignal<Held>)
);
readable!(RwSignal, |it| Source::Signal(it.0));

impl<T: 'static> RwSignal<T> {
    /// A signal with the value `first`.
    #[must_use]
    pub fn new(first: T) -> Self {
        Self(GraphSignal::new(held(first)), PhantomData)
    }

    /// Sets the value.
    pub fn set(&self, new: T) {
        self.try_set(new);
    }

    /// Sets the value; false when the signal is gone.
    pub fn try_set(&self, new: T) -> bool {
        self.source().set(new)
    }

    /// Changes the value in place.
    pub fn update(&self, change: impl FnOnce(&mut T)) {
        self.try_update(change);
    }

    /// Changes the value in place; None when it is gone.
    pub fn try_update<U>(&self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        self.source().update(change)
    }

    /// Whether its component is gone.
    #[must_use]
    pub fn is_disposed(&self) -> bool {
        self.0.is_disposed()
    }
}

handle!(
    /// A value computed from others, once per change.
    Memo(GraphMemo<Held>)
);
readable!(Memo, |it| Source::Memo(it.0));

impl<T: PartialEq + 'static> Memo<T> {
    /// Computes with `compute`, which receives the last value. Readers are notified only when the value differs.
    #[must_use]
    pub fn new(compute: impl Fn(Option<&T>) -> T + 'static) -> Self {
        Self(
            memo(Box::new(move |last: Option<&Value>| {
                let last = last.map(typed::<T>);
                let new = compute(last);
                let changed = last != Some(&new);
                changed.then(|| Rc::new(new) as Value)
            })),
            PhantomData,
        )
    }
}

/// Receives the last value and returns the new one if it differs.
type Compute = Box<dyn for<'a> RunShared<Option<&'a Value>, Option<Value>>>;

fn memo(compute: Compute) -> GraphMemo<Held> {
    let compute = SendWrapper::new(compute);
    GraphMemo::new_owning(move |last: Option<Held>| {
        let new = compute.run(last.as_deref());
        match (new, last) {
            (None, Some(last)) => (last, false),
            (new, _) => (SendWrapper::new(new.unwrap_or_else(|| Rc::new(()))), true),
        }
    })
}

/// A signal, a memo, a derived or a constant value.
pub struct Signal<T: 'static>(Source, PhantomData<fn() -> T>);

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Signal<T> {}

readable!(Signal, |it| it.0);

impl<T: 'static> Signal<T> {
    /// Computed on every read.
    #[must_use]
    pub fn derive(compute: impl Fn() -> T + 'static) -> Self {
        let derived: Derived = Rc::new(move |()| Rc::new(compute()) as Value);
        let stored = GraphStored::new(SendWrapper::new(derived));
        Self(Source::Derived(stored), PhantomData)
    }

    /// Always `fixed`.
    #[must_use]
    pub fn stored(fixed: T) -> Self {
        Self(Source::Stored(GraphStored::new(held(fixed))), PhantomData)
    }
}

impl<T: Default + 'static> Default for Signal<T> {
    fn default() -> Self {
        Self::stored(T::default())
    }
}

impl<T: 'static> From<T> for Signal<T> {
    fn from(fixed: T) -> Self {
        Self::stored(fixed)
    }
}

impl From<&str> for Signal<String> {
    fn from(fixed: &str) -> Self {
        Self::stored(fixed.to_owned())
    }
}

impl<T: 'static> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self(signal.source(), PhantomData)
    }
}

impl<T: 'static> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self(memo.source(), PhantomData)
    }
}

handle!(
    /// A stored value that is not tracked.
    StoredValue(GraphStored<Held>)
);

impl<T: 'static> StoredValue<T> {
    /// Stores `first`.
    #[must_use]
    pub fn new(first: T) -> Self {
        Self(GraphStored::new(held(first)), PhantomData)
    }

    fn source(&self) -> Source {
        Source::Stored(self.0)
    }

    /// Reads the value in place.
    pub fn with_value<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        self.source().with(false, read)
    }

    /// Reads the value in place; None when it is gone.
    pub fn try_with_value<U>(&self, read: impl FnOnce(&T) -> U) -> Option<U> {
        self.source().try_with(false, read)
    }

    /// Replaces the value.
    pub fn set_value(&self, new: T) {
        self.try_set_value(new);
    }

    /// Replaces the value, if it is still there.
    pub fn try_set_value(&self, new: T) -> bool {
        self.source().set(new)
    }

    /// Changes the value in place.
    pub fn update_value(&self, change: impl FnOnce(&mut T)) {
        self.try_update_value(change);
    }

    /// Changes the value in place; None when it is gone.
    pub fn try_update_value<U>(&self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        self.source().update(change)
    }
}

impl<T: Clone + 'static> StoredValue<T> {
    /// The value.
    #[must_use]
    pub fn get_value(&self) -> T {
        self.source().get(false)
    }

    /// The value; None when it is gone.
    #[must_use]
    pub fn try_get_value(&self) -> Option<T> {
        self.source().try_get(false)
    }
}

/// Runs once the view is on the page, and again whenever something it has read changes.
pub struct Effect;

impl Effect {
    /// Runs `run`, which receives its previous result.
    #[expect(
        clippy::new_ret_no_self,
        reason = "as in Leptos; nobody needs the handle"
    )]
    pub fn new<T: 'static>(mut run: impl FnMut(Option<T>) -> T + 'static) {
        let mut last = None;
        effect(Box::new(move |()| last = Some(run(last.take()))));
    }
}

fn effect(mut effect: Box<dyn Run<()>>) {
    GraphEffect::new(move |_: Option<()>| effect.run(()));
}
