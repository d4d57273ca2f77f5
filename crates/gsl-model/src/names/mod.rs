//! The names of things, in both languages, in one place for the console, exports, templates and work orders.
//!
//! The name of a code belongs to its type (`SimStatus::name`, `WorkOrderType::name` …). A name without a type, such as
//! the heading of a column, is a constant of [`term`]; the reasons of refusals are in [`refusal`]. The Chinese is the
//! product's own, the English is ours. Everything is a constant or a `const fn` over a match, so a program contains
//! only the names it uses.

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
    /// In Chinese, as in the product.
    pub zh: &'static str,
    /// In English, in sentence case.
    pub en: &'static str,
}

impl Name {
    /// A name from both languages.
    #[must_use]
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }

    /// The name in one language.
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
