//! The frame of a list page: heading, tools, panel; and the line above the rows.

use super::paging::RowCount;
use super::rows::ListState;
use crate::features::query_section::LoadState;
use crate::i18n::format;
use crate::platform::{clock, timer::every_visible};
use crate::state::{messages, prefs::TablePrefs};
use crate::ui::button::{IconButton, Kind};
use crate::ui::feedback::Empty;
use crate::ui::icon::IconName;
use crate::ui::menu::{Item, MenuButton};
use crate::view::prelude::*;
use chrono::{DateTime, Utc};

/// A page with a list. Its children are the panel: filters, the line above the rows, the rows.
#[component]
pub fn ListPage(
    /// Its heading.
    title: &'static str,
    /// What it is for.
    #[prop(into)]
    purpose: String,
    /// Tools beside the heading.
    #[prop(optional)]
    actions: Option<AnyView>,
    /// Above the panel.
    #[prop(optional)]
    notice: Option<AnyView>,
    /// Further classes of the panel.
    #[prop(optional)]
    class: &'static str,
    /// Name of the panel.
    #[prop(optional)]
    label: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="head">
            <div>
                <h1 tabindex="-1">{title}</h1>
                <p>{purpose}</p>
            </div>
            <div class="actions">{actions}</div>
        </div>
        {notice}
        <section class=format!("panel {class}") aria-label=label>{children()}</section>
    }
}

/// The line above the rows: how many match, a note, when they came and how often they are asked for again.
#[derive(Clone, Copy)]
pub struct ResultsLine {
    /// How the list loads.
    pub load: LoadState,
    /// How many match.
    pub row_count: RowCount,
    /// When the rows came.
    pub fetched_at: Signal<Option<DateTime<Utc>>>,
    /// How often they are asked for again.
    pub prefs: RwSignal<TablePrefs>,
}

impl ResultsLine {
    /// Of a list.
    #[must_use]
    pub fn of(list: ListState, prefs: RwSignal<TablePrefs>) -> Self {
        Self {
            load: list.load,
            row_count: list.row_count,
            fetched_at: list.fetched_at(),
            prefs,
        }
    }

    /// The line; `words` say how many match.
    #[must_use]
    pub fn view(self, words: Signal<fn(&str) -> String>, note: AnyView) -> AnyView {
        let RowCount { total, stale } = self.row_count;
        // A mark that says nothing while the count is not known.
        let count = move || {
            self.load.loaded.get().then(|| match total.get() {
                Some(total) => (words.get())(&format::count(total)),
                None => "…".to_owned(),
            })
        };
        view! {
            <div class="bar small results" class:stale=stale aria-busy=move || stale.get().then_some("true")>
                <b class="count">{count}</b>
                {note}
                <span class="grow"></span>
                {refresh(self.prefs, self.load, self.fetched_at)}
            </div>
        }
    }
}

/// In place of the rows where there are none at all.
#[must_use]
pub fn nothing(title: &'static str, text: &'static str) -> AnyView {
    view! { <div class="pad"><Empty title=title text=text /></div> }
}

/// How often a list asks by itself: off, every 10 s, every minute, as the viewer chose for this list; only while the tab is visible
/// and nothing is under way.
fn refresh(
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
