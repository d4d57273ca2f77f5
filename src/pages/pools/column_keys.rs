//! Which columns the lists have (console.md sections 11 and 12): their keys, headings, and what they are in an export.

use crate::features::listing::ColumnChoice;
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

/// All columns, in the order of the service's own console; all show before the viewer chose.
#[must_use]
pub fn columns(t: &Pools, kind: PoolKind) -> Vec<ColumnChoice> {
    let column = |key, heading, fields| ColumnChoice {
        key,
        heading,
        shown: true,
        fields,
    };
    let status: &[&str] = match kind {
        PoolKind::Forward => &["status"],
        PoolKind::Backward => &["pool_status"],
    };
    let cards: &[&str] = &[
        "quantity",
        "inactive_sim_quantity",
        "disassembled_sim_quantity",
    ];
    let mut columns = vec![
        column("name", t.column_name, &["pool_name"]),
        column("id", t.column_id, &["id"]),
        column("status", t.column_status, status),
        column("quantity", t.column_quantity, cards),
        column("active", t.column_active, &["activated_sim_quantity"]),
        column("plan", t.column_plan, &["price_plan_name"]),
    ];
    match kind {
        PoolKind::Forward => columns.extend([
            column("total", t.column_total, &["flow_total"]),
            column("left", t.column_left, &["flow_left", "flow_used"]),
        ]),
        PoolKind::Backward => columns.push(column("used", t.column_used, &["flow_used"])),
    }
    columns.extend([
        column("orders", t.column_orders, &["order_ids"]),
        column("cycle", t.column_cycle, &["billing_cycle"]),
        column("updated", t.column_updated, &["modify_time"]),
        column("start", t.column_start, &["effective_time"]),
        column("end", t.column_end, &["expired_time"]),
    ]);
    columns
}
