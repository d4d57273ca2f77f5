//! Operations 12, 13 and 16: usage by cycle, by day, and of this cycle.

use std::collections::HashMap;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use chrono::{Datelike, Months, NaiveDate};
use gsl_model::cycle::BillingCycle;
use gsl_model::units::Megabytes;
use gsl_model::wire::{
    DailyFlow, DailyFlowItem, DailyFlowRequest, FlowUsage, MonthUsage, MonthUsageRequest,
    MonthUsageResponse, SimFlow, SimFlowRequest,
};
use rusqlite::Connection;

use super::AppState;
use super::body::{SMALL, bytes, typed};
use crate::card_row::{self, plan_instance};
use crate::catalog::Catalog;
use crate::clock::{date_of, day_number, day_of};
use crate::db::rows::ids as ids_text;
use crate::error::ApiError;
use crate::history;
use crate::lifecycle::Lifecycle;
use crate::rules::{self, cycle_named, cycle_of_day};
use crate::store::Store;

/// A card and its usage.
pub(super) struct CardUsage {
    pub iccid: String,
    pub life: Lifecycle,
}

/// Reads what the usage of a card depends on.
pub(super) fn read_used(
    db: &Connection,
    catalog: &Catalog,
    id: i64,
) -> Result<CardUsage, ApiError> {
    read_all_used(db, catalog, &[id])?
        .pop()
        .ok_or_else(ApiError::no_card)
}

/// The same of many cards, in the order asked for; the number of statements does not depend on how many.
fn read_all_used(
    db: &Connection,
    catalog: &Catalog,
    ids: &[i64],
) -> Result<Vec<CardUsage>, ApiError> {
    let lives = history::read_all(db, catalog, ids)?;
    let cids = card_row::cids(db, ids)?;
    let card = |id: &i64| {
        let (life, iccid) = lives.get(id).zip(cids.get(id))?;
        Some(CardUsage {
            iccid: iccid.clone(),
            life: life.clone(),
        })
    };
    // A card may be asked for twice.
    let cards = ids.iter().map(|id| card(id).ok_or_else(ApiError::no_card));
    cards.collect()
}

/// The cards a body names: by `sim_card_ids`, else by `iccids`; at most `limit`.
///
/// # Errors
/// 400: none named, too many (`GSL.00011010`), unknown (`GSL.00011011`, `GSL.00011001`).
fn named(
    store: &Store,
    ids: Vec<i64>,
    iccids: &[String],
    limit: usize,
) -> Result<Vec<i64>, ApiError> {
    for (name, given) in [("sim_card_ids", ids.len()), ("iccids", iccids.len())] {
        if given > limit {
            return Err(ApiError::too_many_cards(name, given, limit));
        }
    }
    let fleet = store.fleet();
    if !ids.is_empty() {
        return match ids.iter().find(|id| fleet.row_of(**id).is_none()) {
            Some(_) => Err(ApiError::no_card()),
            None => Ok(ids),
        };
    }
    if iccids.is_empty() {
        return Err(ApiError::parameter(
            "sim_card_ids",
            "and iccids are both empty",
        ));
    }
    let found: Vec<(&String, Option<i64>)> = iccids
        .iter()
        .map(|iccid| (iccid, fleet.card_by_iccid(iccid)))
        .collect();
    let missing: Vec<String> = found
        .iter()
        .filter(|(_, id)| id.is_none())
        .map(|(iccid, _)| (*iccid).clone())
        .collect();
    if !missing.is_empty() {
        return Err(ApiError::unknown_cards(&missing));
    }
    Ok(found.into_iter().filter_map(|(_, id)| id).collect())
}

/// Operation 12: usage by billing cycle.
///
/// # Errors
/// 400 on a bad body, 403 `GSL.00011004` for a cycle in the future or older than six.
pub async fn monthly(
    State(state): State<AppState>,
    body: Body,
) -> Result<Json<MonthUsageResponse>, ApiError> {
    let body: MonthUsageRequest = typed(&bytes(body, SMALL).await?)?;
    if body.billing_cycles.is_empty() {
        return Err(ApiError::parameter(
            "billing_cycles",
            "must name at least one cycle such as 2022-07",
        ));
    }
    let mut cycles = Vec::new();
    for name in &body.billing_cycles {
        let why = || ApiError::parameter("billing_cycles", "must hold cycles such as 2022-07");
        cycles.push(BillingCycle::parse(name).ok_or_else(why)?);
    }
    state
        .run(move |store, now_ms| {
            let ids = named(store, body.sim_card_ids, &body.iccids, 500)?;
            let yesterday = day_of(now_ms) - 1;
            read_before(store, &ids, "months_day", "use by billing cycle")?;
            let cards = store.read(|db| read_all_used(db, store.catalog(), &ids))?;
            let allowed: Vec<BillingCycle> = cards
                .iter()
                .flat_map(|card| {
                    BillingCycle::last_six(
                        rules::carrier(card.life.profile.carrier),
                        date_of(day_of(now_ms)),
                    )
                })
                .collect();
            if let Some(illegal) = cycles.iter().find(|cycle| !allowed.contains(cycle)) {
                return Err(ApiError::illegal_cycle(&illegal.to_string()));
            }
            let mut told = store.read(|db| told_months(db, store, &ids))?;
            let month_usages = cards
                .into_iter()
                .map(|card| {
                    let told = told.remove(&card.life.profile.id);
                    month_usage(card, &cycles, yesterday, told)
                })
                .collect();
            Ok(Json(MonthUsageResponse { month_usages }))
        })
        .await
}

/// Of the mirror of an account: refuses cards whose use has never been read, of which nothing is known.
fn read_before(store: &Store, ids: &[i64], column: &str, what: &str) -> Result<(), ApiError> {
    if !store.is_mirror() {
        return Ok(());
    }
    let unread: i64 = store.read(|db| {
        db.prepare_cached(&format!(
            "SELECT COUNT(*) FROM mirrored_cards WHERE card_id IN (SELECT value FROM json_each(?1)) AND {column} IS NULL"
        ))?
        .query_row([ids_text(ids)], |row| row.get(0))
        .map_err(ApiError::from)
    })?;
    if unread > 0 {
        return Err(ApiError::not_read_yet(what));
    }
    Ok(())
}

/// Use by cycle, by card, as the account told it; empty over a demo fleet, whose months are the sums of its days.
fn told_months(
    db: &Connection,
    store: &Store,
    ids: &[i64],
) -> Result<HashMap<i64, HashMap<String, i64>>, ApiError> {
    let mut told: HashMap<i64, HashMap<String, i64>> = HashMap::new();
    if !store.is_mirror() {
        return Ok(told);
    }
    let mut statement = db.prepare_cached(
        "SELECT card_id, cycle, used FROM json_each(?1) AS asked CROSS JOIN month_usages ON card_id = asked.value",
    )?;
    let mut rows = statement.query([ids_text(ids)])?;
    while let Some(row) = rows.next()? {
        told.entry(row.get("card_id")?)
            .or_default()
            .insert(row.get("cycle")?, row.get("used")?);
    }
    Ok(told)
}

fn month_usage(
    card: CardUsage,
    cycles: &[BillingCycle],
    yesterday: i64,
    told: Option<HashMap<String, i64>>,
) -> MonthUsage {
    let profile = card.life.profile;
    let usage = |cycle: &BillingCycle| FlowUsage {
        billing_cycle: Some(cycle.compact()),
        flow_used: match &told {
            // A cycle that the account said nothing of is not a cycle without use.
            Some(told) => told
                .get(&cycle.to_string())
                .map(|used| Megabytes::from_thousandths(*used)),
            None => Some(Megabytes::from_thousandths(
                profile.sum(cycle_named(profile.carrier, *cycle), yesterday),
            )),
        },
    };
    MonthUsage {
        sim_card_id: Some(profile.id),
        iccid: Some(card.iccid),
        flow_usages: cycles.iter().map(usage).collect(),
    }
}

/// The days of a month or a single day, up to yesterday.
fn days_asked(
    month: Option<&str>,
    date: Option<&str>,
    today: NaiveDate,
) -> Result<Vec<i64>, ApiError> {
    let yesterday = day_number(today) - 1;
    let this_month = today.with_day(1).unwrap_or(today);
    let last_month = this_month
        .checked_sub_months(Months::new(1))
        .unwrap_or(this_month);
    match (month, date) {
        (Some(_), Some(_)) => Err(ApiError::parameter(
            "date",
            "must not be given together with month",
        )),
        (None, None) => Err(ApiError::parameter("month", "or date must be given")),
        (Some(month), None) => {
            let first = digits_date(&format!("{month}01"))
                .filter(|_| month.len() == 6)
                .ok_or_else(|| ApiError::parameter("month", "must have the form YYYYMM"))?;
            if first != this_month && first != last_month {
                return Err(ApiError::illegal_cycle(month));
            }
            let next = first
                .checked_add_months(Months::new(1))
                .map_or(yesterday, day_number);
            Ok((day_number(first)..next.min(yesterday + 1)).collect())
        }
        (None, Some(date)) => {
            let day = digits_date(date)
                .ok_or_else(|| ApiError::parameter("date", "must have the form YYYYMMDD"))?;
            let day = day_number(day);
            if day < day_number(last_month) || day > yesterday {
                return Err(ApiError::parameter(
                    "date",
                    "must be from the 1st of last month to yesterday",
                ));
            }
            Ok(vec![day])
        }
    }
}

fn compact(date: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// Reads `YYYYMMDD`.
fn digits_date(text: &str) -> Option<NaiveDate> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part =
        |range: std::ops::Range<usize>| text.get(range).and_then(|part| part.parse::<u32>().ok());
    NaiveDate::from_ymd_opt(i32::try_from(part(0..4)?).ok()?, part(4..6)?, part(6..8)?)
}

/// Operation 13: usage by day, a flat array.
///
/// # Errors
/// 400 on a bad body, 403 `GSL.00011004` for a month before the last or in the future.
pub async fn daily(
    State(state): State<AppState>,
    body: Body,
) -> Result<Json<Vec<DailyFlow>>, ApiError> {
    let body: DailyFlowRequest = typed(&bytes(body, SMALL).await?)?;
    state
        .run(move |store, now_ms| {
            let today = date_of(day_of(now_ms));
            let days = days_asked(body.month.as_deref(), body.date.as_deref(), today)?;
            let ids = named(store, body.sim_card_ids, &body.iccids, 100)?;
            read_before(store, &ids, "days_to", "use by day")?;
            let days = told_days(store, &ids, days)?;
            let mut answer: Vec<DailyFlow> = days
                .iter()
                .map(|day| DailyFlow {
                    date: Some(compact(date_of(*day))),
                    sim_flow: Vec::new(),
                })
                .collect();
            for card in store.read(|db| read_all_used(db, store.catalog(), &ids))? {
                for (row, flow) in answer.iter_mut().zip(flows(&card, &days)) {
                    row.sim_flow.push(DailyFlowItem {
                        sim_card_id: Some(card.life.profile.id),
                        iccid: Some(card.iccid.clone()),
                        flow: Some(Megabytes::from_thousandths(flow)),
                    });
                }
            }
            Ok(Json(answer))
        })
        .await
}

/// Of the mirror of an account: only days that have been read of all these cards.
fn told_days(store: &Store, ids: &[i64], mut days: Vec<i64>) -> Result<Vec<i64>, ApiError> {
    if store.is_mirror() {
        let last: i64 = store.read(|db| {
            db.prepare_cached(
                "SELECT COALESCE(MIN(days_to), 0) FROM mirrored_cards WHERE card_id IN (SELECT value FROM json_each(?1))",
            )?
            .query_row([ids_text(ids)], |row| row.get(0))
            .map_err(ApiError::from)
        })?;
        days.retain(|day| *day <= last);
    }
    Ok(days)
}

/// Usage of consecutive days, which may belong to two cycles.
fn flows(card: &CardUsage, days: &[i64]) -> Vec<i64> {
    let profile = &card.life.profile;
    let (Some(first), Some(last)) = (days.first().copied(), days.last().copied()) else {
        return Vec::new();
    };
    let mut flows = Vec::with_capacity(days.len());
    let mut next = first;
    while next <= last {
        let cycle = cycle_of_day(profile.carrier, next);
        flows.extend(
            profile
                .days(cycle, last)
                .filter(|(day, _)| *day >= next)
                .map(|(_, flow)| flow),
        );
        next = cycle.last_day + 1;
    }
    flows
}

/// Operation 16: this cycle's usage of some cards, a flat array.
///
/// # Errors
/// 400 on a bad body or unknown cards.
pub async fn of_cards(
    State(state): State<AppState>,
    body: Body,
) -> Result<Json<Vec<SimFlow>>, ApiError> {
    let body: SimFlowRequest = typed(&bytes(body, SMALL).await?)?;
    state
        .run(move |store, _| {
            let ids = named(store, body.sim_card_ids, &body.iccids, 50)?;
            let cards = store.read(|db| card_row::with_plans(db, store.catalog(), &ids))?;
            let flows = cards.into_iter().map(|(card, plan)| SimFlow {
                id: Some(plan_instance(card.sim_card_id)),
                account_id: card.account_id,
                sim_card_id: Some(card.sim_card_id),
                price_plan_id: plan.map(|plan| plan.price_plan_id.clone()),
                price_plan_name: card.price_plan_name,
                iccid: card.iccid,
                flow_total: card.flow_total,
                flow_used: card.flow_used,
                flow_left: card.flow_left,
            });
            Ok(Json(flows.collect()))
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_days_asked_for() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 5).unwrap();
        let count = |month, date| days_asked(month, date, today).map(|days| days.len());
        assert_eq!(count(Some("202603"), None).unwrap(), 4);
        assert_eq!(count(Some("202602"), None).unwrap(), 28);
        assert_eq!(count(None, Some("20260201")).unwrap(), 1);
        assert_eq!(count(None, Some("20260304")).unwrap(), 1);
        for (month, date) in [
            (None, None),
            (Some("202603"), Some("20260304")),
            (Some("202601"), None),
            (Some("202604"), None),
            (Some("2026-3"), None),
            (Some("202613"), None),
            (None, Some("20260131")),
            (None, Some("20260305")),
            (None, Some("20260229")),
            (None, Some("２０２６")),
        ] {
            assert!(
                days_asked(month, date, today).is_err(),
                "{month:?} {date:?}"
            );
        }
    }
}
