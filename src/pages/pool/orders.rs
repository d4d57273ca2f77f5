//! The orders whose cards are in the pool, its add-ons, and what holds for joining and leaving (Q13.3, 13.4, 13.8, 13.11).

use super::PoolData;
use super::table::{figures, table, words};
use crate::api::{Request, pool_calls, use_query};
use crate::i18n::format;
use crate::pages::shared::part::{part, watch};
use crate::pages::shared::pools::wizards;
use crate::routes::Route;
use crate::routes::card_filter::{CardFilter, Field, Value};
use crate::routes::pool::PoolKind;
use crate::ui::button::ButtonLink;
use crate::view::prelude::*;
use gsl_model::wire::{Order, OrderList, PoolAddOn, PoolAddOns, extension};

/// The tab.
pub fn orders(data: PoolData) -> AnyView {
    let (app, t) = (data.app, data.t);
    let list = use_query::<OrderList>(app.client, move || {
        app.client
            .has(extension::ORDERS)
            .then(|| Request::get("/v1/orders").with("limit", "500"))
    });
    let rules: &[&str] = match data.kind {
        PoolKind::Forward => &t.rules_forward,
        PoolKind::Backward => &t.rules_backward,
    };
    let table = move || {
        let known = list
            .data()
            .map(|list| list.orders.clone())
            .unwrap_or_default();
        let ids = data.now.get().map(|pool| pool.orders()).unwrap_or_default();
        order_table(data, &ids, &known)
    };
    view! {
        <div class="pad usage-two">
            <section aria-labelledby="pool-orders">
                <h2 id="pool-orders">{t.tab_orders}</h2>
                {table}
                {(data.kind == PoolKind::Forward).then(|| add_ons(data))}
            </section>
            <section aria-labelledby="pool-rules">
                <h2 id="pool-rules">{t.rules}</h2>
                <ul class="tip-list">
                    {rules.iter().map(|rule| view! { <li>{*rule}</li> }).collect_view()}
                </ul>
                {(data.kind == PoolKind::Forward).then(|| wizards::join(app, data.id)).flatten().map(|href| view! {
                    <p><ButtonLink href=href>{t.join}</ButtonLink></p>
                })}
            </section>
        </div>
    }
    .into_any()
}

fn order_table(data: PoolData, ids: &[i64], known: &[Order]) -> AnyView {
    let (app, t) = (data.app, data.t);
    let rows = ids.iter().map(|id| {
        let order = known.iter().find(|order| order.order_id == *id);
        let cards = app.nav.href(&Route::cards_where(CardFilter::one(
            Field::Order,
            Value::Ids(vec![*id]),
        )));
        let made = order.and_then(|order| order.create_time);
        let quantity = order.and_then(|order| order.quantity);
        view! {
            <tr>
                <th scope="row" class="mono">{*id}</th>
                <td class="num">{quantity.map_or_else(|| "—".to_owned(), |count| format::count(count.into()))}</td>
                <td>{made.map_or_else(|| "—".to_owned(), |time| format::service_date(time.0))}</td>
                <td><a href=cards aria-label=(t.cards_of_order)(*id)>{t.show_cards}</a></td>
            </tr>
        }
        .into_any()
    });
    let heads = vec![
        words(t.column_orders),
        figures(t.column_quantity),
        words(t.bought),
        (
            view! { <span class="sr-only">{t.show_cards}</span> }.into_any(),
            false,
        ),
    ];
    table(t.tab_orders, heads, rows.collect_view())
}

fn add_ons(data: PoolData) -> AnyView {
    let t = data.t;
    let query =
        use_query::<PoolAddOns>(data.app.client, move || Some(pool_calls::add_ons(data.id)));
    let content = move || {
        (move || {
            let bought = query
                .data()
                .map(|all| all.add_ons.clone())
                .unwrap_or_default();
            if bought.is_empty() {
                return view! { <p class="muted">{t.no_add_ons}</p> }.into_any();
            }
            add_on_table(data, &bought)
        })
        .into_any()
    };
    view! { <h2>{t.add_ons_bought}</h2> {part(watch(query), 2, content)} }.into_any()
}

fn add_on_table(data: PoolData, bought: &[PoolAddOn]) -> AnyView {
    let t = data.t;
    let rows = bought.iter().map(|one| {
        let state = if one.arrived { t.add_on_counts } else { t.add_on_coming };
        view! {
            <tr>
                <th scope="row">{one.price_plan_name.clone().unwrap_or_else(|| one.order_id.to_string())}</th>
                <td class="num">{format::count(one.quantity)}</td>
                <td class="num">{format::size(one.size)}</td>
                <td>{one.billing_cycle.clone()}</td>
                <td>{state}</td>
            </tr>
        }
        .into_any()
    });
    let heads = vec![
        words(t.add_on),
        figures(t.pieces),
        figures(t.size),
        words(t.column_cycle),
        words(t.column_status),
    ];
    table(t.add_ons_bought, heads, rows.collect_view())
}
