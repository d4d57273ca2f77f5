//! Everything that can be done with a card, as a menu: what ends its stop first, then what can be done now, then what cannot,
//! each with its reason.

use super::card_dialogs::CardDialogs;
use super::facts::texts;
use super::offers::{Offer, Offers};
use crate::ui::menu::Item;
use gsl_model::action::Consequence;

/// The items for a card.
#[must_use]
pub fn items(dialogs: CardDialogs, offers: &Offers) -> Vec<Item> {
    let app = dialogs.app;
    let remedy = offers.remedy_now();
    let others = |possible: bool| {
        let offers = offers.list.iter();
        offers.filter(move |offer| offer.why_not.is_none() == possible && remedy != Some(*offer))
    };
    let check = offers
        .check()
        .map(|page| Item::link(texts(app).check, app.nav.href(&page)));
    let groups: [Vec<Item>; 3] = [
        remedy
            .map(|offer| item(dialogs, offer))
            .into_iter()
            .collect(),
        others(true)
            .map(|offer| item(dialogs, offer))
            .chain(check)
            .collect(),
        others(false).map(|offer| item(dialogs, offer)).collect(),
    ];
    let mut items = Vec::new();
    for group in groups {
        if !items.is_empty() && !group.is_empty() {
            items.push(Item::separator());
        }
        items.extend(group);
    }
    items
}

fn item(dialogs: CardDialogs, offer: &Offer) -> Item {
    let app = dialogs.app;
    let item = match offer.page() {
        Some(page) => Item::link(offer.label, app.nav.href(&page)),
        None => Item::run(offer.label, dialogs.opener(offer)),
    };
    let item = item.disabled(offer.reason(app));
    match offer.action.consequence() {
        Consequence::Destructive => item.danger(),
        Consequence::Reversible | Consequence::Irreversible => item,
    }
}
