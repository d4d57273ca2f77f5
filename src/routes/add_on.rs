//! The address of 订购叠加包 for single cards: which cards, the size chosen, and once it is ordered the orders.

use super::Route;
use super::pool_wizard::{ids, write_ids};
use super::url::Params;

/// Buying add-ons for cards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardAddOnView {
    /// Cards, by 卡标识; at most [`super::pool_wizard::MOST_NAMED`].
    pub cards: Vec<i64>,
    /// Size chosen, by the id of its plan; empty = none yet.
    pub plan: String,
    /// The orders that were made, one for each batch number.
    pub orders: Vec<i64>,
}

impl CardAddOnView {
    pub(super) fn from_url(params: &Params) -> Self {
        Self {
            cards: ids(params, "cards"),
            plan: params.get("plan").unwrap_or_default().trim().to_owned(),
            orders: ids(params, "orders"),
        }
    }

    pub(super) fn to_url(&self) -> String {
        let mut params = Params::default();
        write_ids(&mut params, "cards", &self.cards);
        if !self.plan.is_empty() {
            params.push("plan", &self.plan);
        }
        write_ids(&mut params, "orders", &self.orders);
        params.append_to("/add-on")
    }
}

impl Route {
    /// Buying add-ons for these cards.
    #[must_use]
    pub fn card_add_on(cards: Vec<i64>) -> Self {
        Self::CardAddOn(CardAddOnView {
            cards,
            ..CardAddOnView::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn named() -> impl Strategy<Value = Vec<i64>> {
        proptest::collection::hash_set(1..=i64::MAX, 0..8).prop_map(|ids| ids.into_iter().collect())
    }

    proptest! {
        #[test]
        fn an_address_read_back_is_the_same_route(cards in named(), plan in "[a-z0-9-]{0,12}", orders in named()) {
            let route = Route::CardAddOn(CardAddOnView { cards, plan, orders });
            prop_assert_eq!(Route::parse(&route.to_url()), route);
        }

        #[test]
        fn no_address_breaks_it(query in "[ -~]{0,60}") {
            let route = Route::parse(&format!("/add-on?{query}"));
            prop_assert_eq!(Route::parse(&route.to_url()), route);
        }
    }

    #[test]
    fn addresses_stay_as_they_are() {
        assert_eq!(Route::card_add_on(vec![7, 9]).to_url(), "/add-on?cards=7,9");
        assert_eq!(
            Route::parse("/add-on?cards=7,9,7,x,-1"),
            Route::card_add_on(vec![7, 9])
        );
        let bought = CardAddOnView {
            cards: vec![7],
            plan: "2023".to_owned(),
            orders: vec![12, 13],
        };
        assert_eq!(
            Route::CardAddOn(bought).to_url(),
            "/add-on?cards=7&plan=2023&orders=12,13"
        );
        let many: Vec<String> = (1..=600).map(|id: i64| id.to_string()).collect();
        let Route::CardAddOn(view) = Route::parse(&format!("/add-on?cards={}", many.join(",")))
        else {
            unreachable!("the address of add-ons");
        };
        assert_eq!(view.cards.len(), super::super::pool_wizard::MOST_NAMED);
        assert!(matches!(Route::parse("/add-on/1"), Route::NotFound(_)));
        assert!(Route::card_add_on(vec![1]).same_page(&Route::card_add_on(vec![2])));
    }
}
