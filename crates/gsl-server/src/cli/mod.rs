//! The commands: each ends in success or one line that says what is wrong.

pub mod args;
mod protect;

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::net::TcpListener;
use tokio::time::MissedTickBehavior;

use crate::account::{check, settings};
use crate::bulk;
use crate::clock::Clock;
use crate::connections::{self, Limits};
use crate::db;
use crate::export;
use crate::http::origin::Hosts;
use crate::http::{AppState, app};
use crate::mirror::{Mirror, Schedule};
use crate::orders;
use crate::seed::{self, fill};
use crate::startup;
use crate::static_files::pack::pack;
use crate::store::Store;
use crate::work_orders::CarrierSimulation;
use crate::work_orders::run::run_due;
use args::{Command, Data};

/// Does what the command says.
///
/// # Errors
/// One sentence for the person at the terminal.
pub fn run(command: Command) -> Result<(), String> {
    match command {
        Command::Help => {
            print!("{}", args::USAGE);
            Ok(())
        }
        Command::Version => {
            println!("gsl-server {}", env!("CARGO_PKG_VERSION"));
            Ok(())
        }
        Command::Seed(data) => {
            let clock = clock(&data);
            make_database(&data, &clock)
        }
        Command::Pack(dist) => {
            let packed =
                pack(&dist).map_err(|error| format!("cannot pack {}: {error}", dist.display()))?;
            println!(
                "packed {} files ({} unchanged): {} kB, {} kB with brotli",
                packed.written,
                packed.kept,
                packed.plain.div_ceil(1000),
                packed.brotli.div_ceil(1000)
            );
            Ok(())
        }
        Command::Check { account } => check_account(&account),
        Command::Serve {
            listen,
            data,
            dist,
            simulation,
            hosts,
            account,
        } => {
            let serving = Serving {
                listen,
                dist,
                hosts,
            };
            match account {
                Some(file) => serve_account(serving, &data, &file),
                None => serve(serving, &data, simulation),
            }
        }
    }
}

/// Says what was found out, line by line; what is wrong is the error.
fn check_account(file: &Path) -> Result<(), String> {
    protect::no_core_dumps()?;
    let settings =
        settings::read(file, |name| std::env::var(name).ok()).map_err(|error| error.to_string())?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("cannot start: {error}"))?;
    let (findings, outcome) = runtime.block_on(check::check(&settings));
    print!("{findings}");
    outcome
}

fn clock(data: &Data) -> Clock {
    data.now_ms.map_or_else(Clock::machine, Clock::starting_at)
}

fn make_database(data: &Data, clock: &Clock) -> Result<(), String> {
    let started = Instant::now();
    let plan = seed::Plan {
        cards: data.cards,
        seed: data.seed,
        now_ms: clock.now_ms(),
    };
    db::create(&data.db, |db| fill(db, plan))?;
    println!(
        "made {} with {} cards in {:.1} s",
        data.db.display(),
        data.cards,
        started.elapsed().as_secs_f32()
    );
    Ok(())
}

fn check_dist(dist: &Path) -> Result<(), String> {
    if dist.join("index.html").is_file() {
        return Ok(());
    }
    Err(format!(
        "there is no built console in {} (no index.html); build it first",
        dist.display()
    ))
}

/// Where the service answers, and with what beside the API.
struct Serving {
    listen: SocketAddr,
    dist: Option<PathBuf>,
    hosts: Hosts,
}

impl Serving {
    /// Binds first, so that a taken port is told before any work is done.
    fn bind(&self) -> Result<std::net::TcpListener, String> {
        let listen = self.listen;
        if let Some(dist) = &self.dist {
            check_dist(dist)?;
        }
        std::net::TcpListener::bind(listen).map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => {
                format!("{listen} is taken by another program; choose another with --listen")
            }
            _ => format!("cannot listen on {listen}: {error}"),
        })
    }

    fn complete(self, state: AppState) -> AppState {
        let state = state.with_hosts(self.hosts).with_timer();
        match self.dist {
            Some(dist) => state.with_files(dist),
            None => state,
        }
    }
}

/// Serves a demo fleet.
fn serve(serving: Serving, data: &Data, simulation: CarrierSimulation) -> Result<(), String> {
    let socket = serving.bind()?;
    let clock = clock(data);
    if !data.db.exists() {
        make_database(data, &clock)?;
    }
    let store = Arc::new(startup::open(&data.db, clock.now_ms())?);
    let state = AppState::new(Arc::clone(&store), clock, simulation.scale)
        .with_failures(simulation.failures);
    run_until_told_to_stop(socket, serving.complete(state))
}

/// Serves the mirror of an account.
fn serve_account(serving: Serving, data: &Data, file: &Path) -> Result<(), String> {
    protect::no_core_dumps()?;
    let settings =
        settings::read(file, |name| std::env::var(name).ok()).map_err(|error| error.to_string())?;
    let client = gsl_client::Client::new(settings.client)
        .map_err(|error| format!("{error}. {}", error.kind().next_step()))?;
    let socket = serving.bind()?;
    let clock = clock(data);
    let store = Arc::new(startup::open_mirror(&data.db, clock.now_ms())?);
    let schedule = Schedule {
        cards: settings.intervals.cards,
        lists: settings.intervals.lists,
        work_orders: settings.intervals.work_orders,
        usage_hour: settings.intervals.usage_hour,
        ..Schedule::default()
    };
    let mirror = Mirror::new(
        Arc::new(client),
        Arc::clone(&store),
        clock.clone(),
        schedule,
    )
    .map_err(|error| db::explain(&data.db, &error))?;
    let state = AppState::new(store, clock, 1).with_mirror(mirror);
    run_until_told_to_stop(socket, serving.complete(state))
}

fn run_until_told_to_stop(socket: std::net::TcpListener, state: AppState) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(connections::threads())
        .build()
        .map_err(|error| format!("cannot start: {error}"))?;
    let outcome = runtime.block_on(answer_until_told_to_stop(socket, state));
    runtime.shutdown_timeout(Duration::from_secs(2));
    outcome.map_err(|error| format!("the service stopped: {error}"))
}

async fn answer_until_told_to_stop(
    socket: std::net::TcpListener,
    state: AppState,
) -> io::Result<()> {
    socket.set_nonblocking(true)?;
    let listener = TcpListener::from_std(socket)?;
    let address = listener.local_addr()?;
    if !address.ip().is_loopback() {
        eprintln!(
            "gsl-server: open to the network without sign-in: whoever reaches {address} can change every card"
        );
    }
    println!("gsl-console is at http://{address}");
    let simulation = state.simulation();
    let (store, clock) = (Arc::clone(&state.store), state.clock.clone());
    tokio::spawn(write_exports(Arc::clone(&store), clock.clone()));
    if let Some(mirror) = state.mirror().cloned() {
        // Nothing of an account is simulated: only its calendar turns, with the first request of a day.
        tokio::spawn(async move { mirror.run().await });
    } else {
        tokio::spawn(carry_on_jobs(Arc::clone(&store), clock.clone(), simulation));
        tokio::spawn(keep_time(store, clock, simulation));
    }
    connections::serve(
        listener,
        app(state),
        Limits::of_this_process(),
        told_to_stop(),
    )
    .await
}

/// How often the service looks whether something is due.
const TICK: Duration = Duration::from_millis(100);
/// Work order items carried out per look.
const DUE_PER_TICK: usize = 2_000;

/// Brings the figures up to date when the service's day turns, carries out work orders when they are due,
/// and counts pools.
async fn keep_time(store: Arc<Store>, clock: Clock, simulation: CarrierSimulation) {
    let mut every = tokio::time::interval(TICK);
    every.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        let (store, now_ms) = (Arc::clone(&store), clock.now_ms());
        let work = move || {
            store.roll_to(now_ms)?;
            run_due(&store, now_ms, DUE_PER_TICK)?;
            orders::run::run_due(&store, now_ms, simulation)?;
            store.settle_pools(now_ms)
        };
        if let Ok(Err(error)) = tokio::task::spawn_blocking(work).await {
            eprintln!("gsl-server: what is due could not be stored: {error}");
            // A full disk is not filled with complaints.
            tokio::time::sleep(Duration::from_secs(5)).await;
        }
    }
}

/// Moves bulk jobs on, portion by portion.
async fn carry_on_jobs(store: Arc<Store>, clock: Clock, simulation: CarrierSimulation) {
    let mut every = tokio::time::interval(Duration::from_millis(bulk::PAUSE_MS));
    every.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        let (store, now_ms) = (Arc::clone(&store), clock.now_ms());
        let work = move || bulk::run::tick(&store, now_ms, simulation);
        if let Ok(Err(error)) = tokio::task::spawn_blocking(work).await {
            eprintln!("gsl-server: a bulk job could not be moved on: {error}");
            tokio::time::sleep(Duration::from_secs(5)).await;
        }
    }
}

/// Works export tasks off, one after the other.
async fn write_exports(store: Arc<Store>, clock: Clock) {
    let mut every = tokio::time::interval(TICK);
    every.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        let (store, clock) = (Arc::clone(&store), clock.clone());
        let work = move || export::run::tick(&store, &clock);
        if let Ok(Err(error)) = tokio::task::spawn_blocking(work).await {
            eprintln!("gsl-server: an export could not be carried on: {error}");
            tokio::time::sleep(Duration::from_secs(5)).await;
        }
    }
}

/// SIGINT or, on Unix, SIGTERM.
async fn told_to_stop() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                tokio::select! {
                    () = interrupt => {}
                    _ = terminate.recv() => {}
                }
            }
            Err(_) => interrupt.await,
        }
    }
    #[cfg(not(unix))]
    interrupt.await;
}
