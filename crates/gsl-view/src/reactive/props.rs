//! Types of component props.

use super::{Memo, RwSignal, Signal, StoredValue};
use crate::RunShared;
use std::rc::Rc;

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
    /// Computed on every read.
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

    /// Reads the value in place, untracked.
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

/// A callback as a prop.
pub struct Callback<In: 'static, Out: 'static = ()>(StoredValue<Rc<dyn RunShared<In, Out>>>);

impl<In, Out> Clone for Callback<In, Out> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<In, Out> Copy for Callback<In, Out> {}

impl<In: 'static, Out: 'static> Callback<In, Out> {
    /// A callback that calls `run`.
    #[must_use]
    pub fn new(run: impl Fn(In) -> Out + 'static) -> Self {
        let run: Rc<dyn RunShared<In, Out>> = Rc::new(run);
        Self(StoredValue::new(run))
    }

    /// Calls it.
    pub fn run(&self, input: In) -> Out {
        self.0.get_value().run(input)
    }
}

impl<In: 'static, Out: 'static, F: Fn(In) -> Out + 'static> From<F> for Callback<In, Out> {
    fn from(run: F) -> Self {
        Self::new(run)
    }
}
