//! What the filter bar suggests for what is typed: properties, then values; card numbers by their shape.

use super::names::{Names, field_name, offered, token, value_text};
use crate::i18n::Messages;
use crate::platform::dom::lower;
use crate::routes::card_filter::{CardFilter, Field, Kind, Value};
use crate::routes::url::Params;
use gsl_model::carrier::Carrier;
use gsl_model::iccid::CardNumber;
use gsl_model::state::SimStatus;
use gsl_model::stop::StopReason;
use gsl_model::text::{number_digits, plain_number};

/// One line of the list below the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What it does.
    pub chosen: SuggestionAction,
    /// Main text.
    pub text: String,
    /// Why it cannot be chosen, or that it is chosen already.
    pub detail: String,
    /// Heading it stands under.
    pub group: &'static str,
}

/// What a suggestion does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SuggestionAction {
    /// Goes on to the values of a property.
    Field(Field),
    /// Sets or toggles a value.
    Value(Field, Value),
    /// Nothing: the service does not offer it.
    Nothing,
}

/// Longest list of values shown at once.
const MOST: usize = 40;
/// Shortest beginning of a container ID the service searches by.
const SHORTEST_BEGINNING: usize = 4;

/// What is known when suggesting.
#[derive(Clone, Copy)]
pub struct SuggestContext<'a> {
    /// Texts.
    pub m: &'a Messages,
    /// Names of plans, tags and attributes.
    pub names: &'a Names,
    /// The filter as it is.
    pub filter: &'a CardFilter,
    /// The service announces `sim-cards.filters`.
    pub extended: bool,
}

/// The suggestions for `text`; `editing` is the property chosen before.
#[must_use]
pub fn suggest(known: SuggestContext<'_>, text: &str, editing: Option<Field>) -> Vec<Suggestion> {
    let text = text.trim();
    match editing {
        Some(field) => values(known, field, text, false),
        None => {
            let mut all = numbers(known, text);
            all.extend(properties(known, text));
            if text.chars().count() > 1 || !text.is_ascii() {
                for field in [
                    Field::Status,
                    Field::Reason,
                    Field::Carrier,
                    Field::Tag,
                    Field::Plan,
                ] {
                    all.extend(values(known, field, text, true).into_iter().take(5));
                }
            }
            all
        }
    }
}

/// The filter after choosing a value: properties with several values gain or lose it, others are replaced.
#[must_use]
pub fn apply(filter: &CardFilter, field: Field, value: Value) -> CardFilter {
    let next = match (filter.get(field), value) {
        (Some(Value::Statuses(old)), Value::Statuses(new)) => Value::Statuses(toggled(old, new)),
        (Some(Value::Reasons(old)), Value::Reasons(new)) => Value::Reasons(toggled(old, new)),
        (Some(Value::Carriers(old)), Value::Carriers(new)) => Value::Carriers(toggled(old, new)),
        (Some(Value::Plans(old)), Value::Plans(new)) => Value::Plans(toggled(old, new)),
        (Some(Value::Ids(old)), Value::Ids(new)) if field == Field::Tag => {
            Value::Ids(toggled(old, new))
        }
        (_, value) => value,
    };
    let empty = match &next {
        Value::Statuses(v) => v.is_empty(),
        Value::Reasons(v) => v.is_empty(),
        Value::Carriers(v) => v.is_empty(),
        Value::Plans(v) => v.is_empty(),
        Value::Ids(v) => v.is_empty(),
        _ => false,
    };
    if empty {
        filter.clone().without(field)
    } else {
        filter.clone().with(field, next)
    }
}

fn toggled<T: PartialEq + Clone>(old: &[T], new: Vec<T>) -> Vec<T> {
    let mut all = old.to_vec();
    for value in new {
        if let Some(at) = all.iter().position(|known| *known == value) {
            all.remove(at);
        } else {
            all.push(value);
        }
    }
    all
}

/// Whether more than one value of the property may be chosen, so that the list stays open.
#[must_use]
pub const fn takes_several(field: Field) -> bool {
    matches!(field, Field::Tag)
        || matches!(
            field.kind(),
            Kind::Statuses | Kind::Reasons | Kind::Carriers | Kind::Plans
        )
}

/// A property's value as written in an address; None when it does not fit.
#[must_use]
pub fn parse(field: Field, text: &str) -> Option<Value> {
    let mut params = Params::default();
    params.push(field.key(), text.trim());
    CardFilter::from_url(&params).get(field).cloned()
}

fn suggestion(
    known: SuggestContext<'_>,
    field: Field,
    value: Value,
    whole: bool,
    group: &'static str,
) -> Suggestion {
    let text = if whole {
        token(known.m, field, &value, known.names)
    } else {
        value_text(known.m, field, &value, known.names)
    };
    let next = apply(known.filter, field, value.clone());
    let refused = !known.extended
        && next
            .get(field)
            .is_some_and(|next| field.needs_extension(next));
    let detail = if refused {
        known.m.common.not_offered
    } else if takes_several(field) && holds(known.filter.get(field), &value) {
        "✓"
    } else {
        ""
    };
    Suggestion {
        chosen: if refused {
            SuggestionAction::Nothing
        } else {
            SuggestionAction::Value(field, value)
        },
        text,
        detail: detail.to_owned(),
        group,
    }
}

fn holds(now: Option<&Value>, value: &Value) -> bool {
    match (now, value) {
        (Some(Value::Statuses(a)), Value::Statuses(b)) => b.iter().all(|x| a.contains(x)),
        (Some(Value::Reasons(a)), Value::Reasons(b)) => b.iter().all(|x| a.contains(x)),
        (Some(Value::Carriers(a)), Value::Carriers(b)) => b.iter().all(|x| a.contains(x)),
        (Some(Value::Plans(a)), Value::Plans(b)) => b.iter().all(|x| a.contains(x)),
        (Some(Value::Ids(a)), Value::Ids(b)) => b.iter().all(|x| a.contains(x)),
        _ => false,
    }
}

fn numbers(known: SuggestContext<'_>, text: &str) -> Vec<Suggestion> {
    let group = known.m.cards().filter.numbers;
    let one =
        |field, number: &str| suggestion(known, field, Value::Text(number.to_owned()), true, group);
    let digits = number_digits(text, false).unwrap_or_default();
    match CardNumber::parse(text) {
        Ok(number @ (CardNumber::Iccid(_) | CardNumber::Printed { .. })) => {
            vec![one(Field::Number, number.search_key())]
        }
        Ok(CardNumber::Msisdn(number)) => {
            vec![one(Field::Msisdn, &number), one(Field::Number, &number)]
        }
        Ok(CardNumber::Imei(number)) => {
            vec![one(Field::Imei, &number), one(Field::Number, &number)]
        }
        Err(_) if digits.len() >= SHORTEST_BEGINNING => {
            vec![one(Field::Number, &digits)]
        }
        Err(_) => Vec::new(),
    }
}

fn properties(known: SuggestContext<'_>, text: &str) -> Vec<Suggestion> {
    let group = known.m.cards().filter.properties;
    Field::all()
        .filter(|field| offered(*field, known.names))
        .map(|field| (field, field_name(known.m, field, known.names)))
        .filter(|(_, name)| contains(name, text))
        .map(|(field, name)| {
            let refused = !known.extended
                && matches!(
                    field,
                    Field::Reason | Field::Carrier | Field::Expire | Field::Stopped | Field::Pool
                );
            Suggestion {
                chosen: if refused {
                    SuggestionAction::Nothing
                } else {
                    SuggestionAction::Field(field)
                },
                text: name,
                detail: if refused {
                    known.m.common.not_offered.to_owned()
                } else {
                    String::new()
                },
                group,
            }
        })
        .collect()
}

/// Case does not matter; an empty text is in everything.
fn contains(name: &str, text: &str) -> bool {
    lower(name).contains(&lower(text))
}

fn values(known: SuggestContext<'_>, field: Field, text: &str, whole: bool) -> Vec<Suggestion> {
    let m = known.m;
    let group = if whole { m.cards().filter.values } else { "" };
    let candidates: Vec<Value> = match field.kind() {
        Kind::Statuses => SimStatus::ALL
            .iter()
            .map(|s| Value::Statuses(vec![*s]))
            .collect(),
        Kind::Reasons => StopReason::ALL
            .iter()
            .map(|r| Value::Reasons(vec![*r]))
            .collect(),
        Kind::Carriers => Carrier::ALL
            .iter()
            .map(|c| Value::Carriers(vec![*c]))
            .collect(),
        Kind::Plans => known
            .names
            .plans
            .iter()
            .map(|(id, _)| Value::Plans(vec![id.clone()]))
            .collect(),
        Kind::Ids(_) if field == Field::Tag => known
            .names
            .tags
            .iter()
            .map(|(id, _)| Value::Ids(vec![*id]))
            .collect(),
        Kind::Flag if field == Field::Retention => vec![Value::Flag(true)],
        Kind::Flag => vec![Value::Flag(true), Value::Flag(false)],
        Kind::Code(last) => (1..=last).map(Value::Code).collect(),
        Kind::Days if text.is_empty() => {
            let quick: &[u16] = match field {
                Field::Stopped => &[1, 2, 7, 30],
                _ => &[30, 60, 90],
            };
            quick.iter().map(|days| Value::Days(*days)).collect()
        }
        Kind::Text => typed_number(field, text).into_iter().collect(),
        Kind::Days | Kind::Range | Kind::Ids(_) => parse(field, text).into_iter().collect(),
    };
    let free = matches!(field.kind(), Kind::Text | Kind::Days | Kind::Range)
        || matches!(field.kind(), Kind::Ids(_)) && field != Field::Tag;
    candidates
        .into_iter()
        .map(|value| suggestion(known, field, value, whole, group))
        .filter(|found| {
            free || whole && contains(found.text.rsplit(" = ").next().unwrap_or_default(), text)
                || !whole && contains(&found.text, text)
        })
        .take(MOST)
        .collect()
}

/// Free text; card numbers without the spaces and the closing letter people type.
fn typed_number(field: Field, text: &str) -> Option<Value> {
    match field {
        Field::Number | Field::Msisdn | Field::Imei => match CardNumber::parse(text) {
            Ok(number) => parse(field, number.search_key()),
            Err(_) => parse(field, &plain_number(text).replace('-', "")),
        },
        _ => parse(field, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;

    fn known<'a>(names: &'a Names, filter: &'a CardFilter, extended: bool) -> SuggestContext<'a> {
        SuggestContext {
            m: Locale::EnUs.messages(),
            names,
            filter,
            extended,
        }
    }

    fn texts(found: &[Suggestion]) -> Vec<&str> {
        found.iter().map(|s| s.text.as_str()).collect()
    }

    #[test]
    fn a_number_is_recognised_by_its_shape() {
        let (names, filter) = (Names::default(), CardFilter::default());
        let first = |text: &str| {
            suggest(known(&names, &filter, true), text, None)
                .into_iter()
                .next()
                .map(|s| s.chosen)
        };
        let number =
            |field, text: &str| Some(SuggestionAction::Value(field, Value::Text(text.to_owned())));
        assert_eq!(
            first("8986 0112 8407 1000 2345"),
            number(Field::Number, "89860112840710002345")
        );
        assert_eq!(
            first("8986 0112 8407 1000 234X"),
            number(Field::Number, "8986011284071000234")
        );
        assert_eq!(
            first("1064 6123 4567 8"),
            number(Field::Msisdn, "1064612345678")
        );
        assert_eq!(
            first("864502041234567"),
            number(Field::Imei, "864502041234567")
        );
        assert_eq!(first("898601"), number(Field::Number, "898601"));
    }

    #[test]
    fn properties_lead_to_values_and_several_may_be_chosen() {
        let (names, filter) = (Names::default(), CardFilter::default());
        let found = suggest(known(&names, &filter, true), "state", None);
        assert_eq!(
            found.first().unwrap().chosen,
            SuggestionAction::Field(Field::Status)
        );
        let found = suggest(known(&names, &filter, true), "use", Some(Field::Status));
        assert_eq!(texts(&found), ["In use"]);
        let one = apply(
            &filter,
            Field::Status,
            Value::Statuses(vec![SimStatus::InUse]),
        );
        let two = apply(
            &one,
            Field::Status,
            Value::Statuses(vec![SimStatus::Suspended]),
        );
        assert_eq!(
            two.get(Field::Status),
            Some(&Value::Statuses(vec![
                SimStatus::InUse,
                SimStatus::Suspended
            ]))
        );
        let found = suggest(known(&names, &two, true), "", Some(Field::Status));
        assert_eq!(found.iter().filter(|s| s.detail == "✓").count(), 2);
        let none = apply(&one, Field::Status, Value::Statuses(vec![SimStatus::InUse]));
        assert!(none.is_empty());
    }

    #[test]
    fn a_value_is_found_without_its_property() {
        let (names, filter) = (
            Names {
                tags: vec![(7, "North".to_owned())],
                ..Names::default()
            },
            CardFilter::default(),
        );
        let found = suggest(known(&names, &filter, true), "north", None);
        assert_eq!(texts(&found), ["Tag = North"]);
    }

    #[test]
    fn ranges_days_and_ids_are_typed() {
        let (names, filter) = (Names::default(), CardFilter::default());
        let typed = |text: &str, field| {
            suggest(known(&names, &filter, true), text, Some(field))
                .into_iter()
                .next()
                .map(|s| s.chosen)
        };
        assert_eq!(
            typed("10..200", Field::Used),
            Some(SuggestionAction::Value(
                Field::Used,
                Value::Range(Some(10), Some(200))
            ))
        );
        assert_eq!(typed("ten", Field::Used), None);
        assert_eq!(
            typed("45", Field::Expire),
            Some(SuggestionAction::Value(Field::Expire, Value::Days(45)))
        );
        assert_eq!(
            typed("5,7", Field::Order),
            Some(SuggestionAction::Value(
                Field::Order,
                Value::Ids(vec![5, 7])
            ))
        );
        assert_eq!(
            suggest(known(&names, &filter, true), "", Some(Field::Expire)).len(),
            3
        );
    }

    #[test]
    fn what_the_service_lacks_is_shown_and_not_chosen() {
        let names = Names::default();
        let one = CardFilter::one(Field::Status, Value::Statuses(vec![SimStatus::InUse]));
        let found = suggest(known(&names, &one, false), "susp", Some(Field::Status));
        assert_eq!(
            found.first().unwrap().chosen,
            SuggestionAction::Nothing,
            "one state is the public API, two are the extension"
        );
        let found = suggest(
            known(&names, &CardFilter::default(), false),
            "susp",
            Some(Field::Status),
        );
        assert!(matches!(
            found.first().unwrap().chosen,
            SuggestionAction::Value(..)
        ));
        let found = suggest(
            known(&names, &CardFilter::default(), false),
            "carrier",
            None,
        );
        assert_eq!(
            (
                found.first().unwrap().chosen.clone(),
                found.first().unwrap().detail.is_empty()
            ),
            (SuggestionAction::Nothing, false)
        );
    }
}
