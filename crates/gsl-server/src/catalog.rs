//! Plans, held in memory: there are a few dozen and every card row needs its own.

use std::collections::HashMap;
use std::sync::OnceLock;

use rusqlite::Connection;

/// A plan on offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Number in the database.
    pub id: i64,
    /// Plan id on the wire.
    pub price_plan_id: String,
    /// Name.
    pub name: String,
    /// Description.
    pub description: String,
    /// Thousandths of a MB per cycle.
    pub flow_total: i64,
    /// 1 base 2 add-on.
    pub package_type: i32,
    /// Term in years; 0 for an add-on, which lasts a month.
    pub years: i32,
    /// 1 2G/3G/4G, 2 NB.
    pub network_type: i32,
    /// 1 China 2 Europe 3 Oceania 4 Africa 5 Asia-Pacific.
    pub location_type: i32,
    /// Country outside the mainland, 1 to 11.
    pub country_type: Option<i32>,
    /// Region in words.
    pub location_desc: String,
    /// Carrier code.
    pub carrier_type: i32,
    /// Months of the silent or test period.
    pub silent_months: i32,
    /// Cents.
    pub price: i64,
}

/// All plans.
#[derive(Debug, Default)]
pub struct Catalog {
    plans: Vec<Plan>,
    by_id: HashMap<i64, usize>,
}

impl Catalog {
    /// Reads the plans.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn load(db: &Connection) -> rusqlite::Result<Self> {
        let mut statement = db.prepare(
            "SELECT id, price_plan_id, name, description, flow_total, package_type, years, network_type, \
             location_type, country_type, location_desc, carrier_type, silent_months, price FROM plans ORDER BY id",
        )?;
        let plans = statement.query_map([], |row| {
            Ok(Plan {
                id: row.get("id")?,
                price_plan_id: row.get("price_plan_id")?,
                name: row.get("name")?,
                description: row.get("description")?,
                flow_total: row.get("flow_total")?,
                package_type: row.get("package_type")?,
                years: row.get("years")?,
                network_type: row.get("network_type")?,
                location_type: row.get("location_type")?,
                country_type: row.get("country_type")?,
                location_desc: row.get("location_desc")?,
                carrier_type: row.get("carrier_type")?,
                silent_months: row.get("silent_months")?,
                price: row.get("price")?,
            })
        })?;
        let plans: Vec<Plan> = plans.collect::<rusqlite::Result<_>>()?;
        let by_id = plans
            .iter()
            .enumerate()
            .map(|(at, plan)| (plan.id, at))
            .collect();
        Ok(Self { plans, by_id })
    }

    /// All plans, in order of their numbers.
    #[must_use]
    pub fn plans(&self) -> &[Plan] {
        &self.plans
    }

    /// The plan with this number.
    #[must_use]
    pub fn plan(&self, id: i64) -> Option<&Plan> {
        self.by_id.get(&id).and_then(|at| self.plans.get(*at))
    }

    /// The plan with this wire id.
    #[must_use]
    pub fn by_price_plan_id(&self, wire: &str) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.price_plan_id == wire)
    }
}

/// The plans as they are now, and as they were: a mirror reads new plans while requests hold on to older ones. A version is
/// added only when plans have changed, which they do a few times a year.
#[derive(Debug, Default)]
pub struct CatalogVersions {
    catalog: Catalog,
    next: OnceLock<Box<CatalogVersions>>,
}

impl CatalogVersions {
    /// With this one first.
    #[must_use]
    pub fn new(catalog: Catalog) -> Self {
        Self {
            catalog,
            next: OnceLock::new(),
        }
    }

    fn last(&self) -> &Self {
        let mut last = self;
        while let Some(next) = last.next.get() {
            last = next;
        }
        last
    }

    /// The newest.
    #[must_use]
    pub fn newest(&self) -> &Catalog {
        &self.last().catalog
    }

    /// Takes a newer one; nothing happens when the plans are the same.
    pub fn put(&self, catalog: Catalog) {
        let last = self.last();
        if last.catalog.plans != catalog.plans {
            // Two at once: both read the same rows.
            let _ = last.next.set(Box::new(Self::new(catalog)));
        }
    }
}
