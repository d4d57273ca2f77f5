//! From where a page opens dialogs about cards: which one is open stands in the address, so that it survives a reload and
//! Back closes it.

use super::facts;
use super::orders::Orders;
use super::parameters::{Asked, Form, Whom};
use crate::api::action_calls::{self, CARDS, WORK_ORDERS};
use crate::api::{ApiError, Query, Request, calls, use_query};
use crate::pages::shared::act::Act;
use crate::pages::shared::guided::Guides;
use crate::platform::dom::fresh_key;
use crate::routes::Route;
use crate::routes::act::Do;
use crate::state::App;
use crate::view::prelude::*;
use gsl_model::wire::{SimCard, WorkOrderId, decode};
use std::rc::Rc;

/// What is open: which dialog, about which card.
pub type Open = Option<(Do, i64)>;

/// Handle of a page's dialogs. Copy.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The console.
    pub app: App,
    /// What is open, as the address says.
    pub now: Memo<Open>,
    /// Its card, as fresh as can be.
    pub card: Memo<Option<Rc<SimCard>>>,
    /// The call that reads it.
    pub query: Query<SimCard>,
    /// What the action asks for.
    pub form: Form,
    /// The mutation.
    pub act: Act,
    /// The irreversible is acknowledged.
    pub ticked: RwSignal<bool>,
    /// The work order made.
    pub sent: RwSignal<Option<i64>>,
    /// Work orders waited for.
    pub orders: Orders,
    /// Guided procedures.
    pub guides: Guides,
    /// What was sent last, with the key it had: sent again it happens once.
    last: StoredValue<Option<(String, String)>>,
    address: Callback<Open, Route>,
    /// Opened from here: Back closes it and leaves nothing behind.
    pushed: StoredValue<bool>,
}

impl Desk {
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
        let desk = Self {
            app,
            now,
            card,
            query,
            form: Form::new(app, Asked::Nothing(""), &Whom::default()),
            act: Act::new(),
            ticked: RwSignal::new(false),
            sent: RwSignal::new(None),
            orders: Orders::new(app),
            guides: Guides::new(app),
            last: StoredValue::new(None),
            address: Callback::new(address),
            pushed: StoredValue::new(false),
        };
        desk.follow();
        desk
    }

    /// Every opening begins anew; a refusal makes the card be looked at again: it has changed meanwhile.
    fn follow(self) {
        let known = Memo::new(move |_| self.card.with(Option::is_some));
        Effect::new(move |_| {
            let now = self.now.get();
            if !known.get() {
                return;
            }
            self.ticked.set(false);
            self.sent.set(None);
            self.act.error.set(None);
            self.last.set_value(None);
            if let (Some((act, _)), Some(card)) = (now, self.card.get_untracked()) {
                self.form.begin(facts::asked(act), &facts::whom(&card));
            }
        });
        Effect::new(move |_| {
            let refused = self.act.error.with(|error| {
                error
                    .as_ref()
                    .is_some_and(|e| matches!(e, ApiError::Refused(_)))
            });
            if refused {
                self.app.client.invalidate(CARDS);
            }
        });
    }

    /// Opens a dialog.
    pub fn open(self, act: Do, card: i64) {
        self.pushed.set_value(true);
        self.app.nav.go(&self.address.run(Some((act, card))));
    }

    /// What opens a dialog, as a button's action.
    #[must_use]
    pub fn opener(self, act: Do, card: i64) -> Callback<()> {
        Callback::new(move |()| self.open(act, card))
    }

    /// Another dialog in place of this one.
    pub fn instead(self, act: Do, card: i64) {
        self.app.nav.replace(&self.address.run(Some((act, card))));
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

    /// Why the open action cannot be sent now. Tracked.
    #[must_use]
    pub fn reason(self) -> Option<String> {
        let t = facts::texts(self.app);
        let (act, _) = self.now.get()?;
        let refusal = self.card.with(|card| match card {
            Some(card) => facts::refusal(self.app, act, card),
            None => Some(self.app.messages().common.loading.to_owned()),
        });
        refusal
            .or_else(|| self.form.complaint())
            .or_else(|| {
                let tick = (t.irreversible)(act).is_some() && !self.ticked.get();
                tick.then(|| t.tick_first.to_owned())
            })
            .or_else(|| self.act.reason(self.app))
    }

    /// Sends the open action, once.
    pub fn send(self) {
        if untrack(|| self.reason().is_some()) || self.sent.with_untracked(Option::is_some) {
            return;
        }
        let (Some((act, id)), Some(ready), Some(card)) = (
            self.now.get_untracked(),
            self.form.ready(),
            self.card.get_untracked(),
        ) else {
            return;
        };
        let Some(request) = action_calls::act(act, id, &ready.parameters) else {
            return;
        };
        let request = self.keyed(request);
        let number = facts::number(&card);
        let done = move |body: String| {
            let Ok(WorkOrderId { work_order_id }) = decode::<WorkOrderId>(&body) else {
                return;
            };
            self.sent.set(Some(work_order_id));
            self.orders.wait(work_order_id, Some(act), &number);
            let t = facts::texts(self.app);
            self.app
                .announce(format!("{} {}", t.sent, (t.order)(work_order_id)));
        };
        self.act
            .run(self.app, request, &[WORK_ORDERS, CARDS], Box::new(done));
    }

    /// The request with the key it had when it was sent before; other parameters are another mutation.
    fn keyed(self, request: Request) -> Request {
        let what = request.key();
        let key = self
            .last
            .get_value()
            .filter(|(sent, _)| *sent == what)
            .map_or_else(fresh_key, |(_, key)| key);
        self.last.set_value(Some((what, key.clone())));
        request.once(key)
    }
}
