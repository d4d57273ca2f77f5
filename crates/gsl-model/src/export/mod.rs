//! What can be exported: lists, their columns, and how values are written to a file (console.md sections 3 and 16, Q9.7).
//!
//! Column keys are the field names of the API. How a value is written depends only on [`ColumnKind`], so a file can be
//! read back without knowing its columns.

use crate::names::{Language, Name};

mod cell;
mod columns;
pub mod csv;
mod describe_filter;
mod row;
mod state;
mod view;
mod words;

pub use cell::{Cell, RawValue, Value};
pub use columns::columns;
pub use describe_filter::describe_filter;
pub use row::{Field, Row};
pub use state::TaskState;
pub use view::{file_name, view};
pub use words::{Words, word};

/// The most cards in one export (Q9.7).
pub const MOST_CARDS: usize = 500_000;
/// Waiting time between two exports of one user, ms, before `--time-scale` (Q9.7).
pub const WAIT_MS: i64 = 300_000;
/// How long a finished file is kept, ms.
pub const KEPT_MS: i64 = 7 * 86_400_000;

/// A list that can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExportKind {
    /// Cards: operation 1.
    Cards,
    /// Cards with their usage of the six cycles up to now: operation 12.
    CardUsage,
    /// Orders.
    Orders,
    /// Tags: operation 21.
    Tags,
    /// Work orders: operation 33.
    WorkOrders,
    /// The cards of work orders: operation 34.
    WorkOrderItems,
    /// Forward pools: operation 17.
    SimPools,
    /// Backward pools: operation 19.
    BackPools,
    /// Cards of a forward pool: operation 18, with pool and cycle in the filter.
    SimPoolMembers,
    /// Cards of a backward pool: operation 20, with pool and cycle in the filter.
    BackPoolMembers,
}

impl ExportKind {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Cards,
        Self::CardUsage,
        Self::Orders,
        Self::Tags,
        Self::WorkOrders,
        Self::WorkOrderItems,
        Self::SimPools,
        Self::BackPools,
        Self::SimPoolMembers,
        Self::BackPoolMembers,
    ];

    /// Name on the wire.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Cards => "cards",
            Self::CardUsage => "card_usage",
            Self::Orders => "orders",
            Self::Tags => "tags",
            Self::WorkOrders => "work_orders",
            Self::WorkOrderItems => "work_order_items",
            Self::SimPools => "sim_pools",
            Self::BackPools => "back_pools",
            Self::SimPoolMembers => "sim_pool_members",
            Self::BackPoolMembers => "back_pool_members",
        }
    }

    /// The list with this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }

    /// Whether its rows are cards, selected as for bulk jobs. Other lists are selected by their query string.
    #[must_use]
    pub const fn is_cards(self) -> bool {
        matches!(self, Self::Cards | Self::CardUsage)
    }

    /// First part of the file name.
    #[must_use]
    pub const fn file_stem(self) -> &'static str {
        match self {
            Self::Cards => "sim-cards",
            Self::CardUsage => "sim-card-usage",
            Self::Orders => "orders",
            Self::Tags => "tags",
            Self::WorkOrders => "work-orders",
            Self::WorkOrderItems => "work-order-items",
            Self::SimPools => "forward-pools",
            Self::BackPools => "backward-pools",
            Self::SimPoolMembers => "forward-pool-cards",
            Self::BackPoolMembers => "backward-pool-cards",
        }
    }
}

/// How the values of a column are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text entered by people; never interpreted as a formula.
    Text,
    /// Names of tags in one cell, see [`crate::sheet::tags_cell`].
    Tags,
    /// A number used as a name, such as an ICCID: written as text, so that no spreadsheet rounds or shortens it.
    Digits,
    /// A whole number.
    Integer,
    /// MB with at most three decimals.
    Megabytes,
    /// Yuan with two decimals, from cents.
    Money,
    /// Date and time in UTC+8.
    Time,
    /// Yes or no.
    Flag,
    /// A code, in words.
    Words(Words),
}

/// A column that can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Field name of the API.
    pub key: &'static str,
    /// Its heading.
    pub name: Name,
    /// How its values are written.
    pub kind: ColumnKind,
}

impl Column {
    /// The heading.
    #[must_use]
    pub const fn heading(&self, language: Language) -> &'static str {
        self.name.of(language)
    }
}

/// The column with this key.
#[must_use]
pub fn column(what: ExportKind, key: &str) -> Option<&'static Column> {
    columns(what).iter().find(|column| column.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_headings_are_distinct() {
        for what in ExportKind::ALL {
            assert_eq!(ExportKind::from_key(what.key()), Some(what));
            let all = columns(what);
            for (at, column) in all.iter().enumerate() {
                assert_eq!(super::column(what, column.key), Some(column));
                for other in &all[..at] {
                    assert_ne!(other.key, column.key);
                    assert_ne!(other.name.zh, column.name.zh);
                    assert_ne!(other.name.en, column.name.en);
                }
            }
        }
    }

    #[test]
    fn every_code_of_the_rules_has_words() {
        for state in crate::state::SimStatus::ALL {
            let code = state.code().to_string();
            assert!(word(Words::CardState, &code, Language::Zh).is_some());
        }
        for state in crate::work_order::WorkOrderType::ALL {
            let code = state.code().to_string();
            let zh = word(Words::WorkOrderType, &code, Language::Zh);
            assert_eq!(zh, Some(state.name(Language::Zh)));
            assert!(word(Words::WorkOrderType, &code, Language::En).is_some());
        }
        for state in crate::work_order::WorkOrderStatus::ALL {
            let code = state.code().to_string();
            let zh = word(Words::WorkOrderState, &code, Language::Zh);
            assert_eq!(zh, Some(state.name(Language::Zh)));
        }
        assert_eq!(word(Words::CardState, "99", Language::En), None);
    }
}
