//! The outlook of a forward pool's running cycle, stored beside its figures so that lists of pools can show it, sort and count
//! by it.
//!
//! The forecast is a rule of gsl-model and needs the days of six cycles of every member. Past days change only when the pool
//! does, so they are computed once a day and after a change; the outlook is computed with every recount.

use gsl_model::cycle::BillingCycle;
use gsl_model::forecast::{self, Outlook, PoolNow, Remedy, RemedyAction, Risk, UsedDay};
use gsl_model::pool::ForwardState;
use gsl_model::units::Megabytes;
use gsl_model::wire::{AddOnOffer, PoolOutlook, PoolRemedy};
use rusqlite::{Connection, OptionalExtension, params};

use super::members::Member;
use super::{PoolRecord, add_on, daily, figures, head};
use crate::catalog::Catalog;
use crate::clock::{date_of, day_number, day_of, time};
use crate::rules::{self, cycle_named};

/// A stored day: day number, thousandths of a MB, active cards, stopped.
type KeptDay = (i64, i64, i64, bool);

/// Computes the outlook of a pool whose figures have been written, from its members; `changed`: their use may have changed since
/// the last time. Removes it for backward and discarded pools.
///
/// # Errors
/// When the database refuses.
pub fn write(
    db: &Connection,
    catalog: &Catalog,
    pool: i64,
    members: &[Member],
    changed: bool,
    now_ms: i64,
) -> rusqlite::Result<()> {
    // Read after the recount, which may have changed the state.
    let Some(head) = head(db, pool)?.filter(|head| {
        head.forward && ForwardState::from_code(head.status) == Some(ForwardState::InUse)
    }) else {
        db.prepare_cached("DELETE FROM pool_outlooks WHERE pool_id = ?1")?
            .execute([pool])?;
        return Ok(());
    };
    let Some(standing) = standing(db, catalog, &head, now_ms)? else {
        return Ok(());
    };
    let days = days_over(db, &head, members, changed, now_ms)?;
    let today = date_of(day_of(now_ms));
    let used: Vec<UsedDay> = days
        .iter()
        .map(|(day, flow, active, stopped)| UsedDay {
            date: date_of(*day),
            flow: Megabytes::from_thousandths(*flow),
            active: *active,
            stopped: *stopped,
            complete: true,
        })
        .collect();
    let outlook = forecast::outlook(&standing, &used, today);
    let offers = match add_on::allowed(db, &head)? {
        Ok(()) => add_on::offers(catalog, &head),
        Err(_) => Vec::new(),
    };
    let dry_since: Option<i64> = db
        .prepare_cached("SELECT from_ms FROM pool_stops WHERE pool_id = ?1 AND to_ms IS NULL")?
        .query_row([head.id], |row| row.get(0))
        .optional()?;
    let told = told(&standing, outlook.as_ref(), &offers, dry_since);
    let due = due(&told, dry_since, figures::current(&head, now_ms).last_day);
    let price = told.remedy.as_ref().map_or(0, |remedy| remedy.price_cents);
    let risk = Risk::from_key(&told.risk);
    let json = |error: serde_json::Error| rusqlite::Error::ToSqlConversionFailure(Box::new(error));
    db.prepare_cached(
        "INSERT OR REPLACE INTO pool_outlooks (pool_id, cycle, risk, due, price, answer, days_read, days) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        head.id,
        figures::current(&head, now_ms).name.to_string(),
        risk.map(rank),
        due,
        price,
        risk.map(|_| serde_json::to_string(&told)).transpose().map_err(json)?,
        day_of(now_ms),
        serde_json::to_string(&days).map_err(json)?,
    ])?;
    Ok(())
}

/// The stored rank of a risk, most urgent first.
#[must_use]
pub fn rank(risk: Risk) -> i64 {
    Risk::ALL
        .iter()
        .position(|known| *known == risk)
        .and_then(|place| i64::try_from(place).ok())
        .unwrap_or(i64::MAX)
}

/// The pool's figures from its row of the running cycle.
fn standing(
    db: &Connection,
    catalog: &Catalog,
    head: &PoolRecord,
    now_ms: i64,
) -> rusqlite::Result<Option<PoolNow>> {
    let cycle = figures::current(head, now_ms).name.to_string();
    let package = catalog.plan(head.plan).map(|plan| plan.flow_total);
    db.prepare_cached(
        "SELECT used, total, activated, inactive FROM pool_cycles WHERE pool_id = ?1 AND cycle = ?2",
    )?
    .query_row(params![head.id, cycle], |row| {
        Ok(PoolNow {
            carrier: rules::carrier(head.carrier),
            active: row.get("activated")?,
            waiting: row.get("inactive")?,
            package: package.map(Megabytes::from_thousandths),
            used: Megabytes::from_thousandths(row.get("used")?),
            total: Some(Megabytes::from_thousandths(row.get("total")?)),
        })
    })
    .optional()
}

/// The past days of six cycles: stored today, or else computed.
fn days_over(
    db: &Connection,
    head: &PoolRecord,
    members: &[Member],
    changed: bool,
    now_ms: i64,
) -> rusqlite::Result<Vec<KeptDay>> {
    let today = day_of(now_ms);
    if !changed {
        let kept: Option<String> = db
            .prepare_cached(
                "SELECT days FROM pool_outlooks JOIN pools ON id = pool_id \
                 WHERE pool_id = ?1 AND days_read = ?2 AND dirty = 0",
            )?
            .query_row(params![head.id, today], |row| row.get(0))
            .optional()?;
        if let Some(days) = kept.and_then(|days| serde_json::from_str(&days).ok()) {
            return Ok(days);
        }
    }
    let cycles = BillingCycle::last_six(rules::carrier(head.carrier), date_of(today))
        .map(|name| cycle_named(head.carrier, name));
    let days = daily::days_of(db, head, members, &cycles, now_ms)?;
    let over = days.into_iter().filter(|day| day.day < today);
    Ok(over
        .map(|day| (day.day, day.flow, day.active, day.stopped))
        .collect())
}

/// The outlook in its wire form.
fn told(
    pool: &PoolNow,
    outlook: Option<&Outlook>,
    offers: &[AddOnOffer],
    dry_since: Option<i64>,
) -> PoolOutlook {
    let risk = pool.risk(outlook);
    let dry = risk == Some(Risk::Dry);
    let forecast = outlook.map(|outlook| &outlook.forecast);
    // A dry pool has run out: when it would run out again, were its cards back, is no date to show.
    let day = |date: Option<chrono::NaiveDate>| {
        date.filter(|_| !dry)
            .map(|date| date.to_string().replace('-', ""))
    };
    PoolOutlook {
        risk: risk.map(Risk::key).unwrap_or_default().to_owned(),
        runs_out: day(forecast.and_then(|forecast| forecast.runs_out)),
        runs_out_early: day(forecast.and_then(|forecast| forecast.runs_out_early)),
        runs_out_late: day(forecast.and_then(|forecast| forecast.runs_out_late)),
        dry_since: dry_since.filter(|_| dry).map(time),
        expected: forecast.map(|forecast| forecast.expected),
        remedy: pool
            .remedies(outlook, offers)
            .into_iter()
            .next()
            .map(remedy),
    }
}

fn remedy(remedy: Remedy) -> PoolRemedy {
    let (activate, add_on_mb) = match remedy.action {
        RemedyAction::Activate { cards } => (Some(cards), None),
        RemedyAction::AddOn { mb, .. } => (None, Some(mb)),
    };
    PoolRemedy {
        activate,
        add_on_mb,
        gain: remedy.gain,
        price_cents: remedy.price_cents,
    }
}

/// The day to sort by: when the pool ran dry or is expected to. A pool that only may run dry sorts after the end of the cycle.
fn due(told: &PoolOutlook, dry_since: Option<i64>, last_day: i64) -> Option<i64> {
    let number = |text: &Option<String>| {
        let date = text.as_deref().and_then(gsl_model::time::day);
        date.map(day_number)
    };
    dry_since
        .filter(|_| told.dry_since.is_some())
        .map(day_of)
        .or_else(|| number(&told.runs_out))
        .or_else(|| number(&told.runs_out_early).map(|_| last_day + 1))
}
