//! 简体中文

use super::ActionTexts;
use crate::i18n::common::ZH as COMMON;
use gsl_model::action::CardAction;
use gsl_model::can::Reason;
use gsl_model::carrier::Carrier;
use gsl_model::imei::{ImeiDoubt, ImeiError, fifteen_digits};
use gsl_model::names::{Language, term};
use gsl_model::work_order::WorkOrderType;

pub static TEXTS: ActionTexts = ActionTexts {
    title: |action, card| format!("{action} {card}"),
    effect_label: "效果",
    effect: |action, carrier| match (action, carrier) {
        (CardAction::Activate, _) => "卡变为在用，开始计算有效期和账期用量。",
        (CardAction::Suspend, _) => "断网，卡变为已停用（主动停机），随时可以复机。",
        (CardAction::Resume, _) => "卡恢复在用，可以上网。",
        (CardAction::ResetNetwork, _) => "让卡重新注册网络：停机，15 分钟后复机。",
        (CardAction::Lost, _) => "先停机，不让拾到的人使用，再看还能做什么。",
        (CardAction::Rebind, Carrier::Telecom) => {
            "解除与旧设备的绑定，绑定到新设备的 IMEI。期间卡保持在用。"
        }
        (CardAction::Rebind, _) => {
            "解除与旧设备的绑定，绑定到现在的设备；因机卡分离停用的卡恢复在用。"
        }
        (CardAction::Threshold, _) => "账期用量达到阈值就断网，避免超额；下个账期自动恢复。",
        (CardAction::CutNet, _) => "只断数据，卡仍是在用。",
        (CardAction::RestoreNet, _) => "恢复数据，卡的状态不变。",
        (CardAction::SpeedLimit, _) => "限制上网速率，不影响套餐用量。",
        (CardAction::BindArea, _) => "卡只能在所选省份使用；业务受理单完成后生效。",
        (CardAction::ClearRealName, _) => "清除这张卡登记的实名信息。",
        (CardAction::QueryRealName, _) => "向运营商查询现在的实名状态，不改变任何数据。",
        // Actions without a dialog are described on the bulk pages.
        _ => "",
    },
    duration_label: "所需时间",
    working_days: |least, most| {
        if least == most {
            format!("{most} 个工作日")
        } else {
            format!("{least}–{most} 个工作日")
        }
    },
    at_once: "立即",
    until: |day| format!("，最迟 {day}"),
    accelerated: |least, most| format!("（所连服务加速处理，约 {least}–{most} 秒）"),
    mind_label: "请注意",
    mind: |action, carrier| match (action, carrier) {
        (CardAction::Activate, _) => &[
            "不激活也行：插卡上电约 30 秒，卡会自动激活。",
            "10 分钟后仍无服务，在设备上设置名称和 APN，不分大小写。",
            "有效期从激活当天起算，不能暂停，也不退款。",
        ],
        (CardAction::Suspend, _) => &[
            "停机期间有效期照常计算，不退款。",
            "多数在 10 分钟内生效；30 分钟后仍未生效，可以再试一次。",
        ],
        (CardAction::Resume, _) => &["只有主动停机的卡可以复机；其他停机原因按各自的办法恢复。"],
        (CardAction::CutNet, _) => &["有效期照常计算。用“断网恢复”撤销。"],
        (CardAction::Rebind, Carrier::Telecom) => &[
            "完成后等 5 分钟，再重启设备。",
            "每张卡每个自然月最多成功 2 次。",
        ],
        (CardAction::Rebind, Carrier::Mobile) => &["移动只提供普通机卡绑定，3 个工作日内完成。"],
        (CardAction::Threshold, _) => &["电信的卡都可以设置；移动、联通的卡须已加入流量池。"],
        (CardAction::BindArea, _) => &["到别的省份使用时会断网。"],
        (CardAction::SpeedLimit, Carrier::Unicom) => &["联通的卡须先个人实名。"],
        (CardAction::ClearRealName, _) => &["清除后，需要个人实名的卡要重新实名才能使用。"],
        _ => &[],
    },
    suspend_many: "多张卡可在列表里选中后批量停机。",
    irreversible: |action| match action {
        CardAction::Activate => Some("我知道激活不能撤销，有效期从激活起计算"),
        CardAction::ClearRealName => Some("我知道清除后不能找回，只能重新实名"),
        _ => None,
    },
    tick_first: "请先勾选确认",
    rebinds_left: |n| format!("本月还可成功重绑 {n} 次。"),
    submit: |action| format!("提交{action}"),
    not_now: |action| format!("现在不能{action}"),
    reason: |rules, reason| match reason {
        Reason::StateUnknown => "服务没有给出卡的状态。".to_owned(),
        Reason::WrongState { is, needs } => {
            let needs: Vec<_> = needs.iter().map(|one| (rules.status)(*one)).collect();
            format!(
                "卡的状态是{}，须为{}。",
                (rules.status)(is),
                needs.join("或")
            )
        }
        Reason::OtherCarrierOnly { is, offered_by } => {
            let by: Vec<_> = offered_by.iter().map(|one| (rules.carrier)(*one)).collect();
            format!(
                "只有{}的卡可以，这张是{}的卡。",
                by.join("、"),
                (rules.carrier)(is)
            )
        }
        Reason::AtTheCarrier { carrier } => {
            format!(
                "{}的卡须经运营商办理，1–3 个工作日。",
                (rules.carrier)(carrier)
            )
        }
        Reason::PhysicalOnly => "只限实体卡。".to_owned(),
        Reason::TriCarrierOnly => "只限三网卡。".to_owned(),
        Reason::StoppedFor { reason } => format!(
            "停机原因是{}，不是主动停机。{}",
            (rules.reason)(reason),
            (rules.remedy)(reason)
        ),
        Reason::StopReasonUnknown => "停机原因未知，只有主动停机可以复机。".to_owned(),
        Reason::PooledOnly { carrier } => {
            format!("{}的卡须已加入流量池。", (rules.carrier)(carrier))
        }
        Reason::UsePoolAddOn => "组池的卡请购买流量池叠加包。".to_owned(),
        Reason::BoughtTooEarly { since } => format!("只有 {since} 之后购买的卡支持。"),
        Reason::GeneralDataCap { cap, room } => {
            format!(
                "通用流量每卡每月连同叠加包最多 {} MB，还可加 {room} MB，最小的叠加包也放不下。",
                cap.whole_mb()
            )
        }
        Reason::OrdinaryRebindOnly { carrier } => {
            format!("{}只提供普通机卡绑定。", (rules.carrier)(carrier))
        }
        Reason::NoRebindLeft { per_month } => {
            format!("本月 {per_month} 次成功的重绑已用完，下个自然月再试。")
        }
        Reason::RealNameFirst => "须先个人实名。".to_owned(),
        Reason::NotRealNamed => "这张卡没有实名信息。".to_owned(),
        Reason::AlreadyCut => "已经断网。".to_owned(),
        Reason::NotCut => "没有断网。".to_owned(),
    },
    under_way: |order| format!("同样的业务受理单 {order} 还在处理。"),
    not_offered: "所连服务不提供。",
    too_many: "叠加包一次最多为 500 张卡购买",
    sent: |action, card| format!("已提交{action}：{card}。"),
    order: |order| format!("业务受理单 {order}"),
    expected: |at| format!("预计最迟 {at} 完成。"),
    real_named: |done| if done { "已实名" } else { "未实名" },
    real_named_unknown: "运营商没有给出实名状态。",
    real_name_note: "物联网卡默认企业实名；只有需要个人实名的卡才要本人办理。",
    column: "操作",
    more: "更多",
    more_of: |card| format!("更多操作：{card}"),
    of_card: |action, card| format!("{action} {card}"),
    unfold: "全部信息",
    check: "诊断",
    labels: "标签和自定义属性",
    pending_short: |action| format!("{action}处理中"),
    pending_label: "处理中的业务受理单",
    pending: |action| format!("{action}正在处理。"),
    pending_other: "业务受理",
    finished: |card, action| format!("{card}：{action}已完成"),
    failed: |card, action, why| format!("{card}：{action}失败。{why}"),
    fill_in: "请先填好上面的内容",
    threshold: "阈值",
    threshold_set: "设置阈值",
    threshold_cancel: WorkOrderType::CancelThreshold.name(Language::Zh),
    threshold_none_set: "没有设置阈值。",
    threshold_mb: "阈值（MB）",
    threshold_hint: "0 = 用到第一个字节就断网；−1 = 不限；其他为每账期的 MB 数。",
    threshold_zero: "0：用到第一个字节就断网。",
    threshold_never: "−1：不限，用多少都不断网。",
    threshold_at: |size| format!("账期用量达到 {size} 时断网，下个账期自动恢复。"),
    threshold_passed: |used| format!("本账期已用 {used}，生效后会立即断网。"),
    threshold_bad: "请填 0、−1 或正整数。",
    area: "省份",
    speed: "速率上限",
    speed_choose: "请选择",
    speed_none: term::NO_SPEED_LIMIT.zh,
    speed_many: "各运营商提供的速率不同；所选速率运营商不提供的卡会被排除。",
    rebind: "绑定方式",
    rebind_ordinary: "普通机卡绑定：清除旧设备，绑定到正在使用的设备",
    rebind_fixed: "固定终端机卡绑定：绑定到指定 IMEI 的设备",
    rebind_ordinary_only: "移动只提供普通机卡绑定。",
    imei_hint: "15 位数字，可以带空格和连字符。多数设备拨 *#06# 可查。",
    imei_fine: "15 位数字，校验位正确。",
    imei_error: |error| match error {
        ImeiError::Empty => "请填写 IMEI。".to_owned(),
        ImeiError::NotDigits(bad) => (COMMON.not_a_digit)(bad),
        ImeiError::SpoiledBySpreadsheet => "被表格软件改成了科学计数法，原号码已丢失。".to_owned(),
        ImeiError::NoCheckDigit { imei } => format!(
            "只有 14 位，缺少最后一位校验位；补上后 IMEI 是 {}。",
            fifteen_digits(imei)
        ),
        ImeiError::Imeisv { imei } => format!(
            "16 位是 IMEISV：去掉末尾两位软件版本号，再补上校验位；IMEI 是 {}。",
            fifteen_digits(imei)
        ),
        ImeiError::WrongLength { digits } => format!("IMEI 是 15 位数字，现在是 {digits} 位。"),
    },
    imei_doubt: |doubt| match doubt {
        ImeiDoubt::Zeros => {
            "全是 0：没有写入 IMEI 的设备才会这样上报，请与设备标签核对。".to_owned()
        }
        ImeiDoubt::CheckDigit { expected } => {
            format!("校验位不符，末位应为 {expected}，可能有一位输错了；请与设备核对，仍可提交。")
        }
    },
    imei_in_file: "每张卡的 IMEI 取自文件的 IMEI 列。",
};
