//! What list pages are made of.
//!
//! A page keeps what it shows in its address ([`ListAddress`], which also draws the filters), asks for it ([`List`]), and draws
//! itself with [`ListPage`] and [`ListState::section`]: skeleton, failure with the way to try again, rows with their pager, or
//! why there are none. Where columns can be chosen, [`TableSettings`] remembers them.

pub mod address;
pub mod columns;
pub mod filters;
pub mod page;
pub mod paging;
pub mod rows;

pub use address::ListAddress;
pub use columns::{ColumnChoice, TableSettings};
pub use filters::SearchKind;
pub use page::{ListPage, nothing};
pub use paging::PageSize;
pub use rows::{List, ListState, RowPage, TableOptions, use_list};
