//! What can be done with a card, judged once for every card that is read: heads, menus, rows, advice and dialogs draw it.

use super::facts::texts;
use crate::api::{calls, renewal_calls};
use crate::platform::clock;
use crate::platform::dom::fresh_key;
use crate::routes::batch::BatchView;
use crate::routes::card_filter::CardFilter;
use crate::routes::label::CheckView;
use crate::routes::pool_wizard::MOST_NAMED;
use crate::routes::{CardTab, CardsView, Route};
use crate::state::App;
use crate::state::selection::Selection;
use gsl_model::action::CardAction;
use gsl_model::can::{self, CardFacts, Reason};
use gsl_model::state::SimStatus;
use gsl_model::stop::StopReason;
use gsl_model::wire::{BulkSelection, RenewalSnapshot, SimCard, SimCardList};
use leptos::task::spawn_local;

/// Something that can be done with a card, or with the selected cards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What.
    pub action: CardAction,
    /// What it is called here.
    pub label: &'static str,
    /// Why not now; None when it can be done.
    pub why_not: Option<WhyNot>,
    /// Where it is done.
    pub opens: Opens,
}

/// Why something cannot be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// The service changes nothing.
    ReadOnly,
    /// The service lacks it.
    NotOffered,
    /// The rules.
    Rule(Reason),
    /// A work order that does the same.
    UnderWay(i64),
    /// More cards are selected than it takes at once.
    TooMany,
}

/// Where something is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opens {
    /// In the action's dialog about this card.
    Dialog(i64),
    /// On the card's page, where its tags and attributes are.
    Labels(i64),
    /// On the page where add-ons are bought, for these cards.
    AddOns(Vec<i64>),
    /// On the same page, for all cards that a filter matches but these.
    AddOnsMatching(CardFilter, Vec<i64>),
    /// On the page of bulk jobs, for the selected cards.
    BulkJob,
    /// In the renewal wizard, for this card.
    RenewCard(i64),
    /// In the renewal wizard, for the selected cards.
    Renewal,
}

impl Offer {
    /// Leads to the page where it is done; nothing happens where that is a dialog.
    pub fn go(&self, app: App) {
        if let Opens::AddOnsMatching(filter, except) = &self.opens {
            add_ons_for_matching(app, filter, except.clone());
        } else if let Opens::RenewCard(id) = self.opens {
            let ids = Some(vec![id]);
            renew(
                app,
                Some(BulkSelection {
                    ids,
                    ..BulkSelection::default()
                }),
            );
        } else if self.opens == Opens::Renewal {
            renew(
                app,
                app.selected_cards.with_untracked(Selection::for_service),
            );
        } else if let Some(page) = self.page() {
            app.nav.go(&page);
        }
    }

    /// The page where it is done; None when that is a dialog, or its cards are not known yet.
    #[must_use]
    pub fn page(&self) -> Option<Route> {
        Some(match &self.opens {
            Opens::Dialog(_) | Opens::AddOnsMatching(..) | Opens::RenewCard(_) | Opens::Renewal => {
                return None;
            }
            Opens::Labels(id) => Route::Card {
                id: *id,
                tab: CardTab::Basic,
                action: None,
            },
            Opens::AddOns(cards) => Route::card_add_on(cards.clone()),
            Opens::BulkJob => Route::Batch(BatchView {
                action: Some(self.action),
                ..BatchView::default()
            }),
        })
    }

    /// Why not now, in words.
    #[must_use]
    pub fn reason(&self, app: App) -> Option<String> {
        let t = texts(app);
        Some(match self.why_not? {
            WhyNot::ReadOnly => app.messages().common.read_only.to_owned(),
            WhyNot::NotOffered => t.not_offered.to_owned(),
            WhyNot::Rule(reason) => (t.reason)(&app.messages().rules, reason),
            WhyNot::UnderWay(order) => (t.under_way)(order),
            WhyNot::TooMany => t.too_many.to_owned(),
        })
    }
}

/// Reads the cards that a filter matches and opens the add-on page for them. Its address names every card, so that the
/// purchase covers exactly the cards shown.
pub fn add_ons_for_matching(app: App, filter: &CardFilter, except: Vec<i64>) {
    let view = CardsView {
        filter: filter.clone(),
        ..CardsView::default()
    };
    let request = calls::cards(&view, u32::try_from(MOST_NAMED).unwrap_or(u32::MAX));
    let asked_at = app.nav.address();
    spawn_local(async move {
        let answer = app.client.send::<SimCardList>(&request, None).await;
        // The viewer may have opened another page meanwhile: do not navigate away from it.
        if !app.nav.is_at(&asked_at) {
            return;
        }
        match answer {
            Ok(page) => {
                let ids = page.sim_cards.iter().map(|card| card.sim_card_id);
                let cards = ids.filter(|id| !except.contains(id)).collect();
                app.nav.go(&Route::card_add_on(cards));
            }
            Err(error) => app.tell_failure(&error),
        }
    });
}

/// Has the service look at cards, and leads to what can be renewed of them.
fn renew(app: App, cards: Option<BulkSelection>) {
    let Some(cards) = cards else {
        return;
    };
    let request = renewal_calls::look_at(cards).once(fresh_key());
    let asked_at = app.nav.address();
    spawn_local(async move {
        let answer = app.client.send::<RenewalSnapshot>(&request, None).await;
        if !app.nav.is_at(&asked_at) {
            return;
        }
        match answer {
            Ok(found) => app.nav.go(&Route::renewal_found(found.snapshot_id)),
            Err(error) => {
                let (what, next) = app.messages().errors.explain(&error);
                app.notify(true, format!("{what} {next}"));
            }
        }
    });
}

/// Everything that can be done with a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offers {
    /// In the order of the menu.
    pub list: Vec<Offer>,
    usual: CardAction,
    remedy: Option<CardAction>,
    number: Option<String>,
}

impl Offers {
    /// Judges a card as it is now.
    #[must_use]
    pub fn of(app: App, card: &SimCard) -> Self {
        let language = app.locale.get_untracked().language();
        let facts = CardFacts::of(card, clock::now());
        let id = card.sim_card_id;
        let offer = |action: CardAction, opens| Offer {
            action,
            label: action.name(language),
            why_not: why_not(app, action, card, &facts),
            opens,
        };
        let mut list: Vec<Offer> = CardAction::DIALOGS
            .into_iter()
            .map(|action| offer(action, Opens::Dialog(id)))
            .collect();
        list.push(offer(CardAction::AddOn, Opens::AddOns(vec![id])));
        list.push(offer(CardAction::Renew, Opens::RenewCard(id)));
        list.push(Offer {
            label: texts(app).labels,
            ..offer(CardAction::Tags, Opens::Labels(id))
        });
        Self {
            list,
            usual: CardAction::usual(SimStatus::of(card)),
            remedy: StopReason::of(card).and_then(|reason| {
                let ways = reason.recoveries(facts.carrier, card.is_pooled());
                ways.iter().find_map(|way| CardAction::recovering(*way))
            }),
            number: card.number().map(str::to_owned),
        }
    }

    /// One of them; None for what a single card is never offered.
    #[must_use]
    pub fn get(&self, action: CardAction) -> Option<&Offer> {
        self.list.iter().find(|offer| offer.action == action)
    }

    /// The checklist about the card; None for a card without a number.
    #[must_use]
    pub fn check(&self) -> Option<Route> {
        let number = self.number.as_deref()?;
        Some(Route::Check(CheckView::of(number)))
    }

    /// What the card's state leads on to, be it possible or not.
    #[must_use]
    pub fn usual(&self) -> Option<&Offer> {
        self.get(self.usual)
    }

    /// What ends the card's stop, if it is possible now.
    #[must_use]
    pub fn remedy_now(&self) -> Option<&Offer> {
        self.get(self.remedy?)
            .filter(|offer| offer.why_not.is_none())
    }

    /// What the card's state leads on to, if it is possible.
    #[must_use]
    pub fn usual_now(&self) -> Option<&Offer> {
        self.usual().filter(|offer| offer.why_not.is_none())
    }
}

fn why_not(app: App, action: CardAction, card: &SimCard, facts: &CardFacts) -> Option<WhyNot> {
    if app.client.read_only() && action != CardAction::QueryRealName {
        return Some(WhyNot::ReadOnly);
    }
    if action.extension().is_some_and(|name| !app.client.has(name)) {
        return Some(WhyNot::NotOffered);
    }
    let judged = if action == CardAction::AddOn {
        let smallest = app.client.smallest_add_on(facts.carrier);
        can::add_on(facts, smallest.unwrap_or_default())
    } else {
        can::check(action, facts)
    };
    judged
        .err()
        .map(WhyNot::Rule)
        .or_else(|| under_way(action, card).map(WhyNot::UnderWay))
}

/// The work order under way that will do the same. The first step of a reset is a suspension.
fn under_way(action: CardAction, card: &SimCard) -> Option<i64> {
    let same = match action {
        CardAction::ResetNetwork => CardAction::Suspend,
        other => other,
    };
    let pending = card.pending_work_orders.as_ref()?;
    pending
        .iter()
        .find(|order| of_order(order.action.as_deref()) == Some(same))
        .map(|order| order.work_order_id)
}

/// What a work order does, by the key of its action.
#[must_use]
pub fn of_order(key: Option<&str>) -> Option<CardAction> {
    CardAction::from_key(key?).map(CardAction::form)
}

/// What a work order is called.
#[must_use]
pub fn order_name(app: App, action: Option<CardAction>) -> &'static str {
    let language = app.locale.get_untracked().language();
    action.map_or(texts(app).pending_other, |action| action.name(language))
}
