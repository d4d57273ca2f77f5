//! The cards of a purchase come into being when its order completes: 可激活, of overseas carriers 可测试.

use chrono::Datelike;
use rusqlite::{Connection, OptionalExtension, params};

use crate::catalog::Catalog;
use crate::clock::instant;
use crate::lifecycle::status;
use crate::numbering::{Numbers, numbers};
use crate::rng::mix;
use crate::rules;

/// Serial numbers of cards bought later begin here, above those of the demo fleet; eight digits.
const FIRST_SERIAL: i64 = 60_000_000;

/// Makes the cards of an order that has none; answers their ids.
///
/// # Errors
/// When the database refuses.
pub fn cards(db: &Connection, catalog: &Catalog, order: i64) -> rusqlite::Result<Vec<i64>> {
    let (plan, quantity, created, form, data_type): (i64, i64, i64, Option<String>, Option<u8>) =
        db.query_row(
            "SELECT plan, quantity, create_time, form, data_type FROM orders WHERE id = ?1",
            [order],
            |row| {
                Ok((
                    row.get("plan")?,
                    row.get("quantity")?,
                    row.get("create_time")?,
                    row.get("form")?,
                    row.get("data_type")?,
                ))
            },
        )?;
    let made: i64 = db.query_row(
        "SELECT COUNT(*) FROM cards WHERE order_id = ?1",
        [order],
        |row| row.get(0),
    )?;
    let Some(plan) = catalog.plan(plan).filter(|_| made == 0) else {
        return Ok(Vec::new());
    };
    let carrier = u8::try_from(plan.carrier_type).unwrap_or(4);
    let pool: Option<(i64, bool)> = db
        .query_row(
            "SELECT p.id, p.forward FROM pool_orders j JOIN pools p ON p.id = j.pool_id \
             WHERE j.order_id = ?1 AND j.joined_at IS NOT NULL",
            [order],
            |row| Ok((row.get("id")?, row.get("forward")?)),
        )
        .optional()?;
    let forward = pool.filter(|(_, forward)| *forward).map(|(id, _)| id);
    let backward = pool.filter(|(_, forward)| !forward).map(|(id, _)| id);
    let state = if carrier == 4 {
        status::TESTABLE
    } else {
        status::ACTIVATABLE
    };
    let data_type = data_type.unwrap_or_else(|| rules::data_type(plan.flow_total, pool.is_some()));
    let mut serial = last_serial(db)?;
    let last = last_card(db)?;
    let mut insert = db.prepare_cached(
        "INSERT INTO cards (id, cid, plan, order_id, pool_id, back_pool_id, carrier, status, sim_type, card_form, data_type, \
         msisdn, imsi, purchase_time, real_named, cut_net, exceed_cut, rebinds_left, retention, rate) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 3, ?9, ?10, ?11, ?12, ?13, ?14, 0, 0, ?15, 0, ?16)",
    )?;
    let mut ids = Vec::new();
    for number in 1..=quantity {
        serial += 1;
        let id = last + number * 1000;
        let given = numbers_of(carrier, order, created, serial);
        let share = (300 + mix(id.unsigned_abs()) % 600) as i64;
        insert.execute(params![
            id,
            given.cid,
            plan.id,
            order,
            forward,
            backward,
            carrier,
            state,
            form,
            data_type,
            given.msisdn,
            given.imsi,
            created,
            carrier != 4,
            (carrier == 2).then_some(2),
            plan.flow_total * share / 30_500,
        ])?;
        ids.push(id);
    }
    keep_serial(db, serial)?;
    Ok(ids)
}

/// The numbers of a card of an order made at an instant: neighbours within the order, and of one province.
#[must_use]
pub fn numbers_of(carrier: u8, order: i64, made_ms: i64, serial: i64) -> Numbers {
    let variant = mix(order.unsigned_abs()) % 93;
    numbers(carrier, variant, instant(made_ms).year(), serial)
}

/// The highest id a card ever had.
///
/// # Errors
/// When the database cannot be read.
pub fn last_card(db: &Connection) -> rusqlite::Result<i64> {
    db.query_row(
        "SELECT MAX(COALESCE((SELECT MAX(id) FROM cards), 0), COALESCE((SELECT MAX(id) FROM gone_cards), 0))",
        [],
        |row| row.get(0),
    )
}

/// Remembers the serial number given last.
///
/// # Errors
/// When the database refuses.
pub fn keep_serial(db: &Connection, serial: i64) -> rusqlite::Result<()> {
    db.execute(
        "INSERT INTO meta (key, value) VALUES ('serial', ?1) ON CONFLICT (key) DO UPDATE SET value = ?1",
        [serial.to_string()],
    )?;
    Ok(())
}

/// The serial number given last.
///
/// # Errors
/// When the database cannot be read.
pub fn last_serial(db: &Connection) -> rusqlite::Result<i64> {
    let kept: Option<String> = db
        .query_row("SELECT value FROM meta WHERE key = 'serial'", [], |row| {
            row.get(0)
        })
        .optional()?;
    Ok(kept
        .and_then(|text| text.parse().ok())
        .unwrap_or(FIRST_SERIAL))
}
