//! Moving through rows with single keys. The page decides when (not while typing, not when switched off) and passes keys on.

use crate::view::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// A page's hold on its table.
#[derive(Clone, Copy)]
pub struct Control {
    pub(super) body: NodeRef<html::Table>,
    last: StoredValue<u32>,
}

impl Default for Control {
    fn default() -> Self {
        Self::new()
    }
}

impl Control {
    /// Belongs to one table.
    #[must_use]
    pub fn new() -> Self {
        Self {
            body: NodeRef::new(),
            last: StoredValue::new(0),
        }
    }

    /// `j` and `k` move to the next and previous row, `x` ticks the row, `o` follows its first link. Says whether the key
    /// did something, so that the caller can prevent its default.
    pub fn key(self, key: &str) -> bool {
        let Some(body) = self.body.get_untracked() else {
            return false;
        };
        let Ok(rows) = body.query_selector_all("tr") else {
            return false;
        };
        if rows.length() == 0 {
            return false;
        }
        let focused = (0..rows.length()).find(|index| {
            rows.get(*index)
                .and_then(|row| row.dyn_into::<Element>().ok())
                .is_some_and(|row| row.matches(":focus-within").unwrap_or(false))
        });
        let here = focused
            .unwrap_or_else(|| self.last.get_value())
            .min(rows.length() - 1);
        let to = match (key, focused) {
            ("j", Some(here)) => (here + 1).min(rows.length() - 1),
            ("k", Some(here)) => here.saturating_sub(1),
            ("j" | "k", None) => here,
            ("x", Some(here)) => return click(&rows, here, "input[type=checkbox]"),
            ("o", Some(here)) => return click(&rows, here, "a[href]"),
            _ => return false,
        };
        self.last.set_value(to);
        if let Some(row) = rows
            .get(to)
            .and_then(|row| row.dyn_into::<HtmlElement>().ok())
        {
            let _ = row.focus();
        }
        true
    }
}

fn click(rows: &web_sys::NodeList, row: u32, what: &str) -> bool {
    let row = rows.get(row).and_then(|row| row.dyn_into::<Element>().ok());
    let found = row
        .and_then(|row| row.query_selector(what).ok().flatten())
        .and_then(|e| e.dyn_into::<HtmlElement>().ok());
    if let Some(element) = &found {
        element.click();
    }
    found.is_some()
}
