//! Which columns the lists have (console.md sections 11 and 12): their keys and headings.

use crate::i18n::pools::Pools;
use crate::routes::pool::PoolKind;

/// Name of the table in the stored preferences.
#[must_use]
pub const fn table(kind: PoolKind) -> &'static str {
    match kind {
        PoolKind::Forward => "pools",
        PoolKind::Backward => "back-pools",
    }
}

const FORWARD: [&str; 13] = [
    "name", "id", "status", "quantity", "active", "plan", "total", "left", "orders", "cycle",
    "updated", "start", "end",
];
const BACKWARD: [&str; 12] = [
    "name", "id", "status", "quantity", "active", "plan", "used", "orders", "cycle", "updated",
    "start", "end",
];

/// The columns there are, in the order of the service's own console, all shown.
#[must_use]
pub fn defaults(kind: PoolKind) -> Vec<(&'static str, bool)> {
    let all: &[&str] = match kind {
        PoolKind::Forward => &FORWARD,
        PoolKind::Backward => &BACKWARD,
    };
    all.iter().map(|key| (*key, true)).collect()
}

/// The heading of a column.
#[must_use]
pub fn heading(t: &Pools, key: &str) -> &'static str {
    match key {
        "id" => t.column_id,
        "status" => t.column_status,
        "quantity" => t.column_quantity,
        "active" => t.column_active,
        "plan" => t.column_plan,
        "total" => t.column_total,
        "left" => t.column_left,
        "used" => t.column_used,
        "orders" => t.column_orders,
        "cycle" => t.column_cycle,
        "updated" => t.column_updated,
        "start" => t.column_start,
        "end" => t.column_end,
        _ => t.column_name,
    }
}
