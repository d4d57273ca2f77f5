//! 有效期: bought, silent or test period, activated, expires (Q2.1–2.4).

use super::CardData;
use crate::i18n::{Messages, format};
use crate::platform::clock;
use crate::routes::Route;
use crate::state::{app, messages};
use crate::ui::button::ButtonLink;
use crate::ui::tooltip::InfoTip;
use crate::view::prelude::*;
use chrono::{DateTime, Utc};
use gsl_model::carrier::Carrier;
use gsl_model::period::{Timeline, TimelineFacts, WaitingPeriod, WaitingPeriodKind};
use gsl_model::span::Span;
use gsl_model::state::SimStatus;
use gsl_model::wire::{PricePlan, SimCard, SimPricePlan, extension};
use gsl_model::zone;

/// One station of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    name: String,
    value: String,
    note: String,
    done: bool,
}

/// The term of a card if known: from activation to expiry, else from its plan.
fn term(card: &SimCard, plans: &[PricePlan], instance: Option<&SimPricePlan>) -> Option<Span> {
    if let (Some(from), Some(to)) = (card.act_date, card.expire_time) {
        let (from, to) = (zone::local(from.0), zone::local(to.0));
        return (1..=120)
            .map(Span::Months)
            .find(|span| span.after(from.date()) == to.date());
    }
    let id = instance?.price_plan_id.as_deref()?;
    let plan = plans
        .iter()
        .find(|plan| plan.price_plan_id.as_deref() == Some(id))?;
    Span::period(plan.period, plan.period_type)
}

fn length(m: &Messages, span: Span) -> String {
    match span {
        Span::Months(months) if months % 12 == 0 && months > 0 => {
            (m.card().validity.years)(i64::from(months / 12))
        }
        Span::Months(months) => (m.common.months)(i64::from(months)),
        Span::Days(days) => (m.common.days)(i64::from(days)),
    }
}

fn steps(m: &Messages, facts: &TimelineFacts, now: DateTime<Utc>) -> Vec<Step> {
    let texts = &m.card().validity;
    let timeline = Timeline::of(facts);
    let not_told = || texts.not_told.to_owned();
    let mut steps = vec![Step {
        name: texts.bought.to_owned(),
        value: timeline.bought.map_or_else(not_told, format::service_date),
        note: String::new(),
        done: true,
    }];
    steps.push(waiting_step(m, facts, &timeline, now));
    steps.push(Step {
        name: texts.activated.to_owned(),
        value: match timeline.activated {
            Some(at) => format::service_date(at),
            None if timeline.waits => texts.not_yet.to_owned(),
            None => not_told(),
        },
        note: String::new(),
        done: !timeline.waits,
    });
    let left = timeline.days_left(now);
    steps.push(Step {
        name: texts.expires.to_owned(),
        value: match timeline.expires {
            Some(at) => format::service_date(at),
            None if timeline.waits => texts.after_activation.to_owned(),
            None => not_told(),
        },
        note: match (left, timeline.expires_at_the_latest) {
            (Some(0), _) => texts.expires_today.to_owned(),
            (Some(days), _) if days < 0 => (texts.expired_ago)(-days),
            (Some(days), _) => (texts.days_left)(days),
            (None, Some(at)) => (texts.at_the_latest)(&format::service_date(at)),
            (None, None) => String::new(),
        },
        done: left.is_some_and(|days| days < 0),
    });
    steps
}

fn waiting_step(
    m: &Messages,
    facts: &TimelineFacts,
    timeline: &Timeline,
    now: DateTime<Utc>,
) -> Step {
    let texts = &m.card().validity;
    let name = if facts.carrier.is_mainland() {
        texts.silent
    } else {
        texts.test
    };
    let name = (m.common.bracket)(
        name,
        &(texts.period_note)(&length(
            m,
            facts.waiting.unwrap_or(gsl_model::period::WAITING),
        )),
    );
    let before_end = |waiting: WaitingPeriod| {
        timeline
            .activated
            .is_some_and(|at| zone::today(at) <= waiting.last_day)
    };
    let note = match (timeline.waiting, timeline.days_to_forced_activation(now)) {
        (Some(_), Some(0)) => texts.forced_due.to_owned(),
        (Some(waiting), Some(days)) => forced(m, &waiting, days),
        (Some(waiting), None) if before_end(waiting) => texts.ended_by_activation.to_owned(),
        _ => String::new(),
    };
    Step {
        name,
        // A period that the activation ended is as short as it was.
        value: timeline.waiting.map_or_else(
            || texts.not_told.to_owned(),
            |waiting| {
                let activated = timeline.activated.map(zone::today);
                let last = activated.filter(|at| *at < waiting.last_day);
                (texts.until)(&format::date(last.unwrap_or(waiting.last_day)))
            },
        ),
        note,
        done: !timeline.waits,
    }
}

fn forced(m: &Messages, waiting: &WaitingPeriod, days: i64) -> String {
    let day = format::date(waiting.forced_activation);
    match waiting.kind {
        WaitingPeriodKind::Silent => (m.card().validity.forced_mainland)(days, &day),
        WaitingPeriodKind::Test => (m.card().validity.forced_overseas)(days, &day),
    }
}

/// The panel.
pub fn validity(data: CardData) -> AnyView {
    let m = messages();
    let texts = &m.card().validity;
    let known = Memo::new(move |_| {
        let card = data.card.get()?;
        let instance = data.plan.get();
        let plans = data.plans.data();
        let mut facts = TimelineFacts::of(&card, instance.as_ref());
        facts.term = term(
            &card,
            plans.as_ref().map_or(&[][..], |list| &list.price_plans),
            instance.as_ref(),
        );
        Some(facts)
    });
    let purpose = move || match known.get().and_then(|facts| facts.term) {
        Some(term) => (texts.term)(&length(m, term)),
        None => texts.term_unknown.to_owned(),
    };
    let renewal = move || {
        let app = app();
        let offered = app.client.has(extension::RENEWAL_READ);
        let order = data.card.with(|card| {
            let card = card.as_ref().filter(|_| offered)?;
            let in_use = card.sim_status == Some(SimStatus::InUse.code());
            card.order_id.filter(|_| in_use)
        })?;
        let href = app.nav.href(&Route::renewal_of(order));
        Some(view! { <ButtonLink href=href>{m.shell.renewal}</ButtonLink> })
    };
    let mainland = Memo::new(move |_| {
        known
            .get()
            .is_none_or(|facts| facts.carrier != Carrier::Overseas)
    });
    view! {
        <section class="panel" aria-labelledby="card-validity">
            <header>
                <h2 id="card-validity">{texts.title}</h2>
                <span class="muted small">{purpose}</span>
                <InfoTip label=texts.how>
                    <ul class="tip-list">
                        <li>{texts.how_before}</li>
                        <li>{texts.how_activation}</li>
                        <li>{move || if mainland.get() { texts.how_mainland } else { texts.how_overseas }}</li>
                        <li>{texts.how_from_activation}</li>
                        <li>{texts.how_monthly}</li>
                    </ul>
                </InfoTip>
            </header>
            <div class="pad">
                {move || known.get().and_then(|facts| life(&Timeline::of(&facts), clock::now())).map(bar)}
                <ol class="line">
                    {move || known.get().map(|facts| steps(m, &facts, clock::now()).into_iter().map(draw).collect_view())}
                </ol>
                {renewal}
            </div>
        </section>
    }
}

/// A card's life from purchase to expiry, in percent of its length.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Life {
    /// Until activation.
    waiting: f64,
    /// From activation until today.
    elapsed: f64,
    /// The remaining part.
    left: f64,
    /// It ends within [`SOON`] days.
    soon: bool,
}

/// Days before expiry from which the remaining part is drawn as a warning.
const SOON: i64 = 30;

/// The legs of a life that has both ends; `None` while one of them is not known.
#[allow(clippy::cast_precision_loss)]
fn life(timeline: &Timeline, now: DateTime<Utc>) -> Option<Life> {
    let (from, activated, to) = (timeline.bought?, timeline.activated?, timeline.expires?);
    let all = (to - from).num_minutes();
    if all <= 0 {
        return None;
    }
    let at = |instant: DateTime<Utc>| {
        (instant - from).num_minutes().clamp(0, all) as f64 * 100.0 / all as f64
    };
    let (waiting, today) = (at(activated), at(now));
    let elapsed = (today - waiting).max(0.0);
    Some(Life {
        waiting,
        elapsed,
        left: 100.0 - waiting - elapsed,
        soon: zone::days_between(now, to) <= SOON,
    })
}

/// The life to scale; the list below says the same in words.
fn bar(life: Life) -> AnyView {
    let width = |percent: f64| format!("{percent:.2}%");
    view! {
        <div class="life" aria-hidden="true">
            <i class="waited" style:width=width(life.waiting)></i>
            <i class="elapsed" style:width=width(life.elapsed)></i>
            <i class="left" class:soon=life.soon style:width=width(life.left)></i>
        </div>
    }
}

fn draw(step: Step) -> AnyView {
    view! {
        <li class:done=step.done>
            <span class="small muted">{step.name}</span>
            <b>{step.value}</b>
            <span class="small">{step.note}</span>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;
    use gsl_model::state::SimStatus;
    use gsl_model::time::Time;

    fn at(text: &str) -> DateTime<Utc> {
        Time::parse(text).unwrap().0
    }

    fn facts(carrier: Carrier, status: SimStatus) -> TimelineFacts {
        TimelineFacts {
            carrier,
            status: Some(status),
            bought: Some(at("2026-06-10T02:00:00Z")),
            activated: None,
            expires: None,
            waiting: None,
            term: Some(Span::Months(12)),
        }
    }

    fn line(facts: &TimelineFacts, now: &str) -> [String; 2] {
        Locale::ALL.map(|locale| {
            steps(locale.messages(), facts, at(now))
                .into_iter()
                .map(|step| format!("{} {} {}", step.name, step.value, step.note))
                .collect::<Vec<_>>()
                .join("\n")
        })
    }

    #[test]
    fn q2_2_a_waiting_mainland_card_counts_down_to_the_first_of_a_month() {
        let [zh, en] = line(
            &facts(Carrier::Mobile, SimStatus::Activatable),
            "2026-11-22T04:00:00Z",
        );
        assert!(
            zh.contains("沉默期（6 个月，不计费） 至 2026-12-09"),
            "{zh}"
        );
        assert!(
            zh.contains("还有 40 天自动激活") && zh.contains("2027-01-01"),
            "{zh}"
        );
        assert!(
            en.contains("40 days to forced activation") && en.contains("2027-01-01"),
            "{en}"
        );
        assert!(zh.contains("最迟 2028-01-01 到期"), "{zh}");
    }

    #[test]
    fn q2_3_an_overseas_card_has_a_test_period() {
        let [zh, en] = line(
            &facts(Carrier::Overseas, SimStatus::Testable),
            "2026-11-22T04:00:00Z",
        );
        assert!(
            zh.contains("测试期（6 个月，不计费）") && zh.contains("还有 18 天自动激活"),
            "{zh}"
        );
        assert!(
            en.contains("Test period") && en.contains("2026-12-10"),
            "{en}"
        );
    }

    #[test]
    fn q2_4_an_activated_card_counts_from_activation() {
        let mut facts = facts(Carrier::Telecom, SimStatus::InUse);
        facts.activated = Some(at("2026-07-01T02:00:00Z"));
        facts.expires = Some(at("2027-07-01T02:00:00Z"));
        let [zh, en] = line(&facts, "2026-11-22T04:00:00Z");
        assert!(zh.contains("到期 2027-07-01 还剩 221 天"), "{zh}");
        assert!(en.contains("Expires 2027-07-01 221 days left"), "{en}");
        assert!(zh.contains("至 2026-07-01 已随激活结束"), "{zh}");
        let card = SimCard {
            act_date: Time::parse("2026-07-01T02:00:00Z"),
            expire_time: Time::parse("2027-07-01T02:00:00Z"),
            ..SimCard::default()
        };
        assert_eq!(term(&card, &[], None), Some(Span::Months(12)));
    }

    #[test]
    fn a_life_is_drawn_to_scale_and_warns_in_its_last_month() {
        let mut facts = facts(Carrier::Telecom, SimStatus::InUse);
        facts.bought = Some(at("2026-01-01T00:00:00Z"));
        facts.activated = Some(at("2026-01-11T00:00:00Z"));
        facts.expires = Some(at("2026-04-11T00:00:00Z"));
        let now = |now: &str| life(&Timeline::of(&facts), at(now)).unwrap();
        let early = now("2026-01-31T00:00:00Z");
        assert_eq!(
            (early.waiting, early.elapsed, early.left),
            (10.0, 20.0, 70.0)
        );
        assert!(!early.soon && now("2026-04-01T00:00:00Z").soon);
        let late = now("2026-05-01T00:00:00Z");
        assert_eq!((late.elapsed, late.left), (90.0, 0.0));
        facts.expires = None;
        facts.term = None;
        assert_eq!(
            life(&Timeline::of(&facts), at("2026-05-01T00:00:00Z")),
            None
        );
    }

    #[test]
    fn what_the_service_does_not_tell_is_not_claimed() {
        let facts = TimelineFacts {
            carrier: Carrier::Mobile,
            status: Some(SimStatus::InUse),
            bought: None,
            activated: None,
            expires: None,
            waiting: None,
            term: None,
        };
        let [zh, _] = line(&facts, "2026-11-22T04:00:00Z");
        assert_eq!(zh.matches("服务未提供").count(), 4, "{zh}");
    }
}
