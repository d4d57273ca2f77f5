//! What a file for an action must have: the same table makes the template that is offered and checks what comes back.

use super::{Field, Language, write};
use crate::action::CardAction;
use serde::{Deserialize, Serialize};

/// Which numbers may stand for a card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberKinds {
    /// Container ID, ICCID or printed number.
    #[default]
    Iccid,
    /// MSISDN and IMEI as well.
    Any,
}

/// Whether a column must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnRequirement {
    /// In every row.
    EveryRow,
    /// At least one of the columns that need this must be in the file; its cells may be empty.
    AnyColumn,
    /// May be left out.
    Optional,
}

impl NumberKinds {
    /// Reads the name it has as JSON.
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
    /// Reads the name it has as JSON.
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
    /// What it holds.
    pub field: Field,
    /// Whether it must be there.
    pub need: ColumnRequirement,
    /// The customer's own name of it: of a custom attribute.
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

/// The columns a file is read for, the card first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// Which numbers may stand for a card.
    #[serde(default)]
    pub numbers: NumberKinds,
    /// The columns.
    pub columns: Vec<Column>,
}

impl Template {
    /// Card numbers and nothing else.
    #[must_use]
    pub fn cards(numbers: NumberKinds) -> Self {
        Self {
            numbers,
            columns: vec![Column::new(Field::Number, ColumnRequirement::EveryRow)],
        }
    }

    /// What the file of a bulk action has beside the card (console.md section 3): a fixed rebind the IMEI, an area its
    /// province, tags and attributes their values; a threshold may be given row by row instead of once for all.
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

    /// Keeps the custom attributes that are enabled, under the customer's names: `names` are those of attributes one to
    /// six, `None` when not enabled.
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

    /// The columns beside the card.
    pub fn values(&self) -> impl Iterator<Item = &Column> {
        self.columns
            .iter()
            .filter(|column| column.field != Field::Number)
    }

    /// The headings in a language, the card first.
    #[must_use]
    pub fn headings(&self, language: Language) -> Vec<&str> {
        let number = std::iter::once(Field::Number.heading(language));
        number
            .chain(self.values().map(|column| column.heading(language)))
            .collect()
    }

    /// The template as a CSV file: a byte order mark, so that spreadsheets read it as UTF-8, and the headings.
    #[must_use]
    pub fn csv(&self, language: Language) -> String {
        write::csv([self.headings(language)])
    }
}
