//! The address of 订购叠加包 for single cards: which cards, what is changed of the sizes proposed, and once it is paid the
//! orders and what was left out.

use super::Route;
use super::pool_wizard::{ids, write_ids};
use super::url::Params;

/// Buying add-ons for cards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardAddOnView {
    /// Cards, by 卡标识; at most [`super::pool_wizard::MOST_NAMED`].
    pub cards: Vec<i64>,
    /// Lines of the purchase with another size than the one proposed: key of the line, and the plan of the size.
    pub sizes: Vec<(String, String)>,
    /// Lines whose tick is not as proposed, by key.
    pub toggled: Vec<String>,
    /// The orders that were made, one for each batch number.
    pub orders: Vec<i64>,
    /// Cards that were left out of these and take an add-on.
    pub rest: Vec<i64>,
}

/// Longest key of a line, and most lines: more than the carriers have sizes.
const MOST: usize = 64;

/// A key of a line or a plan: letters, digits, `-` and `_`.
fn known(text: &str) -> Option<String> {
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    ((1..=MOST).contains(&text.len()) && text.chars().all(good)).then(|| text.to_owned())
}

fn toggled(text: &str) -> Vec<String> {
    // In order without sorting, whose code would come with every page.
    let mut keys = Vec::new();
    for key in text.split(',').filter_map(known).take(MOST) {
        if let Err(place) = keys.binary_search(&key) {
            keys.insert(place, key);
        }
    }
    keys
}

fn sizes(text: &str) -> Vec<(String, String)> {
    let pair = |pair: &str| {
        let (key, plan) = pair.split_once(':')?;
        Some((known(key)?, known(plan)?))
    };
    let mut sizes: Vec<(String, String)> = Vec::new();
    for (key, plan) in text.split(',').filter_map(pair).take(MOST) {
        if let Err(place) = sizes.binary_search_by(|(known, _)| known.cmp(&key)) {
            sizes.insert(place, (key, plan));
        }
    }
    sizes
}

impl CardAddOnView {
    pub(super) fn from_url(params: &Params) -> Self {
        Self {
            cards: ids(params, "cards"),
            sizes: sizes(params.get("sizes").unwrap_or_default()),
            toggled: toggled(params.get("toggled").unwrap_or_default()),
            orders: ids(params, "orders"),
            rest: ids(params, "rest"),
        }
    }

    pub(super) fn to_url(&self) -> String {
        let mut params = Params::default();
        write_ids(&mut params, "cards", &self.cards);
        let sizes = self.sizes.iter().map(|(key, plan)| format!("{key}:{plan}"));
        let sizes = sizes.collect::<Vec<_>>().join(",");
        for (name, text) in [("sizes", sizes), ("toggled", self.toggled.join(","))] {
            if !text.is_empty() {
                params.push(name, &text);
            }
        }
        write_ids(&mut params, "orders", &self.orders);
        write_ids(&mut params, "rest", &self.rest);
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
        fn an_address_read_back_is_the_same_route(
            cards in named(),
            sizes in proptest::collection::btree_map("[a-z0-9-]{1,12}", "[a-z0-9-]{1,12}", 0..4),
            toggled in proptest::collection::btree_set("[a-z0-9-]{1,12}", 0..4),
            orders in named(),
            rest in named(),
        ) {
            let (sizes, toggled) = (sizes.into_iter().collect(), toggled.into_iter().collect());
            let route = Route::CardAddOn(CardAddOnView { cards, sizes, toggled, orders, rest });
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
            sizes: vec![("2023c".to_owned(), "2024".to_owned())],
            toggled: vec!["2025".to_owned()],
            orders: vec![12, 13],
            rest: vec![8],
        };
        assert_eq!(
            Route::CardAddOn(bought).to_url(),
            "/add-on?cards=7&sizes=2023c:2024&toggled=2025&orders=12,13&rest=8"
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
