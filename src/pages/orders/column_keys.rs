//! Which columns the list has (console.md section 8): their keys, headings, and what they are in an export.

use crate::features::listing::ColumnChoice;
use crate::i18n::orders::Orders;

/// All columns.
#[must_use]
pub fn columns(t: &Orders) -> Vec<ColumnChoice> {
    let column = |key, heading, fields| ColumnChoice {
        key,
        heading,
        // The carrier is known by the plan.
        shown: key != "carrier",
        fields,
    };
    vec![
        column("id", t.number, &["order_id"]),
        column("trade", t.trade, &["trade_number"]),
        column("plan", t.plan, &["price_plan_name"]),
        column("sim_type", t.sim_type, &["sim_type"]),
        column("form", t.form, &["card_form"]),
        column("type", t.kind, &["order_type"]),
        column("state", t.state, &["order_status"]),
        column("expected", t.expected, &["expected_time"]),
        column("model", t.model, &["model"]),
        column("network", t.network, &["network_type"]),
        column("company", t.company, &["logistics_company"]),
        column("tracking", t.tracking, &["logistics_number"]),
        column("shipped", t.shipped, &["ship_time"]),
        column("quantity", t.quantity, &["quantity"]),
        column("data", t.data, &["data_type"]),
        column("period", t.period, &["period_years"]),
        column("test", t.test, &["silent_months"]),
        column("pooled", t.pooled, &["pool_kind", "pool_id"]),
        column("price", t.price, &["price_cents"]),
        column("created", t.created, &["create_time"]),
        column("carrier", t.carrier, &["carrier_type"]),
    ]
}
