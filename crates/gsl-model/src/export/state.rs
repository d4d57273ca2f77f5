//! States of an export task.

use crate::names::{Language, Name};
use crate::wire::ExportTask;

/// State of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TaskState {
    /// Not started.
    Waiting,
    /// Being written.
    Running,
    /// The file is ready.
    Succeeded,
    /// Failed; the task has the reason.
    Failed,
    /// Cancelled by the user.
    Cancelled,
    /// The file has been deleted.
    Expired,
}

impl TaskState {
    /// Its name.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        let name = match self {
            Self::Waiting => Name::new("等待中", "Waiting"),
            Self::Running => Name::new("导出中", "Running"),
            Self::Succeeded => Name::new("成功", "Succeeded"),
            Self::Failed => Name::new("失败", "Failed"),
            Self::Cancelled => Name::new("已取消", "Cancelled"),
            Self::Expired => Name::new("已过期", "Expired"),
        };
        name.of(language)
    }

    /// Name on the wire and in the service's database.
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
    /// Whether the task is in this state.
    #[must_use]
    pub fn is(&self, state: TaskState) -> bool {
        self.state == state.key()
    }
}
