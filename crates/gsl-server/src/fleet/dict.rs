//! Columns with few distinct values (attribute texts, plans, orders, sets of tags), stored as codes.

use std::collections::HashMap;
use std::hash::Hash;

/// The distinct values of a column, and a code per row. Code 0 is "no value".
#[derive(Debug)]
pub struct Dict<T> {
    codes: Vec<u32>,
    values: Vec<T>,
    by_value: HashMap<T, u32>,
}

impl<T> Default for Dict<T> {
    fn default() -> Self {
        Self {
            codes: Vec::new(),
            values: Vec::new(),
            by_value: HashMap::new(),
        }
    }
}

impl<T: Hash + Eq + Clone> Dict<T> {
    fn code(&mut self, value: Option<T>) -> u32 {
        let Some(value) = value else { return 0 };
        if let Some(code) = self.by_value.get(&value) {
            return *code;
        }
        self.values.push(value.clone());
        let code = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.by_value.insert(value, code);
        code
    }

    /// Appends a row.
    pub fn push(&mut self, value: Option<T>) {
        let code = self.code(value);
        self.codes.push(code);
    }

    /// Replaces the value of a row.
    pub fn set(&mut self, row: usize, value: Option<T>) {
        let code = self.code(value);
        if let Some(slot) = self.codes.get_mut(row) {
            *slot = code;
        }
    }

    /// The value of a row.
    #[must_use]
    pub fn value(&self, row: usize) -> Option<&T> {
        let code = *self.codes.get(row)? as usize;
        self.values.get(code.checked_sub(1)?)
    }

    /// Changes every value of the column; rows keep the code they have, so that no row is visited.
    pub fn change_values(&mut self, change: impl Fn(&mut T)) {
        self.by_value.clear();
        for (code, value) in (1_u32..).zip(&mut self.values) {
            change(value);
            self.by_value.entry(value.clone()).or_insert(code);
        }
    }

    /// The code of each row.
    #[must_use]
    pub fn codes(&self) -> &[u32] {
        &self.codes
    }

    /// For each code its place when the values are ordered by `key`; "no value" comes last.
    #[must_use]
    pub fn ranks<K: Ord>(&self, key: impl Fn(&T) -> K) -> Vec<usize> {
        let mut order: Vec<(K, usize)> = self.values.iter().map(key).zip(1..).collect();
        order.sort_unstable();
        let mut ranks = vec![self.values.len(); self.values.len() + 1];
        for (rank, (_, code)) in order.into_iter().enumerate() {
            if let Some(slot) = ranks.get_mut(code) {
                *slot = rank;
            }
        }
        ranks
    }

    /// For each code whether its value passes; the first entry (no value) never does.
    pub fn passing(&self, pass: impl Fn(&T) -> bool) -> Vec<bool> {
        std::iter::once(false)
            .chain(self.values.iter().map(pass))
            .collect()
    }
}
