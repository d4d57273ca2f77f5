//! Operations 3–8, 10 and 11: each makes a work order over one card.
//!
//! The rules are asked at once, so that what cannot be done is refused here, and again when the work order is carried
//! out.

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use gsl_model::imei::Imei;
use gsl_model::threshold;
use gsl_model::wire::{
    BindAreaRequest, CutNetRequest, ExceedCutNetRequest, RebindRequest, SpeedLimitRequest,
    StopResetRequest, WorkOrderId,
};
use gsl_model::work_order::WorkOrderSource;
use rusqlite::OptionalExtension;
use serde::de::DeserializeOwned;

use super::body::{SMALL, bytes, typed_or_empty};
use super::{AppState, PathText, cards, path_id};
use crate::error::ApiError;
use crate::idempotency::{Key, once};
use crate::params::Params;
use crate::work_orders::{Action, NewWorkOrder, check_cards, submit};

type Answer = Result<Json<WorkOrderId>, ApiError>;

/// Header by which the console makes itself known as the source of a request; without it the source is the API.
const SOURCE: &str = "x-request-source";

/// Who sends a request.
#[must_use]
pub fn source(headers: &HeaderMap) -> WorkOrderSource {
    if headers
        .get(SOURCE)
        .is_some_and(|value| value.as_bytes() == b"console")
    {
        WorkOrderSource::Console
    } else {
        WorkOrderSource::Api
    }
}

/// A request for an action on one card, read.
struct Request {
    card: i64,
    iccid: Option<String>,
    action: Action,
    source: WorkOrderSource,
    key: Option<Key>,
}

/// What all of them read: path, query, headers, body.
struct Parts {
    card: i64,
    params: Params,
    source: WorkOrderSource,
    key: Option<Key>,
    body: Bytes,
}

async fn parts(
    path: PathText,
    uri: &Uri,
    headers: &HeaderMap,
    body: Body,
) -> Result<Parts, ApiError> {
    let card = path_id(path)?;
    let body = bytes(body, SMALL).await?;
    Ok(Parts {
        card,
        params: Params::new(uri.query()),
        source: source(headers),
        key: Key::of(headers, &format!("POST {uri}"), &body)?,
        body,
    })
}

/// A body that may name the card by its ICCID.
trait OnCard: DeserializeOwned {
    fn iccid(&mut self) -> Option<String>;
}

macro_rules! on_card {
    ($($request:ident)+) => {$(
        impl OnCard for $request {
            fn iccid(&mut self) -> Option<String> {
                self.iccid.take()
            }
        }
    )+};
}

on_card! {
    StopResetRequest CutNetRequest ExceedCutNetRequest RebindRequest SpeedLimitRequest BindAreaRequest
}

impl Parts {
    fn with(self, iccid: Option<String>, action: Action) -> Request {
        Request {
            card: self.card,
            iccid,
            action,
            source: self.source,
            key: self.key,
        }
    }

    /// With the ICCID in the query: operations 3 and 10.
    fn by_query(self, action: Action) -> Result<Request, ApiError> {
        let iccid = self.params.text("iccid", 64)?;
        Ok(self.with(iccid, action))
    }

    /// With the ICCID in the body: all others.
    fn by_body<T: OnCard>(
        self,
        action: impl FnOnce(&T) -> Result<Action, ApiError>,
    ) -> Result<Request, ApiError> {
        let mut body: T = typed_or_empty(&self.body)?;
        let action = action(&body)?;
        Ok(self.with(body.iccid(), action))
    }
}

async fn order(state: AppState, request: Request) -> Answer {
    let simulation = state.simulation();
    state
        .run(move |store, now_ms| {
            let Request {
                card,
                iccid,
                action,
                source,
                key,
            } = request;
            let card = cards::card_of(store, card, iccid.as_deref())?;
            store
                .write(|db| {
                    once(db, key.as_ref(), now_ms, |db| {
                        let cid: Option<String> = db
                            .query_row("SELECT cid FROM cards WHERE id = ?1", [card], |row| {
                                row.get(0)
                            })
                            .optional()?;
                        let cid = cid.ok_or_else(ApiError::no_card)?;
                        for answer in check_cards(db, store.catalog(), &action, &[card], now_ms)? {
                            answer.map_err(|refusal| ApiError::refused(&cid, &action, &refusal))?;
                        }
                        let new = NewWorkOrder {
                            kind: action.single_type(),
                            detail: format!("{} {cid}", action.words()),
                            action,
                            source,
                            cards: vec![card],
                        };
                        let work_order_id = submit(db, &new, now_ms, simulation)?;
                        // No card has changed yet: the index stays as it is.
                        Ok((WorkOrderId { work_order_id }, Vec::new()))
                    })
                })
                .map(Json)
        })
        .await
}

macro_rules! operations {
    ($($(#[$doc:meta])* $name:ident => $read:expr;)+) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// 400 on a bad parameter, for an unknown card (`GSL.00011001`) or a carrier that does not offer it
        /// (`GSL.00011063`), 403 when the card does not allow it now.
        pub async fn $name(
            State(state): State<AppState>,
            path: PathText,
            uri: Uri,
            headers: HeaderMap,
            body: Body,
        ) -> Answer {
            let parts = parts(path, &uri, &headers, body).await?;
            let read: fn(Parts) -> Result<Request, ApiError> = $read;
            order(state, read(parts)?).await
        }
    )+};
}

operations! {
    /// Operation 3: 激活.
    enable => |parts| parts.by_query(Action::Activate);
    /// Operation 4: 停机.
    stop => |parts| parts.by_body(|_: &StopResetRequest| Ok(Action::Suspend));
    /// Operation 5: 复机.
    reset => |parts| parts.by_body(|_: &StopResetRequest| Ok(Action::Resume));
    /// Operation 6: 申请断网, 恢复.
    cut_net => |parts| parts.by_body(cut);
    /// Operation 7: 达量断网, 取消达量断网.
    exceed_cut_net => |parts| parts.by_body(set_threshold);
    /// Operation 8: 机卡重绑.
    bind_device => |parts| parts.by_body(rebind);
    /// Operation 10: 清除实名.
    clear_real_name => |parts| parts.by_query(Action::ClearRealName);
    /// Operation 11: 限速.
    speed_limit => |parts| parts.by_body(speed);
    /// Extension `sim-cards.area.act`: 绑定限制区域.
    bind_area => |parts| parts.by_body(area);
}

fn cut(body: &CutNetRequest) -> Result<Action, ApiError> {
    match body.action.as_str() {
        "ADD" => Ok(Action::CutNet),
        "DEL" => Ok(Action::RestoreNet),
        _ => Err(ApiError::parameter("action", "must be ADD or DEL")),
    }
}

fn set_threshold(body: &ExceedCutNetRequest) -> Result<Action, ApiError> {
    match body.action {
        1 => {
            let quota = body.quota.as_deref().and_then(threshold::read);
            let why = "must be \"0\", \"-1\" or a positive integer (MB)";
            let quota = quota.ok_or_else(|| ApiError::parameter("quota", why))?;
            Ok(Action::Threshold { quota })
        }
        2 => Ok(Action::CancelThreshold),
        _ => {
            let why = "must be 1 (set) or 2 (cancel)";
            Err(ApiError::parameter("action", why))
        }
    }
}

fn rebind(body: &RebindRequest) -> Result<Action, ApiError> {
    match body.bind_type {
        1 => Ok(Action::Rebind),
        2 => {
            let imei = Imei::read(body.imei.as_deref().unwrap_or_default())
                .map_err(|why| ApiError::parameter("imei", why))?;
            Ok(Action::RebindFixed { imei: imei.into() })
        }
        _ => {
            let why = "must be 1 (ordinary) or 2 (fixed)";
            Err(ApiError::parameter("bind_type", why))
        }
    }
}

fn area(body: &BindAreaRequest) -> Result<Action, ApiError> {
    let why = || ApiError::parameter("area", "must be the name of a province");
    Action::bind_area(&body.area).ok_or_else(why)
}

/// Whatever no carrier offers is refused by the rules, with the carrier's name.
fn speed(body: &SpeedLimitRequest) -> Result<Action, ApiError> {
    Ok(Action::SpeedLimit {
        speed_value: body.speed_value,
    })
}
