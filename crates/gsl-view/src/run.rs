//! Boxed closures that weigh less.
//!
//! The table of a `dyn FnMut` also holds the code to call the closure by value, which nobody does and no optimiser can
//! prove: a hundred bytes for every closure of every page. [`Run`] has the one call that is used.

/// A closure with one argument.
pub trait Run<In, Out = ()> {
    /// Calls it.
    fn run(&mut self, input: In) -> Out;
}

impl<In, Out, F: FnMut(In) -> Out> Run<In, Out> for F {
    fn run(&mut self, input: In) -> Out {
        self(input)
    }
}

/// A closure with one argument that can be shared.
pub trait RunShared<In, Out = ()> {
    /// Calls it.
    fn run(&self, input: In) -> Out;
}

impl<In, Out, F: Fn(In) -> Out> RunShared<In, Out> for F {
    fn run(&self, input: In) -> Out {
        self(input)
    }
}
