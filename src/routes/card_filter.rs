//! The filter of the card list: one typed value per property, written into the address and into the parameters of operation 1.

pub use super::card_field::{Field, Kind, Slot, Value};

use super::url::{Params, encode_into};

/// At most one value per property, kept in the order of [`Field`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardFilter(Vec<(Field, Value)>);

impl CardFilter {
    /// A filter with one property.
    #[must_use]
    pub fn one(field: Field, value: Value) -> Self {
        Self::default().with(field, value)
    }

    /// The filter with `field` set to `value`. Container ID and IMEI share one API parameter: the later wins.
    #[must_use]
    pub fn with(mut self, field: Field, value: Value) -> Self {
        let rival = match field {
            Field::Number => Some(Field::Imei),
            Field::Imei => Some(Field::Number),
            _ => None,
        };
        self.0
            .retain(|(known, _)| *known != field && Some(*known) != rival);
        let at = self.0.partition_point(|(known, _)| *known < field);
        self.0.insert(at, (field, value));
        self
    }

    /// The filter without `field`.
    #[must_use]
    pub fn without(mut self, field: Field) -> Self {
        self.0.retain(|(known, _)| *known != field);
        self
    }

    /// The value of `field`.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<&Value> {
        self.0
            .iter()
            .find(|(known, _)| *known == field)
            .map(|(_, value)| value)
    }

    /// All properties set.
    pub fn iter(&self) -> impl Iterator<Item = &(Field, Value)> {
        self.0.iter()
    }

    /// Whether nothing is filtered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Reads the properties of an address; unknown or invalid ones are dropped.
    #[must_use]
    pub fn from_url(params: &Params) -> Self {
        Field::all().fold(Self::default(), |filter, field| {
            match params.get(field.key()).and_then(|text| field.parse(text)) {
                // The first of two conflicting values wins, so that writing and reading round-trip.
                Some(value) if !(field == Field::Imei && filter.get(Field::Number).is_some()) => {
                    filter.with(field, value)
                }
                _ => filter,
            }
        })
    }

    /// Writes the properties into an address.
    pub fn write_url(&self, params: &mut Params) {
        for (field, value) in &self.0 {
            params.push(field.key(), Field::to_text(value));
        }
    }

    /// The parameters of operation 1.
    #[must_use]
    pub fn to_api(&self) -> Vec<(&'static str, String)> {
        let mut out = Vec::new();
        for (field, value) in &self.0 {
            field.write_api(value, &mut out);
        }
        out
    }

    /// The same as a query string, `sim_status=20&tag_id=7`.
    #[must_use]
    pub fn to_query(&self) -> String {
        let mut query = String::new();
        for (key, value) in self.to_api() {
            if !query.is_empty() {
                query.push('&');
            }
            encode_into(&mut query, key);
            query.push('=');
            encode_into(&mut query, &value);
        }
        query
    }

    /// Properties the service does not understand, given whether it announces `sim-cards.filters`.
    #[must_use]
    pub fn not_understood(&self, has_extension: bool) -> Vec<Field> {
        self.0
            .iter()
            .filter(|(field, value)| !has_extension && field.needs_extension(value))
            .map(|(field, _)| *field)
            .collect()
    }
}
