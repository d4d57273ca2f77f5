//! The items of a job as a file for a spreadsheet.

use gsl_model::bulk::BulkItemStatus;
use gsl_model::export::{Cell, csv};
use gsl_model::names::{Language, Name, refusal, term};
use gsl_model::wire::{BulkItem, BulkReason};

/// Headings; the first is one that uploading recognises.
const HEADINGS: [Name; 7] = [
    term::CONTAINER_ID,
    term::SIM_CARD_ID,
    term::RESULT,
    term::REASON,
    Name::new("原因代码", "Reason key"),
    term::WORK_ORDER_NUMBER,
    term::FINISHED,
];

fn status(key: &str, language: Language) -> &str {
    BulkItemStatus::from_key(key).map_or(key, |status| status.name(language))
}

fn reason(reason: &BulkReason, language: Language) -> &str {
    match language {
        Language::Zh => refusal(&reason.key, language).unwrap_or(&reason.text),
        Language::En => &reason.text,
    }
}

/// CSV with a byte order mark; numbers stay text, and nothing is taken for a formula.
#[must_use]
pub fn write(items: &[BulkItem], language: Language) -> String {
    let mut file = csv::MARK.to_owned();
    csv::row(
        &mut file,
        &HEADINGS.map(|name| Cell::Word(name.of(language))),
    );
    for item in items {
        let told = item.reason.as_ref();
        let name = |number: Option<i64>| {
            number.map_or(Cell::Empty, |it| Cell::Digits(it.to_string().into()))
        };
        let cells = [
            Cell::Text(&item.number),
            name(item.sim_card_id),
            Cell::Text(status(&item.status, language)),
            told.map_or(Cell::Empty, |told| Cell::Text(reason(told, language))),
            told.map_or(Cell::Empty, |told| Cell::Text(&told.key)),
            name(item.work_order_id),
            item.finish_time.map_or(Cell::Empty, Cell::Time),
        ];
        csv::row(&mut file, &cells);
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_survive_and_formulas_do_not() {
        let item = BulkItem {
            number: "=HYPERLINK(\"x\"),\n1".to_owned(),
            status: "excluded".to_owned(),
            reason: Some(BulkReason {
                key: "not_digits".to_owned(),
                text: "Bad, \"really\".".to_owned(),
                ..BulkReason::default()
            }),
            ..BulkItem::default()
        };
        let good = BulkItem {
            number: "89860112851063345590".to_owned(),
            sim_card_id: Some(4_710_226_000_001_997),
            status: "succeeded".to_owned(),
            finish_time: Some(crate::clock::time(1_795_348_800_000)),
            ..BulkItem::default()
        };
        let file = write(&[item, good], Language::En);
        assert!(file.starts_with("\u{feff}Container ID,SIM card ID,"));
        assert!(
            file.contains("\r\n\"'=HYPERLINK(\"\"x\"\"),\n1\",,Left out,\"Bad, \"\"really\"\".\",")
        );
        assert!(file.contains(
            "\"=\"\"89860112851063345590\"\"\",\"=\"\"4710226000001997\"\"\",Succeeded,,,,"
        ));
        assert!(write(&[], Language::Zh).starts_with("\u{feff}容器ID,"));
    }
}
