//! English

use super::Renewal;
use crate::i18n::format::count;
use crate::routes::renewal::SelectionMethod;
use gsl_model::names::term;
use gsl_model::order::RenewRefusal;

/// `1 card`, `12 cards`.
fn cards(n: i64) -> String {
    format!("{} card{}", count(n), if n == 1 { "" } else { "s" })
}

/// See [`Renewal`].
pub static TEXTS: Renewal = Renewal {
    purpose: "Keep cards working after they expire: see which can be renewed, then pay.",
    not_offered: "This service does not offer renewal",
    steps_label: "Steps of a renewal",
    steps: &["Choose", "Check and pay", "Done"],
    way: "Which cards",
    way_legend: "Choose by",
    way_name: |way| match way {
        SelectionMethod::Orders => "Orders: every card of them that can be renewed",
        SelectionMethod::File => "File: part of an order",
        SelectionMethod::Expiry => "Days to expiry: cards that expire within 30, 60 or 90 days",
    },
    who: "Only physical cards bought at Huawei Cloud, in use and not expired, can be renewed. Cards bought at the carrier cannot be renewed here.",
    late: "It is the 20th or later: a renewal may not be done within this month. Cards that expire this month may stop; pay soon.",
    orders: "Orders",
    orders_hint: "By earliest expiry. Tick up to 10 orders. With none ticked, all orders that can be renewed are taken, 50 at most.",
    find_order: "Find by batch no.",
    no_orders: "No card in use expires",
    no_such_order: "No order with cards in use has this batch number",
    tick_page: "Tick the orders of this page, 10 at most",
    ticked: |n| {
        if n == "1" {
            "1 order ticked".to_owned()
        } else {
            format!("{n} orders ticked")
        }
    },
    none_ticked: "None ticked: all orders that can be renewed, 50 at most",
    most_ticked: "10 orders ticked, which is the most",
    take_off: |id| format!("Untick {id}"),
    range: |from, to, total| format!("{from}–{to} of {total}"),
    order: term::BATCH_NUMBER.en,
    plan: term::PLAN_NAME.en,
    carrier: term::CARRIER.en,
    cards: "Cards",
    card: term::CONTAINER_ID.en,
    file: "Cards to renew",
    file_orders_hint: "No list yet? Tick orders, download their renewable cards, delete the rows you do not renew, and upload the rest above.",
    file_hint: "Upload a file or paste numbers. Only the container ID (or MSISDN, IMEI) is read; every row is checked.",
    download: "Download renewable cards",
    download_note: "CSV; card numbers are text, so spreadsheets do not spoil them.",
    file_first: "Upload a file or paste numbers first",
    window: "Days to expiry",
    within: |days| format!("Within {days} days"),
    tags: term::TAGS.en,
    tags_hint: "None chosen: cards with any tags or none. Chosen: cards with any of these, 10 at most.",
    look: "Check what can be renewed",
    will_renew: |n| {
        if n == 1 {
            "1 card can be renewed".to_owned()
        } else {
            format!("{} cards can be renewed", count(n))
        }
    },
    total: "Total",
    expected: "Expected",
    holds_until: "Kept at this address until",
    price_note: "Same plan, carrier and price as the purchase.",
    nothing: "No card can be renewed",
    nothing_there: "There is no card in this choice. Go back and choose others.",
    nothing_text: "None of these cards can be renewed; the reasons are below.",
    not_found: |n| {
        if n == 1 {
            "1 number belongs to no card".to_owned()
        } else {
            format!("{} numbers belong to no card", count(n))
        }
    },
    not_found_text: "They are not renewed. Check the numbers, and that the cards were bought with this account.",
    left_out: "Cards left out",
    show_cards: "Show cards",
    hide_cards: "Hide cards",
    reason_unknown: "The service gives no reason",
    reason: |reason| match reason {
        RenewRefusal::NotPhysical => ("No physical cards", "Only physical cards can be renewed."),
        RenewRefusal::OrderType => (
            "Neither bought at Huawei Cloud nor transferred in",
            "Cards bought at the carrier are renewed at the carrier.",
        ),
        RenewRefusal::OrderStatus => ("Order not completed", "Renew once the order is completed."),
        RenewRefusal::BackwardPool => (
            "In a backward pool",
            "A backward pool is paid by use; there is nothing to renew.",
        ),
        RenewRefusal::Deregistered => (
            "Deregistered",
            "A deregistered card never comes back; buy a new one where it is needed.",
        ),
        RenewRefusal::Expired => (
            "Expired",
            "A card that was not renewed is deregistered by itself and cannot be restored.",
        ),
        RenewRefusal::NotInUse => (
            "Not in use",
            "Activate it, or end its stop by the remedy of its reason; then renew.",
        ),
        RenewRefusal::UnderWay => (
            "A work order is in progress",
            "Renew once the work order is done.",
        ),
        RenewRefusal::Renewing => (
            "Its order has an unfinished renewal",
            "An order has one renewal at a time; pay or cancel that one.",
        ),
    },
    by_order: "What is renewed",
    unit: "Price per card",
    sum: "Sum",
    before: "Expires",
    after: "After renewal",
    agree_title: "I have read this and agree",
    agree_term: "Cards are extended by the whole bought period, not by a few months.",
    agree_fixed: "A renewal cannot change carrier or plan.",
    agree_return: "A paid renewal cannot be returned.",
    agree_first: "Tick the box first",
    too_many: "50 orders at most at once: the first 50 to expire are ticked, the others are offered again after payment.",
    previous: "Back to the choice",
    pay_title: "Pay the renewal",
    pay_before: "Pay before",
    pay_before_note: "Not paid by then, the orders are cancelled and the cards expire as before.",
    pay: |sum| format!("Pay {sum}"),
    paid: "Renewal paid",
    ended: "This renewal can no longer be paid",
    ended_next: "Its orders were cancelled or have ended; nothing was charged. Start the renewal again.",
    once_more: "Renew more",
    state: term::ORDER_STATE.en,
    done: "Paid",
    done_next: "Once it is done, the card list and each card show the new expiry.",
    to_cards: "Cards of the orders",
    snapshot_gone: "What was found no longer holds",
    snapshot_gone_next: "Go back to the first step and check again. No order was made.",
    unfinished: "An order has an unfinished renewal",
    unfinished_next: "Pay or cancel that renewal, then check again. No order was made.",
    snapshot_refused: "This choice cannot be renewed as it is",
    snapshot_refused_next: "Cards have changed since, or there are more than 50 orders. Go back and check again. No order was made.",
    order_gone: "The order does not exist",
    order_gone_next: "Untick it, or check its number.",
    order_refuses: "An order does not allow this now",
    order_refuses_next: "It is paid, cancelled or over; its state has been refreshed.",
    wrong_field: "The service does not accept this choice",
    wrong_field_next: "With more than 50 orders that can be renewed, tick some or choose by expiry. Otherwise see what the service says.",
    forbidden: "No permission to renew",
    forbidden_next: "A sub-account needs GSL FullAccess and billing (BSS) permissions. The main account grants them; it takes 10–15 minutes.",
    calendar_purpose: "When cards in use expire, month by month. Ordered before the 20th, a renewal is done within the month.",
    months: "Months",
    months_note: "Calendar months in UTC+8. Months in which nothing expires are not listed.",
    month: "Month",
    month_name: |month| month.to_owned(),
    expiring: "Cards expiring",
    renewable: "Renewable now",
    no_months: "No card in use expires",
    due_in: |month| format!("Orders with cards that expire in {month}"),
    no_due: "No card in use expires in this month",
    first_expiry: "First expiry",
    last_expiry: "Last expiry",
    action: "Action",
    renew: "Renew",
    renewing: "Renewal in progress",
    cannot: "Nothing to renew",
    summary: "Summary",
    of_all: |n, all| format!("{} of {}", count(n), count(all)),
    paid_together: |n| {
        if n == 1 {
            "1".to_owned()
        } else {
            format!("{n}, paid together")
        }
    },
    cards_for: |n, sum| format!("{}, {sum}", cards(n)),
    split: |n| {
        if n == 1 {
            "In 1 order.".to_owned()
        } else {
            format!(
                "In {n} orders, by batch. Untick an order to leave it for later; the price follows."
            )
        }
    },
    tick_all: "Tick all orders",
    none_ticked_now: "Tick an order first",
    in_effect: |day| format!("In effect by {day}"),
    first_expires: |day| format!("The first cards expire on {day}"),
    tight: "They may be off until the renewal is in effect.",
    otherwise: "If you do nothing",
    otherwise_then: |first, last| {
        if first == last {
            format!(
                "All of them stop on {first}. An expired card is deregistered and cannot be brought back."
            )
        } else {
            format!(
                "They stop from {first} to {last}. An expired card is deregistered and cannot be brought back."
            )
        }
    },
    bad_rows: |n| {
        if n == 1 {
            "1 row of the list is no card number and was skipped.".to_owned()
        } else {
            format!(
                "{} rows of the list are no card numbers and were skipped.",
                count(n)
            )
        }
    },
    template: "Template: the cards of an order",
    rest_title: "Left for later",
    rest: |n, sum| format!("{} can still be renewed for {sum}.", cards(n)),
    renew_rest: |n| format!("Renew the other {}", count(n)),
    renew_day: |n| format!("Renew {}", count(n)),
    days_title: |month| format!("Days of {month}"),
    day: "Day",
};
