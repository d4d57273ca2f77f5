//! Cards of the account as rows of the mirror.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use gsl_model::carrier::Carrier;
use gsl_model::stop::StopReason;
use gsl_model::wire::SimCard;
use rusqlite::{OptionalExtension, Transaction, params};

use super::ms;
use super::schedule::figures_as_of;
use crate::rules;

/// The columns of `cards` that the account tells, in the order of [`put`].
const COLUMNS: [&str; 38] = [
    "cid",
    "iccid",
    "account",
    "instance",
    "network",
    "plan",
    "order_id",
    "pool_id",
    "carrier",
    "status",
    "stop_reason",
    "sim_type",
    "data_type",
    "msisdn",
    "imsi",
    "imei",
    "node_id",
    "device_status",
    "device_model",
    "device_status_time",
    "dbm",
    "signal_level",
    "act_time",
    "expire_time",
    "real_named",
    "cut_net",
    "exceed_cut",
    "exceed_quota",
    "rebinds_left",
    "speed",
    "attr1",
    "attr2",
    "attr3",
    "attr4",
    "attr5",
    "attr6",
    "gone_at",
    "mirrored",
];

/// What a page changed.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// Cards that the mirror did not have.
    pub new: Vec<i64>,
    /// Cards whose row changed.
    pub changed: Vec<i64>,
}

/// What the mirror knew of a card.
struct Known {
    digest: i64,
    status: u8,
    stop_reason: Option<String>,
    gone: bool,
}

/// A plan of the mirror.
#[derive(Clone, Copy)]
struct KnownPlan {
    id: i64,
    carrier: Option<i32>,
}

/// Writes the cards of a page.
pub(super) struct CardWriter<'a> {
    db: &'a Transaction<'a>,
    pass: i64,
    observed_ms: i64,
    plans: HashMap<String, KnownPlan>,
    tags: HashMap<String, i64>,
    insert: String,
}

impl<'a> CardWriter<'a> {
    pub(super) fn new(db: &'a Transaction<'a>, pass: i64, observed_ms: i64) -> Self {
        let names = COLUMNS.join(", ");
        let marks: Vec<String> = (2..COLUMNS.len() + 2).map(|at| format!("?{at}")).collect();
        let updates: Vec<String> = COLUMNS
            .iter()
            .map(|name| format!("{name} = excluded.{name}"))
            .collect();
        Self {
            db,
            pass,
            observed_ms,
            plans: HashMap::new(),
            tags: HashMap::new(),
            // When it was bought is not told; no use is made up, so the rate is 0; number retention is not told either.
            insert: format!(
                "INSERT INTO cards (id, {names}, purchase_time, rate, retention) VALUES (?1, {}, 0, 0, 0) \
                 ON CONFLICT (id) DO UPDATE SET {}",
                marks.join(", "),
                updates.join(", ")
            ),
        }
    }

    /// Writes cards as the account shows them; orders are counted anew.
    pub(super) fn write(&mut self, cards: &[SimCard]) -> rusqlite::Result<Written> {
        let mut written = Written::default();
        let mut orders = Vec::new();
        for card in cards {
            let digest = digest(card, self.observed_ms);
            let known = self.known(card.sim_card_id)?;
            let same = known
                .as_ref()
                .is_some_and(|known| known.digest == digest && !known.gone);
            if !same {
                self.put(card, known.as_ref())?;
                orders.push(card.order_id.unwrap_or(0));
                if known.is_some() {
                    written.changed.push(card.sim_card_id);
                } else {
                    written.new.push(card.sim_card_id);
                }
            }
            self.db
                .prepare_cached(
                    "INSERT INTO mirrored_cards (card_id, pass, digest, observed_at) VALUES (?1, ?2, ?3, ?4) \
                     ON CONFLICT (card_id) DO UPDATE SET pass = excluded.pass, missed = 0, digest = excluded.digest, \
                     observed_at = excluded.observed_at",
                )?
                .execute(params![card.sim_card_id, self.pass, digest, self.observed_ms])?;
        }
        orders.sort_unstable();
        orders.dedup();
        for order in orders {
            count_order(self.db, order)?;
        }
        Ok(written)
    }

    fn known(&self, card: i64) -> rusqlite::Result<Option<Known>> {
        self.db
            .prepare_cached(
                "SELECT digest, status, stop_reason, gone_at IS NOT NULL AS gone FROM mirrored_cards \
                 JOIN cards ON cards.id = card_id WHERE card_id = ?1",
            )?
            .query_row([card], |row| {
                Ok(Known {
                    digest: row.get("digest")?,
                    status: row.get("status")?,
                    stop_reason: row.get("stop_reason")?,
                    gone: row.get("gone")?,
                })
            })
            .optional()
    }

    fn put(&mut self, card: &SimCard, known: Option<&Known>) -> rusqlite::Result<()> {
        let id = card.sim_card_id;
        let cid = card
            .number()
            .map_or_else(|| format!("#{id}"), str::to_owned);
        let by_number =
            Carrier::known_or_by_number(card.carrier_type, card.iccid.as_deref().or(Some(&cid)));
        let plan = self.plan(card, by_number)?;
        let carrier = card
            .carrier_type
            .or(plan.carrier)
            .and_then(Carrier::from_carrier_type)
            .unwrap_or(by_number);
        let order = self.order(card, plan)?;
        self.pool(card.sim_pool_id, plan, carrier)?;
        let status = card
            .sim_status
            .and_then(|code| u8::try_from(code).ok())
            .unwrap_or(0);
        let reason = StopReason::of(card).map(StopReason::key);
        let (used, left) = (card.flow_used, card.flow_left);
        let total = used
            .zip(left)
            .map(|(used, left)| used.thousandths().saturating_add(left.thousandths()));
        // A card that left and whose number another one has now.
        self.db
            .prepare_cached(
                "UPDATE cards SET cid = cid || '#' || id, gone_at = COALESCE(gone_at, ?3) WHERE cid = ?1 AND id <> ?2",
            )?
            .execute(params![cid, id, self.observed_ms])?;
        self.db.prepare_cached(&self.insert)?.execute(params![
            id,
            cid,
            card.iccid,
            card.account_id,
            card.sim_price_plan_id,
            card.network_type,
            plan.id,
            order,
            card.sim_pool_id,
            rules::carrier_code(carrier),
            status,
            reason,
            card.sim_type.unwrap_or(3),
            card.data_type.unwrap_or_else(|| rules::data_type(
                total.unwrap_or(0),
                card.is_pooled()
            )
            .into()),
            card.msisdn.as_deref().unwrap_or(""),
            card.imsi.as_deref().unwrap_or(""),
            card.imei,
            card.node_id,
            card.device_status,
            card.device_model,
            ms(card.device_status_date),
            card.dbm,
            card.signal_level,
            ms(card.act_date),
            ms(card.expire_time),
            card.real_named.unwrap_or(false),
            card.cut_net_flag.unwrap_or(false),
            card.exceed_cut_net_flag.unwrap_or(false),
            card.exceed_cut_net_quota,
            card.imei_bind_remain_times,
            card.speed_value,
            card.customer_attribute1,
            card.customer_attribute2,
            card.customer_attribute3,
            card.customer_attribute4,
            card.customer_attribute5,
            card.customer_attribute6,
            None::<i64>,
            true,
        ])?;
        let figures = (used.is_some() || left.is_some())
            .then(|| ms(card.flow_time).unwrap_or_else(|| figures_as_of(self.observed_ms)));
        self.db
            .prepare_cached(
                "INSERT INTO figures (card_id, flow_used, flow_left, flow_time) VALUES (?1, ?2, ?3, ?4) \
                 ON CONFLICT (card_id) DO UPDATE SET flow_used = excluded.flow_used, flow_left = excluded.flow_left, \
                 flow_time = excluded.flow_time WHERE flow_time IS NULL OR excluded.flow_time IS NULL \
                 OR flow_time <= excluded.flow_time",
            )?
            .execute(params![
                id,
                used.map(gsl_model::units::Megabytes::thousandths),
                left.map(gsl_model::units::Megabytes::thousandths),
                figures
            ])?;
        self.wear(card)?;
        if let Some(known) = known
            && (known.status != status || known.stop_reason.as_deref() != reason)
        {
            self.db
                .prepare_cached(
                    "INSERT INTO state_changes (card_id, at, old_status, old_reason, new_status, new_reason) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute(params![
                    id,
                    self.observed_ms,
                    known.status,
                    known.stop_reason,
                    status,
                    reason
                ])?;
        }
        Ok(())
    }

    /// The plan of a card, by its name: the card list tells no more. One that is not on offer gets a row to be completed.
    fn plan(&mut self, card: &SimCard, carrier: Carrier) -> rusqlite::Result<KnownPlan> {
        let name = card.price_plan_name.clone().unwrap_or_default();
        if let Some(plan) = self.plans.get(&name) {
            return Ok(*plan);
        }
        let found = self
            .db
            .prepare_cached("SELECT id, carrier_type, placeholder FROM plans WHERE name = ?1 ORDER BY placeholder, id")?
            .query_map([&name], |row| {
                let listed = !row.get::<_, bool>("placeholder")?;
                let carrier: i32 = row.get("carrier_type")?;
                Ok(KnownPlan {
                    id: row.get("id")?,
                    carrier: listed.then_some(carrier),
                })
            })?
            .next()
            .transpose()?;
        let plan = match found {
            Some(plan) => plan,
            None => {
                self.db
                    .prepare_cached(
                        "INSERT INTO plans (price_plan_id, name, description, flow_total, package_type, years, network_type, \
                         location_type, location_desc, carrier_type, silent_months, price, placeholder) \
                         VALUES (?1, ?2, '', ?3, 1, 0, 1, 1, '', ?4, 0, 0, 1)",
                    )?
                    .execute(params![
                        format!("?{name}"),
                        name,
                        card.flow_used
                            .zip(card.flow_left)
                            .map_or(0, |(used, left)| used.thousandths().saturating_add(left.thousandths())),
                        carrier.carrier_type()
                    ])?;
                KnownPlan {
                    id: self.db.last_insert_rowid(),
                    carrier: None,
                }
            }
        };
        self.plans.insert(name, plan);
        Ok(plan)
    }

    /// The batch of a card: a row of `orders` with the number that the cards share; 0 stands for none.
    fn order(&self, card: &SimCard, plan: KnownPlan) -> rusqlite::Result<i64> {
        let order = card.order_id.unwrap_or(0);
        self.db
            .prepare_cached(
                "INSERT OR IGNORE INTO orders (id, status, type, plan, quantity, create_time, mirrored) \
                 VALUES (?1, 5, 1, ?2, 0, 0, 1)",
            )?
            .execute([order, plan.id])?;
        Ok(order)
    }

    /// A pool that has not been read yet gets a row that the list of pools completes.
    fn pool(&self, pool: Option<i64>, plan: KnownPlan, carrier: Carrier) -> rusqlite::Result<()> {
        let Some(pool) = pool else {
            return Ok(());
        };
        self.db
            .prepare_cached(
                "INSERT OR IGNORE INTO pools (id, name, forward, plan, status, create_time, carrier, dirty, mirrored) \
                 VALUES (?1, '', 1, ?2, 1, 0, ?3, 0, 1)",
            )?
            .execute(params![pool, plan.id, rules::carrier_code(carrier)])?;
        Ok(())
    }

    /// The tags of a card, by their names.
    fn wear(&mut self, card: &SimCard) -> rusqlite::Result<()> {
        let mut wanted = Vec::new();
        for name in card.tags() {
            wanted.push(self.tag(name)?);
        }
        wanted.sort_unstable();
        wanted.dedup();
        let id = card.sim_card_id;
        let worn: Vec<i64> = self
            .db
            .prepare_cached("SELECT tag_id FROM card_tags WHERE card_id = ?1 ORDER BY tag_id")?
            .query_map([id], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for tag in worn.iter().filter(|tag| !wanted.contains(tag)) {
            self.db
                .prepare_cached("DELETE FROM card_tags WHERE card_id = ?1 AND tag_id = ?2")?
                .execute([id, *tag])?;
        }
        for tag in wanted.iter().filter(|tag| !worn.contains(tag)) {
            self.db
                .prepare_cached("INSERT INTO card_tags (card_id, tag_id) VALUES (?1, ?2)")?
                .execute([id, *tag])?;
        }
        Ok(())
    }

    /// The id of a tag. One that the list of tags has not shown yet gets a negative one until it does.
    fn tag(&mut self, name: &str) -> rusqlite::Result<i64> {
        if let Some(tag) = self.tags.get(name) {
            return Ok(*tag);
        }
        self.db
            .prepare_cached(
                "INSERT OR IGNORE INTO tags (id, name, uses) SELECT MIN(0, COALESCE(MIN(id), 0)) - 1, ?1, 0 FROM tags",
            )?
            .execute([name])?;
        let tag = self
            .db
            .prepare_cached("SELECT id FROM tags WHERE name = ?1")?
            .query_row([name], |row| row.get(0))?;
        self.tags.insert(name.to_owned(), tag);
        Ok(tag)
    }
}

/// Whether a card is as it was: a number made of all that the account says of it, and of the day its figures are as of.
fn digest(card: &SimCard, observed_ms: i64) -> i64 {
    let mut hasher = DefaultHasher::new();
    figures_as_of(observed_ms).hash(&mut hasher);
    serde_json::to_string(card)
        .unwrap_or_default()
        .hash(&mut hasher);
    hasher.finish().cast_signed()
}

/// How many cards a batch has, and the plan of most of them.
pub(super) fn count_order(db: &Transaction<'_>, order: i64) -> rusqlite::Result<()> {
    db.prepare_cached(
        "UPDATE orders SET quantity = (SELECT COUNT(*) FROM cards WHERE order_id = ?1 AND gone_at IS NULL), \
         mixed = (SELECT COUNT(DISTINCT plan) > 1 FROM cards WHERE order_id = ?1), \
         plan = COALESCE((SELECT plan FROM cards WHERE order_id = ?1 GROUP BY plan ORDER BY COUNT(*) DESC, plan LIMIT 1), plan) \
         WHERE id = ?1",
    )?
    .execute([order])?;
    Ok(())
}
