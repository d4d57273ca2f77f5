//! 订购叠加包 for single cards: the lines they split into by carrier and size, who takes none and why, one payment, arrival
//! (console.md section 13, Q5.7–5.9, Q10.5).

mod arrive;
mod cards;
mod lines;
mod order;

use super::texts;
use crate::api::error::Refusal;
use crate::api::{Query, add_on_calls as calls, purchase_calls, use_query};
use crate::features::pools::wizards;
use crate::features::query_section::{load_state, part};
use crate::features::wizard::{Frame, Sender, page, panel};
use crate::platform::draft::Draft;
use crate::routes::add_on::CardAddOnView;
use crate::routes::pool::{PoolKind, PoolsView};
use crate::routes::renewal::RenewalView;
use crate::routes::{CardsView, Route};
use crate::state::{App, app};
use crate::ui::button::{ButtonLink, Kind};
use crate::ui::feedback::Empty;
use crate::view::prelude::*;
use gsl_model::wire::{CardAddOnCheck, Order, OrderList, extension};

/// The wizard. Copy.
#[derive(Clone, Copy)]
pub struct CardAddOnWizard {
    /// The console.
    pub app: App,
    /// What the address holds.
    pub view: Memo<CardAddOnView>,
    /// The cards as the service sees them, and what it offers.
    pub check: Query<CardAddOnCheck>,
    /// The orders that were made.
    pub orders: Query<OrderList>,
    /// Sends orders and payment.
    pub sender: Sender,
    /// Keys of the terms that are acknowledged.
    pub agreed: RwSignal<String>,
}

impl CardAddOnWizard {
    fn new(app: App) -> Self {
        let view = Memo::new(move |_| match app.nav.route() {
            Route::CardAddOn(view) => view,
            _ => CardAddOnView::default(),
        });
        let offered = move || app.client.has(extension::ADD_ONS_ACT);
        let check = use_query::<CardAddOnCheck>(app.client, move || {
            let cards = view.with(|view| view.cards.clone());
            (offered() && !cards.is_empty()).then(|| calls::check(cards))
        });
        let orders = use_query::<OrderList>(app.client, move || {
            view.with(|view| (!view.orders.is_empty()).then(|| purchase_calls::named(&view.orders)))
        });
        let draft = Draft::of("card-add-on");
        Self {
            app,
            view,
            check,
            orders,
            sender: Sender::new(app, draft, explain),
            agreed: draft.signal("agreed"),
        }
    }

    /// Another choice, in the same step.
    pub fn choose(self, change: impl FnOnce(&mut CardAddOnView)) {
        let mut view = self.view.get_untracked();
        change(&mut view);
        self.app.nav.replace(&Route::CardAddOn(view));
    }

    /// The orders created, once the service has returned all of them. Tracked.
    #[must_use]
    pub fn made(self) -> Option<Vec<Order>> {
        let orders = self.orders.data()?.orders.clone();
        let all = self.view.with(|view| view.orders.len());
        (orders.len() == all).then_some(orders)
    }

    /// The purchase is over.
    pub fn forget(self) {
        self.agreed.set(String::new());
        self.sender.anew();
    }

    fn form(self) -> AnyView {
        let app = self.app;
        let t = texts(app);
        let none = Memo::new(move |_| self.view.with(|view| view.cards.is_empty()));
        let content = move || {
            if none.get() {
                let list = app.nav.href(&Route::Cards(CardsView::default()));
                return view! {
                    <Empty title=t.none_chosen text=t.none_chosen_text>
                        <ButtonLink kind=Kind::Primary href=list>{t.to_cards}</ButtonLink>
                    </Empty>
                };
            }
            part(load_state(self.check), 8, move || order::order(self))
        };
        view! { {content} {ways(app)} }
    }

    fn draw(self) -> AnyView {
        let app = self.app;
        let t = texts(app);
        let step = Memo::new(move |_| {
            let ordered = self.view.with(|view| !view.orders.is_empty());
            usize::from(ordered)
        });
        let offered = app.client.has(extension::ADD_ONS_ACT);
        let content = move || match step.get() {
            _ if !offered => AnyView::Nothing,
            0 => self.form(),
            _ => arrive::arrive(self),
        };
        let frame = Frame {
            title: t.card_title,
            purpose: t.card_purpose,
            back: (
                app.nav.href(&Route::Cards(CardsView::default())),
                app.messages().shell.card_list.to_owned(),
            ),
            steps_label: t.steps_label,
            steps: t.card_steps,
            step: step.into(),
            missing: (!offered).then_some(t.cards_missing),
        };
        page(app, frame, content.into_view())
    }
}

/// What a refusal means here.
fn explain(app: App, refusal: &Refusal) -> Option<(&'static str, &'static str)> {
    let t = texts(app);
    Some(match refusal.code.as_str() {
        "GSL.00013007" => (t.check_failed, t.check_failed_next),
        "GSL.00012002" => (t.plan_gone, t.plan_gone_next),
        "GSL.00013001" | "GSL.00013002" => (t.order_refuses, t.order_refuses_next),
        "GSL.00011001" => (t.unknown_card, t.unknown_card_next),
        _ => return None,
    })
}

/// 订购叠加包
#[component]
pub fn CardAddOnPage() -> impl IntoView {
    CardAddOnWizard::new(app()).draw()
}

/// The ways to top up, each with the link to it; and that nothing is returned (Q5.7–5.9).
fn ways(app: App) -> AnyView {
    let t = texts(app);
    let pools = Route::Pools(PoolsView::of(PoolKind::Forward));
    let renewal = Route::Renewal(RenewalView::default());
    let ways = [
        (t.way_card, None),
        (t.way_pool, Some((app.nav.href(&pools), t.to_pools))),
        (
            t.way_renew,
            Some((app.nav.href(&renewal), app.messages().shell.renewal)),
        ),
        (
            t.way_return,
            wizards::create(app).map(|href| (href, t.to_new_pool)),
        ),
    ];
    let way = |(text, link): (&'static str, Option<(String, &'static str)>)| {
        let link = link.map(|(href, name)| view! { " "<a href=href>{name}</a> });
        view! { <li>{text}{link}</li> }
    };
    let list = view! { <ul class="wizard-meaning">{ways.into_iter().map(way).collect_view()}</ul> };
    panel(t.ways, list.into_view())
}
