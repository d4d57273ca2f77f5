//! Card detail: what the card is, why it is so, what it has used. Every part loads by its own query.

pub mod advice;
mod basic;
mod device;
mod fact;
mod head;

mod period;
pub mod series;
mod ticket;
mod usage;
mod validity;

use crate::api::{ApiError, Query, calls, use_query};
use crate::features::actions::loader::action_dialogs;
use crate::features::actions::{CardDialogs, Offers, pending_notice};
use crate::features::as_of::service_day;
use crate::features::query_section::{load_state, part};
use crate::platform::clock;
use crate::routes::pool::PoolKind;
use crate::routes::{CardTab, CardsView, Route};
use crate::state::{App, app, messages};
use crate::ui::button::ButtonLink;
use crate::ui::feedback::{Advice, Empty};
use crate::ui::tabs::{Tab, Tabs};
use crate::view::prelude::*;
use chrono::NaiveDate;
use gsl_model::action::CardAction;
use gsl_model::carrier::Carrier;
use gsl_model::figures::{CardUse, LiveAnswer};
use gsl_model::stop::StopReason;
use gsl_model::wire::{PricePlanList, SimCard, SimPricePlan};
use std::rc::Rc;

/// What the parts of the page share. Copy.
#[derive(Clone, Copy)]
pub struct CardData {
    /// GSL card id.
    pub id: i64,
    /// Operation 2.
    pub query: Query<SimCard>,
    /// The card; changes only when it is another answer.
    pub card: Memo<Option<Rc<SimCard>>>,
    /// What can be done with it today.
    pub offers: Memo<Option<Offers>>,
    /// Its plan instance (operation 15); optional, so a failure is not shown.
    pub plan: Memo<Option<SimPricePlan>>,
    /// The plans (operation 14), asked only for cards that wait for activation.
    pub plans: Query<PricePlanList>,
    /// Operation 15 in real time, once asked.
    pub live: Query<Vec<SimPricePlan>>,
    /// Whether it has been asked.
    pub asked: RwSignal<bool>,
    /// Its usage in the running cycle; None before the card has loaded.
    pub usage: Memo<Option<CardUse>>,
    /// The service's date.
    pub day: Memo<NaiveDate>,
    /// The card's carrier.
    pub carrier: Memo<Option<Carrier>>,
    /// The dialogs about the card.
    pub dialogs: CardDialogs,
}

impl CardData {
    fn new(app: App, id: i64) -> Self {
        let client = app.client;
        let query = use_query::<SimCard>(client, move || Some(calls::card(id)));
        let card = Memo::new(move |_| query.data());
        let instance =
            use_query::<Vec<SimPricePlan>>(client, move || Some(calls::sim_price_plans(id, false)));
        let plan = Memo::new(move |_| instance.data().and_then(|plans| plans.first().cloned()));
        let waits = Memo::new(move |_| {
            card.with(|card| card.as_ref().is_some_and(|card| card.act_date.is_none()))
        });
        let plans =
            use_query::<PricePlanList>(client, move || waits.get().then(calls::price_plans));
        let asked = RwSignal::new(false);
        let live = use_query::<Vec<SimPricePlan>>(client, move || {
            asked.get().then(|| calls::sim_price_plans(id, true))
        });
        let answer = Memo::new(move |_| live_answer(live));
        let day = service_day();
        let offers = Memo::new(move |_| {
            day.track();
            card.with(|card| card.as_deref().map(|card| Offers::of(app, card)))
        });
        let usage = Memo::new(move |_| {
            day.track();
            card.with(|card| {
                let card = card.as_ref()?;
                Some(answer.with(|live| CardUse::of(card, live.as_ref(), clock::now())))
            })
        });
        let carrier =
            Memo::new(move |_| card.with(|card| card.as_ref().map(|card| Carrier::of(card))));
        let dialogs = CardDialogs::new(
            app,
            |route| match route {
                Route::Card { id, action, .. } => action.map(|action| (action, id)),
                _ => None,
            },
            move |open| Route::Card {
                id,
                tab: tab_of(app.nav.route_untracked()),
                action: open.map(|(action, _)| action),
            },
            move |_| card.get(),
        );
        Self {
            id,
            query,
            card,
            offers,
            plan,
            plans,
            live,
            asked,
            usage,
            day,
            carrier,
            dialogs,
        }
    }
}

fn tab_of(route: Route) -> CardTab {
    match route {
        Route::Card { tab, .. } => tab,
        _ => CardTab::default(),
    }
}

fn live_answer(live: Query<Vec<SimPricePlan>>) -> Option<LiveAnswer> {
    live.state.with(|state| {
        let first = state.data.as_ref()?.first()?.clone();
        Some((first, state.fetched_at?))
    })
}

/// One card.
#[component]
pub fn CardPage(
    /// SIM卡标识
    id: i64,
) -> impl IntoView {
    let app = app();
    let data = CardData::new(app, id);
    let state = load_state(data.query);
    let advice = advice_of(data);
    let missing = Memo::new(move |_| {
        state
            .error
            .with(|error| error.as_ref().is_some_and(ApiError::is_absent))
    });
    view! {
        {head::head(app, data, advice)}
        {move || if missing.get() {
            missing_card(app)
        } else {
            part(state, 8, move || body(data, advice))
        }}
        {action_dialogs(data.dialogs)}
    }
}

fn missing_card(app: App) -> AnyView {
    let m = messages();
    let list = app.nav.href(&Route::Cards(CardsView::default()));
    view! {
        <div role="alert">
            <Empty title=m.card().missing>
                <div class="empty-lines">
                <p>{m.card().missing_purged}</p>
                <p>{m.rules.not_here_yet}</p>
                <ButtonLink href=list>{m.card().back_to_list}</ButtonLink>
                </div>
            </Empty>
        </div>
    }
}

fn body(data: CardData, advice: Memo<Option<advice::Advice>>) -> AnyView {
    view! {
        <div class="card-page">
            {pending_notice::pending_notice(data.dialogs, data.card)}
            {move || data.dialogs.panel.get().map(|draw| draw.run(data.id))}
            {advice_view(data, advice)}
            <div class="card-two">
                {validity::validity(data)}
                {period::period(data)}
            </div>
            {tabs(data)}
        </div>
    }
}

/// The advice about the card's state.
fn advice_of(data: CardData) -> Memo<Option<advice::Advice>> {
    let m = messages();
    Memo::new(move |_| {
        let card = data.card.get()?;
        let figures = data.usage.get().and_then(|usage| usage.figures);
        advice::advice(m, &card, figures.as_ref(), clock::now())
    })
}

fn advice_view(data: CardData, advice: Memo<Option<advice::Advice>>) -> AnyView {
    let m = messages();
    (move || {
        advice.get().map(|advice| {
            view! {
                <section class="card-advice" aria-label=m.card().advice.label>
                    <Advice kind=advice.kind>
                        <p><b>{advice.title}</b></p>
                        {advice.lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
                        {remedies(data, &advice.acts)}
                        {pool_link(data)}
                    </Advice>
                </section>
            }
        })
    })
    .into_view()
}

/// The remedies that are done here, as buttons: from a stop for its plan to the add-on (Q10.5), too.
fn remedies(data: CardData, acts: &[CardAction]) -> AnyView {
    if acts.is_empty() {
        return ().into_view();
    }
    let buttons = data.offers.with(|offers| {
        let offers = acts.iter().filter_map(|act| offers.as_ref()?.get(*act));
        offers
            .map(|offer| data.dialogs.button(offer))
            .collect_view()
    });
    view! { <p class="row">{buttons}</p> }
}

/// From a stop by its pool to the pool, where the remedies are (Q13.5).
fn pool_link(data: CardData) -> Option<AnyView> {
    let card = data.card.get_untracked()?;
    let pool = match StopReason::of(&card)? {
        StopReason::Pool => Route::pool(PoolKind::Forward, card.sim_pool_id?),
        StopReason::PoolFrozen | StopReason::BackPoolThreshold => {
            Route::pool(PoolKind::Backward, card.back_pool_id?)
        }
        _ => return None,
    };
    let app = app();
    let (href, text) = (app.nav.href(&pool), app.messages().card().advice.open_pool);
    Some(view! { <p><ButtonLink href=href>{text}</ButtonLink></p> })
}

fn tabs(data: CardData) -> AnyView {
    let app = app();
    let m = &app.messages().card().tabs;
    let open = Memo::new(move |_| tab_of(app.nav.route()));
    let list = Signal::derive(move || {
        CardTab::ALL
            .map(|tab| Tab {
                href: app.nav.href(&Route::Card {
                    id: data.id,
                    tab,
                    action: None,
                }),
                text: match tab {
                    CardTab::Usage => m.usage,
                    CardTab::Basic => m.basic,
                    CardTab::Device => m.device,
                }
                .to_owned(),
                current: open.get() == tab,
            })
            .to_vec()
    });
    view! {
        <section class="panel card-tabs">
            <Tabs label=m.label tabs=list />
            <div class="pad">
                {move || match open.get() {
                    CardTab::Usage => usage::usage(data),
                    CardTab::Basic => basic::basic(data),
                    CardTab::Device => device::device(data),
                }}
            </div>
        </section>
    }
}
