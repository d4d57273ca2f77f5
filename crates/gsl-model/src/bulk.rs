//! Bulk jobs: how their items stand (extension `bulk-jobs.read`).

use crate::names::{Language, Name};

/// How a card, or a row, of a bulk job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BulkItemStatus {
    /// Not begun.
    Waiting,
    /// In a work order.
    Running,
    /// Done.
    Succeeded,
    /// Failed.
    Failed,
    /// Left out from the beginning.
    Excluded,
    /// Not done because the job, or its work order, was cancelled.
    Cancelled,
}

impl BulkItemStatus {
    /// What it is called.
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

    /// All, by number, which is the order shown.
    pub const ALL: [Self; 6] = [
        Self::Waiting,
        Self::Running,
        Self::Succeeded,
        Self::Failed,
        Self::Excluded,
        Self::Cancelled,
    ];

    /// Number, from 0: what a service may store.
    #[must_use]
    pub const fn number(self) -> i64 {
        self as i64
    }

    /// Name on the wire, in addresses, and of the count in [`crate::wire::BulkJob`].
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

    /// Reads the number.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|status| status.number() == number)
    }

    /// Reads the name.
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
