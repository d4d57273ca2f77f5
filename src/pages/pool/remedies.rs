//! What the running cycle will come to in words, and what to do about it: each remedy with the number it takes
//! (Q5.7–5.9, Q13.5–13.7, Q13.9, Q13.10, Q13.12).

use super::PoolData;
use super::chart::short;
use super::forecast::{PoolForecast, cards_to_return};
use super::top::percent;
use crate::api::{pool_calls, use_query};
use crate::features::pools::row::Pool;
use crate::features::pools::{state, wizards};
use crate::i18n::format::{self, Scale};
use crate::platform::clock;
use crate::routes::pool::{PoolKind, PoolTab};
use crate::ui::badge::Status;
use crate::ui::button::ButtonLink;
use crate::ui::feedback::Advice as Callout;
use crate::view::prelude::*;
use gsl_model::carrier::Carrier;
use gsl_model::cycle::BillingCycle;
use gsl_model::forecast::Advice;
use gsl_model::pool::{Verdict, add_on_since, cheapest_add_on, largest_add_on};
use gsl_model::units::Megabytes;
use gsl_model::wire::{AddOnOffer, PoolAddOns, TopMembers};
use std::rc::Rc;

/// The panel.
pub fn remedies(data: PoolData) -> AnyView {
    let t = data.t;
    let (title, content): (_, fn(PoolData, &Rc<Pool>) -> AnyView) = match data.kind {
        PoolKind::Forward => (t.remedies, forward),
        PoolKind::Backward => (t.back_facts, backward),
    };
    view! {
        <section class="panel pool-remedies" aria-labelledby="pool-remedies">
            <header><h2 id="pool-remedies">{title}</h2></header>
            <div class="pad">{move || data.now.get().map(|pool| content(data, &pool))}</div>
        </section>
    }
}

/// A remedy: what, why and how much, and the way there.
fn remedy(title: String, lines: Vec<String>, link: Option<AnyView>) -> AnyView {
    view! {
        <div class="pool-remedy">
            <h3>{title}</h3>
            {lines.into_iter().filter(|line| !line.is_empty()).map(|line| view! { <p class="small muted">{line}</p> }).collect_view()}
            {link}
        </div>
    }
}

fn button(href: Option<String>, text: String) -> Option<AnyView> {
    href.map(|href| view! { <ButtonLink href=href>{text}</ButtonLink> })
}

fn forward(data: PoolData, pool: &Rc<Pool>) -> AnyView {
    let t = data.t;
    if pool.discarded() {
        return view! { <Callout kind=Status::Idle><p>{t.discarded_why}</p></Callout> };
    }
    let activating = i64::from(pool.activating_quantity.unwrap_or_default());
    let under_way = (activating > 0).then(|| {
        view! {
            <Callout kind=Status::Idle>
                <p><b>{(t.activating)(&format::count(activating))}</b></p>
                <p>{t.activating_text}</p>
            </Callout>
        }
    });
    let said = {
        let pool = Rc::clone(pool);
        move || {
            data.forecast
                .with(|forecast| verdict(data, &pool, forecast.as_ref()))
        }
    };
    let cards = {
        let pool = Rc::clone(pool);
        move || {
            data.forecast
                .with(|forecast| activate(data, &pool, forecast.as_ref()))
        }
    };
    view! {
        {said}
        {under_way}
        {cards}
        {add_on(data, pool)}
        {remedy(t.join_title.to_owned(), vec![t.join_text.to_owned()], button(wizards::join(data.app, data.id), t.join.to_owned()))}
        {threshold(data)}
        <p class="small muted">{t.remedies_not}</p>
    }
}

fn verdict(data: PoolData, pool: &Pool, forecast: Option<&PoolForecast>) -> AnyView {
    let t = data.t;
    let active = format::count(pool.active());
    let callout = |kind: Status, title: String, text: String| {
        view! { <Callout kind=kind><p><b>{title}</b></p>{(!text.is_empty()).then(|| view! { <p>{text}</p> })}</Callout> }
    };
    if pool.verdict(clock::now()) == Some(Verdict::StopActive) {
        let carrier = pool.carrier().unwrap_or(Carrier::Mobile);
        let next = BillingCycle::current(carrier, clock::now())
            .next()
            .start(carrier);
        let title = (t.said_stopped)(&active);
        // The forecast if the cards returned now.
        let then = forecast.map_or_else(String::new, |forecast| {
            let end = forecast.forecast.days.last().map(|day| short(day.date));
            (t.said_if_back)(
                &end.unwrap_or_default(),
                &format::volume(forecast.forecast.expected),
            )
        });
        let text = (t.said_stopped_text)(&format::date(next));
        return callout(Status::Bad, title, format!("{text}{then}"));
    }
    let Some((forecast, total)) = forecast.and_then(|forecast| Some((forecast, forecast.total?)))
    else {
        let loading = data.days.data().is_none();
        let text = if loading {
            data.app.messages().common.loading.to_owned()
        } else {
            super::figures::unknown(data)
        };
        return callout(Status::Idle, text, String::new());
    };
    let forecast = &forecast.forecast;
    let end = forecast
        .days
        .last()
        .map(|day| short(day.date))
        .unwrap_or_default();
    let left = total.checked_sub(forecast.expected).unwrap_or_default();
    let scale = Scale::of(&[forecast.expected, left, total, forecast.high]);
    let expected = scale.text(forecast.expected);
    match (forecast.runs_out, forecast.runs_out_early) {
        (Some(day), _) => {
            let over = Megabytes::ZERO.checked_sub(left).unwrap_or_default();
            let title = (t.said_over)(&end, &expected, &scale.text(over));
            callout(
                Status::Warn,
                title,
                (t.said_over_text)(&short(day), &active),
            )
        }
        (None, Some(early)) => {
            let title = (t.said_lasts)(&end, &expected, &scale.text(left));
            callout(
                Status::Warn,
                title,
                (t.said_risk)(&scale.text(forecast.high), &short(early)),
            )
        }
        (None, None) => {
            let title = (t.said_lasts)(&end, &expected, &scale.text(left));
            callout(Status::Ok, title, String::new())
        }
    }
}

fn need(forecast: Option<&PoolForecast>) -> Option<Advice> {
    let advice = forecast?.expected?;
    (advice.missing > Megabytes::ZERO).then_some(advice)
}

/// N cards of the pool (Q13.5, Q13.9).
fn activate(data: PoolData, pool: &Pool, forecast: Option<&PoolForecast>) -> AnyView {
    let t = data.t;
    let waiting = pool.waiting();
    let high = forecast.and_then(|forecast| forecast.high);
    let gain = forecast.and_then(|forecast| forecast.gain);
    let package = pool.package_size.map(format::size).unwrap_or_default();
    let link = |count: Option<i64>, text: String| {
        button(wizards::activate(data.app, data.id, count), text)
    };
    let each = gain.map_or_else(String::new, |gain| {
        let size = pool.package_size.unwrap_or_default();
        let scale = Scale::of(&[size, gain]);
        (t.gain)(&scale.short(size), &scale.text(gain))
    });
    let how = t.activate_how.to_owned();
    let returns = cards_to_return(pool).filter(|count| *count <= waiting && pool.active() > 0);
    let back = returns.map_or_else(String::new, |count| {
        (t.activate_back)(&format::count(count))
    });
    if waiting == 0 {
        return remedy(
            t.activate_title.to_owned(),
            vec![t.activate_none.to_owned()],
            None,
        );
    }
    match need(forecast) {
        None => remedy(
            t.activate_title.to_owned(),
            vec![(t.activate_any)(&format::count(waiting), &package), how],
            link(None, t.activate_title.to_owned()),
        ),
        Some(Advice {
            cards: Some(count), ..
        }) => {
            let title = (t.activate_n)(&format::count(count));
            let sure = high
                .and_then(|high| high.cards)
                .filter(|more| *more > count)
                .map_or_else(String::new, |more| (t.activate_sure)(&format::count(more)));
            remedy(
                title.clone(),
                vec![back, each, sure, how],
                link(Some(count), title),
            )
        }
        Some(_) if gain.is_none_or(|gain| gain <= Megabytes::ZERO) => remedy(
            t.activate_title.to_owned(),
            vec![back, t.activate_useless.to_owned(), how],
            link(returns, t.activate_title.to_owned()),
        ),
        Some(_) => remedy(
            t.activate_title.to_owned(),
            vec![(t.activate_short)(&format::count(waiting)), back, each, how],
            link(Some(waiting), (t.activate_n)(&format::count(waiting))),
        ),
    }
}

/// An add-on of so many MB (Q5.7, Q5.8, Q13.5), or why there is none.
fn add_on(data: PoolData, pool: &Rc<Pool>) -> AnyView {
    let t = data.t;
    let carrier = pool.carrier();
    let query =
        use_query::<PoolAddOns>(data.app.client, move || Some(pool_calls::add_ons(data.id)));
    (move || {
        let refusal = query.data().and_then(|all| all.refusal.clone());
        let since = carrier.and_then(add_on_since);
        let why = match refusal.as_deref() {
            Some("carrier") => Some(t.add_on_carrier.to_owned()),
            Some("bought_before") => since.map(|since| (t.add_on_before)(&format::date(since))),
            Some("discarded") => Some(t.discarded_why.to_owned()),
            _ => None,
        };
        if let Some(why) = why {
            return remedy(t.add_on_title.to_owned(), vec![why], None);
        }
        let link = |mb: Option<i64>| {
            button(
                wizards::add_on(data.app, data.id, mb),
                t.add_on_title.to_owned(),
            )
        };
        let size = |mb: i64| Megabytes::from_mb(mb).map(format::size).unwrap_or_default();
        data.forecast
            .with(|forecast| match need(forecast.as_ref()) {
                Some(advice) => {
                    let offers = query
                        .data()
                        .map(|all| all.offers.clone())
                        .unwrap_or_default();
                    let needed = Megabytes::from_mb(advice.add_on_mb).unwrap_or_default();
                    let cost = |(offer, count): (&AddOnOffer, i64)| {
                        let cents = offer.price_cents.saturating_mul(count);
                        (
                            format::count(count),
                            format::size(offer.size),
                            crate::features::wizard::price(cents),
                            offer.size.checked_mul(count),
                        )
                    };
                    let Some((count, one, price, _)) = cheapest_add_on(&offers, needed).map(cost)
                    else {
                        // Nothing that can be bought in one go is enough: said, and not recommended.
                        let most = largest_add_on(&offers).map(cost).map_or_else(
                            String::new,
                            |(.., price, most)| {
                                (t.add_on_short)(
                                    &size(advice.add_on_mb),
                                    &most.map(format::size).unwrap_or_default(),
                                    &price,
                                )
                            },
                        );
                        return remedy(
                            t.add_on_title.to_owned(),
                            vec![most, t.add_on_how.to_owned()],
                            link(Some(advice.add_on_mb)),
                        );
                    };
                    let sure = forecast
                        .as_ref()
                        .and_then(|forecast| forecast.high)
                        .filter(|high| high.add_on_mb > advice.add_on_mb)
                        .map_or_else(String::new, |high| (t.add_on_sure)(&size(high.add_on_mb)));
                    let title = (t.add_on_n)(&size(advice.add_on_mb));
                    remedy(
                        title,
                        vec![
                            (t.add_on_cost)(&count, &one, &price),
                            sure,
                            t.add_on_how.to_owned(),
                        ],
                        link(Some(advice.add_on_mb)),
                    )
                }
                None => remedy(
                    t.add_on_title.to_owned(),
                    vec![t.add_on_how.to_owned()],
                    link(None),
                ),
            })
    })
    .into_view()
}

/// Sharing cannot be switched off; single cards can be limited (Q13.7).
fn threshold(data: PoolData) -> AnyView {
    let t = data.t;
    let query = use_query::<TopMembers>(data.app.client, move || {
        // Slow for a large pool: what the page opens with is loaded first.
        let carrier = data.carrier.get().filter(|_| data.days.data().is_some())?;
        let cycle = BillingCycle::current(carrier, clock::now());
        Some(pool_calls::top(data.kind, data.id, cycle, false))
    });
    (move || {
        let members = query
            .data()
            .map(|top| top.members.clone())
            .unwrap_or_default();
        let share: i64 = members.iter().map(|member| member.share_permille).sum();
        let growth = Megabytes::sum(members.iter().map(|member| member.growth)).unwrap_or_default();
        let text = if members.is_empty() {
            String::new()
        } else {
            let sign = if growth > Megabytes::ZERO { "+" } else { "" };
            (t.threshold_share)(
                members.len(),
                &percent(share, true),
                &format!("{sign}{}", format::volume(growth)),
            )
        };
        let top = data.href(PoolTab::Top);
        remedy(
            t.threshold_title.to_owned(),
            vec![text, t.threshold_text.to_owned()],
            button(Some(top), t.threshold_show.to_owned()),
        )
    })
    .into_view()
}

fn backward(data: PoolData, pool: &Rc<Pool>) -> AnyView {
    let t = data.t;
    let why = state::why(t, pool).map(|why| {
        let (kind, title) = state::state(t, pool);
        view! { <Callout kind=kind><p><b>{title}</b></p><p>{why}</p></Callout> }
    });
    view! {
        {why}
        <ul class="tip-list">
            {t.back_lines.iter().map(|line| view! { <li>{*line}</li> }).collect_view()}
        </ul>
    }
}
