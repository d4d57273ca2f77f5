//! A set of rows, one bit each. A filter is one pass over one column; half a million rows are 62 kB.

/// Rows `0..len`, each in or out.
#[derive(Debug, Clone)]
pub struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// All rows in.
    #[must_use]
    pub fn all(len: usize) -> Self {
        let mut words = vec![u64::MAX; len.div_ceil(64)];
        if let (Some(last), rest @ 1..) = (words.last_mut(), len % 64) {
            *last = (1 << rest) - 1;
        }
        Self { words }
    }

    /// Only the given rows in.
    #[must_use]
    pub fn only(len: usize, rows: impl IntoIterator<Item = u32>) -> Self {
        let mut words = vec![0_u64; len.div_ceil(64)];
        for row in rows {
            if (row as usize) < len
                && let Some(word) = words.get_mut(row as usize / 64)
            {
                *word |= 1 << (row % 64);
            }
        }
        Self { words }
    }

    /// Keeps the rows whose value passes.
    pub fn keep<T: Copy>(&mut self, column: &[T], pass: impl Fn(T) -> bool) {
        for (word, values) in self.words.iter_mut().zip(column.chunks(64)) {
            if *word == 0 {
                continue;
            }
            let mut mask = 0_u64;
            for (bit, value) in values.iter().enumerate() {
                mask |= u64::from(pass(*value)) << bit;
            }
            *word &= mask;
        }
    }

    /// Keeps the rows that are in `other` too.
    pub fn intersect(&mut self, other: &Self) {
        for (word, with) in self.words.iter_mut().zip(&other.words) {
            *word &= with;
        }
    }

    /// Takes a row out.
    pub fn remove(&mut self, row: u32) {
        if let Some(word) = self.words.get_mut(row as usize / 64) {
            *word &= !(1 << (row % 64));
        }
    }

    /// Whether a row is in.
    #[must_use]
    pub fn has(&self, row: u32) -> bool {
        self.words
            .get(row as usize / 64)
            .is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// How many rows are in.
    #[must_use]
    pub fn count(&self) -> usize {
        self.words
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_holds_no_rows_beyond_the_end() {
        for len in [0, 1, 63, 64, 65, 130] {
            assert_eq!(Bits::all(len).count(), len);
        }
        assert_eq!(Bits::only(3, [0, 2, 3, 900]).count(), 2);
    }

    #[test]
    fn filters_intersect() {
        let column: Vec<u32> = (0..200).collect();
        let mut bits = Bits::all(200);
        bits.keep(&column, |value| value % 2 == 0);
        bits.keep(&column, |value| value >= 100);
        assert_eq!(bits.count(), 50);
        bits.intersect(&Bits::only(200, [100, 101, 102]));
        assert!(bits.has(100) && !bits.has(101) && bits.has(102) && !bits.has(5000));
        assert_eq!(bits.count(), 2);
    }
}
