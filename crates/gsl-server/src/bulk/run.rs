//! Carries jobs out: hands portions over.
//!
//! Every step is a transaction that looks at how the job stands before it does anything, so steps may be taken by
//! anyone at any time, also twice at once.

use std::collections::HashMap;

use gsl_model::wire::BulkReason;
use gsl_model::work_order::WorkOrderSource;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::ends::{cancel_rest, collect, count_over, end, open, settle};
use super::operation::BulkOperation;
use super::plan::judge;
use super::reason::{plain, refused};
use super::{PORTION, Status, undo};
use crate::fleet::Fleet;
use crate::labels;
use crate::store::Store;
use crate::work_orders::check::under_way;
use crate::work_orders::{Action, CarrierSimulation, NewWorkOrder, Refusal, submit};

/// Moves every job on by one portion. Answers whether any is still under way.
///
/// # Errors
/// When the database refuses; what was done before stays done.
pub fn tick(store: &Store, now_ms: i64, simulation: CarrierSimulation) -> rusqlite::Result<bool> {
    let open = open(store)?;
    for (job, cancelled) in &open {
        if *cancelled {
            cancel_rest(store, *job, now_ms)?;
        } else {
            hand_over(store, *job, now_ms, simulation)?;
        }
        collect(store, *job, now_ms)?;
    }
    Ok(!open.is_empty())
}

/// What a portion changed in the index.
enum IndexChange {
    Tags(i64, Vec<i64>),
    Attributes(i64, Vec<(usize, String)>),
}

struct JobHeader {
    act: Option<String>,
    source: WorkOrderSource,
    batch: bool,
}

fn head(db: &Connection, job: i64) -> rusqlite::Result<Option<JobHeader>> {
    db.prepare_cached(
        "SELECT act, source, batch FROM bulk_jobs \
         WHERE id = ?1 AND ready AND finish_time IS NULL AND cancel_time IS NULL AND waiting > 0 AND NOT held",
    )?
    .query_row([job], |row| {
        let source = WorkOrderSource::from_code(row.get("source")?);
        Ok(JobHeader {
            act: row.get("act")?,
            source: source.unwrap_or(WorkOrderSource::Api),
            batch: row.get("batch")?,
        })
    })
    .optional()
}

/// Hands the next portion of a job over: work orders are made, tags and attributes are set.
///
/// # Errors
/// When the database refuses; then nothing was written.
pub fn hand_over(
    store: &Store,
    job: i64,
    now_ms: i64,
    simulation: CarrierSimulation,
) -> rusqlite::Result<()> {
    store.write_indexed(
        |db| portion(store, db, job, now_ms, simulation),
        |fleet, changes| {
            for change in changes {
                apply(fleet, change);
            }
        },
    )?;
    Ok(())
}

fn apply(fleet: &mut Fleet, change: &IndexChange) {
    match change {
        IndexChange::Tags(card, tags) => fleet.set_tags(*card, tags.clone()),
        IndexChange::Attributes(card, values) => {
            for (slot, value) in values {
                fleet.set_attribute(*card, *slot, value);
            }
        }
    }
}

fn portion(
    store: &Store,
    db: &Transaction<'_>,
    job: i64,
    now_ms: i64,
    simulation: CarrierSimulation,
) -> rusqlite::Result<Vec<IndexChange>> {
    let Some(head) = head(db, job)? else {
        return Ok(Vec::new());
    };
    let waiting: Vec<(i64, i64, Option<String>)> = db
        .prepare_cached(
            "SELECT position, card_id, act FROM bulk_items WHERE job = ?1 AND status = 0 ORDER BY position LIMIT ?2",
        )?
        .query_map(params![job, PORTION as i64], |row| {
            Ok((row.get("position")?, row.get("card_id")?, row.get("act")?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let fleet = store.fleet();
    let mut orders: HashMap<Action, Vec<(i64, i64)>> = HashMap::new();
    let mut sound = HashMap::new();
    let (mut changes, mut ends) = (Vec::new(), Vec::new());
    for (position, card, own) in waiting {
        let act = own.or_else(|| head.act.clone());
        let act = act.and_then(|text| serde_json::from_str::<BulkOperation>(&text).ok());
        let Some(act) = act else {
            ends.push((
                position,
                Err(plain("unreadable", "The job cannot be read.")),
            ));
            continue;
        };
        if let Err(reason) = still(db, &fleet, &act, card, &mut sound)? {
            ends.push((position, Err(reason)));
            continue;
        }
        if let Some(undo) = undo::to_note(db, fleet.tags_of(card), card, &act)? {
            undo::note(db, job, position, &undo)?;
        }
        match act {
            BulkOperation::Order(action) => {
                orders.entry(action).or_default().push((position, card))
            }
            other => {
                changes.push(set(db, fleet.tags_of(card), card, other)?);
                ends.push((position, Ok(())));
            }
        }
    }
    drop(fleet);
    end(db, job, Status::Waiting, &ends, now_ms)?;
    for (action, cards) in orders {
        order(db, job, &head, action, &cards, now_ms, simulation)?;
    }
    settle(db, job, now_ms)?;
    Ok(changes)
}

/// Whether a card still allows what the plan said.
fn still(
    db: &Connection,
    fleet: &Fleet,
    act: &BulkOperation,
    card: i64,
    sound: &mut HashMap<BulkOperation, Option<BulkReason>>,
) -> rusqlite::Result<Result<(), BulkReason>> {
    if let Err(reason) = judge(fleet, act, card) {
        return Ok(Err(reason));
    }
    if let BulkOperation::Order(action) = act {
        return Ok(match under_way(db, action, card)? {
            Some(work_order) => Err(refused(&Refusal::UnderWay { work_order })),
            None => Ok(()),
        });
    }
    // Asked once per portion, not per card.
    if !sound.contains_key(act) {
        sound.insert(act.clone(), labels_gone(db, act)?);
    }
    Ok(match sound.get(act) {
        Some(Some(reason)) => Err(reason.clone()),
        _ => Ok(()),
    })
}

/// Whether a tag or attribute went since the job was made.
fn labels_gone(db: &Connection, act: &BulkOperation) -> rusqlite::Result<Option<BulkReason>> {
    Ok(match act {
        BulkOperation::PutTags(tags) | BulkOperation::ReplaceTags(tags)
            if !labels::unknown_tags(db, tags)?.is_empty() =>
        {
            Some(plain("tag_unknown", "The tag was deleted."))
        }
        BulkOperation::Attributes(values) => {
            let enabled = labels::enabled_slots(db)?;
            let off = values.iter().any(|(slot, _)| !enabled.contains(slot));
            off.then(|| plain("attribute_disabled", "The attribute is not enabled."))
        }
        _ => None,
    })
}

/// Sets tags or attributes; what the index shows of the card from now on.
fn set(
    db: &Connection,
    had: &[i64],
    card: i64,
    act: BulkOperation,
) -> rusqlite::Result<IndexChange> {
    let mut tags = had.to_vec();
    match act {
        BulkOperation::PutTags(new) => {
            labels::put_tags(db, card, &new)?;
            tags.extend(new);
        }
        BulkOperation::ReplaceTags(new) => {
            labels::replace_tags(db, card, had, &new)?;
            tags = new;
        }
        BulkOperation::TakeTags(gone) => {
            labels::take_tags(db, card, &gone)?;
            tags.retain(|tag| !gone.contains(tag));
        }
        BulkOperation::Attributes(values) => {
            labels::set_attributes(db, card, &values)?;
            return Ok(IndexChange::Attributes(card, values));
        }
        BulkOperation::Order(_) => {}
    }
    Ok(IndexChange::Tags(card, tags))
}

fn order(
    db: &Transaction<'_>,
    job: i64,
    head: &JobHeader,
    action: Action,
    cards: &[(i64, i64)],
    now_ms: i64,
    simulation: CarrierSimulation,
) -> rusqlite::Result<()> {
    let kind = if head.batch {
        action.batch_type()
    } else {
        action.single_type()
    };
    let new = NewWorkOrder {
        kind,
        detail: format!("{} · {} 张 · 批量任务 {job}", action.words(), cards.len()),
        action,
        source: head.source,
        cards: cards.iter().map(|(_, card)| *card).collect(),
    };
    let work_order = submit(db, &new, now_ms, simulation)?;
    let mut running = db.prepare_cached(
        "UPDATE bulk_items SET status = 1, work_order = ?3 WHERE job = ?1 AND position = ?2",
    )?;
    for (position, _) in cards {
        running.execute([job, *position, work_order])?;
    }
    count_over(db, job, Status::Waiting, Status::Running, cards.len())?;
    db.execute(
        "INSERT INTO bulk_orders (job, work_order, total) VALUES (?1, ?2, ?3)",
        params![job, work_order, cards.len()],
    )?;
    Ok(())
}
