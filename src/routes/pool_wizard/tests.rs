use super::*;
use proptest::prelude::*;
use proptest::sample::Index;

fn named() -> impl Strategy<Value = Vec<i64>> {
    proptest::collection::hash_set(1..=i64::MAX, 0..8).prop_map(|ids| ids.into_iter().collect())
}

fn sent() -> impl Strategy<Value = Option<i64>> {
    proptest::option::of(1..=i64::MAX)
}

fn wanted() -> impl Strategy<Value = Option<i64>> {
    proptest::option::of(1..=MOST_WANTED)
}

fn wizard() -> impl Strategy<Value = Route> {
    let join = (named(), named(), any::<Index>(), sent(), 1..=i64::MAX).prop_map(
        |(orders, cards, step, done, pool)| JoinView {
            orders,
            cards,
            step: *step.get(&JoinStep::ALL),
            done: done.map(|done| (done, pool)),
        },
    );
    let join = (proptest::option::of(1..=i64::MAX), join).prop_map(|(pool, view)| match pool {
        None => Route::PoolNew(view),
        Some(pool) => Route::PoolJoin(pool, view),
    });
    let activate = (
        1..=i64::MAX,
        any::<Index>(),
        wanted(),
        any::<bool>(),
        sent(),
    )
        .prop_map(|(pool, way, count, check, done)| {
            let way = *way.get(&ActivationMethod::ALL);
            let count = count.filter(|_| way == ActivationMethod::Pool);
            Route::PoolActivate(
                pool,
                ActivateView {
                    way,
                    count,
                    check,
                    done,
                },
            )
        });
    let add_on = (1..=i64::MAX, wanted(), "[a-z0-9-]{0,12}", wanted(), sent()).prop_map(
        |(pool, mb, plan, quantity, done)| {
            Route::PoolAddOn(
                pool,
                AddOnView {
                    mb,
                    plan,
                    quantity,
                    done,
                },
            )
        },
    );
    prop_oneof![join, activate, add_on]
}

proptest! {
    #[test]
    fn an_address_read_back_is_the_same_route(route in wizard()) {
        let url = route.to_url();
        prop_assert_eq!(Route::parse(&url), route);
    }
}

/// As people bookmark them, and other pages link to them.
#[test]
fn addresses_are_what_they_were() {
    for (route, url) in [
        (Route::pool_new(Vec::new()), "/pools/new"),
        (Route::pool_new(vec![7, 8]), "/pools/new?orders=7,8"),
        (
            Route::PoolNew(JoinView {
                orders: vec![7],
                cards: vec![1, 2],
                step: JoinStep::Confirm,
                done: Some((9, 12)),
            }),
            "/pools/new?orders=7&cards=1,2&step=confirm&done=9&pool=12",
        ),
        (Route::pool_join(12), "/pools/12/members/add"),
        (
            Route::PoolJoin(
                12,
                JoinView {
                    orders: vec![7],
                    step: JoinStep::Check,
                    ..JoinView::default()
                },
            ),
            "/pools/12/members/add?orders=7&step=check",
        ),
        (Route::pool_activate(12, None), "/pools/12/activate"),
        (
            Route::pool_activate(12, Some(64)),
            "/pools/12/activate?count=64",
        ),
        (
            Route::PoolActivate(
                12,
                ActivateView {
                    way: ActivationMethod::Input,
                    check: true,
                    done: Some(9),
                    ..ActivateView::default()
                },
            ),
            "/pools/12/activate?way=input&step=check&done=9",
        ),
        (Route::pool_add_on(12, None), "/pools/12/add-on"),
        (
            Route::pool_add_on(12, Some(7168)),
            "/pools/12/add-on?mb=7168",
        ),
        (
            Route::PoolAddOn(
                12,
                AddOnView {
                    mb: Some(1),
                    plan: "p1".to_owned(),
                    quantity: Some(3),
                    done: Some(9),
                },
            ),
            "/pools/12/add-on?mb=1&plan=p1&quantity=3&done=9",
        ),
    ] {
        assert_eq!(route.to_url(), url);
    }
}

#[test]
fn what_is_wrong_in_an_address_vanishes() {
    for (wrong, right) in [
        ("/pools/new?orders=0,x,7,7&step=send", "/pools/new?orders=7"),
        ("/pools/new?done=9", "/pools/new"),
        ("/pools/12/activate?way=all&count=0", "/pools/12/activate"),
        (
            "/pools/12/activate?way=segment&count=5",
            "/pools/12/activate?way=segment",
        ),
        ("/pools/12/activate?way=pool", "/pools/12/activate"),
        ("/pools/12/add-on?mb=-3&quantity=x", "/pools/12/add-on"),
    ] {
        assert_eq!(Route::parse(wrong).to_url(), right);
    }
    for path in [
        "/pools/new/x",
        "/pools/0/activate",
        "/pools/12/members",
        "/pools/12/add-on/x",
    ] {
        assert!(matches!(Route::parse(path), Route::NotFound(_)), "{path}");
    }
}

#[test]
fn a_wizard_of_another_pool_is_another_page() {
    let (one, two) = (Route::pool_activate(1, None), Route::pool_activate(2, None));
    assert!(!one.same_page(&two));
    assert!(one.same_page(&Route::pool_activate(1, Some(5))));
    assert!(!one.same_page(&Route::pool_add_on(1, None)));
    assert!(!Route::pool_join(1).same_page(&Route::pool_join(2)));
}
