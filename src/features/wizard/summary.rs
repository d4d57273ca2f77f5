//! What a wizard is about to do, beside its content: how many, the price, when, what happens otherwise; then the one
//! confirmation and the button with the amount.

use crate::ui::badge::Status;
use crate::ui::icon::{IconName, icon};
use crate::view::prelude::*;

/// The content at the left, the summary at the right, where it stays while the content scrolls; below it on a narrow page.
#[must_use]
pub fn beside(heading: &'static str, content: AnyView, summary: AnyView) -> AnyView {
    let id = crate::ui::unique_id("summary");
    view! {
        <div class="wizard-beside">
            <div class="wizard-main">{content}</div>
            <aside class="wizard-summary" aria-labelledby=id.clone()>
                <h2 id=id>{heading}</h2>
                {summary}
            </aside>
        </div>
    }
}

/// A name and its figure, line by line.
#[must_use]
pub fn lines(lines: Vec<(&'static str, AnyView)>) -> AnyView {
    let line = |(name, value): (&'static str, AnyView)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    view! { <dl class="wizard-lines">{lines.into_iter().map(line).collect_view()}</dl> }
}

/// The price of everything.
#[must_use]
pub fn total(name: &'static str, price: String) -> AnyView {
    view! { <p class="wizard-total" role="status"><span>{name}</span><b>{price}</b></p> }
}

/// Something to know: a sentence, and a quieter one below.
#[must_use]
pub fn note(kind: Status, text: String, more: String) -> AnyView {
    let name = match kind {
        Status::Ok => IconName::Clock,
        Status::Warn => IconName::Warning,
        Status::Bad => IconName::Error,
        Status::Idle => IconName::Close,
    };
    let more = (!more.is_empty()).then(|| view! { <span class="muted">{more}</span> });
    view! { <p class=format!("wizard-note {}", kind.class())>{icon(name)}<span><b>{text}</b>{more}</span></p> }
}
