//! The console's files and their headers.

use std::fs;
use std::io::Read;
use std::sync::Arc;

use crate::common::{Answer, Service, call};
use axum::Router;
use axum::body::Body;
use axum::http::Method;
use gsl_server::http::{AppState, app};
use gsl_server::static_files::CONTENT_SECURITY_POLICY;
use gsl_server::static_files::pack::pack;

const WASM: &str = "console-0123456789abcdef_bg.wasm";

struct Site {
    app: Router,
    service: Service,
}

fn site() -> Site {
    let service = Service::new(3);
    let dist = service.dir.path().join("dist");
    fs::create_dir_all(dist.join("style")).unwrap();
    fs::write(service.dir.path().join("secret.txt"), "secret").unwrap();
    fs::write(
        dist.join("index.html"),
        "<!doctype html><title>console</title>".repeat(20),
    )
    .unwrap();
    fs::write(dist.join(WASM), b"\0asm".repeat(500)).unwrap();
    fs::write(dist.join("style/base.css"), "body{}").unwrap();
    fs::write(dist.join("picture.png"), [137, 80, 78, 71]).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(service.dir.path().join("secret.txt"), dist.join("link.txt"))
        .unwrap();
    let state =
        AppState::new(Arc::clone(&service.store), service.clock.clone(), 1).with_files(dist);
    Site {
        app: app(state),
        service,
    }
}

impl Site {
    async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        call(&self.app, Method::GET, path, headers, Body::empty()).await
    }
}

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer
        .headers
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn every_page_of_the_console_opens_directly() {
    let site = site();
    for path in [
        "/",
        "/index.html",
        "/cards",
        "/cards/4710226018477568?tab=usage",
        "/style",
    ] {
        let answer = site.get(path, &[]).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(header(&answer, "content-type"), "text/html; charset=utf-8");
        assert_eq!(header(&answer, "cache-control"), "no-cache");
        assert!(String::from_utf8_lossy(&answer.bytes).contains("console"));
    }
    assert_eq!(site.get("/missing.js", &[]).await.error(404), "APIGW.0101");
    assert_eq!(site.get("/v1/missing", &[]).await.error(404), "APIGW.0101");
    assert_eq!(
        call(&site.app, Method::POST, "/cards", &[], Body::empty())
            .await
            .error(405),
        "APIGW.0101"
    );
    assert_eq!(site.get("/v1/tags", &[]).await.ok()["count"], 40);
}

#[tokio::test]
async fn headers_are_those_of_production() {
    let site = site();
    for path in ["/", "/style/base.css", "/missing.js"] {
        let answer = site.get(path, &[]).await;
        assert_eq!(
            header(&answer, "content-security-policy"),
            CONTENT_SECURITY_POLICY
        );
        assert_eq!(header(&answer, "x-content-type-options"), "nosniff");
        assert_eq!(header(&answer, "referrer-policy"), "no-referrer");
        assert_eq!(header(&answer, "cross-origin-opener-policy"), "same-origin");
        assert!(answer.headers.contains_key("x-request-id"));
    }
    let wasm = site.get(&format!("/{WASM}"), &[]).await;
    assert_eq!(header(&wasm, "content-type"), "application/wasm");
    assert_eq!(
        header(&wasm, "cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert_eq!(
        header(&site.get("/style/base.css", &[]).await, "cache-control"),
        "no-cache"
    );
    let head = call(&site.app, Method::HEAD, "/", &[], Body::empty()).await;
    assert_eq!((head.status.as_u16(), head.bytes.len()), (200, 0));
    assert_eq!(header(&head, "content-length"), "740");
}

#[tokio::test]
async fn s12_pages_of_the_service_enforce_trusted_types() {
    let site = site();
    let answer = site.get("/cards", &[]).await;
    let policy: Vec<&str> = header(&answer, "content-security-policy")
        .split("; ")
        .collect();
    assert!(policy.contains(&"require-trusted-types-for 'script'"));
    assert!(
        policy.contains(&"trusted-types gsl-console"),
        "one policy by name, no default policy: {policy:?}"
    );
}

#[tokio::test]
async fn p34_files_are_for_every_origin_and_the_api_is_not() {
    let site = site();
    let origin = [("origin", "null"), ("sec-fetch-site", "cross-site")];
    for path in ["/", "/style/base.css", &format!("/{WASM}")] {
        let answer = site.get(path, &origin).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(header(&answer, "access-control-allow-origin"), "*");
        assert!(
            !answer
                .headers
                .contains_key("access-control-allow-credentials")
        );
    }
    let tag = header(&site.get("/", &[]).await, "etag").to_owned();
    let known = site
        .get("/", &[("origin", "null"), ("if-none-match", &tag)])
        .await;
    assert_eq!(header(&known, "access-control-allow-origin"), "*");
    for path in ["/v1/tags", "/v1/capabilities", "/v1/missing"] {
        let answer = site.get(path, &origin).await;
        assert!(
            !answer.headers.contains_key("access-control-allow-origin"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn an_unchanged_file_is_not_sent_again() {
    let site = site();
    let tag = header(&site.get("/", &[]).await, "etag").to_owned();
    let again = site.get("/cards", &[("if-none-match", &tag)]).await;
    assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0));
    assert_eq!(
        site.get("/", &[("if-none-match", "\"other\"")])
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn packed_files_are_used_as_accepted() {
    let site = site();
    let dist = site.service.dir.path().join("dist");
    let first = pack(&dist).unwrap();
    assert_eq!(
        (first.written, first.kept),
        (4, 0),
        "html, wasm, css and the linked text"
    );
    let second = pack(&dist).unwrap();
    assert_eq!((second.written, second.kept), (0, 4));
    assert!(!dist.join("picture.png.br").exists());
    let plain = site.get(&format!("/{WASM}"), &[]).await;
    assert_eq!(
        (header(&plain, "content-encoding"), header(&plain, "vary")),
        ("", "Accept-Encoding")
    );
    let br = site
        .get(
            &format!("/{WASM}"),
            &[("accept-encoding", "gzip, deflate, br")],
        )
        .await;
    assert_eq!(
        (header(&br, "content-encoding"), header(&br, "content-type")),
        ("br", "application/wasm")
    );
    let mut unpacked = Vec::new();
    brotli::Decompressor::new(br.bytes.as_slice(), 4096)
        .read_to_end(&mut unpacked)
        .unwrap();
    assert_eq!(unpacked, plain.bytes);
    let gz = site
        .get(&format!("/{WASM}"), &[("accept-encoding", "gzip")])
        .await;
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(gz.bytes.as_slice())
        .read_to_end(&mut unpacked)
        .unwrap();
    assert_eq!(unpacked, plain.bytes);
    assert_ne!(header(&gz, "etag"), header(&br, "etag"));
    // A file built anew is not answered with the packing of the old one.
    for suffix in [".br", ".gz"] {
        let packed = fs::File::options()
            .write(true)
            .open(dist.join(format!("{WASM}{suffix}")))
            .unwrap();
        packed.set_modified(std::time::UNIX_EPOCH).unwrap();
    }
    fs::write(dist.join(WASM), b"new").unwrap();
    let new = site
        .get(&format!("/{WASM}"), &[("accept-encoding", "br")])
        .await;
    assert_eq!(
        (header(&new, "content-encoding"), new.bytes.as_slice()),
        ("", b"new".as_slice())
    );
}

#[tokio::test]
async fn nothing_outside_the_directory_is_served() {
    let site = site();
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/style/../../secret.txt",
        "/link.txt",
        "/%2e%2e%5csecret.txt",
        "/....//secret.txt",
        "/style/%2e%2e/%2e%2e/secret.txt",
        "//secret.txt",
    ] {
        let answer = site.get(path, &[]).await;
        assert_eq!(answer.status, 404, "{path}");
        assert_ne!(answer.bytes, b"secret", "{path}");
    }
}
