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
