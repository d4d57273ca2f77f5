//! The filter of an export in words.

use super::{ColumnKind, ExportKind, Words, column, word};
use crate::names::{Name, term, yes_no};
use crate::sheet::Language;
use crate::time::Time;
use crate::zone;

/// Up to this many values are named, more are counted.
const NAMED: usize = 3;

/// Parameters that are not columns: the list they belong to (`None` for all), key, name.
const OTHERS: &[(Option<ExportKind>, &str, Name)] = &[
    (
        Some(ExportKind::WorkOrders),
        "main_search_key",
        term::WORK_ORDER_NUMBER,
    ),
    (None, "main_search_key", term::CONTAINER_ID),
    (None, "tag_id", term::TAGS),
    (
        None,
        "min_used_flow",
        Name::new("已用流量(MB) ≥", "Used (MB) ≥"),
    ),
    (
        None,
        "max_used_flow",
        Name::new("已用流量(MB) ≤", "Used (MB) ≤"),
    ),
    (
        None,
        "min_left_flow",
        Name::new("剩余流量(MB) ≥", "Left (MB) ≥"),
    ),
    (
        None,
        "max_left_flow",
        Name::new("剩余流量(MB) ≤", "Left (MB) ≤"),
    ),
    (
        None,
        "expire_days",
        Name::new("几天内到期", "Expires within days"),
    ),
    (
        None,
        "stopped_days",
        Name::new(
            "几天内停机（含今天）",
            "Stopped within days, today included",
        ),
    ),
    (
        None,
        "filter_downtime_period",
        Name::new("不含停机保号的卡", "Without cards under number retention"),
    ),
    (None, "card_list_id", term::CARD_NUMBERS),
    (None, "order_ids", term::BATCH_NUMBER),
    (None, "price_plan_id", term::PLAN),
    (None, "billing_cycle", term::CYCLE),
    (
        None,
        "all_billing_cycle",
        Name::new("全部六个账期", "All six billing cycles"),
    ),
    (None, "work_order_source", term::SOURCE),
    (None, "sim_type", term::CARD_TYPE),
    (None, "since", Name::new("创建日期从", "Created from")),
    (None, "until", Name::new("创建日期到", "Created until")),
    (None, "sim_pool_id", term::POOL_NUMBER),
    (None, "back_pool_id", term::POOL_NUMBER),
];

/// A filter in words: parameters and values in the order of the query, the sort order last. `name` returns the name of
/// a value that only the service knows, such as a tag.
#[must_use]
pub fn describe_filter<'a>(
    what: ExportKind,
    filter: impl Iterator<Item = (&'a str, &'a str)>,
    name: &dyn Fn(&str, &str) -> Option<String>,
    language: Language,
) -> Vec<(String, String)> {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for (key, value) in filter {
        for value in value.split(',').filter(|value| !value.is_empty()) {
            match groups.iter_mut().find(|(known, _)| *known == key) {
                Some((_, values)) => values.push(value),
                None => groups.push((key, vec![value])),
            }
        }
    }
    let first = |wanted: &str| {
        let (_, values) = groups.iter().find(|(key, _)| *key == wanted)?;
        values.first().copied()
    };
    let zh = language == Language::Zh;
    let mut lines = Vec::new();
    for (key, values) in &groups {
        if matches!(
            *key,
            "sort" | "order" | "main_search_type" | "limit" | "offset"
        ) {
            continue;
        }
        let label = match (*key, first("main_search_type")) {
            ("main_search_key", Some("2")) => label(what, "order_ids", language),
            ("main_search_key", Some("3")) => "IMEI".to_owned(),
            _ => label(what, key, language),
        };
        let lists = matches!(
            *key,
            "card_list_id" | "tag_id" | "price_plan_id" | "sim_card_id" | "order_ids"
        );
        let named: Vec<String> = values
            .iter()
            .filter_map(|value| name(key, value).or_else(|| value_told(what, key, value, language)))
            .collect();
        let value = if lists && (named.len() < values.len() || values.len() > NAMED) {
            let count = values.len();
            if zh {
                format!("{count} 个")
            } else {
                count.to_string()
            }
        } else {
            named.join(if zh { "、" } else { ", " })
        };
        lines.push((label, value));
    }
    if let Some(by) = first("sort") {
        let arrow = if first("order") == Some("desc") {
            "↓"
        } else {
            "↑"
        };
        let label = if zh { "排序" } else { "Sorted by" };
        lines.push((
            label.to_owned(),
            format!("{} {arrow}", self::label(what, by, language)),
        ));
    }
    lines
}

fn label(what: ExportKind, key: &str, language: Language) -> String {
    if let Some(column) = column(what, key) {
        return column.heading(language).to_owned();
    }
    let known = OTHERS
        .iter()
        .find(|(of, name, ..)| *name == key && of.is_none_or(|of| of == what));
    known
        .map_or(key, |(_, _, name)| name.of(language))
        .to_owned()
}

/// The value in words; `None` for a number that means nothing to a reader.
fn value_told(what: ExportKind, key: &str, value: &str, language: Language) -> Option<String> {
    let kind = match key {
        "tag_id" | "card_list_id" | "price_plan_id" => return None,
        "work_order_source" => ColumnKind::Words(Words::Source),
        "sim_type" => ColumnKind::Words(Words::SimType),
        "all_billing_cycle" | "filter_downtime_period" => ColumnKind::Flag,
        // `until` is exclusive: the start of the next day.
        "since" | "until" => {
            let at = Time::parse(value)?.0;
            let at = if key == "until" {
                at - chrono::TimeDelta::seconds(1)
            } else {
                at
            };
            return Some(zone::local(at).date().to_string());
        }
        _ => column(what, key).map_or(ColumnKind::Text, |column| column.kind),
    };
    Some(match kind {
        ColumnKind::Words(words) => word(words, value, language).unwrap_or(value).to_owned(),
        ColumnKind::Flag => yes_no(value == "true", language).to_owned(),
        _ => value.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(what: ExportKind, filter: &[(&str, &str)], language: Language) -> Vec<String> {
        let name = |key: &str, id: &str| (key == "tag_id" && id == "7").then(|| "North".to_owned());
        describe_filter(what, filter.iter().copied(), &name, language)
            .into_iter()
            .map(|(label, value)| format!("{label}: {value}"))
            .collect()
    }

    #[test]
    fn a_filter_of_cards_is_told_in_words() {
        let filter = [
            ("sim_status", "20"),
            ("sim_status", "14"),
            ("tag_id", "7"),
            ("real_named", "false"),
            ("min_used_flow", "100"),
            ("main_search_type", "3"),
            ("main_search_key", "3581"),
            ("sort", "flow_used"),
            ("order", "desc"),
            ("limit", "100"),
        ];
        assert_eq!(
            lines(ExportKind::Cards, &filter, Language::Zh),
            [
                "SIM卡状态: 在用、已停用",
                "标签: North",
                "是否实名: 否",
                "已用流量(MB) ≥: 100",
                "IMEI: 3581",
                "排序: 已用流量(MB) ↓"
            ]
        );
        let many = [("tag_id", "1,2"), ("card_list_id", "9"), ("order_id", "5")];
        assert_eq!(
            lines(ExportKind::CardUsage, &many, Language::En),
            ["Tags: 2", "Card numbers: 1", "Batch no.: 5"]
        );
    }

    #[test]
    fn filters_of_other_lists_are_told_too() {
        let filter = [
            ("main_search_key", "42"),
            ("work_order_type", "5"),
            ("status", "4"),
            ("work_order_source", "8"),
            ("since", "2026-11-20T16:00:00.000Z"),
            ("until", "2026-11-22T16:00:00.000Z"),
        ];
        assert_eq!(
            lines(ExportKind::WorkOrders, &filter, Language::En),
            [
                "Work order number: 42",
                "Type: Suspend",
                "State: Completed",
                "Source: User (API)",
                "Created from: 2026-11-21",
                "Created until: 2026-11-22"
            ]
        );
        let members = [
            ("sim_pool_id", "3"),
            ("billing_cycle", "2026-11"),
            ("sim_status", "20"),
        ];
        assert_eq!(
            lines(ExportKind::SimPoolMembers, &members, Language::Zh),
            ["流量池号: 3", "账期: 2026-11", "SIM卡状态: 在用"]
        );
    }
}
