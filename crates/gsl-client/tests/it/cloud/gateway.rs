//! The signature, checked as the gateway does: from what arrived, without the client's own code.

use super::{Seen, State};
use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, Timelike, Utc};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// Why a request is refused.
pub fn check(seen: &Seen, state: &State) -> Option<String> {
    let header = |name: &str| seen.headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(token) = &state.token {
        return (header("x-auth-token") != Some(token)).then(|| "Incorrect IAM token".to_owned());
    }
    let refuse = |words: &str| Some(format!("Incorrect IAM authentication information: {words}"));
    let Some(authorization) = header("authorization") else {
        return refuse("no authorization");
    };
    let Some(rest) = authorization.strip_prefix("SDK-HMAC-SHA256 ") else {
        return refuse("algorithm");
    };
    let mut fields = rest.split(", ").map(|field| field.split_once('=').unwrap());
    let (access, signed, signature) = (fields.next(), fields.next(), fields.next());
    if access != Some(("Access", &state.access_key)) {
        return refuse("access key not found");
    }
    let Some(("SignedHeaders", names)) = signed else {
        return refuse("signed headers");
    };
    let names: Vec<&str> = names.split(';').collect();
    assert!(names.is_sorted(), "{names:?}");
    for needed in ["host", "x-sdk-date"] {
        assert!(names.contains(&needed), "{needed} is not signed");
    }
    for sent in ["x-project-id", "x-security-token", "content-type"] {
        assert_eq!(
            names.contains(&sent),
            seen.headers.contains_key(sent),
            "{sent}"
        );
    }
    if header("x-security-token") != state.security_token.as_deref() {
        return refuse("security token");
    }

    let date = header("x-sdk-date").unwrap();
    let sent = NaiveDateTime::parse_from_str(date, "%Y%m%dT%H%M%SZ")
        .unwrap()
        .and_utc();
    if (state.now() - sent).abs() > TimeDelta::minutes(15) {
        let now = state.now().format("%Y%m%dT%H%M%SZ");
        return refuse(&format!(
            "signature expired, signature time:{date},server time:{now}"
        ));
    }

    // The gateway sorts the query as text; what was sent must be in that order already.
    let mut query: Vec<&str> = seen
        .query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .collect();
    let sent = query.clone();
    query.sort_by_key(|pair| pair.split_once('=').expect("an = in each pair"));
    assert_eq!(
        sent, query,
        "the query is sent in another order than it is signed in"
    );

    let mut canonical = format!("{}\n{}/\n{}\n", seen.method, seen.path, query.join("&"));
    for name in &names {
        canonical += &format!("{name}:{}\n", header(name).unwrap().trim());
    }
    canonical += &format!("\n{}\n{:x}", names.join(";"), Sha256::digest(&seen.body));
    let text = format!("SDK-HMAC-SHA256\n{date}\n{:x}", Sha256::digest(canonical));
    let mut mac = Hmac::<Sha256>::new_from_slice(state.secret_key.as_bytes()).unwrap();
    mac.update(text.as_bytes());
    let expected = format!("{:x}", mac.finalize().into_bytes());
    if signature != Some(("Signature", &expected)) {
        return refuse("verify aksk signature fail");
    }
    None
}

/// `Sun, 22 Nov 2026 18:17:27 GMT`
pub fn http_date(at: DateTime<Utc>) -> String {
    let months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let month = at.month0() as usize * 3;
    format!(
        "{}, {:02} {} {} {:02}:{:02}:{:02} GMT",
        at.weekday(),
        at.day(),
        &months[month..month + 3],
        at.year(),
        at.hour(),
        at.minute(),
        at.second()
    )
}
