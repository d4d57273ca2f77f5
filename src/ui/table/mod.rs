//! Tables of rows with ids: selection with ranges, sticky first and last column, cards below 720 px.
//!
//! [`DataTable`] props:
//! - `label`: what the table holds; its caption and the name of its scroll area.
//! - `columns: Signal<Vec<Column<T>>>`, see [`Column`]. A change redraws the table.
//! - `rows: Signal<Vec<T>>`, `key: fn(&T) -> i64`. The focus stays with its row, wherever that moves.
//! - `selection?: Selection`, see [`Selection`].
//! - `loading?: Signal<bool>`: the rows shown are of the previous question; they stay, dimmed, `aria-busy` is set, and nothing
//!   can be ticked.
//! - `more_label?`: name of the button that opens the rest of a card below 720 px; without it all facts show.
//!
//! [`Control`] moves through rows with `j k x` where a page wants that, and keeps the focus with its row.

pub mod column;
pub mod control;
pub mod data;
pub mod pager;
pub mod preferences;

pub use column::{Column, Selection, Tick};
pub use control::{Control, range};
pub use data::DataTable;
pub use pager::{Pager, PagerTexts};
pub use preferences::{Preference, PreferenceTexts, Preferences};
