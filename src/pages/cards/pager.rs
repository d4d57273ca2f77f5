//! Which rows are shown, and the way to others.

use super::list::List;
use super::settings;
use crate::pages::shared::paging::Paging;
use crate::state::prefs::PAGE_SIZES;
use crate::view::prelude::*;

/// Below the table.
#[component]
pub fn CardPager(
    /// The page.
    list: List,
) -> impl IntoView {
    let paging = Paging {
        page: Memo::new(move |_| list.view.with(|view| view.page.0)),
        size: Signal::derive(move || list.prefs.with(|prefs| prefs.page_size)),
        sizes: &PAGE_SIZES,
        total: Signal::derive(move || list.total.get().unwrap_or_default()),
        range: list.app.messages().cards().table.range,
        go: Callback::new(move |page| list.page(page)),
        resize: Callback::new(move |size| settings::resize(list, size)),
    };
    paging.view(list.app)
}
