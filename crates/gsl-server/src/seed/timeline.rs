//! How the orders of a demo fleet have gone: price, payment, the states passed and those to come, parcel, reason. Those
//! under way stand where the documented durations put them, so that the clock carries them on like bought ones.

use gsl_model::order::{OrderStatus, OrderType, duration, milestones, pay_before};
use gsl_model::units::Megabytes;
use gsl_model::wire::Address;
use rusqlite::{Transaction, params};

use crate::catalog::Plan;
use crate::clock::{DAY_MS, instant};
use crate::orders::run::parcel;
use crate::rng::mix;
use crate::rules;
use crate::work_orders::CarrierSimulation;

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
/// An order under way was paid at most so many hours ago: six weeks and what comes before and after.
const OLDEST_HOURS: i64 = 24 * 60;
/// The calendar's pace, whatever the service's: what was paid long ago was not paid at its scale.
const CALENDAR: CarrierSimulation = CarrierSimulation {
    scale: 1,
    failures: 0,
};

/// Receiver, phone, address, postcode; all made up.
const ADDRESSES: [(&str, &str, &str, &str); 4] = [
    (
        "陈立",
        "13800000011",
        "广东省深圳市南山区示例路 1 号 3 栋仓库",
        "518000",
    ),
    (
        "王敏",
        "13900000022",
        "上海市浦东新区样例大道 88 号",
        "200120",
    ),
    (
        "Li Na",
        "+86 137 0000 0033",
        "12 Sample Road, Yuhang District, Hangzhou",
        "311121",
    ),
    (
        "周平",
        "13600000044",
        "四川省成都市高新区演示街 6 号收发室",
        "610041",
    ),
];

/// Reasons of orders that failed, and of those that were not passed.
const FAILED: &str = "运营商开卡失败：库存不足，款项已原路退回";
const FAILED_ADD_ON: &str = "运营商订购叠加包失败，款项已原路退回";
const REJECTED: &str = "审核不通过：企业实名认证资料已过期，请更新后重新下单";

/// What is known of an order before its course is.
#[derive(Debug, Clone, Copy)]
pub struct OrderOutline<'a> {
    /// 批次号
    pub id: i64,
    /// State.
    pub status: OrderStatus,
    /// Type.
    pub kind: OrderType,
    /// Plan.
    pub plan: &'a Plan,
    /// Cards or packages.
    pub quantity: i64,
    /// 实体卡类型 of an order with cards.
    pub form: Option<&'a str>,
    /// Its cards share data.
    pub pooled: bool,
    /// When it was made, ms; one under way is moved to where its state fits.
    pub created: i64,
    /// Order that is renewed.
    pub source: Option<i64>,
    /// It waits for payment.
    pub unpaid: bool,
}

/// When what happened to an order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrderTimeline {
    /// It was made.
    pub created: i64,
    /// It was paid.
    pub paid: Option<i64>,
    /// It waits for payment until then, or waited.
    pub pay_before: Option<i64>,
    /// It should be shipped or done.
    pub expected: Option<i64>,
    /// It ended.
    pub finished: Option<i64>,
    /// State, instant, reached.
    pub steps: Vec<(OrderStatus, i64, bool)>,
}

impl OrderTimeline {
    /// The course of an order up to now.
    #[must_use]
    pub fn of(order: &OrderOutline<'_>, now_ms: i64) -> Self {
        let dice = mix(order.id.unsigned_abs());
        let waited = (3 + i64::try_from(dice % 37).unwrap_or(0)) * MINUTE_MS;
        let made = |created| Self {
            created,
            ..Self::default()
        };
        let mut course = match order.status {
            OrderStatus::Reviewing if order.unpaid => {
                let created = now_ms - 2 * HOUR_MS - waited * 10;
                Self {
                    pay_before: Some(pay_before(instant(created)).timestamp_millis()),
                    ..made(created)
                }
            }
            OrderStatus::Cancelled => {
                let until = pay_before(instant(order.created)).timestamp_millis();
                Self {
                    pay_before: Some(until),
                    finished: Some(until),
                    ..made(order.created)
                }
            }
            OrderStatus::Processing => {
                let paid = now_ms - MINUTE_MS;
                Self {
                    paid: Some(paid),
                    steps: planned(order, paid),
                    ..made(paid - waited)
                }
            }
            status if !status.is_final() => {
                let paid = under_way(order, now_ms, dice);
                Self {
                    paid: Some(paid),
                    steps: planned(order, paid),
                    ..made(paid - waited)
                }
            }
            OrderStatus::Completed => {
                let paid = order.created + waited;
                let steps = within(planned(order, paid), paid, now_ms);
                Self {
                    paid: Some(paid),
                    finished: steps.last().map(|(_, at, _)| *at),
                    steps,
                    ..made(order.created)
                }
            }
            status => {
                let paid = order.created + waited;
                let days = if status == OrderStatus::Rejected {
                    1
                } else {
                    3
                };
                let end = (paid + days * DAY_MS - waited).min(now_ms);
                let mut steps = planned(order, paid);
                steps.retain(|(step, at, _)| {
                    *at <= end && !matches!(step, OrderStatus::Shipped | OrderStatus::Completed)
                });
                if status == OrderStatus::Rejected {
                    steps.clear();
                }
                Self {
                    paid: Some(paid),
                    finished: Some(end),
                    steps,
                    ..made(order.created)
                }
            }
        };
        let promised = if order.kind == OrderType::Purchase {
            OrderStatus::Shipped
        } else {
            OrderStatus::Completed
        };
        course.expected = course
            .steps
            .iter()
            .find(|(status, ..)| *status == promised)
            .map(|(_, at, _)| *at);
        for (_, at, done) in &mut course.steps {
            *done = *at <= now_ms;
        }
        course
            .steps
            .insert(0, (OrderStatus::Reviewing, course.created, true));
        course
    }

    fn next(&self) -> Option<i64> {
        if self.paid.is_none() {
            return self.pay_before.filter(|_| self.finished.is_none());
        }
        self.steps
            .iter()
            .filter(|(.., done)| !done)
            .map(|(_, at, _)| *at)
            .min()
    }
}

/// The steps after payment at the calendar's pace.
fn planned(order: &OrderOutline<'_>, paid: i64) -> Vec<(OrderStatus, i64, bool)> {
    let carrier = rules::carrier(u8::try_from(order.plan.carrier_type).unwrap_or(4));
    let package = Megabytes::from_thousandths(order.plan.flow_total);
    let takes = duration(order.kind, carrier, order.form.unwrap_or(""), package);
    let steps = milestones(order.kind, takes);
    if steps.is_empty() {
        return vec![
            (OrderStatus::Processing, paid, false),
            (OrderStatus::Completed, paid + 5 * MINUTE_MS, false),
        ];
    }
    steps
        .iter()
        .map(|step| (step.status, CALENDAR.after(paid, step.after), false))
        .collect()
}

/// An instant of payment that has brought the order to its state by now.
fn under_way(order: &OrderOutline<'_>, now_ms: i64, dice: u64) -> i64 {
    let fits = |hours: &i64| {
        let reached = planned(order, now_ms - hours * HOUR_MS)
            .into_iter()
            .rfind(|(_, at, _)| *at <= now_ms);
        reached.map_or(OrderStatus::Reviewing, |(status, ..)| status) == order.status
    };
    let all: Vec<i64> = (1..OLDEST_HOURS).filter(fits).collect();
    let at = usize::try_from(dice % 997).unwrap_or(0) % all.len().max(1);
    now_ms - all.get(at).copied().unwrap_or(1) * HOUR_MS
}

/// Steps of an order that is done: a young one went faster, so that its cards had time to be used.
fn within(
    mut steps: Vec<(OrderStatus, i64, bool)>,
    paid: i64,
    now_ms: i64,
) -> Vec<(OrderStatus, i64, bool)> {
    let last = steps.last().map_or(paid, |(_, at, _)| *at) - paid;
    let room = (now_ms - paid) * 2 / 5;
    if last > room {
        let share = room.max(0) * 1000 / last;
        for (_, at, _) in &mut steps {
            *at = paid + (*at - paid) * share / 1000;
        }
    }
    steps
}

/// Promotions differ (Q5.3): cents of the whole order.
fn price(order: &OrderOutline<'_>) -> i64 {
    let percent = match mix(order.id.unsigned_abs()) / 7 % 5 {
        0 => 88,
        1 => 95,
        _ => 100,
    };
    order.plan.price.saturating_mul(order.quantity) / 100 * percent
}

/// Writes an order with its course.
///
/// # Errors
/// When the database refuses.
pub fn insert(db: &Transaction<'_>, order: &OrderOutline<'_>, now_ms: i64) -> rusqlite::Result<()> {
    let course = OrderTimeline::of(order, now_ms);
    let cents = price(order);
    let payment = match course.paid {
        Some(at) => {
            db.prepare_cached("INSERT INTO payments (amount, pay_time) VALUES (?1, ?2)")?
                .execute(params![cents, at])?;
            Some(db.last_insert_rowid())
        }
        None => None,
    };
    let shipped = course
        .steps
        .iter()
        .any(|(status, _, done)| *status == OrderStatus::Shipped && *done);
    let (company, tracking) = if shipped {
        let (company, tracking) = parcel(order.id);
        (Some(company), Some(tracking))
    } else {
        (None, None)
    };
    let bought = order.kind == OrderType::Purchase;
    let reason = match order.status {
        OrderStatus::Failed if bought => Some(FAILED),
        OrderStatus::Failed => Some(FAILED_ADD_ON),
        OrderStatus::Rejected => Some(REJECTED),
        _ => None,
    };
    let data_type = order
        .kind
        .has_cards()
        .then(|| rules::data_type(order.plan.flow_total, order.pooled));
    db.prepare_cached(
        "INSERT INTO orders (id, status, type, plan, quantity, create_time, expected_time, price, pay_time, pay_before, \
         payment, form, data_type, source_order, company, tracking, fail_reason, freight_collect, address, finish_time, \
         next_time) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)",
    )?
    .execute(params![
        order.id,
        order.status.code(),
        order.kind.code(),
        order.plan.id,
        order.quantity,
        course.created,
        course.expected,
        cents,
        course.paid,
        course.pay_before,
        payment,
        order.form,
        data_type,
        order.source,
        company,
        tracking,
        reason,
        bought.then_some(order.quantity < 100),
        bought.then(|| address(order.id)).flatten(),
        course.finished,
        course.next(),
    ])?;
    let mut step = db.prepare_cached(
        "INSERT INTO order_steps (order_id, status, at, done) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (status, at, done) in &course.steps {
        step.execute(params![order.id, status.code(), at, done])?;
    }
    Ok(())
}

fn address(id: i64) -> Option<String> {
    let at = usize::try_from(mix(id.unsigned_abs()) / 11 % 4).unwrap_or(0);
    let (receiver, phone, address, postcode) = ADDRESSES.get(at)?;
    let address = Address {
        address_id: 0,
        receiver: (*receiver).to_owned(),
        phone: (*phone).to_owned(),
        address: (*address).to_owned(),
        postcode: Some((*postcode).to_owned()),
    };
    serde_json::to_string(&address).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed::plans;

    /// Mondays to Sundays, at any hour.
    #[test]
    fn whatever_the_day_an_order_under_way_stands_where_its_steps_put_it() {
        let plans = plans::all();
        let base: Vec<&Plan> = plans.iter().filter(|plan| plan.package_type == 1).collect();
        for hour in (0..24 * 8).step_by(5) {
            let now_ms = 1_795_300_000_000 + hour * HOUR_MS;
            for (number, plan) in (0_i64..).zip(&base) {
                for status in [
                    OrderStatus::Reviewed,
                    OrderStatus::Waiting,
                    OrderStatus::Shipped,
                ] {
                    let order = OrderOutline {
                        id: 4_600 + number * 7_919,
                        status,
                        kind: OrderType::Purchase,
                        plan,
                        quantity: 100,
                        form: Some("industrial_smd"),
                        pooled: false,
                        created: now_ms,
                        source: None,
                        unpaid: false,
                    };
                    let course = OrderTimeline::of(&order, now_ms);
                    let reached = course.steps.iter().rfind(|(.., done)| *done);
                    assert_eq!(
                        reached.map(|(status, ..)| *status),
                        Some(status),
                        "{hour} {plan:?}"
                    );
                    assert!(course.next().unwrap() > now_ms);
                    assert!(course.paid.unwrap() > course.created);
                    assert!(course.steps.is_sorted_by_key(|(_, at, _)| *at));
                }
            }
        }
    }
}
