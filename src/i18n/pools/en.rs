//! English

use super::Pools;

/// See the module.
pub const TEXTS: Pools = Pools {
    forward_purpose: "Cards of a pool share their data: effective total = active cards × plan size + add-ons of the cycle. With nothing left every card stops until the next cycle.",
    backward_purpose: "Cards of a pool are paid by use; there is no total, and by default no cap per card. China Telecom only, chosen when buying.",
    column_name: "Pool name",
    column_id: "Pool number",
    column_status: "Status",
    column_quantity: "Cards",
    column_active: "Active cards",
    column_plan: "Plan",
    column_total: "Effective total",
    column_left: "Left / used",
    column_used: "Used",
    column_orders: "Batch numbers",
    column_cycle: "Billing cycle",
    column_updated: "Updated",
    column_start: "Cycle begins",
    column_end: "Cycle ends",
    moved: |name, place, count| format!("“{name}” is now column {place} of {count}"),
    in_use: "In use",
    discarded: "Discarded",
    discarded_why: "Every card of its orders is deregistered: no new members, no add-ons, no activation.",
    suspended: "Suspended",
    suspended_why: "The cards of the pool are stopped; how to get them back depends on the reason.",
    arrears_why: "The account is in arrears, within the retention period. Settling brings the pool back; unsettled after 15 days it is discarded.",
    threshold_why: "Its use passed the threshold of an automation rule, which stopped it. It returns with the next cycle.",
    back_discarded: "Discarded",
    back_discarded_why: "The arrears were not settled in the retention period and the pool was released. Once settled it can be restarted.",
    stopped: |n| format!("{n} stopped by the pool"),
    parts: |active, waiting, gone| {
        format!("{active} active · {waiting} not activated · {gone} deregistered")
    },
    total_formula: |active, plan, add_ons, total| {
        format!("{active} active cards × {plan} + add-ons of the cycle {add_ons} = {total}")
    },
    total_told: "The service does not tell the plan's size: this is its own figure, not checked here.",
    left_formula: |total, used, left| format!("effective total {total} − used {used} = {left}"),
    differs: |told| format!("The service says {told}, not what is computed"),
    used_of: |used, total| format!("{used} used of {total}"),
    rename: |name| format!("Rename “{name}”"),
    renamed: |name| format!("Renamed to “{name}”"),
    name_empty: "Enter a name.",
    name_long: "At most 64 characters.",
    name_hint: "1–64 characters, not the name of another pool.",
    refresh: |name| format!("Refresh the use of “{name}”"),
    refresh_past: "The cycle is over: its use does not change any more.",
    counting: |name| format!("Counting “{name}”"),
    counted: |name, used| format!("“{name}” has used {used}"),
    not_counted: |name, why| format!("“{name}” was not refreshed: {why}"),
    more_orders: |n| format!("{n} more"),
    cycle_of: |name| format!("Billing cycle of “{name}”"),
    cycle_table: "Cycle of all rows",
    cycle_current: "Running cycle",
    cycle_all: "Last six, a row each",
    search: "Find by name",
    all: "All",
    count: |n| {
        if n == "1" {
            "1 pool".to_owned()
        } else {
            format!("{n} pools")
        }
    },
    range: |from, to, total| format!("{from}–{to} of {total}"),
    past_end: "Nothing on this page",
    first_page: "Back to the first page",
    none_match: "No pool matches",
    none_forward: "No forward pools yet",
    none_forward_text: "Orders of physical cards that are in no pool can be made into one, and their cards share data. Carrier, data type and plan must be the same; a pool cannot be dissolved.",
    none_backward: "No backward pools yet",
    none_backward_text: "A backward pool is chosen when China Telecom cards are bought; cards cannot join one later.",
    not_offered: "The connected service only lists pools: no renaming, refreshing or cycles per row; totals and remainders are the service's own.",
};
