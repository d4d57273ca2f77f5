//! The tables compared with all of Unicode, and texts that people paste.

use super::*;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

fn every_character() -> impl Iterator<Item = char> {
    '\0'..=char::MAX
}

#[test]
fn a17_the_tables_hold_what_unicode_says() {
    for character in every_character() {
        let code = u32::from(character);
        match character.general_category() {
            GeneralCategory::Format => assert!(is_invisible(character), "{code:X}"),
            GeneralCategory::DashPunctuation => assert!(is_dash(character), "{code:X}"),
            GeneralCategory::SpaceSeparator => assert!(character.is_whitespace(), "{code:X}"),
            GeneralCategory::Control => assert!(!is_text(character), "{code:X}"),
            GeneralCategory::DecimalNumber => assert!(digit(character).is_some(), "{code:X}"),
            // Characters that look like letters, digits or punctuation are kept; fillers and selectors are removed.
            GeneralCategory::UppercaseLetter
            | GeneralCategory::LowercaseLetter
            | GeneralCategory::OtherNumber => assert!(!is_invisible(character), "{code:X}"),
            _ => {}
        }
        if digit(character).is_some() {
            assert_eq!(
                character.general_category(),
                GeneralCategory::DecimalNumber,
                "{code:X}"
            );
        }
    }
}

#[test]
fn a17_digits_have_the_value_of_their_place() {
    let mut previous = None;
    for character in every_character().filter(|one| digit(*one).is_some()) {
        let value = digit(character).and_then(|one| one.to_digit(10)).unwrap();
        // Each row starts with 0 and counts up by one.
        assert!(value == 0 || previous == Some(value - 1), "{character}");
        previous = Some(value);
    }
    for (text, digits) in [
        ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
        ("०१२३४५६७८९", "0123456789"),
        ("０１２３４５６７８９", "0123456789"),
        ("𝟎𝟏𝟗𝟘𝟡", "01909"),
    ] {
        assert_eq!(plain_number(text), digits);
    }
}

#[test]
fn a17_every_dash_space_and_invisible_character_leaves_the_number_as_it_is() {
    for character in every_character() {
        let leaves = character.is_whitespace() || is_invisible(character) || is_dash(character);
        if leaves {
            let text = format!("{character}898601{character}12{character}");
            assert_eq!(
                number_digits(&text, false).as_deref(),
                Ok("89860112"),
                "{:X}",
                u32::from(character)
            );
        }
    }
}

#[test]
fn a17_the_first_offending_character_is_named_with_its_place() {
    let bad = |text: &str, letter| number_digits(text, letter).unwrap_err();
    let named = |character, at| BadCharacter { character, at };
    assert_eq!(bad("8986O112", true), named('O', 5));
    assert_eq!(bad("\u{2066}8986\u{ad}O112", true), named('O', 7));
    assert_eq!(bad("8986X", false), named('X', 5));
    assert_eq!(bad("8986XY", true), named('X', 5));
    assert_eq!(bad("X", true), named('X', 1));
    assert_eq!(bad("89\u{0}86", true), named('\0', 3));
    assert_eq!(number_digits("8986x -", true).as_deref(), Ok("8986x"));
    assert_eq!(
        bad("容器ID", true).to_string(),
        "“容” (U+5BB9) at position 1"
    );
    assert_eq!(bad("89\u{0}86", true).to_string(), "U+0000 at position 3");
    assert_eq!(named('\u{2066}', 9).shown(), "U+2066");
}

#[test]
fn a14_text_is_neither_control_characters_nor_noncharacters() {
    for character in every_character() {
        let code = u32::from(character);
        let noncharacter = matches!(code, 0xfdd0..=0xfdef) || code % 0x1_0000 >= 0xfffe;
        let text =
            code >= 0x20 && !(0x7f..=0x9f).contains(&code) && !noncharacter && code != 0xfffd;
        assert_eq!(is_text(character), text, "{code:X}");
    }
    let at = |character, at| Err(BadCharacter { character, at });
    assert_eq!(check("汉字 and 😀 \u{200d}\u{2066}"), Ok(()));
    assert_eq!(check("汉\u{0}"), at('\0', 2));
    assert_eq!(check("a\tb\u{fffe}"), at('\t', 2));
    assert_eq!(check_but("a\tb\u{fffe}", &['\t']), at('\u{fffe}', 4));
}
