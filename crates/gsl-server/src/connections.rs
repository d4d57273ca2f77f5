//! Connections: how many, how long one may be silent, and how they end.
//!
//! A caller that sends half a request, or does not read its answer, holds a connection, and the system lets a program have
//! only so many. Here each has time limits, and when there is no room for another, one that is silent makes way.

use std::collections::BTreeMap;
use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::Request;
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{Sleep, sleep, timeout};
use tower::ServiceExt;

use crate::http::origin::LocalAddress;

/// Largest head of a request, in bytes; the longest address is half of it.
const HEAD: usize = 128 << 10;
/// How often the same trouble is told.
const TELL_EVERY: Duration = Duration::from_secs(60);
/// How long after an attempt to make room the next one comes.
const PATIENCE: Duration = Duration::from_millis(20);

/// What connections may take.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Connections at once.
    pub connections: usize,
    /// From the opening, or from the end of an answer, until the next request's head is complete.
    pub head: Duration,
    /// While an answer is not read any further.
    pub stalled: Duration,
    /// For the answers under way when the service is told to stop.
    pub farewell: Duration,
}

impl Limits {
    /// What suits the descriptors this process may have: one for each connection, and the rest for the database and files.
    #[must_use]
    pub fn of_this_process() -> Self {
        let kept = 32 + threads() * DESCRIPTORS;
        Self {
            connections: descriptors().saturating_sub(kept).clamp(16, 4096),
            head: Duration::from_secs(10),
            stalled: Duration::from_secs(30),
            farewell: Duration::from_secs(3),
        }
    }
}

/// Descriptors that a thread at work may need: a database with its log, and a file.
const DESCRIPTORS: usize = 3;

/// Threads for blocking work that suit the descriptors this process may have.
#[must_use]
pub fn threads() -> usize {
    (descriptors() / 8).clamp(8, 64)
}

/// Descriptors this process may have open.
fn descriptors() -> usize {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, getrlimit};
        let limit = getrlimit(Resource::Nofile).current;
        limit.map_or(usize::MAX, |limit| {
            usize::try_from(limit).unwrap_or(usize::MAX)
        })
    }
    #[cfg(not(unix))]
    8192
}

/// What is known of a connection. Only its own task ends it.
#[derive(Debug)]
struct ConnectionState {
    /// Requests whose answer is not complete.
    requests: AtomicUsize,
    /// The caller does not read what is sent.
    blocked: AtomicBool,
    /// Milliseconds since the start when it opened, or its last answer was complete.
    since: AtomicU64,
    start: Instant,
    make_way: Notify,
}

impl ConnectionState {
    fn new(start: Instant) -> Self {
        let meter = Self {
            requests: AtomicUsize::new(0),
            blocked: AtomicBool::new(false),
            since: AtomicU64::new(0),
            start,
            make_way: Notify::new(),
        };
        meter.touch();
        meter
    }

    fn touch(&self) {
        let ms = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.since.store(ms, Ordering::Relaxed);
    }

    /// Nothing was asked that is not answered: closing takes nothing from anybody.
    fn is_idle(&self) -> bool {
        self.requests.load(Ordering::Acquire) == 0 && !self.blocked.load(Ordering::Acquire)
    }
}

/// A request from its head to the last byte of its answer.
struct RequestGuard(Arc<ConnectionState>);

impl RequestGuard {
    fn new(meter: &Arc<ConnectionState>) -> Self {
        meter.requests.fetch_add(1, Ordering::AcqRel);
        Self(Arc::clone(meter))
    }
}

impl Drop for RequestGuard {
    fn drop(&mut self) {
        self.0.touch();
        self.0.requests.fetch_sub(1, Ordering::AcqRel);
    }
}

/// The body of an answer, which ends a request when it is sent.
struct GuardedBody {
    body: Body,
    _under_way: RequestGuard,
}

impl http_body::Body for GuardedBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A stream that breaks off when the other side does not read for too long, and says when it waits for it.
struct TimeoutStream {
    stream: TcpStream,
    meter: Arc<ConnectionState>,
    limit: Duration,
    stalled: Option<Pin<Box<Sleep>>>,
}

impl TimeoutStream {
    fn watch<T>(
        &mut self,
        cx: &mut Context<'_>,
        written: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        self.meter
            .blocked
            .store(written.is_pending(), Ordering::Release);
        if written.is_ready() {
            self.stalled = None;
            return written;
        }
        let limit = self.limit;
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(sleep(limit)));
        ready!(stalled.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for TimeoutStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for TimeoutStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.watch(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, parts);
        self.watch(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// Tells of the same trouble once in a while.
#[derive(Default)]
struct RateLimitedLog(Option<Instant>);

impl RateLimitedLog {
    fn tell(&mut self, what: impl FnOnce() -> String) {
        if self.0.is_none_or(|last| last.elapsed() >= TELL_EVERY) {
            self.0 = Some(Instant::now());
            eprintln!("gsl-server: {}", what());
        }
    }
}

/// The connections that are open.
#[derive(Clone)]
struct OpenConnections {
    places: Arc<Semaphore>,
    meters: Arc<Mutex<BTreeMap<u64, Arc<ConnectionState>>>>,
}

impl OpenConnections {
    fn meters(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<ConnectionState>>> {
        self.meters.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has the connection closed that is idle longest; answers whether there is one.
    fn make_room(&self) -> bool {
        let meters = self.meters();
        let idle = meters.values().filter(|meter| meter.is_idle());
        let longest = idle.min_by_key(|meter| meter.since.load(Ordering::Relaxed));
        if let Some(meter) = longest {
            meter.make_way.notify_one();
        }
        longest.is_some()
    }

    /// A place for a connection; until there is one, idle connections are closed, the longest idle first.
    async fn place(
        &self,
        limit: usize,
        full: &mut RateLimitedLog,
    ) -> Result<OwnedSemaphorePermit, tokio::sync::AcquireError> {
        if let Ok(place) = Arc::clone(&self.places).try_acquire_owned() {
            return Ok(place);
        }
        loop {
            let room = self.make_room();
            full.tell(|| {
                let how = if room {
                    "the one idle longest is closed for each new one"
                } else {
                    "new ones wait until another ends"
                };
                format!("{limit} connections are open, which is the limit: {how}")
            });
            let place = Arc::clone(&self.places).acquire_owned();
            if let Ok(place) = timeout(PATIENCE, place).await {
                return place;
            }
        }
    }
}

/// Serves until `stop`, then lets the answers under way end.
///
/// # Errors
/// When the listener's address cannot be read. What goes wrong with a connection is no error of the service.
pub async fn serve(
    listener: TcpListener,
    app: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let open = OpenConnections {
        places: Arc::new(Semaphore::new(limits.connections)),
        meters: Arc::default(),
    };
    let (stopping, told) = watch::channel(());
    let (mut full, mut refused) = (RateLimitedLog::default(), RateLimitedLog::default());
    let start = Instant::now();
    let accepting = async {
        for number in 0_u64.. {
            let (stream, local) = match listener.accept().await {
                Ok((stream, _)) => match stream.local_addr() {
                    Ok(local) => (stream, local),
                    Err(_) => continue,
                },
                Err(error) if is_of_one_connection(&error) => continue,
                Err(error) => {
                    refused.tell(|| format!("no connection can be accepted: {error}"));
                    open.make_room();
                    sleep(PATIENCE).await;
                    continue;
                }
            };
            let Ok(place) = open.place(limits.connections, &mut full).await else {
                return;
            };
            let _ = stream.set_nodelay(true);
            let meter = Arc::new(ConnectionState::new(start));
            open.meters().insert(number, Arc::clone(&meter));
            let connection = Connection {
                stream,
                // An IPv4 caller of an IPv6 listener names the IPv4 address.
                local: LocalAddress(local.ip().to_canonical()),
                meter,
                app: app.clone(),
                told: told.clone(),
            };
            let (limits, open) = (limits.clone(), open.clone());
            tokio::spawn(async move {
                connection.serve(&limits).await;
                open.meters().remove(&number);
                drop(place);
            });
        }
    };
    tokio::select! {
        () = stop => {}
        () = accepting => {}
    }
    drop(listener);
    let _ = stopping.send(());
    let all = u32::try_from(limits.connections).unwrap_or(u32::MAX);
    let _ = timeout(limits.farewell, open.places.acquire_many(all)).await;
    Ok(())
}

/// The other side went away before it was accepted: nothing that the next connection would feel.
fn is_of_one_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
    )
}

struct Connection {
    stream: TcpStream,
    local: LocalAddress,
    meter: Arc<ConnectionState>,
    app: Router,
    told: watch::Receiver<()>,
}

impl Connection {
    /// Until it ends by itself, is silent for too long, or has to make way.
    async fn serve(self, limits: &Limits) {
        let Self {
            stream,
            local,
            meter,
            app,
            mut told,
        } = self;
        let stream = TimeoutStream {
            stream,
            meter: Arc::clone(&meter),
            limit: limits.stalled,
            stalled: None,
        };
        let answer = service_fn(|request: Request<Incoming>| {
            let under_way = RequestGuard::new(&meter);
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(local);
            let answer = app.clone().oneshot(request);
            async move {
                let counted = |body| GuardedBody {
                    body,
                    _under_way: under_way,
                };
                answer.await.map(|answer| answer.map(counted))
            }
        });
        let serving = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.head)
            .max_buf_size(HEAD)
            .serve_connection(TokioIo::new(stream), answer);
        tokio::pin!(serving);
        let mut stopping = false;
        loop {
            tokio::select! {
                biased;
                _ = serving.as_mut() => return,
                () = meter.make_way.notified() => {
                    if meter.is_idle() {
                        return;
                    }
                }
                _ = told.changed(), if !stopping => {
                    stopping = true;
                    if meter.is_idle() {
                        return;
                    }
                    serving.as_mut().graceful_shutdown();
                }
            }
        }
    }
}
