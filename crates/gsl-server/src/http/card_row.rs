//! A card as the API shows it.

use gsl_model::carrier::Carrier;
use gsl_model::figures::since;
use gsl_model::stop::StopReason;
use gsl_model::time::Time;
use gsl_model::units::Megabytes;
use gsl_model::wire::SimCard;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::catalog::Catalog;
use crate::clock::time;
use crate::error::ApiError;
use crate::rules;

/// The account every card belongs to.
pub const ACCOUNT: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
/// A card's plan instance is its id and this.
const INSTANCE: i64 = 1_200_000_000_000_000;

// Most cards wear no tag: nothing is sorted for them.
const SELECT: &str = "SELECT id, cid, plan, order_id, pool_id, back_pool_id, carrier, status, stop_reason, sim_type, \
    card_form, data_type, msisdn, imsi, imei, node_id, device_status, device_model, device_status_time, dbm, \
    signal_level, purchase_time, act_time, expire_time, real_named, cut_net, exceed_cut, exceed_quota, rebinds_left, \
    speed, attr1, attr2, attr3, attr4, attr5, attr6, \
    CASE WHEN EXISTS (SELECT 1 FROM card_tags WHERE card_id = cards.id) THEN \
    (SELECT group_concat(tags.name, ',' ORDER BY tag_id) FROM card_tags AS worn JOIN tags ON tags.id = tag_id \
    WHERE worn.card_id = cards.id) END, flow_used, flow_left, flow_time, area, \
    CASE WHEN EXISTS (SELECT 1 FROM card_add_ons AS a WHERE a.card_id = cards.id AND a.arrived IS NOT NULL) \
    THEN flow_used + flow_left END \
    FROM cards LEFT JOIN figures ON figures.card_id = id WHERE id = ?1";

/// The plan instance of a card.
#[must_use]
pub fn plan_instance(card: i64) -> i64 {
    card.saturating_add(INSTANCE)
}

/// Whether the figures of a card are of the cycle running at an instant.
fn of_running(carrier: Carrier, as_of: Option<Time>, now: Time) -> bool {
    as_of.is_some_and(|as_of| as_of.0 > since(carrier, now.0))
}

fn card(row: &Row<'_>, catalog: &Catalog) -> rusqlite::Result<SimCard> {
    let instant = |at: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(at)?.map(time));
    let volume = |at: usize| {
        Ok::<_, rusqlite::Error>(
            row.get::<_, Option<i64>>(at)?
                .map(Megabytes::from_thousandths),
        )
    };
    let id: i64 = row.get(0)?;
    let cid: String = row.get(1)?;
    let plan = catalog.plan(row.get(2)?);
    let carrier = rules::carrier(row.get(6)?);
    let stop_reason: Option<String> = row.get(8)?;
    let operator_status = match &stop_reason {
        None => Some(-1),
        Some(key) => StopReason::from_key(key).and_then(StopReason::code),
    };
    let networks: Vec<&str> = carrier
        .networks()
        .iter()
        .map(|network| network.name())
        .collect();
    let (pool, back_pool): (Option<i64>, Option<i64>) = (row.get(4)?, row.get(5)?);
    Ok(SimCard {
        sim_card_id: id,
        account_id: Some(ACCOUNT.to_owned()),
        iccid: Some(cid.clone()),
        cid: Some(cid),
        sim_pool_id: pool,
        imei: row.get(14)?,
        sim_status: row.get(7)?,
        device_status: row.get(16)?,
        device_model: row.get(17)?,
        act_date: instant(22)?,
        device_status_date: instant(18)?,
        node_id: row.get(15)?,
        network_type: Some(networks.join("/")),
        dbm: row.get(19)?,
        signal_level: row.get(20)?,
        sim_type: row.get(9)?,
        tag_names: row.get(36)?,
        order_id: row.get(3)?,
        expire_time: instant(23)?,
        price_plan_name: plan.map(|plan| plan.name.clone()),
        sim_price_plan_id: Some(plan_instance(id)),
        flow_left: volume(38)?,
        flow_used: volume(37)?,
        operator_status,
        msisdn: row.get(12)?,
        imsi: row.get(13)?,
        customer_attribute1: row.get(30)?,
        customer_attribute2: row.get(31)?,
        customer_attribute3: row.get(32)?,
        customer_attribute4: row.get(33)?,
        customer_attribute5: row.get(34)?,
        customer_attribute6: row.get(35)?,
        real_named: row.get(24)?,
        cut_net_flag: row.get(25)?,
        exceed_cut_net_flag: row.get(26)?,
        exceed_cut_net_quota: row.get(27)?,
        imei_bind_remain_times: row.get(28)?,
        speed_value: row.get(29)?,
        carrier_type: Some(carrier.carrier_type()),
        stop_reason,
        // With the add-ons of the cycle that the figures are of.
        flow_total: volume(41)?
            .or_else(|| plan.map(|plan| Megabytes::from_thousandths(plan.flow_total))),
        flow_time: instant(39)?,
        pooled: Some(pool.is_some() || back_pool.is_some()),
        back_pool_id: back_pool,
        data_type: row.get(11)?,
        purchase_time: instant(21)?,
        card_form: row.get(10)?,
        restricted_area: row.get(40)?,
        pending_work_orders: None,
    })
}

/// One card.
///
/// # Errors
/// 400 `GSL.00011001` when there is none with this id.
pub fn read(db: &Connection, catalog: &Catalog, id: i64) -> Result<SimCard, ApiError> {
    let mut statement = db.prepare_cached(SELECT)?;
    statement
        .query_row([id], |row| card(row, catalog))
        .optional()?
        .ok_or_else(ApiError::no_card)
}

/// As [`read_all`], with the use of the cycle running at an instant: figures of a cycle before are left out, as lists leave
/// them out of their filters.
///
/// # Errors
/// When the database cannot be read.
pub fn read_all_running(
    db: &Connection,
    catalog: &Catalog,
    ids: &[i64],
    now: Time,
) -> Result<Vec<SimCard>, ApiError> {
    let mut plan = db.prepare_cached("SELECT plan FROM cards WHERE id = ?1")?;
    let mut cards = read_all(db, catalog, ids)?;
    for card in &mut cards {
        if of_running(Carrier::of(card), card.flow_time, now) {
            continue;
        }
        (card.flow_used, card.flow_left, card.flow_time) = (None, None, None);
        // Without the add-ons of the cycle before.
        let plan = plan.query_row([card.sim_card_id], |row| row.get(0))?;
        let plan = catalog.plan(plan);
        card.flow_total = plan.map(|plan| Megabytes::from_thousandths(plan.flow_total));
    }
    Ok(cards)
}

/// Cards in the order of their ids given; ids without a card are left out.
///
/// # Errors
/// When the database cannot be read.
pub fn read_all(db: &Connection, catalog: &Catalog, ids: &[i64]) -> Result<Vec<SimCard>, ApiError> {
    let mut statement = db.prepare_cached(SELECT)?;
    let mut cards = Vec::with_capacity(ids.len());
    for id in ids {
        cards.extend(
            statement
                .query_row([id], |row| card(row, catalog))
                .optional()?,
        );
    }
    Ok(cards)
}
