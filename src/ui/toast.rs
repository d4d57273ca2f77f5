//! Toasts: notices at the edge. They are not modal and never take the focus. One that went well leaves after a while, but
//! not while the pointer or the focus is on any of them (WCAG 2.2.1); a failure stays until it is dismissed.

use super::icon::{IconName, icon};
use super::popover::is_open;
use crate::platform::dom::document;
use crate::platform::timer::Timer;
use crate::view::prelude::*;

/// Milliseconds between two checks of the age of toasts.
const TICK_MS: i32 = 500;
/// Checks after which a toast expires: 6 s.
const TICKS: u32 = 12;

/// A notice at the edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// Distinguishes equal texts.
    pub id: u32,
    /// It reports a failure.
    pub bad: bool,
    /// What happened.
    pub text: String,
    /// Where there is more.
    pub link: Option<ToastLink>,
    /// It can be undone.
    pub undo: bool,
}

/// Where a toast leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToastLink {
    /// Address.
    pub href: String,
    /// Text of the link.
    pub text: String,
    /// It is a file, which is saved under this name.
    pub download: Option<String>,
}

/// Handlers of a toast, by its id. Copy.
#[derive(Clone, Copy)]
pub struct ToastActions {
    /// The user dismissed it.
    pub dismiss: Callback<u32>,
    /// Its time is over.
    pub expire: Callback<u32>,
    /// Undoes what it reports.
    pub undo: Callback<u32>,
}

/// Names of the region and of its buttons.
#[derive(Clone, Copy)]
pub struct ToastLabels {
    /// The region.
    pub region: &'static str,
    /// The × button.
    pub dismiss: &'static str,
    /// The undo button.
    pub undo: &'static str,
}

/// The toasts, newest last. The region lives in the top layer, so that it is visible beside an open dialog.
#[component]
pub fn Toasts(
    /// Names.
    labels: ToastLabels,
    /// What they say.
    #[prop(into)]
    items: Signal<Vec<Toast>>,
    /// Handlers.
    actions: ToastActions,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let held = count_down(items, actions.expire);
    Effect::new(move |_| {
        let Some(region) = node.get() else { return };
        let count = items.with(Vec::len);
        let focused = document().active_element();
        let in_use = focused.is_some_and(|at| region.contains(Some(&at)));
        if is_open(&region) && !(in_use && count > 0) {
            let _ = region.hide_popover();
        }
        if count == 0 {
            held.set_value((false, false));
        } else if !is_open(&region) {
            // Shown again, so that it is above anything opened since.
            let _ = region.show_popover();
        }
    });
    let toast = move |toast: Toast| {
        let id = toast.id;
        let dismiss = move |_| actions.dismiss.run(id);
        let link = toast
            .link
            .map(|link| view! { " " <a href=link.href download=link.download>{link.text}</a> });
        let undo = toast.undo.then(|| {
            let undo = move |_| actions.undo.run(id);
            view! { <button type="button" class="btn quiet" on:click=undo>{labels.undo}</button> }
        });
        view! {
            <li class="toast" class:bad=toast.bad>
                {icon(if toast.bad { IconName::Error } else { IconName::Check })}
                <span>{toast.text}{link}</span>
                {undo}
                <button type="button" class="btn quiet only-icon" aria-label=labels.dismiss title=labels.dismiss on:click=dismiss>
                    {icon(IconName::Close)}
                </button>
            </li>
        }
    };
    // The region comes and goes; what announces is always there.
    let newest = move || {
        items.with(|items| {
            items
                .last()
                .map(|toast| toast.text.clone())
                .unwrap_or_default()
        })
    };
    view! {
        <div class="sr-only" role="status">{newest}</div>
        <section
            class="toasts"
            popover="manual"
            node_ref=node
            aria-label=labels.region
            on:pointerenter=move |_| held.update_value(|held| held.0 = true)
            on:pointerleave=move |_| held.update_value(|held| held.0 = false)
            on:focusin=move |_: web_sys::FocusEvent| held.update_value(|held| held.1 = true)
            on:focusout=move |_: web_sys::FocusEvent| held.update_value(|held| held.1 = false)
        >
            <ul>
                <For each=move || items.get() key=|toast| toast.id children=toast />
            </ul>
        </section>
    }
}

/// Expires toasts after their time. The timer stands still while the pointer or the focus is on a toast (the returned pair) or
/// the tab is hidden, and restarts afterwards.
fn count_down(items: Signal<Vec<Toast>>, expire: Callback<u32>) -> StoredValue<(bool, bool)> {
    let held = StoredValue::new((false, false));
    let ages = StoredValue::new(Vec::<(u32, u32)>::new());
    let timer = StoredValue::new(None::<Timer>);
    on_cleanup(move || drop(timer.try_update_value(Option::take)));
    let tick = move || {
        let shown = items.with_untracked(|items| {
            let good = items.iter().filter(|toast| !toast.bad);
            good.map(|toast| toast.id).collect::<Vec<_>>()
        });
        let (pointer, focus) = held.get_value();
        let waits = pointer || focus || document().hidden();
        let due = ages.try_update_value(|ages| {
            let age = |id| {
                let before = ages.iter().find(|(known, _)| *known == id);
                let age = before.map_or(0, |(_, age)| *age);
                (id, if waits { 0 } else { age + 1 })
            };
            *ages = shown.into_iter().map(age).collect();
            let due = ages.iter().filter(|(_, age)| *age >= TICKS);
            due.map(|(id, _)| *id).collect::<Vec<_>>()
        });
        for id in due.into_iter().flatten() {
            expire.run(id);
        }
    };
    Effect::new(move |_| {
        let any = items.with(|items| items.iter().any(|toast| !toast.bad));
        let running = timer.with_value(Option::is_some);
        if any && !running {
            timer.set_value(Some(Timer::every(TICK_MS, tick)));
        } else if !any {
            timer.set_value(None);
        }
    });
    held
}
