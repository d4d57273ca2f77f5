//! What a host may set when it mounts the console, validated: a wrong value is named, never guessed.

pub mod theme;

use crate::i18n::Locale;
use crate::platform::history::Mode;
use gsl_model::web_url::{WebUrl, is_own_path};
use gsl_model::wire::{
    decode,
    decode::{Decode, Fields, Notes, Value},
};
use theme::{Density, Theme};

/// The host's wishes as they arrive (camelCase JSON). Everything is optional.
struct RawConfig {
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

impl Decode for RawConfig {
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
    pub identity_url: WebUrl,
    /// The cloud's billing centre: payments, invoices (Q5.2).
    pub billing_url: WebUrl,
    /// The console owns the page: it may set the document's title and language.
    pub standalone: bool,
}

/// IAM users page of the public cloud (Q11.1).
const IDENTITY_URL: &str = "https://console.huaweicloud.com/iam/";
/// Billing centre of the public cloud.
const BILLING_URL: &str = "https://account.huaweicloud.com/usercenter/";

/// A configuration that is not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The setting; empty when it is no configuration at all.
    pub setting: String,
    /// What is wrong, in English, for those who set it.
    pub problem: String,
}

impl ConfigError {
    /// `rule` says what is accepted.
    fn of(setting: &str, rule: &str, got: &str) -> Self {
        Self {
            setting: setting.to_owned(),
            problem: format!("config: {setting} {rule}, got {got:?}"),
        }
    }

    fn all(problem: &str) -> Self {
        Self {
            setting: String::new(),
            problem: format!("config: {problem}"),
        }
    }
}

impl Config {
    /// Reads a configuration from JSON text.
    ///
    /// # Errors
    /// The name of the setting and what it accepts.
    pub fn parse(json: &str) -> Result<Self, ConfigError> {
        if !json.trim_start().starts_with('{') {
            return Err(ConfigError::all("an object is expected"));
        }
        let raw: RawConfig = decode(json).map_err(|problem| ConfigError::all(&problem))?;
        if let Some(unknown) = raw.unknown {
            return Err(ConfigError {
                problem: format!("config: there is no setting {unknown:?}"),
                setting: unknown,
            });
        }
        let base = without_slash(raw.base);
        if !base.is_empty() && !is_own_path(&base) {
            return Err(ConfigError::of(
                "base",
                "must be a path like \"/sim\"",
                &base,
            ));
        }
        let history = match raw.history.as_deref() {
            None | Some("path") => Mode::Path { base },
            Some("hash") => Mode::Hash,
            Some("memory") => Mode::Memory,
            Some(other) => {
                let rule = "must be path, hash or memory";
                return Err(ConfigError::of("history", rule, other));
            }
        };
        let api_base = without_slash(raw.api_base);
        let is_prefix = |base: &str| {
            is_own_path(base) || WebUrl::parse(base).is_some() && !base.contains(['?', '#'])
        };
        if !api_base.is_empty() && !is_prefix(&api_base) {
            let rule = "must be a path like \"/gsl\", or begin with https:// or http://, without user name, query and fragment";
            return Err(ConfigError::of("apiBase", rule, &api_base));
        }
        // It becomes a header, which the browser refuses otherwise. The value is nobody's to see.
        let is_header = |token: &String| token.chars().all(|c| matches!(c, ' '..='~'));
        if !raw.token.as_ref().is_none_or(is_header) {
            return Err(ConfigError {
                setting: "token".to_owned(),
                problem: "config: token must consist of printable ASCII characters".to_owned(),
            });
        }
        Ok(Self {
            api_base,
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
            identity_url: page("identityUrl", raw.identity_url, IDENTITY_URL)?,
            billing_url: page("billingUrl", raw.billing_url, BILLING_URL)?,
            standalone: raw.standalone.unwrap_or_default(),
        })
    }
}

fn without_slash(path: Option<String>) -> String {
    let path = path.unwrap_or_default();
    path.trim_end_matches('/').to_owned()
}

/// A page of the cloud that the console leads to.
fn page(setting: &str, value: Option<String>, usual: &str) -> Result<WebUrl, ConfigError> {
    let value = value.as_deref().unwrap_or(usual);
    WebUrl::parse(value).ok_or_else(|| ConfigError::of(setting, WebUrl::RULE, value))
}

fn one_of<T>(
    setting: &str,
    value: Option<String>,
    parse: fn(&str) -> Option<T>,
    accepted: &str,
) -> Result<Option<T>, ConfigError> {
    let rule = || format!("must be one of {accepted}");
    value
        .map(|value| parse(&value).ok_or_else(|| ConfigError::of(setting, &rule(), &value)))
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
            let error = Config::parse(json).unwrap_err().problem;
            assert!(error.contains(word), "{error}");
        }
    }

    #[test]
    fn p34_a_refusal_names_its_setting() {
        for (json, setting) in [
            (r#"{"theme":"neon"}"#, "theme"),
            (r#"{"apibase":"/x"}"#, "apibase"),
            ("[]", ""),
        ] {
            assert_eq!(Config::parse(json).unwrap_err().setting, setting);
        }
    }

    #[test]
    fn p34_a_token_that_is_no_header_is_named_and_not_shown() {
        for wrong in ["secret\n", "se\u{0}cret", "秘密"] {
            let json = serde_json::json!({ "token": wrong }).to_string();
            let refused = Config::parse(&json).unwrap_err();
            assert_eq!(refused.setting, "token");
            assert!(!refused.problem.contains(wrong.trim()));
        }
        assert!(Config::parse(r#"{"token":"MIIE ~!=="}"#).is_ok());
    }

    #[test]
    fn s20_links_of_a_configuration_lead_to_web_pages_only() {
        for setting in ["identityUrl", "billingUrl"] {
            for wrong in [
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "java\nscript:alert(1)",
                "\u{1}javascript:alert(1)",
                " https://example.com",
                "data:text/html,x",
                "vbscript:x",
                "//example.com",
                "https://user:secret@example.com",
                "",
            ] {
                let json = serde_json::json!({ setting: wrong }).to_string();
                let refused = Config::parse(&json).unwrap_err();
                assert_eq!(refused.setting, setting);
                assert!(refused.problem.contains("https://"), "{}", refused.problem);
            }
            let json = serde_json::json!({ setting: "https://cloud.example.com/x" }).to_string();
            assert!(Config::parse(&json).is_ok());
        }
    }

    #[test]
    fn s20_the_service_is_on_the_web_or_below_the_own_origin() {
        for wrong in [
            "javascript:alert(1)//",
            "data:,",
            "blob:https://example.com/1",
            "//example.com",
            "/\\example.com",
            "gsl",
            "https://user@example.com",
            "https://example.com?x=",
        ] {
            let json = serde_json::json!({ "apiBase": wrong }).to_string();
            assert_eq!(Config::parse(&json).unwrap_err().setting, "apiBase");
        }
        for right in [
            "",
            "/",
            "/gsl",
            "https://api.example.com/",
            "http://127.0.0.1:8080",
        ] {
            let json = serde_json::json!({ "apiBase": right }).to_string();
            assert!(Config::parse(&json).is_ok(), "{right:?}");
        }
        for wrong in ["//example.com", "/\\example.com", "/a\n/b", "/a?b", "/a#b"] {
            let json = serde_json::json!({ "base": wrong }).to_string();
            assert_eq!(Config::parse(&json).unwrap_err().setting, "base");
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
