//! The addresses of the pool wizards; None where the service does not offer them.

use crate::routes::Route;
use crate::state::App;
use crate::view::prelude::*;
use gsl_model::wire::extension;

fn href(app: App, route: &Route) -> Option<String> {
    let offered = untrack(move || app.client.has(extension::POOLS_READ));
    offered.then(|| app.nav.href(route))
}

/// 批量激活, with the number of cards filled in.
#[must_use]
pub fn activate(app: App, id: i64, count: Option<i64>) -> Option<String> {
    href(app, &Route::pool_activate(id, count))
}

/// 新增成员
#[must_use]
pub fn join(app: App, id: i64) -> Option<String> {
    href(app, &Route::pool_join(id))
}

/// 购买叠加包, with the required MB filled in.
#[must_use]
pub fn add_on(app: App, id: i64, mb: Option<i64>) -> Option<String> {
    href(app, &Route::pool_add_on(id, mb))
}

/// 创建流量池
#[must_use]
pub fn create(app: App) -> Option<String> {
    href(app, &Route::pool_new(Vec::new()))
}
