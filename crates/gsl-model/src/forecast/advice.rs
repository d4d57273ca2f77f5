//! What keeps a forward pool above zero until the end of its cycle.

use super::Forecast;
use crate::units::Megabytes;

/// Remedies for an expected use at the end of the cycle; each is sufficient on its own. All zero when none is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advice {
    /// The shortfall; zero when data will be left at the end.
    pub missing: Megabytes,
    /// Cards to activate; their own use is taken into account. `None` when each would use more than it adds, or when
    /// more are needed than wait for activation.
    pub cards: Option<i64>,
    /// Size of an add-on, in whole MB.
    pub add_on_mb: i64,
}

/// Remedies for a forward pool. `used` is the use at the end of the cycle to prepare for: the expected one or the upper
/// edge of the band. Above zero means that at least a thousandth of a MB is left.
///
/// `package` is what an activated card adds, `per_card` what it will use until the end of the cycle, `waiting` the
/// number of cards that can be activated. `None` on overflow.
#[must_use]
pub fn advice(
    used: Megabytes,
    total: Megabytes,
    package: Megabytes,
    per_card: Megabytes,
    waiting: i64,
) -> Option<Advice> {
    let missing = used
        .checked_sub(total)?
        .checked_add(Megabytes::from_thousandths(1))?
        .max(Megabytes::ZERO);
    let need = missing.thousandths();
    let gain = package.checked_sub(per_card)?.thousandths();
    let cards = match gain {
        _ if need == 0 => Some(0),
        gain if gain > 0 => Some(up(need, gain)).filter(|cards| *cards <= waiting),
        _ => None,
    };
    Some(Advice {
        missing,
        cards,
        add_on_mb: up(need, 1000),
    })
}

/// Division of non-negative numbers, rounding up.
const fn up(value: i64, by: i64) -> i64 {
    value / by + (value % by != 0) as i64
}

impl Forecast {
    /// What one more active card is expected to use until the end of the cycle: its share of the pool's remaining use,
    /// rounded up. Zero without active cards, when a card's use is not known.
    #[must_use]
    pub fn per_card(&self, used_now: Megabytes, active: i64) -> Megabytes {
        let rest = self
            .expected
            .checked_sub(used_now)
            .unwrap_or(Megabytes::ZERO)
            .max(Megabytes::ZERO);
        if active <= 0 {
            return Megabytes::ZERO;
        }
        Megabytes::from_thousandths(up(rest.thousandths(), active))
    }
}
