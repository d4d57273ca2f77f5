//! What can be done with the selected cards: the selection bar and the command palette draw it.

use super::offers::{Offer, Opens, WhyNot};
use crate::routes::pool_wizard::MOST_NAMED;
use crate::state::App;
use crate::state::selection::Selection;
use gsl_model::action::CardAction;

/// The bulk jobs, each of which starts on its page with a preview of the excluded cards and the reasons; then the
/// add-ons, for as many cards as one purchase takes, and the renewal. Tracked.
#[must_use]
pub fn selection_offers(app: App) -> Vec<Offer> {
    let language = app.locale.get_untracked().language();
    let job = |action: CardAction| Offer {
        action,
        label: action.bulk_name(language),
        why_not: None,
        opens: Opens::BulkJob,
    };
    let mut offers: Vec<Offer> = CardAction::BULK.into_iter().map(job).collect();
    let action = CardAction::AddOn;
    let missing = action.extension().is_some_and(|name| !app.client.has(name));
    let (few, opens) = app.selected_cards.with(|selected| {
        let few = usize::try_from(selected.count()).is_ok_and(|count| count <= MOST_NAMED);
        let opens = match selected {
            Selection::None => Opens::AddOns(Vec::new()),
            Selection::Some(ids) => Opens::AddOns(ids.iter().take(MOST_NAMED).collect()),
            Selection::AllMatching { filter, except, .. } => {
                Opens::AddOnsMatching(filter.clone(), except.iter().collect())
            }
        };
        (few, opens)
    });
    offers.push(Offer {
        action,
        label: action.name(language),
        why_not: if app.client.read_only() {
            Some(WhyNot::ReadOnly)
        } else if missing {
            Some(WhyNot::NotOffered)
        } else {
            (!few).then_some(WhyNot::TooMany)
        },
        opens,
    });
    let action = CardAction::Renew;
    let missing = action.extension().is_some_and(|name| !app.client.has(name));
    offers.push(Offer {
        action,
        label: action.name(language),
        why_not: missing.then_some(WhyNot::NotOffered),
        opens: Opens::Renewal,
    });
    offers
}
