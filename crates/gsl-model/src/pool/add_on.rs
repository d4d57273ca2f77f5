//! Add-ons of pools (console.md section 13, Q5.7, Q5.8, Q13.5).

use super::ForwardState;
use crate::wire::AddOnOffer;
use crate::{carrier::Carrier, units::Megabytes};
use chrono::NaiveDate;

/// Why a pool cannot take an add-on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AddOnRefusal {
    /// Overseas pools have no add-ons.
    Carrier,
    /// The pool is discarded.
    Discarded,
    /// Bought before the carrier offered add-ons.
    BoughtBefore {
        /// Add-ons are possible for purchases after this day.
        since: NaiveDate,
    },
}

impl AddOnRefusal {
    /// Stable key, also on the wire.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Carrier => "carrier",
            Self::Discarded => "discarded",
            Self::BoughtBefore { .. } => "bought_before",
        }
    }
}

/// A carrier's cards take add-ons if they were purchased after this day; `None` when the carrier has no add-ons.
#[must_use]
pub fn add_on_since(carrier: Carrier) -> Option<NaiveDate> {
    match carrier {
        Carrier::Telecom | Carrier::Unicom => NaiveDate::from_ymd_opt(2020, 8, 1),
        Carrier::Mobile => NaiveDate::from_ymd_opt(2021, 8, 17),
        Carrier::Overseas => None,
    }
}

/// Whether a forward pool takes an add-on. `bought` is when its oldest order was purchased. The documents say "after"
/// the day, so the day itself is excluded.
///
/// # Errors
/// The first reason why not.
pub fn add_on_allowed(
    carrier: Carrier,
    state: ForwardState,
    bought: NaiveDate,
) -> Result<(), AddOnRefusal> {
    let Some(since) = add_on_since(carrier) else {
        return Err(AddOnRefusal::Carrier);
    };
    if state == ForwardState::Discarded {
        return Err(AddOnRefusal::Discarded);
    }
    if bought <= since {
        return Err(AddOnRefusal::BoughtBefore { since });
    }
    Ok(())
}

/// The fewest packages of one size that hold at least `need`, 0 when nothing is needed; `None` for a size of zero.
#[must_use]
pub fn packages_needed(need: Megabytes, size: Megabytes) -> Option<i64> {
    let (need, size) = (need.thousandths().max(0), size.thousandths());
    if size <= 0 {
        return None;
    }
    Some(need / size + i64::from(need % size != 0))
}

/// The most packages in one purchase. No source gives a limit; this one is ours.
pub const MOST_PACKAGES: i64 = 1_000;

/// The cheapest offer that covers `need`, and how many packages of it; at equal cost the one with fewer packages.
/// `None` when no single purchase covers that much: see [`largest_add_on`].
#[must_use]
pub fn cheapest_add_on(offers: &[AddOnOffer], need: Megabytes) -> Option<(&AddOnOffer, i64)> {
    offers
        .iter()
        .filter_map(|offer| Some((offer, packages_needed(need, offer.size)?.max(1))))
        .filter(|(_, count)| *count <= MOST_PACKAGES)
        .min_by_key(|(offer, count)| (offer.price_cents.saturating_mul(*count), *count))
}

/// The offer with the largest possible purchase, and how many packages that is.
#[must_use]
pub fn largest_add_on(offers: &[AddOnOffer]) -> Option<(&AddOnOffer, i64)> {
    let largest = offers.iter().max_by_key(|offer| offer.size)?;
    Some((largest, MOST_PACKAGES))
}
