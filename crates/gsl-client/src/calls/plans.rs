//! Plans: operations 14 and 15.

use super::{Calls, Card, Reading};
use crate::operations::Operation;
use crate::queries::{Page, PricePlansQuery};
use crate::request::Parts;
use crate::wire::Flat;
use gsl_model::wire::{PricePlanList, SimPricePlan, decode};

impl Calls {
    /// Operation 14: plans on offer.
    pub async fn list_pro_price_plans(&self, query: &PricePlansQuery) -> Reading<PricePlanList> {
        self.get(Operation::ListProPricePlans, 0, query.query())
            .await
    }

    /// Operation 15, slow: the plans of a card; a physical card has one. `real_time` asks the carrier for its usage, which is
    /// not sent again when there is no answer: a second one while the first runs is refused.
    pub async fn list_sim_price_plans(
        &self,
        card: Card<'_>,
        real_time: bool,
        page: Page,
    ) -> Reading<Vec<SimPricePlan>> {
        let mut parts = Parts::of(Operation::ListSimPricePlans, 0);
        parts.query = card.query();
        parts.query.push("sim_card_id", card.id().to_string());
        if real_time {
            parts.query.push("real_time", "true");
            parts.repeatable = false;
        }
        parts.query.push("limit", page.size().to_string());
        parts.query.push("offset", page.number().to_string());
        let plans = self
            .client
            .read(self.priority, parts, decode::<Flat<SimPricePlan>>)
            .await;
        plans.map(|answer| answer.map(|plans| plans.0))
    }
}
