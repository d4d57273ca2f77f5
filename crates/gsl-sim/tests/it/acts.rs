//! One operation on a card at a time, as the cloud demands.

use crate::common::{in_use, start_open, status};
use gsl_client::{Card, ErrorKind, Outcome, Priority};
use std::time::Duration;

#[tokio::test]
async fn a_card_takes_no_second_stop_order_while_one_runs() {
    let running = start_open().await;
    let client = running.client();
    let card = in_use(&client).await[0];
    let calls = client.at(Priority::PersonAct);
    let Outcome::Accepted(order) = calls.stop_sim_card(Card::Id(card)).await else {
        panic!("not accepted");
    };
    let again = calls.stop_sim_card(Card::Id(card)).await;
    let back = calls.reset_sim_card(Card::Id(card)).await;
    for outcome in [again, back] {
        let Outcome::NotAccepted(error) = outcome else {
            panic!("{outcome:?}");
        };
        assert!(
            error.is_unfinished_order() && error.kind() == ErrorKind::Refused,
            "{error}"
        );
    }
    let report = running.account.counts().report();
    assert_eq!(report.accepted["StopSimCard"], 1);
    assert!(!report.accepted.contains_key("ResetSimCard"));
    assert_eq!(report.most_on_one_card, 2);

    running.later(Duration::from_secs(60));
    running.account.counts().reset();
    assert_eq!(status(&client, card).await, Some(14), "{order:?}");
    assert!(matches!(
        calls.reset_sim_card(Card::Id(card)).await,
        Outcome::Accepted(_)
    ));
    assert_eq!(running.account.counts().report().most_on_one_card, 1);
}

#[tokio::test]
async fn two_orders_at_once_are_one() {
    let running = start_open().await;
    let client = running.client();
    let card = in_use(&client).await[0];
    let calls = client.at(Priority::PersonAct);
    let stop = || calls.stop_sim_card(Card::Id(card));
    let (one, two, three) = tokio::join!(stop(), stop(), stop());
    let mut accepted = 0;
    for outcome in [one, two, three] {
        match outcome {
            Outcome::Accepted(_) => accepted += 1,
            Outcome::NotAccepted(error) => assert!(error.is_unfinished_order(), "{error}"),
            Outcome::Unknown(unknown) => panic!("{unknown:?}"),
        }
    }
    assert_eq!(accepted, 1);
    assert_eq!(running.account.counts().report().accepted["StopSimCard"], 1);
}
