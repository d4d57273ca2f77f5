//! Bulk jobs: one action on up to 100,000 cards.
//!
//! [`select`] finds the cards, [`plan`] says which of them will be acted on and why not the others, [`stored_plan`] keeps that for
//! the call that carries it out, [`make`] writes the job down, [`run`] and [`ends`] carry it out portion by portion: by work orders, or at once where no carrier is needed (tags,
//! attributes). [`read`] shows how it stands, [`undo`] takes it back.
//!
//! Everything a job needs is in the database, and every portion is one transaction, so a job goes on where it was when
//! the service ended.

pub mod ends;
pub mod make;
pub mod operation;
pub mod order;
pub mod plan;
pub mod read;
pub mod reason;
pub mod run;
pub mod select;
pub mod sheet;
pub mod stored_plan;
pub mod undo;

/// Most cards of a job.
pub const MOST: usize = gsl_model::sheet::MAX_NUMBERS;
/// Cards handed over at once: few enough that requests never wait long.
pub const PORTION: usize = 500;
/// Pause between two portions of a job, ms.
pub const PAUSE_MS: u64 = 250;

pub use gsl_model::bulk::BulkItemStatus as Status;
