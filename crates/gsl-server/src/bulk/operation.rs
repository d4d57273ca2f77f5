//! What a job does to a card.

use std::collections::HashMap;

use gsl_model::action::CardAction;
use gsl_model::can::{self, CardFacts};
use gsl_model::imei::Imei;
use gsl_model::label;
use gsl_model::sheet::Template;
use gsl_model::threshold;
use gsl_model::wire::{BulkParameters, BulkReason};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::reason::{plain, refused};
use crate::addresses;
use crate::error::ApiError;
use crate::labels::{self, MOST_TAGS_OF_CARD};
use crate::work_orders::{self, Action, Refusal};

/// What is done to one card; stored as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BulkOperation {
    /// Asked of the carrier.
    Order(Action),
    /// These tags are put on.
    PutTags(Vec<i64>),
    /// These tags and no others.
    ReplaceTags(Vec<i64>),
    /// These tags are taken off.
    TakeTags(Vec<i64>),
    /// Attributes by slot 1 to 6; an empty value takes the value away.
    Attributes(Vec<(usize, String)>),
}

impl BulkOperation {
    /// Its row of the table; `None` for what is done with a pool.
    #[must_use]
    pub const fn card_action(&self) -> Option<CardAction> {
        match self {
            Self::Order(action) => action.card_action(),
            Self::PutTags(_) | Self::ReplaceTags(_) => Some(CardAction::Tags),
            Self::TakeTags(_) => Some(CardAction::UnsetTags),
            Self::Attributes(_) => Some(CardAction::Attributes),
        }
    }

    /// Whether a card allows it now, as far as its facts and its tags tell.
    ///
    /// # Errors
    /// Why not.
    pub fn check(&self, facts: &CardFacts, tags: &[i64]) -> Result<(), BulkReason> {
        if let Self::Order(action) = self {
            return work_orders::check(facts, action).map_err(|refusal| refused(&refusal));
        }
        if let Some(action) = self.card_action() {
            can::check(action, facts).map_err(|reason| refused(&Refusal::Rule(reason)))?;
        }
        if let Self::PutTags(new) = self {
            let more = new.iter().filter(|tag| !tags.contains(tag)).count();
            if tags.len() + more > MOST_TAGS_OF_CARD {
                return Err(plain("too_many_tags", "A card carries at most 10 tags."));
            }
        }
        Ok(())
    }
}

/// What a job is asked to do: the same for every card, or row by row of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestedOperation {
    /// The same for every card.
    Same(BulkOperation),
    /// The threshold of each row; the one given where a row has none.
    Thresholds(Option<i64>),
    /// The area of each row.
    Areas,
    /// A fixed rebind with the IMEI of each row.
    Imeis,
    /// The tags of each row, by name.
    Tags {
        /// Ids by name.
        known: HashMap<String, i64>,
        /// The cards lose their other tags.
        replace: bool,
    },
    /// The attributes of each row, by slot in the order of the columns, and their names.
    Attributes(Vec<(usize, String)>),
    /// What a former job did to each card, as stored; an example of it.
    Again(BulkOperation),
}

/// What the API calls the actions, each once.
fn names() -> String {
    let mut names: Vec<&str> = CardAction::ALL
        .into_iter()
        .filter_map(CardAction::bulk_key)
        .collect();
    names.dedup();
    names.join(", ")
}

impl RequestedOperation {
    /// Reads action and parameters; `file` tells whether values may stand in a file's columns.
    ///
    /// # Errors
    /// 400 `GSL.00010004` naming the parameter; `GSL.00013006` an unknown address; `GSL.00016052` to `GSL.00016054`
    /// tags.
    pub fn read(
        action: &str,
        given: &BulkParameters,
        file: bool,
        db: &Connection,
    ) -> Result<Self, ApiError> {
        let order = |action| Ok(Self::Same(BulkOperation::Order(action)));
        let unknown = || ApiError::parameter("action", format!("must be one of {}", names()));
        let action = CardAction::from_bulk_key(action).ok_or_else(unknown)?;
        match action {
            CardAction::Activate => order(Action::Activate),
            CardAction::Suspend => order(Action::Suspend),
            CardAction::Resume => order(Action::Resume),
            CardAction::CutNet => order(Action::CutNet),
            CardAction::RestoreNet => order(Action::RestoreNet),
            CardAction::CancelThreshold => order(Action::CancelThreshold),
            CardAction::ClearRealName => order(Action::ClearRealName),
            CardAction::Deregister => order(Action::Deregister),
            CardAction::Transfer => transfer(given),
            CardAction::Replace => {
                let id = given
                    .address_id
                    .ok_or_else(|| ApiError::parameter("address_id", "is missing"))?;
                addresses::find(db, id)?.ok_or_else(ApiError::no_address)?;
                order(Action::Replace)
            }
            CardAction::BindArea if given.area.is_none() && file => Ok(Self::Areas),
            CardAction::BindArea => {
                let area = given.area.as_deref().and_then(Action::bind_area);
                let why = || ApiError::parameter("area", "must be the name of a province");
                order(area.ok_or_else(why)?)
            }
            CardAction::Threshold => same_threshold(given.quota, file),
            CardAction::SpeedLimit => {
                let speed_value = given
                    .speed_value
                    .ok_or_else(|| ApiError::parameter("speed_value", "is missing"))?;
                let offered = gsl_model::carrier::Carrier::ALL
                    .iter()
                    .any(|carrier| gsl_model::speed::is_offered(*carrier, speed_value));
                if !offered {
                    return Err(ApiError::parameter(
                        "speed_value",
                        "is offered by no carrier",
                    ));
                }
                order(Action::SpeedLimit { speed_value })
            }
            CardAction::Rebind | CardAction::RebindFixed => rebind(given, file),
            CardAction::Tags if given.tag_ids.is_empty() && file => Ok(Self::Tags {
                known: tags_by_name(db)?,
                replace: given.replace == Some(true),
            }),
            CardAction::Tags | CardAction::UnsetTags => tags(action, given, db),
            CardAction::Attributes => attributes(given, file, db),
            CardAction::ResetNetwork
            | CardAction::Lost
            | CardAction::QueryRealName
            | CardAction::AddOn
            | CardAction::Renew
            | CardAction::SwitchNetwork => Err(unknown()),
        }
    }

    /// What is asked of the carriers, with parameters of some card; `None` where no carrier is asked.
    #[must_use]
    pub fn order(&self) -> Option<Action> {
        match self {
            Self::Same(BulkOperation::Order(action))
            | Self::Again(BulkOperation::Order(action)) => Some(action.clone()),
            Self::Thresholds(_) => Some(Action::Threshold { quota: 0 }),
            Self::Areas => Some(Action::BindArea {
                area: String::new(),
            }),
            Self::Imeis => Some(Action::RebindFixed {
                imei: String::new(),
            }),
            _ => None,
        }
    }

    /// The pool all of whose cards are transferred.
    #[must_use]
    pub fn pool(&self) -> Option<i64> {
        match self {
            Self::Same(BulkOperation::Order(Action::Transfer { pool, .. })) => *pool,
            _ => None,
        }
    }

    /// The columns a file is read for.
    #[must_use]
    pub fn template(&self) -> Template {
        let action = match self {
            Self::Same(_) | Self::Again(_) => {
                return Template::cards(gsl_model::sheet::NumberKinds::Any);
            }
            Self::Thresholds(_) => CardAction::Threshold,
            Self::Areas => CardAction::BindArea,
            Self::Imeis => CardAction::RebindFixed,
            Self::Tags { .. } => CardAction::Tags,
            Self::Attributes(slots) => {
                let name = |at: usize| {
                    let known = slots.iter().find(|(slot, _)| *slot == at + 1);
                    known.map(|(_, name)| name.as_str())
                };
                let names = std::array::from_fn(name);
                return Template::of(CardAction::Attributes).with_attributes(names);
            }
        };
        Template::of(action)
    }

    /// What is done to the card of a row with these values.
    ///
    /// # Errors
    /// What is wrong with the row.
    pub fn of_row(&self, values: &[String]) -> Result<BulkOperation, BulkReason> {
        let missing = || plain("value_missing", "A value is missing in the row.");
        let first = values.first().map(String::as_str).unwrap_or_default();
        match self {
            Self::Same(act) => Ok(act.clone()),
            Self::Again(_) => serde_json::from_str(first).map_err(|_| missing()),
            Self::Thresholds(given) => {
                let quota = first.parse().ok().or(*given).ok_or_else(missing)?;
                Ok(BulkOperation::Order(Action::Threshold { quota }))
            }
            Self::Imeis | Self::Areas if first.is_empty() => Err(missing()),
            Self::Areas => Ok(BulkOperation::Order(Action::BindArea {
                area: first.to_owned(),
            })),
            Self::Imeis => Ok(BulkOperation::Order(Action::RebindFixed {
                imei: first.to_owned(),
            })),
            Self::Tags { known, replace } => {
                let names = first
                    .split(',')
                    .map(str::trim)
                    .filter(|name| !name.is_empty());
                let tags: Option<Vec<i64>> = names.map(|name| known.get(name).copied()).collect();
                match tags {
                    None => Err(plain("tag_unknown", "There is no tag with this name.")),
                    Some(tags) if tags.is_empty() => Err(missing()),
                    Some(tags) if *replace => Ok(BulkOperation::ReplaceTags(tags)),
                    Some(tags) => Ok(BulkOperation::PutTags(tags)),
                }
            }
            Self::Attributes(slots) => {
                let slots = slots.iter().map(|(slot, _)| *slot);
                let filled = slots.zip(values.iter().cloned());
                let filled: Vec<_> = filled.filter(|(_, value)| !value.is_empty()).collect();
                if filled.is_empty() {
                    return Err(missing());
                }
                Ok(BulkOperation::Attributes(filled))
            }
        }
    }
}

fn transfer(given: &BulkParameters) -> Result<RequestedOperation, ApiError> {
    let account = label::account(given.account.as_deref().unwrap_or_default())
        .map_err(|why| ApiError::parameter("account", why))?;
    Ok(RequestedOperation::Same(BulkOperation::Order(
        Action::Transfer {
            account: account.to_owned(),
            pool: given.sim_pool_id,
        },
    )))
}

fn same_threshold(quota: Option<i64>, file: bool) -> Result<RequestedOperation, ApiError> {
    if quota.is_some_and(|quota| !threshold::is_sound(quota)) {
        return Err(ApiError::parameter(
            "quota",
            "must be -1, 0 or a number of MB",
        ));
    }
    match quota {
        _ if file => Ok(RequestedOperation::Thresholds(quota)),
        Some(quota) => Ok(RequestedOperation::Same(BulkOperation::Order(
            Action::Threshold { quota },
        ))),
        None => Err(ApiError::parameter("quota", "is missing")),
    }
}

fn rebind(given: &BulkParameters, file: bool) -> Result<RequestedOperation, ApiError> {
    match (given.bind_type, &given.imei) {
        (None | Some(1), _) => Ok(RequestedOperation::Same(BulkOperation::Order(
            Action::Rebind,
        ))),
        (Some(2), None) if file => Ok(RequestedOperation::Imeis),
        (Some(2), None) => Err(ApiError::parameter("imei", "is missing")),
        (Some(2), Some(text)) => {
            let imei = Imei::read(text).map_err(|why| ApiError::parameter("imei", why))?;
            Ok(RequestedOperation::Same(BulkOperation::Order(
                Action::RebindFixed { imei: imei.into() },
            )))
        }
        _ => Err(ApiError::parameter("bind_type", "must be 1 or 2")),
    }
}

fn tags_by_name(db: &Connection) -> rusqlite::Result<HashMap<String, i64>> {
    let mut statement = db.prepare_cached("SELECT name, id FROM tags")?;
    statement
        .query_map([], |row| Ok((row.get("name")?, row.get("id")?)))?
        .collect()
}

fn tags(
    action: CardAction,
    given: &BulkParameters,
    db: &Connection,
) -> Result<RequestedOperation, ApiError> {
    let tags = given.tag_ids.clone();
    let none_is_fine = action == CardAction::Tags && given.replace == Some(true);
    if tags.len() > MOST_TAGS_OF_CARD || tags.is_empty() && !none_is_fine {
        return Err(ApiError::tag_list_size(tags.len()));
    }
    let mut sorted = tags.clone();
    sorted.sort_unstable();
    sorted.dedup();
    if sorted.len() < tags.len() {
        return Err(ApiError::duplicate_ids(&tags));
    }
    let unknown = labels::unknown_tags(db, &tags)?;
    if !unknown.is_empty() {
        return Err(ApiError::unknown_ids(&unknown));
    }
    Ok(RequestedOperation::Same(match action {
        CardAction::UnsetTags => BulkOperation::TakeTags(tags),
        _ if given.replace == Some(true) => BulkOperation::ReplaceTags(tags),
        _ => BulkOperation::PutTags(tags),
    }))
}

fn attributes(
    given: &BulkParameters,
    file: bool,
    db: &Connection,
) -> Result<RequestedOperation, ApiError> {
    let enabled = labels::enabled_slots(db)?;
    let mut values = Vec::new();
    for (slot, value) in (1_usize..).zip(given.attributes()) {
        let Some(value) = value else { continue };
        let name = format!("customer_attribute{slot}");
        if !enabled.contains(&slot) {
            return Err(ApiError::parameter(&name, "is not enabled"));
        }
        label::attribute_value(value).map_err(|why| ApiError::parameter(&name, why))?;
        values.push((slot, value.to_owned()));
    }
    match values.is_empty() {
        false => Ok(RequestedOperation::Same(BulkOperation::Attributes(values))),
        true if file => Ok(RequestedOperation::Attributes(labels::enabled_attributes(
            db,
        )?)),
        true => Err(ApiError::parameter(
            "customer_attribute1",
            "to customer_attribute6 are all missing",
        )),
    }
}
