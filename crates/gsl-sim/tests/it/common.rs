//! A small account on a socket, and a client of it.

use gsl_client::{
    Budget, BudgetSettings, Card, CardSort, Client, Credentials, Limits, Order, Page, Priority,
    Project, Rate, Retry, Settings, SimCardsQuery, Source,
};
use gsl_model::wire::SimCard;
use gsl_server::clock::{Clock, parse_now};
use gsl_server::http::AppState;
use gsl_sim::fleet::Fleet;
use gsl_sim::serve::serve;
use gsl_sim::{Gateway, Keys, SimulatedAccount};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tokio::net::TcpListener;

pub const ACCESS_KEY: &str = "TESTAKEXAMPLE0000003";
pub const SECRET_KEY: &str = "TestSkExample/NotReal+0000000000000000003";
pub const PROJECT: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
pub const NOW: &str = "2026-11-22T12:00:00Z";

pub fn keys() -> Keys {
    Keys {
        access_key: ACCESS_KEY.to_owned(),
        secret_key: SECRET_KEY.to_owned(),
        security_token: None,
    }
}

/// A gateway without limits of calls.
pub fn open_gateway() -> Gateway {
    Gateway {
        project: Some(PROJECT.to_owned()),
        calls_per_second: 10_000,
        slow_calls_per_second: 10_000,
        ..Gateway::new(keys())
    }
}

/// An account of 400 cards whose clock the test moves.
pub struct Running {
    pub account: SimulatedAccount,
    pub clock: Clock,
    pub endpoint: String,
    _folder: TempDir,
}

/// Starts an account.
pub async fn start(with: impl FnOnce(SimulatedAccount) -> SimulatedAccount) -> Running {
    let folder = TempDir::new().unwrap();
    let clock = Clock::manual(parse_now(NOW).unwrap());
    let fleet = Fleet {
        db: folder.path().join("gsl-sim.db"),
        cards: 400,
        seed: 1,
    };
    let store = fleet.open(&clock).unwrap();
    // A second of a working day.
    let service = AppState::new(Arc::new(store), clock.clone(), 86_400);
    let account = with(SimulatedAccount::new(service).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(serve(listener, account.router(), std::future::pending()));
    Running {
        account,
        clock,
        endpoint,
        _folder: folder,
    }
}

/// Starts an account behind a gateway without limits of calls.
pub async fn start_open() -> Running {
    start(|account| account.behind(open_gateway())).await
}

impl Running {
    /// A client with the right keys, short waits and no budget to speak of.
    pub fn client(&self) -> Client {
        Client::new(self.settings(SECRET_KEY, PROJECT)).unwrap()
    }

    pub fn settings(&self, secret_key: &str, project: &str) -> Settings {
        let keys = Credentials::keys(Source::value(ACCESS_KEY), Source::value(secret_key));
        let fast = Rate::per_second(1000.0).unwrap();
        Settings {
            budget: Arc::new(Budget::new(BudgetSettings {
                calls: fast,
                slow_calls: fast,
            })),
            limits: Limits {
                answer: Duration::from_secs(5),
                ..Limits::default()
            },
            retry: Retry {
                attempts: 4,
                delay: Duration::from_millis(5),
                throttled_delay: Duration::from_millis(5),
            },
            ..Settings::new(
                self.endpoint.parse().unwrap(),
                keys,
                Project::Id(project.to_owned()),
            )
        }
    }

    /// Moves the account's clock.
    pub fn later(&self, by: Duration) {
        let ms = i64::try_from(by.as_millis()).unwrap();
        self.clock.set(self.clock.now_ms() + ms);
    }
}

/// All cards, by container ID.
pub async fn all_cards(client: &Client) -> Vec<SimCard> {
    let mut page = Some(Page::default());
    let mut cards = Vec::new();
    while let Some(number) = page {
        let query = SimCardsQuery {
            page: number,
            sort: Some(CardSort::ContainerId),
            order: Some(Order::Ascending),
            ..SimCardsQuery::default()
        };
        let answer = client.at(Priority::FullPass).list_sim_cards(&query).await;
        let answer = answer.unwrap().value;
        cards.extend(answer.sim_cards);
        page = number.next(answer.count);
    }
    cards
}

/// Physical cards in use, which can be suspended.
pub async fn in_use(client: &Client) -> Vec<i64> {
    let cards = all_cards(client).await;
    let fit = |card: &&SimCard| card.sim_type == Some(3) && card.sim_status == Some(20);
    cards
        .iter()
        .filter(fit)
        .map(|card| card.sim_card_id)
        .collect()
}

/// The state of a card.
pub async fn status(client: &Client, card: i64) -> Option<i32> {
    let answer = client
        .at(Priority::PersonRead)
        .show_sim_card(Card::Id(card))
        .await;
    answer.unwrap().value.sim_status
}
