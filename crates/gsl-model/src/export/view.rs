//! Rows the console already has on screen, as a file.

use super::{Cell, ExportKind, Row, column, csv};
use crate::sheet::Language;
use crate::zone;
use chrono::{DateTime, Datelike, Timelike, Utc};

/// Rows as CSV with headings, in the format of the service's files but without [`csv::MARK`]. `keys` are columns of the
/// list, in order; `own_name` returns a different heading for a column, such as the customer's name of a custom
/// attribute.
#[must_use]
pub fn view<'a, R: Row + 'a>(
    what: ExportKind,
    keys: &[&str],
    rows: impl Iterator<Item = &'a R>,
    own_name: &dyn Fn(&str) -> Option<String>,
    language: Language,
) -> String {
    let shown: Vec<_> = keys
        .iter()
        .filter_map(|key| column(what, key).zip(R::field(key)))
        .collect();
    let names: Vec<String> = shown
        .iter()
        .map(|(column, _)| {
            own_name(column.key).unwrap_or_else(|| column.heading(language).to_owned())
        })
        .collect();
    let mut file = String::new();
    csv::row(
        &mut file,
        &names
            .iter()
            .map(|name| Cell::Text(name))
            .collect::<Vec<_>>(),
    );
    for row in rows {
        let cells = shown
            .iter()
            .map(|(column, field)| Cell::of(field(row), column.kind, language));
        csv::row(&mut file, &cells.collect::<Vec<_>>());
    }
    file
}

/// `sim-cards_2026-11-22_200003.csv`: the list, and the instant in the service's zone.
#[must_use]
pub fn file_name(what: ExportKind, at: DateTime<Utc>, extension: &str) -> String {
    let at = zone::local(at);
    let two = |number: u32| format!("{number:02}");
    let day = [at.year().to_string(), two(at.month()), two(at.day())].join("-");
    let time = [at.hour(), at.minute(), at.second()].map(two).concat();
    format!("{}_{day}_{time}.{extension}", what.file_stem())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::time::Time;
    use crate::wire::SimCard;

    #[test]
    fn rows_on_screen_are_written_as_the_service_writes_them() {
        let card = SimCard {
            sim_card_id: 7,
            cid: Some("89860112851063345590".to_owned()),
            sim_status: Some(14),
            customer_attribute2: Some("=1+1".to_owned()),
            ..SimCard::default()
        };
        let own = |key: &str| (key == "customer_attribute2").then(|| "-Depot".to_owned());
        let keys = ["cid", "sim_status", "customer_attribute2", "no such column"];
        let file = view(
            ExportKind::Cards,
            &keys,
            [&card].into_iter(),
            &own,
            Language::En,
        );
        assert_eq!(
            file,
            "Container ID,State,'-Depot\r\n\"=\"\"89860112851063345590\"\"\",Suspended,'=1+1\r\n"
        );
    }

    #[test]
    fn files_are_named_by_the_service_s_day() {
        let at = Time::parse("2026-11-22T16:00:03.000Z").unwrap().0;
        assert_eq!(
            file_name(ExportKind::Tags, at, "csv"),
            "tags_2026-11-23_000003.csv"
        );
    }
}
