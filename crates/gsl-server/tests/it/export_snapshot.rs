//! Extension `exports`: while cards change, a file is of one instant: no row twice, none missing, none half changed.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use crate::common::Service;
use serde_json::json;

#[tokio::test]
async fn cards_change_and_the_file_is_of_one_instant() {
    let service = Service::new(300);
    let ids: Vec<i64> = service
        .cards("")
        .await
        .iter()
        .map(|card| card["sim_card_id"].as_i64().unwrap())
        .collect();
    let moving = ids[..200].to_vec();
    // Neither filter is ever without a card.
    for (id, flag) in [(ids[250], true), (ids[251], false)] {
        let change = |db: &rusqlite::Transaction<'_>| {
            db.execute("UPDATE cards SET real_named = ?2 WHERE id = ?1", (id, flag))?;
            Ok::<_, rusqlite::Error>(((), vec![id]))
        };
        service.store.write(change).unwrap();
    }
    let (over, changes) = (
        Arc::new(AtomicBool::new(false)),
        Arc::new(AtomicI64::new(0)),
    );
    // One transaction at a time moves two hundred cards to another value, and in and out of the filter.
    let (store, flag, count) = (service.store.clone(), over.clone(), changes.clone());
    let changer = std::thread::spawn(move || {
        while !flag.load(Ordering::Relaxed) {
            let number = count.load(Ordering::Relaxed) + 1;
            store
                .write(|db| {
                    let mut update = db.prepare_cached(
                        "UPDATE cards SET attr1 = ?2, real_named = ?3 WHERE id = ?1",
                    )?;
                    for id in &moving {
                        update.execute((id, format!("v{number}"), number % 2 == 0))?;
                    }
                    drop(update);
                    Ok::<_, rusqlite::Error>(((), moving.clone()))
                })
                .unwrap();
            count.store(number, Ordering::Relaxed);
        }
    });
    while changes.load(Ordering::Relaxed) == 0 {
        std::thread::yield_now();
    }
    let changed: HashSet<String> = ids[..200].iter().map(i64::to_string).collect();
    for filter in ["", "real_named=true", "real_named=false"] {
        let before = changes.load(Ordering::Relaxed);
        let rows = service
            .exported(
                &json!({"what": "card_usage", "format": "csv", "language": "en",
                "selection": {"filter": filter},
                "columns": ["sim_card_id", "customer_attribute1", "real_named"]}),
            )
            .await;
        assert!(changes.load(Ordering::Relaxed) >= before);
        let rows = &rows[1..];
        let seen: HashSet<&str> = rows.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(seen.len(), rows.len(), "no row twice");
        if filter.is_empty() {
            assert_eq!(rows.len(), 300, "none missing");
        }
        let touched: Vec<_> = rows
            .iter()
            .filter(|row| changed.contains(&row[0]))
            .collect();
        // All of them or none: never a part of a change.
        assert!([0, 200].contains(&touched.len()), "{}", touched.len());
        let values: HashSet<(&str, &str)> = touched
            .iter()
            .map(|row| (row[1].as_str(), row[2].as_str()))
            .collect();
        assert!(values.len() <= 1, "{values:?}");
        match filter {
            "real_named=true" => assert!(rows.iter().all(|row| row[2] == "Yes")),
            "real_named=false" => assert!(rows.iter().all(|row| row[2] == "No")),
            _ => {}
        }
    }
    over.store(true, Ordering::Relaxed);
    changer.join().unwrap();
}
