//! The outlook of the running cycle in words, and the remedies with the amounts they take
//! (Q5.7–5.9, Q13.5–13.7, Q13.9, Q13.10, Q13.12).

use super::PoolData;
use super::chart::short;
use super::forecast::cards_to_return;
use super::top::percent;
use crate::api::{Query, pool_calls, use_query};
use crate::features::pools::row::Pool;
use crate::features::pools::{state, wizards};
use crate::i18n::format::{self, Scale};
use crate::platform::clock;
use crate::routes::pool::{PoolKind, PoolTab};
use crate::ui::badge::{Status, StatusBadge};
use crate::ui::button::ButtonLink;
use crate::ui::feedback::Advice as Callout;
use crate::view::prelude::*;
use gsl_model::carrier::Carrier;
use gsl_model::cycle::BillingCycle;
use gsl_model::forecast::{Advice, Outlook, Risk};
use gsl_model::pool::{Verdict, add_on_since, cheapest_add_on, largest_add_on};
use gsl_model::units::Megabytes;
use gsl_model::wire::{PoolAddOns, TopMembers};
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

/// A remedy: what it is, its effect, price and link.
struct Remedy {
    title: String,
    /// Its effect, when it is sufficient by itself.
    effect: Option<String>,
    lines: Vec<String>,
    /// Price in cents; `None` unless the remedy is sufficient by itself.
    cents: Option<i64>,
    link: Option<AnyView>,
}

impl Remedy {
    fn new(title: impl Into<String>, lines: Vec<String>, link: Option<AnyView>) -> Self {
        Self {
            title: title.into(),
            effect: None,
            lines,
            cents: None,
            link,
        }
    }

    /// Marks it as sufficient by itself, with its price and effect.
    fn enough(mut self, cents: i64, effect: Option<String>) -> Self {
        self.cents = Some(cents);
        self.effect = effect;
        self
    }

    fn view(self) -> AnyView {
        let lines = self.lines.into_iter().filter(|line| !line.is_empty());
        view! {
            <li class="pool-remedy">
                <span class="pool-price">{self.cents.map(whole_price)}</span>
                <div>
                    <h3>{self.title}</h3>
                    {self.effect.map(|effect| view! { <p class="small"><StatusBadge kind=Status::Ok text=effect /></p> })}
                    {lines.map(|line| view! { <p class="small muted">{line}</p> }).collect_view()}
                    {self.link}
                </div>
            </li>
        }
    }
}

/// `¥10`, `¥10.50`
fn whole_price(cents: i64) -> String {
    let price = crate::features::wizard::price(cents);
    price.strip_suffix(".00").unwrap_or(&price).to_owned()
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
    let shop = use_query::<PoolAddOns>(data.app.client, move || Some(pool_calls::add_ons(data.id)));
    let top = use_query::<TopMembers>(data.app.client, move || {
        // Slow for a large pool: what the page opens with is loaded first.
        let carrier = data.carrier.get().filter(|_| data.days.data().is_some())?;
        let cycle = BillingCycle::current(carrier, clock::now());
        Some(pool_calls::top(data.kind, data.id, cycle, false))
    });
    let ranked = {
        let pool = Rc::clone(pool);
        move || {
            let forecast = data.forecast.get();
            let join = Remedy::new(
                t.join_title,
                vec![t.join_text.to_owned()],
                button(wizards::join(data.app, data.id), t.join.to_owned()),
            );
            let mut all = vec![
                activate(data, &pool, forecast.as_ref()),
                add_on(data, &pool, shop, forecast.as_ref()),
                threshold(data, top),
                join,
            ];
            // Those that are enough by themselves first, the cheapest first; what cannot be done last.
            all.sort_by_key(|remedy| (remedy.cents.unwrap_or(i64::MAX), remedy.link.is_none()));
            all.into_iter().map(Remedy::view).collect_view()
        }
    };
    let list = view! {
        <ul class="pool-ranked">{ranked}</ul>
        <p class="small muted">{t.remedies_not}</p>
    };
    // A pool that lasts needs none of them now.
    let lasts = pool.risk() == Some(Risk::Lasts);
    view! {
        {said}
        {under_way}
        {if lasts {
            view! { <details class="pool-fold"><summary>{t.ways}</summary>{list}</details> }
        } else {
            list.into_view()
        }}
    }
}

fn verdict(data: PoolData, pool: &Pool, forecast: Option<&Outlook>) -> AnyView {
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

/// The effect of a remedy: `+45 GB, lasts to 11-30`.
fn effect(data: PoolData, forecast: Option<&Outlook>, gain: Option<Megabytes>) -> Option<String> {
    let end = short(forecast?.forecast.days.last()?.date);
    // Without the digits of an estimate.
    let gain = Megabytes::from_mb(gain?.whole_mb())?;
    Some((data.t.effect)(&format::size(gain), &end))
}

/// N cards of the pool (Q13.5, Q13.9).
fn activate(data: PoolData, pool: &Pool, forecast: Option<&Outlook>) -> Remedy {
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
        return Remedy::new(t.activate_title, vec![t.activate_none.to_owned()], None);
    }
    match forecast.and_then(Outlook::need) {
        None => Remedy::new(
            t.activate_title,
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
            let all = gain.and_then(|gain| gain.checked_mul(count));
            Remedy::new(
                title.clone(),
                vec![back, each, sure, how],
                link(Some(count), title),
            )
            .enough(0, effect(data, forecast, all))
        }
        Some(_) if gain.is_none_or(|gain| gain <= Megabytes::ZERO) => Remedy::new(
            t.activate_title,
            vec![back, t.activate_useless.to_owned(), how],
            link(returns, t.activate_title.to_owned()),
        ),
        Some(_) => Remedy::new(
            t.activate_title,
            vec![(t.activate_short)(&format::count(waiting)), back, each, how],
            link(Some(waiting), (t.activate_n)(&format::count(waiting))),
        ),
    }
}

/// Buying an add-on (Q5.7, Q5.8, Q13.5), or why it is not possible.
fn add_on(
    data: PoolData,
    pool: &Pool,
    shop: Query<PoolAddOns>,
    forecast: Option<&Outlook>,
) -> Remedy {
    let t = data.t;
    let shop = shop.data();
    let refusal = shop.as_ref().and_then(|all| all.refusal.as_deref());
    let why = match refusal {
        Some("carrier") => Some(t.add_on_carrier.to_owned()),
        Some("bought_before") => pool
            .carrier()
            .and_then(add_on_since)
            .map(|since| (t.add_on_before)(&format::date(since))),
        Some("discarded") => Some(t.discarded_why.to_owned()),
        _ => None,
    };
    if let Some(why) = why {
        return Remedy::new(t.add_on_title, vec![why], None);
    }
    let link = |mb: Option<i64>, text: String| button(wizards::add_on(data.app, data.id, mb), text);
    let how = t.add_on_how.to_owned();
    let Some(need) = forecast.and_then(Outlook::need) else {
        return Remedy::new(
            t.add_on_title,
            vec![how],
            link(None, t.add_on_title.to_owned()),
        );
    };
    let size = |mb: i64| Megabytes::from_mb(mb).map(format::size).unwrap_or_default();
    let offers = shop.map(|all| all.offers.clone()).unwrap_or_default();
    let needed = Megabytes::from_mb(need.add_on_mb).unwrap_or_default();
    let Some((offer, count)) = cheapest_add_on(&offers, needed) else {
        // Nothing that can be bought in one go is enough: said, and not recommended.
        let most = largest_add_on(&offers).map_or_else(String::new, |(offer, count)| {
            let most = offer.size.checked_mul(count).map(format::size);
            let price = crate::features::wizard::price(offer.price_cents.saturating_mul(count));
            (t.add_on_short)(&size(need.add_on_mb), &most.unwrap_or_default(), &price)
        });
        let to_shop = link(Some(need.add_on_mb), t.add_on_title.to_owned());
        return Remedy::new(t.add_on_title, vec![most, how], to_shop);
    };
    let cents = offer.price_cents.saturating_mul(count);
    let price = crate::features::wizard::price(cents);
    let cost = (t.add_on_cost)(&format::count(count), &format::size(offer.size), &price);
    let sure = forecast
        .and_then(|forecast| forecast.high)
        .filter(|high| high.add_on_mb > need.add_on_mb)
        .and_then(|high| Megabytes::from_mb(high.add_on_mb))
        .map_or_else(String::new, |high| (t.add_on_sure)(&format::volume(high)));
    let bought = offer.size.checked_mul(count);
    Remedy::new(
        (t.add_on_n)(&bought.map(format::size).unwrap_or_default()),
        vec![cost, sure, how],
        link(
            Some(need.add_on_mb),
            format!("{} {}", t.press_buy, whole_price(cents)),
        ),
    )
    .enough(cents, effect(data, forecast, bought))
}

/// Sharing cannot be switched off; single cards can be limited (Q13.7).
fn threshold(data: PoolData, top: Query<TopMembers>) -> Remedy {
    let t = data.t;
    let members = top
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
    Remedy::new(
        t.threshold_title,
        vec![text, t.threshold_text.to_owned()],
        button(Some(data.href(PoolTab::Top)), t.threshold_show.to_owned()),
    )
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
