//! What a client makes of every fault: reads end well, and an act's outcome is never other than what was accepted.

use crate::common::{all_cards, in_use, start_open};
use gsl_client::{Card, ErrorKind, Outcome, Page, Priority, SimCardsQuery, TagsQuery};
use gsl_sim::{Fault, Rule, When};
use std::collections::BTreeSet;
use std::time::Duration;

#[tokio::test]
async fn an_act_is_accepted_exactly_as_its_outcome_says() {
    let running = start_open().await;
    let client = running.client();
    let faults = running.account.faults();
    faults.set_delay(Duration::from_millis(20));
    let mut cards = in_use(&client).await.into_iter();
    for fault in Fault::ALL {
        let card = cards.next().unwrap();
        running.account.counts().reset();
        faults.add(Rule::new(fault, When::Next(1)).of("StopSimCard"));
        let calls = client.at(Priority::PersonAct);
        let outcome = calls.stop_sim_card(Card::Id(card)).await;
        faults.clear();
        let report = running.account.counts().report();
        let accepted = report.accepted.get("StopSimCard").copied().unwrap_or(0);
        let calls = report.calls["StopSimCard"];
        match (fault, &outcome) {
            // Throttling proves that nothing was accepted, so it was sent again.
            (Fault::Throttled, Outcome::Accepted(_)) => assert_eq!((accepted, calls), (1, 2)),
            // What is no list does not shift.
            (Fault::Slow | Fault::Shift, Outcome::Accepted(_)) => {
                assert_eq!((accepted, calls), (1, 1))
            }
            (Fault::Unavailable | Fault::DropBefore, Outcome::Unknown(_)) => {
                assert_eq!((accepted, calls), (0, 1));
            }
            (Fault::TimeoutAfter | Fault::DropAfter | Fault::Truncated, Outcome::Unknown(_)) => {
                assert_eq!((accepted, calls), (1, 1));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn reads_end_well_whatever_comes_between() {
    let running = start_open().await;
    let client = running.client();
    let faults = running.account.faults();
    faults.set_delay(Duration::from_millis(20));
    let before = all_cards(&client).await;
    assert_eq!(before.len(), 400);
    for fault in Fault::ALL
        .into_iter()
        .filter(|fault| *fault != Fault::Shift)
    {
        faults.add(Rule::new(fault, When::Every(2)));
        assert_eq!(all_cards(&client).await, before, "{fault:?}");
        client
            .at(Priority::Usage)
            .list_tags(&TagsQuery::default())
            .await
            .unwrap();
        faults.clear();
    }
    let report = running.account.counts().report();
    assert_eq!(report.faults.len(), 7, "{report:?}");
}

#[tokio::test]
async fn a_service_that_stays_away_is_told_apart() {
    let running = start_open().await;
    let client = running.client();
    let calls = client.at(Priority::PersonRead);
    for (fault, kind) in [
        (Fault::Throttled, ErrorKind::Throttled),
        (Fault::Unavailable, ErrorKind::Unavailable),
        (Fault::TimeoutAfter, ErrorKind::Unavailable),
        (Fault::DropBefore, ErrorKind::NoAnswer),
        (Fault::DropAfter, ErrorKind::NoAnswer),
        (Fault::Truncated, ErrorKind::Unreadable),
    ] {
        running
            .account
            .faults()
            .add(Rule::new(fault, When::Rate(1.0)));
        let error = calls.list_tags(&TagsQuery::default()).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{fault:?}: {error}");
        running.account.faults().clear();
    }
}

#[tokio::test]
async fn rows_shift_while_somebody_pages() {
    let running = start_open().await;
    let client = running.client();
    let page = async |number: u32| {
        let query = SimCardsQuery {
            page: Page::new(number, 100).unwrap(),
            ..SimCardsQuery::default()
        };
        let answer = client.at(Priority::FullPass).list_sim_cards(&query).await;
        let answer = answer.unwrap().value;
        let ids = answer.sim_cards.iter().map(|card| card.sim_card_id);
        (answer.count, ids.collect::<Vec<_>>())
    };
    let mut whole = Vec::new();
    for number in 1..=4 {
        whole.extend(page(number).await.1);
    }
    let (count, first) = page(1).await;
    assert_eq!((count, first.len()), (400, 100));
    running
        .account
        .faults()
        .add(Rule::new(Fault::Shift, When::Next(1)));
    let mut seen = first;
    for number in 2..=4 {
        let (count, ids) = page(number).await;
        assert_eq!(count, 397);
        seen.extend(ids);
    }
    // Three rows went up to a page that was read before.
    let distinct: BTreeSet<i64> = seen.iter().copied().collect();
    assert_eq!((seen.len(), distinct.len()), (397, 397));
    assert_eq!(seen[100..], whole[103..]);
    // They come back: the same three rows as on the page before.
    running
        .account
        .faults()
        .add(Rule::new(Fault::Shift, When::Next(1)));
    let (count, ids) = page(2).await;
    assert_eq!((count, &ids[..]), (400, &whole[100..200]));
}
