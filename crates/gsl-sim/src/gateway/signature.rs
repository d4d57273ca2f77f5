//! The signature of a request, SDK-HMAC-SHA256, checked as the gateway does: from what arrived, with no code of a client
//! (`docs/service/real-cloud.md`, section 2).

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use hmac::{Hmac, Mac};
use http::HeaderMap;
use sha2::{Digest, Sha256};

/// By how much the date of a request may be off.
const MOST_SKEW: TimeDelta = TimeDelta::minutes(15);

/// A request as it arrived.
#[derive(Debug, Clone, Copy)]
pub struct Arrived<'a> {
    /// Such as `GET`.
    pub method: &'a str,
    /// As sent, percent-encoded.
    pub path: &'a str,
    /// As sent, without the question mark.
    pub query: &'a str,
    /// All headers.
    pub headers: &'a HeaderMap,
    /// All bytes.
    pub body: &'a [u8],
}

/// Whose requests are let in.
#[derive(Clone, Default)]
pub struct Keys {
    /// Access key.
    pub access_key: String,
    /// Secret key.
    pub secret_key: String,
    /// The token of temporary keys.
    pub security_token: Option<String>,
}

impl Arrived<'_> {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Whether it is signed with these keys, and not too long ago.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn check(&self, keys: &Keys, now: DateTime<Utc>) -> Result<(), String> {
        let authorization = self
            .header("authorization")
            .ok_or("Authorization is missing")?;
        let fields = authorization
            .strip_prefix("SDK-HMAC-SHA256 ")
            .ok_or("the algorithm is not SDK-HMAC-SHA256")?;
        let field = |name: &str| {
            let mut fields = fields
                .split(',')
                .filter_map(|field| field.trim().split_once('='));
            fields.find(|(key, _)| *key == name).map(|(_, value)| value)
        };
        if field("Access") != Some(&keys.access_key) {
            return Err("Get secretKey failed,ak:unknown".to_owned());
        }
        let signed = field("SignedHeaders").ok_or("SignedHeaders is missing")?;
        let names: Vec<&str> = signed.split(';').collect();
        for needed in ["host", "x-sdk-date"] {
            if !names.contains(&needed) {
                return Err(format!("{needed} is not signed"));
            }
        }
        for sent in ["x-project-id", "x-security-token"] {
            if self.headers.contains_key(sent) && !names.contains(&sent) {
                return Err(format!("{sent} is not signed"));
            }
        }
        if self.header("x-security-token") != keys.security_token.as_deref() {
            return Err("the security token is wrong or missing".to_owned());
        }
        let date = self.header("x-sdk-date").unwrap_or_default();
        let sent = NaiveDateTime::parse_from_str(date, "%Y%m%dT%H%M%SZ")
            .map_err(|_| format!("X-Sdk-Date {date:?} is no date such as 20260131T235959Z"))?;
        if (now - sent.and_utc()).abs() > MOST_SKEW {
            let now = compact(now);
            return Err(format!(
                "signature expired, signature time:{date},server time:{now}"
            ));
        }
        let signature = field("Signature").unwrap_or_default();
        // How the gateway sorts a name that is given more than once is not known: the official clients differ (real-cloud.md,
        // section 2). By name and value, and by name alone, are both taken.
        let right = [true, false].into_iter().any(|by_value| {
            let canonical = self.canonical(&names, by_value);
            sign(&canonical, date, &keys.secret_key).as_deref() == Some(signature)
        });
        if right {
            Ok(())
        } else {
            Err("verify aksk signature fail".to_owned())
        }
    }

    fn canonical(&self, names: &[&str], by_value: bool) -> String {
        // Decoded as a whole, so that an encoded slash divides like any other.
        let mut path = decode(self.path)
            .split(|byte| *byte == b'/')
            .map(encode)
            .collect::<Vec<_>>()
            .join("/");
        if !path.ends_with('/') {
            path.push('/');
        }
        let mut pairs: Vec<(String, String)> = self
            .query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                (encode(&decode(name)), encode(&decode(value)))
            })
            .collect();
        if by_value {
            pairs.sort();
        } else {
            pairs.sort_by(|(one, _), (other, _)| one.cmp(other));
        }
        let query: Vec<String> = pairs
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let headers: String = names
            .iter()
            .map(|name| format!("{name}:{}\n", self.header(name).unwrap_or_default().trim()))
            .collect();
        let unsigned = self.header("x-sdk-content-sha256") == Some("UNSIGNED-PAYLOAD");
        let body = match unsigned {
            true => "UNSIGNED-PAYLOAD".to_owned(),
            false => format!("{:x}", Sha256::digest(self.body)),
        };
        let (method, query, names) = (self.method, query.join("&"), names.join(";"));
        format!("{method}\n{path}\n{query}\n{headers}\n{names}\n{body}")
    }
}

/// `20260131T235959Z`
fn compact(at: DateTime<Utc>) -> String {
    use chrono::{Datelike, Timelike};
    format!(
        "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
        at.year(),
        at.month(),
        at.day(),
        at.hour(),
        at.minute(),
        at.second()
    )
}

fn sign(canonical: &str, date: &str, secret_key: &str) -> Option<String> {
    let hash = Sha256::digest(canonical);
    let mut mac = Hmac::<Sha256>::new_from_slice(secret_key.as_bytes()).ok()?;
    mac.update(format!("SDK-HMAC-SHA256\n{date}\n{hash:x}").as_bytes());
    Some(format!("{:x}", mac.finalize().into_bytes()))
}

fn decode(text: &str) -> Vec<u8> {
    let mut rest = text.as_bytes();
    let mut decoded = Vec::with_capacity(rest.len());
    while let Some((byte, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| *byte == b'%');
        let code = digits
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        decoded.push(code.unwrap_or(*byte));
        rest = match code {
            Some(_) => after.get(2..).unwrap_or_default(),
            None => after,
        };
    }
    decoded
}

fn encode(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(byte) {
            text.push(char::from(*byte));
        } else {
            text += &format!("%{byte:02X}");
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_decoded_and_encoded_one_way() {
        for (sent, canonical) in [
            ("a%2fb", "a%2Fb"),
            ("%E5%8d%8E", "%E5%8D%8E"),
            ("a+b", "a%2Bb"),
            ("100%", "100%25"),
            ("%4", "%254"),
            ("a~b", "a~b"),
        ] {
            assert_eq!(encode(&decode(sent)), canonical);
        }
    }
}
