//! Value columns, templates and uploads.

use super::super::*;
use super::{CT, CU, faults, run};
use crate::text::BadCharacter;
use crate::{action::CardAction, wire::decode};

#[test]
fn a_fixed_rebind_needs_an_imei_in_every_row() {
    let template = || Template::of(CardAction::RebindFixed);
    let report = run(
        template(),
        &[
            "容器ID|IMEI",
            &format!("{CU}|'861234567890123"),
            &format!("{CT}|"),
            "89860312840710009999|8612",
        ],
    );
    assert_eq!(report.accepted[0].values, ["861234567890123"]);
    let wrong = |fault| Fault::Value {
        field: Field::Imei,
        fault,
    };
    assert_eq!(
        faults(&report),
        [
            (3, wrong(ValueFault::Missing)),
            (4, wrong(ValueFault::NotAnImei))
        ]
    );
    assert_eq!(report.bad[1].text, "8612");
    let report = run(template(), &["容器ID", CU]);
    assert_eq!(report.missing, [Field::Imei]);
    assert_eq!(report.missing_headings(Language::Zh), ["IMEI"]);
    // Without headings, the columns are in the template's order.
    let report = run(template(), &[&format!("{CU}|861234567890123")]);
    assert_eq!(report.accepted[0].values, ["861234567890123"]);
}

#[test]
fn a4_imeis_of_a_file_are_read_by_the_rule_of_the_dialog_and_odd_ones_are_told() {
    let report = run(
        Template::of(CardAction::RebindFixed),
        &[
            "容器ID|IMEI",
            "89860312840710000011|49-015420-323751-8",
            "89860312840710000021|490154203237517",
            "89860312840710000031|000000000000000",
            "89860312840710000041|4901542032375101",
            "89860312840710000051|49015420323751",
            "89860312840710000061|49015420323751O",
            "89860312840710000071|49015420323751800",
            "89860312840710000081|4.90154E+14",
        ],
    );
    assert_eq!(report.odd_imeis, [3, 4]);
    let summary = report.summary();
    assert_eq!((summary.odd_imeis, summary.odd_imei_count), (vec![3, 4], 2));
    assert_eq!(report.accepted[0].values, ["490154203237518"]);
    let imei = 490_154_203_237_518;
    let bad = BadCharacter {
        character: 'O',
        at: 15,
    };
    let wrong = [
        ValueFault::Imeisv { imei },
        ValueFault::NoCheckDigit { imei },
        ValueFault::NotDigits(bad),
        ValueFault::NotAnImei,
        ValueFault::Spoiled,
    ];
    let wrong = wrong.map(|fault| Fault::Value {
        field: Field::Imei,
        fault,
    });
    let told: Vec<Fault> = report.bad.iter().map(|bad| bad.fault).collect();
    assert_eq!(told, wrong);
    assert_eq!(wrong[0].fill("{imei}"), "490154203237518");
    assert_eq!(wrong[2].fill("{at}: {character}"), "15: “O” (U+004F)");
}

#[test]
fn a14_what_is_no_text_is_no_value_of_a_file() {
    for (field, character) in [
        (Field::Attribute1, '\0'),
        (Field::Attribute6, '\u{b}'),
        (Field::Tags, '\u{2}'),
        (Field::Tags, '\u{fffe}'),
        (Field::Attribute2, '\u{ffff}'),
    ] {
        let text = format!("ab{character}c");
        let bad = BadCharacter { character, at: 3 };
        assert_eq!(
            values::read(field, Cell::text(&text)),
            Err(ValueFault::NotText(bad)),
            "{text:?}"
        );
    }
}

#[test]
fn areas_are_provinces_and_thresholds_whole_megabytes() {
    let report = run(
        Template::of(CardAction::BindArea),
        &[
            "容器ID|限制区域",
            &format!("{CU}|广西壮族自治区"),
            &format!("{CT}|Atlantis"),
        ],
    );
    assert_eq!(report.accepted[0].values, ["广西"]);
    let unknown = Fault::Value {
        field: Field::Area,
        fault: ValueFault::UnknownArea,
    };
    assert_eq!(faults(&report), [(3, unknown)]);

    let threshold = |text: &str| values::read(Field::Threshold, Cell::text(text));
    for (text, read) in [
        ("-1", "-1"),
        ("0", "0"),
        ("'-1", "-1"),
        ("1,024", "1024"),
        ("50.0", "50"),
        ("", ""),
    ] {
        assert_eq!(threshold(text).as_deref(), Ok(read), "{text}");
    }
    for text in [
        "-2",
        "1.5",
        "100 MB",
        "+3",
        "2147483648",
        "99999999999999999999",
    ] {
        assert_eq!(threshold(text), Err(ValueFault::NotAThreshold), "{text}");
    }
}

#[test]
fn tags_and_attributes_keep_their_limits() {
    let tags = |text: &str| values::read(Field::Tags, Cell::text(text));
    assert_eq!(tags("车队、A区; A区 ,").as_deref(), Ok("车队,A区"));
    assert_eq!(
        tags("a,b,c,d,e,f,g,h,i,j,k"),
        Err(ValueFault::TooManyTags { most: 10 })
    );
    assert_eq!(
        tags(&"长".repeat(101)),
        Err(ValueFault::TooLong { most: 100 })
    );

    // Separators inside quotation marks belong to the name; quotation marks within a name do too.
    for (cell, names) in [
        ("\"A；B\",C", "A；B,C"),
        (" \"A|B\" ; C", "A|B,C"),
        ("\"5\"\" 、x\"", "5\" 、x"),
        ("5\" screen;C", "5\" screen,C"),
        ("\"A\" north、C", "\"A\" north,C"),
        ("\"open;C", "\"open,C"),
        ("\"\",C", "C"),
    ] {
        assert_eq!(tags(cell).as_deref(), Ok(names), "{cell}");
    }
    let inside = values::read(Field::Tags, Cell::text("\"A,B\""));
    assert!(
        matches!(inside, Err(ValueFault::NotText(_))),
        "a comma is in no name"
    );

    let template = Template::of(CardAction::Attributes).with_attributes([
        Some("所在城市"),
        None,
        Some("Kunde"),
        None,
        None,
        None,
    ]);
    assert_eq!(
        template.headings(Language::Zh),
        ["容器ID", "所在城市", "Kunde"]
    );
    let long = "x".repeat(101);
    let report = run(
        template.clone(),
        &[
            "kunde|容器ID|所在城市",
            &format!("K1|{CU}|西安"),
            &format!("{long}|{CT}|"),
        ],
    );
    assert_eq!(report.accepted[0].values, ["西安", "K1"]);
    let fault = ValueFault::TooLong { most: 100 };
    assert_eq!(
        faults(&report),
        [(
            3,
            Fault::Value {
                field: Field::Attribute3,
                fault
            }
        )]
    );
    assert_eq!(
        report.bad[0].text.chars().count(),
        81,
        "long cells are shortened"
    );
    assert_eq!(
        run(template, &["容器ID", CU]).missing,
        [Field::Attribute1, Field::Attribute3],
        "without one of them there is nothing to set"
    );
}

#[test]
fn a_template_reads_back_what_it_offers() {
    for action in CardAction::ALL {
        let template = Template::of(action);
        for language in [Language::Zh, Language::En] {
            let file = template.csv(language);
            let headings = file.strip_prefix('\u{feff}').unwrap().trim_end();
            let filled: Vec<&str> = template
                .columns
                .iter()
                .map(|column| match column.field {
                    Field::Number => CU,
                    Field::Imei => "861234567890123",
                    Field::Area => "广东",
                    Field::Threshold => "100",
                    _ => "x",
                })
                .collect();
            let rows = [headings.replace(',', "|"), filled.join("|")];
            let report = run(template.clone(), &[&rows[0], &rows[1]]);
            assert_eq!(
                (report.header, report.missing.len()),
                (Some(1), 0),
                "{action:?} {headings}"
            );
            assert_eq!(
                report.accepted[0].values,
                filled[1..],
                "{action:?} {headings}"
            );
        }
    }
}

#[test]
fn the_upload_has_keys_for_headings_and_quotes_what_needs_it() {
    let template = Template::of(CardAction::Tags);
    let report = run(template, &["容器ID|标签", &format!("{CU}|a;b")]);
    assert_eq!(report.upload(), format!("number,tags\n{CU},\"a,b\"\n"));
}

#[test]
fn csv_survives_a_spreadsheet() {
    assert_eq!(text_safe(CU), format!("=\"{CU}\""));
    assert_eq!(text_safe("007"), "=\"007\"");
    assert_eq!(text_safe("=HYPERLINK(1)"), "'=HYPERLINK(1)");
    assert_eq!(text_safe("@x"), "'@x");
    assert_eq!(
        (text_safe("-1"), text_safe("100")),
        ("'-1".into(), "100".into())
    );
    assert_eq!(csv([["a,b", "c\"d"]]), "\u{feff}\"a,b\",\"c\"\"d\"\r\n");
    let quoted = csv([[CU]]);
    assert_eq!(quoted, format!("\u{feff}\"=\"\"{CU}\"\"\"\r\n"));
}

#[test]
fn names_are_those_of_json() {
    let json = |value: serde_json::Value| value.as_str().map(str::to_owned).unwrap();
    for field in Field::ALL {
        assert_eq!(json(serde_json::to_value(field).unwrap()), field.key());
        assert_eq!(Field::from_key(field.key()), Some(field));
    }
    for need in [
        ColumnRequirement::EveryRow,
        ColumnRequirement::AnyColumn,
        ColumnRequirement::Optional,
    ] {
        assert_eq!(
            ColumnRequirement::from_key(&json(serde_json::to_value(need).unwrap())),
            Some(need)
        );
    }
    for numbers in [NumberKinds::Iccid, NumberKinds::Any] {
        assert_eq!(
            NumberKinds::from_key(&json(serde_json::to_value(numbers).unwrap())),
            Some(numbers)
        );
    }
}

#[test]
fn the_page_reads_what_the_module_writes() {
    let spoiled = [
        SpreadsheetDamage::Scientific,
        SpreadsheetDamage::Zeros,
        SpreadsheetDamage::Separators,
        SpreadsheetDamage::Float,
    ];
    let bad = BadCharacter {
        character: '\u{2066}',
        at: 7,
    };
    let values = [
        ValueFault::Missing,
        ValueFault::NotAnImei,
        ValueFault::NoCheckDigit { imei: 15 },
        ValueFault::Imeisv {
            imei: 490_154_203_237_518,
        },
        ValueFault::NotDigits(bad),
        ValueFault::NotText(bad),
        ValueFault::Spoiled,
        ValueFault::UnknownArea,
        ValueFault::NotAThreshold,
        ValueFault::TooLong { most: 100 },
        ValueFault::TooManyTags { most: 10 },
    ];
    let faults = [
        Fault::Empty,
        Fault::NotDigits(bad),
        Fault::WrongLength { digits: 18 },
        Fault::Duplicate { of: 7 },
        Fault::TooMany { most: 100_000 },
    ];
    let faults = faults
        .into_iter()
        .chain(spoiled.map(|how| Fault::Spoiled { how }))
        .chain(
            values
                .into_iter()
                .zip(Field::ALL)
                .map(|(fault, field)| Fault::Value { field, fault }),
        );
    for fault in faults {
        let bad = vec![BadRow {
            row: 3,
            text: "x".into(),
            fault,
        }];
        let text = serde_json::to_string(&bad).unwrap();
        assert_eq!(decode::<Vec<BadRow>>(&text), Ok(bad));
    }
    let mut summary = run(Template::of(CardAction::BindArea), &["容器ID", CU, "x"]).summary();
    summary.sheets = vec!["卡".into()];
    summary.sheet = Some("卡".into());
    let text = serde_json::to_string(&summary).unwrap();
    assert_eq!(decode::<Summary>(&text), Ok(summary));
    assert!(decode::<BadRow>(r#"{"row":1,"text":"","fault":{"kind":"odd"}}"#).is_err());
}
