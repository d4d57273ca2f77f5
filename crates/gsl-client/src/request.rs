//! A request: built from typed parts, signed, sent with a fixed set of headers.

use crate::credentials::Current;
use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorKind};
use crate::operations::{Kind, Operation};
use crate::query::Query;
use crate::secret::{Secret, Secrets};
use crate::sign;
use chrono::{DateTime, Utc};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{HeaderName, HeaderValue};
use hyper::{Method, Request};

/// Reads the body of a success.
pub(crate) type Read<T> = fn(&str) -> Result<T, String>;

/// A request, built from its parts.
pub(crate) struct Parts {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) query: Query,
    pub(crate) body: Option<Bytes>,
    /// `None` at IAM, which has limits of its own.
    pub(crate) operation: Option<Operation>,
    /// Whether it may be sent again even if the first one may have been accepted.
    pub(crate) repeatable: bool,
}

impl Parts {
    /// The request of an operation. `id` is that of the path, if it has one.
    pub(crate) fn of(operation: Operation, id: i64) -> Self {
        Self {
            method: operation.method(),
            path: operation.path(id),
            query: Query::default(),
            body: None,
            operation: Some(operation),
            repeatable: operation.kind() == Kind::Read,
        }
    }
}

/// The request with its headers, signed or with the token; and what of it must not be shown.
pub(crate) fn build(
    endpoint: &Endpoint,
    project: Option<&str>,
    parts: &Parts,
    current: &Current,
    now: DateTime<Utc>,
) -> Result<(Request<Full<Bytes>>, Secrets), Error> {
    let query = parts.query.encoded();
    let host = endpoint.host();
    let date = sign::date(now);
    let body = parts.body.clone().unwrap_or_default();
    // Everything that is signed. Headers that a proxy may change, such as User-Agent, are not.
    let mut headers = vec![
        ("content-type", "application/json"),
        ("host", host.as_str()),
        ("x-sdk-date", date.as_str()),
    ];
    headers.extend(project.map(|project| ("x-project-id", project)));
    let mut secrets = Secrets::default();
    let (name, proof) = match current {
        Current::Token(token) => {
            secrets.hide(token.clone());
            ("x-auth-token", token.clone())
        }
        Current::Keys {
            access_key,
            secret_key,
            security_token,
        } => {
            let security_token = security_token.as_ref();
            headers.extend(security_token.map(|token| ("x-security-token", token.expose())));
            let signed = sign::Request {
                method: parts.method.as_str(),
                path: &parts.path,
                query: &query,
                headers: &headers,
                body: &body,
            };
            let proof =
                sign::authorization(&signed, &date, access_key.expose(), secret_key.expose());
            let signature = proof.rsplit('=').next().unwrap_or_default();
            secrets.hide(Secret::new(signature));
            secrets.hide(secret_key.clone());
            secrets.hide(access_key.clone());
            security_token
                .into_iter()
                .for_each(|token| secrets.hide(token.clone()));
            ("authorization", Secret::new(proof))
        }
    };
    let uri = endpoint
        .uri(&parts.path, &query)
        .ok_or_else(|| bad("the path"))?;
    let mut request = Request::new(Full::new(body));
    *request.method_mut() = parts.method.clone();
    *request.uri_mut() = uri;
    let put = request.headers_mut();
    put.insert("user-agent", HeaderValue::from_static(AGENT));
    for (name, value) in headers.into_iter().chain([(name, proof.expose())]) {
        let mut value = HeaderValue::from_str(value).map_err(|_| bad(name))?;
        // Its `Debug` then shows nothing.
        value.set_sensitive(matches!(
            name,
            "authorization" | "x-auth-token" | "x-security-token"
        ));
        put.insert(HeaderName::from_static(name), value);
    }
    Ok((request, secrets))
}

/// A value that no header or path can hold, such as a project id with a line break. Nothing has been sent.
fn bad(what: &str) -> Error {
    Error::new(ErrorKind::Refused, format!("{what} cannot be sent"))
}

/// Identifies this client; not signed.
const AGENT: &str = concat!("gsl-client/", env!("CARGO_PKG_VERSION"));
