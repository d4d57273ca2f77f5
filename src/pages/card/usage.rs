//! 用量统计: six billing cycles and the days of this and last month, charts with their tables, all dated (Q8.1).

use super::CardData;
use super::series::{CycleUsage, Month, cycles, days};
use crate::api::{Query, calls, use_query};
use crate::features::query_section::{as_of, load_state, part};
use crate::i18n::format;
use crate::platform::clock;
use crate::state::{app, messages};
use crate::ui::button::Button;
use crate::ui::chart::{Bar, BarChart};
use crate::ui::feedback::Empty;
use crate::view::prelude::*;
use chrono::{Datelike, NaiveDate};
use gsl_model::carrier::Carrier;
use gsl_model::cycle::BillingCycle;
use gsl_model::state::SimStatus;
use gsl_model::units::Megabytes;
use gsl_model::wire::{DailyFlow, DailyFlowRequest, MonthUsageRequest, MonthUsageResponse};
use gsl_model::zone;

/// The tab.
pub fn usage(data: CardData) -> AnyView {
    let waits = Memo::new(move |_| {
        data.card.with(|card| {
            card.as_ref().is_some_and(|card| {
                card.act_date.is_none()
                    && SimStatus::of(card).is_some_and(SimStatus::awaits_activation)
            })
        })
    });
    (move || {
        let m = &messages().card().usage;
        if waits.get() {
            view! { <Empty title=m.not_counted text=m.not_counted_text /> }
        } else {
            view! { <div class="usage-two">{daily(data)} {monthly(data)}</div> }
        }
    })
    .into_view()
}

fn monthly(data: CardData) -> AnyView {
    let app = app();
    let m = &app.messages().card().usage;
    let id = data.id;
    let query = use_query::<MonthUsageResponse>(app.client, move || {
        let carrier = data.carrier.get()?;
        let billing_cycles = BillingCycle::last_six(carrier, zone::today(clock::now()))
            .iter()
            .map(ToString::to_string)
            .collect();
        Some(calls::month_usages(&MonthUsageRequest {
            sim_card_ids: vec![id],
            billing_cycles,
            ..MonthUsageRequest::default()
        }))
    });
    let six = Memo::new(move |_| {
        let carrier = data.carrier.get()?;
        query
            .data()
            .map(|answer| (carrier, cycles(&answer, carrier, clock::now())))
    });
    let bars = Signal::derive(move || {
        six.with(|six| {
            six.as_ref()
                .map(|(_, six)| six.iter().map(cycle_bar).collect())
                .unwrap_or_default()
        })
    });
    view! {
        <section aria-labelledby="usage-months">
            <div class="usage-title">
                <h2 id="usage-months">{m.months}</h2>
                {as_of(None)}
            </div>
            {part(load_state(query), 6, move || view! {
                <BarChart label=m.months_chart bars=bars height=140 />
                {move || six.get().map(|(carrier, six)| cycle_table(carrier, &six))}
            })}
        </section>
    }
}

fn cycle_bar(usage: &CycleUsage) -> Bar {
    let text = usage.used.map_or_else(|| "—".to_owned(), format::volume);
    bar(
        &format!("{:02}", usage.cycle.month()),
        usage.used,
        format!("{} · {text}", usage.cycle),
        usage.running,
    )
}

fn bar(label: &str, value: Option<Megabytes>, tip: String, partial: bool) -> Bar {
    Bar {
        label: label.to_owned(),
        value: value.unwrap_or_default().thousandths(),
        tip,
        partial,
    }
}

fn cycle_table(carrier: Carrier, six: &[CycleUsage]) -> AnyView {
    let m = &messages().card().usage;
    let rows = six.iter().rev().map(|usage| {
        let range = format!(
            "{} – {}",
            short(usage.cycle.start(carrier)),
            short(usage.cycle.end(carrier))
        );
        let title = usage.used.map(format::exact);
        view! {
            <tr>
                <th scope="row">
                    {usage.cycle.to_string()}
                    {usage.running.then(|| view! { " "<span class="tag">{m.running}</span> })}
                </th>
                <td>{range}</td>
                <td class="num" title=title>{amount(usage.used)}</td>
            </tr>
        }
    });
    view! {
        <table class="plain">
            <caption class="sr-only">{m.months}</caption>
            <thead>
                <tr>
                    <th scope="col">{m.cycle}</th>
                    <th scope="col">{m.from_to}</th>
                    <th scope="col" class="num">{m.used_mb}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

fn amount(used: Option<Megabytes>) -> String {
    used.map_or_else(|| "—".to_owned(), format::mb)
}

fn short(day: NaiveDate) -> String {
    format!("{:02}-{:02}", day.month(), day.day())
}

fn daily(data: CardData) -> AnyView {
    let app = app();
    let m = &app.messages().card().usage;
    let this = Month::this(clock::now());
    let month = RwSignal::new(this);
    let table = RwSignal::new(false);
    let id = data.id;
    let query = use_query::<Vec<DailyFlow>>(app.client, move || {
        Some(calls::daily_flow(&DailyFlowRequest {
            sim_card_ids: vec![id],
            month: Some(month.get().param()),
            ..DailyFlowRequest::default()
        }))
    });
    let choose = move |text: String, which: Month| {
        view! {
            <Button pressed=Signal::derive(move || month.get() == which) on_click=Callback::new(move |()| month.set(which))>{text}</Button>
        }
    };
    let toggle = Callback::new(move |()| table.update(|on| *on = !*on));
    view! {
        <section aria-labelledby="usage-days">
            <div class="usage-title">
                <h2 id="usage-days">{m.days}</h2>
                {as_of(None)}
            </div>
            <div class="row" role="group" aria-label=m.month>
                {choose((m.this_month)(&this.name()), this)}
                {choose((m.last_month)(&this.before().name()), this.before())}
                <span class="grow"></span>
                <Button pressed=table on_click=toggle>{m.show_table}</Button>
            </div>
            {part(load_state(query), 6, move || days_view(query, month, table))}
            <p class="small muted">{m.days_note}</p>
            {move || (data.carrier.get() == Some(Carrier::Unicom)).then(|| view! { <p class="small muted">{m.unicom_note}</p> })}
        </section>
    }
}

fn days_view(
    query: Query<Vec<DailyFlow>>,
    month: RwSignal<Month>,
    table: RwSignal<bool>,
) -> AnyView {
    let m = &messages().card().usage;
    let list = Memo::new(move |_| query.data().map(|answer| days(&answer)).unwrap_or_default());
    let bars = Signal::derive(move || {
        let mut bars = list.with(|list| {
            list.iter()
                .map(|(day, used)| {
                    bar(
                        &short(*day),
                        Some(*used),
                        format!("{} · {}", format::date(*day), format::volume(*used)),
                        false,
                    )
                })
                .collect::<Vec<_>>()
        });
        // Today has its place, although nothing is known of it yet.
        let today = zone::today(clock::now());
        let known = list.with(|list| list.last().is_none_or(|(day, _)| *day >= today));
        if month.get() == Month::this(clock::now()) && !known {
            let tip = format!("{} · {}", format::date(today), m.days_note);
            bars.push(bar(&short(today), None, tip, true));
        }
        bars
    });
    (move || {
        if list.with(Vec::is_empty) {
            return view! { <Empty title=m.no_days text=m.no_days_text /> };
        }
        let label = Signal::derive(move || (m.days_chart)(&month.get().name()));
        view! {
            <BarChart label=label bars=bars height=360 />
            {move || table.get().then(|| list.with(|list| day_table(list)))}
        }
    })
    .into_view()
}

fn day_table(days: &[(NaiveDate, Megabytes)]) -> AnyView {
    let m = &messages().card().usage;
    let rows = days.iter().rev().map(|(day, used)| {
        view! { <tr><th scope="row">{format::date(*day)}</th><td class="num" title=format::exact(*used)>{format::mb(*used)}</td></tr> }
    });
    let total = Megabytes::sum(days.iter().map(|(_, used)| *used));
    view! {
        <table class="plain">
            <caption class="sr-only">{m.days}</caption>
            <thead>
                <tr><th scope="col">{m.day}</th><th scope="col" class="num">{m.used_mb}</th></tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
            <tfoot>
                <tr><th scope="row">{m.total}</th><td class="num">{amount(total)}</td></tr>
            </tfoot>
        </table>
    }
}
