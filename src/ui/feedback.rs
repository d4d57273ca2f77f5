//! Loading, empty, failed, advice, announcements.

use super::badge::Status;
use super::copy::CopyButton;
use super::icon::{IconName, icon};
use crate::view::prelude::*;

/// Grey lines where content is about to be; the style sheet shows them after 150 ms only.
#[component]
pub fn Skeleton(
    /// How many lines.
    #[prop(default = 5)]
    rows: usize,
    /// Said to assistive technology.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! {
        <div class="skeleton" role="status">
            <span class="sr-only">{label}</span>
            {(0..rows).map(|_| view! { <i aria-hidden="true"></i> }).collect_view()}
        </div>
    }
}

/// Nothing here: what would be, and the way to get it.
#[component]
pub fn Empty(
    /// What is not there.
    #[prop(into)]
    title: String,
    /// Why, and what to do.
    #[prop(optional, into)]
    text: String,
    /// Buttons and links.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <p class="empty-title">{title}</p>
            {(!text.is_empty()).then(|| view! { <p class="muted">{text}</p> })}
            {children.map(|children| view! { <div class="row">{children()}</div> })}
        </div>
    }
}

/// What went wrong, with everything support needs, copyable.
#[component]
pub fn ErrorPanel(
    /// What happened.
    #[prop(into)]
    title: String,
    /// To which item, and what to do next.
    #[prop(into)]
    text: String,
    /// (name, value), for example code and request id.
    #[prop(optional)]
    details: Vec<(String, String)>,
    /// Name of the button that copies the details.
    #[prop(into)]
    copy_label: String,
    /// Said after copying.
    #[prop(into)]
    copied_label: String,
    /// Buttons and links.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let all = details
        .iter()
        .map(|(name, value)| format!("{name}: {value}\n"))
        .collect::<String>();
    let all = format!("{title}\n{text}\n{all}");
    let has_details = !details.is_empty();
    view! {
        <div class="advice bad error-panel" role="alert">
            {icon(IconName::Error)}
            <div>
                <p><b>{title}</b></p>
                <p>{text}</p>
                {has_details.then(|| view! {
                    <div class="details">
                        <dl>
                            {details.into_iter().map(|(name, value)| view! {
                                <div><dt>{name}</dt><dd class="mono">{value}</dd></div>
                            }).collect_view()}
                        </dl>
                        <CopyButton text=all label=copy_label copied_label=copied_label />
                    </div>
                })}
                {children.map(|children| view! { <div class="row">{children()}</div> })}
            </div>
        </div>
    }
}

/// A callout beside the content.
#[component]
pub fn Advice(
    /// Colour and icon; a warning unless said otherwise.
    #[prop(optional)]
    kind: Status,
    children: Children,
) -> impl IntoView {
    let name = match kind {
        Status::Ok => IconName::Check,
        Status::Warn => IconName::Warning,
        Status::Bad => IconName::Error,
        Status::Idle => IconName::Info,
    };
    view! { <div class=format!("advice {}", kind.class())>{icon(name)}<div>{children()}</div></div> }
}

/// Text that is announced when it changes, and not seen.
#[component]
pub fn LiveRegion(
    /// What to say.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! { <div class="sr-only" role="status" aria-live="polite">{text}</div> }
}

/// Something runs: a bar with a value, a spinner without.
#[component]
pub fn Progress(
    /// What runs.
    #[prop(into)]
    label: Signal<String>,
    /// Percent.
    #[prop(optional, into)]
    value: MaybeProp<u32>,
) -> impl IntoView {
    (move || match value.get() {
        Some(value) => view! { <progress class="progress" max="100" prop:value=value aria-label=label></progress> },
        None => view! { <span class="spinner" role="status"><span class="sr-only">{label}</span></span> },
    })
    .into_view()
}
