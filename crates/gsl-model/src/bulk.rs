//! Bulk jobs: the states of their items (extension `bulk-jobs.read`).

use crate::names::{Language, Name};

/// The state of a card, or of a row, in a bulk job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BulkItemStatus {
    /// Not started.
    Waiting,
    /// In a work order.
    Running,
    /// Done.
    Succeeded,
    /// Failed.
    Failed,
    /// Left out when the job was created.
    Excluded,
    /// Not done because the job, or its work order, was cancelled.
    Cancelled,
}

impl BulkItemStatus {
    /// Its name.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        let name = match self {
            Self::Waiting => Name::new("等待中", "Waiting"),
            Self::Running => Name::new("处理中", "In progress"),
            Self::Succeeded => Name::new("成功", "Succeeded"),
            Self::Failed => Name::new("失败", "Failed"),
            Self::Excluded => Name::new("被排除", "Left out"),
            Self::Cancelled => Name::new("已取消", "Cancelled"),
        };
        name.of(language)
    }

    /// All of them, by number, which is the order shown.
    pub const ALL: [Self; 6] = [
        Self::Waiting,
        Self::Running,
        Self::Succeeded,
        Self::Failed,
        Self::Excluded,
        Self::Cancelled,
    ];

    /// Number from 0, for the service's database.
    #[must_use]
    pub const fn number(self) -> i64 {
        self as i64
    }

    /// Name on the wire and in addresses, and of the count in [`crate::wire::BulkJob`].
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Excluded => "excluded",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads a number.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|status| status.number() == number)
    }

    /// Reads a name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.key() == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_read_back() {
        for status in BulkItemStatus::ALL {
            assert_eq!(BulkItemStatus::from_number(status.number()), Some(status));
            assert_eq!(BulkItemStatus::from_key(status.key()), Some(status));
        }
        assert_eq!(BulkItemStatus::from_number(6), None);
    }
}
