//! Why an action leaves out a card, or failed on it.

use super::{Language, Name};

/// The reason with this key in words; `None` for an unknown key. The keys are those of `can::Reason`, of the faults in
/// a list of cards, and those added by bulk jobs ([`crate::wire::BulkReason`]).
#[must_use]
pub fn refusal(key: &str, language: Language) -> Option<&'static str> {
    let name = match key {
        "wrong_state" => Name::new(
            "SIM卡当前状态不允许该操作",
            "The card's state does not allow it",
        ),
        "state_unknown" => Name::new("SIM卡状态未知", "The card's state is not known"),
        "other_carrier_only" => Name::new(
            "该运营商的卡不支持该操作",
            "Not offered for cards of this carrier",
        ),
        "at_the_carrier" => Name::new(
            "须联系运营商处理，1–3 个工作日",
            "The carrier does it on request, 1–3 working days",
        ),
        "physical_only" => Name::new("仅支持实体卡", "Physical cards only"),
        "stopped_for" => Name::new(
            "不是主动停机，不能复机",
            "Not suspended by the user, so it cannot be resumed",
        ),
        "stop_reason_unknown" => Name::new(
            "停机原因未知，不能复机",
            "Why it is stopped is not known, so it cannot be resumed",
        ),
        "pooled_only" => Name::new(
            "该运营商仅支持流量池内的卡",
            "For this carrier only cards in a pool",
        ),
        "ordinary_rebind_only" => Name::new(
            "该运营商仅支持普通机卡绑定",
            "This carrier offers the ordinary rebind only",
        ),
        "no_rebind_left" => Name::new(
            "本月机卡重绑次数已用完",
            "The rebinds of this month are used up",
        ),
        "real_name_first" => Name::new("须先完成个人实名认证", "A person's real-name comes first"),
        "not_real_named" => Name::new("没有实名信息", "It has no real-name data"),
        "already_cut" => Name::new("已断网", "Data is cut already"),
        "not_cut" => Name::new("未断网", "Data is not cut"),
        "under_way" => Name::new(
            "相同操作的业务受理单还在处理中",
            "A work order with the same action is still in progress",
        ),
        "speed_not_offered" => Name::new(
            "该运营商不支持这个限速值",
            "Its carrier does not offer this speed",
        ),
        "in_pool" => Name::new(
            "不能单独移出流量池，请按流量池整池转移",
            "It cannot leave its pool alone; transfer the whole pool",
        ),
        "no_card" => Name::new("没有这个号码的卡", "No card has this number"),
        "probably_spoiled" => Name::new(
            "没有这个号码的卡；号码以一串 0 结尾，可能被表格软件破坏，请把该列设为文本后重新导出",
            "No card has this number; it ends in zeros as spreadsheets leave them, which have probably spoiled it. Format the column as text and export again",
        ),
        "ambiguous_number" => {
            Name::new("不止一张卡有这个号码", "More than one card has this number")
        }
        "duplicate" => Name::new("与前面的卡重复", "The card stands in the list before"),
        "empty" => Name::new("没有卡号", "No card number"),
        "not_digits" => Name::new(
            "卡号含有非数字字符",
            "Something other than digits in the number",
        ),
        "wrong_length" => Name::new("卡号位数不对", "The number has a wrong length"),
        "spoiled" => Name::new("卡号被表格软件破坏", "A spreadsheet spoiled the number"),
        "too_many" => Name::new(
            "超过一次 100,000 张的上限",
            "Beyond the 100,000 cards of one job",
        ),
        "value" => Name::new("这一行的值不正确", "A value in the row is not possible"),
        "value_missing" => Name::new("这一行缺少值", "A value is missing in the row"),
        "too_many_tags" => Name::new("每张卡最多 10 个标签", "A card has at most 10 tags"),
        "tag_unknown" => Name::new("没有这个名称的标签", "There is no tag of this name"),
        "attribute_disabled" => {
            Name::new("自定义属性未启用", "The custom attribute is not enabled")
        }
        "cancelled" => Name::new("已取消，未执行", "Cancelled, not carried out"),
        "carrier_timeout" => Name::new("运营商处理超时", "The carrier did not answer in time"),
        "carrier_busy" => Name::new(
            "运营商正在处理该卡的其他变更",
            "The carrier is busy with another change of this card",
        ),
        "carrier_refused" => Name::new("运营商拒绝", "The carrier refused"),
        _ => return None,
    };
    Some(name.of(language))
}
