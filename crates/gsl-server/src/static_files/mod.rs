//! The console's files with production headers.
//!
//! Paths without a file extension answer `index.html`, so that every page of the console can be opened directly.
//! Precompressed neighbours (`.br`, `.gz`, see [`pack`]) are used as `Accept-Encoding` allows.

pub mod pack;

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::time::UNIX_EPOCH;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::error::ApiError;

/// Design rule 11: nothing but our own files, no inline script or style; and no text becomes script or markup but the
/// address of the console's worker, through the policy of `public/sheet.js`.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    worker-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types gsl-console";

const FOREVER: &str = "public, max-age=31536000, immutable";
const ALWAYS_ASK: &str = "no-cache";

/// A directory of built files.
#[derive(Debug)]
pub struct StaticFiles {
    root: PathBuf,
}

/// A file to answer with.
struct Found {
    bytes: Vec<u8>,
    name: String,
    tag: String,
    encoding: Option<&'static str>,
}

impl StaticFiles {
    /// Serves the files below `root`.
    #[must_use]
    pub fn new(root: PathBuf) -> Self {
        Self {
            root: root.canonicalize().unwrap_or(root),
        }
    }

    /// Answers a GET or HEAD request.
    pub async fn serve(&self, path: &str, method: &Method, headers: &HeaderMap) -> Response {
        let accepts = Accepts::read(headers);
        let (root, asked) = (self.root.clone(), path.to_owned());
        let found = tokio::task::spawn_blocking(move || find(&root, &asked, accepts)).await;
        let mut answer = match found {
            Err(error) => ApiError::internal(error).into_response(),
            Ok(None) => ApiError::no_operation(path).into_response(),
            Ok(Some(found)) => answer(found, method, headers),
        };
        harden(answer.headers_mut());
        answer
    }
}

/// The file a path means, in the best encoding the caller accepts.
fn find(root: &Path, path: &str, accepts: Accepts) -> Option<Found> {
    let relative = safe_path(path)?;
    let mut file = root.join(&relative);
    if !file.is_file() {
        if relative.extension().is_some() {
            return None;
        }
        file = root.join("index.html");
    }
    // A link inside the directory must not lead out of it.
    let file = file
        .canonicalize()
        .ok()
        .filter(|file| file.starts_with(root))?;
    let name = file.file_name()?.to_str()?.to_owned();
    let modified = |path: &Path| fs::metadata(path).and_then(|meta| meta.modified()).ok();
    let since = modified(&file)?;
    for (encoding, suffix, accepted) in
        [("br", ".br", accepts.brotli), ("gzip", ".gz", accepts.gzip)]
    {
        let mut packed = file.clone().into_os_string();
        packed.push(suffix);
        let packed = PathBuf::from(packed);
        if accepted && modified(&packed).is_some_and(|packed| packed >= since) {
            let bytes = fs::read(&packed).ok()?;
            return Some(Found {
                tag: tag(&bytes, since, encoding),
                bytes,
                name,
                encoding: Some(encoding),
            });
        }
    }
    let bytes = fs::read(&file).ok()?;
    Some(Found {
        tag: tag(&bytes, since, "id"),
        bytes,
        name,
        encoding: None,
    })
}

/// The path below the root, or `None` when it is not plain: no `..`, nothing hidden, no backslash, no zero byte.
fn safe_path(path: &str) -> Option<PathBuf> {
    let decoded = percent_decode(path)?;
    if decoded.contains(['\\', '\0']) {
        return None;
    }
    let relative = PathBuf::from(decoded.trim_start_matches('/'));
    let plain = |part: Component<'_>| matches!(part, Component::Normal(name) if !name.to_string_lossy().starts_with('.'));
    relative.components().all(plain).then_some(relative)
}

fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || rest.next().and_then(|byte| char::from(byte).to_digit(16));
            let (high, low) = (digit()?, digit()?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn tag(bytes: &[u8], since: std::time::SystemTime, encoding: &str) -> String {
    let millis = since
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_millis());
    format!("\"{millis:x}-{:x}-{encoding}\"", bytes.len())
}

/// Compressions a caller understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Accepts {
    brotli: bool,
    gzip: bool,
}

impl Accepts {
    fn read(headers: &HeaderMap) -> Self {
        let text: Vec<&str> = headers
            .get_all(header::ACCEPT_ENCODING)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .collect();
        let accepts = |name: &str| {
            text.iter().any(|item| {
                let mut parts = item.split(';').map(str::trim);
                let named = parts
                    .next()
                    .is_some_and(|coding| coding.eq_ignore_ascii_case(name));
                let refused = parts.any(|part| {
                    part.strip_prefix("q=")
                        .and_then(|q| q.parse::<f32>().ok())
                        .is_some_and(|q| q <= 0.0)
                });
                named && !refused
            })
        };
        Self {
            brotli: accepts("br"),
            gzip: accepts("gzip"),
        }
    }
}

fn answer(found: Found, method: &Method, asked: &HeaderMap) -> Response {
    let known = asked
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|tags| {
            tags.split(',')
                .any(|tag| tag.trim().trim_start_matches("W/") == found.tag || tag.trim() == "*")
        });
    let mut headers = HeaderMap::new();
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(header::CONTENT_TYPE, mime(&found.name));
    set(
        header::CACHE_CONTROL,
        if has_hash(&found.name) {
            FOREVER
        } else {
            ALWAYS_ASK
        },
    );
    set(header::ETAG, &found.tag);
    set(header::VARY, "Accept-Encoding");
    if let Some(encoding) = found.encoding {
        set(header::CONTENT_ENCODING, encoding);
    }
    if known {
        headers.remove(header::CONTENT_ENCODING);
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(found.bytes.len()));
    let body = if method == Method::HEAD {
        Body::empty()
    } else {
        Body::from(found.bytes)
    };
    (headers, body).into_response()
}

fn harden(headers: &mut HeaderMap) {
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        // The files are public. Modules of a page without an origin (a sandboxed frame), or of a page that embeds the
        // console, need this; the API never sends it.
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

/// Whether the build put a hash of the content into the name: `-` and 16 hexadecimal digits.
fn has_hash(name: &str) -> bool {
    name.split('-').skip(1).any(|part| {
        let digits = part.bytes().take_while(u8::is_ascii_hexdigit).count();
        digits == 16
            && part
                .as_bytes()
                .get(16)
                .is_none_or(|next| !next.is_ascii_alphanumeric())
    })
}

/// The content type by file extension.
#[must_use]
pub fn mime(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_paths_are_safe() {
        for path in [
            "/../etc/passwd",
            "/%2e%2e/x",
            "/a/%2E%2e/%2e./b",
            "/.git/config",
            "/a/.env",
            "/a%00b",
            "/..%5cx",
            "/%ff",
            "/%2",
            "/%zz",
        ] {
            assert_eq!(safe_path(path), None, "{path}");
        }
        assert_eq!(safe_path("/a/b.js"), Some(PathBuf::from("a/b.js")));
        assert_eq!(safe_path("//etc/passwd"), Some(PathBuf::from("etc/passwd")));
        assert_eq!(safe_path("/"), Some(PathBuf::new()));
    }

    #[test]
    fn hashes_are_recognised() {
        assert!(has_hash("gsl-console-0123456789abcdef_bg.wasm"));
        assert!(has_hash("boot-0123456789abcdef.js"));
        assert!(!has_hash("boot-0123456789abcde.js"));
        assert!(!has_hash("boot-0123456789abcdef0.js"));
        assert!(!has_hash("index.html"));
    }

    #[test]
    fn refused_encodings_are_not_used() {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::ACCEPT_ENCODING,
            HeaderValue::from_static("br;q=0, GZIP;q=0.5"),
        );
        assert_eq!(
            Accepts::read(&headers),
            Accepts {
                brotli: false,
                gzip: true
            }
        );
    }
}
