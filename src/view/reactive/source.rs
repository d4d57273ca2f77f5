//! Where values come from, without their types.

use crate::view::RunShared;
use leptos::prelude::{
    Memo as GraphMemo, Notify, RwSignal as GraphSignal, StoredValue as GraphStored, Update,
    UpdateValue, With, WithUntracked, WithValue, untrack,
};
use send_wrapper::SendWrapper;
use std::{any::Any, mem, rc::Rc};

/// What the graph holds. Nobody keeps a share of it for longer than it takes to read, so that it can be changed in place.
pub(super) type Value = Rc<dyn Any>;
pub(super) type Held = SendWrapper<Value>;
pub(super) type Derived = Rc<dyn RunShared<(), Value>>;

pub(super) fn held<T: 'static>(value: T) -> Held {
    SendWrapper::new(Rc::new(value))
}

/// Where a value comes from.
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

    /// Puts `new` in the place of the value; what was there.
    #[inline(never)]
    fn replace(self, new: Value) -> Option<Value> {
        let exchange = |held: &mut Held| mem::replace(&mut **held, new);
        match self {
            Self::Signal(signal) => signal.try_maybe_update(|held| (false, exchange(held))),
            Self::Stored(stored) => stored.try_update_value(exchange),
            Self::Memo(_) | Self::Derived(_) => None,
        }
    }

    /// Tells those who read it.
    #[inline(never)]
    fn notify(self) {
        if let Self::Signal(signal) = self {
            signal.notify();
        }
    }

    /// The value as what it is; once per type.
    #[inline(never)]
    fn typed<T: 'static>(self, tracked: bool) -> Option<Rc<T>> {
        self.value(tracked)?.downcast().ok()
    }

    pub fn with<T: 'static, U>(self, tracked: bool, read: impl FnOnce(&T) -> U) -> Option<U> {
        self.typed(tracked).map(|value| read(&value))
    }

    #[inline(never)]
    pub fn get<T: Clone + 'static>(self, tracked: bool) -> Option<T> {
        self.with(tracked, T::clone)
    }

    #[inline(never)]
    pub fn set<T: 'static>(self, new: T) -> bool {
        let there = self.replace(Rc::new(new)).is_some();
        self.notify();
        there
    }

    #[inline(never)]
    fn take<T: 'static>(self) -> Option<Rc<T>> {
        self.replace(Rc::new(()))?.downcast().ok()
    }

    pub fn update<T: 'static, U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        let mut value = self.take::<T>()?;
        let Some(place) = Rc::get_mut(&mut value) else {
            unreachable!("a reactive value was changed while it was read")
        };
        let out = change(place);
        self.replace(value);
        self.notify();
        Some(out)
    }
}
