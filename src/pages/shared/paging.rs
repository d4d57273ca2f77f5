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

/// Pages of so many rows, at least 1.
#[must_use]
pub fn pages(total: i64, size: u32) -> u32 {
    let size = i64::from(size).max(1);
    u32::try_from((total + size - 1) / size).unwrap_or(1).max(1)
}

/// What a pager shows, and what it does.
#[derive(Clone, Copy)]
pub struct Paging {
    /// Page number from 1.
    pub page: Memo<u32>,
    /// Rows a page.
    pub size: Signal<u32>,
    /// Choices of it.
    pub sizes: &'static [u32],
    /// Rows in all.
    pub total: Signal<i64>,
    /// Says which rows of how many.
    pub range: fn(&str, &str, &str) -> String,
    /// Opens a page.
    pub go: Callback<u32>,
    /// Shows so many rows a page.
    pub resize: Callback<u32>,
}

/// The pager of a list with a size of its own, which is kept with the page.
#[must_use]
pub fn pager(
    app: App,
    page: Memo<u32>,
    size: RwSignal<u32>,
    total: Memo<i64>,
    range: fn(&str, &str, &str) -> String,
    go: Callback<u32>,
) -> AnyView {
    let resize = Callback::new(move |rows: u32| {
        size.set(rows);
        go.run(1);
    });
    let paging = Paging {
        page,
        size: size.into(),
        sizes: &SIZES,
        total: total.into(),
        range,
        go,
        resize,
    };
    paging.view(app)
}

impl Paging {
    /// The pager; on a page past the last it names no rows.
    #[must_use]
    pub fn view(self, app: App) -> AnyView {
        let shown = move || {
            let (size, total) = (i64::from(self.size.get()), self.total.get());
            let from = i64::from(self.page.get() - 1) * size + 1;
            let to = (from + size - 1).min(total);
            if from > to {
                return String::new();
            }
            (self.range)(
                &format::count(from),
                &format::count(to),
                &format::count(total),
            )
        };
        view! {
            <Pager
                page=self.page
                pages=Signal::derive(move || pages(self.total.get(), self.size.get()))
                on_page=self.go
                size=self.size
                sizes=self.sizes
                on_size=self.resize
                range=Signal::derive(shown)
                texts=texts(app)
            />
        }
        .into_any()
    }
}
