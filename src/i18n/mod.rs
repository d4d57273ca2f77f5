//! All text, both languages. One struct per area, one constant per language: a missing translation does not compile.

pub mod action;
pub mod card;
pub mod cards;
pub mod check;
pub mod common;
pub mod errors;
pub mod format;
pub mod labels;
pub mod overview;
pub mod rules;
pub mod shell;
pub mod why;
pub mod work;

use crate::platform::dom::window;

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locale {
    /// 简体中文
    ZhCn,
    /// English
    EnUs,
}

/// Every text of the interface in one language.
pub struct Messages {
    /// Words used everywhere.
    pub common: common::Common,
    /// Shell: navigation, top bar, palette.
    pub shell: shell::Shell,
    /// What went wrong.
    pub errors: errors::Errors,
    /// States, stop reasons, carriers, remedies.
    pub rules: rules::Rules,
    /// 总览
    pub overview: overview::Overview,
    /// SIM卡列表
    pub cards: cards::Cards,
    /// Card detail.
    pub card: card::Card,
    /// Tags and custom attributes.
    pub labels: labels::Labels,
    /// SIM卡诊断 and the region checker.
    pub check: check::Check,
}

static ZH_CN: Messages = Messages {
    common: common::ZH,
    shell: shell::ZH,
    errors: errors::ZH,
    rules: rules::ZH,
    overview: overview::ZH,
    cards: cards::ZH,
    card: card::ZH,
    labels: labels::ZH,
    check: check::ZH,
};

static EN_US: Messages = Messages {
    common: common::EN,
    shell: shell::EN,
    errors: errors::EN,
    rules: rules::EN,
    overview: overview::EN,
    cards: cards::EN,
    card: card::EN,
    labels: labels::EN,
    check: check::EN,
};

impl Locale {
    /// All, in the order shown.
    pub const ALL: [Self; 2] = [Self::ZhCn, Self::EnUs];

    /// BCP 47 tag, the value of `lang`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::EnUs => "en-US",
        }
    }

    /// The language's own name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ZhCn => "中文",
            Self::EnUs => "English",
        }
    }

    /// Reads a stored or configured tag.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.tag() == tag)
    }

    /// Chinese for browsers set to any Chinese, English otherwise.
    #[must_use]
    pub fn of_browser() -> Self {
        match window().navigator().language() {
            Some(tag) if !tag.starts_with("zh") => Self::EnUs,
            _ => Self::ZhCn,
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
