mod guard;
mod values;

use super::*;
use crate::text::BadCharacter;
use proptest::prelude::*;

const CU: &str = "89860112840710002345";
const CT: &str = "8986031284071000234";

/// Rows of a CSV file, cells separated by `|`, counted from 1.
fn run(template: Template, rows: &[&str]) -> Report {
    let rows = rows.iter().zip(1_u32..).map(|(row, number)| {
        let cells: Vec<Cell<'_>> = row.split('|').map(Cell::text).collect();
        (number, cells)
    });
    check(template, rows)
}

fn cards(rows: &[&str]) -> Report {
    run(Template::cards(NumberKinds::Iccid), rows)
}

fn numbers(report: &Report) -> Vec<&str> {
    report
        .accepted
        .iter()
        .map(|row| row.number.as_str())
        .collect()
}

fn faults(report: &Report) -> Vec<(u32, Fault)> {
    report.bad.iter().map(|bad| (bad.row, bad.fault)).collect()
}

fn fault(text: &str) -> Fault {
    read_number(Cell::text(text)).unwrap_err()
}

const fn not_digits(character: char, at: u32) -> Fault {
    Fault::NotDigits(BadCharacter { character, at })
}

const fn spoiled(how: SpreadsheetDamage) -> Fault {
    Fault::Spoiled { how }
}

#[test]
fn the_column_is_found_by_its_heading_wherever_it_stands() {
    for heading in [
        "容器ID",
        "container id",
        "ICCID",
        "cid（必填）",
        "旧ICCID",
        "SIM卡号",
    ] {
        let report = cards(&[
            "客户|备注|x",
            &format!("名称|{heading}|5"),
            &format!("a|{CU}|6"),
        ]);
        assert_eq!(report.column, Some(1), "{heading}");
        assert_eq!(report.header, Some(2), "{heading}");
        assert_eq!((report.rows, numbers(&report)), (1, vec![CU]), "{heading}");
    }
}

#[test]
fn the_container_id_is_taken_before_the_iccid_and_never_the_msisdn() {
    let report = cards(&[
        "MSISDN|ICCID|容器ID",
        &format!("1064812345678|8986011284071000234X|{CU}"),
    ]);
    assert_eq!((report.column, numbers(&report)), (Some(2), vec![CU]));
    let report = cards(&["MSISDN|集成电路", &format!("1064812345678|{CU}")]);
    assert_eq!(
        numbers(&report),
        [CU],
        "by content, not by the heading of another number"
    );
}

#[test]
fn without_a_heading_the_column_with_card_numbers_is_taken() {
    let report = cards(&[
        &format!("1064812345678|{CU}"),
        &format!("1064812345679|{CT}"),
    ]);
    assert_eq!((report.column, report.header), (Some(1), None));
    assert_eq!(numbers(&report), [CU, CT]);
    // An unknown heading is still a heading; a bad number in the first row is not.
    let report = cards(&["我的卡片", CU]);
    assert_eq!((report.header, numbers(&report)), (Some(1), vec![CU]));
    let report = cards(&["8.98E+19", CU]);
    assert_eq!(report.header, None);
    assert_eq!(
        faults(&report),
        [(1, spoiled(SpreadsheetDamage::Scientific))]
    );
}

#[test]
fn a_file_without_card_numbers_says_so_and_checks_nothing() {
    let report = cards(&["name|city", "Anna|Wien", "Ben|Graz"]);
    assert_eq!((report.column, report.rows), (None, 3));
    assert!(report.accepted.is_empty() && report.bad.is_empty());
    let many: Vec<String> = (0..200).map(|row| format!("a{row}|b")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!((cards(&many).column, cards(&many).rows), (None, 200));
    assert_eq!(cards(&[]).rows, 0);
}

#[test]
fn a_single_column_is_the_one_even_when_nothing_in_it_is_sound() {
    let report = cards(&["123", "abc"]);
    assert_eq!(
        faults(&report),
        [
            (1, Fault::WrongLength { digits: 3 }),
            (2, not_digits('a', 1))
        ]
    );
}

#[test]
fn what_a_spreadsheet_spoils_is_named() {
    for text in [
        "8.98601E+19",
        "8.98E+19",
        "8,98601E+19",
        "898601e19",
        " 8.98601E+19\u{a0}",
    ] {
        assert_eq!(
            fault(text),
            spoiled(SpreadsheetDamage::Scientific),
            "{text}"
        );
    }
    for text in [
        "89,860,112,840,710,000,000",
        "89.860.112.840.710.002.345",
        "8,986,011,284,071,000,234.00",
    ] {
        assert_eq!(
            fault(text),
            spoiled(SpreadsheetDamage::Separators),
            "{text}"
        );
    }
    assert_eq!(
        fault("89860112840710002345.0"),
        spoiled(SpreadsheetDamage::Float)
    );
    assert_eq!(fault("###########"), not_digits('#', 1));
    assert_eq!(
        fault("898601128407100"[..10].trim()),
        Fault::WrongLength { digits: 10 }
    );
}

#[test]
fn separators_torn_apart_by_the_file_are_recognised() {
    let report = cards(&["容器ID", "89|860|112|840|710|000|000", CU]);
    assert_eq!(
        faults(&report),
        [(2, spoiled(SpreadsheetDamage::Separators))]
    );
    assert_eq!(report.bad[0].text, "89,860,112,840,710,000,000");
    let report = cards(&["89|860|112|840|710|000|000", "89|860|112|840|710|000|000"]);
    assert_eq!(report.bad.len(), 2);
}

#[test]
fn sound_numbers_are_read_however_they_are_dressed() {
    let written = [
        "'89860112840710002345",
        "=\"89860112840710002345\"",
        "\u{feff}89860112840710002345",
        "８９８６０１１２８４０７１０００２３４５",
        "8986 0112 8407 1000 2345",
        "8986-0112-8407-1000-2345",
        "\t89860112840710002345 ",
    ];
    for text in written {
        assert_eq!(numbers(&cards(&[text])), [CU], "{text}");
    }
    assert_eq!(
        numbers(&cards(&["8986031284071000234x"])),
        ["8986031284071000234X"]
    );
    let exact = Cell::number("8986011284071000234");
    assert!(
        read_number(exact).is_ok(),
        "a library wrote every digit of the number"
    );
}

#[test]
fn numbers_short_enough_to_be_exact_are_restored() {
    let msisdn = |cell| read_number(cell).map(|number| number.search_key().to_owned());
    for cell in [
        Cell::number("1.064812345678E12"),
        Cell::number("1064812345678.0"),
        Cell::text("1,064,812,345,678"),
        Cell::text("1.064812345678E+12"),
    ] {
        assert_eq!(msisdn(cell).as_deref(), Ok("1064812345678"), "{cell:?}");
    }
    assert_eq!(
        msisdn(Cell::number("1.06481E12")).as_deref(),
        Ok("1064810000000")
    );
    assert_eq!(
        msisdn(Cell::text("1.06481E+12")),
        Err(spoiled(SpreadsheetDamage::Scientific)),
        "as text it may have been rounded"
    );
    assert_eq!(
        msisdn(Cell::number("8.9860112840710002E+19")),
        Err(spoiled(SpreadsheetDamage::Scientific))
    );
}

#[test]
fn a2_only_the_same_number_is_a_duplicate_and_names_the_first_row() {
    let report = cards(&[
        "容器ID",
        CU,
        "",
        "8986011284071000234X",
        "8986 0112 8407 1000 2345",
        CT,
        "8986011284071000234x",
        "89860312840710002347",
        "8986031284071000234",
    ]);
    assert_eq!(
        faults(&report),
        [
            (5, Fault::Duplicate { of: 2 }),
            (7, Fault::Duplicate { of: 4 }),
            (9, Fault::Duplicate { of: 6 })
        ]
    );
}

#[test]
fn a2_full_ids_stand_for_themselves_whatever_a_shorter_one_before_them_says() {
    let rows = [
        "8986031111222233334",
        "89860311112222333341",
        "89860311112222333349",
    ];
    for order in [
        [0, 1, 2],
        [1, 2, 0],
        [2, 0, 1],
        [0, 2, 1],
        [1, 0, 2],
        [2, 1, 0],
    ] {
        let report = cards(&order.map(|at| rows[at]));
        assert_eq!(
            (report.accepted.len(), report.bad.len()),
            (3, 0),
            "{order:?}"
        );
    }
}

#[test]
fn msisdn_and_imei_stand_for_a_card_only_where_allowed() {
    let rows = ["1064812345678", "861234567890123", CU];
    assert_eq!(
        faults(&cards(&rows)),
        [
            (1, Fault::WrongLength { digits: 13 }),
            (2, Fault::WrongLength { digits: 15 })
        ]
    );
    let report = run(Template::cards(NumberKinds::Any), &rows);
    assert_eq!(numbers(&report), rows);
}

#[test]
fn empty_rows_count_for_nothing_and_a_row_without_its_number_is_bad() {
    let report = cards(&["容器ID|备注", "|", &format!("{CU}|"), "  |合计", ""]);
    assert_eq!((report.rows, faults(&report)), (2, vec![(4, Fault::Empty)]));
    assert_eq!(report.bad[0].text, "合计");
}

#[test]
fn a3_numbers_that_end_in_zeros_are_used_and_told() {
    let zeros = [
        "8986011284071000000",
        "8986011284071010000",
        "89860117900012300000",
    ];
    let report = cards(&[zeros[0], zeros[1], CU, zeros[2]]);
    assert_eq!((report.accepted.len(), report.bad.len()), (4, 0));
    assert_eq!(report.doubtful, [1, 2, 4]);
    assert_eq!(report.summary().doubtful, [1, 2, 4]);
    let report = cards(&[zeros[2], CT, zeros[2], "8.98601E+19"]);
    assert_eq!(
        faults(&report),
        [
            (3, Fault::Duplicate { of: 1 }),
            (4, spoiled(SpreadsheetDamage::Scientific))
        ],
        "what a figure has lost is lost"
    );
    assert_eq!(report.doubtful, [1]);
}

#[test]
fn a17_a_number_that_looks_right_is_read_and_a_wrong_one_names_the_character() {
    let report = cards(&[
        "容器ID",
        "\u{2066}89860112840710002345\u{2069}",
        "8986﹘0312\u{ad}8407⁃1000ー234",
        "8986O112840710002346",
        "\u{202d}8986\u{2}112840710002346",
    ]);
    assert_eq!(numbers(&report), [CU, CT]);
    assert_eq!(
        faults(&report),
        [(4, not_digits('O', 5)), (5, not_digits('\u{2}', 6))]
    );
}

#[test]
fn a_job_takes_so_many_cards_and_no_more() {
    let texts: Vec<String> = (0..=MAX_NUMBERS)
        .map(|card| format!("8986011284{card:09}7"))
        .collect();
    let rows = texts
        .iter()
        .zip(1_u32..)
        .map(|(text, row)| (row, [Cell::text(text)]));
    let report = check(Template::cards(NumberKinds::Iccid), rows);
    assert_eq!(report.accepted.len(), MAX_NUMBERS);
    assert_eq!(
        faults(&report),
        [(100_001, Fault::TooMany { most: 100_000 })]
    );
}

#[test]
fn summary_and_faults_are_json_with_their_kinds() {
    let report = cards(&["容器ID", CU, CU, "x", "y"]);
    let summary = report.summary();
    assert_eq!((summary.rows, summary.accepted, summary.bad), (4, 1, 3));
    assert_eq!(
        summary.faults[0],
        FaultCount {
            kind: "not_digits".into(),
            count: 2
        }
    );
    for bad in &report.bad {
        let json = serde_json::to_value(bad.fault).unwrap();
        assert_eq!(json["kind"], bad.fault.kind());
        assert_eq!(serde_json::from_value::<Fault>(json).unwrap(), bad.fault);
    }
    let value = Fault::Value {
        field: Field::Imei,
        fault: ValueFault::TooLong { most: 3 },
    };
    let json = serde_json::to_value(value).unwrap();
    assert_eq!(
        json,
        serde_json::json!({"kind": "value", "field": "imei", "fault": {"what": "too_long", "most": 3}})
    );
    let text = serde_json::to_string(&report.template).unwrap();
    assert_eq!(
        serde_json::from_str::<Template>(&text).unwrap(),
        report.template
    );
    assert_eq!(report.numbers(), CU);
}

#[test]
fn a_hundred_thousand_rows_are_read() {
    let texts: Vec<String> = (0..100_000)
        .map(|card| format!("8986 0112 84{card:09}7"))
        .collect();
    let rows = texts
        .iter()
        .zip(1_u32..)
        .map(|(text, row)| (row, [Cell::text("x"), Cell::text(text)]));
    let report = check(Template::cards(NumberKinds::Iccid), rows);
    assert_eq!(report.accepted.len(), 100_000);
}

proptest! {
    #[test]
    fn a2_the_order_of_the_rows_changes_neither_the_numbers_used_nor_how_many_are_left_out(
        rows in proptest::collection::vec("898603111122223333[45][0-2]?X?", 1..12),
        seed in proptest::collection::vec(any::<u32>(), 12),
    ) {
        let used = |rows: &[String]| {
            let rows = rows.iter().zip(1_u32..).map(|(row, number)| (number, [Cell::text(row)]));
            let report = check(Template::cards(NumberKinds::Iccid), rows);
            let mut numbers: Vec<String> = report.accepted.iter().map(|row| row.number.clone()).collect();
            numbers.sort();
            (numbers, report.bad.len())
        };
        let mut other: Vec<(u32, String)> = seed.into_iter().zip(rows.clone()).collect();
        other.sort();
        let other: Vec<String> = other.into_iter().map(|(_, row)| row).collect();
        prop_assert_eq!(used(&rows), used(&other));
    }

    #[test]
    fn whatever_stands_in_the_cells_each_row_is_used_or_bad_once(
        rows in proptest::collection::vec(proptest::collection::vec(".{0,24}", 0..4), 0..90)
    ) {
        let rows = rows.iter().zip(1_u32..).map(|(row, number)| {
            (number, row.iter().map(|cell| Cell::text(cell)).collect::<Vec<_>>())
        });
        let report = check(Template::cards(NumberKinds::Any), rows);
        if report.column.is_some() {
            prop_assert_eq!(report.rows as usize, report.accepted.len() + report.bad.len());
        }
        let rows = || report.accepted.iter().map(|row| row.row).chain(report.bad.iter().map(|bad| bad.row));
        let once: std::collections::HashSet<u32> = rows().collect();
        prop_assert_eq!(once.len(), rows().count());
        prop_assert!(report.bad.windows(2).all(|pair| pair[0].row < pair[1].row));
    }

    #[test]
    fn sound_numbers_come_back_whole(cards in proptest::collection::hash_set("898601[0-9]{13}[1-9]", 1..80), column in 0_usize..3) {
        let mut cards: Vec<String> = cards.into_iter().collect();
        cards.sort();
        // The last digit is never 0, so that no number looks damaged by a spreadsheet.
        let rows = cards.iter().zip(1_u32..).map(|(card, number)| {
            let mut cells = vec![Cell::text("北京"); 3];
            cells[column] = Cell::text(card);
            (number, cells)
        });
        let report = check(Template::cards(NumberKinds::Iccid), rows);
        prop_assert_eq!(numbers(&report), cards.iter().map(String::as_str).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_written_safely_is_read_back(card in "89[0-9]{17,18}") {
        let number = |text: &str| read_number(Cell::text(text)).map(|number| number.search_key().to_owned());
        prop_assert_eq!(number(&text_safe(&card)), number(&card));
    }

    #[test]
    fn a_float_is_never_taken_for_the_number_it_was(card in "898601[1-9]{13}[1-9]?") {
        let rounded = card.parse::<f64>().unwrap();
        for text in [format!("{rounded:e}"), format!("{rounded:.5e}"), format!("{rounded:E}")] {
            let read = read_number(Cell::number(&text));
            prop_assert_eq!(read, Err(spoiled(SpreadsheetDamage::Scientific)), "{}", text);
        }
    }
}
