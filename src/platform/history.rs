//! Where the console keeps its address: the page's path below a base, the fragment, or memory only (embedded without
//! touching the host's address bar). One location signal, real links, no window-wide click listener.

use super::dom::{document, listen, origin, window};
use crate::routes::Route;
use crate::view::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlAnchorElement, HtmlElement, MouseEvent};

/// Which part of the address bar belongs to the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The path below `base`, which starts with `/` and does not end with it (empty for the root).
    Path {
        /// Path prefix that belongs to the host, for example `/sim`.
        base: String,
    },
    /// The fragment: `#/cards`.
    Hash,
    /// Nothing: the address lives in memory.
    Memory,
}

/// Navigation: the current route and the ways to change it. Copy; owned by the mounted console.
#[derive(Clone, Copy)]
pub struct Nav {
    mode: StoredValue<Mode>,
    url: RwSignal<String>,
    /// Past addresses of memory mode, the current one excluded.
    past: StoredValue<Vec<String>>,
    /// Counts navigations made by the user (not replacements): focus and announcements follow it.
    pub visits: RwSignal<u32>,
}

impl Nav {
    /// Starts at the browser's address (or `initial` in memory mode) and follows back and forward until cleanup.
    #[must_use]
    pub fn new(mode: Mode, initial: &str) -> Self {
        let url = match &mode {
            Mode::Memory => initial.to_owned(),
            mode => read(mode),
        };
        let nav = Self {
            mode: StoredValue::new(mode.clone()),
            url: RwSignal::new(url),
            past: StoredValue::new(Vec::new()),
            visits: RwSignal::new(0),
        };
        if mode != Mode::Memory {
            let follow = move |_| {
                let Some(now) = nav.mode.try_with_value(read) else {
                    return;
                };
                if nav.url.try_get_untracked().is_some_and(|url| url != now) {
                    let _ = nav.url.try_set(now);
                    let _ = nav.visits.try_update(|n| *n += 1);
                }
            };
            listen(&window(), "popstate", follow);
            if mode == Mode::Hash {
                listen(&window(), "hashchange", follow);
            }
        }
        // Invalid parts of the address are removed.
        let clean = nav.route_untracked();
        if clean.to_url() != nav.url.get_untracked() {
            nav.replace(&clean);
        }
        nav
    }

    /// The current route, tracked.
    #[must_use]
    pub fn route(&self) -> Route {
        self.url.with(|url| Route::parse(url))
    }

    /// The current route, untracked.
    #[must_use]
    pub fn route_untracked(&self) -> Route {
        self.url.with_untracked(|url| Route::parse(url))
    }

    /// The address now, untracked: what an answer that leads on was asked at, see [`Nav::is_at`].
    #[must_use]
    pub fn address(&self) -> String {
        self.url.get_untracked()
    }

    /// Whether the address is still the same; false after unmounting.
    #[must_use]
    pub fn is_at(&self, address: &str) -> bool {
        self.url.try_get_untracked().as_deref() == Some(address)
    }

    /// The `href` for a link to `route`.
    #[must_use]
    pub fn href(&self, route: &Route) -> String {
        self.mode.with_value(|mode| write(mode, &route.to_url()))
    }

    /// Goes to `route` as a new entry of the history.
    pub fn go(&self, route: &Route) {
        let next = route.to_url();
        let current = self.url.get_untracked();
        if next == current {
            return;
        }
        if self.mode.with_value(|mode| *mode == Mode::Memory) {
            self.past.update_value(|past| past.push(current));
        } else if let Ok(history) = window().history() {
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&self.href(route)));
        }
        self.url.set(next);
        self.visits.update(|n| *n += 1);
    }

    /// Changes the address in place (typing in a filter, cleaning an address).
    pub fn replace(&self, route: &Route) {
        let next = route.to_url();
        if self.mode.with_value(|mode| *mode != Mode::Memory)
            && let Ok(history) = window().history()
        {
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&self.href(route)));
        }
        self.url.set(next);
    }

    /// One step back.
    pub fn back(&self) {
        if self.mode.with_value(|mode| *mode == Mode::Memory) {
            if let Some(Some(previous)) = self.past.try_update_value(Vec::pop) {
                self.url.set(previous);
                self.visits.update(|n| *n += 1);
            }
        } else if let Ok(history) = window().history() {
            let _ = history.back();
        }
    }

    /// Turns plain clicks on our own links below `root` into navigation; everything else stays the browser's.
    pub fn intercept(&self, root: &HtmlElement) {
        let nav = *self;
        listen(root, "click", move |event| {
            let Some(click) = event.dyn_ref::<MouseEvent>() else {
                return;
            };
            if event.default_prevented()
                || click.button() != 0
                || click.ctrl_key()
                || click.meta_key()
                || click.shift_key()
                || click.alt_key()
            {
                return;
            }
            let Some(link) = origin(&event)
                .and_then(|element| element.closest("a[href]").ok().flatten())
                .and_then(|element| element.dyn_into::<HtmlAnchorElement>().ok())
            else {
                return;
            };
            if !link.target().is_empty() || link.has_attribute("download") {
                return;
            }
            let Some(href) = link.get_attribute("href") else {
                return;
            };
            if let Some(url) = nav.mode.with_value(|mode| strip(mode, &href)) {
                event.prevent_default();
                nav.go(&Route::parse(&url));
            }
        });
    }
}

/// The console's own address (`/cards?page=2`) in the browser's location.
fn read(mode: &Mode) -> String {
    let location = window().location();
    let full = match mode {
        Mode::Hash => location.hash().unwrap_or_default(),
        _ => location.pathname().unwrap_or_default() + &location.search().unwrap_or_default(),
    };
    strip(mode, &full).unwrap_or_else(|| "/".to_owned())
}

fn write(mode: &Mode, url: &str) -> String {
    match mode {
        Mode::Path { base } => format!("{base}{url}"),
        Mode::Hash | Mode::Memory => format!("#{url}"),
    }
}

/// The console's address in `href`, or None for a link that is not the console's.
fn strip(mode: &Mode, href: &str) -> Option<String> {
    let own = match mode {
        Mode::Path { base } => href.strip_prefix(base.as_str())?,
        Mode::Hash | Mode::Memory => href.strip_prefix('#')?,
    };
    if own.is_empty() {
        return Some("/".to_owned());
    }
    (own.starts_with('/') && !own.starts_with("//") || own.starts_with('?')).then(|| own.to_owned())
}

/// Sets the document's title; only a standalone console owns it.
pub fn set_title(title: &str) {
    document().set_title(title);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_others_are_left_alone() {
        let base = Mode::Path {
            base: "/sim".to_owned(),
        };
        assert_eq!(
            strip(&base, "/sim/cards?page=2").as_deref(),
            Some("/cards?page=2")
        );
        assert_eq!(strip(&base, "/sim").as_deref(), Some("/"));
        assert_eq!(strip(&base, "/simulator"), None);
        assert_eq!(strip(&base, "/elsewhere"), None);
        assert_eq!(strip(&base, "https://example.com/sim/cards"), None);
        assert_eq!(
            strip(
                &Mode::Path {
                    base: String::new()
                },
                "//example.com/"
            ),
            None
        );
        assert_eq!(strip(&Mode::Hash, "#/cards").as_deref(), Some("/cards"));
        assert_eq!(strip(&Mode::Hash, "#section"), None);
    }

    #[test]
    fn an_address_comes_back_as_it_went() {
        for mode in [
            Mode::Path {
                base: String::new(),
            },
            Mode::Path {
                base: "/a/b".to_owned(),
            },
            Mode::Hash,
            Mode::Memory,
        ] {
            for url in [
                "/",
                "/cards",
                "/cards?status=in_use&page=3",
                "/cards/12?tab=device",
            ] {
                assert_eq!(strip(&mode, &write(&mode, url)).as_deref(), Some(url));
            }
        }
    }
}
