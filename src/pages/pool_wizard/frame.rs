//! What the wizards look like: crumbs, heading, steps; and small parts they share.

use crate::i18n::format;
use crate::i18n::pool_wizard::{Wizard, pool_wizard};
use crate::platform::clock;
use crate::routes::Route;
use crate::routes::pool::{PoolKind, PoolsView};
use crate::state::App;
use crate::ui::badge::Status;
use crate::ui::feedback::Advice;
use crate::view::prelude::*;
use gsl_model::time::Time;
use gsl_model::units::Megabytes;
use gsl_model::wire::extension;

/// The texts of the current language.
#[must_use]
pub fn texts(app: App) -> &'static Wizard {
    pool_wizard(app.locale.get_untracked())
}

/// Where the wizard is: a link back, and names of the steps with the number of the current one, from 0.
pub struct Frame {
    /// Heading.
    pub title: &'static str,
    /// One sentence of purpose.
    pub purpose: &'static str,
    /// Link back and its text.
    pub back: (String, String),
    /// Names of the steps; none where there is one step only.
    pub steps: &'static [&'static str],
    /// Current step.
    pub step: Signal<usize>,
}

/// The page around a wizard.
#[must_use]
pub fn page(app: App, frame: Frame, content: AnyView) -> AnyView {
    let t = texts(app);
    let (href, back) = frame.back;
    let step = frame.step;
    let steps = (!frame.steps.is_empty()).then(|| {
        let names = frame.steps.iter().enumerate().map(|(index, name)| {
            let class = move || if index < step.get() { "done" } else { "" };
            let current = move || (index == step.get()).then_some("step");
            view! { <li class=class aria-current=current><span aria-hidden="true">{index + 1}</span>{*name}</li> }
        });
        view! { <ol class="wizard-steps" aria-label=t.steps>{names.collect_view()}</ol> }
    });
    // A service without pools refuses every step; better said at once.
    let missing = !app.client.has(extension::POOLS);
    // The button that led to the next step is gone: the focus goes to the heading, as on a new page.
    let heading = NodeRef::<html::Div>::new();
    Effect::new(move |before: Option<usize>| {
        let now = step.get();
        if before.is_some_and(|before| before != now) {
            if let Some(name) = frame.steps.get(now) {
                app.announce(*name);
            }
            if let Some(heading) = heading.get_untracked() {
                let _ = heading.focus();
            }
        }
        now
    });
    view! {
        <div class="head">
            <div>
                <p class="crumbs"><a href=href>{back}</a></p>
                <h1 tabindex="-1" node_ref=heading>{frame.title}</h1>
                <p>{frame.purpose}</p>
            </div>
        </div>
        {missing.then(|| view! { <Advice kind=Status::Idle><p>{t.not_offered}</p></Advice> })}
        {steps}
        <div class="wizard">{content}</div>
    }
    .into_any()
}

/// A panel with a heading.
#[must_use]
pub fn panel(heading: impl Into<String>, content: AnyView) -> AnyView {
    let heading: String = heading.into();
    let id = crate::ui::unique_id("wizard");
    view! {
        <section class="panel" aria-labelledby=id.clone()>
            <header><h2 id=id>{heading}</h2></header>
            <div class="pad">{content}</div>
        </section>
    }
    .into_any()
}

/// Names and values.
#[must_use]
pub fn facts(facts: Vec<(&'static str, AnyView)>) -> AnyView {
    let fact = |(name, value): (&'static str, AnyView)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    view! { <dl class="facts wizard-facts">{facts.into_iter().map(fact).collect_view()}</dl> }
        .into_any()
}

/// A volume, exact on hover.
#[must_use]
pub fn volume(value: Megabytes) -> AnyView {
    view! { <span class="figure" title=format::exact(value)>{format::volume(value)}</span> }
        .into_any()
}

/// `12.00 GB → 15.00 GB`.
#[must_use]
pub fn change(app: App, before: Megabytes, after: Megabytes) -> AnyView {
    let t = texts(app);
    view! {
        <span class="wizard-change">
            <span class="sr-only">{t.before}</span>{volume(before)}
            <span aria-hidden="true">"→"</span>
            <span class="sr-only">{t.after}</span><b>{volume(after)}</b>
        </span>
    }
    .into_any()
}

/// An instant as people write it here, the full one on hover.
#[must_use]
pub fn at(time: Option<Time>) -> AnyView {
    match time {
        Some(Time(at)) => {
            view! { <time title=format::instant_full(at)>{format::instant(at)}</time> }.into_any()
        }
        None => "—".into_any(),
    }
}

/// The day of an instant in the service's zone.
#[must_use]
pub fn day(time: Option<Time>) -> AnyView {
    match time {
        Some(Time(at)) => {
            let text = format!("{} (UTC+8)", format::service_date(at));
            view! { <time title=format::instant_full(at)>{text}</time> }.into_any()
        }
        None => "—".into_any(),
    }
}

/// How often to look whether something under way is done, in milliseconds: often when it is done in minutes.
#[must_use]
pub fn pace(until: Option<Time>) -> i32 {
    let left = until.map_or(i64::MAX, |time| (time.0 - clock::now()).num_seconds());
    if left < 600 { 2_000 } else { 30_000 }
}

/// `¥1,204.50`
#[must_use]
pub fn price(cents: i64) -> String {
    format!(
        "¥{}.{:02}",
        format::count(cents / 100),
        cents.rem_euclid(100)
    )
}

/// The address of a pool's page.
#[must_use]
pub fn pool_href(app: App, pool: i64) -> String {
    app.nav.href(&Route::pool(PoolKind::Forward, pool))
}

/// The link back of a wizard: to its pool, or to the list of pools.
#[must_use]
pub fn back(app: App, pool: Option<i64>) -> (String, String) {
    let t = texts(app);
    match pool {
        Some(pool) => (pool_href(app, pool), (t.back_to_pool)(pool)),
        None => {
            let list = Route::Pools(PoolsView::of(PoolKind::Forward));
            (
                app.nav.href(&list),
                app.messages().shell.forward_pools.to_owned(),
            )
        }
    }
}
