//! A viewer's settings for a table, and named views; stored in the browser under the table's name.

use crate::platform::storage;
use gsl_macros::Decode;
use serde::Serialize;

/// Columns, page size and refresh of one table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Decode)]
pub struct TablePrefs {
    /// Column keys in order, with whether each is shown. Unknown keys are dropped, new columns come last as by default.
    pub columns: Vec<(String, bool)>,
    /// Rows on a page, 10–500.
    pub page_size: u32,
    /// Seconds between refreshes, 0 = off.
    #[serde(default)]
    pub refresh: u32,
}

/// Page sizes offered; operation 1 takes 10–500.
pub const PAGE_SIZES: [u32; 6] = [10, 20, 50, 100, 200, 500];

impl TablePrefs {
    /// Loads the preferences of `table`, fitted to the columns that exist now.
    #[must_use]
    pub fn load(table: &str, defaults: &[(&str, bool)], page_size: u32) -> Self {
        storage::get::<Self>(&format!("table.{table}"))
            .unwrap_or_else(|| Self {
                columns: Vec::new(),
                page_size,
                refresh: 0,
            })
            .fitted(defaults, page_size)
    }

    /// Stores them.
    pub fn save(&self, table: &str) {
        storage::set(&format!("table.{table}"), self);
    }

    fn fitted(mut self, defaults: &[(&str, bool)], page_size: u32) -> Self {
        self.columns
            .retain(|(key, _)| defaults.iter().any(|(known, _)| known == key));
        for (key, shown) in defaults {
            if !self.columns.iter().any(|(known, _)| known == key) {
                self.columns.push(((*key).to_owned(), *shown));
            }
        }
        if !PAGE_SIZES.contains(&self.page_size) {
            self.page_size = page_size;
        }
        self
    }
}

/// A saved address of a list under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Decode)]
pub struct View {
    /// Name given by the viewer, unique.
    pub name: String,
    /// Address (filters, sort).
    pub url: String,
    /// Opened when the list is entered without filters.
    #[serde(default)]
    pub default: bool,
}

/// Loads the views of `table`.
#[must_use]
pub fn load_views(table: &str) -> Vec<View> {
    storage::get(&format!("views.{table}")).unwrap_or_default()
}

/// Stores the views of `table`.
pub fn save_views(table: &str, views: &[View]) {
    storage::set(&format!("views.{table}"), &views);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_another_version_are_fitted() {
        let old = TablePrefs {
            columns: vec![("gone".into(), true), ("b".into(), false)],
            page_size: 77,
            refresh: 0,
        };
        let now = old.fitted(&[("a", true), ("b", true), ("c", false)], 50);
        assert_eq!(
            now.columns,
            [
                ("b".to_owned(), false),
                ("a".to_owned(), true),
                ("c".to_owned(), false)
            ]
        );
        assert_eq!(now.page_size, 50);
    }
}
