//! The cards, pools, orders and jobs opened last: the command palette offers them.

use crate::platform::storage;
use crate::routes::Route;

/// Where they are kept: a line each, newest first, address and heading with a tab between them.
const KEY: &str = "recent";
/// How many are kept.
const KEPT: usize = 6;

/// The page of one thing, without its tab, filter or dialog; None for lists and wizards.
fn of(route: &Route) -> Option<Route> {
    Some(match route {
        Route::Card { id, .. } => Route::card(*id),
        Route::Pool(view) => Route::pool(view.kind, view.id),
        Route::Order(view) => Route::order(view.id),
        Route::BulkJob(view) => Route::bulk_job(view.id),
        Route::WorkOrder(view) if view.id != 0 => Route::work_order(view.id),
        _ => return None,
    })
}

/// Puts a page under its heading in front.
pub fn note(route: &Route, heading: &str) {
    let Some(page) = of(route) else { return };
    let url = page.to_url();
    let line = format!("{url}\t{}", heading.replace(['\t', '\n'], " "));
    let kept = storage::text(KEY).unwrap_or_default();
    let is_same = |other: &&str| other.split('\t').next() == Some(&url);
    let others = kept.lines().filter(|other| !is_same(other));
    let lines: Vec<&str> = std::iter::once(line.as_str())
        .chain(others)
        .take(KEPT)
        .collect();
    storage::set_text(KEY, &lines.join("\n"));
}

/// They, newest first: each with its heading.
#[must_use]
pub fn all() -> Vec<(Route, String)> {
    let kept = storage::text(KEY).unwrap_or_default();
    let lines = kept.lines().filter_map(|line| {
        let (url, heading) = line.split_once('\t')?;
        Some((of(&Route::parse(url))?, heading.to_owned()))
    });
    lines.collect()
}
