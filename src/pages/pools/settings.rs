//! Which columns show, in which order, and how many rows a page has.

use super::column_keys::{defaults, heading};
use super::list::{List, PAGE_SIZE};
use crate::features::listing::columns::{self, ColumnSettings};
use crate::i18n::pools::pools;
use crate::view::prelude::*;

/// The button and its dialog.
#[must_use]
pub fn settings(list: List) -> AnyView {
    let t = pools(list.app.locale.get_untracked());
    columns::settings(ColumnSettings {
        app: list.app,
        prefs: list.prefs,
        fixed: "name",
        page_size: PAGE_SIZE,
        defaults: Callback::new(move |()| defaults(list.kind)),
        heading: Callback::new(move |key: String| heading(t, &key).to_owned()),
        moved: t.moved,
        resize: Callback::new(move |size| list.resize(size)),
    })
}
