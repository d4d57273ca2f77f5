//! The state of a pool as a text and as a badge.

use super::row::Pool;
use crate::i18n::{format, pools::Pools};
use crate::ui::badge::{Status, StatusBadge};
use crate::view::prelude::*;
use gsl_model::forecast::Risk;
use gsl_model::pool::{BackwardState, ForwardState};

/// The name and severity of the state. Stopped cards in a pool in use make it more severe.
#[must_use]
pub fn state(t: &Pools, pool: &Pool) -> (Status, String) {
    if let Some(risk) = pool.risk() {
        return match risk {
            Risk::Dry => (Status::Bad, t.dry.to_owned()),
            Risk::AtRisk => (Status::Warn, t.at_risk.to_owned()),
            Risk::Lasts => (Status::Ok, t.lasts.to_owned()),
        };
    }
    let stopped = i64::from(pool.stopped_quantity.unwrap_or_default());
    let (kind, word) = match (pool.forward_state(), pool.backward_state()) {
        (Some(ForwardState::InUse), _) if stopped > 0 => {
            return (Status::Bad, (t.stopped)(&format::count(stopped)));
        }
        (Some(ForwardState::InUse), _) | (_, Some(BackwardState::InUse)) => (Status::Ok, t.in_use),
        (Some(ForwardState::Discarded), _) => (Status::Idle, t.discarded),
        (_, Some(BackwardState::Suspended)) => (Status::Bad, t.suspended),
        (_, Some(BackwardState::Discarded)) => (Status::Idle, t.back_discarded),
        (None, None) => {
            let code = pool.status.or(pool.pool_status);
            let text = code.map_or_else(|| "—".to_owned(), |code| code.to_string());
            return (Status::Idle, text);
        }
    };
    let text = if stopped > 0 {
        (t.with_stopped)(word, &format::count(stopped))
    } else {
        word.to_owned()
    };
    (kind, text)
}

/// Why a pool is in its state, and what happens next; `None` for a pool in use.
#[must_use]
pub fn why(t: &Pools, pool: &Pool) -> Option<&'static str> {
    match (pool.forward_state(), pool.backward_state()) {
        (Some(ForwardState::Discarded), _) => Some(t.discarded_why),
        (_, Some(BackwardState::Discarded)) => Some(t.back_discarded_why),
        (_, Some(BackwardState::Suspended)) => Some(match pool.status_reason.as_deref() {
            Some("arrears") => t.arrears_why,
            Some("threshold") => t.threshold_why,
            _ => t.suspended_why,
        }),
        _ => None,
    }
}

/// The badge.
#[must_use]
pub fn badge(t: &Pools, pool: &Pool) -> AnyView {
    let (kind, text) = state(t, pool);
    view! { <StatusBadge kind=kind text=text /> }
}
