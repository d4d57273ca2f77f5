//! Operations 12 to 16: usage by cycle, by day, now; plans.

use std::collections::BTreeMap;

use crate::common::Service;
use gsl_server::clock::parse_now;
use serde_json::{Value, json};

/// Thousandths of a MB, exactly as printed.
fn thousandths(value: &Value) -> i64 {
    let text = value.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    assert!(part.len() <= 3, "{text} has at most three decimals");
    let negative = whole.starts_with('-');
    let size = whole.trim_start_matches('-').parse::<i64>().unwrap() * 1000
        + format!("{part:0<3}").parse::<i64>().unwrap();
    if negative { -size } else { size }
}

async fn by_day(service: &Service, ids: &[i64], months: [&str; 2]) -> BTreeMap<(i64, String), i64> {
    let mut flows = BTreeMap::new();
    for month in months {
        let answer = service
            .post(
                "/v1/sim-cards/batch-daily-flow",
                json!({"sim_card_ids": ids, "month": month}),
            )
            .await
            .ok();
        for day in answer.as_array().unwrap() {
            let date = day["date"].as_str().unwrap().to_owned();
            for item in day["sim_flow"].as_array().unwrap() {
                flows.insert(
                    (item["sim_card_id"].as_i64().unwrap(), date.clone()),
                    thousandths(&item["flow"]),
                );
            }
        }
    }
    flows
}

#[tokio::test]
async fn days_cycles_and_list_add_up() {
    // An ordinary day, the first days of both kinds of cycle, and the days before them.
    for (now, months, cycles) in [
        (
            "2026-11-22T12:00:00Z",
            ["202611", "202610"],
            ["2026-11", "2026-10"],
        ),
        (
            "2026-12-01T02:00:00+08:00",
            ["202612", "202611"],
            ["2026-12", "2026-11"],
        ),
        (
            "2026-11-27T02:00:00+08:00",
            ["202611", "202610"],
            ["2026-11", "2026-10"],
        ),
        (
            "2026-11-28T02:00:00+08:00",
            ["202611", "202610"],
            ["2026-12", "2026-11"],
        ),
    ] {
        let service = Service::at(400, now);
        let today = gsl_server::clock::date_of(gsl_server::clock::day_of(parse_now(now).unwrap()))
            .to_string()
            .replace('-', "");
        for carrier in [1, 2, 3, 4] {
            let mut cards = service
                .cards(&format!("carrier_type={carrier}&sim_status=20,14"))
                .await;
            cards.truncate(60);
            let ids: Vec<i64> = cards
                .iter()
                .map(|card| card["sim_card_id"].as_i64().unwrap())
                .collect();
            let days = by_day(&service, &ids, months).await;
            let wanted: Vec<&str> = if carrier == 3 || !now.contains("11-28") {
                cycles.to_vec()
            } else {
                vec!["2026-11"]
            };
            let months = service
                .post(
                    "/v1/sim-cards/month-usages",
                    json!({"sim_card_ids": ids, "billing_cycles": wanted}),
                )
                .await
                .ok();
            let mut compared = 0;
            for (card, usage) in cards.iter().zip(months["month_usages"].as_array().unwrap()) {
                assert_eq!(usage["sim_card_id"], card["sim_card_id"]);
                let id = card["sim_card_id"].as_i64().unwrap();
                for flow in usage["flow_usages"].as_array().unwrap() {
                    let name = flow["billing_cycle"].as_str().unwrap();
                    let (year, month) = (
                        name[..4].parse::<i32>().unwrap(),
                        name[4..].parse::<i32>().unwrap(),
                    );
                    let (before_year, before) = if month == 1 {
                        (year - 1, 12)
                    } else {
                        (year, month - 1)
                    };
                    let (from, to) = if carrier == 3 {
                        (format!("{before_year}{before:02}27"), format!("{name}26"))
                    } else {
                        (format!("{name}01"), format!("{name}31"))
                    };
                    let covered = days.keys().any(|(_, date)| *date <= from);
                    let sum: i64 = days
                        .iter()
                        .filter(|((card, date), _)| *card == id && (&from..=&to).contains(&date))
                        .map(|(_, flow)| flow)
                        .sum();
                    if covered || from >= today {
                        assert_eq!(
                            thousandths(&flow["flow_used"]),
                            sum,
                            "{now} carrier {carrier} {id} {name}"
                        );
                        compared += 1;
                    }
                    // The list shows the cycle that yesterday belongs to.
                    let yesterday = days.keys().map(|(_, date)| date).max().unwrap();
                    if (&from..=&to).contains(&yesterday) {
                        assert_eq!(
                            thousandths(&card["flow_used"]),
                            thousandths(&flow["flow_used"]),
                            "{now} {id} {name}"
                        );
                    }
                }
            }
            assert!(compared > 0, "{now} carrier {carrier} compares nothing");
        }
    }
}

#[tokio::test]
async fn six_cycles_are_kept_and_requests_checked() {
    let service = Service::new(400);
    let card = service.cards("sim_status=20&carrier_type=1").await[0].clone();
    let id = card["sim_card_id"].as_i64().unwrap();
    let cycles = json!([
        "2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11"
    ]);
    let answer = service
        .post(
            "/v1/sim-cards/month-usages",
            json!({"iccids": [card["iccid"]], "billing_cycles": cycles}),
        )
        .await
        .ok();
    let usage = &answer["month_usages"][0];
    assert_eq!(
        (usage["sim_card_id"].as_i64(), &usage["iccid"]),
        (Some(id), &card["iccid"])
    );
    assert_eq!(usage["flow_usages"].as_array().unwrap().len(), 6);
    assert_eq!(usage["flow_usages"][0]["billing_cycle"], "202606");
    for (body, status, code) in [
        (json!({"sim_card_ids": [id]}), 400, "GSL.00010004"),
        (
            json!({"sim_card_ids": [id], "billing_cycles": []}),
            400,
            "GSL.00010004",
        ),
        (
            json!({"sim_card_ids": [id], "billing_cycles": ["2026-13"]}),
            400,
            "GSL.00010004",
        ),
        (
            json!({"sim_card_ids": [id], "billing_cycles": [202611]}),
            400,
            "GSL.00010004",
        ),
        (
            json!({"sim_card_ids": [id], "billing_cycles": ["2026-12"]}),
            403,
            "GSL.00011004",
        ),
        (
            json!({"sim_card_ids": [id], "billing_cycles": ["2026-05"]}),
            403,
            "GSL.00011004",
        ),
        (json!({"billing_cycles": ["2026-11"]}), 400, "GSL.00010004"),
        (
            json!({"sim_card_ids": [5], "billing_cycles": ["2026-11"]}),
            400,
            "GSL.00011001",
        ),
        (
            json!({"sim_card_ids": ["x"], "billing_cycles": ["2026-11"]}),
            400,
            "GSL.00010004",
        ),
        (
            json!({"iccids": ["89860000000000000000"], "billing_cycles": ["2026-11"]}),
            400,
            "GSL.00011011",
        ),
        (
            json!({"sim_card_ids": vec![id; 501], "billing_cycles": ["2026-11"]}),
            400,
            "GSL.00011010",
        ),
        (
            json!({"iccids": vec!["8"; 501], "billing_cycles": ["2026-11"]}),
            400,
            "GSL.00011010",
        ),
    ] {
        assert_eq!(
            service
                .post("/v1/sim-cards/month-usages", body.clone())
                .await
                .error(status),
            code,
            "{body}"
        );
    }
}

#[tokio::test]
async fn daily_usage_is_a_flat_array() {
    let service = Service::new(400);
    let card = service.cards("sim_status=20&carrier_type=2").await[0].clone();
    let id = card["sim_card_id"].as_i64().unwrap();
    let path = "/v1/sim-cards/batch-daily-flow";
    let month = service
        .post(path, json!({"sim_card_ids": [id], "month": "202611"}))
        .await
        .ok();
    assert_eq!(month.as_array().unwrap().len(), 21);
    assert_eq!(month[0]["date"], "20261101");
    let day = service
        .post(path, json!({"iccids": [card["iccid"]], "date": "20261121"}))
        .await
        .ok();
    assert_eq!(day, json!([month[20]]));
    for (body, status, code) in [
        (json!({"sim_card_ids": [id]}), 400, "GSL.00010004"),
        (
            json!({"sim_card_ids": [id], "month": "202611", "date": "20261121"}),
            400,
            "GSL.00010004",
        ),
        (
            json!({"sim_card_ids": [id], "month": "202609"}),
            403,
            "GSL.00011004",
        ),
        (
            json!({"sim_card_ids": [id], "month": "2026-11"}),
            400,
            "GSL.00010004",
        ),
        (
            json!({"sim_card_ids": [id], "date": "20261122"}),
            400,
            "GSL.00010004",
        ),
        (
            json!({"sim_card_ids": [id], "date": "20260930"}),
            400,
            "GSL.00010004",
        ),
        (
            json!({"sim_card_ids": [id], "date": 20261121}),
            400,
            "GSL.00010004",
        ),
        (json!({"date": "20261121"}), 400, "GSL.00010004"),
        (
            json!({"iccids": ["x"], "date": "20261121"}),
            400,
            "GSL.00011011",
        ),
        (
            json!({"sim_card_ids": vec![id; 101], "date": "20261121"}),
            400,
            "GSL.00011010",
        ),
    ] {
        assert_eq!(
            service.post(path, body.clone()).await.error(status),
            code,
            "{body}"
        );
    }
}
