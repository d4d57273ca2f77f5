//! 订单及续费管理: every order with its progress, and one order with all that is known of it.

mod basic;
mod cards;
mod columns;
mod detail;
mod directional;
mod list;
mod order_action;
mod order_data;
mod page;
mod steps;

pub use detail::OrderPage;
pub use page::OrdersPage;
