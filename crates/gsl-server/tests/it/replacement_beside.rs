//! What goes on beside a replacement: a second one of the same card, a renewal, an add-on, the count of its order.

use axum::http::Method;
use serde_json::{Value, json};

use crate::bulk::Bulk;
use crate::card_add_ons::figures;
use crate::common::Service;
use crate::common::orders::id;

impl Service {
    /// The card that came last.
    async fn newest(&self) -> Value {
        self.cards("").await[0].clone()
    }

    /// Replaces a card and waits for the new one.
    async fn replaced(&self, old: &Value) {
        let request = self.replace(&[id(old)]).await;
        let made = self.make(&request).await;
        let order = self.detail(&made).await["order"].clone();
        self.pay(&[&order]).await.ok();
        while self.card(id(old)).await["sim_status"] == 20 {
            self.go_on(1);
        }
    }

    /// How many cards of a card's order are opened.
    async fn opened(&self, card: &Value) -> Value {
        let uri = format!("/v1/orders/{}", card["order_id"]);
        self.get(&uri).await.ok()["opened_quantity"].clone()
    }
}

#[tokio::test]
async fn two_at_the_same_moment_are_one_order() {
    let service = Service::new(300);
    let cards = service.in_use(2).await;
    let request = service.replace(&cards).await.to_string();
    let send = |key: String| {
        let (service, request) = (&service, request.clone());
        async move {
            let key = [("Idempotency-Key", key.as_str())];
            service
                .call(Method::POST, "/v1/bulk-jobs", &key, request)
                .await
        }
    };
    for round in 0..20 {
        let (one, other) = tokio::join!(send(format!("{round}a")), send(format!("{round}b")));
        let (made, late) = if one.status == 200 {
            (one, other)
        } else {
            (other, one)
        };
        assert_eq!(late.error(400), "GSL.00010004");
        let uri = format!("/v1/orders/{}/cancel", made.ok()["order_id"]);
        service.post(&uri, json!({})).await.ok();
        service.go_on(1);
    }
    let all = service.get("/v1/orders?order_type=7").await.ok();
    assert_eq!(all["count"], 20);
}

#[tokio::test]
async fn paid_and_not_begun_it_bars_a_second_one() {
    let service = Service::new(300);
    let cards = service.in_use(1).await;
    let request = service.replace(&cards).await;
    let made = service.make(&request).await;
    let order = service.detail(&made).await["order"].clone();
    service.pay(&[&order]).await.ok();
    let again = service.plan(&request).await;
    assert_eq!(again["will_act"], 0);
    assert_eq!(again["excluded"][0]["reason"]["key"], "under_way");
}

#[tokio::test]
async fn a_renewal_paid_after_it_is_for_the_new_card() {
    let service = Service::new(2000);
    let batch = service.renewable(1).await[0]["order_id"].clone();
    let body = json!({"way": "orders", "order_ids": [batch]});
    let seen = service.snapshot(body).await;
    let old = service.looked_at(&seen, "renewable=true").await[0].clone();
    let old = service.card(id(&old)).await;
    let opened = service.opened(&old).await;

    let renewal = service.renew(&seen).await.ok();
    let orders: Vec<&Value> = renewal["orders"].as_array().unwrap().iter().collect();
    service.replaced(&old).await;
    let new = service.newest().await;
    assert_eq!(new["expire_time"], old["expire_time"]);
    assert_eq!(service.opened(&old).await, opened);
    service.pay(&orders).await.ok();
    service.go_on(4);
    let renewed = service.card(id(&new)).await["expire_time"].clone();
    let year = |time: &Value| time.as_str().unwrap()[..4].parse::<i64>().unwrap();
    let bought = seen["orders"][0]["period_years"].as_i64().unwrap();
    assert_eq!(year(&renewed), year(&old["expire_time"]) + bought);

    // Gone to another account, it still was one of those that were bought.
    let away = json!({"action": "transfer", "parameters": {"account": "b"}, "selection": {"ids": [id(&new)]}});
    service.make(&away).await;
    service.go_on(20);
    let gone = service
        .get(&format!("/v1/sim-cards/{}", new["sim_card_id"]))
        .await;
    assert_ne!(gone.status, 200);
    assert_eq!(service.opened(&old).await, opened);
}

#[tokio::test]
async fn an_add_on_paid_after_it_is_for_the_new_card() {
    let service = Service::new(600);
    let old = service.takers(1).await[0].clone();
    let offers = service.add_on_check(&[id(&old)]).await["offers"].clone();
    let bought = service
        .add_ons(&[id(&old)], &offers[0]["price_plan_id"], "add-on")
        .await
        .ok();
    service.replaced(&old).await;
    let new = service.newest().await;
    let (before, _, _) = figures(&service.card(id(&new)).await);
    let orders: Vec<&Value> = bought["orders"].as_array().unwrap().iter().collect();
    service.pay(&orders).await.ok();
    service.go_on(1);
    let done = service.detail(&bought["orders"][0]).await;
    assert_eq!(done["order"]["order_status"], 5);
    assert_eq!(done["add_on_card_ids"], json!([new["sim_card_id"]]));
    assert!(figures(&service.card(id(&new)).await).0 > before);
}
