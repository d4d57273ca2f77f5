//! The line above the table (how many match, what the figures are as of, the refreshing) and the pager below it.

use super::list::List;
use super::settings;
use crate::features::as_of::as_of_text;
use crate::features::listing::page::ResultsLine;
use crate::features::listing::paging::{PagerState, Paging};
use crate::features::listing::{ListAddress, PageSize};
use crate::features::query_section::LoadState;
use crate::i18n::format;
use crate::platform::clock;
use crate::routes::{CardsView, Route};
use crate::state::{messages, prefs::PAGE_SIZES};
use crate::view::prelude::*;

/// Counts and times; follows the clock while the tab is visible.
#[component]
pub fn Results(
    /// The page.
    list: List,
    /// The bar of the selection stands in its place.
    hidden: Signal<bool>,
) -> impl IntoView {
    let m = messages();
    let t = &m.cards().table;
    announce(list);
    let only = move || list.only.with(Option::is_some);
    let loaded = list.state.load.loaded;
    let line = ResultsLine {
        load: LoadState {
            loaded: Memo::new(move |_| loaded.get() || only()),
            ..list.state.load
        },
        row_count: list.row_count,
        ..ResultsLine::of(list.state, list.prefs)
    };
    let words = Signal::derive(move || if only() { t.shown_selected } else { t.matching });
    let as_of = (t.usage_as_of)(&as_of_text(&m.common, None, clock::now()));
    move || {
        (!hidden.get())
            .then(|| line.view(words, view! { <span class="muted">{as_of.clone()}</span> }))
    }
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
        if let (Some(_), Some(total)) = (count.get(), list.row_count.total.get_untracked()) {
            let text = if list.only.with_untracked(Option::is_some) {
                m.cards().table.shown_selected
            } else {
                m.cards().table.matching
            };
            list.app.announce(text(&format::count(total)));
        }
    });
}

/// The pager; created once, so that an address past the end is corrected.
pub fn card_pager(list: List) -> Paging {
    let all = CardsView::default();
    let address = ListAddress::of(list.app, list.view, all, Route::Cards, |view| {
        &mut view.page
    });
    let place = PagerState {
        page: address.page(),
        size: PageSize {
            now: Signal::derive(move || list.prefs.with(|prefs| prefs.page_size)),
            choices: &PAGE_SIZES,
            set: Callback::new(move |size| settings::resize(list, size)),
        },
        row_count: list.row_count,
        range: list.app.messages().cards().table.range,
        go: address.turn(),
    };
    place.kept()
}
