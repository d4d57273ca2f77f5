//! The modules of a crate as a graph: which module names which, and where there are cycles.

use crate::scan::Source;
use std::collections::{BTreeMap, BTreeSet};

/// A module's path below `crate`, as segments.
type Module = Vec<String>;

/// Which units each unit names. A unit is a module with everything inside it.
pub type Units = BTreeMap<String, BTreeSet<String>>;

/// Which modules each module names.
pub struct Graph(BTreeMap<Module, BTreeSet<Module>>);

impl Graph {
    /// The graph of the source files below src/, without anything after `#[cfg(test)]`.
    pub fn of(sources: &[Source]) -> Self {
        let known: BTreeSet<Module> = sources.iter().map(|one| module_of(&one.path)).collect();
        let edges = sources.iter().map(|source| {
            let own = module_of(&source.path);
            let code = source.code();
            let product = code.split("#[cfg(test)]").next().unwrap_or_default();
            let named = paths(product).into_iter();
            let named = named.filter_map(|path| resolve(&own, path, &known));
            let others = named.filter(|module| *module != own).collect();
            (own, others)
        });
        Self(edges.collect())
    }

    /// Which units name which; `unit` returns the unit of a module.
    pub fn units(&self, unit: impl Fn(&[String]) -> String) -> Units {
        let mut units = Units::new();
        for (from, named) in &self.0 {
            let own = units.entry(unit(from)).or_default();
            // A module and its submodules are not counted as dependencies of each other.
            let apart = named
                .iter()
                .filter(|to| !to.starts_with(from) && !from.starts_with(to));
            own.extend(apart.map(|to| unit(to)));
        }
        units
    }

    /// Groups of units that depend on each other in a cycle, each sorted.
    pub fn circles(&self, unit: impl Fn(&[String]) -> String) -> Vec<Vec<String>> {
        circles(&self.units(unit))
    }
}

/// Groups of units that depend on each other in a cycle, each sorted.
pub fn circles(units: &Units) -> Vec<Vec<String>> {
    let reach: BTreeMap<&String, BTreeSet<&String>> = units
        .keys()
        .map(|from| (from, reached(from, units)))
        .collect();
    let mut circles: BTreeSet<Vec<String>> = BTreeSet::new();
    for (from, far) in &reach {
        let circle: Vec<String> = far
            .iter()
            .filter(|to| *to != from && reach.get(*to).is_some_and(|back| back.contains(from)))
            .map(|to| (*to).clone())
            .chain([(*from).clone()])
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        if circle.len() > 1 {
            circles.insert(circle);
        }
    }
    circles.into_iter().collect()
}

/// All units that can be reached from `from`.
fn reached<'a>(
    from: &String,
    edges: &'a BTreeMap<String, BTreeSet<String>>,
) -> BTreeSet<&'a String> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&String> = edges.get(from).into_iter().flatten().collect();
    while let Some(next) = open.pop() {
        if found.insert(next) {
            open.extend(edges.get(next).into_iter().flatten());
        }
    }
    found
}

/// `src/a/b.rs` and `src/a/b/mod.rs` are `a::b`; `src/lib.rs` is the root.
fn module_of(path: &str) -> Module {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    match path {
        "lib" => Vec::new(),
        path => path.split('/').map(str::to_owned).collect(),
    }
}

/// The paths that start with `crate`, `super` or `self`; groups are expanded up to their first segment.
fn paths(code: &str) -> Vec<Vec<&str>> {
    let mut found = Vec::new();
    for start in ["crate::", "super::", "self::"] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | ':')) {
                continue;
            }
            let rest = &code[at..];
            let path = rest
                .find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':')
                .map_or(rest, |end| &rest[..end]);
            let segments: Vec<&str> = path.split("::").filter(|one| !one.is_empty()).collect();
            match rest[path.len()..].strip_prefix('{') {
                Some(group) if path.ends_with("::") => {
                    for head in heads(group) {
                        let mut one = segments.clone();
                        one.push(head);
                        found.push(one);
                    }
                }
                _ => found.push(segments),
            }
        }
    }
    found
}

/// The first segments of `a::b, c::{d, e}}`, up to the brace that closes the group.
fn heads(group: &str) -> Vec<&str> {
    let mut depth = 0_i32;
    let mut starts = vec![0];
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => starts.push(at + 1),
            _ => {}
        }
    }
    let head = |at: usize| {
        let rest = group[at..].trim_start();
        rest.find(|c: char| !c.is_alphanumeric() && c != '_')
            .map_or(rest, |end| &rest[..end])
    };
    starts
        .into_iter()
        .map(head)
        .filter(|head| !head.is_empty())
        .collect()
}

/// The module that a path used in `own` refers to: its longest prefix that is a module.
fn resolve(own: &[String], path: Vec<&str>, known: &BTreeSet<Module>) -> Option<Module> {
    let mut base: Module = match path.first()? {
        &"crate" => Vec::new(),
        _ => own.to_vec(),
    };
    for segment in path {
        match segment {
            "crate" | "self" => {}
            "super" => {
                base.pop()?;
            }
            name => base.push(name.to_owned()),
        }
    }
    while !base.is_empty() && !known.contains(&base) {
        base.pop();
    }
    (!base.is_empty()).then_some(base)
}

#[test]
fn circles_are_found_in_every_way_of_writing() {
    let source = |path: &str, text: &str| Source {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let graph = Graph::of(&[
        source("src/a/mod.rs", "use crate::{b::{X, Y}, d};"),
        source("src/b.rs", "fn f() { super::c::g() }"),
        source("src/c/mod.rs", "mod inner;"),
        source("src/c/inner.rs", "use super::super::a::Z;"),
        source("src/d.rs", "#[cfg(test)] mod tests { use crate::a; }"),
    ]);
    let top = |module: &[String]| module.first().cloned().unwrap_or_default();
    assert_eq!(graph.circles(top), [["a", "b", "c"]]);
    assert!(graph.circles(|module| module.join("::")).is_empty());
}
