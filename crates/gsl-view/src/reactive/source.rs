//! Sources of values, independent of their types.

use crate::RunShared;
use leptos::prelude::{
    Memo as GraphMemo, Notify, RwSignal as GraphSignal, StoredValue as GraphStored, Update,
    UpdateValue, With, WithUntracked, WithValue, untrack,
};
use send_wrapper::SendWrapper;
use std::{any::Any, mem, rc::Rc};

/// The type that the graph holds. A reference is kept only while reading, so that the value can be changed in place.
pub(super) type Value = Rc<dyn Any>;
pub(super) type Held = SendWrapper<Value>;
pub(super) type Derived = Rc<dyn RunShared<(), Value>>;

pub(super) fn held<T: 'static>(value: T) -> Held {
    SendWrapper::new(Rc::new(value))
}

/// The source of a value.
#[derive(Clone, Copy)]
pub(super) enum Source {
    Signal(GraphSignal<Held>),
    Memo(GraphMemo<Held>),
    Derived(GraphStored<SendWrapper<Derived>>),
    Stored(GraphStored<Held>),
}

impl Source {
    /// The value, unless it is gone.
    #[inline(never)]
    pub fn value(self, tracked: bool) -> Option<Value> {
        let share = |held: &Held| Rc::clone(held);
        match self {
            Self::Signal(signal) if tracked => signal.try_with(share),
            Self::Signal(signal) => signal.try_with_untracked(share),
            Self::Memo(memo) if tracked => memo.try_with(share),
            Self::Memo(memo) => memo.try_with_untracked(share),
            Self::Derived(derived) => {
                let derived = derived.try_with_value(|derived| Rc::clone(derived))?;
                Some(if tracked {
                    derived.run(())
                } else {
                    untrack(|| derived.run(()))
                })
            }
            Self::Stored(stored) => stored.try_with_value(share),
        }
    }

    /// The value. Panics when it is gone, which is a bug.
    #[inline(never)]
    fn there(self, tracked: bool) -> Value {
        match self.value(tracked) {
            Some(value) => value,
            None => unreachable!("a reactive value was used after its component was gone"),
        }
    }

    /// Replaces the value by `new`; returns the old one.
    #[inline(never)]
    fn replace(self, new: Value) -> Option<Value> {
        let exchange = |held: &mut Held| mem::replace(&mut **held, new);
        match self {
            Self::Signal(signal) => signal.try_maybe_update(|held| (false, exchange(held))),
            Self::Stored(stored) => stored.try_update_value(exchange),
            Self::Memo(_) | Self::Derived(_) => None,
        }
    }

    /// Replaces the value by `new` and notifies readers; returns whether there was one.
    #[inline(never)]
    fn put(self, new: Value) -> bool {
        let there = self.replace(new).is_some();
        if let Self::Signal(signal) = self {
            signal.notify();
        }
        there
    }

    /// Takes the value out to change it.
    #[inline(never)]
    fn take(self) -> Option<Value> {
        self.replace(Rc::new(()))
    }

    pub fn with<T: 'static, U>(self, tracked: bool, read: impl FnOnce(&T) -> U) -> U {
        let value = self.there(tracked);
        let out = read(typed(&value));
        done(value);
        out
    }

    pub fn try_with<T: 'static, U>(self, tracked: bool, read: impl FnOnce(&T) -> U) -> Option<U> {
        let value = self.value(tracked)?;
        let out = look(&value).map(read);
        done(value);
        out
    }

    #[inline(never)]
    pub fn get<T: Clone + 'static>(self, tracked: bool) -> T {
        self.with(tracked, T::clone)
    }

    #[inline(never)]
    pub fn try_get<T: Clone + 'static>(self, tracked: bool) -> Option<T> {
        self.try_with(tracked, T::clone)
    }

    #[inline(never)]
    pub fn set<T: 'static>(self, new: T) -> bool {
        self.put(Rc::new(new))
    }

    pub fn update<T: 'static, U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        let mut value = self.take()?;
        let out = change(place(&mut value)?);
        self.put(value);
        Some(out)
    }
}

/// The value with its type; None while it is being changed.
fn look<T: 'static>(value: &Value) -> Option<&T> {
    value.downcast_ref()
}

/// The value with its type, compiled once per type. Panics when the value is being changed, which is a bug.
#[inline(never)]
pub(super) fn typed<T: 'static>(value: &Value) -> &T {
    match look(value) {
        Some(value) => value,
        None => unreachable!("a reactive value was read while it was changed"),
    }
}

/// The value with its type, to be changed; compiled once per type. None while it is being changed.
#[inline(never)]
fn place<T: 'static>(value: &mut Value) -> Option<&mut T> {
    alone(value).downcast_mut()
}

#[inline(never)]
fn alone(value: &mut Value) -> &mut dyn Any {
    match Rc::get_mut(value) {
        Some(place) => place,
        None => unreachable!("a reactive value was changed while it was read"),
    }
}

/// Drops a reference; compiled once, not at every read.
#[inline(never)]
fn done(value: Value) {
    drop(value);
}
