//! The four figures at the top: total, used, left, and when it runs out (Q13.2).

use super::PoolData;
use super::head::touched;
use crate::api::pool_calls;
use crate::features::as_of::as_of_text;
use crate::features::mutation::Mutation;
use crate::features::pools::formula;
use crate::features::pools::row::Pool;
use crate::i18n::format::{self, Scale};
use crate::platform::clock;
use crate::platform::timer::every_visible;
use crate::routes::pool::PoolKind;
use crate::ui::button::{Button, Kind};
use crate::ui::meter::LeftMeter;
use crate::ui::tooltip::Hint;
use crate::view::prelude::*;
use gsl_model::cycle::BillingCycle;
use gsl_model::figures::first_figure;
use gsl_model::forecast::{Outlook, Risk};
use gsl_model::pool::Verdict;
use gsl_model::units::Megabytes;
use gsl_model::zone;

/// The row of figures.
pub fn figures(data: PoolData) -> AnyView {
    let mutation = Mutation::new();
    let tick = RwSignal::new(0_u32);
    every_visible(5000, move || {
        let _ = tick.try_update(|tick| *tick = tick.wrapping_add(1));
    });
    view! {
        <div class="grid g4 pool-figures">
            {move || data.shown.get().map(|pool| {
                let forward = data.kind == PoolKind::Forward;
                view! {
                    {forward.then(|| total(data, &pool))}
                    {used(data, &pool, mutation, tick)}
                    {if forward { left(data, &pool) } else { cards(data, &pool) }}
                    {end(data)}
                }
            })}
        </div>
        {mutation.failure()}
    }
}

fn figure(name: &'static str, class: &'static str, big: AnyView, notes: Vec<AnyView>) -> AnyView {
    view! {
        <section class="panel pool-card" aria-label=name>
            <h2 class="small muted">{name}</h2>
            <p class=format!("big {class}")>{big}</p>
            {notes.into_iter().map(|note| view! { <p class="small muted">{note}</p> }).collect_view()}
        </section>
    }
}

fn total(data: PoolData, pool: &Pool) -> AnyView {
    let t = data.t;
    let totals = pool.totals();
    let short = pool.package_size.map(|package| {
        let add_ons = pool.addon_total.unwrap_or_default();
        (t.total_short)(
            &format::count(pool.active()),
            &format::size(package),
            &if add_ons > Megabytes::ZERO {
                format::size(add_ons)
            } else {
                String::new()
            },
        )
    });
    let mut notes = vec![short.into_view()];
    notes.extend(formula::differs(t, totals.stated_total));
    figure(
        t.column_total,
        "",
        formula::volume(
            pool.scale(),
            totals.total,
            formula::of_total(t, pool, &totals),
        ),
        notes,
    )
}

fn used(data: PoolData, pool: &Pool, mutation: Mutation, tick: RwSignal<u32>) -> AnyView {
    let (app, t) = (data.app, data.t);
    let m = app.messages();
    let at = pool.modify_time.map(|time| time.0);
    let name = pool.name();
    let ask = Callback::new(move |()| {
        let name = name.clone();
        let said = move |_| app.announce((t.refreshed)(&name));
        mutation.run(
            app,
            pool_calls::refresh(data.kind, data.id),
            touched(data.kind),
            Box::new(said),
        );
    });
    let reason = Signal::derive(move || {
        if data.running.get() {
            mutation.reason(app)
        } else {
            Some(t.refresh_past.to_owned())
        }
    });
    let when = at.map(|at| {
        let text = move || {
            tick.track();
            as_of_text(&m.common, Some(at), clock::now())
        };
        view! { <span title=format::instant_full(at)>{text}</span> }
    });
    let big = match pool.flow_used {
        Some(used) => {
            let shown = pool.scale().text(used);
            view! { <Hint text=format::exact(used)>{shown}</Hint> }
        }
        None => "—".into_view(),
    };
    let note = view! {
        {when}" "
        <Button kind=Kind::Quiet class="inline" disabled_reason=reason on_click=ask>{m.common.refresh}</Button>
    };
    figure(t.column_used, "", big, vec![note.into_view()])
}

fn left(data: PoolData, pool: &Pool) -> AnyView {
    let t = data.t;
    let (totals, scale) = (pool.totals(), pool.scale());
    let gone = pool.verdict(clock::now()) == Some(Verdict::StopActive);
    let bar = totals.total.zip(totals.left).map(|(total, left)| {
        let label = (t.left_label)(&scale.text(left), &scale.text(total));
        let at_risk = pool.risk() == Some(Risk::AtRisk);
        view! { <LeftMeter left=left.thousandths() total=total.thousandths() at_risk=at_risk label=label /> }
    });
    let share = totals.left.zip(totals.total).map(|(left, total)| {
        let percent = format::percent(left, total, false);
        let days = pool
            .expired_time
            .map(|end| zone::days_between(clock::now(), end.0))
            .filter(|days| data.running.get_untracked() && *days >= 0);
        (t.left_share)(&percent, days)
    });
    let mut notes = vec![bar.into_view(), share.into_view()];
    notes.extend(formula::differs(t, totals.stated_left));
    figure(
        t.left_name,
        if gone { "bad" } else { "" },
        formula::volume(scale, totals.left, formula::of_left(t, pool, &totals)),
        notes,
    )
}

/// Backward pools have cards instead of a total.
fn cards(data: PoolData, pool: &Pool) -> AnyView {
    let t = data.t;
    let count = |count: Option<i32>| format::count(count.unwrap_or_default().into());
    let parts = (t.parts)(
        &count(pool.activated_sim_quantity),
        &count(pool.inactive_sim_quantity),
        &count(pool.disassembled_sim_quantity),
    );
    figure(
        t.column_quantity,
        "",
        count(pool.quantity).into_view(),
        vec![parts.into_view(), t.back_no_cap.into_view()],
    )
}

/// The expected run-out day, or the expected use of the cycle.
fn end(data: PoolData) -> AnyView {
    let t = data.t;
    (move || {
        if !data.running.get() {
            return figure(
                t.end_name,
                "",
                "—".into_view(),
                vec![t.end_past.into_view()],
            );
        }
        if data.days.data().is_none() {
            return figure(t.end_name, "", "…".into_view(), Vec::new());
        }
        let rests = data
            .now
            .with(|pool| pool.as_ref().is_some_and(|pool| pool.rests()));
        match data.forecast.get() {
            None => figure(
                t.end_name,
                "",
                "—".into_view(),
                vec![
                    if rests {
                        t.end_rests.to_owned()
                    } else {
                        unknown(data)
                    }
                    .into_view(),
                ],
            ),
            Some(forecast) => forecast_figure(data, &forecast),
        }
    })
    .into_view()
}

/// Why there is no forecast.
pub fn unknown(data: PoolData) -> String {
    let (t, now) = (data.t, clock::now());
    let first = data.carrier.get().and_then(|carrier| {
        let cycle = BillingCycle::current(carrier, now);
        let next = first_figure(carrier, cycle);
        (zone::today(now) < next).then_some(next)
    });
    first.map_or_else(
        || t.end_unknown.to_owned(),
        |day| (t.end_first_day)(&format::date(day)),
    )
}

fn forecast_figure(data: PoolData, forecast: &Outlook) -> AnyView {
    let t = data.t;
    let (pool_total, used_up) = (forecast.total, forecast.used_up());
    let forecast = &forecast.forecast;
    let active = data
        .now
        .with_untracked(|pool| pool.as_ref().map_or(0, |pool| pool.active()));
    let scale = Scale::of(&[forecast.expected, forecast.low, forecast.high]);
    let range = (t.end_range)(&scale.text(forecast.low), &scale.text(forecast.high));
    if pool_total.is_none() {
        return figure(
            t.end_use,
            "",
            scale.text(forecast.expected).into_view(),
            vec![range.into_view()],
        );
    }
    if used_up && active > 0 {
        return figure(
            t.end_name,
            "bad",
            t.end_now.into_view(),
            vec![(t.end_stopped)(&format::count(active)).into_view()],
        );
    }
    let short = |day: chrono::NaiveDate| super::chart::short(day);
    match forecast.runs_out {
        Some(day) => {
            let from = forecast.runs_out_early.map_or_else(|| short(day), short);
            let until = forecast.runs_out_late.map(short);
            figure(
                t.end_name,
                "warn",
                short(day).into_view(),
                vec![(t.end_between)(&from, until.as_deref(), &format::count(active)).into_view()],
            )
        }
        None => {
            let risk = forecast.runs_out_early.map(|day| (t.end_risk)(&short(day)));
            figure(
                t.end_name,
                "",
                t.end_lasts.into_view(),
                vec![
                    (t.end_expected)(&format::volume(forecast.expected)).into_view(),
                    risk.into_view(),
                ],
            )
        }
    }
}
