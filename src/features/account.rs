//! How far the reading of a mirrored account is, and the line that says so where its first pass still runs.

use crate::api::{account_calls, use_query};
use crate::features::polling::every;
use crate::i18n::Locale;
use crate::i18n::account::first_reading;
use crate::i18n::format;
use crate::routes::Route;
use crate::state::App;
use crate::ui::badge::Status;
use crate::ui::feedback::Advice;
use crate::view::prelude::*;
use gsl_model::wire::{AccountSync, GroupStatus, SyncGroup, SyncState};

/// Milliseconds between two questions while something is being read.
pub const EVERY_MS: i32 = 2_000;
/// The same while nothing is.
pub const IDLE_MS: i32 = 15_000;

/// How far the reading is.
#[derive(Clone, Copy)]
pub struct Reading<'a>(&'a AccountSync);

impl<'a> Reading<'a> {
    /// Of an answer.
    #[must_use]
    pub const fn of(sync: &'a AccountSync) -> Self {
        Self(sync)
    }

    /// Whether anything is being read.
    #[must_use]
    pub fn runs(self) -> bool {
        self.0
            .groups
            .iter()
            .any(|group| group.state() == Some(SyncState::Running))
    }

    /// Whether all groups have been read once.
    #[must_use]
    pub fn complete(self) -> bool {
        self.0
            .groups
            .iter()
            .all(|group| group.observed_at.is_some())
    }

    /// Whether the cards have never been read to the end.
    #[must_use]
    pub fn first(self) -> bool {
        self.0
            .group(SyncGroup::Cards)
            .is_some_and(|cards| cards.observed_at.is_none())
    }

    /// The first pass over the cards in words, with its percent; `None` when it is over.
    #[must_use]
    pub fn cards(self, locale: Locale) -> Option<(String, Option<u32>)> {
        let cards = self.0.group(SyncGroup::Cards).filter(|_| self.first())?;
        Some(first_pass(cards, locale))
    }
}

fn first_pass(cards: &GroupStatus, locale: Locale) -> (String, Option<u32>) {
    let t = first_reading(locale);
    let Some(total) = cards.total else {
        return (t.begins.to_owned(), None);
    };
    let text = (t.cards)(&format::count(cards.done), &format::count(total));
    let left = cards.seconds_left.map(|left| (t.left)(left));
    let text = left.map_or_else(|| text.clone(), |left| format!("{text}{}{left}", t.and));
    let percent = (cards.done.max(0).saturating_mul(100) / total.max(1)).min(100);
    (text, u32::try_from(percent).ok())
}

/// Says on a page of cards that not all have been read yet; nothing where they have, or where no account is mirrored.
pub fn first_pass_line(app: App) -> AnyView {
    (move || app.client.mirrors().then(|| line(app))).into_view()
}

fn line(app: App) -> AnyView {
    let query = use_query::<AccountSync>(app.client, || Some(account_calls::sync()));
    let first = Memo::new(move |_| query.data().is_some_and(|sync| Reading::of(&sync).first()));
    let again = Callback::new(move |()| query.refetch());
    every(Signal::derive(|| EVERY_MS), first, again);
    // What was counted while cards were missing is counted again when they are there.
    Effect::new(move |before: Option<bool>| {
        let now = first.get();
        if before == Some(true) && !now {
            app.client.invalidate("/v1/sim-cards");
        }
        now
    });
    let locale = app.locale.get_untracked();
    let text = Memo::new(move |_| {
        let sync = query.data()?;
        Reading::of(&sync).cards(locale).map(|(text, _)| text)
    });
    let t = first_reading(locale);
    let href = app.nav.href(&Route::AccountSync);
    (move || {
        let href = href.clone();
        text.get().map(|text| view! {
            <Advice kind=Status::Idle><p role="status">{text}" "<a href=href>{t.to_page}</a></p></Advice>
        })
    })
    .into_view()
}
