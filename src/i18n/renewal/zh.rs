//! 简体中文

use super::Renewal;
use crate::i18n::format::count;
use crate::routes::renewal::SelectionMethod;
use gsl_model::action::CardAction;
use gsl_model::names::{Language, term};
use gsl_model::order::{OrderStatus, OrderType, RenewRefusal};
use gsl_model::state::SimStatus;

/// See [`Renewal`].
pub static TEXTS: Renewal = Renewal {
    purpose: "让在用的卡到期后继续可用：先看哪些卡可以续费，再支付。",
    not_offered: "所连服务不提供续费",
    steps_label: "续费的步骤",
    steps: &["选择", "核对并支付", "完成"],
    way: "续费哪些卡",
    way_legend: "选择方式",
    way_name: |way| match way {
        SelectionMethod::Orders => "订单：这些订单中可续费的卡",
        SelectionMethod::File => "文件：订单的一部分卡",
        SelectionMethod::Expiry => "到期天数：30、60 或 90 天内到期的卡",
    },
    who: "只有在华为云购买、在用且未到期的实体卡可以续费。向运营商购买的卡不能在这里续费。",
    late: "今天是 20 日或之后：续费可能在本月内办不完。本月到期的卡可能会停机，请尽快支付。",
    orders: "订单",
    orders_hint: "按最早到期排列。勾选最多 10 个订单。都不勾选，就是全部可续费的订单，最多 50 个。",
    find_order: "按批次号查找",
    no_orders: "没有在用的卡到期",
    no_such_order: "没有含在用卡的这个批次号",
    tick_page: "勾选本页订单，最多 10 个",
    ticked: |n| format!("已勾选 {n} 个订单"),
    none_ticked: "未勾选：全部可续费的订单，最多 50 个",
    most_ticked: "已勾选 10 个订单，不能更多",
    take_off: |id| format!("取消勾选 {id}"),
    range: |from, to, total| format!("第 {from}–{to} 项，共 {total} 项"),
    order: term::BATCH_NUMBER.zh,
    plan: term::PLAN_NAME.zh,
    carrier: term::CARRIER.zh,
    cards: "卡数",
    card: term::CONTAINER_ID.zh,
    file: "要续费的卡",
    file_orders_hint: "还没有清单？勾选订单，下载其中可续费的卡，删去不续费的行，再在上面上传。",
    file_hint: "上传文件或粘贴卡号。只读取容器ID（或 MSISDN、IMEI）一列，每一行都会检查。",
    download: "下载可续费卡",
    download_note: "CSV，卡号按文本保存，用表格软件打开不会变形。",
    file_first: "先上传文件或粘贴卡号",
    window: "到期天数",
    within: |days| format!("{days} 天内到期"),
    tags: term::TAGS.zh,
    tags_hint: "不选，就是所有标签的卡；选了，就是带有其中任一标签的卡，最多 10 个。",
    look: "核对可续费的卡",
    will_renew: |n| format!("{} 张卡可以续费", count(n)),
    total: "金额",
    expected: "预计完成",
    holds_until: "核对结果保留在此网址，至",
    price_note: "套餐、运营商和价格与购买时相同。",
    nothing: "没有可续费的卡",
    nothing_there: "选择范围内没有卡。返回上一步另选。",
    nothing_text: "所选的卡都不能续费，原因见下。",
    not_found: |n| format!("{} 个卡号没有对应的卡", count(n)),
    not_found_text: "它们不会续费。核对卡号，或确认卡是在这个账号下购买的。",
    left_out: "除外的卡",
    show_cards: "查看卡",
    hide_cards: "收起",
    reason_unknown: "服务未说明原因",
    reason: |reason| match reason {
        RenewRefusal::NotPhysical => ("不是实体卡", "只有实体卡可以续费。"),
        RenewRefusal::OrderType => (
            "不是在华为云新购或转入的卡",
            "向运营商购买的卡，向运营商续费。",
        ),
        RenewRefusal::OrderStatus => ("订单未完成", "订单完成后再续费。"),
        RenewRefusal::BackwardPool => ("在后向流量池中", "后向流量池按用量付费，不需要续费。"),
        RenewRefusal::Deregistered => (
            SimStatus::Deregistered.name(Language::Zh),
            "拆机的卡不能恢复，需要时另购新卡。",
        ),
        RenewRefusal::Expired => ("已到期", "到期未续费的卡会自动拆机，不能恢复。"),
        RenewRefusal::NotInUse => ("不是“在用”状态", "先按停机原因恢复，或先激活，再续费。"),
        RenewRefusal::UnderWay => ("有业务受理单未完成", "业务受理单完成后再续费。"),
        RenewRefusal::Renewing => (
            "订单已有未完成的续费",
            "每个订单同时只能有一个续费；支付或取消它。",
        ),
    },
    by_order: "续费内容",
    unit: "单价",
    sum: "小计",
    before: "现到期时间",
    after: "续费后到期",
    agree_title: "我已阅读并同意以上各项",
    agree_term: "每张卡延长一个购买时长，不能只续几个月。",
    agree_fixed: "续费不能更换运营商和套餐。",
    agree_return: "支付后不能退款。",
    agree_first: "先勾选同意",
    too_many: "一次最多 50 个订单：已勾选最早到期的 50 个，其余的支付后继续。",
    previous: "返回选择",
    pay_title: "支付续费",
    pay_before: "最晚支付",
    pay_before_note: "到时未支付，订单自动取消，卡按原到期时间到期。",
    pay: |sum| format!("支付 {sum}"),
    paid: "续费已支付",
    ended: "这次续费已不能支付",
    ended_next: "订单已取消或结束，没有扣款。可以重新开始续费。",
    once_more: "继续续费其他卡",
    state: term::ORDER_STATE.zh,
    done: "续费已支付",
    done_next: "完成后，卡列表和卡详情显示新的到期时间。",
    to_cards: "原订单的卡",
    snapshot_gone: "核对结果已失效",
    snapshot_gone_next: "返回第一步，重新核对。没有生成订单。",
    unfinished: "订单已有未完成的续费",
    unfinished_next: "支付或取消那个续费订单，再重新核对。没有生成订单。",
    snapshot_refused: "这次核对结果不能续费",
    snapshot_refused_next: "卡的状态已变化，或超过 50 个订单。返回第一步重新核对。没有生成订单。",
    order_gone: "订单不存在",
    order_gone_next: "取消勾选它，或核对批次号。",
    order_refuses: "订单现在不允许这个操作",
    order_refuses_next: "它已支付、已取消或结束；状态已刷新。",
    wrong_field: "服务不接受这个选择",
    wrong_field_next: "可续费的订单超过 50 个时，请勾选订单或按到期天数选择；其余见服务说明。",
    forbidden: "没有续费权限",
    forbidden_next: "子账号需要 GSL FullAccess 和费用中心（BSS）权限，由主账号授予，约 10–15 分钟后生效。",
    calendar_purpose: "在用的卡何时到期，按月查看；每月 20 日前下单，当月可办完。",
    months: "到期月份",
    months_note: "按 UTC+8 的自然月。没有卡到期的月份不列出。",
    month: "月份",
    month_name: |month| match month.split_once('-') {
        Some((year, month)) => format!("{year} 年 {} 月", month.trim_start_matches('0')),
        None => month.to_owned(),
    },
    expiring: "到期卡数",
    renewable: "现在可续费",
    no_months: "没有在用的卡到期",
    due_in: |month| format!("{month}到期的订单"),
    no_due: "这个月没有在用的卡到期",
    first_expiry: "最早到期",
    last_expiry: "最晚到期",
    action: "操作",
    renew: CardAction::Renew.name(Language::Zh),
    renewing: OrderStatus::Waiting.name_for(OrderType::RenewOrders, Language::Zh),
    cannot: "无可续费的卡",
    summary: "订单摘要",
    of_all: |n, all| format!("{} / {} 张", count(n), count(all)),
    paid_together: |n| {
        if n == 1 {
            "1 个".to_owned()
        } else {
            format!("{n} 个，一起支付")
        }
    },
    cards_for: |n, sum| format!("{} 张，{sum}", count(n)),
    split: |n| {
        if n == 1 {
            "1 个订单。".to_owned()
        } else {
            format!("按批次分成 {n} 个订单。取消勾选的订单留到以后，金额随之变化。")
        }
    },
    tick_all: "勾选全部订单",
    none_ticked_now: "先勾选订单",
    in_effect: |day| format!("{day} 前生效"),
    first_expires: |day| format!("最早的卡 {day} 到期"),
    tight: "续费生效之前，它们可能短暂停机。",
    otherwise: "如果不续费",
    otherwise_then: |first, last| {
        if first == last {
            format!("这些卡 {first} 停机；到期的卡自动拆机，不能恢复。")
        } else {
            format!("这些卡 {first} 至 {last} 陆续停机；到期的卡自动拆机，不能恢复。")
        }
    },
    bad_rows: |n| format!("清单中有 {} 行不是卡号，已跳过。", count(n)),
    template: "模板：订单里可续费的卡",
    rest_title: "未续费的部分",
    rest: |n, sum| format!("还有 {} 张卡可以续费，共 {sum}。", count(n)),
    renew_rest: |n| format!("续费其余 {} 张", count(n)),
    renew_day: |n| format!("续费 {} 张", count(n)),
    days_title: |month| format!("{month}每天到期的卡"),
    day: "日期",
};
