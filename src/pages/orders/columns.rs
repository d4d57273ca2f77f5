//! The columns of the list (console.md section 8) and their cells.

use super::list::OrdersList;
use super::order_action::OrderAction;
use crate::features::directional::texts;
use crate::features::instants;
use crate::features::orders::{badge, has_cards, kind, link, named};
use crate::features::wizard::price;
use crate::i18n::format;
use crate::i18n::orders::orders;
use crate::routes::Route;
use crate::routes::card_filter::{CardFilter, Field, Value};
use crate::routes::order::{OrderTab, OrderView};
use crate::routes::pool::PoolKind;
use crate::state::App;
use crate::ui::badge::given;
use crate::ui::button::Kind;
use crate::ui::icon::IconName;
use crate::ui::menu::{Item, MenuButton};
use crate::ui::table::Column;
use crate::view::prelude::*;
use gsl_model::export::Words;
use gsl_model::wire::Order;

/// The columns the viewer wants, in the viewer's order.
#[must_use]
pub fn columns(page: OrdersList) -> Vec<Column<Order>> {
    let shown = page.settings.shown();
    let mut columns: Vec<Column<Order>> = shown
        .iter()
        .map(|choice| column(page.app, choice.key, choice.heading))
        .collect();
    let actions = Column::new(page.t.actions, move |order: &Order| actions(page, order));
    columns.push(actions.last().hide_header());
    columns
}

fn column(app: App, key: &'static str, heading: &'static str) -> Column<Order> {
    let column = Column::new(heading, move |order: &Order| cell(app, key, order));
    match key {
        "id" => column.names_row(),
        "tracking" => column.class("mono"),
        "type" | "state" | "expected" => column.primary(),
        "quantity" | "price" => column.numeric(),
        _ => column,
    }
}

/// 订单号, which leads to its payment in the billing centre.
#[must_use]
pub fn trade(app: App, order: &Order) -> AnyView {
    let t = orders(app.locale.get_untracked());
    let Some(number) = order.trade_number.clone() else {
        return instants::nothing(app);
    };
    let href = app
        .config
        .with_value(|config| config.billing_url.as_str().to_owned());
    let label = (t.billing_of)(&number);
    view! { <a class="mono" href=href target="_blank" rel="noopener noreferrer" aria-label=label>{number}</a> }
}

fn cell(app: App, key: &str, order: &Order) -> AnyView {
    let m = app.messages();
    let t = orders(app.locale.get_untracked());
    let text = |text: Option<String>| text.map_or_else(|| instants::nothing(app), given);
    match key {
        "id" => link(app, order.order_id),
        "trade" => trade(app, order),
        "plan" => text(order.price_plan_name.clone()),
        "sim_type" => text(named(app, Words::SimType, order.sim_type)),
        "form" => text(form(app, order)),
        "type" => {
            let to = order.account.clone();
            let to = to.map(|to| view! { " "<span class="small muted">"→ " {given(to)}</span> });
            view! { <span>{kind(app, order.order_type)}{to}</span> }
        }
        "state" => badge(app, order),
        "expected" => day(app, order.expected_time),
        "model" => text(order.model.clone()),
        "network" => text(order.network_type.clone()),
        "company" => text(order.logistics_company.clone()),
        "tracking" => text(order.logistics_number.clone()),
        "shipped" => day(app, order.ship_time),
        "quantity" => text(order.quantity.map(|count| format::count(count.into()))),
        "data" => text(named(app, Words::DataType, order.data_type)),
        "period" => text(order.period_years.map(t.years)),
        "test" => text(
            order
                .silent_months
                .map(|months| (m.common.months)(months.into())),
        ),
        "pooled" => pooled(app, order),
        "price" => text(order.price_cents.map(price)),
        "created" => instants::past(app, order.create_time),
        _ => text(named(app, Words::Carrier, order.carrier_type)),
    }
}

/// 实体卡类型 in words.
#[must_use]
pub fn form(app: App, order: &Order) -> Option<String> {
    let form = order.card_form.as_deref()?;
    let language = crate::features::exports::language(app);
    let known = gsl_model::export::word(Words::CardForm, form, language);
    Some(known.unwrap_or(form).to_owned())
}

/// A day of the service, the full instant on hover.
#[must_use]
pub fn day(app: App, at: Option<gsl_model::time::Time>) -> AnyView {
    match at {
        Some(at) => view! {
            <span title=format::instant_full(at.0)>{format::service_date(at.0)}</span>
        },
        None => instants::nothing(app),
    }
}

/// 是否组池 and the pool (Q13.1); of orders that have no cards of their own there is nothing to say.
#[must_use]
pub fn pooled(app: App, order: &Order) -> AnyView {
    let t = orders(app.locale.get_untracked());
    let has_cards = has_cards(order);
    let Some(code) = order.pool_kind else {
        return if has_cards {
            t.not_pooled.into_view()
        } else {
            instants::nothing(app)
        };
    };
    let of = if code == 1 {
        PoolKind::Forward
    } else {
        PoolKind::Backward
    };
    let name = named(app, Words::PoolKind, Some(code));
    let link = order.pool_id.map(|id| {
        let href = app.nav.href(&Route::pool(of, id));
        view! { " "<a class="mono" href=href>{id}</a> }
    });
    view! { <span>{name}{link}</span> }
}

/// The address of an order's cards in the card list.
#[must_use]
pub fn cards_href(app: App, id: i64) -> String {
    let cards = CardFilter::one(Field::Order, Value::Ids(vec![id]));
    app.nav.href(&Route::cards_where(cards))
}

fn actions(page: OrdersList, order: &Order) -> AnyView {
    let OrdersList { app, t, .. } = page;
    let id = order.order_id;
    let mut items = vec![Item::link(t.detail, app.nav.href(&Route::order(id)))];
    items.push(Item::link(t.show_cards, cards_href(app, id)));
    if has_cards(order) {
        let directional = Route::Order(OrderView {
            id,
            tab: OrderTab::Directional,
            ..OrderView::default()
        });
        let name = texts(app).tab;
        items.push(Item::link(name, app.nav.href(&directional)));
        let renew = app.nav.href(&Route::renewal_of(id));
        items.push(Item::link(app.messages().shell.renewal, renew));
    }
    items.push(Item::separator());
    for action in [OrderAction::Pay, OrderAction::Cancel] {
        let asked = order.clone();
        let ask = Callback::new(move |()| page.order_action.ask(action, &asked));
        let item =
            Item::run(action.name(t), ask).disabled(page.order_action.why_not(action, order));
        items.push(if action == OrderAction::Cancel {
            item.danger()
        } else {
            item
        });
    }
    view! { <MenuButton label=(t.actions_of)(id) items=items icon=IconName::More kind=Kind::Quiet hide_label=true /> }
}
