//! Addresses of bulk jobs: a new one, and one under way or over.

use super::Page;
use super::card_action::CardAction;
use super::page_of;
use super::url::Params;
use super::work::{page, push};

pub use gsl_model::bulk::BulkItemStatus as ItemState;

/// What can be done with many cards at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BulkAction {
    /// One of the actions of a single card.
    Single(CardAction),
    /// 拆机
    Deregister,
    /// Tags put on or taken off.
    Tags,
    /// Values of custom attributes.
    Attributes,
    /// 批量转移实体卡
    Transfer,
    /// 批量补卡
    Replace,
}

impl BulkAction {
    /// All, in the order shown.
    pub const ALL: [Self; 15] = [
        Self::Single(CardAction::Activate),
        Self::Single(CardAction::Suspend),
        Self::Single(CardAction::Resume),
        Self::Single(CardAction::Rebind),
        Self::Single(CardAction::Threshold),
        Self::Single(CardAction::CutNet),
        Self::Single(CardAction::RestoreNet),
        Self::Single(CardAction::SpeedLimit),
        Self::Single(CardAction::BindArea),
        Self::Single(CardAction::ClearRealName),
        Self::Deregister,
        Self::Tags,
        Self::Attributes,
        Self::Transfer,
        Self::Replace,
    ];

    /// The name in the address.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Single(action) => action.key(),
            Self::Deregister => "deregister",
            Self::Tags => "tags",
            Self::Attributes => "attributes",
            Self::Transfer => "transfer",
            Self::Replace => "replace",
        }
    }

    /// The one with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }

    /// What a job of this action does; `None` for one the console does not know.
    #[must_use]
    pub fn of_job(action: &str) -> Option<Self> {
        match action {
            "set_threshold" | "cancel_threshold" => Some(Self::Single(CardAction::Threshold)),
            "set_tags" | "unset_tags" => Some(Self::Tags),
            "set_attributes" => Some(Self::Attributes),
            other => Self::from_key(other),
        }
    }

    /// The action of the bulk API, where its parameters do not decide.
    #[must_use]
    pub const fn action(self) -> &'static str {
        match self {
            Self::Single(CardAction::Threshold) => "set_threshold",
            Self::Single(action) => action.key(),
            Self::Deregister => "deregister",
            Self::Tags => "set_tags",
            Self::Attributes => "set_attributes",
            Self::Transfer => "transfer",
            Self::Replace => "replace",
        }
    }
}

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
    pub action: Option<BulkAction>,
    /// To which cards.
    pub from: SourceKind,
}

impl BatchView {
    pub(super) fn from_url(params: &Params) -> Self {
        Self {
            action: params.get("action").and_then(BulkAction::from_key),
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
            self.action.map_or("", BulkAction::key),
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
    /// Only items that stand so.
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
