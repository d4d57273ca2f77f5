//! English

use super::AddOns;
use gsl_model::can::DataType;
use gsl_model::names::{Language, term};
use gsl_model::work_order::WorkOrderType;

/// `1 card`, `12 cards`.
fn cards(n: &str) -> String {
    format!("{n} card{}", if n == "1" { "" } else { "s" })
}

/// See [`AddOns`].
pub const TEXTS: AddOns = AddOns {
    add_on_title: "Buy an add-on",
    add_on_purpose: "More data for the pool in this billing cycle.",
    no_add_on: "No add-on can be bought for this pool",
    no_add_on_carrier: "Overseas carriers have none. Activate more cards, or add members.",
    no_add_on_before: |since| {
        format!("Add-ons are for cards bought after {since}. Activate more cards, or add members.")
    },
    sizes: "Sizes",
    need_mb: "Data needed (MB)",
    need_hint: "With it, each size says how many are needed",
    each: |price| format!("{price} each"),
    needed: |mb, n, sum, price| format!("{mb} takes {n}: {sum} for {price}"),
    packages: "Packages",
    holds_at_most: |most| format!("1,000 at most in one purchase: {most}, not enough"),
    packages_hint: "1–1,000",
    quantity_bad: "Enter a whole number from 1 to 1,000",
    size_first: "Choose a size first",
    effect: "Effect",
    left_change: "Left",
    price: "Price",
    still_stopped: |left| {
        format!("{left} would be left, still not above zero: the cards stay stopped.")
    },
    comes_back: "Data is left again: the stopped cards come back.",
    this_cycle_only: |cycle, last| {
        format!("It counts in this cycle only ({cycle}, to {last} UTC+8); nothing is carried over.")
    },
    five_minutes: "It arrives about 5 minutes after the purchase.",
    add_on_rule: |carrier, since| {
        format!("{carrier}: for cards bought after {since}. Overseas carriers have no add-ons.")
    },
    pool_not_card: "Cards in a pool take no add-on of their own, only the pool does; or activate more cards, or add members.",
    no_return: "Data cannot be returned.",
    buy: "Buy",
    buy_for: |n, size, price| format!("Buy {n} × {size} for {price}"),
    bought_as: |id| format!("Bought as order {id}"),
    bought: "Bought",
    arriving: "Arriving",
    arrived: "Arrived",
    arriving_next: "It counts in the pool in about 5 minutes; this page follows by itself.",
    arrived_next: "It counts in the effective total of this cycle.",
    not_listed: "There is no such add-on, or it is older than six cycles.",
    size: "Data",
    counts_from: "Counts from",
    counts_in: term::CYCLE.en,
    left_now: "Left now",
    buy_more: "Buy another",
    card_title: "Buy add-ons for cards",
    card_purpose: "More data for single cards in this billing cycle.",
    card_steps: &["Cards and payment", "Arrival"],
    steps_label: "Steps",
    cards_missing: "The connected service does not offer add-ons for cards.",
    ways: "Ways to top up",
    way_card: "An add-on for this month: bought on this page, it adds to the data of this billing cycle. China Telecom, Unicom and Mobile physical cards only.",
    way_pool: "Cards in a pool: the add-on is bought for the pool.",
    to_pools: term::FORWARD_POOLS.en,
    way_renew: "Longer rather than more: renewal extends the validity; the data of a month stay the same.",
    way_return: "Data cannot be returned, nor cards that have too little; group several into a forward pool, or add cards to one.",
    to_new_pool: WorkOrderType::CreatePool.name(Language::En),
    none_chosen: "No card is chosen",
    none_chosen_text: "Tick cards in the card list (500 at most) and choose “Buy an add-on” there.",
    to_cards: "Card list",
    cards: "Cards",
    cards_taking: |n| format!("{} take an add-on", cards(n)),
    cards_refused: |n| format!("{} cannot", cards(n)),
    card: "Card",
    batch: term::BATCH_NUMBER.en,
    carrier: term::CARRIER.en,
    card_state: term::STATE.en,
    data_type: term::DATA_TYPE.en,
    data: |data| match data {
        DataType::General => DataType::General.name(Language::En),
        DataType::Directional => DataType::Directional.name(Language::En),
    },
    used_of: "Used of this cycle's data",
    refusal: |key, since, room| match key {
        "physical_only" => "Only physical cards take add-ons.".to_owned(),
        "other_carrier_only" => "Overseas carriers have no add-ons.".to_owned(),
        "use_pool_add_on" => "It is in a pool: the add-on is bought for the pool.".to_owned(),
        "state_unknown" | "wrong_state" | "stopped_for" | "stop_reason_unknown" => {
            "Only cards in use, or stopped for their plan, take add-ons.".to_owned()
        }
        "bought_too_early" => format!("Only cards bought after {since} take add-ons."),
        "general_data_cap" => {
            format!(
                "General data ends at 100 MB a month; {room} is left, less than the smallest add-on."
            )
        }
        other => other.to_owned(),
    },
    to_pool_add_on: |id| format!("Buy for pool {id}"),
    summary: "Summary",
    nobody: "None of these cards takes an add-on",
    split: "By carrier and size; each card is offered the smallest size that helps it. Untick a line to leave it for later.",
    tick_all: "Tick all lines",
    size_each: "Size per card",
    on_its_way: "one is on its way",
    capped: DataType::General.name(Language::En),
    comes_back_column: "Comes back",
    unit: "Per card",
    line_first: "Tick a line first",
    of_all: |n, all| format!("{n} of {all}"),
    back_in_use: "Back in use",
    paid_together: |n| {
        if n == "1" {
            n.to_owned()
        } else {
            format!("{n}, paid together")
        }
    },
    total: "Total",
    otherwise: "If you do nothing",
    otherwise_then: "Cards stopped for their plan come back with the next billing cycle.",
    rest_title: "Left for later",
    rest: |n| format!("{} can still take an add-on.", cards(n)),
    buy_rest: |n| format!("Continue with {}", cards(n)),
    orders: "Orders",
    amount: "Amount",
    back_again: |n| format!("{n} back in use"),
    stays_stopped: |n| format!("{n} stay stopped"),
    agree_title: "Acknowledge",
    agree: "It counts in this cycle only, is not carried over, and cannot be returned.",
    agree_first: "Acknowledge the terms first",
    pay: |price| format!("Pay {price}"),
    paid: "Paid",
    ended: "The orders were cancelled or have ended",
    ended_next: "Nothing was charged. They can be ordered again.",
    cards_arriving: "They arrive about 5 minutes after payment; this page follows by itself, and can be left.",
    cards_arrived: "They count in the data of this cycle.",
    expected: "Expected",
    to_card: "To the card",
    check_failed: "The service refused; nothing was ordered",
    check_failed_next: "Something about the cards has changed: leave out the card it names, or choose another size.",
    plan_gone: "This add-on is not offered any more",
    plan_gone_next: "Choose another size.",
    order_refuses: "The orders cannot be paid",
    order_refuses_next: "One of them is paid already, was cancelled or has expired. Nothing was charged; reload and follow what it says.",
    unknown_card: "A card does not exist, or is not yours",
    unknown_card_next: "Choose the cards again in the card list.",
};
