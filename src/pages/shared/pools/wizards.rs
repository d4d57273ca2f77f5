//! Where the dialogs of a pool are: None while the console has none.

use crate::state::App;

/// 批量激活, with the number of cards filled in.
#[must_use]
pub fn activate(_app: App, _id: i64, _count: Option<i64>) -> Option<String> {
    None
}

/// 新增成员
#[must_use]
pub fn join(_app: App, _id: i64) -> Option<String> {
    None
}

/// 购买叠加包, with the MB needed filled in.
#[must_use]
pub fn add_on(_app: App, _id: i64, _mb: Option<i64>) -> Option<String> {
    None
}

/// 创建流量池
#[must_use]
pub fn create(_app: App) -> Option<String> {
    None
}
