//! Cumulative usage of the cycle by day: actual, forecast and total; and the same as a table.

use super::PoolData;
use super::forecast::{CycleDay, days};
use super::table::{self, figures, words};
use crate::features::query_section::{load_state, part};
use crate::i18n::format::{self, Scale};
use crate::ui::button::Button;
use crate::ui::chart::{LineChart, Point, ReferenceLines};
use crate::ui::field::Select;
use crate::ui::tooltip::InfoTip;
use crate::view::prelude::*;
use chrono::NaiveDate;
use gsl_model::cycle::BillingCycle;
use gsl_model::forecast::{Forecast, ForecastDay, Outlook};
use gsl_model::units::Megabytes;

pub use crate::features::pools::outlook::short;

/// A day with its forecast, if there is one.
#[derive(Clone, PartialEq)]
struct Line {
    day: CycleDay,
    ahead: Option<ForecastDay>,
}

/// The panel.
pub fn chart(data: PoolData) -> AnyView {
    let t = data.t;
    let table = RwSignal::new(false);
    let toggle = Callback::new(move |()| table.update(|on| *on = !*on));
    let value = Signal::derive(move || {
        data.cycle
            .get()
            .map(|cycle| cycle.to_string())
            .unwrap_or_default()
    });
    let options = Signal::derive(move || {
        let option = |cycle: BillingCycle| (cycle.to_string(), cycle.to_string());
        data.six().into_iter().map(option).collect::<Vec<_>>()
    });
    let choose = Callback::new(move |text: String| {
        let chosen = BillingCycle::parse(&text);
        let newest = data.six().first().copied();
        data.go(|view| view.cycle = chosen.filter(|_| chosen != newest));
    });
    let forecast = move || {
        let forecast = data.forecast.get().filter(|_| data.running.get());
        forecast.map(|forecast| forecast.forecast)
    };
    let lines = Memo::new(move |_| {
        let (Some(carrier), Some(cycle), Some(answer)) =
            (data.carrier.get(), data.cycle.get(), data.days.data())
        else {
            return Vec::new();
        };
        merge(days(&answer.days, carrier, cycle), forecast().as_ref())
    });
    let note = move || {
        let forecast = data.forecast.get().filter(|_| data.running.get());
        match forecast.map(|forecast| forecast.used_up()) {
            Some(false) => t.chart_note,
            Some(true) => t.chart_note_stopped,
            None => t.chart_note_past,
        }
    };
    let content = move || {
        view! {
            {drawing(data, lines)}
            {move || table.get().then(|| day_table(data, &lines.get()))}
            <p class="small muted">
                {note}
                " "<InfoTip label=t.method>{t.method_text}</InfoTip>
            </p>
        }
    };
    view! {
        <section class="panel pool-chart" aria-labelledby="pool-chart">
            <header>
                <h2 id="pool-chart">{t.chart}</h2>
                <span class="grow"></span>
                <Button pressed=table on_click=toggle>{t.show_table}</Button>
                <Select label=t.column_cycle hide_label=true value=value options=options on_change=choose />
            </header>
            <div class="pad">{part(load_state(data.days), 6, content)}</div>
        </section>
    }
}

/// With a forecast, days from today on are forecast: today's usage so far is not a full day.
fn merge(days: Vec<CycleDay>, forecast: Option<&Forecast>) -> Vec<Line> {
    let ahead = |date| {
        let days = &forecast?.days;
        days.iter().find(|ahead| ahead.date == date).copied()
    };
    days.into_iter()
        .map(|day| Line {
            ahead: ahead(day.date),
            day,
        })
        .collect()
}

fn drawing(data: PoolData, lines: Memo<Vec<Line>>) -> AnyView {
    let t = data.t;
    let points = Signal::derive(move || {
        lines.with(|lines| {
            lines
                .iter()
                .map(|line| point(data, line))
                .collect::<Vec<_>>()
        })
    });
    let marks = Signal::derive(move || {
        let place = |date: NaiveDate| {
            lines.with(|lines| lines.iter().position(|line| line.day.date == date))
        };
        let total = data
            .shown
            .get()
            .and_then(|pool| pool.totals().total.filter(|_| pool.status.is_some()));
        let forecast = data
            .forecast
            .get()
            .filter(|_| data.running.get())
            .map(|forecast| forecast.forecast);
        let today = forecast
            .as_ref()
            .and_then(|forecast| forecast.days.first().map(|day| day.date));
        // The pool is used up already: there is no date to forecast.
        let used_up = data
            .forecast
            .with(|forecast| forecast.as_ref().is_some_and(Outlook::used_up));
        let reached = forecast
            .as_ref()
            .filter(|_| !used_up)
            .and_then(|forecast| forecast.runs_out);
        ReferenceLines {
            limit: total.map(|total| (total.thousandths(), (t.limit)(&format::volume(total)))),
            today: today
                .and_then(place)
                .map(|place| (place, t.today.to_owned())),
            reached: reached.and_then(|date| Some((place(date)?, (t.reached)(&short(date))))),
        }
    });
    let label = Signal::derive(move || {
        (t.chart_label)(
            &data
                .cycle
                .get()
                .map(|cycle| cycle.to_string())
                .unwrap_or_default(),
        )
    });
    view! { <LineChart label=label points=points marks=marks height=340 /> }
}

fn point(data: PoolData, line: &Line) -> Point {
    let t = data.t;
    let date = short(line.day.date);
    let tip = match (line.ahead, line.day.used.zip(line.day.sum)) {
        (Some(ahead), _) => {
            let scale = Scale::of(&[ahead.used, ahead.low, ahead.high]);
            (t.tip_ahead)(
                &date,
                &scale.text(ahead.used),
                &scale.text(ahead.low),
                &scale.text(ahead.high),
            )
        }
        (None, Some((used, sum))) => {
            let scale = Scale::of(&[used, sum]);
            (t.tip_day)(&date, &scale.text(sum), &scale.text(used))
        }
        (None, None) => date.clone(),
    };
    let stopped = if line.day.stopped { t.tip_stopped } else { "" };
    Point {
        label: date,
        tip: format!("{tip}{stopped}"),
        actual: line
            .day
            .sum
            .filter(|_| line.ahead.is_none())
            .map(Megabytes::thousandths),
        expected: line.ahead.map(|ahead| {
            (
                ahead.used.thousandths(),
                ahead.low.thousandths(),
                ahead.high.thousandths(),
            )
        }),
    }
}

fn day_table(data: PoolData, lines: &[Line]) -> AnyView {
    let t = data.t;
    let rows = lines
        .iter()
        .filter(|line| line.day.used.is_some() || line.ahead.is_some())
        .rev()
        .map(|line| {
            let expected = line.ahead.map(|ahead| ahead.used);
            let low = line.ahead.map(|ahead| ahead.low);
            let high = line.ahead.map(|ahead| ahead.high);
            let shown = [line.day.used, line.day.sum, expected, low, high];
            let scale = Scale::mb(&shown.map(Option::unwrap_or_default));
            let amount =
                |mb: Option<Megabytes>| mb.map_or_else(|| "—".to_owned(), |mb| scale.number(mb));
            let band = line
                .ahead
                .map(|ahead| format!("{} – {}", scale.number(ahead.low), scale.number(ahead.high)));
            let stopped = line
                .day
                .stopped
                .then(|| view! { " "<span class="tag">{t.stopped_tag}</span> });
            view! {
                <tr>
                    <th scope="row">{format::date(line.day.date)}{stopped}</th>
                    <td class="num">{amount(line.day.used)}</td>
                    <td class="num">{amount(line.day.sum)}</td>
                    <td class="num">{amount(expected)}</td>
                    <td class="num">{band.unwrap_or_else(|| "—".to_owned())}</td>
                </tr>
            }
        });
    let mut heads = vec![words(t.day)];
    heads.extend([t.day_used, t.day_sum, t.day_expected, t.day_band].map(figures));
    table::table(t.chart, heads, rows.collect_view())
}
