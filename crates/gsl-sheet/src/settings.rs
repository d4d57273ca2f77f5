//! The page's settings as lines of text: a JSON parser would double the size of the module.

use crate::FileError;
use gsl_model::sheet::{Column, ColumnRequirement, Field, NumberKinds, Template};

/// Reads a template: the kinds of numbers in the first line, then a line for each column with its field, its
/// requirement and, if it has one, its own heading, separated by tabs. The names are the same as in JSON.
///
/// # Errors
/// [`FileError::Call`] with the invalid line.
pub fn template(lines: &str) -> Result<Template, FileError> {
    let wrong = |line: &str| FileError::call(format_args!("template: {line}"));
    let mut lines = lines.lines();
    let first = lines.next().unwrap_or_default();
    let numbers = NumberKinds::from_key(first).ok_or_else(|| wrong(first))?;
    let column = |line: &str| {
        let mut parts = line.splitn(3, '\t');
        let field = parts.next().and_then(Field::from_key)?;
        let need = parts.next().and_then(ColumnRequirement::from_key)?;
        let heading = parts.next().filter(|heading| !heading.is_empty());
        Some(Column {
            field,
            need,
            heading: heading.map(str::to_owned),
        })
    };
    let columns = lines.map(|line| column(line).ok_or_else(|| wrong(line)));
    Ok(Template {
        numbers,
        columns: columns.collect::<Result<_, _>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsl_model::{action::CardAction, sheet::Language};

    #[test]
    fn a_template_is_read_line_by_line() {
        let read = template(
            "iccid\nnumber\tevery_row\nattribute3\tany_column\t所在 城市\ntags\toptional\t",
        )
        .unwrap();
        assert_eq!(read.headings(Language::Zh), ["容器ID", "所在 城市", "标签"]);
        assert_eq!(
            template("any\nnumber\tevery_row").unwrap(),
            Template::cards(NumberKinds::Any)
        );
        let written = "iccid\nnumber\tevery_row\narea\tevery_row";
        assert_eq!(
            template(written).unwrap(),
            Template::of(CardAction::BindArea)
        );
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (text, line) in [
            ("", ""),
            ("some", "some"),
            ("any\nprice\toptional", "price\toptional"),
            ("any\nimei", "imei"),
        ] {
            let detail = format!("template: {line}");
            assert_eq!(template(text), Err(FileError::Call { detail }));
        }
    }
}
