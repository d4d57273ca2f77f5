//! What outlives a page: language, theme, preferences, selection, notices; one handle for all of it.

pub mod prefs;
pub mod selection;
pub mod theme;

use crate::api::Client;
use crate::config::Config;
use crate::i18n::{Locale, Messages};
use crate::platform::{history::Nav, storage};
use crate::view::prelude::*;
use selection::Selection;
use theme::{Density, Theme};

/// Where the export tasks under way are kept.
const EXPORTS: &str = "exports";

/// Everything shared by the pages of one mounted console. Copy.
#[derive(Clone, Copy)]
pub struct App {
    /// Host configuration.
    pub config: StoredValue<Config>,
    /// The service.
    pub client: Client,
    /// Addresses.
    pub nav: Nav,
    /// Language.
    pub locale: RwSignal<Locale>,
    /// Light, dark or as the system.
    pub theme: RwSignal<Theme>,
    /// Row height.
    pub density: RwSignal<Density>,
    /// Single-key shortcuts on or off (WCAG 2.1.4).
    pub shortcuts: RwSignal<bool>,
    /// Selected cards; survives paging, filtering and navigation.
    pub selected_cards: RwSignal<Selection>,
    /// The polite announcement read by screen readers.
    pub announcement: RwSignal<String>,
    /// Notices, newest last.
    pub notices: RwSignal<Vec<Notice>>,
    /// Export tasks asked for here that are not over yet; kept over a reload.
    pub exports: RwSignal<Vec<i64>>,
}

/// A notice that stays until dismissed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Distinguishes equal texts.
    pub id: u32,
    /// It reports a failure.
    pub bad: bool,
    /// What happened.
    pub text: String,
    /// Where to see it: text and address.
    pub link: Option<(String, String)>,
}

impl App {
    /// Builds the state from the configuration and what the viewer chose before.
    #[must_use]
    pub fn new(config: Config) -> Self {
        let locale = config
            .locale
            .or_else(|| storage::text("locale").and_then(|tag| Locale::from_tag(&tag)))
            .unwrap_or_else(Locale::of_browser);
        let theme = config
            .theme
            .or_else(|| storage::text("theme").and_then(|key| Theme::from_key(&key)))
            .unwrap_or_default();
        let density = config
            .density
            .or_else(|| storage::text("density").and_then(|key| Density::from_key(&key)))
            .unwrap_or_default();
        Self {
            client: Client::new(config.api_base.clone(), config.token.clone()),
            nav: Nav::new(config.history.clone(), &config.initial_path),
            locale: RwSignal::new(locale),
            theme: RwSignal::new(theme),
            density: RwSignal::new(density),
            shortcuts: RwSignal::new(storage::text("shortcuts").as_deref() != Some("off")),
            selected_cards: RwSignal::new(Selection::None),
            announcement: RwSignal::new(String::new()),
            notices: RwSignal::new(Vec::new()),
            exports: RwSignal::new(storage::get(EXPORTS).unwrap_or_default()),
            config: StoredValue::new(config),
        }
    }

    /// The texts of the current language. Pages are drawn anew when it changes, so this is not tracked.
    #[must_use]
    pub fn messages(&self) -> &'static Messages {
        self.locale.get_untracked().messages()
    }

    /// Says `text` to screen readers without moving focus.
    pub fn announce(&self, text: impl Into<String>) {
        let _ = self.announcement.try_set(text.into());
    }

    /// Shows a notice until it is dismissed.
    pub fn notify(&self, bad: bool, text: impl Into<String>) {
        self.notify_with(bad, text.into(), None);
    }

    /// As [`Self::notify`], with the way there.
    pub fn notify_with(&self, bad: bool, text: String, link: Option<(String, String)>) {
        let _ = self.notices.try_update(|notices| {
            let id = notices.last().map_or(1, |last| last.id + 1);
            notices.push(Notice {
                id,
                bad,
                text,
                link,
            });
        });
    }

    /// A notice will say when the export task is over.
    pub fn follow_export(&self, id: i64) {
        self.change_exports(|exports| {
            if !exports.contains(&id) {
                exports.push(id);
            }
        });
    }

    /// Nothing more is to be said of the export task.
    pub fn leave_export(&self, id: i64) {
        self.change_exports(|exports| exports.retain(|one| *one != id));
    }

    fn change_exports(&self, change: impl FnOnce(&mut Vec<i64>)) {
        let _ = self.exports.try_update(|exports| {
            change(exports);
            storage::set(EXPORTS, exports);
        });
    }

    /// Chooses and remembers a language.
    pub fn set_locale(&self, locale: Locale) {
        storage::set_text("locale", locale.tag());
        self.locale.set(locale);
    }

    /// Chooses and remembers a theme.
    pub fn set_theme(&self, theme: Theme) {
        storage::set_text("theme", theme.key());
        self.theme.set(theme);
    }

    /// Chooses and remembers a density.
    pub fn set_density(&self, density: Density) {
        storage::set_text("density", density.key());
        self.density.set(density);
    }

    /// Switches single-key shortcuts and remembers it.
    pub fn set_shortcuts(&self, on: bool) {
        storage::set_text("shortcuts", if on { "on" } else { "off" });
        self.shortcuts.set(on);
    }
}

/// The console this component belongs to.
#[must_use]
pub fn app() -> App {
    expect_context::<App>()
}

/// The texts of the current language.
#[must_use]
pub fn messages() -> &'static Messages {
    app().messages()
}
