//! The columns of the list: order, default, key of the preferences, sort column, alignment.

use crate::i18n::cards::Cards;
use crate::routes::SortBy;
pub use gsl_model::card_column::CardColumn;
use gsl_model::wire::Attribute;

/// All columns in the order of the product's guide.
pub const ALL: [CardColumn; 31] = [
    CardColumn::Cid,
    CardColumn::Id,
    CardColumn::Status,
    CardColumn::Node,
    CardColumn::Imei,
    CardColumn::Model,
    CardColumn::Imsi,
    CardColumn::Msisdn,
    CardColumn::Plan,
    CardColumn::Used,
    CardColumn::Left,
    CardColumn::Tags,
    CardColumn::Order,
    CardColumn::Attribute(1),
    CardColumn::Attribute(2),
    CardColumn::Attribute(3),
    CardColumn::Attribute(4),
    CardColumn::Attribute(5),
    CardColumn::Attribute(6),
    CardColumn::Activated,
    CardColumn::Expires,
    CardColumn::Stopped,
    CardColumn::RealNamed,
    CardColumn::CutNet,
    CardColumn::Threshold,
    CardColumn::Rebinds,
    CardColumn::Speed,
    CardColumn::SimType,
    CardColumn::DataType,
    CardColumn::Network,
    CardColumn::Carrier,
];

/// Names of the enabled custom attributes by slot (0–5); None where an attribute is not enabled.
pub type AttributeNames = [Option<String>; 6];

/// Key in the stored preferences.
#[must_use]
pub const fn key(column: CardColumn) -> &'static str {
    match column {
        CardColumn::Cid => "cid",
        CardColumn::Id => "id",
        CardColumn::Status => "status",
        CardColumn::Node => "node",
        CardColumn::Imei => "imei",
        CardColumn::Model => "model",
        CardColumn::Imsi => "imsi",
        CardColumn::Msisdn => "msisdn",
        CardColumn::Plan => "plan",
        CardColumn::Used => "used",
        CardColumn::Left => "left",
        CardColumn::Tags => "tags",
        CardColumn::Order => "order",
        CardColumn::Attribute(1) => "attr1",
        CardColumn::Attribute(2) => "attr2",
        CardColumn::Attribute(3) => "attr3",
        CardColumn::Attribute(4) => "attr4",
        CardColumn::Attribute(5) => "attr5",
        CardColumn::Attribute(_) => "attr6",
        CardColumn::Activated => "act",
        CardColumn::Expires => "expire",
        CardColumn::Stopped => "stopped",
        CardColumn::RealNamed => "real_named",
        CardColumn::CutNet => "cut_net",
        CardColumn::Threshold => "threshold",
        CardColumn::Rebinds => "rebinds",
        CardColumn::Speed => "speed",
        CardColumn::SimType => "type",
        CardColumn::DataType => "data_type",
        CardColumn::Network => "network",
        CardColumn::Carrier => "carrier",
    }
}

/// The column of a key.
#[must_use]
pub fn of_key(wanted: &str) -> Option<CardColumn> {
    ALL.into_iter().find(|column| key(*column) == wanted)
}

/// Keys with whether they show before the viewer chose.
#[must_use]
pub fn defaults() -> Vec<(&'static str, bool)> {
    let shown = |column| {
        use CardColumn::{Cid, Expires, Left, Msisdn, Order, Plan, Status, Tags, Used};
        matches!(
            column,
            Cid | Status | Msisdn | Plan | Used | Left | Tags | Order | Expires
        )
    };
    ALL.into_iter()
        .map(|column| (key(column), shown(column)))
        .collect()
}

/// What operation 1 sorts by for this column.
#[must_use]
pub const fn sort_by(column: CardColumn) -> Option<SortBy> {
    match column {
        CardColumn::Cid => Some(SortBy::Cid),
        CardColumn::Used => Some(SortBy::FlowUsed),
        CardColumn::Left => Some(SortBy::FlowLeft),
        CardColumn::Activated => Some(SortBy::ActDate),
        CardColumn::Expires => Some(SortBy::ExpireTime),
        CardColumn::Stopped => Some(SortBy::StoppedSince),
        _ => None,
    }
}

/// Class of the column's cells: what they hold and how wide they are (style/pages/cards.css), whatever the page of cards is.
#[must_use]
pub const fn class(column: CardColumn) -> &'static str {
    match column {
        CardColumn::Threshold | CardColumn::Rebinds | CardColumn::Speed => "num",
        CardColumn::Left | CardColumn::Order => "num mid",
        CardColumn::Used => "num wide",
        CardColumn::Cid | CardColumn::Node => "mono wider",
        CardColumn::Id | CardColumn::Imei | CardColumn::Imsi | CardColumn::Msisdn => "mono mid",
        CardColumn::Status => "widest",
        CardColumn::Plan | CardColumn::Tags => "wide",
        CardColumn::Activated | CardColumn::Expires | CardColumn::Stopped => "mid",
        _ => "",
    }
}

/// The columns shown, in the viewer's order; attributes that are not enabled stay out. The container ID, which leads to
/// the card, is always among them.
#[must_use]
pub fn shown(prefs: &[(String, bool)], names: &AttributeNames) -> Vec<CardColumn> {
    prefs
        .iter()
        .filter_map(|(key, shown)| {
            of_key(key).filter(|column| *shown || *column == CardColumn::Cid)
        })
        .filter(|column| exists(*column, names))
        .collect()
}

/// Whether the column means anything to this customer.
#[must_use]
pub fn exists(column: CardColumn, names: &AttributeNames) -> bool {
    match column {
        CardColumn::Attribute(slot) => attribute_name(slot, names).is_some(),
        _ => true,
    }
}

/// Heading of a column; an attribute's own name where it has one.
#[must_use]
pub fn heading(m: &Cards, column: CardColumn, names: &AttributeNames) -> String {
    match column {
        CardColumn::Attribute(slot) => attribute_name(slot, names)
            .unwrap_or_else(|| (m.table.attribute)(slot))
            .to_owned(),
        _ => (m.table.column)(column).to_owned(),
    }
}

/// The customer's name of an enabled attribute, 1–6.
#[must_use]
pub fn attribute_name(slot: u8, names: &AttributeNames) -> Option<&str> {
    names.get(usize::from(slot).checked_sub(1)?)?.as_deref()
}

/// Names of the enabled attributes from operation 25, in its order one to six. One without a name of its own goes by its
/// default name.
#[must_use]
pub fn attribute_names(attributes: &[Attribute], chinese: bool) -> AttributeNames {
    let mut names = AttributeNames::default();
    for (index, attribute) in attributes.iter().enumerate() {
        let default = if chinese {
            &attribute.default_attr_name_cn
        } else {
            &attribute.default_attr_name_en
        };
        let own = attribute
            .cust_attr_name
            .as_ref()
            .filter(|name| !name.is_empty());
        if attribute.status == Some(1)
            && let Some(slot) = names.get_mut(slot_of(attribute).unwrap_or(index))
        {
            *slot = own.or(default.as_ref()).cloned();
        }
    }
    names
}

/// 0–5 from the default English name ("Custom attribute 3"), which numbers the attribute.
fn slot_of(attribute: &Attribute) -> Option<usize> {
    let last = attribute
        .default_attr_name_en
        .as_deref()?
        .chars()
        .next_back()?
        .to_digit(10)?;
    usize::try_from(last)
        .ok()?
        .checked_sub(1)
        .filter(|slot| *slot < 6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_distinct_and_read_back() {
        for (index, column) in ALL.into_iter().enumerate() {
            assert_eq!(of_key(key(column)), Some(column));
            assert!(!ALL[..index].iter().any(|other| key(*other) == key(column)));
        }
    }

    #[test]
    fn every_sort_column_of_the_service_has_a_header() {
        let sorted: Vec<SortBy> = ALL.into_iter().filter_map(sort_by).collect();
        assert!(SortBy::ALL.iter().all(|by| sorted.contains(by)));
    }

    #[test]
    fn only_enabled_attributes_become_columns() {
        let attribute = |name: &str, english: &str, status| Attribute {
            cust_attr_name: Some(name.to_owned()),
            default_attr_name_en: Some(english.to_owned()),
            status: Some(status),
            ..Attribute::default()
        };
        let names = attribute_names(
            &[
                attribute("Depot", "Custom attribute 2", 1),
                attribute("Off", "Custom attribute 3", 0),
                attribute("", "Custom attribute 6", 1),
            ],
            false,
        );
        assert_eq!(attribute_name(2, &names), Some("Depot"));
        assert_eq!(attribute_name(6, &names), Some("Custom attribute 6"));
        let all: Vec<(String, bool)> = defaults()
            .into_iter()
            .map(|(key, _)| (key.to_owned(), true))
            .collect();
        assert_eq!(
            shown(&all, &names)
                .iter()
                .filter(|c| matches!(c, CardColumn::Attribute(_)))
                .count(),
            2
        );
    }

    #[test]
    fn the_number_cannot_be_hidden() {
        let none = [("plan".to_owned(), false), ("cid".to_owned(), false)];
        assert_eq!(shown(&none, &AttributeNames::default()), [CardColumn::Cid]);
    }
}
