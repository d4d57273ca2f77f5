//! English

use super::Check;
use gsl_model::checklist::{Check as Line, Outcome, Symptom};
use gsl_model::names::{Language, term};
use gsl_model::stop::Recovery;
use gsl_model::work_order::WorkOrderType;

/// English
pub static EN: Check = Check {
    purpose: "For a card without service, suddenly without, or dropping: what data can tell is decided here, the rest says where to look.",
    number: "Container ID, MSISDN or IMEI",
    number_hint: "Spaces are fine, and so is the number printed on the card that ends in a letter.",
    number_empty: "Enter a number.",
    symptom: "Symptom",
    symptom_name: |symptom| match symptom {
        Symptom::NoService => "Never had service",
        Symptom::SuddenlyNone => "Suddenly no service",
        Symptom::Drops => "Comes and goes",
        Symptom::WeakSignal => "Weak signal",
    },
    place: "Where the device is (optional)",
    place_hint: "City or county, such as “Longyan”, to check for high-risk regions.",
    run: "Check",
    not_found: |number| format!("No card has the number {number}"),
    several: "Several cards match. Choose one:",
    result: "Result",
    to_card: "Open the card",
    tally: |failed, by_hand, passed| {
        format!("{failed} failed, {by_hand} to check by hand, {passed} passed")
    },
    outcome: |outcome| match outcome {
        Outcome::Passed => "Passed",
        Outcome::ByHand => "Check by hand",
        Outcome::Failed => "Failed",
    },
    line: |line| match line {
        Line::Network => term::NETWORK.en,
        Line::Apn => "APN",
        Line::Roaming => "Data roaming",
        Line::State => term::CARD_STATE.en,
        Line::Data => "Data left",
        Line::Threshold => WorkOrderType::Threshold.name(Language::En),
        Line::CutNet => "Single cut-off",
        Line::RealName => "Real-name",
        Line::PermittedUse => "Permitted use",
        Line::Directional => "Directional list",
        Line::Region => "High-risk and border regions",
        Line::BoundArea => term::AREA.en,
        Line::Frozen => "Frozen",
        Line::Device => "Device binding",
        Line::Restart => "Restart and network reset",
        Line::MissingEntries => "Drops: directional entries",
        Line::OtherModule => "Drops: another module",
        Line::Signal => "Signal",
    },
    by_hand: |line| match line {
        Line::Network => "See which network the device supports and uses.",
        Line::Apn => {
            "Compare the APN on the device, upper or lower case; give its name the same value."
        }
        Line::Roaming => "Turn data roaming on in the device.",
        Line::State => "The service does not tell the state; refresh later.",
        Line::Data => "Ask for the usage of now.",
        Line::Threshold => "Look at the threshold that is set.",
        Line::CutNet => "See whether data were cut.",
        Line::RealName => {
            "Enterprise real-name is the default; only cards that need a person's wait for it."
        }
        Line::PermittedUse => {
            "IoT devices only, never a phone: cards used in one are stopped for good."
        }
        Line::Directional => {
            "Every IP and domain the device needs must be in the order's directional list."
        }
        Line::Region => {
            "See where the device is: high-risk regions take local cards only, border areas may be limited too."
        }
        Line::BoundArea => "The device must be in the province the card is bound to.",
        Line::Frozen => {
            "The console has no such data; ask a Huawei engineer. A frozen CM card can be neither used nor changed, a CU card's state cannot be changed."
        }
        Line::Device => "A card moved to another device has to be bound again.",
        Line::Restart => {
            "Restart the device. Still nothing: reset the network – suspend, resume 15 minutes later."
        }
        Line::MissingEntries => "Add the directional entries that are missing.",
        Line::OtherModule => "Unbind the card and try another module.",
        Line::Signal => {
            "Compare another place or device: base stations, interference or the device itself."
        }
    },
    unknown: "No data.",
    network: |is, offered| format!("The device uses {is}; this card works with {offered}."),
    networks: |offered| format!("This card works with {offered}."),
    apn: |apn| format!("It should be {apn}."),
    no_apn: "Overseas cards have no common APN: set it as the plan says.",
    left: |mb| format!("{mb} left in this cycle."),
    over: |mb| format!("{mb} over in this cycle."),
    in_pool: "The pool's data serve it, and the pool has not stopped it.",
    nothing_counts: "Nothing counts before activation.",
    no_threshold: "No threshold is set.",
    threshold: |quota, used| match used {
        Some(used) => format!("Threshold {quota}, {used} used in this cycle."),
        None => format!("Threshold {quota}; usage not known."),
    },
    threshold_zero: "The threshold is 0: data is cut at the first byte.",
    cut: |cut| {
        if cut {
            "Data is cut by hand."
        } else {
            "Data is not cut."
        }
    },
    cut_note: "Single cut-off exists for China Telecom only: it cuts data, the card stays in use.",
    threshold_note: "Threshold cut-off: China Telecom without restriction; China Mobile and Unicom cards must be in a pool.",
    resume_note: "“Resume” ends only a suspension by the user; any other stop ends only as said below.",
    user_note: "Resume it alone or in bulk; 1–2 working days.",
    real_named: |done| {
        if done {
            "Real-name done."
        } else {
            "No real-name."
        }
    },
    general: "General data: nothing restricts where it goes.",
    directional: "Directional data: only the addresses listed can be reached.",
    no_place: "No place is given.",
    border: "This province has border areas, where service may be limited besides.",
    bound_area: |area, inside| {
        let where_ = match inside {
            Some(true) => "The device is inside.",
            Some(false) => "The device is outside.",
            None => "The device's province is not known.",
        };
        format!("Bound to {area}. {where_}")
    },
    no_bound_area: "Bound to no area.",
    frozen: |frozen| {
        if frozen {
            "Frozen by the carrier."
        } else {
            "Not frozen."
        }
    },
    bound: |imei| format!("In the device it is bound to, IMEI {imei}."),
    not_bound_yet: "Not bound yet: its first activation in a device binds it.",
    signal: |level| format!("Signal level {level} (1 poor – 4 excellent)."),
    stop_unknown: "Suspended; the service does not say why.",
    remedies: "What to do",
    set_threshold: "Set the threshold",
    restore_net: WorkOrderType::RestoreNet.name(Language::En),
    not_now: |action, why| format!("{action}: not now, {why}"),
    recovery: |recovery| match recovery {
        Recovery::BuyAddOn => "Buy an add-on",
        Recovery::ChangeThreshold => "Raise or cancel the threshold",
        Recovery::PoolRemedies => {
            "Refill the pool: activate more cards, add cards of the same plan, or buy a pool add-on"
        }
        Recovery::Resume => "Resume",
        Recovery::Engineer => "Ask a Huawei engineer",
        Recovery::Rebind => WorkOrderType::Rebind.name(Language::En),
        Recovery::RebindByCarrier => "Rebinding by the carrier, 1–3 working days",
        Recovery::RealName => "Finish the personal real-name; it then returns by itself",
        Recovery::TopUpAccount => "Top up in the Billing Center",
        Recovery::Nothing => "It cannot be brought back",
    },
    real_time: "Ask for usage now",
    copy_apn: "Copy the APN",
    region_checker: "Check regions",
    directional_entries: "Compare and complete the order's directional entries",
    engineer: "Ask a Huawei engineer",
    region_purpose: "In high-risk regions only cards of the local carrier may be used; others get stopped. Check before shipping and installing.",
    carrier: term::CARRIER.en,
    region_place: "Region",
    region_hint: "City, county or province, in Chinese or pinyin, such as “Fujian Longyan”.",
    local_only: |place| format!("{place}: high-risk. Local carrier's cards only."),
    partly: |province, places| {
        format!("{province}: high-risk in part: {places}. Enter the city or county.")
    },
    allowed: |place| format!("{place}: not on the list of high-risk regions, allowed."),
    no_table: "There is no list of high-risk regions for overseas cards.",
    table: |carrier| format!("High-risk regions of {carrier}"),
    province: "Province",
    places: "Places",
    whole: "The whole province",
    between: ", ",
};
