//! Addresses of bulk jobs: a new one, and one that runs or has ended.

use super::Page;
use super::page_of;
use super::url::Params;
use super::work::{page, push};

use gsl_model::action::CardAction;
pub use gsl_model::bulk::BulkItemStatus as ItemState;

/// Where the cards of a job come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SourceKind {
    /// What is selected in the card list.
    #[default]
    Selection,
    /// A pasted list.
    Paste,
    /// A file.
    File,
    /// All cards of a pool: a transfer only.
    Pool,
}

impl SourceKind {
    /// All, in the order shown.
    pub const ALL: [Self; 4] = [Self::Selection, Self::Paste, Self::File, Self::Pool];

    /// The name in the address.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Selection => "selection",
            Self::Paste => "paste",
            Self::File => "file",
            Self::Pool => "pool",
        }
    }

    /// The one with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }
}

/// A new job.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BatchView {
    /// What is done; `None` = not chosen yet.
    pub action: Option<CardAction>,
    /// To which cards.
    pub from: SourceKind,
}

impl BatchView {
    pub(super) fn from_url(params: &Params) -> Self {
        Self {
            action: params
                .get("action")
                .and_then(CardAction::from_key)
                .filter(|action| CardAction::BULK.contains(action)),
            from: params
                .get("from")
                .and_then(SourceKind::from_key)
                .unwrap_or_default(),
        }
    }

    pub(super) fn to_url(&self) -> String {
        let mut params = Params::default();
        push(
            &mut params,
            "action",
            self.action.map_or("", CardAction::key),
        );
        if self.from != SourceKind::default() {
            params.push("from", self.from.key());
        }
        params.append_to("/batch")
    }
}

/// One job with its items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BulkJobView {
    /// The job.
    pub id: i64,
    /// Only items in this state.
    pub state: Option<ItemState>,
    /// Page number from 1.
    pub page: Page,
}

impl BulkJobView {
    pub(super) fn from_url(id: i64, params: &Params) -> Self {
        Self {
            id,
            state: params.get("state").and_then(ItemState::from_key),
            page: page_of(params),
        }
    }

    pub(super) fn to_url(&self) -> String {
        let mut params = Params::default();
        push(&mut params, "state", self.state.map_or("", ItemState::key));
        page(&mut params, self.page);
        params.append_to(&format!("/batch/{}", self.id))
    }
}
