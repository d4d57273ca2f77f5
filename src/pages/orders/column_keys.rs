//! Which columns the list has (console.md section 8): their keys, headings, and what they are in an export.

use crate::i18n::orders::Orders;

type Heading = fn(&Orders) -> &'static str;

/// Key, heading, shown before the viewer chose, what it is in an export.
pub const COLUMNS: &[(&str, Heading, bool, &[&str])] = &[
    ("id", |t| t.number, true, &["order_id"]),
    ("trade", |t| t.trade, true, &["trade_number"]),
    ("plan", |t| t.plan, true, &["price_plan_name"]),
    ("sim_type", |t| t.sim_type, true, &["sim_type"]),
    ("form", |t| t.form, true, &["card_form"]),
    ("type", |t| t.kind, true, &["order_type"]),
    ("state", |t| t.state, true, &["order_status"]),
    ("expected", |t| t.expected, true, &["expected_time"]),
    ("model", |t| t.model, true, &["model"]),
    ("network", |t| t.network, true, &["network_type"]),
    ("company", |t| t.company, true, &["logistics_company"]),
    ("tracking", |t| t.tracking, true, &["logistics_number"]),
    ("shipped", |t| t.shipped, true, &["ship_time"]),
    ("quantity", |t| t.quantity, true, &["quantity"]),
    ("data", |t| t.data, true, &["data_type"]),
    ("period", |t| t.period, true, &["period_years"]),
    ("test", |t| t.test, true, &["silent_months"]),
    ("pooled", |t| t.pooled, true, &["pool_kind", "pool_id"]),
    ("price", |t| t.price, true, &["price_cents"]),
    ("created", |t| t.created, true, &["create_time"]),
    ("carrier", |t| t.carrier, false, &["carrier_type"]),
];

/// The columns there are.
#[must_use]
pub fn defaults() -> Vec<(&'static str, bool)> {
    COLUMNS
        .iter()
        .map(|(key, _, shown, _)| (*key, *shown))
        .collect()
}

/// The heading of a column.
#[must_use]
pub fn heading(t: &Orders, key: &str) -> &'static str {
    COLUMNS
        .iter()
        .find(|(known, ..)| *known == key)
        .map_or("", |(_, heading, ..)| heading(t))
}
