//! Work orders with their cards. Those under way are read every time, and the cards of one that has ended are read anew.

use gsl_client::{Card, ErrorKind, Page, Priority, WorkOrderDetailsQuery, WorkOrdersQuery};
use gsl_model::wire::{SimCard, SyncGroup, WorkOrder, WorkOrderDetail};
use gsl_model::work_order::{WorkOrderSource, WorkOrderStatus};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::{Failure, Mirror, ms};

const GROUP: SyncGroup = SyncGroup::WorkOrders;
/// Work orders whose cards are read in one round; the rest follows in the next.
const DETAILED: i64 = 200;
/// Cards of work orders that have ended that are read anew in one round; the pass reads the others.
const READ_ANEW: usize = 50;
/// Never comes: nothing of an account is carried out by this service.
const NEVER: i64 = i64::MAX;

fn is_final(status: i32) -> bool {
    WorkOrderStatus::from_code(status).is_some_and(WorkOrderStatus::is_final)
}

/// Writes a page of work orders; answers whether every one of them was known to have ended.
fn put_orders(db: &Transaction<'_>, orders: &[WorkOrder], now_ms: i64) -> rusqlite::Result<bool> {
    let mut known = true;
    for order in orders {
        let before: Option<Option<i32>> = db
            .prepare_cached("SELECT outcome FROM work_orders WHERE id = ?1")?
            .query_row([order.id], |row| row.get(0))
            .optional()?;
        let ended_before = before.flatten().is_some();
        known &= ended_before;
        let status = order.status.unwrap_or(3);
        let created = ms(order.create_time).unwrap_or(now_ms);
        // The state of one under way follows from when it enters the next.
        let (review, begin) = match status {
            1 => (NEVER, NEVER),
            2 => (created, NEVER),
            _ => (created, created),
        };
        db.prepare_cached(
            "INSERT INTO work_orders (id, type, sim_type, action, action_key, source, detail, total, success, failed, \
             create_time, review_time, begin_time, expected_time, finish_time, outcome, fail_reason, response, mirrored) \
             VALUES (?1, ?2, ?3, '', '', ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 0, ?12, ?13, ?14, ?15, 1) \
             ON CONFLICT (id) DO UPDATE SET total = excluded.total, success = excluded.success, failed = excluded.failed, \
             review_time = excluded.review_time, begin_time = excluded.begin_time, finish_time = excluded.finish_time, \
             outcome = excluded.outcome, fail_reason = excluded.fail_reason, response = excluded.response, \
             detail = excluded.detail, \
             items_at = CASE WHEN outcome IS NULL AND excluded.outcome IS NOT NULL THEN NULL ELSE items_at END",
        )?
        .execute(params![
            order.id,
            order.work_order_type.unwrap_or(0),
            order.sim_type.unwrap_or(3),
            order.work_order_source.unwrap_or(WorkOrderSource::Api.code()),
            order.req_detail.as_deref().unwrap_or(""),
            order.total_count.unwrap_or(0),
            order.success_count.unwrap_or(0),
            order.fail_count.unwrap_or(0),
            created,
            review,
            begin,
            ms(order.finish_time),
            is_final(status).then_some(status),
            order.fail_reason,
            order.response,
        ])?;
    }
    Ok(known)
}

/// Work orders whose cards are to be read: those never read and those under way, the newest first; with whether they have
/// ended.
fn to_detail(db: &Connection) -> rusqlite::Result<Vec<(i64, bool)>> {
    db.prepare_cached(
        "SELECT id, outcome IS NOT NULL AS ended FROM work_orders WHERE mirrored AND (items_at IS NULL OR outcome IS NULL) \
         ORDER BY outcome IS NOT NULL, id DESC LIMIT ?1",
    )?
    .query_map([DETAILED], |row| Ok((row.get("id")?, row.get("ended")?)))?
    .collect()
}

/// Writes the cards of a work order; answers those that had not ended before and have now.
fn put_items(
    db: &Transaction<'_>,
    order: i64,
    items: &[WorkOrderDetail],
    now_ms: i64,
) -> rusqlite::Result<Vec<i64>> {
    let mut ended = Vec::new();
    for item in items {
        let card: Option<i64> = match item.sim_card_id {
            Some(card) => Some(card),
            None => db
                .prepare_cached("SELECT id FROM cards WHERE cid = ?1")?
                .query_row([&item.cid], |row| row.get(0))
                .optional()?,
        };
        let status = item.status.unwrap_or(2);
        let before: Option<i32> = db
            .prepare_cached("SELECT status FROM work_order_items WHERE id = ?1")?
            .query_row([item.id], |row| row.get(0))
            .optional()?;
        if before == Some(2) && status != 2 {
            ended.extend(card);
        }
        db.prepare_cached(
            "INSERT INTO work_order_items (id, work_order, card_id, status, due, expected_time, finish_time, description, cid) \
             VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7, ?8) ON CONFLICT (id) DO UPDATE SET status = excluded.status, \
             finish_time = excluded.finish_time, description = excluded.description",
        )?
        .execute(params![
            item.id,
            order,
            card.unwrap_or(0),
            status,
            NEVER,
            ms(item.finish_time),
            item.description,
            item.cid
        ])?;
    }
    db.prepare_cached("UPDATE work_orders SET items_at = ?2 WHERE id = ?1")?
        .execute([order, now_ms])?;
    Ok(ended)
}

impl Mirror {
    pub(super) async fn read_work_orders(&self) -> Result<Option<i64>, Failure> {
        let began = self.0.clock.now_ms();
        let first = !self.was_read(GROUP);
        self.step(GROUP, 0, None).await;
        // Those under way, however old; then the list from its beginning, until a page holds nothing new.
        let mut lists: Vec<Option<i32>> = [1, 2, 3].map(Some).to_vec();
        if first {
            lists.clear();
        }
        lists.push(None);
        for status in lists {
            let mut page = Some(Page::default());
            while let Some(asked) = page {
                let query = WorkOrdersQuery {
                    page: asked,
                    status,
                    ..WorkOrdersQuery::default()
                };
                let list = self
                    .0
                    .account
                    .list_work_orders(Priority::WorkOrders, &query)
                    .await?
                    .value;
                page = asked
                    .next(list.count)
                    .filter(|_| !list.work_orders.is_empty());
                let known = self
                    .write(move |db| Ok((put_orders(db, &list.work_orders, began)?, Vec::new())))
                    .await?;
                if status.is_none() && known && !first {
                    break;
                }
            }
        }
        let orders = self.query(to_detail).await?;
        let total = i64::try_from(orders.len()).ok();
        let mut ended = Vec::new();
        for (done, (order, _)) in (0_i64..).zip(orders) {
            self.step(GROUP, done, total).await;
            ended.extend(self.read_items(order).await?);
        }
        ended.sort_unstable();
        ended.dedup();
        ended.truncate(READ_ANEW);
        for card in ended {
            self.read_card(card).await?;
        }
        Ok(Some(began))
    }

    /// The cards of a work order; answers those that have ended since.
    async fn read_items(&self, order: i64) -> Result<Vec<i64>, Failure> {
        let items = all_pages!(
            self,
            Priority::WorkOrders,
            list_work_order_details(order),
            page => WorkOrderDetailsQuery { page, ..WorkOrderDetailsQuery::default() },
            work_order_details
        );
        let now_ms = self.0.clock.now_ms();
        self.write(move |db| Ok((put_items(db, order, &items, now_ms)?, Vec::new())))
            .await
    }

    /// Reads one card anew, outside the pass.
    async fn read_card(&self, card: i64) -> Result<(), Failure> {
        let asked = self
            .0
            .account
            .show_sim_card(Priority::WorkOrders, Card::Id(card));
        let card: SimCard = match asked.await {
            Ok(answer) => answer.value,
            // The next pass finds out.
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        let pass = self
            .query(|db| {
                db.prepare_cached(
                    "SELECT COALESCE(MAX(pass), 0) FROM sync_groups WHERE name = 'cards'",
                )?
                .query_row([], |row| row.get(0))
            })
            .await?;
        self.put_cards(vec![card], pass).await
    }
}
