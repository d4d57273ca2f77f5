//! What every wizard looks like: crumbs, heading, steps, the summary beside the content; and how each is sent once.

pub mod points;
mod sender;
pub mod summary;

pub use sender::{RUN, Sender};

use crate::i18n::format::{self, Scale};
use crate::state::App;
use crate::ui::badge::Status;
use crate::ui::feedback::Advice;
use crate::ui::icon::{IconName, icon};
use crate::view::prelude::*;
use gsl_model::time::Time;
use gsl_model::units::Megabytes;

/// Where the wizard is: a link back, and names of the steps with the number of the current one, from 0.
pub struct Frame {
    /// Heading.
    pub title: &'static str,
    /// One sentence of purpose.
    pub purpose: &'static str,
    /// Link back and its text.
    pub back: (String, String),
    /// What the list of steps is called.
    pub steps_label: &'static str,
    /// Names of the steps; none where there is one step only.
    pub steps: &'static [&'static str],
    /// Current step.
    pub step: Signal<usize>,
    /// What the service lacks for this wizard: it would refuse every step, so that is better said at once.
    pub missing: Option<&'static str>,
}

/// The page around a wizard.
#[must_use]
pub fn page(app: App, frame: Frame, content: AnyView) -> AnyView {
    let (href, back) = frame.back;
    // What only reads is not lacking: it does nothing of this.
    let missing = frame
        .missing
        .map(|text| app.read_only().unwrap_or_else(|| text.to_owned()));
    let step = frame.step;
    let steps = (!frame.steps.is_empty()).then(|| {
        let names = frame.steps.iter().enumerate().map(|(index, name)| {
            let class = move || if index < step.get() { "done" } else { "" };
            let current = move || (index == step.get()).then_some("step");
            let mark = move || {
                if index < step.get() {
                    icon(IconName::Check)
                } else {
                    (index + 1).into_view()
                }
            };
            view! { <li class=class aria-current=current><span aria-hidden="true">{mark}</span>{*name}</li> }
        });
        view! { <ol class="wizard-steps" aria-label=frame.steps_label>{names.collect_view()}</ol> }
    });
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
        {missing.map(|text| view! { <Advice kind=Status::Idle><p>{text}</p></Advice> })}
        {steps}
        <div class="wizard">{content}</div>
    }
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
}

/// Names and values.
#[must_use]
pub fn facts(facts: Vec<(&'static str, AnyView)>) -> AnyView {
    let fact = |(name, value): (&'static str, AnyView)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    view! { <dl class="facts wizard-facts">{facts.into_iter().map(fact).collect_view()}</dl> }
}

/// A volume, exact on hover.
#[must_use]
pub fn volume(value: Megabytes) -> AnyView {
    volume_in(Scale::of(&[value]), value)
}

/// A volume in the unit of those beside it, exact on hover.
#[must_use]
pub fn volume_in(scale: Scale, value: Megabytes) -> AnyView {
    view! { <span class="figure" title=format::exact(value)>{scale.text(value)}</span> }
}

/// An instant as people write it here, the full one on hover.
#[must_use]
pub fn at(time: Option<Time>) -> AnyView {
    match time {
        Some(Time(at)) => {
            view! { <time title=format::instant_full(at)>{format::instant(at)}</time> }
        }
        None => "—".into_view(),
    }
}

/// The day of an instant in the service's zone.
#[must_use]
pub fn day(time: Option<Time>) -> AnyView {
    match time {
        Some(Time(at)) => {
            let text = format!("{} (UTC+8)", format::service_date(at));
            view! { <time title=format::instant_full(at)>{text}</time> }
        }
        None => "—".into_view(),
    }
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
