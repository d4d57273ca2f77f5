//! The client against a small cloud in this process, and its parts against the official signer and the contract.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod acts;
mod budget;
mod cloud;
mod contract;
mod keys;
mod reads;
mod secrets;
mod vectors;
