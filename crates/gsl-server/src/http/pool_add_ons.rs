//! Add-ons of forward pools: those bought, those offered, buying (console.md section 13).

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use gsl_model::pool::{AddOnRefusal, MOST_PACKAGES};
use gsl_model::units::Megabytes;
use gsl_model::wire::{BuyAddOn, PoolAddOn, PoolAddOns};

use super::call::sent;
use super::{AppState, PathText, path_number};
use crate::clock::{day_of, day_start, time};
use crate::error::ApiError;
use crate::idempotency::once;
use crate::pools::add_on;
use crate::pools::list::pool;
use crate::rules::cycle_of_day;

/// `GET /v1/sim-pools/{id}/add-ons`: those bought, those offered.
///
/// # Errors
/// 403 `GSL.00014003` for an unknown pool.
pub async fn list(
    State(state): State<AppState>,
    path: PathText,
) -> Result<Json<PoolAddOns>, ApiError> {
    let id = path_number(path, "sim_pool_id")?;
    state
        .run(move |store, now_ms| {
            let catalog = store.catalog();
            store.read(|db| {
                let pool = pool(db, id, true)?;
                let refusal = add_on::allowed(db, &pool)?.err();
                let mut oldest = cycle_of_day(pool.carrier, day_of(now_ms)).name;
                for _ in 1..gsl_model::cycle::CYCLES_KEPT {
                    oldest = oldest.prev();
                }
                let since = crate::rules::cycle_named(pool.carrier, oldest).first_day;
                let add_ons = db
                    .prepare_cached(
                        "SELECT order_id, plan, quantity, size, price, buy_time, effective FROM pool_add_ons \
                         WHERE pool_id = ?1 AND effective >= ?2 ORDER BY id DESC",
                    )?
                    .query_map([id, day_start(since)], |row| {
                        let effective: i64 = row.get("effective")?;
                        let plan = catalog.plan(row.get("plan")?);
                        Ok(PoolAddOn {
                            order_id: row.get("order_id")?,
                            price_plan_name: plan.map(|plan| plan.name.clone()),
                            quantity: row.get("quantity")?,
                            size: Megabytes::from_thousandths(row.get("size")?),
                            price_cents: row.get("price")?,
                            billing_cycle: cycle_of_day(pool.carrier, day_of(effective))
                                .name
                                .to_string(),
                            create_time: Some(time(row.get("buy_time")?)),
                            effective_time: Some(time(effective)),
                            arrived: effective <= now_ms,
                        })
                    })?
                    .collect::<rusqlite::Result<_>>()?;
                Ok(Json(PoolAddOns {
                    add_ons,
                    offers: add_on::offers(catalog, &pool),
                    refusal: refusal.map(|refusal| refusal.key().to_owned()),
                }))
            })
        })
        .await
}

/// `POST /v1/sim-pools/{id}/add-ons`: buys add-ons of one size; they count after about five minutes.
///
/// # Errors
/// 400 for a bad quantity or an add-on that is not offered (`GSL.00012002`), 403 `GSL.00014003` for an unknown pool and
/// `GSL.00014004` when it takes none.
pub async fn buy(
    State(state): State<AppState>,
    path: PathText,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<PoolAddOn>, ApiError> {
    let id = path_number(path, "sim_pool_id")?;
    let request = sent::<BuyAddOn>(&uri, &headers, body).await?;
    let quantity = request.body.quantity;
    if !(1..=MOST_PACKAGES).contains(&quantity) {
        return Err(ApiError::parameter(
            "quantity",
            format!("must be from 1 to {MOST_PACKAGES}"),
        ));
    }
    let scale = state.time_scale;
    state
        .run(move |store, now_ms| {
            let bought = store.write(|db| {
                once(db, request.key.as_ref(), now_ms, |db| {
                    let pool = pool(db, id, true)?;
                    add_on::allowed(db, &pool)?
                        .map_err(|refusal| ApiError::pool_refuses(no_add_on(refusal)))?;
                    let plan = add_on::plans(store.catalog(), &pool)
                        .find(|plan| plan.price_plan_id == request.body.price_plan_id)
                        .ok_or_else(ApiError::no_plan)?;
                    let (order_id, effective) =
                        add_on::buy(db, &pool, plan, quantity, now_ms, scale)?;
                    let answer = PoolAddOn {
                        order_id,
                        price_plan_name: Some(plan.name.clone()),
                        quantity,
                        size: Megabytes::from_thousandths(plan.flow_total.saturating_mul(quantity)),
                        price_cents: plan.price.saturating_mul(quantity),
                        billing_cycle: cycle_of_day(pool.carrier, day_of(effective))
                            .name
                            .to_string(),
                        create_time: Some(time(now_ms)),
                        effective_time: Some(time(effective)),
                        arrived: effective <= now_ms,
                    };
                    Ok((answer, Vec::new()))
                })
            })?;
            // The next settling learns when it arrives.
            store.pool_changed();
            Ok(Json(bought))
        })
        .await
}

fn no_add_on(refusal: AddOnRefusal) -> String {
    match refusal {
        AddOnRefusal::Carrier => "its carrier offers no add-ons".to_owned(),
        AddOnRefusal::Discarded => "it is discarded".to_owned(),
        AddOnRefusal::BoughtBefore { since } => {
            format!("add-ons are for cards bought after {since}")
        }
    }
}
