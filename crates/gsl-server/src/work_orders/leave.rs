//! Cards that go: to another account, or replaced by new ones.

use rusqlite::{Connection, params};

use super::{Action, apply};
use crate::catalog::Catalog;
use crate::history;
use crate::lifecycle::{advance, status};
use crate::orders::{UNFINISHED, make};

/// What hangs on a card and goes with it, as tables with `card_id`.
const BELONGINGS: [&str; 10] = [
    "card_tags",
    "card_list_members",
    "card_add_ons",
    "figures",
    "usage_pauses",
    "usage_overrides",
    "usage_cuts",
    "usage_caps",
    "mirrored_cards",
    "month_usages",
];

/// A card goes to another account: here it is no more, but for its place in work orders and orders.
///
/// # Errors
/// When the database refuses.
pub fn transfer(db: &Connection, card: i64, account: &str, at_ms: i64) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO gone_cards (id, cid, sim_type, order_id, pool_id, replaces, account, leave_time) \
         SELECT id, cid, sim_type, order_id, COALESCE(pool_id, back_pool_id), replaces, ?2, ?3 FROM cards WHERE id = ?1",
    )?
    .execute(params![card, account, at_ms])?;
    for table in BELONGINGS {
        db.prepare_cached(&format!("DELETE FROM {table} WHERE card_id = ?1"))?
            .execute([card])?;
    }
    db.prepare_cached("DELETE FROM cards WHERE id = ?1")?
        .execute([card])?;
    Ok(())
}

/// A card is replaced: a new one of the same plan and order, lasting as long, takes its place; the old one is deregistered
/// and its data are cleared (console.md section 3). What is ordered for the old one and not done yet comes to the new one.
/// Answers the cards that changed.
///
/// # Errors
/// When the database refuses.
pub fn replace(
    db: &Connection,
    catalog: &Catalog,
    card: i64,
    at_ms: i64,
    now_ms: i64,
) -> rusqlite::Result<Vec<i64>> {
    let new = successor(db, card, at_ms)?;
    hand_on(db, card, new)?;
    apply::apply(db, catalog, card, &Action::Deregister, at_ms, now_ms)?;
    db.execute(
        "UPDATE cards SET attr1 = NULL, attr2 = NULL, attr3 = NULL, attr4 = NULL, attr5 = NULL, attr6 = NULL, \
         node_id = NULL, device_status = NULL, device_model = NULL, device_status_time = NULL, dbm = NULL, \
         signal_level = NULL, cut_net = 0, exceed_cut = 0, exceed_quota = NULL, speed = NULL, area = NULL WHERE id = ?1",
        [card],
    )?;
    db.execute("DELETE FROM card_tags WHERE card_id = ?1", [card])?;
    // One whose term has ended by now stops like any other.
    if let Some(before) = history::read(db, catalog, new)? {
        let mut life = before.clone();
        let figures = advance(&mut life, now_ms);
        history::store(db, &before, &life, now_ms)?;
        history::store_figures(db, new, life.status, figures)?;
    }
    Ok(vec![card, new])
}

/// Renewals and add-ons that are still being carried out are for the new card.
fn hand_on(db: &Connection, old: i64, new: i64) -> rusqlite::Result<()> {
    db.prepare_cached(&format!(
        "UPDATE renewal_cards SET card_id = ?2 WHERE card_id = ?1 \
         AND snapshot IN (SELECT snapshot FROM orders WHERE snapshot IS NOT NULL AND status {UNFINISHED})"
    ))?
    .execute([old, new])?;
    db.prepare_cached(&format!(
        "UPDATE card_add_ons SET card_id = ?2 WHERE card_id = ?1 AND arrived IS NULL \
         AND order_id IN (SELECT id FROM orders WHERE status {UNFINISHED})"
    ))?
    .execute([old, new])?;
    Ok(())
}

/// The card that takes another's place: in use when that one was in use or stopped, else in the same state.
fn successor(db: &Connection, card: i64, at_ms: i64) -> rusqlite::Result<i64> {
    let (carrier, order, bought): (u8, i64, i64) = db.query_row(
        "SELECT carrier, order_id, purchase_time FROM cards WHERE id = ?1",
        [card],
        |row| {
            Ok((
                row.get("carrier")?,
                row.get("order_id")?,
                row.get("purchase_time")?,
            ))
        },
    )?;
    let id = make::last_card(db)? + 1000;
    let serial = make::last_serial(db)? + 1;
    make::keep_serial(db, serial)?;
    let given = make::numbers_of(carrier, order, bought, serial);
    db.execute(
        "INSERT INTO cards (id, cid, plan, order_id, pool_id, back_pool_id, carrier, status, sim_type, card_form, data_type, \
         msisdn, imsi, purchase_time, act_time, expire_time, real_named, cut_net, exceed_cut, rebinds_left, retention, rate, replaces) \
         SELECT ?2, ?3, plan, order_id, pool_id, back_pool_id, carrier, \
         CASE WHEN status = ?7 THEN ?8 ELSE status END, sim_type, card_form, data_type, ?4, ?5, purchase_time, \
         CASE WHEN status IN (?7, ?8) THEN ?6 END, CASE WHEN status IN (?7, ?8) THEN expire_time END, \
         carrier <> 4, 0, 0, CASE WHEN carrier = 2 THEN 2 END, 0, rate, id FROM cards WHERE id = ?1",
        params![
            card,
            id,
            given.cid,
            given.msisdn,
            given.imsi,
            at_ms,
            status::SUSPENDED,
            status::IN_USE,
        ],
    )?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_hangs_on_a_card_goes_with_it() {
        let mut db = Connection::open_in_memory().unwrap();
        crate::db::migrate(&mut db).unwrap();
        let mut hanging: Vec<String> = db
            .prepare(
                "SELECT m.name FROM sqlite_schema m, pragma_foreign_key_list(m.name) f \
                 WHERE m.type = 'table' AND f.\"table\" = 'cards'",
            )
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<rusqlite::Result<_>>()
            .unwrap();
        hanging.sort();
        let mut known = BELONGINGS.map(str::to_owned);
        known.sort();
        assert_eq!(hanging, known);
    }
}
