//! Operations 22 to 24 and 26 to 30: tags and custom attributes are changed, and lists follow.

use crate::common::{Answer, Service};
use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};

impl Service {
    async fn put(&self, uri: &str, body: Value) -> Answer {
        self.call(Method::PUT, uri, &[], body.to_string()).await
    }

    async fn delete(&self, uri: &str) -> Answer {
        self.call(Method::DELETE, uri, &[], Body::empty()).await
    }

    async fn new_tag(&self, name: &str) -> i64 {
        let made = self.post("/v1/tags", json!({"tag_name": name})).await.ok();
        assert_eq!(made["tag_name"], name.trim());
        assert_eq!((&made["status"], &made["uses"]), (&json!(0), &json!(0)));
        made["id"].as_i64().unwrap()
    }

    async fn ids(&self, query: &str) -> Vec<i64> {
        let cards = self.cards(query).await;
        cards
            .iter()
            .map(|card| card["sim_card_id"].as_i64().unwrap())
            .collect()
    }

    async fn uses(&self, tag: i64) -> i64 {
        let found = self.get(&format!("/v1/tags/{tag}")).await.ok();
        assert_eq!(found["status"] == 1, found["uses"] != 0);
        found["uses"].as_i64().unwrap()
    }
}

#[tokio::test]
async fn a_tag_is_made_set_renamed_and_deleted() {
    let service = Service::new(300);
    let tag = service.new_tag("  站点 北 ").await;
    let cards: Vec<i64> = service.ids("").await.into_iter().take(5).collect();
    let before = service.card(cards[4]).await["tag_names"].clone();
    let set = json!({"sim_card_ids": cards[..4], "tag_ids": [tag]});
    assert_eq!(
        service.post("/v1/sim-tags/batch-set", set).await.ok(),
        json!(true)
    );
    let query = format!("tag_id={tag}");
    let mut found = service.ids(&query).await;
    found.sort_unstable();
    let mut wanted = cards[..4].to_vec();
    wanted.sort_unstable();
    assert_eq!(found, wanted);
    assert_eq!(service.card(cards[0]).await["tag_names"], "站点 北");
    assert_eq!(service.card(cards[4]).await["tag_names"], before);
    assert_eq!(service.uses(tag).await, 4);

    let renamed = service
        .put(&format!("/v1/tags/{tag}"), json!({"tag_name": "站点南"}))
        .await;
    assert_eq!(renamed.ok(), json!(true));
    assert_eq!(service.card(cards[0]).await["tag_names"], "站点南");

    assert_eq!(
        service.delete(&format!("/v1/tags/{tag}")).await.ok(),
        json!(true)
    );
    assert_eq!(service.count(&query).await, 0);
    assert_eq!(service.card(cards[0]).await["tag_names"], Value::Null);
    assert_eq!(
        service.delete(&format!("/v1/tags/{tag}")).await.error(400),
        "GSL.00016053"
    );
    // And after a restart, from the database.
    let service = service.restart(crate::common::NOW);
    assert_eq!(service.count(&query).await, 0);
}

#[tokio::test]
async fn deleting_a_tag_leaves_the_other_tags_of_the_cards() {
    let service = Service::new(400);
    let tags = service.get("/v1/tags?status=1&limit=100").await.ok();
    let (one, other) = (&tags["tags"][0], &tags["tags"][1]);
    let (one_id, other_id) = (one["id"].as_i64().unwrap(), other["id"].as_i64().unwrap());
    assert_eq!(
        one["uses"],
        service.count(&format!("tag_id={one_id}")).await,
        "uses is the number of cards"
    );
    let cards: Vec<i64> = service.ids("").await.into_iter().take(3).collect();
    let set = json!({"sim_card_ids": cards, "tag_ids": [one_id, other_id]});
    service.post("/v1/sim-tags/batch-set", set).await.ok();
    let left = service.count(&format!("tag_id={other_id}")).await;
    service.delete(&format!("/v1/tags/{one_id}")).await.ok();
    assert_eq!(service.count(&format!("tag_id={one_id}")).await, 0);
    assert_eq!(service.count(&format!("tag_id={other_id}")).await, left);
    assert_eq!(service.uses(other_id).await, left);
    for card in cards {
        assert_eq!(service.card(card).await["tag_names"], other["tag_name"]);
    }
}

#[tokio::test]
async fn setting_tags_replaces_those_there_were() {
    let service = Service::new(50);
    let card = service.ids("").await[0];
    let (a, b) = (service.new_tag("甲").await, service.new_tag("乙").await);
    let iccid = service.card(card).await["iccid"].clone();
    let set = |tags: Value| json!({"iccids": [iccid], "tag_ids": tags});
    for (tags, names) in [
        (json!([b, a]), json!("甲,乙")),
        (json!([b]), json!("乙")),
        (json!([]), Value::Null),
    ] {
        service.post("/v1/sim-tags/batch-set", set(tags)).await.ok();
        assert_eq!(service.card(card).await["tag_names"], names);
    }
    assert_eq!((service.uses(a).await, service.uses(b).await), (0, 0));
}

#[tokio::test]
async fn what_operation_24_refuses() {
    let service = Service::new(600);
    let ids = service.ids("").await;
    let tag = service.new_tag("甲").await;
    let eleven: Vec<i64> = (0..11).collect();
    for (body, code) in [
        (json!({"tag_ids": [tag]}), "GSL.00016051"),
        (
            json!({"sim_card_ids": ids[..501], "tag_ids": [tag]}),
            "GSL.00016051",
        ),
        (
            json!({"sim_card_ids": [ids[0]], "tag_ids": eleven}),
            "GSL.00016052",
        ),
        (
            json!({"sim_card_ids": [ids[0]], "tag_ids": [tag, 5]}),
            "GSL.00016053",
        ),
        (
            json!({"sim_card_ids": [ids[0], 5], "tag_ids": [tag]}),
            "GSL.00016053",
        ),
        (
            json!({"sim_card_ids": [ids[0], ids[0]], "tag_ids": [tag]}),
            "GSL.00016054",
        ),
        (
            json!({"sim_card_ids": [ids[0]], "tag_ids": [tag, tag]}),
            "GSL.00016054",
        ),
        (
            json!({"iccids": ["89860099999999999999"], "tag_ids": [tag]}),
            "GSL.00011011",
        ),
        (json!({"file_temp_id": 7, "tag_ids": [tag]}), "GSL.00012016"),
        (
            json!({"sim_card_ids": ["x"], "tag_ids": [tag]}),
            "GSL.00020004",
        ),
    ] {
        let answer = service.post("/v1/sim-tags/batch-set", body.clone()).await;
        assert_eq!(answer.error(400), code, "{body}");
    }
    assert_eq!(service.uses(tag).await, 0, "nothing was set");
    let most = json!({"sim_card_ids": ids[..500], "tag_ids": [tag]});
    service.post("/v1/sim-tags/batch-set", most).await.ok();
    assert_eq!(service.count(&format!("tag_id={tag}")).await, 500);
}

#[tokio::test]
async fn tag_names_are_checked_and_unique_and_limited() {
    let service = Service::new(1);
    let tag = service.new_tag("甲").await;
    for name in ["", " ", "a,b", "甲", &"x".repeat(101)] {
        let body = json!({"tag_name": name});
        assert_eq!(
            service.post("/v1/tags", body).await.error(400),
            "GSL.00020004"
        );
    }
    let other = service.new_tag("乙").await;
    let rename = |id: i64, name: &str| {
        let (uri, body) = (format!("/v1/tags/{id}"), json!({"tag_name": name}));
        let service = &service;
        async move { service.put(&uri, body).await }
    };
    assert_eq!(rename(other, "甲").await.error(400), "GSL.00020004");
    assert_eq!(rename(5, "丙").await.error(400), "GSL.00016053");
    assert_eq!(rename(tag, "甲").await.ok(), json!(true), "its own name");
    // Up to ten thousand, made in the database because one by one takes long.
    let have = service.get("/v1/tags").await.ok()["count"]
        .as_i64()
        .unwrap();
    service
        .store
        .write(|db| {
            for number in have..9_999 {
                db.execute(
                    "INSERT INTO tags (id, name, uses) VALUES (?1, ?2, 0)",
                    (number + 10, format!("t{number}")),
                )?;
            }
            Ok::<_, rusqlite::Error>(((), Vec::new()))
        })
        .unwrap();
    service.new_tag("the last").await;
    let answer = service
        .post("/v1/tags", json!({"tag_name": "too many"}))
        .await;
    assert_eq!(answer.error(400), "GSL.00020004");
    assert!(
        answer.json()["error_msg"]
            .as_str()
            .unwrap()
            .contains("10,000")
    );
    service.delete(&format!("/v1/tags/{tag}")).await.ok();
    service.new_tag("room again").await;
}

async fn attributes(service: &Service) -> Vec<Value> {
    let answer = service.get("/v1/attributes").await.ok();
    answer["attributes"].as_array().unwrap().clone()
}

#[tokio::test]
async fn attributes_are_made_named_and_switched() {
    let service = Service::new(10);
    let made = service
        .post("/v1/attributes", json!({"cust_attr_name": "仓库-6"}))
        .await
        .ok();
    let all = attributes(&service).await;
    assert_eq!(all.len(), 6);
    assert_eq!(all[5]["id"], made["id"]);
    assert_eq!(
        (
            &all[5]["slot"],
            &all[5]["status"],
            &all[5]["cust_attr_name"]
        ),
        (&json!(6), &json!(1), &json!("仓库-6"))
    );
    let seventh = service
        .post("/v1/attributes", json!({"cust_attr_name": "第七"}))
        .await;
    assert_eq!(seventh.error(400), "GSL.00020004");
    assert_eq!(
        seventh.json()["error_msg"],
        "登录用户最多可以创建6个自定义属性"
    );
    let id = made["id"].as_i64().unwrap();
    let uri = format!("/v1/attributes/{id}");
    let name = |name: &str| json!({"cust_attr_name": name});
    assert_eq!(service.put(&uri, name("库房")).await.ok(), json!(true));
    for bad in ["", "a b", "安装城市", &"x".repeat(33)] {
        assert_eq!(
            service.put(&uri, name(bad)).await.error(400),
            "GSL.00020004"
        );
    }
    assert_eq!(
        service.put("/v1/attributes/5", name("x")).await.error(400),
        "GSL.00016053"
    );
    for (verb, status) in [("disable", 0), ("disable", 0), ("enable", 1)] {
        let answer = service.post(&format!("{uri}/{verb}"), json!({})).await;
        assert_eq!(answer.ok(), json!(true));
        assert_eq!(attributes(&service).await[5]["status"], status);
    }
    let unknown = service.post("/v1/attributes/5/enable", json!({})).await;
    assert_eq!(unknown.error(400), "GSL.00016053");
    assert_eq!(attributes(&service).await[5]["cust_attr_name"], "库房");
}

#[tokio::test]
async fn attributes_of_cards_are_set_and_found() {
    let service = Service::new(100);
    let ids = service.ids("").await;
    let iccid = service.card(ids[1]).await["iccid"].clone();
    let city = service.card(ids[1]).await["customer_attribute2"].clone();
    let body = json!({"attributes": [
        {"sim_card_id": ids[0], "customer_attribute1": "新客户", "customer_attribute2": ""},
        {"sim_card_id": 0, "iccid": iccid, "customer_attribute1": "新客户"},
    ]});
    let uri = "/v1/sim-cards/attributes/batch-set";
    assert_eq!(service.post(uri, body).await.ok(), json!(true));
    assert_eq!(
        service
            .count("customer_attribute1=%E6%96%B0%E5%AE%A2%E6%88%B7")
            .await,
        2
    );
    assert_eq!(
        service.card(ids[0]).await["customer_attribute2"],
        Value::Null
    );
    assert_eq!(service.card(ids[1]).await["customer_attribute2"], city);

    let many: Vec<Value> = (0..501).map(|n| json!({"sim_card_id": n + 1})).collect();
    for (body, code) in [
        (json!({}), "GSL.00016051"),
        (json!({"attributes": many}), "GSL.00016051"),
        (json!({"attributes": [{"sim_card_id": 5}]}), "GSL.00016053"),
        (
            json!({"attributes": [{"sim_card_id": ids[0]}, {"sim_card_id": ids[0]}]}),
            "GSL.00016054",
        ),
        (
            json!({"attributes": [{"sim_card_id": 0, "iccid": "89860099999999999999"}]}),
            "GSL.00011011",
        ),
        (json!({"attributes": [{"sim_card_id": 0}]}), "GSL.00020004"),
        (
            json!({"attributes": [{"sim_card_id": ids[0], "customer_attribute1": "x".repeat(101)}]}),
            "GSL.00020004",
        ),
        (json!({"attributes": [7]}), "GSL.00020004"),
    ] {
        let answer = service.post(uri, body.clone()).await;
        assert_eq!(answer.error(400), code, "{body}");
    }
}

#[tokio::test]
async fn an_attribute_that_is_not_enabled_fails_by_card() {
    let service = Service::new(100);
    let ids = service.ids("").await;
    let uri = "/v1/sim-cards/attributes/batch-set";
    let mut entries: Vec<Value> = ids
        .iter()
        .map(|id| json!({"sim_card_id": id, "customer_attribute4": "x"}))
        .collect();
    entries[0] = json!({"sim_card_id": ids[0], "customer_attribute1": "nothing of this"});
    let answer = service.post(uri, json!({"attributes": entries})).await;
    assert_eq!(answer.error(400), "GSL.00012031");
    let message = answer.json()["error_msg"].as_str().unwrap().to_owned();
    assert!(message.len() <= 512);
    let failures: Vec<Value> = serde_json::from_str(&message).unwrap();
    assert!(failures.len() >= 3);
    assert_eq!(failures[0]["sim_card_id"], ids[1]);
    assert!(failures[0]["fail_reason"].as_str().unwrap().contains('4'));
    assert_eq!(
        service
            .count("customer_attribute1=nothing%20of%20this")
            .await,
        0,
        "all or none"
    );
}

#[tokio::test]
async fn the_index_knows_the_facts_of_every_card() {
    use gsl_model::can::CardFacts;
    let service = Service::new(2000);
    let now = gsl_server::clock::instant(service.clock.now_ms());
    for card in service.cards("").await {
        let card: gsl_model::wire::SimCard = serde_json::from_value(card).unwrap();
        let wanted = CardFacts {
            data_type: None,
            allowance: None,
            bought: None,
            ..CardFacts::of(&card, now)
        };
        let fleet = service.store.fleet();
        assert_eq!(fleet.facts(card.sim_card_id), Some(wanted));
        assert_eq!(Some(fleet.cid_of(card.sim_card_id)), card.cid);
    }
    assert_eq!(service.store.fleet().facts(5), None);
}
