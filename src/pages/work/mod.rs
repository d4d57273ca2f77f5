//! 业务受理管理: work orders of the last year, their progress, and the result of each card.

mod cells;
mod items;
mod list;
mod order;

pub use list::WorkOrdersPage;
pub use order::WorkOrderPage;
