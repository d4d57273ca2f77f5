//! What outlives a page: language, theme, preferences, selection, notices; one handle for all of it.

mod notices;
pub mod prefs;
pub mod recents;
pub mod selection;

use crate::api::Client;
use crate::config::Config;
use crate::config::theme::{Density, Theme};
use crate::i18n::{Locale, Messages};
use crate::platform::{
    history::{Nav, set_title},
    keys, storage,
};
use crate::view::prelude::*;
pub use notices::{Link, Notice, Opposite, Undo};
use selection::Selection;
use web_sys::KeyboardEvent;

/// Everything shared by the pages of one mounted console. Copy.
#[derive(Clone, Copy)]
pub struct App {
    /// Host configuration.
    pub config: StoredValue<Config>,
    /// The service.
    pub client: Client,
    /// Addresses.
    pub nav: Nav,
    /// The element that everything is drawn in.
    pub root: NodeRef<html::Div>,
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
    /// "All matching" of filters that are not shown any more; nothing acts on them until they are.
    pub left_selections: StoredValue<Vec<Selection>>,
    /// The polite announcement read by screen readers.
    pub announcement: RwSignal<String>,
    /// Notices, newest last.
    pub notices: RwSignal<Vec<Notice>>,
    /// What takes the work orders back that were made here, by their numbers.
    pub opposites: StoredValue<Vec<(i64, Opposite)>>,
    /// What the browser refused to copy; empty when there is nothing.
    pub not_copied: RwSignal<String>,
    /// The viewer was told that the browser keeps nothing.
    warned_not_kept: StoredValue<bool>,
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
            left_selections: StoredValue::new(Vec::new()),
            announcement: RwSignal::new(String::new()),
            notices: RwSignal::new(Vec::new()),
            opposites: StoredValue::new(Vec::new()),
            not_copied: RwSignal::new(String::new()),
            warned_not_kept: StoredValue::new(false),
            root: NodeRef::new(),
            config: StoredValue::new(config),
        }
    }

    /// The texts of the current language. Pages are drawn anew when it changes, so this is not tracked.
    #[must_use]
    pub fn messages(&self) -> &'static Messages {
        self.locale.get_untracked().messages()
    }

    /// Why nothing can be changed here, whatever it is; `None` where something can. Tracked.
    #[must_use]
    pub fn read_only(&self) -> Option<String> {
        let text = || self.messages().common.read_only.to_owned();
        self.client.read_only().then(text)
    }

    /// Why what needs an extension cannot be done; `None` when the service offers it. Tracked.
    #[must_use]
    pub fn why_not(&self, extension: &str) -> Option<String> {
        let missing = || self.messages().common.not_offered.to_owned();
        self.read_only()
            .filter(|_| extension.ends_with(".act"))
            .or_else(|| (!self.client.has(extension)).then(missing))
    }

    /// Calls `run` for keys pressed in this console, until the current owner is cleaned up; see [`keys::listen`].
    pub fn on_key(&self, run: impl FnMut(&KeyboardEvent) + 'static) {
        if let Some(root) = self.root.get_untracked() {
            let standalone = self.config.with_value(|config| config.standalone);
            keys::listen(&root, standalone, run);
        }
    }

    /// The same for single keys: none while they are switched off (WCAG 2.1.4), while somebody types, or with a modifier.
    pub fn on_single_key(&self, mut run: impl FnMut(&KeyboardEvent) + 'static) {
        let on = self.shortcuts;
        self.on_key(move |key| {
            if on.get_untracked() && keys::is_single(key) {
                run(key);
            }
        });
    }

    /// Says once that the browser keeps nothing.
    pub fn not_kept(&self) {
        if self
            .warned_not_kept
            .try_update_value(|warned_not_kept| std::mem::replace(warned_not_kept, true))
            == Some(false)
        {
            self.notify(true, self.messages().common.not_kept);
        }
    }

    /// `text`, which says that something is kept in this browser; or, where that is not so, how long it is kept.
    #[must_use]
    pub fn kept(&self, text: &'static str) -> &'static str {
        if storage::keeps() {
            text
        } else {
            self.messages().common.not_kept
        }
    }

    /// Sets the document's title when the console owns the page; what is opened is remembered under it.
    pub fn set_title(&self, heading: &str) {
        recents::note(&self.nav.route_untracked(), heading);
        if self.config.with_value(|config| config.standalone) {
            set_title(&format!("{heading} · {}", self.messages().shell.product));
        }
    }

    /// Says `text` to screen readers without moving focus.
    pub fn announce(&self, text: impl Into<String>) {
        let _ = self.announcement.try_set(text.into());
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
