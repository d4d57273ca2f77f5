//! Which rows are shown, and the way to others.

use super::list::List;
use super::settings;
use crate::i18n::format;
use crate::pages::shared::paging;
use crate::state::{messages, prefs::PAGE_SIZES};
use crate::ui::table::Pager;
use crate::view::prelude::*;

/// Below the table.
#[component]
pub fn CardPager(
    /// The page.
    list: List,
) -> impl IntoView {
    let m = messages();
    let t = &m.cards().table;
    let page = Memo::new(move |_| list.view.with(|view| view.page.0));
    let size = Memo::new(move |_| list.prefs.with(|prefs| prefs.page_size));
    let range = move || {
        let total = list.total.get().unwrap_or_default();
        let from = i64::from(page.get() - 1) * i64::from(size.get()) + 1;
        let to = (from + i64::from(size.get()) - 1).min(total);
        if from > to {
            String::new()
        } else {
            (t.range)(
                &format::count(from),
                &format::count(to),
                &format::count(total),
            )
        }
    };
    view! {
        <Pager
            page=page
            pages=Signal::derive(move || list.pages())
            on_page=Callback::new(move |page| list.page(page))
            size=size
            sizes=&PAGE_SIZES
            on_size=Callback::new(move |size| settings::resize(list, size))
            range=Signal::derive(range)
            texts=paging::texts(list.app)
        />
    }
    .into_any()
}
