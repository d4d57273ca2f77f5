//! Bulk jobs: one action on up to 100,000 cards.
//!
//! [`select`] finds the cards, [`plan`] says which of them will be acted on and why not the others, [`make`] writes the
//! job down, [`run`] and [`ends`] carry it out portion by portion: by work orders, or at once where no carrier is needed (tags,
//! attributes). [`read`] shows how it stands.
//!
//! Everything a job needs is in the database, and every portion is one transaction, so a job goes on where it was when
//! the service ended.

pub mod act;
pub mod ends;
pub mod make;
pub mod plan;
pub mod read;
pub mod reason;
pub mod run;
pub mod select;
pub mod sheet;

/// Most cards of a job.
pub const MOST: usize = gsl_model::sheet::MAX_NUMBERS;
/// Cards handed over at once: few enough that requests never wait long.
pub const PORTION: usize = 500;
/// Pause between two portions of a job, ms.
pub const PAUSE_MS: u64 = 250;

/// How an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
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

impl Status {
    /// All, by number.
    pub const ALL: [Self; 6] = [
        Self::Waiting,
        Self::Running,
        Self::Succeeded,
        Self::Failed,
        Self::Excluded,
        Self::Cancelled,
    ];

    /// Number in the database.
    #[must_use]
    pub const fn number(self) -> i64 {
        self as i64
    }

    /// Name on the wire, and column of the count in the job.
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
        for status in Status::ALL {
            assert_eq!(Status::from_number(status.number()), Some(status));
            assert_eq!(Status::from_key(status.key()), Some(status));
        }
        assert_eq!(Status::from_number(6), None);
    }
}
