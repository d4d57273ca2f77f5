//! One order: its steps, what it is, its cards.

use super::order_action::OrderAction;
use super::order_data::OrderData;
use super::{basic, cards, directional, steps};
use crate::api::order_calls;
use crate::features::directional::texts;
use crate::features::orders::{explain, has_cards, kind, state, status_of, waits_for_payment};
use crate::features::polling::{note, while_running};
use crate::features::query_section::{load_state, section_with};
use crate::i18n::orders::orders;
use crate::routes::Route;
use crate::routes::order::{OrderTab, OrderView, OrdersView};
use crate::state::{App, app};
use crate::ui::button::{Button, ButtonLink, Kind};
use crate::ui::feedback::Empty;
use crate::ui::icon::IconName;
use crate::ui::tabs::{Tab, Tabs};
use crate::view::prelude::*;
use gsl_model::order::OrderStatus;
use gsl_model::wire::extension;

/// One order.
#[component]
pub fn OrderPage(
    /// 批次号
    id: i64,
) -> impl IntoView {
    let app = app();
    let t = orders(app.locale.get_untracked());
    if !app.client.has(order_calls::ORDER) {
        return unknown(app, id, t.detail_not_offered, None);
    }
    let data = OrderData::new(app, id);
    let state = load_state(data.query);
    while_running(app, data.running, state.refetch);
    tell_change(data);
    let missing = Memo::new(move |_| {
        state.error.with(|error| {
            let refusal = error.as_ref().and_then(|error| error.refusal());
            refusal.is_some_and(|refusal| refusal.code == "GSL.00013001" || refusal.status == 404)
        })
    });
    (move || {
        if missing.get() {
            return unknown(app, id, t.missing, Some(t.missing_text));
        }
        view! {
            {head(data, state.refetch)}
            {section_with(state, explain, 8, move || body(data))}
            {data.order_action.view()}
        }
    })
    .into_view()
}

fn unknown(app: App, id: i64, why: &'static str, text: Option<&'static str>) -> AnyView {
    let t = orders(app.locale.get_untracked());
    let list = app.nav.href(&Route::Orders(OrdersView::default()));
    view! {
        <div class="head"><div><h1 tabindex="-1">{(t.title)(id)}</h1></div></div>
        <div role="alert">
            <Empty title=why text=text.unwrap_or_default()><ButtonLink href=list>{t.back}</ButtonLink></Empty>
        </div>
    }
}

/// Says that the order is in another state than before.
fn tell_change(data: OrderData) {
    Effect::new(move |before: Option<Option<i32>>| {
        data.order.with(|order| {
            let order = &order.as_ref()?.order;
            let now = order.order_status;
            if before.flatten().is_some_and(|was| Some(was) != now) {
                let said = (data.t.changed)(data.id, &state(data.app, order));
                data.app.announce(said);
                data.app.client.invalidate("/v1/sim-cards");
            }
            now
        })
    });
}

fn head(data: OrderData, refetch: Callback<()>) -> AnyView {
    let (app, t) = (data.app, data.t);
    let m = app.messages();
    let list = app.nav.href(&Route::Orders(OrdersView::default()));
    let what = move || {
        data.order.with(|order| {
            let order = &order.as_ref()?.order;
            let kind = kind(app, order.order_type);
            // Of several plans none is named.
            Some(match &order.price_plan_name {
                Some(plan) => format!("{kind} · {plan}"),
                None => kind,
            })
        })
    };
    let renewal = move || {
        let can = data.order.with(|order| {
            let order = &order.as_ref()?.order;
            let bought = has_cards(order);
            (bought && status_of(order) == Some(OrderStatus::Completed)).then_some(())
        });
        can.filter(|()| app.client.has(extension::RENEWAL_READ))
            .map(|()| {
                let href = app.nav.href(&Route::renewal_of(data.id));
                view! { <ButtonLink href=href>{m.shell.renewal}</ButtonLink> }
            })
    };
    // What an order that is paid or over can never have again is not offered; the list's menu says why.
    let waits = Memo::new(move |_| {
        let order = data.order.get();
        order.is_none_or(|order| waits_for_payment(&order.order).is_ok())
    });
    let button = move |action: OrderAction, look: Kind| {
        let why = Signal::derive(move || match data.order.get() {
            Some(order) => data.order_action.why_not(action, &order.order),
            None => Some(m.common.loading.to_owned()),
        });
        let ask = Callback::new(move |()| {
            if let Some(order) = data.order.get_untracked() {
                data.order_action.ask(action, &order.order);
            }
        });
        view! { <Button kind=look disabled_reason=why on_click=ask>{action.name(t)}</Button> }
    };
    view! {
        <div class="head">
            <div>
                <nav class="crumbs" aria-label=t.back><a href=list>{t.back}</a></nav>
                <h1 tabindex="-1">{(t.title)(data.id)}</h1>
                <p>{what}</p>
            </div>
            <div class="actions">
                {note(app, data.running, t.live)}
                {renewal}
                {move || waits.get().then(|| view! {
                    {button(OrderAction::Pay, Kind::Primary)}
                    {button(OrderAction::Cancel, Kind::Secondary)}
                })}
                <Button icon=IconName::Refresh on_click=refetch>{m.common.refresh}</Button>
            </div>
        </div>
    }
}

fn body(data: OrderData) -> AnyView {
    view! {
        <div class="card-page">
            {move || data.order.get().map(|order| steps::steps(data, &order))}
            {tabs(data)}
        </div>
    }
}

fn tabs(data: OrderData) -> AnyView {
    let t = data.t;
    let open = Memo::new(move |_| data.view.with(|view| view.tab));
    let list = Signal::derive(move || {
        OrderTab::ALL
            .map(|tab| Tab {
                href: data.app.nav.href(&Route::Order(OrderView {
                    id: data.id,
                    tab,
                    ..OrderView::default()
                })),
                text: match tab {
                    OrderTab::Basic => t.tab_basic,
                    OrderTab::Cards => t.tab_cards,
                    OrderTab::Directional => texts(data.app).tab,
                }
                .to_owned(),
                current: open.get() == tab,
            })
            .to_vec()
    });
    view! {
        <section class="panel card-tabs">
            <Tabs label=t.tabs tabs=list />
            {move || match open.get() {
                OrderTab::Basic => basic::basic(data),
                OrderTab::Cards => cards::cards(data),
                OrderTab::Directional => directional::tab(data.app, data.id),
            }}
        </section>
    }
}
