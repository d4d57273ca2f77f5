//! Numbers of cards are exact: which card a number means, in lists, files, filters and by itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::{Answer, Service};
use axum::http::Method;
use gsl_server::numbers::rows::{Kind, Rows};
use gsl_server::numbers::{ListedCard, Problem, check, find_all, find_rows};
use serde_json::{Value, json};

/// A 19-digit ID, and a 20-digit one that begins with it.
const SHORT: &str = "8986040192380012345";
const LONG: &str = "89860401923800123457";
/// Two that share 19 digits.
const ONE: &str = "89860311112222333341";
const OTHER: &str = "89860311112222333349";
const BOTH: &str = "8986031111222233334";
/// Ends as a spreadsheet leaves a number behind.
const ZEROS: &str = "89860117900012300000";
/// Its first 19 digits are no other card's.
const PLAIN: &str = "89860112345678901237";
/// A card whose MSISDN is another's IMEI.
const FIFTEEN: &str = "490154203237518";

/// A fleet with these cards, by number.
async fn fleet() -> (Service, BTreeMap<&'static str, i64>) {
    let service = Service::new(400);
    let cards = service
        .cards("sim_status=20&sim_type=3&carrier_type=2")
        .await;
    let id = |at: usize| cards[at]["sim_card_id"].as_i64().unwrap();
    let named: BTreeMap<&str, i64> = [SHORT, LONG, ONE, OTHER, ZEROS, PLAIN]
        .into_iter()
        .enumerate()
        .map(|(at, cid)| (cid, id(at)))
        .collect();
    service
        .store
        .write(|db| {
            for (cid, id) in &named {
                db.execute(
                    "UPDATE cards SET cid = ?2 WHERE id = ?1",
                    rusqlite::params![id, cid],
                )?;
            }
            db.execute(
                "UPDATE cards SET msisdn = ?2 WHERE id = ?1",
                rusqlite::params![named[PLAIN], FIFTEEN],
            )?;
            db.execute(
                "UPDATE cards SET imei = ?2 WHERE id = ?1",
                rusqlite::params![named[ONE], FIFTEEN],
            )?;
            db.execute(
                "UPDATE cards SET imei = '012345678901237' WHERE id = ?1",
                [named[OTHER]],
            )?;
            Ok::<_, rusqlite::Error>(((), Vec::new()))
        })
        .unwrap();
    (service.restart(crate::common::NOW), named)
}

/// The cards acted on, and why each other row is left out.
fn outcome(rows: &[ListedCard]) -> (BTreeSet<i64>, Vec<(String, &'static str)>) {
    let cards = rows.iter().filter_map(|row| row.card.ok()).collect();
    let mut refused: Vec<(String, &str)> = rows
        .iter()
        .filter_map(|row| Some((row.number.clone(), row.card.err()?.key())))
        .collect();
    refused.sort();
    (cards, refused)
}

fn key(rows: &[ListedCard], at: usize) -> Option<&'static str> {
    rows[at].card.err().map(Problem::key)
}

/// Another order, the same for the same `round`.
fn shuffled<T: Clone>(items: &[T], round: u64) -> Vec<T> {
    let mut all: Vec<(u64, T)> = items
        .iter()
        .zip(0_u64..)
        .map(|(item, at)| (gsl_server::rng::mix(round * 1000 + at), item.clone()))
        .collect();
    all.sort_by_key(|(order, _)| *order);
    all.into_iter().map(|(_, item)| item).collect()
}

#[tokio::test]
async fn a2_full_ids_decide_for_themselves_and_a_short_one_that_fits_two_is_ambiguous() {
    let (service, cards) = fleet().await;
    let fleet = service.store.fleet();
    let all = |numbers: &[&str]| find_all(&fleet, numbers.iter().map(ToString::to_string));
    for order in [[BOTH, ONE, OTHER], [ONE, OTHER, BOTH], [ONE, BOTH, OTHER]] {
        let rows = all(&order);
        let (acted, refused) = outcome(&rows);
        assert_eq!(
            acted,
            BTreeSet::from([cards[ONE], cards[OTHER]]),
            "{order:?}"
        );
        assert_eq!(
            refused,
            [(BOTH.to_owned(), "ambiguous_number")],
            "{order:?}"
        );
    }
    // A whole ID of 19 digits means its own card, not the one that begins so.
    let rows = all(&[SHORT, LONG]);
    assert_eq!(rows[0].card, Ok(cards[SHORT]));
    assert_eq!(rows[1].card, Ok(cards[LONG]));
    let printed = format!("{SHORT}X");
    assert_eq!(key(&all(&[&printed]), 0), Some("ambiguous_number"));
    // A number that is one card's IMEI and another's MSISDN means two.
    assert_eq!(key(&all(&[FIFTEEN]), 0), Some("ambiguous_number"));
    assert_eq!(all(&["012345678901237"])[0].card, Ok(cards[OTHER]));
    assert_eq!(
        key(&all(&["12345678901237"]), 0),
        Some("no_card"),
        "zeros count"
    );
}

#[tokio::test]
async fn a2_a_short_number_of_a_card_named_in_full_is_the_duplicate_wherever_it_stands() {
    let (service, cards) = fleet().await;
    let fleet = service.store.fleet();
    for short in [PLAIN[..19].to_owned(), format!("{}x", &PLAIN[..19])] {
        for (order, at) in [([short.as_str(), PLAIN], 0), ([PLAIN, short.as_str()], 1)] {
            let rows = find_all(&fleet, order.iter().map(ToString::to_string));
            assert_eq!(key(&rows, at), Some("duplicate"));
            assert_eq!(rows[1 - at].card, Ok(cards[PLAIN]));
            // In a file too, where the values are those of the row with the whole ID.
            let file: String = order
                .iter()
                .map(|number| format!("{number},{number}\n"))
                .collect();
            let rows = Rows::read(
                format!("number,attribute1\n{file}").into_bytes(),
                Kind::Table,
            )
            .unwrap();
            let template = gsl_model::sheet::Template::cards(gsl_model::sheet::NumberKinds::Any);
            let rows = find_rows(&fleet, check(template, &rows));
            assert_eq!(key(&rows, at), Some("duplicate"));
        }
    }
}

#[tokio::test]
async fn a2_the_order_of_rows_changes_neither_the_cards_acted_on_nor_why_others_are_not() {
    let (service, _) = fleet().await;
    let fleet = service.store.fleet();
    let printed = format!("{}Q", &ONE[..19]);
    let pool = [
        SHORT,
        LONG,
        ONE,
        OTHER,
        BOTH,
        ZEROS,
        PLAIN,
        &PLAIN[..19],
        &printed,
        FIFTEEN,
        "012345678901237",
        "8986 0401 9238 0012 345",
        "89860117900012399999",
        "89860117900012400000",
        "12345678901237",
        "x",
    ];
    for round in 0..300_u64 {
        let some: Vec<String> = shuffled(&pool, round)
            .into_iter()
            .take(1 + usize::try_from(round % 16).unwrap())
            .map(str::to_owned)
            .collect();
        let rows = |numbers: &[String]| {
            let lines = numbers.join("\n");
            let rows = Rows::read(format!("number\n{lines}\n").into_bytes(), Kind::Table).unwrap();
            let template = gsl_model::sheet::Template::cards(gsl_model::sheet::NumberKinds::Any);
            outcome(&find_rows(&fleet, check(template, &rows)))
        };
        let listed = |numbers: &[String]| outcome(&find_all(&fleet, numbers.iter().cloned()));
        for other in 1..4 {
            let other = shuffled(&some, round * 7 + other);
            assert_eq!(listed(&some).0, listed(&other).0, "{some:?} {other:?}");
            let lost = |outcome: &(BTreeSet<i64>, Vec<(String, &'static str)>)| {
                let mut keys: Vec<_> = outcome.1.iter().map(|(_, key)| *key).collect();
                keys.sort_unstable();
                keys
            };
            let (one, two) = (listed(&some), listed(&other));
            assert_eq!(lost(&one), lost(&two), "{some:?} {other:?}");
            let ambiguous = |outcome: (BTreeSet<i64>, Vec<(String, &'static str)>)| {
                let all = outcome
                    .1
                    .into_iter()
                    .filter(|(_, key)| *key == "ambiguous_number");
                all.map(|(number, _)| number).collect::<Vec<_>>()
            };
            assert_eq!(ambiguous(one), ambiguous(two), "{some:?} {other:?}");
            assert_eq!(rows(&some).0, rows(&other).0, "{some:?} {other:?}");
            assert_eq!(
                rows(&some).0,
                listed(&some).0,
                "a file and a list mean the same"
            );
        }
    }
}

#[tokio::test]
async fn a2_an_exact_id_wins_in_the_list_filter_and_wherever_a_card_is_named() {
    let (service, cards) = fleet().await;
    let found = async |query: String| -> Vec<i64> {
        let cards = service.cards(&query).await;
        cards
            .iter()
            .map(|card| card["sim_card_id"].as_i64().unwrap())
            .collect()
    };
    let by = |number: &str| format!("main_search_type=1&main_search_key={number}");
    assert_eq!(found(by(SHORT)).await, [cards[SHORT]]);
    assert_eq!(found(by(LONG)).await, [cards[LONG]]);
    assert_eq!(
        found(by(&SHORT[..18])).await.len(),
        2,
        "a beginning is a beginning"
    );
    assert_eq!(found(by(BOTH)).await.len(), 2);
    let card = service
        .get(&format!("/v1/sim-cards/0?iccid={SHORT}"))
        .await
        .ok();
    assert_eq!(card["sim_card_id"], cards[SHORT]);
    let tag = service
        .post("/v1/tags", json!({"tag_name": "t"}))
        .await
        .ok();
    let set = json!({"iccids": [SHORT, LONG], "tag_ids": [tag["id"]]});
    service.post("/v1/sim-tags/batch-set", set).await.ok();
    assert_eq!(service.count(&format!("tag_id={}", tag["id"])).await, 2);
    // By IMEI too: 14 digits find none, whatever zeros stand before them.
    let by = |number: &str| format!("main_search_type=3&main_search_key={number}");
    assert_eq!(found(by("012345678901237")).await, [cards[OTHER]]);
    assert_eq!(found(by("01-234567-890123-7")).await, [cards[OTHER]]);
    assert!(found(by("12345678901237")).await.is_empty());
    assert_eq!(found(format!("msisdn={FIFTEEN}")).await, [cards[PLAIN]]);
    assert!(found(format!("msisdn=0{FIFTEEN}")).await.is_empty());
}

async fn upload(service: &Service, text: &str) -> Answer {
    let kind = [("content-type", "text/csv")];
    service
        .call(Method::POST, "/v1/files", &kind, text.to_owned())
        .await
}

async fn preview(service: &Service, selection: Value) -> Value {
    let job = json!({"action": "suspend", "selection": selection, "dry_run": true});
    service.post("/v1/bulk-jobs", job).await.ok()
}

#[tokio::test]
async fn a3_a_card_that_ends_in_zeros_is_used_and_one_that_is_not_there_is_told_as_probably_spoiled()
 {
    let (service, cards) = fleet().await;
    let gone = "89860117900012400000";
    let file = upload(&service, &format!("容器ID\n{ZEROS}\n{gone}\n8.98601E+19\n"))
        .await
        .ok();
    let list = service
        .post("/v1/card-lists", json!({"numbers": [ZEROS, gone]}))
        .await
        .ok();
    assert_eq!(
        (&list["found"], &list["not_found"]),
        (&json!(1), &json!([gone]))
    );
    assert_eq!(
        service
            .count(&format!("card_list_id={}", list["card_list_id"]))
            .await,
        1
    );
    for selection in [
        json!({"file_temp_id": file["file_temp_id"]}),
        json!({"iccids": [ZEROS, gone, "8.98601E+19"]}),
    ] {
        let plan = preview(&service, selection).await;
        assert_eq!(plan["will_act"], 1, "{plan}");
        let reasons = plan["excluded"].as_array().unwrap();
        let mut keys: Vec<&str> = reasons
            .iter()
            .map(|one| one["reason"]["key"].as_str().unwrap())
            .collect();
        keys.sort_unstable();
        assert_eq!(keys, ["probably_spoiled", "spoiled"]);
    }
    let card = service
        .get(&format!("/v1/sim-cards/0?iccid={ZEROS}"))
        .await
        .ok();
    assert_eq!(card["sim_card_id"], cards[ZEROS]);
}

#[tokio::test]
async fn a16_a_list_counts_cards_and_tells_duplicates_and_ambiguous_numbers_apart() {
    let (service, _) = fleet().await;
    let printed = format!("{}X", &PLAIN[..19]);
    let numbers = json!([
        PLAIN,
        &PLAIN[..19],
        printed,
        PLAIN,
        BOTH,
        SHORT,
        "89869999999999999999",
        " "
    ]);
    let list = service
        .post("/v1/card-lists", json!({ "numbers": numbers }))
        .await
        .ok();
    let id = &list["card_list_id"];
    assert_eq!(list["total"], 7, "{list}");
    assert_eq!(list["found"], 2);
    assert_eq!(list["duplicate_count"], 3);
    assert_eq!(
        (&list["ambiguous_count"], &list["ambiguous"]),
        (&json!(1), &json!([BOTH]))
    );
    assert_eq!(list["not_found_count"], 1);
    assert_eq!(
        service.get(&format!("/v1/card-lists/{id}")).await.ok(),
        list
    );
    // The list, a preview over it and the message have the same cards.
    assert_eq!(service.count(&format!("card_list_id={id}")).await, 2);
    let plan = preview(&service, json!({"filter": format!("card_list_id={id}")})).await;
    assert_eq!(
        plan["will_act"].as_i64().unwrap() + plan["excluded_count"].as_i64().unwrap(),
        2
    );
    let by_number = preview(&service, json!({ "iccids": numbers })).await;
    assert_eq!(by_number["will_act"], plan["will_act"]);
}

/// A number with a letter at its end and one that is no card share their first 19 digits: the filter, a file and a job count
/// the same cards (C12).
#[tokio::test]
async fn c12_a_wrong_number_does_not_hide_the_card_that_a_printed_one_means() {
    let service = Service::new(200);
    let cards = service.cards("").await;
    let cid = cards
        .iter()
        .filter_map(|card| card["cid"].as_str())
        .find(|cid| cid.len() == 20)
        .unwrap();
    let (printed, last) = cid.split_at(19);
    let wrong = (0..10)
        .map(|digit| format!("{printed}{digit}"))
        .find(|number| {
            !number.ends_with(last) && gsl_model::iccid::CardNumber::parse(number).is_ok()
        })
        .unwrap();
    for numbers in [
        [wrong.clone(), format!("{printed}A")],
        [format!("{printed}A"), wrong.clone()],
    ] {
        let list = service
            .post("/v1/card-lists", json!({ "numbers": numbers }))
            .await
            .ok();
        let counts = ["found", "duplicate_count", "not_found_count"].map(|key| list[key].as_i64());
        assert_eq!(counts, [Some(1), Some(0), Some(1)], "{list}");
        let file = upload(&service, &format!("容器ID\n{}\n", numbers.join("\n")))
            .await
            .ok();
        assert_eq!(file["found"], 1, "{file}");
        let plan = preview(&service, json!({ "iccids": numbers })).await;
        let keys: Vec<&Value> = plan["excluded"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| &one["reason"]["key"])
            .collect();
        assert!(!keys.contains(&&json!("duplicate")), "{plan}");
        assert!(keys.contains(&&json!("no_card")), "{plan}");
    }
}

#[tokio::test]
async fn a17_what_cannot_be_seen_makes_no_number_unreadable() {
    let (service, cards) = fleet().await;
    let dressed = [
        format!("\u{2066}{PLAIN}\u{2069}"),
        format!("{}\u{ad}{}", &PLAIN[..7], &PLAIN[7..]),
        format!(
            "{}﹘{}⁃{}ー{}",
            &PLAIN[..4],
            &PLAIN[4..8],
            &PLAIN[8..12],
            &PLAIN[12..]
        ),
        PLAIN
            .chars()
            .map(|digit| char::from_u32(u32::from(digit) - 0x30 + 0x660).unwrap())
            .collect(),
    ];
    for number in dressed {
        let named = find_all(&service.store.fleet(), [number.clone()]);
        assert_eq!(named[0].card, Ok(cards[PLAIN]), "{number}");
        let list = service
            .post("/v1/card-lists", json!({"numbers": [number]}))
            .await
            .ok();
        assert_eq!(list["found"], 1, "{number}");
        let key: String = form_urlencoded::byte_serialize(number.as_bytes()).collect();
        let query = format!("main_search_type=1&main_search_key={key}");
        assert_eq!(service.count(&query).await, 1, "{number}");
        let file = upload(&service, &format!("容器ID\n{number}\n")).await.ok();
        assert_eq!(file["found"], 1, "{number}");
    }
}

#[tokio::test]
async fn a4_an_imei_is_15_digits_in_every_operation() {
    let service = Service::new(200);
    let cards = service.cards("sim_status=20&carrier_type=2").await;
    let id = &cards[0]["sim_card_id"];
    let bind = async |imei: &str| {
        let body = json!({"bind_type": 2, "imei": imei});
        let card = service
            .post(&format!("/v1/sim-cards/{id}/bind-device"), body)
            .await;
        let job = json!({"action": "rebind", "parameters": {"bind_type": 2, "imei": imei},
            "selection": {"ids": [id]}, "dry_run": true});
        let job = service.post("/v1/bulk-jobs", job).await;
        (card, job)
    };
    for (imei, told) in [
        (
            "4901542032375101",
            "IMEISV, whose last two are the software version; the IMEI is 490154203237518",
        ),
        (
            "49015420323751",
            "check digit is missing; with it the IMEI is 490154203237518",
        ),
        ("490154203237518000", "must have 15 digits, and has 18"),
        ("49015420323751O", "“O” (U+004F) at position 15"),
        ("", "is missing"),
    ] {
        let (card, job) = bind(imei).await;
        for answer in [card, job] {
            assert_eq!(answer.error(400), "GSL.00010004");
            let message = answer.json()["error_msg"].as_str().unwrap().to_owned();
            assert!(
                message.contains("imei") && message.contains(told),
                "{message}"
            );
        }
    }
    // A check digit that does not fit is the browser's to say; separators are for reading.
    let (card, job) = bind("49-015420-323751-7").await;
    card.ok();
    job.ok();
}
