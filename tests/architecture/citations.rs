//! What comments cite exists in docs/service, and what the documents name exists in the sources.

use std::collections::BTreeSet;

use super::{none, read, sources};
use crate::scan::Source;

/// File name endings of the sources whose comments are read.
const ENDINGS: &[&str] = &[".rs", ".ts", ".mjs", ".js", ".css", ".py"];

/// A place that a comment cites.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// A row of questions.md: `9.3`, or a chapter of them: `12`.
    Question(String),
    /// A section of console.md.
    Section(u32),
    /// An operation of api-v1.md.
    Operation(u32),
    /// A heading of api-v1.md.
    Heading(String),
    /// A row of extensions.md.
    Extension(String),
}

/// Reads the places after the word.
type ReadPlaces = fn(&str) -> Vec<Place>;

/// The words that introduce a citation.
const WORDS: &[(&str, ReadPlaces)] = &[
    ("Q", questions),
    ("question ", questions),
    ("questions ", questions),
    ("section ", sections),
    ("sections ", sections),
    ("operation ", operations),
    ("operations ", operations),
    ("api-v1.md, ", headings),
    ("extension `", extensions),
    ("extensions `", extensions),
];

/// Every place cited in a text.
fn cited(text: &str) -> Vec<Place> {
    let lower = text
        .replace("Operation", "operation")
        .replace("Section", "section");
    let text = lower
        .replace("Extension", "extension")
        .replace("Question", "question");
    let mut found = Vec::new();
    for (word, list) in WORDS {
        for (at, _) in text.match_indices(word) {
            let before = &text[..at];
            // Part of a longer word, or a section of another document.
            if before.ends_with(|c: char| c.is_alphanumeric() || c == '_')
                || before.ends_with("RFC 9110, ")
            {
                continue;
            }
            found.extend(list(&text[at + word.len()..]));
        }
    }
    found
}

/// `9.3`, `5.7–5.9`, `3.4–3.6, 4.1–4.3`, `3.10, 5, 6.1 and 12`, with ranges expanded.
fn numbers(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut rest = text;
    let mut range = false;
    loop {
        let length = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(rest.len());
        let number = rest[..length].trim_end_matches('.');
        if number.is_empty() {
            return found;
        }
        let last = found.last().cloned().filter(|_| range);
        match last.and_then(|first| between(&first, number)) {
            Some(more) => found.extend(more),
            None => found.push(number.to_owned()),
        }
        rest = &rest[number.len()..];
        let Some((joint, next)) = ["–", " to ", ", ", " and ", " or "]
            .iter()
            .find_map(|joint| Some((*joint, rest.strip_prefix(joint)?)))
        else {
            return found;
        };
        range = joint == "–" || joint == " to ";
        rest = next.strip_prefix("and ").unwrap_or(next);
    }
}

/// The numbers after `first` up to and including `last`; within one chapter if they have points.
fn between(first: &str, last: &str) -> Option<Vec<String>> {
    let split = |number: &str| {
        let (chapter, row) = number.rsplit_once('.').unwrap_or(("", number));
        Some((chapter.to_owned(), row.parse::<u32>().ok()?))
    };
    let ((chapter, from), (same, to)) = (split(first)?, split(last)?);
    let point = if chapter.is_empty() { "" } else { "." };
    (chapter == same && from < to).then(|| {
        (from + 1..=to)
            .map(|row| format!("{chapter}{point}{row}"))
            .collect()
    })
}

fn questions(text: &str) -> Vec<Place> {
    numbers(text).into_iter().map(Place::Question).collect()
}

fn whole(text: &str) -> impl Iterator<Item = u32> {
    numbers(text)
        .into_iter()
        .filter_map(|number| number.parse().ok())
}

fn sections(text: &str) -> Vec<Place> {
    whole(text).map(Place::Section).collect()
}

fn operations(text: &str) -> Vec<Place> {
    whole(text).map(Place::Operation).collect()
}

fn headings(text: &str) -> Vec<Place> {
    let word = text.split(|c: char| !c.is_alphabetic()).next();
    word.map(|word| Place::Heading(word.to_owned()))
        .into_iter()
        .collect()
}

/// `` pools` ``, `` orders.list` and `orders.purchase` ``: the text starts inside the first code span.
fn extensions(text: &str) -> Vec<Place> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((name, after)) = rest.split_once('`') {
        found.push(Place::Extension(name.to_owned()));
        match after
            .strip_prefix(" and `")
            .or_else(|| after.strip_prefix(", `"))
        {
            Some(next) => rest = next,
            None => break,
        }
    }
    found
}

/// The places that exist in docs/service.
fn places() -> BTreeSet<Place> {
    let rows = |path: &str| read(&format!("docs/service/{path}")).text;
    let mut places = BTreeSet::new();
    for line in rows("questions.md").lines() {
        if let Some(id) = line
            .strip_prefix("| ")
            .and_then(|row| row.split(' ').next())
            && let Some((chapter, _)) = id.split_once('.')
        {
            places.insert(Place::Question(chapter.to_owned()));
            places.insert(Place::Question(id.to_owned()));
        }
    }
    let number = |text: &str| text.split([' ', '.']).next()?.parse::<u32>().ok();
    for line in rows("console.md").lines() {
        places.extend(
            line.strip_prefix("## ")
                .and_then(number)
                .map(Place::Section),
        );
    }
    for line in rows("api-v1.md").lines() {
        places.extend(
            line.strip_prefix("#### ")
                .and_then(number)
                .map(Place::Operation),
        );
        places.extend(
            line.strip_prefix("## ")
                .map(|name| Place::Heading(name.to_owned())),
        );
    }
    for line in rows("extensions.md").lines() {
        let name = line
            .strip_prefix("| `")
            .and_then(|row| row.split('`').next());
        places.extend(name.map(|name| Place::Extension(name.to_owned())));
    }
    places
}

/// The comments of a source, consecutive lines joined, with the number of the first line. In files other than Rust,
/// every line counts as a comment.
fn comments(source: &Source) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut open = false;
    let rust = source.path.ends_with(".rs");
    for (at, line) in source.text.lines().enumerate() {
        let text = if rust {
            line.find("//")
                .map(|start| line[start..].trim_start_matches(['/', '!']))
        } else {
            Some(line.trim_start().trim_start_matches(['/', '*', '#']))
        };
        match (text, found.last_mut()) {
            (Some(text), Some((_, whole)))
                if open && (!rust || line.trim_start().starts_with("//")) =>
            {
                whole.push(' ');
                whole.push_str(text.trim());
            }
            (Some(text), _) => found.push((at + 1, text.trim().to_owned())),
            (None, _) => {}
        }
        open = text.is_some();
    }
    found
}

#[test]
fn every_citation_leads_into_docs_service() {
    let places = places();
    let mut problems = Vec::new();
    let mut seen = 0;
    for directory in ["src", "crates", "tests", "style", "public"] {
        for source in sources(directory, ENDINGS) {
            if source.path.ends_with("architecture/citations.rs") {
                continue;
            }
            for (line, text) in comments(&source) {
                for place in cited(&text) {
                    seen += 1;
                    if !places.contains(&place) {
                        problems.push(format!(
                            "{}, comment of line {line}: {place:?}",
                            source.path
                        ));
                    }
                }
            }
        }
    }
    assert!(seen > 400, "citations were not found: {seen}");
    none(problems, "cited, but not in docs/service:");
}

#[test]
fn every_extension_is_described() {
    let places = places();
    let missing = gsl_model::wire::extension::ALL
        .iter()
        .filter(|name| !places.contains(&Place::Extension((**name).to_owned())))
        .map(|name| (*name).to_owned());
    none(missing.collect(), "not in docs/service/extensions.md:");
}

/// README.md and everything below docs/.
fn documents() -> Vec<Source> {
    let mut documents = sources("docs", &[".md"]);
    documents.push(read("README.md"));
    documents
}

#[test]
fn links_of_the_documents_lead_to_files() {
    let mut problems = Vec::new();
    for document in documents() {
        let folder = document
            .path
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        for link in document.text.split("](").skip(1) {
            let target = link.split([')', '#']).next().unwrap_or_default();
            let external = target.contains("://") || target.is_empty();
            if !external && !crate::scan::root().join(folder).join(target).exists() {
                problems.push(format!("{}: {target}", document.path));
            }
        }
    }
    none(problems, "links to nowhere:");
}

#[test]
fn paths_and_items_that_the_documents_name_exist() {
    let mut code = String::new();
    for directory in ["src", "crates", "tests", "public", ".ci"] {
        for source in sources(directory, &[".rs", ".js", ".mjs", ".ts", ".json"]) {
            code.push_str(&source.text);
        }
    }
    let words: BTreeSet<&str> = code
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .collect();
    let mut problems = Vec::new();
    let named = documents()
        .into_iter()
        .filter(|document| !document.path.starts_with("docs/service/"));
    for document in named {
        let spans = document.text.split('`').skip(1).step_by(2);
        for span in spans {
            let path = [
                "src/", "crates/", "tests/", "docs/", "style/", "public/", ".ci/",
            ]
            .iter()
            .any(|root| span.starts_with(root))
                && !span.contains(['{', '*', ' ', '…'])
                // Output of a test run.
                && !span.starts_with("tests/e2e/results");
            let item = !span.contains(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != ':')
                && (span.contains("::") || span.contains('_'));
            if path
                && !crate::scan::root()
                    .join(span.trim_end_matches('/'))
                    .exists()
            {
                problems.push(format!("{}: {span} is not there", document.path));
            } else if item {
                let missing = span.split("::").find(|part| !words.contains(part));
                problems
                    .extend(missing.map(|part| format!("{}: no {part} in {span}", document.path)));
            }
        }
    }
    none(
        problems,
        "named in a document, and not (any more) in the sources:",
    );
}

#[test]
fn citations_are_found_in_every_way_of_writing() {
    let strings = |places: Vec<Place>| places.iter().map(|p| format!("{p:?}")).collect::<Vec<_>>();
    assert_eq!(
        cited("rules (console.md sections 8, 9 and 11 to 13; questions 3.4–3.6, 5)"),
        [
            Place::Question("3.4".into()),
            Place::Question("3.5".into()),
            Place::Question("3.6".into()),
            Place::Question("5".into()),
            Place::Section(8),
            Place::Section(9),
            Place::Section(11),
            Place::Section(12),
            Place::Section(13),
        ]
    );
    assert_eq!(
        cited("Operations 3–5, 10 and 11; operation 8, bind type 1 (Q9.3). RFC 9110, section 14."),
        [
            Place::Question("9.3".into()),
            Place::Operation(8),
            Place::Operation(3),
            Place::Operation(4),
            Place::Operation(5),
            Place::Operation(10),
            Place::Operation(11),
        ]
    );
    assert_eq!(
        strings(cited("(extensions `a.b` and `c`; api-v1.md, Enumerations)")),
        [
            "Heading(\"Enumerations\")",
            "Extension(\"a.b\")",
            "Extension(\"c\")"
        ]
    );
    let source = Source {
        path: "a.rs".into(),
        text: "//! As in section\n//! 8 says.\nlet a = 1; // Q2.1\n".into(),
    };
    assert_eq!(
        comments(&source),
        [(1, "As in section 8 says.".into()), (3, "Q2.1".into())]
    );
}
