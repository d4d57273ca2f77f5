//! A simulated Global SIM Link account that answers the public operations alone, as the cloud does: no extension of
//! `gsl-server`, documented parameters and fields only.
//!
//! With a [`Gateway`] in front it behaves as the cloud's: it checks signatures and dates, throttles, and words its refusals
//! as that one. [`Faults`] come on demand, and [`Counts`] tell what was seen. In a test it needs no socket
//! ([`Account::router`]); [`serve::serve`] puts it on one, where connections can break, too.
//!
//! The account itself, its fleet and its calendar, is that of the library `gsl_server`.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]

pub mod account;
pub mod cli;
pub mod contract;
pub mod counts;
pub mod faults;
pub mod fleet;
pub mod gateway;
pub mod serve;

pub use account::Account;
pub use contract::Contract;
pub use counts::{Counts, Report};
pub use faults::{Fault, Faults, Rule, When};
pub use gateway::signature::Keys;
pub use gateway::{Gateway, Prefix};
