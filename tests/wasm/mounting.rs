//! Mounting and unmounting: nothing is left behind, and two consoles do not disturb each other.

use crate::page::{
    answer_everything, count_nodes, left_running, release_fetch, settled, watch_page,
};
use gsl_console::{Handle, mount};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

fn host() -> HtmlElement {
    let document = web_sys::window().unwrap().document().unwrap();
    let element: HtmlElement = document.create_element("div").unwrap().unchecked_into();
    document.body().unwrap().append_child(&element).unwrap();
    element
}

fn console(element: &HtmlElement, config: &str) -> Handle {
    mount(element.clone(), &js_sys::JSON::parse(config).unwrap())
        .map_err(|e| format!("{e:?}"))
        .unwrap()
}

/// Follows the link to the card list.
async fn to_the_cards(element: &HtmlElement) {
    let link: HtmlElement = element
        .query_selector("a[href='#/cards']")
        .unwrap()
        .unwrap()
        .unchecked_into();
    link.click();
    settled().await;
}

fn heading(element: &HtmlElement) -> String {
    element
        .query_selector("h1")
        .unwrap()
        .and_then(|h1| h1.text_content())
        .unwrap_or_default()
}

#[wasm_bindgen_test]
async fn a_hundred_mounts_leave_nothing_running() {
    watch_page();
    answer_everything();
    // The first round may install what exists once per page.
    for round in 0..101 {
        let before = (left_running(), count_nodes());
        let element = host();
        let path = ["/", "/cards", "/cards/1", "/nowhere"][round % 4];
        let history = ["memory", "hash"][round / 4 % 2];
        let mut handle = console(
            &element,
            &format!(r#"{{"history":"{history}","initialPath":"{path}"}}"#),
        );
        settled().await;
        assert!(element.child_element_count() > 0);
        handle.unmount();
        handle.unmount();
        settled().await;
        assert_eq!(element.child_element_count(), 0);
        element.remove();
        if round > 0 {
            assert_eq!(
                (left_running(), count_nodes()),
                before,
                "round {round}, {history} {path}"
            );
        }
    }
    release_fetch();
}

#[wasm_bindgen_test]
async fn two_consoles_keep_their_own_address_and_language() {
    answer_everything();
    let (left, right) = (host(), host());
    let mut one = console(
        &left,
        r#"{"history":"memory","locale":"zh-CN","initialPath":"/cards"}"#,
    );
    let mut two = console(
        &right,
        r#"{"history":"memory","locale":"en-US","theme":"dark"}"#,
    );
    settled().await;
    assert_eq!(heading(&left), "SIM卡列表");
    assert_eq!(heading(&right), "Overview");
    to_the_cards(&right).await;
    assert_eq!(heading(&right), "Card list");
    one.unmount();
    settled().await;
    assert_eq!(left.child_element_count(), 0);
    assert_eq!(heading(&right), "Card list", "the other console lives on");
    two.unmount();
    left.remove();
    right.remove();
    release_fetch();
}

#[wasm_bindgen_test]
async fn a_console_works_inside_a_shadow_root() {
    answer_everything();
    let element = host();
    let shadow = element
        .attach_shadow(&web_sys::ShadowRootInit::new(web_sys::ShadowRootMode::Open))
        .unwrap();
    let inner: HtmlElement = web_sys::window()
        .unwrap()
        .document()
        .unwrap()
        .create_element("div")
        .unwrap()
        .unchecked_into();
    shadow.append_child(&inner).unwrap();
    let mut handle = console(&inner, r#"{"history":"memory","locale":"en-US"}"#);
    settled().await;
    to_the_cards(&inner).await;
    assert_eq!(heading(&inner), "Card list");
    handle.unmount();
    element.remove();
    release_fetch();
}

#[wasm_bindgen_test]
fn a_wrong_setting_is_named() {
    let element = host();
    let wrong = js_sys::JSON::parse(r#"{"history":"carrier pigeon"}"#).unwrap();
    let error = mount(element.clone(), &wrong).err().unwrap();
    assert!(js_sys::Error::from(error).message().includes("history", 0));
    assert_eq!(element.child_element_count(), 0);
    element.remove();
}
