//! What bulk actions are called: the only texts of bulk jobs that the frame has too, in its command palette.

use crate::routes::act::Do;
use crate::routes::batch::Bulk;

/// 简体中文
#[must_use]
pub const fn zh(act: Bulk) -> &'static str {
    match act {
        Bulk::Act(Do::Activate) => "批量激活",
        Bulk::Act(Do::Suspend) => "批量停机",
        Bulk::Act(Do::Resume) => "批量复机",
        Bulk::Act(Do::Rebind) => "批量机卡重绑",
        Bulk::Act(Do::Threshold) => "批量达量断网",
        Bulk::Act(Do::CutNet) => "批量断网",
        Bulk::Act(Do::RestoreNet) => "批量恢复断网",
        Bulk::Act(Do::SpeedLimit) => "批量限速",
        Bulk::Act(Do::BindArea) => "批量绑定限制区域",
        Bulk::Act(Do::ClearRealName) => "批量清除实名",
        Bulk::Act(_) => "其他操作",
        Bulk::Deregister => "批量拆机",
        Bulk::Tags => "批量设置标签",
        Bulk::Attributes => "批量设置自定义属性",
        Bulk::Transfer => "批量转移实体卡",
        Bulk::Replace => "批量补卡",
    }
}

/// English
#[must_use]
pub const fn en(act: Bulk) -> &'static str {
    match act {
        Bulk::Act(Do::Activate) => "Activate",
        Bulk::Act(Do::Suspend) => "Suspend",
        Bulk::Act(Do::Resume) => "Resume",
        Bulk::Act(Do::Rebind) => "Rebind device",
        Bulk::Act(Do::Threshold) => "Data threshold",
        Bulk::Act(Do::CutNet) => "Cut data",
        Bulk::Act(Do::RestoreNet) => "Restore data",
        Bulk::Act(Do::SpeedLimit) => "Limit speed",
        Bulk::Act(Do::BindArea) => "Bind to an area",
        Bulk::Act(Do::ClearRealName) => "Clear real-name",
        Bulk::Act(_) => "Another action",
        Bulk::Deregister => "Deregister",
        Bulk::Tags => "Set tags",
        Bulk::Attributes => "Set custom attributes",
        Bulk::Transfer => "Transfer to another account",
        Bulk::Replace => "Replace cards",
    }
}
