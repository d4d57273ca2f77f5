//! Every code has a name in both languages, and names are unique within a type.

use super::{Language, Name, refusal, term};
use crate::card::CardForm;
use crate::export::{Words, word};
use crate::stop::StopReason;
use std::collections::BTreeSet;

const BOTH: [Language; 2] = [Language::Zh, Language::En];

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn every_code_has_a_name_of_its_own_in_both_languages() {
    let all = [
        Words::CardState,
        Words::Carrier,
        Words::SimType,
        Words::DataType,
        Words::DeviceState,
        Words::OrderState,
        Words::OrderType,
        Words::TagState,
        Words::WorkOrderState,
        Words::WorkOrderType,
        Words::ItemState,
        Words::Source,
        Words::PoolKind,
        Words::PoolState,
        Words::BackPoolState,
    ];
    for words in all {
        let codes: Vec<String> = (-2..=40).map(|code| code.to_string()).collect();
        let known = |language| {
            codes
                .iter()
                .filter_map(|code| word(words, code, language))
                .collect::<Vec<_>>()
        };
        let zh = known(Language::Zh);
        let en = known(Language::En);
        assert!(zh.len() > 1, "{words:?}");
        assert_eq!(zh.len(), en.len(), "{words:?}");
        for names in [zh, en] {
            let distinct: BTreeSet<_> = names.iter().collect();
            assert_eq!(distinct.len(), names.len(), "{words:?}: {names:?}");
        }
    }
}

#[test]
fn reasons_and_forms_are_named_by_their_keys() {
    for reason in StopReason::ALL {
        let zh = reason.name(Language::Zh);
        assert_eq!(
            word(Words::StopReason, reason.key(), Language::Zh),
            Some(zh)
        );
        assert!(zh.ends_with("停机") && !is_chinese(reason.name(Language::En)));
    }
    for form in CardForm::ALL {
        for language in BOTH {
            assert_eq!(
                word(Words::CardForm, form.key(), language),
                Some(form.name(language))
            );
        }
    }
    assert_eq!(refusal("no such key", Language::En), None);
    assert_eq!(refusal("not_cut", Language::En), Some("Data is not cut"));
}

#[test]
fn english_is_in_sentence_case_and_without_chinese() {
    for name in term::ATTRIBUTES
        .into_iter()
        .chain([term::CONTAINER_ID, term::CARD_STATE])
    {
        let Name { zh, en } = name;
        assert!(is_chinese(zh) && !is_chinese(en), "{zh} {en}");
        assert!(en.starts_with(char::is_uppercase), "{en}");
    }
}
