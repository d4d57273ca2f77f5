//! The numbers and characters in the texts of faults.

use super::{Fault, ValueFault};
use crate::imei::fifteen_digits;

impl Fault {
    /// Fills in what is known about the fault: `{digits}`, `{of}`, `{most}`, `{imei}`, and for a character
    /// `{character}` and `{at}`. The caller fills in `{field}`, the name of a column.
    #[must_use]
    pub fn fill(self, text: &str) -> String {
        let put = |name: &str, value: u32| text.replace(name, &value.to_string());
        match self {
            Self::WrongLength { digits } => put("{digits}", digits),
            Self::Duplicate { of } => put("{of}", of),
            Self::TooMany { most } => put("{most}", most),
            Self::NotDigits(bad)
            | Self::Value {
                fault: ValueFault::NotDigits(bad) | ValueFault::NotText(bad),
                ..
            } => put("{at}", bad.at).replace("{character}", &bad.shown()),
            Self::Value { fault, .. } => match fault {
                ValueFault::TooLong { most } | ValueFault::TooManyTags { most } => {
                    put("{most}", most)
                }
                ValueFault::NoCheckDigit { imei } | ValueFault::Imeisv { imei } => {
                    text.replace("{imei}", &fifteen_digits(imei))
                }
                _ => text.to_owned(),
            },
            Self::Empty | Self::Spoiled { .. } => text.to_owned(),
        }
    }
}
