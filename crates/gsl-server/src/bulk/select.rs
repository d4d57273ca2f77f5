//! Which cards a job is for.

use gsl_model::sheet::Language;
use gsl_model::wire::BulkSelection;
use rusqlite::Connection;

use super::MOST;
use super::operation::RequestedOperation;
use crate::card_filter;
use crate::error::ApiError;
use crate::fleet::{Fleet, SortKey};
use crate::idempotency::fingerprint;
use crate::numbers::{ListedCard, Problem, check, find_all, find_rows};
use crate::params::Params;
use crate::store::Store;
use crate::temp_files;

/// What kind of selection it is, by name.
///
/// # Errors
/// 400 `GSL.00010004` unless exactly one is given.
pub fn kind(selection: &BulkSelection) -> Result<&'static str, ApiError> {
    let given = [
        ("ids", selection.ids.is_some()),
        ("iccids", selection.iccids.is_some()),
        ("filter", selection.filter.is_some()),
        ("file", selection.file_temp_id.is_some()),
    ];
    let mut kinds = given.iter().filter(|(_, given)| *given);
    match (kinds.next(), kinds.next()) {
        (Some((kind, _)), None) => Ok(kind),
        _ => Err(ApiError::parameter(
            "selection",
            "must have exactly one of ids, iccids, filter, file_temp_id",
        )),
    }
}

/// What tells a selection from others.
///
/// # Errors
/// When it is no JSON.
pub fn selected(selection: &BulkSelection) -> Result<String, ApiError> {
    let text = serde_json::to_vec(selection).map_err(ApiError::internal)?;
    Ok(fingerprint(&[&text]))
}

/// The pool, when the selection is all cards of a pool and nothing else is asked of them.
#[must_use]
pub fn whole_pool(selection: &BulkSelection) -> Option<i64> {
    let query = selection.filter.as_deref()?;
    let mut asked = form_urlencoded::parse(query.as_bytes());
    let (name, pool) = asked.next()?;
    let alone = asked.next().is_none() && selection.except.is_empty() && name == "sim_pool_id";
    pool.parse().ok().filter(|_| alone)
}

/// The cards of a pool of either kind.
pub(super) fn members(db: &Connection, pool: i64) -> rusqlite::Result<Vec<i64>> {
    db.prepare_cached("SELECT id FROM cards WHERE pool_id = ?1 OR back_pool_id = ?1 ORDER BY id")?
        .query_map([pool], |row| row.get(0))?
        .collect()
}

/// The cards, in order, and what is named but no card.
///
/// # Errors
/// 400: `GSL.00010004` a bad filter, no card at all or more than 100,000, a file without the columns the action needs;
/// `GSL.00012016` no such file.
pub fn cards(
    store: &Store,
    selection: &BulkSelection,
    requested: &RequestedOperation,
    now_ms: i64,
) -> Result<Vec<ListedCard>, ApiError> {
    let named = if let Some(ids) = &selection.ids {
        not_too_many(ids.len())?;
        by_id(&store.fleet(), ids)
    } else if let Some(numbers) = &selection.iccids {
        not_too_many(numbers.len())?;
        find_all(
            &store.fleet(),
            numbers.iter().map(|text| text.chars().take(64).collect()),
        )
    } else if let Some(pool) = requested.pool() {
        let members = store.read(|db| members(db, pool))?;
        not_too_many(members.len())?;
        by_id(&store.fleet(), &members)
    } else if let Some(query) = &selection.filter {
        by_filter(store, query, &selection.except, now_ms)?
    } else if let Some(file) = selection.file_temp_id {
        by_file(store, file, requested, now_ms)?
    } else {
        Vec::new()
    };
    if named.is_empty() {
        return Err(ApiError::parameter("selection", "has no card"));
    }
    Ok(named)
}

fn not_too_many(count: usize) -> Result<(), ApiError> {
    if count > MOST {
        let why = format!("has {count} cards, at most {MOST} are allowed");
        return Err(ApiError::parameter("selection", why));
    }
    Ok(())
}

/// Cards by id; unknown ones and those named again are told.
#[must_use]
pub fn by_id(fleet: &Fleet, ids: &[i64]) -> Vec<ListedCard> {
    let mut seen = std::collections::HashSet::with_capacity(ids.len());
    let named = ids.iter().map(|id| {
        let known = fleet.row_of(*id).is_some();
        let card = match (known, seen.insert(*id)) {
            (false, _) => Err(Problem::Unknown),
            (true, false) => Err(Problem::Duplicate),
            (true, true) => Ok(*id),
        };
        ListedCard {
            number: if known {
                fleet.cid_of(*id)
            } else {
                id.to_string()
            },
            card,
            values: Vec::new(),
        }
    });
    named.collect()
}

/// The cards of a selection by id or by filter, for what is no bulk job; ids without a card are left out.
///
/// # Errors
/// 400 `GSL.00010004`: neither or more than one is given, a bad filter, no card at all or more than 100,000.
pub fn listed(store: &Store, selection: &BulkSelection, now_ms: i64) -> Result<Vec<i64>, ApiError> {
    let named = match (kind(selection)?, &selection.ids, &selection.filter) {
        (_, Some(ids), _) => {
            not_too_many(ids.len())?;
            by_id(&store.fleet(), ids)
        }
        (_, _, Some(query)) => by_filter(store, query, &selection.except, now_ms)?,
        _ => {
            let why = "must have ids or filter";
            return Err(ApiError::parameter("selection", why));
        }
    };
    let cards: Vec<i64> = named.into_iter().filter_map(|row| row.card.ok()).collect();
    if cards.is_empty() {
        return Err(ApiError::parameter("selection", "has no card"));
    }
    Ok(cards)
}

/// The cards operation 1 lists with the same parameters, in its order, whatever its page.
fn by_filter(
    store: &Store,
    query: &str,
    except: &[i64],
    now_ms: i64,
) -> Result<Vec<ListedCard>, ApiError> {
    let params = Params::new(Some(query));
    let filter = card_filter::read(&params, store, now_ms)?;
    let fleet = store.fleet();
    let ids = fleet
        .list(&filter, SortKey::Newest, true, 1, usize::MAX)
        .ids;
    let mut left_out = except.to_vec();
    left_out.sort_unstable();
    let cards: Vec<i64> = ids
        .into_iter()
        .filter(|id| left_out.binary_search(id).is_err())
        .collect();
    not_too_many(cards.len())?;
    let named = cards.into_iter().map(|id| ListedCard {
        number: fleet.cid_of(id),
        card: Ok(id),
        values: Vec::new(),
    });
    Ok(named.collect())
}

fn by_file(
    store: &Store,
    file: i64,
    requested: &RequestedOperation,
    now_ms: i64,
) -> Result<Vec<ListedCard>, ApiError> {
    let rows = temp_files::rows(store, file, now_ms)?;
    let report = check(requested.template(), &rows);
    if !report.missing.is_empty() || report.column.is_none() {
        let missing = report.missing_headings(Language::En).join(", ");
        let why = format!("has no column {missing}");
        return Err(ApiError::parameter("file_temp_id", why));
    }
    Ok(find_rows(&store.fleet(), report))
}
