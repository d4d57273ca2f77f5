//! Buying add-ons for several cards (console.md section 13, Q5.7, Q5.8). Whether a single card takes one is
//! [`crate::can::add_on`].

use crate::carrier::Carrier;

/// The most batch numbers, and so orders, in one purchase.
pub const MOST_ADD_ON_ORDERS: usize = 10;

/// Why add-ons cannot be bought for these cards together.
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

/// Checks whether add-ons can be bought for these cards (carrier, batch number) together. Returns the batch numbers,
/// ascending: there will be one order for each.
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

/// Cards, given as carrier and batch number, in as few purchases as the rule allows: their places in the list, by carrier,
/// with at most ten batch numbers each. The cards of one batch number stay together.
#[must_use]
pub fn split_selection(cards: &[(Carrier, i64)]) -> Vec<Vec<usize>> {
    let mut places: Vec<usize> = (0..cards.len()).collect();
    let of = |place: usize| cards.get(place).copied();
    places.sort_by_key(|place| {
        of(*place).map(|(carrier, order)| (carrier.carrier_type(), order, *place))
    });
    let mut purchases: Vec<Vec<usize>> = Vec::new();
    let (mut last, mut batches) = (None, 0);
    for place in places {
        let now = of(place);
        let same = |last: Option<(Carrier, i64)>| {
            last.zip(now)
                .is_some_and(|((carrier, _), (other, _))| carrier == other)
        };
        if now != last {
            batches += 1;
        }
        if batches > MOST_ADD_ON_ORDERS || !same(last) {
            purchases.push(Vec::new());
            batches = 1;
        }
        if let Some(purchase) = purchases.last_mut() {
            purchase.push(place);
        }
        last = now;
    }
    purchases
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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

    #[test]
    fn a_selection_is_split_into_as_few_purchases_as_there_can_be() {
        let (cm, cu) = (Carrier::Mobile, Carrier::Unicom);
        assert!(split_selection(&[]).is_empty());
        let mixed = [(cu, 4), (cm, 1), (cu, 4), (cm, 2), (cm, 1)];
        let mut split = split_selection(&mixed);
        split.sort();
        assert_eq!(split, [vec![0, 2], vec![1, 4, 3]]);
        let many: Vec<_> = (0..21).map(|order| (cm, order)).collect();
        let sizes: Vec<usize> = split_selection(&many).iter().map(Vec::len).collect();
        assert_eq!(sizes, [10, 10, 1]);
    }

    proptest! {
        #[test]
        fn every_card_is_in_one_purchase_that_is_allowed(
            cards in proptest::collection::vec((0_usize..4, 0_i64..30), 0..80)
        ) {
            let carriers = Carrier::ALL;
            let cards: Vec<_> = cards.into_iter().map(|(at, order)| (carriers[at], order)).collect();
            let split = split_selection(&cards);
            let mut seen: Vec<usize> = split.iter().flatten().copied().collect();
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..cards.len()).collect::<Vec<_>>());
            let mut orders = 0;
            for purchase in &split {
                let of: Vec<_> = purchase.iter().map(|place| cards[*place]).collect();
                orders += check_selection(&of).map_err(|why| TestCaseError::fail(why.key()))?.len();
            }
            let mut batches = cards.clone();
            batches.sort_by_key(|(carrier, order)| (carrier.carrier_type(), *order));
            batches.dedup();
            prop_assert_eq!(orders, batches.len());
        }
    }
}
