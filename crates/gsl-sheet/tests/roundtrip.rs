//! Our own files are read back unchanged: exports, templates and files of bad rows, as CSV and as XLSX.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use gsl_model::{
    action::CardAction,
    export::{Cell as Exported, ColumnKind, RawValue, csv as exported},
    label,
    sheet::{BadRow, Field, Language, NumberKinds, Report, Template, csv},
};
use gsl_sheet::{ReadStep, Reader, Session, faults, workbook};
use proptest::prelude::*;

const CU: &str = "89860112840710002345";
const CT: &str = "8986031284071000234";

/// Rows as our readers return them: number, cells without trailing empty ones; blank rows left out.
fn rows(bytes: Vec<u8>) -> Vec<(u32, Vec<String>)> {
    let mut reader = Reader::open(bytes, None, |_| None).unwrap();
    let mut rows = Vec::new();
    loop {
        match reader.turn().unwrap() {
            ReadStep::End => return rows,
            ReadStep::Busy => {}
            ReadStep::Row(number, cells) => rows.push((
                number,
                cells.iter().map(|cell| cell.text.to_owned()).collect(),
            )),
        }
        if let Some((_, cells)) = rows.last_mut() {
            while cells.last().is_some_and(String::is_empty) {
                cells.pop();
            }
            if cells.is_empty() {
                rows.pop();
            }
        }
    }
}

fn check(bytes: Vec<u8>, template: Template) -> Report {
    let mut session = Session::open(bytes, template, None).unwrap();
    while !session.step(50).unwrap() {}
    session.report().unwrap().clone()
}

/// Fragments that break tables.
fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "=", "+", "-", "@", "'", "\"", "=\"", ",", ";", "\t", "|", "\r", "\n", "\r\n", " ", "\u{3000}", "＝", "_x000D_",
            "_x0041", "_x005F_", "_xD83D_", "_xDE00_", "_x", "0", "00", "E", "/", ":", ".", "%", "年", "true", "Mar", "8986",
            "sep=;", "容器ID", "\u{feff}", "\u{85}", "\u{2028}", "😀", "\u{2066}", "é", "&amp;", "<t>", "]]>", "A", "北区",
        ]).prop_map(str::to_owned),
        1 => "[0-9]{1,20}",
        1 => "[^\\p{Cc}]{0,6}",
    ];
    prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}

/// Tag names that break cells.
fn nasty_name() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => prop::sample::select(vec!["\"", "\"\"", ";", "；", "、", "，", "|", "=", "'", " ", "A", "北", "_x0041_"])
            .prop_map(str::to_owned),
        1 => nasty(),
    ];
    prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

/// A table with headings, and what a reader should return for it.
fn expected(table: &[Vec<String>]) -> Vec<(u32, Vec<String>)> {
    let rows = (1..).zip(table.iter().cloned()).map(|(number, mut cells)| {
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        (number, cells)
    });
    rows.filter(|(_, cells)| !cells.is_empty()).collect()
}

fn templates() -> Vec<Template> {
    let own = Template::of(CardAction::Attributes).with_attributes([
        Some("原因"),
        Some("A-1"),
        Some("A1"),
        None,
        Some("行"),
        None,
    ]);
    let mut all = vec![
        Template::cards(NumberKinds::Iccid),
        Template::cards(NumberKinds::Any),
        Template::of(CardAction::Attributes),
        own,
    ];
    all.extend(
        [
            CardAction::RebindFixed,
            CardAction::BindArea,
            CardAction::Threshold,
            CardAction::Tags,
        ]
        .map(Template::of),
    );
    all
}

fn words(language: Language) -> faults::FaultTexts {
    faults::FaultTexts::parse(match language {
        Language::Zh => "language\tzh-CN\nrow\t行\nreason\t问题",
        Language::En => "language\ten-US\nrow\tRow\nreason\tProblem",
    })
}

/// The file of bad rows, as CSV and as XLSX.
fn files(report: &Report, language: Language) -> Vec<Vec<u8>> {
    let file = |kind| faults::file(kind, report, &words(language)).unwrap();
    vec![file("csv"), file("xlsx")]
}

#[test]
fn a10_rejected_rows_come_back_with_all_columns_and_can_be_sent_again() {
    for template in templates() {
        for language in [Language::Zh, Language::En] {
            let mut table = vec![template.headings(language)];
            let value = |field: Field, good: bool| match (field, good) {
                (Field::Imei, true) => "861536030196003",
                (Field::Imei, false) => "8615360301960078",
                (Field::Area, true) => "广东",
                (Field::Area, false) => "'Atlantis",
                (Field::Threshold, true) => "-1",
                (Field::Threshold, false) => "=1.50",
                (Field::Tags, _) => "0123,=x",
                _ => "0123",
            };
            let row = |number, good| {
                let values = template.values().map(|column| value(column.field, good));
                std::iter::once(number).chain(values).collect::<Vec<_>>()
            };
            table.extend([
                row(CU, true),
                row("8.98601E+19", false),
                row(CU, true),
                row(CT, false),
            ]);
            let report = check(csv(table.clone()).into_bytes(), template.clone());
            assert!(report.bad.len() >= 2, "{template:?}");
            for file in files(&report, language) {
                // Uploaded unchanged, the same rows are rejected with the same cells.
                let again = check(file.clone(), template.clone());
                assert_eq!(again.missing, []);
                let kept = [again.accepted.len(), again.bad.len()]
                    .iter()
                    .sum::<usize>();
                assert_eq!(kept, report.bad.len(), "every rejected row is in the file");
                let cells = rows(file);
                let wanted: Vec<&[String]> = report.bad_cells.iter().map(Vec::as_slice).collect();
                let found: Vec<&[String]> = cells[1..]
                    .iter()
                    .map(|(_, cells)| &cells[..wanted[0].len()])
                    .collect();
                assert_eq!(found, wanted);
                // After correction, all of them are accepted.
                let mut corrected = vec![cells[0].1.clone()];
                for (at, (_, mut cells)) in (0..).zip(cells.into_iter().skip(1)) {
                    cells[0] = format!("8986011284071000{at:03}7");
                    for (cell, column) in cells[1..].iter_mut().zip(template.values()) {
                        *cell = value(column.field, true).to_owned();
                    }
                    corrected.push(cells);
                }
                let text = csv(corrected.iter().map(|row| row.iter().map(String::as_str)));
                let sound = check(text.into_bytes(), template.clone());
                assert_eq!(
                    (sound.bad, sound.accepted.len()),
                    (vec![], report.bad.len())
                );
            }
        }
    }
}

#[test]
fn a10_reason_and_row_stand_behind_the_template_s_columns() {
    let template = Template::of(CardAction::RebindFixed);
    let file = format!("容器ID,IMEI\n{CU},8615360301960078\n");
    let report = check(file.into_bytes(), template);
    let zh =
        String::from_utf8(faults::file("csv", &report, &words(Language::Zh)).unwrap()).unwrap();
    assert_eq!(
        zh,
        format!(
            "\u{feff}容器ID,IMEI,行,问题\r\n\"=\"\"{CU}\"\"\",\"=\"\"8615360301960078\"\"\",2,value.imeisv\r\n"
        )
    );
    let en = rows(faults::file("xlsx", &report, &words(Language::En)).unwrap());
    assert_eq!(en[0].1, ["Container ID", "IMEI", "Row", "Problem"]);
    assert_eq!(en[1].1[..3], [CU, "8615360301960078", "2"]);
    assert!(matches!(report.bad[0], BadRow { row: 2, .. }));
}

#[test]
fn a8_escapes_of_a_workbook_are_resolved_once() {
    for text in [
        "89860117900012345686\r",
        "_x0041_",
        "_x005F_x0041_",
        "_x0041_x0042_",
        "_x0041\r",
        "a\r\nb",
        "_xD83D__xDE00_",
        "_x00e9_",
        "_x12_",
        "\u{1}",
        "\u{fffe}",
        "😀",
    ] {
        let bytes = workbook(
            "x",
            &["容器ID", "备注"],
            &[vec!["x".to_owned(), text.to_owned()]],
        );
        assert_eq!(rows(bytes)[1].1, ["x", text], "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back_unchanged(
        cells in prop::collection::vec(prop::collection::vec(nasty(), 1..4), 1..8),
        heading in prop::sample::select(vec!["容器ID", "Container ID", "ICCID"]),
    ) {
        let headings = [heading, "备注", "A;B|C"].map(str::to_owned).to_vec();
        let table: Vec<Vec<String>> = std::iter::once(headings).chain(cells).collect();
        let wanted = expected(&table);
        let refs = || table.iter().map(|row| row.iter().map(String::as_str));

        prop_assert_eq!(&rows(csv(refs()).into_bytes()), &wanted);

        let mut file = exported::MARK.to_owned();
        for row in &table {
            let cells: Vec<Exported<'_>> = row.iter().map(|cell| Exported::Text(cell)).collect();
            exported::row(&mut file, &cells);
        }
        prop_assert_eq!(&rows(file.into_bytes()), &wanted);

        let headings: Vec<&str> = table[0].iter().map(String::as_str).collect();
        prop_assert_eq!(&rows(workbook("x", &headings, &table[1..])), &wanted);
    }

    /// For any tags of a card, importing the cell of an export sets the same tags.
    #[test]
    fn tags_of_an_export_are_the_tags_of_an_import(
        names in prop::collection::vec(nasty_name(), 1..=10),
    ) {
        let mut tags: Vec<&str> = names.iter().filter_map(|name| label::tag_name(name).ok()).collect();
        tags.sort_unstable();
        tags.dedup();
        prop_assume!(!tags.is_empty());
        let joined = tags.join(",");
        let cell = Exported::of(RawValue::Text(&joined), ColumnKind::Tags, Language::Zh);
        let headings = [Exported::Word("容器ID"), Exported::Word("标签名称")];
        let mut text = exported::MARK.to_owned();
        exported::row(&mut text, &headings);
        exported::row(&mut text, &[Exported::Digits(CU.into()), cell.clone()]);
        let Exported::Tags(cell) = cell else { unreachable!() };
        let book = workbook("x", &["容器ID", "标签名称"], &[vec![CU.to_owned(), cell.into_owned()]]);
        for file in [text.into_bytes(), book] {
            let report = check(file, Template::of(CardAction::Tags));
            prop_assert_eq!(&report.bad, &[]);
            prop_assert_eq!(&report.accepted[0].values, &[joined.as_str()]);
            // The console passes the file on to the service, which reads it again.
            let again = check(report.upload().into_bytes(), Template::of(CardAction::Tags));
            prop_assert_eq!(again.accepted, report.accepted);
        }
    }

    #[test]
    fn attributes_that_were_accepted_are_what_the_service_reads(a in nasty(), b in nasty()) {
        let template = Template::of(CardAction::Attributes).with_attributes([Some("A-1"), Some("A1"), None, None, None, None]);
        let table = vec![vec![CU.to_owned(), a, b]];
        let report = check(workbook("x", &template.headings(Language::Zh), &table), template.clone());
        prop_assume!(report.accepted.len() == 1);
        prop_assert_eq!(check(report.upload().into_bytes(), template).accepted, report.accepted);
    }

    #[test]
    fn a10_rejected_cells_are_read_back_unchanged(
        values in prop::collection::vec((nasty(), nasty(), nasty()), 1..12),
        language in prop::sample::select(vec![Language::Zh, Language::En]),
    ) {
        let template = Template::of(CardAction::Attributes).with_attributes([Some("A-1"), Some("A1"), None, None, None, None]);
        let headings = template.headings(language);
        let table: Vec<Vec<String>> = values.into_iter().map(|(number, a, b)| vec![format!("x{number}"), a, b]).collect();
        let report = check(workbook("x", &headings, &table), template.clone());
        prop_assert_eq!(&report.bad_cells, &table);
        for file in files(&report, language) {
            prop_assert_eq!(&check(file, template.clone()).bad_cells, &table);
        }
    }
}
