//! What a host may set when it mounts the console, validated: a wrong value is named, never guessed.

use crate::i18n::Locale;
use crate::platform::history::Mode;
use crate::state::theme::{Density, Theme};
use gsl_model::wire::{
    decode,
    decode::{Decode, Fields, Notes, Value},
};

/// The host's wishes as they arrive (camelCase JSON). Everything is optional.
struct Raw {
    api_base: Option<String>,
    history: Option<String>,
    base: Option<String>,
    initial_path: Option<String>,
    locale: Option<String>,
    theme: Option<String>,
    density: Option<String>,
    token: Option<String>,
    identity_url: Option<String>,
    billing_url: Option<String>,
    standalone: Option<bool>,
    /// A setting that does not exist.
    unknown: Option<String>,
}

impl Decode for Raw {
    fn decode(value: Value, notes: &mut Notes) -> Self {
        let mut fields = Fields::of(value, notes);
        Self {
            api_base: fields.take("apiBase", notes),
            history: fields.take("history", notes),
            base: fields.take("base", notes),
            initial_path: fields.take("initialPath", notes),
            locale: fields.take("locale", notes),
            theme: fields.take("theme", notes),
            density: fields.take("density", notes),
            token: fields.take("token", notes),
            identity_url: fields.take("identityUrl", notes),
            billing_url: fields.take("billingUrl", notes),
            standalone: fields.take("standalone", notes),
            unknown: fields.unknown().map(str::to_owned),
        }
    }
}

/// A validated configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Prefix of every API path, without a trailing slash; empty = the page's own origin.
    pub api_base: String,
    /// Which part of the address bar belongs to the console.
    pub history: Mode,
    /// Where memory mode starts, for example `/cards`.
    pub initial_path: String,
    /// Language set by the host; None = the viewer's choice, else the browser's.
    pub locale: Option<Locale>,
    /// Theme set by the host; None = the viewer's choice, else the system's.
    pub theme: Option<Theme>,
    /// Density set by the host.
    pub density: Option<Density>,
    /// Sent as `X-Auth-Token` when present.
    pub token: Option<String>,
    /// The cloud's identity pages for sub-accounts (Q11.1).
    pub identity_url: String,
    /// The cloud's billing centre: payments, invoices (Q5.2).
    pub billing_url: String,
    /// The console owns the page: it may set the document's title and language.
    pub standalone: bool,
}

/// IAM users page of the public cloud (Q11.1).
const IDENTITY_URL: &str = "https://console.huaweicloud.com/iam/";
/// Billing centre of the public cloud.
const BILLING_URL: &str = "https://account.huaweicloud.com/usercenter/";

impl Config {
    /// Reads a configuration from JSON text.
    ///
    /// # Errors
    /// The name of the setting and what it accepts.
    pub fn parse(json: &str) -> Result<Self, String> {
        if !json.trim_start().starts_with('{') {
            return Err("config: an object is expected".to_owned());
        }
        let raw: Raw = decode(json).map_err(|problem| format!("config: {problem}"))?;
        if let Some(unknown) = raw.unknown {
            return Err(format!("config: there is no setting {unknown:?}"));
        }
        let base = raw.base.unwrap_or_default();
        let base = base.trim_end_matches('/').to_owned();
        if !base.is_empty() && !base.starts_with('/') {
            return Err(format!("config: base must start with \"/\", got {base:?}"));
        }
        let history = match raw.history.as_deref() {
            None | Some("path") => Mode::Path { base },
            Some("hash") => Mode::Hash,
            Some("memory") => Mode::Memory,
            Some(other) => {
                return Err(format!(
                    "config: history must be path, hash or memory, got {other:?}"
                ));
            }
        };
        Ok(Self {
            api_base: raw
                .api_base
                .unwrap_or_default()
                .trim_end_matches('/')
                .to_owned(),
            history,
            initial_path: raw.initial_path.unwrap_or_else(|| "/".to_owned()),
            locale: one_of("locale", raw.locale, Locale::from_tag, "zh-CN, en-US")?,
            theme: one_of("theme", raw.theme, Theme::from_key, "light, dark, system")?,
            density: one_of(
                "density",
                raw.density,
                Density::from_key,
                "comfortable, compact",
            )?,
            token: raw.token,
            billing_url: raw.billing_url.unwrap_or_else(|| BILLING_URL.to_owned()),
            identity_url: raw.identity_url.unwrap_or_else(|| IDENTITY_URL.to_owned()),
            standalone: raw.standalone.unwrap_or_default(),
        })
    }
}

fn one_of<T>(
    name: &str,
    value: Option<String>,
    parse: fn(&str) -> Option<T>,
    accepted: &str,
) -> Result<Option<T>, String> {
    value
        .map(|value| {
            parse(&value)
                .ok_or_else(|| format!("config: {name} must be one of {accepted}, got {value:?}"))
        })
        .transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_set_means_the_page_itself() {
        let config = Config::parse("{}").unwrap();
        assert_eq!(
            config.history,
            Mode::Path {
                base: String::new()
            }
        );
        assert_eq!(config.api_base, "");
        assert_eq!(config.initial_path, "/");
    }

    #[test]
    fn a_wrong_value_is_named() {
        for (json, word) in [
            (r#"{"history":"push"}"#, "history"),
            (r#"{"base":"sim"}"#, "base"),
            (r#"{"locale":"fr"}"#, "locale"),
            (r#"{"theme":"neon"}"#, "theme"),
            (r#"{"apibase":"/x"}"#, "apibase"),
            ("[]", "config"),
        ] {
            let error = Config::parse(json).unwrap_err();
            assert!(error.contains(word), "{error}");
        }
    }

    #[test]
    fn slashes_at_the_end_do_not_matter() {
        let config =
            Config::parse(r#"{"base":"/sim/","apiBase":"https://api.example.com/"}"#).unwrap();
        assert_eq!(
            config.history,
            Mode::Path {
                base: "/sim".to_owned()
            }
        );
        assert_eq!(config.api_base, "https://api.example.com");
    }
}
