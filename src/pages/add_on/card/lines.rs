//! How an add-on purchase for many cards is split: each card gets the size it needs, and cards of one carrier and size are a
//! line whose size can be changed. What one purchase may hold is the rule of gsl-model.

use gsl_model::carrier::Carrier;
use gsl_model::order::split_selection;
use gsl_model::stop::StopReason;
use gsl_model::units::Megabytes;
use gsl_model::wire::{AddOnCard, CardAddOnCheck, CardAddOnOffer, CardAddOnPurchase};
use std::collections::BTreeSet;

/// Cards of one carrier that are bought the same size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// In the address: the plan of the size proposed, and what sets the line apart from others with it.
    pub key: String,
    /// The carrier.
    pub carrier: i32,
    /// The cards.
    pub cards: Vec<AddOnCard>,
    /// Sizes that every card of the line has room for, smallest first.
    pub offers: Vec<CardAddOnOffer>,
    /// Place of the size proposed among them.
    pub proposed: usize,
    /// Why the line is not ticked by itself.
    pub doubt: Option<Doubt>,
}

/// Why an add-on may be of no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// One is ordered and has not arrived, perhaps by an order whose answer was lost.
    OnItsWay,
    /// Even the largest size leaves the card stopped.
    TooLittle,
}

/// Whether a card has been stopped for its plan.
#[must_use]
pub fn is_stopped(card: &AddOnCard) -> bool {
    card.stop_reason.as_deref() == Some(StopReason::OverPlan.key())
}

/// Whether a card has data left with this much more.
#[must_use]
pub fn is_enough(card: &AddOnCard, size: Megabytes) -> bool {
    let after = card.allowance.checked_add(card.ordered);
    let after = after.and_then(|sum| sum.checked_add(size));
    after.is_some_and(|after| card.used <= after)
}

fn has_room(card: &AddOnCard, offer: &CardAddOnOffer) -> bool {
    card.room.is_none_or(|room| offer.size <= room)
}

/// The lines: by carrier, then by size; what does not help last.
#[must_use]
pub fn lines(check: &CardAddOnCheck) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for card in check.cards.iter().filter(|card| card.refusal.is_none()) {
        let of_carrier = |offer: &&CardAddOnOffer| offer.carrier_type == card.carrier_type;
        let fitting = check.offers.iter().filter(of_carrier);
        let fitting: Vec<_> = fitting
            .filter(|offer| has_room(card, offer))
            .cloned()
            .collect();
        let enough = fitting
            .iter()
            .position(|offer| !is_stopped(card) || is_enough(card, offer.size));
        let doubt = if card.ordered > Megabytes::ZERO {
            Some(Doubt::OnItsWay)
        } else {
            enough.is_none().then_some(Doubt::TooLittle)
        };
        let mark = match doubt {
            None => "",
            Some(Doubt::OnItsWay) => "o",
            Some(Doubt::TooLittle) => "x",
        };
        let Some(place) = enough.or_else(|| fitting.len().checked_sub(1)) else {
            continue;
        };
        let Some(offer) = fitting.get(place) else {
            continue;
        };
        let capped = if card.room.is_some() { "c" } else { "" };
        let key = format!("{}{capped}{mark}", offer.price_plan_id);
        if let Some(line) = lines.iter_mut().find(|line| line.key == key) {
            line.offers.retain(|offer| has_room(card, offer));
            line.cards.push(card.clone());
            continue;
        }
        lines.push(Line {
            key,
            carrier: card.carrier_type,
            cards: vec![card.clone()],
            offers: fitting,
            proposed: place,
            doubt,
        });
    }
    lines.sort_by_key(|line| (line.doubt, line.carrier, line.proposed));
    lines
}

impl Line {
    /// The size with this plan, else the one proposed.
    #[must_use]
    pub fn offer(&self, plan: Option<&str>) -> Option<&CardAddOnOffer> {
        let named = |offer: &&CardAddOnOffer| Some(offer.price_plan_id.as_str()) == plan;
        let found = self.offers.iter().find(named);
        found.or_else(|| self.offers.get(self.proposed))
    }

    /// Its stopped cards: those that come back with a size, and those that stay stopped.
    #[must_use]
    pub fn back(&self, size: Megabytes) -> (usize, usize) {
        let stopped = self.cards.iter().filter(|card| is_stopped(card));
        let (back, stay): (Vec<_>, Vec<_>) = stopped.partition(|card| is_enough(card, size));
        (back.len(), stay.len())
    }
}

/// What is bought: the purchases, and how many orders they become.
#[must_use]
pub fn purchases(bought: &[(&Line, &CardAddOnOffer)]) -> (Vec<CardAddOnPurchase>, usize) {
    let mut plans: Vec<&str> = Vec::new();
    for (_, offer) in bought {
        if !plans.contains(&offer.price_plan_id.as_str()) {
            plans.push(&offer.price_plan_id);
        }
    }
    let (mut purchases, mut orders) = (Vec::new(), 0);
    for plan in plans {
        let of_plan = bought
            .iter()
            .filter(|(_, offer)| offer.price_plan_id == plan);
        let cards: Vec<&AddOnCard> = of_plan.flat_map(|(line, _)| &line.cards).collect();
        let batch = |card: &&AddOnCard| {
            let carrier = Carrier::from_carrier_type(card.carrier_type);
            (carrier.unwrap_or(Carrier::Mobile), card.order_id)
        };
        let batches: Vec<_> = cards.iter().map(batch).collect();
        orders += batches
            .iter()
            .map(|(_, order)| order)
            .collect::<BTreeSet<_>>()
            .len();
        for places in split_selection(&batches) {
            let ids = places.iter().filter_map(|place| cards.get(*place));
            purchases.push(CardAddOnPurchase {
                sim_card_ids: ids.map(|card| card.sim_card_id).collect(),
                price_plan_id: plan.to_owned(),
            });
        }
    }
    (purchases, orders)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mb(n: i64) -> Megabytes {
        Megabytes::from_thousandths(n * 1000)
    }

    fn card(id: i64, carrier: i32, over: i64, room: Option<i64>) -> AddOnCard {
        AddOnCard {
            sim_card_id: id,
            order_id: id % 15,
            carrier_type: carrier,
            stop_reason: (over > 0).then(|| StopReason::OverPlan.key().to_owned()),
            allowance: mb(100),
            used: mb(100 + over),
            room: room.map(mb),
            ..AddOnCard::default()
        }
    }

    fn check(cards: Vec<AddOnCard>) -> CardAddOnCheck {
        let offer = |carrier_type, size, price_cents| CardAddOnOffer {
            carrier_type,
            price_plan_id: format!("{carrier_type}-{size}"),
            size: mb(size),
            price_cents,
            ..CardAddOnOffer::default()
        };
        let sizes = [(30, 100), (100, 250), (1024, 700)];
        let of = |carrier| sizes.map(|(size, price)| offer(carrier, size, price));
        CardAddOnCheck {
            cards,
            offers: [of(1), of(3)].concat(),
        }
    }

    #[test]
    fn each_card_gets_the_smallest_size_that_brings_it_back() {
        let mut refused = card(9, 3, 5, None);
        refused.refusal = Some("use_pool_add_on".to_owned());
        let cards = vec![
            card(1, 3, 20, None),
            card(2, 3, 31, None),
            card(3, 1, 0, None),
            card(4, 3, 30, None),
            card(5, 3, 5000, None),
            card(6, 3, 10, Some(70)),
            card(7, 3, 80, Some(70)),
            AddOnCard {
                ordered: mb(100),
                ..card(8, 3, 60, None)
            },
            refused,
        ];
        let lines = lines(&check(cards));
        let rows: Vec<_> = lines
            .iter()
            .map(|line| {
                let ids: Vec<i64> = line.cards.iter().map(|card| card.sim_card_id).collect();
                let size = line.offer(None).map(|offer| offer.size);
                (line.key.as_str(), ids, size, line.offers.len())
            })
            .collect();
        assert_eq!(
            rows,
            [
                ("1-30", vec![3], Some(mb(30)), 3),
                ("3-30", vec![1, 4], Some(mb(30)), 3),
                ("3-30c", vec![6], Some(mb(30)), 1),
                ("3-100", vec![2], Some(mb(100)), 3),
                // One is on its way that is enough.
                ("3-30o", vec![8], Some(mb(30)), 3),
                // Whatever is bought, they stay stopped.
                ("3-30cx", vec![7], Some(mb(30)), 1),
                ("3-1024x", vec![5], Some(mb(1024)), 3),
            ]
        );
        let small = &lines[1];
        assert_eq!(small.back(mb(30)), (2, 0));
        assert_eq!(lines[3].back(mb(30)), (0, 1));
        assert_eq!(lines[3].back(mb(100)), (1, 0));
        assert_eq!(
            small.offer(Some("3-100")).map(|offer| offer.size),
            Some(mb(100))
        );
        assert_eq!(
            small.offer(Some("1-100")).map(|offer| offer.size),
            Some(mb(30))
        );
    }

    #[test]
    fn what_is_bought_keeps_the_rule_of_one_purchase() {
        let cards = (0..30).map(|id| card(id, 3, 1, None));
        let more = (30..60).map(|id| card(id, 3, 50, None));
        let check = check(cards.chain(more).collect());
        let lines = lines(&check);
        let bought: Vec<_> = lines
            .iter()
            .map(|line| (line, line.offer(Some("3-100")).unwrap()))
            .collect();
        // Two lines of one size are one: 15 batch numbers, so 15 orders, in two purchases.
        let (purchases, orders) = purchases(&bought);
        let sizes: Vec<usize> = purchases.iter().map(|one| one.sim_card_ids.len()).collect();
        assert_eq!((orders, sizes), (15, vec![40, 20]));
    }
}
