//! `account.toml`: which account is read, with which keys, how fast and how often.
//!
//! ```toml
//! project_id = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
//! access_key = "…"
//! secret_key_file = "secret-key"        # a path relative to this file
//! mode = "read-only"
//! calls_per_second = 4
//! slow_calls_per_second = 1
//!
//! [intervals]
//! cards = "15m"
//! ```
//!
//! No key stands in this file. The secret key is in a file of its own, a systemd credential, or the environment; messages
//! name settings and lines, and never repeat a value.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use gsl_client::{
    Budget, BudgetSettings, Credentials, Endpoint, Project, REGION, Rate, Settings, Source,
};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Name of the systemd credential that holds the secret key: `LoadCredential=gsl-secret-key:PATH`.
pub const CREDENTIAL: &str = "gsl-secret-key";
/// Environment variable that holds the secret key.
pub const VARIABLE: &str = "GSL_SECRET_KEY";
/// Environment variable in which systemd names the folder of credentials.
const CREDENTIALS_DIRECTORY: &str = "CREDENTIALS_DIRECTORY";

/// What may be done with the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// Nothing is changed: every act is refused.
    #[default]
    ReadOnly,
}

/// How often the account is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Intervals {
    /// Between two passes over all cards; 15 minutes.
    pub cards: Duration,
    /// Pools, tags, attributes, plans and the list of work orders; 5 minutes.
    pub lists: Duration,
    /// Work orders under way; 45 seconds.
    pub work_orders: Duration,
    /// Hour of the day in UTC+8 from which on usage up to yesterday is read; 6.
    pub usage_hour: u32,
}

impl Default for Intervals {
    fn default() -> Self {
        Self {
            cards: Duration::from_mins(15),
            lists: Duration::from_mins(5),
            work_orders: Duration::from_secs(45),
            usage_hour: 6,
        }
    }
}

/// What `account.toml` says.
#[derive(Debug, Clone)]
pub struct AccountSettings {
    /// How the account is reached.
    pub client: Settings,
    /// What may be done with it.
    pub mode: Mode,
    /// How often it is read.
    pub intervals: Intervals,
    /// Where IAM is, as far as it is known.
    pub iam: Option<Endpoint>,
    /// Where the key or token comes from, to show: `secret key in /etc/gsl/secret-key`.
    pub key_place: String,
}

/// Why `account.toml` cannot be used. Repeats no value of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsError {
    file: PathBuf,
    line: Option<usize>,
    what: String,
}

impl SettingsError {
    /// The line it is about, counted from 1.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.line
    }
}

impl fmt::Display for SettingsError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.file.display())?;
        if let Some(line) = self.line {
            write!(out, ", line {line}")?;
        }
        write!(out, ": {}", self.what)
    }
}

impl std::error::Error for SettingsError {}

/// Reads the file; `variable` looks up the environment. Relative paths start at the file's folder.
///
/// # Errors
/// One sentence that names the file, the line and the setting.
pub fn read(
    file: &Path,
    variable: impl Fn(&str) -> Option<String>,
) -> Result<AccountSettings, SettingsError> {
    let text = std::fs::read_to_string(file).map_err(|error| SettingsError {
        file: file.to_path_buf(),
        line: None,
        what: format!("cannot be read: {}", error.kind()),
    })?;
    parse(&text, file, variable)
}

/// [`read`] without the file system, apart from whether a systemd credential exists.
fn parse(
    text: &str,
    file: &Path,
    variable: impl Fn(&str) -> Option<String>,
) -> Result<AccountSettings, SettingsError> {
    let source = Text { file, text };
    let table =
        DeTable::parse(text).map_err(|error| source.wrong(error.span(), error.message().trim()))?;
    let mut given = Given::default();
    for (key, value) in table.into_inner() {
        let at = Entry {
            source: &source,
            name: key.get_ref().to_string(),
            key: key.span(),
            value,
        };
        given.take(at)?;
    }
    given.finish(&source, variable)
}

/// The file, to say where something is.
struct Text<'t> {
    file: &'t Path,
    text: &'t str,
}

impl Text<'_> {
    fn wrong(&self, at: Option<Range<usize>>, what: impl Into<String>) -> SettingsError {
        let line = at.map(|at| {
            let before = self.text.get(..at.start).unwrap_or(self.text);
            before.matches('\n').count() + 1
        });
        SettingsError {
            file: self.file.to_path_buf(),
            line,
            what: what.into(),
        }
    }

    /// A path, from the folder of the file on.
    fn path(&self, text: &str) -> PathBuf {
        match self.file.parent() {
            Some(folder) => folder.join(text),
            None => text.into(),
        }
    }
}

/// One `name = value`.
struct Entry<'t> {
    source: &'t Text<'t>,
    name: String,
    key: Range<usize>,
    value: Spanned<DeValue<'t>>,
}

impl Entry<'_> {
    fn wrong(&self, what: impl fmt::Display) -> SettingsError {
        self.source
            .wrong(Some(self.value.span()), format!("{} {what}", self.name))
    }

    fn text(&self) -> Result<String, SettingsError> {
        let text = self.value.get_ref().as_str().unwrap_or_default().trim();
        if text.is_empty() {
            return Err(self.wrong("must be a text in quotation marks"));
        }
        Ok(text.to_owned())
    }

    fn path(&self) -> Result<PathBuf, SettingsError> {
        Ok(self.source.path(&self.text()?))
    }

    fn endpoint(&self) -> Result<Endpoint, SettingsError> {
        self.text()?
            .parse()
            .map_err(|problem| self.wrong(format_args!("is not usable: {problem}")))
    }

    fn rate(&self) -> Result<Rate, SettingsError> {
        let value = self.value.get_ref();
        let digits = value
            .as_integer()
            .map(|number| number.as_str())
            .or_else(|| value.as_float().map(|number| number.as_str()));
        digits
            .and_then(|digits| digits.replace('_', "").parse().ok())
            .and_then(Rate::per_second)
            .ok_or_else(|| self.wrong("must be a number from 0.01 to 1000"))
    }

    /// `"45s"`, `"15m"` or `"1h"`, at least `least`, at most a day.
    fn interval(&self, least: Duration) -> Result<Duration, SettingsError> {
        let text = self.text()?;
        let seconds = [("s", 1_u64), ("m", 60), ("h", 3_600)]
            .into_iter()
            .find_map(|(unit, seconds)| {
                let number: u64 = text.strip_suffix(unit)?.trim().parse().ok()?;
                number.checked_mul(seconds)
            });
        seconds
            .map(Duration::from_secs)
            .filter(|interval| (least..=Duration::from_hours(24)).contains(interval))
            .ok_or_else(|| {
                self.wrong(format_args!(
                    "must be a time such as \"45s\", \"15m\" or \"1h\", from {} seconds to 24 hours",
                    least.as_secs()
                ))
            })
    }

    /// `"06:00"`: a full hour.
    fn hour(&self) -> Result<u32, SettingsError> {
        self.text()?
            .strip_suffix(":00")
            .filter(|hour| hour.len() == 2)
            .and_then(|hour| hour.parse().ok())
            .filter(|hour| *hour < 24)
            .ok_or_else(|| self.wrong("must be a full hour of the day in UTC+8, such as \"06:00\""))
    }

    /// An id, of which nothing else than letters, digits, `-` and `_` is known.
    fn id(&self) -> Result<String, SettingsError> {
        let id = self.text()?;
        let known = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if id.len() > 64 || !id.chars().all(known) {
            return Err(self.wrong("must be at most 64 letters and digits"));
        }
        Ok(id)
    }

    fn mode(&self) -> Result<Mode, SettingsError> {
        match self.text()?.as_str() {
            "read-only" => Ok(Mode::ReadOnly),
            _ => Err(self.wrong(
                "must be \"read-only\": this version reads an account and changes nothing in it",
            )),
        }
    }

    fn unknown(&self, known: &[&str]) -> SettingsError {
        let what = match self.name.as_str() {
            "secret_key" | "security_token" | "token" | "password" => format!(
                "{} does not belong into this file: put it into a file of its own, closed to others, and name that with {}_file",
                self.name,
                if self.name == "password" {
                    "token"
                } else {
                    &self.name
                },
            ),
            name => format!(
                "there is no setting {name:?}; there are {}",
                known.join(", ")
            ),
        };
        self.source.wrong(Some(self.key.clone()), what)
    }
}

/// What the file says, read into types.
#[derive(Default)]
struct Given {
    endpoint: Option<Endpoint>,
    iam_endpoint: Option<Endpoint>,
    project_id: Option<String>,
    access_key: Option<Source>,
    secret_key_file: Option<PathBuf>,
    security_token_file: Option<PathBuf>,
    token_file: Option<PathBuf>,
    mode: Mode,
    budget: BudgetSettings,
    intervals: Intervals,
}

impl Given {
    const NAMES: [&str; 12] = [
        "endpoint",
        "iam_endpoint",
        "project_id",
        "access_key",
        "access_key_file",
        "secret_key_file",
        "security_token_file",
        "token_file",
        "mode",
        "calls_per_second",
        "slow_calls_per_second",
        "intervals",
    ];
    const INTERVALS: [&str; 4] = ["cards", "lists", "work_orders", "usage_after"];

    fn take(&mut self, at: Entry<'_>) -> Result<(), SettingsError> {
        match at.name.as_str() {
            "endpoint" => self.endpoint = Some(at.endpoint()?),
            "iam_endpoint" => self.iam_endpoint = Some(at.endpoint()?),
            "project_id" => self.project_id = Some(at.id()?),
            "access_key" | "access_key_file" => {
                let source = match at.name.as_str() {
                    "access_key" => Source::value(at.text()?),
                    _ => Source::file(at.path()?),
                };
                if self.access_key.replace(source).is_some() {
                    return Err(at.wrong("is given twice, as access_key and as access_key_file"));
                }
            }
            "secret_key_file" => self.secret_key_file = Some(at.path()?),
            "security_token_file" => self.security_token_file = Some(at.path()?),
            "token_file" => self.token_file = Some(at.path()?),
            "mode" => self.mode = at.mode()?,
            "calls_per_second" => self.budget.calls = at.rate()?,
            "slow_calls_per_second" => self.budget.slow_calls = at.rate()?,
            "intervals" => self.take_intervals(at)?,
            _ => return Err(at.unknown(&Self::NAMES)),
        }
        Ok(())
    }

    fn take_intervals(&mut self, section: Entry<'_>) -> Result<(), SettingsError> {
        if !section.value.get_ref().is_table() {
            return Err(section.wrong("must be a section: [intervals]"));
        }
        let DeValue::Table(table) = section.value.into_inner() else {
            return Ok(());
        };
        for (key, value) in table {
            let at = Entry {
                source: section.source,
                name: key.get_ref().to_string(),
                key: key.span(),
                value,
            };
            let times = &mut self.intervals;
            match at.name.as_str() {
                "cards" => times.cards = at.interval(Duration::from_mins(1))?,
                "lists" => times.lists = at.interval(Duration::from_secs(30))?,
                "work_orders" => times.work_orders = at.interval(Duration::from_secs(10))?,
                "usage_after" => times.usage_hour = at.hour()?,
                _ => return Err(at.unknown(&Self::INTERVALS)),
            }
        }
        Ok(())
    }

    fn finish(
        self,
        source: &Text<'_>,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<AccountSettings, SettingsError> {
        if self.budget.slow_calls > self.budget.calls {
            return Err(source.wrong(
                None,
                "slow_calls_per_second is contained in calls_per_second and cannot be more",
            ));
        }
        let endpoint = match &self.endpoint {
            Some(endpoint) => endpoint.clone(),
            None => documented(source, Endpoint::GSL)?,
        };
        let iam = match &self.iam_endpoint {
            Some(iam) => Some(iam.clone()),
            None if endpoint == documented(source, Endpoint::GSL)? => {
                Some(documented(source, Endpoint::IAM)?)
            }
            None => None,
        };
        let project = self.project(source, iam.as_ref())?;
        let (credentials, key_place) = self.credentials(source, variable)?;
        let mut client = Settings::new(endpoint, credentials, project);
        client.budget = Arc::new(Budget::new(self.budget));
        Ok(AccountSettings {
            client,
            mode: self.mode,
            intervals: self.intervals,
            iam,
            key_place,
        })
    }

    /// The project: given, that of the token, or looked up at IAM.
    fn project(&self, source: &Text<'_>, iam: Option<&Endpoint>) -> Result<Project, SettingsError> {
        if let Some(id) = &self.project_id {
            return Ok(Project::Id(id.clone()));
        }
        if self.token_file.is_some() {
            return Ok(Project::OfToken);
        }
        let iam = iam.ok_or_else(|| {
            source.wrong(
                None,
                "project_id is missing: with another endpoint it is looked up only where iam_endpoint says",
            )
        })?;
        Ok(Project::LookedUp {
            iam: iam.clone(),
            name: REGION.to_owned(),
        })
    }

    /// Keys or token, and where they come from.
    fn credentials(
        &self,
        source: &Text<'_>,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<(Credentials, String), SettingsError> {
        let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
        let credential = variable(CREDENTIALS_DIRECTORY)
            .map(|folder| Path::new(&folder).join(CREDENTIAL))
            .filter(|path| path.exists());
        let mut secret_keys = Vec::new();
        if let Some(path) = &self.secret_key_file {
            let place = format!("secret key in {}", path.display());
            secret_keys.push(("secret_key_file", Source::file(path), place));
        }
        if let Some(path) = credential {
            let place = format!("secret key in the systemd credential {CREDENTIAL}");
            secret_keys.push(("the systemd credential", Source::file(path), place));
        }
        if let Some(value) = variable(VARIABLE) {
            let place = format!("secret key in the environment variable {VARIABLE}");
            secret_keys.push((VARIABLE, Source::value(value), place));
        }
        if let Some(path) = &self.token_file {
            let keys = [
                self.access_key.is_some(),
                self.security_token_file.is_some(),
                !secret_keys.is_empty(),
            ];
            if keys.contains(&true) {
                return Err(source.wrong(
                    None,
                    "a token and access keys are both given; keep token_file or the keys",
                ));
            }
            let place = format!("token in {}", path.display());
            return Ok((Credentials::token(Source::file(path)), place));
        }
        let mut places = secret_keys.into_iter();
        let (secret_key, place) = match (places.next(), places.next()) {
            (Some((_, secret_key, place)), None) => (secret_key, place),
            (Some((one, ..)), Some((other, ..))) => {
                return Err(source.wrong(
                    None,
                    format!("the secret key is given twice, by {one} and by {other}; keep one"),
                ));
            }
            (None, _) => {
                return Err(source.wrong(
                    None,
                    format!(
                        "the secret key is missing: name its file with secret_key_file, or give it as systemd credential \
                         {CREDENTIAL} or in the environment variable {VARIABLE}"
                    ),
                ));
            }
        };
        let access_key = self.access_key.clone().ok_or_else(|| {
            source.wrong(None, "access_key is missing; it belongs to the secret key")
        })?;
        let credentials = match &self.security_token_file {
            Some(path) => Credentials::temporary_keys(access_key, secret_key, Source::file(path)),
            None => Credentials::keys(access_key, secret_key),
        };
        Ok((credentials, place))
    }
}

/// An endpoint that is part of the program.
fn documented(source: &Text<'_>, endpoint: &str) -> Result<Endpoint, SettingsError> {
    endpoint
        .parse()
        .map_err(|problem| source.wrong(None, format!("{endpoint}: {problem}")))
}

#[cfg(test)]
mod tests;
