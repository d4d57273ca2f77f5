//! Texts used on every page.

#![allow(missing_docs)] // field names are the keys; the texts are below

use gsl_model::names::{Language, yes_no};
use gsl_model::text::BadCharacter;

/// See the module.
pub struct Common {
    pub loading: &'static str,
    /// Why rows of the previous request cannot be selected, counted or exported.
    pub rows_coming: &'static str,
    /// How a day is written.
    pub day_hint: &'static str,
    pub retry: &'static str,
    pub close: &'static str,
    pub cancel: &'static str,
    pub save: &'static str,
    pub apply: &'static str,
    pub delete: &'static str,
    pub clear: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub refresh: &'static str,
    /// Takes how long ago.
    pub refreshed: fn(&str) -> String,
    pub auto_off: &'static str,
    pub auto_10: &'static str,
    pub auto_60: &'static str,
    pub more: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub none: &'static str,
    pub unknown: &'static str,
    pub days: fn(i64) -> String,
    pub months: fn(i64) -> String,
    /// Between items of a list in running text.
    pub comma: &'static str,
    /// Adds an explanation in brackets: `已停用（超流量停机）`.
    pub bracket: fn(&str, &str) -> String,
    pub just_now: &'static str,
    pub seconds_ago: fn(i64) -> String,
    pub minutes_ago: fn(i64) -> String,
    pub hours_ago: fn(i64) -> String,
    /// "as of …" before an instant.
    pub as_of: fn(&str) -> String,
    pub as_of_yesterday: &'static str,
    pub service_zone: &'static str,
    pub previous_page: &'static str,
    pub next_page: &'static str,
    pub page_label: &'static str,
    pub dismiss: &'static str,
    pub undo: &'static str,
    pub undone: &'static str,
    pub learn_more: &'static str,
    pub opens_new_tab: &'static str,
    pub not_offered: &'static str,
    pub read_only: &'static str,
    /// The browser does not allow storage.
    pub not_kept: &'static str,
    /// The browser does not allow copying: heading, what to do, name of the field with the text.
    pub not_copied: [&'static str; 3],
    /// A character that cannot be part of a text.
    pub not_text: fn(BadCharacter) -> String,
    /// A character that cannot be part of a number.
    pub not_a_digit: fn(BadCharacter) -> String,
}

/// 简体中文
pub const ZH: Common = Common {
    loading: "加载中",
    rows_coming: "当前显示的是上一次查询的结果，新结果加载后才能操作",
    day_hint: "按“年-月-日”填写，如 2026-11-30",
    retry: "重试",
    close: "关闭",
    cancel: "取消",
    save: "保存",
    apply: "应用",
    delete: "删除",
    clear: "清除",
    copy: "复制",
    copied: "已复制",
    refresh: "刷新",
    refreshed: |when| format!("{when}刷新"),
    auto_off: "不自动刷新",
    auto_10: "每 10 秒",
    auto_60: "每 1 分钟",
    more: "更多",
    yes: yes_no(true, Language::Zh),
    no: yes_no(false, Language::Zh),
    none: "无",
    unknown: "未知",
    days: |n| format!("{n} 天"),
    months: |n| format!("{n} 个月"),
    comma: "、",
    bracket: |a, b| format!("{a}（{b}）"),
    just_now: "刚刚",
    seconds_ago: |n| format!("{n} 秒前"),
    minutes_ago: |n| format!("{n} 分钟前"),
    hours_ago: |n| format!("{n} 小时前"),
    as_of: |when| format!("截至 {when}"),
    as_of_yesterday: "截至昨日 24:00（UTC+8）",
    service_zone: "计费时区 UTC+8",
    previous_page: "上一页",
    next_page: "下一页",
    page_label: "页码",
    dismiss: "关闭通知",
    undo: "撤销",
    undone: "已撤销",
    learn_more: "了解更多",
    opens_new_tab: "在新标签页打开",
    not_offered: "所连服务不提供",
    read_only: "只读模式：这里只读取账号数据，请在官方控制台操作",
    not_kept: "浏览器不允许保存数据：设置、草稿和进度在关闭或刷新页面后丢失。",
    not_copied: [
        "浏览器不允许复制",
        "文字已选中，请按 Ctrl C 或 ⌘ C 复制。",
        "要复制的文字",
    ],
    not_text: |bad| format!("第 {} 个字符 {} 不是文本，请删除", bad.at, bad.shown()),
    not_a_digit: |bad| format!("第 {} 个字符 {} 不是数字", bad.at, bad.shown()),
};

/// English
pub const EN: Common = Common {
    loading: "Loading",
    rows_coming: "These rows are of the previous query. Wait for the new ones.",
    day_hint: "Write the day as 2026-11-30",
    retry: "Retry",
    close: "Close",
    cancel: "Cancel",
    save: "Save",
    apply: "Apply",
    delete: "Delete",
    clear: "Clear",
    copy: "Copy",
    copied: "Copied",
    refresh: "Refresh",
    refreshed: |when| format!("Refreshed {when}"),
    auto_off: "Auto-refresh: off",
    auto_10: "Every 10 s",
    auto_60: "Every minute",
    more: "More",
    yes: yes_no(true, Language::En),
    no: yes_no(false, Language::En),
    none: "None",
    unknown: "Unknown",
    days: |n| {
        if n == 1 {
            "1 day".to_owned()
        } else {
            format!("{n} days")
        }
    },
    months: |n| {
        if n == 1 {
            "1 month".to_owned()
        } else {
            format!("{n} months")
        }
    },
    comma: ", ",
    bracket: |a, b| format!("{a} ({b})"),
    just_now: "just now",
    seconds_ago: |n| format!("{n} s ago"),
    minutes_ago: |n| format!("{n} min ago"),
    hours_ago: |n| format!("{n} h ago"),
    as_of: |when| format!("as of {when}"),
    as_of_yesterday: "as of 24:00 yesterday (UTC+8)",
    service_zone: "Billing zone UTC+8",
    previous_page: "Previous",
    next_page: "Next",
    page_label: "Page",
    dismiss: "Dismiss",
    undo: "Undo",
    undone: "Undone",
    learn_more: "Learn more",
    opens_new_tab: "opens in a new tab",
    not_offered: "Not offered by the connected service",
    read_only: "Read-only: this service changes nothing in the account; use the official console",
    not_kept: "This browser does not let the console keep anything: settings, drafts and progress are lost when the page is closed or reloaded.",
    not_copied: [
        "The browser refused to copy",
        "The text is selected: press Ctrl C or ⌘ C.",
        "Text to copy",
    ],
    not_text: |bad| {
        format!(
            "Character {}, {}, is not text; remove it",
            bad.at,
            bad.shown()
        )
    },
    not_a_digit: |bad| format!("Character {}, {}, is not a digit", bad.at, bad.shown()),
};
