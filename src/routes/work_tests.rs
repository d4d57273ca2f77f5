use super::batch::{ItemState, SourceKind};
use super::export::ExportsView;
use super::*;
use chrono::NaiveDate;
use gsl_model::action::CardAction;
use gsl_model::work_order::{ItemStatus, WorkOrderSource, WorkOrderStatus, WorkOrderType};
use proptest::prelude::*;
use proptest::{option, sample::select};

fn route() -> impl Strategy<Value = Route> {
    let words = || "([^\\s]([ -~中-龥]{0,20}[^\\s])?)?";
    let day = || {
        option::of((0_i64..200_000).prop_map(|n| {
            NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + chrono::TimeDelta::days(n)
        }))
    };
    let work_orders = (
        words(),
        option::of(select(WorkOrderType::ALL)),
        option::of(select(WorkOrderStatus::ALL)),
        option::of(select(WorkOrderSource::ALL)),
        (day(), day()),
        1..=LAST_PAGE,
    )
        .prop_map(|(number, kind, state, source, (since, until), page)| {
            Route::WorkOrders(WorkOrdersView {
                number,
                kind,
                state,
                source,
                since,
                until,
                page: Page(page),
            })
        });
    let work_order = (
        0..=i64::MAX,
        words(),
        option::of(select(ItemStatus::ALL)),
        1..=LAST_PAGE,
    )
        .prop_map(|(id, card, state, page)| {
            Route::WorkOrder(WorkOrderView {
                id,
                card,
                state,
                page: Page(page),
            })
        });
    prop_oneof![
        work_orders,
        work_order,
        (
            option::of(select(&CardAction::BULK)),
            select(&SourceKind::ALL)
        )
            .prop_map(|(action, from)| Route::Batch(BatchView { action, from })),
        (
            1..=i64::MAX,
            option::of(select(&ItemState::ALL)),
            1..=LAST_PAGE
        )
            .prop_map(|(id, state, page)| Route::BulkJob(BulkJobView {
                id,
                state,
                page: Page(page)
            })),
    ]
}

proptest! {
    #[test]
    fn an_address_read_back_is_the_same_route(route in route()) {
        prop_assert_eq!(Route::parse(&route.to_url()), route);
    }
}

#[test]
fn addresses_of_work_orders_and_bulk_jobs_are_what_they_were() {
    let table: Vec<(Route, &str)> = vec![
        (Route::WorkOrders(WorkOrdersView::default()), "/work-orders"),
        (
            Route::WorkOrders(WorkOrdersView {
                number: "12".to_owned(),
                kind: Some(WorkOrderType::BatchSuspend),
                state: Some(WorkOrderStatus::Processing),
                source: Some(WorkOrderSource::Api),
                since: NaiveDate::from_ymd_opt(2026, 11, 1),
                until: NaiveDate::from_ymd_opt(2026, 11, 22),
                page: Page(2),
            }),
            "/work-orders?number=12&type=batch_suspend&state=processing&source=api&since=2026-11-01&until=2026-11-22&page=2",
        ),
        (Route::Exports(ExportsView::default()), "/exports"),
        (Route::AccountSync, "/account-sync"),
        (
            Route::Exports(ExportsView { page: Page(3) }),
            "/exports?page=3",
        ),
        (Route::Batch(BatchView::default()), "/batch"),
        (
            Route::Batch(BatchView {
                action: Some(CardAction::Suspend),
                from: SourceKind::File,
            }),
            "/batch?action=suspend&from=file",
        ),
        (Route::bulk_job(7), "/batch/7"),
        (
            Route::BulkJob(BulkJobView {
                id: 7,
                state: Some(ItemState::Failed),
                page: Page(2),
            }),
            "/batch/7?state=failed&page=2",
        ),
        (Route::work_order(100_000_001), "/work-orders/100000001"),
        (
            Route::WorkOrder(WorkOrderView {
                id: 7,
                card: "8986".to_owned(),
                state: Some(ItemStatus::Failed),
                page: Page(3),
            }),
            "/work-orders/7?card=8986&state=failed&page=3",
        ),
        (
            Route::WorkOrder(WorkOrderView {
                card: "8986".to_owned(),
                ..WorkOrderView::default()
            }),
            "/work-orders/items?card=8986",
        ),
    ];
    for (route, url) in table {
        assert_eq!(route.to_url(), url);
    }
    for (wrong, right) in [
        ("/work-orders?type=99&state=x&since=1", "/work-orders"),
        ("/work-orders/7?state=lost", "/work-orders/7"),
        ("/batch?action=fly&from=mars", "/batch"),
        ("/batch/7?state=lost", "/batch/7"),
        ("/exports?page=0", "/exports"),
    ] {
        assert_eq!(Route::parse(wrong).to_url(), right);
    }
    for lost in ["/work-orders/0", "/work-orders/x", "/batch/0"] {
        assert!(matches!(Route::parse(lost), Route::NotFound(_)), "{lost}");
    }
}
