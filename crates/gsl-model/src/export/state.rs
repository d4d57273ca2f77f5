//! How an export task stands.

use crate::names::{Language, Name};
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
    /// What it is called.
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
