//! Add-ons of single cards: the check before, and buying for several (console.md section 13, Q5.7, Q5.8).

use std::collections::BTreeSet;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::routing::post;
use axum::{Json, Router};
use gsl_model::can::{self, Reason};
use gsl_model::carrier::Carrier;
use gsl_model::order::{SelectionRefusal, check_selection};
use gsl_model::units::Megabytes;
use gsl_model::wire::{
    AddOnCard, CardAddOnCheck, CardAddOnCheckRequest, CardAddOnOffer, CardAddOnOrders,
    CardAddOnPurchase, CardAddOnRequest,
};
use rusqlite::Connection;

use super::AppState;
use super::call::{TypedRequest, sent};
use super::orders::{known, pay_waiting};
use crate::catalog::{Catalog, Plan};
use crate::error::ApiError;
use crate::idempotency::once;
use crate::orders::add_on::{CardForAddOns, offered, order, standing};
use crate::work_orders::words;

/// Most cards of one check and of one purchase.
const MOST_CARDS: usize = 500;

/// The routes.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/v1/card-add-ons", post(buy))
        .route("/v1/card-add-ons/check", post(check))
}

/// The cards asked for, as they stand.
///
/// # Errors
/// 400: none or too many (`GSL.00011010`), one twice (`GSL.00016054`), an unknown one (`GSL.00011001`).
fn cards(
    db: &Connection,
    catalog: &Catalog,
    ids: &[i64],
    now_ms: i64,
) -> Result<Vec<CardForAddOns>, ApiError> {
    if ids.is_empty() {
        return Err(ApiError::parameter("sim_card_ids", "must name a card"));
    }
    if ids.len() > MOST_CARDS {
        return Err(ApiError::too_many_cards(
            "sim_card_ids",
            ids.len(),
            MOST_CARDS,
        ));
    }
    let mut sorted = ids.to_vec();
    sorted.sort_unstable();
    let twice: Vec<i64> = sorted
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] if a == b => Some(*a),
            _ => None,
        })
        .collect();
    if !twice.is_empty() {
        return Err(ApiError::duplicate_ids(&twice));
    }
    ids.iter()
        .map(|id| standing(db, catalog, *id, now_ms)?.ok_or_else(ApiError::no_card))
        .collect()
}

/// Why a card takes no add-on of any size on offer.
fn refusal(catalog: &Catalog, card: &CardForAddOns) -> Option<Reason> {
    let smallest = offered(catalog, card.carrier)
        .first()
        .map_or(Megabytes::ZERO, |plan| size(plan));
    can::add_on(&card.facts, smallest).err()
}

fn size(plan: &Plan) -> Megabytes {
    Megabytes::from_thousandths(plan.flow_total)
}

/// Carrier and batch number, as the rule for several cards asks.
fn selected(cards: &[&CardForAddOns]) -> Result<Vec<i64>, SelectionRefusal> {
    let pairs: Vec<(Carrier, i64)> = cards
        .iter()
        .map(|card| (card.facts.carrier, card.batch))
        .collect();
    check_selection(&pairs)
}

/// `POST /v1/card-add-ons/check`: which cards take add-ons, why the others do not, and what is offered.
///
/// # Errors
/// 400 as `cards` says.
pub async fn check(
    State(state): State<AppState>,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<CardAddOnCheck>, ApiError> {
    let TypedRequest { body, .. } = sent::<CardAddOnCheckRequest>(&uri, &headers, body).await?;
    state
        .run(move |store, now_ms| {
            let catalog = store.catalog();
            let cards = store.read(|db| cards(db, catalog, &body.sim_card_ids, now_ms))?;
            Ok(Json(checked(catalog, &cards)))
        })
        .await
}

fn checked(catalog: &Catalog, cards: &[CardForAddOns]) -> CardAddOnCheck {
    let carriers: BTreeSet<i32> = cards
        .iter()
        .filter(|card| refusal(catalog, card).is_none())
        .map(|card| card.carrier)
        .collect();
    let offers = carriers.into_iter().flat_map(|carrier| {
        let plans = offered(catalog, carrier).into_iter();
        plans.map(move |plan| CardAddOnOffer {
            carrier_type: carrier,
            price_plan_id: plan.price_plan_id.clone(),
            price_plan_name: plan.name.clone(),
            size: size(plan),
            price_cents: plan.price,
        })
    });
    CardAddOnCheck {
        cards: cards.iter().map(|card| row(catalog, card)).collect(),
        offers: offers.collect(),
    }
}

fn row(catalog: &Catalog, card: &CardForAddOns) -> AddOnCard {
    let refusal = refusal(catalog, card);
    let facts = &card.facts;
    AddOnCard {
        sim_card_id: card.id,
        cid: card.cid.clone(),
        order_id: card.batch,
        carrier_type: card.carrier,
        sim_status: facts.status.map(|status| status.code()),
        stop_reason: facts.stop.map(|stop| stop.key().to_owned()),
        data_type: facts.data_type.map(|data| data.code()),
        price_plan_name: catalog.plan(card.plan).map(|plan| plan.name.clone()),
        allowance: Megabytes::from_thousandths(
            facts.allowance.unwrap_or_default().thousandths() - card.ordered,
        ),
        ordered: Megabytes::from_thousandths(card.ordered),
        used: Megabytes::from_thousandths(card.used),
        room: can::add_on_room(facts),
        sim_pool_id: card.pool,
        refusal: refusal.map(|refusal| refusal.key().to_owned()),
        since: match refusal {
            Some(Reason::BoughtTooEarly { since }) => Some(since.to_string()),
            _ => None,
        },
    }
}

/// `POST /v1/card-add-ons`: one add-on for each card, an order for each batch number of each purchase, all or none; paid in
/// the same step or left waiting for payment.
///
/// # Errors
/// 400 as the check, `GSL.00012002` for an add-on that the cards' carrier does not offer, `GSL.00010004` for an amount that is
/// not the sum; 403 `GSL.00013007` naming the card that takes none, or what is wrong with all cards of a purchase. Nothing is
/// ordered then.
pub async fn buy(
    State(state): State<AppState>,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<CardAddOnOrders>, ApiError> {
    let TypedRequest { body, key } = sent::<CardAddOnRequest>(&uri, &headers, body).await?;
    let simulation = state.simulation();
    state
        .run(move |store, now_ms| {
            let catalog = store.catalog();
            let made = store.write(|db| {
                once(db, key.as_ref(), now_ms, |db| {
                    let mut made = bought(db, catalog, &body, now_ms)?;
                    if let Some(amount) = body.amount_cents {
                        let ids: Vec<i64> = made.orders.iter().map(|one| one.order_id).collect();
                        pay_waiting(db, catalog, &ids, amount, now_ms, simulation)?;
                        for order in &mut made.orders {
                            *order = known(db, catalog, order.order_id)?;
                        }
                    }
                    Ok((made, Vec::new()))
                })
            })?;
            Ok(Json(made))
        })
        .await
}

fn bought(
    db: &Connection,
    catalog: &Catalog,
    body: &CardAddOnRequest,
    now_ms: i64,
) -> Result<CardAddOnOrders, ApiError> {
    let named = |purchase: &CardAddOnPurchase| purchase.sim_card_ids.clone();
    let ids: Vec<i64> = body.purchases.iter().flat_map(named).collect();
    let all = cards(db, catalog, &ids, now_ms)?;
    let mut made = CardAddOnOrders::default();
    for purchase in &body.purchases {
        let mine = |card: &&CardForAddOns| purchase.sim_card_ids.contains(&card.id);
        let cards: Vec<&CardForAddOns> = all.iter().filter(mine).collect();
        one_purchase(
            db,
            catalog,
            &cards,
            &purchase.price_plan_id,
            now_ms,
            &mut made,
        )?;
    }
    Ok(made)
}

/// The orders of one purchase, after its cards have been judged.
fn one_purchase(
    db: &Connection,
    catalog: &Catalog,
    cards: &[&CardForAddOns],
    plan: &str,
    now_ms: i64,
    made: &mut CardAddOnOrders,
) -> Result<(), ApiError> {
    for card in cards {
        if let Some(refusal) = refusal(catalog, card) {
            return Err(refused(card, &refusal));
        }
    }
    let batches = selected(cards).map_err(|refusal| ApiError::add_on_refused(together(refusal)))?;
    let carrier = cards.first().map_or(0, |card| card.carrier);
    let plan = offered(catalog, carrier)
        .into_iter()
        .find(|offered| offered.price_plan_id == plan)
        .ok_or_else(ApiError::no_plan)?;
    for card in cards {
        can::add_on(&card.facts, size(plan)).map_err(|refusal| refused(card, &refusal))?;
    }
    for batch in batches {
        let of_batch: Vec<i64> = cards
            .iter()
            .filter(|card| card.batch == batch)
            .map(|card| card.id)
            .collect();
        let made_now = known(db, catalog, order(db, plan, &of_batch, now_ms)?)?;
        made.total_cents = made
            .total_cents
            .saturating_add(made_now.price_cents.unwrap_or(0));
        made.orders.push(made_now);
    }
    Ok(())
}

fn refused(card: &CardForAddOns, reason: &Reason) -> ApiError {
    ApiError::add_on_refused(format!("card {}: {}", card.cid, words::rule(reason)))
}

fn together(refusal: SelectionRefusal) -> &'static str {
    match refusal {
        SelectionRefusal::Empty => "there is no card",
        SelectionRefusal::Carriers => "the cards are of several carriers",
        SelectionRefusal::Orders => "the cards are of more than 10 batch numbers",
    }
}
