//! Cards met twice.

use crate::iccid::CardNumber;
use std::collections::HashMap;

/// The cards met so far. A number of 19 digits, or a printed one, means the container ID of 20 digits that begins so.
#[derive(Debug, Default)]
pub(super) struct Seen(HashMap<(u64, u8), u32>);

/// Stands for "19 digits only", and for "20 digits, whatever the last is".
const SHORT: u8 = 10;
const LONG: u8 = 11;
/// MSISDN and IMEI: with their length.
const OTHER: u8 = 100;

impl Seen {
    /// The row in which the card was met before; else remembers this one.
    pub(super) fn earlier(&mut self, number: &CardNumber, row: u32) -> Option<u32> {
        let value = |digits: &str| digits.parse::<u64>().unwrap_or(u64::MAX);
        let (key, also) = match number {
            CardNumber::Iccid(iccid) | CardNumber::Printed { digits: iccid, .. } => {
                let start = value(iccid.matched());
                match iccid.as_str().as_bytes().get(iccid.matched().len()) {
                    Some(last) => ((start, last.wrapping_sub(b'0')), (start, SHORT)),
                    None => ((start, SHORT), (start, LONG)),
                }
            }
            CardNumber::Msisdn(digits) | CardNumber::Imei(digits) => {
                let length = u8::try_from(digits.len()).unwrap_or(0);
                let key = (value(digits), OTHER + length);
                (key, key)
            }
        };
        if let Some(earlier) = self.0.get(&key).or_else(|| self.0.get(&also)) {
            return Some(*earlier);
        }
        self.0.insert(key, row);
        if key.1 < SHORT {
            self.0.entry((key.0, LONG)).or_insert(row);
        }
        None
    }
}
