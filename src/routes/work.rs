//! Addresses of work orders and of bulk jobs.

use super::url::Params;
use super::{Page, page_of};
use chrono::NaiveDate;
use gsl_model::time;
use gsl_model::work_order::{ItemStatus, WorkOrderSource, WorkOrderStatus, WorkOrderType};

/// State of 业务受理列表.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkOrdersView {
    /// Work order number as typed; empty = any.
    pub number: String,
    /// Only this type.
    pub kind: Option<WorkOrderType>,
    /// Only in this state.
    pub state: Option<WorkOrderStatus>,
    /// Only from this source.
    pub source: Option<WorkOrderSource>,
    /// Created on this day (UTC+8) or later.
    pub since: Option<NaiveDate>,
    /// Created on this day (UTC+8) or earlier.
    pub until: Option<NaiveDate>,
    /// Page number from 1.
    pub page: Page,
}

impl WorkOrdersView {
    pub(super) fn from_url(params: &Params) -> Self {
        let key = |name: &str| params.get(name).unwrap_or_default();
        let day = |name: &str| time::day(key(name));
        Self {
            number: key("number").trim().to_owned(),
            kind: WorkOrderType::from_key(key("type")),
            state: WorkOrderStatus::from_key(key("state")),
            source: WorkOrderSource::from_key(key("source")),
            since: day("since"),
            until: day("until"),
            page: page_of(params),
        }
    }

    pub(super) fn to_url(&self) -> String {
        let mut params = Params::default();
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        push(&mut params, "number", &self.number);
        push(
            &mut params,
            "type",
            self.kind.map_or("", WorkOrderType::key),
        );
        push(
            &mut params,
            "state",
            self.state.map_or("", WorkOrderStatus::key),
        );
        push(
            &mut params,
            "source",
            self.source.map_or("", WorkOrderSource::key),
        );
        push(&mut params, "since", &day(self.since));
        push(&mut params, "until", &day(self.until));
        page(&mut params, self.page);
        params.append_to("/work-orders")
    }
}

/// 业务受理明细: the cards of one work order, or with the number 0 those of all work orders with one card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkOrderView {
    /// The work order; 0 = all.
    pub id: i64,
    /// Container ID as typed; empty = every card.
    pub card: String,
    /// Only cards in this state.
    pub state: Option<ItemStatus>,
    /// Page number from 1.
    pub page: Page,
}

impl WorkOrderView {
    pub(super) fn from_url(id: i64, params: &Params) -> Self {
        Self {
            id,
            card: params.get("card").unwrap_or_default().trim().to_owned(),
            state: params.get("state").and_then(ItemStatus::from_key),
            page: page_of(params),
        }
    }

    pub(super) fn to_url(&self) -> String {
        let mut params = Params::default();
        push(&mut params, "card", &self.card);
        push(&mut params, "state", self.state.map_or("", ItemStatus::key));
        page(&mut params, self.page);
        match self.id {
            0 => params.append_to("/work-orders/items"),
            id => params.append_to(&format!("/work-orders/{id}")),
        }
    }
}

pub(super) fn push(params: &mut Params, key: &str, value: &str) {
    if !value.is_empty() {
        params.push(key, value);
    }
}

pub(super) fn page(params: &mut Params, page: Page) {
    if page != Page::default() {
        params.push("page", page.0.to_string());
    }
}
