//! Views in a browser: what is kept and what is replaced when something they read changes. Run with wasm-bindgen-test-runner.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]

use gsl_view::{Root, prelude::*};
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(inline_js = r#"
// Resolves after pending promises, effects and one painted frame.
export function settled() {
  return new Promise((resolve) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => { channel.port1.close(); resolve(); };
    channel.port2.postMessage(0);
  }));
}
"#)]
extern "C" {
    #[wasm_bindgen(js_name = settled)]
    fn settled_js() -> js_sys::Promise;
}

async fn settled() {
    for _ in 0..3 {
        wasm_bindgen_futures::JsFuture::from(settled_js())
            .await
            .unwrap();
    }
}

fn host() -> HtmlElement {
    let document = web_sys::window().unwrap().document().unwrap();
    let host: HtmlElement = document.create_element("div").unwrap().unchecked_into();
    document.body().unwrap().append_child(&host).unwrap();
    host
}

fn find(host: &HtmlElement, selector: &str) -> Element {
    host.query_selector(selector).unwrap().unwrap()
}

fn html(host: &HtmlElement) -> String {
    host.inner_html().replace("<!---->", "")
}

/// Mounts `draw` in an element of the page, and returns what it returns besides the view.
fn mounted<T>(draw: impl FnOnce() -> (T, AnyView)) -> (HtmlElement, T, Root) {
    let host = host();
    let mut out = None;
    let root = Root::mount(&host, || {
        let (handed, view) = draw();
        out = Some(handed);
        view
    });
    (host, out.unwrap(), root)
}

#[wasm_bindgen_test]
async fn a_place_drawn_anew_keeps_its_elements_and_the_focus() {
    let (host, count, root) = mounted(|| {
        let count = RwSignal::new(1);
        let view = view! {
            <p>{move || view! { <button title=count.get().to_string()>"now " {count.get()}</button> <i></i> }}</p>
        };
        (count, view)
    });
    let button = find(&host, "button");
    button.unchecked_ref::<HtmlElement>().focus().unwrap();
    count.set(2);
    settled().await;
    assert_eq!(
        html(&host),
        r#"<p><button title="2">now 2</button><i></i></p>"#
    );
    assert_eq!(find(&host, "button"), button);
    assert_eq!(
        host.owner_document().unwrap().active_element(),
        Some(button)
    );
    drop(root);
    assert_eq!(host.inner_html(), "");
}

#[wasm_bindgen_test]
async fn what_follows_something_inside_a_place_drawn_anew_keeps_its_elements() {
    let (host, (outer, inner), root) = mounted(|| {
        let (outer, inner) = (RwSignal::new(1), RwSignal::new(1));
        let view = view! {
            <p>{move || {
                let outer = outer.get();
                view! { <i></i>{move || view! { <b>{outer} "." {inner.get()}</b> }} }
            }}</p>
        };
        ((outer, inner), view)
    });
    let element = find(&host, "b");
    outer.set(2);
    settled().await;
    assert_eq!(html(&host), "<p><i></i><b>2.1</b></p>");
    // Only the last one drawn is reactive.
    inner.set(2);
    settled().await;
    assert_eq!(html(&host), "<p><i></i><b>2.2</b></p>");
    assert_eq!(find(&host, "b"), element);
    drop(root);
    assert_eq!(host.inner_html(), "");
}

#[wasm_bindgen_test]
async fn what_follows_nothing_any_more_is_taken_off() {
    let (host, on, root) = mounted(|| {
        let on = RwSignal::new(true);
        let view = view! {
            <p>{move || {
                let on = on.get();
                view! { <b title=move || on.then_some("why") class:off=move || on></b> }
            }}</p>
        };
        (on, view)
    });
    let there = r#"<p><b title="why" class="off"></b></p>"#;
    assert_eq!(html(&host), there);
    on.set(false);
    settled().await;
    assert_eq!(html(&host), r#"<p><b class=""></b></p>"#);
    on.set(true);
    settled().await;
    assert_eq!(
        find(&host, "b").get_attribute("title").as_deref(),
        Some("why")
    );
    drop(root);
}

/// The classes of an element, in alphabetical order.
fn classes(element: &Element) -> String {
    let mut all: Vec<_> = element
        .class_name()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    all.sort();
    all.join(" ")
}

#[wasm_bindgen_test]
async fn single_classes_stay_when_the_element_is_taken_over_with_other_classes() {
    let (host, (kind, main), root) = mounted(|| {
        let (kind, main) = (RwSignal::new("a"), RwSignal::new(true));
        let view = view! {
            <p>{move || {
                let (kind, main) = (kind.get(), main.get());
                // A constant before `class`, and a reactive value after it.
                view! { <b class:main=main class=kind class:wide=move || main></b> }
            }}</p>
        };
        ((kind, main), view)
    });
    let element = find(&host, "b");
    assert_eq!(classes(&element), "a main wide");
    for (now, on, expected) in [
        ("b", true, "b main wide"),
        ("b c", true, "b c main wide"),
        ("c", false, "c"),
        ("", true, "main wide"),
        ("d a", true, "a d main wide"),
    ] {
        kind.set(now);
        main.set(on);
        settled().await;
        assert_eq!(classes(&element), expected);
        assert_eq!(find(&host, "b"), element);
    }
    drop(root);
}

#[wasm_bindgen_test]
async fn single_classes_stay_when_the_classes_follow_something() {
    let (host, kind, _root) = mounted(|| {
        let kind = RwSignal::new(Some("a b"));
        let view = view! { <b class=move || kind.get() class:main=true></b> };
        (kind, view)
    });
    let element = find(&host, "b");
    // Classes set by others must not be removed.
    element.class_list().add_1("theirs").unwrap();
    for (now, expected) in [
        (Some("b c"), "b c main theirs"),
        (None, "main theirs"),
        (Some("a"), "a main theirs"),
    ] {
        kind.set(now);
        settled().await;
        assert_eq!(classes(&element), expected);
    }
}

#[wasm_bindgen_test]
async fn an_element_taken_over_has_the_attributes_styles_and_properties_of_the_new_view() {
    let (host, step, _root) = mounted(|| {
        let step = RwSignal::new(0);
        let view = view! {
            {move || {
                let step = step.get();
                let even = move || (step % 2 == 0).then_some("even");
                view! {
                    <input title=(step < 2).then(|| step.to_string()) aria-label=even hidden=step == 1
                        style:width=(step != 1).then_some("1px") style:height=move || even().map(|_| "2px")
                        prop:value=step.to_string() prop:checked=step == 1 prop:indeterminate=move || step == 2 />
                }
            }}
        };
        (step, view)
    });
    let input: web_sys::HtmlInputElement = find(&host, "input").unchecked_into();
    let look = || {
        let style = |name| input.style().get_property_value(name).unwrap();
        (
            [
                input.get_attribute("title"),
                input.get_attribute("aria-label"),
            ],
            input.hidden(),
            [style("width"), style("height")],
            input.value(),
            [input.checked(), input.indeterminate()],
        )
    };
    let text = |text: &str| Some(text.to_owned());
    let style = |width: &str, height: &str| [width.to_owned(), height.to_owned()];
    assert_eq!(
        look(),
        (
            [text("0"), text("even")],
            false,
            style("1px", "2px"),
            "0".to_owned(),
            [false, false]
        )
    );
    step.set(1);
    settled().await;
    assert_eq!(
        look(),
        (
            [text("1"), None],
            true,
            style("", ""),
            "1".to_owned(),
            [true, false]
        )
    );
    step.set(2);
    settled().await;
    assert_eq!(
        look(),
        (
            [None, text("even")],
            false,
            style("1px", "2px"),
            "2".to_owned(),
            [false, true]
        )
    );
    assert_eq!(find(&host, "input"), **input);
}

#[wasm_bindgen_test]
async fn what_a_view_owned_is_gone_with_it() {
    let (host, (shown, ended), root) = mounted(|| {
        let (shown, ended) = (RwSignal::new(true), StoredValue::new(Vec::new()));
        let inner = move |name: &'static str| {
            let signal = RwSignal::new(name);
            on_cleanup(move || {
                ended.try_update_value(|ended: &mut Vec<_>| ended.push(name));
            });
            view! { <i>{signal}</i> }
        };
        let view = view! {
            {move || shown.get().then(|| inner("drawn"))}
            <For each=move || if shown.get() { vec![1] } else { vec![] } key=|row| *row children=move |_| inner("row") />
        };
        ((shown, ended), view)
    });
    assert_eq!(html(&host), "<i>drawn</i><i>row</i>");
    shown.set(false);
    settled().await;
    assert_eq!(html(&host), "");
    let mut gone = ended.get_value();
    gone.sort_unstable();
    assert_eq!(gone, ["drawn", "row"]);
    drop(root);
    assert!(shown.is_disposed());
    assert!(!shown.try_set(true));
    assert_eq!(shown.try_get_untracked(), None);
}

#[wasm_bindgen_test]
async fn another_place_is_another_element() {
    let (host, on, _root) = mounted(|| {
        let on = RwSignal::new(false);
        let view = view! {
            <p>
                "a"
                {move || if on.get() { view! { <b class="on">"x"</b> } } else { view! { <b>"x"</b> } }}
                {move || on.get().then(|| view! { <i></i> <u></u> })}
                "z"
            </p>
        };
        (on, view)
    });
    let before = find(&host, "b");
    assert_eq!(html(&host), "<p>a<b>x</b>z</p>");
    on.set(true);
    settled().await;
    assert_eq!(html(&host), r#"<p>a<b class="on">x</b><i></i><u></u>z</p>"#);
    assert_ne!(find(&host, "b"), before);
    on.set(false);
    settled().await;
    assert_eq!(html(&host), "<p>a<b>x</b>z</p>");
}

#[wasm_bindgen_test]
async fn a_list_grows_and_shrinks_in_its_place() {
    let (host, items, _root) = mounted(|| {
        let items = RwSignal::new(vec!["a"]);
        let row = |item: &'static str| view! { <li>{item}</li> };
        let view = view! { <ul><li>"first"</li>{move || items.get().into_iter().map(row).collect_view()}<li>"last"</li></ul> };
        (items, view)
    });
    for now in [vec!["a", "b", "c"], vec![], vec!["c"], vec!["d", "c"]] {
        items.set(now.clone());
        settled().await;
        let rows: String = now.iter().map(|item| format!("<li>{item}</li>")).collect();
        assert_eq!(
            html(&host),
            format!("<ul><li>first</li>{rows}<li>last</li></ul>")
        );
    }
}

#[wasm_bindgen_test]
async fn rows_with_keys_keep_their_nodes_in_any_order() {
    let (host, items, _root) = mounted(|| {
        let items = RwSignal::new(vec![1, 2, 3]);
        let view = view! {
            <ul><For each=move || items.get() key=|item| *item children=|item: i32| view! { <li id=format!("k{item}")>{item}</li> } /></ul>
        };
        (items, view)
    });
    let three = find(&host, "#k3");
    for now in [
        vec![3, 1, 2],
        vec![4, 3],
        vec![],
        vec![3, 5, 4],
        vec![5, 4, 3],
    ] {
        items.set(now.clone());
        settled().await;
        let rows: String = now
            .iter()
            .map(|item| format!(r#"<li id="k{item}">{item}</li>"#))
            .collect();
        assert_eq!(html(&host), format!("<ul>{rows}</ul>"));
        if now == [3, 1, 2] || now == [4, 3] {
            assert_eq!(find(&host, "#k3"), three);
        }
    }
}

#[wasm_bindgen_test]
async fn attributes_classes_styles_and_properties_follow() {
    let (host, on, _root) = mounted(|| {
        let on = RwSignal::new(true);
        let width = move || if on.get() { "1px" } else { "2px" };
        let name = move || on.get().then_some("x");
        let view = view! { <input disabled=on aria-label=name class="a" class:b=on style:width=width prop:value=move || on.get().to_string() /> };
        (on, view)
    });
    let input: web_sys::HtmlInputElement = find(&host, "input").unchecked_into();
    let look = || {
        let label = input.get_attribute("aria-label");
        let width = input.style().get_property_value("width").unwrap();
        (
            input.disabled(),
            label,
            input.class_name(),
            width,
            input.value(),
        )
    };
    assert_eq!(
        look(),
        (
            true,
            Some("x".into()),
            "a b".into(),
            "1px".into(),
            "true".into()
        )
    );
    on.set(false);
    settled().await;
    assert_eq!(
        look(),
        (false, None, "a".into(), "2px".into(), "false".into())
    );
}

#[wasm_bindgen_test]
async fn the_newest_listener_hears_and_none_after_the_end() {
    let (host, (step, heard), root) = mounted(|| {
        let (step, heard) = (RwSignal::new(1), StoredValue::new(0));
        let view = view! {
            {move || {
                let step = step.get();
                view! { <button on:click=move |_| { let _ = heard.try_update_value(|heard| *heard += step); }></button> }
            }}
        };
        ((step, heard), view)
    });
    let button: HtmlElement = find(&host, "button").unchecked_into();
    button.click();
    step.set(10);
    settled().await;
    button.click();
    assert_eq!(heard.get_value(), 11);
    drop(root);
    button.click();
    assert_eq!(heard.try_get_value(), None);
}

#[wasm_bindgen_test]
async fn a_memo_tells_only_what_is_different() {
    let (_host, (number, seen), _root) = mounted(|| {
        let (number, seen) = (RwSignal::new(1), StoredValue::new(Vec::new()));
        let parity = Memo::new(move |_| number.get() % 2);
        let view = view! { {move || { let now = parity.get(); seen.update_value(|seen| seen.push(now)); now }} };
        ((number, seen), view)
    });
    for next in [3, 5, 6, 8, 7] {
        number.set(next);
        settled().await;
    }
    assert_eq!(seen.get_value(), [1, 0, 1]);
}

/// The text nodes below a node.
fn texts(node: &web_sys::Node, into: &mut Vec<web_sys::Text>) {
    let children = node.child_nodes();
    for index in 0..children.length() {
        let child = children.get(index).unwrap();
        match child.dyn_ref::<web_sys::Text>() {
            Some(text) => into.push(text.clone()),
            None => texts(&child, into),
        }
    }
}

fn made(tag: &str) -> Element {
    let document = web_sys::window().unwrap().document().unwrap();
    document.create_element(tag).unwrap()
}

/// What Chrome's translator does: it replaces every text by elements of its own.
fn translate(host: &HtmlElement) {
    let mut all = Vec::new();
    texts(host, &mut all);
    for text in all {
        let (outer, inner) = (made("font"), made("font"));
        inner.set_text_content(Some(&text.data().to_uppercase()));
        outer.append_child(&inner).unwrap();
        let parent = text.parent_node().unwrap();
        parent.replace_child(&outer, &text).unwrap();
    }
}

/// What an extension does that highlights the second letter of every text.
fn mark(host: &HtmlElement) {
    let mut all = Vec::new();
    texts(host, &mut all);
    for text in all.into_iter().filter(|text| text.length() > 2) {
        let letter = text.split_text(1).unwrap();
        letter.split_text(1).unwrap();
        let marked = made("mark");
        letter
            .parent_node()
            .unwrap()
            .replace_child(&marked, &letter)
            .unwrap();
        marked.append_child(&letter).unwrap();
    }
}

#[wasm_bindgen_test]
async fn b3_a_text_that_others_replaced_is_shown_again_when_it_changes() {
    for disturb in [translate, mark] {
        let (host, count, root) = mounted(|| {
            let count = RwSignal::new(100);
            let view = view! { <p>"page " {count} " of many"</p> };
            (count, view.into_view())
        });
        assert_eq!(html(&host), "<p>page 100 of many</p>");
        disturb(&host);
        count.set(200);
        settled().await;
        let shown = host.text_content().unwrap().to_lowercase();
        assert_eq!(shown, "page 200 of many");
        drop(root);
        assert_eq!(host.inner_html(), "");
    }
}

#[wasm_bindgen_test]
async fn b3_nothing_of_others_is_left_where_a_view_is_drawn_anew() {
    for disturb in [translate, mark] {
        let (host, turn, root) = mounted(|| {
            let turn = RwSignal::new(0);
            // Text to text, text to element, element to text, text to nothing, fewer texts, more texts.
            let draw = move || match turn.get() {
                0 => view! { <p title="x">"one " {"two"} {Some("three")}</p> <i></i> },
                1 => view! { <p title="y">"uno " {"due"} {None::<&str>}</p> <i></i> },
                2 => ("alpha", "beta", "gamma").into_view(),
                3 => ("alpha", view! { <b>"beta"</b> }, ()).into_view(),
                4 => vec!["some", "more", "than", "three"].into_view(),
                5 => vec!["some"].into_view(),
                _ => ().into_view(),
            };
            (turn, view! { <div>"before "{draw}" after"</div> })
        });
        let expected = [
            "before one twothree after",
            "before uno due after",
            "before alphabetagamma after",
            "before alphabeta after",
            "before somemorethanthree after",
            "before some after",
            "before  after",
        ];
        for order in [[0, 1, 2, 3, 4, 5, 6], [0, 6, 2, 5, 3, 4, 1]] {
            for next in order {
                turn.set(next);
                settled().await;
                let shown = host.text_content().unwrap().to_lowercase();
                assert_eq!(shown, expected[next], "turn {next}");
                disturb(&host);
            }
        }
        drop(root);
        assert_eq!(host.inner_html(), "");
    }
}

#[wasm_bindgen_test]
async fn b3_rows_that_others_worked_on_show_their_own_texts() {
    for disturb in [translate, mark] {
        let (host, rows, root) = mounted(|| {
            let rows = RwSignal::new(vec!["anna", "bert", "carl"]);
            let row = |name: &'static str| view! { <li>"row " {name}</li> };
            let view = view! { <ul><For each=move || rows.get() key=|name| (*name).to_owned() children=row /></ul> };
            (rows, view.into_view())
        });
        disturb(&host);
        rows.set(vec!["carl", "dora", "anna"]);
        settled().await;
        let shown = host.text_content().unwrap().to_lowercase();
        assert_eq!(shown, "row carlrow dorarow anna");
        drop(root);
        assert_eq!(host.inner_html(), "");
    }
}
