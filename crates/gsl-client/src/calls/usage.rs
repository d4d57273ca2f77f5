//! Usage: operations 12, 13 and 16. Sent as POST, but they only read.

use super::{Calls, Reading};
use crate::operations::Operation;
use crate::wire::Flat;
use gsl_model::wire::{
    DailyFlow, DailyFlowRequest, MonthUsageRequest, MonthUsageResponse, SimFlow, SimFlowRequest,
};

impl Calls {
    /// Operation 12: up to 500 cards and 6 billing cycles.
    pub async fn show_month_usages(
        &self,
        request: &MonthUsageRequest,
    ) -> Reading<MonthUsageResponse> {
        self.ask(Operation::ShowMonthUsages, request).await
    }

    /// Operation 13: up to 100 cards; a month, or a day since the 1st of last month.
    pub async fn list_sim_card_flow_per_day(
        &self,
        request: &DailyFlowRequest,
    ) -> Reading<Vec<DailyFlow>> {
        let days: Reading<Flat<DailyFlow>> =
            self.ask(Operation::ListSimCardFlowPerDay, request).await;
        days.map(|answer| answer.map(|days| days.0))
    }

    /// Operation 16: up to 50 cards.
    pub async fn list_flow_by_sim_cards(&self, request: &SimFlowRequest) -> Reading<Vec<SimFlow>> {
        let cards: Reading<Flat<SimFlow>> = self.ask(Operation::ListFlowBySimCards, request).await;
        cards.map(|answer| answer.map(|cards| cards.0))
    }
}
