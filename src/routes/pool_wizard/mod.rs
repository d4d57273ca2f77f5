//! Addresses of the wizards of forward pools: creating one, adding members, batch activation, add-ons.
//!
//! An address holds choices, step, and the number of the work order once it is sent; typed text is a draft of the browser
//! session.

use super::Route;
use super::url::Params;

/// Most orders or cards that an address names: as many as a work order takes.
pub const MOST_NAMED: usize = 500;
/// Most cards or MB that an address asks for.
const MOST_WANTED: i64 = 1_000_000_000_000;

/// Steps of creating a pool and of adding members.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JoinStep {
    /// Choose the orders.
    #[default]
    Choose,
    /// Every rule for every order.
    Check,
    /// Consequences, name, send.
    Confirm,
}

impl JoinStep {
    /// All, in order.
    pub const ALL: [Self; 3] = [Self::Choose, Self::Check, Self::Confirm];

    /// The name in the address.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Choose => "choose",
            Self::Check => "check",
            Self::Confirm => "confirm",
        }
    }
}

/// Creating a pool, or adding members to one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JoinView {
    /// Orders chosen.
    pub orders: Vec<i64>,
    /// Instead of their orders: cards, by 卡标识 (Q13.8).
    pub cards: Vec<i64>,
    /// Step.
    pub step: JoinStep,
    /// Sent: 业务受理单号 and the pool.
    pub done: Option<(i64, i64)>,
}

/// The four ways of a batch activation (Q7.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ActivationMethod {
    /// 流量池: all that are waiting.
    #[default]
    Pool,
    /// 号段: from one container ID to another.
    Segment,
    /// 文件
    File,
    /// 手动输入
    Input,
}

impl ActivationMethod {
    /// All, in the order shown.
    pub const ALL: [Self; 4] = [Self::Pool, Self::Segment, Self::File, Self::Input];

    /// The name in the address.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Pool => "pool",
            Self::Segment => "segment",
            Self::File => "file",
            Self::Input => "input",
        }
    }

    /// The way of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.key() == key)
    }
}

/// Batch activation of a pool's cards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActivateView {
    /// Way.
    pub way: ActivationMethod,
    /// Of [`ActivationMethod::Pool`]: only so many.
    pub count: Option<i64>,
    /// Shown: what would be activated. Otherwise the cards are being chosen.
    pub check: bool,
    /// Sent: 业务受理单号.
    pub done: Option<i64>,
}

/// Purchase of an add-on for a pool.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddOnView {
    /// MB that are needed.
    pub mb: Option<i64>,
    /// Size chosen, by the id of its plan; empty = none yet.
    pub plan: String,
    /// Packages; None = as many as are needed, or one.
    pub quantity: Option<i64>,
    /// Sent: 批次号 of the add-on.
    pub done: Option<i64>,
}

pub(super) fn ids(params: &Params, key: &str) -> Vec<i64> {
    let mut ids = Vec::new();
    for id in params.get(key).unwrap_or_default().split(',') {
        if let Ok(id @ 1..) = id.parse::<i64>()
            && !ids.contains(&id)
            && ids.len() < MOST_NAMED
        {
            ids.push(id);
        }
    }
    ids
}

pub(super) fn write_ids(params: &mut Params, key: &str, ids: &[i64]) {
    if !ids.is_empty() {
        let texts: Vec<String> = ids.iter().map(i64::to_string).collect();
        params.push(key, texts.join(","));
    }
}

fn number(params: &Params, key: &str, most: i64) -> Option<i64> {
    let number = params.get(key)?.parse().ok()?;
    (1..=most).contains(&number).then_some(number)
}

fn write_number(params: &mut Params, key: &str, number: Option<i64>) {
    if let Some(number) = number {
        params.push(key, number.to_string());
    }
}

impl JoinView {
    fn from_url(params: &Params) -> Self {
        let done = number(params, "done", i64::MAX).zip(number(params, "pool", i64::MAX));
        Self {
            orders: ids(params, "orders"),
            cards: ids(params, "cards"),
            step: params
                .get("step")
                .and_then(|key| JoinStep::ALL.into_iter().find(|step| step.key() == key))
                .unwrap_or_default(),
            done,
        }
    }

    fn write(&self, path: &str) -> String {
        let mut params = Params::default();
        write_ids(&mut params, "orders", &self.orders);
        write_ids(&mut params, "cards", &self.cards);
        if self.step != JoinStep::default() {
            params.push("step", self.step.key());
        }
        if let Some((done, pool)) = self.done {
            params.push("done", done.to_string());
            params.push("pool", pool.to_string());
        }
        params.append_to(path)
    }
}

impl ActivateView {
    fn from_url(params: &Params) -> Self {
        let way = params
            .get("way")
            .and_then(ActivationMethod::from_key)
            .unwrap_or_default();
        Self {
            way,
            count: number(params, "count", MOST_WANTED).filter(|_| way == ActivationMethod::Pool),
            check: params.get("step") == Some("check"),
            done: number(params, "done", i64::MAX),
        }
    }

    fn write(&self, path: &str) -> String {
        let mut params = Params::default();
        if self.way != ActivationMethod::default() {
            params.push("way", self.way.key());
        }
        write_number(&mut params, "count", self.count);
        if self.check {
            params.push("step", "check");
        }
        write_number(&mut params, "done", self.done);
        params.append_to(path)
    }
}

impl AddOnView {
    fn from_url(params: &Params) -> Self {
        Self {
            mb: number(params, "mb", MOST_WANTED),
            plan: params.get("plan").unwrap_or_default().trim().to_owned(),
            quantity: number(params, "quantity", MOST_WANTED),
            done: number(params, "done", i64::MAX),
        }
    }

    fn write(&self, path: &str) -> String {
        let mut params = Params::default();
        write_number(&mut params, "mb", self.mb);
        if !self.plan.is_empty() {
            params.push("plan", &self.plan);
        }
        write_number(&mut params, "quantity", self.quantity);
        write_number(&mut params, "done", self.done);
        params.append_to(path)
    }
}

impl Route {
    /// Creating a pool, of these orders to begin with.
    #[must_use]
    pub fn pool_new(orders: Vec<i64>) -> Self {
        Self::PoolNew(JoinView {
            orders,
            ..JoinView::default()
        })
    }

    /// Adding members to a forward pool.
    #[must_use]
    pub fn pool_join(pool: i64) -> Self {
        Self::PoolJoin(pool, JoinView::default())
    }

    /// Activating cards of a forward pool: all that wait, or so many.
    #[must_use]
    pub fn pool_activate(pool: i64, count: Option<i64>) -> Self {
        let view = ActivateView {
            count,
            ..ActivateView::default()
        };
        Self::PoolActivate(pool, view)
    }

    /// Buying an add-on for a forward pool; with the MB that are needed.
    #[must_use]
    pub fn pool_add_on(pool: i64, mb: Option<i64>) -> Self {
        let view = AddOnView {
            mb,
            ..AddOnView::default()
        };
        Self::PoolAddOn(pool, view)
    }

    /// Reads what follows `/pools`, when it is one of these.
    pub(super) fn parse_pool_wizard<'a>(
        rest: impl Iterator<Item = &'a str>,
        params: &Params,
    ) -> Option<Self> {
        let rest: Vec<&str> = rest.collect();
        let (first, rest) = rest.split_first()?;
        if *first == "new" && rest.is_empty() {
            return Some(Self::PoolNew(JoinView::from_url(params)));
        }
        let pool = first.parse().ok().filter(|id| *id > 0)?;
        match rest {
            ["members", "add"] => Some(Self::PoolJoin(pool, JoinView::from_url(params))),
            ["activate"] => Some(Self::PoolActivate(pool, ActivateView::from_url(params))),
            ["add-on"] => Some(Self::PoolAddOn(pool, AddOnView::from_url(params))),
            _ => None,
        }
    }

    /// The address of one of these.
    pub(super) fn pool_wizard_url(&self) -> Option<String> {
        Some(match self {
            Self::PoolNew(view) => view.write("/pools/new"),
            Self::PoolJoin(pool, view) => view.write(&format!("/pools/{pool}/members/add")),
            Self::PoolActivate(pool, view) => view.write(&format!("/pools/{pool}/activate")),
            Self::PoolAddOn(pool, view) => view.write(&format!("/pools/{pool}/add-on")),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests;
