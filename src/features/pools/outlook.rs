//! When a pool runs dry and the cheapest remedy for it, as the list of pools and the overview show them.

use super::row::Pool;
use super::wizards;
use crate::features::wizard::price;
use crate::i18n::format;
use crate::i18n::pools::Pools;
use crate::platform::clock;
use crate::state::App;
use crate::ui::button::ButtonLink;
use crate::view::prelude::*;
use chrono::{Datelike, NaiveDate};
use gsl_model::forecast::Risk;
use gsl_model::time::day;
use gsl_model::units::Megabytes;
use gsl_model::wire::PoolOutlook;
use gsl_model::zone;

/// `11-22`
#[must_use]
pub fn short(day: NaiveDate) -> String {
    format!("{:02}-{:02}", day.month(), day.day())
}

/// The band of a forecast: from the earliest day to the latest; open where the pool may last.
#[must_use]
pub fn band(t: &Pools, outlook: &PoolOutlook) -> Option<String> {
    let date = |text: &Option<String>| text.as_deref().and_then(day).map(short);
    let early = date(&outlook.runs_out_early)?;
    Some(match date(&outlook.runs_out_late) {
        Some(late) if late == early => early,
        Some(late) => format!("{early} – {late}"),
        None => (t.from_day)(&early),
    })
}

/// When it runs dry in words: the day and the band, since when it has been dry, or that it lasts.
#[must_use]
pub fn when(t: &Pools, pool: &Pool) -> AnyView {
    let (Some(outlook), Some(risk)) = (&pool.outlook, pool.risk()) else {
        return view! { <span class="muted">"—"</span> };
    };
    let last = pool.expired_time.map(|end| zone::today(end.0)).map(short);
    match risk {
        Risk::Dry => {
            let since = outlook.dry_since.map(|at| short(zone::today(at.0)));
            let text = since.map_or_else(|| t.end_now.to_owned(), |since| (t.dry_since)(&since));
            view! { <span class="bad">{text}</span> }
        }
        Risk::AtRisk => {
            let band = band(t, outlook);
            match outlook.runs_out.as_deref().and_then(day) {
                Some(day) => view! {
                    <span><b>{short(day)}</b>" "<span class="small muted"><span class="sr-only">{t.band}" "</span>{band}</span></span>
                },
                None => view! { <span>{(t.may_run_dry)(&band.unwrap_or_default())}</span> },
            }
        }
        Risk::Lasts => {
            let text = last.map_or_else(|| t.lasts.to_owned(), |last| (t.after_day)(&last));
            view! { <span class="muted">{text}</span> }
        }
    }
}

/// The days from today to the end of the cycle as a track: the band, and in it the likeliest day. Drawn beside [`when`], which
/// says the same.
#[must_use]
pub fn track(pool: &Pool) -> AnyView {
    let today = zone::today(clock::now());
    let last = pool.expired_time.map_or(today, |end| zone::today(end.0));
    let span = (last - today).num_days().max(0) + 1;
    // Per cent of the track, of the begin of a day.
    let place = |day: NaiveDate| ((day - today).num_days().clamp(0, span) * 100) / span;
    let date = |text: Option<&str>| text.and_then(day);
    let outlook = pool.outlook.as_ref();
    let early = outlook.and_then(|known| date(known.runs_out_early.as_deref()));
    let band = early.map(|early| {
        let late = outlook.and_then(|known| date(known.runs_out_late.as_deref()));
        let from = place(early);
        let to = late
            .and_then(|late| late.succ_opt())
            .map_or(100, place)
            .max(from + 100 / span);
        view! { <i class="band" style:inset-inline-start=format!("{from}%") style:width=format!("{}%", to.min(100) - from)></i> }
    });
    let likeliest = outlook
        .and_then(|known| date(known.runs_out.as_deref()))
        .map(|day| {
            let middle = place(day) + 50 / span;
            view! { <i class="likeliest" style:inset-inline-start=format!("{middle}%")></i> }
        });
    let class = match pool.risk() {
        Some(Risk::Dry) => "pool-track dry",
        Some(_) => "pool-track",
        None => return AnyView::Nothing,
    };
    view! { <span class=class aria-hidden="true">{band}{likeliest}</span> }
}

/// What the cheapest remedy is, in words; where there is none, when the cards of a dry pool come back.
#[must_use]
pub fn remedy_text(t: &Pools, pool: &Pool) -> Option<String> {
    let outlook = pool.outlook.as_ref()?;
    let Some(remedy) = &outlook.remedy else {
        let end = pool
            .expired_time
            .filter(|_| pool.risk() == Some(Risk::Dry))?;
        let next = zone::today(end.0).succ_opt()?;
        return Some((t.back_on)(&short(next)));
    };
    let gain = format::size(whole(remedy.gain));
    Some(match (remedy.activate, remedy.add_on_mb) {
        (Some(cards), _) => (t.remedy_activate)(&format::count(cards), &gain),
        (None, _) => (t.remedy_add_on)(&gain),
    })
}

/// An estimate without digits that it does not have: whole GB from 1024 MB on, else whole MB.
fn whole(value: Megabytes) -> Megabytes {
    let mb = value.whole_mb();
    let shown = if mb >= 1024 { mb / 1024 * 1024 } else { mb };
    Megabytes::from_mb(shown).unwrap_or(value)
}

/// The button of the cheapest remedy, with its price; nothing where there is none or the service offers no wizard for it.
#[must_use]
pub fn remedy_button(app: App, t: &Pools, pool: &Pool) -> Option<AnyView> {
    let remedy = pool.outlook.as_ref()?.remedy.as_ref()?;
    let (href, what) = match (remedy.activate, remedy.add_on_mb) {
        (Some(cards), _) => (
            wizards::activate(app, pool.id, Some(cards)),
            t.press_activate,
        ),
        (None, mb) => (wizards::add_on(app, pool.id, mb), t.press_buy),
    };
    let (cents, name) = (price(remedy.price_cents), (t.of_pool)(&pool.name()));
    let cents = cents.strip_suffix(".00").unwrap_or(&cents).to_owned();
    href.map(|href| {
        view! {
            <ButtonLink href=href class="pool-act">
                {what}" "<span class="price">{cents}</span><span class="sr-only">" "{name}</span>
            </ButtonLink>
        }
    })
}
