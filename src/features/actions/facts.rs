//! What is true of an action on a card: whether it is possible, what it asks for, how long it takes, what comes first.

use super::parameters::{ActionTarget, ParameterKind};
use crate::i18n::action::{ActionTexts, action_texts};
use crate::i18n::format;
use crate::platform::clock;
use crate::routes::card_action::CardAction;
use crate::state::App;
use gsl_model::can::{self, Action, CardFacts};
use gsl_model::figures::CardUse;
use gsl_model::iccid;
use gsl_model::state::SimStatus;
use gsl_model::wire::{SimCard, extension};
use gsl_model::work_order::WorkOrderType;
use gsl_model::zone;

/// The texts of the viewer's language.
#[must_use]
pub fn texts(app: App) -> &'static ActionTexts {
    action_texts(app.locale.get_untracked())
}

/// What the card is called: its number in groups, else its id.
#[must_use]
pub fn number(card: &SimCard) -> String {
    card.number()
        .map_or_else(|| card.sim_card_id.to_string(), iccid::group)
}

/// Why a card does not allow something now: the rules, or the same work order under way. None when it does.
#[must_use]
pub fn refusal(app: App, action: CardAction, card: &SimCard) -> Option<String> {
    // A lost card always has its dialog: what cannot be suspended has other ways on.
    if action == CardAction::Lost {
        return None;
    }
    if action == CardAction::BindArea && !app.client.has(extension::AREA) {
        return Some(texts(app).not_offered.to_owned());
    }
    refused(app, action.action(), card).or_else(|| {
        let order = under_way(action, card)?;
        Some((texts(app).under_way)(order))
    })
}

/// Why the rules refuse, in words.
#[must_use]
pub fn refused(app: App, action: Action, card: &SimCard) -> Option<String> {
    let reason = can::check(action, &CardFacts::of(card, clock::now())).err()?;
    Some((texts(app).reason)(&app.messages().rules, reason))
}

/// Why no add-on can be bought for a card: the rules, or a service without. None when one can.
#[must_use]
pub fn no_add_on(app: App, card: &SimCard) -> Option<String> {
    let facts = CardFacts::of(card, clock::now());
    let smallest = app.client.smallest_add_on(facts.carrier);
    let reason = can::add_on(&facts, smallest.unwrap_or_default()).err();
    reason
        .map(|reason| (texts(app).reason)(&app.messages().rules, reason))
        .or_else(|| {
            let missing = !app.client.has(extension::ADD_ONS);
            missing.then(|| texts(app).not_offered.to_owned())
        })
}

/// The work order under way that will do the same.
fn under_way(action: CardAction, card: &SimCard) -> Option<i64> {
    let pending = card.pending_work_orders.as_ref()?;
    let same = |key: &str| match action {
        CardAction::ResetNetwork => key == "suspend",
        _ => of_order(key) == Some(action),
    };
    pending
        .iter()
        .find(|order| order.action.as_deref().is_some_and(same))
        .map(|order| order.work_order_id)
}

/// What a work order does, by the key of its action.
#[must_use]
pub fn of_order(key: &str) -> Option<CardAction> {
    match key {
        "cancel_threshold" => Some(CardAction::Threshold),
        "rebind_fixed" => Some(CardAction::Rebind),
        "lost" => None,
        key => CardAction::from_key(key),
    }
}

/// The action a row offers at first sight: what its state leads on to; None when there is nothing but the checklist.
#[must_use]
pub fn first(app: App, card: &SimCard) -> Option<CardAction> {
    let action = match SimStatus::of(card)? {
        SimStatus::InUse => CardAction::Suspend,
        SimStatus::Suspended => CardAction::Resume,
        status if status.awaits_activation() => CardAction::Activate,
        _ => return None,
    };
    refusal(app, action, card).is_none().then_some(action)
}

/// The type of the work order an action makes; None when it makes none.
const fn order_type(action: CardAction) -> Option<WorkOrderType> {
    Some(match action {
        CardAction::Activate => WorkOrderType::Activate,
        CardAction::Suspend | CardAction::Lost => WorkOrderType::Suspend,
        CardAction::Resume => WorkOrderType::Resume,
        CardAction::Rebind => WorkOrderType::Rebind,
        CardAction::Threshold => WorkOrderType::Threshold,
        CardAction::CutNet => WorkOrderType::CutNet,
        CardAction::RestoreNet => WorkOrderType::RestoreNet,
        CardAction::SpeedLimit => WorkOrderType::SpeedLimit,
        CardAction::BindArea => WorkOrderType::BindArea,
        CardAction::ClearRealName => WorkOrderType::ClearRealName,
        CardAction::ResetNetwork | CardAction::QueryRealName => return None,
    })
}

/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;

/// How long an action takes for this card (Q9.9): `1–2 working days, by 2026-11-25 at the latest`.
#[must_use]
pub fn duration(app: App, action: CardAction, card: &SimCard) -> String {
    let t = texts(app);
    let Some(kind) = order_type(action) else {
        return t.at_once.to_owned();
    };
    let (least, most) = kind.working_days(CardFacts::of(card, clock::now()).carrier);
    let mut text = (t.working_days)(least, most);
    let scale = app.client.time_scale();
    if scale > 1 {
        let seconds = |days: u32| (i64::from(days) * DAY_MS / scale / 1000).max(1);
        text.push_str(&(t.accelerated)(seconds(least), seconds(most)));
    } else {
        let today = zone::today(clock::now());
        let last = gsl_model::workday::add_working_days(today, most);
        text.push_str(&(t.until)(&format::date(last)));
    }
    text
}

/// What an action asks for.
#[must_use]
pub const fn parameter_kind(action: CardAction) -> ParameterKind {
    match action {
        CardAction::Threshold => ParameterKind::Threshold,
        CardAction::SpeedLimit => ParameterKind::Speed,
        CardAction::BindArea => ParameterKind::Area,
        CardAction::Rebind => ParameterKind::Rebind,
        other => ParameterKind::Nothing(other.key()),
    }
}

/// The card as the parameters need it.
#[must_use]
pub fn target(card: &SimCard) -> ActionTarget {
    ActionTarget {
        carriers: vec![CardFacts::of(card, clock::now()).carrier],
        many: false,
        used: CardUse::of(card, None, clock::now())
            .figures
            .and_then(|figures| figures.used),
        threshold: card
            .exceed_cut_net_quota
            .filter(|_| card.exceed_cut_net_flag != Some(false)),
        speed: card.speed_value,
        area: card.restricted_area.clone(),
    }
}
