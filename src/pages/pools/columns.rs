//! The columns of the lists (console.md sections 11 and 12) and their cells.

use super::list::{PoolsList, Row};
use crate::features::pools::row::Pool;
use crate::features::pools::{formula, outlook, state, wizards};
use crate::i18n::format::{self, Scale};
use crate::i18n::pools::{Pools, pools};
use crate::platform::clock;
use crate::routes::Route;
use crate::routes::card_filter::{CardFilter, Field, Value};
use crate::routes::pool::{CycleFilter, PoolKind, PoolSort, PoolTab, PoolView};
use crate::ui::badge::given;
use crate::ui::button::{IconButton, Kind};
use crate::ui::field::Select;
use crate::ui::icon::IconName;
use crate::ui::menu::{Item, MenuButton};
use crate::ui::meter::LeftMeter;
use crate::ui::table::Column;
use crate::ui::tooltip::Hint;
use crate::view::prelude::*;
use gsl_model::cycle::BillingCycle;
use gsl_model::forecast::Risk;
use gsl_model::pool::Verdict;
use gsl_model::units::Megabytes;
use gsl_model::wire::extension;

/// Batch numbers listed in a row.
const ORDERS_NAMED: usize = 2;

/// The columns chosen by the viewer, in their order.
#[must_use]
pub fn columns(list: PoolsList) -> Vec<Column<Row>> {
    let shown = list.settings.shown();
    let mut columns: Vec<Column<Row>> = shown
        .iter()
        .map(|choice| column(list, choice.key, choice.heading))
        .collect();
    if list.kind == PoolKind::Forward && wizards::activate(list.app, 0, None).is_some() {
        let actions = Column::new(list.t.actions, move |row: &Row| actions(list, row));
        columns.push(actions.last().hide_header());
    }
    columns
}

/// The cheapest remedy as a button; in the menu 批量激活, 新增成员, 购买叠加包.
fn actions(list: PoolsList, row: &Row) -> AnyView {
    let (app, id) = (list.app, row.pool.id);
    let t = pools(app.locale.get_untracked());
    let why = app
        .why_not(extension::POOLS_ACT)
        .or_else(|| row.pool.discarded().then(|| t.discarded_why.to_owned()));
    let item = |text: &'static str, href: Option<String>| {
        href.map(|href| Item::link(text, href).disabled(why.clone()))
    };
    let items: Vec<Item> = [
        item(t.activate, wizards::activate(app, id, None)),
        item(t.join, wizards::join(app, id)),
        item(t.add_on_title, wizards::add_on(app, id, None)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let label = (t.actions_of)(&row.pool.name());
    view! {
        <span class="pool-acts">
            {outlook::remedy_button(app, t, &row.pool)}
            <MenuButton label=label items=items icon=IconName::More kind=Kind::Quiet hide_label=true />
        </span>
    }
}

fn column(list: PoolsList, key: &'static str, heading: &'static str) -> Column<Row> {
    let column = Column::new(heading, move |row: &Row| cell(list, key, row));
    let column = column.sorted(list.sort(match key {
        "name" => Some(PoolSort::Name),
        "runs_out" => Some(PoolSort::RunsOut),
        "active" => Some(PoolSort::Cards),
        "total" => Some(PoolSort::Total),
        "left" => Some(PoolSort::Left),
        _ => None,
    }));
    match key {
        "name" => column.names_row(),
        "id" => column.class("mono"),
        "status" | "left" | "runs_out" | "remedy" => column.primary(),
        "used" if list.kind == PoolKind::Backward => column.primary(),
        "quantity" | "active" | "total" => column.numeric(),
        _ => column,
    }
}

fn cell(list: PoolsList, key: &str, row: &Row) -> AnyView {
    let t = pools(list.app.locale.get_untracked());
    let pool = &row.pool;
    let text = |text: Option<String>| text.unwrap_or_else(|| "—".to_owned()).into_view();
    let day =
        |time: Option<gsl_model::time::Time>| text(time.map(|time| format::service_date(time.0)));
    let number = |count: Option<i32>| text(count.map(|count| format::count(count.into())));
    match key {
        "name" => name(list, t, pool),
        "id" => {
            let href = list.app.nav.href(&Route::pool(list.kind, pool.id));
            view! { <a href=href>{pool.id}</a> }
        }
        "status" => status(t, pool),
        "quantity" => quantity(t, pool),
        "active" => number(pool.activated_sim_quantity),
        "plan" => text(pool.price_plan_name.clone()),
        "total" => total(t, pool),
        "left" => left(list, t, pool),
        "runs_out" => runs_out(t, pool),
        "remedy" => remedy(t, pool),
        "used" => used(list, t, pool),
        "orders" => orders(list, t, pool),
        "cycle" => cycle(list, t, row),
        "updated" => updated(list, pool),
        "start" => day(pool.effective_time),
        "end" => day(pool.expired_time),
        _ => ().into_view(),
    }
}

fn name(list: PoolsList, t: &'static Pools, pool: &Pool) -> AnyView {
    let app = list.app;
    let href = app.nav.href(&Route::pool(list.kind, pool.id));
    let reason = app.why_not(extension::POOLS_ACT);
    let label = (t.rename)(&pool.name());
    let asked = (pool.id, pool.name());
    view! {
        <span class="pool-name">
            <a href=href>{given(pool.name())}</a>
            <IconButton
                icon=IconName::Edit
                label=label
                disabled_reason=reason
                on_click=Callback::new(move |()| list.renaming.ask(Some(asked.clone())))
            />
        </span>
    }
}

fn status(t: &'static Pools, pool: &Pool) -> AnyView {
    let stopped = i64::from(pool.stopped_quantity.unwrap_or_default());
    let dry = (pool.risk() == Some(Risk::Dry)).then(|| (t.stopped)(&format::count(stopped)));
    match dry.or_else(|| state::why(t, pool).map(str::to_owned)) {
        Some(why) => {
            let badge = state::badge(t, pool);
            view! { <Hint text=why>{badge}</Hint> }
        }
        None => state::badge(t, pool),
    }
}

fn quantity(t: &'static Pools, pool: &Pool) -> AnyView {
    let Some(all) = pool.quantity else {
        return "—".into_view();
    };
    let count = |count: Option<i32>| format::count(count.unwrap_or_default().into());
    let parts = (t.parts)(
        &count(pool.activated_sim_quantity),
        &count(pool.inactive_sim_quantity),
        &count(pool.disassembled_sim_quantity),
    );
    view! { <Hint text=parts focusable=false>{format::count(all.into())}</Hint> }
}

fn total(t: &'static Pools, pool: &Pool) -> AnyView {
    let totals = pool.totals();
    view! {
        <span class="pool-figure">
            {formula::volume(pool.scale(), totals.total, formula::of_total(t, pool, &totals))}
            {formula::differs(t, totals.stated_total)}
        </span>
    }
}

/// The run-dry date as a track and as text.
fn runs_out(t: &'static Pools, pool: &Pool) -> AnyView {
    view! { <span class="pool-runs">{outlook::track(pool)}{outlook::when(t, pool)}</span> }
}

/// The cheapest remedy; its button is with the row's actions.
fn remedy(t: &'static Pools, pool: &Pool) -> AnyView {
    view! { <span class="small muted">{outlook::remedy_text(t, pool)}</span> }
}

/// 剩余流量: a meter of fixed width filled by what is left, the refresh icon, and the error of the last refresh.
fn left(list: PoolsList, t: &'static Pools, pool: &Pool) -> AnyView {
    let (totals, scale) = (pool.totals(), pool.scale());
    let over = pool.verdict(clock::now()) == Some(Verdict::StopActive);
    let at_risk = pool.risk() == Some(Risk::AtRisk);
    let both = totals.total.zip(totals.left);
    let bar = both.map(|(total, left)| {
        let label = (t.left_label)(&scale.text(left), &scale.text(total));
        view! { <LeftMeter left=left.thousandths() total=total.thousandths() at_risk=at_risk label=label /> }
    });
    let of = totals.total.map(|total| (t.left_of)(&scale.text(total)));
    view! {
        <span class="pool-use">
            <span class="pool-use-line">
                {bar}
                <b class:bad=over>{formula::volume(scale, totals.left, formula::of_left(t, pool, &totals))}</b>
                <span class="small muted">{of}</span>
                {refresh(list, t, pool)}
            </span>
            {formula::differs(t, totals.stated_left)}
            {refused(list, pool.id)}
        </span>
    }
}

fn used(list: PoolsList, t: &'static Pools, pool: &Pool) -> AnyView {
    view! {
        <span class="pool-use">
            <span class="pool-use-line">
                {exact(pool.scale(), pool.flow_used)}
                {(list.kind == PoolKind::Backward).then(|| refresh(list, t, pool))}
            </span>
            {(list.kind == PoolKind::Backward).then(|| refused(list, pool.id))}
        </span>
    }
}

fn exact(scale: Scale, value: Option<Megabytes>) -> AnyView {
    match value {
        Some(value) => {
            view! { <Hint text=format::exact(value) focusable=false>{scale.text(value)}</Hint> }
        }
        None => "—".into_view(),
    }
}

fn refresh(list: PoolsList, t: &'static Pools, pool: &Pool) -> AnyView {
    let (app, id) = (list.app, pool.id);
    let running = pool.is_running(clock::now());
    let asked = pool.clone();
    let reason = Signal::derive(move || {
        let m = &app.messages().common;
        if let Some(why) = app.read_only() {
            Some(why)
        } else if !app.client.has(extension::POOLS_READ) {
            Some(m.not_offered.to_owned())
        } else if !running {
            Some(t.refresh_past.to_owned())
        } else {
            list.asking
                .with(|asking| asking.contains(&id))
                .then(|| m.loading.to_owned())
        }
    });
    view! {
        <IconButton
            icon=IconName::Refresh
            label=(t.refresh)(&pool.name())
            disabled_reason=reason
            on_click=Callback::new(move |()| list.count_now(&asked))
        />
    }
}

fn refused(list: PoolsList, id: i64) -> AnyView {
    (move || {
        let why = list.refused.with(|refused| {
            refused
                .iter()
                .find(|(other, _)| *other == id)
                .map(|(_, why)| *why)
        });
        why.map(|why| view! { <span class="small bad">{why}</span> })
    })
    .into_view()
}

/// Batch numbers link to their cards; beyond the first few there is a link to the pool's orders.
fn orders(list: PoolsList, t: &'static Pools, pool: &Pool) -> AnyView {
    let app = list.app;
    let all = pool.orders();
    let more = all.len().saturating_sub(ORDERS_NAMED);
    let named = all.iter().take(ORDERS_NAMED).map(|id| {
        let cards = CardFilter::one(Field::Order, Value::Ids(vec![*id]));
        let href = app.nav.href(&Route::cards_where(cards));
        view! { <a class="mono" href=href>{*id}</a> }
    });
    let rest = (more > 0).then(|| {
        let tab = Route::Pool(PoolView {
            kind: list.kind,
            id: pool.id,
            tab: PoolTab::Orders,
            ..PoolView::default()
        });
        view! { <a href=app.nav.href(&tab)>{(t.more_orders)(more)}</a> }
    });
    view! { <span class="pool-orders">{named.collect_view()}{rest}</span> }
}

fn cycle(list: PoolsList, t: &'static Pools, row: &Row) -> AnyView {
    let pool = &row.pool;
    let (id, shown) = (pool.id, pool.billing_cycle.clone().unwrap_or_default());
    let day = |time: Option<gsl_model::time::Time>| time.map(|time| format::service_date(time.0));
    let from_to = day(pool.effective_time)
        .zip(day(pool.expired_time))
        .map(|(from, to)| format!("{from} – {to}"));
    if untrack(move || list.view.with(|view| view.cycles == CycleFilter::All)) {
        return view! { <span title=from_to>{shown}</span> };
    }
    let options: Vec<(String, String)> = pool
        .cycles(clock::now())
        .iter()
        .map(|cycle| (cycle.to_string(), cycle.to_string()))
        .collect();
    let choose = Callback::new(move |text: String| {
        if let Some(cycle) = BillingCycle::parse(&text) {
            list.choose(id, cycle);
        }
    });
    let waits = row.waits.then(|| view! { <span class="small muted" role="status">{list.app.messages().common.loading}</span> });
    let failed = row
        .failed
        .map(|why| view! { <span class="small bad">{why}</span> });
    view! {
        <span class="pool-cycle" title=from_to>
            <Select label=(t.cycle_of)(&pool.name()) hide_label=true value=shown options=options on_change=choose />
            {waits}{failed}
        </span>
    }
}

fn updated(list: PoolsList, pool: &Pool) -> AnyView {
    let Some(at) = pool.modify_time.map(|time| time.0) else {
        return "—".into_view();
    };
    let m = list.app.messages();
    let text = move || {
        list.tick.track();
        format::ago(&m.common, at, clock::now())
    };
    view! { <span title=format::instant_full(at)>{text}</span> }
}
