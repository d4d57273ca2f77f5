//! What a table consists of.

use crate::view::prelude::*;
use std::rc::Rc;

/// Draws a cell.
pub type Cell<T> = Rc<dyn Fn(&T) -> AnyView>;

/// A column: `Column::new("used", "Used (MB)", |card| …).numeric().sortable().primary()`.
pub struct Column<T: 'static> {
    pub(super) key: &'static str,
    pub(super) header: String,
    pub(super) cell: Cell<T>,
    pub(super) class: String,
    pub(super) sortable: bool,
    pub(super) primary: bool,
    pub(super) names_row: bool,
    pub(super) hide_header: bool,
}

impl<T> Clone for Column<T> {
    fn clone(&self) -> Self {
        Self {
            header: self.header.clone(),
            cell: self.cell.clone(),
            class: self.class.clone(),
            ..*self
        }
    }
}

impl<T> Column<T> {
    /// A column of text.
    pub fn new(
        key: &'static str,
        header: impl Into<String>,
        cell: impl Fn(&T) -> AnyView + 'static,
    ) -> Self {
        Self {
            key,
            header: header.into(),
            cell: Rc::new(cell),
            class: String::new(),
            sortable: false,
            primary: false,
            names_row: false,
            hide_header: false,
        }
    }

    /// Further classes of its cells, for example `mono` or `wide`.
    #[must_use]
    pub fn class(mut self, class: &str) -> Self {
        if !class.is_empty() {
            self.class.push(' ');
            self.class.push_str(class);
        }
        self
    }

    /// Figures: right-aligned, tabular.
    #[must_use]
    pub fn numeric(self) -> Self {
        self.class("num")
    }

    /// Its header is a button that sorts.
    #[must_use]
    pub const fn sortable(mut self) -> Self {
        self.sortable = true;
        self
    }

    /// One of the facts that a card shows at once below 720 px.
    #[must_use]
    pub const fn primary(mut self) -> Self {
        self.primary = true;
        self
    }

    /// Its cell names the row (a row header), stays at the left while scrolling and is a card's heading.
    #[must_use]
    pub fn names_row(mut self) -> Self {
        self.names_row = true;
        self.primary = true;
        self.class("stick-start")
    }

    /// Stays at the right while scrolling; always part of a card. For actions.
    #[must_use]
    pub fn last(mut self) -> Self {
        self.primary = true;
        self.class("stick-end")
    }

    /// The header is for assistive technology only.
    #[must_use]
    pub const fn hide_header(mut self) -> Self {
        self.hide_header = true;
        self
    }
}

/// State of the box that ticks the whole page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tick {
    /// No row of the page is ticked.
    #[default]
    None,
    /// Some are.
    Some,
    /// All are.
    All,
}

/// The column of tick boxes.
pub struct Selection<T: 'static> {
    /// Whether a row is ticked; read inside an effect, so it may read signals.
    pub checked: Callback<i64, bool>,
    /// Ticks or unticks rows: one, or a range with Shift, in the order of the table.
    pub on_toggle: Callback<(Vec<i64>, bool)>,
    /// The box in the header.
    pub page: Signal<Tick>,
    /// Ticks or unticks the page.
    pub on_page: Callback<bool>,
    /// Name of the box in the header.
    pub page_label: String,
    /// Why nothing can be ticked while the rows are of the previous question.
    pub wait: &'static str,
    /// Name of a row's box, with the row's name.
    pub row_label: fn(&T) -> String,
}

impl<T> Clone for Selection<T> {
    fn clone(&self) -> Self {
        Self {
            page_label: self.page_label.clone(),
            ..*self
        }
    }
}
