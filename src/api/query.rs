//! How pages read from the service.
//!
//! A query follows its request: when the request changes, the running call is cancelled, the last data stay visible
//! (marked as of the previous request), and an answer is shown only if it belongs to the newest request. Reads that fail
//! for a transient reason are retried with a visible countdown.
//!
//! Data keep the request they answer. Whatever acts on a list (ticking, "select all", exports) takes rows, count and filter
//! from one [`Answer`], which exists only while the data answer the current request.

use super::{ApiError, Client, Request, transport::PendingRequest};
use crate::platform::{clock, timer::Timer};
use crate::view::prelude::*;
use chrono::{DateTime, Utc};
use gsl_model::wire::{Decode, decode};
use leptos::task::spawn_local;
use std::{any::Any, ops::Deref, rc::Rc};

/// The state of a query.
#[derive(Clone, Debug)]
pub struct QueryState<T> {
    /// Last answer.
    pub data: Option<Rc<T>>,
    /// Status of the query.
    pub status: Status,
}

/// Data together with the request they answer.
pub struct Answer<T> {
    /// The request.
    pub request: Rc<Request>,
    /// Its answer.
    pub data: Rc<T>,
}

/// Whether the data answer the current request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Freshness {
    /// They do, or there are none.
    #[default]
    Current,
    /// They answer another page or order of the same rows: the count still holds.
    OtherPage,
    /// They answer another request: neither rows nor count hold.
    OtherQuery,
}

/// The status of a query; also read through [`QueryState`].
#[derive(Clone, Debug, Default)]
pub struct Status {
    /// When the data came, by the service's clock.
    pub fetched_at: Option<DateTime<Utc>>,
    /// The request that the data answer; set while there are data.
    pub asked: Option<Rc<Request>>,
    /// The data belong to the previous request; the new answer is pending.
    pub of_previous: bool,
    /// A call is running.
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
            status: Status::default(),
        }
    }
}

impl<T> Deref for QueryState<T> {
    type Target = Status;

    fn deref(&self) -> &Status {
        &self.status
    }
}

/// Handle of a running query. Copy.
pub struct Query<T: 'static> {
    /// Tracked state.
    pub state: RwSignal<QueryState<T>>,
    request: Memo<Option<Request>>,
    reload: RwSignal<u32>,
}

impl<T: 'static> Clone for Query<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: 'static> Copy for Query<T> {}

impl<T: 'static> Query<T> {
    /// Asks again now.
    pub fn refetch(&self) {
        let _ = self.reload.try_update(|n| *n += 1);
    }

    /// Its status, independent of the type of its data.
    #[must_use]
    pub fn status(&self) -> QueryStatus {
        let state = self.state;
        QueryStatus {
            status: Signal::derive(move || state.with(|state| state.status.clone())),
            request: self.request,
            reload: self.reload,
        }
    }

    /// The data, tracked.
    #[must_use]
    pub fn data(&self) -> Option<Rc<T>> {
        self.state.with(|state| state.data.clone())
    }

    /// The answer to the current request; `None` while it is pending, even if older data are on the screen. Tracked.
    #[must_use]
    pub fn answer(&self) -> Option<Answer<T>> {
        if self.freshness() != Freshness::Current {
            return None;
        }
        self.state.with(|state| {
            Some(Answer {
                request: state.asked.clone()?,
                data: state.data.clone()?,
            })
        })
    }

    /// Whether the data answer the current request. Tracked; up to date from the moment the request changes.
    #[must_use]
    pub fn freshness(&self) -> Freshness {
        let asked = self.state.with(|state| state.asked.clone());
        freshness(asked, self.request)
    }
}

/// A query without the type of its data, so that code that follows it is compiled once. Copy.
#[derive(Clone, Copy)]
pub struct QueryStatus {
    status: Signal<Status>,
    request: Memo<Option<Request>>,
    reload: RwSignal<u32>,
}

impl QueryStatus {
    /// The status, tracked.
    #[must_use]
    pub fn get(self) -> Status {
        self.status.get()
    }

    /// As [`Query::freshness`].
    #[must_use]
    pub fn freshness(self) -> Freshness {
        freshness(self.get().asked, self.request)
    }

    /// Asks again now.
    pub fn refetch(self) {
        let _ = self.reload.try_update(|n| *n += 1);
    }
}

/// Compiled once for all types of data.
fn freshness(asked: Option<Rc<Request>>, request: Memo<Option<Request>>) -> Freshness {
    request.with(|now| match (&asked, now) {
        (None, _) => Freshness::Current,
        (Some(asked), Some(now)) if **asked == *now => Freshness::Current,
        (Some(asked), Some(now)) if asked.same_rows(now) => Freshness::OtherPage,
        _ => Freshness::OtherQuery,
    })
}

/// Waits between automatic retries, in seconds; after the last one the user has to retry.
const RETRY_AFTER: [u32; 3] = [5, 15, 30];

/// Data of any type; [`Slot`] knows which.
type Data = Option<Rc<dyn Any>>;

/// The part of a query that knows the type of its data. Everything else is compiled once.
trait Slot {
    /// Changes data and status together; false when the component is gone.
    fn change(&self, change: &mut dyn FnMut(&mut Data, &mut Status)) -> bool;
    /// Reads an answer.
    fn decode(&self, body: &str) -> Result<Rc<dyn Any>, String>;
}

impl<T: Decode + 'static> Slot for RwSignal<QueryState<T>> {
    fn change(&self, change: &mut dyn FnMut(&mut Data, &mut Status)) -> bool {
        self.try_update(|state| {
            let mut data = state.data.take().map(|data| data as Rc<dyn Any>);
            change(&mut data, &mut state.status);
            state.data = data.and_then(|data| data.downcast::<T>().ok());
        })
        .is_some()
    }

    fn decode(&self, body: &str) -> Result<Rc<dyn Any>, String> {
        decode::<T>(body).map(|value| Rc::new(value) as Rc<dyn Any>)
    }
}

#[derive(Default)]
struct Control {
    generation: u32,
    key: String,
    tries: usize,
    pending: Option<PendingRequest>,
    countdown: Option<Timer>,
}

/// What drives a query.
#[derive(Clone)]
struct Engine {
    client: Client,
    slot: Rc<dyn Slot>,
    control: StoredValue<Control>,
}

/// Follows `request`; None means there is nothing to ask.
pub fn use_query<T: Decode + 'static>(
    client: Client,
    request: impl Fn() -> Option<Request> + 'static,
) -> Query<T> {
    let request = Memo::new(move |_| request());
    let query = Query {
        state: RwSignal::new(QueryState::default()),
        request,
        reload: RwSignal::new(0),
    };
    Engine {
        client,
        slot: Rc::new(query.state),
        control: StoredValue::new(Control::default()),
    }
    .follow(request, query.reload);
    query
}

impl Engine {
    fn follow(self, request: Memo<Option<Request>>, reload: RwSignal<u32>) {
        let control = self.control;
        on_cleanup(move || {
            // Dropping the control cancels the request and stops the countdown.
            let _ = control.try_update_value(std::mem::take);
        });
        Effect::new(move |seen: Option<(u32, u32)>| {
            let again = reload.get();
            let (touches, prefix) = self.client.touched();
            let asked = request.get();
            // Another endpoint was invalidated; the request may have changed at the same time.
            let key = asked.as_ref().map(Request::key).unwrap_or_default();
            let only_touched = seen
                .is_some_and(|(seen, reloads)| seen != touches && reloads == again)
                && control.try_with_value(|control| control.key == key) == Some(true);
            let concerns = asked
                .as_ref()
                .is_some_and(|asked| asked.url.starts_with(prefix));
            if concerns || !only_touched {
                self.ask(asked, true);
            }
            (touches, again)
        });
    }

    fn ask(&self, request: Option<Request>, by_user: bool) {
        let Some(request) = request else {
            let _ = self.control.try_update_value(|control| {
                control.generation += 1;
                control.pending = None;
                control.countdown = None;
                control.key.clear();
            });
            self.slot.change(&mut |data, status| {
                *data = None;
                *status = Status::default();
            });
            return;
        };
        let key = request.key();
        let pending = PendingRequest::new();
        let controller = pending.controller();
        let Some((generation, same)) = self.control.try_update_value(|control| {
            control.generation += 1;
            control.pending = Some(pending);
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
        let mut kept = if same { None } else { self.client.cached(&key) };
        self.slot.change(&mut |data, status| {
            status.loading = true;
            status.retry_in = None;
            if let Some((kept, at)) = kept.take() {
                *data = Some(kept);
                status.asked = Some(Rc::new(request.clone()));
                status.fetched_at = Some(at);
                status.of_previous = false;
                status.error = None;
            } else if !same {
                status.of_previous = data.is_some();
                status.error = None;
            }
        });
        let engine = self.clone();
        spawn_local(async move {
            let answer = engine.client.raw(&request, controller).await;
            let now = engine.control.try_with_value(|control| control.generation);
            if now != Some(generation) {
                return;
            }
            let read = answer.and_then(|answer| {
                engine.slot.decode(&answer.body).map_err(|problem| {
                    ApiError::malformed(problem, &answer.body, answer.request_id)
                })
            });
            match read {
                Ok(value) => engine.done(key, request, value),
                Err(error) => engine.fail(request, error),
            }
        });
    }

    fn done(&self, key: String, request: Request, value: Rc<dyn Any>) {
        let asked = Rc::new(request);
        self.client.keep(key, Rc::clone(&value));
        let _ = self.control.try_update_value(|control| control.tries = 0);
        self.slot.change(&mut |data, status| {
            *data = Some(Rc::clone(&value));
            *status = Status {
                fetched_at: Some(clock::now()),
                asked: Some(Rc::clone(&asked)),
                ..Status::default()
            };
        });
    }

    fn fail(&self, request: Request, error: ApiError) {
        let wait = if request.safe && error.may_pass() {
            self.control
                .try_with_value(|control| RETRY_AFTER.get(control.tries).copied())
                .flatten()
        } else {
            None
        };
        self.slot.change(&mut |data, status| {
            status.loading = false;
            if status.of_previous {
                // Old data under a new address would be wrong.
                *data = None;
                status.asked = None;
                status.of_previous = false;
            }
            status.error = Some(error.clone());
            status.retry_in = wait;
        });
        let Some(wait) = wait else { return };
        let mut left = wait;
        let mut request = Some(request);
        let engine = self.clone();
        let countdown = Timer::every(1000, move || {
            left = left.saturating_sub(1);
            if left > 0 {
                engine
                    .slot
                    .change(&mut |_, status| status.retry_in = Some(left));
            } else if let Some(request) = request.take() {
                // Not from inside the timer's own callback: asking drops this timer.
                let engine = engine.clone();
                spawn_local(async move { engine.ask(Some(request), false) });
            }
        });
        let _ = self.control.try_update_value(|control| {
            control.tries += 1;
            control.countdown = Some(countdown);
        });
    }
}
