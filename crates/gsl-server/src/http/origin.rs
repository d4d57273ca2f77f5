//! Which requests are allowed: pages of other sites may not change anything, the host must be ours, and a body must have a
//! content type of its operation.
//!
//! A browser sends requests of any page to any address, the loopback interface included. It identifies the page in
//! `Sec-Fetch-Site` and `Origin`, which no page can forge. A name that was made to point here (DNS rebinding) passes as the
//! page's own origin, so `Host` has to be one of ours. Programs outside a browser send neither and are not affected.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, Version, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body::Body as _;

use super::files;
use crate::error::ApiError;
use crate::params::Params;

/// The address of this machine at which a connection came in; in the extensions of its requests.
#[derive(Debug, Clone, Copy)]
pub struct LocalAddress(pub IpAddr);

/// A name or an address, as compared.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Host {
    Address(IpAddr),
    Name(String),
}

impl Host {
    /// Reads `name`, `127.0.0.1` or `[::1]`. Names are of letters, digits, `.`, `-` and `_`.
    fn parse(text: &str) -> Option<Self> {
        if let Some(inside) = text.strip_prefix('[') {
            let address: Ipv6Addr = inside.strip_suffix(']')?.parse().ok()?;
            return Some(Self::Address(address.into()));
        }
        if let Ok(address) = text.parse::<Ipv4Addr>() {
            return Some(Self::Address(address.into()));
        }
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
        (!text.is_empty() && text.bytes().all(plain)).then(|| Self::Name(text.to_ascii_lowercase()))
    }
}

/// Host and port, of a `Host` header or an origin.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Authority {
    host: Host,
    port: Option<u16>,
}

impl Authority {
    fn parse(text: &str) -> Option<Self> {
        let (host, port) = match text.rsplit_once(':') {
            // The last colon of an address in brackets is inside them.
            Some((host, port)) if !port.ends_with(']') => (host, port),
            _ => (text, ""),
        };
        let port = match port {
            "" => None,
            digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                Some(digits.parse().ok()?)
            }
            _ => return None,
        };
        Some(Self {
            host: Host::parse(host)?,
            port,
        })
    }

    fn of_header(value: &HeaderValue) -> Option<Self> {
        Self::parse(value.to_str().ok()?.trim())
    }
}

/// The hosts a service answers for: `localhost`, `127.0.0.1`, `[::1]`, the address a connection came in at, and the names
/// it is given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hosts(Arc<[Host]>);

impl Hosts {
    /// Answers for these too. `localhost` and the loopback addresses need not be named.
    ///
    /// # Errors
    /// The name that is not valid: with a port, a scheme, a path or a wildcard.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Self, &'a str> {
        let read = |name: &'a str| {
            let bare = name.parse::<Ipv6Addr>().ok();
            let bare = bare.map(|address| Host::Address(address.into()));
            bare.or_else(|| Host::parse(name)).ok_or(name)
        };
        let hosts: Result<Vec<Host>, &str> = names.into_iter().map(read).collect();
        Ok(Self(hosts?.into()))
    }

    fn has(&self, host: &Host, local: Option<IpAddr>) -> bool {
        let ours = match host {
            Host::Name(name) => name == "localhost",
            Host::Address(address) => {
                *address == IpAddr::V4(Ipv4Addr::LOCALHOST)
                    || *address == IpAddr::V6(Ipv6Addr::LOCALHOST)
                    || Some(*address) == local
            }
        };
        ours || self.0.contains(host)
    }
}

/// Refuses requests for foreign hosts (421) and changes asked for by pages of other sites (403).
pub async fn check(State(hosts): State<Hosts>, request: Request, next: Next) -> Response {
    let asked = match asked_for(&hosts, &request) {
        Ok(asked) => asked,
        Err(error) => return error.into_response(),
    };
    if changes(&request)
        && let Err(error) = from_here(&asked, request.headers())
    {
        return error.into_response();
    }
    next.run(request).await
}

/// The host and port a request is for, once it is one of ours.
///
/// # Errors
/// 400 `APIGW.0201` when it names none, several or none that can be read; 421 `APIGW.0201` when it is not ours.
fn asked_for(hosts: &Hosts, request: &Request) -> Result<Authority, ApiError> {
    let local = request.extensions().get::<LocalAddress>();
    let local = local.map(|LocalAddress(address)| *address);
    let mut named = request.headers().get_all(header::HOST).iter();
    let (host, more) = (named.next(), named.next());
    if more.is_some() {
        return Err(ApiError::bad_host("there is more than one"));
    }
    // `GET http://host/path HTTP/1.1`: the host of the target is meant, and the header has to say the same.
    let target = request.uri().authority();
    let asked = match (target, host) {
        (Some(target), _) => Authority::parse(target.as_str()),
        (None, Some(host)) => Authority::of_header(host),
        (None, None) if request.version() == Version::HTTP_10 => {
            return Err(ApiError::bad_host(
                "it is missing; send one also with HTTP/1.0",
            ));
        }
        (None, None) => return Err(ApiError::bad_host("it is missing")),
    };
    let asked = asked.ok_or_else(|| ApiError::bad_host("it is no host and port"))?;
    if !hosts.has(&asked.host, local) {
        let shown = target.map_or_else(
            || String::from_utf8_lossy(host.map_or(b"", HeaderValue::as_bytes)).into_owned(),
            ToString::to_string,
        );
        return Err(ApiError::foreign_host(&shown));
    }
    if target.is_some()
        && host.is_some_and(|host| Authority::of_header(host) != Some(asked.clone()))
    {
        return Err(ApiError::bad_host("it differs from the host of the target"));
    }
    Ok(asked)
}

/// Whether a request changes something: all but GET, HEAD and OPTIONS do, and the query that asks the carrier for the usage
/// of now, which the card list then shows.
fn changes(request: &Request) -> bool {
    if !matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    ) {
        return true;
    }
    let real_time = Params::new(request.uri().query()).boolean("real_time");
    real_time != Ok(None) && real_time != Ok(Some(false))
}

/// Refuses what a page of another origin asked for.
///
/// # Errors
/// 403 `APIGW.0201`.
fn from_here(asked: &Authority, headers: &HeaderMap) -> Result<(), ApiError> {
    // Any value a browser may send beyond these two is treated as foreign.
    for site in headers.get_all("sec-fetch-site") {
        let site = site.as_bytes();
        if !site.eq_ignore_ascii_case(b"same-origin") && !site.eq_ignore_ascii_case(b"none") {
            let site = String::from_utf8_lossy(site);
            return Err(ApiError::foreign_page(&format!("Sec-Fetch-Site is {site}")));
        }
    }
    let https = headers.get("x-forwarded-proto").is_some_and(|value| {
        let first = value.as_bytes().split(|byte| *byte == b',').next();
        first.is_some_and(|first| first.trim_ascii().eq_ignore_ascii_case(b"https"))
    });
    let (scheme, port) = if https { ("https", 443) } else { ("http", 80) };
    for origin in headers.get_all(header::ORIGIN) {
        let text = String::from_utf8_lossy(origin.as_bytes());
        let own = text.split_once("://").is_some_and(|(given, rest)| {
            given.eq_ignore_ascii_case(scheme)
                && Authority::parse(rest).is_some_and(|origin| {
                    origin.host == asked.host
                        && origin.port.unwrap_or(port) == asked.port.unwrap_or(port)
                })
        });
        if !own {
            return Err(ApiError::foreign_page(&format!("Origin is {text}")));
        }
    }
    Ok(())
}

const JSON: &str = "application/json";
const FORM: &str = "multipart/form-data";
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The content types of an operation's body, as its description says.
fn types_of(path: &str) -> &'static [&'static str] {
    match path {
        files::PATH => &["text/csv", XLSX, JSON, FORM],
        _ => &[JSON],
    }
}

/// Whether a body of this type is JSON.
pub(super) fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| essence(kind) == JSON)
}

/// The type without its parameters.
fn essence(kind: &str) -> String {
    let (essence, _) = kind.split_once(';').unwrap_or((kind, ""));
    essence.trim().to_ascii_lowercase()
}

/// Whether a charset that is named is UTF-8, which all JSON is.
fn is_utf8(kind: &str) -> bool {
    kind.split(';').skip(1).all(|parameter| {
        let Some((name, value)) = parameter.split_once('=') else {
            return true;
        };
        let value = value.trim().trim_matches('"');
        !name.trim().eq_ignore_ascii_case("charset")
            || value.eq_ignore_ascii_case("utf-8")
            || value.eq_ignore_ascii_case("utf8")
    })
}

/// Refuses a body whose type its operation does not take (415). The types that a form or a script of any page may send
/// without asking first are not among them, but for `multipart/form-data`, where [`check`] has to do alone. An empty body
/// needs no type.
pub async fn check_type(request: Request, next: Next) -> Response {
    if matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    ) {
        return next.run(request).await;
    }
    let taken = types_of(request.uri().path());
    let mut kinds = request.headers().get_all(header::CONTENT_TYPE).iter();
    let fits = match (kinds.next(), kinds.next()) {
        (None, _) => request.body().is_end_stream(),
        (Some(kind), None) => kind.to_str().is_ok_and(|kind| {
            let essence = essence(kind);
            taken.contains(&essence.as_str()) && (essence != JSON || is_utf8(kind))
        }),
        (Some(_), Some(_)) => false,
    };
    if fits {
        return next.run(request).await;
    }
    let given: Vec<_> = request
        .headers()
        .get_all(header::CONTENT_TYPE)
        .iter()
        .map(|kind| String::from_utf8_lossy(kind.as_bytes()).into_owned())
        .collect();
    ApiError::content_type(&given.join(", "), taken).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn authority(text: &str) -> Option<(Host, Option<u16>)> {
        Authority::parse(text).map(|read| (read.host, read.port))
    }

    #[test]
    fn hosts_are_read_as_browsers_write_them() {
        let name = |name: &str| Host::Name(name.to_owned());
        let v6 = Host::Address(Ipv6Addr::LOCALHOST.into());
        assert_eq!(
            authority("LocalHost:8080"),
            Some((name("localhost"), Some(8080)))
        );
        assert_eq!(authority("localhost"), Some((name("localhost"), None)));
        assert_eq!(authority("localhost:"), Some((name("localhost"), None)));
        assert_eq!(authority("[::1]"), Some((v6.clone(), None)));
        assert_eq!(authority("[0:0:0:0:0:0:0:1]:80"), Some((v6, Some(80))));
        let v4 = Host::Address(Ipv4Addr::LOCALHOST.into());
        assert_eq!(authority("127.0.0.1:1"), Some((v4, Some(1))));
        for bad in [
            "",
            ":80",
            "::1",
            "[::1",
            "[::1]x",
            "[evil]",
            "localhost:x",
            "localhost:99999",
            "localhost:-1",
            "a@localhost",
            "localhost/",
            "localhost,localhost",
            "local host",
            "localhost:80:80",
            "http://localhost",
        ] {
            assert_eq!(authority(bad), None, "{bad}");
        }
    }

    #[test]
    fn only_our_own_hosts_are_had() {
        let hosts = Hosts::new(["Console.Example", "10.1.2.3", "fd00::1", "[fd00::2]"]).unwrap();
        let has = |text: &str, local: Option<IpAddr>| {
            hosts.has(&Authority::parse(text).unwrap().host, local)
        };
        for ours in [
            "localhost",
            "127.0.0.1:9",
            "[::1]:9",
            "console.example:443",
            "10.1.2.3",
            "[fd00::1]",
            "[fd00::2]:80",
        ] {
            assert!(has(ours, None), "{ours}");
        }
        for foreign in [
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "0.0.0.0",
            "127.0.0.2",
            "localhost.",
            "[::]",
            "[::ffff:127.0.0.1]",
            "10.1.2.4",
            "sub.console.example",
            "127.1",
            "0x7f000001",
            "2130706433",
        ] {
            assert!(!has(foreign, None), "{foreign}");
        }
        assert!(has("10.1.2.4", "10.1.2.4".parse().ok()));
        for bad in ["console.example:80", "http://x", "x/y", "*", "", "a b"] {
            assert_eq!(Hosts::new([bad]).err(), Some(bad));
        }
    }

    #[test]
    fn types_are_told_from_their_parameters() {
        assert_eq!(essence(" Application/JSON ; charset=UTF-8"), JSON);
        assert_eq!(essence("text/plain; application/json"), "text/plain");
        assert!(is_utf8("application/json") && is_utf8("application/json;Charset=\"utf-8\"; x"));
        assert!(!is_utf8("application/json; charset=gbk"));
    }
}
