//! The frame of a list page: heading, tools, panel; and the line above the rows.

use super::paging::RowCount;
use super::refresh::refresh;
use super::rows::ListState;
use crate::features::query_section::LoadState;
use crate::i18n::format;
use crate::state::prefs::TablePrefs;
use crate::ui::feedback::Empty;
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
