//! A typed client of the 39 public operations of Huawei Cloud's Global SIM Link (GSL, 全球SIM联接).
//!
//! ```no_run
//! use gsl_client::{Card, Client, Credentials, Endpoint, Outcome, Priority, Project, Settings, SimCardsQuery, Source};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let credentials = Credentials::keys(Source::value("AK…"), Source::file("/etc/gsl/secret-key"));
//! let project = Project::Id("0a1b2c3d4e5f60718293a4b5c6d7e8f9".to_owned());
//! let client = Client::new(Settings::new(Endpoint::GSL.parse()?, credentials, project))?;
//!
//! let cards = client.at(Priority::PersonRead).list_sim_cards(&SimCardsQuery::default()).await?;
//! println!("{} cards", cards.value.count);
//!
//! match client.at(Priority::PersonAct).stop_sim_card(Card::Number("89860112345678901234")).await {
//!     Outcome::Accepted(order) => println!("work order {}", order.value.work_order_id),
//!     Outcome::NotAccepted(error) => println!("{error}. {}", error.kind().next_step()),
//!     Outcome::Unknown(unknown) => println!("look for a work order since {}", unknown.sent_at),
//! }
//! # Ok(()) }
//! ```
//!
//! What it handles:
//!
//! - **Signing** ([`sign`]): AK/SK, temporary keys, or an IAM token; keys may be in files that another program renews.
//! - **One budget** ([`Budget`]) for all calls, because the cloud limits them: four a second, one a second of the two slow
//!   operations, in the order of [`Priority`], slower after a "throttled" answer.
//! - **The clock**: requests are signed with the cloud's time, as estimated from its answers ([`Clock`]).
//! - **Retries**: reads with increasing waits; acts only when they were certainly not accepted.
//! - **No answer**: an act whose answer was lost is [`Outcome::Unknown`], which the compiler makes every caller handle.
//! - **Errors** ([`ErrorKind`]) by what to do about them, with the cloud's code and request id.
//!
//! Types of bodies and answers are [`gsl_model::wire`]'s, and [`wire`]'s where it has none. Numbers of operations are those of
//! `docs/service/api-v1.md`; what is known about the real cloud, and what only a real account can tell, is in
//! `docs/service/real-cloud.md`.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]

pub mod budget;
mod calls;
mod client;
mod clock;
mod credentials;
mod encoding;
mod endpoint;
mod error;
mod operations;
mod outcome;
mod project;
mod queries;
mod query;
mod refusal;
mod request;
mod retry;
mod secret;
pub mod sign;
mod transport;
pub mod wire;

pub use budget::{Budget, BudgetReport, BudgetSettings, Priority, Rate};
pub use calls::{Calls, Card, Reading};
pub use client::{Client, Settings};
pub use clock::Clock;
pub use credentials::{Credentials, CredentialsProblem, Source};
pub use endpoint::{Endpoint, EndpointProblem};
pub use error::{Error, ErrorKind, Unreached, code};
pub use operations::{Kind, Operation};
pub use outcome::{Answer, Outcome, OutcomeUnknown};
pub use project::{Project, REGION};
pub use queries::{
    AttributesQuery, BackPoolsQuery, CardSort, Order, Page, PoliciesQuery, PoolMembersQuery,
    PricePlansQuery, SimCardsQuery, SimPoolsQuery, SmsQuery, TagsQuery, TriCarrierCardsQuery,
    WorkOrderDetailsQuery, WorkOrdersQuery,
};
pub use query::Query;
pub use retry::Retry;
pub use secret::Secret;
pub use transport::Limits;
