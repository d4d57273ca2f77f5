//! 账号与同步, and the line that says how far the first reading is.

#![allow(missing_docs)] // field names are the keys; the texts stand below

use super::Locale;
use gsl_model::action::CardAction;
use gsl_model::names::{Language, term};
use gsl_model::wire::SyncGroup;

/// See the module.
pub struct Account {
    pub purpose: &'static str,
    pub not_offered: &'static str,
    pub not_offered_text: &'static str,
    pub pause: &'static str,
    pub resume: &'static str,
    pub read_now: &'static str,
    pub read_now_asked: &'static str,
    pub paused: &'static str,
    pub paused_text: &'static str,
    pub pause_first: &'static str,
    /// groups
    pub up_to_date: &'static str,
    pub groups_title: &'static str,
    pub group: &'static str,
    pub group_name: fn(SyncGroup) -> &'static str,
    pub state: &'static str,
    pub never: &'static str,
    pub running: &'static str,
    pub read: &'static str,
    pub failed: &'static str,
    pub observed: &'static str,
    pub observed_tip: &'static str,
    pub next: &'static str,
    pub soon: &'static str,
    /// done, total
    pub of: fn(&str, &str) -> String,
    pub calls_title: &'static str,
    pub last_minute: &'static str,
    /// made, allowed
    pub minute: fn(&str, &str) -> String,
    pub still_left: &'static str,
    pub waiting: &'static str,
    pub made: &'static str,
    pub throttled: &'static str,
    pub slowed: fn(&str) -> String,
    pub failures_title: &'static str,
    pub no_failures: &'static str,
    pub at: &'static str,
    pub what: &'static str,
    pub answer: &'static str,
    pub request_id: &'static str,
    pub message: &'static str,
    /// of [`gsl_model::wire::SyncFailure`], by key
    pub kinds: &'static [(&'static str, &'static str)],
}

/// The line about the first reading, which other pages show too.
pub struct FirstReading {
    /// cards: done, total
    pub cards: fn(&str, &str) -> String,
    pub begins: &'static str,
    /// seconds
    pub left: fn(i64) -> String,
    /// before [`Self::left`]
    pub and: &'static str,
    pub to_page: &'static str,
}

/// The texts of a language.
#[must_use]
pub const fn account(locale: Locale) -> &'static Account {
    locale.of(&ZH, &EN)
}

/// The texts of a language.
#[must_use]
pub const fn first_reading(locale: Locale) -> &'static FirstReading {
    locale.of(&FIRST_ZH, &FIRST_EN)
}

/// 简体中文
pub const ZH: Account = Account {
    purpose: "本服务从云端读取账号数据并保存在本地。这里可以看到各项数据的读取时间、调用次数和最近的失败。",
    not_offered: "所连服务没有接入真实账号",
    not_offered_text: "数据来自演示卡群或其他服务，没有同步状态。",
    pause: "暂停同步",
    resume: "继续同步",
    read_now: "立即读取",
    read_now_asked: "已安排立即读取。",
    paused: "同步已暂停",
    paused_text: "继续之前不再读取云端，页面显示的是已保存的数据。",
    pause_first: "同步已暂停，请先继续同步",
    up_to_date: "各项数据均已读取",
    groups_title: "数据读取情况",
    group: "数据",
    group_name: |group| match group {
        SyncGroup::Cards => "SIM卡",
        SyncGroup::Plans => term::PLAN.zh,
        SyncGroup::Tags => term::TAGS.zh,
        SyncGroup::Attributes => CardAction::Attributes.name(Language::Zh),
        SyncGroup::Pools => "流量池",
        SyncGroup::Members => "流量池成员",
        SyncGroup::WorkOrders => "业务受理单",
        SyncGroup::Usage => "月用量",
        SyncGroup::DailyUse => "日用量",
    },
    state: term::STATE.zh,
    never: "尚未读取",
    running: "读取中",
    read: "已读取",
    failed: "读取失败",
    observed: "数据截至",
    observed_tip: "最近一次完整读取的开始时间，数据不早于此时间",
    next: "下次读取",
    soon: "即将开始",
    of: |done, total| format!("{done} / {total}"),
    calls_title: "调用次数",
    last_minute: "最近 60 秒",
    minute: |made, allowed| format!("{made} 次，上限 {allowed} 次"),
    still_left: "剩余",
    waiting: "排队中",
    made: "启动以来",
    throttled: "被限流",
    slowed: |full| format!("云端限流后已降速，正常为每分钟 {full} 次，会逐步恢复。"),
    failures_title: "最近的失败",
    no_failures: "没有失败",
    at: "时间",
    what: "数据",
    answer: term::FAILURE_REASON.zh,
    request_id: "云端请求ID",
    message: "详情",
    kinds: &[
        ("keys_unreadable", "密钥无法读取"),
        ("credentials_refused", "密钥被拒绝"),
        ("clock_refused", "本机时间偏差过大"),
        ("no_permission", "没有权限"),
        ("project_unclear", "项目不明确"),
        ("throttled", "被限流"),
        ("not_found", "不存在"),
        ("refused", "被拒绝"),
        ("unavailable", "云端不可用"),
        ("no_answer", "没有应答"),
        ("unreadable", "应答无法解析"),
        ("storage", "本地数据库写入失败"),
    ],
};

/// 简体中文
pub const FIRST_ZH: FirstReading = FirstReading {
    cards: |done, total| format!("首次读取：已读取 {done} / {total} 张卡"),
    begins: "首次读取即将开始，列表和统计还不完整",
    left: |seconds| match seconds {
        ..90 => format!("约剩 {} 秒", seconds.max(1)),
        90..5400 => format!("约剩 {} 分钟", (seconds + 59) / 60),
        _ => format!("约剩 {} 小时", (seconds + 3599) / 3600),
    },
    and: "，",
    to_page: "查看同步状态",
};

/// English
pub const EN: Account = Account {
    purpose: "This service reads the account from the cloud and keeps it here: what was read when, calls made, and the latest failures.",
    not_offered: "The connected service does not mirror an account",
    not_offered_text: "The data is that of a demo fleet or of another service; there is nothing to sync.",
    pause: "Pause",
    resume: "Resume",
    read_now: "Read now",
    read_now_asked: "Reading starts as soon as calls allow.",
    paused: "Sync is paused",
    paused_text: "Nothing is read until you resume; pages show what was read before.",
    pause_first: "Sync is paused; resume it first",
    up_to_date: "Everything has been read",
    groups_title: "What has been read",
    group: "Data",
    group_name: |group| match group {
        SyncGroup::Cards => "Cards",
        SyncGroup::Plans => "Plans",
        SyncGroup::Tags => term::TAGS.en,
        SyncGroup::Attributes => "Custom attributes",
        SyncGroup::Pools => "Pools",
        SyncGroup::Members => "Pool members",
        SyncGroup::WorkOrders => "Work orders",
        SyncGroup::Usage => "Usage by month",
        SyncGroup::DailyUse => "Usage by day",
    },
    state: term::STATE.en,
    never: "Not read yet",
    running: "Reading",
    read: "Read",
    failed: "Failed",
    observed: "As of",
    observed_tip: "Start of the last complete reading: the data is no older",
    next: "Next reading",
    soon: "soon",
    of: |done, total| format!("{done} of {total}"),
    calls_title: "Calls to the cloud",
    last_minute: "Last 60 seconds",
    minute: |made, allowed| format!("{made} of {allowed} allowed"),
    still_left: "Left",
    waiting: "Waiting",
    made: "Since the start",
    throttled: "Throttled",
    slowed: |full| {
        format!(
            "Slower after the cloud throttled calls; normally {full} a minute. The rate recovers by itself."
        )
    },
    failures_title: "Latest failures",
    no_failures: "No failures",
    at: "Time",
    what: "Data",
    answer: term::FAILURE_REASON.en,
    request_id: "Request ID",
    message: "Details",
    kinds: &[
        ("keys_unreadable", "Key cannot be read"),
        ("credentials_refused", "Credentials refused"),
        ("clock_refused", "Clock is off"),
        ("no_permission", "No permission"),
        ("project_unclear", "Project unclear"),
        ("throttled", "Throttled"),
        ("not_found", "Not found"),
        ("refused", "Refused"),
        ("unavailable", "Cloud unavailable"),
        ("no_answer", "No answer"),
        ("unreadable", "Unreadable answer"),
        ("storage", "Database not writable"),
    ],
};

/// English
pub const FIRST_EN: FirstReading = FirstReading {
    cards: |done, total| format!("First reading: {done} of {total} cards"),
    begins: "The first reading is about to start; lists and counts are incomplete",
    left: |seconds| match seconds {
        ..90 => format!("about {} s left", seconds.max(1)),
        90..5400 => format!("about {} minutes left", (seconds + 59) / 60),
        _ => format!("about {} hours left", (seconds + 3599) / 3600),
    },
    and: ", ",
    to_page: "Show sync status",
};
