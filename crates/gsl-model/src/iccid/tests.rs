//! Numbers from cards, mails and spreadsheets.

use super::*;
use proptest::prelude::*;

const CID: &str = "89860112840710002345";

fn iccid(digits: &str) -> CardNumber {
    CardNumber::Iccid(Iccid::new(digits).unwrap())
}

#[test]
fn every_way_of_writing_one_number() {
    for text in [
        CID,
        " 8986 0112 8407 1000 2345 ",
        "8986-0112-8407-1000-2345",
        "8986–0112–8407－1000−2345",
        "８９８６０１１２８４０７１０００２３４５",
        "8986\u{3000}0112\u{a0}8407\u{2009}10002345",
        "'89860112840710002345",
        "=\"89860112840710002345\"",
        "“89860112840710002345”",
        "\u{feff}89860112840710002345\u{200b}",
        "\u{2066}89860112840710002345\u{2069}",
        "8986\u{ad}0112\u{200d}8407\u{180e}1000\u{e0020}2345",
        "8986﹘0112⁃8407ー1000〜2345",
        "٨٩٨٦٠١١٢٨٤٠٧١٠٠٠٢٣٤٥",
    ] {
        assert_eq!(CardNumber::parse(text), Ok(iccid(CID)), "{text}");
    }
}

#[test]
fn kinds_by_length() {
    assert_eq!(
        CardNumber::parse("8986011284071000234"),
        Ok(iccid("8986011284071000234"))
    );
    assert_eq!(
        CardNumber::parse("1064612345678"),
        Ok(CardNumber::Msisdn("1064612345678".into()))
    );
    assert_eq!(
        CardNumber::parse("+86 138 0013 8000"),
        Ok(CardNumber::Msisdn("8613800138000".into()))
    );
    assert_eq!(
        CardNumber::parse("86-4502-0412-3456-7"),
        Ok(CardNumber::Imei("864502041234567".into()))
    );
    for digits in [1, 10, 16, 17, 18, 21, 40] {
        assert_eq!(
            CardNumber::parse(&"1".repeat(digits)),
            Err(NumberError::WrongLength { digits })
        );
    }
}

#[test]
fn the_printed_form_is_matched_by_19_digits() {
    let printed = CardNumber::parse("8986 0112 8407 1000 234x").unwrap();
    assert_eq!(
        printed,
        CardNumber::Printed {
            digits: Iccid::new("8986011284071000234").unwrap(),
            letter: 'X'
        }
    );
    assert_eq!(printed.search_key(), "8986011284071000234");
    assert_eq!(printed.to_string(), "8986 0112 8407 1000 234X");
    assert!(printed.is_iccid());
    assert_eq!(
        CardNumber::parse("898601128407100023Z"),
        Err(NumberError::WrongLength { digits: 18 })
    );
    assert_eq!(
        CardNumber::parse("89860112840710002345E"),
        Err(NumberError::WrongLength { digits: 20 })
    );
    assert_eq!(
        CardNumber::parse("8986011284071000234E").map(|number| number.is_iccid()),
        Ok(true)
    );
}

#[test]
fn no_checksum_is_asked_for() {
    for last in '0'..='9' {
        assert!(CardNumber::parse(&format!("8986011284071000234{last}")).is_ok());
    }
}

#[test]
fn what_a_spreadsheet_has_spoiled_is_recognised() {
    for text in [
        "8.98601E+19",
        "8.98601128407100E+19",
        "8,98601e19",
        "8E+19",
        "８．９８６０１Ｅ＋１９",
        "1.06461E+12",
    ] {
        assert_eq!(
            CardNumber::parse(text),
            Err(NumberError::SpoiledBySpreadsheet),
            "{text}"
        );
    }
}

#[test]
fn a3_zeros_at_the_end_are_a_suspicion_and_no_proof() {
    for text in [
        "89860112840710000000",
        "8986011284071000000",
        "89860117900012300000",
    ] {
        let number = CardNumber::parse(text).unwrap();
        assert!(number.may_be_spoiled(), "{text}");
        assert_eq!(number.search_key(), text);
    }
    // Four zeros at the end of a 20-digit number are genuine.
    for text in [
        "89860112840710010000",
        CID,
        "1064612300000",
        "861536030000000",
    ] {
        assert!(!CardNumber::parse(text).unwrap().may_be_spoiled(), "{text}");
    }
}

#[test]
fn what_is_no_number() {
    for text in ["", "  ", "\"\"", "--", "\u{200b}", "'"] {
        assert_eq!(CardNumber::parse(text), Err(NumberError::Empty), "{text:?}");
    }
    for (text, character, at) in [
        ("ICCID", 'I', 1),
        ("容器ID", '容', 1),
        ("A", 'A', 1),
        ("8986O112840710002345", 'O', 5),
        ("8986011284071000234AB", 'A', 20),
        ("8986.0112", '.', 5),
        ("E+19", 'E', 1),
        ("898601E12345678901234", 'E', 7),
        ("8.9E+19E", '.', 2),
        ("\u{2066}8986O112", 'O', 6),
        ("8986\u{0}0112", '\0', 5),
    ] {
        let bad = BadCharacter { character, at };
        assert_eq!(
            CardNumber::parse(text),
            Err(NumberError::NotDigits(bad)),
            "{text:?}"
        );
    }
}

#[test]
fn groups_and_carrier() {
    let number = Iccid::new(CID).unwrap();
    assert_eq!(number.group(), "8986 0112 8407 1000 2345");
    assert_eq!(group("8986011284071000234"), "8986 0112 8407 1000 234");
    assert_eq!(number.carrier(), Some(Carrier::Unicom));
    assert_eq!(number.matched(), "8986011284071000234");
    assert_eq!(Iccid::new("8986 0112 8407 1000 2345"), None);
    assert_eq!(Iccid::new("8986011284071000234X"), None);
}

#[test]
fn a_pasted_list() {
    let text = "ICCID\r\n89860112840710002345, 89860112840710002346；1064612345678\n\n\
                8986 0112 8407 1000 2347\n89860112840710002348 89860112840710002349\t\"864502041234567\"";
    assert_eq!(
        split_pasted_list(text),
        [
            "ICCID",
            "89860112840710002345",
            "89860112840710002346",
            "1064612345678",
            "8986 0112 8407 1000 2347",
            "89860112840710002348",
            "89860112840710002349",
            "\"864502041234567\"",
        ]
    );
    assert!(split_pasted_list(" ,;\n、").is_empty());
}

proptest! {
    #[test]
    fn a_sound_number_survives_any_dressing(
        digits in "[0-9]{14}[1-9][0-9]{0,4}[1-9]",
        gaps in proptest::collection::vec("[ \u{3000}\u{a0}-]{0,2}", 21),
        wide in any::<bool>(),
    ) {
        let dressed: String = digits.chars().zip(&gaps).map(|(digit, gap)| {
            let digit = if wide { char::from_u32(u32::from(digit) + 0xfee0).unwrap() } else { digit };
            format!("{digit}{gap}")
        }).collect();
        let plain = CardNumber::parse(&digits);
        prop_assert_eq!(CardNumber::parse(&dressed), plain.clone());
        if let Ok(number) = plain {
            prop_assert_eq!(number.search_key(), digits);
            prop_assert_eq!(CardNumber::parse(&number.to_string()), Ok(number));
        }
    }

    #[test]
    fn a_printed_number_is_looked_for_by_its_digits(digits in "[0-9]{19}", letter in "[A-Za-z]") {
        let printed = CardNumber::parse(&format!("{digits}{letter}")).unwrap();
        prop_assert_eq!(printed.search_key(), digits.as_str());
        prop_assert_eq!(CardNumber::parse(&printed.to_string()), Ok(printed));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,60}") {
        let _ = CardNumber::parse(&text);
    }

    #[test]
    fn nearly_right_text_is_read_or_refused(text in "[0-9eE.,+ \u{ff10}-\u{ff19}xX-]{0,30}") {
        if let Ok(number) = CardNumber::parse(&text) {
            prop_assert!((11..=20).contains(&number.search_key().len()));
        }
    }

    #[test]
    fn what_a_spreadsheet_writes_for_20_digits_is_recognised(digits in "[1-9][0-9]{14}") {
        let zeros = format!("{digits}00000");
        prop_assert_eq!(CardNumber::parse(&zeros).map(|number| number.may_be_spoiled()), Ok(true));
        let short = format!("{}.{}E+19", &digits[..1], &digits[1..6]);
        prop_assert_eq!(CardNumber::parse(&short), Err(NumberError::SpoiledBySpreadsheet));
    }

    #[test]
    fn a_split_list_loses_no_number(numbers in proptest::collection::vec("[0-9]{11,20}", 0..20), separator in "[ ,;\n\t，、]") {
        let text = numbers.join(&separator);
        prop_assert_eq!(split_pasted_list(&text), numbers);
    }

    #[test]
    fn splitting_keeps_every_character_that_counts(text in "\\PC{0,80}") {
        for part in split_pasted_list(&text) {
            prop_assert!(!part.is_empty() && text.contains(part));
        }
    }
}
