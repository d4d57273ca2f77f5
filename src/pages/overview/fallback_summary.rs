//! Counts by state for a service without a summary: operation 1 once per state, one call a second (its rate limit).

use crate::api::{calls, use_query};
use crate::features::query_section::{LoadState, load_state};
use crate::platform::timer::Timer;
use crate::routes::card_filter::{CardFilter, Field, Value};
use crate::state::App;
use crate::view::prelude::*;
use gsl_model::state::SimStatus;
use gsl_model::wire::{SimCardList, StatusCount, Summary};

/// Operation 1 allows one call a second.
const PAUSE_MS: i32 = 1100;

/// A count in progress.
#[derive(Clone, Copy)]
pub struct FallbackSummary {
    /// All states, once all are known.
    pub summary: Memo<Option<Summary>>,
    /// States counted, of how many; None when done.
    pub progress: Memo<Option<(usize, usize)>>,
    /// State of the current request.
    pub load_state: LoadState,
    /// Starts the count again.
    pub again: Callback<()>,
}

/// Counts the states one by one.
#[must_use]
pub fn count_states(app: App) -> FallbackSummary {
    let counted = RwSignal::new(Vec::<i64>::new());
    // The state being requested; None while waiting for the rate limit.
    let asking = RwSignal::new(Some(0_usize));
    let pause = StoredValue::new(None::<Timer>);
    let query = use_query::<SimCardList>(app.client, move || {
        let status = *SimStatus::ALL.get(asking.get()?)?;
        Some(calls::count(&CardFilter::one(
            Field::Status,
            Value::Statuses(vec![status]),
        )))
    });
    Effect::new(move |_| {
        let count = query.state.with(|state| {
            let settled = !state.loading && !state.of_previous && state.error.is_none();
            state
                .data
                .as_ref()
                .filter(|_| settled)
                .map(|list| list.count)
        });
        let (Some(count), Some(index)) = (count, asking.get_untracked()) else {
            return;
        };
        if counted.with_untracked(Vec::len) != index {
            return;
        }
        counted.update(|counts| counts.push(count));
        asking.set(None);
        if index + 1 < SimStatus::ALL.len() {
            pause.set_value(Some(Timer::after(PAUSE_MS, move || {
                let _ = asking.try_set(Some(index + 1));
            })));
        }
    });
    let all = SimStatus::ALL.len();
    FallbackSummary {
        summary: Memo::new(move |_| {
            counted.with(|counts| (counts.len() == all).then(|| summary_of(counts)))
        }),
        progress: Memo::new(move |_| {
            counted.with(|counts| (counts.len() < all).then_some((counts.len(), all)))
        }),
        load_state: load_state(query),
        again: Callback::new(move |()| {
            pause.set_value(None);
            app.client.invalidate("/v1/sim-cards");
            counted.set(Vec::new());
            asking.set(Some(0));
        }),
    }
}

fn summary_of(counts: &[i64]) -> Summary {
    Summary {
        total: counts.iter().sum(),
        by_status: SimStatus::ALL
            .into_iter()
            .zip(counts)
            .map(|(status, count)| StatusCount {
                sim_status: status.code(),
                count: *count,
            })
            .collect(),
        ..Summary::default()
    }
}
