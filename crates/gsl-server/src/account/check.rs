//! `gsl-server check`: whether the account can be read, found out with one cheap call.
//!
//! A refusal of the keys or of the user may be about the project that is named. Then IAM is asked with the same keys which
//! project it is, if it is known where IAM is.

use std::fmt;

use chrono::TimeDelta;
use gsl_client::{
    Answer, Client, Error, ErrorKind, Page, Priority, Project, REGION, Retry, SimCardsQuery,
    Unreached,
};
use gsl_model::amount::grouped;
use gsl_model::wire::SimCardList;

use super::settings::AccountSettings;

/// A clock that is off by more than this is a problem: the gateway refuses dates beyond it, and days begin at the wrong time.
const SKEW: TimeDelta = TimeDelta::minutes(15);
/// A clock that is off by less than this is right.
const NOTABLE_SKEW: TimeDelta = TimeDelta::seconds(10);

/// What was found out, one line each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings(Vec<(&'static str, String)>);

impl Findings {
    fn add(&mut self, what: &'static str, text: impl Into<String>) {
        self.0.push((what, text.into()));
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (what, text) in &self.0 {
            writeln!(out, "{:<13}{text}", format!("{what}:"))?;
        }
        Ok(())
    }
}

/// Makes the call. What was found out comes in any case; with it, in one sentence and a next step, what is wrong.
pub async fn check(settings: &AccountSettings) -> (Findings, Result<(), String>) {
    let mut findings = Findings::default();
    let outcome = ask(settings, &mut findings).await;
    (findings, outcome)
}

async fn ask(settings: &AccountSettings, findings: &mut Findings) -> Result<(), String> {
    let endpoint = &settings.client.endpoint;
    let mut once = settings.client.clone();
    once.retry = Retry {
        attempts: 1,
        ..Retry::default()
    };
    let client = Client::new(once.clone()).map_err(|error| sentence(&error, settings))?;
    let answer = match first_cards(&client).await {
        Ok(answer) => answer,
        Err(error) => {
            if error.unreached().is_none() && error.kind() != ErrorKind::NoAnswer {
                findings.add("endpoint", format!("{endpoint} answers"));
            }
            if let Some(words) = wrong_project(&error, settings).await {
                return Err(words);
            }
            return Err(sentence(&error, settings));
        }
    };
    findings.add("endpoint", format!("{endpoint} answers"));
    findings.add("credentials", format!("accepted, {}", settings.key_place));
    findings.add(
        "permission",
        "cards can be read; the cloud has one permission for everything, so these keys could act as well, which this \
         version does not",
    );
    let skew = client.clock().ahead().unwrap_or_default();
    findings.add("clock", clock(skew));
    let cards = u64::try_from(answer.value.count).unwrap_or_default();
    findings.add("cards", grouped(cards));
    let report = settings.client.budget.report();
    let pass = FirstPass::of(
        cards,
        report.full_calls_per_second,
        report.full_slow_calls_per_second,
    );
    findings.add("first pass", pass.to_string());
    if skew.abs() >= SKEW {
        return Err(format!(
            "the clock of this machine is {}: set it, for example with: timedatectl set-ntp true",
            clock(skew)
        ));
    }
    Ok(())
}

/// The smallest page of cards: it tells the count.
async fn first_cards(client: &Client) -> Result<Answer<SimCardList>, Error> {
    let query = SimCardsQuery {
        page: Page::new(1, 10).unwrap_or_default(),
        ..SimCardsQuery::default()
    };
    client.at(Priority::PersonRead).list_sim_cards(&query).await
}

/// Whether the keys are right, but the project that was named is not theirs.
async fn wrong_project(error: &Error, settings: &AccountSettings) -> Option<String> {
    let refused = matches!(
        error.kind(),
        ErrorKind::CredentialsRefused | ErrorKind::NoPermission
    );
    let (true, Project::Id(_)) = (refused, &settings.client.project) else {
        return None;
    };
    let says = format!("the keys are right, but not for the project of project_id ({error})");
    let mut asked = settings.client.clone();
    asked.retry.attempts = 1;
    asked.project = Project::LookedUp {
        iam: settings.iam.clone()?,
        name: REGION.to_owned(),
    };
    first_cards(&Client::new(asked).ok()?).await.ok()?;
    Some(format!(
        "{says}: take the id of {REGION} from the page My Credentials of the official console, or leave project_id out: \
         looked up with these keys it works"
    ))
}

/// What is wrong, and what to do.
fn sentence(error: &Error, settings: &AccountSettings) -> String {
    let endpoint = &settings.client.endpoint;
    let place = &settings.key_place;
    match (error.kind(), error.unreached()) {
        (_, Some(Unreached::Name)) => format!(
            "the name in {endpoint} is not known on this machine ({}): check endpoint and the DNS settings",
            error.message()
        ),
        (_, Some(Unreached::Tls)) => format!(
            "no secure connection to {endpoint} ({}): check the CA certificates of this system (package ca-certificates), \
             its clock, and whether a proxy opens TLS connections",
            error.message()
        ),
        (_, Some(Unreached::Connection)) => format!(
            "no connection to {endpoint} ({}): check the network and the firewall; HTTP proxies are not supported",
            error.message()
        ),
        (ErrorKind::NoAnswer, None) => format!(
            "{endpoint} was reached and did not answer ({}): try again in some minutes, then check what is in between",
            error.message()
        ),
        (ErrorKind::KeysUnreadable, _) => error.message().to_owned(),
        (ErrorKind::CredentialsRefused, _) => format!(
            "the cloud refuses the keys ({error}): check access_key and the {place}; after five refusals in a row it refuses \
             them for five minutes"
        ),
        (ErrorKind::ClockRefused, _) => format!(
            "the cloud refuses the date ({error}): the clock of this machine is off by more than 15 minutes; set it, for \
             example with: timedatectl set-ntp true"
        ),
        (ErrorKind::NoPermission, _) => format!(
            "the keys are right, but their user may not use GSL ({error}): give it the policy GSL FullAccess in IAM, which \
             takes up to 15 minutes to act"
        ),
        (ErrorKind::ProjectUnclear, _) => format!(
            "{}: set project_id to the id of {REGION} from the page My Credentials of the official console",
            error.message()
        ),
        (kind, _) => format!("{endpoint}: {error}. {}", kind.next_step()),
    }
}

/// `right`, or how far this machine's clock is off.
fn clock(ahead: TimeDelta) -> String {
    if ahead.abs() < NOTABLE_SKEW {
        return "right".to_owned();
    }
    let direction = if ahead > TimeDelta::zero() {
        "behind"
    } else {
        "ahead of"
    };
    let seconds = u64::try_from(ahead.num_seconds().abs()).unwrap_or_default();
    format!("{} {direction} the cloud's", span(seconds))
}

/// How long the first reading of an account takes, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstPass {
    /// Until all cards are there.
    pub cards: u64,
    /// Until usage and pools are there too.
    pub everything: u64,
}

impl FirstPass {
    /// Of so many cards at these rates. Pages hold 500 cards; use by day comes for 100 cards and a month, of two months; use
    /// by month for 500 cards; pool members by 500, of six cycles, as if every card was in a pool.
    #[must_use]
    pub fn of(cards: u64, calls_per_second: f64, slow_calls_per_second: f64) -> Self {
        let pages = cards.div_ceil(500).max(1);
        let others = 50 + pages + 6 * pages + 2 * cards.div_ceil(100);
        #[allow(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss
        )]
        let seconds = |calls: u64, rate: f64| (calls as f64 / rate).ceil() as u64;
        let list = seconds(pages, slow_calls_per_second.min(calls_per_second));
        Self {
            cards: list,
            everything: list.max(seconds(pages + others, calls_per_second)),
        }
    }
}

impl fmt::Display for FirstPass {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "all cards after about {}, usage and pools after about {}; the console can be used from the first page on",
            span(self.cards),
            span(self.everything)
        )
    }
}

/// `45 seconds`, `4 minutes`, `1 hour 12 minutes`, rounded up.
fn span(seconds: u64) -> String {
    let many = |number: u64, unit: &str| {
        let s = if number == 1 { "" } else { "s" };
        format!("{number} {unit}{s}")
    };
    match seconds {
        0..=90 => many(seconds.max(1), "second"),
        91..3_600 => many(seconds.div_ceil(60), "minute"),
        _ => {
            let minutes = seconds.div_ceil(60);
            format!(
                "{} {}",
                many(minutes / 60, "hour"),
                many(minutes % 60, "minute")
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FirstPass, clock, span};
    use chrono::TimeDelta;

    #[test]
    fn a_hundred_thousand_cards_take_minutes() {
        let pass = FirstPass::of(100_000, 4.0, 1.0);
        assert_eq!((pass.cards, pass.everything), (200, 913));
        let words = pass.to_string();
        assert!(
            words.contains("4 minutes") && words.contains("16 minutes"),
            "{words}"
        );
        // Nothing is faster than all calls together allow.
        assert_eq!(FirstPass::of(500, 0.5, 1.0).cards, 2);
        assert_eq!(FirstPass::of(0, 4.0, 1.0).cards, 1);
    }

    #[test]
    fn spans_and_clocks_are_read_aloud() {
        assert_eq!(span(1), "1 second");
        assert_eq!(span(91), "2 minutes");
        assert_eq!(span(3_601), "1 hour 1 minute");
        assert_eq!(clock(TimeDelta::seconds(3)), "right");
        assert_eq!(
            clock(TimeDelta::minutes(20)),
            "20 minutes behind the cloud's"
        );
        assert_eq!(
            clock(TimeDelta::minutes(-2)),
            "2 minutes ahead of the cloud's"
        );
    }
}
