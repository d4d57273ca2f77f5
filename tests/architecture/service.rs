//! The modules of the service: `http` at the top, the database file at the bottom, and no cycles except the known ones.

use crate::modules::{Graph, Units, circles};
use crate::none;
use crate::scan::sources;

/// The dependencies that still close cycles between folders of the service, and why. The list can only shrink: an entry
/// that is no longer needed fails the test.
const KNOWN: &[(&str, &str)] = &[
    // A write reports the cards it touched, and their pools are recounted before the next read.
    ("store", "pools"),
    // Cards join pools, and pools are restarted, by work order.
    ("work_orders", "pools"),
    // Cards are replaced by work order, and the new card belongs to the order of the old one.
    ("work_orders", "orders"),
];

/// Modules that may use `http`: those that start the service and serve its connections.
const ABOVE_HTTP: [&str; 2] = ["cli", "connections"];

/// The folders and files directly below `src`.
fn units() -> Units {
    let mut product = sources("crates/gsl-server/src", &[".rs"]);
    assert!(product.len() > 100, "{} sources", product.len());
    for source in &mut product {
        source.path = source.path.replace("crates/gsl-server/", "");
    }
    let mut units = Graph::of(&product).units(|module| module.first().cloned().unwrap_or_default());
    // The root names every module.
    units.remove("");
    for (from, named) in &mut units {
        named.retain(|to| to != from && !to.is_empty());
    }
    units
}

#[test]
fn modules_of_the_service_form_no_circle_but_the_known() {
    let mut units = units();
    let mut problems = Vec::new();
    for (from, to) in KNOWN {
        if !units.get_mut(*from).is_some_and(|named| named.remove(*to)) {
            problems.push(format!(
                "{from} does not use {to} any more: take it off the list"
            ));
        }
    }
    let found = circles(&units);
    problems.extend(found.iter().map(|circle| circle.join(", ")));
    for (from, to) in KNOWN {
        let mut with = units.clone();
        with.entry((*from).to_owned())
            .or_default()
            .insert((*to).to_owned());
        if found.is_empty() && circles(&with).is_empty() {
            problems.push(format!(
                "{from} using {to} closes no circle: take it off the list"
            ));
        }
    }
    none(
        problems,
        "what these need of each other belongs below both:",
    );
}

#[test]
fn layers_of_the_service_point_downwards() {
    let units = units();
    let uses = |from: &str| {
        units
            .get(from)
            .unwrap_or_else(|| panic!("{from} has no sources"))
    };
    let mut problems: Vec<String> = uses("db")
        .iter()
        .map(|to| format!("db uses {to}"))
        .collect();
    problems.extend(uses("error").iter().map(|to| format!("error uses {to}")));
    let above = units
        .iter()
        .filter(|(from, named)| named.contains("http") && !ABOVE_HTTP.contains(&from.as_str()));
    problems.extend(above.map(|(from, _)| format!("{from} uses http")));
    none(
        problems,
        "cli → http → bulk, export, orders, pools, work_orders → store → db, never back:",
    );
}
