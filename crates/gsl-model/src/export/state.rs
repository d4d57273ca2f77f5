//! How an export task stands.

use crate::wire::ExportTask;

/// How a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TaskState {
    /// Not begun.
    Waiting,
    /// Being written.
    Running,
    /// The file is there.
    Succeeded,
    /// Not to be had; the task says why.
    Failed,
    /// Stopped by the user.
    Cancelled,
    /// The file is gone.
    Expired,
}

impl TaskState {
    /// Name on the wire, and in what a service stores.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }
}

impl ExportTask {
    /// Whether the task stands so.
    #[must_use]
    pub fn is(&self, state: TaskState) -> bool {
        self.state == state.key()
    }
}
