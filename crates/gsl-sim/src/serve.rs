//! A router on a socket, where a connection can be closed instead of an answer.

use std::io;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

use crate::account::ConnectionDropped;

/// Serves connections until `stop`. What is under way then is cut off.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => return,
        };
        match accepted {
            Ok((stream, _)) => drop(tokio::spawn(connection(stream, router.clone()))),
            // Too many connections, for one.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

async fn connection(stream: TcpStream, router: Router) {
    let service = service_fn(|request: Request<Incoming>| {
        let answer = router.clone().oneshot(request.map(Body::new));
        async move {
            let answer = answer.await.map_err(io::Error::other)?;
            match answer.extensions().get::<ConnectionDropped>() {
                Some(_) => Err(io::Error::other("dropped on purpose")),
                None => Ok(answer),
            }
        }
    });
    // Small answers at once, whatever the other side acknowledges.
    let _ = stream.set_nodelay(true);
    // An error here is a connection that was closed by one side or the other.
    let _ = http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .await;
}
