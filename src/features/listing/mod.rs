//! What list pages are made of: pages of rows, the search field, columns to choose, asking again.

pub mod columns;
pub mod paging;
pub mod refresh;
pub mod search;
