//! The plans on offer in a demo fleet.

use rusqlite::{Transaction, params};

use crate::catalog::Plan;

/// Sizes in MB and their price of a month, in cents.
const SIZES: [(i64, i64); 7] = [
    (30, 120),
    (100, 200),
    (500, 400),
    (1024, 550),
    (2048, 800),
    (5120, 1500),
    (10240, 2600),
];

/// Overseas regions: name, location type, country type.
const ABROAD: [(&str, i32, Option<i32>); 6] = [
    ("香港", 5, Some(1)),
    ("泰国", 5, Some(3)),
    ("日本", 5, Some(4)),
    ("马来西亚", 5, Some(7)),
    ("新加坡", 5, Some(8)),
    ("欧洲", 2, None),
];

fn size_name(mb: i64) -> String {
    if mb % 1024 == 0 {
        format!("{}GB", mb / 1024)
    } else {
        format!("{mb}MB")
    }
}

/// All plans, numbered from 1. Mainland carriers have base plans of every size for one and three years and add-ons;
/// overseas regions have three sizes.
#[must_use]
pub fn all() -> Vec<Plan> {
    let mut plans = Vec::new();
    let mut add = |mut plan: Plan| {
        plan.id = i64::try_from(plans.len()).unwrap_or(0) + 1;
        plan.price_plan_id = format!("{}", 2_023_040_600_001_000_i64 + plan.id * 17);
        plans.push(plan);
    };
    for (carrier, name) in [(1, "中国移动"), (2, "中国电信"), (3, "中国联通")] {
        for (mb, cents) in SIZES {
            for years in [1, 3] {
                let off = if years == 3 { 90 } else { 100 };
                add(mainland(
                    carrier,
                    name,
                    mb,
                    1,
                    years,
                    cents * 12 * i64::from(years) * off / 100,
                ));
            }
        }
        for (mb, cents) in [(30, 150), (100, 250), (1024, 700)] {
            add(mainland(carrier, name, mb, 2, 0, cents));
        }
    }
    for (region, location_type, country_type) in ABROAD {
        for (mb, cents, years) in [(100, 900, 1), (500, 1900, 1), (1024, 2900, 3)] {
            add(Plan {
                id: 0,
                price_plan_id: String::new(),
                name: format!("海外{region} {}/月 {years}年", size_name(mb)),
                description: format!("{region}可用，每月{}，有效期{years}年", size_name(mb)),
                flow_total: mb * 1000,
                package_type: 1,
                years,
                network_type: 1,
                location_type,
                country_type,
                location_desc: region.to_owned(),
                carrier_type: 4,
                silent_months: 6,
                price: cents * 12 * i64::from(years),
            });
        }
    }
    plans
}

fn mainland(
    carrier_type: i32,
    carrier: &str,
    mb: i64,
    package_type: i32,
    years: i32,
    price: i64,
) -> Plan {
    let size = size_name(mb);
    let (name, description) = if package_type == 1 {
        (
            format!("{carrier} {size}/月 {years}年"),
            format!("中国大陆可用，每月{size}，有效期{years}年"),
        )
    } else {
        (
            format!("{carrier} 叠加包 {size}"),
            format!("当月有效的{size}叠加包"),
        )
    };
    Plan {
        id: 0,
        price_plan_id: String::new(),
        name,
        description,
        flow_total: mb * 1000,
        package_type,
        years,
        network_type: 1,
        location_type: 1,
        country_type: None,
        location_desc: "中国大陆".to_owned(),
        carrier_type,
        silent_months: 6,
        price,
    }
}

/// Stores the plans.
///
/// # Errors
/// When the database refuses.
pub fn insert(db: &Transaction<'_>, plans: &[Plan]) -> rusqlite::Result<()> {
    let mut statement = db.prepare(
        "INSERT INTO plans (id, price_plan_id, name, description, flow_total, package_type, years, network_type, \
         location_type, country_type, location_desc, carrier_type, silent_months, price) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?;
    for plan in plans {
        statement.execute(params![
            plan.id,
            plan.price_plan_id,
            plan.name,
            plan.description,
            plan.flow_total,
            plan.package_type,
            plan.years,
            plan.network_type,
            plan.location_type,
            plan.country_type,
            plan.location_desc,
            plan.carrier_type,
            plan.silent_months,
            plan.price,
        ])?;
    }
    Ok(())
}
