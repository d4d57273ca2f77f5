//! Work orders: operations 33 and 34.

use super::{Calls, Reading};
use crate::operations::Operation;
use crate::queries::{WorkOrderDetailsQuery, WorkOrdersQuery};
use gsl_model::wire::{WorkOrderDetailList, WorkOrderList};

impl Calls {
    /// Operation 33.
    pub async fn list_work_orders(&self, query: &WorkOrdersQuery) -> Reading<WorkOrderList> {
        self.get(Operation::ListWorkOrders, 0, query.query()).await
    }

    /// Operation 34: the cards of a work order.
    pub async fn list_work_order_details(
        &self,
        work_order_id: i64,
        query: &WorkOrderDetailsQuery,
    ) -> Reading<WorkOrderDetailList> {
        let operation = Operation::ListWorkOrderDetails;
        self.get(operation, work_order_id, query.query()).await
    }
}
