use super::*;
use crate::routes::LAST_PAGE;
use proptest::prelude::*;
use proptest::sample::Index;

fn cycle() -> impl Strategy<Value = BillingCycle> {
    (1..=9999, 1_u32..=12)
        .prop_filter_map("a month", |(year, month)| BillingCycle::new(year, month))
}

fn pools() -> impl Strategy<Value = Route> {
    let name = "([^\\s]([ -~中-龥]{0,20}[^\\s])?)?";
    let cycles = prop_oneof![
        Just(CycleFilter::Current),
        Just(CycleFilter::All),
        cycle().prop_map(CycleFilter::One)
    ];
    let own = proptest::collection::hash_map(1..=i64::MAX, cycle(), 0..8);
    let risk = proptest::option::of(any::<Index>());
    let sort = proptest::option::of((any::<Index>(), any::<bool>()));
    let forward = (any::<Option<bool>>(), risk, sort);
    let list = (forward, name, cycles, own, 1..=LAST_PAGE).prop_map(
        |((in_use, risk, sort), name, cycles, own, page)| {
            Route::Pools(PoolsView {
                kind: in_use.map_or(PoolKind::Backward, |_| PoolKind::Forward),
                name,
                in_use,
                risk: risk
                    .filter(|_| in_use.is_some() && cycles == CycleFilter::Current)
                    .map(|risk| *risk.get(&Risk::ALL)),
                sort: sort
                    .filter(|_| in_use.is_some())
                    .map(|(sort, down)| (*sort.get(&PoolSort::ALL), down)),
                own: match cycles {
                    CycleFilter::All => Vec::new(),
                    _ => own.into_iter().collect(),
                },
                cycles,
                page: Page(page),
            })
        },
    );
    let one = (
        any::<bool>(),
        1..=i64::MAX,
        any::<Index>(),
        proptest::option::of(cycle()),
        proptest::option::of(any::<Index>()),
        name,
        1..=LAST_PAGE,
    )
        .prop_map(|(forward, id, tab, cycle, state, number, page)| {
            Route::Pool(PoolView {
                kind: if forward {
                    PoolKind::Forward
                } else {
                    PoolKind::Backward
                },
                id,
                tab: *tab.get(&PoolTab::ALL),
                cycle,
                state: state.map(|state| *state.get(&MemberState::ALL)),
                number,
                page: Page(page),
            })
        });
    prop_oneof![list, one]
}

proptest! {
    #[test]
    fn an_address_read_back_is_the_same_route(route in pools()) {
        let url = route.to_url();
        prop_assert_eq!(Route::parse(&url), route);
    }
}

/// As people bookmark them.
#[test]
fn addresses_are_what_they_were() {
    let month = |month| BillingCycle::new(2026, month).unwrap();
    for (route, url) in [
        (Route::Pools(PoolsView::default()), "/pools"),
        (
            Route::Pools(PoolsView::of(PoolKind::Backward)),
            "/pools/backward",
        ),
        (
            Route::Pools(PoolsView {
                kind: PoolKind::Forward,
                name: "冷链".to_owned(),
                in_use: Some(true),
                cycles: CycleFilter::One(month(10)),
                own: vec![(12, month(9)), (13, month(8))],
                risk: None,
                sort: None,
                page: Page(2),
            }),
            "/pools?name=%E5%86%B7%E9%93%BE&status=in_use&cycle=2026-10&own=12:2026-09,13:2026-08&page=2",
        ),
        (
            Route::Pools(PoolsView {
                risk: Some(Risk::AtRisk),
                sort: Some((PoolSort::Left, true)),
                ..PoolsView::default()
            }),
            "/pools?risk=at_risk&sort=-flow_left",
        ),
        (
            Route::Pools(PoolsView {
                in_use: Some(false),
                cycles: CycleFilter::All,
                ..PoolsView::default()
            }),
            "/pools?status=discarded&cycle=all",
        ),
        (Route::pool(PoolKind::Forward, 12), "/pools/12"),
        (Route::pool(PoolKind::Backward, 12), "/pools/backward/12"),
        (
            Route::Pool(PoolView {
                kind: PoolKind::Forward,
                id: 12,
                tab: PoolTab::Top,
                cycle: Some(month(10)),
                state: Some(MemberState::Gone),
                number: "8986".to_owned(),
                page: Page(3),
            }),
            "/pools/12?tab=top&cycle=2026-10&state=gone&card=8986&page=3",
        ),
    ] {
        assert_eq!(route.to_url(), url);
    }
}

#[test]
fn what_is_wrong_in_an_address_vanishes() {
    for (wrong, right) in [
        (
            "/pools?cycle=2026-13&status=2&own=x:2026-01,7:2026-02,7:2026-03",
            "/pools?own=7:2026-02",
        ),
        ("/pools?cycle=all&own=7:2026-02", "/pools?cycle=all"),
        ("/pools/backward?status=in_use", "/pools/backward"),
        ("/pools/7?tab=x&state=x&cycle=now", "/pools/7"),
    ] {
        assert_eq!(Route::parse(wrong).to_url(), right);
    }
    for path in ["/pools/0", "/pools/x", "/pools/backward/1/2"] {
        assert!(matches!(Route::parse(path), Route::NotFound(_)), "{path}");
    }
}

#[test]
fn two_lists_are_two_pages() {
    let list = |kind| Route::Pools(PoolsView::of(kind));
    assert!(!list(PoolKind::Forward).same_page(&list(PoolKind::Backward)));
    assert!(!Route::pool(PoolKind::Forward, 1).same_page(&Route::pool(PoolKind::Forward, 2)));
    let tab = Route::Pool(PoolView {
        id: 1,
        tab: PoolTab::Top,
        ..PoolView::default()
    });
    assert!(tab.same_page(&Route::pool(PoolKind::Forward, 1)));
}
