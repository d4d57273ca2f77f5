use super::card_filter::{CardFilter, Field, Kind, Slot, Value};
use super::*;
use gsl_model::carrier::Carrier;
use gsl_model::checklist::Symptom;
use gsl_model::state::SimStatus;
use gsl_model::stop::StopReason;
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

fn value(kind: Kind, field: Field) -> BoxedStrategy<Value> {
    match kind {
        Kind::Text => "[^\\s]([ -~中-龥]{0,20}[^\\s])?"
            .prop_map(Value::Text)
            .boxed(),
        Kind::Ids(most) => proptest::collection::hash_set(1..=i64::MAX, 1..=most.min(12))
            .prop_map(|ids| Value::Ids(ids.into_iter().collect()))
            .boxed(),
        Kind::Plans => proptest::collection::hash_set("[a-z0-9-]{1,12}", 1..5)
            .prop_map(|ids| Value::Plans(ids.into_iter().collect()))
            .boxed(),
        Kind::Statuses => subsequence(SimStatus::ALL.to_vec(), 1..=SimStatus::ALL.len())
            .prop_map(Value::Statuses)
            .boxed(),
        Kind::Reasons => subsequence(StopReason::ALL.to_vec(), 1..=StopReason::ALL.len())
            .prop_map(Value::Reasons)
            .boxed(),
        Kind::Carriers => subsequence(Carrier::ALL.to_vec(), 1..=4)
            .prop_map(Value::Carriers)
            .boxed(),
        Kind::Range => (-5000i64..5000, 0i64..5000, 0..3u8)
            .prop_map(|(min, more, open)| match open {
                0 => Value::Range(Some(min), None),
                1 => Value::Range(None, Some(min)),
                _ => Value::Range(Some(min), Some(min + more)),
            })
            .boxed(),
        Kind::Flag if field == Field::RealNamed => any::<bool>().prop_map(Value::Flag).boxed(),
        Kind::Flag => Just(Value::Flag(true)).boxed(),
        Kind::Days => (1u16..=3650).prop_map(Value::Days).boxed(),
        Kind::Code(last) => (1..=last).prop_map(Value::Code).boxed(),
    }
}

fn filter() -> impl Strategy<Value = CardFilter> {
    let fields: Vec<Field> = Field::all().collect();
    let pairs: Vec<_> = fields
        .into_iter()
        .map(|field| {
            proptest::option::weighted(0.3, value(field.kind(), field))
                .prop_map(move |v| (field, v))
        })
        .collect();
    pairs.prop_map(|pairs| {
        pairs
            .into_iter()
            .filter_map(|(field, value)| value.map(|value| (field, value)))
            .fold(CardFilter::default(), |f, (field, value)| {
                f.with(field, value)
            })
    })
}

fn route() -> impl Strategy<Value = Route> {
    let sort = proptest::option::of((any::<Index>(), any::<bool>()).prop_map(
        |(index, descending)| Sort {
            by: *index.get(&SortBy::ALL),
            descending,
        },
    ));
    let words = || "([^\\s]([ -~中-龥]{0,20}[^\\s])?)?";
    let tags = (words(), any::<Option<bool>>(), 1..=LAST_PAGE).prop_map(|(name, used, page)| {
        Route::Tags(TagsView {
            name,
            used,
            page: Page(page),
        })
    });
    let action =
        || proptest::option::of(any::<Index>().prop_map(|index| *index.get(&CardAction::DIALOGS)));
    let check = (words(), any::<Index>(), words(), action()).prop_map(
        |(number, symptom, place, action)| {
            Route::Check(CheckView {
                number,
                symptom: *symptom.get(&Symptom::ALL),
                place,
                action,
            })
        },
    );
    let regions = (any::<Index>(), words()).prop_map(|(carrier, place)| {
        Route::Regions(RegionsView {
            carrier: *carrier.get(&Carrier::ALL),
            place,
        })
    });
    prop_oneof![
        Just(Route::Overview),
        Just(Route::Attributes),
        tags,
        check,
        regions,
        (
            filter(),
            sort,
            1..=LAST_PAGE,
            any::<bool>(),
            action(),
            1..=i64::MAX,
            proptest::option::of(1..=i64::MAX)
        )
            .prop_map(|(filter, sort, page, selected_only, action, card, peek)| {
                Route::Cards(CardsView {
                    filter,
                    sort,
                    page: Page(page),
                    selected_only,
                    action: action.map(|action| (action, card)),
                    peek,
                })
            }),
        (1..=i64::MAX, any::<Index>(), action()).prop_map(|(id, tab, action)| Route::Card {
            id,
            tab: *tab.get(&CardTab::ALL),
            action,
        }),
    ]
}

proptest! {
    #[test]
    fn an_address_read_back_is_the_same_route(route in route()) {
        let url = route.to_url();
        prop_assert_eq!(Route::parse(&url), route);
    }

    #[test]
    fn any_text_is_some_route_and_its_address_is_stable(text in "\\PC{0,80}") {
        let route = Route::parse(&format!("/{text}"));
        if !matches!(route, Route::NotFound(_)) {
            prop_assert_eq!(Route::parse(&route.to_url()), route);
        }
    }

    #[test]
    fn every_property_set_reaches_the_api(filter in filter()) {
        prop_assert!(filter.to_api().len() >= filter.iter().count());
    }
}

/// Every address the console writes, as people will bookmark it. A change here breaks bookmarks.
#[test]
fn addresses_are_what_they_were() {
    let cards = |filter| Route::cards_where(filter);
    let text = |text: &str| Value::Text(text.to_owned());
    let table: Vec<(Route, &str)> = vec![
        (Route::Overview, "/"),
        (cards(CardFilter::default()), "/cards"),
        (
            cards(CardFilter::one(Field::Number, text("8986 01"))),
            "/cards?number=8986%2001",
        ),
        (
            cards(CardFilter::one(Field::Msisdn, text("1440037270011"))),
            "/cards?msisdn=1440037270011",
        ),
        (
            cards(CardFilter::one(Field::Imei, text("860000000000001"))),
            "/cards?imei=860000000000001",
        ),
        (
            cards(CardFilter::one(Field::List, Value::Ids(vec![7]))),
            "/cards?list=7",
        ),
        (
            cards(CardFilter::one(
                Field::Status,
                Value::Statuses(vec![SimStatus::InUse, SimStatus::Suspended]),
            )),
            "/cards?status=in_use,suspended",
        ),
        (
            cards(CardFilter::one(
                Field::Reason,
                Value::Reasons(StopReason::ALL.to_vec()),
            )),
            "/cards?reason=over_plan,over_threshold,pool,expired,user,violation,separation,not_real_named,pool_frozen,back_pool_threshold",
        ),
        (
            cards(CardFilter::one(
                Field::Carrier,
                Value::Carriers(Carrier::ALL.to_vec()),
            )),
            "/cards?carrier=cm,cu,ct,os",
        ),
        (
            cards(CardFilter::one(
                Field::Plan,
                Value::Plans(vec!["p1".to_owned(), "p2".to_owned()]),
            )),
            "/cards?plan=p1,p2",
        ),
        (
            cards(CardFilter::one(Field::Order, Value::Ids(vec![1, 2]))),
            "/cards?order=1,2",
        ),
        (
            cards(CardFilter::one(Field::Pool, Value::Ids(vec![3]))),
            "/cards?pool=3",
        ),
        (
            cards(CardFilter::one(Field::Tag, Value::Ids(vec![4, 5]))),
            "/cards?tag=4,5",
        ),
        (
            cards(CardFilter::one(Field::Expire, Value::Days(30))),
            "/cards?expire=30",
        ),
        (
            cards(CardFilter::one(
                Field::Used,
                Value::Range(Some(10), Some(20)),
            )),
            "/cards?used=10..20",
        ),
        (
            cards(CardFilter::one(Field::Left, Value::Range(None, Some(-1)))),
            "/cards?left=..-1",
        ),
        (
            cards(CardFilter::one(Field::RealNamed, Value::Flag(false))),
            "/cards?real_named=no",
        ),
        (
            cards(CardFilter::one(Field::SimType, Value::Code(3))),
            "/cards?type=3",
        ),
        (
            cards(CardFilter::one(Field::Device, Value::Code(4))),
            "/cards?device=4",
        ),
        (
            cards(CardFilter::one(Field::Retention, Value::Flag(true))),
            "/cards?retention=yes",
        ),
        (
            cards(CardFilter::one(
                Field::Attribute(Slot::ALL[5]),
                text("华东"),
            )),
            "/cards?attr6=%E5%8D%8E%E4%B8%9C",
        ),
        (
            Route::Cards(CardsView {
                sort: Some(Sort {
                    by: SortBy::FlowUsed,
                    descending: true,
                }),
                page: Page(3),
                selected_only: true,
                ..CardsView::default()
            }),
            "/cards?sort=-flow_used&page=3&selected=1",
        ),
        (
            Route::Card {
                id: 4_710_226_018_477_568,
                tab: CardTab::Usage,
                action: None,
            },
            "/cards/4710226018477568",
        ),
        (
            Route::Card {
                id: 1,
                tab: CardTab::Basic,
                action: None,
            },
            "/cards/1?tab=basic",
        ),
        (
            Route::Card {
                id: 1,
                tab: CardTab::Device,
                action: None,
            },
            "/cards/1?tab=device",
        ),
        (
            Route::Card {
                id: 1,
                tab: CardTab::Basic,
                action: Some(CardAction::Suspend),
            },
            "/cards/1?tab=basic&do=suspend",
        ),
        (
            Route::Cards(CardsView {
                action: Some((CardAction::ResetNetwork, 7)),
                ..CardsView::default()
            }),
            "/cards?do=reset_network&card=7",
        ),
        (
            Route::Cards(CardsView {
                peek: Some(7),
                ..CardsView::default()
            }),
            "/cards?peek=7",
        ),
        (
            Route::Check(CheckView {
                action: Some(CardAction::Lost),
                ..CheckView::of("8986")
            }),
            "/check?number=8986&do=lost",
        ),
        (Route::Tags(TagsView::default()), "/tags"),
        (
            Route::Tags(TagsView {
                name: "冷链".to_owned(),
                used: Some(false),
                page: Page(2),
            }),
            "/tags?name=%E5%86%B7%E9%93%BE&used=no&page=2",
        ),
        (Route::Attributes, "/attributes"),
        (Route::Check(CheckView::default()), "/check"),
        (
            Route::Check(CheckView {
                number: "8986 01".to_owned(),
                symptom: Symptom::Drops,
                place: "Longyan".to_owned(),
                action: None,
            }),
            "/check?number=8986%2001&symptom=drops&place=Longyan",
        ),
        (Route::Regions(RegionsView::default()), "/regions"),
        (
            Route::Regions(RegionsView {
                carrier: Carrier::Telecom,
                place: "Harbin".to_owned(),
            }),
            "/regions?carrier=ct&place=Harbin",
        ),
    ];
    for (route, url) in table {
        assert_eq!(route.to_url(), url);
    }
}

#[test]
fn what_is_wrong_in_an_address_vanishes() {
    for (wrong, right) in [
        ("/cards?page=0", "/cards"),
        ("/cards?page=x&sort=price", "/cards"),
        (
            "/cards?status=gone,in_use&nonsense=1",
            "/cards?status=in_use",
        ),
        ("/cards?used=20..10", "/cards"),
        ("/cards?expire=0", "/cards"),
        ("/cards/12?tab=secrets", "/cards/12"),
        ("/tags?used=maybe&page=0&name=%20", "/tags"),
        ("/check?symptom=none&number=12", "/check?number=12"),
        ("/regions?carrier=xx", "/regions"),
        ("/cards/?number=%ZZ", "/cards?number=%25ZZ"),
    ] {
        assert_eq!(Route::parse(wrong).to_url(), right);
    }
    assert!(matches!(Route::parse("/cards/0"), Route::NotFound(_)));
    assert!(matches!(Route::parse("/nowhere"), Route::NotFound(_)));
}

#[test]
fn container_id_and_imei_share_one_search() {
    let filter = CardFilter::one(Field::Number, Value::Text("8986".into()))
        .with(Field::Imei, Value::Text("86".into()));
    assert_eq!(filter.iter().count(), 1);
    assert_eq!(
        filter.to_api(),
        [
            ("main_search_type", "3".to_owned()),
            ("main_search_key", "86".to_owned())
        ]
    );
}

#[test]
fn every_dialog_has_an_address_of_its_own() {
    let keys = CardAction::DIALOGS.map(CardAction::key);
    assert_eq!(
        keys,
        [
            "activate",
            "suspend",
            "resume",
            "reset_network",
            "lost",
            "rebind",
            "threshold",
            "cut_net",
            "restore_net",
            "speed_limit",
            "bind_area",
            "clear_real_name",
            "query_real_name"
        ]
    );
    for (url, clean) in [
        ("/cards?do=suspend", "/cards"),
        ("/cards?do=suspend&card=0", "/cards"),
        ("/cards/1?do=fly", "/cards/1"),
        ("/cards/1?do=tags", "/cards/1"),
        ("/batch?action=lost", "/batch"),
    ] {
        assert_eq!(Route::parse(url).to_url(), clean);
    }
}
