//! Numbers a card is known by: container ID, printed ICCID, MSISDN, IMEI.

use gsl_model::iccid::{CardNumber, MATCHED_DIGITS};
use gsl_model::imei::Imei;
use gsl_model::text::{number_digits, plain_number};

use super::{Fleet, value};

/// A container ID: up to 20 digits, padded with zero bytes. Sorts as text does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct Cid([u8; 20]);

impl Cid {
    /// From its text; longer text is cut.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut bytes = [0; 20];
        for (slot, byte) in bytes.iter_mut().zip(text.bytes()) {
            *slot = byte;
        }
        Self(bytes)
    }

    fn starts_with(&self, prefix: &[u8]) -> bool {
        self.0.starts_with(prefix)
    }

    fn is(&self, text: &[u8]) -> bool {
        self.starts_with(text) && self.0.get(text.len()).is_none_or(|next| *next == 0)
    }
}

impl std::fmt::Display for Cid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = std::str::from_utf8(&self.0).unwrap_or_default();
        f.write_str(text.trim_end_matches('\0'))
    }
}

/// A search for container IDs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CidSearch {
    /// These very digits.
    Exact(String),
    /// All that begin so.
    Prefix(String),
    /// These very digits; without such a card all that begin so.
    ExactOrPrefix(String),
}

/// How a typed container ID is searched for (Q9.13, console.md section 20): 20 digits match themselves; 19 digits match
/// themselves, else by those digits, since GSL puts a digit of its own behind them; 19 digits and the letter that may be
/// printed after them match by those digits; 4 to 18 digits match as a prefix; anything else matches only exactly.
#[must_use]
pub fn cid_search(text: &str) -> CidSearch {
    match CardNumber::parse(text) {
        Ok(CardNumber::Iccid(iccid)) if iccid.as_str().len() == MATCHED_DIGITS => {
            return CidSearch::ExactOrPrefix(iccid.as_str().to_owned());
        }
        Ok(CardNumber::Iccid(iccid)) => return CidSearch::Exact(iccid.as_str().to_owned()),
        Ok(CardNumber::Printed { digits, .. }) => {
            return CidSearch::Prefix(digits.as_str().to_owned());
        }
        _ => {}
    }
    match number_digits(text, false) {
        Ok(digits) if (4..MATCHED_DIGITS).contains(&digits.len()) => CidSearch::Prefix(digits),
        Ok(digits) => CidSearch::Exact(digits),
        Err(_) => CidSearch::Exact(compact(text)),
    }
}

/// The text without what is there for reading only, see [`plain_number`], and without hyphens.
#[must_use]
pub fn compact(text: &str) -> String {
    plain_number(text).replace('-', "")
}

/// The digits as a number; `None` for anything else, or more than 18 digits.
#[must_use]
pub fn digits(text: &str) -> Option<i64> {
    (!text.is_empty() && text.len() <= 18 && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

impl Fleet {
    /// The rows a container ID search finds.
    #[must_use]
    pub fn find_cid(&self, search: &CidSearch) -> Vec<u32> {
        match search {
            CidSearch::Exact(text) => self.by_cid_while(text, |cid| cid.is(text.as_bytes())),
            CidSearch::Prefix(text) => {
                self.by_cid_while(text, |cid| cid.starts_with(text.as_bytes()))
            }
            CidSearch::ExactOrPrefix(text) => {
                let exact = self.find_cid(&CidSearch::Exact(text.clone()));
                if exact.is_empty() {
                    self.find_cid(&CidSearch::Prefix(text.clone()))
                } else {
                    exact
                }
            }
        }
    }

    /// The rows from a container ID on, as long as they fit.
    fn by_cid_while(&self, from: &str, fits: impl Fn(&Cid) -> bool) -> Vec<u32> {
        let cid = |row: &u32| self.cid.get(*row as usize).copied().unwrap_or_default();
        let wanted = Cid::new(from);
        let rows = self.by_cid.rows();
        let at = rows.partition_point(|row| cid(row) < wanted);
        let rest = rows.get(at..).unwrap_or_default().iter();
        rest.take_while(|row| fits(&cid(row)))
            .filter(|row| !self.gone.contains(*row))
            .copied()
            .collect()
    }

    /// The card with exactly this container ID or ICCID; the printed form counts too. `None` when there is none, or the
    /// printed form means several.
    #[must_use]
    pub fn card_by_iccid(&self, text: &str) -> Option<i64> {
        let search = cid_search(text);
        if matches!(&search, CidSearch::Prefix(prefix) if prefix.len() < MATCHED_DIGITS) {
            return None;
        }
        match self.find_cid(&search).as_slice() {
            [row] => self.id_of(*row),
            _ => None,
        }
    }

    fn there(&self, mut rows: Vec<u32>) -> Vec<u32> {
        rows.retain(|row| !self.gone.contains(row));
        rows
    }

    /// The rows with this MSISDN, digit by digit.
    #[must_use]
    pub fn find_msisdn(&self, text: &str) -> Vec<u32> {
        let text = number_digits(text, false).unwrap_or_default();
        let number = digits(&text).filter(|number| number.to_string() == text);
        number
            .map(|number| self.there(equal_rows(self.by_msisdn.rows(), &self.msisdn, number)))
            .unwrap_or_default()
    }

    /// The rows with this IMEI; nothing else than an IMEI finds any.
    #[must_use]
    pub fn find_imei(&self, text: &str) -> Vec<u32> {
        let imei = Imei::read(text).ok();
        imei.and_then(|imei| digits(imei.as_str()))
            .map(|number| self.there(equal_rows(self.by_imei.rows(), &self.imei, number)))
            .unwrap_or_default()
    }

    /// The rows a number out of a pasted list means: container ID, printed ICCID, MSISDN or IMEI.
    #[must_use]
    pub fn find_any(&self, text: &str) -> Vec<u32> {
        match CardNumber::parse(text) {
            Ok(CardNumber::Msisdn(number)) => self.find_msisdn(&number),
            Ok(CardNumber::Imei(number)) => {
                // An MSISDN may have 15 digits too; one that fits both means both.
                let mut rows = self.find_imei(&number);
                let others = self.find_msisdn(&number);
                let others: Vec<u32> = others
                    .into_iter()
                    .filter(|row| !rows.contains(row))
                    .collect();
                rows.extend(others);
                rows
            }
            Ok(_) => self.find_cid(&cid_search(text)),
            // What looks odd may still be some card's number, digit by digit.
            Err(_) => self.find_cid(&CidSearch::Exact(compact(text))),
        }
    }
}

fn equal_rows(sorted: &[u32], column: &[i64], number: i64) -> Vec<u32> {
    let from = sorted.partition_point(|row| value(column, *row) < Some(number));
    let rest = sorted.get(from..).unwrap_or_default().iter();
    rest.take_while(|row| value(column, **row) == Some(number))
        .copied()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_numbers_match_by_nineteen_digits() {
        let prefix = |text: &str| CidSearch::Prefix(text.to_owned());
        assert_eq!(
            cid_search("8986 0112 8510 6334 559X"),
            prefix("8986011285106334559")
        );
        assert_eq!(
            cid_search("8986011285106334559"),
            CidSearch::ExactOrPrefix("8986011285106334559".into())
        );
        assert_eq!(
            cid_search("\u{2066}8986\u{2069} 01–12"),
            prefix("89860112"),
            "A17: a beginning is read as a whole number is"
        );
        assert_eq!(
            cid_search("89860112851063345590"),
            CidSearch::Exact("89860112851063345590".into())
        );
        assert_eq!(cid_search("8986"), prefix("8986"));
        assert_eq!(
            cid_search("898601128510633455"),
            prefix("898601128510633455")
        );
        assert_eq!(cid_search("898"), CidSearch::Exact("898".into()));
        assert_eq!(cid_search("8986x"), CidSearch::Exact("8986x".into()));
        assert_eq!(cid_search("%_'"), CidSearch::Exact("%_".into()));
    }

    #[test]
    fn only_digits_are_numbers() {
        assert_eq!(digits("0012"), Some(12));
        assert_eq!(digits(""), None);
        assert_eq!(digits("-1"), None);
        assert_eq!(digits("12345678901234567890"), None);
    }

    #[test]
    fn exact_is_not_prefix() {
        assert!(Cid::new("123").is(b"123"));
        assert!(!Cid::new("1234").is(b"123"));
        assert!(Cid::new("12345678901234567890").is(b"12345678901234567890"));
        assert!(!Cid::new("12345678901234567890").is(b"123456789012345678901"));
    }
}
