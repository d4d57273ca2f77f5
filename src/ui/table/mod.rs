//! Tables of rows with ids: selection with ranges, sticky first and last column, cards below 720 px.
//!
//! [`DataTable`] props:
//! - `label`: what the table holds; its caption and the name of its scroll area.
//! - `columns: Signal<Vec<Column<T>>>`, see [`Column`]. A change redraws the table.
//! - `rows: Signal<Vec<T>>`, `key: fn(&T) -> i64`. The focus stays with its row, wherever that moves.
//! - `selection?: Selection`, see [`Selection`].
//! - `loading?: Signal<bool>`: the rows shown are of the previous question; they stay, dimmed, `aria-busy` is set, and nothing
//!   can be ticked.
//! - `class?`: further classes of the table.
//! - `control?`: the page's hold on the rows, see below; without it the table makes its own.
//! - `current?`: the row that is shown beside the table (`aria-current`).
//! - `more_label?`: name of the button that opens the rest of a card below 720 px; without it all facts show.
//!
//! The header of a column with a [`ColumnSort`] is a button; `aria-sort` says how the rows are sorted, and the sorted column
//! is scrolled into view. Where columns lie beyond an edge, a shadow shows it. Rows beyond the first screen are drawn after
//! that has been painted. What happens in rows (`click`, `keydown`, `focusin` …) bubbles to whatever the page puts around
//! the table; a row carries its id as `data-id`.
//!
//! [`Control`] moves through rows with `j k x` where a page wants that, and keeps the focus with its row.

pub mod column;
pub mod control;
pub mod data;
mod edges;
pub mod pager;
pub mod preferences;

pub use column::{Column, ColumnNote, ColumnSort, Selection, Tick};
pub use control::{Control, range};
pub use data::DataTable;
pub use pager::{Pager, PagerTexts};
pub use preferences::{Preference, PreferenceTexts, Preferences};
