//! The style sheets: a class that is styled in a page's sheet is styled only there.

use crate::scan::sources;
use std::collections::BTreeMap;

/// The selectors of a sheet, with lists split, and without comments, at-rules and declarations.
fn selectors(sheet: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut rest = sheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    let heads = plain
        .split('{')
        .filter_map(|part| part.rsplit(['}', ';']).next())
        .map(str::trim)
        .filter(|head| !head.is_empty() && !head.starts_with('@'));
    let mut found = Vec::new();
    for head in heads {
        let (mut depth, mut one) = (0, String::new());
        for letter in head.chars() {
            depth += i32::from(letter == '(') - i32::from(letter == ')');
            if letter == ',' && depth == 0 {
                found.push(std::mem::take(&mut one));
            } else {
                one.push(letter);
            }
        }
        found.push(one);
    }
    found
}

/// The classes that a selector styles anywhere in the console: `.gsl .tiles`, `.gsl :is(.tiles, .book)`.
fn everywhere(selector: &str) -> Vec<String> {
    let Some(rest) = selector.trim().strip_prefix(".gsl ") else {
        return Vec::new();
    };
    let rest = rest.trim();
    let inner = rest
        .strip_prefix(":is(")
        .and_then(|list| list.strip_suffix(')'))
        .unwrap_or(rest);
    if inner.contains(['(', ')', '>']) {
        return Vec::new();
    }
    inner
        .split(',')
        .filter_map(|one| one.trim().strip_prefix('.'))
        .filter(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn what_a_page_styles_as_a_whole_no_other_sheet_does() {
    let mut sheets: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for sheet in sources("style", &[".css"]) {
        for name in selectors(&sheet.text)
            .iter()
            .flat_map(|one| everywhere(one))
        {
            let of = sheets.entry(name).or_default();
            if !of.contains(&sheet.path) {
                of.push(sheet.path.clone());
            }
        }
    }
    assert!(sheets.len() > 100, "the sheets are read");
    let page = |path: &String| path.starts_with("style/pages/");
    let twice: Vec<_> = sheets
        .iter()
        .filter(|(_, of)| of.len() > 1 && of.iter().any(page))
        .collect();
    assert!(
        twice.is_empty(),
        "a class of a page is styled in another sheet too: {twice:#?}"
    );
}

#[test]
fn selectors_are_taken_apart() {
    let sheet = "/* a { } */ .gsl .a,\n.gsl :is(.b, .c) { x: y }\n@container gsl (max-width: 1px) { .gsl .d > .e { x: y; } }";
    let all: Vec<_> = selectors(sheet)
        .iter()
        .flat_map(|one| everywhere(one))
        .collect();
    assert_eq!(all, ["a", "b", "c"]);
}
