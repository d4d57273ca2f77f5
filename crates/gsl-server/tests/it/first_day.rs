//! The first day of a billing cycle: the figures there are, as of 24:00 of the day before, are of the cycle that has ended,
//! and say nothing about the one that has begun.

use crate::common::Service;
use crate::common::orders::id;
use gsl_server::clock::parse_now;
use serde_json::{Value, json};

/// Last minute of a cycle, the exact turn, half an hour later, the last minute of the first day, the second day; and the
/// carriers whose cycle it is.
const TURNS: [(&[u8], [&str; 5]); 3] = [
    (
        &[1, 2, 4],
        [
            "2026-11-30T23:59:00+08:00",
            "2026-12-01T00:00:00+08:00",
            "2026-12-01T00:30:00+08:00",
            "2026-12-01T23:59:59+08:00",
            "2026-12-02T00:30:00+08:00",
        ],
    ),
    (
        &[3],
        [
            "2026-11-26T23:59:00+08:00",
            "2026-11-27T00:00:00+08:00",
            "2026-11-27T00:30:00+08:00",
            "2026-11-27T23:59:59+08:00",
            "2026-11-28T00:30:00+08:00",
        ],
    ),
    (
        &[1, 2, 4],
        [
            "2026-12-31T23:59:00+08:00",
            "2027-01-01T00:00:00+08:00",
            "2027-01-01T00:30:00+08:00",
            "2027-01-01T23:59:59+08:00",
            "2027-01-02T00:30:00+08:00",
        ],
    ),
];

const BOUNDS: [&str; 5] = [
    "max_left_flow=-1",
    "min_left_flow=-1000000000",
    "max_left_flow=1000000000",
    "min_used_flow=0",
    "max_used_flow=1000000000",
];

async fn in_bounds(service: &Service, carrier: u8) -> Vec<i64> {
    let mut found = Vec::new();
    for bounds in BOUNDS {
        let query = format!("carrier_type={carrier}&{bounds}");
        found.push(service.count(&query).await);
    }
    found
}

async fn stopped(service: &Service, carrier: u8) -> i64 {
    let query = format!("carrier_type={carrier}&stop_reason=over_plan,over_threshold");
    service.count(&query).await
}

#[tokio::test]
async fn a1_nothing_is_filtered_or_stopped_by_the_use_of_the_cycle_before() {
    for (carriers, [before, turn, after, evening, second]) in TURNS {
        let service = Service::new(400);
        let mut seen = [0, 0];
        service.clock.set(parse_now(before).unwrap());
        for carrier in carriers {
            let found = in_bounds(&service, *carrier).await;
            seen[0] += found[0];
            assert!(found[1] > 5 && found[3] > 5, "{carrier} {found:?}");
            seen[1] += stopped(&service, *carrier).await;
        }
        assert!(seen.iter().all(|count| *count > 0), "{before} {seen:?}");
        for now in [turn, after, evening] {
            service.clock.set(parse_now(now).unwrap());
            for carrier in carriers {
                assert_eq!(
                    in_bounds(&service, *carrier).await,
                    [0; 5],
                    "{carrier} {now}"
                );
                assert_eq!(stopped(&service, *carrier).await, 0, "{carrier} {now}");
            }
            // Those whose cycle goes on are found as ever.
            let others = (1..=3).find(|other| !carriers.contains(other)).unwrap();
            let found = in_bounds(&service, others).await;
            assert!(found[1] > 5 && found[3] > 5, "{others} {now} {found:?}");
        }
        service.clock.set(parse_now(second).unwrap());
        for carrier in carriers {
            let found = in_bounds(&service, *carrier).await;
            assert!(found[1] > 5 && found[3] > 5, "{carrier} {second} {found:?}");
        }
        // A service started anew on that day says the same.
        let service = service.restart(after);
        for carrier in carriers {
            assert_eq!(
                in_bounds(&service, *carrier).await,
                [0; 5],
                "{carrier} {after}"
            );
        }
    }
}

#[tokio::test]
async fn a1_the_stored_figure_keeps_its_own_time_and_is_sorted_as_none() {
    let service = Service::at(400, "2026-12-01T00:30:00+08:00");
    let used = service.cards("carrier_type=1,2&sim_status=20,14").await;
    let used: Vec<&Value> = used
        .iter()
        .filter(|card| card["flow_used"].as_f64() > Some(0.0))
        .collect();
    assert!(used.len() > 20);
    for card in &used {
        assert_eq!(card["flow_time"], "2026-11-30T16:00:00.000Z");
        let plan = format!("/v1/sim-price-plans?sim_card_id={}", id(card));
        assert_eq!(
            service.get(&plan).await.ok()[0]["flow_time"],
            card["flow_time"]
        );
    }
    for sort in ["flow_used", "flow_left"] {
        for order in ["asc", "desc"] {
            let cards = service.cards(&format!("sort={sort}&order={order}")).await;
            let first = cards
                .iter()
                .position(|card| card["carrier_type"] != 3)
                .unwrap();
            let known = cards
                .iter()
                .filter(|card| card["carrier_type"] == 3 && !card[sort].is_null());
            assert!(first >= known.count(), "{sort} {order}: {first}");
        }
    }
}

#[tokio::test]
async fn a1_a_real_time_query_is_of_the_new_cycle_even_at_its_very_turn() {
    for now in ["2026-12-01T00:00:00+08:00", "2026-12-01T00:30:00+08:00"] {
        let service = Service::new(400);
        service
            .clock
            .set(parse_now("2026-11-30T23:59:00+08:00").unwrap());
        let over = service.cards("max_left_flow=-1&carrier_type=1,2").await;
        let card = id(&over[0]);
        service.clock.set(parse_now(now).unwrap());
        let plan = service
            .get(&format!(
                "/v1/sim-price-plans?sim_card_id={card}&real_time=true"
            ))
            .await
            .ok();
        assert!(plan[0]["flow_left"].as_f64() > Some(0.0), "{now} {plan}");
        assert!(
            plan[0]["flow_time"].as_str() > Some("2026-11-30T16:00:00.000Z"),
            "{now} {plan}"
        );
        let found = service.cards("min_used_flow=0&carrier_type=1,2").await;
        assert_eq!(found.iter().map(id).collect::<Vec<_>>(), [card], "{now}");
        assert_eq!(
            service
                .count(&format!("sim_card_id={card}&max_left_flow=-1"))
                .await,
            0
        );
    }
}

#[tokio::test]
async fn a1_a_threshold_set_on_the_first_day_is_not_passed_by_the_month_before() {
    let service = Service::new(400);
    service
        .clock
        .set(parse_now("2026-12-01T00:30:00+08:00").unwrap());
    let card = service
        .find("sim_status=20&carrier_type=2", |card| {
            card["flow_used"].as_f64() > Some(20.0)
                && card["pooled"] == false
                && card["exceed_cut_net_flag"] == false
        })
        .await;
    let quota = (card["flow_used"].as_f64().unwrap() / 2.0) as i64;
    let body = json!({"action": 1, "quota": quota.to_string()});
    let (_, after) = service.done(id(&card), "exceed-cut-net", body).await;
    assert_eq!(
        (&after["sim_status"], &after["stop_reason"]),
        (&json!(20), &Value::Null)
    );
}

#[tokio::test]
async fn a1_exports_leave_a_figure_of_the_running_cycle_out_on_its_first_day() {
    for (now, carrier, running, before) in [
        ("2026-12-01T00:30:00+08:00", 2, "2026-12", "2026-11"),
        ("2026-11-27T00:30:00+08:00", 3, "2026-12", "2026-11"),
        ("2027-01-01T00:30:00+08:00", 1, "2027-01", "2026-12"),
    ] {
        let service = Service::at(400, now);
        let card = service
            .find(&format!("sim_status=20&carrier_type={carrier}"), |card| {
                card["flow_used"].as_f64() > Some(0.0)
            })
            .await;
        let ids = json!({"ids": [id(&card)]});
        let list = json!({"what": "cards", "format": "csv", "language": "en", "selection": ids,
            "columns": ["cid", "flow_total", "flow_used", "flow_left", "flow_time"]});
        let rows = service.exported(&list).await;
        assert_eq!(rows[1][2..], ["", "", ""], "{now} {rows:?}");
        assert!(!rows[1][1].is_empty());
        let cycles = json!({"what": "card_usage", "format": "csv", "language": "en", "selection": ids,
            "columns": ["cid"]});
        let rows = service.exported(&cycles).await;
        let at = |cycle: &str| {
            rows[0]
                .iter()
                .position(|name| name.starts_with(cycle))
                .unwrap()
        };
        assert_eq!(rows[1][at(running)], "", "{now} {rows:?}");
        assert_eq!(
            rows[1][at(before)].parse::<f64>().ok(),
            card["flow_used"].as_f64()
        );
    }
}

#[tokio::test]
async fn a1_a_card_activated_today_and_cards_of_pools_are_in_no_bounds_on_the_first_day() {
    let service = Service::new(400);
    service
        .clock
        .set(parse_now("2026-12-01T00:30:00+08:00").unwrap());
    let waiting = service.find("sim_status=13&carrier_type=2", |_| true).await;
    let (_, active) = service.done(id(&waiting), "enable", json!({})).await;
    assert_eq!(active["sim_status"], 20);
    let query = format!("sim_card_id={}&min_used_flow=0", id(&waiting));
    assert_eq!(service.count(&query).await, 0);
    let pooled: Vec<i64> = service
        .cards("sim_status=20,14&carrier_type=1,2")
        .await
        .iter()
        .filter(|card| card["pooled"] == true)
        .map(id)
        .collect();
    assert!(pooled.len() > 5);
    for card in pooled.iter().take(20) {
        assert_eq!(
            service
                .count(&format!("sim_card_id={card}&max_left_flow=1000000"))
                .await,
            0
        );
    }
    // Pools are counted by the hour: what they used is of the new cycle.
    let pools = service.get("/v1/sim-pools?limit=500").await.ok();
    for pool in pools["pools"].as_array().unwrap() {
        if pool["carrier_type"] == 3 {
            continue;
        }
        assert_eq!(pool["billing_cycle"], "2026-12");
        let (used, total) = (pool["flow_used"].as_f64(), pool["flow_total"].as_f64());
        assert!(used <= total.map(|total| total * 0.1), "{pool}");
        assert_eq!(pool["stopped_quantity"], 0, "{pool}");
    }
}
