//! Operations 3–8, 10 and 11: each makes a work order over one card.
//!
//! The rules are asked at once, so that what cannot be done is refused here, and again when the work order is carried
//! out.

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use gsl_model::imei::Imei;
use gsl_model::threshold;
use gsl_model::wire::WorkOrderId;
use gsl_model::work_order::WorkOrderSource;
use rusqlite::OptionalExtension;

use super::body::{Object, SMALL};
use super::idempotency::{Key, once};
use super::params::Params;
use super::{AppState, PathText, cards, path_id};
use crate::error::ApiError;
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
    body: Vec<u8>,
}

async fn parts(
    path: PathText,
    uri: &Uri,
    headers: &HeaderMap,
    body: Body,
) -> Result<Parts, ApiError> {
    let card = path_id(path)?;
    let body = to_bytes(body, SMALL)
        .await
        .map_err(|_| ApiError::body(format!("is incomplete or larger than {SMALL} bytes")))?
        .to_vec();
    Ok(Parts {
        card,
        params: Params::new(uri.query()),
        source: source(headers),
        key: Key::of(headers, &format!("POST {uri}"), &body)?,
        body,
    })
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
    fn by_body(
        self,
        action: impl FnOnce(&Object) -> Result<Action, ApiError>,
    ) -> Result<Request, ApiError> {
        let body = Object::parse(&self.body)?;
        let (iccid, action) = (body.text("iccid")?.map(str::to_owned), action(&body)?);
        Ok(self.with(iccid, action))
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
                        for answer in check_cards(db, store.catalog(), &action, &[card])? {
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
    stop => |parts| parts.by_body(|_| Ok(Action::Suspend));
    /// Operation 5: 复机.
    reset => |parts| parts.by_body(|_| Ok(Action::Resume));
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
    /// Extension `sim-cards.area`: 绑定限制区域.
    bind_area => |parts| parts.by_body(area);
}

fn cut(body: &Object) -> Result<Action, ApiError> {
    match body.text("action")? {
        Some("ADD") => Ok(Action::CutNet),
        Some("DEL") => Ok(Action::RestoreNet),
        _ => Err(ApiError::parameter("action", "must be ADD or DEL")),
    }
}

fn set_threshold(body: &Object) -> Result<Action, ApiError> {
    match body.signed("action")? {
        Some(1) => {}
        Some(2) => return Ok(Action::CancelThreshold),
        _ => {
            return Err(ApiError::parameter(
                "action",
                "must be 1 (set) or 2 (cancel)",
            ));
        }
    }
    let why = || ApiError::parameter("quota", "must be \"0\", \"-1\" or a positive integer (MB)");
    // A text in the contract, a number in the documentation's own example.
    let quota = match body.text("quota") {
        Ok(text) => threshold::read(text.ok_or_else(why)?),
        Err(_) => body.signed("quota")?.filter(|mb| threshold::is_sound(*mb)),
    };
    Ok(Action::Threshold {
        quota: quota.ok_or_else(why)?,
    })
}

fn rebind(body: &Object) -> Result<Action, ApiError> {
    match body.signed("bind_type")? {
        Some(1) => Ok(Action::Rebind),
        Some(2) => {
            let imei = Imei::read(body.text("imei")?.unwrap_or_default())
                .map_err(|why| ApiError::parameter("imei", why))?;
            Ok(Action::RebindFixed { imei: imei.into() })
        }
        _ => Err(ApiError::parameter(
            "bind_type",
            "must be 1 (ordinary) or 2 (fixed)",
        )),
    }
}

fn area(body: &Object) -> Result<Action, ApiError> {
    let area = body.text("area")?;
    area.and_then(Action::bind_area)
        .ok_or_else(|| ApiError::parameter("area", "must be the name of a province"))
}

fn speed(body: &Object) -> Result<Action, ApiError> {
    let value = body
        .signed("speed_value")?
        .ok_or_else(|| ApiError::parameter("speed_value", "is required"))?;
    // Whatever no carrier offers is refused with the carrier's name, numbers beyond all bounds included.
    let speed_value = i32::try_from(value).unwrap_or(0);
    Ok(Action::SpeedLimit { speed_value })
}
