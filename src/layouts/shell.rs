//! Skip link, top bar, sidebar, the page, live region and notices.

use super::by_hand::CopyByHand;
use super::outlet::Outlet;
use super::overlays::overlays;
use super::{sidebar::Sidebar, topbar::TopBar};
use crate::api::client::Service;
use crate::pages::parts::Page;
use crate::platform::dom;
use crate::platform::focus::focus_heading;
use crate::platform::timer::Timer;
use crate::state::{App, Link, app};
use crate::ui::toast::Toasts;
use crate::view::prelude::*;
use web_sys::HtmlElement;

/// Longest wait for the service to say what it can do before pages are drawn without knowing.
const PATIENCE_MS: i32 = 1500;

/// The frame, in the current language.
#[component]
pub fn Shell() -> impl IntoView {
    let app = app();
    let m = app.messages();
    let main = NodeRef::<html::Main>::new();
    let page = Memo::new(move |_| Page::of(app.nav.route()));
    let ready = service_is_known(app);
    let outlet = Outlet::new(page);
    follow_visits(app, outlet, main, ready);
    let palette_open = RwSignal::new(false);
    let help_open = RwSignal::new(false);
    let navigation_open = RwSignal::new(false);
    // Following a link closes the drawer.
    Effect::new(move |_| {
        app.nav.visits.track();
        navigation_open.set(false);
    });
    super::keyboard::follow_keys(app, palette_open, help_open);
    let skip = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        if let Some(main) = main.get_untracked() {
            let _ = main.focus();
        }
    };
    view! {
        <a class="skip" href="#main" on:click=skip>{m.shell.skip}</a>
        <div class="app" class:nav-open=navigation_open>
            <TopBar palette_open=palette_open help_open=help_open navigation_open=navigation_open />
            <Sidebar />
            <main class="main" id="main" tabindex="-1" node_ref=main>
                {move || ready.get().then(|| outlet.view())}
            </main>
        </div>
        {overlays(app, palette_open, help_open)}
        <CopyByHand />
        <div class="sr-only" role="status" aria-live="polite">{move || app.announcement.get()}</div>
        <Toasts
            label=m.shell.notices
            dismiss_label=m.common.dismiss
            items=Signal::derive(move || {
                let notices = app.notices.get().into_iter();
                let link = |link: Option<Link>| link.map(|link| (link.href, link.text));
                notices.map(|notice| (notice.id, notice.bad, notice.text, link(notice.link))).collect::<Vec<_>>()
            })
            on_dismiss=Callback::new(move |id| app.dismiss(id))
        />
    }
}

/// True once the service has said what it can do and what time it is, or has been given time enough.
fn service_is_known(app: App) -> Memo<bool> {
    let ready = RwSignal::new(false);
    Effect::new(move |_| {
        if matches!(app.client.service.get(), Service::Known(_)) {
            ready.set(true);
        }
    });
    dom::keep(Timer::after(PATIENCE_MS, move || {
        let _ = ready.try_set(true);
    }));
    // Both set it; the page must not be drawn twice.
    Memo::new(move |_| ready.get())
}

/// After going to another page: focus to its heading, its name announced and in the title. Nothing is drawn before `ready`.
fn follow_visits(app: App, outlet: Outlet, main: NodeRef<html::Main>, ready: Memo<bool>) {
    Effect::new(move |before: Option<Option<(u32, Page, bool)>>| {
        let before = before.flatten();
        let (true, Some((page, lost)), Some(main)) = (ready.get(), outlet.shown(), main.get())
        else {
            return before;
        };
        let visits = app.nav.visits.get();
        let moved = before.is_some_and(|(then, before, was_lost)| {
            (visits != then && page != before) || (was_lost && !lost)
        });
        // The new page is drawn by an effect of its own: look after it has run.
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            name_page(app, &main, moved);
        });
        Some((visits, page, lost))
    });
}

fn name_page(app: App, main: &HtmlElement, moved: bool) {
    let heading = main
        .query_selector("h1")
        .ok()
        .flatten()
        .and_then(|h1| h1.text_content())
        .unwrap_or_default();
    if heading.is_empty() {
        return;
    }
    app.set_title(&heading);
    if moved {
        dom::window().scroll_to_with_x_and_y(0.0, 0.0);
        focus_heading(main);
    }
}
