//! The columns of a file for an action. The same table creates the template for download and checks the upload.

use super::{Field, Language, write};
use crate::action::CardAction;
use serde::{Deserialize, Serialize};

/// The kinds of numbers accepted for a card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberKinds {
    /// Container ID, ICCID or printed number.
    #[default]
    Iccid,
    /// Also MSISDN and IMEI.
    Any,
}

/// Whether a column is required.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnRequirement {
    /// Required in every row.
    EveryRow,
    /// At least one of the columns with this requirement must be in the file; its cells may be empty.
    AnyColumn,
    /// Optional.
    Optional,
}

impl NumberKinds {
    /// Reads its name in JSON.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        match key {
            "iccid" => Some(Self::Iccid),
            "any" => Some(Self::Any),
            _ => None,
        }
    }
}

impl ColumnRequirement {
    /// Reads its name in JSON.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        match key {
            "every_row" => Some(Self::EveryRow),
            "any_column" => Some(Self::AnyColumn),
            "optional" => Some(Self::Optional),
            _ => None,
        }
    }
}

/// A column of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its field.
    pub field: Field,
    /// Whether it is required.
    pub need: ColumnRequirement,
    /// The customer's name for it, if it is a custom attribute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
}

impl Column {
    const fn new(field: Field, need: ColumnRequirement) -> Self {
        Self {
            field,
            need,
            heading: None,
        }
    }

    /// Its heading in a template.
    #[must_use]
    pub fn heading(&self, language: Language) -> &str {
        self.heading
            .as_deref()
            .filter(|own| !own.trim().is_empty())
            .unwrap_or_else(|| self.field.heading(language))
    }
}

/// The columns to read from a file, the card number first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// The kinds of numbers accepted for a card.
    #[serde(default)]
    pub numbers: NumberKinds,
    /// The columns.
    pub columns: Vec<Column>,
}

impl Template {
    /// Card numbers only.
    #[must_use]
    pub fn cards(numbers: NumberKinds) -> Self {
        Self {
            numbers,
            columns: vec![Column::new(Field::Number, ColumnRequirement::EveryRow)],
        }
    }

    /// The file for a bulk action (console.md section 3): in addition to the card number, the IMEI for a fixed rebind,
    /// the province for an area, the values for tags and attributes. A threshold may be set per row instead of once for
    /// all.
    #[must_use]
    pub fn of(action: CardAction) -> Self {
        let mut template = Self::cards(NumberKinds::Iccid);
        let more = match action {
            CardAction::RebindFixed => {
                vec![Column::new(Field::Imei, ColumnRequirement::EveryRow)]
            }
            CardAction::BindArea => vec![Column::new(Field::Area, ColumnRequirement::EveryRow)],
            CardAction::Threshold => {
                vec![Column::new(Field::Threshold, ColumnRequirement::Optional)]
            }
            CardAction::Tags => vec![Column::new(Field::Tags, ColumnRequirement::AnyColumn)],
            CardAction::Attributes => Field::ATTRIBUTES
                .map(|field| Column::new(field, ColumnRequirement::AnyColumn))
                .into(),
            _ => Vec::new(),
        };
        template.columns.extend(more);
        template
    }

    /// Keeps only the enabled custom attributes, with the customer's names: `names` has those of attributes one to six,
    /// `None` when not enabled.
    #[must_use]
    pub fn with_attributes(mut self, names: [Option<&str>; 6]) -> Self {
        self.columns.retain_mut(|column| {
            let at = Field::ATTRIBUTES
                .iter()
                .position(|attribute| *attribute == column.field);
            match at.map(|at| names.get(at).copied().flatten()) {
                Some(Some(name)) => {
                    column.heading = Some(name.to_owned());
                    true
                }
                Some(None) => false,
                None => true,
            }
        });
        self
    }

    /// The columns after the card number.
    pub fn values(&self) -> impl Iterator<Item = &Column> {
        self.columns
            .iter()
            .filter(|column| column.field != Field::Number)
    }

    /// The headings in a language, the card number first.
    #[must_use]
    pub fn headings(&self, language: Language) -> Vec<&str> {
        let number = std::iter::once(Field::Number.heading(language));
        number
            .chain(self.values().map(|column| column.heading(language)))
            .collect()
    }

    /// The template as a CSV file: a byte order mark, so that spreadsheets read UTF-8, and the headings.
    #[must_use]
    pub fn csv(&self, language: Language) -> String {
        write::csv([self.headings(language)])
    }
}
