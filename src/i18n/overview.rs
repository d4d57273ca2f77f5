//! 总览: the fleet in counts.

#![allow(missing_docs)] // field names are the keys; the texts are below

use crate::i18n::format::counted;
use gsl_model::action::CardAction;
use gsl_model::names::{Language, term};
use gsl_model::state::SimStatus;

/// See the module.
pub struct Overview {
    pub purpose: &'static str,
    pub total: &'static str,
    pub all_cards: fn(&str) -> String,
    pub figures: &'static str,
    pub attention: &'static str,
    pub stopped_cards: fn(&str) -> String,
    pub act: fn(CardAction, &str) -> String,
    pub top_up: &'static str,
    pub view: &'static str,
    pub of_all: fn(&str) -> String,
    pub pools_show: fn(&str) -> String,
    pub stopped: &'static str,
    pub expiring: &'static str,
    pub expiring_in: fn(i32) -> String,
    pub days: fn(i32) -> String,
    pub expiring_note: &'static str,
    pub pools: &'static str,
    pub pool: &'static str,
    pub pool_left: fn(&str, &str) -> String,
    pub pool_stopped: fn(&str) -> String,
    pub all_pools: fn(usize) -> String,
    pub by_status: &'static str,
    pub by_carrier: &'static str,
    pub status: &'static str,
    pub reason: &'static str,
    pub carrier: &'static str,
    pub remedy: &'static str,
    pub cards: &'static str,
    pub share: &'static str,
    pub show: fn(&str, &str) -> String,
    pub none_stopped: &'static str,
    pub no_summary: &'static str,
    pub no_summary_text: &'static str,
    pub counting: fn(usize, usize) -> String,
    pub counted: fn(&str) -> String,
    /// Q3.9
    pub empty: &'static str,
    pub empty_why: &'static str,
    /// Q9.1
    pub empty_when: &'static str,
    pub unknown_status: fn(i32) -> String,
}

/// 简体中文
pub static ZH: Overview = Overview {
    purpose: "先看要处理的：停机的卡和快到期的卡。每个数字都能点开成列表。",
    total: "卡总数",
    all_cards: |count| format!("全部 {count} 张卡"),
    figures: "关键数字",
    attention: "需要处理",
    stopped_cards: |n| format!("{n} 张卡停机，能恢复的在前"),
    act: |action, n| match action {
        CardAction::AddOn => format!("为 {n} 张买叠加包"),
        CardAction::Threshold => format!("为 {n} 张改阈值"),
        CardAction::Rebind => format!("重绑 {n} 张"),
        action => format!("{} {n} 张", action.name(Language::Zh)),
    },
    top_up: "去充值",
    view: "查看",
    of_all: |percent| format!("占 {percent}%"),
    pools_show: |n| format!("用尽或将用尽的流量池：{n} 个，查看列表"),
    stopped: SimStatus::Suspended.name(Language::Zh),
    expiring: "即将到期",
    expiring_in: |days| format!("{days} 天内到期"),
    days: |days| format!("{days} 天内"),
    expiring_note: "已激活、未拆机，从现在起到期的卡。不续费的卡到期停机，之后自动拆机。",
    pools: "用尽或将用尽的流量池",
    pool: "流量池",
    pool_left: |left, total| format!("剩 {left}，共 {total}"),
    pool_stopped: |n| format!("{n} 张卡停机"),
    all_pools: |more| {
        if more == 0 {
            "全部流量池".to_owned()
        } else {
            format!("另有 {more} 个，查看全部流量池")
        }
    },
    by_status: term::CARD_STATE.zh,
    by_carrier: term::CARRIER.zh,
    status: term::STATE.zh,
    reason: term::STOP_REASON.zh,
    carrier: term::CARRIER.zh,
    remedy: "处理办法",
    cards: "卡数",
    share: "占比",
    show: |what, count| format!("{what}：{count} 张，查看列表"),
    none_stopped: "没有停机的卡。",
    no_summary: "所连服务不提供汇总",
    no_summary_text: "各状态的卡数由列表逐项查得，每秒一项。停机原因、运营商和到期的数字，这个服务给不出来。",
    counting: |done, all| format!("正在逐项统计：{done} / {all}"),
    counted: |count| format!("共 {count} 张卡"),
    empty: "还没有卡",
    empty_why: "一个平台、一次集成，管理移动、联通、电信和海外的卡，价格更优。",
    empty_when: "买卡之后，订单状态为已完成时，这里和列表里会出现卡号和 MSISDN。",
    unknown_status: |code| format!("状态代码 {code}"),
};

/// English
pub static EN: Overview = Overview {
    purpose: "What needs attention first: stopped cards and cards about to expire. Every number opens as a list.",
    total: "Cards in total",
    all_cards: |count| format!("All {}", counted(count, "card")),
    figures: "Key figures",
    attention: "Needs attention",
    stopped_cards: |n| format!("{} stopped, what you can recover first", counted(n, "card")),
    act: |action, n| match action {
        CardAction::AddOn => format!("Add-ons for {n}"),
        CardAction::Threshold => format!("Change threshold of {n}"),
        CardAction::Rebind => format!("Rebind {n}"),
        action => format!("{} {n}", action.name(Language::En)),
    },
    top_up: "Top up",
    view: "View",
    of_all: |percent| format!("{percent} %"),
    pools_show: |n| format!("Pools used up or nearly: {n}, show the list"),
    stopped: SimStatus::Suspended.name(Language::En),
    expiring: "Expiring",
    expiring_in: |days| format!("Expiring in {days} days"),
    days: |days| format!("{days} days"),
    expiring_note: "Activated, not deregistered, expiring from now on. Cards that are not renewed stop at expiry and are then deregistered.",
    pools: "Pools used up or nearly",
    pool: "Pool",
    pool_left: |left, total| format!("{left} left of {total}"),
    pool_stopped: |n| format!("{} stopped", counted(n, "card")),
    all_pools: |more| {
        if more == 0 {
            "All pools".to_owned()
        } else {
            format!("{more} more; all pools")
        }
    },
    by_status: "Card states",
    by_carrier: "Carriers",
    status: term::STATE.en,
    reason: term::STOP_REASON.en,
    carrier: term::CARRIER.en,
    remedy: "Remedy",
    cards: "Cards",
    share: "Share",
    show: |what, count| format!("{what}: {}, show the list", counted(count, "card")),
    none_stopped: "No card is stopped.",
    no_summary: "The connected service offers no summary",
    no_summary_text: "The counts by state are asked one by one from the list, one a second. Stop reasons, carriers and expiry cannot be counted with this service.",
    counting: |done, all| format!("Counting: {done} of {all}"),
    counted: |count| format!("{} in total", counted(count, "card")),
    empty: "No cards yet",
    empty_why: "One platform and one integration for China Mobile, Unicom, Telecom and overseas cards, at a better price.",
    empty_when: "After a purchase, card numbers and MSISDNs appear here and in the list once the order is completed.",
    unknown_status: |code| format!("State code {code}"),
};
