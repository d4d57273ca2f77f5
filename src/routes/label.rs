//! Addresses of the pages of tags, of the status check and of the region checker.

use super::card_action;
use super::url::Params;
use super::{Page, page_of};
use gsl_model::action::CardAction;
use gsl_model::carrier::Carrier;
use gsl_model::checklist::Symptom;

/// State of the list of tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagsView {
    /// Part of the name; empty = all.
    pub name: String,
    /// Only those in use, or only those not in use.
    pub used: Option<bool>,
    /// Page number from 1.
    pub page: Page,
}

impl TagsView {
    pub(super) fn from_url(params: &Params) -> Self {
        Self {
            name: text(params, "name"),
            used: match params.get("used") {
                Some("yes") => Some(true),
                Some("no") => Some(false),
                _ => None,
            },
            page: page_of(params),
        }
    }

    pub(super) fn to_url(&self) -> String {
        let mut params = Params::default();
        push(&mut params, "name", &self.name);
        if let Some(used) = self.used {
            params.push("used", if used { "yes" } else { "no" });
        }
        if self.page != Page::default() {
            params.push("page", self.page.0.to_string());
        }
        params.append_to("/tags")
    }
}

/// SIM卡诊断: card, symptom, place of the device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckView {
    /// Container ID, MSISDN or IMEI as typed; empty = nothing asked yet.
    pub number: String,
    /// Symptom.
    pub symptom: Symptom,
    /// Place; may be empty.
    pub place: String,
    /// The open dialog about the card found.
    pub action: Option<CardAction>,
}

impl CheckView {
    /// The check of one card.
    #[must_use]
    pub fn of(number: &str) -> Self {
        Self {
            number: number.to_owned(),
            ..Self::default()
        }
    }

    pub(super) fn from_url(params: &Params) -> Self {
        Self {
            number: text(params, "number"),
            symptom: params
                .get("symptom")
                .and_then(Symptom::from_key)
                .unwrap_or_default(),
            place: text(params, "place"),
            action: card_action::from_url(params),
        }
    }

    pub(super) fn to_url(&self) -> String {
        let mut params = Params::default();
        push(&mut params, "number", &self.number);
        if self.symptom != Symptom::default() {
            params.push("symptom", self.symptom.key());
        }
        push(&mut params, "place", &self.place);
        card_action::write_url(self.action, &mut params);
        params.append_to("/check")
    }
}

/// The region checker (Q3.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionsView {
    /// Carrier.
    pub carrier: Carrier,
    /// Place as typed; empty = the whole table.
    pub place: String,
}

impl Default for RegionsView {
    fn default() -> Self {
        Self {
            carrier: Carrier::Mobile,
            place: String::new(),
        }
    }
}

impl RegionsView {
    pub(super) fn from_url(params: &Params) -> Self {
        Self {
            carrier: params
                .get("carrier")
                .and_then(Carrier::from_key)
                .unwrap_or(Carrier::Mobile),
            place: text(params, "place"),
        }
    }

    pub(super) fn to_url(&self) -> String {
        let mut params = Params::default();
        if self.carrier != Carrier::Mobile {
            params.push("carrier", self.carrier.key());
        }
        push(&mut params, "place", &self.place);
        params.append_to("/regions")
    }
}

fn text(params: &Params, key: &str) -> String {
    params.get(key).unwrap_or_default().trim().to_owned()
}

fn push(params: &mut Params, key: &str, value: &str) {
    if !value.is_empty() {
        params.push(key, value);
    }
}
