//! Whole files and their results.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use gsl_model::{
    action::CardAction,
    sheet::{
        Fault, Field, Language, NumberKinds, Report, SpreadsheetDamage, Template, ValueFault, csv,
    },
    text::BadCharacter,
};
use gsl_sheet::{FileError, Session, faults, workbook};
use proptest::prelude::*;

const CU: &str = "89860112840710002345";
const CT: &str = "8986031284071000234";

fn cards() -> Template {
    Template::cards(NumberKinds::Iccid)
}

fn session(bytes: &[u8], template: Template, sheet: Option<&str>) -> Result<Session, FileError> {
    let mut session = Session::open(bytes.to_vec(), template, sheet)?;
    while !session.step(50)? {}
    Ok(session)
}

fn read(bytes: &[u8], template: Template) -> Report {
    session(bytes, template, None)
        .unwrap()
        .report()
        .unwrap()
        .clone()
}

fn numbers(report: &Report) -> Vec<&str> {
    report
        .accepted
        .iter()
        .map(|row| row.number.as_str())
        .collect()
}

fn faults_of(report: &Report) -> Vec<(u32, Fault)> {
    report.bad.iter().map(|bad| (bad.row, bad.fault)).collect()
}

fn error(bytes: &[u8]) -> FileError {
    session(bytes, cards(), None).err().unwrap()
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!(
        "{}/tests/fixtures/{name}",
        env!("CARGO_MANIFEST_DIR")
    ))
    .unwrap()
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn csv_with_every_separator_and_encoding() {
    for separator in [",", ";", "\t"] {
        let text = format!(
            "名称{0}容器ID{0}备注\r\n\"a, b; c\"{0}{CU}{0}\"x \"\"y\"\"\"\r\n",
            separator
        );
        let encoded = [
            text.clone().into_bytes(),
            format!("\u{feff}{text}").into_bytes(),
            utf16(&format!("\u{feff}{text}"), u16::to_le_bytes),
            utf16(&format!("\u{feff}{text}"), u16::to_be_bytes),
            text.replace("\r\n", "\n").into_bytes(),
            text.replace("\r\n", "\r").into_bytes(),
        ];
        for (at, bytes) in encoded.iter().enumerate() {
            let report = read(bytes, cards());
            assert_eq!(
                (report.column, report.header),
                (Some(1), Some(1)),
                "{separator:?} {at}"
            );
            assert_eq!(numbers(&report), [CU], "{separator:?} {at}");
            assert_eq!(report.accepted[0].row, 2, "{separator:?} {at}");
        }
    }
    let ascii = format!("ICCID\n{CU}\n");
    assert_eq!(
        numbers(&read(&utf16(&ascii, u16::to_le_bytes), cards())),
        [CU],
        "no byte order mark"
    );
    assert_eq!(
        numbers(&read(&utf16(&ascii, u16::to_be_bytes), cards())),
        [CU]
    );
    assert_eq!(
        numbers(&read(
            format!("sep=;\r\nICCID;x\r\n{CU};1\r\n").as_bytes(),
            cards()
        )),
        [CU]
    );
}

#[test]
fn rows_are_counted_as_a_spreadsheet_counts_them() {
    let text = format!("容器ID,备注\n\n{CU},\"two\nlines\"\n\n8.98E+19,x\n,only a note\n");
    let report = read(text.as_bytes(), cards());
    assert_eq!(report.accepted[0].row, 3);
    let scientific = Fault::Spoiled {
        how: SpreadsheetDamage::Scientific,
    };
    assert_eq!(faults_of(&report), [(5, scientific), (6, Fault::Empty)]);
    let hinted = format!("sep=,\nICCID\n{CU}\nx\n");
    assert_eq!(
        faults_of(&read(hinted.as_bytes(), cards())),
        [(
            4,
            Fault::NotDigits(BadCharacter {
                character: 'x',
                at: 1
            })
        )]
    );
}

#[test]
fn what_cannot_be_read_says_why() {
    assert_eq!(error(b""), FileError::Empty);
    // 容器ID in GB18030: the browser decodes it and tries again.
    assert_eq!(error(b"\xc8\xdd\xc6\xf7ID\n1\n"), FileError::Encoding);
    assert_eq!(
        error(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"),
        FileError::OldOrProtected
    );
    assert_eq!(
        error(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        FileError::NotASheet
    );
    assert!(matches!(
        error(b"PK\x03\x04 and no more"),
        FileError::Damaged { .. }
    ));
    let document = workbook("x", &["a"], &[]);
    let name = document
        .windows(11)
        .position(|part| part == b"xl/workbook")
        .unwrap();
    let mut word = document.clone();
    for at in [
        name,
        document
            .windows(11)
            .rposition(|part| part == b"xl/workbook")
            .unwrap(),
    ] {
        word[at..at + 2].copy_from_slice(b"wo");
    }
    assert_eq!(error(&word), FileError::NotASheet);
    let mut locked = document;
    let entry = locked
        .windows(4)
        .position(|part| part == b"PK\x01\x02")
        .unwrap();
    locked[entry + 8] |= 1;
    assert_eq!(error(&locked), FileError::OldOrProtected);
    assert_eq!(error(b"").json(), r#"{"kind":"empty"}"#);
}

#[test]
fn a_workbook_of_another_program_is_read_as_it_is_stored() {
    let template = Template::of(CardAction::RebindFixed);
    let bytes = fixture("shared.xlsx");
    let session = session(&bytes, template, None).unwrap();
    let summary = session.summary().unwrap();
    assert_eq!(summary.sheets, ["说明", "卡", "另一张 \"2\""]);
    assert_eq!(
        summary.sheet.as_deref(),
        Some("卡"),
        "the first that is not hidden"
    );
    let report = session.report().unwrap();
    assert_eq!((report.header, report.column), (Some(3), Some(1)));
    // Row 8 has the printed number of the first card: only the service can tell that it is the same card.
    assert_eq!(
        numbers(report),
        [CU, "89860412840710009876", "8986011284071000234X"]
    );
    assert_eq!(
        report.accepted[0].values,
        ["861234567890123"],
        "15 digits are exact as a number"
    );
    assert_eq!(
        report.accepted[1].values,
        ["861234567890126"],
        "what the formula came to"
    );
    let scientific = Fault::Spoiled {
        how: SpreadsheetDamage::Scientific,
    };
    let faults = faults_of(report);
    assert_eq!(faults[0], (5, scientific));
    let field = Field::Imei;
    assert!(
        matches!(faults[1], (9, Fault::Value { field: at, .. }) if at == field),
        "{faults:?}"
    );
    assert_eq!(faults.len(), 2);
}

#[test]
fn a_sheet_is_chosen_by_its_name() {
    let bytes = fixture("shared.xlsx");
    let other = session(&bytes, cards(), Some("另一张 \"2\"")).unwrap();
    assert_eq!(numbers(other.report().unwrap()), ["89860412840710001111"]);
    let none = session(&bytes, cards(), Some("Sheet9")).err().unwrap();
    assert!(matches!(none, FileError::NoSuchSheet { sheets } if sheets.len() == 3));
}

#[test]
fn a_workbook_without_shared_texts() {
    let bytes = fixture("inline.xlsx");
    let report = read(&bytes, cards());
    assert_eq!((report.accepted.len(), report.bad.len()), (200, 0));
    assert_eq!(report.accepted[199].number, "89860412840710000200");
    assert_eq!(report.accepted[199].row, 201);
    let by_msisdn = read(&bytes, Template::cards(NumberKinds::Any));
    assert_eq!(
        by_msisdn.column,
        Some(1),
        "the ICCID is taken before the MSISDN"
    );
}

#[test]
fn what_we_write_we_read_and_every_cell_is_text() {
    let rows: Vec<Vec<String>> = (0..300)
        .map(|row| {
            vec![
                format!("8986041284071{row:06}7"),
                format!("<{row}> & \"q\"_x000D_"),
            ]
        })
        .collect();
    let bytes = workbook("bad/name*", &["容器ID", "标签"], &rows);
    let session = session(&bytes, Template::of(CardAction::Tags), None).unwrap();
    assert_eq!(session.summary().unwrap().sheet.as_deref(), Some("badname"));
    let report = session.report().unwrap();
    assert_eq!(report.accepted.len(), 300);
    assert_eq!(report.accepted[7].values, ["<7> & \"q\"_x000D_"]);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    assert!(text.contains(r#"numFmtId="49""#) && !text.contains("<v>"));
}

#[test]
fn templates_come_back_filled_in_either_form() {
    let template = Template::of(CardAction::BindArea);
    let headings = template.headings(Language::En);
    let filled = vec![CU.to_owned(), "广东".to_owned()];
    let xlsx = workbook("Sheet1", &headings, std::slice::from_ref(&filled));
    let text = csv([headings, filled.iter().map(String::as_str).collect()]);
    for bytes in [xlsx, text.into_bytes()] {
        let report = read(&bytes, template.clone());
        assert_eq!(
            (numbers(&report), report.accepted[0].values.clone()),
            (vec![CU], vec!["广东".to_owned()])
        );
    }
}

#[test]
fn a_pasted_list_is_checked_by_its_places() {
    let mut session = Session::pasted(&format!("{CU}，{CT}\n8.98E+19 ; {CU}"), cards());
    assert!(session.step(100).unwrap() && session.progress() >= 1.0);
    let report = session.report().unwrap();
    assert_eq!(numbers(report), [CU, CT]);
    let scientific = Fault::Spoiled {
        how: SpreadsheetDamage::Scientific,
    };
    assert_eq!(
        faults_of(report),
        [(3, scientific), (4, Fault::Duplicate { of: 1 })]
    );
}

#[test]
fn bad_rows_are_told_in_the_words_given() {
    let report = read(
        format!("容器ID\n{CU}\n{CU}\n123\n8.98E+19\n").as_bytes(),
        cards(),
    );
    let words = faults::FaultTexts::parse(
        "row\t行\nreason\t原因\nduplicate\t与第 {of} 行重复\nwrong_length\t{digits} 位",
    );
    assert_eq!(faults::headings(&report, &words), ["容器ID", "行", "原因"]);
    assert_eq!(
        faults::rows(&report, &words),
        [
            [CU, "3", "与第 2 行重复"],
            ["123", "4", "3 位"],
            ["8.98E+19", "5", "spoiled.scientific"]
        ]
    );
    let fault = Fault::Value {
        field: Field::Tags,
        fault: ValueFault::TooManyTags { most: 10 },
    };
    let words = faults::FaultTexts::parse("value.too_many_tags\t{field} > {most}");
    assert_eq!(faults::reason(fault, &words), "field.tags > 10");
}

#[test]
fn work_is_done_in_slices_and_progress_only_grows() {
    let rows: Vec<Vec<String>> = (0..3000)
        .map(|row| vec![format!("8986041284071{row:06}7")])
        .collect();
    let text: String = rows.iter().map(|row| format!("{}\n", row[0])).collect();
    for bytes in [
        workbook("x", &["ICCID"], &rows),
        fixture("inline.xlsx"),
        text.into_bytes(),
    ] {
        let mut session = Session::open(bytes, cards(), None).unwrap();
        let (mut steps, mut before) = (0, 0.0);
        assert!(session.summary().is_none() && session.report().is_none());
        while !session.step(20).unwrap() {
            let progress = session.progress();
            assert!((before..=1.0).contains(&progress), "{before} {progress}");
            (steps, before) = (steps + 1, progress);
        }
        assert!(steps >= 10, "{steps}");
        assert!((session.progress() - 1.0).abs() < 1e-9);
        assert!(session.step(1).unwrap(), "finished stays finished");
    }
}

#[test]
fn a_broken_stream_ends_in_an_error_not_in_a_panic() {
    let bytes = fixture("shared.xlsx");
    for cut in (0..bytes.len()).step_by(97) {
        let mut broken = bytes.clone();
        broken[cut] ^= 0x5a;
        // Either it can still be read, or there is an error that explains why not.
        if let Ok(session) = session(&broken, cards(), None) {
            assert!(session.report().is_some());
        }
        let _ = session(&bytes[..cut], cards(), None);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), archive in any::<bool>()) {
        let mut bytes = bytes;
        if archive {
            bytes.splice(0..0, *b"PK\x03\x04");
        }
        let _ = session(&bytes, cards(), None);
    }

    #[test]
    fn csv_and_xlsx_of_the_same_cells_come_to_the_same(
        cells in proptest::collection::vec(
            prop_oneof![
                3 => "898604[0-9]{13}[1-9]",
                1 => "[0-9.,E+ ]{1,22}",
                1 => "[a-z\"',;\n=@车队]{0,8}",
            ],
            1..40,
        )
    ) {
        let rows: Vec<Vec<String>> = cells.iter().map(|cell| vec![cell.clone(), "x".to_owned()]).collect();
        let xlsx = workbook("x", &["容器ID", "备注"], &rows);
        let text = csv(
            std::iter::once(vec!["容器ID", "备注"])
                .chain(rows.iter().map(|row| row.iter().map(String::as_str).collect())),
        );
        let (a, b) = (read(&xlsx, cards()), read(text.as_bytes(), cards()));
        prop_assert_eq!(&a.accepted, &b.accepted);
        let kinds = |report: &Report| report.bad.iter().map(|bad| (bad.row, bad.fault)).collect::<Vec<_>>();
prop_assert_eq!(kinds(&a), kinds(&b));
    }
}

/// The numbers read, with their rows.
fn read_rows(text: &str) -> Vec<(u32, String)> {
    let report = read(text.as_bytes(), cards());
    assert_eq!(report.bad, [], "{text:?}");
    let accepted = report.accepted.into_iter();
    accepted.map(|row| (row.row, row.number)).collect()
}

#[test]
fn a5_a_quote_that_is_not_closed_is_named_with_its_row() {
    let open = |row| FileError::OpenQuote { row };
    let (a, b, c) = (CU, CT, "89860412840710009876");
    for (text, row) in [
        (format!("容器ID,备注\n{a},\"abc\n{b},d\n{c},e\n"), 2),
        // Opened in the card number's own cell.
        (format!("容器ID,备注\n\"{a},abc\n{b},d\n{c},e\n"), 2),
        (format!("容器ID,备注\r\r{a},x\r{b},\"d"), 4),
        (format!("\"容器ID,备注\n{a},x\n"), 1),
        (format!("{a}\n\"\n"), 2),
        // Closed where the next quote should open a cell, in the middle of a later row.
        (
            format!("容器ID,备注\n{a},\"32 inch\n{b},d\n{c},\"40 inch\"\n"),
            2,
        ),
        (format!("容器ID,备注\n{a},\"32 inch\n{b},d\n{c},40\"\n"), 2),
        (format!("容器ID;备注\n{a};\"abc\n{b};d\n"), 2),
        (format!("sep=;\n容器ID;备注\n{a};\"abc\n"), 3),
    ] {
        assert_eq!(error(text.as_bytes()), open(row), "{text:?}");
        let utf16 = utf16(&format!("\u{feff}{text}"), u16::to_le_bytes);
        assert_eq!(error(&utf16), open(row), "{text:?}");
    }
    // These are valid: lines and quotes inside a cell.
    for text in [
        format!("容器ID,备注\n{a},\"two\r\nlines, \"\"x\"\"\"\n{b},5\" pipe\n"),
        format!("容器ID,备注\n{a},\"\"\n{b},\"old:\n{c}\"\n"),
    ] {
        assert_eq!(read_rows(&text), [(2, a.into()), (3, b.into())], "{text:?}");
    }
    assert_eq!(open(2).json(), r#"{"kind":"open_quote","row":2}"#);
}

#[test]
fn a6_the_heading_line_decides_the_separator() {
    for text in [
        format!("容器ID;标签\n{CU};北区,车队,夜间\n"),
        format!("容器ID\t标签\n{CU}\t北区,车队;夜间\n"),
        format!("容器ID,标签\n{CU},北区;车队;夜间\n"),
        format!("容器ID|标签\n{CU}|北区,车队,夜间\n"),
        format!("\n\n容器ID;标签\n\n{CU};北区,车队,夜间\n"),
        format!("\"a,b,c\";容器ID;标签\n\"1,2,3\";{CU};北区,车队,夜间\n"),
        format!("客户, 2026, 11\n容器ID;标签\n{CU};北区,车队,夜间\n"),
        format!("容器ID(a,b,c);标签\n{CU};北区,车队,夜间\n"),
        // Without headings: the separator that isolates the card number.
        format!("{CU},北区;车队;夜间\n"),
        format!("{CU};北区,车队,夜间\n"),
        format!("sep=;\n容器ID;标签\n{CU};北区,车队,夜间\n"),
        format!("sep=|\r容器ID|标签\r{CU}|北区,车队,夜间\r"),
    ] {
        for bytes in [
            text.clone().into_bytes(),
            utf16(&format!("\u{feff}{text}"), u16::to_le_bytes),
        ] {
            let report = read(&bytes, Template::of(CardAction::Tags));
            assert_eq!(numbers(&report), [CU], "{text:?}");
            assert_eq!(report.accepted[0].values, ["北区,车队,夜间"], "{text:?}");
        }
    }
}

#[test]
fn a7_rows_end_in_cr_lf_or_both_in_any_mixture() {
    let (a, b, c) = (CU, CT, "89860412840710009876");
    for text in [
        format!("容器ID,备注\r{a},\"a\nb\"\r{b},x\r{c},y\r"),
        format!("容器ID,备注\r{a},x\r{b},x\r{c},y\n"),
        format!("容器ID,备注\r\n{a},x\r{b},\"x\r\ny\rz\"\n{c},y"),
        format!("容器ID,备注\n{a},x\n{b}\r{c},1,2,3"),
        format!("\u{feff}容器ID,备注\n{a},\"a\rb\"\n{b},\n{c},y"),
    ] {
        let wanted = [(2, a.to_owned()), (3, b.to_owned()), (4, c.to_owned())];
        assert_eq!(read_rows(&text), wanted, "{text:?}");
    }
    let blank = format!("容器ID\r\r{a}\n\r{b}\r\n\r\n{c}");
    assert_eq!(
        read_rows(&blank),
        [(3, a.into()), (5, b.into()), (7, c.into())]
    );
    let kept = format!("容器ID,属性一\r{a},\"x\r\n_\ny\"\r");
    let report = read(kept.as_bytes(), Template::of(CardAction::Attributes));
    assert_eq!(
        report.accepted.len(),
        1,
        "a line break inside quotes is no row"
    );
}

#[test]
fn a7_a_zero_byte_does_not_make_text_utf_16() {
    let text = format!("ICCID,x\n{CU},\u{0}\n{CT},y\n");
    assert_eq!(numbers(&read(text.as_bytes(), cards())), [CU, CT]);
}

#[test]
fn a8_what_excel_escapes_is_read_as_it_was_typed() {
    let bytes = with_cells(&[
        r#"<c t="inlineStr"><is><t>89860112840710002345_x000D_</t></is></c>"#,
        r#"<c t="inlineStr"><is><r><t>a_x0</t></r><r><t>041_b</t></r></is></c>"#,
        r#"<c t="str"><f>x</f><v>_x005F_x0041__x000A_</v></c>"#,
        r#"<c t="inlineStr"><is><t>_xD83D__xDE00_ _xD83D_ _X0041_</t></is></c>"#,
    ]);
    let report = read(&bytes, Template::of(CardAction::Attributes));
    assert_eq!(numbers(&report), [CU]);
    assert_eq!(
        report.accepted[0].values[..3],
        ["aAb", "_x0041_ ", "😀 _xD83D_ _X0041_"]
    );
}

/// A workbook of one row with this XML as its cells.
fn with_cells(cells: &[&str]) -> Vec<u8> {
    let mark = "REPLACED".repeat(200);
    let mut bytes = workbook(
        "x",
        &["容器ID", "属性一", "属性二", "属性三"],
        &[vec![mark.clone()]],
    );
    let text = format!(r#"<c s="1" t="inlineStr"><is><t xml:space="preserve">{mark}</t></is></c>"#);
    let at = bytes
        .windows(text.len())
        .position(|window| window == text.as_bytes())
        .unwrap();
    let cells = cells.concat();
    assert!(cells.len() < text.len());
    let padded = format!("{cells}{}", " ".repeat(text.len() - cells.len()));
    bytes[at..at + text.len()].copy_from_slice(padded.as_bytes());
    bytes
}

#[test]
fn a11_guards_come_off_in_csv_and_stay_in_xlsx() {
    let values = ["'=x", "''=x", "=\"x\"", "'=\"x\"", "\t=1", " x "];
    let template = Template::of(CardAction::Attributes);
    let of = |report: Report| -> Vec<String> {
        report
            .accepted
            .into_iter()
            .map(|row| row.values[0].clone())
            .collect()
    };
    let card = |at: usize| format!("8986041284071000{at:03}7");
    let rows: Vec<Vec<String>> = values
        .iter()
        .enumerate()
        .map(|(at, value)| vec![card(at), (*value).to_owned()])
        .collect();
    let xlsx = of(read(
        &workbook("x", &["ICCID", "属性一"], &rows),
        template.clone(),
    ));
    assert_eq!(xlsx[..4], values[..4]);
    assert_eq!(xlsx[4].len(), values[4].len());
    assert_eq!(xlsx[5], " x ");
    let mut text = "ICCID,属性一\n".to_owned();
    for (at, value) in values.iter().enumerate() {
        text += &format!("{},\"{}\"\n", card(at), value.replace('"', "\"\""));
    }
    let csv = of(read(text.as_bytes(), template));
    assert_eq!(csv[..4], ["=x", "'=x", "x", "=\"x\""]);
    assert_eq!(csv[5], " x ");
}

#[test]
fn s5_reading_stops_at_the_row_limit() {
    let most = |most| FileError::TooManyRows { most };
    let many = "1\n".repeat(5_900_000);
    let mut session = Session::open(many.clone().into_bytes(), cards(), None).unwrap();
    let stopped = loop {
        match session.step(1000) {
            Ok(done) => assert!(!done),
            Err(error) => break error,
        }
    };
    assert_eq!(stopped, most(100_000));
    assert!(session.progress() < 0.05, "the rest was not read");
    let mut pasted = Session::pasted(&many, cards());
    let stopped = (0..200_000).find_map(|_| pasted.step(1).err());
    assert_eq!(stopped, Some(most(100_000)));
    assert!(pasted.progress() < 0.05);
    // Blank rows have their own limit; without card numbers, that is the error reported.
    assert_eq!(error("\n".repeat(2_000_000).as_bytes()), most(1_048_576));
    let other = session_of("a,b\n".repeat(300_000).as_bytes());
    assert_eq!(other.summary().unwrap().column, None);
    let full: String = (0..100_000)
        .map(|card| format!("8986041284{card:09}7\n"))
        .collect();
    assert_eq!(read(full.as_bytes(), cards()).accepted.len(), 100_000);
    assert_eq!(error(format!("{full}1\n").as_bytes()), most(100_000));
}

fn session_of(bytes: &[u8]) -> Session {
    session(bytes, cards(), None).unwrap()
}

#[test]
fn s5_one_cell_or_row_cannot_be_endless() {
    let huge = format!("ICCID,标签\n{CU},\"{}\"\n", "x".repeat(12 << 20));
    let report = read(huge.as_bytes(), Template::of(CardAction::Tags));
    assert!(report.accepted.is_empty());
    let commas = format!("ICCID{}\n{CU}\n", ",".repeat(12 << 20));
    assert_eq!(numbers(&read(commas.as_bytes(), cards())), [CU]);
    let row = format!(
        "ICCID\n{CU}{}\n",
        format!(",{}", "x".repeat(32_000)).repeat(60)
    );
    assert_eq!(error(row.as_bytes()), FileError::TooLarge);
    let text = vec![vec![CU.to_owned(), "x".repeat(2 << 20)]];
    assert_eq!(
        error(&workbook("x", &["ICCID", "x"], &text)),
        FileError::TooLarge
    );
}

#[test]
fn a6_cells_pasted_from_a_spreadsheet_keep_their_columns() {
    let template = Template::of(CardAction::RebindFixed);
    let mut session = Session::pasted(
        &format!("IMEI\t容器ID\r\n861234567890123\t{CU}\r\n"),
        template,
    );
    while !session.step(10).unwrap() {}
    let report = session.report().unwrap();
    assert_eq!(numbers(report), [CU]);
    assert_eq!(report.accepted[0].values, ["861234567890123"]);
}
