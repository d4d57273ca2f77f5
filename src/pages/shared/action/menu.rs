//! Everything that can be done with a card, as a menu: what it does not allow says why.

use super::desk::Desk;
use super::facts::{no_add_on, refusal, texts};
use crate::routes::act::Do;
use crate::routes::label::CheckView;
use crate::routes::{CardTab, Route};
use crate::ui::menu::Item;
use gsl_model::wire::SimCard;

/// Where a line stands above an action.
const LINE_BEFORE: [Do; 3] = [Do::ResetNetwork, Do::Rebind, Do::QueryRealName];

/// The items for a card.
#[must_use]
pub fn items(desk: Desk, card: &SimCard) -> Vec<Item> {
    let app = desk.app;
    let t = texts(app);
    let id = card.sim_card_id;
    let mut items = Vec::new();
    for act in Do::ALL {
        if LINE_BEFORE.contains(&act) {
            items.push(Item::separator());
        }
        let item = Item::run((t.name)(act), desk.opener(act, id)).disabled(refusal(app, act, card));
        items.push(if act == Do::ClearRealName {
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
        act: None,
    };
    items.push(Item::link(t.labels, app.nav.href(&labels)));
    items.extend(card.number().map(|number| {
        let check = Route::Check(CheckView::of(number));
        Item::link(t.check, app.nav.href(&check))
    }));
    items
}
