//! Leptos' reactive values, compiled once.
//!
//! Leptos compiles its reactive graph anew for every type held in a signal. Here the graph holds one type, [`Value`], and
//! these handles know what is inside. They are Copy, live as long as the component that made them, and have the names and
//! methods of Leptos'. Reading a value whose component is gone is a mistake in the program, as there; `try_…` are for code
//! that may run later.

use super::{Run, RunShared};
use leptos::prelude::{
    Effect as GraphEffect, IsDisposed, Memo as GraphMemo, Notify, RwSignal as GraphSignal,
    StoredValue as GraphStored, Update, UpdateValue, With, WithUntracked, WithValue, untrack,
};
use send_wrapper::SendWrapper;
use std::{any::Any, fmt, marker::PhantomData, mem, rc::Rc};

/// What the graph holds. Nobody keeps a share of it for longer than it takes to read, so that it can be changed in place.
type Value = Rc<dyn Any>;
type Held = SendWrapper<Value>;
type Derived = Rc<dyn RunShared<(), Value>>;

fn held<T: 'static>(value: T) -> Held {
    SendWrapper::new(Rc::new(value))
}

/// Where a value comes from.
#[derive(Clone, Copy)]
enum Source {
    Signal(GraphSignal<Held>),
    Memo(GraphMemo<Held>),
    Derived(GraphStored<SendWrapper<Derived>>),
    Stored(GraphStored<Held>),
}

impl Source {
    /// The value, unless it is gone.
    #[inline(never)]
    fn value(self, tracked: bool) -> Option<Value> {
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

    fn with<T: 'static, U>(self, tracked: bool, read: impl FnOnce(&T) -> U) -> Option<U> {
        self.typed(tracked).map(|value| read(&value))
    }

    #[inline(never)]
    fn get<T: Clone + 'static>(self, tracked: bool) -> Option<T> {
        self.with(tracked, T::clone)
    }

    #[inline(never)]
    fn set<T: 'static>(self, new: T) -> bool {
        let there = self.replace(Rc::new(new)).is_some();
        self.notify();
        there
    }

    #[inline(never)]
    fn take<T: 'static>(self) -> Option<Rc<T>> {
        self.replace(Rc::new(()))?.downcast().ok()
    }

    fn update<T: 'static, U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
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

fn there<T>(value: Option<T>) -> T {
    match value {
        Some(value) => value,
        None => gone(),
    }
}

#[cold]
fn gone() -> ! {
    unreachable!("a reactive value was used after its component was gone")
}

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
                there(self.source().with(true, read))
            }

            /// Reads the value in place.
            pub fn with_untracked<U>(&self, read: impl FnOnce(&T) -> U) -> U {
                there(self.source().with(false, read))
            }

            /// Reads the value in place, tracked; None when it is gone.
            pub fn try_with<U>(&self, read: impl FnOnce(&T) -> U) -> Option<U> {
                self.source().with(true, read)
            }

            /// Reads the value in place; None when it is gone.
            pub fn try_with_untracked<U>(&self, read: impl FnOnce(&T) -> U) -> Option<U> {
                self.source().with(false, read)
            }

            /// Tracks the value without looking at it.
            pub fn track(&self) {
                self.source().value(true);
            }
        }

        impl<T: Clone + 'static> $name<T> {
            /// The value, tracked.
            #[must_use]
            pub fn get(&self) -> T {
                there(self.source().get(true))
            }

            /// The value.
            #[must_use]
            pub fn get_untracked(&self) -> T {
                there(self.source().get(false))
            }

            /// The value; None when it is gone.
            #[must_use]
            pub fn try_get_untracked(&self) -> Option<T> {
                self.source().get(false)
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
    /// A signal that holds `first`.
    #[must_use]
    pub fn new(first: T) -> Self {
        Self(GraphSignal::new(held(first)), PhantomData)
    }

    /// Sets the value.
    pub fn set(&self, new: T) {
        self.try_set(new);
    }

    /// Sets the value, if the signal is still there.
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
    /// Computes with `compute`, which is given the last value. Readers hear of a value that is different.
    #[must_use]
    pub fn new(compute: impl Fn(Option<&T>) -> T + 'static) -> Self {
        Self(
            memo(Box::new(move |last: Option<Value>| {
                let last = last.and_then(|last| last.downcast::<T>().ok());
                let new = compute(last.as_deref());
                let changed = last.as_deref() != Some(&new);
                changed.then(|| Rc::new(new) as Value)
            })),
            PhantomData,
        )
    }
}

/// Given the last value, the new one where it is different.
type Compute = Box<dyn RunShared<Option<Value>, Option<Value>>>;

fn memo(compute: Compute) -> GraphMemo<Held> {
    let compute = SendWrapper::new(compute);
    GraphMemo::new_owning(move |last: Option<Held>| {
        let new = compute.run(last.as_deref().map(Rc::clone));
        match (new, last) {
            (None, Some(last)) => (last, false),
            (new, _) => (SendWrapper::new(new.unwrap_or_else(|| Rc::new(()))), true),
        }
    })
}

/// A value of either kind, or one that is fixed.
pub struct Signal<T: 'static>(Source, PhantomData<fn() -> T>);

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Signal<T> {}

readable!(Signal, |it| it.0);

impl<T: 'static> Signal<T> {
    /// Computed whenever it is read.
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

/// A prop that may be absent.
pub struct MaybeProp<T: 'static>(Option<Signal<Option<T>>>);

impl<T> Clone for MaybeProp<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for MaybeProp<T> {}

impl<T> Default for MaybeProp<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: 'static> MaybeProp<T> {
    /// Computed whenever it is read.
    #[must_use]
    pub fn derive(compute: impl Fn() -> Option<T> + 'static) -> Self {
        Self(Some(Signal::derive(compute)))
    }

    /// Reads the value in place, tracked.
    pub fn with<U>(&self, read: impl FnOnce(&Option<T>) -> U) -> U {
        match &self.0 {
            Some(signal) => signal.with(read),
            None => read(&None),
        }
    }

    /// Reads the value in place.
    pub fn with_untracked<U>(&self, read: impl FnOnce(&Option<T>) -> U) -> U {
        match &self.0 {
            Some(signal) => signal.with_untracked(read),
            None => read(&None),
        }
    }
}

impl<T: Clone + 'static> MaybeProp<T> {
    /// The value, tracked.
    #[must_use]
    pub fn get(&self) -> Option<T> {
        self.0.and_then(|signal| signal.get())
    }
}

impl<T: 'static> From<T> for MaybeProp<T> {
    fn from(fixed: T) -> Self {
        Self::from(Some(fixed))
    }
}

impl<T: 'static> From<Option<T>> for MaybeProp<T> {
    fn from(fixed: Option<T>) -> Self {
        Self(fixed.map(|fixed| Signal::stored(Some(fixed))))
    }
}

impl From<&str> for MaybeProp<String> {
    fn from(fixed: &str) -> Self {
        Self::from(fixed.to_owned())
    }
}

impl<T: 'static> From<Signal<Option<T>>> for MaybeProp<T> {
    fn from(signal: Signal<Option<T>>) -> Self {
        Self(Some(signal))
    }
}

impl<T: 'static> From<Memo<Option<T>>> for MaybeProp<T> {
    fn from(memo: Memo<Option<T>>) -> Self {
        Self(Some(memo.into()))
    }
}

impl<T: Clone + 'static> From<RwSignal<T>> for MaybeProp<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self::derive(move || Some(signal.get()))
    }
}

impl<T: Clone + 'static> From<Signal<T>> for MaybeProp<T> {
    fn from(signal: Signal<T>) -> Self {
        Self::derive(move || Some(signal.get()))
    }
}

handle!(
    /// A value that is kept and not tracked.
    StoredValue(GraphStored<Held>)
);

impl<T: 'static> StoredValue<T> {
    /// Keeps `first`.
    #[must_use]
    pub fn new(first: T) -> Self {
        Self(GraphStored::new(held(first)), PhantomData)
    }

    fn source(&self) -> Source {
        Source::Stored(self.0)
    }

    /// Reads the value in place.
    pub fn with_value<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        there(self.source().with(false, read))
    }

    /// Reads the value in place; None when it is gone.
    pub fn try_with_value<U>(&self, read: impl FnOnce(&T) -> U) -> Option<U> {
        self.source().with(false, read)
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
        there(self.source().get(false))
    }

    /// The value; None when it is gone.
    #[must_use]
    pub fn try_get_value(&self) -> Option<T> {
        self.source().get(false)
    }
}

/// Something to do, as a prop.
pub struct Callback<In: 'static, Out: 'static = ()>(StoredValue<Rc<dyn RunShared<In, Out>>>);

impl<In, Out> Clone for Callback<In, Out> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<In, Out> Copy for Callback<In, Out> {}

impl<In: 'static, Out: 'static> Callback<In, Out> {
    /// Does `run`.
    #[must_use]
    pub fn new(run: impl Fn(In) -> Out + 'static) -> Self {
        let run: Rc<dyn RunShared<In, Out>> = Rc::new(run);
        Self(StoredValue::new(run))
    }

    /// Does it.
    pub fn run(&self, input: In) -> Out {
        self.0.get_value().run(input)
    }
}

impl<In: 'static, Out: 'static, F: Fn(In) -> Out + 'static> From<F> for Callback<In, Out> {
    fn from(run: F) -> Self {
        Self::new(run)
    }
}

/// Something done once the view is on the page, and again whenever what it read has changed.
pub struct Effect;

impl Effect {
    /// Runs `run`, which is given what it returned the last time.
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
