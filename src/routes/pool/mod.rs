//! Addresses of the lists of pools and of a pool.

use super::url::Params;
use super::{Page, Route, page_of};
use gsl_model::cycle::BillingCycle;
use gsl_model::forecast::Risk;

/// The two kinds of pools.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PoolKind {
    /// 前向流量池: a total is shared.
    #[default]
    Forward,
    /// 后向流量池: paid by use.
    Backward,
}

/// Rows of which billing cycles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CycleFilter {
    /// The running one of each pool.
    #[default]
    Current,
    /// This cycle.
    One(BillingCycle),
    /// The last six, a row each.
    All,
}

/// Most rows with a cycle of their own that an address holds.
const MOST_OWN: usize = 50;

/// State of a list of pools.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PoolsView {
    /// Which list.
    pub kind: PoolKind,
    /// Part of the name; empty = all.
    pub name: String,
    /// Of forward pools only those in use, or only those discarded.
    pub in_use: Option<bool>,
    /// Forward pools with this risk in the running cycle only.
    pub risk: Option<Risk>,
    /// Billing cycle of the rows.
    pub cycles: CycleFilter,
    /// Rows that show a cycle of their own: pool and cycle.
    pub own: Vec<(i64, BillingCycle)>,
    /// Sort order of forward pools, and whether descending; `None` for the default order.
    pub sort: Option<(PoolSort, bool)>,
    /// Page number from 1.
    pub page: Page,
}

/// What forward pools can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PoolSort {
    /// Name.
    Name,
    /// When they run dry, the most urgent first.
    RunsOut,
    /// Active cards.
    Cards,
    /// Effective total.
    Total,
    /// What is left, as a share of the total.
    Left,
}

impl PoolSort {
    /// All, in the order of the columns.
    pub const ALL: [Self; 5] = [
        Self::Name,
        Self::RunsOut,
        Self::Cards,
        Self::Total,
        Self::Left,
    ];

    /// The name on the wire and in the address.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Name => "pool_name",
            Self::RunsOut => "runs_out",
            Self::Cards => "activated_sim_quantity",
            Self::Total => "flow_total",
            Self::Left => "flow_left",
        }
    }

    fn parse(text: &str) -> Option<(Self, bool)> {
        let (key, descending) = match text.strip_prefix('-') {
            Some(key) => (key, true),
            None => (text, false),
        };
        let known = Self::ALL.into_iter().find(|sort| sort.key() == key)?;
        Some((known, descending))
    }
}

/// Tabs of a pool.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PoolTab {
    /// 成员
    #[default]
    Members,
    /// The last six cycles.
    History,
    /// Members with the highest or fastest growing usage.
    Top,
    /// Orders in it, add-ons and their terms.
    Orders,
}

impl PoolTab {
    /// All, in the order shown.
    pub const ALL: [Self; 4] = [Self::Members, Self::History, Self::Top, Self::Orders];

    const fn key(self) -> &'static str {
        match self {
            Self::Members => "members",
            Self::History => "history",
            Self::Top => "top",
            Self::Orders => "orders",
        }
    }
}

/// Members by their state in the pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberState {
    /// In use or suspended: they contribute their plan.
    Active,
    /// Not activated yet.
    Inactive,
    /// Deregistered.
    Gone,
}

impl MemberState {
    /// All, in the order shown.
    pub const ALL: [Self; 3] = [Self::Active, Self::Inactive, Self::Gone];

    /// Stable key, also in the address.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Inactive => "inactive",
            Self::Gone => "gone",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// Codes of the states of cards.
    #[must_use]
    pub const fn codes(self) -> &'static [i32] {
        match self {
            Self::Active => &[14, 20],
            Self::Inactive => &[10, 11, 13],
            Self::Gone => &[30],
        }
    }
}

/// The page of a pool.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PoolView {
    /// Its kind.
    pub kind: PoolKind,
    /// 流量池号
    pub id: i64,
    /// Open tab.
    pub tab: PoolTab,
    /// Billing cycle; None = the one running.
    pub cycle: Option<BillingCycle>,
    /// Members in one state only.
    pub state: Option<MemberState>,
    /// The member with this container ID; empty = all.
    pub number: String,
    /// Page of the members, from 1.
    pub page: Page,
}

impl PoolsView {
    /// A list, unfiltered.
    #[must_use]
    pub fn of(kind: PoolKind) -> Self {
        Self {
            kind,
            ..Self::default()
        }
    }

    fn from_url(kind: PoolKind, params: &Params) -> Self {
        let in_use = match params.get("status") {
            Some("in_use") => Some(true),
            Some("discarded") => Some(false),
            _ => None,
        };
        let cycles = match params.get("cycle") {
            Some("all") => CycleFilter::All,
            Some(text) => BillingCycle::parse(text).map_or(CycleFilter::Current, CycleFilter::One),
            None => CycleFilter::Current,
        };
        let mut own: Vec<(i64, BillingCycle)> = Vec::new();
        for part in params.get("own").unwrap_or_default().split(',') {
            if let Some((id, cycle)) = part.split_once(':')
                && let (Ok(id), Some(cycle)) = (id.parse::<i64>(), BillingCycle::parse(cycle))
                && id > 0
                && own.len() < MOST_OWN
                && own.iter().all(|(known, _)| *known != id)
            {
                own.push((id, cycle));
            }
        }
        Self {
            kind,
            name: params.get("name").unwrap_or_default().trim().to_owned(),
            in_use: in_use.filter(|_| kind == PoolKind::Forward),
            risk: params
                .get("risk")
                .and_then(Risk::from_key)
                .filter(|_| kind == PoolKind::Forward && cycles == CycleFilter::Current),
            sort: params
                .get("sort")
                .and_then(PoolSort::parse)
                .filter(|_| kind == PoolKind::Forward),
            // With a row for each cycle there is nothing to choose in a row.
            own: if cycles == CycleFilter::All {
                Vec::new()
            } else {
                own
            },
            cycles,
            page: page_of(params),
        }
    }

    pub(super) fn to_url(&self) -> String {
        let mut params = Params::default();
        if !self.name.is_empty() {
            params.push("name", &self.name);
        }
        if let Some(in_use) = self.in_use {
            params.push("status", if in_use { "in_use" } else { "discarded" });
        }
        if let Some(risk) = self.risk {
            params.push("risk", risk.key());
        }
        match self.cycles {
            CycleFilter::Current => {}
            CycleFilter::One(cycle) => params.push("cycle", cycle.to_string()),
            CycleFilter::All => params.push("cycle", "all"),
        }
        if !self.own.is_empty() {
            let own: Vec<String> = self
                .own
                .iter()
                .map(|(id, cycle)| format!("{id}:{cycle}"))
                .collect();
            params.push("own", own.join(","));
        }
        if let Some((sort, descending)) = self.sort {
            let way = if descending { "-" } else { "" };
            params.push("sort", format!("{way}{}", sort.key()));
        }
        if self.page != Page::default() {
            params.push("page", self.page.0.to_string());
        }
        params.append_to(match self.kind {
            PoolKind::Forward => "/pools",
            PoolKind::Backward => "/pools/backward",
        })
    }
}

impl PoolView {
    fn from_url(kind: PoolKind, id: i64, params: &Params) -> Self {
        Self {
            kind,
            id,
            tab: params
                .get("tab")
                .and_then(|tab| PoolTab::ALL.into_iter().find(|known| known.key() == tab))
                .unwrap_or_default(),
            cycle: params.get("cycle").and_then(BillingCycle::parse),
            state: params.get("state").and_then(MemberState::from_key),
            number: params.get("card").unwrap_or_default().trim().to_owned(),
            page: page_of(params),
        }
    }

    pub(super) fn to_url(&self) -> String {
        let mut params = Params::default();
        if self.tab != PoolTab::default() {
            params.push("tab", self.tab.key());
        }
        if let Some(cycle) = self.cycle {
            params.push("cycle", cycle.to_string());
        }
        if let Some(state) = self.state {
            params.push("state", state.key());
        }
        if !self.number.is_empty() {
            params.push("card", &self.number);
        }
        if self.page != Page::default() {
            params.push("page", self.page.0.to_string());
        }
        let id = self.id;
        params.append_to(&match self.kind {
            PoolKind::Forward => format!("/pools/{id}"),
            PoolKind::Backward => format!("/pools/backward/{id}"),
        })
    }
}

impl Route {
    /// A pool.
    #[must_use]
    pub fn pool(kind: PoolKind, id: i64) -> Self {
        Self::Pool(PoolView {
            kind,
            id,
            ..PoolView::default()
        })
    }

    /// Reads what follows `/pools`: a list, or a pool.
    pub(super) fn parse_pool<'a>(
        mut rest: impl Iterator<Item = &'a str>,
        params: &Params,
    ) -> Option<Self> {
        let (kind, id) = match rest.next() {
            Some("backward") => (PoolKind::Backward, rest.next()),
            id => (PoolKind::Forward, id),
        };
        if rest.next().is_some() {
            return None;
        }
        match id {
            None => Some(Self::Pools(PoolsView::from_url(kind, params))),
            Some(id) => {
                let id = id.parse().ok().filter(|id| *id > 0)?;
                Some(Self::Pool(PoolView::from_url(kind, id, params)))
            }
        }
    }
}

#[cfg(test)]
mod tests;
