//! Paging: how many rows a list has, which page of them is shown, and the pager.
//!
//! A page past the last one is replaced by the last one, whether the address asked for it or rows were removed.

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

/// The number of pages of `size` rows, at least 1.
#[must_use]
pub fn pages(total: i64, size: u32) -> u32 {
    let size = i64::from(size).max(1);
    let pages = total.max(0).saturating_add(size - 1) / size;
    u32::try_from(pages)
        .unwrap_or(u32::MAX)
        .clamp(1, crate::routes::LAST_PAGE)
}

/// How many rows a list has, and whether those on screen are the ones asked for.
#[derive(Clone, Copy)]
pub struct RowCount {
    /// Rows of the current request; none while that is not known.
    pub total: Memo<Option<i64>>,
    /// The rows on screen answer a previous request.
    pub stale: Memo<bool>,
}

/// How many rows a page has. Copy.
#[derive(Clone, Copy)]
pub struct PageSize {
    /// The current size.
    pub now: Signal<u32>,
    /// Choices of it.
    pub choices: &'static [u32],
    /// Sets another.
    pub set: Callback<u32>,
}

impl PageSize {
    /// 20 rows, kept with the page.
    #[must_use]
    pub fn new() -> Self {
        let [smallest, ..] = SIZES;
        let size = RwSignal::new(smallest);
        Self {
            now: size.into(),
            choices: &SIZES,
            set: Callback::new(move |rows| size.set(rows)),
        }
    }

    /// Rows a page, tracked.
    #[must_use]
    pub fn get(self) -> u32 {
        self.now.get()
    }
}

impl Default for PageSize {
    fn default() -> Self {
        Self::new()
    }
}

/// What a pager shows, and what it does.
#[derive(Clone, Copy)]
pub struct PagerState {
    /// Page number from 1.
    pub page: Memo<u32>,
    /// Rows a page; setting it also decides which page is shown then.
    pub size: PageSize,
    /// Rows in all.
    pub row_count: RowCount,
    /// Says which rows of how many.
    pub range: fn(&str, &str, &str) -> String,
    /// Opens a page; `true`: in place of the one shown.
    pub go: Callback<(u32, bool)>,
}

/// A list that stays within its pages. Copy.
#[derive(Clone, Copy)]
pub struct Paging(PagerState);

/// The pages of a list whose page stands in no address.
#[must_use]
pub fn paging_here(
    page: RwSignal<u32>,
    size: PageSize,
    row_count: RowCount,
    range: fn(&str, &str, &str) -> String,
) -> Paging {
    let go = Callback::new(move |(to, _): (u32, bool)| page.set(to));
    let page = Memo::new(move |_| page.get());
    PagerState::new(page, size, row_count, range, go).kept()
}

impl PagerState {
    /// Another size shows the first page.
    #[must_use]
    pub fn new(
        page: Memo<u32>,
        size: PageSize,
        row_count: RowCount,
        range: fn(&str, &str, &str) -> String,
        go: Callback<(u32, bool)>,
    ) -> Self {
        let resize = Callback::new(move |rows: u32| {
            size.set.run(rows);
            go.run((1, false));
        });
        Self {
            page,
            size: PageSize {
                set: resize,
                ..size
            },
            row_count,
            range,
            go,
        }
    }

    /// Replaces a page past the last one by the last one.
    #[must_use]
    pub fn kept(self) -> Paging {
        Effect::new(move |_| {
            if let Some(last) = self.row_count.past_end(self.page.get(), self.size.get()) {
                self.go.run((last, true));
            }
        });
        Paging(self)
    }
}

impl RowCount {
    /// The last page, when `page` is past it. Tracked.
    fn past_end(self, page: u32, size: u32) -> Option<u32> {
        let total = self.total.get().filter(|_| !self.stale.get())?;
        let last = pages(total, size);
        (page > last).then_some(last)
    }
}

impl Paging {
    /// The pager.
    #[must_use]
    pub fn view(self, app: App) -> AnyView {
        let PagerState {
            page,
            size:
                PageSize {
                    now: size,
                    choices,
                    set,
                },
            row_count: RowCount { total, stale },
            range,
            go,
        } = self.0;
        let shown = move || {
            total
                .get()
                .map(|total| shown(page.get(), size.get(), total, range))
        };
        view! {
            <Pager
                page=page
                pages=Signal::derive(move || total.get().map(|total| pages(total, size.get())))
                stale=stale
                on_page=Callback::new(move |page| go.run((page, false)))
                size=size
                sizes=choices
                on_size=set
                range=Signal::derive(move || shown().unwrap_or_else(|| "…".to_owned()))
                texts=texts(app)
            />
        }
    }
}

/// Which rows of how many; empty past the last page.
fn shown(page: u32, size: u32, total: i64, range: fn(&str, &str, &str) -> String) -> String {
    let size = i64::from(size);
    let from = i64::from(page.saturating_sub(1)) * size + 1;
    let to = (from + size - 1).min(total);
    if from > to {
        return String::new();
    }
    range(
        &format::count(from),
        &format::count(to),
        &format::count(total),
    )
}

#[cfg(test)]
mod tests {
    use super::{pages, shown};

    #[test]
    fn p15_a_list_has_at_least_one_page_and_no_page_without_rows() {
        for (total, size, expected) in [
            (0, 20, 1),
            (1, 20, 1),
            (20, 20, 1),
            (21, 20, 2),
            (41, 20, 3),
        ] {
            assert_eq!(pages(total, size), expected, "{total} rows by {size}");
        }
        assert_eq!(pages(i64::MAX, 20), crate::routes::LAST_PAGE);
        assert_eq!(pages(5, 0), 5);
    }

    #[test]
    fn p15_a_page_past_the_end_names_no_rows() {
        let range = |from: &str, to: &str, of: &str| format!("{from}-{to}/{of}");
        assert_eq!(shown(2, 20, 25, range), "21-25/25");
        assert_eq!(shown(3, 20, 25, range), "");
    }
}
