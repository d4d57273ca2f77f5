//! The demo fleet. The same number of cards, seed and day give the same database content.

pub mod cards;
mod directional;
pub mod names;
pub mod orders;
pub mod plans;
pub mod timeline;

use chrono::Datelike;
use rusqlite::{Connection, Statement, Transaction, params};

use gsl_model::order::{OrderStatus, OrderType};

use crate::clock::{day_of, day_start, instant};
use crate::db::schema::INDEXES;
use crate::labels::{FIRST_ATTRIBUTE, FIRST_TAG};
use crate::lifecycle::status;
use crate::numbering;
use crate::orders::snapshot::KEPT_MS;
use crate::rng::{Rng, mix};
use crate::rules::cycle_of_day;
use cards::{CardSeeder, SeededCard};
use orders::{Batch, Pool};
use timeline::OrderOutline;

/// What to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Number of cards.
    pub cards: i64,
    /// Seed.
    pub seed: u64,
    /// The service's now, ms.
    pub now_ms: i64,
}

const FIRST_CARD: i64 = 4_710_226_000_000_000;

/// Fills an empty database.
///
/// # Errors
/// When the database refuses.
pub fn fill(db: &mut Connection, plan: Plan) -> rusqlite::Result<()> {
    let work = db.transaction()?;
    let mut rng = Rng::new(plan.seed, 1);
    let plans = plans::all();
    plans::insert(&work, &plans)?;
    labels(&work, plan.now_ms)?;
    let batches = orders::batches(&mut rng, &plans, plan.cards, plan.now_ms);
    let others = orders::others(&mut rng, &plans, &batches, plan.now_ms);
    insert_orders(&work, &batches, &others, plan.now_ms)?;
    directional::insert(&work, &batches, plan.now_ms)?;
    insert_cards(&work, &batches, plan)?;
    for (key, value) in [
        ("seed", plan.seed.to_string()),
        ("cards", plan.cards.to_string()),
        ("day", day_of(plan.now_ms).to_string()),
    ] {
        work.execute(
            "INSERT INTO meta (key, value) VALUES (?1, ?2)",
            [key, &value],
        )?;
    }
    work.execute_batch(INDEXES)?;
    insert_snapshots(&work, &others, plan.now_ms)?;
    work.execute_batch("ANALYZE")?;
    work.commit()
}

fn labels(db: &Transaction<'_>, now_ms: i64) -> rusqlite::Result<()> {
    for (number, name) in (0_i64..).zip(names::TAGS) {
        db.execute(
            "INSERT INTO tags (id, name, uses) VALUES (?1, ?2, 0)",
            params![FIRST_TAG + number * 3, name],
        )?;
    }
    for (slot, name) in (1_i64..).zip(names::ATTRIBUTES) {
        let created = now_ms - (400 - slot) * crate::clock::DAY_MS;
        db.execute(
            "INSERT INTO attributes (id, slot, name, enabled, create_time, modify_time) VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
            params![FIRST_ATTRIBUTE + slot, slot, name, slot <= 3, created],
        )?;
    }
    Ok(())
}

fn insert_orders(
    db: &Transaction<'_>,
    batches: &[Batch],
    others: &[orders::Other],
    now_ms: i64,
) -> rusqlite::Result<()> {
    let mut pool = db.prepare(
        "INSERT INTO pools (id, name, forward, plan, status, create_time, carrier, status_time, arrears_since, \
         threshold_cycle) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    let mut joined = db.prepare(
        "INSERT INTO pool_orders (order_id, pool_id, joined_at, shape) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (number, batch) in batches.iter().enumerate() {
        let placed = OrderOutline {
            id: batch.id,
            status: OrderStatus::Completed,
            kind: OrderType::Purchase,
            plan: &batch.plan,
            quantity: batch.quantity,
            form: Some(batch.form),
            pooled: batch.pool != Pool::None,
            created: batch.created,
            source: None,
            unpaid: false,
        };
        timeline::insert(db, &placed, now_ms)?;
        if let Some(id) = batch.pool_id {
            let word = names::POOLS
                .get(number % names::POOLS.len())
                .copied()
                .unwrap_or("");
            let state = match batch.pool {
                Pool::Forward | Pool::UsedUp => 1,
                Pool::Gone => 0,
                Pool::Lapsed => -2,
                Pool::Frozen | Pool::Threshold => -1,
                Pool::Backward | Pool::None => 2,
            };
            let name = format!("{word}流量池{:02}", number + 1);
            // As old as the stops of their cards, see `CardSeeder::stop`.
            let today = day_of(now_ms);
            let arrears = batch.pool.arrears().map(|days| today - days);
            let fired = (batch.pool == Pool::Threshold)
                .then(|| cycle_of_day(batch.carrier, today).name.to_string());
            let since = match batch.pool {
                Pool::Frozen => day_start(today - 6),
                Pool::Lapsed => day_start(today - 5),
                Pool::Threshold => day_start(today),
                _ => batch.created,
            };
            pool.execute(params![
                id,
                name,
                batch.pool.is_forward(),
                batch.plan.id,
                state,
                batch.created,
                batch.carrier,
                since,
                arrears,
                fired
            ])?;
            joined.execute(params![batch.id, id, batch.created, batch.shape().kind])?;
        }
    }
    for other in others {
        let placed = OrderOutline {
            id: other.id,
            status: other.status,
            kind: other.kind,
            plan: &other.plan,
            quantity: other.quantity,
            form: other.form,
            pooled: false,
            created: other.created,
            source: other.source,
            unpaid: other.unpaid,
        };
        timeline::insert(db, &placed, now_ms)?;
    }
    Ok(())
}

/// What renewals under way are for: the cards of their source in use now.
fn insert_snapshots(
    db: &Transaction<'_>,
    others: &[orders::Other],
    now_ms: i64,
) -> rusqlite::Result<()> {
    for other in others {
        let Some(source) = other.source.filter(|_| !other.status.is_final()) else {
            continue;
        };
        db.execute(
            "INSERT INTO renewal_snapshots (way, not_found_count, not_found, create_time, expire_time) \
             VALUES (?1, 0, '[]', ?2, ?3)",
            params![
                if other.kind == OrderType::RenewCards { "file" } else { "orders" },
                other.created,
                other.created + KEPT_MS
            ],
        )?;
        let snapshot = db.last_insert_rowid();
        db.execute(
            "INSERT INTO renewal_cards (snapshot, card_id, order_id, expires) SELECT ?1, id, order_id, expire_time FROM cards \
             WHERE order_id = ?2 AND status = ?3 AND back_pool_id IS NULL AND expire_time > ?4",
            params![snapshot, source, status::IN_USE, now_ms],
        )?;
        db.execute(
            "UPDATE orders SET snapshot = ?2 WHERE id = ?1",
            [other.id, snapshot],
        )?;
    }
    Ok(())
}

const INSERT_CARD: &str = "INSERT INTO cards (id, cid, plan, order_id, pool_id, back_pool_id, carrier, status, \
    stop_reason, sim_type, card_form, data_type, msisdn, imsi, imei, node_id, device_status, device_model, \
    device_status_time, dbm, signal_level, purchase_time, act_time, expire_time, real_named, cut_net, exceed_cut, \
    exceed_quota, rebinds_left, speed, retention, attr1, attr2, attr3, rate) \
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35)";

struct Inserts<'a> {
    card: Statement<'a>,
    tag: Statement<'a>,
    figures: Statement<'a>,
    pause: Statement<'a>,
    day: Statement<'a>,
}

fn insert_cards(db: &Transaction<'_>, batches: &[Batch], plan: Plan) -> rusqlite::Result<()> {
    let mut inserts = Inserts {
        card: db.prepare(INSERT_CARD)?,
        tag: db.prepare("INSERT INTO card_tags (card_id, tag_id) VALUES (?1, ?2)")?,
        figures: db.prepare(
            "INSERT INTO figures (card_id, flow_used, flow_left, flow_time) VALUES (?1, ?2, ?3, ?4)",
        )?,
        pause: db
            .prepare("INSERT INTO usage_pauses (card_id, from_day, to_day) VALUES (?1, ?2, ?3)")?,
        day: db.prepare("INSERT INTO usage_overrides (card_id, day, flow) VALUES (?1, ?2, ?3)")?,
    };
    let mut director = CardSeeder::default();
    let mut serials = [12_000_000_i64; 4];
    let mut number = 0_i64;
    for (variant, batch) in (0_u64..).zip(batches) {
        let mut rng = Rng::new(plan.seed, 1000 + variant);
        let label = OrderLabels::new(&mut rng, batch);
        let serial = serials.get_mut(usize::from(batch.carrier.clamp(1, 4) - 1));
        let Some(serial) = serial else { continue };
        // A gap between orders, so that segments of container IDs are those of an order.
        *serial += 37;
        let year = instant(batch.created).year();
        for index in 0..batch.quantity {
            *serial += 1;
            number += 1;
            let salt = (mix(plan.seed ^ number.unsigned_abs()) % 997) as i64;
            let id = FIRST_CARD + number * 1000 + salt;
            let made = director.make(&mut rng, id, index, batch, plan.now_ms);
            let numbers = numbering::numbers(batch.carrier, variant, year, *serial);
            store(
                &mut inserts,
                &mut rng,
                batch,
                &label,
                &made,
                &numbers,
                number,
                plan.now_ms,
            )?;
        }
    }
    Ok(())
}

/// Tags and attribute one, shared by an order's cards.
struct OrderLabels {
    tags: Vec<usize>,
    customer: &'static str,
    purpose: &'static str,
}

impl OrderLabels {
    fn new(rng: &mut Rng, batch: &Batch) -> Self {
        let used = names::TAGS.len() - names::UNUSED_TAGS;
        let mut tags = Vec::new();
        for _ in 0..rng.range(0, 2) {
            tags.push(
                rng.range(0, i64::try_from(used).unwrap_or(1) - 1)
                    .unsigned_abs() as usize,
            );
        }
        if batch.carrier == 4 {
            tags.push(7);
        }
        Self {
            tags,
            customer: rng.pick(&names::CUSTOMERS).copied().unwrap_or(""),
            purpose: rng.pick(&names::USES).copied().unwrap_or(""),
        }
    }
}

#[allow(clippy::too_many_arguments)]
fn store(
    inserts: &mut Inserts<'_>,
    rng: &mut Rng,
    batch: &Batch,
    label: &OrderLabels,
    made: &SeededCard,
    numbers: &numbering::Numbers,
    number: i64,
    now_ms: i64,
) -> rusqlite::Result<()> {
    let (life, extras, id) = (&made.life, &made.extras, made.life.profile.id);
    let tags = card_tags(rng, label);
    let city = if batch.carrier == 4 {
        rng.pick(&names::CITIES_ABROAD)
    } else {
        rng.pick(&names::CITIES)
    };
    let labelled = rng.chance(900);
    let imei = (life.act_time.is_some() && life.status != status::DEREGISTERED)
        .then(|| numbering::imei(number));
    // Physical cards know nothing of their device's link (SimDeviceVO).
    let linked = batch.sim_type != 3 && life.act_time.is_some();
    let online = rng.chance(800);
    let forward = batch.pool_id.filter(|_| batch.pool.is_forward());
    let backward = batch.pool_id.filter(|_| !batch.pool.is_forward());
    inserts.card.execute(params![
        id,
        numbers.cid,
        batch.plan.id,
        batch.id,
        forward,
        backward,
        batch.carrier,
        life.status,
        life.reason,
        batch.sim_type,
        batch.form,
        crate::rules::data_type(batch.plan.flow_total, batch.pool != Pool::None),
        numbers.msisdn,
        numbers.imsi,
        imei,
        linked.then(|| format!("node-{id}")),
        linked.then_some(if online { 3 } else { 4 }),
        linked.then_some("ME909s-821"),
        linked.then(|| now_ms - rng.range(60, 86_400) * 1000),
        linked.then_some(if online { "-71" } else { "-104" }),
        linked.then_some(if online { "3" } else { "1" }),
        batch.created,
        life.act_time,
        life.expire_time,
        extras.real_named,
        extras.cut_net,
        extras.quota.is_some(),
        extras.quota,
        extras.rebinds,
        extras.speed,
        extras.retention,
        Some(label.customer),
        city.filter(|_| labelled),
        Some(label.purpose).filter(|_| labelled),
        life.profile.rate,
    ])?;
    for tag in tags {
        inserts
            .tag
            .execute(params![id, FIRST_TAG + i64::try_from(tag).unwrap_or(0) * 3])?;
    }
    for (from, to) in &life.profile.pauses {
        inserts.pause.execute(params![id, from, to])?;
    }
    if let Some(figures) = made.figures {
        inserts
            .figures
            .execute(params![id, figures.used, figures.left, figures.as_of])?;
    }
    for (day, flow) in &life.profile.overrides {
        inserts.day.execute(params![id, day, flow])?;
    }
    Ok(())
}

/// The order's tags, and for some cards one or two of their own; ascending, none twice.
fn card_tags(rng: &mut Rng, label: &OrderLabels) -> Vec<usize> {
    let mut tags = label.tags.clone();
    if rng.chance(250) {
        for _ in 0..rng.range(1, 2) {
            tags.push(rng.range(26, 37).unsigned_abs() as usize);
        }
    }
    tags.sort_unstable();
    tags.dedup();
    tags
}
