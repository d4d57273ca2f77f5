//! Calls that do something with a card: operations 3–8, 10 and 11, and the work order they make (operation 33).

use super::{MutationRequest, Request};
use gsl_model::action::CardAction;
use gsl_model::wire::{
    BindAreaRequest, BulkParameters, CutNetRequest, ExceedCutNetRequest, RebindRequest,
    SpeedLimitRequest, StopResetRequest,
};

/// Path prefix of work orders.
pub const WORK_ORDERS: &str = "/v1/work-orders";
/// Path prefix of cards.
pub const CARDS: &str = "/v1/sim-cards";

/// The request of an action that makes a work order; `None` for other actions, and when a required parameter is missing.
/// Parameters as the bulk API has them.
#[must_use]
pub fn request(
    action: CardAction,
    card: i64,
    parameters: &BulkParameters,
) -> Option<MutationRequest> {
    let url = format!("{CARDS}/{card}/{}", action.call()?.path);
    let cut = |action: &str| CutNetRequest {
        action: action.to_owned(),
        iccid: None,
    };
    let threshold = |action, quota: Option<i64>| ExceedCutNetRequest {
        action,
        quota: quota.map(|mb| mb.to_string()),
        iccid: None,
    };
    let rebind = |bind_type, imei| RebindRequest {
        bind_type,
        imei,
        iccid: None,
    };
    Some(match action {
        CardAction::Activate | CardAction::ClearRealName => Request::post_empty(url),
        CardAction::Suspend | CardAction::Resume => {
            Request::post(url, &StopResetRequest::default())
        }
        CardAction::CutNet => Request::post(url, &cut("ADD")),
        CardAction::RestoreNet => Request::post(url, &cut("DEL")),
        CardAction::Threshold => Request::post(url, &threshold(1, Some(parameters.quota?))),
        CardAction::CancelThreshold => Request::post(url, &threshold(2, None)),
        CardAction::Rebind => Request::post(url, &rebind(1, None)),
        CardAction::RebindFixed => Request::post(url, &rebind(2, Some(parameters.imei.clone()?))),
        CardAction::SpeedLimit => {
            let body = SpeedLimitRequest {
                speed_value: parameters.speed_value?,
                iccid: None,
            };
            Request::post(url, &body)
        }
        CardAction::BindArea => {
            let body = BindAreaRequest {
                area: parameters.area.clone()?,
                iccid: None,
            };
            Request::post(url, &body)
        }
        _ => return None,
    })
}

/// Operation 33: one work order by its number.
#[must_use]
pub fn work_order(id: i64) -> Request {
    Request::get(WORK_ORDERS)
        .with("main_search_key", id.to_string())
        .with("limit", "10")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_those_of_the_contract() {
        let parameters = |quota| BulkParameters {
            quota,
            speed_value: Some(-1),
            bind_type: Some(2),
            imei: Some("86".to_owned()),
            area: Some("广东".to_owned()),
            ..BulkParameters::default()
        };
        for (what, quota, url, body) in [
            (CardAction::Activate, None, "enable", None),
            (CardAction::Suspend, None, "stop", Some("{}")),
            (CardAction::Resume, None, "reset", Some("{}")),
            (
                CardAction::CutNet,
                None,
                "cut-net",
                Some(r#"{"action":"ADD"}"#),
            ),
            (
                CardAction::RestoreNet,
                None,
                "cut-net",
                Some(r#"{"action":"DEL"}"#),
            ),
            (
                CardAction::Threshold,
                Some(0),
                "exceed-cut-net",
                Some(r#"{"action":1,"quota":"0"}"#),
            ),
            (
                CardAction::CancelThreshold,
                None,
                "exceed-cut-net",
                Some(r#"{"action":2}"#),
            ),
            (
                CardAction::RebindFixed,
                None,
                "bind-device",
                Some(r#"{"bind_type":2,"imei":"86"}"#),
            ),
            (
                CardAction::SpeedLimit,
                None,
                "speed-limit",
                Some(r#"{"speed_value":-1}"#),
            ),
            (
                CardAction::BindArea,
                None,
                "bind-area",
                Some(r#"{"area":"广东"}"#),
            ),
            (CardAction::ClearRealName, None, "clear-real-name", None),
        ] {
            let request = request(what, 7, &parameters(quota)).unwrap();
            assert_eq!(request.url(), format!("/v1/sim-cards/7/{url}"));
            assert_eq!(request.body(), body);
        }
        let none = BulkParameters::default();
        for action in CardAction::ALL {
            // What asks for nothing is sent without parameters; every other action, and what makes no work order, is not.
            let bare = request(action, 7, &none).is_some();
            let makes_one = action.orders().is_some() && action.call().is_some();
            let asks = [
                CardAction::Threshold,
                CardAction::RebindFixed,
                CardAction::SpeedLimit,
                CardAction::BindArea,
            ];
            assert_eq!(bare, makes_one && !asks.contains(&action), "{action:?}");
        }
    }
}
