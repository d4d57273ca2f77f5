//! Undo: the opposite action, with the values that the card had before.

use crate::action::CardAction;
use crate::speed::UNLIMITED;
use crate::wire::{BulkParameters, SimCard};

/// The action that takes `action` back, and its parameters; `card` is as it was before. `None` where nothing brings back what
/// was, or where that is not known.
///
/// A limit that was not set is cancelled. A card that was bound to no province cannot be freed again, and what a device binding
/// was is not told.
#[must_use]
pub fn undo(action: CardAction, card: &SimCard) -> Option<(CardAction, BulkParameters)> {
    let mut parameters = BulkParameters::default();
    let opposite = match action {
        CardAction::Suspend => CardAction::Resume,
        CardAction::Resume => CardAction::Suspend,
        CardAction::CutNet => CardAction::RestoreNet,
        CardAction::RestoreNet => CardAction::CutNet,
        CardAction::Threshold | CardAction::CancelThreshold => {
            let set = card.exceed_cut_net_flag != Some(false);
            match card.exceed_cut_net_quota.filter(|_| set) {
                Some(quota) => {
                    parameters.quota = Some(quota.into());
                    CardAction::Threshold
                }
                None => CardAction::CancelThreshold,
            }
        }
        CardAction::SpeedLimit => {
            parameters.speed_value = Some(card.speed_value.unwrap_or(UNLIMITED));
            CardAction::SpeedLimit
        }
        CardAction::BindArea => {
            parameters.area = Some(card.restricted_area.clone()?);
            CardAction::BindArea
        }
        _ => return None,
    };
    Some((opposite, parameters))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::Consequence;

    #[test]
    fn a_suspension_is_taken_back_by_a_resumption_and_the_reverse() {
        let card = SimCard::default();
        for (action, opposite) in [
            (CardAction::Suspend, CardAction::Resume),
            (CardAction::CutNet, CardAction::RestoreNet),
        ] {
            assert_eq!(undo(action, &card).unwrap().0, opposite);
            assert_eq!(undo(opposite, &card).unwrap().0, action);
        }
    }

    #[test]
    fn a_threshold_goes_back_to_what_it_was() {
        let mut card = SimCard {
            exceed_cut_net_flag: Some(true),
            exceed_cut_net_quota: Some(2048),
            ..SimCard::default()
        };
        let (action, parameters) = undo(CardAction::Threshold, &card).unwrap();
        assert_eq!(
            (action, parameters.quota),
            (CardAction::Threshold, Some(2048))
        );
        card.exceed_cut_net_flag = Some(false);
        assert_eq!(
            undo(CardAction::Threshold, &card).unwrap().0,
            CardAction::CancelThreshold
        );
    }

    #[test]
    fn what_was_not_known_or_cannot_be_brought_back_has_no_undo() {
        let card = SimCard::default();
        assert_eq!(undo(CardAction::BindArea, &card), None);
        for action in CardAction::ALL {
            if action.consequence() != Consequence::Reversible {
                assert_eq!(undo(action, &card), None, "{action:?}");
            }
        }
    }
}
