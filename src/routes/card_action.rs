//! Which dialog about a card is open: `do=suspend`.

use super::url::Params;
use gsl_model::action::CardAction;

/// The dialog that an address opens.
pub(super) fn from_url(params: &Params) -> Option<CardAction> {
    let action = CardAction::from_key(params.get("do")?)?;
    CardAction::DIALOGS.contains(&action).then_some(action)
}

/// Writes an open dialog into an address.
pub(super) fn write_url(action: Option<CardAction>, params: &mut Params) {
    if let Some(action) = action {
        params.push("do", action.key());
    }
}
