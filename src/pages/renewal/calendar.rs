//! 续费日历: what expires when, by month and day, and of which orders; each leads to its renewal.

use super::texts;
use crate::api::{renewal_calls, use_query};
use crate::features::listing::{ListAddress, PageSize, use_list};
use crate::features::orders::{link, named};
use crate::features::query_section::{load_state, part};
use crate::features::wizard::day;
use crate::i18n::format;
use crate::routes::Route;
use crate::routes::renewal::{CalendarView, RenewalView};
use crate::state::{App, app};
use crate::ui::badge::Status;
use crate::ui::button::{ButtonLink, Kind};
use crate::ui::feedback::{Advice, Empty};
use crate::ui::table::{Column, DataTable};
use crate::view::prelude::*;
use gsl_model::export::Words;
use gsl_model::wire::{RenewalDue, RenewalDueList, RenewalMonth, RenewalMonths, extension};

/// Orders on a page.
const ROWS: u32 = 100;

/// 续费日历
#[component]
pub fn RenewalCalendarPage() -> impl IntoView {
    let app = app();
    let t = texts(app);
    let offered = app.client.has(extension::RENEWAL_READ);
    let view = Memo::new(move |_| match app.nav.route() {
        Route::RenewalCalendar(view) => view,
        _ => CalendarView::default(),
    });
    let months =
        use_query::<RenewalMonths>(app.client, move || offered.then(renewal_calls::months));
    let list = move || {
        months
            .data()
            .map_or(AnyView::Nothing, |answer| table(app, view, &answer.months))
    };
    let shown = Memo::new(move |_| view.with(|view| view.month.clone()));
    let content = if offered {
        view! {
            {part(load_state(months), 8, list)}
            {move || {
                let month = shown.get();
                (!month.is_empty()).then(|| of_month(app, view, month))
            }}
        }
    } else {
        view! { <Advice kind=Status::Idle><p>{t.not_offered}</p></Advice> }
    };
    let wizard = app.nav.href(&Route::Renewal(RenewalView::default()));
    view! {
        <div class="head">
            <div>
                <h1 tabindex="-1">{app.messages().shell.calendar}</h1>
                <p>{t.calendar_purpose}</p>
            </div>
            <div class="actions"><ButtonLink href=wizard kind=Kind::Primary>{app.messages().shell.renewal}</ButtonLink></div>
        </div>
        {content}
    }
}

fn table(app: App, view: Memo<CalendarView>, months: &[RenewalMonth]) -> AnyView {
    let t = texts(app);
    if months.is_empty() {
        return view! { <Empty title=t.no_months></Empty> };
    }
    let most = months
        .iter()
        .map(|month| month.cards)
        .max()
        .unwrap_or(1)
        .max(1);
    let rows = months.to_vec();
    let columns = vec![
        Column::new(t.month, move |row: &RenewalMonth| {
            let month = row.month.clone();
            let href = app.nav.href(&Route::RenewalCalendar(CalendarView {
                month: month.clone(),
                ..CalendarView::default()
            }));
            let current = {
                let month = month.clone();
                move || view.with(|view| view.month == month).then_some("true")
            };
            view! { <a href=href aria-current=current>{(t.month_name)(&month)}</a> }
        })
        .names_row(),
        Column::new(t.expiring, move |row: &RenewalMonth| {
            let width = format!("{}%", row.cards * 100 / most);
            view! {
                <span class="row month-bar">
                    <span class="num">{format::count(row.cards)}</span>
                    <span class="meter" aria-hidden="true"><b style:width=width></b></span>
                </span>
            }
        })
        .primary(),
        Column::new(t.renewable, |row: &RenewalMonth| {
            format::count(row.renewable).into_view()
        })
        .numeric()
        .primary(),
        Column::new(t.orders, |row: &RenewalMonth| {
            format::count(row.orders).into_view()
        })
        .numeric(),
    ];
    view! {
        <section class="panel" aria-labelledby="renewal-months">
            <header><h2 id="renewal-months">{t.months}</h2></header>
            <p class="pad small muted">{t.months_note}</p>
            <DataTable
                label=t.months
                columns=columns
                rows=Signal::derive(move || rows.clone())
                key=key_of
                more_label=app.messages().common.more
            />
        </section>
    }
}

/// `2026-12` as 202612, `2026-12-03` as 20261203.
fn key_of(month: &RenewalMonth) -> i64 {
    month.month.replace('-', "").parse().unwrap_or(0)
}

fn of_month(app: App, view: Memo<CalendarView>, month: String) -> AnyView {
    let t = texts(app);
    let list = use_list::<RenewalDueList>(app, move || {
        view.with(|view| (!view.month.is_empty()).then(|| renewal_calls::month(view, ROWS)))
    });
    let state = list.state;
    let days = use_query::<RenewalMonths>(app.client, move || {
        view.with(|view| (!view.month.is_empty()).then(|| renewal_calls::days(&view.month)))
    });
    let day_rows = move || {
        let days = days.data();
        days.map_or(AnyView::Nothing, |days| days_of(app, view, &days.months))
    };
    let size = PageSize {
        now: Signal::stored(ROWS),
        choices: const { &[ROWS] },
        set: Callback::new(|_| ()),
    };
    let all = CalendarView::default();
    let address = ListAddress::of(app, view, all, Route::RenewalCalendar, |view| {
        &mut view.page
    });
    let paging = address.paging(state, size, t.range);
    let table = move || {
        let title = (t.due_in)(&(t.month_name)(
            &view.with_untracked(|view| view.month.clone()),
        ));
        list.table(title, columns(app))
    };
    let none = move || view! { <Empty title=t.no_due></Empty> };
    view! {
        <section class="panel" aria-labelledby="renewal-days">
            <header><h2 id="renewal-days">{(t.days_title)(&(t.month_name)(&month))}</h2></header>
            {part(load_state(days), 6, day_rows)}
        </section>
        <section class="panel" aria-labelledby="renewal-month">
            <header><h2 id="renewal-month">{(t.due_in)(&(t.month_name)(&month))}</h2></header>
            {state.section(paging, 6, table, none)}
        </section>
    }
}

/// The days on which cards expire, the whole month first.
fn days_of(app: App, view: Memo<CalendarView>, days: &[RenewalMonth]) -> AnyView {
    let t = texts(app);
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return view! { <Empty title=t.no_due></Empty> };
    };
    let all: i64 = days.iter().map(|day| day.renewable).sum();
    let whole = (all > 0).then(|| {
        let href = app
            .nav
            .href(&Route::renewal_between(&first.month, &last.month));
        view! { <p class="pad row"><ButtonLink kind=Kind::Primary href=href>{(t.renew_day)(all)}</ButtonLink></p> }
    });
    let rows = days.to_vec();
    let title = (t.days_title)(&(t.month_name)(
        &view.with_untracked(|view| view.month.clone()),
    ));
    let columns =
        vec![
        Column::new(t.day, |row: &RenewalMonth| row.month.clone().into_view()).names_row(),
        Column::new(t.expiring, |row: &RenewalMonth| {
            format::count(row.cards).into_view()
        })
        .numeric()
        .primary(),
        Column::new(t.orders, |row: &RenewalMonth| {
            format::count(row.orders).into_view()
        })
        .numeric(),
        Column::new(t.action, move |row: &RenewalMonth| {
            if row.renewable == 0 {
                return view! { <span class="muted">{t.cannot}</span> };
            }
            let href = app.nav.href(&Route::renewal_between(&row.month, &row.month));
            let (text, day) = ((t.renew_day)(row.renewable), row.month.clone());
            view! { <ButtonLink href=href>{text}<span class="sr-only">" "{day}</span></ButtonLink> }
        })
        .last(),
    ];
    view! {
        {whole}
        <DataTable
            label=title
            columns=columns
            rows=Signal::stored(rows)
            key=key_of
            more_label=app.messages().common.more
        />
    }
}

fn columns(app: App) -> Vec<Column<RenewalDue>> {
    let t = texts(app);
    vec![
        Column::new(t.order, move |row: &RenewalDue| match row.order_id {
            Some(id) => link(app, id),
            None => "—".into_view(),
        })
        .names_row(),
        Column::new(t.plan, |row: &RenewalDue| {
            row.price_plan_name.clone().unwrap_or_default().into_view()
        }),
        Column::new(t.carrier, move |row: &RenewalDue| {
            named(app, Words::Carrier, row.carrier_type)
                .unwrap_or_default()
                .into_view()
        }),
        Column::new(t.expiring, |row: &RenewalDue| {
            format::count(row.cards).into_view()
        })
        .numeric()
        .primary(),
        Column::new(t.renewable, |row: &RenewalDue| {
            format::count(row.renewable).into_view()
        })
        .numeric(),
        Column::new(
            t.first_expiry,
            |row: &RenewalDue| day(row.first_expire_time),
        )
        .primary(),
        Column::new(t.last_expiry, |row: &RenewalDue| day(row.last_expire_time)),
        Column::new(t.action, move |row: &RenewalDue| act(app, row)).last(),
    ]
}

/// The way to renew an order, or its renewal under way.
fn act(app: App, row: &RenewalDue) -> AnyView {
    let t = texts(app);
    match (row.renewal_order_id, row.order_id) {
        (Some(renewal), _) => {
            let href = app.nav.href(&Route::order(renewal));
            view! { <a href=href>{t.renewing}</a> }
        }
        (None, Some(order)) if row.renewable > 0 => {
            let href = app.nav.href(&Route::renewal_of(order));
            view! { <ButtonLink href=href>{t.renew}<span class="sr-only">" "{order}</span></ButtonLink> }
        }
        _ => view! { <span class="muted">{t.cannot}</span> },
    }
}
