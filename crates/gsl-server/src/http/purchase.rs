//! Quote and purchase (console.md section 17, Q5.1, Q5.3).

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use gsl_model::order::{
    CARD_FORMS, Entry, OrderStatus, OrderType, cards_of, duration, freight_collect, milestones,
    quote_expires, total,
};
use gsl_model::units::{Cents, Megabytes};
use gsl_model::wire::{Order, PurchaseRequest, Quote, QuoteRequest};
use rusqlite::{Connection, OptionalExtension, params};

use super::call::{TypedRequest, sent};
use super::orders::known;
use super::{AppState, directional};
use crate::addresses;
use crate::catalog::{Catalog, Plan};
use crate::clock::{instant, time};
use crate::error::ApiError;
use crate::idempotency::once;
use crate::orders::{self, buy};
use crate::rules;
use crate::work_orders::CarrierSimulation;

/// `POST /v1/orders/quotes`: a price that holds for half an hour.
///
/// # Errors
/// 400 `GSL.00010004` naming the field, `GSL.00012002` when the plan cannot be bought.
pub async fn quote(
    State(state): State<AppState>,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Quote>, ApiError> {
    let TypedRequest { body, key } = sent::<QuoteRequest>(&uri, &headers, body).await?;
    let simulation = state.simulation();
    state
        .run(move |store, now_ms| {
            let plan = store
                .catalog()
                .by_price_plan_id(&body.price_plan_id)
                .filter(|plan| plan.package_type == 1)
                .ok_or_else(ApiError::no_plan)?;
            if !CARD_FORMS.contains(&body.card_form.as_str()) {
                let why = format!("must be one of {}", CARD_FORMS.join(", "));
                return Err(ApiError::parameter("card_form", why));
            }
            let package = Megabytes::from_thousandths(plan.flow_total);
            let cards = cards_of(package, body.pack_size, body.pack_count)
                .map_err(|refusal| ApiError::parameter(refusal.key(), "is not offered"))?;
            let sum = total(Cents(plan.price), cards)
                .ok_or_else(|| ApiError::parameter("pack_count", "is too large"))?;
            let until = quote_expires(instant(now_ms)).timestamp_millis();
            let quote = store.write(|db| {
                once(db, key.as_ref(), now_ms, |db| {
                    db.execute(
                        "DELETE FROM quotes WHERE expire_time < ?1 AND order_id IS NULL",
                        [now_ms],
                    )?;
                    db.execute(
                        "INSERT INTO quotes (plan, form, pack, cards, total, create_time, expire_time) \
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                        params![plan.id, body.card_form, body.pack_size, cards, sum.0, now_ms, until],
                    )?;
                    let quote = Quote {
                        quote_id: db.last_insert_rowid(),
                        price_plan_id: plan.price_plan_id.clone(),
                        price_plan_name: Some(plan.name.clone()),
                        carrier_type: Some(plan.carrier_type),
                        card_form: body.card_form.clone(),
                        period_years: Some(plan.years),
                        cards,
                        unit_price_cents: plan.price,
                        total_cents: sum.0,
                        freight_collect: freight_collect(body.pack_size),
                        create_time: Some(time(now_ms)),
                        expire_time: Some(time(until)),
                        expected_time: shipped(plan, &body.card_form, now_ms, simulation).map(time),
                    };
                    Ok((quote, Vec::new()))
                })
            })?;
            Ok(Json(quote))
        })
        .await
}

/// When cards paid now should be shipped, ms.
fn shipped(plan: &Plan, form: &str, now_ms: i64, simulation: CarrierSimulation) -> Option<i64> {
    let carrier = rules::carrier(u8::try_from(plan.carrier_type).unwrap_or(4));
    let package = Megabytes::from_thousandths(plan.flow_total);
    let takes = duration(OrderType::Purchase, carrier, form, package);
    milestones(OrderType::Purchase, takes)
        .iter()
        .find(|step| step.status == OrderStatus::Shipped)
        .map(|step| simulation.after(now_ms, step.after))
}

/// `POST /v1/orders`: buys what a quote offers. The order waits for payment. A quote makes one order: bought again, it
/// answers the order there is.
///
/// # Errors
/// 400 `GSL.00010004` naming the field, `GSL.00013003` when the quote has expired, `GSL.00013006` for an unknown address.
pub async fn purchase(
    State(state): State<AppState>,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Order>, ApiError> {
    let TypedRequest { body, key } = sent::<PurchaseRequest>(&uri, &headers, body).await?;
    if body.data_type.is_some_and(|code| !matches!(code, 1 | 2)) {
        return Err(ApiError::parameter("data_type", "must be 1 or 2"));
    }
    state
        .run(move |store, now_ms| {
            let catalog = store.catalog();
            let order = store.write(|db| {
                once(db, key.as_ref(), now_ms, |db| {
                    Ok((bought(db, catalog, &body, now_ms)?, Vec::new()))
                })
            })?;
            Ok(Json(order))
        })
        .await
}

type QuoteRow = (i64, String, i64, i64, i64, Option<i64>);

fn bought(
    db: &Connection,
    catalog: &Catalog,
    body: &PurchaseRequest,
    now_ms: i64,
) -> Result<Order, ApiError> {
    let quote: Option<QuoteRow> = db
        .query_row(
            "SELECT plan, form, pack, cards, total, order_id FROM quotes \
             WHERE id = ?1 AND (expire_time >= ?2 OR order_id IS NOT NULL)",
            [body.quote_id, now_ms],
            |row| {
                Ok((
                    row.get("plan")?,
                    row.get("form")?,
                    row.get("pack")?,
                    row.get("cards")?,
                    row.get("total")?,
                    row.get("order_id")?,
                ))
            },
        )
        .optional()?;
    let (plan, form, pack, cards, total, made) = quote.ok_or_else(ApiError::no_quote)?;
    if let Some(made) = made {
        return known(db, catalog, made);
    }
    let plan = catalog.plan(plan).ok_or_else(ApiError::no_plan)?;
    let address = addresses::find(db, body.address_id)?.ok_or_else(ApiError::no_address)?;
    let reach: Vec<Entry> = body
        .directional
        .iter()
        .map(directional::sound)
        .collect::<Result<_, _>>()?;
    let data_type = body.data_type.unwrap_or(1 + i32::from(!reach.is_empty()));
    if reach.is_empty() == (data_type == 2) {
        let why = "must name an IP or a domain for directional data, and nothing for general data";
        return Err(ApiError::parameter("directional", why));
    }
    let carrier = rules::carrier(u8::try_from(plan.carrier_type).unwrap_or(4));
    directional::within(carrier, &[], &reach, None)?;
    let new = buy::NewOrder {
        kind: OrderType::Purchase,
        plan,
        cards,
        total,
        form: Some(&form),
        data_type: Some(data_type),
        freight_collect: Some(freight_collect(pack)),
        address: Some(serde_json::to_string(&address).map_err(ApiError::internal)?),
        source: None,
        snapshot: None,
    };
    let id = buy::place(db, &new, now_ms)?;
    for entry in &reach {
        orders::directional::store(db, id, entry, now_ms)?;
    }
    db.execute(
        "UPDATE quotes SET order_id = ?2 WHERE id = ?1",
        [body.quote_id, id],
    )?;
    known(db, catalog, id)
}
