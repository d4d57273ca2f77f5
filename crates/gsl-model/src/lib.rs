//! Rules and wire types of Global SIM Link, shared by the console and the local service.
//!
//! Pure: no I/O, no clock. The caller passes the current instant.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]

// `derive(Decode)` names this crate by its name.
extern crate self as gsl_model;

pub mod action;
pub mod amount;
pub mod bulk;
pub mod can;
pub mod card;
pub mod card_column;
pub mod carrier;
pub mod checklist;
mod codes;
pub mod cycle;
pub mod export;
pub mod figures;
pub mod forecast;
pub mod guided;
pub mod iccid;
pub mod imei;
pub mod label;
pub mod names;
pub mod order;
pub mod period;
pub mod pool;
pub mod region;
pub mod sheet;
pub mod span;
pub mod speed;
pub mod state;
pub mod stop;
pub mod text;
pub mod threshold;
pub mod time;
pub mod undo;
pub mod units;
pub mod web_url;
pub mod wire;
pub mod work_order;
pub mod workday;
pub mod zone;
