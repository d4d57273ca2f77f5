//! The client: its settings, and how a request is sent and retried until there is an answer.

use crate::budget::{Budget, Priority};
use crate::clock::Clock;
use crate::credentials::{Credentials, Current, Keyring};
use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorKind, Unreached};
use crate::operations::Operation;
use crate::outcome::{Answer, Outcome, OutcomeUnknown};
use crate::project::{self, Project};
use crate::refusal::{Failure, Renewable, refused, unreadable};
use crate::request::{Parts, Read, build};
use crate::retry::{Retry, Tries};
use crate::transport::{Limits, Lost, Transport};
use std::fmt;
use std::sync::Arc;
use tokio::sync::OnceCell;
use tokio::time::sleep;

/// The settings of a client.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address of GSL.
    pub endpoint: Endpoint,
    /// The account's credentials.
    pub credentials: Credentials,
    /// The project, by its id or to be looked up.
    pub project: Project,
    /// How many calls may be made. Clients of one account share it.
    pub budget: Arc<Budget>,
    /// Limits of one request.
    pub limits: Limits,
    /// What is retried.
    pub retry: Retry,
}

impl Settings {
    /// With defaults for everything else.
    #[must_use]
    pub fn new(endpoint: Endpoint, credentials: Credentials, project: Project) -> Self {
        Self {
            endpoint,
            credentials,
            project,
            budget: Arc::default(),
            limits: Limits::default(),
            retry: Retry::default(),
        }
    }
}

/// A client of one account. Clones are the same client.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    settings: Settings,
    keyring: Keyring,
    transport: Transport,
    clock: Clock,
    project: OnceCell<Option<String>>,
}

impl fmt::Debug for Client {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Client")
            .field("endpoint", &self.0.settings.endpoint)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// A client. Key files are read once now, so that a bad one is found at the start.
    ///
    /// # Errors
    /// [`ErrorKind::KeysUnreadable`]; [`ErrorKind::NoAnswer`] when this system trusts no certificates.
    pub fn new(settings: Settings) -> Result<Self, Error> {
        let keyring = Keyring::new(&settings.credentials);
        keyring
            .current()
            .map_err(|problem| Error::new(ErrorKind::KeysUnreadable, problem.to_string()))?;
        let transport = Transport::new(settings.limits).map_err(|problem| {
            let message = format!("the certificates of this system cannot be read: {problem}");
            Error::new(ErrorKind::NoAnswer, message).because(Unreached::Tls)
        })?;
        Ok(Self(Arc::new(Inner {
            settings,
            keyring,
            transport,
            clock: Clock::default(),
            project: OnceCell::new(),
        })))
    }

    /// The budget.
    #[must_use]
    pub fn budget(&self) -> &Budget {
        &self.0.settings.budget
    }

    /// The cloud's clock, and by how much this machine's differs.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// Reads.
    pub(crate) async fn read<T>(
        &self,
        priority: Priority,
        parts: Parts,
        read: Read<T>,
    ) -> Result<Answer<T>, Error> {
        self.exchange(priority, &parts, read)
            .await
            .map_err(|failure| failure.error)
    }

    /// Acts.
    pub(crate) async fn act<T>(
        &self,
        priority: Priority,
        operation: Operation,
        parts: Parts,
        read: Read<T>,
    ) -> Outcome<T> {
        match self.exchange(priority, &parts, read).await {
            Ok(answer) => Outcome::Accepted(answer),
            Err(failure) => match failure.accepted_since {
                None => Outcome::NotAccepted(failure.error),
                Some(sent_at) => Outcome::Unknown(OutcomeUnknown {
                    operation,
                    sent_at,
                    cause: failure.error,
                }),
            },
        }
    }

    async fn exchange<T>(
        &self,
        priority: Priority,
        parts: &Parts,
        read: Read<T>,
    ) -> Result<Answer<T>, Failure> {
        let inner = &*self.0;
        let project = inner.project().await.map_err(Failure::before)?;
        let endpoint = &inner.settings.endpoint;
        inner
            .repeat(Some(priority), endpoint, project, parts, read)
            .await
    }
}

impl Inner {
    /// The project id, looked up once.
    async fn project(&self) -> Result<Option<&str>, Error> {
        let found = self
            .project
            .get_or_try_init(|| async {
                let (endpoint, name) = match &self.settings.project {
                    Project::Id(id) => return Ok(Some(id.clone())),
                    Project::OfToken => return Ok(None),
                    Project::LookedUp { iam, name } => (iam, name),
                };
                let parts = project::request(name);
                let found = self.repeat(None, endpoint, None, &parts, project::read);
                let found = found.await.map_err(|failure| failure.error)?;
                project::one(&found.value, name).map(Some)
            })
            .await?;
        Ok(found.as_deref())
    }

    /// Sends a request until there is an answer or retrying is pointless.
    async fn repeat<T>(
        &self,
        priority: Option<Priority>,
        endpoint: &Endpoint,
        project: Option<&str>,
        parts: &Parts,
        read: Read<T>,
    ) -> Result<Answer<T>, Failure> {
        let mut tries = Tries::default();
        loop {
            let permit = match priority.zip(parts.operation) {
                Some((priority, operation)) => {
                    Some(self.settings.budget.acquire(priority, operation).await)
                }
                None => None,
            };
            let current = self.keyring.current().map_err(|problem| {
                let error = Error::new(ErrorKind::KeysUnreadable, problem.to_string());
                Failure::before(error.of(parts.operation))
            })?;
            let failure = match self.once(endpoint, project, parts, &current, read).await {
                Ok(answer) => return Ok(answer),
                Err(failure) => failure,
            };
            let kind = failure.error.kind();
            if let (ErrorKind::Throttled, Some(permit)) = (kind, permit) {
                self.settings.budget.throttled(permit);
            }
            // A refusal proves that nothing was accepted, so this applies to acts too; each of the two once.
            let renewed = match failure.renewable {
                Renewable::Clock => !std::mem::replace(&mut tries.clock_corrected, true),
                Renewable::Keys => {
                    !std::mem::replace(&mut tries.keys_renewed, true)
                        && self.keyring.renewed(&current)
                }
                Renewable::No => false,
            };
            if renewed {
                continue;
            }
            let harmless = parts.repeatable || failure.accepted_since.is_none();
            match tries.next(&self.settings.retry, kind, harmless) {
                Some(wait) => sleep(wait).await,
                None => return Err(failure),
            }
        }
    }

    /// Sends a request once.
    async fn once<T>(
        &self,
        endpoint: &Endpoint,
        project: Option<&str>,
        parts: &Parts,
        current: &Current,
        read: Read<T>,
    ) -> Result<Answer<T>, Failure> {
        let sent_at = self.clock.now();
        let (request, secrets) = build(endpoint, project, parts, current, sent_at)
            .map_err(|error| Failure::before(error.of(parts.operation)))?;
        let no_answer = |reason: &str| {
            Error::new(ErrorKind::NoAnswer, secrets.redact(reason)).of(parts.operation)
        };
        let received = match self.transport.send(request, &self.clock).await {
            Ok(received) => received,
            Err(Lost::NotSent(reason, unreached)) => {
                return Err(Failure::before(no_answer(&reason).because(unreached)));
            }
            Err(Lost::Sent(reason)) => return Err(Failure::after(no_answer(&reason), sent_at)),
        };
        if !(200..300).contains(&received.status) {
            return Err(refused(&received, parts, current, &secrets, sent_at));
        }
        let value = match &received.body {
            Ok(body) => std::str::from_utf8(body)
                .map_err(|problem| problem.to_string())
                .and_then(read),
            Err(reason) => Err(reason.clone()),
        };
        match value {
            Ok(value) => Ok(Answer {
                value,
                request_id: received.request_id,
                sent_at,
            }),
            Err(problem) => Err(unreadable(&received, &problem, parts, &secrets, sent_at)),
        }
    }
}
