//! What a table consists of.

use crate::view::RunShared;
use crate::view::prelude::*;
use std::rc::Rc;

/// Draws a cell.
pub type Cell<T> = Rc<dyn for<'a> RunShared<&'a T, AnyView>>;

/// The part of a column that does not depend on the type of its rows.
#[derive(Clone)]
pub(super) struct Head {
    pub(super) text: String,
    pub(super) class: String,
    pub(super) primary: bool,
    pub(super) names_row: bool,
    pub(super) hidden: bool,
    pub(super) sort: Option<ColumnSort>,
    pub(super) note: Option<ColumnNote>,
}

/// Sorting by a column. Copy.
#[derive(Clone, Copy)]
pub struct ColumnSort {
    /// Sorted by this column, and whether downwards; None where the rows are in another order.
    pub descending: Memo<Option<bool>>,
    /// The first press sorts downwards, as for a column whose largest values are looked for.
    pub first_descending: bool,
    /// Sorts by this column, downwards or upwards; None: no longer.
    pub set: Callback<Option<bool>>,
}

impl ColumnSort {
    /// What a press on the header does: the first order, the other way round, none.
    pub(super) fn press(self) {
        let next = match self.descending.get_untracked() {
            None => Some(self.first_descending),
            Some(now) if now == self.first_descending => Some(!now),
            Some(_) => None,
        };
        self.set.run(next);
    }
}

/// What a column is, behind the ⓘ of its header.
#[derive(Clone)]
pub struct ColumnNote {
    /// Name of the button.
    pub about: String,
    /// The explanation.
    pub text: &'static str,
}

/// A column: `Column::new("Used (MB)", |card| …).numeric().primary()`.
pub struct Column<T: 'static> {
    pub(super) head: Head,
    pub(super) cell: Cell<T>,
}

impl<T> Clone for Column<T> {
    fn clone(&self) -> Self {
        Self {
            head: self.head.clone(),
            cell: self.cell.clone(),
        }
    }
}

impl<T> Column<T> {
    /// A column of text.
    pub fn new(header: impl Into<String>, cell: impl Fn(&T) -> AnyView + 'static) -> Self {
        Self {
            head: Head {
                text: header.into(),
                class: String::new(),
                primary: false,
                names_row: false,
                hidden: false,
                sort: None,
                note: None,
            },
            cell: Rc::new(cell),
        }
    }

    /// Further classes of its cells, for example `mono` or `wide`.
    #[must_use]
    pub fn class(mut self, class: &str) -> Self {
        if !class.is_empty() {
            self.head.class.push(' ');
            self.head.class.push_str(class);
        }
        self
    }

    /// Its header sorts the rows.
    #[must_use]
    pub fn sorted(mut self, sort: Option<ColumnSort>) -> Self {
        self.head.sort = sort;
        self
    }

    /// Its header explains it.
    #[must_use]
    pub fn note(mut self, note: Option<ColumnNote>) -> Self {
        self.head.note = note;
        self
    }

    /// Figures: right-aligned, tabular.
    #[must_use]
    pub fn numeric(self) -> Self {
        self.class("num")
    }

    /// One of the facts that a card shows at once below 720 px.
    #[must_use]
    pub const fn primary(mut self) -> Self {
        self.head.primary = true;
        self
    }

    /// Its cell names the row (a row header), stays at the left while scrolling and is a card's heading.
    #[must_use]
    pub fn names_row(mut self) -> Self {
        self.head.names_row = true;
        self.head.primary = true;
        self.class("stick-start")
    }

    /// Stays at the right while scrolling; always part of a card. For actions.
    #[must_use]
    pub fn last(mut self) -> Self {
        self.head.primary = true;
        self.class("stick-end")
    }

    /// The header is for assistive technology only.
    #[must_use]
    pub const fn hide_header(mut self) -> Self {
        self.head.hidden = true;
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
#[derive(Clone)]
pub struct Selection {
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
    /// Name of a row's box, by the row's id.
    pub row_label: Callback<i64, String>,
}
