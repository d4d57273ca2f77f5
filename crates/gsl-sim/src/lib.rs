//! A simulated Global SIM Link account that answers the public operations alone, as the cloud does: no extension of
//! `gsl-server`, documented parameters and fields only.
//!
//! A [`Gateway`] in front of it checks signatures and dates, throttles, and answers errors as the cloud's does. [`Faults`]
//! come on demand, and [`Counts`] say how it was called. A test can use it without a socket ([`SimulatedAccount::router`]);
//! [`serve::serve`] serves it on one, where connections can break, too.
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

pub use account::SimulatedAccount;
pub use contract::Contract;
pub use counts::{Counts, Report};
pub use faults::{Fault, Faults, Rule, When};
pub use gateway::signature::Keys;
pub use gateway::{Gateway, Prefix};
