//! The command line, and a second address on which tests set faults and read counts.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use chrono::TimeDelta;
use gsl_server::clock::{Clock, parse_now};
use gsl_server::http::AppState;
use lexopt::prelude::*;
use tokio::net::TcpListener;

use crate::account::SimulatedAccount;
use crate::counts::Report;
use crate::faults::Faults;
use crate::fleet::Fleet;
use crate::gateway::signature::Keys;
use crate::gateway::{Gateway, Prefix};
use crate::serve::serve;

/// How to call the program.
pub const USAGE: &str = "\
gsl-sim: a simulated Global SIM Link account that answers the public operations as the cloud does

  gsl-sim serve [--listen 127.0.0.1:8090] [--db gsl-sim.db] [--cards 20000] [--seed 1] [--now RFC3339]
                [--time-scale 17280] [--failures 20] [--faults LIST] [--control ADDRESS]
                [--gateway-prefix APIGW|APIG]
                [--strict --access-key KEY --secret-key-file FILE [--security-token-file FILE] [--project-id ID]
                 [--calls-per-second 5] [--slow-calls-per-second 1] [--clock-ahead SECONDS] [--no-permission]]

A missing database is made first, with a fleet of --cards. --now starts the account's calendar at an instant, --time-scale
divides processing times, and --failures is how many of a thousand changes of a card fail at the carrier, as in gsl-server.

--strict checks who asks and how often, as the cloud's gateway does. Its clock is this machine's, whatever --now says;
--clock-ahead makes it wrong, --no-permission refuses every user.

--faults is a list, separated by commas, of FAULT[:OPERATION]=WHEN
  FAULT      throttled, unavailable, timeout-after, drop-before, drop-after, slow, truncated, shift, or any
  OPERATION  its name in the official client, such as StopSimCard
  WHEN       next, next-3 (the next three calls), every-2 (every second call), or a rate from 0 to 1
and delay=MS, how long slow answers take

--control listens on this machine for tests: GET and DELETE /counts, PUT (a list as above) and DELETE /faults
";

/// What `serve` is to do.
#[derive(Debug, Clone)]
pub struct Serve {
    listen: SocketAddr,
    control: Option<SocketAddr>,
    fleet: Fleet,
    now_ms: Option<i64>,
    time_scale: i64,
    failures: u64,
    faults: String,
    prefix: Prefix,
    gateway: Option<Gateway>,
}

/// Does what the arguments after the program's name say.
///
/// # Errors
/// One sentence for the person at the terminal.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Result<(), String> {
    let Some(serve) = parse(args)? else {
        print!("{USAGE}");
        return Ok(());
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|problem| format!("cannot start: {problem}"))?;
    let outcome = runtime.block_on(serve.run());
    runtime.shutdown_timeout(Duration::from_secs(1));
    outcome
}

fn number<T: std::str::FromStr>(
    name: &str,
    parser: &mut lexopt::Parser,
    fits: impl FnOnce(&T) -> bool,
) -> Result<T, String> {
    let value = text(parser)?;
    let number = value.parse().ok().filter(fits);
    number.ok_or_else(|| format!("--{name} {value:?} is not a number in range"))
}

fn text(parser: &mut lexopt::Parser) -> Result<String, String> {
    let value = parser.value().map_err(|error| error.to_string())?;
    Ok(value.to_string_lossy().into_owned())
}

/// An address of this machine: a simulated account is for tests, not for a network.
fn address(name: &str, parser: &mut lexopt::Parser) -> Result<SocketAddr, String> {
    let value = text(parser)?;
    let address: Option<SocketAddr> = value.parse().ok();
    let local = address.filter(|address| address.ip().is_loopback());
    local.ok_or_else(|| {
        format!("--{name} {value:?} is not an address of this machine such as 127.0.0.1:8090")
    })
}

/// The key in a file, without the end of its line.
fn key(file: &Path) -> Result<String, String> {
    let text = std::fs::read_to_string(file)
        .map_err(|problem| format!("cannot read {}: {problem}", file.display()))?;
    match text.trim() {
        "" => Err(format!("{} is empty", file.display())),
        key => Ok(key.to_owned()),
    }
}

/// Reads the arguments; `None` when help is wanted.
///
/// # Errors
/// One sentence.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Option<Serve>, String> {
    let mut parser = lexopt::Parser::from_args(args);
    let mut serve = Serve {
        listen: ([127, 0, 0, 1], 8090).into(),
        control: None,
        fleet: Fleet {
            db: "gsl-sim.db".into(),
            cards: 20_000,
            seed: 1,
        },
        now_ms: None,
        time_scale: 17_280,
        failures: 20,
        faults: String::new(),
        prefix: Prefix::default(),
        gateway: None,
    };
    let (mut command, mut strict) = (None, false);
    let (mut access_key, mut secret_key) = (None, None);
    let mut gateway = Gateway::new(Keys::default());
    while let Some(arg) = parser.next().map_err(|error| error.to_string())? {
        match arg {
            Short('h') | Long("help") => return Ok(None),
            Long("listen") => serve.listen = address("listen", &mut parser)?,
            Long("control") => serve.control = Some(address("control", &mut parser)?),
            Long("db") => serve.fleet.db = PathBuf::from(text(&mut parser)?),
            Long("cards") => {
                let fits = |cards: &i64| (0..=5_000_000).contains(cards);
                serve.fleet.cards = number("cards", &mut parser, fits)?;
            }
            Long("seed") => serve.fleet.seed = number("seed", &mut parser, |_| true)?,
            Long("now") => serve.now_ms = Some(parse_now(&text(&mut parser)?)?),
            Long("time-scale") => {
                let fits = |scale: &i64| (1..=1_000_000).contains(scale);
                serve.time_scale = number("time-scale", &mut parser, fits)?;
            }
            Long("failures") => {
                serve.failures = number("failures", &mut parser, |most: &u64| *most <= 1_000)?;
            }
            Long("faults") => serve.faults = text(&mut parser)?,
            Long("gateway-prefix") => {
                serve.prefix = match text(&mut parser)?.as_str() {
                    "APIGW" => Prefix::Apigw,
                    "APIG" => Prefix::Apig,
                    other => {
                        return Err(format!("--gateway-prefix {other:?} is not APIGW or APIG"));
                    }
                }
            }
            Long("strict") => strict = true,
            Long("access-key") => access_key = Some(text(&mut parser)?),
            Long("secret-key-file") => secret_key = Some(key(Path::new(&text(&mut parser)?))?),
            Long("security-token-file") => {
                gateway.keys.security_token = Some(key(Path::new(&text(&mut parser)?))?);
            }
            Long("project-id") => gateway.project = Some(text(&mut parser)?),
            Long("calls-per-second") => {
                gateway.calls_per_second =
                    number("calls-per-second", &mut parser, |calls: &usize| *calls > 0)?;
            }
            Long("slow-calls-per-second") => {
                let fits = |calls: &usize| *calls > 0;
                gateway.slow_calls_per_second = number("slow-calls-per-second", &mut parser, fits)?;
            }
            Long("clock-ahead") => {
                let fits = |seconds: &i64| seconds.abs() < 1_000_000_000;
                let seconds = number("clock-ahead", &mut parser, fits)?;
                gateway.clock_ahead = TimeDelta::seconds(seconds);
            }
            Long("no-permission") => gateway.permitted = false,
            Value(name) if command.is_none() => command = Some(name.to_string_lossy().into_owned()),
            other => return Err(other.unexpected().to_string()),
        }
    }
    match command.as_deref() {
        Some("serve") => {}
        Some(other) => return Err(format!("there is no command {other:?}; try gsl-sim --help")),
        None => return Err("a command is missing; try gsl-sim --help".to_owned()),
    }
    match (strict, access_key, secret_key) {
        (true, Some(access_key), Some(secret_key)) => {
            gateway.keys.access_key = access_key;
            gateway.keys.secret_key = secret_key;
            serve.gateway = Some(gateway);
        }
        (true, ..) => return Err("--strict needs --access-key and --secret-key-file".to_owned()),
        (false, None, None) => {}
        (false, ..) => return Err("keys are checked only with --strict".to_owned()),
    }
    Ok(Some(serve))
}

impl Serve {
    async fn run(self) -> Result<(), String> {
        let bind = async |address: SocketAddr| {
            let listener = TcpListener::bind(address).await;
            listener.map_err(|problem| format!("cannot listen on {address}: {problem}"))
        };
        let listener = bind(self.listen).await?;
        let control = match self.control {
            Some(address) => Some(bind(address).await?),
            None => None,
        };
        let clock = self.now_ms.map_or_else(Clock::machine, Clock::starting_at);
        let (fleet, on) = (self.fleet.clone(), clock.clone());
        let store = tokio::task::spawn_blocking(move || fleet.open(&on));
        let store = store.await.map_err(|problem| problem.to_string())??;
        let service =
            AppState::new(Arc::new(store), clock, self.time_scale).with_failures(self.failures);
        let mut account = SimulatedAccount::new(service)?
            .with_prefix(self.prefix)
            .with_faults(Faults::new(self.fleet.seed));
        if let Some(gateway) = self.gateway {
            account = account.behind(gateway);
        }
        account.faults().set(&self.faults, account.contract())?;
        if let Some(control) = control {
            println!("control is at http://{}", local(&control)?);
            let never = std::future::pending();
            tokio::spawn(serve(control, control_routes(account.clone()), never));
        }
        println!("gsl-sim is at http://{}", local(&listener)?);
        serve(listener, account.router(), told_to_stop()).await;
        Ok(())
    }
}

fn local(listener: &TcpListener) -> Result<SocketAddr, String> {
    listener.local_addr().map_err(|problem| problem.to_string())
}

/// Counts and faults, for tests in another process.
fn control_routes(account: SimulatedAccount) -> Router {
    let faults = axum::routing::put(set_faults).delete(clear_faults);
    Router::new()
        .route("/counts", get(counts).delete(reset_counts))
        .route("/faults", faults)
        .with_state(account)
}

async fn counts(State(account): State<SimulatedAccount>) -> Json<Report> {
    Json(account.counts().report())
}

async fn reset_counts(State(account): State<SimulatedAccount>) {
    account.counts().reset();
}

async fn set_faults(
    State(account): State<SimulatedAccount>,
    list: String,
) -> Result<(), (StatusCode, String)> {
    let set = account.faults().set(&list, account.contract());
    set.map_err(|problem| (StatusCode::BAD_REQUEST, problem))
}

async fn clear_faults(State(account): State<SimulatedAccount>) {
    account.faults().clear();
}

/// SIGINT or, on Unix, SIGTERM.
async fn told_to_stop() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                () = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    interrupt.await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_named() {
        for (line, word) in [
            ("", "--help"),
            ("seed", "seed"),
            ("serve --cards many", "--cards"),
            ("serve --listen 0.0.0.0:80", "--listen"),
            ("serve --control 10.0.0.1:80", "--control"),
            ("serve --now tomorrow", "--now"),
            ("serve --time-scale 0", "--time-scale"),
            ("serve --failures 1001", "--failures"),
            ("serve --gateway-prefix AWS", "--gateway-prefix"),
            ("serve --calls-per-second 0", "--calls-per-second"),
            ("serve --strict --access-key A", "--secret-key-file"),
            ("serve --access-key A", "--strict"),
            ("serve --secret-key-file missing", "missing"),
            ("serve --dist x", "--dist"),
        ] {
            let error = parse(line.split_whitespace().map(OsString::from)).unwrap_err();
            assert!(error.contains(word), "{line}: {error}");
        }
    }
}
