//! What bulk actions are called: the only texts of bulk jobs that the frame has too, in its command palette.

use crate::routes::batch::BulkAction;
use crate::routes::card_action::CardAction;
use gsl_model::names::Language;
use gsl_model::work_order::WorkOrderType;

/// 简体中文
#[must_use]
pub const fn zh(action: BulkAction) -> &'static str {
    match action {
        BulkAction::Single(CardAction::Activate) => "批量激活",
        BulkAction::Single(CardAction::Suspend) => "批量停机",
        BulkAction::Single(CardAction::Resume) => "批量复机",
        BulkAction::Single(CardAction::Rebind) => WorkOrderType::BatchRebind.name(Language::Zh),
        BulkAction::Single(CardAction::Threshold) => {
            WorkOrderType::BatchThreshold.name(Language::Zh)
        }
        BulkAction::Single(CardAction::CutNet) => "批量断网",
        BulkAction::Single(CardAction::RestoreNet) => "批量恢复断网",
        BulkAction::Single(CardAction::SpeedLimit) => "批量限速",
        BulkAction::Single(CardAction::BindArea) => "批量绑定限制区域",
        BulkAction::Single(CardAction::ClearRealName) => "批量清除实名",
        BulkAction::Single(_) => "其他操作",
        BulkAction::Deregister => WorkOrderType::BatchDeregister.name(Language::Zh),
        BulkAction::Tags => "批量设置标签",
        BulkAction::Attributes => "批量设置自定义属性",
        BulkAction::Transfer => WorkOrderType::BatchTransfer.name(Language::Zh),
        BulkAction::Replace => WorkOrderType::BatchReplace.name(Language::Zh),
    }
}

/// English
#[must_use]
pub const fn en(action: BulkAction) -> &'static str {
    match action {
        BulkAction::Single(CardAction::Activate) => "Activate",
        BulkAction::Single(CardAction::Suspend) => "Suspend",
        BulkAction::Single(CardAction::Resume) => "Resume",
        BulkAction::Single(CardAction::Rebind) => "Rebind device",
        BulkAction::Single(CardAction::Threshold) => "Data threshold",
        BulkAction::Single(CardAction::CutNet) => "Cut data",
        BulkAction::Single(CardAction::RestoreNet) => "Restore data",
        BulkAction::Single(CardAction::SpeedLimit) => "Limit speed",
        BulkAction::Single(CardAction::BindArea) => "Bind to an area",
        BulkAction::Single(CardAction::ClearRealName) => "Clear real-name",
        BulkAction::Single(_) => "Another action",
        BulkAction::Deregister => "Deregister",
        BulkAction::Tags => "Set tags",
        BulkAction::Attributes => "Set custom attributes",
        BulkAction::Transfer => "Transfer to another account",
        BulkAction::Replace => "Replace cards",
    }
}
