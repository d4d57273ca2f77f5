//! Every operation of the client against the account: reads, and acts on cards that allow them.

use crate::common::{Running, all_cards, start_open};
use gsl_client::{
    AttributesQuery, BackPoolsQuery, Calls, Card, ErrorKind, Operation, Outcome, Page,
    PoliciesQuery, PoolMembersQuery, PricePlansQuery, Priority, SimPoolsQuery, SmsQuery, TagsQuery,
    TriCarrierCardsQuery, WorkOrderDetailsQuery, WorkOrdersQuery,
};
use gsl_model::wire::{
    AttributeRequest, BatchSetAttributes, BatchSetTags, CardAttributes, DailyFlowRequest,
    MonthUsageRequest, SimCard, SimFlowRequest, TagRequest, WorkOrderId,
};
use std::fmt::Debug;

/// Operations the account does not have yet.
const MISSING: [Operation; 7] = [
    Operation::SendSms,
    Operation::ListSmsDetails,
    Operation::ListSimDeviceMultiply,
    Operation::SwitchNetwork,
    Operation::SetNetworkSwitchPolicy,
    Operation::ListNetworkSwitchPolicies,
    Operation::AddNetworkSwitchPolicy,
];

fn accepted<T: Debug>(outcome: Outcome<T>) -> T {
    match outcome {
        Outcome::Accepted(answer) => answer.value,
        other => panic!("{other:?}"),
    }
}

/// Acts on the first card that allows it.
async fn on_one(cards: &mut Vec<SimCard>, act: impl AsyncFn(Card<'_>) -> Outcome<WorkOrderId>) {
    for at in 0..cards.len() {
        match act(Card::Id(cards[at].sim_card_id)).await {
            Outcome::Accepted(_) => {
                cards.remove(at);
                return;
            }
            Outcome::NotAccepted(error) => assert_eq!(error.kind(), ErrorKind::Refused, "{error}"),
            Outcome::Unknown(unknown) => panic!("{unknown:?}"),
        }
    }
    panic!("no card allows it");
}

async fn acts_on_cards(calls: &Calls, cards: &mut Vec<SimCard>) {
    on_one(cards, async |card| calls.enable_sim_card(card).await).await;
    on_one(cards, async |card| calls.stop_sim_card(card).await).await;
    on_one(cards, async |card| calls.reset_sim_card(card).await).await;
    on_one(cards, async |card| calls.start_stop_net(card, true).await).await;
    on_one(cards, async |card| {
        calls.set_exceed_cut_net(card, Some(30)).await
    })
    .await;
    on_one(cards, async |card| calls.register_imei(card, None).await).await;
    on_one(cards, async |card| calls.delete_real_name(card).await).await;
    on_one(cards, async |card| {
        calls.set_speed_value(card, Some(512)).await
    })
    .await;
}

async fn reads_of_cards(calls: &Calls, cards: &[SimCard]) {
    let ids: Vec<i64> = cards.iter().map(|card| card.sim_card_id).take(50).collect();
    let number = cards[0].iccid.as_deref().unwrap();
    let shown = calls.show_sim_card(Card::Number(number)).await.unwrap();
    assert_eq!(shown.value.sim_card_id, ids[0]);
    let mut named = false;
    for id in &ids {
        named = named || calls.show_real_named(Card::Id(*id)).await.is_ok();
    }
    assert!(named);
    let months = MonthUsageRequest {
        sim_card_ids: ids.clone(),
        billing_cycles: vec!["2026-10".to_owned()],
        ..MonthUsageRequest::default()
    };
    let months = calls.show_month_usages(&months).await.unwrap();
    assert_eq!(months.value.month_usages.len(), 50);
    let days = DailyFlowRequest {
        sim_card_ids: ids.clone(),
        date: Some("20261120".to_owned()),
        ..DailyFlowRequest::default()
    };
    let days = calls.list_sim_card_flow_per_day(&days).await.unwrap();
    assert_eq!(days.value[0].sim_flow.len(), 50);
    let flows = SimFlowRequest {
        sim_card_ids: ids.clone(),
        ..SimFlowRequest::default()
    };
    assert_eq!(
        calls
            .list_flow_by_sim_cards(&flows)
            .await
            .unwrap()
            .value
            .len(),
        50
    );
    let plans = calls.list_sim_price_plans(Card::Id(ids[0]), false, Page::default());
    assert!(!plans.await.unwrap().value.is_empty());
    let plans = calls
        .list_pro_price_plans(&PricePlansQuery::default())
        .await;
    assert!(!plans.unwrap().value.price_plans.is_empty());
}

async fn pools_and_work_orders(calls: &Calls) {
    let members = PoolMembersQuery {
        billing_cycle: "2026-11".to_owned(),
        ..PoolMembersQuery::default()
    };
    let pools = calls
        .list_sim_pools(&SimPoolsQuery::default())
        .await
        .unwrap();
    let pool = pools.value.pools[0].id;
    let found = calls.list_sim_pool_members(pool, &members).await.unwrap();
    assert!(found.value.count > 0);
    let pools = calls
        .list_back_pools(&BackPoolsQuery::default())
        .await
        .unwrap();
    let pool = pools.value.pools[0].id;
    let found = calls.list_back_pool_members(pool, &members).await.unwrap();
    assert!(found.value.count > 0);
    let orders = calls
        .list_work_orders(&WorkOrdersQuery::default())
        .await
        .unwrap();
    assert!(orders.value.count >= 8, "{orders:?}");
    let details = WorkOrderDetailsQuery::default();
    let order = orders.value.work_orders[0].id;
    let found = calls
        .list_work_order_details(order, &details)
        .await
        .unwrap();
    assert_eq!(found.value.count, 1);
}

async fn labels(calls: &Calls, card: i64) {
    let tag = TagRequest {
        tag_name: "client".to_owned(),
    };
    let tag = accepted(calls.create_tag(&tag).await);
    let tags = BatchSetTags {
        sim_card_ids: vec![card],
        tag_ids: vec![tag.id],
        ..BatchSetTags::default()
    };
    accepted(calls.batch_set_tags(&tags).await);
    let query = TagsQuery {
        tag_name: Some("client".to_owned()),
        status: Some(1),
        ..TagsQuery::default()
    };
    assert_eq!(calls.list_tags(&query).await.unwrap().value.count, 1);
    accepted(calls.delete_tag(tag.id).await);

    let found = calls
        .list_attributes(&AttributesQuery::default())
        .await
        .unwrap();
    let attribute = found.value.attributes[0].id;
    let name = AttributeRequest {
        cust_attr_name: "Plate".to_owned(),
    };
    accepted(calls.update_attribute(attribute, &name).await);
    accepted(calls.disable_attribute(attribute).await);
    accepted(calls.enable_attribute(attribute).await);
    let values = BatchSetAttributes {
        attributes: vec![CardAttributes {
            sim_card_id: card,
            customer_attribute1: Some("x".to_owned()),
            ..CardAttributes::default()
        }],
    };
    accepted(calls.batch_set_attributes(&values).await);
    let name = AttributeRequest {
        cust_attr_name: "Another".to_owned(),
    };
    match calls.create_attribute(&name).await {
        Outcome::Accepted(_) => {}
        // There are six at most.
        Outcome::NotAccepted(error) => assert_eq!(error.kind(), ErrorKind::Refused),
        Outcome::Unknown(unknown) => panic!("{unknown:?}"),
    }
}

async fn missing(calls: &Calls, card: i64) {
    let of = |error: gsl_client::Error| (error.operation().unwrap(), error.status());
    let mut found = vec![
        calls
            .list_sms_details(&SmsQuery::default())
            .await
            .map(|_| ())
            .map_err(of),
        calls
            .list_sim_device_multiply(&TriCarrierCardsQuery::default())
            .await
            .map(|_| ())
            .map_err(of),
        calls
            .list_network_switch_policies(&PoliciesQuery::default())
            .await
            .map(|_| ())
            .map_err(of),
    ];
    let refused = |outcome: Outcome<WorkOrderId>| match outcome {
        Outcome::Accepted(_) => Ok(()),
        Outcome::NotAccepted(error) => Err(of(error)),
        Outcome::Unknown(unknown) => panic!("{unknown:?}"),
    };
    found.push(refused(calls.switch_network(Card::Id(card), 1).await));
    found.push(refused(
        calls.set_network_switch_policy(Card::Id(card), 1).await,
    ));
    let mut missing: Vec<Operation> = found
        .into_iter()
        .map(|result| {
            let (operation, status) = result.unwrap_err();
            assert_eq!(status, Some(404));
            operation
        })
        .collect();
    missing.extend([Operation::SendSms, Operation::AddNetworkSwitchPolicy]);
    missing.sort();
    assert_eq!(missing, MISSING);
}

#[tokio::test]
async fn every_operation_of_the_client_is_answered() {
    let running: Running = start_open().await;
    let client = running.client();
    let mut cards = all_cards(&client).await;
    let first = cards[0].sim_card_id;
    let calls = client.at(Priority::PersonAct);
    reads_of_cards(&calls, &cards).await;
    acts_on_cards(&calls, &mut cards).await;
    pools_and_work_orders(&calls).await;
    labels(&calls, first).await;
    missing(&calls, first).await;

    let report = running.account.counts().report();
    let called = report.calls.len();
    assert_eq!(called + 2, Operation::ALL.len(), "{report:?}");
    // One operation of each kind, and each on a card of its own.
    for act in [
        "EnableSimCard",
        "StopSimCard",
        "ResetSimCard",
        "StartStopNet",
        "SetExceedCutNet",
    ] {
        assert_eq!(report.accepted[act], 1, "{act}");
    }
    assert_eq!(report.unauthorized, 0);
}
