//! Texts that a spreadsheet must not change, and that must be read back unchanged.

use super::super::*;
use super::{CT, CU, run};
use crate::{
    action::CardAction,
    export::{Cell as Exported, csv as exported},
};
use proptest::prelude::*;

/// Texts that a spreadsheet turns into something else.
const RUINED: &[&str] = &[
    CU,
    "000123456789012",
    "0123",
    "00",
    "123456789012",
    "1E5",
    "1e+5",
    "1-2",
    "3/4",
    "1 1/2",
    "1.50",
    "1.5",
    ".5",
    "1,234",
    "10:30",
    "5%",
    "(5)",
    "$5",
    "￥12",
    "2026-11-22",
    "2026/1/2 3:04 PM",
    "11月22日",
    "2026年11月",
    "Mar 5",
    "MARCH1",
    "sept2",
    "1-DEC",
    "5 a",
    "true",
    "FALSE",
    "１２３",
    "１－２",
];
/// Texts that a spreadsheet would run as formulas.
const RUN: &[&str] = &[
    "=1+1",
    "+8613800138000",
    "-1",
    "-1+1",
    "@x",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "=\"x\"",
    "=HYPERLINK(\"x\")",
];
/// Texts that a spreadsheet does not change.
const PLAIN: &[&str] = &[
    "",
    "0",
    "7",
    "42",
    "12345678901",
    "北京",
    "车队 7",
    "v1.2",
    "A-1",
    "a=1",
    "x@y",
    "_x000D_",
    "5 kg",
    "1号",
    "may",
    "12a4",
    "é",
];

#[test]
fn a15_every_text_column_of_every_csv_has_the_same_guard() {
    for text in RUINED {
        let safe = format!("=\"{text}\"");
        assert_eq!(text_safe(text), safe, "{text}");
    }
    for text in RUN.iter().chain(&["'", "'x", "''", "'=1"]) {
        assert_eq!(text_safe(text), format!("'{text}"), "{text}");
    }
    for text in PLAIN {
        assert_eq!(text_safe(text), *text, "{text}");
    }
    for text in [RUINED, RUN, PLAIN].concat() {
        let mut line = String::new();
        exported::row(
            &mut line,
            &[Exported::Text(text), Exported::Digits(text.into())],
        );
        let other = csv([[text, text]]);
        assert_eq!(other, format!("{}{line}", exported::MARK), "{text}");
    }
    // Headings may be entered by people too.
    assert!(csv([["=1", "0123"]]).starts_with("\u{feff}'=1,\"=\"\"0123\"\"\""));
}

#[test]
fn a11_one_guard_comes_off_and_only_what_is_one() {
    for (cell, text) in [
        ("'=x", "=x"),
        ("''=x", "'=x"),
        ("'\t=1", "\t=1"),
        ("=\"x\"", "x"),
        ("'=\"x\"", "=\"x\""),
        ("=\"'x\"", "'x"),
        ("=\"a\"\"b\"", "a\"b"),
        ("'0123", "0123"),
        // Not guards: a name, a formula, an unfinished one.
        ("'abc", "'abc"),
        ("'t Hooft", "'t Hooft"),
        ("=\"a\"&\"b\"", "=\"a\"&\"b\""),
        ("=\"", "=\""),
        ("=x", "=x"),
        (" x ", " x "),
    ] {
        assert_eq!(unguarded(cell), text, "{cell}");
    }
}

#[test]
fn a11_attributes_and_tags_are_what_stands_in_the_cell() {
    let template = Template::of(CardAction::Attributes);
    for text in ["'=x", "=\"x\"", " x ", "'", "=\"\"", "0123", "  "] {
        let row = [Cell::text(CU), Cell::text(text)];
        let report = check(
            template.clone(),
            [
                (1, vec![Cell::text("容器ID"), Cell::text("属性一")]),
                (2, row.to_vec()),
            ],
        );
        assert_eq!(report.accepted[0].values[0], text, "{text:?}");
    }
    let report = run(
        Template::of(CardAction::Tags),
        &["容器ID|标签", &format!("{CU}|'a,=\"b\"")],
    );
    assert_eq!(report.accepted[0].values, ["'a,=\"b\""]);
}

#[test]
fn a11_what_goes_to_the_service_is_guarded_for_its_reader() {
    let template = Template::of(CardAction::Attributes).with_attributes([
        Some("城市"),
        Some("号"),
        None,
        None,
        None,
        None,
    ]);
    let rows = [
        vec![Cell::text("容器ID"), Cell::text("城市"), Cell::text("号")],
        vec![Cell::text(CU), Cell::text("'=x"), Cell::text("0123")],
    ];
    let report = check(template, (1..).zip(rows));
    assert_eq!(
        report.upload(),
        format!("number,attribute1,attribute2\n{CU},''=x,\"=\"\"0123\"\"\"\n")
    );
}

#[test]
fn a11_attributes_with_names_alike_keep_their_own_columns() {
    let template = Template::of(CardAction::Attributes).with_attributes([
        Some("A1"),
        Some("A-1"),
        Some("A_1"),
        None,
        None,
        None,
    ]);
    let report = run(
        template,
        &["容器ID|A_1|A-1|A1", &format!("{CU}|three|two|one")],
    );
    assert_eq!(report.accepted[0].values, ["one", "two", "three"]);
    // One column is never used for two attributes.
    let template = Template::of(CardAction::Attributes).with_attributes([
        Some("A1"),
        Some("A-1"),
        None,
        None,
        None,
        None,
    ]);
    let report = run(template, &["容器ID|a 1", &format!("{CU}|x")]);
    assert_eq!(report.accepted[0].values, ["x", ""]);
}

#[test]
fn a10_a_bad_row_keeps_all_its_cells() {
    let template = Template::of(CardAction::RebindFixed);
    let long = "9".repeat(200);
    let report = run(
        template,
        &[
            "备注|IMEI|容器ID",
            &format!("x|8615360301960078|{CU}"),
            &format!("x|86153603019600|{CT}"),
            &format!("x|{long}|{long}"),
            "x|861536030196004|",
            &format!("x||{CU}"),
        ],
    );
    let cells: Vec<Vec<&str>> = report
        .rejected()
        .map(|(_, cells)| cells.iter().map(String::as_str).collect())
        .collect();
    assert_eq!(
        cells,
        [
            [CU, "8615360301960078"],
            [CT, "86153603019600"],
            [&long, &long],
            ["", "861536030196004"],
            [CU, ""],
        ]
    );
    let torn = run(
        Template::of(CardAction::BindArea),
        &["容器ID|限制区域", "89|860|112|840|710|000|000"],
    );
    assert_eq!(torn.bad_cells, [["89,860,112,840,710,000,000", ""]]);
}

/// Fragments that break tables.
pub fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "=", "+", "-", "@", "'", "\"", "=\"", ",", ";", "\t", "|", "\r", "\n", "\r\n", " ", "\u{3000}", "＝", "_x000D_",
            "_x0041", "_x005F_", "_x", "0", "00", "E", "/", ":", ".", "%", "年", "true", "Mar", "8986", "sep=;", "容器ID",
            "\u{feff}", "\u{85}", "\u{2028}", "😀", "\u{2066}", "é", "&amp;", "<t>", "]]>",
        ]).prop_map(str::to_owned),
        1 => "[0-9]{1,20}",
        1 => ".{0,6}",
    ];
    prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a15_the_guard_comes_off_whatever_the_text(text in nasty()) {
        let safe = text_safe(&text);
        prop_assert_eq!(unguarded(&safe), text.as_str());
        let inert = !safe.trim_start().starts_with(['=', '+', '-', '@']) || safe.starts_with("=\"");
        prop_assert!(inert, "{:?}", safe);
    }
}
