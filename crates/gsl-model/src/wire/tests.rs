//! Answers as the documentation and the official client show them.

use super::*;
use crate::{
    time::Time,
    units::{Cents, Megabytes},
};

const CARD: &str = r#"{"limit":10,"offset":1,"count":1,"sim_cards":[{"sim_card_id":4710226018477568,
    "account_id":"a","cid":"89860112851063345590","sim_pool_id":null,"imei":null,"sim_status":20,
    "act_date":"2020-01-31T16:00:00.000+00:00","sim_type":3,"tag_names":"north, meters,","order_id":4710226018477569,
    "expire_time":"2021-01-31T16:00:00.000Z","flow_left":-3.41,"flow_used":"33.41","operator_status":-1,
    "msisdn":"1064612345678","real_named":false,"exceed_cut_net_quota":0,"a_field_of_tomorrow":{"x":[1]}}]}"#;

#[test]
fn a_card_list_reads() {
    let list: SimCardList = serde_json::from_str(CARD).unwrap();
    let card = list.sim_cards.first().unwrap();
    assert_eq!((list.limit, list.offset, list.count), (10, 1, 1));
    assert_eq!(card.sim_card_id, 4_710_226_018_477_568);
    assert_eq!(card.flow_left, Some(Megabytes::from_thousandths(-3_410)));
    assert_eq!(card.flow_used, Some(Megabytes::from_thousandths(33_410)));
    assert_eq!(card.act_date, Time::parse("2020-01-31T16:00:00Z"));
    assert_eq!(card.tags().collect::<Vec<_>>(), ["north", "meters"]);
    assert_eq!(card.number(), Some("89860112851063345590"));
    assert_eq!(card.stop_reason, None);
}

#[test]
fn documented_fields_without_value_are_written_as_null() {
    let text = serde_json::to_value(SimCard {
        sim_card_id: 7,
        ..SimCard::default()
    })
    .unwrap();
    let object = text.as_object().unwrap();
    // 38 fields of SimDeviceVO, the eleven of the extensions and the work orders under way.
    assert_eq!(object.len(), 50);
    assert!(
        object
            .iter()
            .all(|(name, value)| name == "sim_card_id" || value.is_null())
    );
}

#[test]
fn a_card_without_id_or_a_list_without_cards_is_no_answer() {
    assert!(serde_json::from_str::<SimCard>(r#"{"cid":"89860112851063345590"}"#).is_err());
    assert!(serde_json::from_str::<SimCardList>(r#"{"limit":10,"offset":1,"count":0}"#).is_err());
    assert!(serde_json::from_str::<SimCardList>("{}").is_err());
    let empty = serde_json::from_str::<SimCardList>(r#"{"count":0,"sim_cards":null}"#).unwrap();
    assert!(empty.sim_cards.is_empty());
}

#[test]
fn codes_unknown_today_do_not_spoil_a_list() {
    let list: SimCardList = serde_json::from_str(
        r#"{"count":1,"sim_cards":[{"sim_card_id":1,"sim_status":99,"operator_status":42,"carrier_type":777,
            "stop_reason":"new_one"}]}"#,
    )
    .unwrap();
    assert_eq!(list.sim_cards.first().unwrap().sim_status, Some(99));
}

#[test]
fn plans_and_instances_read() {
    let plan: PricePlan = serde_json::from_str(
        r#"{"price_plan_id":"p","flow_total":30,"auto_renew":true,"price":1205}"#,
    )
    .unwrap();
    assert_eq!(plan.flow_total, Megabytes::from_mb(30));
    assert_eq!(plan.price, Some(Cents(1205)));
    assert!(
        serde_json::to_string(&plan)
            .unwrap()
            .contains(r#""flow_total":30,"#)
    );
    let instances: Vec<SimPricePlan> = serde_json::from_str(
        r#"[{"id":1,"order_id":"4710226018477569","using":"1","auto_renew":0,"flow_total":3.5}]"#,
    )
    .unwrap();
    assert_eq!(
        instances.first().unwrap().order_id.as_deref(),
        Some("4710226018477569")
    );
}

#[test]
fn usage_reads_and_requests_leave_out_what_is_absent() {
    let request = MonthUsageRequest {
        sim_card_ids: vec![7],
        billing_cycles: vec!["2022-07".into()],
        ..MonthUsageRequest::default()
    };
    assert_eq!(
        serde_json::to_string(&request).unwrap(),
        r#"{"sim_card_ids":[7],"billing_cycles":["2022-07"]}"#
    );
    assert!(serde_json::from_str::<MonthUsageRequest>(r#"{"sim_card_ids":[7]}"#).is_err());
    let request = DailyFlowRequest {
        sim_card_ids: vec![7],
        month: Some("202211".into()),
        ..DailyFlowRequest::default()
    };
    assert_eq!(
        serde_json::to_string(&request).unwrap(),
        r#"{"sim_card_ids":[7],"month":"202211"}"#
    );
    let request: DailyFlowRequest =
        serde_json::from_str(r#"{"sim_card_ids":null,"iccids":["1"],"date":null}"#).unwrap();
    assert_eq!((request.sim_card_ids.len(), request.iccids.len()), (0, 1));
    let days: Vec<DailyFlow> = serde_json::from_str(
        r#"[{"date":"20221101","sim_flow":[{"sim_card_id":7,"iccid":"1","flow":0.25}]}]"#,
    )
    .unwrap();
    assert_eq!(
        days.first().unwrap().sim_flow.first().unwrap().flow,
        Some(Megabytes::from_thousandths(250))
    );
    let months: MonthUsageResponse = serde_json::from_str(
        r#"{"month_usages":[{"sim_card_id":7,"flow_usages":[{"billing_cycle":"202207","flow_used":1.5}]}]}"#,
    )
    .unwrap();
    assert_eq!(months.month_usages.first().unwrap().flow_usages.len(), 1);
}

#[test]
fn errors_read_in_every_spelling() {
    let expected = ErrorBody {
        error_code: "GSL.00010004".into(),
        error_msg: "limit".into(),
    };
    for text in [
        r#"{"error_code":"GSL.00010004","error_msg":"limit"}"#,
        r#"{"code":"GSL.00010004","message":"limit"}"#,
        r#"{"errorCode":"GSL.00010004","errorMsg":"limit"}"#,
        r#"{"error_code":"GSL.00010004","code":"other","message":"limit","request_id":"r"}"#,
    ] {
        assert_eq!(
            serde_json::from_str::<ErrorBody>(text).unwrap(),
            expected,
            "{text}"
        );
    }
    assert_eq!(
        serde_json::from_str::<ErrorBody>(r#"{"error_code":null}"#).unwrap(),
        ErrorBody::default()
    );
    assert!(serde_json::from_str::<ErrorBody>("<html>").is_err());
    assert_eq!(
        serde_json::to_string(&expected).unwrap(),
        r#"{"error_code":"GSL.00010004","error_msg":"limit"}"#
    );
}

#[test]
fn extensions_read() {
    let known: Capabilities = serde_json::from_str(
        r#"{"service":"gsl-server","version":"0.1.0","now":"2026-11-22T12:00:00.000Z","time_scale":17280,
            "extensions":["sim-cards.summary"]}"#,
    )
    .unwrap();
    assert!(known.has(extension::SUMMARY) && !known.has(extension::ORDERS));
    let summary: Summary = serde_json::from_str(
        r#"{"total":3,"by_status":[{"sim_status":20,"count":3}],
            "by_reason":[{"stop_reason":"pool_frozen","operator_status":null,"count":0}],
            "by_carrier":[{"carrier_type":1,"count":3}],"expiring":[{"days":30,"count":1}],
            "as_of":"2026-11-22T12:00:00.000Z"}"#,
    )
    .unwrap();
    assert_eq!(summary.by_reason.first().unwrap().operator_status, None);
    assert_eq!(summary.expiring.first().unwrap().days, 30);
    let list: CardList = serde_json::from_str(
        r#"{"card_list_id":5,"total":2,"found":1,"not_found":["x"],"not_found_count":1}"#,
    )
    .unwrap();
    assert_eq!((list.found, list.not_found_count), (1, 1));
}
