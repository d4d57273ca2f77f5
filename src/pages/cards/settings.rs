//! Columns and their order, rows per page, density.

use super::columns::{self, CardColumn};
use super::list::{List, PAGE_SIZE};
use crate::features::listing::columns::{ColumnSettings, dialog as columns_dialog};
use crate::routes::{CardsView, Page};
use crate::view::prelude::*;

/// Sets the page size; the first row shown stays on the page.
pub fn resize(list: List, size: u32) {
    let old = list.prefs.with_untracked(|prefs| prefs.page_size).max(1);
    let view = list.view.get_untracked();
    let first_row = u64::from(view.page.0 - 1) * u64::from(old);
    list.prefs.update(|prefs| prefs.page_size = size);
    let page = u32::try_from(first_row / u64::from(size)).unwrap_or_default() + 1;
    list.go(CardsView {
        page: Page(page),
        ..view
    });
}

/// The dialog.
#[must_use]
pub fn dialog(list: List, open: RwSignal<bool>) -> AnyView {
    let settings = ColumnSettings {
        app: list.app,
        prefs: list.prefs,
        fixed: columns::key(CardColumn::Cid),
        page_size: PAGE_SIZE,
        defaults: Callback::new(|()| columns::defaults()),
        // Attributes that are not enabled are no columns.
        heading: Callback::new(move |key: String| {
            let names = list.attribute_names();
            let column = columns::of_key(&key)?;
            columns::exists(column, &names)
                .then(|| columns::heading(list.app.messages().cards(), column, &names))
        }),
        resize: Callback::new(move |size| resize(list, size)),
    };
    columns_dialog(settings, open)
}
