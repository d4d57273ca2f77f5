//! Part of a file, for downloads that are resumed (RFC 9110, section 14).

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::error::ApiError;

/// Bytes read at once.
const CHUNK: u64 = 1 << 17;

/// Which bytes are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByteRange {
    /// All of them.
    All,
    /// From one to another, both included.
    Part(u64, u64),
    /// Beyond the end of the file.
    Nothing,
}

/// Reads `Range` and `If-Range`. Several ranges, other units and invalid values are answered with the whole file.
#[must_use]
pub fn wanted(headers: &HeaderMap, etag: &str, size: u64) -> ByteRange {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    if text(header::IF_RANGE).is_some_and(|known| known != etag) {
        return ByteRange::All;
    }
    let Some((from, to)) = text(header::RANGE)
        .and_then(|range| range.strip_prefix("bytes="))
        .filter(|range| !range.contains(','))
        .and_then(|range| range.trim().split_once('-'))
    else {
        return ByteRange::All;
    };
    match (from.parse::<u64>(), to.parse::<u64>()) {
        (Ok(from), Ok(to)) if from <= to && from < size => ByteRange::Part(from, to.min(size - 1)),
        (Ok(from), Ok(to)) if from > to => ByteRange::All,
        (Ok(from), Err(_)) if to.is_empty() && from < size => ByteRange::Part(from, size - 1),
        (Err(_), Ok(last)) if from.is_empty() && last > 0 && size > 0 => {
            ByteRange::Part(size.saturating_sub(last), size - 1)
        }
        (Ok(_), Err(_)) if !to.is_empty() => ByteRange::All,
        (Err(_), _) if !from.is_empty() => ByteRange::All,
        (Err(_), Err(_)) => ByteRange::All,
        _ => ByteRange::Nothing,
    }
}

/// Answers with a file or a part of it, read piece by piece.
///
/// # Errors
/// 500 when it cannot be read.
pub fn answer(
    mut file: File,
    headers: &HeaderMap,
    etag: &str,
    kind: &'static str,
    name: &str,
) -> Result<Response, ApiError> {
    let size = file.metadata().map_err(ApiError::internal)?.len();
    let (status, from, length) = match wanted(headers, etag, size) {
        ByteRange::All => (StatusCode::OK, 0, size),
        ByteRange::Part(from, to) => (StatusCode::PARTIAL_CONTENT, from, to - from + 1),
        ByteRange::Nothing => {
            let told = [(header::CONTENT_RANGE, format!("bytes */{size}"))];
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, told).into_response());
        }
    };
    file.seek(SeekFrom::Start(from))
        .map_err(ApiError::internal)?;
    let pieces = futures_util::stream::unfold((file, length), |(mut file, left)| async move {
        if left == 0 {
            return None;
        }
        let read = tokio::task::spawn_blocking(move || {
            let mut piece = vec![0; usize::try_from(left.min(CHUNK)).unwrap_or(0)];
            let read = file.read_exact(&mut piece);
            let left = left - piece.len() as u64;
            read.map(|()| (piece, (file, left)))
        });
        Some(match read.await {
            Ok(Ok((piece, rest))) => (Ok(piece), rest),
            // An error aborts the body, so that half a file is not taken for the whole.
            Ok(Err(error)) => return Some((Err(error), empty()?)),
            Err(error) => return Some((Err(std::io::Error::other(error)), empty()?)),
        })
    });
    let mut response = (
        status,
        [
            (header::CONTENT_TYPE, kind.to_owned()),
            (header::CONTENT_LENGTH, length.to_string()),
            (header::ACCEPT_RANGES, "bytes".to_owned()),
            (header::ETAG, etag.to_owned()),
            (
                header::CONTENT_DISPOSITION,
                format!("attachment; filename=\"{name}\""),
            ),
            (header::CACHE_CONTROL, "private, no-cache".to_owned()),
        ],
        Body::from_stream(pieces),
    )
        .into_response();
    if status == StatusCode::PARTIAL_CONTENT {
        let range = format!("bytes {from}-{}/{size}", from + length - 1);
        if let Ok(range) = HeaderValue::from_str(&range) {
            response.headers_mut().insert(header::CONTENT_RANGE, range);
        }
    }
    Ok(response)
}

/// What follows an error: nothing.
fn empty() -> Option<(File, u64)> {
    File::open("/dev/null").ok().map(|file| (file, 0))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        let of = |range: &str, if_range: Option<&str>| {
            let mut headers = HeaderMap::new();
            headers.insert(header::RANGE, range.parse().unwrap());
            if let Some(tag) = if_range {
                headers.insert(header::IF_RANGE, tag.parse().unwrap());
            }
            wanted(&headers, "\"a\"", 100)
        };
        assert_eq!(wanted(&HeaderMap::new(), "\"a\"", 100), ByteRange::All);
        assert_eq!(of("bytes=0-0", None), ByteRange::Part(0, 0));
        assert_eq!(of("bytes=10-", None), ByteRange::Part(10, 99));
        assert_eq!(of("bytes=10-500", None), ByteRange::Part(10, 99));
        assert_eq!(of("bytes=-7", None), ByteRange::Part(93, 99));
        assert_eq!(of("bytes=-700", None), ByteRange::Part(0, 99));
        assert_eq!(of("bytes=10-", Some("\"a\"")), ByteRange::Part(10, 99));
        assert_eq!(of("bytes=10-", Some("\"b\"")), ByteRange::All);
        for nothing in ["bytes=100-", "bytes=100-200", "bytes=-0"] {
            assert_eq!(of(nothing, None), ByteRange::Nothing, "{nothing}");
        }
        for all in [
            "bytes=1-2,5-6",
            "lines=1-2",
            "bytes=5-2",
            "bytes=x-",
            "bytes=-",
            "bytes=1-x",
        ] {
            assert_eq!(of(all, None), ByteRange::All, "{all}");
        }
    }
}
