//! Notices of events, shown on any page. A new one appears at the edge for a few seconds; all of them stay in the tray of
//! the top bar until they are removed there.

use super::App;
use crate::api::ApiError;
use crate::platform::{clock, storage};
use chrono::{DateTime, Utc};
use gsl_model::action::CardAction;
use gsl_model::wire::BulkParameters;
use std::rc::Rc;

/// Notices kept in the tray.
const KEPT: usize = 50;
/// Notices shown at the edge at once.
const SHOWN: usize = 3;

/// Something that has happened.
#[derive(Clone)]
pub struct Notice {
    /// Distinguishes equal texts.
    pub id: u32,
    /// It reports a failure.
    pub bad: bool,
    /// What happened.
    pub text: String,
    /// Where there is more about it.
    pub link: Option<Link>,
    /// How to undo it.
    pub undo: Option<Undo>,
    /// When.
    pub at: DateTime<Utc>,
    /// It is at the edge now.
    pub shown: bool,
    /// The user has not seen it.
    pub unread: bool,
}

/// Where a notice leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Address.
    pub href: String,
    /// Text of the link.
    pub text: String,
    /// Storage entry to remove once the user has seen it.
    pub key: Option<String>,
    /// It is a file, which is saved under this name.
    pub download: Option<String>,
}

/// How to undo a work order: the card, the opposite action, its parameters.
pub type Opposite = (i64, (CardAction, BulkParameters));

/// Undoes what a notice reports; may run after its page was left.
#[derive(Clone)]
pub struct Undo(Rc<dyn Fn()>);

impl Undo {
    /// Does `run`, which must not touch a page.
    #[must_use]
    pub fn new(run: impl Fn() + 'static) -> Self {
        Self(Rc::new(run))
    }
}

impl Notice {
    /// Something that went well, or failed.
    #[must_use]
    pub fn new(bad: bool, text: impl Into<String>) -> Self {
        Self {
            id: 0,
            bad,
            text: text.into(),
            link: None,
            undo: None,
            at: clock::now(),
            shown: true,
            unread: true,
        }
    }

    /// With the way to more about it.
    #[must_use]
    pub fn with_link(mut self, link: Link) -> Self {
        self.link = Some(link);
        self
    }

    /// With an undo.
    #[must_use]
    pub fn with_undo(mut self, undo: Option<Undo>) -> Self {
        self.undo = undo;
        self
    }

    fn is_about(&self, key: &str) -> bool {
        self.link
            .as_ref()
            .is_some_and(|link| link.key.as_deref() == Some(key))
    }
}

/// The user has seen it: it leaves the edge, and its storage entry is removed.
fn take_note(notice: &mut Notice) {
    notice.shown = false;
    notice.unread = false;
    if let Some(key) = notice.link.as_mut().and_then(|link| link.key.take()) {
        storage::remove(&key);
    }
}

impl App {
    /// Says what happened.
    pub fn notify(&self, bad: bool, text: impl Into<String>) {
        self.tell(Notice::new(bad, text));
    }

    /// Says what happened, with a link or an undo.
    pub fn tell(&self, notice: Notice) {
        let _ = self.notices.try_update(|notices| {
            let id = notices.last().map_or(1, |last| last.id + 1);
            notices.push(Notice { id, ..notice });
            let shown = notices.iter().filter(|notice| notice.shown).count();
            let surplus = shown.saturating_sub(SHOWN);
            for notice in notices
                .iter_mut()
                .filter(|notice| notice.shown)
                .take(surplus)
            {
                notice.shown = false;
            }
            let surplus = notices.len().saturating_sub(KEPT);
            notices.drain(..surplus);
        });
    }

    /// Says why something that was sent without a dialog failed.
    pub fn tell_failure(&self, error: &ApiError) {
        let (what, next) = self.messages().errors.explain(error);
        self.notify(true, format!("{what} {next}"));
    }

    fn change_notice(&self, id: u32, change: impl FnOnce(&mut Notice)) {
        let _ = self.notices.try_update(|notices| {
            if let Some(notice) = notices.iter_mut().find(|notice| notice.id == id) {
                change(notice);
            }
        });
    }

    /// Its time at the edge is over; it stays unread in the tray.
    pub fn hide_notice(&self, id: u32) {
        self.change_notice(id, |notice| notice.shown = false);
    }

    /// The user has seen a notice.
    pub fn dismiss(&self, id: u32) {
        self.change_notice(id, take_note);
    }

    /// The user has seen all of them.
    pub fn dismiss_all(&self) {
        let _ = self
            .notices
            .try_update(|notices| notices.iter_mut().for_each(take_note));
    }

    /// Removes a notice from the tray.
    pub fn remove_notice(&self, id: u32) {
        let _ = self
            .notices
            .try_update(|notices| notices.retain(|notice| notice.id != id));
    }

    /// Undoes what a notice reports, once.
    pub fn undo_notice(&self, id: u32) {
        let undo = self.notices.try_update(|notices| {
            let notice = notices.iter_mut().find(|notice| notice.id == id)?;
            take_note(notice);
            notice.undo.take()
        });
        if let Some(Undo(run)) = undo.flatten() {
            run();
        }
    }

    /// The user has seen what the storage entry `key` is about: removes the entry.
    pub fn forget(&self, key: &str) {
        storage::remove(key);
        let told = |notices: &Vec<Notice>| notices.iter().any(|notice| notice.is_about(key));
        if self.notices.try_with_untracked(told) == Some(true) {
            self.notices.update(|notices| {
                notices
                    .iter_mut()
                    .filter(|notice| notice.is_about(key))
                    .for_each(take_note);
            });
        }
    }
}
