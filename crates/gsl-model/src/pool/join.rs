//! Which orders may join a pool: the pre-check when a pool is created and when members are added (Q13.3, Q13.8, Q13.11).

use super::{BackwardState, ForwardState};
use crate::{can::DataType, carrier::Carrier};
use chrono::NaiveDate;

/// What joining a pool depends on in an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderFacts {
    /// 批次号
    pub order_id: i64,
    /// Carrier of its cards.
    pub carrier: Carrier,
    /// Plan, by its id.
    pub plan: String,
    /// General or directional data.
    pub data: Option<DataType>,
    /// Physical cards.
    pub physical: bool,
    /// Test cards.
    pub test: bool,
    /// In purchase: the cards have not been shipped yet.
    pub buying: bool,
    /// Valid: not cancelled, failed, rejected or returned.
    pub alive: bool,
    /// The pool it is in already.
    pub pool: Option<i64>,
    /// Cards of the order.
    pub cards: i64,
    /// How many of the order's cards are to join.
    pub joining: i64,
}

/// A pool that orders want to join.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolFacts {
    /// Carrier of its cards.
    pub carrier: Carrier,
    /// Plan of its cards.
    pub plan: String,
    /// Data type of its cards, if known.
    pub data: Option<DataType>,
    /// When it was created.
    pub created: NaiveDate,
    /// State.
    pub state: ForwardState,
}

/// What the orders want to join.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JoinTarget {
    /// A new forward pool.
    NewForward,
    /// An existing forward pool.
    Forward(PoolFacts),
    /// An existing backward pool, in this state.
    Backward(BackwardState),
}

/// A rule about joining. Every rule is reported for every order, whether it passed or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JoinRule {
    /// Physical cards only.
    Physical,
    /// The order is not cancelled, failed, rejected or returned.
    OrderAlive,
    /// Not in a pool yet; an order cannot leave one (Q13.6).
    NotPooled,
    /// All cards of the order (Q13.8).
    WholeOrder,
    /// No test cards.
    NotTest,
    /// One carrier for all orders; China Telecom for backward pools.
    SameCarrier,
    /// One plan for all orders.
    SamePlan,
    /// One data type for all orders.
    SameDataType,
    /// China Telecom, and backward pools: only before shipping. China Mobile, China Unicom and overseas cards may be
    /// refused later.
    WhileBuying,
    /// Pools created before 2021-08-17 take no China Mobile cards, those before 2022-09-14 no China Unicom cards.
    PoolAge,
    /// The pool is not discarded.
    PoolInUse,
}

impl JoinRule {
    /// All rules, in the order in which they are reported.
    pub const ALL: [Self; 11] = [
        Self::PoolInUse,
        Self::Physical,
        Self::OrderAlive,
        Self::NotPooled,
        Self::WholeOrder,
        Self::NotTest,
        Self::SameCarrier,
        Self::SamePlan,
        Self::SameDataType,
        Self::WhileBuying,
        Self::PoolAge,
    ];

    /// Stable key, also on the wire.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Physical => "physical",
            Self::OrderAlive => "order_alive",
            Self::NotPooled => "not_pooled",
            Self::WholeOrder => "whole_order",
            Self::NotTest => "not_test",
            Self::SameCarrier => "same_carrier",
            Self::SamePlan => "same_plan",
            Self::SameDataType => "same_data_type",
            Self::WhileBuying => "while_buying",
            Self::PoolAge => "pool_age",
            Self::PoolInUse => "pool_in_use",
        }
    }

    /// The rule with this [`key`](Self::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.key() == key)
    }
}

/// Why a rule failed or is doubtful.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JoinReason {
    /// eSIM or vSIM.
    NotPhysical,
    /// The order was cancelled, failed, rejected or returned.
    OrderDead,
    /// Already in this pool.
    InPool(i64),
    /// Only some of the order's cards.
    Split {
        /// The cards that were to join.
        joining: i64,
        /// Cards of the order.
        cards: i64,
    },
    /// Test cards.
    TestCards,
    /// Another carrier.
    OtherCarrier {
        /// Carrier of the order.
        is: Carrier,
        /// The required carrier.
        needs: Carrier,
    },
    /// Another plan.
    OtherPlan {
        /// The required plan.
        needs: String,
    },
    /// Another data type.
    OtherDataType,
    /// Already shipped, which is too late for this carrier.
    Shipped,
    /// Already shipped: the carrier may refuse because of its pricing, which only shows in the work order.
    CarrierMayRefuse,
    /// The pool is older than the carrier allows.
    PoolTooOld {
        /// The first creation date of pools that take the order.
        since: NaiveDate,
    },
    /// The pool is discarded.
    PoolDiscarded,
}

impl JoinReason {
    /// Stable key, also on the wire.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NotPhysical => "not_physical",
            Self::OrderDead => "order_dead",
            Self::InPool(_) => "in_pool",
            Self::Split { .. } => "split",
            Self::TestCards => "test_cards",
            Self::OtherCarrier { .. } => "other_carrier",
            Self::OtherPlan { .. } => "other_plan",
            Self::OtherDataType => "other_data_type",
            Self::Shipped => "shipped",
            Self::CarrierMayRefuse => "carrier_may_refuse",
            Self::PoolTooOld { .. } => "pool_too_old",
            Self::PoolDiscarded => "pool_discarded",
        }
    }

    /// The actual and the required value, where the reason has them: carrier codes, plan, pool, number of cards, day.
    #[must_use]
    pub fn values(&self) -> (Option<String>, Option<String>) {
        match self {
            Self::InPool(pool) => (Some(pool.to_string()), None),
            Self::Split { joining, cards } => (Some(joining.to_string()), Some(cards.to_string())),
            Self::OtherCarrier { is, needs } => (
                Some(is.carrier_type().to_string()),
                Some(needs.carrier_type().to_string()),
            ),
            Self::OtherPlan { needs } => (None, Some(needs.clone())),
            Self::PoolTooOld { since } => (None, Some(since.to_string())),
            _ => (None, None),
        }
    }
}

/// The outcome of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Passed.
    Passed,
    /// Passed here, but the carrier decides.
    Doubtful(JoinReason),
    /// Failed.
    Failed(JoinReason),
}

/// The rules of one order, each with its outcome, in the order of [`JoinRule::ALL`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderCheck {
    /// 批次号
    pub order_id: i64,
    /// Outcomes.
    pub rules: Vec<(JoinRule, Outcome)>,
}

impl Outcome {
    /// `passed`, `doubtful` or `failed`.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Doubtful(_) => "doubtful",
            Self::Failed(_) => "failed",
        }
    }

    /// Why the rule failed or is doubtful.
    #[must_use]
    pub const fn reason(&self) -> Option<&JoinReason> {
        match self {
            Self::Passed => None,
            Self::Doubtful(reason) | Self::Failed(reason) => Some(reason),
        }
    }
}

impl OrderCheck {
    /// Whether no rule failed.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.rules
            .iter()
            .all(|(_, outcome)| !matches!(outcome, Outcome::Failed(_)))
    }
}

/// The pre-check as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Join {
    /// One entry per order, in the order given.
    pub orders: Vec<OrderCheck>,
}

impl Join {
    /// Whether there are orders and none of them fails a rule.
    #[must_use]
    pub fn passed(&self) -> bool {
        !self.orders.is_empty() && self.orders.iter().all(OrderCheck::passed)
    }
}

/// The earliest creation date of pools that a carrier's orders may join; `None` where there is no such rule.
const fn oldest_pool(carrier: Carrier) -> Option<(i32, u32, u32)> {
    match carrier {
        Carrier::Mobile => Some((2021, 8, 17)),
        Carrier::Unicom => Some((2022, 9, 14)),
        Carrier::Telecom | Carrier::Overseas => None,
    }
}

/// Checks every rule for every order. Orders of a new pool are compared with the first of them.
#[must_use]
pub fn check_join(target: &JoinTarget, orders: &[OrderFacts]) -> Join {
    Join {
        orders: orders
            .iter()
            .map(|order| OrderCheck {
                order_id: order.order_id,
                rules: JoinRule::ALL
                    .into_iter()
                    .map(|rule| (rule, outcome(rule, target, order, orders.first())))
                    .collect(),
            })
            .collect(),
    }
}

/// Whether an order on its own may join; the list of candidates is filtered by this.
#[must_use]
pub fn joinable(target: &JoinTarget, order: &OrderFacts) -> bool {
    check_join(target, std::slice::from_ref(order)).passed()
}

fn outcome(
    rule: JoinRule,
    target: &JoinTarget,
    order: &OrderFacts,
    first: Option<&OrderFacts>,
) -> Outcome {
    let pool = match target {
        JoinTarget::Forward(pool) => Some(pool),
        JoinTarget::NewForward | JoinTarget::Backward(_) => None,
    };
    let backward = matches!(target, JoinTarget::Backward(_));
    let failed = match rule {
        JoinRule::Physical => (!order.physical).then_some(JoinReason::NotPhysical),
        JoinRule::OrderAlive => (!order.alive).then_some(JoinReason::OrderDead),
        JoinRule::NotPooled => order.pool.map(JoinReason::InPool),
        JoinRule::WholeOrder => (order.joining != order.cards).then_some(JoinReason::Split {
            joining: order.joining,
            cards: order.cards,
        }),
        JoinRule::NotTest => order.test.then_some(JoinReason::TestCards),
        JoinRule::SameCarrier => {
            let needs = match pool {
                _ if backward => Carrier::Telecom,
                Some(pool) => pool.carrier,
                None => first.map_or(order.carrier, |first| first.carrier),
            };
            (order.carrier != needs).then_some(JoinReason::OtherCarrier {
                is: order.carrier,
                needs,
            })
        }
        JoinRule::SamePlan => {
            let needs = pool
                .map(|pool| &pool.plan)
                .or(first.map(|first| &first.plan))
                .filter(|plan| **plan != order.plan);
            needs.map(|plan| JoinReason::OtherPlan {
                needs: plan.clone(),
            })
        }
        JoinRule::SameDataType => {
            let needs = match pool {
                Some(pool) => pool.data,
                None => first.and_then(|first| first.data),
            };
            needs
                .zip(order.data)
                .is_some_and(|(needs, is)| needs != is)
                .then_some(JoinReason::OtherDataType)
        }
        JoinRule::WhileBuying if order.buying => None,
        JoinRule::WhileBuying if backward || order.carrier == Carrier::Telecom => {
            Some(JoinReason::Shipped)
        }
        JoinRule::WhileBuying => return Outcome::Doubtful(JoinReason::CarrierMayRefuse),
        JoinRule::PoolAge => oldest_pool(order.carrier)
            .and_then(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day))
            .filter(|since| pool.is_some_and(|pool| pool.created < *since))
            .map(|since| JoinReason::PoolTooOld { since }),
        JoinRule::PoolInUse => {
            let discarded = match target {
                JoinTarget::NewForward => false,
                JoinTarget::Forward(pool) => pool.state == ForwardState::Discarded,
                JoinTarget::Backward(state) => *state == BackwardState::Discarded,
            };
            discarded.then_some(JoinReason::PoolDiscarded)
        }
    };
    failed.map_or(Outcome::Passed, Outcome::Failed)
}
