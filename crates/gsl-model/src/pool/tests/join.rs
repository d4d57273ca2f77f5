use super::*;
use crate::can::DataType;

fn order(order_id: i64) -> OrderFacts {
    OrderFacts {
        order_id,
        carrier: Carrier::Mobile,
        plan: "plan".to_owned(),
        data: Some(DataType::Directional),
        physical: true,
        test: false,
        buying: true,
        alive: true,
        pool: None,
        cards: 10,
        joining: 10,
    }
}

fn pool() -> PoolFacts {
    PoolFacts {
        carrier: Carrier::Mobile,
        plan: "plan".to_owned(),
        data: Some(DataType::Directional),
        created: day(2025, 1, 1),
        state: ForwardState::InUse,
    }
}

/// The rules that are doubtful or failed for the last of the orders.
fn complaints(target: &JoinTarget, orders: &[OrderFacts]) -> Vec<(JoinRule, Outcome)> {
    let join = check_join(target, orders);
    assert_eq!(join.orders.len(), orders.len());
    for check in &join.orders {
        let told: Vec<JoinRule> = check.rules.iter().map(|(rule, _)| *rule).collect();
        assert_eq!(told, JoinRule::ALL, "every rule is told, passed or not");
    }
    let last = join.orders.last().unwrap();
    assert_eq!(
        last.passed(),
        last.rules
            .iter()
            .all(|(_, outcome)| !matches!(outcome, Outcome::Failed(_)))
    );
    last.rules
        .iter()
        .filter(|(_, outcome)| *outcome != Outcome::Passed)
        .cloned()
        .collect()
}

fn failed(rule: JoinRule, reason: JoinReason) -> Vec<(JoinRule, Outcome)> {
    vec![(rule, Outcome::Failed(reason))]
}

#[test]
fn keys_read_back() {
    for rule in JoinRule::ALL {
        assert_eq!(JoinRule::from_key(rule.key()), Some(rule));
    }
    assert_eq!(JoinRule::from_key("tomorrow"), None);
}

#[test]
fn good_orders_pass_everything() {
    assert!(complaints(&JoinTarget::NewForward, &[order(1), order(2)]).is_empty());
    assert!(complaints(&JoinTarget::Forward(pool()), &[order(1)]).is_empty());
    let mut telecom = order(1);
    telecom.carrier = Carrier::Telecom;
    let backward = JoinTarget::Backward(BackwardState::InUse);
    assert!(complaints(&backward, &[telecom]).is_empty());
    assert!(
        !check_join(&JoinTarget::NewForward, &[]).passed(),
        "nobody joins"
    );
    assert!(joinable(&JoinTarget::NewForward, &order(1)));
}

#[test]
fn q13_11_each_rule_by_itself() {
    let new = JoinTarget::NewForward;
    let with = |change: fn(&mut OrderFacts)| {
        let mut bad = order(2);
        change(&mut bad);
        complaints(&new, &[order(1), bad])
    };
    use JoinReason as W;
    use JoinRule as R;
    assert_eq!(
        with(|o| o.physical = false),
        failed(R::Physical, W::NotPhysical)
    );
    assert_eq!(
        with(|o| o.alive = false),
        failed(R::OrderAlive, W::OrderDead)
    );
    assert_eq!(
        with(|o| o.pool = Some(9)),
        failed(R::NotPooled, W::InPool(9))
    );
    assert_eq!(with(|o| o.test = true), failed(R::NotTest, W::TestCards));
    assert_eq!(
        with(|o| o.carrier = Carrier::Unicom),
        failed(
            R::SameCarrier,
            W::OtherCarrier {
                is: Carrier::Unicom,
                needs: Carrier::Mobile
            }
        )
    );
    assert_eq!(
        with(|o| o.plan = "other".to_owned()),
        failed(
            R::SamePlan,
            W::OtherPlan {
                needs: "plan".to_owned()
            }
        )
    );
    assert_eq!(
        with(|o| o.data = Some(DataType::General)),
        failed(R::SameDataType, W::OtherDataType)
    );
    assert!(
        with(|o| o.data = None).is_empty(),
        "not told is not held against it"
    );
}

#[test]
fn q13_8_an_order_cannot_be_split() {
    let mut half = order(1);
    half.joining = 4;
    assert_eq!(
        complaints(&JoinTarget::NewForward, &[half]),
        failed(
            JoinRule::WholeOrder,
            JoinReason::Split {
                joining: 4,
                cards: 10
            }
        )
    );
}

#[test]
fn q13_3_after_shipping_never_at_china_telecom_and_doubtful_elsewhere() {
    for carrier in Carrier::ALL {
        let mut shipped = order(1);
        shipped.carrier = carrier;
        shipped.buying = false;
        let said = complaints(&JoinTarget::NewForward, &[shipped]);
        if carrier == Carrier::Telecom {
            assert_eq!(said, failed(JoinRule::WhileBuying, JoinReason::Shipped));
        } else {
            assert_eq!(
                said,
                [(
                    JoinRule::WhileBuying,
                    Outcome::Doubtful(JoinReason::CarrierMayRefuse)
                )]
            );
        }
    }
}

#[test]
fn backward_pools_are_china_telecoms_and_only_while_buying() {
    let target = JoinTarget::Backward(BackwardState::InUse);
    assert_eq!(
        complaints(&target, &[order(1)]),
        failed(
            JoinRule::SameCarrier,
            JoinReason::OtherCarrier {
                is: Carrier::Mobile,
                needs: Carrier::Telecom
            }
        )
    );
    let mut shipped = order(1);
    shipped.carrier = Carrier::Telecom;
    shipped.buying = false;
    assert_eq!(
        complaints(&target, &[shipped.clone()]),
        failed(JoinRule::WhileBuying, JoinReason::Shipped)
    );
    shipped.buying = true;
    assert_eq!(
        complaints(&JoinTarget::Backward(BackwardState::Discarded), &[shipped]),
        failed(JoinRule::PoolInUse, JoinReason::PoolDiscarded)
    );
}

#[test]
fn old_pools_and_discarded_ones() {
    let into = |carrier, created: NaiveDate| {
        let mut one = order(1);
        one.carrier = carrier;
        complaints(
            &JoinTarget::Forward(PoolFacts {
                carrier,
                created,
                ..pool()
            }),
            &[one],
        )
    };
    let old = |since| failed(JoinRule::PoolAge, JoinReason::PoolTooOld { since });
    assert_eq!(
        into(Carrier::Mobile, day(2021, 8, 16)),
        old(day(2021, 8, 17))
    );
    assert!(into(Carrier::Mobile, day(2021, 8, 17)).is_empty());
    assert_eq!(
        into(Carrier::Unicom, day(2022, 9, 13)),
        old(day(2022, 9, 14))
    );
    assert!(into(Carrier::Unicom, day(2022, 9, 14)).is_empty());
    assert!(into(Carrier::Telecom, day(2019, 1, 1)).is_empty());
    let discarded = JoinTarget::Forward(PoolFacts {
        state: ForwardState::Discarded,
        ..pool()
    });
    assert_eq!(
        complaints(&discarded, &[order(1)]),
        failed(JoinRule::PoolInUse, JoinReason::PoolDiscarded)
    );
}

#[test]
fn several_broken_rules_are_all_named() {
    let mut bad = order(2);
    bad.physical = false;
    bad.test = true;
    bad.plan = "other".to_owned();
    let said: Vec<JoinRule> = complaints(&JoinTarget::Forward(pool()), &[bad])
        .into_iter()
        .map(|(rule, _)| rule)
        .collect();
    assert_eq!(
        said,
        [JoinRule::Physical, JoinRule::NotTest, JoinRule::SamePlan]
    );
}
