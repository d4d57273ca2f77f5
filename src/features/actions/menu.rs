//! Everything that can be done with a card, as a menu: what it does not allow says why.

use super::card_dialogs::CardDialogs;
use super::facts::{no_add_on, refusal, texts};
use crate::routes::card_action::CardAction;
use crate::routes::label::CheckView;
use crate::routes::{CardTab, Route};
use crate::ui::menu::Item;
use gsl_model::wire::SimCard;

/// Where a line stands above an action.
const LINE_BEFORE: [CardAction; 3] = [
    CardAction::ResetNetwork,
    CardAction::Rebind,
    CardAction::QueryRealName,
];

/// The items for a card.
#[must_use]
pub fn items(dialogs: CardDialogs, card: &SimCard) -> Vec<Item> {
    let app = dialogs.app;
    let t = texts(app);
    let id = card.sim_card_id;
    let mut items = Vec::new();
    for action in CardAction::ALL {
        if LINE_BEFORE.contains(&action) {
            items.push(Item::separator());
        }
        let item = Item::run((t.name)(action), dialogs.opener(action, id))
            .disabled(refusal(app, action, card));
        items.push(if action == CardAction::ClearRealName {
            item.danger()
        } else {
            item
        });
    }
    let add_on = app.nav.href(&Route::card_add_on(vec![id]));
    items.push(Item::link(t.add_on, add_on).disabled(no_add_on(app, card)));
    items.push(Item::separator());
    let labels = Route::Card {
        id,
        tab: CardTab::Basic,
        action: None,
    };
    items.push(Item::link(t.labels, app.nav.href(&labels)));
    items.extend(card.number().map(|number| {
        let check = Route::Check(CheckView::of(number));
        Item::link(t.check, app.nav.href(&check))
    }));
    items
}
