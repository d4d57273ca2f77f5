//! The one error every operation answers with.

use std::fmt;

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use gsl_model::text::BadCharacter;
use gsl_model::wire::AttributeFailure;
use serde::Serialize;

/// Longest `error_msg` on the wire, in characters.
const MAX_MESSAGE: usize = 512;

/// An error as the API answers it: HTTP status, `error_code`, `error_msg`. The header `X-Request-Id` is added to
/// every answer by the request-id layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiError {
    status: StatusCode,
    code: &'static str,
    message: String,
}

#[derive(Serialize)]
struct Body<'a> {
    error_code: &'a str,
    error_msg: &'a str,
}

impl ApiError {
    /// An error with a status and a code, for modules whose errors need types that this module does not know.
    pub(crate) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        let message: String = message.into();
        let message = if message.chars().count() > MAX_MESSAGE {
            message
                .chars()
                .take(MAX_MESSAGE - 1)
                .chain(std::iter::once('…'))
                .collect()
        } else {
            message
        };
        Self {
            status,
            code,
            message,
        }
    }

    /// 400 `GSL.00010004`: a bad parameter, named.
    #[must_use]
    pub fn parameter(name: &str, why: impl fmt::Display) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "GSL.00010004",
            format!("Parameter error: {name} {why}"),
        )
    }

    /// 400 `GSL.00010004`: a parameter with a character that is no text, named with its position.
    #[must_use]
    pub fn not_text(name: &str, bad: BadCharacter) -> Self {
        Self::parameter(name, format!("has a character that is no text: {bad}"))
    }

    /// 400 `GSL.00010004`: a body that cannot be read.
    #[must_use]
    pub fn body(why: impl fmt::Display) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "GSL.00010004",
            format!("Parameter error: the request body {why}"),
        )
    }

    /// 400 `GSL.00011001`.
    #[must_use]
    pub fn no_card() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "GSL.00011001",
            "The SIM card does not exist or you have no permission for it.",
        )
    }

    /// 403 `GSL.00011004`.
    #[must_use]
    pub fn illegal_cycle(cycle: &str) -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "GSL.00011004",
            format!(
                "Illegal billing cycle: {cycle}. At most the last 6 cycles, the current one included."
            ),
        )
    }

    /// 400 `GSL.00012002`.
    #[must_use]
    pub fn no_plan() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "GSL.00012002",
            "The plan id is invalid.",
        )
    }

    /// 400 `GSL.00013001`: no such order. (The service's own codes of orders are not public; all of `GSL.000130…` but
    /// 13012 are this service's.)
    #[must_use]
    pub fn no_order() -> Self {
        let text = "The order does not exist or you have no permission for it.";
        Self::new(StatusCode::BAD_REQUEST, "GSL.00013001", text)
    }

    /// 403 `GSL.00013002`: an order does not allow this now, and why.
    #[must_use]
    pub fn order_refuses(id: i64, why: impl fmt::Display) -> Self {
        let text = format!("Order {id} does not allow this: {why}.");
        Self::new(StatusCode::FORBIDDEN, "GSL.00013002", text)
    }

    /// 400 `GSL.00013003`: no such quote, or it has expired.
    #[must_use]
    pub fn no_quote() -> Self {
        let text = "The quote does not exist or has expired. Ask for a new one.";
        Self::new(StatusCode::BAD_REQUEST, "GSL.00013003", text)
    }

    /// 403 `GSL.00013004`: one renewal of an order at a time.
    #[must_use]
    pub fn renewal_unfinished(order: i64, running: i64) -> Self {
        let text = format!("Order {order} has an unfinished renewal: order {running}.");
        Self::new(StatusCode::FORBIDDEN, "GSL.00013004", text)
    }

    /// 403 `GSL.00013008`: what was looked at cannot be renewed as it is, and why.
    #[must_use]
    pub fn snapshot_refuses(why: impl fmt::Display) -> Self {
        let text = format!("The snapshot cannot be renewed: {why}. Make a new one.");
        Self::new(StatusCode::FORBIDDEN, "GSL.00013008", text)
    }

    /// 400 `GSL.00013012`: no such snapshot, or no longer.
    #[must_use]
    pub fn no_snapshot() -> Self {
        let text = "The snapshot of renewable cards does not exist or has expired. Make a new one.";
        Self::new(StatusCode::BAD_REQUEST, "GSL.00013012", text)
    }

    /// 400 `GSL.00013012`: no card of a snapshot can be renewed.
    #[must_use]
    pub fn nothing_to_renew() -> Self {
        let text = "None of these cards can be renewed.";
        Self::new(StatusCode::BAD_REQUEST, "GSL.00013012", text)
    }

    /// 403 `GSL.00013005`: an order does not take this directional entry, or an entry does not allow this now, and why.
    #[must_use]
    pub fn directional_refuses(key: &str) -> Self {
        let text = format!("The directional entry is refused: {key}.");
        Self::new(StatusCode::FORBIDDEN, "GSL.00013005", text)
    }

    /// 409 `GSL.00013009`: what was shown before, a plan, does not hold any more, and why.
    #[must_use]
    pub fn plan_gone(why: impl fmt::Display) -> Self {
        let text = format!("The plan {why}. Preview again.");
        Self::new(StatusCode::CONFLICT, "GSL.00013009", text)
    }

    /// 409 `GSL.00013010`: a plan is carried out once; the job it became.
    #[must_use]
    pub fn plan_used(plan: i64, job: i64) -> Self {
        let text = format!("Plan {plan} was carried out already: it became bulk job {job}.");
        Self::new(StatusCode::CONFLICT, "GSL.00013010", text)
    }

    /// 409 `GSL.00013009` instead of a refusal: what a plan was made with is not so any more.
    #[must_use]
    pub fn since_the_plan(self) -> Self {
        if self.status.is_client_error() {
            let why = self.message.trim_end_matches('.');
            Self::plan_gone(format!("does not hold any more ({why})"))
        } else {
            self
        }
    }

    /// 400 `GSL.00013006`: no such address.
    #[must_use]
    pub fn no_address() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "GSL.00013006",
            "The address does not exist.",
        )
    }

    /// 403 `GSL.00013007`: add-ons cannot be bought for these cards, and why.
    #[must_use]
    pub fn add_on_refused(why: impl fmt::Display) -> Self {
        let text = format!("Add-ons cannot be bought: {why}.");
        Self::new(StatusCode::FORBIDDEN, "GSL.00013007", text)
    }

    /// 403 `GSL.00013013`: the service mirrors a real account and does not act on it.
    #[must_use]
    pub fn only_reads() -> Self {
        let text = "This service only reads the account. Change it in the official console until acting on it is supported here.";
        Self::new(StatusCode::FORBIDDEN, "GSL.00013013", text)
    }

    /// 503 `GSL.00013014`: something of the account has not been read yet, so that nothing can be said about it.
    #[must_use]
    pub fn not_read_yet(what: &str) -> Self {
        let text = format!(
            "Not read from the account yet: {what}. The first reading is under way; its progress is at /v1/account/sync."
        );
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "GSL.00013014", text)
    }

    /// 503 `GSL.00013015`: the account did not answer what only it knows.
    #[must_use]
    pub fn account_failed(why: impl fmt::Display) -> Self {
        let text = format!("The account did not answer: {why}");
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "GSL.00013015", text)
    }

    /// 403 `GSL.00014003`.
    #[must_use]
    pub fn no_pool() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "GSL.00014003",
            "The data pool does not exist.",
        )
    }

    /// 403 `GSL.00014004`: a pool does not allow this now, and why. (The service's own codes are cut off in its
    /// documentation.)
    #[must_use]
    pub fn pool_refuses(why: impl fmt::Display) -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "GSL.00014004",
            format!("The data pool does not allow this: {why}."),
        )
    }

    /// 403 `GSL.00011005`: a real-time query for this card is already under way. (The service's own code is cut off in
    /// its documentation; the text is known.)
    #[must_use]
    pub fn query_running() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "GSL.00011005",
            "A query service has been delivered. Try again later.",
        )
    }

    /// 403 `GSL.00011007`: too soon after the last export. (The service's own code is not documented.)
    #[must_use]
    pub fn export_too_soon(seconds: i64) -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "GSL.00011007",
            format!("Exports must be at least 5 minutes apart. Try again in {seconds} seconds."),
        )
    }

    /// 400 `GSL.00011010`.
    #[must_use]
    pub fn too_many_cards(name: &str, given: usize, limit: usize) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "GSL.00011010",
            format!("Too many iccids: {name} has {given} entries, at most {limit} are allowed."),
        )
    }

    /// 403 `GSL.00011012`: a work order that has ended.
    #[must_use]
    pub fn order_ended(id: i64) -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "GSL.00011012",
            format!("Work order {id} has ended and cannot be cancelled."),
        )
    }

    /// 400 `GSL.00011011`.
    #[must_use]
    pub fn unknown_cards(missing: &[String]) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "GSL.00011011",
            format!("iccid:[{}] does not exist.", missing.join(",")),
        )
    }

    /// 400 `GSL.00011063`.
    #[must_use]
    pub fn carrier_not_supported() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "GSL.00011063",
            "The carrier of this card is not supported by this operation.",
        )
    }

    /// 400 `GSL.00012016`: no such temporary file, or it is older than a day.
    #[must_use]
    pub fn no_file() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "GSL.00012016",
            "The SIM card file does not exist. Temporary files are kept for 24 hours; upload it again.",
        )
    }

    /// 400 `GSL.00012031`: per-card failures as a JSON list, as many as fit.
    #[must_use]
    pub fn card_failures(failures: &[AttributeFailure]) -> Self {
        let mut list = String::from("[");
        for failure in failures {
            let entry = serde_json::to_string(failure).unwrap_or_default();
            let comma = if list.len() > 1 { "," } else { "" };
            if list.len() + comma.len() + entry.len() + 1 > MAX_MESSAGE {
                break;
            }
            list.push_str(comma);
            list.push_str(&entry);
        }
        list.push(']');
        Self::new(StatusCode::BAD_REQUEST, "GSL.00012031", list)
    }

    /// 400 `GSL.00016051`.
    #[must_use]
    pub fn card_list_size(given: usize) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "GSL.00016051",
            format!("The card list must hold 1 to 500 cards, not {given}."),
        )
    }

    /// 400 `GSL.00016052`.
    #[must_use]
    pub fn tag_list_size(given: usize) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "GSL.00016052",
            format!("The tag list must hold 0 to 10 tags, not {given}."),
        )
    }

    /// 400 `GSL.00016053`.
    #[must_use]
    pub fn unknown_ids(ids: &[i64]) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "GSL.00016053",
            format!(
                "The ids do not exist or you have no right to them: {}",
                listed(ids)
            ),
        )
    }

    /// 400 `GSL.00016054`.
    #[must_use]
    pub fn duplicate_ids(ids: &[i64]) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "GSL.00016054",
            format!("The ids are given more than once: {}", listed(ids)),
        )
    }

    /// 400: a limit of the account is reached. Tag and attribute calls; the service's own code is not documented.
    #[must_use]
    pub fn limit_reached(message: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "GSL.00020004", message)
    }

    /// The codes of tag and attribute calls: `GSL.00020003` busy, `GSL.00020004` parameter error.
    #[must_use]
    pub fn of_labels(mut self) -> Self {
        self.code = match self.code {
            "GSL.00010003" => "GSL.00020003",
            "GSL.00010004" => "GSL.00020004",
            other => other,
        };
        self
    }

    /// 404 `APIGW.0101`: no operation at this path.
    #[must_use]
    pub fn no_operation(path: &str) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "APIGW.0101",
            format!("The API does not exist: {path}"),
        )
    }

    /// 405 `APIGW.0101`: the path exists, but not with this method.
    #[must_use]
    pub fn no_method(method: &str) -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "APIGW.0101",
            format!("The API does not exist with the method {method}."),
        )
    }

    /// 400 `APIGW.0201`: the request does not say properly for which host it is.
    #[must_use]
    pub fn bad_host(why: &str) -> Self {
        let text = format!("Bad request: the header Host cannot be used: {why}.");
        Self::new(StatusCode::BAD_REQUEST, "APIGW.0201", text)
    }

    /// 421 `APIGW.0201`: the request is for a host that is not this service.
    #[must_use]
    pub fn foreign_host(host: &str) -> Self {
        let text = format!(
            "This service does not answer for the host {host:?}. Use localhost, 127.0.0.1 or [::1], or start it with \
             --host and the name."
        );
        Self::new(StatusCode::MISDIRECTED_REQUEST, "APIGW.0201", text)
    }

    /// 403 `APIGW.0201`: a page of another origin wants to change something.
    #[must_use]
    pub fn foreign_page(why: &str) -> Self {
        let text = format!(
            "A page of another site may not change anything here: {why}. Use the console at this service's own address; a \
             proxy has to pass on Host and X-Forwarded-Proto."
        );
        Self::new(StatusCode::FORBIDDEN, "APIGW.0201", text)
    }

    /// 415 `APIGW.0201`: the operation does not take a body of this type.
    #[must_use]
    pub fn content_type(given: &str, taken: &[&str]) -> Self {
        let given = if given.is_empty() {
            "is missing".to_owned()
        } else {
            format!("must not be {given:?}")
        };
        let text = format!(
            "The header Content-Type {given}: send {}.",
            taken.join(" or ")
        );
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "APIGW.0201", text)
    }

    /// 504 `APIGW.0201`: the answer took too long.
    #[must_use]
    pub fn timeout() -> Self {
        Self::new(
            StatusCode::GATEWAY_TIMEOUT,
            "APIGW.0201",
            "The service took too long to answer. Try again.",
        )
    }

    /// 500 `GSL.00010003`: the service stumbled. The cause goes to the log, not to the caller.
    #[must_use]
    pub fn internal(cause: impl fmt::Display) -> Self {
        eprintln!("gsl-server: internal error: {cause}");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "GSL.00010003",
            "The system is busy. Try again later.",
        )
    }

    /// The HTTP status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }
}

/// `[1,2,3]`, the first twenty.
fn listed(ids: &[i64]) -> String {
    let shown: Vec<String> = ids.iter().take(20).map(i64::to_string).collect();
    let more = if ids.len() > shown.len() { ",…" } else { "" };
    format!("[{}{more}]", shown.join(","))
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.message)
    }
}

impl std::error::Error for ApiError {}

impl From<rusqlite::Error> for ApiError {
    fn from(error: rusqlite::Error) -> Self {
        Self::internal(error)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        (
            self.status,
            Json(Body {
                error_code: self.code,
                error_msg: &self.message,
            }),
        )
            .into_response()
    }
}
