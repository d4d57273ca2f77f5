//! Add-ons of single cards (console.md section 13, Q5.7, Q5.8).

use crate::{
    can::DataType, carrier::Carrier, pool::add_on_since, state::SimStatus, stop::StopReason,
    units::Megabytes,
};
use chrono::NaiveDate;

/// General data: base plan and add-ons of a cycle, MB at most.
pub const GENERAL_CAP: i64 = 100;
/// Batch numbers, and so orders, of one purchase for several cards.
pub const MOST_ADD_ON_ORDERS: usize = 10;

/// What decides whether a card takes an add-on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CardAddOnFacts {
    /// 实体卡
    pub physical: bool,
    /// Carrier.
    pub carrier: Carrier,
    /// State; `None` when unknown.
    pub status: Option<SimStatus>,
    /// Why it is stopped.
    pub stop: Option<StopReason>,
    /// In a pool of either kind.
    pub pooled: bool,
    /// Day of purchase.
    pub bought: Option<NaiveDate>,
    /// General or directional data.
    pub data: Option<DataType>,
    /// Base plan and the add-ons of this cycle.
    pub allowance: Megabytes,
}

/// Why a card takes no add-on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CardAddOnRefusal {
    /// No physical card.
    NotPhysical,
    /// Overseas cards have none.
    Carrier,
    /// Pooled: the pool takes add-ons instead.
    Pooled,
    /// Neither 在用 nor 超流量停机.
    State,
    /// Bought before the carrier offered add-ons.
    BoughtBefore {
        /// First day of purchase that counts.
        since: NaiveDate,
    },
    /// General data would be more than 100 MB.
    GeneralCap,
}

impl CardAddOnRefusal {
    /// Stable key, also on the wire.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotPhysical => "not_physical",
            Self::Carrier => "carrier",
            Self::Pooled => "pooled",
            Self::State => "state",
            Self::BoughtBefore { .. } => "bought_before",
            Self::GeneralCap => "general_cap",
        }
    }
}

/// MB that can be added to a card this cycle; `None` without limit.
#[must_use]
pub fn room_for(facts: &CardAddOnFacts) -> Option<Megabytes> {
    if facts.data != Some(DataType::General) {
        return None;
    }
    let cap = Megabytes::from_mb(GENERAL_CAP)?;
    let room = cap.thousandths() - facts.allowance.thousandths();
    Some(Megabytes::from_thousandths(room.max(0)))
}

/// Whether a card takes `size` more this cycle. The documents say "after" the days of purchase; the day itself is not
/// after.
///
/// # Errors
/// The first reason why not.
pub fn card_add_on(facts: &CardAddOnFacts, size: Megabytes) -> Result<(), CardAddOnRefusal> {
    if !facts.physical {
        return Err(CardAddOnRefusal::NotPhysical);
    }
    let Some(since) = add_on_since(facts.carrier) else {
        return Err(CardAddOnRefusal::Carrier);
    };
    if facts.pooled {
        return Err(CardAddOnRefusal::Pooled);
    }
    let over = facts.stop == Some(StopReason::OverPlan);
    match facts.status {
        Some(SimStatus::InUse) => {}
        Some(SimStatus::Suspended) if over => {}
        _ => return Err(CardAddOnRefusal::State),
    }
    if facts.bought.is_some_and(|bought| bought <= since) {
        return Err(CardAddOnRefusal::BoughtBefore { since });
    }
    if room_for(facts).is_some_and(|room| size > room) {
        return Err(CardAddOnRefusal::GeneralCap);
    }
    Ok(())
}

/// Why several cards cannot be bought for together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SelectionRefusal {
    /// No card.
    Empty,
    /// Cards of several carriers.
    Carriers,
    /// More than ten batch numbers.
    Orders,
}

impl SelectionRefusal {
    /// Stable key, also on the wire.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Carriers => "carriers",
            Self::Orders => "orders",
        }
    }
}

/// Whether cards, given as carrier and batch number, can be bought for together. Answers the batch numbers, ascending:
/// there is one order for each.
///
/// # Errors
/// Why not.
pub fn check_selection(cards: &[(Carrier, i64)]) -> Result<Vec<i64>, SelectionRefusal> {
    let Some((carrier, _)) = cards.first() else {
        return Err(SelectionRefusal::Empty);
    };
    if cards.iter().any(|(other, _)| other != carrier) {
        return Err(SelectionRefusal::Carriers);
    }
    let mut orders: Vec<i64> = cards.iter().map(|(_, order)| *order).collect();
    orders.sort_unstable();
    orders.dedup();
    if orders.len() > MOST_ADD_ON_ORDERS {
        return Err(SelectionRefusal::Orders);
    }
    Ok(orders)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mb(size: i64) -> Megabytes {
        Megabytes::from_mb(size).unwrap()
    }

    fn good() -> CardAddOnFacts {
        CardAddOnFacts {
            physical: true,
            carrier: Carrier::Telecom,
            status: Some(SimStatus::InUse),
            stop: None,
            pooled: false,
            bought: "2026-01-05".parse().ok(),
            data: Some(DataType::Directional),
            allowance: mb(500),
        }
    }

    #[test]
    fn q5_8_every_refusal() {
        assert_eq!(card_add_on(&good(), mb(10_240)), Ok(()));
        let cases: [(CardAddOnFacts, CardAddOnRefusal); 6] = [
            (
                CardAddOnFacts {
                    physical: false,
                    ..good()
                },
                CardAddOnRefusal::NotPhysical,
            ),
            (
                CardAddOnFacts {
                    carrier: Carrier::Overseas,
                    ..good()
                },
                CardAddOnRefusal::Carrier,
            ),
            (
                CardAddOnFacts {
                    pooled: true,
                    ..good()
                },
                CardAddOnRefusal::Pooled,
            ),
            (
                CardAddOnFacts {
                    status: Some(SimStatus::Activatable),
                    ..good()
                },
                CardAddOnRefusal::State,
            ),
            (
                CardAddOnFacts {
                    status: Some(SimStatus::Suspended),
                    stop: Some(StopReason::User),
                    ..good()
                },
                CardAddOnRefusal::State,
            ),
            (
                CardAddOnFacts {
                    bought: "2020-08-01".parse().ok(),
                    ..good()
                },
                CardAddOnRefusal::BoughtBefore {
                    since: "2020-08-01".parse().unwrap(),
                },
            ),
        ];
        for (facts, refusal) in cases {
            assert_eq!(card_add_on(&facts, mb(30)), Err(refusal));
        }
        let over = CardAddOnFacts {
            status: Some(SimStatus::Suspended),
            stop: Some(StopReason::OverPlan),
            ..good()
        };
        assert_eq!(card_add_on(&over, mb(30)), Ok(()));
    }

    #[test]
    fn general_data_end_at_a_hundred() {
        let general = |allowance| CardAddOnFacts {
            data: Some(DataType::General),
            allowance: mb(allowance),
            ..good()
        };
        assert_eq!(card_add_on(&general(30), mb(70)), Ok(()));
        assert_eq!(
            card_add_on(&general(30), mb(71)),
            Err(CardAddOnRefusal::GeneralCap)
        );
        assert_eq!(room_for(&general(30)), Some(mb(70)));
        assert_eq!(room_for(&general(130)), Some(mb(0)));
        assert_eq!(room_for(&good()), None);
    }

    #[test]
    fn one_carrier_and_ten_batches() {
        let cm = |order| (Carrier::Mobile, order);
        assert_eq!(check_selection(&[]), Err(SelectionRefusal::Empty));
        assert_eq!(check_selection(&[cm(3), cm(1), cm(3)]), Ok(vec![1, 3]));
        let ten: Vec<_> = (0..10).map(cm).collect();
        assert_eq!(check_selection(&ten).map(|orders| orders.len()), Ok(10));
        let eleven: Vec<_> = (0..11).map(cm).collect();
        assert_eq!(check_selection(&eleven), Err(SelectionRefusal::Orders));
        let mixed = [cm(1), (Carrier::Unicom, 1)];
        assert_eq!(check_selection(&mixed), Err(SelectionRefusal::Carriers));
    }
}
