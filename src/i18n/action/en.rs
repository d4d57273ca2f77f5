//! English

use super::ActionTexts;
use crate::i18n::common::EN as COMMON;
use gsl_model::action::CardAction;
use gsl_model::can::Reason;
use gsl_model::carrier::Carrier;
use gsl_model::imei::{ImeiDoubt, ImeiError, fifteen_digits};
use gsl_model::names::Language;
use gsl_model::work_order::WorkOrderType;

pub static TEXTS: ActionTexts = ActionTexts {
    title: |action, card| format!("{action}: {card}"),
    effect_label: "Effect",
    effect: |action, carrier| match (action, carrier) {
        (CardAction::Activate, _) => {
            "The card is in use; its validity and this cycle's usage begin to count."
        }
        (CardAction::Suspend, _) => {
            "Data is cut, the card is suspended (by user) and can be resumed any time."
        }
        (CardAction::Resume, _) => "The card is in use again and has data.",
        (CardAction::ResetNetwork, _) => {
            "Makes the card register again: suspend, and 15 minutes later resume."
        }
        (CardAction::Lost, _) => {
            "Suspends it first, so that no finder can use it; then shows what else is possible."
        }
        (CardAction::Rebind, Carrier::Telecom) => {
            "Unbinds the old device and binds to the new device's IMEI. The card stays in use."
        }
        (CardAction::Rebind, _) => {
            "Unbinds the old device and binds to the present one; a card stopped for a changed device is in use again."
        }
        (CardAction::Threshold, _) => {
            "Data is cut once the cycle's usage reaches the threshold, and returns with the next cycle."
        }
        (CardAction::CutNet, _) => "Cuts data only; the card stays in use.",
        (CardAction::RestoreNet, _) => "Data is back; the card's state stays as it is.",
        (CardAction::SpeedLimit, _) => "Limits the data rate; the plan's volume stays as it is.",
        (CardAction::BindArea, _) => {
            "The card works in the chosen province only, from the moment the work order is completed."
        }
        (CardAction::ClearRealName, _) => "Deletes the real-name data registered for this card.",
        (CardAction::QueryRealName, _) => {
            "Asks the carrier for the real-name state of now; changes nothing."
        }
        // Actions without a dialog are described on the bulk pages.
        _ => "",
    },
    duration_label: "Takes",
    working_days: |least, most| match (least, most) {
        (1, 1) => "1 working day".to_owned(),
        (least, most) if least == most => format!("{most} working days"),
        _ => format!("{least}–{most} working days"),
    },
    at_once: "A moment",
    until: |day| format!(", by {day} at the latest"),
    accelerated: |least, most| format!(" (this service is accelerated: about {least}–{most} s)"),
    mind_label: "Note",
    mind: |action, carrier| match (action, carrier) {
        (CardAction::Activate, _) => &[
            "Power-up does it too: about 30 s after the card is in a device.",
            "Without service after 10 minutes, set name and APN on the device, upper or lower case.",
            "Validity runs from the day of activation; it cannot be paused or refunded.",
        ],
        (CardAction::Suspend, _) => &[
            "Validity goes on counting; nothing is refunded.",
            "Mostly done within 10 minutes; if not after 30, it can be tried again.",
        ],
        (CardAction::Resume, _) => {
            &["Ends only a suspension by the user; every other stop has its own remedy."]
        }
        (CardAction::CutNet, _) => &["Validity goes on counting. “Restore data” takes it back."],
        (CardAction::Rebind, Carrier::Telecom) => &[
            "Wait 5 minutes once it is done, then restart the device.",
            "At most 2 succeed per card and calendar month.",
        ],
        (CardAction::Rebind, Carrier::Mobile) => {
            &["China Mobile offers the ordinary rebind only, done within 3 working days."]
        }
        (CardAction::Threshold, _) => &[
            "Any China Telecom card may have one; China Mobile and Unicom cards must be in a pool.",
        ],
        (CardAction::BindArea, _) => &["In other provinces its data is cut."],
        (CardAction::SpeedLimit, Carrier::Unicom) => {
            &["China Unicom cards need a person's real-name first."]
        }
        (CardAction::ClearRealName, _) => {
            &["Cards that need a person's real-name cannot be used until it is done again."]
        }
        _ => &[],
    },
    suspend_many: "For several cards select them in the list and suspend them in bulk.",
    irreversible: |action| match action {
        CardAction::Activate => {
            Some("I know that activation cannot be undone and starts the validity")
        }
        CardAction::ClearRealName => {
            Some("I know that the data cannot be brought back, only registered again")
        }
        _ => None,
    },
    tick_first: "Tick the box first",
    rebinds_left: |n| format!("{n} successful rebinds left this month."),
    submit: |action| action.to_owned(),
    not_now: |action| format!("{action}: not possible now"),
    reason: |rules, reason| match reason {
        Reason::StateUnknown => "The service does not tell the card's state.".to_owned(),
        Reason::WrongState { is, needs } => {
            let needs: Vec<_> = needs.iter().map(|one| (rules.status)(*one)).collect();
            format!(
                "The card's state is {}; it must be {}.",
                (rules.status)(is),
                needs.join(" or ")
            )
        }
        Reason::OtherCarrierOnly { is, offered_by } => {
            let by: Vec<_> = offered_by.iter().map(|one| (rules.carrier)(*one)).collect();
            format!(
                "Only for cards of {}; this one is from {}.",
                by.join(" and "),
                (rules.carrier)(is)
            )
        }
        Reason::AtTheCarrier { carrier } => {
            format!(
                "{} does it itself on request, 1–3 working days.",
                (rules.carrier)(carrier)
            )
        }
        Reason::PhysicalOnly => "Physical cards only.".to_owned(),
        Reason::TriCarrierOnly => "Tri-carrier cards only.".to_owned(),
        Reason::StoppedFor { reason } => format!(
            "It is stopped for another reason ({}), not by a user. {}",
            (rules.reason)(reason),
            (rules.remedy)(reason)
        ),
        Reason::StopReasonUnknown => {
            "Why it is stopped is not known; only a suspension by the user can be resumed."
                .to_owned()
        }
        Reason::PooledOnly { carrier } => {
            format!("{} cards must be in a pool.", (rules.carrier)(carrier))
        }
        Reason::UsePoolAddOn => "Pooled cards take the pool's add-on.".to_owned(),
        Reason::BoughtTooEarly { since } => format!("Only for cards bought after {since}."),
        Reason::GeneralDataCap { cap, room } => {
            format!(
                "General data ends at {} MB per card and month, add-ons included; {room} MB are left, less than the smallest add-on.",
                cap.whole_mb()
            )
        }
        Reason::OrdinaryRebindOnly { carrier } => {
            format!(
                "{} offers the ordinary rebind only.",
                (rules.carrier)(carrier)
            )
        }
        Reason::NoRebindLeft { per_month } => {
            format!(
                "All {per_month} successful rebinds of this month are used; try next calendar month."
            )
        }
        Reason::RealNameFirst => "A person's real-name comes first.".to_owned(),
        Reason::NotRealNamed => "This card has no real-name data.".to_owned(),
        Reason::AlreadyCut => "Data is cut already.".to_owned(),
        Reason::NotCut => "Data is not cut.".to_owned(),
    },
    under_way: |order| format!("Work order {order} with the same action is still in progress."),
    not_offered: "The connected service does not offer it.",
    too_many: "Add-ons are bought for 500 cards at most at a time",
    sent: |action, card| format!("{action} submitted: {card}."),
    order: |order| format!("Work order {order}"),
    expected: |at| format!("Expected by {at} at the latest."),
    real_named: |done| {
        if done {
            "Real-name done"
        } else {
            "No real-name"
        }
    },
    real_named_unknown: "The carrier did not tell the real-name state.",
    real_name_note: "Enterprise real-name is the default; only cards that need a person's have to be registered by that person.",
    column: "Actions",
    more: "More",
    more_of: |card| format!("More actions for {card}"),
    of_card: |action, card| format!("{action} {card}"),
    unfold: "All facts",
    check: "Check",
    labels: "Tags and custom attributes",
    pending_short: |action| format!("{action}: in progress"),
    pending_label: "Work orders in progress",
    pending: |action| format!("{action} is in progress."),
    pending_other: "A work order",
    finished: |card, action| format!("{card}: {action} is done"),
    failed: |card, action, why| format!("{card}: {action} has failed. {why}"),
    fill_in: "Fill in the fields above first",
    threshold: "Threshold",
    threshold_set: "Set a threshold",
    threshold_cancel: WorkOrderType::CancelThreshold.name(Language::En),
    threshold_none_set: "No threshold is set.",
    threshold_mb: "Threshold (MB)",
    threshold_hint: "0 = cut at the first byte; −1 = no limit; otherwise MB per billing cycle.",
    threshold_zero: "0: data is cut at the first byte.",
    threshold_never: "−1: no limit, data is never cut.",
    threshold_at: |size| {
        format!(
            "Data is cut when the cycle's usage reaches {size}, and returns with the next cycle."
        )
    },
    threshold_passed: |used| format!(" {used} are used already: data will be cut at once."),
    threshold_bad: "Enter 0, −1 or a positive whole number.",
    area: "Province",
    speed: "Speed limit",
    speed_choose: "Choose",
    speed_none: "No limit",
    speed_many: "Carriers offer different speeds; cards whose carrier does not offer this one are left out.",
    rebind: "Kind of rebind",
    rebind_ordinary: "Ordinary: clears the old device, binds to the one in use",
    rebind_fixed: "Fixed device: binds to the IMEI given",
    rebind_ordinary_only: "China Mobile offers the ordinary rebind only.",
    imei_hint: "15 digits; spaces and hyphens are fine. Most devices show it after dialling *#06#.",
    imei_fine: "15 digits, and the check digit fits.",
    imei_error: |error| match error {
        ImeiError::Empty => "Enter the IMEI.".to_owned(),
        ImeiError::NotDigits(bad) => (COMMON.not_a_digit)(bad),
        ImeiError::SpoiledBySpreadsheet => {
            "A spreadsheet turned it into a figure; its digits are lost.".to_owned()
        }
        ImeiError::NoCheckDigit { imei } => format!(
            "14 digits: the last one, the check digit, is missing. With it the IMEI is {}.",
            fifteen_digits(imei)
        ),
        ImeiError::Imeisv { imei } => format!(
            "16 digits are an IMEISV: leave off the last two, the software version, and add the check digit. The IMEI is {}.",
            fifteen_digits(imei)
        ),
        ImeiError::WrongLength { digits } => {
            format!("An IMEI has 15 digits; these are {digits}.")
        }
    },
    imei_doubt: |doubt| {
        match doubt {
        ImeiDoubt::Zeros => {
            "All digits are 0: devices without an IMEI of their own report that. Compare with the device's label.".to_owned()
        }
        ImeiDoubt::CheckDigit { expected } => format!(
            "The last digit does not fit the others, {expected} would: a digit is probably mistyped. Compare with the device; it can be sent all the same."
        ),
    }
    },
    imei_in_file: "Each card's IMEI is taken from the file's IMEI column.",
};
