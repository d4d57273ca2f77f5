//! What the running cycle of a forward pool will come to, in the list of pools: the same as its page works out, sorted,
//! filtered, counted.

use crate::common::Service;
use crate::common::pools::{forward, pool};
use gsl_model::forecast::{Outlook, PoolNow, RemedyAction, Risk, UsedDay, outlook};
use gsl_model::time::day;
use gsl_model::wire::{PoolAddOns, PoolDaily, SimPool};
use gsl_server::clock::{date_of, day_of};
use serde_json::json;

/// The pool and its outlook from what its page reads.
async fn by_hand(service: &Service, row: &SimPool) -> (PoolNow, Option<Outlook>, PoolAddOns) {
    let path = format!("/v1/sim-pools/{}/daily?all_billing_cycle=true", row.id);
    let daily: PoolDaily = serde_json::from_value(service.get(&path).await.ok()).unwrap();
    let shop = format!("/v1/sim-pools/{}/add-ons", row.id);
    let shop: PoolAddOns = serde_json::from_value(service.get(&shop).await.ok()).unwrap();
    let days: Vec<UsedDay> = daily
        .days
        .iter()
        .map(|one| UsedDay {
            date: day(&one.date).unwrap(),
            flow: one.flow,
            active: one.active,
            stopped: one.stopped,
            complete: one.complete,
        })
        .collect();
    let now = PoolNow {
        carrier: gsl_model::carrier::Carrier::from_carrier_type(row.carrier_type.unwrap()).unwrap(),
        active: row.activated_sim_quantity.unwrap().into(),
        waiting: row.inactive_sim_quantity.unwrap().into(),
        package: row.package_size,
        used: row.flow_used.unwrap(),
        total: row.flow_total,
    };
    let known = outlook(&now, &days, date_of(day_of(service.clock.now_ms())));
    (now, known, shop)
}

#[tokio::test]
async fn p1_the_list_says_of_every_pool_what_its_page_works_out() {
    let service = Service::new(4000);
    let list = forward(&service, "status=1").await;
    let mut seen = [0, 0, 0];
    for row in &list.pools {
        let (now, known, shop) = by_hand(&service, row).await;
        let risk = now.risk(known.as_ref());
        let told = row.outlook.as_ref();
        assert_eq!(
            told.map(|told| told.risk.as_str()),
            risk.map(Risk::key),
            "{row:?}"
        );
        let (Some(told), Some(risk)) = (told, risk) else {
            continue;
        };
        seen[Risk::ALL.iter().position(|one| *one == risk).unwrap()] += 1;
        let date = |text: &Option<String>| text.as_deref().map(|text| day(text).unwrap());
        let forecast = known.as_ref().map(|known| &known.forecast);
        if risk == Risk::Dry {
            assert_eq!(
                (date(&told.runs_out), told.dry_since.is_some()),
                (None, true)
            );
        } else {
            let forecast = forecast.unwrap();
            assert_eq!(date(&told.runs_out), forecast.runs_out);
            assert_eq!(date(&told.runs_out_early), forecast.runs_out_early);
            assert_eq!(date(&told.runs_out_late), forecast.runs_out_late);
            assert_eq!(told.expected, Some(forecast.expected));
        }
        let offers = if shop.refusal.is_none() {
            shop.offers
        } else {
            Vec::new()
        };
        let best = now.remedies(known.as_ref(), &offers).into_iter().next();
        let ways = told
            .remedy
            .as_ref()
            .map(|one| (one.activate, one.add_on_mb, one.price_cents));
        let same = best.map(|one| match one.action {
            RemedyAction::Activate { cards } => (Some(cards), None, one.price_cents),
            RemedyAction::AddOn { mb, .. } => (None, Some(mb), one.price_cents),
        });
        assert_eq!(ways, same);
    }
    assert!(
        seen.iter().all(|count| *count > 0),
        "the demo has each: {seen:?}"
    );
}

#[tokio::test]
async fn p1_the_list_is_sorted_and_filtered_by_what_runs_dry_first() {
    let service = Service::new(2000);
    let all = forward(&service, "").await;
    let sorted = forward(&service, "sort=runs_out").await;
    assert_eq!(sorted.count, all.count);
    let key = |row: &SimPool| {
        let told = row.outlook.as_ref()?;
        let risk = Risk::from_key(&told.risk)?;
        Some((
            risk,
            told.dry_since.map(|at| day_of(at.0.timestamp_millis())),
            told.runs_out.is_none(),
            told.runs_out.clone(),
        ))
    };
    let keys: Vec<_> = sorted.pools.iter().map_while(key).collect();
    assert!(keys.is_sorted(), "{keys:?}");
    assert!(
        sorted
            .pools
            .iter()
            .skip(keys.len())
            .all(|row| key(row).is_none())
    );
    for count in &all.risks {
        let of_risk = forward(&service, &format!("risk={}", count.risk)).await;
        assert_eq!((of_risk.count, &of_risk.risks), (count.pools, &all.risks));
        let rows = of_risk.pools.iter();
        assert!(
            rows.clone()
                .all(|row| row.outlook.as_ref().unwrap().risk == count.risk)
        );
        let price: i64 = rows
            .clone()
            .filter_map(|row| row.outlook.as_ref()?.remedy.as_ref())
            .map(|remedy| remedy.price_cents)
            .sum();
        assert_eq!(price, count.price_cents);
        let cards = rows.map(|row| match count.risk.as_str() {
            "dry" => row.stopped_quantity,
            _ => row.activated_sim_quantity,
        });
        assert_eq!(
            cards.map(|cards| i64::from(cards.unwrap())).sum::<i64>(),
            count.cards
        );
    }
    let by = |sort: &'static str| {
        let service = &service;
        async move { forward(service, sort).await.pools }
    };
    let names: Vec<_> = by("sort=pool_name&order=desc")
        .await
        .into_iter()
        .map(|row| row.pool_name)
        .collect();
    assert!(names.is_sorted_by(|a, b| a >= b));
    let cards: Vec<_> = by("sort=activated_sim_quantity")
        .await
        .into_iter()
        .map(|row| row.activated_sim_quantity)
        .collect();
    assert!(cards.is_sorted());
    // A cycle that is over has no outlook.
    let past = forward(&service, "billing_cycle=2026-10&sort=runs_out").await;
    assert!(past.risks.is_empty() && past.pools.iter().all(|row| row.outlook.is_none()));
    for wrong in ["sort=wet", "risk=wet", "order=up"] {
        let path = format!("/v1/sim-pools?{wrong}");
        assert_eq!(service.get(&path).await.error(400), "GSL.00010004");
    }
}

#[tokio::test]
async fn p1_the_remedy_that_is_named_is_enough() {
    let service = Service::new(2000);
    let (mut bought, scale) = (0, 17_280);
    for row in forward(&service, "sort=runs_out&risk=dry&risk=at_risk")
        .await
        .pools
    {
        let (now, known, shop) = by_hand(&service, &row).await;
        let remedies = now.remedies(known.as_ref(), &shop.offers);
        let add_on = remedies.iter().find_map(|one| match one.action {
            RemedyAction::AddOn { mb, quantity } => Some((mb, quantity, one.price_cents)),
            RemedyAction::Activate { .. } => None,
        });
        let Some((mb, quantity, price)) = add_on.filter(|_| shop.refusal.is_none()) else {
            continue;
        };
        let need = gsl_model::units::Megabytes::from_mb(mb).unwrap();
        let (offer, _) = gsl_model::pool::cheapest_add_on(&shop.offers, need).unwrap();
        let body = json!({"price_plan_id": offer.price_plan_id, "quantity": quantity});
        let path = format!("/v1/sim-pools/{}/add-ons", row.id);
        assert_eq!(service.post(&path, body).await.ok()["price_cents"], price);
        service
            .clock
            .set(service.clock.now_ms() + 300_000 / scale + 1);
        let told = pool(&service, row.id).await.outlook.unwrap();
        // Enough for the use expected; the edge of the band may still be beyond.
        assert_eq!(told.runs_out, None, "{row:?}");
        assert_ne!(told.risk, "dry");
        bought += 1;
    }
    assert!(bought > 1);
}
