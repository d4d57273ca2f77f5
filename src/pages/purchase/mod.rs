//! 购买SIM卡: plan, card and quantity; where they are used, pool, delivery; what it means and the quote; payment
//! (console.md section 17, Q2.1–2.4, Q3.2–3.11, Q5.1–5.6, Q9.4, Q13.3, Q13.8, Q13.11).
//!
//! What was chosen stands in the address, what was typed in a draft of the session. Everything is sent under keys that stay
//! the same until the purchase is paid, so neither a double click nor a lost answer makes a second order.

mod choices;
mod confirm;
mod delivery;
mod done;
mod finder;
mod offer;
mod pay;
mod pool;
mod quantity;
mod quote;
mod reach;

use crate::api::error::Refusal;
use crate::api::{Query, calls, purchase_calls, use_query};
use crate::features::wizard::summary::beside;
use crate::features::wizard::{Frame, RUN, Sender, page};
use crate::i18n::purchase::{Purchase as Texts, purchase};
use crate::platform::draft::Draft;
use crate::routes::Route;
use crate::routes::purchase::{PurchaseView, Step};
use crate::state::{App, app};
use crate::view::prelude::*;
use gsl_model::can::DataType;
use gsl_model::order::{QuantityRefusal, cards_of};
use gsl_model::wire::{OrderDetail, PricePlanList, extension};
use offer::Offer;

/// The texts of the current language.
#[must_use]
fn texts(app: App) -> &'static Texts {
    purchase(app.locale.get_untracked())
}

/// The wizard. Copy.
#[derive(Clone, Copy)]
pub struct PurchaseWizard {
    /// The console.
    pub app: App,
    /// What the address holds.
    pub view: Memo<PurchaseView>,
    /// The plans there are.
    pub plans: Query<PricePlanList>,
    /// The same, those that can be bought.
    pub offers: Memo<Vec<Offer>>,
    /// The order that was made.
    pub order: Query<OrderDetail>,
    /// Packs as typed.
    pub packs: RwSignal<String>,
    /// Where the cards will be used, as typed.
    pub place: RwSignal<String>,
    /// Name of a pool to be made.
    pub pool_name: RwSignal<String>,
    /// What the devices may reach, as the service takes it.
    pub reach: RwSignal<String>,
    /// Keys of the points that are ticked, between spaces.
    pub agreed: RwSignal<String>,
    /// Sends order, payment, cancelling.
    pub sender: Sender,
    /// Sends what joins the pool.
    pub joiner: Sender,
    /// What was typed and not sent.
    pub draft: Draft,
}

impl PurchaseWizard {
    fn new(app: App) -> Self {
        let view = Memo::new(move |_| match app.nav.route() {
            Route::Purchase(view) => view,
            _ => PurchaseView::default(),
        });
        let draft = Draft::of("purchase");
        let offered = move || app.client.has(extension::PURCHASE_ACT);
        let plans =
            use_query::<PricePlanList>(app.client, move || offered().then(calls::price_plans));
        let order = use_query::<OrderDetail>(app.client, move || {
            view.with(|view| view.order).map(purchase_calls::order)
        });
        Self {
            app,
            view,
            plans,
            offers: Memo::new(move |_| {
                plans
                    .data()
                    .map(|list| offer::offers(&list.price_plans))
                    .unwrap_or_default()
            }),
            order,
            packs: draft.signal("packs"),
            place: draft.signal("place"),
            pool_name: draft.signal("pool"),
            reach: draft.signal("reach"),
            agreed: draft.signal("agreed"),
            sender: Sender::new(app, draft, explain),
            joiner: Sender::new(app, draft, explain_pool),
            draft,
        }
    }

    /// Another choice, in the same step.
    pub fn choose(self, change: impl FnOnce(&mut PurchaseView)) {
        let mut view = self.view.get_untracked();
        change(&mut view);
        self.app.nav.replace(&Route::Purchase(view));
    }

    /// To a step.
    pub fn go(self, step: Step) {
        let view = self.view.get_untracked();
        let view = PurchaseView { step, ..view };
        self.app.nav.go(&Route::Purchase(view));
    }

    /// The plan chosen. Tracked.
    #[must_use]
    pub fn offer(self) -> Option<Offer> {
        self.offers
            .with(|offers| self.view.with(|view| offer::chosen(offers, view).cloned()))
    }

    /// Packs as a number. Tracked.
    #[must_use]
    pub fn pack_count(self) -> Option<i64> {
        self.packs.with(|packs| packs.trim().parse().ok())
    }

    /// Cards in all, or why so many cannot be bought; None while something is missing. Tracked.
    #[must_use]
    pub fn cards(self) -> Option<Result<i64, QuantityRefusal>> {
        let (offer, pack) = (self.offer()?, self.view.with(|view| view.pack)?);
        Some(cards_of(offer.size, pack, self.pack_count()?))
    }

    /// Whether the service takes directional entries. Tracked.
    #[must_use]
    pub fn takes_entries(self) -> bool {
        self.app.client.has(extension::DIRECTIONAL_ACT)
    }

    /// 流量类型: as chosen, else general up to 100 MB (Q9.4); of more, general data could not use most of it. Tracked.
    #[must_use]
    pub fn data(self) -> DataType {
        if !self.takes_entries() {
            return DataType::General;
        }
        self.view.with(|view| view.data).unwrap_or_else(|| {
            let size = self.offer().map(|offer| offer.size);
            match (size, DataType::by_default(size, false)) {
                (Some(_), None) => DataType::Directional,
                _ => DataType::General,
            }
        })
    }

    /// Paid: the draft is deleted, except the pool's name, which is needed until the order has joined.
    pub fn forget_typed(self) {
        for field in [self.packs, self.place, self.reach, self.agreed] {
            field.set(String::new());
        }
        self.draft.forget(&[quote::TURN, reach::TYPED]);
    }

    /// The purchase is over: only which order it became is kept.
    pub fn forget(self) {
        self.forget_typed();
        self.pool_name.set(String::new());
        self.draft.forget(&[RUN]);
    }

    fn draw(self) -> AnyView {
        let app = self.app;
        let t = texts(app);
        let paid = Memo::new(move |_| {
            let order = self.order.data();
            order.is_some_and(|detail| detail.order.pay_time.is_some())
        });
        let step = Memo::new(move |_| {
            self.view.with(|view| match (view.order, view.step) {
                (Some(_), _) if paid.get() => 4,
                (Some(_), _) => 3,
                (None, Step::Plan) => 0,
                (None, Step::Delivery) => 1,
                (None, Step::Confirm) => 2,
            })
        });
        let offered = app.client.has(extension::PURCHASE_ACT);
        let content = move || match step.get() {
            _ if !offered => AnyView::Nothing,
            0 => beside(t.summary, finder::finder(self), finder::so_far(self)),
            1 => beside(t.summary, delivery::delivery(self), finder::so_far(self)),
            2 => confirm::confirm(self),
            3 => pay::pay(self),
            _ => done::done(self),
        };
        let frame = Frame {
            title: app.messages().shell.purchase,
            purpose: t.purpose,
            back: (
                app.nav.href(&Route::Overview),
                app.messages().shell.overview.to_owned(),
            ),
            steps_label: t.steps_label,
            steps: t.steps,
            step: step.into(),
            missing: (!offered).then_some(t.not_offered),
        };
        page(app, frame, content.into_view())
    }
}

/// What a refusal means here. 403 without a code of an order is Q5.6.
fn explain(app: App, refusal: &Refusal) -> Option<(&'static str, &'static str)> {
    let t = texts(app);
    Some(match (refusal.status, refusal.code.as_str()) {
        (_, "GSL.00012002") => (t.plan_gone, t.plan_gone_next),
        (_, "GSL.00013003") => (t.quote_gone, t.quote_gone_next),
        (_, "GSL.00013006") => (t.address_gone, t.address_gone_next),
        (_, "GSL.00013002") => (t.order_refuses, t.order_refuses_next),
        (_, "GSL.00010004") => (t.wrong_field, t.wrong_field_next),
        (403, _) => (t.forbidden, t.forbidden_next),
        _ => return None,
    })
}

fn explain_pool(app: App, refusal: &Refusal) -> Option<(&'static str, &'static str)> {
    let t = texts(app);
    match refusal.code.as_str() {
        "GSL.00014003" | "GSL.00014004" | "GSL.00010004" => {
            Some((t.pool_refuses, t.pool_refuses_next))
        }
        _ => explain(app, refusal),
    }
}

/// 购买SIM卡
#[component]
pub fn PurchasePage() -> impl IntoView {
    PurchaseWizard::new(app()).draw()
}
