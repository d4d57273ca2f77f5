//! Rows are read by the names of their columns, see `db/rows.rs`.

use std::path::{Path, PathBuf};

fn sources(dir: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            into.push(path);
        }
    }
}

/// The positions that a text reads columns of a row by.
fn positions(text: &str) -> Vec<String> {
    let packed: String = text.split_whitespace().collect::<Vec<_>>().join("");
    let mut found = Vec::new();
    for (at, _) in packed.match_indices("row.get") {
        let rest = packed[at + "row.get".len()..].trim_start_matches("_ref");
        // A type between `::<` and `>` may have angle brackets of its own.
        let arguments = rest.starts_with("::<").then(|| rest.find(">(")).flatten();
        let rest = arguments.map_or(rest, |end| &rest[end + 1..]);
        let Some(argument) = rest.strip_prefix('(') else {
            continue;
        };
        let argument = argument.split(')').next().unwrap();
        let named = argument.starts_with('"') || ["column", "next("].contains(&argument);
        if !named {
            found.push(argument.to_owned());
        }
    }
    found
}

#[test]
fn no_column_is_read_by_a_position() {
    let mut files = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut files,
    );
    assert!(files.len() > 100);
    let (mut wrong, mut single) = (Vec::new(), 0);
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let shown = file.display();
        for position in positions(&text) {
            // The one column of a row needs no name.
            if position == "0" {
                single += 1;
            } else {
                wrong.push(format!("{shown}: row.get({position})"));
            }
        }
    }
    assert!(single > 20, "the search finds what there is");
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_search_finds_positions() {
    assert_eq!(positions("let a = row.get(3)?;"), ["3"]);
    assert_eq!(positions("row\n    .get::<_, Option<i64>>(12)?"), ["12"]);
    assert_eq!(positions("row.get_ref(at)?"), ["at"]);
    assert!(positions("row.get(\"cid\")? + row.get::<_, i64>(\"id\")?").is_empty());
}
