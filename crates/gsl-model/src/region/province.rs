//! The province of an entered place.

use super::{Name, Verdict, check, table::PROVINCES};
use crate::carrier::Carrier;

/// The province of an entered place: the one it starts with, otherwise that of a place in the tables.
#[must_use]
pub fn province_of(text: &str) -> Option<&'static Name> {
    let plain: String = text
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    let named = |name: &&Name| {
        plain.starts_with(name.zh) || name.latin.iter().any(|latin| plain.starts_with(latin))
    };
    PROVINCES.iter().find(named).or_else(|| {
        let mut verdicts = Carrier::MAINLAND
            .into_iter()
            .filter_map(|carrier| check(carrier, text));
        verdicts.find_map(|verdict| match verdict {
            Verdict::LocalOnly { province, .. } | Verdict::Partly { province } => Some(province),
            Verdict::Allowed | Verdict::NoTable => None,
        })
    })
}
