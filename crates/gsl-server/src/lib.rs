//! A local Global SIM Link service: the GSL v1 API over an embedded database with a demo fleet, and the console's
//! static files.
//!
//! - [`db`] and [`seed`] make and keep the database, [`lifecycle`] and [`usage`] say what the calendar does to cards,
//! - [`store`] holds the open database, [`fleet`] answers lists from memory,
//! - [`http`] is the API, [`static_files`] the console, [`connections`] what they are served over.

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
pub mod addresses;
pub mod bulk;
pub mod card_filter;
pub mod card_lists;
pub mod card_row;
pub mod catalog;
pub mod cli;
pub mod clock;
pub mod codes;
pub mod connections;
pub mod db;
pub mod error;
pub mod export;
pub mod fleet;
pub mod history;
pub mod http;
pub mod idempotency;
pub mod labels;
pub mod lifecycle;
pub mod mirror;
pub mod numbering;
pub mod numbers;
pub mod orders;
pub mod packed;
pub mod params;
pub mod pools;
pub mod previews;
pub mod rng;
pub mod roll;
pub mod rules;
pub mod seed;
pub mod startup;
pub mod state_changes;
pub mod static_files;
pub mod store;
pub mod temp_files;
pub mod usage;
pub mod usage_pattern;
pub mod work_orders;
