//! Carries an action out on a card.

use gsl_model::carrier::Carrier;
use gsl_model::stop::StopReason;
use rusqlite::{Connection, params};

use super::Action;
use crate::catalog::Catalog;
use crate::clock::day_of;
use crate::history;
use crate::lifecycle::{self, Lifecycle, advance, status};
use crate::numbering;
use crate::rng::mix;
use crate::rules;

/// Changes a card as the action says, as of `at_ms`, and brings its state and figures up to `now_ms`. The rules have
/// been asked before. Nothing happens to a card that does not exist.
///
/// # Errors
/// When the database refuses.
pub fn apply(
    db: &Connection,
    catalog: &Catalog,
    card: i64,
    action: &Action,
    at_ms: i64,
    now_ms: i64,
) -> rusqlite::Result<()> {
    let Some(before) = history::read(db, catalog, card)? else {
        return Ok(());
    };
    let mut life = before.clone();
    let was_in_use = life.status == status::IN_USE;
    change(db, &mut life, action, at_ms)?;
    let figures = advance(&mut life, now_ms);
    if was_in_use && life.status == status::SUSPENDED {
        // A threshold below what is used already cuts at once.
        life.profile.freeze(at_ms);
    }
    history::store(db, &before, &life, now_ms)?;
    history::store_figures(db, card, life.status, figures)
}

/// A card whose term had ended lasts until `expires_ms` and is in use again from `day` on (a renewal paid before the end).
///
/// # Errors
/// When the database refuses.
pub fn extend(
    db: &Connection,
    catalog: &Catalog,
    card: i64,
    expires_ms: i64,
    day: i64,
    now_ms: i64,
) -> rusqlite::Result<()> {
    let Some(before) = history::read(db, catalog, card)? else {
        return Ok(());
    };
    let mut life = before.clone();
    life.expire_time = Some(expires_ms);
    resume(&mut life, day);
    let figures = advance(&mut life, now_ms);
    history::store(db, &before, &life, now_ms)?;
    history::store_figures(db, card, life.status, figures)
}

fn change(
    db: &Connection,
    life: &mut Lifecycle,
    action: &Action,
    at_ms: i64,
) -> rusqlite::Result<()> {
    let card = life.profile.id;
    let today = day_of(at_ms);
    match action {
        Action::Activate => {
            life.status = status::IN_USE;
            life.act_time = Some(at_ms);
            life.expire_time = Some(rules::expiry(at_ms, life.years));
            life.profile.first_day = Some(today);
        }
        Action::Suspend => {
            life.profile.freeze(at_ms);
            life.status = status::SUSPENDED;
            life.reason = Some(StopReason::User.key().to_owned());
            open(&mut life.profile.pauses, today);
        }
        Action::Resume => {
            resume(life, today);
            db.execute("UPDATE cards SET retention = 0 WHERE id = ?1", [card])?;
        }
        Action::CutNet => {
            life.profile.freeze(at_ms);
            open(&mut life.profile.cuts, today);
            db.execute("UPDATE cards SET cut_net = 1 WHERE id = ?1", [card])?;
        }
        Action::RestoreNet => {
            close(&mut life.profile.cuts, today);
            db.execute("UPDATE cards SET cut_net = 0 WHERE id = ?1", [card])?;
        }
        Action::Threshold { quota } => threshold(db, life, Some(*quota), today)?,
        Action::CancelThreshold => threshold(db, life, None, today)?,
        Action::Rebind => rebind(db, life, None, today)?,
        Action::RebindFixed { imei } => rebind(db, life, Some(imei), today)?,
        Action::ClearRealName => {
            db.execute("UPDATE cards SET real_named = 0 WHERE id = ?1", [card])?;
        }
        Action::SpeedLimit { speed_value } => {
            db.execute(
                "UPDATE cards SET speed = ?2 WHERE id = ?1",
                params![card, speed_value],
            )?;
        }
        Action::BindArea { area } => {
            db.execute(
                "UPDATE cards SET area = ?2 WHERE id = ?1",
                params![card, area],
            )?;
        }
        // Of the pool, or of the card as a whole: see `run`.
        Action::JoinPool { .. }
        | Action::RestartPool { .. }
        | Action::Transfer { .. }
        | Action::Replace => {}
        Action::Deregister => {
            life.profile.freeze(at_ms);
            life.status = status::DEREGISTERED;
            life.reason = None;
            open(&mut life.profile.pauses, today);
            db.execute(
                "UPDATE cards SET retention = 0, imei = NULL WHERE id = ?1",
                [card],
            )?;
        }
    }
    Ok(())
}

/// Begins a range of days, unless one is open.
fn open(ranges: &mut Vec<(i64, Option<i64>)>, today: i64) {
    if ranges.iter().all(|(_, to)| to.is_some()) {
        // The day may have had a range before, which the new one takes over.
        ranges.retain(|(from, _)| *from != today);
        ranges.push((today, None));
    }
}

/// Ends the open range with yesterday.
fn close(ranges: &mut [(i64, Option<i64>)], today: i64) {
    for (_, to) in ranges.iter_mut().filter(|(_, to)| to.is_none()) {
        *to = Some(today - 1);
    }
}

fn resume(life: &mut Lifecycle, today: i64) {
    life.status = status::IN_USE;
    life.reason = None;
    close(&mut life.profile.pauses, today);
}

/// Sets or takes away the threshold. Today and the days before keep the cap they had, so that no figure of the past
/// changes.
fn threshold(
    db: &Connection,
    life: &mut Lifecycle,
    quota: Option<i64>,
    today: i64,
) -> rusqlite::Result<()> {
    let card = life.profile.id;
    life.profile.keep_caps(today);
    life.threshold = quota.is_some();
    life.profile.limit = lifecycle::limit(quota, quota.is_some());
    life.profile.cap = lifecycle::cap(quota, quota.is_some(), life.own_cap);
    db.execute(
        "UPDATE cards SET exceed_cut = ?2, exceed_quota = ?3 WHERE id = ?1",
        params![card, quota.is_some(), quota],
    )?;
    Ok(())
}

/// Binds the card to another device and ends a stop for having changed it (Q9.3; China Mobile may call it a violation).
fn rebind(
    db: &Connection,
    life: &mut Lifecycle,
    imei: Option<&String>,
    today: i64,
) -> rusqlite::Result<()> {
    let card = life.profile.id;
    let stopped = life.reason.as_deref().and_then(StopReason::from_key);
    let separated = stopped == Some(StopReason::Separation);
    let carrier = rules::carrier(life.profile.carrier);
    let violated = stopped == Some(StopReason::Violation) && carrier == Carrier::Mobile;
    let device = match imei {
        Some(imei) => Some(imei.clone()),
        // The device in use is another one than before when the card was stopped for that.
        None if separated || violated => {
            let number = mix(card.unsigned_abs() ^ today.unsigned_abs()) % 90_000_000;
            Some(numbering::imei(i64::try_from(number).unwrap_or(0) + 1))
        }
        None => None,
    };
    if let Some(device) = device {
        db.execute(
            "UPDATE cards SET imei = ?2 WHERE id = ?1",
            params![card, device],
        )?;
    }
    if separated || violated {
        resume(life, today);
    }
    // Counted at China Telecom only; the others have no number here.
    db.execute(
        "UPDATE cards SET rebinds_left = rebinds_left - 1 WHERE id = ?1 AND rebinds_left > 0",
        [card],
    )?;
    Ok(())
}
