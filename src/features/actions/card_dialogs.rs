//! Dialogs about cards on a page: the open one is part of the address, so that it survives a reload and Back closes it.

use super::offers::{Offer, Opens};
use super::pending_orders::PendingOrders;
use crate::api::{Query, calls, use_query};
use crate::routes::Route;
use crate::state::App;
use crate::ui::button::Button;
use crate::view::prelude::*;
use gsl_model::action::CardAction;
use gsl_model::wire::SimCard;
use std::rc::Rc;

/// The open dialog and its card.
pub type Open = Option<(CardAction, i64)>;

/// Handle of a page's dialogs. Copy.
#[derive(Clone, Copy)]
pub struct CardDialogs {
    /// The console.
    pub app: App,
    /// The open dialog according to the address.
    pub now: Memo<Open>,
    /// Its card, as fresh as can be.
    pub card: Memo<Option<Rc<SimCard>>>,
    /// The call that reads it.
    pub query: Query<SimCard>,
    /// Work orders waited for.
    pub orders: PendingOrders,
    /// Draws the network reset of a card; there once the dialogs have arrived.
    pub panel: RwSignal<Option<Callback<i64, AnyView>>>,
    address: Callback<Open, Route>,
    /// Opened from here: Back closes it and leaves nothing behind.
    pushed: StoredValue<bool>,
}

impl CardDialogs {
    /// The dialogs of a page. `open` reads the route, `address` is the page's route with another dialog, `known` gives a
    /// card the page has already.
    pub fn new(
        app: App,
        open: impl Fn(Route) -> Open + 'static,
        address: impl Fn(Open) -> Route + 'static,
        known: impl Fn(i64) -> Option<Rc<SimCard>> + 'static,
    ) -> Self {
        let now = Memo::new(move |_| open(app.nav.route()));
        let query =
            use_query::<SimCard>(app.client, move || now.get().map(|(_, id)| calls::card(id)));
        let card = Memo::new(move |_| {
            let (_, id) = now.get()?;
            query
                .data()
                .filter(|card| card.sim_card_id == id)
                .or_else(|| known(id))
        });
        Self {
            app,
            now,
            card,
            query,
            orders: PendingOrders::new(app),
            panel: RwSignal::new(None),
            address: Callback::new(address),
            pushed: StoredValue::new(false),
        }
    }

    /// Opens the dialog or the page where it is done.
    pub fn open(self, offer: &Offer) {
        if let Opens::Dialog(card) = offer.opens {
            self.pushed.set_value(true);
            let dialog = self.address.run(Some((offer.action, card)));
            self.app.nav.go(&dialog);
        } else {
            offer.go(self.app);
        }
    }

    /// The same, as a button's action.
    #[must_use]
    pub fn opener(self, offer: &Offer) -> Callback<()> {
        let offer = offer.clone();
        Callback::new(move |()| self.open(&offer))
    }

    /// The button of something that can be done, with the reason why not now.
    #[must_use]
    pub fn button(self, offer: &Offer) -> AnyView {
        let (why, open, label) = (offer.reason(self.app), self.opener(offer), offer.label);
        view! { <Button disabled_reason=why on_click=open>{label}</Button> }
    }

    /// Another dialog in place of this one.
    pub fn replace_with(self, action: CardAction, card: i64) {
        self.app
            .nav
            .replace(&self.address.run(Some((action, card))));
    }

    /// Closes the dialog for good: what it asked for is sent, so neither Back nor a reload opens it again.
    pub fn sent(self) {
        if self.now.try_get_untracked().flatten().is_none() {
            return;
        }
        self.app.nav.replace(&self.address.run(None));
        if self.pushed.try_get_value() == Some(true) {
            self.pushed.set_value(false);
            self.app.nav.back();
        }
    }

    /// Closes the dialog.
    pub fn close(self) {
        if self.now.try_get_untracked().flatten().is_none() {
            return;
        }
        if self.pushed.try_get_value() == Some(true) {
            self.pushed.set_value(false);
            self.app.nav.back();
        } else {
            self.app.nav.replace(&self.address.run(None));
        }
    }
}
