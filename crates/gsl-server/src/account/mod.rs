//! The account that the service reads: how it is reached.

pub mod settings;
