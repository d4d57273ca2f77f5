//! Address of the list of export tasks.

use super::url::Params;
use super::{Page, page_of, work};

/// 导出任务列表
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportsView {
    /// Page number from 1.
    pub page: Page,
}

impl ExportsView {
    pub(super) fn from_url(params: &Params) -> Self {
        Self {
            page: page_of(params),
        }
    }

    pub(super) fn to_url(&self) -> String {
        let mut params = Params::default();
        work::page(&mut params, self.page);
        params.append_to("/exports")
    }
}
