//! The API client of one mounted console: base address, capabilities of the service, cached answers.

use super::{ApiError, Request, transport};
use crate::platform::clock;
use crate::view::prelude::*;
use chrono::{DateTime, Utc};
use gsl_model::carrier::Carrier;
use gsl_model::units::Megabytes;
use gsl_model::wire::{Capabilities, Decode, decode, extension};
use std::{any::Any, collections::HashMap, rc::Rc};
use web_sys::AbortController;

/// What the service can do, and its time.
const CAPABILITIES: &str = "/v1/capabilities";
/// Cached answers, so that paging back and forth is instant.
const CACHE_LIMIT: usize = 100;

struct Cached {
    value: Rc<dyn Any>,
    at: DateTime<Utc>,
    used: u32,
}

#[derive(Default)]
struct Cache {
    entries: HashMap<String, Cached>,
    uses: u32,
}

/// What is known of the service's extensions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Service {
    /// No answer yet.
    Unknown,
    /// Its capabilities; no extensions for a service that does not have the call.
    Known(Rc<Capabilities>),
}

/// Copyable handle; valid while the console is mounted.
#[derive(Clone, Copy)]
pub struct Client {
    base: StoredValue<String>,
    token: StoredValue<Option<String>>,
    cache: StoredValue<Cache>,
    /// What the service can do.
    pub service: RwSignal<Service>,
    /// The service cannot be reached at all, see [`Client::look_again`].
    pub away: RwSignal<bool>,
    /// Whether it is being asked just now.
    asking: StoredValue<bool>,
    /// Last invalidated path prefix, with a counter so that every invalidation is a change.
    touched: RwSignal<(u32, &'static str)>,
}

impl Client {
    /// A client for the service at `base` (empty = same origin).
    #[must_use]
    pub fn new(base: String, token: Option<String>) -> Self {
        Self {
            base: StoredValue::new(base),
            token: StoredValue::new(token),
            cache: StoredValue::new(Cache::default()),
            service: RwSignal::new(Service::Unknown),
            away: RwSignal::new(false),
            asking: StoredValue::new(false),
            touched: RwSignal::new((0, "")),
        }
    }

    /// Whether the service offers `extension`. Tracked. True while unknown: the request itself will tell.
    #[must_use]
    pub fn has(&self, extension: &str) -> bool {
        self.service.with(|service| match service {
            Service::Unknown => true,
            Service::Known(known) => known.extensions.iter().any(|name| name == extension),
        })
    }

    /// Whether the service mirrors a real account; false while unknown. Tracked.
    #[must_use]
    pub fn mirrors(&self) -> bool {
        self.service.with(|service| match service {
            Service::Unknown => false,
            Service::Known(known) => known.has(extension::ACCOUNT),
        })
    }

    /// Whether the service refuses whatever would change something. Tracked.
    #[must_use]
    pub fn read_only(&self) -> bool {
        self.service.with(|service| match service {
            Service::Unknown => false,
            Service::Known(known) => known.read_only,
        })
    }

    /// What divides the service's processing times; 1 outside demonstrations. Tracked.
    #[must_use]
    pub fn time_scale(&self) -> i64 {
        self.service.with(|service| match service {
            Service::Unknown => 1,
            Service::Known(known) => known.time_scale.unwrap_or(1).max(1),
        })
    }

    /// The smallest add-on of a carrier; `None` when it has none or is not known. Tracked.
    #[must_use]
    pub fn smallest_add_on(&self, carrier: Carrier) -> Option<Megabytes> {
        self.service.with(|service| match service {
            Service::Unknown => None,
            Service::Known(known) => known
                .smallest_add_ons
                .iter()
                .find(|add_on| add_on.carrier_type == carrier.carrier_type())
                .map(|add_on| add_on.size),
        })
    }

    /// Sends and decodes; `controller` cancels.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn send<T: Decode>(
        &self,
        request: &Request,
        controller: Option<AbortController>,
    ) -> Result<T, ApiError> {
        let answer = self.raw(request, controller).await?;
        decode(&answer.body)
            .map_err(|problem| ApiError::malformed(problem, &answer.body, answer.request_id))
    }

    /// Sends and returns the body as text.
    ///
    /// # Errors
    /// As [`Self::send`].
    pub async fn raw(
        &self,
        request: &Request,
        controller: Option<AbortController>,
    ) -> Result<transport::Answer, ApiError> {
        let (Some(base), Some(token)) = (self.base.try_get_value(), self.token.try_get_value())
        else {
            return Err(ApiError::Unreachable);
        };
        let cancelled = controller.clone().map(|controller| controller.signal());
        let answer = transport::send(&base, token.as_deref(), request, controller).await;
        if !cancelled.is_some_and(|signal| signal.aborted()) {
            self.notice_outage(base, token, answer.as_ref().err());
        }
        let answer = answer?;
        if self.service.try_get_untracked() == Some(Service::Unknown)
            && let Some(date) = answer.date.as_deref()
        {
            clock::set_by_header(date);
        }
        Ok(answer)
    }

    /// A failed call says nothing of the others: a second one finds out whether the service is away, while the first is told
    /// at once. When it is back, everything that is shown is asked again.
    fn notice_outage(self, base: String, token: Option<String>, error: Option<&ApiError>) {
        let known = self.away.try_get_untracked();
        let fails = error.is_some_and(ApiError::is_outage);
        if fails && known == Some(false) && self.asking.try_get_value() == Some(false) {
            let _ = self.asking.try_set_value(true);
            leptos::task::spawn_local(async move {
                let request = Request::get(CAPABILITIES);
                let probe = transport::send(&base, token.as_deref(), &request, None).await;
                let _ = self.asking.try_set_value(false);
                if probe.is_err_and(|error| error.is_outage()) {
                    let _ = self.away.try_set(true);
                }
            });
        } else if !fails && known == Some(true) {
            let _ = self.away.try_set(false);
            let _ = self.touched.try_update(|(count, touched)| {
                *count += 1;
                *touched = "";
            });
            if self.service.try_get_untracked() == Some(Service::Unknown) {
                leptos::task::spawn_local(self.discover());
            }
        }
    }

    /// Asks whether the service is back.
    pub async fn look_again(self) {
        let _ = self.raw(&Request::get(CAPABILITIES), None).await;
    }

    /// The address of a file for a plain link; `None` when calls need a token, which a link cannot carry.
    #[must_use]
    pub fn address(&self, request: &Request) -> Option<String> {
        let base = self.base.try_get_value()?;
        let open = self.token.with_value(Option::is_none);
        open.then(|| format!("{base}{}", request.url))
    }

    /// Fetches a file.
    ///
    /// # Errors
    /// As [`Self::send`].
    pub async fn file(&self, request: &Request) -> Result<web_sys::Blob, ApiError> {
        let (Some(base), Some(token)) = (self.base.try_get_value(), self.token.try_get_value())
        else {
            return Err(ApiError::Unreachable);
        };
        transport::file(&base, token.as_deref(), request).await
    }

    /// Fetches capabilities and time of the service. A service without the call has no extensions.
    pub async fn discover(self) {
        let answer = self
            .send::<Capabilities>(&Request::get(CAPABILITIES), None)
            .await;
        let known = match answer {
            Ok(capabilities) => {
                if let Some(now) = capabilities.now {
                    clock::set_by_service(now.into());
                }
                capabilities
            }
            Err(ApiError::Refused(_) | ApiError::Malformed { .. }) => Capabilities::default(),
            // Unreachable: the first query reports it, capabilities stay unknown.
            Err(_) => return,
        };
        let _ = self.service.try_set(Service::Known(Rc::new(known)));
    }

    /// A cached answer and when it was received.
    #[must_use]
    pub fn cached(&self, key: &str) -> Option<(Rc<dyn Any>, DateTime<Utc>)> {
        self.cache.try_update_value(|cache| {
            cache.uses += 1;
            let uses = cache.uses;
            let entry = cache.entries.get_mut(key)?;
            entry.used = uses;
            Some((Rc::clone(&entry.value), entry.at))
        })?
    }

    /// Caches an answer; evicts the least recently used one.
    pub fn keep(&self, key: String, value: Rc<dyn Any>) {
        let _ = self.cache.try_update_value(|cache| {
            cache.uses += 1;
            let used = cache.uses;
            cache.entries.insert(
                key,
                Cached {
                    value,
                    at: clock::now(),
                    used,
                },
            );
            if cache.entries.len() > CACHE_LIMIT
                && let Some(oldest) = cache
                    .entries
                    .iter()
                    .min_by_key(|(_, entry)| entry.used)
                    .map(|(key, _)| key.clone())
            {
                cache.entries.remove(&oldest);
            }
        });
    }

    /// Drops the cached answers of an endpoint and refetches the queries on it. Call after every mutation.
    pub fn invalidate(&self, prefix: &'static str) {
        let _ = self
            .cache
            .try_update_value(|cache| cache.entries.retain(|key, _| !key.starts_with(prefix)));
        let _ = self.touched.try_update(|(count, touched)| {
            *count += 1;
            *touched = prefix;
        });
    }

    /// Tracks invalidations: the counter and the prefix last invalidated.
    #[must_use]
    pub fn touched(&self) -> (u32, &'static str) {
        self.touched.get()
    }
}
