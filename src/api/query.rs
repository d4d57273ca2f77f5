//! The one way pages read from the service.
//!
//! A query follows its request: when the request changes, the call under way is cancelled, the last data stay visible
//! (marked as of the previous request), and an answer is shown only if it belongs to the newest request. Reads that fail
//! for a passing reason are retried with a visible countdown.

use super::{ApiError, Client, Request, transport::Flight};
use crate::platform::{clock, timer::Timer};
use chrono::{DateTime, Utc};
use leptos::{prelude::*, task::spawn_local};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// What a page knows of its query.
#[derive(Clone, Debug)]
pub struct QueryState<T> {
    /// Last answer.
    pub data: Option<Arc<T>>,
    /// When it came, by the service's clock.
    pub fetched_at: Option<DateTime<Utc>>,
    /// The data belong to the previous request; the new answer is under way.
    pub of_previous: bool,
    /// A call is under way.
    pub loading: bool,
    /// Why the last call failed.
    pub error: Option<ApiError>,
    /// Seconds until the next automatic try.
    pub retry_in: Option<u32>,
}

impl<T> Default for QueryState<T> {
    fn default() -> Self {
        Self {
            data: None,
            fetched_at: None,
            of_previous: false,
            loading: false,
            error: None,
            retry_in: None,
        }
    }
}

/// Handle of a running query. Copy.
pub struct Query<T: Send + Sync + 'static> {
    /// Tracked state.
    pub state: RwSignal<QueryState<T>>,
    reload: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for Query<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Query<T> {}

impl<T: Send + Sync + 'static> Query<T> {
    /// Asks again now.
    pub fn refetch(&self) {
        let _ = self.reload.try_update(|n| *n += 1);
    }

    /// The data, tracked.
    #[must_use]
    pub fn data(&self) -> Option<Arc<T>> {
        self.state.with(|state| state.data.clone())
    }
}

/// Waits between automatic tries, in seconds; then it is the user's turn.
const RETRY_AFTER: [u32; 3] = [5, 15, 30];

#[derive(Default)]
struct Control {
    generation: u32,
    key: String,
    tries: usize,
    flight: Option<Flight>,
    countdown: Option<Timer>,
}

type Controls = StoredValue<Control, LocalStorage>;

/// Follows `request`; None means there is nothing to ask.
pub fn use_query<T>(
    client: Client,
    request: impl Fn() -> Option<Request> + Send + Sync + 'static,
) -> Query<T>
where
    T: DeserializeOwned + Send + Sync + 'static,
{
    let query = Query {
        state: RwSignal::new(QueryState::default()),
        reload: RwSignal::new(0),
    };
    let control: Controls = StoredValue::new_local(Control::default());
    on_cleanup(move || {
        // Dropping the control cancels the flight and stops the countdown.
        let _ = control.try_update_value(std::mem::take);
    });
    let request = Memo::new_with_compare(move |_| request(), |a, b| a != b);
    Effect::new(move |seen: Option<u32>| {
        query.reload.track();
        let (touches, prefix) = client.touched();
        let asked = request.get();
        let touched_other = seen.is_some_and(|seen| seen != touches)
            && asked
                .as_ref()
                .is_none_or(|asked| !asked.url.starts_with(prefix));
        if !touched_other {
            ask(client, query, control, asked, true);
        }
        touches
    });
    query
}

fn ask<T>(
    client: Client,
    query: Query<T>,
    control: Controls,
    request: Option<Request>,
    by_user: bool,
) where
    T: DeserializeOwned + Send + Sync + 'static,
{
    let Some(request) = request else {
        let _ = control.try_update_value(|control| {
            control.generation += 1;
            control.flight = None;
            control.countdown = None;
            control.key.clear();
        });
        let _ = query.state.try_set(QueryState::default());
        return;
    };
    let key = request.key();
    let flight = Flight::new();
    let controller = flight.controller();
    let Some((generation, same)) = control.try_update_value(|control| {
        control.generation += 1;
        control.flight = Some(flight);
        control.countdown = None;
        if by_user {
            control.tries = 0;
        }
        let same = control.key == key;
        control.key.clone_from(&key);
        (control.generation, same)
    }) else {
        return;
    };
    let kept = if same { None } else { client.cached::<T>(&key) };
    let _ = query.state.try_update(|state| {
        state.loading = true;
        state.retry_in = None;
        if let Some((data, at)) = kept {
            state.data = Some(data);
            state.fetched_at = Some(at);
            state.of_previous = false;
            state.error = None;
        } else if !same {
            state.of_previous = state.data.is_some();
            state.error = None;
        }
    });
    spawn_local(async move {
        let answer = client.send::<T>(&request, controller).await;
        if control.try_with_value(|control| control.generation) != Some(generation) {
            return;
        }
        match answer {
            Ok(value) => {
                let value = Arc::new(value);
                client.keep(key, &value);
                let _ = control.try_update_value(|control| control.tries = 0);
                let _ = query.state.try_set(QueryState {
                    data: Some(value),
                    fetched_at: Some(clock::now()),
                    ..QueryState::default()
                });
            }
            Err(error) => fail(client, query, control, request, error),
        }
    });
}

fn fail<T>(client: Client, query: Query<T>, control: Controls, request: Request, error: ApiError)
where
    T: DeserializeOwned + Send + Sync + 'static,
{
    let wait = if request.safe && error.may_pass() {
        control
            .try_with_value(|control| RETRY_AFTER.get(control.tries).copied())
            .flatten()
    } else {
        None
    };
    let _ = query.state.try_update(|state| {
        state.loading = false;
        if state.of_previous {
            // Old data under a new address would lie.
            state.data = None;
            state.of_previous = false;
        }
        state.error = Some(error);
        state.retry_in = wait;
    });
    let Some(wait) = wait else { return };
    let mut left = wait;
    let mut request = Some(request);
    let countdown = Timer::every(1000, move || {
        left = left.saturating_sub(1);
        if left > 0 {
            let _ = query.state.try_update(|state| state.retry_in = Some(left));
        } else if let Some(request) = request.take() {
            // Not from inside the timer's own callback: asking drops this timer.
            spawn_local(async move { ask(client, query, control, Some(request), false) });
        }
    });
    let _ = control.try_update_value(|control| {
        control.tries += 1;
        control.countdown = Some(countdown);
    });
}
