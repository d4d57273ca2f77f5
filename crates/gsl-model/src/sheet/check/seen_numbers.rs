//! Cards met twice.

use crate::iccid::CardNumber;
use std::collections::{HashMap, hash_map::Entry};

/// The numbers met so far. Only the same number is the same card: whether a number of 19 digits, or a printed one, means
/// a card that is also named in full, is for the service to say, which knows the cards.
#[derive(Debug, Default)]
pub(super) struct SeenNumbers(HashMap<(u64, u8), u32>);

/// In place of the 20th digit: there is none, or a letter.
const NONE: u8 = 10;
const LETTER: u8 = 11;
/// MSISDN and IMEI: with their length.
const OTHER: u8 = 100;

impl SeenNumbers {
    /// The row in which the number was met before; else remembers this one.
    pub(super) fn earlier(&mut self, number: &CardNumber, row: u32) -> Option<u32> {
        let value = |digits: &str| digits.parse::<u64>().unwrap_or(u64::MAX);
        let key = match number {
            CardNumber::Iccid(iccid) => {
                let last = iccid.as_str().as_bytes().get(iccid.matched().len());
                let last = last.map_or(NONE, |last| last.wrapping_sub(b'0'));
                (value(iccid.matched()), last)
            }
            // The letter is the printer's: GSL has a digit of its own there.
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
