//! Duplicate card numbers.

use crate::iccid::CardNumber;
use std::collections::{HashMap, hash_map::Entry};

/// The numbers so far. Only identical numbers count as the same card: whether a 19-digit or printed number belongs to a
/// card that is also listed with its full number can only be decided by the service.
#[derive(Debug, Default)]
pub(super) struct SeenNumbers(HashMap<(u64, u8), u32>);

/// Instead of the 20th digit: there is none, or it is a letter.
const NONE: u8 = 10;
const LETTER: u8 = 11;
/// MSISDN and IMEI, plus their length.
const OTHER: u8 = 100;

impl SeenNumbers {
    /// The row in which the number already occurred; otherwise remembers this one.
    pub(super) fn earlier(&mut self, number: &CardNumber, row: u32) -> Option<u32> {
        let value = |digits: &str| digits.parse::<u64>().unwrap_or(u64::MAX);
        let key = match number {
            CardNumber::Iccid(iccid) => {
                let last = iccid.as_str().as_bytes().get(iccid.matched().len());
                let last = last.map_or(NONE, |last| last.wrapping_sub(b'0'));
                (value(iccid.matched()), last)
            }
            // The letter is only printed; the GSL has a digit of its own in its place.
            CardNumber::Printed { digits, .. } => (value(digits.as_str()), LETTER),
            CardNumber::Msisdn(digits) | CardNumber::Imei(digits) => {
                let length = u8::try_from(digits.len()).unwrap_or(0);
                (value(digits), OTHER + length)
            }
        };
        match self.0.entry(key) {
            Entry::Occupied(earlier) => Some(*earlier.get()),
            Entry::Vacant(free) => {
                free.insert(row);
                None
            }
        }
    }
}
