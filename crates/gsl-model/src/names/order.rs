//! What the states of orders, pools, bulk jobs and exports are called.

use super::{Language, Name};
use crate::{
    bulk::BulkItemStatus,
    export::TaskState,
    order::{OrderStatus, OrderType},
    pool::{BackwardState, ForwardState},
};

impl OrderStatus {
    /// What it is called for an order of this type: 待发货(续费中) is one or the other.
    #[must_use]
    pub const fn name_for(self, kind: OrderType, language: Language) -> &'static str {
        match self {
            Self::Waiting if kind.is_renewal() => Name::new("续费中", "Renewing").of(language),
            Self::Waiting => Name::new("待发货", "Waiting to ship").of(language),
            _ => self.name(language),
        }
    }
}

impl ForwardState {
    /// What it is called.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        let name = match self {
            Self::InUse => Name::new("在用", "In use"),
            Self::Discarded => Name::new("废弃", "Discarded"),
        };
        name.of(language)
    }
}

impl BackwardState {
    /// What it is called.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        let name = match self {
            Self::InUse => Name::new("在用", "In use"),
            Self::Suspended => Name::new("已停用", "Suspended"),
            Self::Discarded => Name::new("已废弃", "Discarded"),
        };
        name.of(language)
    }
}

impl BulkItemStatus {
    /// What it is called.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        let name = match self {
            Self::Waiting => Name::new("等待中", "Waiting"),
            Self::Running => Name::new("处理中", "Under way"),
            Self::Succeeded => Name::new("成功", "Succeeded"),
            Self::Failed => Name::new("失败", "Failed"),
            Self::Excluded => Name::new("被排除", "Left out"),
            Self::Cancelled => Name::new("已取消", "Cancelled"),
        };
        name.of(language)
    }
}

impl TaskState {
    /// What it is called.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        let name = match self {
            Self::Waiting => Name::new("等待中", "Waiting"),
            Self::Running => Name::new("导出中", "Running"),
            Self::Succeeded => Name::new("成功", "Succeeded"),
            Self::Failed => Name::new("失败", "Failed"),
            Self::Cancelled => Name::new("已取消", "Cancelled"),
            Self::Expired => Name::new("已过期", "Expired"),
        };
        name.of(language)
    }
}
