//! What the dialogs say of a card: its number, how long an action takes, what its parameters begin with.

use super::parameters::ActionTarget;
use crate::i18n::action::{ActionTexts, action_texts};
use crate::i18n::format;
use crate::platform::clock;
use crate::state::App;
use gsl_model::action::CardAction;
use gsl_model::carrier::Carrier;
use gsl_model::figures::CardUse;
use gsl_model::iccid;
use gsl_model::wire::SimCard;
use gsl_model::zone;

/// The texts of the viewer's language.
#[must_use]
pub fn texts(app: App) -> &'static ActionTexts {
    action_texts(app.locale.get_untracked())
}

/// What an action is called.
#[must_use]
pub fn name(app: App, action: CardAction) -> &'static str {
    action.name(app.locale.get_untracked().language())
}

/// What the card is called: its number in groups, else its id.
#[must_use]
pub fn number(card: &SimCard) -> String {
    card.number()
        .map_or_else(|| card.sim_card_id.to_string(), iccid::group)
}

/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;

/// How long an action takes for this card (Q9.9): `1–2 working days, by 2026-11-25 at the latest`.
#[must_use]
pub fn duration(app: App, action: CardAction, card: &SimCard) -> String {
    let t = texts(app);
    let Some(order) = action.order_type(false) else {
        return t.at_once.to_owned();
    };
    let (least, most) = action.working_days(order, Carrier::of(card));
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

/// The card as the parameters need it.
#[must_use]
pub fn target(card: &SimCard) -> ActionTarget {
    ActionTarget {
        carriers: vec![Carrier::of(card)],
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
