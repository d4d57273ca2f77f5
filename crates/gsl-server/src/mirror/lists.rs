//! Plans, tags and attributes: a few calls each, every list read whole.

use gsl_client::{AttributesQuery, PricePlansQuery, TagsQuery};
use gsl_model::names::term;
use gsl_model::wire::{Attribute, PricePlan, SimFlow, SimFlowRequest, SyncGroup, Tag};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::{Failure, Mirror, ms, priority};

/// Cards that operation 16 takes.
const FLOWS: usize = 50;

impl Mirror {
    /// Plans on offer; and of those that cards have and that are not on offer any more, id and size by a card of each.
    pub(super) async fn read_plans(&self) -> Result<Option<i64>, Failure> {
        let group = SyncGroup::Plans;
        let began = self.0.clock.now_ms();
        self.step(group, 0, None).await;
        let plans = all_pages!(self, priority(group), list_pro_price_plans(), page => PricePlansQuery { page, ..PricePlansQuery::default() }, price_plans);
        self.write(move |db| {
            for plan in &plans {
                put_plan(db, plan)?;
            }
            Ok(((), Vec::new()))
        })
        .await?;
        let unknown = self.query(cards_of_unknown_plans).await?;
        for cards in unknown.chunks(FLOWS) {
            let request = SimFlowRequest {
                sim_card_ids: cards.to_vec(),
                ..SimFlowRequest::default()
            };
            let flows = self
                .0
                .account
                .list_flow_by_sim_cards(priority(group), &request)
                .await?
                .value;
            self.write(move |db| {
                for flow in &flows {
                    complete_plan(db, flow)?;
                }
                Ok(((), Vec::new()))
            })
            .await?;
        }
        self.plans_changed().await?;
        Ok(Some(began))
    }

    pub(super) async fn read_tags(&self) -> Result<Option<i64>, Failure> {
        let group = SyncGroup::Tags;
        let began = self.0.clock.now_ms();
        self.step(group, 0, None).await;
        let tags = all_pages!(self, priority(group), list_tags(), page => TagsQuery { page, ..TagsQuery::default() }, tags);
        self.write(move |db| Ok(((), put_tags(db, &tags)?))).await?;
        Ok(Some(began))
    }

    pub(super) async fn read_attributes(&self) -> Result<Option<i64>, Failure> {
        let group = SyncGroup::Attributes;
        let began = self.0.clock.now_ms();
        self.step(group, 0, None).await;
        let attributes = all_pages!(self, priority(group), list_attributes(), page => AttributesQuery { page, ..AttributesQuery::default() }, attributes);
        self.write(move |db| {
            put_attributes(db, &attributes)?;
            Ok(((), Vec::new()))
        })
        .await?;
        Ok(Some(began))
    }
}

/// Years of a term; 0 for one that is shorter, as an add-on's.
fn years(plan: &PricePlan) -> i32 {
    let period = plan.period.unwrap_or(0);
    match plan.period_type {
        Some(50) => period,
        Some(40) => period / 2,
        Some(30) => period / 4,
        Some(20) => period / 12,
        _ => 0,
    }
}

fn silent_months(plan: &PricePlan) -> i32 {
    let period = plan.silent_period_day.unwrap_or(0);
    match plan.silent_period_unit {
        Some(1) => period.saturating_mul(12),
        Some(3) => period / 30,
        _ => period,
    }
}

fn put_plan(db: &Transaction<'_>, plan: &PricePlan) -> rusqlite::Result<()> {
    let Some(wire) = plan.price_plan_id.as_deref() else {
        return Ok(());
    };
    let name = plan.price_plan_name.as_deref().unwrap_or("");
    let known: Option<i64> = db
        .prepare_cached(
            "SELECT id FROM plans WHERE price_plan_id = ?1 OR (placeholder AND name = ?2) ORDER BY placeholder LIMIT 1",
        )?
        .query_row([wire, name], |row| row.get(0))
        .optional()?;
    db.prepare_cached(
        "INSERT INTO plans (id, price_plan_id, name, description, flow_total, package_type, years, network_type, \
         location_type, location_desc, carrier_type, silent_months, price) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1, ?8, ?9, ?10, ?11, ?12) \
         ON CONFLICT (id) DO UPDATE SET price_plan_id = excluded.price_plan_id, name = excluded.name, \
         description = excluded.description, flow_total = excluded.flow_total, package_type = excluded.package_type, \
         years = excluded.years, location_type = excluded.location_type, location_desc = excluded.location_desc, \
         carrier_type = excluded.carrier_type, silent_months = excluded.silent_months, price = excluded.price, placeholder = 0",
    )?
    .execute(params![
        known,
        wire,
        name,
        plan.description.as_deref().unwrap_or(""),
        plan.flow_total.map_or(0, gsl_model::units::Megabytes::thousandths),
        plan.package_type.unwrap_or(1),
        years(plan),
        plan.location_type.unwrap_or(1),
        plan.location_desc.as_deref().unwrap_or(""),
        plan.carrier_type.unwrap_or(4),
        silent_months(plan),
        plan.price.map_or(0, |price| price.0),
    ])?;
    Ok(())
}

/// A card of each plan whose id is not known.
fn cards_of_unknown_plans(db: &Connection) -> rusqlite::Result<Vec<i64>> {
    db.prepare_cached(
        "SELECT MIN(cards.id) FROM plans JOIN cards ON cards.plan = plans.id \
         WHERE placeholder AND substr(price_plan_id, 1, 1) = '?' AND gone_at IS NULL AND name <> '' GROUP BY plans.id",
    )?
    .query_map([], |row| row.get(0))?
    .collect()
}

/// Id and size of a plan that is not on offer, as a card of it tells them.
fn complete_plan(db: &Transaction<'_>, flow: &SimFlow) -> rusqlite::Result<()> {
    let (Some(wire), Some(name)) = (&flow.price_plan_id, &flow.price_plan_name) else {
        return Ok(());
    };
    db.prepare_cached(
        "UPDATE OR IGNORE plans SET price_plan_id = ?1, flow_total = COALESCE(?3, flow_total) \
         WHERE placeholder AND name = ?2",
    )?
    .execute(params![
        wire,
        name,
        flow.flow_total
            .map(gsl_model::units::Megabytes::thousandths)
    ])?;
    Ok(())
}

/// Takes the tags over; answers the cards whose tags have other ids now, or are no more.
fn put_tags(db: &Transaction<'_>, tags: &[Tag]) -> rusqlite::Result<Vec<i64>> {
    let mut touched = Vec::new();
    let mut wearers = |tag: i64| -> rusqlite::Result<()> {
        let cards = db
            .prepare_cached("SELECT card_id FROM card_tags WHERE tag_id = ?1")?
            .query_map([tag], |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<i64>>>()?;
        touched.extend(cards);
        Ok(())
    };
    for tag in tags {
        let Some(name) = &tag.tag_name else { continue };
        let other: Option<i64> = db
            .prepare_cached("SELECT id FROM tags WHERE name = ?1 AND id <> ?2")?
            .query_row(params![name, tag.id], |row| row.get(0))
            .optional()?;
        if let Some(other) = other {
            db.prepare_cached("UPDATE tags SET name = '#' || id WHERE id = ?1")?
                .execute([other])?;
        }
        db.prepare_cached(
            "INSERT INTO tags (id, name, uses) VALUES (?1, ?2, 0) ON CONFLICT (id) DO UPDATE SET name = excluded.name",
        )?
        .execute(params![tag.id, name])?;
        if let Some(other) = other {
            wearers(other)?;
            db.prepare_cached(
                "INSERT OR IGNORE INTO card_tags (card_id, tag_id) SELECT card_id, ?2 FROM card_tags WHERE tag_id = ?1",
            )?
            .execute([other, tag.id])?;
            forget_tag(db, other)?;
        }
    }
    // Names that only cards have shown so far keep their negative ids.
    let listed: Vec<i64> = tags.iter().map(|tag| tag.id).collect();
    let known: Vec<i64> = db
        .prepare_cached("SELECT id FROM tags WHERE id > 0")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for tag in known.into_iter().filter(|tag| !listed.contains(tag)) {
        wearers(tag)?;
        forget_tag(db, tag)?;
    }
    Ok(touched)
}

fn forget_tag(db: &Transaction<'_>, tag: i64) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM card_tags WHERE tag_id = ?1")?
        .execute([tag])?;
    db.prepare_cached("DELETE FROM tags WHERE id = ?1")?
        .execute([tag])?;
    Ok(())
}

/// The slot 1 to 6 of an attribute: as it is told, else by its default name, else by its place among them.
fn slot(attribute: &Attribute, place: usize) -> i32 {
    let by_name = term::ATTRIBUTES.iter().position(|known| {
        attribute.default_attr_name_cn.as_deref() == Some(known.zh)
            || attribute.default_attr_name_en.as_deref() == Some(known.en)
    });
    let slot = by_name.unwrap_or(place) + 1;
    attribute
        .slot
        .unwrap_or_else(|| i32::try_from(slot).unwrap_or(i32::MAX))
}

fn put_attributes(db: &Transaction<'_>, attributes: &[Attribute]) -> rusqlite::Result<()> {
    let mut sorted: Vec<&Attribute> = attributes.iter().collect();
    sorted.sort_by_key(|attribute| attribute.id);
    db.execute("DELETE FROM attributes", [])?;
    for (place, attribute) in sorted.into_iter().enumerate() {
        let slot = slot(attribute, place);
        let default = attribute.default_attr_name_cn.as_ref();
        let name = attribute.cust_attr_name.as_ref().or(default);
        db.prepare_cached(
            "INSERT OR IGNORE INTO attributes (id, slot, name, enabled, create_time, modify_time) \
             SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE ?2 BETWEEN 1 AND 6",
        )?
        .execute(params![
            attribute.id,
            slot,
            name.cloned().unwrap_or_else(|| format!("{slot}")),
            attribute.status == Some(1),
            ms(attribute.create_time).unwrap_or(0),
            ms(attribute.modify_time).unwrap_or(0),
        ])?;
    }
    Ok(())
}
