//! Work orders 业务受理: types, states, sources, and how long one takes (console.md section 15, Q9.9; api-v1.md,
//! Enumerations).

use crate::{
    carrier::Carrier,
    codes::codes,
    workday::{Duration, Task},
};

codes! {
    /// `work_order_type`. The public list ends at 23. Network switch, policy switch and area binding have no number
    /// there; 24 is our own.
    WorkOrderType {
        BatchActivate = 1, "batch_activate", "批量激活实体卡", "Batch activation";
        BatchTransfer = 2, "batch_transfer", "批量转移实体卡", "Batch transfer";
        CreatePool = 3, "create_pool", "创建流量池", "Create a pool";
        Resume = 4, "resume", "实体卡复机", "Resume";
        Suspend = 5, "suspend", "实体卡停机", "Suspend";
        BatchResume = 6, "batch_resume", "批量启用或复机", "Batch resume";
        BatchSuspend = 7, "batch_suspend", "批量停用或停机", "Batch suspend";
        BatchSubscribe = 8, "batch_subscribe", "批量订购", "Batch subscribe";
        BatchUnsubscribe = 9, "batch_unsubscribe", "批量退订", "Batch unsubscribe";
        Activate = 10, "activate", "实体卡激活", "Activate";
        CutNet = 11, "cut_net", "申请断网", "Cut data";
        Threshold = 12, "threshold", "达量断网", "Data threshold";
        Rebind = 13, "rebind", "机卡重绑", "Rebind device";
        ClearRealName = 14, "clear_real_name", "实名制信息清除", "Clear real-name";
        SpeedLimit = 15, "speed_limit", "实体卡限速", "Limit speed";
        BatchReplace = 16, "batch_replace", "批量补卡", "Batch replacement";
        BatchRebind = 17, "batch_rebind", "批量机卡重绑", "Batch rebind";
        RestartPool = 18, "restart_pool", "重启已废弃后向流量池", "Restart a backward pool";
        BatchThreshold = 19, "batch_threshold", "批量达量断网", "Batch data threshold";
        RestoreNet = 20, "restore_net", "断网恢复", "Restore data";
        CancelThreshold = 21, "cancel_threshold", "取消达量断网", "Cancel the threshold";
        BatchCancelThreshold = 22, "batch_cancel_threshold", "批量取消达量断网", "Batch cancel thresholds";
        BatchDeregister = 23, "batch_deregister", "批量拆机", "Batch deregistration";
        BindArea = 24, "bind_area", "绑定限制区域", "Bind to an area";
    }
}

codes! {
    /// `status` of a work order: 审核中 → 已审核 → 处理中 → 已完成 or 失败; 已取消 and 审核不通过 end it earlier.
    WorkOrderStatus {
        Reviewing = 1, "reviewing", "审核中", "Under review";
        Reviewed = 2, "reviewed", "已审核", "Reviewed";
        Processing = 3, "processing", "处理中", "Processing";
        Completed = 4, "completed", "已完成", "Completed";
        Cancelled = 5, "cancelled", "已取消", "Cancelled";
        Failed = 6, "failed", "失败", "Failed";
        Rejected = 7, "rejected", "审核不通过", "Rejected";
    }
}

codes! {
    /// `status` of one card of a work order.
    ItemStatus {
        Success = 1, "success", "成功", "Succeeded";
        Processing = 2, "processing", "处理中", "Processing";
        Failed = 3, "failed", "失败", "Failed";
    }
}

codes! {
    /// `work_order_source`: who requested it.
    WorkOrderSource {
        Operator = 1, "operator", "运营人员", "Operations staff";
        Console = 2, "console", "用户（控制台）", "User (console)";
        AutomationRule = 3, "automation_rule", "自动化规则", "Automation rule";
        BackPoolMonthlyResume = 4, "back_pool_monthly_resume", "后向流量池超阈值停机每月复机", "Monthly resume of backward pools";
        NoDataLeft = 5, "no_data_left", "定时任务（卡流量用尽）", "Timer: card out of data";
        Expired = 6, "expired", "定时任务（套餐到期）", "Timer: plan expired";
        PoolStop = 7, "pool_stop", "定时任务（流量池停机）", "Timer: pool stopped";
        Api = 8, "api", "用户（API）", "User (API)";
    }
}

impl WorkOrderStatus {
    /// Whether this is a final state.
    #[must_use]
    pub const fn is_final(self) -> bool {
        !matches!(self, Self::Reviewing | Self::Reviewed | Self::Processing)
    }
}

impl WorkOrderType {
    /// The task that determines its duration: at China Mobile, activating, suspending or resuming a single card is
    /// faster than a batch.
    #[must_use]
    pub const fn task(self) -> Task {
        match self {
            Self::Activate => Task::Activate,
            Self::Suspend => Task::Suspend,
            Self::Resume => Task::Resume,
            Self::Rebind | Self::BatchRebind => Task::Rebind,
            Self::CreatePool => Task::CreatePool,
            _ => Task::WorkOrder,
        }
    }

    /// The fewest and the most working days it takes at a carrier. Where no source gives a time (overseas), that of the
    /// slowest carrier.
    #[must_use]
    pub fn working_days(self, carrier: Carrier) -> (u32, u32) {
        let known = self.task().duration(carrier);
        match known.or_else(|| Task::WorkOrder.duration(Carrier::Mobile)) {
            Some(Duration::WorkingDays(least, most)) => (least, most),
            Some(Duration::Weeks(weeks)) => (weeks * 5, weeks * 5),
            Some(Duration::Minutes(_)) | None => (1, 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_contract() {
        let codes: Vec<i32> = WorkOrderType::ALL.iter().map(|kind| kind.code()).collect();
        // 1 to 23 of the contract, and one of our own.
        assert_eq!(codes, (1..=24).collect::<Vec<_>>());
        for kind in WorkOrderType::ALL {
            assert_eq!(WorkOrderType::from_code(kind.code()), Some(*kind));
            assert_eq!(WorkOrderType::from_key(kind.key()), Some(*kind));
        }
        assert_eq!(WorkOrderType::from_code(25), None);
        assert_eq!(WorkOrderStatus::ALL.len(), 7);
        assert_eq!(WorkOrderStatus::from_code(6), Some(WorkOrderStatus::Failed));
        assert_eq!(ItemStatus::from_code(3), Some(ItemStatus::Failed));
        assert_eq!(WorkOrderSource::from_code(8), Some(WorkOrderSource::Api));
        assert_eq!(
            WorkOrderType::RestoreNet.name(crate::names::Language::Zh),
            "断网恢复"
        );
    }

    #[test]
    fn q9_9_how_long_a_batch_takes() {
        for (kind, carrier, days) in [
            (WorkOrderType::BatchSuspend, Carrier::Telecom, (1, 2)),
            (WorkOrderType::BatchSuspend, Carrier::Unicom, (1, 2)),
            (WorkOrderType::BatchSuspend, Carrier::Mobile, (1, 5)),
            (WorkOrderType::BatchSuspend, Carrier::Overseas, (1, 5)),
            (WorkOrderType::Suspend, Carrier::Mobile, (1, 2)),
            (WorkOrderType::Activate, Carrier::Overseas, (1, 2)),
            (WorkOrderType::Rebind, Carrier::Mobile, (1, 3)),
            (WorkOrderType::Rebind, Carrier::Telecom, (1, 2)),
        ] {
            assert_eq!(kind.working_days(carrier), days, "{kind:?} {carrier:?}");
        }
    }

    #[test]
    fn four_states_are_final() {
        let last: Vec<i32> = WorkOrderStatus::ALL
            .iter()
            .filter(|status| status.is_final())
            .map(|status| status.code())
            .collect();
        assert_eq!(last, [4, 5, 6, 7]);
    }
}
