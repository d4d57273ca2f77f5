//! Every name is defined once, in gsl-model; neither console nor service repeats it.

use std::collections::BTreeMap;

use super::{none, read, sources};
use crate::scan::Source;

/// Chinese texts that are a name in gsl-model, but mean something else in this file.
const OTHERWISE: &[(&str, &str, &str)] = &[
    (
        "已停用",
        "src/i18n/labels.rs",
        "a custom attribute that is disabled",
    ),
    ("已完成", "src/i18n/guided/zh.rs", "a step that is done"),
    ("已断网", "src/i18n/card/zh.rs", "the value of 单独断网"),
    ("已断网", "src/i18n/cards/zh.rs", "the value of 单独断网"),
    ("未断网", "src/i18n/card/zh.rs", "the value of 单独断网"),
    ("已生效", "src/i18n/pools/zh.rs", "an add-on that counts"),
    (
        "未激活",
        "src/i18n/pools/zh.rs",
        "how many members are not activated, in whichever state",
    ),
    (
        "没有卡号",
        "src/i18n/batch/zh.rs",
        "an input without any number",
    ),
    ("激活", "src/i18n/card/zh.rs", "when it was activated"),
    ("限速", "src/i18n/card/zh.rs", "the speed"),
    ("停机", "src/i18n/pools/zh.rs", "a pool that is stopped"),
];

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// The string literals in a line of code, before any `//`.
fn literals(line: &str) -> Vec<&str> {
    let code = line.split("//").next().unwrap_or_default();
    code.split('"').skip(1).step_by(2).collect()
}

/// The source without its tests.
fn product(source: &Source) -> &str {
    source.text.split("#[cfg(test)]").next().unwrap_or_default()
}

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("tests.rs")
}

/// A name in gsl-model.
struct Named {
    en: String,
    path: String,
}

/// Every name in gsl-model by its Chinese text: the arguments of `Name::new`, the `n` of a table, and the last two
/// parts of a code.
fn names() -> BTreeMap<String, Vec<Named>> {
    let mut names: BTreeMap<String, Vec<Named>> = BTreeMap::new();
    for source in sources("crates/gsl-model/src", &[".rs"]) {
        if is_test(&source.path) {
            continue;
        }
        let mut add = |zh: &str, en: &str| {
            let (en, path) = (en.to_owned(), source.path.clone());
            names
                .entry(zh.to_owned())
                .or_default()
                .push(Named { en, path });
        };
        let code: String = product(&source)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        for call in ["Name::new(", " n("] {
            for rest in code.split(call).skip(1) {
                let mut parts = rest.split('"');
                if let (Some(" " | ""), Some(zh), Some(", "), Some(en)) =
                    (parts.next(), parts.next(), parts.next(), parts.next())
                {
                    add(zh, en);
                }
            }
        }
        for line in product(&source).lines() {
            if let [_, zh, en] = literals(line).as_slice()
                && line.trim_end().ends_with(';')
            {
                add(zh, en);
            }
        }
    }
    names.retain(|zh, _| is_chinese(zh));
    names
}

#[test]
fn names_of_codes_and_columns_stand_in_gsl_model_only() {
    let names = names();
    assert!(
        names.len() > 200,
        "the names were not found: {}",
        names.len()
    );
    for known in ["容器ID", "超流量停机", "绑定限制区域", "待发货(续费中)"] {
        assert!(names.contains_key(known), "{known}");
    }
    let mut used = vec![false; OTHERWISE.len()];
    let mut problems = Vec::new();
    for directory in ["src", "crates/gsl-server/src"] {
        for source in sources(directory, &[".rs"]) {
            // The demo fleet has its own texts.
            if is_test(&source.path) || source.path.contains("/seed/") {
                continue;
            }
            for (at, line) in product(&source).lines().enumerate() {
                for zh in literals(line) {
                    let Some(place) = names.get(zh) else { continue };
                    let other = OTHERWISE
                        .iter()
                        .position(|(known, path, _)| *known == zh && *path == source.path);
                    match other {
                        Some(known) => used[known] = true,
                        None => problems.push(format!(
                            "{}:{}: {zh}, of {}",
                            source.path,
                            at + 1,
                            place[0].path
                        )),
                    }
                }
            }
        }
    }
    let unused = OTHERWISE.iter().zip(used).filter(|(_, used)| !used);
    problems.extend(unused.map(|((zh, path, _), _)| format!("{path} does not say {zh} any more")));
    none(problems, "said again; read the name of gsl-model:");
}

#[test]
fn the_glossary_says_what_the_interface_says() {
    let names = names();
    let mut problems = Vec::new();
    let mut seen = 0;
    for row in read("docs/GLOSSARY.md").text.lines() {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let [_, chinese, _, _, english, ..] = cells.as_slice() else {
            continue;
        };
        for zh in chinese.split(", ") {
            let Some(known) = names.get(zh) else { continue };
            seen += 1;
            if !known.iter().any(|name| english.contains(&name.en)) {
                problems.push(format!("{zh}: {english}, but {}", known[0].en));
            }
        }
    }
    assert!(seen > 25, "the rows were not found: {seen}");
    none(problems, "docs/GLOSSARY.md and gsl-model disagree:");
}
