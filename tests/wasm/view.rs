//! Views: what stays and what goes when something they read changes.

use crate::page::settled;
use gsl_console::view::{Root, prelude::*};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

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

/// Mounts `draw` in an element of the page; what it returns besides the view is handed out.
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
    // Only the last one drawn follows.
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

/// The texts below a node.
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

/// What Chrome's translator does with every text: it stands in elements of its own from now on.
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

/// What an extension does that marks the second letter of every text.
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
            (count, view.into_any())
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
            // Text beside text, text for an element, an element for text, text for nothing, fewer texts, more texts.
            let draw = move || match turn.get() {
                0 => view! { <p title="x">"one " {"two"} {Some("three")}</p> <i></i> }.into_any(),
                1 => view! { <p title="y">"uno " {"due"} {None::<&str>}</p> <i></i> }.into_any(),
                2 => ("alpha", "beta", "gamma").into_any(),
                3 => ("alpha", view! { <b>"beta"</b> }.into_any(), ()).into_any(),
                4 => vec!["some", "more", "than", "three"].into_any(),
                5 => vec!["some"].into_any(),
                _ => ().into_any(),
            };
            (
                turn,
                view! { <div>"before "{draw}" after"</div> }.into_any(),
            )
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
            (rows, view.into_any())
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
