//! The body of an error response.

use super::decode::{Decode, Notes, Value};
use serde::{Deserialize, Serialize};

/// Error code and message. Reads every spelling the service has used: `error_code`/`error_msg`, `code`/`message`,
/// `errorCode`/`errorMsg`; missing fields are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "AnySpelling")]
pub struct ErrorBody {
    /// `GSL.…` or, from the gateway, `APIGW.…`.
    pub error_code: String,
    /// What went wrong, in the service's words.
    pub error_msg: String,
}

/// Separate fields instead of aliases, because a body with two spellings must not count as a duplicate field.
#[derive(Deserialize, gsl_macros::Decode)]
struct AnySpelling {
    error_code: Option<String>,
    code: Option<String>,
    #[serde(rename = "errorCode")]
    camel_code: Option<String>,
    error_msg: Option<String>,
    message: Option<String>,
    #[serde(rename = "errorMsg")]
    camel_msg: Option<String>,
}

impl Decode for ErrorBody {
    fn decode(value: Value, notes: &mut Notes) -> Self {
        AnySpelling::decode(value, notes).into()
    }
}

impl From<AnySpelling> for ErrorBody {
    fn from(body: AnySpelling) -> Self {
        Self {
            error_code: body
                .error_code
                .or(body.code)
                .or(body.camel_code)
                .unwrap_or_default(),
            error_msg: body
                .error_msg
                .or(body.message)
                .or(body.camel_msg)
                .unwrap_or_default(),
        }
    }
}
