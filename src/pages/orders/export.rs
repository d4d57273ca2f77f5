//! What the export menu offers of the list.

use super::column_keys;
use super::list::List;
use crate::features::exports::{ExportableList, all_of, language, menu};
use crate::view::prelude::*;
use gsl_model::export::{ExportKind, view};

/// The menu.
pub fn export_menu(list: List) -> AnyView {
    let keys = move |()| {
        list.prefs.with_untracked(|prefs| {
            let shown = prefs.columns.iter();
            let shown = shown.filter(|(key, shown)| *shown || key == "id");
            shown
                .flat_map(|(key, _)| fields(key))
                .copied()
                .collect::<Vec<_>>()
        })
    };
    let csv = move |keys: Vec<&'static str>| {
        list.rows.with_untracked(|rows| {
            view(
                ExportKind::Orders,
                &keys,
                rows.iter(),
                &|_| None,
                language(list.app),
            )
        })
    };
    menu(
        list.app,
        ExportableList {
            what: ExportKind::Orders,
            all: all_of(list.query, |list| list.count, None),
            keys: Callback::new(keys),
            here: Signal::derive(move || list.rows.with(Vec::len)),
            csv: Callback::new(csv),
        },
    )
}

/// What a column shows, as columns of the export.
fn fields(key: &str) -> &'static [&'static str] {
    column_keys::COLUMNS
        .iter()
        .find(|(known, ..)| *known == key)
        .map_or(&[], |(.., fields)| *fields)
}
