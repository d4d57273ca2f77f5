//! Boxed closures with less code.
//!
//! The vtable of a `dyn FnMut` also has the function that calls the closure by value. It is never used, but no
//! optimiser can prove that: a hundred bytes for every closure of every page. [`Run`] has only the call that is used.

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
