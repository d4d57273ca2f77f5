//! Whether a pool lasts to the end of its cycle, when it runs dry, and what keeps it going, cheapest first (Q13.5).

use super::{Advice, Forecast, ForecastInput, PastDay, advice, forecast};
use crate::carrier::Carrier;
use crate::cycle::BillingCycle;
use crate::pool::{Verdict, cheapest_add_on, verdict};
use crate::units::Megabytes;
use crate::wire::AddOnOffer;
use chrono::NaiveDate;

/// A pool in its running cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolNow {
    /// The carrier of its cards, whose calendar counts.
    pub carrier: Carrier,
    /// 生效卡数: cards in use or suspended.
    pub active: i64,
    /// Cards that can be activated.
    pub waiting: i64,
    /// What an active card brings, where known.
    pub package: Option<Megabytes>,
    /// Used in the cycle as of the last count.
    pub used: Megabytes,
    /// 生效总流量; `None` for backward pools, which have none.
    pub total: Option<Megabytes>,
}

/// The use of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsedDay {
    /// The day.
    pub date: NaiveDate,
    /// Use of all cards.
    pub flow: Megabytes,
    /// Active cards at its end.
    pub active: i64,
    /// The pool was stopped on it, or on part of it.
    pub stopped: bool,
    /// The day is over.
    pub complete: bool,
}

/// What the running cycle will come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// The forecast.
    pub forecast: Forecast,
    /// Used up to now.
    pub used: Megabytes,
    /// 生效总流量; `None` for backward pools.
    pub total: Option<Megabytes>,
    /// What keeps the pool above zero if the use comes out as expected; `None` for backward pools.
    pub expected: Option<Advice>,
    /// The same for the upper edge of the band.
    pub high: Option<Advice>,
    /// What one more card adds, net of its own use.
    pub gain: Option<Megabytes>,
}

/// How a forward pool stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Risk {
    /// Nothing is left: its cards are stopped.
    Dry,
    /// It runs dry in this cycle, as expected or within the band.
    AtRisk,
    /// It lasts, over the whole band.
    Lasts,
}

impl Risk {
    /// All, the most urgent first.
    pub const ALL: [Self; 3] = [Self::Dry, Self::AtRisk, Self::Lasts];

    /// Stable key, also on the wire and in the address.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Dry => "dry",
            Self::AtRisk => "at_risk",
            Self::Lasts => "lasts",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|risk| risk.key() == key)
    }
}

/// What ends a shortage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RemedyAction {
    /// Activate so many of the cards that wait.
    Activate {
        /// Cards.
        cards: i64,
    },
    /// Buy an add-on.
    AddOn {
        /// The MB needed.
        mb: i64,
        /// How many packages of the cheapest offer hold them.
        quantity: i64,
    },
}

/// A remedy that is enough by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// What to do.
    pub action: RemedyAction,
    /// What it adds until the end of the cycle, less what activated cards use themselves.
    pub gain: Megabytes,
    /// What it costs, in cents. An activation costs nothing now: the card's term begins.
    pub price_cents: i64,
}

/// The outlook of a pool from the days of its cycles, ascending; `None` while nothing of its past served.
#[must_use]
pub fn outlook(pool: &PoolNow, days: &[UsedDay], today: NaiveDate) -> Option<Outlook> {
    let cycle = BillingCycle::containing(pool.carrier, today);
    let (first, last) = (cycle.start(pool.carrier), cycle.end(pool.carrier));
    let mut known = Vec::new();
    let mut by_day = Megabytes::ZERO;
    for day in days {
        if day.date >= first {
            by_day = by_day.checked_add(day.flow)?;
        }
        // Without active cards, the use of a card is unknown.
        if day.complete && day.date < today && day.active > 0 {
            known.push(PastDay {
                date: day.date,
                used: (!day.stopped).then_some(day.flow),
                active: Some(day.active),
            });
        }
    }
    // The days may be newer than the last count.
    let used = by_day.max(pool.used);
    let forecast = forecast(&ForecastInput {
        days: &known,
        first,
        last,
        today,
        active: (pool.active > 0).then_some(pool.active),
        used,
        total: pool.total,
    })?;
    let per_card = forecast.per_card(used, pool.active);
    let remedy = |end: Megabytes| advice(end, pool.total?, pool.package?, per_card, pool.waiting);
    Some(Outlook {
        expected: remedy(forecast.expected),
        high: remedy(forecast.high),
        gain: pool
            .package
            .and_then(|package| package.checked_sub(per_card)),
        used,
        total: pool.total,
        forecast,
    })
}

impl Outlook {
    /// Nothing is left already.
    #[must_use]
    pub fn used_up(&self) -> bool {
        self.total.is_some_and(|total| self.used >= total)
    }

    /// What is needed: for the expected use or, where only the upper edge of the band is too much, for that; `None` when
    /// the pool lasts.
    #[must_use]
    pub fn need(&self) -> Option<Advice> {
        let missing = |advice: &Advice| advice.missing > Megabytes::ZERO;
        self.expected
            .filter(missing)
            .or_else(|| self.high.filter(missing))
    }
}

impl PoolNow {
    /// How the pool stands; `None` without active cards or a total, and while nothing can be forecast.
    #[must_use]
    pub fn risk(&self, outlook: Option<&Outlook>) -> Option<Risk> {
        let left = self.total?.checked_sub(self.used)?;
        if self.active <= 0 {
            return None;
        }
        if verdict(self.active, left) == Verdict::StopActive {
            return Some(Risk::Dry);
        }
        let outlook = outlook?;
        let short = outlook.used_up() || outlook.forecast.runs_out_early.is_some();
        Some(if short { Risk::AtRisk } else { Risk::Lasts })
    }

    /// The remedies, cheapest first; of two at one price the one that adds more. Where nothing can be forecast, those
    /// that bring a dry pool's cards back now. `offers` are the add-ons that can be bought for it.
    #[must_use]
    pub fn remedies(&self, outlook: Option<&Outlook>, offers: &[AddOnOffer]) -> Vec<Remedy> {
        let need = match outlook {
            Some(outlook) => outlook.need(),
            None => self.total.zip(self.package).and_then(|(total, package)| {
                let now = advice(self.used, total, package, Megabytes::ZERO, self.waiting)?;
                (self.active > 0 && now.missing > Megabytes::ZERO).then_some(now)
            }),
        };
        let Some(need) = need else {
            return Vec::new();
        };
        let one = outlook.and_then(|outlook| outlook.gain).or(self.package);
        let activate = need.cards.zip(one).and_then(|(cards, one)| {
            Some(Remedy {
                action: RemedyAction::Activate { cards },
                gain: one.checked_mul(cards)?,
                price_cents: 0,
            })
        });
        let mb = need.add_on_mb;
        let add_on = Megabytes::from_mb(mb)
            .and_then(|need| cheapest_add_on(offers, need))
            .and_then(|(offer, quantity)| {
                Some(Remedy {
                    action: RemedyAction::AddOn { mb, quantity },
                    gain: offer.size.checked_mul(quantity)?,
                    price_cents: offer.price_cents.checked_mul(quantity)?,
                })
            });
        let mut all: Vec<Remedy> = activate.into_iter().chain(add_on).collect();
        all.sort_by_key(|remedy| (remedy.price_cents, std::cmp::Reverse(remedy.gain)));
        all
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    fn mb(n: i64) -> Megabytes {
        Megabytes::from_mb(n).unwrap()
    }

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    /// 30 MB a day from the first of November on.
    fn days(last: u32) -> Vec<UsedDay> {
        let of = |at: u32| UsedDay {
            date: day(at),
            flow: mb(30),
            active: 10,
            stopped: false,
            complete: true,
        };
        (1..=last).map(of).collect()
    }

    /// 10 active cards of so many MB, 20 waiting.
    fn pool(package: i64, used: i64) -> PoolNow {
        PoolNow {
            carrier: Carrier::Telecom,
            active: 10,
            waiting: 20,
            package: Some(mb(package)),
            used: mb(used),
            total: Some(mb(package * 10)),
        }
    }

    fn offer(size: i64, price_cents: i64) -> AddOnOffer {
        AddOnOffer {
            size: mb(size),
            price_cents,
            ..AddOnOffer::default()
        }
    }

    #[test]
    fn p1_a_pool_is_dry_at_risk_or_lasts() {
        let risk = |pool: PoolNow, known: u32| {
            pool.risk(outlook(&pool, &days(known), day(known + 1)).as_ref())
        };
        // 900 MB by the end of the month.
        assert_eq!(risk(pool(80, 630), 21), Some(Risk::AtRisk));
        assert_eq!(risk(pool(63, 630), 21), Some(Risk::Dry));
        assert_eq!(risk(pool(200, 630), 21), Some(Risk::Lasts));
        let idle = PoolNow {
            active: 0,
            ..pool(63, 630)
        };
        assert_eq!(risk(idle, 21), None, "nothing to stop");
        let unlimited = PoolNow {
            total: None,
            ..pool(63, 630)
        };
        assert_eq!(risk(unlimited, 21), None, "a backward pool");
        // Nothing is known of the first day, but that the pool is dry.
        let first = |pool: PoolNow| pool.risk(outlook(&pool, &[], day(1)).as_ref());
        assert_eq!(
            (first(pool(80, 800)), first(pool(80, 10))),
            (Some(Risk::Dry), None)
        );
    }

    #[test]
    fn p4_remedies_are_ranked_by_price_and_each_is_enough() {
        let pool = pool(80, 630);
        let known = outlook(&pool, &days(21), day(22)).unwrap();
        let offers = [offer(100, 1000), offer(1000, 5000)];
        let ranked = pool.remedies(Some(&known), &offers);
        let prices: Vec<i64> = ranked.iter().map(|one| one.price_cents).collect();
        assert_eq!(prices, [0, 2000], "an activation is free, 2 × 100 MB");
        let need = known.need().unwrap();
        assert!(ranked.iter().all(|one| one.gain >= need.missing));
        // What waits is not enough: the add-on remains.
        let few = PoolNow { waiting: 1, ..pool };
        let known = outlook(&few, &days(21), day(22)).unwrap();
        let left = few.remedies(Some(&known), &offers);
        assert!(matches!(
            left[..],
            [Remedy {
                price_cents: 2000,
                ..
            }]
        ));
        assert!(
            few.remedies(Some(&known), &[]).is_empty(),
            "nothing for sale"
        );
    }

    #[test]
    fn p1_a_pool_that_lasts_needs_nothing_and_one_dry_on_its_first_day_can_be_brought_back() {
        let lasts = pool(200, 630);
        let known = outlook(&lasts, &days(21), day(22)).unwrap();
        assert!(lasts.remedies(Some(&known), &[offer(100, 1)]).is_empty());
        let dry = pool(80, 810);
        let back = dry.remedies(None, &[offer(100, 1000)]);
        assert_eq!(back[0].action, RemedyAction::Activate { cards: 1 });
        assert_eq!(back[1].price_cents, 1000);
    }

    #[test]
    fn keys_are_read_back() {
        for risk in Risk::ALL {
            assert_eq!(Risk::from_key(risk.key()), Some(risk));
        }
        assert_eq!(Risk::from_key("wet"), None);
    }
}
