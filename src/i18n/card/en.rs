//! Card detail in English.

use super::{Advice, Card, Device, Facts, Period, Tabs, Usage, Validity};
use crate::i18n::common;
use gsl_model::can::DataType;
use gsl_model::card::{CardForm, DeviceState, SimType};
use gsl_model::carrier::Carrier;
use gsl_model::names::{Language, term};
use gsl_model::stop::Recovery;

/// English
pub static EN: Card = Card {
    title: "Card details",
    breadcrumb: "Breadcrumb",
    copy_of: |what| format!("Copy {what}"),
    copy_facts: "Copy for a ticket",
    apn: "APN",
    apn_how: "How to set the APN",
    apn_overseas: "Overseas cards have no common APN: see the plan, or ask a Huawei engineer",
    missing: "This card cannot be found",
    missing_purged: "It may have been removed: deregistered cards leave 2 months after expiry, suspended ones 12 months after. Or it was transferred to another account, as its work orders show, or has always belonged to one.",
    back_to_list: "Back to the card list",
    advice: Advice {
        open_pool: "Open its pool",
        label: "What the state means and what to do",
        over: |used, plan, beyond| {
            format!("Used {used} of {plan} in this billing cycle: {beyond} over.")
        },
        now: "To bring it back now: ",
        recovery: |recovery, carrier| match (recovery, carrier) {
            (Recovery::BuyAddOn, _) => {
                "buy an add-on for this month; the card returns to in use once it arrives."
            }
            (Recovery::ChangeThreshold, _) => "raise or cancel its data threshold.",
            (Recovery::PoolRemedies, _) => {
                "activate more of the pool's cards, add cards of the same plan, or buy a pool add-on."
            }
            (Recovery::Resume, _) => "resume it; back in use within 1–2 working days.",
            (Recovery::Engineer, _) => "ask a Huawei engineer to check the cause.",
            (Recovery::Rebind, Carrier::Telecom) => {
                "rebind it (ordinary) to the new device and restart the device after 5 minutes. At most 2 rebinds succeed per card and calendar month."
            }
            (Recovery::Rebind, _) => {
                "if its device was changed, rebind it (ordinary), about 3 working days."
            }
            (Recovery::RebindByCarrier, _) => "have the carrier rebind it, 1–3 working days.",
            (Recovery::RealName, _) => {
                "complete the personal real-name; the card then returns to in use by itself, no resume needed."
            }
            (Recovery::TopUpAccount, _) => {
                "top up in the Billing Center; it returns when the arrears are settled."
            }
            (Recovery::Nothing, _) => {
                "it cannot be brought back. A card that was not renewed is deregistered by itself, for good."
            }
        },
        rebinds_left: |n| format!(" {n} left this month."),
        threshold: |mb| format!(" Threshold now: {mb}."),
        else_back_on: |day| {
            format!(
                "Otherwise it returns by itself with the next billing cycle, on {day} at 00:00 (UTC+8)."
            )
        },
        only_back_on: |day| {
            format!(
                "It returns by itself with the next billing cycle, on {day} at 00:00 (UTC+8); nothing else helps in this cycle."
            )
        },
        phone: "A card that was used in a phone cannot be brought back: IoT cards are for IoT devices only.",
        no_reason: "The service gave no stop reason. Refresh to ask again; if it stays missing, contact a Huawei engineer.",
        cut_net: "Data cut off by a user (single cut-off): the card stays in use and its validity goes on counting.",
        cleaned_out: |day| format!("It is removed from view from {day} on."),
        data_cut_in_use: "The card still shows as in use, but its data is cut.",
    },
    validity: Validity {
        title: "Validity",
        term: |term| format!("Bought for {term}, counted from activation, not from the order"),
        term_unknown: "Counted from activation, not from the order",
        years: |n| {
            if n == 1 {
                "1 year".to_owned()
            } else {
                format!("{n} years")
            }
        },
        how: "How validity is counted",
        how_before: "Nothing counts before activation: in the silent or test period there is no charge and validity does not run.",
        how_activation: "Three ways to activate: power-up, the console, or by force when the period ends.",
        how_mainland: "The silent period of physical cards of the Chinese mainland is 6 months; unused cards are activated by force on the 1st of the month after.",
        how_overseas: "Overseas physical cards have no silent period; their test period is 6 months, then activation is forced.",
        how_from_activation: "Validity is the 1 or 3 years bought, from activation, not from the order.",
        how_monthly: "Data is granted monthly and reset to zero with each billing cycle; nothing carries over.",
        bought: "Ordered",
        silent: "Silent period",
        test: "Test period",
        period_note: |length| format!("{length}, no charge"),
        until: |day| format!("until {day}"),
        forced_mainland: |days, day| {
            format!(
                "{} to forced activation on {day}, the 1st of the month after",
                (common::EN.days)(days)
            )
        },
        forced_overseas: |days, day| {
            format!(
                "{} to forced activation on {day}, when it ends",
                (common::EN.days)(days)
            )
        },
        ended_by_activation: "ended with activation",
        forced_due: "forced activation is due; the state lags by up to a day",
        activated: "Activated",
        not_yet: "not yet",
        expires: "Expires",
        days_left: |days| format!("{} left", (common::EN.days)(days)),
        expired_ago: |days| format!("expired {} ago", (common::EN.days)(days)),
        expires_today: "expires today",
        after_activation: "counts from activation",
        at_the_latest: |day| format!("on {day} at the latest"),
        not_told: "not provided by the service",
    },
    period: Period {
        title: "Current billing cycle",
        dates: |from, to| format!("{from} to {to} (UTC+8)"),
        rule: |carrier| match carrier {
            Carrier::Unicom => "China Unicom: from the 27th of the month before to the 26th",
            Carrier::Mobile => "China Mobile: the calendar month",
            Carrier::Telecom => "China Telecom: the calendar month",
            Carrier::Overseas => "Overseas: the calendar month",
        },
        days_left: |days| format!("{} left in this cycle", (common::EN.days)(days)),
        used: "Used",
        plan: term::PLAN.en,
        left: "Left",
        beyond: "Over",
        used_of: |used, plan| format!("{used} used of {plan}"),
        formula: "Left = plan + add-ons − used; negative means over. Reset to zero with each cycle, nothing carries over.",
        query_now: "Query now",
        querying: "Asking the carrier",
        queried: "Usage up to this moment received",
        nothing_counts: "Not activated yet: no charge and no usage.",
        over: "Deregistered: no current usage.",
        first_on: |day| {
            format!(
                "No figure for this cycle yet. The first one comes on {day}; until then the card can be queried."
            )
        },
        first_due: |day| {
            format!(
                "No figure for this cycle yet; the first one was due on {day}. The card can be queried now."
            )
        },
        before: |cycle, from, to| format!("Cycle {cycle}, {from} to {to}"),
        no_figures: "The service gave no usage for this card; it can be queried now.",
        in_forward_pool: "In a forward pool: cards share its data. One card may use up to the pool's effective total; the plan is what it contributes.",
        in_back_pool: "In a backward pool: pay by use, no cap per card by default.",
        failed: "The real-time query failed",
    },
    tabs: Tabs {
        label: "Card sections",
        usage: "Usage",
        basic: "Basic data",
        device: "Device",
    },
    usage: Usage {
        months: "Last six billing cycles",
        days: "Daily usage",
        cycle: term::CYCLE.en,
        from_to: "From – to",
        used_mb: "Used (MB)",
        day: "Day",
        running: "running",
        months_chart: "Usage of the last six billing cycles; the figures are in the table beside it",
        days_chart: |month| format!("Daily usage in {month}; the figures can be shown as a table"),
        month: "Month",
        this_month: |month| format!("This month {month}"),
        last_month: |month| format!("Last month {month}"),
        show_table: "Show data table",
        total: "Total",
        no_days: "No usage recorded in this month",
        no_days_text: "Daily usage can be seen the day after, by days of UTC+8.",
        not_counted: "No usage yet",
        not_counted_text: "Usage counts from activation and can be seen the day after.",
        days_note: "Days of UTC+8, 0:00 to 24:00; today's usage can be seen tomorrow.",
        unicom_note: "China Unicom's cycle begins on the 27th, not with the month: the month's total is not the cycle's usage.",
    },
    facts: Facts {
        identifiers: "Identifiers",
        cid: term::CONTAINER_ID.en,
        cid_note: "Nearly the ICCID printed on the card: where that ends in a letter, a digit stands here. Compare the first 19 digits.",
        iccid: "ICCID",
        sim_card_id: term::SIM_CARD_ID.en,
        sim_card_id_note: "Unique within Global SIM Link; used in API calls.",
        msisdn: "MSISDN",
        imsi: "IMSI",
        account_id: "Account ID",
        plan_group: "Plan and data",
        plan: term::PLAN_NAME.en,
        flow_total: "Data per cycle",
        data_type: term::DATA_TYPE.en,
        general: DataType::General.name(Language::En),
        directional: DataType::Directional.name(Language::En),
        by_default: " (by the default rule)",
        pool: "Pool",
        forward_pool: term::FORWARD_POOL.en,
        back_pool: term::BACKWARD_POOL.en,
        no_pool: "Not pooled",
        threshold: term::THRESHOLD.en,
        threshold_off: "Not set",
        threshold_zero: "0 MB: cut at the first byte",
        threshold_none: "No limit",
        cut_net: "Single cut-off",
        cut: "Data cut",
        not_cut: "Not cut",
        area: term::AREA.en,
        no_area: "None",
        speed: "Speed limit",
        speed_none: "None",
        card_group: "Card",
        sim_type: term::CARD_TYPE.en,
        sim_type_name: |code| SimType::from_code(code).map(|kind| kind.name(Language::En)),
        card_form: term::CARD_FORM.en,
        form_name: |key| CardForm::from_key(key).map(|form| form.name(Language::En)),
        carrier: term::CARRIER.en,
        networks: term::NETWORK.en,
        nb_label: "The difference to NB cards",
        order: term::BATCH_NUMBER.en,
        order_link: |id| format!("Show order {id}"),
        real_name: term::REAL_NAMED.en,
        real_named: "Yes",
        not_real_named: "No",
        as_listed: "as listed, may lag",
        asked_now: "asked at the carrier just now",
        ask_now: "Query real-name now",
        asking: "Asking for the real-name state",
        overseas_no_real_name: "Real-name cannot be queried for overseas cards",
        labels: "Tags and custom attributes",
        tags: term::TAGS.en,
        attribute: |n| {
            term::ATTRIBUTES
                .get(n)
                .map(|name| name.en.to_owned())
                .unwrap_or_default()
        },
        no_attributes: "No custom attribute is enabled",
        listed_code: |code| format!("Code {code}"),
    },
    device: Device {
        title: "Current device",
        imei: "IMEI",
        node_id: term::DEVICE_ID.en,
        model: term::DEVICE_MODEL.en,
        model_note: "Of no concern for physical cards.",
        status: term::DEVICE_STATE.en,
        status_name: |code| DeviceState::from_code(code).map(|state| state.name(Language::En)),
        status_physical: "Not reported by physical cards",
        signal: "Signal strength",
        binding: "Binding to the device",
        binding_text: "Bound to its device automatically at the first activation in it; nothing to do by hand.",
        change: "Changing the device",
        change_text: |carrier| match carrier {
            Carrier::Mobile => {
                "In another device it shows as suspended (violation or device changed). Rebind it (ordinary), about 3 working days."
            }
            Carrier::Telecom => {
                "In another device it stays in use, but its data is cut. Rebind it (ordinary) to the new IMEI and restart the device after 5 minutes."
            }
            Carrier::Unicom => {
                "In another device it shows as suspended. The carrier rebinds it, 1–3 working days."
            }
            Carrier::Overseas => {
                "Nothing is stated about rebinding overseas cards; ask a Huawei engineer."
            }
        },
        rebinds: term::REBINDS_LEFT.en,
        rebinds_left: |n| format!("{n} (at most 2 succeed per card and calendar month)"),
        weak: "Weak signal",
    },
};
