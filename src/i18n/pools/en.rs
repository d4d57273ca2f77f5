//! English

use super::Pools;
use crate::i18n::format::counted;
use gsl_model::names::{Language, term};
use gsl_model::pool::BackwardState;
use gsl_model::pool::ForwardState;
use gsl_model::state::SimStatus;

/// See the module.
pub const TEXTS: Pools = Pools {
    forward_purpose: "Cards of a pool share their data. A dry pool stops all of them until the next cycle.",
    backward_purpose: "Cards of a pool are paid by use; there is no total, and by default no cap per card. China Telecom only, chosen when buying.",
    column_name: term::POOL_NAME.en,
    column_id: term::POOL_NUMBER.en,
    column_status: term::STATE.en,
    column_quantity: "Cards",
    column_active: term::ACTIVE_CARDS.en,
    column_plan: term::PLAN_NAME.en,
    column_total: "Effective total",
    column_left: "Left",
    column_runs_out: "Runs dry",
    column_remedy: "Cheapest remedy",
    left_of: |total| format!("of {total}"),
    left_label: |left, total| format!("{left} left of {total}"),
    risks: "Pools by when they run dry",
    dry: "Dry",
    at_risk: "At risk",
    lasts: "Lasts",
    track_note: "Track: today to the end of the cycle. Dot: likeliest day; band: 8 in 10 outcomes.",
    dry_since: |day| format!("dry since {day}"),
    band: "8 in 10 outcomes:",
    may_run_dry: |band| format!("may run dry, {band}"),
    from_day: |day| format!("from {day}"),
    after_day: |day| format!("after {day}"),
    back_on: |day| format!("Back on {day}"),
    remedy_activate: |cards, gain| format!("{}, +{gain}", counted(cards, "card")),
    remedy_add_on: |gain| format!("{gain} add-on"),
    press_activate: "Activate",
    press_buy: "Buy",
    of_pool: |name| format!("for “{name}”"),
    column_used: "Used",
    column_orders: term::BATCH_NUMBERS.en,
    column_cycle: term::CYCLE.en,
    column_updated: "Updated",
    column_start: "Cycle begins",
    column_end: "Cycle ends",
    in_use: ForwardState::InUse.name(Language::En),
    discarded: ForwardState::Discarded.name(Language::En),
    discarded_why: "Every card of its orders is deregistered: no new members, no add-ons, no activation.",
    suspended: BackwardState::Suspended.name(Language::En),
    suspended_why: "The cards of the pool are stopped; how to get them back depends on the reason.",
    arrears_why: "The account is in arrears, within the retention period. Settling brings the pool back; unsettled after 15 days it is discarded.",
    threshold_why: "Its use passed the threshold of an automation rule, which stopped it. It returns with the next cycle.",
    back_discarded: BackwardState::Discarded.name(Language::En),
    back_discarded_why: "The arrears were not settled in the retention period and the pool was released. Once settled it can be restarted.",
    stopped: |n| format!("{n} stopped by the pool"),
    with_stopped: |state, n| format!("{state} ({n} stopped)"),
    parts: |active, waiting, gone| {
        format!("{active} active · {waiting} not activated · {gone} deregistered")
    },
    total_formula: |active, plan, add_ons, total| {
        format!("{active} active cards × {plan} + add-ons of the cycle {add_ons} = {total}")
    },
    total_told: "The service does not tell the plan's size: this is its own figure, not checked here.",
    left_formula: |total, used, left| format!("effective total {total} − used {used} = {left}"),
    differs: |told| format!("The service says {told}, not what is computed"),
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
    activate: "Batch activation",
    actions_of: |name| format!("Actions on “{name}”"),
    actions: "Actions",
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
    none_match: "No pool matches",
    none_forward: "No forward pools yet",
    none_forward_text: "Orders of physical cards that are in no pool can be made into one, and their cards share data. Carrier, data type and plan must be the same; a pool cannot be dissolved.",
    none_backward: "No backward pools yet",
    none_backward_text: "A backward pool is chosen when China Telecom cards are bought; cards cannot join one later.",
    not_offered: "The connected service only lists pools: no renaming, refreshing or cycles per row; totals and remainders are the service's own.",
    detail_not_offered: "The connected service does not offer the details of a pool",
    missing: "This pool does not exist, or you may not see it",
    pool_number: |id| format!("Pool {id}"),
    back_to_list: "Back to the list of pools",
    tabs: "Parts of the pool",
    tab_members: "Members",
    tab_history: "Last six cycles",
    tab_top: "Top members",
    tab_orders: "Orders and add-ons",
    cycle_from_to: |cycle, from, to| format!("Cycle {cycle} ({from} to {to}, UTC+8)"),
    restart: "Restart",
    restart_only: "Only a discarded pool can be restarted.",
    restart_text: "This submits a work order. The arrears must be settled; when it is done the pool is in use again and its frozen cards return.",
    restarted: "The work order to restart the pool was submitted",
    total_short: |cards, plan, add_ons| {
        if add_ons.is_empty() {
            format!("{cards} active cards × {plan}")
        } else {
            format!("{cards} active cards × {plan} + add-ons {add_ons}")
        }
    },
    refreshed: |name| format!("The use of “{name}” is up to date"),
    left_name: "Left",
    left_share: |percent, days| match days {
        Some(1) => format!("{percent} of the total, 1 day to go"),
        Some(days) => format!("{percent} of the total, {days} days to go"),
        None => format!("{percent} of the total"),
    },
    back_no_cap: "By default no card has a cap",
    end_name: "Expected to run out",
    end_use: "Expected use of the cycle",
    end_past: "This cycle is over",
    end_first_day: |day| {
        format!("First day of the cycle: no day of it is over yet. Forecast from {day}")
    },
    end_unknown: "No full day of use yet to forecast from",
    end_range: |low, high| format!("80% band {low} to {high}"),
    end_now: "Used up",
    end_stopped: |n| format!("all {n} active cards are stopped"),
    end_between: |from, until, n| match until {
        Some(until) => format!("between {from} and {until}; then {n} cards stop"),
        None => format!("{from} at the earliest, then {n} cards stop; it may last"),
    },
    end_risk: |day| format!("with a high use it may run out on {day}"),
    end_lasts: "Lasts",
    end_expected: |used| format!("expected use {used}"),
    chart: "Cumulative usage",
    chart_label: |cycle| {
        format!("Cumulative usage of cycle {cycle} by day, with the forecast; days in UTC+8")
    },
    chart_note: "Solid: what was used up to 24:00 yesterday. Dashed with its band: the forecast, 80% of outcomes. Days in UTC+8.",
    chart_note_stopped: "Solid: what was used up to 24:00 yesterday. Dashed with its band: the forecast were the stopped cards back now, 80% of outcomes. Days in UTC+8.",
    end_rests: "The pool is stopped and uses nothing",
    chart_note_past: "Cumulative usage by day, days in UTC+8.",
    method: "How it is forecast",
    method_text: "From the days over in the last nine weeks, without those it was stopped. Use is taken per active card; weekdays and a trend count only as far as they are more than chance, bursts do not tilt the trend, and after a clear change only the days since count. The band holds four fifths of outcomes and widens with distance.",
    show_table: "Table",
    limit: |total| format!("effective total {total}"),
    today: "today",
    reached: |day| format!("{day} runs out"),
    tip_ahead: |day, used, low, high| format!("{day} · expected {used} ({low} to {high})"),
    tip_day: |day, sum, used| format!("{day} · {sum} in all, {used} on the day"),
    tip_stopped: " · stopped",
    stopped_tag: "stopped",
    day: "Day",
    day_used: "Day (MB)",
    day_sum: "In all (MB)",
    day_expected: "Expected (MB)",
    day_band: "80% band (MB)",
    history_label: "Use of the last six cycles",
    from_to: "From – to",
    add_ons: "Add-ons",
    top_use: "The ten that use most",
    top_growth: "The ten that grew most",
    top_none: "There are none",
    top_note: "Of the days of the cycle that are over; growth against as many days of the cycle before. Sharing cannot be switched off; to limit a card, open it and set a cut-off threshold.",
    member: term::CONTAINER_ID.en,
    share: "Share",
    growth: "Against before",
    member_count: |n| counted(n, "card"),
    no_members: "No card matches",
    members_note: "A card's cap is the effective total of the pool. Cards cannot be taken out and sharing cannot be switched off; to limit a card, set a cut-off threshold on it. Only active cards (in use or suspended) contribute.",
    members_capped: |cap| format!(" General cards of 30 MB use at most {cap} a month."),
    members_note_back: "By default no card has a cap; actual use is paid. Cards join only when bought.",
    members_active: "Active (in use, suspended)",
    members_inactive: "Not activated",
    members_gone: SimStatus::Deregistered.name(Language::En),
    find_member: "Container ID (whole number)",
    in_card_list: "Open in the card list",
    range_cards: |from, to, total| format!("{from}–{to} of {total}"),
    activated: "Activated",
    rules: "Rules of the pool",
    rules_forward: [
        "A pool cannot be dissolved, and cards cannot be taken out.",
        "The cards of an order cannot be split over pools or join in part.",
        "Orders must have the carrier and plan of the pool; test cards cannot join; the carrier's pricing may refuse.",
        "China Telecom orders join only while buying, not after shipping; China Mobile, China Unicom and overseas in practice only while buying too.",
        "China Mobile orders cannot join pools made before 2021-08-17, China Unicom orders pools made before 2022-09-14.",
        "New members count from the next cycle at the latest.",
    ],
    rules_backward: [
        "China Telecom only, mainland only, chosen while buying; nothing can join later.",
        "No refund; cards cannot be taken out.",
        "There are no add-ons: without a total nothing runs out.",
    ],
    join: "Add members",
    cards_of_order: |id| format!("Cards of batch {id}"),
    show_cards: "Show cards",
    bought: "Ordered",
    no_add_ons: "No add-ons in the last six cycles.",
    add_ons_bought: "Add-ons bought",
    add_on_counts: "counts",
    add_on_coming: "counts in about 5 minutes",
    add_on: "Add-on",
    pieces: "Number",
    size: "Data",
    remedies: "Make it last",
    ways: "Ways to add data",
    effect: |gain, end| format!("+{gain}, lasts to {end}"),
    back_facts: "Paid by use",
    activating: |n| {
        let verb = if n == "1" { "is" } else { "are" };
        format!("{} {verb} being activated", counted(n, "card"))
    },
    activating_text: "The effect is delayed: stopped cards return some time after the work order is done. If it lasts, contact an engineer.",
    said_stopped: |n| format!("Used up: all {n} active cards are stopped"),
    said_stopped_text: |day| {
        format!(
            "They return once the pool has data again, or else with the next cycle on {day}; the carrier's sync at the start of a cycle takes about 3 days."
        )
    },
    said_if_back: |end, used| format!(" Back now, it would come to {used} by {end}."),
    activate_back: |n| format!("To bring the stopped cards back now it takes {n} at least."),
    said_over: |end, used, over| format!("Expected to reach {used} by {end}: {over} too much."),
    said_over_text: |day, n| format!("It runs out on {day}; then all {n} active cards stop."),
    said_lasts: |end, used, left| format!("Expected use by {end}: {used}, {left} left."),
    said_risk: |high, day| format!("With a high use it comes to {high} and runs out on {day}."),
    activate_title: "Activate more cards",
    activate_n: |n| {
        if n == "1" {
            "Activate 1 more card".to_owned()
        } else {
            format!("Activate {n} more cards")
        }
    },
    activate_sure: |n| format!("For the upper edge of the band it takes {n}."),
    activate_how: "Each card is activated by itself, one does not activate the others; its term starts then. By whole pool, number segment, file or manual input; about 1–2 working days.",
    activate_none: "No card of the pool waits for activation.",
    activate_any: |n, plan| format!("{n} cards wait; each adds {plan} to the total."),
    activate_short: |n| format!("All {n} that wait are not enough; an add-on is needed too."),
    activate_useless: "At the present use each card would use at least what it brings: activating does not last to the end of the cycle.",
    gain: |plan, gain| {
        format!("Each brings {plan}; less its own use to the end of the cycle that is {gain}.")
    },
    add_on_title: "Buy an add-on",
    add_on_n: |size| format!("An add-on of {size}"),
    add_on_cost: |n, size, price| format!("Cheapest: {n} × {size} for {price}."),
    add_on_short: |need, most, price| {
        format!(
            "It takes {need}; one purchase holds {most} at most ({price}). Buy several, or use another remedy."
        )
    },
    add_on_sure: |size| format!("For the upper edge of the band it takes {size}."),
    add_on_how: "Counts after about 5 minutes, for this cycle only. Physical cards of China Telecom, China Unicom and China Mobile only.",
    add_on_carrier: "Overseas pools have no add-ons; only physical cards of China Telecom, China Unicom and China Mobile do.",
    add_on_before: |day| format!("Its cards were bought on {day} or earlier: no add-ons."),
    join_title: "Add orders of the same plan",
    join_text: "Whole orders of the same carrier and plan that are in no pool; they count from the next cycle at the latest.",
    threshold_title: "Limit the cards that use most",
    threshold_share: |n, share, growth| {
        format!("The {n} that use most took {share}, {growth} against the cycle before.")
    },
    threshold_text: "Sharing cannot be switched off, but a single card can have a cut-off threshold.",
    threshold_show: "Show them",
    remedies_not: "Cards cannot be returned or taken out of the pool; renewal extends the term and adds no data to this cycle.",
    back_lines: [
        "Fee = a monthly function fee for each card in use or suspended + the actual usage.",
        "There is no total, so nothing runs out and no add-on is needed; by default no card has a cap.",
        "In arrears, or past the threshold of an automation rule, its cards stop; arrears of 15 days discard the pool, which can then be restarted.",
    ],
};
