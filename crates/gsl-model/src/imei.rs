//! IMEI of a device (3GPP TS 23.003, clause 6.2): 8 digits for the type (TAC), 6 for the device, a Luhn check digit. An
//! IMEISV has two digits for the software version instead of the check digit.

use crate::iccid::is_scientific;
use crate::text::{BadCharacter, number_digits, plain_number};

/// Digits of an IMEI.
const DIGITS: usize = 15;
/// Digits without the check digit.
const TYPE_AND_DEVICE: usize = 14;

/// An IMEI: 15 ASCII digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Imei(String);

/// Why a text is not an IMEI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ImeiError {
    /// Empty.
    Empty,
    /// Something other than digits, besides spaces and hyphens.
    NotDigits(BadCharacter),
    /// A spreadsheet turned it into `8.61536E+14`.
    SpoiledBySpreadsheet,
    /// 14 digits: the check digit is missing.
    NoCheckDigit {
        /// The IMEI with its check digit.
        imei: u64,
    },
    /// 16 digits: an IMEISV.
    Imeisv {
        /// The IMEI of the same device: without the two digits of the software version, with the check digit.
        imei: u64,
    },
    /// Not 15 digits.
    WrongLength {
        /// How many there are.
        digits: usize,
    },
}

/// What is odd about an IMEI. Only 15 digits are required by the documents, and some devices report a wrong check
/// digit, so this is shown but never refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ImeiDoubt {
    /// All digits are 0, which devices without an IMEI of their own report.
    Zeros,
    /// The last digit is not the check digit of the others: one of the digits is probably mistyped.
    CheckDigit {
        /// The digit that would be right.
        expected: u8,
    },
}

impl Imei {
    /// Reads what people type and what files contain: 15 digits, with or without spaces and hyphens.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(text: &str) -> Result<Self, ImeiError> {
        if is_scientific(&plain_number(text)) {
            return Err(ImeiError::SpoiledBySpreadsheet);
        }
        let digits = number_digits(text, false).map_err(ImeiError::NotDigits)?;
        let whole = || {
            let known = digits.get(..TYPE_AND_DEVICE).unwrap_or_default();
            let known: u64 = known.parse().unwrap_or_default();
            known * 10 + u64::from(check_digit(&digits))
        };
        match digits.len() {
            0 => Err(ImeiError::Empty),
            DIGITS => Ok(Self(digits)),
            14 => Err(ImeiError::NoCheckDigit { imei: whole() }),
            16 => Err(ImeiError::Imeisv { imei: whole() }),
            digits => Err(ImeiError::WrongLength { digits }),
        }
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is odd about it, if anything.
    #[must_use]
    pub fn doubt(&self) -> Option<ImeiDoubt> {
        if self.0.bytes().all(|byte| byte == b'0') {
            return Some(ImeiDoubt::Zeros);
        }
        let expected = check_digit(&self.0);
        let last = self.0.bytes().next_back().unwrap_or_default();
        (last != b'0' + expected).then_some(ImeiDoubt::CheckDigit { expected })
    }
}

impl From<Imei> for String {
    fn from(imei: Imei) -> Self {
        imei.0
    }
}

/// The check digit of the first 14 digits, by Luhn.
fn check_digit(digits: &str) -> u8 {
    let sum: u32 = digits
        .bytes()
        .take(TYPE_AND_DEVICE)
        .enumerate()
        .map(|(index, byte)| {
            let digit = u32::from(byte.wrapping_sub(b'0'));
            match index % 2 {
                0 => digit,
                _ if digit > 4 => digit * 2 - 9,
                _ => digit * 2,
            }
        })
        .sum();
    u8::try_from((10 - sum % 10) % 10).unwrap_or_default()
}

/// `861536030196001`: an IMEI from a number, with leading zeros.
#[must_use]
pub fn fifteen_digits(imei: u64) -> String {
    let digits = imei.to_string();
    "0".repeat(DIGITS.saturating_sub(digits.len())) + &digits
}

/// For API answers: what is wrong and what to do.
impl std::fmt::Display for ImeiError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Empty => out.write_str("is missing"),
            Self::NotDigits(bad) => write!(out, "must have digits only, and has {bad}"),
            Self::SpoiledBySpreadsheet => {
                out.write_str("was turned into a figure by a spreadsheet; its digits are lost")
            }
            Self::NoCheckDigit { imei } => write!(
                out,
                "has 14 digits: the check digit is missing; with it the IMEI is {}",
                fifteen_digits(imei)
            ),
            Self::Imeisv { imei } => write!(
                out,
                "has 16 digits: that is an IMEISV, whose last two are the software version; the IMEI is {}",
                fifteen_digits(imei)
            ),
            Self::WrongLength { digits } => write!(out, "must have 15 digits, and has {digits}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<String, ImeiError> {
        Imei::read(text).map(String::from)
    }

    #[test]
    fn a4_an_imei_has_15_digits_however_it_is_dressed() {
        for text in [
            "490154203237518",
            " 49-015420-323751-8 ",
            "49 015420 323751 8",
            "４９０１５４２０３２３７５１８",
            "49–015420‐323751−8",
            "\u{2066}490154203237518\u{2069}",
            "'490154203237518",
        ] {
            assert_eq!(read(text).as_deref(), Ok("490154203237518"), "{text:?}");
        }
    }

    #[test]
    fn a4_imeisv_and_a_missing_check_digit_are_named_with_the_imei_they_belong_to() {
        let imei = 490_154_203_237_518;
        assert_eq!(read("4901542032375101"), Err(ImeiError::Imeisv { imei }));
        assert_eq!(
            read("49-015420-323751"),
            Err(ImeiError::NoCheckDigit { imei })
        );
        assert_eq!(
            read("0154203237510100"),
            Err(ImeiError::Imeisv {
                imei: 15_420_323_751_019
            })
        );
        assert_eq!(fifteen_digits(15_420_323_751_019), "015420323751019");
        for digits in [1, 13, 17, 18, 20] {
            assert_eq!(
                read(&"1".repeat(digits)),
                Err(ImeiError::WrongLength { digits })
            );
        }
        assert_eq!(read(" - "), Err(ImeiError::Empty));
        assert_eq!(read("8.61536E+14"), Err(ImeiError::SpoiledBySpreadsheet));
        let bad = BadCharacter {
            character: 'A',
            at: 15,
        };
        assert_eq!(read("86123456789012A"), Err(ImeiError::NotDigits(bad)));
    }

    #[test]
    fn a4_a_wrong_check_digit_and_all_zeros_are_doubts_and_no_refusals() {
        let doubt = |text: &str| Imei::read(text).unwrap().doubt();
        assert_eq!(doubt("490154203237518"), None);
        assert_eq!(
            doubt("490154203237517"),
            Some(ImeiDoubt::CheckDigit { expected: 8 })
        );
        assert_eq!(doubt("000000000000000"), Some(ImeiDoubt::Zeros));
        assert_eq!(
            doubt("000000000000001"),
            Some(ImeiDoubt::CheckDigit { expected: 0 })
        );
    }

    proptest! {
        #[test]
        fn a4_one_wrong_digit_is_always_noticed(known in "[0-9]{13}[1-9]", at in 0_usize..15, other in 1_u8..10) {
            let Err(ImeiError::NoCheckDigit { imei }) = Imei::read(&known) else { panic!() };
            let whole = fifteen_digits(imei);
            prop_assert_eq!(Imei::read(&whole).unwrap().doubt(), None);
            let mut wrong = whole.into_bytes();
            wrong[at] = (wrong[at] - b'0' + other) % 10 + b'0';
            let wrong = Imei::read(std::str::from_utf8(&wrong).unwrap()).unwrap();
            prop_assert!(wrong.doubt().is_some());
        }
    }
}
