//! Pools as operations 17 and 19 show them: one row per pool and cycle.

use gsl_model::cycle::BillingCycle;
use gsl_model::forecast::Risk;
use gsl_model::units::Megabytes;
use gsl_model::wire::{BackPool, PoolRiskCount, SimPool};
use rusqlite::{Connection, ToSql, params, params_from_iter};

use super::figures::end_of;
use super::outlook::rank;
use crate::catalog::Catalog;
use crate::clock::{day_start, time};
use crate::db::rows::{FromRow, ids};
use crate::rules::{cycle_named, cycle_of_day};

/// Which rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cycles {
    /// Of each pool its current cycle.
    Current,
    /// This one.
    One(BillingCycle),
    /// The six that are kept, newest first.
    All,
}

/// What a list of pools can be sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PoolSort {
    /// Newest first, and of a pool its newest cycle.
    #[default]
    Newest,
    /// Name.
    Name,
    /// When it runs dry: dry pools first, by since when; then those at risk, by their day; then those that last, with the
    /// least left first.
    RunsOut,
    /// Active cards.
    Cards,
    /// Total.
    Total,
    /// Used.
    Used,
    /// What is left, as a share of the total.
    Left,
}

impl PoolSort {
    /// Reads the parameter `sort`.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Some(match key {
            "pool_name" => Self::Name,
            "runs_out" => Self::RunsOut,
            "activated_sim_quantity" => Self::Cards,
            "flow_total" => Self::Total,
            "flow_used" => Self::Used,
            "flow_left" => Self::Left,
            _ => return None,
        })
    }

    /// What stands after `ORDER BY`. Pools of which nothing is known come last either way.
    fn clause(self, descending: bool) -> String {
        const SHARE: &str = "CAST(c.total - c.used AS REAL) / MAX(c.total, 1)";
        let way = if descending { " DESC" } else { "" };
        let keys = match self {
            Self::Newest => String::new(),
            Self::Name => format!("p.name{way}, "),
            Self::RunsOut => {
                format!("o.risk IS NULL, o.risk{way}, o.due{way}, {SHARE}{way}, ")
            }
            Self::Cards => format!("c.activated{way}, "),
            Self::Total => format!("c.total{way}, "),
            Self::Used => format!("c.used{way}, "),
            Self::Left => format!("{SHARE}{way}, "),
        };
        format!("{keys}p.id DESC, c.cycle DESC")
    }
}

/// A list of pools.
#[derive(Debug, Clone)]
pub struct Query {
    /// Forward or backward pools.
    pub forward: bool,
    /// Only these pools.
    pub ids: Option<Vec<i64>>,
    /// Part of the name.
    pub name: Option<String>,
    /// Any of these states.
    pub status: Vec<i32>,
    /// Which cycles.
    pub cycles: Cycles,
    /// Any of these risks; empty means all.
    pub risk: Vec<Risk>,
    /// In which order.
    pub sort: PoolSort,
    /// The other way round.
    pub descending: bool,
    /// Today.
    pub today: i64,
    /// Rows of a page.
    pub limit: i64,
    /// Rows before the page.
    pub skip: i64,
}

/// The two calendars there are: carriers 1, 2 and 4 have calendar months, 3 has its own.
const CALENDARS: [u8; 2] = [1, 3];

crate::from_row! {
    /// A row of either kind of pool.
    struct PoolRow {
        id: i64 = "p.id",
        name: String = "p.name",
        plan: i64 = "p.plan",
        carrier: u8 = "p.carrier",
        status: i32 = "p.status",
        status_time: Option<i64> = "p.status_time",
        created: i64 = "p.create_time",
        arrears: bool = "p.arrears_since IS NOT NULL",
        cycle: String = "c.cycle",
        used: i64 = "c.used",
        total: i64 = "c.total",
        add_ons: i64 = "c.add_ons",
        activated: i32 = "c.activated",
        inactive: i32 = "c.inactive",
        gone: i32 = "c.gone",
        stopped: i32 = "c.stopped",
        as_of: i64 = "c.as_of",
        mirrored: bool = "p.mirrored",
        /// Ids of its orders, ascending, joined by commas.
        orders: Option<String> = "(SELECT group_concat(order_id, ',' ORDER BY order_id) FROM pool_orders \
            WHERE pool_id = p.id AND joined_at IS NOT NULL)",
        /// Of the running cycle.
        outlook: Option<String> = "o.answer",
    }
}

impl PoolRow {
    fn cycle_times(&self) -> (Option<i64>, Option<i64>) {
        let cycle = BillingCycle::parse(&self.cycle).map(|name| cycle_named(self.carrier, name));
        (
            cycle.map(|cycle| day_start(cycle.first_day)),
            cycle.map(|cycle| end_of(cycle) - 1),
        )
    }

    /// The first order, and all of them joined by commas.
    fn order_ids(&self) -> (Option<i64>, String) {
        let all = self.orders.clone().unwrap_or_default();
        let first = all.split(',').next().and_then(|id| id.parse().ok());
        (first, all)
    }

    fn forward(self, catalog: &Catalog) -> SimPool {
        let plan = catalog.plan(self.plan);
        let (begin, end) = self.cycle_times();
        let (order_id, order_ids) = self.order_ids();
        SimPool {
            id: self.id,
            pool_name: Some(self.name),
            price_plan_name: plan.map(|plan| plan.name.clone()),
            price_plan_id: plan.map(|plan| plan.price_plan_id.clone()),
            effective_time: begin.map(time),
            expired_time: end.map(time),
            billing_cycle: Some(self.cycle),
            flow_total: Some(Megabytes::from_thousandths(self.total)),
            flow_used: Some(Megabytes::from_thousandths(self.used)),
            flow_left: Some(Megabytes::from_thousandths(
                self.total.saturating_sub(self.used),
            )),
            quantity: Some(self.activated + self.inactive + self.gone),
            modify_time: Some(time(self.as_of)),
            order_id,
            activated_sim_quantity: Some(self.activated),
            inactive_sim_quantity: Some(self.inactive),
            disassembled_sim_quantity: Some(self.gone),
            order_ids: Some(order_ids),
            status: Some(self.status),
            carrier_type: Some(self.carrier.into()),
            package_size: plan.map(|plan| Megabytes::from_thousandths(plan.flow_total)),
            addon_total: Some(Megabytes::from_thousandths(self.add_ons)),
            stopped_quantity: Some(self.stopped),
            activating_quantity: None,
            pending_quantity: None,
            create_time: (!self.mirrored).then(|| time(self.created)),
            outlook: self
                .outlook
                .and_then(|answer| serde_json::from_str(&answer).ok()),
        }
    }

    fn backward(self, catalog: &Catalog) -> BackPool {
        let plan = catalog.plan(self.plan);
        let (begin, end) = self.cycle_times();
        let (order_id, order_ids) = self.order_ids();
        let why = if self.arrears { "arrears" } else { "threshold" };
        BackPool {
            id: self.id,
            pool_name: Some(self.name),
            price_plan_name: plan.map(|plan| plan.name.clone()),
            price_plan_id: plan.map(|plan| plan.price_plan_id.clone()),
            effective_time: begin.map(time),
            expired_time: end.map(time),
            billing_cycle: Some(self.cycle),
            pool_status: Some(self.status),
            flow_used: Some(Megabytes::from_thousandths(self.used)),
            status_time: self.status_time.map(time),
            quantity: Some(self.activated + self.inactive + self.gone),
            modify_time: Some(time(self.as_of)),
            order_id,
            activated_sim_quantity: Some(self.activated),
            inactive_sim_quantity: Some(self.inactive),
            disassembled_sim_quantity: Some(self.gone),
            order_ids: Some(order_ids),
            status_reason: (self.status < 0 && !self.mirrored).then(|| why.to_owned()),
            carrier_type: Some(self.carrier.into()),
            stopped_quantity: Some(self.stopped),
            pending_quantity: None,
            create_time: (!self.mirrored).then(|| time(self.created)),
        }
    }
}

/// The SQL after `FROM` and its parameters.
struct Source {
    from: String,
    values: Vec<Box<dyn ToSql>>,
}

/// `any_risk`: ignores the risk filter.
fn source(query: &Query, any_risk: bool) -> Source {
    let mut conditions = vec!["p.forward = ?".to_owned()];
    let mut values: Vec<Box<dyn ToSql>> = vec![Box::new(query.forward)];
    if let Some(only) = &query.ids {
        conditions.push("p.id IN (SELECT value FROM json_each(?))".to_owned());
        values.push(Box::new(ids(only)));
    }
    if let Some(name) = &query.name {
        conditions.push("instr(p.name, ?) > 0".to_owned());
        values.push(Box::new(name.clone()));
    }
    if !query.status.is_empty() {
        conditions.push(format!(
            "p.status IN ({})",
            vec!["?"; query.status.len()].join(",")
        ));
        for status in &query.status {
            values.push(Box::new(*status));
        }
    }
    if !any_risk && !query.risk.is_empty() {
        let ranks: Vec<String> = query
            .risk
            .iter()
            .map(|risk| rank(*risk).to_string())
            .collect();
        conditions.push(format!("o.risk IN ({})", ranks.join(",")));
    }
    let [months, own] = CALENDARS.map(|carrier| cycle_of_day(carrier, query.today).name);
    let by_calendar = |months: BillingCycle, own: BillingCycle| {
        format!("CASE p.carrier WHEN 3 THEN '{own}' ELSE '{months}' END")
    };
    let oldest = |mut cycle: BillingCycle| {
        for _ in 1..gsl_model::cycle::CYCLES_KEPT {
            cycle = cycle.prev();
        }
        cycle
    };
    let cycle = match &query.cycles {
        Cycles::Current => format!("c.cycle = {}", by_calendar(months, own)),
        Cycles::One(cycle) => format!("c.cycle = '{cycle}'"),
        Cycles::All => format!("c.cycle >= {}", by_calendar(oldest(months), oldest(own))),
    };
    Source {
        from: format!(
            "pools p CROSS JOIN pool_cycles c ON c.pool_id = p.id AND {cycle} \
             LEFT JOIN pool_outlooks o ON o.pool_id = p.id AND o.cycle = c.cycle WHERE {}",
            conditions.join(" AND ")
        ),
        values,
    }
}

/// The rows that match, and a page of them.
fn list(db: &Connection, query: &Query) -> rusqlite::Result<(i64, Vec<PoolRow>)> {
    let Source { from, values } = source(query, false);
    let count = db.query_row(
        &format!("SELECT COUNT(*) FROM {from}"),
        params_from_iter(&values),
        |row| row.get(0),
    )?;
    let rows = db
        .prepare(&format!(
            "SELECT {} FROM {from} ORDER BY {} LIMIT {} OFFSET {}",
            PoolRow::COLUMNS,
            query.sort.clause(query.descending),
            query.limit,
            query.skip
        ))?
        .query_map(params_from_iter(&values), PoolRow::from_row)?
        .collect::<rusqlite::Result<_>>()?;
    Ok((count, rows))
}

/// The forward pools of a query by risk, ignoring its own risk filter: most urgent first, including risks without pools.
///
/// # Errors
/// When the database cannot be read.
pub fn risks(db: &Connection, query: &Query) -> rusqlite::Result<Vec<PoolRiskCount>> {
    let Source { from, values } = source(query, true);
    let mut counts = Risk::ALL.map(|risk| PoolRiskCount {
        risk: risk.key().to_owned(),
        ..PoolRiskCount::default()
    });
    let mut statement = db.prepare(&format!(
        "SELECT o.risk AS risk, COUNT(*) AS pools, SUM(CASE o.risk WHEN 0 THEN c.stopped ELSE c.activated END) AS cards, \
         SUM(o.price) AS price FROM {from} AND o.risk IS NOT NULL GROUP BY o.risk"
    ))?;
    let mut rows = statement.query(params_from_iter(&values))?;
    while let Some(row) = rows.next()? {
        let place: usize = row.get("risk")?;
        if let Some(count) = counts.get_mut(place) {
            count.pools = row.get("pools")?;
            count.cards = row.get("cards")?;
            count.price_cents = row.get("price")?;
        }
    }
    Ok(counts.to_vec())
}

/// Operation 17.
///
/// # Errors
/// When the database cannot be read.
pub fn forward(
    db: &Connection,
    catalog: &Catalog,
    query: &Query,
) -> rusqlite::Result<(i64, Vec<SimPool>)> {
    let (count, rows) = list(db, query)?;
    let pools = rows.into_iter().map(|row| row.forward(catalog)).collect();
    Ok((count, pools))
}

/// Operation 19.
///
/// # Errors
/// When the database cannot be read.
pub fn backward(
    db: &Connection,
    catalog: &Catalog,
    query: &Query,
) -> rusqlite::Result<(i64, Vec<BackPool>)> {
    let (count, rows) = list(db, query)?;
    let pools = rows.into_iter().map(|row| row.backward(catalog)).collect();
    Ok((count, pools))
}

/// Members with an activation under way.
///
/// # Errors
/// When the database cannot be read.
pub fn activating(db: &Connection, pool: i64) -> rusqlite::Result<i32> {
    db.prepare_cached(
        "SELECT COUNT(DISTINCT i.card_id) FROM work_order_items i JOIN work_orders o ON o.id = i.work_order \
         JOIN cards c ON c.id = i.card_id WHERE i.status = 2 AND o.action_key = 'activate' AND c.pool_id = ?1",
    )?
    .query_row([pool], |row| row.get(0))
}

/// What is under way and will change a pool: activations, joins, add-ons to come, a restart; `restart` as its work order
/// words it.
///
/// # Errors
/// When the database cannot be read.
pub fn pending(db: &Connection, pool: i64, restart: &str) -> rusqlite::Result<i32> {
    db.prepare_cached(
        "SELECT (SELECT COUNT(DISTINCT o.id) FROM work_order_items i JOIN work_orders o ON o.id = i.work_order \
           JOIN cards c ON c.id = i.card_id WHERE i.status = 2 AND o.action_key = 'activate' AND c.pool_id = ?1) \
         + (SELECT COUNT(DISTINCT work_order) FROM pool_orders WHERE pool_id = ?1 AND joined_at IS NULL) \
         + (SELECT COUNT(*) FROM pool_add_ons WHERE pool_id = ?1 AND counted = 0) \
         + (SELECT COUNT(*) FROM work_orders WHERE outcome IS NULL AND action_key = 'restart_pool' AND detail = ?2)",
    )?
    .query_row(params![pool, restart], |row| row.get(0))
}
