//! Work orders over a small fleet.

use gsl_model::work_order::WorkOrderSource;
use gsl_server::error::ApiError;
use gsl_server::work_orders::{Action, CarrierSimulation, NewWorkOrder, submit};
use serde_json::{Value, json};

use super::{Answer, Service};

/// A working day is five seconds, and no carrier fails.
pub const PACE: CarrierSimulation = CarrierSimulation {
    scale: 17_280,
    failures: 0,
};

/// More seconds than any work order takes.
pub const LONG: i64 = 30;

pub fn id(card: &Value) -> i64 {
    card["sim_card_id"].as_i64().unwrap()
}

/// The physical cards among these.
pub fn ids(cards: &[Value]) -> Vec<i64> {
    let physical = cards.iter().filter(|card| card["sim_type"] == 3);
    physical.map(id).collect()
}

impl Service {
    /// Makes a work order as other parts of the service do.
    pub fn submit(&self, action: Action, cards: &[i64], simulation: CarrierSimulation) -> i64 {
        let new = NewWorkOrder {
            kind: action.batch_type(),
            detail: action.words(),
            action,
            source: WorkOrderSource::Console,
            cards: cards.to_vec(),
        };
        let now_ms = self.clock.now_ms();
        self.store
            .write(|db| Ok::<_, ApiError>((submit(db, &new, now_ms, simulation)?, Vec::new())))
            .unwrap()
    }

    pub async fn order(&self, id: i64) -> Value {
        self.get(&format!("/v1/work-orders/{id}")).await.ok()
    }

    /// The first physical card a query finds that has what is asked.
    pub async fn find(&self, query: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let cards = self.cards(query).await;
        cards
            .into_iter()
            .find(|card| card["sim_type"] == 3 && wanted(card))
            .unwrap_or_else(|| panic!("no card for {query}"))
    }

    pub async fn act(&self, card: i64, operation: &str, body: Value) -> Answer {
        self.post(&format!("/v1/sim-cards/{card}/{operation}"), body)
            .await
    }

    /// Asks, waits until it is done, and answers the work order and the card after it.
    pub async fn done(&self, card: i64, operation: &str, body: Value) -> (Value, Value) {
        let order = self.act(card, operation, body).await.ok()["work_order_id"].clone();
        self.pass(LONG);
        let order = self.order(order.as_i64().unwrap()).await;
        assert_eq!(order["status"], json!(4), "{order}");
        (order, self.card(card).await)
    }
}

/// Refused with this status and code; the words name each of these.
#[track_caller]
pub fn refused(answer: &Answer, status: u16, code: &str, words: &[&str]) {
    assert_eq!(answer.error(status), code);
    let text = answer.json()["error_msg"].as_str().unwrap().to_owned();
    for word in words {
        assert!(text.contains(word), "{text} should say {word}");
    }
}
