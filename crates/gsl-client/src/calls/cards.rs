//! Cards: operations 1 to 11. What a carrier makes of an act takes minutes to days; do not ask for two things about one card
//! at the same time.

use super::{Calls, Card, Reading};
use crate::operations::Operation;
use crate::outcome::Outcome;
use crate::queries::SimCardsQuery;
use gsl_model::wire::{
    CutNetRequest, ExceedCutNetRequest, RealNamed, RebindRequest, SimCard, SimCardList,
    SpeedLimitRequest, StopResetRequest, WorkOrderId, decode,
};

impl Calls {
    /// Operation 1, slow.
    pub async fn list_sim_cards(&self, query: &SimCardsQuery) -> Reading<SimCardList> {
        self.get(Operation::ListSimCards, 0, query.query()).await
    }

    /// Operation 2.
    pub async fn show_sim_card(&self, card: Card<'_>) -> Reading<SimCard> {
        self.get(Operation::ShowSimCard, card.id(), card.query())
            .await
    }

    /// Operation 3: activates.
    pub async fn enable_sim_card(&self, card: Card<'_>) -> Outcome<WorkOrderId> {
        let query = card.query();
        self.act(Operation::EnableSimCard, card.id(), query, decode)
            .await
    }

    /// Operation 4: suspends. Not again within 30 minutes.
    pub async fn stop_sim_card(&self, card: Card<'_>) -> Outcome<WorkOrderId> {
        self.stop_or_reset(Operation::StopSimCard, card, 1).await
    }

    /// Operation 5: resumes. Not again within 30 minutes.
    pub async fn reset_sim_card(&self, card: Card<'_>) -> Outcome<WorkOrderId> {
        self.stop_or_reset(Operation::ResetSimCard, card, 2).await
    }

    /// The examples of the documentation send 1 to suspend and 2 to resume beside saying so in the path.
    async fn stop_or_reset(
        &self,
        operation: Operation,
        card: Card<'_>,
        switch: i32,
    ) -> Outcome<WorkOrderId> {
        let body = StopResetRequest {
            down_up_switch: Some(switch),
            iccid: card.number(),
        };
        self.post(operation, card.id(), &body, decode).await
    }

    /// Operation 6: cuts data, or restores it. China Telecom only.
    pub async fn start_stop_net(&self, card: Card<'_>, cut: bool) -> Outcome<WorkOrderId> {
        let body = CutNetRequest {
            action: if cut { "ADD" } else { "DEL" }.to_owned(),
            iccid: card.number(),
        };
        self.post(Operation::StartStopNet, card.id(), &body, decode)
            .await
    }

    /// Operation 7: cuts data when so many MB are used, 0 at the first byte; `None` takes the threshold away.
    pub async fn set_exceed_cut_net(
        &self,
        card: Card<'_>,
        threshold_mb: Option<u32>,
    ) -> Outcome<WorkOrderId> {
        let body = ExceedCutNetRequest {
            action: if threshold_mb.is_some() { 1 } else { 2 },
            quota: threshold_mb.map(|mb| mb.to_string()),
            iccid: card.number(),
        };
        self.post(Operation::SetExceedCutNet, card.id(), &body, decode)
            .await
    }

    /// Operation 8: binds the card to another device; to a certain one when its IMEI is given. China Telecom, twice a month,
    /// and China Mobile, without IMEI.
    pub async fn register_imei(&self, card: Card<'_>, imei: Option<&str>) -> Outcome<WorkOrderId> {
        let body = RebindRequest {
            bind_type: if imei.is_some() { 2 } else { 1 },
            imei: imei.map(str::to_owned),
            iccid: card.number(),
        };
        self.post(Operation::RegisterImei, card.id(), &body, decode)
            .await
    }

    /// Operation 9: asks the carrier.
    pub async fn show_real_named(&self, card: Card<'_>) -> Reading<RealNamed> {
        self.get(Operation::ShowRealNamed, card.id(), card.query())
            .await
    }

    /// Operation 10: takes the real name off the card. China Telecom only.
    pub async fn delete_real_name(&self, card: Card<'_>) -> Outcome<WorkOrderId> {
        let query = card.query();
        self.act(Operation::DeleteRealName, card.id(), query, decode)
            .await
    }

    /// Operation 11: limits the speed to so many Kbps; `None` takes the limit off.
    pub async fn set_speed_value(&self, card: Card<'_>, kbps: Option<u32>) -> Outcome<WorkOrderId> {
        let body = SpeedLimitRequest {
            speed_value: kbps.map_or(-1, |kbps| i32::try_from(kbps).unwrap_or(i32::MAX)),
            iccid: card.number(),
        };
        self.post(Operation::SetSpeedValue, card.id(), &body, decode)
            .await
    }
}
