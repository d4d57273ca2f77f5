//! English

use super::Wizard;
use crate::i18n::common::EN as COMMON;
use crate::i18n::format::counted;
use crate::routes::pool_wizard::ActivationMethod;
use gsl_model::bulk::BulkItemStatus;
use gsl_model::can::DataType;
use gsl_model::names::{Language, term};
use gsl_model::order::{OrderStatus, OrderType};
use gsl_model::pool::{JoinRule, SegmentError, TypedNumberError};
use gsl_model::work_order::WorkOrderType;

fn written_error(error: TypedNumberError) -> String {
    match error {
        TypedNumberError::Empty => "is empty".to_owned(),
        TypedNumberError::NotDigits(bad) => (COMMON.not_a_digit)(bad),
        TypedNumberError::Length => "must have 19 or 20 digits".to_owned(),
    }
}

/// See [`Wizard`].
pub const TEXTS: Wizard = Wizard {
    steps: "Steps",
    not_offered: "The connected service does not offer this for pools.",
    back_to_pool: |id| format!("Pool {id}"),
    before: "before",
    after: "after",
    total: "Effective total",
    used: "Used",
    left: "Left",
    active: term::ACTIVE_CARDS.en,
    waiting: term::INACTIVE_CARDS.en,
    discarded: "The pool is discarded: all cards of its orders are deregistered. Nothing can be activated, added or bought for it.",
    refused: "Refused; nothing was submitted",
    refused_next: "The service says why. Going one step back checks again.",
    unknown: "Some numbers do not exist, or you may not see them",
    unknown_next: "The service lists them. Remove them and try again.",
    name_taken_maybe: "Change what the service names; a name must differ from those of other pools.",
    order: "Work order",
    order_number: term::WORK_ORDER_NUMBER.en,
    copy_number: "Copy the work order number",
    state: term::STATE.en,
    expected: "Done at the latest",
    cards_done: "Cards",
    tally: |good, bad, total| format!("{good} done, {bad} failed, {total} in all"),
    under_way: BulkItemStatus::Running.name(Language::En),
    under_way_note: "You may leave this page: the work order goes on, and its address can be kept.",
    order_state: |state| state.name(Language::En),
    card_state: |state| state.name(Language::En),
    card_states: "State of the cards",
    all_states: "All states",
    cards_of_order: "Cards of the work order",
    no_cards: "No cards. Orders still being bought have none yet; theirs join as they are shipped.",
    container_id: term::CONTAINER_ID.en,
    description: "Description",
    finished: "Finished",
    range: |from, to, all| format!("{from}–{to} of {all}"),
    pages: "Pages",
    first_page: "First",
    page_size: "Rows a page",
    per_page: |n| format!("{n} a page"),
    new_title: WorkOrderType::CreatePool.name(Language::En),
    new_purpose: "Choose orders of physical cards that are in no pool, check every rule, then submit a work order.",
    join_title: "Add members",
    join_purpose: "Add orders of the same plan to this pool.",
    new_steps: &["Choose orders", "Pre-check", "Name and confirm", "Result"],
    join_steps: &["Choose orders", "Pre-check", "Confirm", "Result"],
    choose: "Choose orders",
    choose_hint: "Orders that are in no pool. Several must share carrier, data type and plan; an order joins with all of its cards.",
    choose_hint_join: "Only orders of this pool's plan that are in no pool. An order joins with all of its cards.",
    choose_first: "Choose orders first",
    nothing_chosen: "Nothing chosen yet",
    orders_chosen: |n| format!("Orders chosen: {n}"),
    orders_and_cards_chosen: |orders, cards| format!("Orders chosen: {orders}, cards: {cards}"),
    cards_by_number: |n| format!("{} by number", counted(n, "card")),
    take_off: |what| format!("Remove {what}"),
    tick_page: "Choose the orders of this page",
    to_check: "Pre-check",
    others: "Add by number",
    others_label: "Batch numbers or container IDs",
    others_hint: "Several with commas or blanks. Orders not in the table can be checked too: the pre-check says why they cannot join.",
    add: "Add",
    not_numbers: |what| format!("Neither batch numbers nor container IDs: {what}"),
    no_such_cards: |what| format!("No such cards: {what}"),
    not_looked_up: "The cards could not be looked up. Try again.",
    no_orders: "No orders to choose from",
    no_orders_text: "All orders are in pools, or there are none of physical cards.",
    no_orders_join_text: "There is no order of this pool's plan that is in no pool.",
    batch_number: term::BATCH_NUMBER.en,
    alone: "By itself",
    alone_passes: "May join",
    alone_fails: "May not join",
    plan: term::PLAN_NAME.en,
    carrier: term::CARRIER.en,
    data_type: "Data type",
    data: |data| match data {
        DataType::General => DataType::General.name(Language::En),
        DataType::Directional => DataType::Directional.name(Language::En),
    },
    cards: "Cards",
    order_status_label: term::ORDER_STATE.en,
    order_status: |status| {
        OrderStatus::from_code(status).map_or("—", |status| {
            status.name_for(OrderType::Purchase, Language::En)
        })
    },
    ordered: "Ordered",
    pre_check: "Pre-check",
    pre_check_note: "Every rule for every order, broken ones first. The pre-check changes nothing.",
    not_checked: "Not checked yet",
    rules_broken: "Rules are broken",
    all_pass: |n| format!("All rules are kept (orders: {n})"),
    some_fail: |bad, all| {
        format!("Orders that break rules: {bad} of {all}. They cannot be submitted")
    },
    passes: "Passes",
    fails: |n| format!("Rules broken: {n}"),
    of_cards: |n| format!("Cards: {n}"),
    rule_passed: "Passed",
    rule_doubtful: "The carrier decides",
    rule_failed: "Failed",
    rule: |rule| match rule {
        JoinRule::Physical => "Only physical cards join pools",
        JoinRule::OrderAlive => "The order stands: not cancelled, failed, rejected or returned",
        JoinRule::NotPooled => "The order is in no pool yet; it cannot leave one later",
        JoinRule::WholeOrder => "The whole order joins: its cards cannot be split over pools",
        JoinRule::NotTest => "Test cards cannot join",
        JoinRule::SameCarrier => "One carrier over all orders",
        JoinRule::SamePlan => "One plan over all orders",
        JoinRule::SameDataType => "One data type over all orders (general or directional)",
        JoinRule::WhileBuying => {
            "When: China Telecom only while buying, before shipping; China Mobile, China Unicom and overseas practically only while buying"
        }
        JoinRule::PoolAge => {
            "China Mobile orders do not join pools made before 2021-08-17, China Unicom orders none before 2022-09-14"
        }
        JoinRule::PoolInUse => "The pool is in use, not discarded",
    },
    why_in_pool: |pool| format!("It is in pool {pool}, or on its way into it."),
    why_split: |some, all| format!("Only {some} of its {all} cards were chosen."),
    why_carrier: |is, needs| format!("It is of {is}, and would have to be of {needs}."),
    why_plan: |needs| format!("Its plan would have to be {needs}."),
    why_too_old: |since| format!("The pool was made before {since}."),
    why: |key| {
        Some(match key {
            "not_physical" => "Its cards are eSIM or vSIM.",
            "order_dead" => "The order was cancelled, failed, rejected or returned.",
            "test_cards" => "It has cards in the testable state.",
            "other_data_type" => "Its data type is another than that of the others.",
            "shipped" => "It was shipped: too late at this carrier.",
            "carrier_may_refuse" => {
                "Shipped: the carrier's pricing may refuse it; the work order will tell."
            }
            "pool_discarded" => "The pool is discarded.",
            _ => return None,
        })
    },
    joining_cards: "Cards that join",
    joining_active: "Active among them",
    total_change: "Effective total",
    effective_by: "In effect at the latest",
    only_active: "Effective total = active cards × plan. Cards bring their data once they are activated.",
    back_to_choose: "Back",
    to_confirm: "Next",
    back_to_check: "Back",
    confirm_new: "Name and confirm",
    confirm_join: "Confirm",
    name: term::POOL_NAME.en,
    name_hint: "1–64 characters, unlike other pools' names; can be changed later",
    name_empty: "Enter a name",
    name_long: "1–64 characters, no control characters",
    meaning_title: "What this means; it cannot be taken back",
    meaning: &[
        "A forward pool cannot be dissolved.",
        "Cards cannot be taken out, and sharing cannot be switched off; single cards can be limited by a threshold.",
        "An order's cards cannot be split over pools.",
        "When nothing is left, every active card of the pool stops; then activate more cards, or buy a pool add-on (China Telecom, Unicom, Mobile).",
        "The work order takes up to 5 working days, and counts next month at the latest. The carrier's pricing may refuse it: the work order will tell.",
    ],
    agree: "I know that the pool cannot be dissolved and orders cannot leave it",
    agree_first: "Tick the confirmation above first",
    create: "Create the pool",
    add_members: "Add members",
    sent_as: |id| format!("Submitted as work order {id}"),
    sent: "Submitted",
    created_next: "The pool is listed once the first order has joined.",
    joined_next: "The orders count in the pool once they have joined.",
    to_pool: "Open the pool",
    to_cards: "Card list",
    once_more: "Once more",
    activate_title: "Batch activation",
    activate_purpose: "Activate cards of the pool that wait: each brings its plan into the pool.",
    activate_steps: &["Choose cards", "Preview", "Result"],
    which_cards: "Which cards",
    ways: "Way",
    way: |way| match way {
        ActivationMethod::Pool => "Whole pool",
        ActivationMethod::Segment => "Number segment",
        ActivationMethod::File => "File",
        ActivationMethod::Input => "Manual input",
    },
    way_note: |way| match way {
        ActivationMethod::Pool => "All cards of the pool that wait for activation.",
        ActivationMethod::Segment => {
            "The container IDs from first to last must be consecutive, and none of them active."
        }
        ActivationMethod::File => {
            "A table (CSV, XLSX); only its container ID column is read, the others do not count."
        }
        ActivationMethod::Input => "Container IDs one by one, digits only.",
    },
    all_waiting: |n| format!("Cards of the pool that wait: {n}."),
    only_so_many: "Only so many (may be left empty)",
    only_so_many_hint: "By container ID, lowest first",
    whole_number: "Enter a whole number above 0",
    segment_start: "First container ID",
    segment_end: "Last container ID",
    digits_hint: "19 or 20 digits",
    segment_first: "Enter the segment first",
    segment_numbers: |n| format!("Numbers in the segment: {n}"),
    segment_error: |error| match error {
        SegmentError::Start(error) | SegmentError::End(error) => written_error(error),
        SegmentError::Lengths => "First and last have different numbers of digits".to_owned(),
        SegmentError::Reversed => "The last comes before the first".to_owned(),
        SegmentError::TooMany { numbers } => {
            format!("The segment has {numbers} numbers; at most 100,000 at a time")
        }
    },
    entry_error: written_error,
    numbers: "Container IDs",
    numbers_hint: "One a line, or with commas or blanks between them; digits only",
    numbers_count: |n| format!("Numbers: {n}"),
    numbers_first: "Enter container IDs first",
    file_first: "Choose a file first",
    too_many: "At most 100,000 numbers at a time",
    mend_first: "Mend the entries listed first",
    empty_entry: "(empty)",
    line: |n| format!("Line {n}"),
    entries_wrong: |n| format!("Entries that are no container IDs: {n}"),
    and_more: |n| format!("And {n} more"),
    file_choose: "Choose a table (CSV, XLSX), or drop it here",
    file_hint: "Read in the browser. Only the container ID column is read; without that heading, the first that looks like card numbers.",
    file_remove: "Remove the file",
    file_empty: "The file has no numbers",
    template: "Download the template",
    template_note: "It lists the pool's cards that wait, at most 500; the state is for reading only.",
    template_state: "State",
    good_to_know: "Good to know",
    each_by_itself: "Each card is activated by itself, none activates others; only active cards bring data.",
    takes: |least, most| {
        format!(
            "It takes {least}–{most} working days; the validity of a card begins with its activation."
        )
    },
    apn: |apn| {
        format!(
            "Inserted and powered, a card works after about 30 s. Without service after 10 minutes, set name and APN to {apn} on the device (case does not matter)."
        )
    },
    preview: "Preview",
    preview_title: "Preview",
    incomplete: "The choice is incomplete: go one step back.",
    cards_to_activate: "To be activated",
    left_change: "Left",
    they_return: |n| format!("The {} return when it is done", counted(n, "stopped card")),
    they_stay: |n, missing| {
        format!(
            "The {} stay stopped: {missing} short",
            counted(n, "stopped card")
        )
    },
    adds: |cards, more| {
        if cards == "1" {
            format!("1 card brings {more} once it is active.")
        } else {
            format!("{cards} cards bring {more} once they are active.")
        }
    },
    already_under_way: |n| format!("Cards already being activated: {n}; they are left alone."),
    numbers_refused: |n| format!("Numbers that cannot be activated: {n}"),
    segment_broken: |n| format!("The segment is broken by {n} of its numbers"),
    refusal: |key| {
        Some(match key {
            "empty" => "is empty",
            "not_digits" => "has other characters than digits",
            "length" => "does not have 19 or 20 digits",
            "duplicate" => "is listed twice",
            "ambiguous_number" => "means several cards; give all 20 digits",
            "probably_spoiled" => {
                "is no card of this pool; it ends in zeros, which a spreadsheet probably put there"
            }
            "not_in_pool" => "is no card of this pool",
            "not_inactive" => "does not wait for activation",
            "under_way" => "is being activated already",
            _ => return None,
        })
    },
    leave_out: |bad, good| format!("Leave these {bad} out and activate the other {good}"),
    refused_first: "Some numbers cannot be activated",
    nothing_to_activate: "There is no card to activate",
    activate_cards: |n| {
        if n == "1" {
            "Activate 1 card".to_owned()
        } else {
            format!("Activate {n} cards")
        }
    },
    activated_next: "The result of each card is below.",
    delayed: "The effect is delayed; stopped cards come back later. If that lasts, contact an engineer.",
    total_now: "Effective total now",
};
