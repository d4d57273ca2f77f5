//! Moving through rows with single keys, and staying with a row whose place changes. The page decides when (not while
//! typing, not when switched off) and passes keys on.
//!
//! A row is known by its `data-id`, never by its place: rows take over the elements of those that stood there before.

use crate::view::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What can have the focus in a cell.
const CONTROLS: &str = "a[href],button,input";

/// A page's hold on its table. Copy.
#[derive(Clone, Copy)]
pub struct Control {
    /// The body of the table; its rows carry `data-id`.
    pub body: NodeRef<html::Table>,
    /// The row that the focus went into last.
    at: StoredValue<Option<String>>,
}

impl Default for Control {
    fn default() -> Self {
        Self::new()
    }
}

fn id_of(row: &Element) -> Option<String> {
    row.get_attribute("data-id")
}

fn all(root: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = root.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.get(index)?.dyn_into().ok())
        .collect()
}

fn first(root: &Element, selector: &str) -> Option<HtmlElement> {
    root.query_selector(selector).ok()??.dyn_into().ok()
}

impl Control {
    /// Belongs to one table.
    #[must_use]
    pub fn new() -> Self {
        Self {
            body: NodeRef::new(),
            at: StoredValue::new(None),
        }
    }

    fn rows(self) -> Vec<HtmlElement> {
        let body = self.body.try_get_untracked().flatten();
        body.map(|body| all(&body, "tr[data-id]"))
            .unwrap_or_default()
    }

    /// The row that has the focus, and the row that it went into.
    fn focused(self) -> Option<(HtmlElement, Option<String>)> {
        let body = self.body.try_get_untracked().flatten()?;
        let row = first(&body, "tr[data-id]:focus-within")?;
        Some((row, self.at.try_get_value().flatten()))
    }

    /// An element in the body received focus.
    pub fn entered(self) {
        if let Some((row, _)) = self.focused() {
            let _ = self.at.try_set_value(id_of(&row));
        }
    }

    /// `j` and `k` move to the next and previous row, `x` ticks the row that has the focus. Says whether the key did
    /// something, so that the caller can prevent its default.
    pub fn key(self, key: &str) -> bool {
        if key == "x" {
            // A row that came in under the focus was not looked at.
            let own = self
                .focused()
                .filter(|(row, at)| id_of(row) == *at)
                .and_then(|(row, _)| first(&row, "input[type=checkbox]"));
            if let Some(tick) = &own {
                tick.click();
            }
            return own.is_some();
        }
        if key != "j" && key != "k" {
            return false;
        }
        let rows = self.rows();
        let at = self.at.get_value();
        let here = rows.iter().position(|row| at.is_some() && id_of(row) == at);
        let to = match here {
            None => 0,
            Some(here) if key == "k" => here.saturating_sub(1),
            Some(here) => (here + 1).min(rows.len().saturating_sub(1)),
        };
        let Some(row) = rows.get(to) else {
            return false;
        };
        let _ = first(row, "a[href]").unwrap_or_else(|| row.clone()).focus();
        true
    }

    /// Other rows are about to be drawn: the focus goes where its row goes, to the same place in it.
    pub fn redrawn(self) {
        spawn_local(async move {
            leptos::task::tick().await;
            let Some((row, Some(at))) = self.focused() else {
                return;
            };
            if id_of(&row).as_ref() == Some(&at) {
                return;
            }
            let Some(own) = self
                .rows()
                .into_iter()
                .find(|row| id_of(row).as_ref() == Some(&at))
            else {
                return;
            };
            let cells = all(&row, "td,th");
            let cell = cells
                .iter()
                .position(|cell| cell.matches(":focus-within").unwrap_or(false));
            let to = cell
                .and_then(|cell| all(&own, "td,th").into_iter().nth(cell))
                .and_then(|cell| first(&cell, CONTROLS));
            let _ = to.unwrap_or(own).focus();
        });
    }
}

/// The ids from one row to another, both included, in the order of the table; only `to` when `from` is not there.
#[must_use]
pub fn range(order: &[i64], from: Option<i64>, to: i64) -> Vec<i64> {
    let place = |id: i64| order.iter().position(|other| *other == id);
    match (from.and_then(place), place(to)) {
        (Some(a), Some(b)) => order
            .get(a.min(b)..=a.max(b))
            .map(<[i64]>::to_vec)
            .unwrap_or_default(),
        _ => vec![to],
    }
}

#[cfg(test)]
mod tests {
    use super::range;

    #[test]
    fn b6_a_range_runs_both_ways_and_needs_its_start_on_the_page() {
        let order = [10, 20, 30, 40];
        assert_eq!(range(&order, Some(40), 20), [20, 30, 40]);
        assert_eq!(range(&order, Some(10), 20), [10, 20]);
        assert_eq!(range(&order, Some(99), 20), [20]);
        assert_eq!(range(&order, None, 30), [30]);
    }
}
