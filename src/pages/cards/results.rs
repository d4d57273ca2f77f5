//! The line above the table: how many match, what the figures are as of, when it was refreshed and how often.

use super::list::List;
use crate::i18n::format;
use crate::pages::shared::as_of::as_of_text;
use crate::platform::{clock, timer::every_visible};
use crate::state::messages;
use crate::ui::button::{IconButton, Kind};
use crate::ui::icon::IconName;
use crate::ui::menu::{Item, MenuButton};
use crate::view::prelude::*;

/// Counts and times; follows the clock while the tab is visible.
#[component]
pub fn Results(
    /// The page.
    list: List,
) -> impl IntoView {
    let m = messages();
    let t = &m.cards().table;
    follow_refresh(list);
    announce(list);
    let count = move || {
        list.total.get().map(|total| {
            let n = format::count(total);
            if list.only.with(Option::is_some) {
                (t.shown_selected)(&n)
            } else {
                (t.matching)(&n)
            }
        })
    };
    let refreshed = move || {
        list.tick.track();
        list.cards
            .state
            .with(|state| state.fetched_at)
            .map(|at| (t.refreshed)(&format::ago(&m.common, at, clock::now())))
    };
    let refreshed_full = move || {
        list.cards
            .state
            .with(|state| state.fetched_at.map(format::instant_full))
    };
    let seconds = Memo::new(move |_| list.prefs.with(|prefs| prefs.refresh));
    let name = move |seconds: u32| match seconds {
        10 => t.auto_10,
        60 => t.auto_60,
        _ => t.auto_off,
    };
    let items = Signal::derive(move || {
        [0, 10, 60]
            .map(|every| {
                let choose =
                    Callback::new(move |()| list.prefs.update(|prefs| prefs.refresh = every));
                Item::radio(name(every), seconds.get() == every, choose)
            })
            .to_vec()
    });
    let label = Signal::derive(move || name(seconds.get()).to_owned());
    view! {
        <div class="bar small results">
            <b class="count">{count}</b>
            <span class="muted">{(t.usage_as_of)(&as_of_text(&m.common, None, clock::now()))}</span>
            <span class="grow"></span>
            <span class="muted" title=refreshed_full>{refreshed}</span>
            <IconButton icon=IconName::Refresh label=m.common.refresh on_click=Callback::new(move |()| list.cards.refetch()) />
            <MenuButton label=label items=items kind=Kind::Quiet />
        </div>
    }
    .into_any()
}

/// Refreshes by itself while the tab is visible and nothing is under way.
fn follow_refresh(list: List) {
    let seconds = Memo::new(move |_| list.prefs.with(|prefs| prefs.refresh));
    Effect::new(move |_| {
        let every = seconds.get();
        if every > 0 {
            // Ends with this run of the effect.
            every_visible(i32::try_from(every * 1000).unwrap_or(60_000), move || {
                if !list.cards.state.with_untracked(|state| state.loading) {
                    list.cards.refetch();
                }
            });
        }
    });
}

/// Says the number of matches when it or the filter changed, not at every refresh.
fn announce(list: List) {
    let m = messages();
    let count = Memo::new(move |_| {
        list.cards.state.with(|state| {
            (!state.of_previous)
                .then(|| state.data.as_ref().map(|data| data.count))
                .flatten()
        })
    });
    let filter = Memo::new(move |_| {
        list.view
            .with(|view| (view.filter.clone(), view.selected_only))
    });
    Effect::new(move |_| {
        filter.track();
        if let (Some(_), Some(total)) = (count.get(), list.total.get_untracked()) {
            let text = if list.only.with_untracked(Option::is_some) {
                m.cards().table.shown_selected
            } else {
                m.cards().table.matching
            };
            list.app.announce(text(&format::count(total)));
        }
    });
}
