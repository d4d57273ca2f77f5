//! Reading the project's sources: files, code without comments and strings, modules that a file names.

use std::path::{Path, PathBuf};

/// The text of a source file.
pub struct Source {
    /// Path from the project's root, with `/`.
    pub path: String,
    /// Its full text.
    pub text: String,
}

impl Source {
    /// The text with comments and the contents of strings blanked; line numbers stay the same.
    pub fn code(&self) -> String {
        code_of(&self.text)
    }
}

/// The project's root.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Reads one file of the project.
pub fn read(path: &str) -> Source {
    let text = std::fs::read_to_string(root().join(path))
        .unwrap_or_else(|error| panic!("{path}: {error}"));
    Source {
        path: path.to_owned(),
        text,
    }
}

/// All files below `directory` whose name ends in one of `endings`, without folders of tools and results.
pub fn sources(directory: &str, endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    walk(&root().join(directory), &mut found);
    let mut sources: Vec<Source> = found
        .iter()
        .map(|path| {
            path.strip_prefix(root())
                .expect("walked from the root")
                .to_string_lossy()
                .replace('\\', "/")
        })
        .filter(|path| endings.iter().any(|ending| path.ends_with(ending)))
        .map(|path| read(&path))
        .collect();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

fn walk(directory: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(directory) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("a readable folder").path();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        if path.is_dir() {
            if !name.starts_with('.')
                && !["node_modules", "target", "results", "report", "__pycache__"]
                    .contains(&name.as_str())
            {
                walk(&path, found);
            }
        } else {
            found.push(path);
        }
    }
}

/// Blanks comments and the contents of string and character literals in Rust code.
pub fn code_of(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let end = match c {
            '/' if chars.get(at + 1) == Some(&'/') => line_end(&chars, at),
            '/' if chars.get(at + 1) == Some(&'*') => comment_end(&chars, at),
            '"' => string_end(&chars, at),
            'r' if !word_before(&chars, at) => raw_string_end(&chars, at).unwrap_or(at),
            '\'' => character_end(&chars, at),
            _ => at,
        };
        if end == at {
            code.push(c);
            at += 1;
            continue;
        }
        let comment = c == '/';
        for (index, &c) in chars.iter().enumerate().take(end).skip(at) {
            let edge = index == at || index + 1 == end;
            code.push(if c == '\n' || (edge && !comment) {
                c
            } else {
                ' '
            });
        }
        at = end;
    }
    code
}

fn word_before(chars: &[char], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|before| chars.get(before))
        .is_some_and(|c| c.is_alphanumeric() || *c == '_')
}

fn line_end(chars: &[char], at: usize) -> usize {
    chars
        .iter()
        .skip(at)
        .position(|c| *c == '\n')
        .map_or(chars.len(), |length| at + length)
}

fn comment_end(chars: &[char], at: usize) -> usize {
    let mut depth = 0_usize;
    let mut index = at;
    while index < chars.len() {
        match (chars.get(index), chars.get(index + 1)) {
            (Some('/'), Some('*')) => {
                depth += 1;
                index += 2;
            }
            (Some('*'), Some('/')) => {
                depth -= 1;
                index += 2;
                if depth == 0 {
                    return index;
                }
            }
            _ => index += 1,
        }
    }
    chars.len()
}

fn string_end(chars: &[char], at: usize) -> usize {
    let mut index = at + 1;
    while let Some(c) = chars.get(index) {
        match c {
            '\\' => index += 2,
            '"' => return index + 1,
            _ => index += 1,
        }
    }
    chars.len()
}

fn raw_string_end(chars: &[char], at: usize) -> Option<usize> {
    let hashes = chars.iter().skip(at + 1).take_while(|c| **c == '#').count();
    if chars.get(at + 1 + hashes) != Some(&'"') {
        return None;
    }
    let mut index = at + 2 + hashes;
    while let Some(c) = chars.get(index) {
        let closing = chars
            .iter()
            .skip(index + 1)
            .take(hashes)
            .filter(|c| **c == '#')
            .count();
        if *c == '"' && closing == hashes {
            return Some(index + 1 + hashes);
        }
        index += 1;
    }
    Some(chars.len())
}

/// The end of a character literal; lifetimes are skipped.
fn character_end(chars: &[char], at: usize) -> usize {
    if chars.get(at + 1) == Some(&'\\') {
        return chars
            .iter()
            .skip(at + 3)
            .position(|c| *c == '\'')
            .map_or(chars.len(), |length| at + 4 + length);
    }
    if chars.get(at + 2) == Some(&'\'') {
        at + 3
    } else {
        at
    }
}

/// The top-level modules of the console that `code`, at `path` below src/, names via `crate::` or `super::`.
pub fn modules_named(path: &str, code: &str) -> Vec<String> {
    let inside = path
        .trim_start_matches("src/")
        .trim_end_matches(".rs")
        .trim_end_matches("/mod");
    let depth = inside.split('/').count();
    let to_crate = "super::".repeat(depth);
    let mut named = Vec::new();
    for (start, prefix) in code
        .match_indices("crate::")
        .chain(code.match_indices(to_crate.as_str()))
    {
        if code[..start].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[start + prefix.len()..];
        match rest.strip_prefix('{') {
            Some(group) => named.extend(heads_of_group(group)),
            None => named.push(head(rest)),
        }
    }
    named.retain(|name| !name.is_empty());
    named.sort();
    named.dedup();
    named
}

/// The first segments of `a::b, c::{d, e}}`, up to the brace that closes the group.
fn heads_of_group(group: &str) -> Vec<String> {
    let mut depth = 0_i32;
    let mut heads = vec![head(group.trim_start())];
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.push(head(group[at + 1..].trim_start())),
            _ => {}
        }
    }
    heads
}

fn head(path: &str) -> String {
    path.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

#[test]
fn comments_and_strings_are_blanked() {
    let code = code_of(
        "let a = \"// no \\\" comment\"; // crate::api\nlet 'x: b = '\"'; /* crate:: */ r#\"crate::\"#;",
    );
    assert!(
        !code.contains("crate::") && !code.contains("comment"),
        "{code}"
    );
    assert_eq!(code.lines().count(), 2);
    assert!(code.contains("let 'x: b = "));
}

#[test]
fn modules_are_found_in_every_way_of_writing() {
    let code = "use crate::{api::{A, b}, ui::c, state};\nfn f() { crate::i18n::x(); $crate::no(); super::super::routes::y() }";
    assert_eq!(
        modules_named("src/ui/table.rs", code),
        ["api", "i18n", "routes", "state", "ui"]
    );
    assert_eq!(
        modules_named("src/ui/mod.rs", "super::pages::x()"),
        ["pages"]
    );
    assert_eq!(
        modules_named("src/ui/table/row.rs", "super::super::button::x()"),
        [""; 0]
    );
}
