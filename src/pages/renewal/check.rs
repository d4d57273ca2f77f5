//! Step 2: the orders the cards split into, each with a tick, who is left out and why; beside them the price, when it counts,
//! what happens otherwise, and one confirmation (Q12.2–12.5, Q3.10).

use super::{RenewalWizard, file, left_out, texts};
use crate::api::{purchase_calls, renewal_calls};
use crate::features::orders::{link, named, ticks};
use crate::features::wizard::points::{self, Point};
use crate::features::wizard::summary::{beside, lines, note, total};
use crate::features::wizard::{at, price};
use crate::i18n::format;
use crate::routes::renewal::SelectionMethod;
use crate::state::App;
use crate::ui::badge::Status;
use crate::ui::button::{Button, Kind};
use crate::ui::feedback::{Advice, Empty};
use crate::ui::table::{Column, DataTable};
use crate::view::prelude::*;
use gsl_model::export::Words;
use gsl_model::order::MOST_ORDERS_ALL;
use gsl_model::time::Time;
use gsl_model::wire::{RenewalOrder, RenewalSnapshot};
use gsl_model::zone;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Numbers without a card that are shown.
const NAMED: usize = 20;

fn of(wizard: RenewalWizard) -> Vec<Point> {
    let t = texts(wizard.app);
    vec![
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
        .map_or(AnyView::Nothing, |snapshot| draw(wizard, snapshot))
}

/// The orders that are ticked: all but those unticked, as many as one renewal takes; what expires first goes first. Tracked.
fn ticked(wizard: RenewalWizard, snapshot: &RenewalSnapshot) -> Vec<RenewalOrder> {
    wizard.view.with(|view| {
        let wanted = |order: &&RenewalOrder| !view.without.contains(&order.order_id);
        let wanted = snapshot.orders.iter().filter(wanted);
        wanted.take(MOST_ORDERS_ALL).cloned().collect()
    })
}

fn cents(orders: &[RenewalOrder]) -> i64 {
    let each = orders.iter().map(|order| order.total_cents);
    each.fold(0, i64::saturating_add)
}

fn cards(orders: &[RenewalOrder]) -> i64 {
    orders.iter().map(|order| order.cards).sum()
}

fn n(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn draw(wizard: RenewalWizard, snapshot: Rc<RenewalSnapshot>) -> AnyView {
    let app = wizard.app;
    let t = texts(app);
    let back = Callback::new(move |()| wizard.go(None));
    let back = view! { <div class="row"><Button on_click=back>{t.previous}</Button></div> };
    let bad = bad_rows(wizard);
    let missing = missing(app, &snapshot);
    let left = left_out::left_out(wizard, &snapshot);
    if snapshot.cards == 0 {
        let text = if snapshot.total == 0 {
            t.nothing_there
        } else {
            t.nothing_text
        };
        return view! { <Empty title=t.nothing text=text></Empty> {bad} {missing} {left} {back} };
    }
    let kept = StoredValue::new(Rc::clone(&snapshot));
    let chosen = Memo::new(move |_| kept.with_value(|snapshot| ticked(wizard, snapshot)));
    let content = view! {
        {found(wizard, &snapshot, chosen)}
        {bad}
        {missing}
        {left}
        {back}
    };
    beside(
        t.summary,
        content.into_view(),
        summary(wizard, &snapshot, chosen),
    )
}

fn summary(
    wizard: RenewalWizard,
    snapshot: &RenewalSnapshot,
    chosen: Memo<Vec<RenewalOrder>>,
) -> AnyView {
    let app = wizard.app;
    let t = texts(app);
    let (id, all) = (snapshot.snapshot_id, snapshot.total);
    let (expected, late) = (snapshot.expected_time, snapshot.late);
    let reason = Signal::derive(move || {
        if chosen.with(Vec::is_empty) {
            return Some(t.none_ticked_now.to_owned());
        }
        if !points::all_agreed(wizard.agreed, &of(wizard)) {
            return Some(t.agree_first.to_owned());
        }
        wizard.sender.reason()
    });
    let pay = Callback::new(move |()| {
        let (orders, cents) = chosen.with_untracked(|orders| {
            let ids = orders.iter().map(|order| order.order_id).collect();
            (ids, cents(orders))
        });
        let request = renewal_calls::renew(id, orders, cents);
        // The last of them is read again at once: it leads to the next step.
        let touched = &[
            renewal_calls::CALENDAR,
            purchase_calls::ORDERS,
            renewal_calls::SNAPSHOTS,
        ];
        wizard.sender.send(&request, touched, move |_| {
            app.announce(t.paid);
            wizard.forget();
        });
    });
    let figures = move || chosen.with(|orders| figures(app, orders, all));
    let sum = move || total(t.total, chosen.with(|orders| price(cents(orders))));
    let notes = move || chosen.with(|orders| notes(app, orders, expected, late));
    let button = move || (t.pay)(&chosen.with(|orders| price(cents(orders))));
    view! {
        {figures}
        {sum}
        {notes}
        {points::boxes(t.agree_title, wizard.agreed, of(wizard))}
        {wizard.sender.failure()}
        <Button kind=Kind::Primary disabled_reason=reason on_click=pay>{button}</Button>
        <p class="small muted">{t.holds_until}" "{at(snapshot.expire_time)}</p>
        <div class="row">{file::download_button(wizard, id)}</div>
    }
}

/// How many, in how many orders, and what each carrier's cards cost.
fn figures(app: App, orders: &[RenewalOrder], all: i64) -> AnyView {
    let t = texts(app);
    let mut figures = vec![
        (t.cards, (t.of_all)(cards(orders), all).into_view()),
        (t.orders, (t.paid_together)(n(orders.len())).into_view()),
    ];
    let mut carriers: BTreeMap<Option<i32>, (i64, i64)> = BTreeMap::new();
    for order in orders {
        let sum = carriers.entry(order.carrier_type).or_default();
        sum.0 += order.cards;
        sum.1 = sum.1.saturating_add(order.total_cents);
    }
    let mut view = vec![];
    for (carrier, (cards, cents)) in carriers {
        let name = named(app, Words::Carrier, carrier).unwrap_or_default();
        let text = (t.cards_for)(cards, &price(cents));
        view.push(view! { <div><dt>{name}</dt><dd>{text}</dd></div> });
    }
    let first = lines(std::mem::take(&mut figures));
    view! { {first} <dl class="wizard-lines">{view}</dl> }
}

/// When it counts, whether cards stop before that, and what happens otherwise.
fn notes(app: App, orders: &[RenewalOrder], expected: Option<Time>, late: bool) -> AnyView {
    let t = texts(app);
    let day = |at: Option<Time>| at.map(|at| format::service_date(at.0)).unwrap_or_default();
    let first = orders.iter().filter_map(|order| order.first_expire_time);
    let first = first.min_by_key(|at| at.0);
    let last = orders.iter().filter_map(|order| order.last_expire_time);
    let last = last.max_by_key(|at| at.0);
    if first.is_none() {
        return AnyView::Nothing;
    }
    let before = first.zip(expected);
    let lapses = before.is_some_and(|(first, done)| first.0 <= done.0);
    let month = |at: Time| {
        zone::today(at.0)
            .to_string()
            .chars()
            .take(7)
            .collect::<String>()
    };
    let this_month = first.zip(expected).is_some_and(|(first, done)| {
        // A renewal made late may be done in the next month only.
        late && month(first) <= month(done)
    });
    let tight = (lapses || this_month).then(|| {
        note(
            Status::Warn,
            (t.first_expires)(&day(first)),
            t.tight.to_owned(),
        )
    });
    view! {
        {note(Status::Ok, (t.in_effect)(&day(expected)), t.price_note.to_owned())}
        {tight}
        {note(Status::Idle, t.otherwise.to_owned(), (t.otherwise_then)(&day(first), &day(last)))}
    }
}

/// Rows of the list that could not be read: they are not among the cards.
fn bad_rows(wizard: RenewalWizard) -> Option<AnyView> {
    let by_file = wizard
        .view
        .with_untracked(|view| view.way == SelectionMethod::File);
    let bad = untrack(move || file::usable(wizard))
        .filter(|_| by_file)?
        .summary
        .bad;
    let t = texts(wizard.app);
    (bad > 0)
        .then(|| view! { <Advice kind=Status::Warn><p>{(t.bad_rows)(i64::from(bad))}</p></Advice> })
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

/// The first day; with the last on hover, where there are several.
fn days(first: Option<Time>, last: Option<Time>) -> AnyView {
    let text = |at: Option<Time>| at.map(|at| format::service_date(at.0)).unwrap_or_default();
    let (first, last) = (text(first), text(last));
    let title = (first != last).then(|| format!("{first} – {last}"));
    view! { <span title=title>{first}</span> }
}

/// What is renewed, order by order; an order that is unticked is left for later.
fn found(
    wizard: RenewalWizard,
    snapshot: &RenewalSnapshot,
    chosen: Memo<Vec<RenewalOrder>>,
) -> AnyView {
    let app = wizard.app;
    let t = texts(app);
    let rows = snapshot.orders.clone();
    let ids: Vec<i64> = rows.iter().map(|row| row.order_id).collect();
    let shown = Signal::stored(ids);
    let ticked = Signal::derive(move || {
        chosen.with(|orders| {
            orders
                .iter()
                .map(|order| order.order_id)
                .collect::<Vec<_>>()
        })
    });
    let tick = Callback::new(move |(ids, on): (Vec<i64>, bool)| {
        wizard.choose(|view| {
            view.without.retain(|order| !ids.contains(order));
            if !on {
                view.without.extend(ids);
            }
        });
    });
    let selection = ticks::selection(app, shown, ticked, tick, t.tick_all);
    let many = (rows.len() > MOST_ORDERS_ALL)
        .then(|| view! { <Advice kind=Status::Warn><p>{t.too_many}</p></Advice> });
    let orders = n(rows.len());
    view! {
        <section class="panel" aria-labelledby="renewal-renewed">
            <header>
                <h2 id="renewal-renewed" class="wizard-count">{(t.will_renew)(snapshot.cards)}</h2>
                <p class="small muted">{(t.split)(orders)}</p>
            </header>
            {many}
            <DataTable
                label=t.by_order
                columns=columns(app)
                rows=Signal::stored(rows)
                key=|row: &RenewalOrder| row.order_id
                selection=Some(selection)
                more_label=app.messages().common.more
            />
        </section>
    }
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
        Column::new(t.first_expiry, |row: &RenewalOrder| {
            days(row.first_expire_time, row.last_expire_time)
        })
        .primary(),
        Column::new(t.after, |row: &RenewalOrder| {
            days(row.first_new_time, row.last_new_time)
        }),
        Column::new(t.unit, |row: &RenewalOrder| {
            price(row.unit_price_cents).into_view()
        })
        .class("unit")
        .numeric(),
        Column::new(t.sum, |row: &RenewalOrder| {
            price(row.total_cents).into_view()
        })
        .numeric()
        .primary(),
    ]
}
