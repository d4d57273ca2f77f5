//! Everything that can be done with a card, as a menu: what it does not allow says why.

use super::card_dialogs::CardDialogs;
use super::facts::texts;
use super::offers::Offers;
use crate::ui::menu::Item;
use gsl_model::action::{CardAction, Consequence};

/// Actions with a separator above.
const LINE_BEFORE: [CardAction; 4] = [
    CardAction::ResetNetwork,
    CardAction::Rebind,
    CardAction::QueryRealName,
    CardAction::Tags,
];

/// The items for a card.
#[must_use]
pub fn items(dialogs: CardDialogs, offers: &Offers) -> Vec<Item> {
    let app = dialogs.app;
    let mut items = Vec::new();
    for offer in &offers.list {
        if LINE_BEFORE.contains(&offer.action) {
            items.push(Item::separator());
        }
        let item = match offer.page() {
            Some(page) => Item::link(offer.label, app.nav.href(&page)),
            None => Item::run(offer.label, dialogs.opener(offer)),
        };
        let item = item.disabled(offer.reason(app));
        items.push(match offer.action.consequence() {
            Consequence::Destructive => item.danger(),
            Consequence::Reversible | Consequence::Irreversible => item,
        });
    }
    let check = offers.check();
    items.extend(check.map(|page| Item::link(texts(app).check, app.nav.href(&page))));
    items
}
