//! Tri-carrier cards: operations 35 to 39.

use super::{Calls, Card, Reading, yes};
use crate::operations::Operation;
use crate::outcome::Outcome;
use crate::queries::{PoliciesQuery, TriCarrierCardsQuery};
use crate::wire::{
    PolicyList, PolicyRequest, SetPolicyRequest, SwitchNetworkRequest, TriCarrierCardList,
};
use gsl_model::wire::{WorkOrderId, decode};

impl Calls {
    /// Operation 35.
    pub async fn list_sim_device_multiply(
        &self,
        query: &TriCarrierCardsQuery,
    ) -> Reading<TriCarrierCardList> {
        self.get(Operation::ListSimDeviceMultiply, 0, query.query())
            .await
    }

    /// Operation 36: moves the card to a carrier, 1 China Mobile 2 China Telecom 3 China Unicom.
    pub async fn switch_network(&self, card: Card<'_>, carrier_type: i32) -> Outcome<WorkOrderId> {
        let body = SwitchNetworkRequest {
            cid: card.number(),
            carrier_type,
        };
        self.post(Operation::SwitchNetwork, card.id(), &body, decode)
            .await
    }

    /// Operation 37: gives the card a policy.
    pub async fn set_network_switch_policy(
        &self,
        card: Card<'_>,
        policy_id: i64,
    ) -> Outcome<WorkOrderId> {
        let body = SetPolicyRequest {
            cid: card.number(),
            network_switch_policy_id: policy_id,
        };
        self.post(Operation::SetNetworkSwitchPolicy, card.id(), &body, decode)
            .await
    }

    /// Operation 38.
    pub async fn list_network_switch_policies(&self, query: &PoliciesQuery) -> Reading<PolicyList> {
        self.get(Operation::ListNetworkSwitchPolicies, 0, query.query())
            .await
    }

    /// Operation 39.
    pub async fn add_network_switch_policy(&self, request: &PolicyRequest) -> Outcome<()> {
        self.post(Operation::AddNetworkSwitchPolicy, 0, request, yes)
            .await
    }
}
