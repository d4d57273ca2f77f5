//! The service from outside: over its router without a socket, and as a program that is started and killed. One binary, so
//! that it is linked once.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod account_check;
mod bodies;
mod bulk;
mod bulk_acts;
mod bulk_ends;
mod bulk_jobs;
mod bulk_killed;
mod bulk_plans;
mod bulk_undo;
mod by_name;
mod card_actions;
mod card_add_ons;
mod card_add_ons_refused;
mod card_parameters;
mod card_settings;
mod cards;
mod cli;
mod common;
mod connections;
mod cycle_turn;
mod directional;
mod export;
mod export_killed;
mod export_plans;
mod export_rows;
mod export_snapshot;
mod export_tasks;
mod files;
mod first_day;
mod idempotency;
mod idempotency_routes;
mod killed;
mod labels;
mod later_days;
mod mirror;
mod moves_killed;
mod numbers;
mod openapi;
mod orders;
mod orders_killed;
mod orders_refused;
mod origin;
mod plans;
mod pool_crowd;
mod pool_data;
mod pool_days;
mod pool_joins;
mod pool_life;
mod pool_outlook;
mod pool_remedies;
mod pools;
mod read_only;
mod renewal_time;
mod renewals;
mod replacement;
mod replacement_beside;
mod request_fields;
mod robust;
mod seed;
mod sheets;
mod statements;
mod static_files;
mod stopped_since;
mod text;
mod transfer;
mod usage;
mod work_order_lists;
mod work_orders;
