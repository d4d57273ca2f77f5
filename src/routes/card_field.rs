//! The properties of the card filter, one row each: name in the address, kind of value, API parameter, and whether the
//! public API has it or only a service that announces the extension.

use gsl_model::carrier::Carrier;
use gsl_model::state::SimStatus;
use gsl_model::stop::StopReason;

/// A property cards can be filtered by, in the order tokens are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// 容器ID (whole, printed form, or its beginning)
    Number,
    /// MSISDN
    Msisdn,
    /// IMEI
    Imei,
    /// A pasted list of card numbers, kept by the service.
    List,
    /// SIM卡状态
    Status,
    /// 停机原因
    Reason,
    /// 运营商
    Carrier,
    /// 套餐
    Plan,
    /// 批次号
    Order,
    /// 前向流量池
    Pool,
    /// 标签
    Tag,
    /// Expires within N days.
    Expire,
    /// Stopped within N days, today being one, and still stopped.
    Stopped,
    /// 已用流量 (MB)
    Used,
    /// 剩余流量 (MB)
    Left,
    /// 是否实名
    RealNamed,
    /// SIM卡类型
    SimType,
    /// 设备状态
    Device,
    /// Hide cards in number retention (停机保号).
    Retention,
    /// 自定义属性一…六
    Attribute(Slot),
}

/// One of the six custom attributes, 1–6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(u8);

impl Slot {
    /// All six.
    pub const ALL: [Self; 6] = [Self(1), Self(2), Self(3), Self(4), Self(5), Self(6)];

    /// 1–6.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    const fn param(self) -> &'static str {
        match self.0 {
            1 => "customer_attribute1",
            2 => "customer_attribute2",
            3 => "customer_attribute3",
            4 => "customer_attribute4",
            5 => "customer_attribute5",
            _ => "customer_attribute6",
        }
    }
}

/// What kind of value a property takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Free text.
    Text,
    /// Ids of something listed elsewhere, at most so many.
    Ids(usize),
    /// Plan ids, at most 30.
    Plans,
    /// Card states, any of.
    Statuses,
    /// Stop reasons, any of.
    Reasons,
    /// Carriers, any of.
    Carriers,
    /// MB from–to, either end open.
    Range,
    /// Yes or no.
    Flag,
    /// A number of days, 1–3650.
    Days,
    /// A documented code, 1 to the number given.
    Code(i32),
}

/// A value; its variant always fits the property's [`Kind`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// See [`Kind::Text`].
    Text(String),
    /// See [`Kind::Ids`].
    Ids(Vec<i64>),
    /// See [`Kind::Plans`].
    Plans(Vec<String>),
    /// See [`Kind::Statuses`].
    Statuses(Vec<SimStatus>),
    /// See [`Kind::Reasons`].
    Reasons(Vec<StopReason>),
    /// See [`Kind::Carriers`].
    Carriers(Vec<Carrier>),
    /// See [`Kind::Range`]; MB.
    Range(Option<i64>, Option<i64>),
    /// See [`Kind::Flag`].
    Flag(bool),
    /// See [`Kind::Days`].
    Days(u16),
    /// See [`Kind::Code`].
    Code(i32),
}

impl Value {
    /// Whether it is a choice of more than one.
    #[must_use]
    pub const fn has_several(&self) -> bool {
        match self {
            Self::Ids(all) => all.len() > 1,
            Self::Plans(all) => all.len() > 1,
            Self::Statuses(all) => all.len() > 1,
            Self::Reasons(all) => all.len() > 1,
            Self::Carriers(all) => all.len() > 1,
            Self::Text(_) | Self::Range(..) | Self::Flag(_) | Self::Days(_) | Self::Code(_) => {
                false
            }
        }
    }
}

/// Longest text operation 1 accepts for any property.
const TEXT_MAX: usize = 100;

impl Field {
    /// All properties.
    pub fn all() -> impl Iterator<Item = Self> {
        [
            Self::Number,
            Self::Msisdn,
            Self::Imei,
            Self::List,
            Self::Status,
            Self::Reason,
            Self::Carrier,
            Self::Plan,
            Self::Order,
            Self::Pool,
            Self::Tag,
            Self::Expire,
            Self::Stopped,
            Self::Used,
            Self::Left,
            Self::RealNamed,
            Self::SimType,
            Self::Device,
            Self::Retention,
        ]
        .into_iter()
        .chain(Slot::ALL.map(Self::Attribute))
    }

    /// Name in the address.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Msisdn => "msisdn",
            Self::Imei => "imei",
            Self::List => "list",
            Self::Status => "status",
            Self::Reason => "reason",
            Self::Carrier => "carrier",
            Self::Plan => "plan",
            Self::Order => "order",
            Self::Pool => "pool",
            Self::Tag => "tag",
            Self::Expire => "expire",
            Self::Stopped => "stopped",
            Self::Used => "used",
            Self::Left => "left",
            Self::RealNamed => "real_named",
            Self::SimType => "type",
            Self::Device => "device",
            Self::Retention => "retention",
            Self::Attribute(Slot(1)) => "attr1",
            Self::Attribute(Slot(2)) => "attr2",
            Self::Attribute(Slot(3)) => "attr3",
            Self::Attribute(Slot(4)) => "attr4",
            Self::Attribute(Slot(5)) => "attr5",
            Self::Attribute(_) => "attr6",
        }
    }

    /// What it takes.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Number | Self::Msisdn | Self::Imei | Self::Attribute(_) => Kind::Text,
            Self::List | Self::Pool => Kind::Ids(1),
            Self::Order => Kind::Ids(50),
            Self::Tag => Kind::Ids(10),
            Self::Plan => Kind::Plans,
            Self::Status => Kind::Statuses,
            Self::Reason => Kind::Reasons,
            Self::Carrier => Kind::Carriers,
            Self::Used | Self::Left => Kind::Range,
            Self::RealNamed | Self::Retention => Kind::Flag,
            Self::Expire | Self::Stopped => Kind::Days,
            Self::SimType => Kind::Code(3),
            Self::Device => Kind::Code(4),
        }
    }

    /// Whether only a service that announces `sim-cards.filters` understands this value.
    #[must_use]
    pub fn needs_extension(self, value: &Value) -> bool {
        match value {
            Value::Statuses(states) => states.len() > 1,
            // Public stop reasons exist on the card, but operation 1 cannot filter by them.
            Value::Reasons(_) | Value::Carriers(_) | Value::Days(_) => true,
            _ => matches!(self, Self::List | Self::Pool),
        }
    }

    pub(super) fn parse(self, text: &str) -> Option<Value> {
        match self.kind() {
            Kind::Text => {
                let text = text.trim();
                (!text.is_empty()).then(|| Value::Text(text.chars().take(TEXT_MAX).collect()))
            }
            Kind::Ids(most) => {
                several(text, most, |part| part.parse().ok().filter(|id| *id > 0)).map(Value::Ids)
            }
            Kind::Plans => several(text, 30, |part| Some(part.to_owned())).map(Value::Plans),
            Kind::Statuses => several(text, 6, |part| {
                SimStatus::ALL.into_iter().find(|s| s.key() == part)
            })
            .map(Value::Statuses),
            Kind::Reasons => several(text, 10, |part| {
                StopReason::ALL.into_iter().find(|r| r.key() == part)
            })
            .map(Value::Reasons),
            Kind::Carriers => several(text, 4, |part| {
                Carrier::ALL.into_iter().find(|c| c.key() == part)
            })
            .map(Value::Carriers),
            Kind::Range => {
                let (min, max) = text.split_once("..")?;
                let (min, max) = (bound(min)?, bound(max)?);
                let ordered = min.zip(max).is_none_or(|(min, max)| min <= max);
                (ordered && (min.is_some() || max.is_some())).then_some(Value::Range(min, max))
            }
            Kind::Flag => match text {
                "yes" => Some(Value::Flag(true)),
                "no" if self == Self::RealNamed => Some(Value::Flag(false)),
                _ => None,
            },
            Kind::Days => text
                .parse()
                .ok()
                .filter(|days| (1..=3650).contains(days))
                .map(Value::Days),
            Kind::Code(last) => text
                .parse()
                .ok()
                .filter(|code| (1..=last).contains(code))
                .map(Value::Code),
        }
    }

    pub(super) fn to_text(value: &Value) -> String {
        match value {
            Value::Text(text) => text.clone(),
            Value::Ids(ids) => join(ids.iter().map(ToString::to_string)),
            Value::Plans(plans) => join(plans.iter().cloned()),
            Value::Statuses(states) => join(states.iter().map(|s| s.key().to_owned())),
            Value::Reasons(reasons) => join(reasons.iter().map(|r| r.key().to_owned())),
            Value::Carriers(carriers) => join(carriers.iter().map(|c| c.key().to_owned())),
            Value::Range(min, max) => {
                let text = |bound: &Option<i64>| bound.map(|mb| mb.to_string()).unwrap_or_default();
                format!("{}..{}", text(min), text(max))
            }
            Value::Flag(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Value::Days(days) => days.to_string(),
            Value::Code(code) => code.to_string(),
        }
    }

    pub(super) fn write_api(self, value: &Value, out: &mut Vec<(&'static str, String)>) {
        let mut put = |name: &'static str, text: String| out.push((name, text));
        match (self, value) {
            (Self::Number, Value::Text(text)) => {
                put("main_search_type", "1".to_owned());
                put("main_search_key", text.clone());
            }
            (Self::Imei, Value::Text(text)) => {
                put("main_search_type", "3".to_owned());
                put("main_search_key", text.clone());
            }
            (Self::Msisdn, Value::Text(text)) => put("msisdn", text.clone()),
            (Self::Attribute(slot), Value::Text(text)) => put(slot.param(), text.clone()),
            (Self::List, Value::Ids(ids)) => ids
                .iter()
                .for_each(|id| put("card_list_id", id.to_string())),
            (Self::Pool, Value::Ids(ids)) => {
                ids.iter().for_each(|id| put("sim_pool_id", id.to_string()))
            }
            (Self::Order, Value::Ids(ids)) => {
                ids.iter().for_each(|id| put("order_ids", id.to_string()))
            }
            (Self::Tag, Value::Ids(ids)) => ids.iter().for_each(|id| put("tag_id", id.to_string())),
            (_, Value::Plans(plans)) => {
                plans.iter().for_each(|id| put("price_plan_id", id.clone()))
            }
            (_, Value::Statuses(states)) => states
                .iter()
                .for_each(|s| put("sim_status", s.code().to_string())),
            (_, Value::Reasons(reasons)) => reasons
                .iter()
                .for_each(|r| put("stop_reason", r.key().to_owned())),
            (_, Value::Carriers(carriers)) => carriers
                .iter()
                .for_each(|c| put("carrier_type", c.carrier_type().to_string())),
            (_, Value::Range(min, max)) => {
                let (low, high) = if self == Self::Used {
                    ("min_used_flow", "max_used_flow")
                } else {
                    ("min_left_flow", "max_left_flow")
                };
                if let Some(min) = min {
                    put(low, min.to_string());
                }
                if let Some(max) = max {
                    put(high, max.to_string());
                }
            }
            (Self::Retention, Value::Flag(yes)) => put("filter_downtime_period", yes.to_string()),
            (_, Value::Flag(yes)) => put("real_named", yes.to_string()),
            (Self::Stopped, Value::Days(days)) => put("stopped_days", days.to_string()),
            (_, Value::Days(days)) => put("expire_days", days.to_string()),
            (Self::Device, Value::Code(code)) => put("device_status", code.to_string()),
            (_, Value::Code(code)) => put("sim_type", code.to_string()),
            (_, Value::Text(_) | Value::Ids(_)) => {}
        }
    }
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(",")
}

/// Distinct valid parts, in the order given; None when none is valid.
fn several<T: PartialEq>(
    text: &str,
    most: usize,
    parse: impl Fn(&str) -> Option<T>,
) -> Option<Vec<T>> {
    let mut values = Vec::new();
    for value in text
        .split(',')
        .filter(|part| !part.is_empty())
        .filter_map(parse)
    {
        if values.len() < most && !values.contains(&value) {
            values.push(value);
        }
    }
    (!values.is_empty()).then_some(values)
}

/// Outer None = unreadable; inner None = open end.
#[allow(clippy::option_option)]
fn bound(text: &str) -> Option<Option<i64>> {
    if text.is_empty() {
        return Some(None);
    }
    text.parse()
        .ok()
        .filter(|mb: &i64| mb.unsigned_abs() <= 1_000_000_000)
        .map(Some)
}
