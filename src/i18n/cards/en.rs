use super::{CardColumn, Cards, Cell, Empty, Filter, Peek, Prefs, Selection, Table, Views};
use crate::i18n::format::counted;
use crate::routes::card_filter::Field;
use gsl_model::can::DataType;
use gsl_model::card::{DeviceState, SimType};
use gsl_model::names::{Language, term};
use gsl_model::order::{OrderStatus, OrderType};

/// English
pub static EN: Cards = Cards {
    title: "Card list",
    purpose: "State, stop reason and this cycle's usage of every card.",
    filter: Filter {
        label: "Filter",
        placeholder: "Add a filter, paste card numbers or drop a file",
        fold: |count| match count {
            0 => "Filters".to_owned(),
            count => format!("Filters ({count})"),
        },
        pick_file: "Filter by a file of card numbers (CSV, XLSX)",
        reading_file: |name| format!("Reading {name}"),
        file_unreadable: |name| {
            format!(
                "{name} can't be read. Save it as .xlsx or .csv, without a password, and try again."
            )
        },
        file_no_numbers: |name| format!("{name} has no column with card numbers."),
        file_rows: |n| {
            if n == "1" {
                "1 row left out, it has no card number: ".to_owned()
            } else {
                format!("{n} rows left out, they have no card number: ")
            }
        },
        list_gone: "expired list",
        list_lost: "This list has expired. Paste the numbers or drop the file again.",
        field: |field| match field {
            Field::Number => term::CONTAINER_ID.en,
            Field::Msisdn => "MSISDN",
            Field::Imei => "IMEI",
            Field::List => term::CARD_NUMBERS.en,
            Field::Status => term::CARD_STATE.en,
            Field::Reason => term::STOP_REASON.en,
            Field::Carrier => term::CARRIER.en,
            Field::Plan => term::PLAN.en,
            Field::Order => term::BATCH_NUMBER.en,
            Field::Pool => term::FORWARD_POOL.en,
            Field::Tag => term::TAG.en,
            Field::Expire => "Expires",
            Field::Stopped => "Stopped since",
            Field::Used => "Used data",
            Field::Left => "Data left",
            Field::RealNamed => term::REAL_NAMED.en,
            Field::SimType => term::CARD_TYPE.en,
            Field::Device => term::DEVICE_STATE.en,
            Field::Retention => "Number retention",
            Field::Attribute(slot) => attribute(slot.number()),
        },
        token: |field, value| format!("{field} = {value}"),
        ask_text: "Type and press Enter",
        ask_number: "Type the number and press Enter; a printed number that ends in a letter is found by its first 19 digits",
        ask_ids: "Type ids, several with commas, and press Enter",
        ask_range: "Type a range in MB, such as 10..200, ..50 or 100.., and press Enter",
        ask_days: "Type a number of days (1–3650) and press Enter",
        ask_choice: "Choose one or several",
        properties: "Properties",
        values: "Values",
        numbers: "Card number",
        nothing: "No such property or value",
        starts_with: |text| format!("{text}… (beginning)"),
        range: |min, max| match (min, max) {
            (Some(min), Some(max)) => format!("{min}–{max} MB"),
            (Some(min), None) => format!("at least {min} MB"),
            (None, Some(max)) => format!("at most {max} MB"),
            (None, None) => String::new(),
        },
        within: |days| format!("within {days} days"),
        stopped_within: |days| match days {
            1 => "today".to_owned(),
            2 => "yesterday or today".to_owned(),
            days => format!("in the last {days} days"),
        },
        sim_type: |code| {
            SimType::from_code(code).map_or("Unknown type", |kind| kind.name(Language::En))
        },
        device: |code| {
            DeviceState::from_code(code).map_or("Unknown state", |state| state.name(Language::En))
        },
        hidden: "hidden",
        list: |n| {
            if n == "1" {
                "1 card number".to_owned()
            } else {
                format!("{n} card numbers")
            }
        },
        list_loading: "Reading the list",
        ids_more: |first, more| format!("{first} and {} more", more.saturating_sub(1)),
        remove: |what| format!("Remove filter: {what}"),
        clear: "Clear all filters",
        not_understood: |what| {
            format!(
                "The connected service cannot filter by “{what}”; this condition is not applied."
            )
        },
        pasted: |total, found| {
            format!(
                "The list has {}; {} found.",
                counted(total, "number"),
                counted(found, "card")
            )
        },
        all_found: "All found.",
        named_again: |n| format!("{}.", counted(n, "duplicate")),
        ambiguous: |n| format!("{n} mean several cards and are left out; give the whole number: "),
        not_found: |n| format!("{n} not found: "),
        not_found_more: |n| format!(" and {n} more"),
        spoiled: |n| {
            format!(
                "{n} spoiled by a spreadsheet (8.98E+19); the original can't be recovered, copy again as text: "
            )
        },
        doubtful: |n| {
            format!(
                "{n} end in a row of zeros, as spreadsheets leave them; they count where there is such a card, please compare: "
            )
        },
        bad: |n| format!("{n} not card numbers, left out: "),
        digits: |n| format!("{n} digits"),
        paste_nothing: "There is no complete card number in what was pasted.",
        paste_failed: "The list of card numbers did not reach the service.",
        sending_list: |n| format!("Looking up {n} card numbers"),
        copy_not_found: "Copy the numbers not found",
        lists_not_offered: "The connected service does not take lists of card numbers; search one at a time.",
    },
    views: Views {
        menu: "Views",
        menu_named: |name| format!("View: {name}"),
        save: "Save current view…",
        save_title: "Save view",
        name: "Name",
        name_hint: "Keeps the current filter and sort order, in this browser only.",
        name_taken: "A view of this name exists and will be replaced.",
        name_empty: "Type a name",
        all_cards: "All cards",
        stopped_today: "Stopped today",
        expiring: "Expiring in 30 days",
        make_default: |name| format!("Open “{name}” when entering the list"),
        no_default: |name| format!("Do not open “{name}” by default"),
        delete: |name| format!("Delete “{name}”"),
        is_default: |name| format!("{name} (default)"),
        saved: |name| format!("View “{name}” saved"),
        deleted: |name| format!("View “{name}” deleted"),
    },
    table: Table {
        caption: "SIM cards",
        column: |column| match column {
            CardColumn::Cid => term::CONTAINER_ID.en,
            CardColumn::Id => term::SIM_CARD_ID.en,
            CardColumn::Status => term::CARD_STATE.en,
            CardColumn::Node => term::DEVICE_ID.en,
            CardColumn::Imei => "IMEI",
            CardColumn::Model => term::DEVICE_MODEL.en,
            CardColumn::Imsi => "IMSI",
            CardColumn::Msisdn => "MSISDN",
            CardColumn::Plan => term::PLAN_NAME.en,
            CardColumn::Used => "Used / plan (MB)",
            CardColumn::Left => "Left (MB)",
            CardColumn::Tags => term::TAGS.en,
            CardColumn::Order => term::BATCH_NUMBER.en,
            CardColumn::Attribute(slot) => attribute(slot),
            CardColumn::Activated => "Activated",
            CardColumn::Expires => "Expires",
            CardColumn::Stopped => "Stopped since",
            CardColumn::RealNamed => term::REAL_NAMED.en,
            CardColumn::CutNet => "Single cut-off",
            CardColumn::Threshold => "Cut-off threshold (MB)",
            CardColumn::Rebinds => term::REBINDS_LEFT.en,
            CardColumn::Speed => "Speed limit (Kbps)",
            CardColumn::SimType => term::CARD_TYPE.en,
            CardColumn::DataType => term::DATA_TYPE.en,
            CardColumn::Network => "Network",
            CardColumn::Carrier => term::CARRIER.en,
        },
        attribute,
        matching: |n| {
            if n == "1" {
                "1 card matches".to_owned()
            } else {
                format!("{n} cards match")
            }
        },
        shown_selected: |n| format!("Only the {n} selected cards"),
        usage_as_of: |when| format!("Usage {when}"),
        refreshing: "Refreshing",
        select_page: "Select this page",
        select_card: |number| format!("Select {number}"),
        loading: "Reading the card list",
        range: |from, to, total| format!("{from}–{to} of {total}"),
        page_size: "Rows per page",
        per_page: |n| format!("{n} per page"),
        first_page: "First page",
        pages: "Pages",
        about: |column| format!("About “{column}”"),
        usage_note: "Data used in this billing cycle / data of the plan. Only cards in use or suspended have usage; figures are as of 24:00 yesterday (UTC+8), the refresh icon asks for real-time usage.",
        left_note: "Left = plan − used. A negative figure is the amount over the plan. As of 24:00 yesterday (UTC+8), or the moment the row was refreshed.",
        cid_note: "Nearly the ICCID printed on the card. Where the printed number ends in a letter there is a digit here; search by the first 19 digits.",
        sim_type_note: "The cards on offer are physical cards.",
        fields_missing: "The connected service does not offer this column, or has no such data",
        sort_newest: "By purchase, newest first",
    },
    cell: Cell {
        open_pool: "Open pool",
        after_activation: "After activation",
        valid_after_activation: "Counts from activation",
        over: |amount| format!("{amount} over"),
        used_of: |used, total| format!("{used} used of {total}"),
        first_figure: |day| format!("first figure {day}"),
        used_before: |cycle, used| format!("Cycle {cycle}: {used} used"),
        silent_left: |days, date| {
            format!(
                "Silent period: {} left, activates by itself on {date}",
                plural(days)
            )
        },
        silent_due: "Silent period over, about to activate by itself",
        test_left: |days, date| {
            format!(
                "Test period: {} left, activates by itself on {date}",
                plural(days)
            )
        },
        test_due: "Test period over, about to activate by itself",
        expires_in: |days| format!("in {}", plural(days)),
        expired_since: |days| format!("expired {} ago", plural(days)),
        expires_today: "expires today",
        query_now: |number| format!("Real-time usage of {number}"),
        querying: |number| format!("Asking for the real-time usage of {number}"),
        queried: |number, used| format!("Real-time usage of {number}: {used}"),
        query_failed: |number, why| format!("No real-time usage of {number}: {why}"),
        cut: "Cut off",
        threshold_off: "Not set",
        threshold_zero: "0 (cut at the first byte)",
        threshold_none: "No limit",
        no_limit: "No limit",
        general: DataType::General.name(Language::En),
        directional: DataType::Directional.name(Language::En),
        unknown_code: |code| format!("Unknown ({code})"),
        data_cut_in_use: "Data is cut, but the state stays in use.",
        why: |status| format!("{status}: why and what to do"),
        phone: "IoT cards must not be used in phones; a card stopped for use in a phone cannot be brought back.",
        copy: |number| format!("Copy {number}"),
        copied: |number| format!("Copied {number}"),
        purged_note: "Deregistered cards are removed 2 months after expiry, suspended ones 12 months after.",
    },
    selection: Selection {
        label: "Selected cards",
        page_all: |n| format!("{n} on this page selected"),
        select_all: |n| format!("Select all {n} that match"),
        all: |n| format!("All {n} that match selected"),
        all_except: |n, except| format!("{n} selected (all that match, except {except})"),
        some: |n| format!("{n} selected"),
        some_elsewhere: |n, elsewhere| format!("{n} selected, {elsewhere} not on this page"),
        ended: |n| {
            format!("The filter changed: the selection of {n} under the previous one has ended")
        },
        ended_back: "Restore that filter and selection",
        only: "Show only the selected",
        show_all: "Show all again",
        clear: "Clear selection",
        too_many: "At most 500 selected cards can be shown at once",
        tag: "Tag",
        only_these: "All cards that match are selected: this list is the selection",
    },
    empty: Empty {
        fleet: "No SIM cards yet",
        fleet_text: "Card numbers and MSISDNs show here once their order is completed.",
        fleet_why: "Here one platform manages the cards of every carrier, with one integration and at a better price.",
        orders: |n| {
            if n == "1" {
                "1 order in progress:".to_owned()
            } else {
                format!("{n} orders in progress:")
            }
        },
        order: |id, plan, status| format!("{id} · {plan} · {status}"),
        order_status: |status| {
            OrderStatus::from_code(status).map_or("Unknown", |status| {
                status.name_for(OrderType::Purchase, Language::En)
            })
        },
        order_cards: |n| {
            if n == "1" {
                "1 card".to_owned()
            } else {
                format!("{n} cards")
            }
        },
        order_expected: |date| format!("expected to complete {date}"),
        no_orders: "No order is in progress.",
        no_match: "No card matches",
        list_lost: "This list has expired",
        list_lost_text: "A list of card numbers is kept until 200 newer ones have come. Paste the numbers or drop the file again.",
        list_remove: "Remove the list",
        no_match_text: "Widen or clear the filter.",
        number: |number| format!("{number} was not found"),
        number_well_formed: "The number is well formed. ",
        number_spoiled: "A spreadsheet seems to have changed this number: it keeps 15 digits and writes zeros for the rest.",
        number_spoiled_remedy: "Set the column to text and copy again from the original file; the first 19 digits printed on the card work too.",
        number_short: |n| {
            format!("A container ID has 19 or 20 digits; these {n} are searched as its beginning.")
        },
        number_gone: "Cards long past expiry are removed: deregistered ones after 2 months, suspended ones after 12 months.",
        nothing_selected: "No cards are selected",
    },
    peek: Peek {
        label: "Card beside the list",
        show: "Show beside the list",
        open: "Open card",
        previous: "Previous card",
        next: "Next card",
        page_ends: "The page ends here",
    },
    prefs: Prefs {
        open: "Columns, density, rows per page",
        title: "Table settings",
        columns: "Columns shown and their order",
        up: |column| format!("Move “{column}” up"),
        down: |column| format!("Move “{column}” down"),
        always: |column| format!("“{column}” always shows"),
        moved: |name, place, count| format!("“{name}” is now column {place} of {count}"),
        reset: "Reset to default",
        density: "Density",
        comfortable: "Comfortable",
        compact: "Compact",
        hint: "Kept in this browser only.",
    },
};

fn plural(days: i64) -> String {
    if days == 1 {
        "1 day".to_owned()
    } else {
        format!("{days} days")
    }
}

fn attribute(slot: u8) -> &'static str {
    let [.., last] = term::ATTRIBUTES;
    let at = usize::from(slot).saturating_sub(1);
    term::ATTRIBUTES.get(at).copied().unwrap_or(last).en
}
