//! Use by billing cycle and by day.
//!
//! Each card knows up to which day its use has been read, so a reading that was broken off goes on with the cards that are
//! left, and a card that has just appeared is read at once. Days are never taken away: the cloud forgets them after two
//! months.

use std::collections::HashMap;

use chrono::{Datelike, Months};
use gsl_model::cycle::BillingCycle;
use gsl_model::time::day as read_day;
use gsl_model::units::Megabytes;
use gsl_model::wire::{DailyFlow, DailyFlowRequest, MonthUsage, MonthUsageRequest, SyncGroup};
use rusqlite::{Connection, Transaction, params};

use super::{Failure, Mirror, priority};
use crate::clock::{date_of, day_number};
use crate::rules;

/// Cards that operation 12 takes.
const MONTHS_OF: i64 = 500;
/// Cards that operation 13 takes.
const DAYS_OF: i64 = 100;

/// Cards whose months have not been read up to a day, of one calendar: carrier 3 has its own.
fn due_months(db: &Connection, day: i64, unicom: bool) -> rusqlite::Result<Vec<i64>> {
    db.prepare_cached(
        "SELECT card_id FROM mirrored_cards JOIN cards ON cards.id = card_id WHERE COALESCE(months_day, 0) < ?1 \
         AND gone_at IS NULL AND (carrier = 3) = ?2 LIMIT ?3",
    )?
    .query_map(params![day, unicom, MONTHS_OF], |row| row.get(0))?
    .collect()
}

/// Cards whose days have not been read up to a day, with the day up to which they have: cards that need the same are
/// together.
fn due_days(db: &Connection, day: i64) -> rusqlite::Result<(Option<i64>, Vec<i64>)> {
    let mut found: Vec<(i64, Option<i64>)> = db
        .prepare_cached(
            "SELECT card_id, days_to FROM mirrored_cards JOIN cards ON cards.id = card_id \
             WHERE COALESCE(days_to, 0) < ?1 AND gone_at IS NULL ORDER BY COALESCE(days_to, 0) LIMIT ?2",
        )?
        .query_map(params![day, DAYS_OF], |row| {
            Ok((row.get("card_id")?, row.get("days_to")?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let first = found.first().and_then(|(_, to)| *to);
    found.retain(|(_, to)| *to == first);
    Ok((first, found.into_iter().map(|(card, _)| card).collect()))
}

/// Cards whose use has been read up to a day, and all of them.
fn progress(db: &Connection, column: &str, day: i64) -> rusqlite::Result<(i64, i64)> {
    db.prepare_cached(&format!(
        "SELECT COALESCE(SUM({column} >= ?1), 0) AS done, COUNT(*) AS total FROM mirrored_cards \
         JOIN cards ON cards.id = card_id WHERE gone_at IS NULL"
    ))?
    .query_row([day], |row| Ok((row.get("done")?, row.get("total")?)))
}

/// What operation 13 has to be asked for, to know the days after `known` up to and including `last`.
fn asked(known: Option<i64>, last: i64) -> Vec<(Option<String>, Option<String>)> {
    if known == Some(last - 1) {
        return vec![(None, Some(date_of(last).to_string().replace('-', "")))];
    }
    let month = date_of(last).with_day(1).unwrap_or_default();
    let before = month.checked_sub_months(Months::new(1)).unwrap_or(month);
    let name = |date: chrono::NaiveDate| {
        let text = date.to_string().replace('-', "");
        (text.get(..6).map(str::to_owned), None)
    };
    if known.is_some_and(|known| known >= day_number(month) - 1) {
        vec![name(month)]
    } else {
        vec![name(before), name(month)]
    }
}

impl Mirror {
    /// Six billing cycles of every card, once the cards are known. `None` when there was nothing to read.
    pub(super) async fn read_months(&self) -> Result<Option<i64>, Failure> {
        let group = SyncGroup::Usage;
        let began = self.0.clock.now_ms();
        let day = self.0.schedule.last_full_day(began);
        if !self.was_read(SyncGroup::Cards) {
            return Ok(None);
        }
        let mut read = 0_i64;
        let (done, total) = self
            .query(move |db| progress(db, "months_day", day))
            .await?;
        for unicom in [false, true] {
            loop {
                let cards = self.query(move |db| due_months(db, day, unicom)).await?;
                if cards.is_empty() {
                    break;
                }
                self.step(group, done + read, Some(total.max(done + read)))
                    .await;
                read += i64::try_from(cards.len()).unwrap_or(0);
                // As of now: a month may turn while this is running.
                let today = date_of(crate::clock::day_of(self.0.clock.now_ms()));
                let carrier = rules::carrier(if unicom { 3 } else { 1 });
                let request = MonthUsageRequest {
                    sim_card_ids: cards.clone(),
                    billing_cycles: BillingCycle::last_six(carrier, today)
                        .map(|cycle| cycle.to_string())
                        .to_vec(),
                    ..MonthUsageRequest::default()
                };
                let answer = self
                    .0
                    .account
                    .show_month_usages(priority(group), &request)
                    .await?;
                let usages = answer.value.month_usages;
                self.write(move |db| Ok((put_months(db, &cards, &usages, day)?, Vec::new())))
                    .await?;
            }
        }
        Ok((read > 0 || !self.was_read(group) && total > 0).then_some(began))
    }

    /// The days of every card up to the last full one, once the cards are known. `None` when there was nothing to read.
    pub(super) async fn read_days(&self) -> Result<Option<i64>, Failure> {
        let group = SyncGroup::DailyUse;
        let began = self.0.clock.now_ms();
        let last = self.0.schedule.last_full_day(began);
        if !self.was_read(SyncGroup::Cards) {
            return Ok(None);
        }
        let mut read = 0_i64;
        let (done, total) = self.query(move |db| progress(db, "days_to", last)).await?;
        loop {
            let (known, cards) = self.query(move |db| due_days(db, last)).await?;
            if cards.is_empty() {
                break;
            }
            self.step(group, done + read, Some(total.max(done + read)))
                .await;
            read += i64::try_from(cards.len()).unwrap_or(0);
            let mut days = Vec::new();
            for (month, date) in asked(known, last) {
                let request = DailyFlowRequest {
                    sim_card_ids: cards.clone(),
                    month,
                    date,
                    ..DailyFlowRequest::default()
                };
                let answer = self
                    .0
                    .account
                    .list_sim_card_flow_per_day(priority(group), &request);
                days.extend(answer.await?.value);
            }
            self.write(move |db| Ok((put_days(db, &cards, &days, last)?, Vec::new())))
                .await?;
        }
        Ok((read > 0 || !self.was_read(group) && total > 0).then_some(began))
    }
}

/// Cards of an answer by id or by number.
fn by_number(db: &Connection, cards: &[i64]) -> rusqlite::Result<HashMap<String, i64>> {
    db.prepare_cached(
        "SELECT id, COALESCE(iccid, cid) AS number FROM cards WHERE id IN (SELECT value FROM json_each(?1))",
    )?
    .query_map([crate::db::rows::ids(cards)], |row| {
        Ok((row.get("number")?, row.get("id")?))
    })?
    .collect()
}

fn put_months(
    db: &Transaction<'_>,
    cards: &[i64],
    usages: &[MonthUsage],
    day: i64,
) -> rusqlite::Result<()> {
    let numbers = by_number(db, cards)?;
    for usage in usages {
        let named = usage.iccid.as_ref().and_then(|iccid| numbers.get(iccid));
        let Some(card) = usage.sim_card_id.or(named.copied()) else {
            continue;
        };
        for flow in &usage.flow_usages {
            let cycle = flow.billing_cycle.as_deref().and_then(read_cycle);
            let Some((cycle, used)) = cycle.zip(flow.flow_used) else {
                continue;
            };
            db.prepare_cached(
                "INSERT INTO month_usages (card_id, cycle, used) SELECT id, ?2, ?3 FROM cards WHERE id = ?1 \
                 ON CONFLICT (card_id, cycle) DO UPDATE SET used = excluded.used",
            )?
            .execute(params![card, cycle.to_string(), used.thousandths()])?;
        }
    }
    read_to(db, "months_day", cards, day)
}

/// `202611`, as answers write it, or `2026-11`.
fn read_cycle(text: &str) -> Option<BillingCycle> {
    BillingCycle::parse(text).or_else(|| {
        let (year, month) = text.split_at_checked(4)?;
        BillingCycle::parse(&format!("{year}-{month}"))
    })
}

fn put_days(
    db: &Transaction<'_>,
    cards: &[i64],
    days: &[DailyFlow],
    last: i64,
) -> rusqlite::Result<()> {
    let numbers = by_number(db, cards)?;
    for flows in days {
        let Some(day) = flows.date.as_deref().and_then(read_day).map(day_number) else {
            continue;
        };
        for item in &flows.sim_flow {
            let named = item.iccid.as_ref().and_then(|iccid| numbers.get(iccid));
            let Some(card) = item.sim_card_id.or(named.copied()) else {
                continue;
            };
            let flow = item.flow.unwrap_or(Megabytes::ZERO).thousandths();
            // A day without use needs no row: it is known up to which day the card has been read.
            if flow == 0 {
                db.prepare_cached("DELETE FROM usage_overrides WHERE card_id = ?1 AND day = ?2")?
                    .execute([card, day])?;
            } else {
                db.prepare_cached(
                    "INSERT INTO usage_overrides (card_id, day, flow) SELECT id, ?2, ?3 FROM cards WHERE id = ?1 \
                     ON CONFLICT (card_id, day) DO UPDATE SET flow = excluded.flow",
                )?
                .execute([card, day, flow])?;
            }
        }
    }
    let first = days
        .iter()
        .filter_map(|flows| flows.date.as_deref().and_then(read_day))
        .map(day_number)
        .min();
    db.prepare_cached(
        "UPDATE mirrored_cards SET days_from = MIN(COALESCE(days_from, ?2), ?2) \
         WHERE card_id IN (SELECT value FROM json_each(?1)) AND ?2 IS NOT NULL",
    )?
    .execute(params![crate::db::rows::ids(cards), first])?;
    read_to(db, "days_to", cards, last)
}

fn read_to(db: &Transaction<'_>, column: &str, cards: &[i64], day: i64) -> rusqlite::Result<()> {
    db.prepare_cached(&format!(
        "UPDATE mirrored_cards SET {column} = ?2 WHERE card_id IN (SELECT value FROM json_each(?1))"
    ))?
    .execute(params![crate::db::rows::ids(cards), day])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn what_is_asked_for_covers_the_days_that_are_missing() {
        let day = |text: &str| day_number(text.parse::<NaiveDate>().unwrap());
        let names = |known: Option<&str>, last: &str| -> Vec<String> {
            let asked = asked(known.map(day), day(last)).into_iter();
            asked.flat_map(|(month, date)| month.or(date)).collect()
        };
        assert_eq!(names(None, "2026-11-21"), ["202610", "202611"]);
        assert_eq!(names(Some("2026-11-20"), "2026-11-21"), ["20261121"]);
        assert_eq!(names(Some("2026-11-05"), "2026-11-21"), ["202611"]);
        assert_eq!(names(Some("2026-10-31"), "2026-11-21"), ["202611"]);
        assert_eq!(
            names(Some("2026-10-30"), "2026-11-21"),
            ["202610", "202611"]
        );
        assert_eq!(names(Some("2026-10-30"), "2026-10-31"), ["20261031"]);
    }

    #[test]
    fn cycles_are_read_as_answers_write_them() {
        assert_eq!(read_cycle("202611"), read_cycle("2026-11"));
        assert!(read_cycle("202611").is_some());
        assert_eq!(read_cycle("20"), None);
    }
}
