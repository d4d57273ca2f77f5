//! One folder per page.

pub mod account;
pub mod add_on;
pub mod batch;
pub mod card;
pub mod cards;
pub mod check;
pub mod exports;
pub mod labels;
pub mod not_found;
pub mod orders;
pub mod overview;
pub mod parts;
pub mod pool;
pub mod pool_wizard;
pub mod pools;
pub mod purchase;
pub mod renewal;
pub mod work;
