//! A card as the API shows it, read from its row; and what the rules need to know of it.

use std::collections::HashMap;

use gsl_model::can::CardFacts;
use gsl_model::carrier::Carrier;
use gsl_model::figures::since;
use gsl_model::stop::StopReason;
use gsl_model::time::Time;
use gsl_model::units::Megabytes;
use gsl_model::wire::SimCard;
use rusqlite::Connection;

use crate::catalog::{Catalog, Plan};
use crate::clock::{instant, time};
use crate::db::rows::{self, FromRow};
use crate::rules;

/// The account every card of a demo fleet belongs to.
pub const ACCOUNT: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
/// A card's plan instance is its id and this.
const INSTANCE: i64 = 1_200_000_000_000_000;

crate::from_row! {
    struct CardRow {
        id: i64 = "cards.id",
        cid: String,
        plan: i64,
        order_id: Option<i64> = "NULLIF(cards.order_id, 0)",
        pool_id: Option<i64>,
        back_pool_id: Option<i64>,
        carrier: u8,
        status: Option<i32>,
        stop_reason: Option<String>,
        sim_type: Option<i32>,
        card_form: Option<String>,
        data_type: Option<i32>,
        msisdn: Option<String> = "NULLIF(msisdn, '')",
        imsi: Option<String> = "NULLIF(imsi, '')",
        imei: Option<String>,
        node_id: Option<String>,
        device_status: Option<i32>,
        device_model: Option<String>,
        device_status_time: Option<i64>,
        dbm: Option<String>,
        signal_level: Option<String>,
        purchase_time: Option<i64> = "NULLIF(purchase_time, 0)",
        act_time: Option<i64>,
        expire_time: Option<i64>,
        real_named: Option<bool>,
        cut_net: Option<bool>,
        exceed_cut: Option<bool>,
        exceed_quota: Option<i32>,
        rebinds_left: Option<i32>,
        speed: Option<i32>,
        attr1: Option<String>,
        attr2: Option<String>,
        attr3: Option<String>,
        attr4: Option<String>,
        attr5: Option<String>,
        attr6: Option<String>,
        // Most cards wear no tag: nothing is sorted for them.
        tag_names: Option<String> = "CASE WHEN EXISTS (SELECT 1 FROM card_tags WHERE card_id = cards.id) THEN \
            (SELECT group_concat(tags.name, ',' ORDER BY tag_id) FROM card_tags AS worn JOIN tags ON tags.id = tag_id \
            WHERE worn.card_id = cards.id) END",
        flow_used: Option<i64>,
        flow_left: Option<i64>,
        flow_time: Option<i64>,
        area: Option<String>,
        stopped_at: Option<i64>,
        flow_total: Option<i64> = "CASE WHEN EXISTS (SELECT 1 FROM card_add_ons AS a WHERE a.card_id = cards.id \
            AND a.arrived IS NOT NULL) OR mirrored THEN flow_used + flow_left END",
        iccid: Option<String>,
        account: Option<String>,
        instance: Option<i64>,
        network: Option<String>,
    }
}

/// The plan instance of a card.
#[must_use]
pub fn plan_instance(card: i64) -> i64 {
    card.saturating_add(INSTANCE)
}

/// Whether the figures of a card are of the cycle running at an instant.
fn of_running(carrier: Carrier, as_of: Option<Time>, now: Time) -> bool {
    as_of.is_some_and(|as_of| as_of.0 > since(carrier, now.0))
}

impl CardRow {
    fn wire(self, plan: Option<&Plan>) -> SimCard {
        let volume = Megabytes::from_thousandths;
        let carrier = rules::carrier(self.carrier);
        let operator_status = match &self.stop_reason {
            None => Some(-1),
            Some(key) => StopReason::from_key(key).and_then(StopReason::code),
        };
        let networks: Vec<&str> = carrier
            .networks()
            .iter()
            .map(|network| network.name())
            .collect();
        SimCard {
            sim_card_id: self.id,
            account_id: Some(self.account.unwrap_or_else(|| ACCOUNT.to_owned())),
            iccid: Some(self.iccid.unwrap_or_else(|| self.cid.clone())),
            cid: Some(self.cid),
            sim_pool_id: self.pool_id,
            imei: self.imei,
            sim_status: self.status,
            device_status: self.device_status,
            device_model: self.device_model,
            act_date: self.act_time.map(time),
            device_status_date: self.device_status_time.map(time),
            node_id: self.node_id,
            network_type: Some(self.network.unwrap_or_else(|| networks.join("/"))),
            dbm: self.dbm,
            signal_level: self.signal_level,
            sim_type: self.sim_type,
            tag_names: self.tag_names,
            order_id: self.order_id,
            expire_time: self.expire_time.map(time),
            price_plan_name: plan.map(|plan| plan.name.clone()),
            sim_price_plan_id: Some(self.instance.unwrap_or_else(|| plan_instance(self.id))),
            flow_left: self.flow_left.map(volume),
            flow_used: self.flow_used.map(volume),
            operator_status,
            msisdn: self.msisdn,
            imsi: self.imsi,
            customer_attribute1: self.attr1,
            customer_attribute2: self.attr2,
            customer_attribute3: self.attr3,
            customer_attribute4: self.attr4,
            customer_attribute5: self.attr5,
            customer_attribute6: self.attr6,
            real_named: self.real_named,
            cut_net_flag: self.cut_net,
            exceed_cut_net_flag: self.exceed_cut,
            exceed_cut_net_quota: self.exceed_quota,
            imei_bind_remain_times: self.rebinds_left,
            speed_value: self.speed,
            carrier_type: Some(carrier.carrier_type()),
            stop_reason: self.stop_reason,
            // With the add-ons of the cycle that the figures are of.
            flow_total: self
                .flow_total
                .or_else(|| plan.map(|plan| plan.flow_total))
                .map(volume),
            flow_time: self.flow_time.map(time),
            pooled: Some(self.pool_id.is_some() || self.back_pool_id.is_some()),
            back_pool_id: self.back_pool_id,
            data_type: self.data_type,
            purchase_time: self.purchase_time.map(time),
            card_form: self.card_form,
            restricted_area: self.area,
            stopped_since: self.stopped_at.map(time),
            pending_work_orders: None,
        }
    }
}

/// Something of each card, read with its plan, in the order of the ids given; ids without a card are left out. One statement
/// for all.
fn each<'a, T>(
    db: &Connection,
    catalog: &'a Catalog,
    ids: &[i64],
    something: impl Fn(SimCard, Option<&'a Plan>) -> T,
) -> rusqlite::Result<Vec<T>> {
    db.prepare_cached(&format!(
        "WITH asked(place, card) AS (SELECT key, value FROM json_each(?1)) SELECT {} FROM asked \
         CROSS JOIN cards ON cards.id = asked.card LEFT JOIN figures ON figures.card_id = cards.id ORDER BY place",
        CardRow::COLUMNS
    ))?
    .query_map([rows::ids(ids)], |row| {
        let row = CardRow::from_row(row)?;
        let plan = catalog.plan(row.plan);
        Ok(something(row.wire(plan), plan))
    })?
    .collect()
}

/// Cards with their plans, in the order of their ids given; ids without a card are left out. One statement for all.
///
/// # Errors
/// When the database cannot be read.
pub fn with_plans<'a>(
    db: &Connection,
    catalog: &'a Catalog,
    ids: &[i64],
) -> rusqlite::Result<Vec<(SimCard, Option<&'a Plan>)>> {
    each(db, catalog, ids, |card, plan| (card, plan))
}

/// The facts of cards at an instant, with their ids, in the order given; ids without a card are left out. One statement for
/// all. They are made of the card as the API shows it, so that the service decides by what callers see.
///
/// # Errors
/// When the database cannot be read.
pub fn facts(
    db: &Connection,
    catalog: &Catalog,
    ids: &[i64],
    now_ms: i64,
) -> rusqlite::Result<Vec<(i64, CardFacts)>> {
    let now = instant(now_ms);
    each(db, catalog, ids, |card, _| {
        (card.sim_card_id, CardFacts::of(&card, now))
    })
}

/// The container IDs of cards; ids without a card are left out. One statement for all.
///
/// # Errors
/// When the database cannot be read.
pub fn cids(db: &Connection, ids: &[i64]) -> rusqlite::Result<HashMap<i64, String>> {
    db.prepare_cached("SELECT id, cid FROM cards WHERE id IN (SELECT value FROM json_each(?1))")?
        .query_map([rows::ids(ids)], |row| {
            Ok((row.get("id")?, row.get("cid")?))
        })?
        .collect()
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
) -> rusqlite::Result<Vec<SimCard>> {
    let mut cards = with_plans(db, catalog, ids)?;
    for (card, plan) in &mut cards {
        if of_running(Carrier::of(card), card.flow_time, now) {
            continue;
        }
        (card.flow_used, card.flow_left, card.flow_time) = (None, None, None);
        // Without the add-ons of the cycle before.
        card.flow_total = plan.map(|plan| Megabytes::from_thousandths(plan.flow_total));
    }
    Ok(cards.into_iter().map(|(card, _)| card).collect())
}

/// Cards in the order of their ids given; ids without a card are left out. One statement for all.
///
/// # Errors
/// When the database cannot be read.
pub fn read_all(db: &Connection, catalog: &Catalog, ids: &[i64]) -> rusqlite::Result<Vec<SimCard>> {
    each(db, catalog, ids, |card, _| card)
}
