//! The program is killed in the middle of its work, again and again: no work order is lost, none is done twice.

use std::time::{Duration, Instant};

use crate::common::program::Program;

/// A working day is two seconds.
fn start(dir: &std::path::Path) -> Program {
    Program::start(dir, 1500, 43_200)
}

/// Asks for a rebind under a key of the card's own.
fn rebind(program: &Program, card: i64) -> i64 {
    let request = format!("POST /v1/sim-cards/{card}/bind-device");
    let key = format!("Idempotency-Key: card-{card}\r\n");
    let answer = program.send(&request, &key, r#"{"bind_type":1}"#).unwrap();
    answer["work_order_id"].as_i64().unwrap()
}

fn count(program: &Program, status: u8) -> usize {
    let list = program.get(&format!("/v1/work-orders?status={status}"));
    usize::try_from(list["count"].as_u64().unwrap()).unwrap()
}

/// Waits until so many work orders are completed.
fn wait_for(program: &Program, done: usize) -> usize {
    let limit = Instant::now() + Duration::from_secs(60);
    loop {
        let now = count(program, 4);
        if now >= done {
            return now;
        }
        assert!(Instant::now() < limit, "{now} of {done} done");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn killed_in_the_middle_nothing_is_lost_and_nothing_done_twice() {
    let dir = tempfile::tempdir().unwrap();
    let program = start(dir.path());
    // China Telecom counts rebinds: two left; done twice it would be none.
    let list = program.get("/v1/sim-cards?sim_status=20&carrier_type=2&limit=500");
    let cards: Vec<i64> = list["sim_cards"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|card| card["imei_bind_remain_times"] == 2 && card["sim_type"] == 3)
        .filter_map(|card| card["sim_card_id"].as_i64())
        .take(120)
        .collect();
    assert_eq!(cards.len(), 120);
    let (early, late) = cards.split_at(60);
    let mut orders: Vec<i64> = early.iter().map(|card| rebind(&program, *card)).collect();
    // Killed as soon as the answers are out.
    program.kill();
    let program = start(dir.path());
    orders.extend(late.iter().map(|card| rebind(&program, *card)));
    // Killed three times while the carriers are at work.
    let mut done = wait_for(&program, 1);
    assert!(done < cards.len(), "the rest is still to be done");
    program.kill();
    for part in [3, 2] {
        let program = start(dir.path());
        assert!(count(&program, 4) >= done, "what was done stays done");
        done = wait_for(&program, done.max(cards.len() / part));
        program.kill();
    }
    let program = start(dir.path());
    assert_eq!(wait_for(&program, cards.len()), cards.len());
    // Sent once more with their keys, all are answered as before.
    for (card, order) in cards.iter().zip(&orders) {
        assert_eq!(rebind(&program, *card), *order);
    }
    assert_eq!(program.get("/v1/work-orders")["count"], cards.len());
    assert_eq!(count(&program, 4), cards.len());
    for (card, order) in cards.iter().zip(&orders) {
        let rows = program.get(&format!("/v1/work-orders/{order}/details"));
        assert_eq!(rows["count"], 1);
        let row = &rows["work_order_details"][0];
        assert_eq!(
            (row["sim_card_id"].as_i64(), row["status"].as_i64()),
            (Some(*card), Some(1))
        );
        let card = program.get(&format!("/v1/sim-cards/{card}"));
        assert_eq!(card["imei_bind_remain_times"], 1, "{card}");
    }
}
