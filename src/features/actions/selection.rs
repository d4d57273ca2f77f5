//! What can be done with the selected cards: the selection bar and the command palette draw it.

use super::offers::{Offer, Opens, WhyNot};
use crate::routes::pool_wizard::MOST_NAMED;
use crate::state::App;
use crate::state::selection::Selection;
use gsl_model::action::CardAction;

/// The bulk jobs, each of which begins on its page with a preview that tells which cards it leaves out and why; then the
/// add-ons, for cards that are named. Tracked.
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
    let named: Vec<i64> = app.selected_cards.with(|selected| match selected {
        Selection::Some(ids) if ids.len() <= MOST_NAMED => ids.iter().collect(),
        _ => Vec::new(),
    });
    let action = CardAction::AddOn;
    let missing = action.extension().is_some_and(|name| !app.client.has(name));
    offers.push(Offer {
        action,
        label: action.name(language),
        why_not: if missing {
            Some(WhyNot::NotOffered)
        } else {
            named.is_empty().then_some(WhyNot::NotNamed)
        },
        opens: Opens::AddOns(named),
    });
    offers
}
