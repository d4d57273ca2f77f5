//! What an order costs and how many cards it may contain: whole cents (console.md section 17, Q5.1, Q5.3).

use crate::units::{Cents, Megabytes};
use chrono::{DateTime, TimeDelta, Utc};

/// How long a quote is valid, in minutes (assumed).
pub const QUOTE_MINUTES: i64 = 30;
/// Hours in which an order must be paid before it is cancelled automatically (assumed).
pub const PAY_WITHIN_HOURS: i64 = 24;
/// The most packs in one order (assumed).
pub const MOST_PACKS: i64 = 100;
/// The most cards in one order (assumed).
pub const MOST_CARDS: i64 = 50_000;

/// Plans above this size may be bought in packs of ten.
const SMALL_LOTS_ABOVE_MB: i64 = 1024;

/// Why this number of cards cannot be bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuantityRefusal {
    /// No such pack size; packs of ten are for plans of more than 1 GB (Q5.1).
    Pack,
    /// No packs, or more than an order may have.
    Packs,
    /// More cards than an order may have.
    Cards,
}

impl QuantityRefusal {
    /// Stable key, also on the wire.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Pack => "pack_size",
            Self::Packs => "pack_count",
            Self::Cards => "cards",
        }
    }
}

/// Pack sizes 数量规格 of a plan. Packs of 1000, and of 10 for plans of more than 1 GB, are documented (Q5.1); packs of 100
/// are assumed.
#[must_use]
pub fn pack_sizes(package: Megabytes) -> &'static [i64] {
    if Megabytes::from_mb(SMALL_LOTS_ABOVE_MB).is_some_and(|limit| package > limit) {
        &[10, 100, 1000]
    } else {
        &[100, 1000]
    }
}

/// For packs of ten, the receiver pays the freight (Q5.1).
#[must_use]
pub const fn freight_collect(pack: i64) -> bool {
    pack == 10
}

/// The number of cards in some packs: 1000 × 5 = 5000.
///
/// # Errors
/// Why this quantity cannot be bought.
pub fn cards_of(package: Megabytes, pack: i64, packs: i64) -> Result<i64, QuantityRefusal> {
    if !pack_sizes(package).contains(&pack) {
        return Err(QuantityRefusal::Pack);
    }
    if !(1..=MOST_PACKS).contains(&packs) {
        return Err(QuantityRefusal::Packs);
    }
    let cards = pack * packs;
    if cards > MOST_CARDS {
        return Err(QuantityRefusal::Cards);
    }
    Ok(cards)
}

/// The price of some cards or packages; `None` when the product is not a valid price.
#[must_use]
pub fn total(each: Cents, count: i64) -> Option<Cents> {
    if each.0 < 0 || count < 0 {
        return None;
    }
    each.checked_mul(count)
}

/// When a quote made at `made` expires.
#[must_use]
pub fn quote_expires(made: DateTime<Utc>) -> DateTime<Utc> {
    made.checked_add_signed(TimeDelta::minutes(QUOTE_MINUTES))
        .unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// The deadline for paying an order made at `made`.
#[must_use]
pub fn pay_before(made: DateTime<Utc>) -> DateTime<Utc> {
    made.checked_add_signed(TimeDelta::hours(PAY_WITHIN_HOURS))
        .unwrap_or(DateTime::<Utc>::MAX_UTC)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mb(size: i64) -> Megabytes {
        Megabytes::from_mb(size).unwrap()
    }

    #[test]
    fn q5_1_small_lots_are_for_more_than_a_gigabyte() {
        assert_eq!(cards_of(mb(1024), 10, 1), Err(QuantityRefusal::Pack));
        assert_eq!(cards_of(mb(1025), 10, 1), Ok(10));
        assert_eq!(cards_of(mb(30), 1000, 5), Ok(5000));
        assert_eq!(cards_of(mb(30), 1000, 51), Err(QuantityRefusal::Cards));
        assert_eq!(cards_of(mb(30), 1000, 0), Err(QuantityRefusal::Packs));
        assert_eq!(
            cards_of(mb(30), 1000, i64::MAX),
            Err(QuantityRefusal::Packs)
        );
        assert_eq!(cards_of(mb(30), -10, -1), Err(QuantityRefusal::Pack));
        assert!(freight_collect(10) && !freight_collect(100));
    }

    proptest! {
        #[test]
        fn a_price_is_the_sum_of_its_cards(each in 0_i64..10_000_000, count in 0_i64..2_000) {
            let mut sum = Cents(0);
            for _ in 0..count {
                sum = sum.checked_add(Cents(each)).unwrap();
            }
            prop_assert_eq!(total(Cents(each), count), Some(sum));
        }

        #[test]
        fn a_price_never_wraps(each in any::<i64>(), count in any::<i64>()) {
            if let Some(price) = total(Cents(each), count) {
                prop_assert_eq!(i128::from(price.0), i128::from(each) * i128::from(count));
                prop_assert!(price.0 >= 0);
            }
        }

        #[test]
        fn whatever_is_bought_is_within_limits(size in 1_i64..20_000, pack in -5_i64..2_000, packs in any::<i64>()) {
            if let Ok(cards) = cards_of(mb(size), pack, packs) {
                prop_assert!((10..=MOST_CARDS).contains(&cards) && cards % 10 == 0);
                prop_assert!(pack != 10 || size > 1024);
            }
        }

        #[test]
        fn a_quote_holds_half_an_hour(seconds in 0_i64..4_102_444_800) {
            let made = DateTime::from_timestamp(seconds, 0).unwrap();
            prop_assert_eq!((quote_expires(made) - made).num_minutes(), QUOTE_MINUTES);
            prop_assert_eq!((pay_before(made) - made).num_hours(), PAY_WITHIN_HOURS);
        }
    }
}
