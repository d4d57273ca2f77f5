//! The province of a typed place.

use super::{Name, Verdict, check, table::PROVINCES};
use crate::carrier::Carrier;

/// The province a typed place is in: the one typed before it, else that of a place the tables know.
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
