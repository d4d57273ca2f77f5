//! What several pages share, by name. A feature may use `ui`, `api`, `state` and `i18n`, but no page, and features do
//! not depend on each other in circles.

pub mod account;
pub mod actions;
pub mod activity;
pub mod addresses;
pub mod as_of;
pub mod background_tasks;
pub mod card_list_input;
pub mod card_state;
pub mod deferred;
pub mod directional;
pub mod edit_dialog;
pub mod error_panel;
pub mod exports;
pub mod instants;
pub mod labels;
pub mod listing;
pub mod mutation;
pub mod name_dialog;
pub mod orders;
pub mod polling;
pub mod pools;
pub mod query_section;
pub mod regions;
pub mod wizard;
