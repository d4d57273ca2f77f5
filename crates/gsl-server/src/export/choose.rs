//! Which rows an export has: chosen once, when they are counted.

use gsl_model::export::{ExportKind, MOST_CARDS};
use gsl_model::wire::BulkSelection;

use super::lists;
use crate::bulk::select;
use crate::card_filter;
use crate::error::ApiError;
use crate::numbers::{ListedCard, find_all};
use crate::params::Params;
use crate::store::Store;
use crate::temp_files;

/// The rows chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenRows {
    /// Kind of the selection: `ids`, `iccids`, `filter` or `file`.
    pub kind: &'static str,
    /// Rows.
    pub total: i64,
    /// Ids of the cards, or keys of the rows, in the order of the file.
    pub keys: Vec<i64>,
}

/// Refuses more rows than one export has, with their number.
fn within_limit(rows: i64) -> Result<i64, ApiError> {
    if i64::try_from(MOST_CARDS).is_ok_and(|most| rows > most) {
        let why = format!("has {rows} rows, at most {MOST_CARDS} can be exported at once");
        return Err(ApiError::parameter("selection", why));
    }
    Ok(rows)
}

fn found(named: Vec<ListedCard>) -> Vec<i64> {
    named
        .into_iter()
        .filter_map(|named| named.card.ok())
        .collect()
}

/// Chooses the rows; a selection of nothing is the whole list.
///
/// # Errors
/// 400 `GSL.00010004` a bad selection, more than 500,000 rows (with their number), no card; `GSL.00012016` no such file.
pub fn choose(
    store: &Store,
    what: ExportKind,
    selection: &mut BulkSelection,
    now_ms: i64,
) -> Result<ChosenRows, ApiError> {
    if *selection == BulkSelection::default() {
        selection.filter = Some(String::new());
    }
    let kind = select::kind(selection)?;
    if !what.is_cards() {
        let filter = selection.filter.as_deref();
        let Some(filter) = filter.filter(|_| selection.except.is_empty()) else {
            let why = "must be a filter for this list";
            return Err(ApiError::parameter("selection", why));
        };
        let (total, keys) = store.read(|db| lists::keys(store, db, what, filter, now_ms))?;
        return Ok(ChosenRows {
            kind,
            total: within_limit(total)?,
            keys,
        });
    }
    let keys = if let Some(filter) = &selection.filter {
        let params = Params::new(Some(filter));
        let filter = card_filter::read(&params, store, now_ms)?;
        let (sort, descending) = card_filter::sorting(&params)?;
        let all = store
            .fleet()
            .list(&filter, sort, descending, 1, usize::MAX)
            .ids;
        left(all, &selection.except)
    } else if let Some(ids) = &selection.ids {
        found(select::by_id(&store.fleet(), ids))
    } else if let Some(numbers) = &selection.iccids {
        let numbers = numbers
            .iter()
            .map(|text| text.chars().take(64).collect::<String>());
        found(find_all(&store.fleet(), numbers.collect::<Vec<_>>()))
    } else if let Some(file) = selection.file_temp_id {
        found(temp_files::cards(store, file, now_ms)?)
    } else {
        Vec::new()
    };
    if keys.is_empty() {
        return Err(ApiError::parameter("selection", "has no card"));
    }
    Ok(ChosenRows {
        kind,
        total: within_limit(i64::try_from(keys.len()).unwrap_or(i64::MAX))?,
        keys,
    })
}

/// Without those left out.
#[must_use]
pub fn left(mut ids: Vec<i64>, except: &[i64]) -> Vec<i64> {
    if !except.is_empty() {
        let mut except = except.to_vec();
        except.sort_unstable();
        ids.retain(|id| except.binary_search(id).is_err());
    }
    ids
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn more_than_half_a_million_rows_are_refused_with_their_number() {
        assert_eq!(within_limit(500_000).unwrap(), 500_000);
        let told = within_limit(500_001).unwrap_err().to_string();
        assert!(told.contains("has 500001 rows, at most 500000"), "{told}");
    }
}
