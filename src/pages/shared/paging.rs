//! The pager of a list whose page stands in the address.

use crate::i18n::format;
use crate::state::App;
use crate::ui::table::{Pager, PagerTexts};
use crate::view::prelude::*;

/// Rows a page.
pub const SIZES: [u32; 3] = [20, 100, 500];

/// Names of the parts of a pager.
#[must_use]
pub fn texts(app: App) -> PagerTexts {
    let m = app.messages();
    let t = &m.cards().table;
    PagerTexts {
        label: t.pages,
        first: t.first_page,
        previous: m.common.previous_page,
        next: m.common.next_page,
        page: m.common.page_label,
        size: t.page_size,
        rows: t.per_page,
    }
}

/// A pager. `range` says which rows of how many, `go` opens a page.
#[must_use]
pub fn pager(
    app: App,
    page: Memo<u32>,
    size: RwSignal<u32>,
    total: Memo<i64>,
    range: fn(&str, &str, &str) -> String,
    go: Callback<u32>,
) -> AnyView {
    let pages = Signal::derive(move || {
        let size = i64::from(size.get());
        u32::try_from((total.get() + size - 1) / size)
            .unwrap_or(1)
            .max(1)
    });
    let resize = move |rows: u32| {
        size.set(rows);
        go.run(1);
    };
    let shown = Signal::derive(move || {
        let from = i64::from(page.get() - 1) * i64::from(size.get()) + 1;
        let to = (from + i64::from(size.get()) - 1).min(total.get());
        range(
            &format::count(from),
            &format::count(to.max(from)),
            &format::count(total.get()),
        )
    });
    view! {
        <Pager page=page pages=pages on_page=go size=size sizes=&SIZES on_size=Callback::new(resize) range=shown texts=texts(app) />
    }
    .into_any()
}
