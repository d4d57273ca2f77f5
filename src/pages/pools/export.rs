//! What the export menu offers of a list of pools.

use super::column_keys;
use super::list::List;
use crate::features::exports::{ExportableList, all_of, language, menu};
use crate::routes::pool::PoolKind;
use crate::view::prelude::*;
use gsl_model::export::{ExportKind, view};

/// The menu.
pub fn export_menu(list: List) -> AnyView {
    let what = match list.kind {
        PoolKind::Forward => ExportKind::SimPools,
        PoolKind::Backward => ExportKind::BackPools,
    };
    let keys = move |()| {
        let shown = list.prefs.with_untracked(|prefs| prefs.columns.clone());
        let shown = shown.iter().filter(|(key, shown)| *shown || key == "name");
        let known = column_keys::defaults(list.kind);
        shown
            .filter(|(key, _)| known.iter().any(|(known, _)| known == key))
            .flat_map(|(key, _)| fields(list.kind, key))
            .copied()
            .collect()
    };
    let csv = move |keys: Vec<&'static str>| {
        let rows = untrack(|| list.rows());
        let pools = rows.iter().map(|row| &*row.pool);
        view(what, &keys, pools, &|_| None, language(list.app))
    };
    menu(
        list.app,
        ExportableList {
            what,
            all: all_of(list.query, |page| page.count, None),
            keys: Callback::new(keys),
            here: Signal::derive(move || {
                list.query
                    .state
                    .with(|state| state.data.as_ref().map_or(0, |page| page.pools.len()))
            }),
            csv: Callback::new(csv),
        },
    )
}

/// What a column shows, as columns of the export.
fn fields(kind: PoolKind, key: &str) -> &'static [&'static str] {
    match (key, kind) {
        ("id", _) => &["id"],
        ("status", PoolKind::Forward) => &["status"],
        ("status", PoolKind::Backward) => &["pool_status"],
        ("quantity", _) => &[
            "quantity",
            "inactive_sim_quantity",
            "disassembled_sim_quantity",
        ],
        ("active", _) => &["activated_sim_quantity"],
        ("plan", _) => &["price_plan_name"],
        ("total", _) => &["flow_total"],
        ("left", _) => &["flow_left", "flow_used"],
        ("used", _) => &["flow_used"],
        ("orders", _) => &["order_ids"],
        ("cycle", _) => &["billing_cycle"],
        ("updated", _) => &["modify_time"],
        ("start", _) => &["effective_time"],
        ("end", _) => &["expired_time"],
        _ => &["pool_name"],
    }
}
