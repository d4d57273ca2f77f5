//! Names for what a filter holds as ids: plans, tags, attributes; and the words of its tokens.

use super::columns::{AttributeNames, attribute_name};
use crate::i18n::{Messages, format};
use crate::routes::card_filter::{Field, Slot, Value};
use gsl_model::iccid;
use gsl_model::wire::{PricePlan, Tag};

/// What is known by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// (id, name), operation 14.
    pub plans: Vec<(String, String)>,
    /// (id, name), operation 21.
    pub tags: Vec<(i64, String)>,
    /// Enabled attributes, operation 25.
    pub attributes: AttributeNames,
    /// How many numbers the pasted list of the filter has.
    pub list_total: Option<i64>,
    /// The service does not have it any more.
    pub list_lost: bool,
}

/// Plans that have both id and name.
#[must_use]
pub fn plans(plans: &[PricePlan]) -> Vec<(String, String)> {
    plans
        .iter()
        .filter_map(|plan| Some((plan.price_plan_id.clone()?, plan.price_plan_name.clone()?)))
        .collect()
}

/// Tags that have a name.
#[must_use]
pub fn tags(tags: &[Tag]) -> Vec<(i64, String)> {
    tags.iter()
        .filter_map(|tag| Some((tag.id, tag.tag_name.clone()?)))
        .collect()
}

/// Name of a property.
#[must_use]
pub fn field_name(m: &Messages, field: Field, names: &Names) -> String {
    match field {
        Field::Attribute(slot) => attribute_name(slot.number(), &names.attributes),
        _ => None,
    }
    .unwrap_or_else(|| (m.cards().filter.field)(field))
    .to_owned()
}

/// Whether the property can be offered: attributes only when enabled, lists only by pasting one.
#[must_use]
pub fn offered(field: Field, names: &Names) -> bool {
    match field {
        Field::Attribute(slot) => attribute_name(Slot::number(slot), &names.attributes).is_some(),
        Field::List => false,
        _ => true,
    }
}

/// A whole token: `SIM卡状态 = 在用、已停用`.
#[must_use]
pub fn token(m: &Messages, field: Field, value: &Value, names: &Names) -> String {
    (m.cards().filter.token)(
        &field_name(m, field, names),
        &value_text(m, field, value, names),
    )
}

/// The value of a token in words.
#[must_use]
pub fn value_text(m: &Messages, field: Field, value: &Value, names: &Names) -> String {
    let f = &m.cards().filter;
    let join = |parts: Vec<String>| parts.join(m.common.comma);
    match value {
        Value::Text(text) => match field {
            Field::Number if text.len() < iccid::MATCHED_DIGITS => {
                (f.starts_with)(&iccid::group(text))
            }
            Field::Number | Field::Imei | Field::Msisdn => iccid::group(text),
            _ => format::isolated(text),
        },
        Value::Ids(ids) if field == Field::List => {
            let _ = ids;
            names.list_total.map_or_else(
                || {
                    if names.list_lost {
                        f.list_gone
                    } else {
                        f.list_loading
                    }
                    .to_owned()
                },
                |total| (f.list)(&format::count(total)),
            )
        }
        Value::Ids(ids) => join(ids.iter().map(|id| tag_name(field, *id, names)).collect()),
        Value::Plans(plans) => {
            let name = |id: &String| {
                names
                    .plans
                    .iter()
                    .find(|(known, _)| known == id)
                    .map_or_else(|| id.clone(), |(_, name)| name.clone())
            };
            match plans.as_slice() {
                [first, rest @ ..] if rest.len() > 2 => (f.ids_more)(&name(first), plans.len()),
                plans => join(plans.iter().map(name).collect()),
            }
        }
        Value::Statuses(states) => join(
            states
                .iter()
                .map(|s| (m.rules.status)(*s).to_owned())
                .collect(),
        ),
        Value::Reasons(reasons) => join(
            reasons
                .iter()
                .map(|r| (m.rules.reason)(*r).to_owned())
                .collect(),
        ),
        Value::Carriers(carriers) => join(
            carriers
                .iter()
                .map(|c| (m.rules.carrier)(*c).to_owned())
                .collect(),
        ),
        Value::Range(min, max) => {
            let text = |bound: &Option<i64>| bound.map(format::count);
            (f.range)(text(min).as_deref(), text(max).as_deref())
        }
        Value::Flag(true) if field == Field::Retention => f.hidden.to_owned(),
        Value::Flag(yes) => if *yes { m.common.yes } else { m.common.no }.to_owned(),
        Value::Days(days) if field == Field::Stopped => (f.stopped_within)(*days),
        Value::Days(days) => (f.within)(&days.to_string()),
        Value::Code(code) if field == Field::Device => (f.device)(*code).to_owned(),
        Value::Code(code) => (f.sim_type)(*code).to_owned(),
    }
}

fn tag_name(field: Field, id: i64, names: &Names) -> String {
    let name = (field == Field::Tag)
        .then(|| names.tags.iter().find(|(known, _)| *known == id))
        .flatten();
    name.map_or_else(|| id.to_string(), |(_, name)| format::isolated(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;
    use gsl_model::state::SimStatus;

    #[test]
    fn tokens_read_in_both_languages() {
        let names = Names {
            tags: vec![(7, "北区".to_owned())],
            list_total: Some(300),
            list_lost: false,
            ..Names::default()
        };
        let zh = Locale::ZhCn.messages();
        let en = Locale::EnUs.messages();
        let states = Value::Statuses(vec![SimStatus::InUse, SimStatus::Suspended]);
        assert_eq!(
            token(zh, Field::Status, &states, &names),
            "SIM卡状态 = 在用、已停用"
        );
        assert_eq!(
            token(en, Field::Status, &states, &names),
            "State = In use, Suspended"
        );
        assert_eq!(
            token(en, Field::Tag, &Value::Ids(vec![7, 8]), &names),
            "Tag = 北区, 8"
        );
        assert_eq!(
            token(en, Field::List, &Value::Ids(vec![1]), &names),
            "Card numbers = 300 card numbers"
        );
        assert_eq!(
            token(zh, Field::Used, &Value::Range(Some(10), None), &names),
            "已用流量 = 不少于 10 MB"
        );
        assert_eq!(
            token(en, Field::Number, &Value::Text("89860112".into()), &names),
            "Container ID = 8986 0112… (beginning)"
        );
        assert_eq!(
            token(zh, Field::Expire, &Value::Days(30), &names),
            "到期 = 30 天内"
        );
    }
}
