//! What this service has beyond the public API: capabilities, summary, orders, its own description.

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use gsl_model::carrier::Carrier;
use gsl_model::state::SimStatus;
use gsl_model::units::Megabytes;
use gsl_model::wire::{
    AddOnSize, Capabilities, CarrierCount, ExpiringCount, ReasonCount, StatusCount, StoppedCount,
    Summary, SyncGroup, extension,
};

use super::AppState;
use crate::card_filter::stopped_from;
use crate::catalog::Catalog;
use crate::clock::time;
use crate::codes;
use crate::error::ApiError;
use crate::fleet::filter::CardFilter;
use crate::orders::add_on::offered;
use crate::state_changes;

/// The description of every operation, in OpenAPI 3.1.
const OPENAPI: &str = include_str!("../../openapi.json");

/// `GET /v1/openapi.json`.
pub async fn openapi() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], OPENAPI)
}

/// `GET /v1/capabilities`: who is this, what time is it here, what can it do beyond the public API.
pub async fn capabilities(State(state): State<AppState>) -> Json<Capabilities> {
    Json(Capabilities {
        service: "gsl-server".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        now: Some(time(state.clock.now_ms())),
        time_scale: Some(state.time_scale),
        extensions: extensions(&state).into_iter().map(str::to_owned).collect(),
        read_only: state.mirror().is_some(),
        smallest_add_ons: Carrier::ALL
            .into_iter()
            .filter_map(|carrier| smallest(state.store.catalog(), carrier.carrier_type()))
            .collect(),
    })
}

/// What is offered: over a real account only what reads, and what this service keeps itself.
fn extensions(state: &AppState) -> Vec<&'static str> {
    if state.mirror().is_none() {
        return extension::ALL.to_vec();
    }
    extension::READING.to_vec()
}

fn smallest(catalog: &Catalog, carrier_type: i32) -> Option<AddOnSize> {
    let plan = *offered(catalog, carrier_type).first()?;
    Some(AddOnSize {
        carrier_type,
        size: Megabytes::from_thousandths(plan.flow_total),
    })
}

/// `GET /v1/sim-cards/summary`: counts that equal the `count` of operation 1 with the same filter.
///
/// # Errors
/// 500 when the database refuses.
pub async fn summary(State(state): State<AppState>) -> Result<Json<Summary>, ApiError> {
    // Over the mirror of an account counts are as of the last complete reading of its cards.
    let observed = state.mirror().map(|mirror| {
        let status = mirror.status();
        status
            .group(SyncGroup::Cards)
            .and_then(|cards| cards.observed_at)
    });
    state
        .run(move |store, now_ms| {
            let since = store.read(state_changes::since)?;
            // Where the past of every card tells there is no begin.
            let states_since = since.filter(|since| *since > 0).map(time);
            let fleet = store.fleet();
            let stopped = |days: i32| {
                let counts = fleet.count_stopped_since(stopped_from(days.into(), now_ms));
                StoppedCount {
                    days,
                    by_reason: by_reason(&counts),
                }
            };
            let (status, reason, carrier) = (
                fleet.count_by_status(),
                fleet.count_by_reason(),
                fleet.count_by_carrier(),
            );
            let at = |counts: &[i64; 256], code: usize| counts.get(code).copied().unwrap_or(0);
            let expiring = |days: i32| {
                let filter = CardFilter {
                    expires: Some((now_ms, i64::from(days))),
                    ..CardFilter::default()
                };
                ExpiringCount {
                    days,
                    count: fleet.count(&filter),
                }
            };
            Ok(Json(Summary {
                total: i64::try_from(fleet.len()).unwrap_or(i64::MAX),
                by_status: SimStatus::ALL
                    .iter()
                    .map(|known| StatusCount {
                        sim_status: known.code(),
                        count: at(&status, usize::try_from(known.code()).unwrap_or(0)),
                    })
                    .collect(),
                by_reason: by_reason(&reason),
                by_carrier: (1_u8..=4)
                    .map(|code| CarrierCount {
                        carrier_type: i32::from(code),
                        count: at(&carrier, usize::from(code)),
                    })
                    .collect(),
                expiring: [30, 60, 90].map(expiring).to_vec(),
                stopped: [1, 2].map(stopped).to_vec(),
                states_since,
                as_of: observed.unwrap_or_else(|| Some(time(now_ms))),
            }))
        })
        .await
}

fn by_reason(counts: &[i64; 256]) -> Vec<ReasonCount> {
    codes::reasons()
        .map(|(number, known)| ReasonCount {
            stop_reason: known.key().to_owned(),
            operator_status: known.code(),
            count: counts.get(usize::from(number)).copied().unwrap_or(0),
        })
        .collect()
}
