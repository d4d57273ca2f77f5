//! The columns of the list: order, default, key of the preferences, sort column, alignment.

use crate::i18n::cards::Cards;
use crate::routes::SortBy;
use crate::routes::card_filter::{Field, Value};
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

/// Those that show before the viewer chose, in their order: what an operator acts on first.
const DEFAULT: [CardColumn; 9] = [
    CardColumn::Cid,
    CardColumn::Status,
    CardColumn::Plan,
    CardColumn::Used,
    CardColumn::Left,
    CardColumn::Expires,
    CardColumn::Tags,
    CardColumn::Msisdn,
    CardColumn::Order,
];

/// Keys with whether they show before the viewer chose.
#[must_use]
pub fn defaults() -> Vec<(&'static str, bool)> {
    let others = ALL.iter().filter(|column| !DEFAULT.contains(column));
    let shown = DEFAULT.iter().map(|column| (key(*column), true));
    shown
        .chain(others.map(|column| (key(*column), false)))
        .collect()
}

/// Whether the viewer left the choice of columns to the console, which then shows as many as there is room for.
#[must_use]
pub fn are_default(prefs: &[(String, bool)]) -> bool {
    let by_default = |key: &str| DEFAULT.iter().any(|column| self::key(*column) == key);
    prefs.iter().all(|(key, shown)| *shown == by_default(key))
}

/// The class by which a column gives way where there is no room for all, the last ones first (style/pages/cards.css).
#[must_use]
pub const fn gives_way(column: CardColumn) -> &'static str {
    match column {
        CardColumn::Order => "spare-1",
        CardColumn::Msisdn => "spare-2",
        CardColumn::Tags => "spare-3",
        CardColumn::Plan => "spare-4",
        CardColumn::Left => "spare-5",
        _ => "",
    }
}

/// The column that shows what a filter is about, where its cards may differ in it: more than one value was chosen, or a range.
#[must_use]
pub fn of_filter(field: Field, value: &Value) -> Option<CardColumn> {
    if !matches!(value, Value::Range(..) | Value::Days(_)) && !value.has_several() {
        return None;
    }
    Some(match field {
        Field::Status | Field::Reason => CardColumn::Status,
        Field::Carrier => CardColumn::Carrier,
        Field::Plan => CardColumn::Plan,
        Field::Order => CardColumn::Order,
        Field::Tag => CardColumn::Tags,
        Field::Expire => CardColumn::Expires,
        Field::Stopped => CardColumn::Stopped,
        Field::Used => CardColumn::Used,
        Field::Left => CardColumn::Left,
        Field::SimType => CardColumn::SimType,
        _ => return None,
    })
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
        CardColumn::Status => Some(SortBy::Status),
        CardColumn::Plan => Some(SortBy::Plan),
        CardColumn::Order => Some(SortBy::Order),
        _ => None,
    }
}

/// Class of the column's cells: what they hold and how wide they are (style/pages/cards.css), whatever the page of cards is.
#[must_use]
pub const fn class(column: CardColumn) -> &'static str {
    match column {
        CardColumn::Threshold | CardColumn::Rebinds | CardColumn::Speed => "num",
        CardColumn::Left => "num left-col",
        CardColumn::Order => "num mid",
        CardColumn::Used => "num usage-col",
        CardColumn::Cid | CardColumn::Node => "mono wider",
        CardColumn::Id | CardColumn::Imei | CardColumn::Imsi | CardColumn::Msisdn => "mono mid",
        CardColumn::Status => "state-col",
        CardColumn::Expires => "expires-col",
        CardColumn::Stopped => "mid",
        _ => "",
    }
}

/// [`shown`], and after the state those that the rows are sorted or filtered by.
#[must_use]
pub fn shown_for(
    prefs: &[(String, bool)],
    names: &AttributeNames,
    asked: &[CardColumn],
) -> Vec<CardColumn> {
    let mut columns = shown(prefs, names);
    let after = columns
        .iter()
        .position(|column| *column == CardColumn::Status);
    for column in asked.iter().rev() {
        if !columns.contains(column) {
            columns.insert(after.map_or(1, |at| at + 1).min(columns.len()), *column);
        }
    }
    columns
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
    fn what_is_sorted_or_filtered_by_is_shown_after_the_state() {
        let none = AttributeNames::default();
        let own = |keys: &[&str]| -> Vec<(String, bool)> {
            let key = |key: &&str| ((*key).to_owned(), true);
            keys.iter().map(key).collect()
        };
        let asked = [CardColumn::Activated, CardColumn::Expires];
        assert_eq!(
            shown_for(&own(&["cid", "status", "expire"]), &none, &asked),
            [
                CardColumn::Cid,
                CardColumn::Status,
                CardColumn::Activated,
                CardColumn::Expires
            ]
        );
        let by_default: Vec<(String, bool)> = defaults()
            .into_iter()
            .map(|(key, shown)| (key.to_owned(), shown))
            .collect();
        assert_eq!(shown(&by_default, &none), DEFAULT);
        assert!(are_default(&by_default));
        assert!(!are_default(&own(&["cid", "imsi"])));
    }

    #[test]
    fn the_number_cannot_be_hidden() {
        let none = [("plan".to_owned(), false), ("cid".to_owned(), false)];
        assert_eq!(shown(&none, &AttributeNames::default()), [CardColumn::Cid]);
    }
}
