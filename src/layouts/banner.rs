//! One banner for the whole page while the service cannot be reached. It retries automatically; once the service answers,
//! all queries of the page are sent again.

use crate::platform::dom::{listen, window};
use crate::platform::timer::Timer;
use crate::state::App;
use crate::ui::button::Button;
use crate::ui::icon::{IconName, icon};
use crate::view::prelude::*;
use leptos::task::spawn_local;

/// Seconds between two tries: the first ones, and all others.
const LOOK_AFTER: [u32; 3] = [5, 15, 30];

/// The banner; there while the service is away.
pub fn banner(app: App) -> AnyView {
    listen(&window(), "online", move |_| {
        if app.client.away.get_untracked() {
            spawn_local(app.client.look_again());
        }
    });
    (move || app.client.away.get().then(|| shown(app))).into_view()
}

fn shown(app: App) -> AnyView {
    let m = app.messages();
    let e = &m.errors;
    let [first, .., last] = LOOK_AFTER;
    let left = RwSignal::new(first);
    let looks = StoredValue::new(0_usize);
    let look = move || {
        let _ = looks.try_update_value(|looks| *looks += 1);
        let wait = LOOK_AFTER.get(looks.get_value()).copied();
        left.set(wait.unwrap_or(last));
        spawn_local(app.client.look_again());
    };
    crate::platform::dom::keep(Timer::every(1000, move || match left.get_untracked() {
        0 | 1 => look(),
        more => left.set(more - 1),
    }));
    let (what, next) = e.explain(&crate::api::ApiError::Unreachable);
    view! {
        <div class="away">
            {icon(IconName::Error)}
            <p role="alert"><b>{what}</b>" "{next}</p>
            <span class="muted small">{move || (e.retry_in)(left.get())}</span>
            <Button icon=IconName::Refresh on_click=Callback::new(move |()| look())>{m.common.retry}</Button>
        </div>
    }
}
