//! The order of all rows by one column, kept sorted so that any page of a sorted list is a walk, never a sort.

use super::bits::Bits;

/// Row numbers by (value, row); rows without a value come last in both directions.
#[derive(Debug, Default)]
pub struct Sorted {
    rows: Vec<u32>,
    nulls: Vec<u32>,
}

impl Sorted {
    /// Sorts all rows by a key; `None` is "no value".
    pub fn build<K: Ord + Copy>(len: usize, key: impl Fn(u32) -> Option<K>) -> Self {
        let len = u32::try_from(len).unwrap_or(u32::MAX);
        let mut keyed = Vec::with_capacity(len as usize);
        let mut nulls = Vec::new();
        for row in 0..len {
            match key(row) {
                Some(value) => keyed.push((value, row)),
                None => nulls.push(row),
            }
        }
        keyed.sort_unstable();
        Self {
            rows: keyed.into_iter().map(|(_, row)| row).collect(),
            nulls,
        }
    }

    /// Takes a row out, given the key it was filed under.
    pub fn remove<K: Ord + Copy>(
        &mut self,
        row: u32,
        old: Option<K>,
        key: impl Fn(u32) -> Option<K>,
    ) {
        let (list, found) = match old {
            Some(value) => {
                // The row itself may already hold its new value: compare it by the old one.
                let found = self.rows.binary_search_by(|other| {
                    let other_key = if *other == row {
                        Some(value)
                    } else {
                        key(*other)
                    };
                    (other_key, *other).cmp(&(Some(value), row))
                });
                (&mut self.rows, found)
            }
            None => {
                let found = self.nulls.binary_search(&row);
                (&mut self.nulls, found)
            }
        };
        if let Ok(at) = found {
            list.remove(at);
        }
    }

    /// Files a row under its key.
    pub fn insert<K: Ord + Copy>(
        &mut self,
        row: u32,
        new: Option<K>,
        key: impl Fn(u32) -> Option<K>,
    ) {
        match new {
            Some(value) => {
                let at = self
                    .rows
                    .partition_point(|other| (key(*other), *other) < (Some(value), row));
                self.rows.insert(at, row);
            }
            None => {
                let at = self.nulls.partition_point(|other| *other < row);
                self.nulls.insert(at, row);
            }
        }
    }

    /// Rows that have a value, ascending.
    #[must_use]
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// The rows `skip..skip + take` of those in `bits`, of which there are `count`.
    #[must_use]
    pub fn page(
        &self,
        bits: &Bits,
        count: usize,
        descending: bool,
        skip: usize,
        take: usize,
    ) -> Vec<u32> {
        if descending {
            page_of(
                self.rows
                    .iter()
                    .rev()
                    .chain(self.nulls.iter().rev())
                    .copied(),
                bits,
                count,
                skip,
                take,
            )
        } else {
            page_of(
                self.rows.iter().chain(self.nulls.iter()).copied(),
                bits,
                count,
                skip,
                take,
            )
        }
    }
}

/// One page of the rows in `bits`, walked in the given order from whichever end is nearer.
pub fn page_of(
    order: impl DoubleEndedIterator<Item = u32>,
    bits: &Bits,
    count: usize,
    skip: usize,
    take: usize,
) -> Vec<u32> {
    let take = take.min(count.saturating_sub(skip));
    if take == 0 {
        return Vec::new();
    }
    let mut matching = order.filter(|row| bits.has(*row));
    if skip <= count / 2 {
        return matching.skip(skip).take(take).collect();
    }
    let from_end = count - skip - take;
    let mut page: Vec<u32> = matching.by_ref().rev().skip(from_end).take(take).collect();
    page.reverse();
    page
}

/// One page of the rows in `bits` by the rank of each, `0..ranks`; rows of one rank are in the order of their numbers.
///
/// For columns with few values: two passes over the rows instead of an order that every write would have to keep. A row
/// whose rank is too high is in no page.
pub fn page_by_rank(
    len: usize,
    ranks: usize,
    rank: impl Fn(u32) -> usize,
    bits: &Bits,
    descending: bool,
    skip: usize,
    take: usize,
) -> Vec<u32> {
    let len = u32::try_from(len).unwrap_or(u32::MAX);
    let mut counts = vec![0_usize; ranks];
    for row in (0..len).filter(|row| bits.has(*row)) {
        if let Some(count) = counts.get_mut(rank(row)) {
            *count += 1;
        }
    }
    // From the number of rows of each rank to the place of the next one of it.
    let mut before = 0;
    let place = |count: &mut usize| {
        let rows = std::mem::replace(count, before);
        before += rows;
    };
    if descending {
        counts.iter_mut().rev().for_each(place);
    } else {
        counts.iter_mut().for_each(place);
    }
    let mut page = vec![0_u32; take.min(before.saturating_sub(skip))];
    for at in 0..len {
        let row = if descending { len - 1 - at } else { at };
        if !bits.has(row) {
            continue;
        }
        let Some(next) = counts.get_mut(rank(row)) else {
            continue;
        };
        let slot = next.checked_sub(skip);
        if let Some(slot) = slot.and_then(|slot| page.get_mut(slot)) {
            *slot = row;
        }
        *next += 1;
    }
    page
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn pages_by_rank_equal_sorting_by_it(
            ranks in prop::collection::vec(0_usize..6, 0..200),
            keep in prop::collection::vec(any::<bool>(), 200),
            take in 1_usize..30,
        ) {
            let rows: Vec<u32> = (0..ranks.len() as u32).filter(|row| keep[*row as usize]).collect();
            let bits = Bits::only(ranks.len(), rows.iter().copied());
            for descending in [false, true] {
                let mut expected = rows.clone();
                expected.sort_by_key(|row| (ranks[*row as usize], *row));
                if descending {
                    expected.reverse();
                }
                for page in 0..(rows.len() / take + 2) {
                    let from = (page * take).min(expected.len());
                    let to = (from + take).min(expected.len());
                    let shown = page_by_rank(ranks.len(), 6, |row| ranks[row as usize], &bits, descending, page * take, take);
                    prop_assert_eq!(&shown, &expected[from..to]);
                }
            }
        }

        #[test]
        fn pages_equal_sorting_the_matching_rows(
            values in prop::collection::vec(prop::option::of(0_i64..20), 0..120),
            keep in prop::collection::vec(any::<bool>(), 120),
            take in 1_usize..30,
            changes in prop::collection::vec((0_usize..120, prop::option::of(0_i64..20)), 0..10),
        ) {
            let mut values = values;
            let mut sorted = Sorted::build(values.len(), |row| values[row as usize]);
            for (row, new) in changes {
                if row >= values.len() { continue }
                let old = values[row];
                values[row] = new;
                sorted.remove(row as u32, old, |other| values[other as usize]);
                sorted.insert(row as u32, new, |other| values[other as usize]);
            }
            let rows: Vec<u32> = (0..values.len() as u32).filter(|row| keep[*row as usize]).collect();
            let bits = Bits::only(values.len(), rows.iter().copied());
            for descending in [false, true] {
                let mut expected = rows.clone();
                expected.sort_by_key(|row| (values[*row as usize].is_none(), values[*row as usize], *row));
                if descending {
                    let nulls = expected.iter().filter(|row| values[**row as usize].is_none()).count();
                    let at = expected.len() - nulls;
                    expected[..at].reverse();
                    expected[at..].reverse();
                }
                for page in 0..(rows.len() / take + 2) {
                    let from = (page * take).min(expected.len());
                    let to = (from + take).min(expected.len());
                    prop_assert_eq!(&sorted.page(&bits, rows.len(), descending, page * take, take), &expected[from..to]);
                }
            }
        }
    }
}
