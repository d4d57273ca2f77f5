//! The orders whose cards are in the pool, its add-ons, and what holds for joining and leaving (Q13.3, 13.4, 13.8, 13.11).

use super::PoolData;
use super::table::{figures, table, words};
use crate::api::{pool_calls, use_query};
use crate::features::listing::paging::SIZES;
use crate::features::listing::{PageSize, use_list};
use crate::features::pools::wizards;
use crate::features::query_section::{load_state, part};
use crate::i18n::format;
use crate::routes::Route;
use crate::routes::card_filter::{CardFilter, Field, Value};
use crate::routes::pool::PoolKind;
use crate::ui::button::ButtonLink;
use crate::view::prelude::*;
use gsl_model::wire::{Order, OrderList, PoolAddOn, PoolAddOns, extension};

/// The tab.
pub fn orders(data: PoolData) -> AnyView {
    let (app, t) = (data.app, data.t);
    let (view, size) = (data.address(), PageSize::new());
    let list = use_list::<OrderList>(app, move || {
        let page = view.with(|view| view.page.0);
        app.client
            .has(extension::ORDERS)
            .then(|| pool_calls::orders(data.id, page, size.get()))
    });
    let state = list.state;
    // An order that has just joined shows at once.
    Effect::new(move |was: Option<String>| {
        let now = data.now.with(|pool| pool.as_ref()?.order_ids.clone());
        let now = now.unwrap_or_default();
        if was.is_some_and(|was| was != now && !was.is_empty()) {
            state.load.refetch.run(());
        }
        now
    });
    let paging = view.paging(state, size, t.range);
    let rules: &[&str] = match data.kind {
        PoolKind::Forward => &t.rules_forward,
        PoolKind::Backward => &t.rules_backward,
    };
    let table = move || {
        if state.load.loaded.get() {
            return list.rows.with(|orders| order_table(data, orders));
        }
        // Their numbers at least.
        let ids = data.now.get().map(|pool| pool.orders()).unwrap_or_default();
        let bare = |order_id| Order {
            order_id,
            ..Order::default()
        };
        order_table(data, &ids.into_iter().map(bare).collect::<Vec<_>>())
    };
    let several = Memo::new(move |_| {
        let [smallest, ..] = SIZES;
        let total = state.row_count.total.get();
        total.is_some_and(|total| total > i64::from(smallest))
    });
    let pages = move || several.get().then(|| paging.view(app));
    view! {
        <div class="pad usage-two">
            <section aria-labelledby="pool-orders">
                <h2 id="pool-orders">{t.tab_orders}</h2>
                {table}
                {pages}
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
}

fn order_table(data: PoolData, orders: &[Order]) -> AnyView {
    let (app, t) = (data.app, data.t);
    let rows = orders.iter().map(|order| {
        let id = order.order_id;
        let cards = app.nav.href(&Route::cards_where(CardFilter::one(
            Field::Order,
            Value::Ids(vec![id]),
        )));
        let href = app.nav.href(&Route::order(id));
        let (made, quantity) = (order.create_time, order.quantity);
        view! {
            <tr>
                <th scope="row" class="mono"><a href=href>{id}</a></th>
                <td class="num">{quantity.map_or_else(|| "—".to_owned(), |count| format::count(count.into()))}</td>
                <td>{made.map_or_else(|| "—".to_owned(), |time| format::service_date(time.0))}</td>
                <td><a href=cards aria-label=(t.cards_of_order)(id)>{t.show_cards}</a></td>
            </tr>
        }
    });
    let heads = vec![
        words(t.column_orders),
        figures(t.column_quantity),
        words(t.bought),
        (view! { <span class="sr-only">{t.show_cards}</span> }, false),
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
                return view! { <p class="muted">{t.no_add_ons}</p> };
            }
            add_on_table(data, &bought)
        })
        .into_view()
    };
    view! { <h2>{t.add_ons_bought}</h2> {part(load_state(query), 2, content)} }
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
