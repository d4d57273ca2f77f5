//! Which rows are shown, and the way to others.

use super::list::List;
use super::settings;
use crate::features::listing::paging::{PagerState, Paging};
use crate::features::listing::{ListAddress, PageSize};
use crate::routes::{CardsView, Route};
use crate::state::prefs::PAGE_SIZES;
use crate::view::prelude::*;

/// Below the table; made once, so that an address past the end is left.
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
