//! How a mirrored account stands: what was read of it when, and what is being read.

use super::null_is_empty;
use crate::time::Time;
use gsl_macros::Decode;
use serde::{Deserialize, Serialize};

/// What is read of an account, each on its own schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SyncGroup {
    /// Cards with state, plan name, tags, attributes and use.
    Cards,
    /// Plans on offer.
    Plans,
    /// Tags.
    Tags,
    /// Custom attributes.
    Attributes,
    /// Pools of both kinds, six billing cycles.
    Pools,
    /// Cards of pools.
    Members,
    /// Work orders and their cards.
    WorkOrders,
    /// Use by billing cycle, six of them.
    Usage,
    /// Use by day, this month and the last.
    DailyUse,
}

impl SyncGroup {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 9] = [
        Self::Cards,
        Self::Plans,
        Self::Tags,
        Self::Attributes,
        Self::Pools,
        Self::Members,
        Self::WorkOrders,
        Self::Usage,
        Self::DailyUse,
    ];

    /// Its key on the wire.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Cards => "cards",
            Self::Plans => "plans",
            Self::Tags => "tags",
            Self::Attributes => "attributes",
            Self::Pools => "pools",
            Self::Members => "members",
            Self::WorkOrders => "work_orders",
            Self::Usage => "usage",
            Self::DailyUse => "daily_use",
        }
    }

    /// By its key.
    #[must_use]
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.key() == key)
    }
}

/// How far the reading of a group is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyncState {
    /// Never read: what there is of it is not known.
    Never,
    /// Being read. Whether it was read before, [`GroupStatus::observed_at`] says.
    Running,
    /// Read, and waiting for the next time.
    Done,
}

impl SyncState {
    /// Its key on the wire.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Running => "running",
            Self::Done => "done",
        }
    }

    /// By its key.
    #[must_use]
    pub fn of(key: &str) -> Option<Self> {
        [Self::Never, Self::Running, Self::Done]
            .into_iter()
            .find(|state| state.key() == key)
    }
}

/// How a mirrored account stands: `GET /v1/account/sync`, and the answer of `POST /v1/account/sync/pause`, `/resume` and
/// `/read-now`. A service with a demo fleet answers 404.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct AccountSync {
    /// Nothing is read until somebody resumes.
    pub paused: bool,
    /// The clock of the service.
    pub now: Option<Time>,
    /// One entry per group, in the order of [`SyncGroup::ALL`].
    #[serde(default, deserialize_with = "null_is_empty")]
    pub groups: Vec<GroupStatus>,
    /// Calls made in the last 60 seconds.
    pub calls_last_minute: i64,
    /// Calls that may be made in 60 seconds at the present rate, which is lower after answers "throttled".
    pub calls_allowed_per_minute: i64,
    /// The same at the full rate.
    pub calls_full_per_minute: i64,
    /// Calls that wait for their turn.
    pub calls_waiting: i64,
    /// Calls since the service started.
    pub calls_made: i64,
    /// Answers "throttled" since the service started.
    pub throttled: i64,
    /// The latest failures, newest first, 20 at most.
    #[serde(default, deserialize_with = "null_is_empty")]
    pub failures: Vec<SyncFailure>,
}

impl AccountSync {
    /// The entry of a group.
    #[must_use]
    pub fn group(&self, group: SyncGroup) -> Option<&GroupStatus> {
        self.groups
            .iter()
            .find(|status| status.group == group.key())
    }
}

/// How far the reading of a group is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct GroupStatus {
    /// Key of the [`SyncGroup`].
    pub group: String,
    /// Key of the [`SyncState`].
    pub state: String,
    /// While it is being read: how many have been read (cards, pools, work orders …).
    pub done: i64,
    /// While it is being read: how many there are; `None` until the first answer says so.
    pub total: Option<i64>,
    /// About how many seconds are left of the reading under way.
    pub seconds_left: Option<i64>,
    /// Begin of the last complete reading: the data are no older. `None` when there has been none.
    pub observed_at: Option<Time>,
    /// When it is read next; `None` while it is being read, or paused.
    pub next_at: Option<Time>,
    /// Why the last attempt failed; `None` when it did not.
    pub failure: Option<SyncFailure>,
}

impl GroupStatus {
    /// The group; `None` when it is one that this version does not know.
    #[must_use]
    pub fn group(&self) -> Option<SyncGroup> {
        SyncGroup::of(&self.group)
    }

    /// The state.
    #[must_use]
    pub fn state(&self) -> Option<SyncState> {
        SyncState::of(&self.state)
    }
}

/// A call to the account that failed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Decode)]
pub struct SyncFailure {
    /// Key of the [`SyncGroup`] that was being read.
    pub group: String,
    /// When.
    pub at: Option<Time>,
    /// What kind of failure: `keys_unreadable`, `credentials_refused`, `clock_refused`, `no_permission`, `project_unclear`,
    /// `throttled`, `not_found`, `refused`, `unavailable`, `no_answer`, `unreadable`; `storage` when this service could not
    /// write to its own database.
    pub kind: String,
    /// The operation, such as `ListSimCards`.
    pub operation: Option<String>,
    /// HTTP status, when there was an answer.
    pub status: Option<i32>,
    /// The cloud's code, such as `GSL.00011001`.
    pub code: Option<String>,
    /// In the cloud's words, or ours; holds no key.
    pub message: String,
    /// The cloud's number of the request, to be named to its support.
    pub request_id: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::{SyncGroup, SyncState};

    #[test]
    fn keys_are_read_back() {
        for group in SyncGroup::ALL {
            assert_eq!(SyncGroup::of(group.key()), Some(group));
        }
        for state in [SyncState::Never, SyncState::Running, SyncState::Done] {
            assert_eq!(SyncState::of(state.key()), Some(state));
        }
        assert_eq!(SyncGroup::of("orders"), None);
    }
}
