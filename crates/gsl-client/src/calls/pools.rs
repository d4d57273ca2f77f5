//! Pools: operations 17 to 20.

use super::{Calls, Reading};
use crate::operations::Operation;
use crate::queries::{BackPoolsQuery, PoolMembersQuery, SimPoolsQuery};
use gsl_model::wire::{BackPoolList, PoolMemberList, SimPoolList};

impl Calls {
    /// Operation 17: forward pools.
    pub async fn list_sim_pools(&self, query: &SimPoolsQuery) -> Reading<SimPoolList> {
        self.get(Operation::ListSimPools, 0, query.query()).await
    }

    /// Operation 18: cards of a forward pool.
    pub async fn list_sim_pool_members(
        &self,
        sim_pool_id: i64,
        query: &PoolMembersQuery,
    ) -> Reading<PoolMemberList> {
        let operation = Operation::ListSimPoolMembers;
        self.get(operation, sim_pool_id, query.query()).await
    }

    /// Operation 19: backward pools.
    pub async fn list_back_pools(&self, query: &BackPoolsQuery) -> Reading<BackPoolList> {
        self.get(Operation::ListBackPools, 0, query.query()).await
    }

    /// Operation 20: cards of a backward pool.
    pub async fn list_back_pool_members(
        &self,
        back_pool_id: i64,
        query: &PoolMembersQuery,
    ) -> Reading<PoolMemberList> {
        let operation = Operation::ListBackPoolMembers;
        self.get(operation, back_pool_id, query.query()).await
    }
}
