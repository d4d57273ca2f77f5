//! Where the values of a column come from.

use super::RawValue;
use crate::wire::{BackPool, Order, PoolMember, SimCard, SimPool, Tag, WorkOrder, WorkOrderDetail};

/// Reads a field of a row.
pub type Field<R> = for<'a> fn(&'a R) -> RawValue<'a>;

/// A row of a list that can be exported.
pub trait Row: Sized {
    /// How to read the field of a column; `None` for a key that is not a column of the list.
    fn field(key: &str) -> Option<Field<Self>>;
}

/// Implements [`Row`] for types, each with the fields that are columns.
#[macro_export]
macro_rules! export_rows {
    ($($row:ty { $($field:ident)+ })+) => {$(
        impl $crate::export::Row for $row {
            fn field(key: &str) -> Option<$crate::export::Field<Self>> {
                Some(match key {
                    $(stringify!($field) => |row| $crate::export::Value::raw(&row.$field),)+
                    _ => return None,
                })
            }
        }
    )+};
}

export_rows! {
    SimCard {
        cid sim_card_id iccid sim_status stop_reason node_id imei device_model device_status imsi msisdn price_plan_name
        flow_total flow_used flow_left flow_time tag_names order_id customer_attribute1 customer_attribute2
        customer_attribute3 customer_attribute4 customer_attribute5 customer_attribute6 act_date expire_time
        stopped_since purchase_time real_named cut_net_flag exceed_cut_net_flag exceed_cut_net_quota imei_bind_remain_times
        speed_value sim_type card_form data_type network_type carrier_type sim_pool_id back_pool_id
    }
    Order {
        order_id trade_number price_plan_name sim_type card_form order_type order_status model network_type
        logistics_company logistics_number ship_time quantity data_type period_years silent_months pool_kind pool_id
        price_cents carrier_type create_time expected_time pay_time source_order_id fail_reason
    }
    Tag { id tag_name status uses }
    WorkOrder {
        id work_order_type status req_detail total_count success_count fail_count process_count create_time
        expected_time finish_time work_order_source_desc fail_reason
    }
    WorkOrderDetail {
        work_order_id id cid sim_card_id status create_time expected_time finish_time description
    }
    SimPool {
        id pool_name status billing_cycle price_plan_name carrier_type flow_total flow_used flow_left addon_total
        package_size quantity activated_sim_quantity inactive_sim_quantity disassembled_sim_quantity stopped_quantity
        order_ids modify_time effective_time expired_time create_time
    }
    BackPool {
        id pool_name pool_status billing_cycle price_plan_name carrier_type flow_used quantity activated_sim_quantity
        inactive_sim_quantity disassembled_sim_quantity stopped_quantity order_ids modify_time effective_time
        expired_time status_time create_time
    }
    PoolMember { cid id sim_status stop_reason flow_used order_id act_date }
}

#[cfg(test)]
mod tests {
    use super::super::{ExportKind, columns};
    use super::*;

    fn complete<R: Row>(what: ExportKind) {
        for column in columns(what) {
            assert!(R::field(column.key).is_some(), "{what:?}: {}", column.key);
        }
        assert!(R::field("no_such_column").is_none());
    }

    #[test]
    fn every_column_is_a_field() {
        complete::<SimCard>(ExportKind::Cards);
        complete::<SimCard>(ExportKind::CardUsage);
        complete::<Order>(ExportKind::Orders);
        complete::<Tag>(ExportKind::Tags);
        complete::<WorkOrder>(ExportKind::WorkOrders);
        complete::<WorkOrderDetail>(ExportKind::WorkOrderItems);
        complete::<SimPool>(ExportKind::SimPools);
        complete::<BackPool>(ExportKind::BackPools);
        complete::<PoolMember>(ExportKind::SimPoolMembers);
        complete::<PoolMember>(ExportKind::BackPoolMembers);
    }
}
