//! Calls that do something with a card: operations 3–8, 10 and 11, and the work order they make (operation 33).

use super::{MutationRequest, Request};
use crate::routes::card_action::CardAction;
use gsl_model::wire::{
    BindAreaRequest, BulkParameters, CutNetRequest, ExceedCutNetRequest, RebindRequest,
    SpeedLimitRequest, StopResetRequest,
};

/// Work orders; all their calls begin so.
pub const WORK_ORDERS: &str = "/v1/work-orders";
/// Cards; all their calls begin so.
pub const CARDS: &str = "/v1/sim-cards";

/// The call of an action that makes a work order; None for those that do not. Parameters as the bulk API has them; a
/// threshold without quota is cancelled.
#[must_use]
pub fn request(
    action: CardAction,
    card: i64,
    parameters: &BulkParameters,
) -> Option<MutationRequest> {
    let path = |name: &str| format!("{CARDS}/{card}/{name}");
    let bare = |name: &str| Request::post_empty(path(name));
    let cut = |action: &str| {
        let body = CutNetRequest {
            action: action.to_owned(),
            iccid: None,
        };
        Request::post(path("cut-net"), &body)
    };
    Some(match action {
        CardAction::Activate => bare("enable"),
        CardAction::Suspend => Request::post(path("stop"), &StopResetRequest::default()),
        CardAction::Resume => Request::post(path("reset"), &StopResetRequest::default()),
        CardAction::CutNet => cut("ADD"),
        CardAction::RestoreNet => cut("DEL"),
        CardAction::Threshold => Request::post(
            path("exceed-cut-net"),
            &ExceedCutNetRequest {
                action: if parameters.quota.is_some() { 1 } else { 2 },
                quota: parameters.quota.map(|mb| mb.to_string()),
                iccid: None,
            },
        ),
        CardAction::Rebind => Request::post(
            path("bind-device"),
            &RebindRequest {
                bind_type: parameters.bind_type.unwrap_or(1),
                imei: parameters.imei.clone(),
                iccid: None,
            },
        ),
        CardAction::SpeedLimit => Request::post(
            path("speed-limit"),
            &SpeedLimitRequest {
                speed_value: parameters.speed_value?,
                iccid: None,
            },
        ),
        CardAction::BindArea => Request::post(
            path("bind-area"),
            &BindAreaRequest {
                area: parameters.area.clone()?,
                iccid: None,
            },
        ),
        CardAction::ClearRealName => bare("clear-real-name"),
        CardAction::ResetNetwork | CardAction::Lost | CardAction::QueryRealName => return None,
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
                CardAction::Threshold,
                None,
                "exceed-cut-net",
                Some(r#"{"action":2}"#),
            ),
            (
                CardAction::Rebind,
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
        assert_eq!(
            request(CardAction::Lost, 7, &BulkParameters::default()),
            None
        );
    }
}
