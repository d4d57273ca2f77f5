//! Where the values of a card's columns come from.

use gsl_model::cycle::BillingCycle;
use gsl_model::units::Megabytes;
use gsl_model::wire::SimCard;
use rusqlite::Connection;

use super::cell::Raw;
use crate::catalog::Catalog;
use crate::clock::{date_of, day_of};
use crate::history;
use crate::rules::{self, cycle_named};

/// Reads a field.
pub type Field = for<'a> fn(&'a SimCard) -> Raw<'a>;

fn text(value: &Option<String>) -> Raw<'_> {
    value.as_deref().map_or(Raw::None, Raw::Text)
}

fn number(value: Option<i32>) -> Raw<'static> {
    value.map_or(Raw::None, |number| Raw::Integer(i64::from(number)))
}

fn flag(value: Option<bool>) -> Raw<'static> {
    value.map_or(Raw::None, Raw::Flag)
}

/// How to read the field of a column; `None` for a key that is no column of cards.
#[must_use]
pub fn field(key: &str) -> Option<Field> {
    Some(match key {
        "cid" => |card| text(&card.cid),
        "sim_card_id" => |card| Raw::Integer(card.sim_card_id),
        "iccid" => |card| text(&card.iccid),
        "sim_status" => |card| number(card.sim_status),
        "stop_reason" => |card| text(&card.stop_reason),
        "node_id" => |card| text(&card.node_id),
        "imei" => |card| text(&card.imei),
        "device_model" => |card| text(&card.device_model),
        "device_status" => |card| number(card.device_status),
        "imsi" => |card| text(&card.imsi),
        "msisdn" => |card| text(&card.msisdn),
        "price_plan_name" => |card| text(&card.price_plan_name),
        "flow_total" => |card| card.flow_total.map_or(Raw::None, Raw::Megabytes),
        "flow_used" => |card| card.flow_used.map_or(Raw::None, Raw::Megabytes),
        "flow_left" => |card| card.flow_left.map_or(Raw::None, Raw::Megabytes),
        "flow_time" => |card| card.flow_time.map_or(Raw::None, Raw::Time),
        "tag_names" => |card| text(&card.tag_names),
        "order_id" => |card| card.order_id.map_or(Raw::None, Raw::Integer),
        "customer_attribute1" => |card| text(&card.customer_attribute1),
        "customer_attribute2" => |card| text(&card.customer_attribute2),
        "customer_attribute3" => |card| text(&card.customer_attribute3),
        "customer_attribute4" => |card| text(&card.customer_attribute4),
        "customer_attribute5" => |card| text(&card.customer_attribute5),
        "customer_attribute6" => |card| text(&card.customer_attribute6),
        "act_date" => |card| card.act_date.map_or(Raw::None, Raw::Time),
        "expire_time" => |card| card.expire_time.map_or(Raw::None, Raw::Time),
        "purchase_time" => |card| card.purchase_time.map_or(Raw::None, Raw::Time),
        "real_named" => |card| flag(card.real_named),
        "cut_net_flag" => |card| flag(card.cut_net_flag),
        "exceed_cut_net_flag" => |card| flag(card.exceed_cut_net_flag),
        "exceed_cut_net_quota" => |card| number(card.exceed_cut_net_quota),
        "imei_bind_remain_times" => |card| number(card.imei_bind_remain_times),
        "speed_value" => |card| number(card.speed_value),
        "sim_type" => |card| number(card.sim_type),
        "card_form" => |card| text(&card.card_form),
        "data_type" => |card| number(card.data_type),
        "network_type" => |card| text(&card.network_type),
        "carrier_type" => |card| number(card.carrier_type),
        "sim_pool_id" => |card| card.sim_pool_id.map_or(Raw::None, Raw::Integer),
        "back_pool_id" => |card| card.back_pool_id.map_or(Raw::None, Raw::Integer),
        _ => return None,
    })
}

/// The six cycles up to now of every carrier, oldest first. China Unicom's end on the 26th, so that there may be seven.
#[must_use]
pub fn cycles(now_ms: i64) -> Vec<BillingCycle> {
    let today = date_of(day_of(now_ms));
    let mut all: Vec<BillingCycle> = (1..=4)
        .flat_map(|code| BillingCycle::last_six(rules::carrier(code), today))
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What a card used in each of these cycles, as operation 12 tells it; nothing in a cycle its carrier does not have.
///
/// # Errors
/// When the database cannot be read.
pub fn usage(
    db: &Connection,
    catalog: &Catalog,
    card: i64,
    cycles: &[BillingCycle],
    now_ms: i64,
    into: &mut Vec<Option<Megabytes>>,
) -> rusqlite::Result<()> {
    into.clear();
    let Some(life) = history::read(db, catalog, card)? else {
        into.resize(cycles.len(), None);
        return Ok(());
    };
    let (profile, today) = (&life.profile, day_of(now_ms));
    let own = BillingCycle::last_six(rules::carrier(profile.carrier), date_of(today));
    into.extend(cycles.iter().map(|cycle| {
        own.contains(cycle).then(|| {
            let sum = profile.sum(cycle_named(profile.carrier, *cycle), today - 1);
            Megabytes::from_thousandths(sum)
        })
    }));
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::clock::parse_now;
    use gsl_model::export::{What, columns};

    #[test]
    fn every_column_of_cards_is_a_field() {
        let card = serde_json::to_value(SimCard::default()).unwrap();
        for column in columns(What::Cards) {
            assert!(field(column.key).is_some(), "{}", column.key);
            assert!(card.get(column.key).is_some(), "{}", column.key);
        }
        assert!(field("tags").is_none());
    }

    #[test]
    fn there_are_seven_cycles_when_a_carrier_is_ahead() {
        let at = |text: &str| cycles(parse_now(text).unwrap()).len();
        assert_eq!(at("2026-11-22T12:00:00Z"), 6);
        assert_eq!(at("2026-11-28T12:00:00Z"), 7);
    }
}
