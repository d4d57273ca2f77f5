//! Renewal: snapshots of cards that can be renewed, renewals, the calendar (console.md section 8, Q12.1–12.5).

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, Uri};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Json, Router};
use gsl_model::export::{Cell, csv};
use gsl_model::names::{Name, term};
use gsl_model::order::{
    MOST_ORDERS_ALL, MOST_ORDERS_TICKED, OrderType, RENEWAL_WINDOWS, RenewRefusal,
};
use gsl_model::wire::{
    RenewalCard, RenewalCardList, RenewalDueList, RenewalMonths, RenewalOrder, RenewalOrders,
    RenewalRequest, RenewalSnapshot, SnapshotRequest,
};
use rusqlite::{Connection, params};

use super::bulk_jobs::{self, language};
use super::call::{TypedRequest, sent};
use super::orders::{known, pay_waiting};
use super::{AppState, PathText, path_number};
use crate::bulk::select;
use crate::card_lists;
use crate::catalog::Catalog;
use crate::clock::{date_of, day_number, day_of, time};
use crate::db::rows::FromRow;
use crate::error::ApiError;
use crate::fleet::SortKey;
use crate::fleet::filter::CardFilter;
use crate::idempotency::once;
use crate::labels::unknown_tags;
use crate::orders::{buy, calendar, renew, snapshot};
use crate::params::Params;
use crate::rules;
use crate::store::Store;

/// Most tags of one filter, as in operation 1.
const MOST_TAGS: usize = 10;

/// All routes of renewal.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/v1/renewal-snapshots", post(create))
        .route("/v1/renewal-snapshots/{snapshot_id}", get(show))
        .route("/v1/renewal-snapshots/{snapshot_id}/cards", get(cards))
        .route(
            "/v1/renewal-snapshots/{snapshot_id}/cards.csv",
            get(cards_csv),
        )
        .route("/v1/renewals", post(renewals))
        .route("/v1/renewal-calendar", get(months))
        .route("/v1/renewal-calendar/{month}", get(month))
        .route("/v1/renewal-calendar/{month}/days", get(days))
        .route("/v1/renewal-orders", get(due))
}

/// `POST /v1/renewal-snapshots`: looks at the cards of orders, of a list, of those that expire soon or in some days, of a
/// selection, or of what an earlier renewal left out.
///
/// # Errors
/// 400 `GSL.00010004` naming the field, `GSL.00013001` for an unknown order, `GSL.00013012` for an unknown snapshot.
pub async fn create(
    State(state): State<AppState>,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<RenewalSnapshot>, ApiError> {
    let TypedRequest { body, key } = sent::<SnapshotRequest>(&uri, &headers, body).await?;
    let simulation = state.simulation();
    state
        .run(move |store, now_ms| {
            let chosen = chosen(store, &body, now_ms)?;
            let catalog = store.catalog();
            let lost = serde_json::to_string(&chosen.not_found).map_err(ApiError::internal)?;
            let made = store.write(|db| {
                once(db, key.as_ref(), now_ms, |db| {
                    let lost = (chosen.not_found_count, lost.as_str());
                    let id = snapshot::make(db, &chosen.way, &chosen.cards, lost, now_ms)?;
                    let made = snapshot::read(db, catalog, id, now_ms, simulation)?;
                    Ok((made.ok_or_else(ApiError::no_snapshot)?, Vec::new()))
                })
            })?;
            Ok(Json(made))
        })
        .await
}

/// The cards to look at.
#[derive(Default)]
struct Chosen {
    way: String,
    cards: Vec<i64>,
    /// Numbers that mean no card: how many, and the first of them.
    not_found_count: i64,
    not_found: Vec<String>,
}

fn chosen(store: &Store, body: &SnapshotRequest, now_ms: i64) -> Result<Chosen, ApiError> {
    let of = |cards| Chosen {
        way: body.way.clone(),
        cards,
        ..Chosen::default()
    };
    let missing = |field| ApiError::parameter(field, "is missing");
    Ok(match body.way.as_str() {
        "orders" => of(of_orders(store, &body.order_ids, now_ms)?),
        "file" => {
            let id = body.card_list_id.ok_or_else(|| missing("card_list_id"))?;
            let list = card_lists::find(store, id)?;
            let cards = card_lists::members(store, list.card_list_id)?;
            // A number that means several cards means none of them here.
            let mut lost = list.not_found;
            lost.extend(list.ambiguous);
            Chosen {
                not_found_count: list.not_found_count + list.ambiguous_count,
                not_found: lost,
                ..of(cards)
            }
        }
        "cards" => {
            let selection = body.selection.as_ref();
            let selection = selection.ok_or_else(|| missing("selection"))?;
            of(select::listed(store, selection, now_ms)?)
        }
        "rest" => {
            let id = body.snapshot_id.ok_or_else(|| missing("snapshot_id"))?;
            let rest = store.read(|db| snapshot::rest(db, id))?;
            let (way, cards) = rest.ok_or_else(ApiError::no_snapshot)?;
            Chosen { way, ..of(cards) }
        }
        "expiry" if body.from.is_some() => {
            let [from, until] =
                [("from", &body.from), ("until", &body.until)].map(|(name, day)| {
                    let day = day.as_deref().and_then(gsl_model::time::day);
                    day.ok_or_else(|| ApiError::parameter(name, "must be a day such as 2026-12-01"))
                });
            let (from, until) = (day_number(from?), day_number(until?));
            if until < from {
                return Err(ApiError::parameter("until", "must not be before from"));
            }
            of(calendar::between(&store.fleet(), from, until, now_ms))
        }
        "expiry" => {
            let windows = RENEWAL_WINDOWS.map(i64::from);
            let days = body.days.filter(|days| windows.contains(days));
            let days = days.ok_or_else(|| ApiError::parameter("days", "must be 30, 60 or 90"))?;
            if body.tag_ids.len() > MOST_TAGS {
                let why = format!("must name at most {MOST_TAGS} tags");
                return Err(ApiError::parameter("tag_ids", why));
            }
            let unknown = store.read(|db| unknown_tags(db, &body.tag_ids))?;
            if let Some(tag) = unknown.first() {
                let why = format!("{tag} does not exist");
                return Err(ApiError::parameter("tag_ids", why));
            }
            let filter = CardFilter {
                expires: Some((now_ms, days)),
                tags: body.tag_ids.clone(),
                ..CardFilter::default()
            };
            let fleet = store.fleet();
            of(fleet
                .list(&filter, SortKey::Newest, true, 1, fleet.len())
                .ids)
        }
        _ => {
            let why = "must be orders, file, expiry, cards or rest";
            return Err(ApiError::parameter("way", why));
        }
    })
}

/// The cards of ticked orders, or, when none is, of all that can be renewed.
fn of_orders(store: &Store, ticked: &[i64], now_ms: i64) -> Result<Vec<i64>, ApiError> {
    if ticked.len() > MOST_ORDERS_TICKED {
        let why = format!("must name at most {MOST_ORDERS_TICKED} orders");
        return Err(ApiError::parameter("order_ids", why));
    }
    store.read(|db| {
        let mut orders = ticked.to_vec();
        orders.sort_unstable();
        orders.dedup();
        for order in &orders {
            known(db, store.catalog(), *order)?;
        }
        if orders.is_empty() {
            orders = snapshot::renewable_orders(db, MOST_ORDERS_ALL, now_ms)?;
            if orders.len() > MOST_ORDERS_ALL {
                let why = format!(
                    "is empty, but more than {MOST_ORDERS_ALL} orders can be renewed: name some"
                );
                return Err(ApiError::parameter("order_ids", why));
            }
        }
        Ok(snapshot::cards_of(db, &orders)?)
    })
}

/// `GET /v1/renewal-snapshots/{snapshot_id}`.
///
/// # Errors
/// 400 `GSL.00013012` when there is none, or no longer.
pub async fn show(
    State(state): State<AppState>,
    path: PathText,
) -> Result<Json<RenewalSnapshot>, ApiError> {
    let id = path_number(path, "snapshot_id")?;
    let simulation = state.simulation();
    state
        .run(move |store, now_ms| {
            store
                .read(|db| {
                    let found = snapshot::read(db, store.catalog(), id, now_ms, simulation)?;
                    found.ok_or_else(ApiError::no_snapshot)
                })
                .map(Json)
        })
        .await
}

/// The cards of a snapshot.
const OF_SNAPSHOT: &str = "FROM renewal_cards r JOIN orders o ON o.id = r.order_id \
    LEFT JOIN cards c ON c.id = r.card_id WHERE r.snapshot = ?1";

crate::from_row! {
    struct CardRow {
        card_id: i64 = "r.card_id",
        cid: Option<String> = "c.cid",
        order_id: i64 = "r.order_id",
        expires: Option<i64> = "r.expires",
        reason: Option<String> = "r.reason",
        plan: i64 = "o.plan",
    }
}

impl CardRow {
    fn wire(self, catalog: &Catalog) -> RenewalCard {
        let years = catalog.plan(self.plan).map_or(1, |plan| plan.years);
        let renewed = self.expires.filter(|_| self.reason.is_none());
        RenewalCard {
            sim_card_id: self.card_id,
            cid: self.cid.unwrap_or_default(),
            order_id: self.order_id,
            expire_time: self.expires.map(time),
            new_expire_time: renewed.map(|old| time(rules::expiry(old, years))),
            reason: self.reason,
        }
    }
}

/// `GET /v1/renewal-snapshots/{snapshot_id}/cards`: those with a reason, those that can be renewed, or all.
///
/// # Errors
/// 400 `GSL.00010004` naming the parameter, `GSL.00013012` when there is no such snapshot.
pub async fn cards(
    State(state): State<AppState>,
    path: PathText,
    RawQuery(query): RawQuery,
) -> Result<Json<RenewalCardList>, ApiError> {
    let id = path_number(path, "snapshot_id")?;
    let simulation = state.simulation();
    state
        .run(move |store, now_ms| {
            let params = Params::new(query.as_deref());
            let paging = params.paging()?;
            let reason = params.text("reason", 32)?;
            if reason
                .as_deref()
                .is_some_and(|key| RenewRefusal::from_key(key).is_none())
            {
                let known = RenewRefusal::ALL.map(RenewRefusal::key).join(", ");
                return Err(ApiError::parameter(
                    "reason",
                    format!("must be one of {known}"),
                ));
            }
            let can = params.boolean("renewable")?.unwrap_or(false);
            store.read(|db| {
                let catalog = store.catalog();
                snapshot::read(db, catalog, id, now_ms, simulation)?
                    .ok_or_else(ApiError::no_snapshot)?;
                let which = "AND (?2 IS NULL OR r.reason = ?2) AND (NOT ?3 OR r.reason IS NULL)";
                let count = db.query_row(
                    &format!("SELECT COUNT(*) FROM renewal_cards r WHERE r.snapshot = ?1 {which}"),
                    params![id, reason, can],
                    |row| row.get(0),
                )?;
                let cards = db
                    .prepare_cached(&format!(
                        "SELECT {} {OF_SNAPSHOT} {which} ORDER BY r.card_id LIMIT ?4 OFFSET ?5",
                        CardRow::COLUMNS
                    ))?
                    .query_map(
                        params![id, reason, can, paging.limit, paging.skip()],
                        |row| Ok(CardRow::from_row(row)?.wire(catalog)),
                    )?
                    .collect::<rusqlite::Result<_>>()?;
                Ok(paging.answer(count, cards))
            })
        })
        .await
}

/// `GET /v1/renewal-snapshots/{snapshot_id}/cards.csv`: the cards that can be renewed, to take rows away and come back
/// with the file (Q12.4). Numbers stay text.
///
/// # Errors
/// 400 `GSL.00013012` when there is no such snapshot.
pub async fn cards_csv(
    State(state): State<AppState>,
    path: PathText,
    RawQuery(query): RawQuery,
) -> Result<impl IntoResponse, ApiError> {
    let id = path_number(path, "snapshot_id")?;
    let simulation = state.simulation();
    let file = state
        .run(move |store, now_ms| {
            let language = language(&Params::new(query.as_deref()))?;
            let heads = [
                term::CONTAINER_ID,
                term::BATCH_NUMBER,
                term::PLAN_NAME,
                term::EXPIRES,
                Name::new("续费后到期时间(UTC+8)", "Expires after renewal (UTC+8)"),
            ];
            store.read(|db| {
                let catalog = store.catalog();
                snapshot::read(db, catalog, id, now_ms, simulation)?
                    .ok_or_else(ApiError::no_snapshot)?;
                let mut file = csv::MARK.to_owned();
                csv::row(&mut file, &heads.map(|name| Cell::Word(name.of(language))));
                let mut query = db.prepare_cached(&format!(
                    "SELECT {} {OF_SNAPSHOT} AND r.reason IS NULL ORDER BY r.order_id, r.card_id",
                    CardRow::COLUMNS
                ))?;
                let found = query.query_map([id], |row| {
                    let row = CardRow::from_row(row)?;
                    let name = catalog.plan(row.plan).map_or("", |plan| plan.name.as_str());
                    Ok((row.wire(catalog), name))
                })?;
                for found in found {
                    let (card, plan) = found?;
                    let day = |at: Option<gsl_model::time::Time>| {
                        at.map(|at| date_of(day_of(at.0.timestamp_millis())).to_string())
                            .unwrap_or_default()
                    };
                    let days = [card.expire_time, card.new_expire_time].map(day);
                    let [expires, renewed] = days.each_ref().map(|day| Cell::Word(day));
                    let cells = [
                        Cell::Text(&card.cid),
                        Cell::Digits(card.order_id.to_string().into()),
                        Cell::Text(plan),
                        expires,
                        renewed,
                    ];
                    csv::row(&mut file, &cells);
                }
                Ok(file)
            })
        })
        .await?;
    Ok(bulk_jobs::csv(file, "renewable-cards.csv"))
}

/// `POST /v1/renewals`: one order for each order renewed, paid in the same step or left waiting for payment. A snapshot is
/// renewed once: sent again, it answers the orders there are, and what is paid is not paid again.
///
/// # Errors
/// 400 `GSL.00013012` when there is no such snapshot or nothing in it can be renewed, `GSL.00010004` for an order that is not
/// in it or an amount that is not the sum; 403 `GSL.00013004` when an order has an unfinished renewal, `GSL.00013008` when
/// cards have changed since or there are too many orders. Nothing is ordered then.
pub async fn renewals(
    State(state): State<AppState>,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<RenewalOrders>, ApiError> {
    let TypedRequest { body, key } = sent::<RenewalRequest>(&uri, &headers, body).await?;
    let simulation = state.simulation();
    state
        .run(move |store, now_ms| {
            let catalog = store.catalog();
            let made = store.write(|db| {
                once(db, key.as_ref(), now_ms, |db| {
                    let found = snapshot::read(db, catalog, body.snapshot_id, now_ms, simulation)?;
                    let found = found.ok_or_else(ApiError::no_snapshot)?;
                    let made = renewed(db, catalog, &found, &body.order_ids, now_ms)?;
                    if let Some(amount) = body.amount_cents {
                        pay_waiting(db, catalog, &made, amount, now_ms, simulation)?;
                    }
                    Ok((orders_of_answer(db, catalog, made)?, Vec::new()))
                })
            })?;
            Ok(Json(made))
        })
        .await
}

/// Makes the orders, unless they are made already. Answers their numbers.
fn renewed(
    db: &Connection,
    catalog: &Catalog,
    found: &RenewalSnapshot,
    only: &[i64],
    now_ms: i64,
) -> Result<Vec<i64>, ApiError> {
    let mut made = found.renewal_order_ids.clone();
    if made.is_empty() {
        let in_it = |id: &i64| found.orders.iter().any(|order| order.order_id == *id);
        if let Some(other) = only.iter().find(|id| !in_it(id)) {
            let why = format!("{other} is not an order that this snapshot renews");
            return Err(ApiError::parameter("order_ids", why));
        }
        let named = |order: &&RenewalOrder| only.is_empty() || only.contains(&order.order_id);
        let orders: Vec<&RenewalOrder> = found.orders.iter().filter(named).collect();
        if orders.is_empty() {
            return Err(ApiError::nothing_to_renew());
        }
        if orders.len() > MOST_ORDERS_ALL {
            let why = format!("it is of more than {MOST_ORDERS_ALL} orders");
            return Err(ApiError::snapshot_refuses(why));
        }
        for order in &orders {
            if let Some(running) = renew::unfinished(db, order.order_id)? {
                return Err(ApiError::renewal_unfinished(order.order_id, running));
            }
        }
        let ids: Vec<i64> = orders.iter().map(|order| order.order_id).collect();
        if snapshot::changed(db, found.snapshot_id, &ids)? {
            return Err(ApiError::snapshot_refuses("cards have changed since"));
        }
        // Named one by one: part of an order.
        let kind = if matches!(found.way.as_str(), "file" | "cards") {
            OrderType::RenewCards
        } else {
            OrderType::RenewOrders
        };
        for order in orders {
            let plan: i64 = db.query_row(
                "SELECT plan FROM orders WHERE id = ?1",
                [order.order_id],
                |row| row.get(0),
            )?;
            let new = buy::NewOrder {
                kind,
                plan: catalog.plan(plan).ok_or_else(ApiError::no_plan)?,
                cards: order.cards,
                total: order.total_cents,
                form: None,
                data_type: None,
                freight_collect: None,
                address: None,
                source: Some(order.order_id),
                snapshot: Some(found.snapshot_id),
            };
            made.push(buy::place(db, &new, now_ms)?);
        }
    }
    Ok(made)
}

fn orders_of_answer(
    db: &Connection,
    catalog: &Catalog,
    made: Vec<i64>,
) -> Result<RenewalOrders, ApiError> {
    let orders = made
        .into_iter()
        .map(|id| known(db, catalog, id))
        .collect::<Result<Vec<_>, _>>()?;
    let total_cents = orders
        .iter()
        .filter_map(|order| order.price_cents)
        .fold(0, i64::saturating_add);
    Ok(RenewalOrders {
        orders,
        total_cents,
    })
}

/// `GET /v1/renewal-calendar`: months in which cards in use expire.
///
/// # Errors
/// When the database cannot be read.
pub async fn months(State(state): State<AppState>) -> Result<Json<RenewalMonths>, ApiError> {
    state
        .run(move |store, now_ms| {
            let fleet = store.fleet();
            let months = store.read(|db| calendar::months(db, &fleet, None, now_ms))?;
            Ok(Json(RenewalMonths { months }))
        })
        .await
}

/// `2026-12` of an address.
fn month_named(path: PathText) -> Result<String, ApiError> {
    let wrong = || ApiError::parameter("month", "must be a month such as 2026-12");
    let month = path.map_err(|_| wrong())?.0;
    if month.len() != 7 || format!("{month}-01").parse::<chrono::NaiveDate>().is_err() {
        return Err(wrong());
    }
    Ok(month)
}

/// `GET /v1/renewal-calendar/{month}/days`: the days of a month on which cards in use expire.
///
/// # Errors
/// 400 `GSL.00010004` naming the parameter.
pub async fn days(
    State(state): State<AppState>,
    path: PathText,
) -> Result<Json<RenewalMonths>, ApiError> {
    let month = month_named(path)?;
    state
        .run(move |store, now_ms| {
            let fleet = store.fleet();
            let months = store.read(|db| calendar::months(db, &fleet, Some(&month), now_ms))?;
            Ok(Json(RenewalMonths { months }))
        })
        .await
}

/// `GET /v1/renewal-orders`: the orders of cards in use that expire, whenever that is, by earliest expiry. `order_id` looks
/// for one.
///
/// # Errors
/// 400 `GSL.00010004` naming the parameter.
pub async fn due(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
) -> Result<Json<RenewalDueList>, ApiError> {
    state
        .run(move |store, now_ms| {
            let params = Params::new(query.as_deref());
            let paging = params.paging()?;
            let one = params.integer("order_id", 1, i64::MAX)?;
            let fleet = store.fleet();
            let mut all =
                store.read(|db| calendar::month(db, store.catalog(), &fleet, None, now_ms))?;
            all.retain(|due| one.is_none() || due.order_id == one);
            Ok(paging.answer_part(all))
        })
        .await
}

/// `GET /v1/renewal-calendar/{month}`: what of which order expires in a month, such as `2026-12`.
///
/// # Errors
/// 400 `GSL.00010004` naming the parameter.
pub async fn month(
    State(state): State<AppState>,
    path: PathText,
    RawQuery(query): RawQuery,
) -> Result<Json<RenewalDueList>, ApiError> {
    let month = month_named(path)?;
    state
        .run(move |store, now_ms| {
            let paging = Params::new(query.as_deref()).paging()?;
            let fleet = store.fleet();
            let all = store
                .read(|db| calendar::month(db, store.catalog(), &fleet, Some(&month), now_ms))?;
            Ok(paging.answer_part(all))
        })
        .await
}
