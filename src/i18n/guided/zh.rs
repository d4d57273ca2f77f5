//! 简体中文

use super::Guided;
use gsl_model::action::CardAction;
use gsl_model::guided::{HaltReason, NextStep};
use gsl_model::names::Language;
use gsl_model::work_order::WorkOrderType;

pub static TEXTS: Guided = Guided {
    reset_what: "卡能用却连不上网时，让它重新注册网络：停机，15 分钟后刷新状态并复机。",
    reset_time: "停机和复机各需 1–2 个工作日，多数在 10 分钟内生效；期间卡不能上网。",
    reset_stays: "进度保存在这个浏览器里，刷新或关闭后再打开卡的页面会接着进行。",
    start_reset: "开始重置网络",
    steps: "重置网络的步骤",
    suspend: CardAction::Suspend.name(Language::Zh),
    wait: "等待 15 分钟",
    resume: "刷新状态并复机",
    done: "已完成",
    sending: "提交中",
    at_carrier: "运营商处理中",
    to_come: "未开始",
    stopped: "已停止",
    left: |time| format!("还剩 {time}"),
    waiting_until: |at| format!("{at} 复机"),
    reset_done: "网络已重置，卡恢复在用。重启设备，让它重新注册。",
    still_suspended: "卡现在是已停用，需要时请复机。",
    cancel: "取消重置",
    cancel_note: "已经提交的停机不会撤回。",
    retry: "重试",
    resume_now: "现在复机",
    dismiss: "知道了",
    trouble: "暂时连不上服务，会自动再试。",
    halt_reason: |rules, why| match why {
        HaltReason::Refused { code, message } => format!("服务拒绝：{message}（{code}）"),
        HaltReason::Failed { message } => format!("业务受理单失败：{message}"),
        HaltReason::StoppedFor {
            reason: Some(reason),
        } => format!("停机原因变成了{}，不能复机。", (rules.reason)(*reason)),
        HaltReason::StoppedFor { reason: None } => {
            "卡已停用，但停机原因未知，不能复机。".to_owned()
        }
        HaltReason::State { status } => format!("卡的状态变成了{}。", (rules.status)(*status)),
        HaltReason::ResumedEarly => "卡已经恢复在用，不是由这里复机的。".to_owned(),
        HaltReason::Cancelled => "已取消。".to_owned(),
    },
    reset_finished: |card| format!("{card}：网络已重置"),
    reset_halted: |card, why| format!("{card}：重置网络停在中途。{why}"),
    lost_finished: |card| format!("{card}：丢失的卡已停机"),
    lost_halted: |card, why| format!("{card}：丢失的卡还没停机。{why}"),
    running: "正在重置网络",
    suspend_now: "立即停机",
    lost_takes: |time| format!("停机需要 {time}，多数在 10 分钟内生效。"),
    lost_many: "丢了多张卡：在列表里选中或粘贴卡号，再批量停机。",
    safe: "卡不能上网，拾到的人用不了。",
    comes_back: "但这种停机会在下个账期自动恢复，届时要再停机。",
    exposed: "卡还没激活：谁插卡上电都会激活它，激活后才能停机。",
    ways: "接下来可以",
    way: |way| match way {
        NextStep::Replace => CardAction::Replace.name(Language::Zh),
        NextStep::ActivateThenSuspend => "先激活，再停机",
        NextStep::ResumeWhenFound => "找到后复机",
        NextStep::Deregister => CardAction::Deregister.name(Language::Zh),
        NextStep::Leave => "不再处理",
    },
    way_note: |way| match way {
        NextStep::Replace => "新卡沿用原套餐，办完后清除旧卡的数据。",
        NextStep::ActivateThenSuspend => "激活后开始计算有效期，不能撤销。",
        NextStep::ResumeWhenFound => "1–2 个工作日恢复在用。",
        NextStep::Deregister => "将这张卡拆机，不能恢复。",
        NextStep::Leave => "预付的有效期照常计算，不退款；到期不续费会自动拆机。",
    },
    open_way: |way| match way {
        NextStep::ActivateThenSuspend => CardAction::Activate.name(Language::Zh),
        NextStep::ResumeWhenFound => CardAction::Resume.name(Language::Zh),
        NextStep::Deregister => WorkOrderType::BatchDeregister.name(Language::Zh),
        NextStep::Replace => WorkOrderType::BatchReplace.name(Language::Zh),
        _ => "",
    },
};
