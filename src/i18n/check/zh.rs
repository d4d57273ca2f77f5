//! 简体中文

use super::Check;
use gsl_model::action::CardAction;
use gsl_model::checklist::{Check as Line, Outcome, Symptom};
use gsl_model::names::{Language, term};
use gsl_model::stop::Recovery;
use gsl_model::work_order::WorkOrderType;

/// 简体中文
pub static ZH: Check = Check {
    purpose: "卡没有服务、突然断网或经常掉线时，逐项核对：能由数据判断的直接给出结果，其余告诉你看哪里。",
    number: "容器ID、MSISDN 或 IMEI",
    number_hint: "可以带空格，也可以输入卡面印刷的、末位是字母的号码。",
    number_empty: "请输入号码。",
    symptom: "现象",
    symptom_name: |symptom| match symptom {
        Symptom::NoService => "一直没有服务",
        Symptom::SuddenlyNone => "突然没有服务",
        Symptom::Drops => "时断时续",
        Symptom::WeakSignal => "信号弱",
    },
    place: "设备所在地（选填）",
    place_hint: "填市或县，例如“龙岩”，用于核对高风险地区。",
    run: "诊断",
    not_found: |number| format!("没有找到号码 {number} 的卡"),
    several: "多张卡符合，请选一张：",
    result: "诊断结果",
    to_card: "打开卡详情",
    tally: |failed, by_hand, passed| {
        format!("{failed} 项未通过，{by_hand} 项需人工核对，{passed} 项通过")
    },
    outcome: |outcome| match outcome {
        Outcome::Passed => "通过",
        Outcome::ByHand => "人工核对",
        Outcome::Failed => "未通过",
    },
    line: |line| match line {
        Line::Network => term::NETWORK.zh,
        Line::Apn => "APN",
        Line::Roaming => "数据漫游",
        Line::State => term::CARD_STATE.zh,
        Line::Data => "剩余流量",
        Line::Threshold => WorkOrderType::Threshold.name(Language::Zh),
        Line::CutNet => "单独断网",
        Line::RealName => "实名",
        Line::PermittedUse => "使用场景",
        Line::Directional => "定向列表",
        Line::Region => "高风险与边境地区",
        Line::BoundArea => term::AREA.zh,
        Line::Frozen => "冻结",
        Line::Device => "机卡绑定",
        Line::Restart => "重启与重置网络",
        Line::MissingEntries => "掉线：定向条目",
        Line::OtherModule => "掉线：换模组",
        Line::Signal => "信号",
    },
    by_hand: |line| match line {
        Line::Network => "看设备支持并选用的网络制式。",
        Line::Apn => "在设备上核对 APN；不分大小写，名称也设成同样的值。",
        Line::Roaming => "在设备上打开数据漫游。",
        Line::State => "服务没有给出状态，稍后刷新。",
        Line::Data => "先实时查询用量。",
        Line::Threshold => "核对设置的阈值。",
        Line::CutNet => "核对是否断过网。",
        Line::RealName => "默认是企业实名；只有需要个人实名的卡，才要实名后使用。",
        Line::PermittedUse => "只能用于物联网设备，不能插在手机里；手机使用会被停机，不能恢复。",
        Line::Directional => "设备要访问的每个 IP、域名都要在订单的定向信息里。",
        Line::Region => "核对设备所在地；高风险地区只能用当地运营商的卡，边境地区也可能受限。",
        Line::BoundArea => "设备要在绑定的省内使用。",
        Line::Frozen => {
            "控制台没有这项数据，向华为工程师核实。冻结时移动卡不能使用也不能变更，联通卡不能变更状态。"
        }
        Line::Device => "换过设备的卡要重新绑定。",
        Line::Restart => "重启设备；仍无服务，重置网络：停机，15 分钟后复机。",
        Line::MissingEntries => "补上缺少的定向条目。",
        Line::OtherModule => "解绑后换一个模组比对。",
        Line::Signal => "换个位置或换一台设备比对：可能是基站覆盖、周围干扰或设备本身。",
    },
    unknown: "没有数据。",
    network: |is, offered| format!("设备在用 {is}；这张卡可用 {offered}。"),
    networks: |offered| format!("这张卡可用 {offered}。"),
    apn: |apn| format!("应为 {apn}。"),
    no_apn: "海外卡没有统一的 APN，按套餐说明设置。",
    left: |mb| format!("本账期还剩 {mb}。"),
    over: |mb| format!("本账期已超出 {mb}。"),
    in_pool: "用流量池的流量，流量池没有停机。",
    nothing_counts: "激活前不计量。",
    no_threshold: "没有设置阈值。",
    threshold: |quota, used| match used {
        Some(used) => format!("阈值 {quota}，本账期已用 {used}。"),
        None => format!("阈值 {quota}，已用流量未知。"),
    },
    threshold_zero: "阈值是 0：一用流量就断网。",
    cut: |cut| {
        if cut {
            "数据已被单独断网。"
        } else {
            "没有断网。"
        }
    },
    cut_note: "单独断网只有中国电信的卡有：只断数据，卡仍是在用。",
    threshold_note: "达量断网：中国电信的卡不限；移动、联通的卡须已加入流量池。",
    resume_note: "“复机”只对主动停机有效；其他原因的停机，只能按下面的办法恢复。",
    user_note: "可以单张复机，也可以批量复机，1–2 个工作日。",
    real_named: |done| if done { "已实名。" } else { "未实名。" },
    general: "通用流量，没有访问限制。",
    directional: "定向流量，只能访问列表里的地址。",
    no_place: "没有填写设备所在地。",
    border: "这个省有边境地区，网络可能另受限制。",
    bound_area: |area, inside| {
        let where_ = match inside {
            Some(true) => "设备在区域内。",
            Some(false) => "设备不在区域内。",
            None => "设备所在省未知。",
        };
        format!("绑定在{area}。{where_}")
    },
    no_bound_area: "没有绑定区域。",
    frozen: |frozen| {
        if frozen {
            "卡被运营商冻结。"
        } else {
            "没有冻结。"
        }
    },
    bound: |imei| format!("在绑定的设备里，IMEI {imei}。"),
    not_bound_yet: "还没绑定，首次在设备里激活时自动绑定。",
    signal: |level| format!("信号等级 {level}（1 差 – 4 好）。"),
    stop_unknown: "已停用，服务没有给出原因。",
    remedies: "处理办法",
    set_threshold: "设置达量断网",
    restore_net: "恢复数据",
    not_now: |action, why| format!("{action}：现在不能，{why}"),
    recovery: |recovery| match recovery {
        Recovery::BuyAddOn => "购买叠加包",
        Recovery::ChangeThreshold => "调高或取消阈值",
        Recovery::PoolRemedies => "给流量池补量：激活更多卡、加入同套餐的卡，或买流量池叠加包",
        Recovery::Resume => CardAction::Resume.name(Language::Zh),
        Recovery::Engineer => "联系华为工程师",
        Recovery::Rebind => WorkOrderType::Rebind.name(Language::Zh),
        Recovery::RebindByCarrier => "经运营商重绑，1–3 个工作日",
        Recovery::RealName => "完成个人实名，之后自动恢复",
        Recovery::TopUpAccount => "在费用中心充值",
        Recovery::Nothing => "不能恢复",
    },
    real_time: "实时查询用量",
    copy_apn: "复制 APN",
    region_checker: "查高风险地区",
    directional_entries: "在订单的定向信息里核对和补充条目",
    engineer: "联系华为工程师",
    region_purpose: "高风险地区只能使用当地运营商的卡，外地的卡会被停机。发货、安装前先查。",
    carrier: term::CARRIER.zh,
    region_place: "地区",
    region_hint: "市、县或省，中文或拼音，例如“福建龙岩”。",
    local_only: |place| format!("{place}：高风险地区，只能使用当地运营商的卡。"),
    partly: |province, places| {
        format!("{province}：部分地区是高风险地区：{places}。请填写具体市、县。")
    },
    allowed: |place| format!("{place}：不在高风险地区名单中，可以使用。"),
    no_table: "海外卡没有高风险地区名单。",
    table: |carrier| format!("{carrier}的高风险地区"),
    province: "省",
    places: "地区",
    whole: "全省（区）",
    between: "、",
};
