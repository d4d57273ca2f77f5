//! Which rows are shown, and the way to others.

use super::list::List;
use super::settings;
use crate::features::listing::paging::{PagerState, Paging, in_address};
use crate::routes::{CardsView, Page, Route};
use crate::state::prefs::PAGE_SIZES;
use crate::view::prelude::*;

/// Below the table; made once, so that an address past the end is left.
pub fn card_pager(list: List) -> Paging {
    let place = PagerState {
        page: Memo::new(move |_| list.view.with(|view| view.page.0)),
        size: Signal::derive(move || list.prefs.with(|prefs| prefs.page_size)),
        sizes: &PAGE_SIZES,
        row_count: list.row_count,
        range: list.app.messages().cards().table.range,
        go: in_address(list.app.nav, move |page| {
            Route::Cards(CardsView {
                page: Page(page),
                ..list.view.get_untracked()
            })
        }),
        resize: Callback::new(move |size| settings::resize(list, size)),
    };
    place.kept()
}
