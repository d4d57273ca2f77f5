//! How many cards are in which state, and what the pools have left.
//!
//! ```sh
//! export GSL_ACCESS_KEY=… GSL_SECRET_KEY_FILE=/etc/gsl/secret-key GSL_PROJECT_ID=…
//! cargo run -p gsl-client --example fleet
//! ```
//!
//! Further settings: `GSL_ENDPOINT` (such as `http://127.0.0.1:8080` for `gsl-server`), `GSL_SECURITY_TOKEN_FILE` with temporary
//! keys, `GSL_TOKEN_FILE` instead of keys, `GSL_STOP` with the ICCID of a card to suspend. Without `GSL_PROJECT_ID` the project is
//! looked up at IAM.

use gsl_client::{
    Calls, Card, CardSort, Client, Credentials, Endpoint, Order, Outcome, Priority, Project,
    REGION, Settings, SimCardsQuery, SimPoolsQuery, Source,
};
use gsl_model::{names::Language, state::SimStatus, units::Megabytes};
use std::collections::BTreeMap;
use std::error::Error;
use std::process::ExitCode;

fn env(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn needed(name: &str) -> Result<String, String> {
    env(name).ok_or_else(|| format!("{name} is not set"))
}

fn client() -> Result<Client, Box<dyn Error>> {
    let endpoint = env("GSL_ENDPOINT").unwrap_or_else(|| Endpoint::GSL.to_owned());
    let credentials = match env("GSL_TOKEN_FILE") {
        Some(path) => Credentials::token(Source::file(path)),
        None => {
            let access_key = Source::value(needed("GSL_ACCESS_KEY")?);
            let secret_key = Source::file(needed("GSL_SECRET_KEY_FILE")?);
            match env("GSL_SECURITY_TOKEN_FILE") {
                Some(path) => {
                    Credentials::temporary_keys(access_key, secret_key, Source::file(path))
                }
                None => Credentials::keys(access_key, secret_key),
            }
        }
    };
    let project = match env("GSL_PROJECT_ID") {
        Some(id) => Project::Id(id),
        None => Project::LookedUp {
            iam: Endpoint::IAM.parse()?,
            name: REGION.to_owned(),
        },
    };
    let settings = Settings::new(endpoint.parse()?, credentials, project);
    Ok(Client::new(settings)?)
}

/// Counts the cards of all pages by state.
async fn states(calls: &Calls) -> Result<BTreeMap<Option<i32>, u64>, gsl_client::Error> {
    let mut query = SimCardsQuery {
        sort: Some(CardSort::ContainerId),
        order: Some(Order::Ascending),
        ..SimCardsQuery::default()
    };
    let mut states = BTreeMap::new();
    loop {
        let cards = calls.list_sim_cards(&query).await?.value;
        for card in &cards.sim_cards {
            *states.entry(card.sim_status).or_default() += 1;
        }
        match query.page.next(cards.count) {
            Some(page) => query.page = page,
            None => return Ok(states),
        }
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let Err(error) = run().await else {
        return ExitCode::SUCCESS;
    };
    eprintln!("{error}");
    if let Some(error) = error.downcast_ref::<gsl_client::Error>() {
        eprintln!("{}", error.kind().next_step());
    }
    ExitCode::FAILURE
}

async fn run() -> Result<(), Box<dyn Error>> {
    let client = client()?;

    for (state, count) in states(&client.at(Priority::FullPass)).await? {
        let name = state
            .and_then(SimStatus::from_code)
            .map_or("unknown", |it| it.name(Language::En));
        println!("{count:>8} {name}");
    }

    let calls = client.at(Priority::PersonRead);
    for pool in calls
        .list_sim_pools(&SimPoolsQuery::default())
        .await?
        .value
        .pools
    {
        let left = pool.flow_left.map_or(0.0, Megabytes::as_f64);
        println!(
            "{left:>8.0} MB left in {}",
            pool.pool_name.unwrap_or_default()
        );
    }

    if let Some(iccid) = env("GSL_STOP") {
        let calls = client.at(Priority::PersonAct);
        match calls.stop_sim_card(Card::Number(&iccid)).await {
            Outcome::Accepted(answer) => {
                println!("work order {} was made", answer.value.work_order_id);
            }
            Outcome::NotAccepted(error) => println!("{error}\n{}", error.kind().next_step()),
            Outcome::Unknown(unknown) => println!(
                "{}\nlook for a work order of {iccid} since {} before trying again",
                unknown.cause, unknown.sent_at
            ),
        }
    }

    let budget = client.budget().report();
    println!(
        "{} calls, {} of them throttled",
        budget.made, budget.throttled
    );
    if let Some(ahead) = client.clock().ahead() {
        println!(
            "the cloud's clock is {} s ahead of this one",
            ahead.num_seconds()
        );
    }
    Ok(())
}
