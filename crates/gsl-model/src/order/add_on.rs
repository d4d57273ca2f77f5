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

#[cfg(test)]
mod tests {
    use super::*;

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
