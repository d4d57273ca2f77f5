//! The account over loopback, asked by gsl-client, and the signature check against requests of the official signer.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod acts;
mod common;
mod faults;
mod gateway;
mod operations;
mod program;
mod vectors;
