//! When a list was asked for, asking again, and how often it asks by itself.

use crate::features::query_section::LoadState;
use crate::i18n::format;
use crate::platform::{clock, timer::every_visible};
use crate::state::{messages, prefs::TablePrefs};
use crate::ui::button::{IconButton, Kind};
use crate::ui::icon::IconName;
use crate::ui::menu::{Item, MenuButton};
use crate::view::prelude::*;
use chrono::{DateTime, Utc};

/// The control of a list: off, every 10 s, every minute, as the viewer chose for this list; only while the tab is visible
/// and nothing is under way.
#[must_use]
pub fn refresh(
    prefs: RwSignal<TablePrefs>,
    load_state: LoadState,
    fetched_at: Signal<Option<DateTime<Utc>>>,
) -> AnyView {
    let m = messages();
    let t = &m.common;
    let seconds = Memo::new(move |_| prefs.with(|prefs| prefs.refresh));
    Effect::new(move |_| {
        let every = seconds.get();
        if every > 0 {
            // Ends with this run of the effect.
            every_visible(i32::try_from(every * 1000).unwrap_or(60_000), move || {
                if !load_state.loading.get_untracked() {
                    load_state.refetch.run(());
                }
            });
        }
    });
    let tick = RwSignal::new(0_u32);
    every_visible(5000, move || {
        let _ = tick.try_update(|tick| *tick = tick.wrapping_add(1));
    });
    let when = move || {
        tick.track();
        let at = fetched_at.get()?;
        Some((t.refreshed)(&format::ago(t, at, clock::now())))
    };
    let name = move |seconds: u32| match seconds {
        10 => t.auto_10,
        60 => t.auto_60,
        _ => t.auto_off,
    };
    let items = Signal::derive(move || {
        [0, 10, 60]
            .map(|every| {
                let choose = Callback::new(move |()| prefs.update(|prefs| prefs.refresh = every));
                Item::radio(name(every), seconds.get() == every, choose)
            })
            .to_vec()
    });
    let label = Signal::derive(move || name(seconds.get()).to_owned());
    view! {
        <span class="muted" title=move || fetched_at.get().map(format::instant_full)>{when}</span>
        <IconButton icon=IconName::Refresh label=t.refresh on_click=load_state.refetch />
        <MenuButton label=label items=items kind=Kind::Quiet />
    }
}
