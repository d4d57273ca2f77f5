//! Whether a request is let in: the signature by gsl-sim's code, which shares none with the client, and what this client
//! has to do beyond that.

use super::signature::{Arrived, Keys};
use super::{Seen, State};
use chrono::{DateTime, Datelike, Timelike, Utc};

/// Why a request is refused.
pub fn check(seen: &Seen, state: &State) -> Option<String> {
    let header = |name: &str| seen.headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(token) = &state.token {
        return (header("x-auth-token") != Some(token)).then(|| "Incorrect IAM token".to_owned());
    }
    if let Some(authorization) = header("authorization") {
        let (_, rest) = authorization.split_once("SignedHeaders=").unwrap();
        let names: Vec<&str> = rest.split_once(',').unwrap().0.split(';').collect();
        assert!(names.is_sorted(), "{names:?}");
        for sent in ["x-project-id", "x-security-token", "content-type"] {
            let signed = names.contains(&sent);
            assert_eq!(signed, seen.headers.contains_key(sent), "{sent}");
        }
    }
    // If the gateway sorts the query as text, what was sent has to be in that order already.
    let mut query: Vec<&str> = seen.query.split('&').collect();
    query.retain(|pair| !pair.is_empty());
    assert!(
        query.is_sorted_by_key(|pair| pair.split_once('=').expect("an = in each pair")),
        "the query is sent in another order than it is signed in: {query:?}"
    );
    let request = Arrived {
        method: &seen.method,
        path: &seen.path,
        query: &seen.query,
        headers: &seen.headers,
        body: &seen.body,
    };
    let keys = Keys {
        access_key: state.access_key.clone(),
        secret_key: state.secret_key.clone(),
        security_token: state.security_token.clone(),
    };
    let why = request.check(&keys, state.now()).err()?;
    Some(format!("Incorrect IAM authentication information: {why}"))
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
