//! The frame: skip link, top bar, sidebar, banner, the page, live region and toasts.

use super::banner::banner;
use super::by_hand::CopyByHand;
use super::opened::Overlays;
use super::outlet::Outlet;
use super::overlays::overlays;
use super::pages::name_of;
use super::sidebar::{Rail, Sidebar};
use super::topbar::TopBar;
use crate::api::client::Service;
use crate::pages::parts::Page;
use crate::platform::dom;
use crate::platform::focus::focus_heading;
use crate::platform::timer::Timer;
use crate::state::{App, Notice, app};
use crate::ui::toast::{Toast, ToastActions, ToastLabels, ToastLink, Toasts};
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
    let open = Overlays::new();
    let rail = Rail::kept();
    let frame = NodeRef::<html::Div>::new();
    let toggle_rail = Callback::new(move |()| {
        // Without a choice the style sheet decides by the width, so the layout is measured.
        let narrow = frame.get_untracked().is_some_and(|frame| is_rail(&frame));
        rail.toggle(narrow);
    });
    let navigation_open = RwSignal::new(false);
    // Following a link closes the drawer.
    Effect::new(move |_| {
        app.nav.visits.track();
        navigation_open.set(false);
    });
    super::keyboard::follow_keys(app, open, toggle_rail);
    let skip = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        if let Some(main) = main.get_untracked() {
            let _ = main.focus();
        }
    };
    view! {
        <a class="skip" href="#main" on:click=skip>{m.shell.skip}</a>
        <div
            class="app"
            class:nav-open=navigation_open
            class:rail=move || rail.chosen() == Some(true)
            class:wide=move || rail.chosen() == Some(false)
            node_ref=frame
        >
            <TopBar open=open navigation_open=navigation_open />
            <Sidebar toggle_rail=toggle_rail />
            <main class="main" id="main" tabindex="-1" node_ref=main>
                {banner(app)}
                {move || ready.get().then(|| outlet.view())}
            </main>
        </div>
        {overlays(app, open)}
        <CopyByHand />
        <div class="sr-only" role="status" aria-live="polite">{move || app.announcement.get()}</div>
        {toasts(app)}
    }
}

/// Whether the navigation is currently drawn as a rail.
fn is_rail(frame: &HtmlElement) -> bool {
    let side = frame.query_selector("#gsl-navigation").ok().flatten();
    side.is_some_and(|side| side.client_width() < 100)
}

/// The notices at the edge.
fn toasts(app: App) -> AnyView {
    let m = app.messages();
    let labels = ToastLabels {
        region: m.shell.notices,
        dismiss: m.common.dismiss,
        undo: m.common.undo,
    };
    let items = Signal::derive(move || {
        app.notices.with(|notices| {
            let shown = notices.iter().filter(|notice| notice.shown);
            let toast = |notice: &Notice| Toast {
                id: notice.id,
                bad: notice.bad,
                text: notice.text.clone(),
                link: notice.link.as_ref().map(|link| ToastLink {
                    href: link.href.clone(),
                    text: link.text.clone(),
                    download: link.download.clone(),
                }),
                undo: notice.undo.is_some(),
            };
            shown.map(toast).collect::<Vec<_>>()
        })
    });
    let actions = ToastActions {
        dismiss: Callback::new(move |id| app.dismiss(id)),
        expire: Callback::new(move |id| app.hide_notice(id)),
        undo: Callback::new(move |id| app.undo_notice(id)),
    };
    view! { <Toasts labels=labels items=items actions=actions /> }
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
    // Its heading may come late; the pages of the navigation have their names at once.
    let name = Memo::new(move |_| name_of(&app.messages().shell, &app.nav.route()));
    Effect::new(move |_| {
        if let Some(name) = name.get() {
            app.set_title(name);
        }
    });
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
