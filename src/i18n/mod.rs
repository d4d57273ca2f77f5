//! All texts, in both languages. One struct per area, one constant per language: a missing translation does not compile.

pub mod account;
pub mod action;
pub mod activity;
pub mod add_on;
pub mod addresses;
pub mod batch;
pub mod card;
pub mod cards;
pub mod check;
pub mod common;
pub mod directional;
pub mod errors;
pub mod export;
pub mod exports;
pub mod format;
pub mod guided;
pub mod labels;
pub mod orders;
pub mod overview;
pub mod pool_wizard;
pub mod pools;
pub mod purchase;
pub mod renewal;
pub mod rules;
pub mod shell;
pub mod why;
pub mod work;

use crate::platform::dom::window;
use gsl_model::names::Language;

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locale {
    /// 简体中文
    ZhCn,
    /// English
    EnUs,
}

/// The texts of one language: those needed on every page, and access to those of an area. The texts of an area are
/// returned by a function, so that they are in the same chunk as the pages that use them (see `pages::parts`).
pub struct Messages {
    /// The language.
    locale: Locale,
    /// Texts used everywhere.
    pub common: common::Common,
    /// Shell: navigation, top bar, palette.
    pub shell: shell::Shell,
    /// Error messages.
    pub errors: errors::Errors,
    /// States, stop reasons, carriers, remedies.
    pub rules: rules::Rules,
}

static ZH_CN: Messages = Messages {
    locale: Locale::ZhCn,
    common: common::ZH,
    shell: shell::ZH,
    errors: errors::ZH,
    rules: rules::ZH,
};

static EN_US: Messages = Messages {
    locale: Locale::EnUs,
    common: common::EN,
    shell: shell::EN,
    errors: errors::EN,
    rules: rules::EN,
};

impl Messages {
    /// 总览
    #[must_use]
    pub const fn overview(&self) -> &'static overview::Overview {
        self.locale.of(&overview::ZH, &overview::EN)
    }

    /// SIM卡列表
    #[must_use]
    pub const fn cards(&self) -> &'static cards::Cards {
        self.locale.of(&cards::ZH, &cards::EN)
    }

    /// Card detail.
    #[must_use]
    pub const fn card(&self) -> &'static card::Card {
        self.locale.of(&card::ZH, &card::EN)
    }

    /// Tags and custom attributes.
    #[must_use]
    pub const fn labels(&self) -> &'static labels::Labels {
        self.locale.of(&labels::ZH, &labels::EN)
    }

    /// SIM卡诊断 and the region checker.
    #[must_use]
    pub const fn check(&self) -> &'static check::Check {
        self.locale.of(&check::ZH, &check::EN)
    }
}

impl Locale {
    /// All of them, in the order shown.
    pub const ALL: [Self; 2] = [Self::ZhCn, Self::EnUs];

    /// BCP 47 tag, the value of `lang`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::EnUs => "en-US",
        }
    }

    /// The name of the language in that language.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ZhCn => "中文",
            Self::EnUs => "English",
        }
    }

    /// Reads a tag from storage or configuration.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.tag() == tag)
    }

    /// Chinese if the browser is set to any kind of Chinese, otherwise English.
    #[must_use]
    pub fn of_browser() -> Self {
        match window().navigator().language() {
            Some(tag) if !tag.starts_with("zh") => Self::EnUs,
            _ => Self::ZhCn,
        }
    }

    /// The language of names and files.
    #[must_use]
    pub const fn language(self) -> Language {
        match self {
            Self::ZhCn => Language::Zh,
            Self::EnUs => Language::En,
        }
    }

    /// One of two texts, by language.
    #[inline]
    #[must_use]
    pub const fn of<T>(self, zh: &'static T, en: &'static T) -> &'static T {
        match self {
            Self::ZhCn => zh,
            Self::EnUs => en,
        }
    }

    /// Its texts.
    #[must_use]
    pub const fn messages(self) -> &'static Messages {
        match self {
            Self::ZhCn => &ZH_CN,
            Self::EnUs => &EN_US,
        }
    }
}
