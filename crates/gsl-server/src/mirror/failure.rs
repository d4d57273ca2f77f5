//! Why a reading stopped.

use gsl_client::ErrorKind;
use gsl_model::wire::{SyncFailure, SyncGroup};

use crate::clock::time;

/// Why a reading stopped.
#[derive(Debug, Clone)]
pub enum Failure {
    /// A call to the account failed.
    Account(gsl_client::Error),
    /// The database refused.
    Storage(String),
}

impl From<gsl_client::Error> for Failure {
    fn from(error: gsl_client::Error) -> Self {
        Self::Account(error)
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::storage(error)
    }
}

impl Failure {
    pub(super) fn storage(why: impl std::fmt::Display) -> Self {
        Self::Storage(why.to_string())
    }

    /// Whether trying again soon is of no use: keys and rights have to be put right by somebody first.
    #[must_use]
    pub fn needs_somebody(&self) -> bool {
        match self {
            Self::Account(error) => matches!(
                error.kind(),
                ErrorKind::KeysUnreadable
                    | ErrorKind::CredentialsRefused
                    | ErrorKind::ClockRefused
                    | ErrorKind::NoPermission
                    | ErrorKind::ProjectUnclear
            ),
            Self::Storage(_) => false,
        }
    }

    pub(super) fn wire(&self, group: SyncGroup, now_ms: i64) -> SyncFailure {
        let base = SyncFailure {
            group: group.key().to_owned(),
            at: Some(time(now_ms)),
            ..SyncFailure::default()
        };
        match self {
            Self::Storage(message) => SyncFailure {
                kind: "storage".to_owned(),
                message: message.clone(),
                ..base
            },
            Self::Account(error) => SyncFailure {
                kind: key(error.kind()).to_owned(),
                operation: error
                    .operation()
                    .map(|operation| operation.name().to_owned()),
                status: error.status().map(i32::from),
                code: error.code().map(str::to_owned),
                message: error.message().to_owned(),
                request_id: error.request_id().map(str::to_owned),
                ..base
            },
        }
    }
}

/// The key of a kind on the wire, see [`SyncFailure::kind`].
const fn key(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::KeysUnreadable => "keys_unreadable",
        ErrorKind::CredentialsRefused => "credentials_refused",
        ErrorKind::ClockRefused => "clock_refused",
        ErrorKind::NoPermission => "no_permission",
        ErrorKind::ProjectUnclear => "project_unclear",
        ErrorKind::Throttled => "throttled",
        ErrorKind::NotFound => "not_found",
        ErrorKind::Refused => "refused",
        ErrorKind::Unavailable => "unavailable",
        ErrorKind::NoAnswer => "no_answer",
        ErrorKind::Unreadable => "unreadable",
    }
}
