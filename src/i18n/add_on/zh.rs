//! 简体中文

use super::AddOns;
use gsl_model::action::CardAction;
use gsl_model::can::DataType;
use gsl_model::names::{Language, term};
use gsl_model::work_order::WorkOrderType;

/// See [`AddOns`].
pub const TEXTS: AddOns = AddOns {
    add_on_title: "购买叠加包",
    add_on_purpose: "为流量池补充本账期的流量。",
    no_add_on: "此流量池不能购买叠加包",
    no_add_on_carrier: "海外运营商没有叠加包；可以激活更多的卡，或新增成员。",
    no_add_on_before: |since| {
        format!("只有 {since} 之后购买的卡才能使用叠加包；可以激活更多的卡，或新增成员。")
    },
    sizes: "规格",
    need_mb: "需要的流量（MB）",
    need_hint: "填写后算出每种规格要买几个",
    each: |price| format!("{price} / 个"),
    needed: |mb, n, sum, price| format!("{mb} 需要 {n} 个，共 {sum}，{price}"),
    packages: "个数",
    holds_at_most: |most| format!("一次最多 1,000 个，共 {most}，不够"),
    packages_hint: "1–1,000",
    quantity_bad: "请输入 1–1,000 的整数",
    size_first: "先选择规格",
    effect: "效果",
    left_change: "剩余流量",
    price: "价格",
    still_stopped: |left| format!("买后剩余 {left}，仍不大于 0：卡不会恢复。"),
    comes_back: "剩余流量回到 0 以上，停机的卡会恢复。",
    this_cycle_only: |cycle, last| {
        format!("只在本账期 {cycle} 有效，到 {last}（UTC+8）为止，不结转。")
    },
    five_minutes: "购买后约 5 分钟到账。",
    add_on_rule: |carrier, since| {
        format!("{carrier}：{since} 之后购买的卡可以使用。海外运营商没有叠加包。")
    },
    pool_not_card: "流量池内的卡不能单独购买叠加包，只能为流量池购买；也可以激活更多的卡或新增成员。",
    no_return: "流量不能退。",
    buy: "购买",
    buy_for: |n, size, price| format!("购买 {n} 个 {size}，{price}"),
    bought_as: |id| format!("已购买，批次号 {id}"),
    bought: "已购买",
    arriving: "到账中",
    arrived: "已到账",
    arriving_next: "约 5 分钟后计入流量池，到账时此页自动更新。",
    arrived_next: "已计入本账期的生效总流量。",
    not_listed: "没有这笔叠加包，或已超过 6 个账期。",
    size: "流量",
    counts_from: "生效时间",
    counts_in: term::CYCLE.zh,
    left_now: "当前剩余流量",
    buy_more: "再次购买",
    card_title: CardAction::AddOn.name(Language::Zh),
    card_purpose: "为单卡补充本账期的流量。",
    card_steps: &["选规格并支付", "到账"],
    steps_label: "步骤",
    cards_missing: "所连服务不提供单卡叠加包。",
    ways: "怎样补充流量",
    way_card: "本月叠加包：在此页订购，加到本账期的流量里。仅电信、联通、移动的实体卡。",
    way_pool: "卡在流量池里：叠加包为流量池购买。",
    to_pools: term::FORWARD_POOLS.zh,
    way_renew: "要用得更久：续费延长有效期，每月流量不变。",
    way_return: "用不完的流量不能退，流量不够也不能退卡；可以把几张卡组成前向流量池共用，或把卡加入流量池。",
    to_new_pool: WorkOrderType::CreatePool.name(Language::Zh),
    none_chosen: "没有选卡",
    none_chosen_text: "在 SIM卡列表勾选卡（最多 500 张），再选“订购叠加包”。",
    to_cards: "SIM卡列表",
    cards: "卡",
    cards_taking: |n| format!("可以订购：{n} 张"),
    cards_refused: |n| format!("不能订购：{n} 张"),
    card: "卡",
    batch: term::BATCH_NUMBER.zh,
    carrier: term::CARRIER.zh,
    card_state: term::STATE.zh,
    data_type: term::DATA_TYPE.zh,
    data: |data| match data {
        DataType::General => DataType::General.name(Language::Zh),
        DataType::Directional => DataType::Directional.name(Language::Zh),
    },
    used_of: "本账期已用 / 流量",
    refusal: |key, since, room| match key {
        "physical_only" => "只有实体卡可以订购叠加包。".to_owned(),
        "other_carrier_only" => "海外运营商没有叠加包。".to_owned(),
        "use_pool_add_on" => "卡在流量池里：为流量池购买叠加包。".to_owned(),
        "state_unknown" | "wrong_state" | "stopped_for" | "stop_reason_unknown" => {
            "只有在用或超流量停机的卡可以订购。".to_owned()
        }
        "bought_too_early" => format!("只有 {since} 之后购买的卡可以订购。"),
        "general_data_cap" => {
            format!("通用流量每月最多 100 MB，还可加 {room}，最小的叠加包也放不下。")
        }
        other => other.to_owned(),
    },
    to_pool_add_on: |id| format!("为流量池 {id} 购买"),
    summary: "订单摘要",
    nobody: "这些卡都不能订购叠加包",
    split: "按运营商和规格分行；每张卡先选够用的最小规格。取消勾选的行留到以后。",
    tick_all: "勾选全部行",
    size_each: "每卡规格",
    on_its_way: "已有叠加包未到账",
    capped: DataType::General.name(Language::Zh),
    comes_back_column: "恢复情况",
    unit: "单价",
    line_first: "先勾选一行",
    of_all: |n, all| format!("{n} / {all} 张"),
    back_in_use: "恢复在用",
    paid_together: |n| {
        if n == "1" {
            format!("{n} 个")
        } else {
            format!("{n} 个，一起支付")
        }
    },
    total: "金额合计",
    otherwise: "如果不买",
    otherwise_then: "超流量停机的卡到下个账期恢复。",
    rest_title: "未购买的卡",
    rest: |n| format!("还有 {n} 张卡可以订购。"),
    buy_rest: |n| format!("继续为 {n} 张卡订购"),
    orders: "订单",
    amount: "金额",
    back_again: |n| format!("{n} 张恢复在用"),
    stays_stopped: |n| format!("{n} 张仍停机"),
    agree_title: "确认",
    agree: "只在本账期有效，不结转，不能退。",
    agree_first: "先确认上面的说明",
    pay: |price| format!("支付 {price}"),
    paid: "已支付",
    ended: "订单已取消或已结束",
    ended_next: "没有扣费。可以重新下单。",
    cards_arriving: "支付后约 5 分钟到账，到账时此页自动更新；可以离开此页。",
    cards_arrived: "已加到本账期的流量里。",
    expected: "预计到账",
    to_card: "看这张卡",
    check_failed: "服务拒绝了，没有下单",
    check_failed_next: "卡的情况变了：按服务说明去掉那张卡，或换个规格。",
    plan_gone: "没有这种叠加包了",
    plan_gone_next: "重新选择规格。",
    order_refuses: "订单不能支付",
    order_refuses_next: "其中有的已支付、已取消或已过期，没有扣费。刷新后按提示继续。",
    unknown_card: "有的卡不存在，或没有权限",
    unknown_card_next: "回到 SIM卡列表重新选卡。",
};
