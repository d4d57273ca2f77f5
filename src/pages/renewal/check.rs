//! Step 2: what can be renewed, who is left out and why, the price, expiry before and after, what cannot be taken back
//! (Q12.2–12.5, Q3.10).

use super::{RenewalWizard, file, left_out, texts};
use crate::api::renewal_calls;
use crate::features::orders::link;
use crate::features::wizard::points::{self, Point};
use crate::features::wizard::{at, day, facts, panel, price};
use crate::i18n::format;
use crate::routes::renewal::SelectionMethod;
use crate::state::App;
use crate::ui::badge::Status;
use crate::ui::button::{Button, Kind};
use crate::ui::feedback::{Advice, Empty};
use crate::ui::table::{Column, DataTable};
use crate::view::prelude::*;
use gsl_model::order::MOST_ORDERS_ALL;
use gsl_model::time::Time;
use gsl_model::wire::{RenewalOrder, RenewalOrders, RenewalSnapshot, decode};

/// Numbers without a card that are shown.
const NAMED: usize = 20;

fn of(wizard: RenewalWizard) -> [Point; 3] {
    let t = texts(wizard.app);
    [
        ("term", t.agree_term),
        ("fixed", t.agree_fixed),
        ("return", t.agree_return),
    ]
}

/// The step.
pub fn check(wizard: RenewalWizard) -> AnyView {
    wizard
        .snapshot
        .data()
        .map_or(AnyView::Nothing, |snapshot| draw(wizard, &snapshot))
}

fn draw(wizard: RenewalWizard, snapshot: &RenewalSnapshot) -> AnyView {
    let app = wizard.app;
    let t = texts(app);
    let id = snapshot.snapshot_id;
    let many = snapshot.orders.len() > MOST_ORDERS_ALL;
    let none = snapshot.cards == 0;
    let cents = snapshot.total_cents;
    let reason = Signal::derive(move || {
        let blocked = if many {
            Some(t.too_many)
        } else if none {
            Some(t.none_first)
        } else {
            (!points::all_agreed(wizard.agreed, &of(wizard))).then_some(t.agree_first)
        };
        blocked
            .map(str::to_owned)
            .or_else(|| wizard.sender.reason())
    });
    let order = Callback::new(move |()| {
        let request = renewal_calls::renew(id);
        let touched = &["/v1/orders", renewal_calls::SNAPSHOTS];
        wizard.sender.send(&request, touched, move |body| {
            if let Ok(made) = decode::<RenewalOrders>(&body) {
                let orders = i64::try_from(made.orders.len()).unwrap_or(0);
                app.announce((t.ordered)(orders));
            }
        });
    });
    let end = (!none).then(|| {
        let boxes = points::boxes(t.agree_title, wizard.agreed, of(wizard).to_vec());
        panel(t.confirm, view! { {boxes} {wizard.sender.failure()} })
    });
    view! {
        {panel(t.found, figures(wizard, snapshot))}
        {missing(app, snapshot)}
        {left_out::left_out(wizard, snapshot)}
        {(!none).then(|| renewed(wizard, snapshot))}
        {end}
        <div class="row wizard-buttons">
            <Button on_click=Callback::new(move |()| wizard.go(None))>{t.previous}</Button>
            <Button kind=Kind::Primary disabled_reason=reason on_click=order>{(t.order_now)(&price(cents))}</Button>
        </div>
    }
}

fn figures(wizard: RenewalWizard, snapshot: &RenewalSnapshot) -> AnyView {
    let t = texts(wizard.app);
    if snapshot.cards == 0 {
        let text = if snapshot.total == 0 {
            t.nothing_there
        } else {
            t.nothing_text
        };
        return view! { <Empty title=t.nothing text=text></Empty> };
    }
    let late = snapshot
        .late
        .then(|| view! { <Advice kind=Status::Warn><p>{t.late}</p></Advice> });
    let lapses =
        lapses(snapshot).then(|| view! { <Advice kind=Status::Warn><p>{t.lapses}</p></Advice> });
    let part = (wizard.view.with_untracked(|view| view.way) != SelectionMethod::File).then(|| {
        view! { <p class="row">{file::download_button(wizard, snapshot.snapshot_id)}<span class="small muted">{t.part_by_file}</span></p> }
    });
    let left = snapshot.total - snapshot.cards;
    view! {
        <p role="status"><b>{(t.will_renew)(snapshot.cards)}</b>{(left > 0).then(|| (t.left_out_count)(left))}</p>
        {facts(vec![
            (t.orders, format::count(i64::try_from(snapshot.orders.len()).unwrap_or(0)).into_view()),
            (t.total, view! { <b>{price(snapshot.total_cents)}</b> }),
            (t.expected, day(snapshot.expected_time)),
            (t.holds_until, at(snapshot.expire_time)),
        ])}
        <p class="small muted">{t.price_note}</p>
        {late}
        {lapses}
        {part}
    }
}

/// A card may expire before the renewal is done.
fn lapses(snapshot: &RenewalSnapshot) -> bool {
    let done = snapshot.expected_time;
    let first = snapshot
        .orders
        .iter()
        .filter_map(|order| order.first_expire_time)
        .min_by_key(|at| at.0);
    first
        .zip(done)
        .is_some_and(|(first, done)| first.0 <= done.0)
}

/// Numbers of the list without a card.
fn missing(app: App, snapshot: &RenewalSnapshot) -> AnyView {
    let t = texts(app);
    if snapshot.not_found_count == 0 {
        return AnyView::Nothing;
    }
    let title = (t.not_found)(snapshot.not_found_count);
    let numbers: Vec<_> = snapshot
        .not_found
        .iter()
        .take(NAMED)
        .map(|number| view! { <li class="mono">{number.clone()}</li> })
        .collect();
    view! {
        <Advice kind=Status::Bad>
            <p><b>{title}</b></p>
            <p>{t.not_found_text}</p>
            <ul class="wizard-refused">{numbers}</ul>
        </Advice>
    }
}

/// What is renewed, order by order.
fn renewed(wizard: RenewalWizard, snapshot: &RenewalSnapshot) -> AnyView {
    let t = texts(wizard.app);
    let rows = snapshot.orders.clone();
    view! {
        <section class="panel" aria-labelledby="renewal-renewed">
            <header><h2 id="renewal-renewed">{t.by_order}</h2></header>
            <p class="pad small muted">{t.same_plan}</p>
            <DataTable
                label=t.by_order
                columns=columns(wizard.app)
                rows=Signal::derive(move || rows.clone())
                key=|row: &RenewalOrder| row.order_id
                more_label=wizard.app.messages().common.more
            />
        </section>
    }
}

/// One day, or the first and the last.
fn days(first: Option<Time>, last: Option<Time>) -> AnyView {
    let text = |at: Option<Time>| at.map(|at| format::service_date(at.0)).unwrap_or_default();
    let (first, last) = (text(first), text(last));
    let text = if first == last {
        first
    } else {
        format!("{first} – {last}")
    };
    view! { <span class="nowrap">{text}</span> }
}

fn columns(app: App) -> Vec<Column<RenewalOrder>> {
    let t = texts(app);
    vec![
        Column::new(t.order, move |row: &RenewalOrder| link(app, row.order_id)).names_row(),
        Column::new(t.plan, |row: &RenewalOrder| {
            row.price_plan_name.clone().unwrap_or_default().into_view()
        }),
        Column::new(t.cards, |row: &RenewalOrder| {
            format::count(row.cards).into_view()
        })
        .numeric()
        .primary(),
        Column::new(t.unit, move |row: &RenewalOrder| {
            let text = (t.for_years)(&price(row.unit_price_cents), row.period_years);
            text.into_view()
        })
        .numeric(),
        Column::new(t.sum, |row: &RenewalOrder| {
            price(row.total_cents).into_view()
        })
        .numeric()
        .primary(),
        Column::new(t.before, |row: &RenewalOrder| {
            days(row.first_expire_time, row.last_expire_time)
        }),
        Column::new(t.after, |row: &RenewalOrder| {
            days(row.first_new_time, row.last_new_time)
        })
        .primary(),
    ]
}
