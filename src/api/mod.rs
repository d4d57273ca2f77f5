//! How the console calls the service: requests, one transport, one error type, one query primitive.

pub mod account_calls;
pub mod action_calls;
pub mod add_on_calls;
pub mod bulk_calls;
pub mod calls;
pub mod client;
pub mod directional_calls;
pub mod error;
pub mod export_calls;
pub mod label_calls;
pub mod order_calls;
pub mod pool_calls;
pub mod pool_wizard_calls;
pub mod purchase_calls;
pub mod query;
pub mod renewal_calls;
pub mod request;
mod transport;
pub mod work_calls;

pub use client::Client;
pub use error::ApiError;
pub use query::{Answer, Freshness, Query, QueryState, QueryStatus, use_query};
pub use request::{MutationRequest, Request};
