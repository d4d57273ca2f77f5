//! The export menu of every list.

#![allow(missing_docs)] // field names are the keys; the texts are below

use super::Locale;
use crate::i18n::format::counted;

/// See the module.
pub struct Export {
    pub export: &'static str,
    pub selected: fn(&str) -> String,
    pub all: fn(&str) -> String,
    /// The same where a filter narrows the list.
    pub matching: fn(&str) -> String,
    pub usage_selected: fn(&str) -> String,
    pub usage_all: fn(&str) -> String,
    pub usage_matching: fn(&str) -> String,
    pub rows: fn(&str) -> String,
    pub none_selected: &'static str,
    pub only_selected: &'static str,
    pub nothing: &'static str,
    /// how many, at most
    pub too_many: fn(&str, &str) -> String,
    pub view: fn(&str) -> String,
    pub saved: fn(&str, &str) -> String,
}

/// The texts in a language.
#[must_use]
pub fn export(locale: Locale) -> &'static Export {
    match locale {
        Locale::ZhCn => &ZH,
        Locale::EnUs => &EN,
    }
}

static ZH: Export = Export {
    export: "导出",
    selected: |n| format!("导出选中SIM卡（{n} 张）"),
    all: |n| format!("导出全部SIM卡（{n} 张）"),
    matching: |n| format!("导出符合条件的 {n} 张卡"),
    usage_selected: |n| format!("导出选中SIM卡月用量（{n} 张）"),
    usage_all: |n| format!("导出全部SIM卡月用量（{n} 张）"),
    usage_matching: |n| format!("导出符合条件的 {n} 张卡的月用量"),
    rows: |n| format!("导出全部（{n} 行）"),
    none_selected: "没有选中的卡",
    only_selected: "列表现在只显示选中的卡",
    nothing: "没有可导出的行",
    too_many: |n, most| format!("共 {n} 行，一次最多导出 {most} 行，请先缩小筛选范围"),
    view: |n| format!("导出当前视图（屏幕上的 {n} 行，CSV）"),
    saved: |n, name| format!("已保存 {n} 行到 {name}"),
};

static EN: Export = Export {
    export: "Export",
    selected: |n| format!("Export selected cards ({n})"),
    all: |n| format!("Export all cards ({n})"),
    matching: |n| format!("Export the {n} that match"),
    usage_selected: |n| format!("Export monthly usage of selected cards ({n})"),
    usage_all: |n| format!("Export monthly usage of all cards ({n})"),
    usage_matching: |n| format!("Export monthly usage of the {n} that match"),
    rows: |n| format!("Export all ({})", counted(n, "row")),
    none_selected: "No card is selected",
    only_selected: "The list shows only the selected cards now",
    nothing: "Nothing to export",
    too_many: |n, most| format!("{n} rows; one export has at most {most}. Narrow the filter first"),
    view: |n| format!("Export this view ({} on screen, CSV)", counted(n, "row")),
    saved: |n, name| format!("{} saved to {name}", counted(n, "row")),
};
