//! What things are called, in both languages, once: the console, exports, templates and work orders read it here.
//!
//! A code's name belongs to its type (`SimStatus::name`, `WorkOrderType::name` …). What has no type of its own, such as the
//! heading of a column, is a constant of [`term`]; why an action passes a card by is in [`refusal`]. The Chinese is the
//! product's own, the English is ours. Everything is a `const fn` over a match, or a constant: what a program does not name
//! is not in it.

mod refusal;
pub mod term;

pub use refusal::refusal;

use serde::{Deserialize, Serialize};

/// A language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Chinese
    #[default]
    #[serde(rename = "zh-CN")]
    Zh,
    /// English
    #[serde(rename = "en-US")]
    En,
}

/// A name in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// In Chinese, as the product says it.
    pub zh: &'static str,
    /// In English, in sentence case.
    pub en: &'static str,
}

impl Name {
    /// In both languages.
    #[must_use]
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }

    /// In one language.
    #[must_use]
    pub const fn of(self, language: Language) -> &'static str {
        match language {
            Language::Zh => self.zh,
            Language::En => self.en,
        }
    }
}

/// Yes or no.
#[must_use]
pub const fn yes_no(flag: bool, language: Language) -> &'static str {
    let name = if flag {
        Name::new("是", "Yes")
    } else {
        Name::new("否", "No")
    };
    name.of(language)
}

#[cfg(test)]
mod tests;
