//! The items of a job as a file for a spreadsheet.

use gsl_model::export::{Cell, csv};
use gsl_model::sheet::Language;
use gsl_model::wire::{BulkItem, BulkReason};

/// Headings; the first is one that uploading recognises.
const fn headings(language: Language) -> [&'static str; 7] {
    match language {
        Language::Zh => [
            "容器ID",
            "SIM卡标识",
            "结果",
            "原因",
            "原因代码",
            "业务受理单号",
            "完成时间(UTC+8)",
        ],
        Language::En => [
            "Container ID",
            "SIM card ID",
            "Result",
            "Reason",
            "Reason key",
            "Work order",
            "Finished (UTC+8)",
        ],
    }
}

fn status(key: &str, language: Language) -> &str {
    match (language, key) {
        (Language::Zh, "waiting") => "等待中",
        (Language::Zh, "running") => "处理中",
        (Language::Zh, "succeeded") => "成功",
        (Language::Zh, "failed") => "失败",
        (Language::Zh, "excluded") => "未执行",
        (Language::Zh, "cancelled") => "已取消",
        (Language::En, "excluded") => "left out",
        _ => key,
    }
}

/// The reason in Chinese, where it is one of ours.
fn chinese(reason: &BulkReason) -> Option<&'static str> {
    Some(match reason.key.as_str() {
        "wrong_state" => "SIM卡当前状态不允许该操作",
        "other_carrier_only" => "该运营商不支持该操作",
        "at_the_carrier" => "须联系运营商处理",
        "physical_only" => "仅支持实体卡",
        "stopped_for" => "非主动停机，不能复机",
        "stop_reason_unknown" => "停机原因未知",
        "pooled_only" => "仅支持流量池内的卡",
        "ordinary_rebind_only" => "仅支持普通机卡绑定",
        "no_rebind_left" => "本月机卡重绑次数已用完",
        "real_name_first" => "须先完成个人实名认证",
        "not_real_named" => "未实名认证",
        "already_cut" => "已断网",
        "not_cut" => "未断网",
        "under_way" => "相同的业务受理正在处理中",
        "speed_not_offered" => "该运营商不支持该限速值",
        "no_card" => "SIM卡不存在",
        "probably_spoiled" => "SIM卡不存在；号码以一串0结尾，可能被表格软件破坏",
        "ambiguous_number" => "号码对应多张卡",
        "duplicate" => "重复",
        "empty" => "卡号为空",
        "not_digits" => "卡号含有非数字字符",
        "wrong_length" => "卡号长度不正确",
        "spoiled" => "卡号被表格软件破坏",
        "value" | "value_missing" => "填写的值缺失或不正确",
        "too_many_tags" => "每张卡最多10个标签",
        "tag_unknown" => "标签不存在",
        "attribute_disabled" => "自定义属性未启用",
        "cancelled" => "已取消",
        "carrier_timeout" => "运营商处理超时",
        "carrier_busy" => "运营商正在处理该卡的其他变更",
        "carrier_refused" => "运营商拒绝",
        _ => return None,
    })
}

fn reason(reason: &BulkReason, language: Language) -> &str {
    match language {
        Language::Zh => chinese(reason).unwrap_or(&reason.text),
        Language::En => &reason.text,
    }
}

/// CSV with a byte order mark; numbers stay text, and nothing is taken for a formula.
#[must_use]
pub fn write(items: &[BulkItem], language: Language) -> String {
    let mut file = csv::MARK.to_owned();
    csv::row(&mut file, &headings(language).map(Cell::Word));
    for item in items {
        let told = item.reason.as_ref();
        let name = |number: Option<i64>| {
            number.map_or(Cell::Empty, |it| Cell::Digits(it.to_string().into()))
        };
        let cells = [
            Cell::Text(&item.number),
            name(item.sim_card_id),
            Cell::Text(status(&item.status, language)),
            told.map_or(Cell::Empty, |told| Cell::Text(reason(told, language))),
            told.map_or(Cell::Empty, |told| Cell::Text(&told.key)),
            name(item.work_order_id),
            item.finish_time.map_or(Cell::Empty, Cell::Time),
        ];
        csv::row(&mut file, &cells);
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_survive_and_formulas_do_not() {
        let item = BulkItem {
            number: "=HYPERLINK(\"x\"),\n1".to_owned(),
            status: "excluded".to_owned(),
            reason: Some(BulkReason {
                key: "not_digits".to_owned(),
                text: "Bad, \"really\".".to_owned(),
                ..BulkReason::default()
            }),
            ..BulkItem::default()
        };
        let good = BulkItem {
            number: "89860112851063345590".to_owned(),
            sim_card_id: Some(4_710_226_000_001_997),
            status: "succeeded".to_owned(),
            finish_time: Some(crate::clock::time(1_795_348_800_000)),
            ..BulkItem::default()
        };
        let file = write(&[item, good], Language::En);
        assert!(file.starts_with("\u{feff}Container ID,SIM card ID,"));
        assert!(
            file.contains("\r\n\"'=HYPERLINK(\"\"x\"\"),\n1\",,left out,\"Bad, \"\"really\"\".\",")
        );
        assert!(file.contains(
            "\"=\"\"89860112851063345590\"\"\",\"=\"\"4710226000001997\"\"\",succeeded,,,,"
        ));
        assert!(write(&[], Language::Zh).starts_with("\u{feff}容器ID,"));
    }
}
