//! The address of the cloud.

use hyper::Uri;
use hyper::http::uri::{Authority, Scheme};
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

/// The address of a service: `https://gsl.cn-north-4.myhuaweicloud.com`. Unencrypted only to this machine, for a
/// simulated account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    scheme: Scheme,
    authority: Authority,
}

/// Why an address cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndpointProblem {
    /// It is not `https://HOST` or `https://HOST:PORT`.
    NoAddress,
    /// It is `http` and leads to another machine: keys and card numbers would be readable on the way.
    NotEncrypted,
}

impl fmt::Display for EndpointProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::NoAddress => "an endpoint is https://HOST, without a path",
            Self::NotEncrypted => {
                "http is only for this machine itself (127.0.0.1, [::1], localhost); use https"
            }
        })
    }
}

impl std::error::Error for EndpointProblem {}

impl Endpoint {
    /// The one endpoint of GSL that is documented.
    pub const GSL: &str = "https://gsl.cn-north-4.myhuaweicloud.com";
    /// IAM in the same region.
    pub const IAM: &str = "https://iam.cn-north-4.myhuaweicloud.com";

    pub(crate) fn is_encrypted(&self) -> bool {
        self.scheme == Scheme::HTTPS
    }

    /// The header `Host`: without the port when that is the default of the scheme.
    pub(crate) fn host(&self) -> String {
        let default = if self.is_encrypted() { 443 } else { 80 };
        match self.authority.port_u16() {
            Some(port) if port != default => format!("{}:{port}", self.authority.host()),
            _ => self.authority.host().to_owned(),
        }
    }

    /// The address of a path there. `None` if that is no path.
    pub(crate) fn uri(&self, path: &str, query: &str) -> Option<Uri> {
        let target = if query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{query}")
        };
        Uri::builder()
            .scheme(self.scheme.clone())
            .authority(self.authority.clone())
            .path_and_query(target)
            .build()
            .ok()
    }
}

impl FromStr for Endpoint {
    type Err = EndpointProblem;

    fn from_str(text: &str) -> Result<Self, EndpointProblem> {
        let uri: Uri = text
            .trim()
            .parse()
            .map_err(|_| EndpointProblem::NoAddress)?;
        let parts = uri.into_parts();
        let (Some(scheme), Some(authority)) = (parts.scheme, parts.authority) else {
            return Err(EndpointProblem::NoAddress);
        };
        let bare = parts.path_and_query.is_none_or(|path| path == "/");
        let known = scheme == Scheme::HTTP || scheme == Scheme::HTTPS;
        if !bare || !known || authority.as_str().contains('@') || authority.host().is_empty() {
            return Err(EndpointProblem::NoAddress);
        }
        if scheme == Scheme::HTTP && !is_this_machine(authority.host()) {
            return Err(EndpointProblem::NotEncrypted);
        }
        Ok(Self { scheme, authority })
    }
}

fn is_this_machine(host: &str) -> bool {
    let address: Option<IpAddr> = host.trim_matches(['[', ']']).parse().ok();
    host.eq_ignore_ascii_case("localhost") || address.is_some_and(|address| address.is_loopback())
}

impl fmt::Display for Endpoint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}://{}", self.scheme, self.authority)
    }
}

#[cfg(test)]
mod tests {
    use super::{Endpoint, EndpointProblem};

    #[test]
    fn http_is_for_this_machine_only() {
        for good in [
            Endpoint::GSL,
            Endpoint::IAM,
            "https://10.0.0.1:8443/",
            "http://127.0.0.1:8080",
            "http://127.9.9.9",
            "http://[::1]:80",
            "http://LocalHost:1",
        ] {
            good.parse::<Endpoint>()
                .unwrap_or_else(|_| panic!("{good}"));
        }
        for (bad, expected) in [
            (
                "http://gsl.cn-north-4.myhuaweicloud.com",
                EndpointProblem::NotEncrypted,
            ),
            ("http://10.0.0.1", EndpointProblem::NotEncrypted),
            (
                "http://localhost.evil.example",
                EndpointProblem::NotEncrypted,
            ),
            (
                "http://127.0.0.1.evil.example",
                EndpointProblem::NotEncrypted,
            ),
            ("gsl.example", EndpointProblem::NoAddress),
            ("ftp://127.0.0.1", EndpointProblem::NoAddress),
            ("https://user:key@gsl.example", EndpointProblem::NoAddress),
            ("https://gsl.example/v1", EndpointProblem::NoAddress),
            ("https://gsl.example?x=1", EndpointProblem::NoAddress),
            ("", EndpointProblem::NoAddress),
        ] {
            assert_eq!(bad.parse::<Endpoint>(), Err(expected), "{bad}");
        }
    }

    #[test]
    fn the_host_has_no_default_port() {
        let host = |text: &str| text.parse::<Endpoint>().unwrap().host();
        assert_eq!(host(Endpoint::GSL), "gsl.cn-north-4.myhuaweicloud.com");
        assert_eq!(host("https://a.example:443"), "a.example");
        assert_eq!(host("http://127.0.0.1:443"), "127.0.0.1:443");
        assert_eq!(host("http://[::1]:8080"), "[::1]:8080");
    }
}
