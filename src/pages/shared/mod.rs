//! Parts that several pages use.

pub mod mutation;
pub mod action;
pub mod addresses;
pub mod as_of;
pub mod card_state;
pub mod columns;
pub mod directional;
pub mod background_tasks;
pub mod error_panel;
pub mod export;
pub mod guided;
pub mod labels;
pub mod listing;
pub mod live;
pub mod order;
pub mod paging;
pub mod query_section;
pub mod pools;
pub mod refresh;
pub mod region;
pub mod search;
pub mod when;
pub mod wizard;
