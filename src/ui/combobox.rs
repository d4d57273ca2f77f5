//! A text field with a list of suggestions: the filter bar and the command palette.
//!
//! The focus stays in the field; `aria-activedescendant` says which option the arrow keys are at.

use super::icon::{IconName, icon};
use super::popover::AnchorFollower;
use super::unique_id;
use crate::view::prelude::*;
use web_sys::{HtmlElement, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

/// One suggestion. Neighbours with the same `group` get one heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Reported when chosen.
    pub key: String,
    /// Shown.
    pub text: String,
    /// Shown after it, quieter; may be empty.
    pub detail: String,
    /// Heading above; may be empty.
    pub group: String,
    /// Shown before it.
    pub icon: Option<IconName>,
}

/// The field with its list. The list is below the field: in the flow (`inline`), or above what follows while the field
/// has the focus.
#[component]
pub fn Combobox(
    /// Name of the field, for assistive technology.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
    text: RwSignal<String>,
    /// Suggestions for it, in the order shown.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// The key of the chosen suggestion.
    on_select: Callback<String>,
    /// Every change of the text by the user, after `text` is set.
    #[prop(optional)]
    on_input: Option<Callback<String>>,
    /// Enter with no active suggestion.
    #[prop(optional)]
    on_enter: Option<Callback<String>>,
    /// Backspace in the empty field, for example to take away the last token.
    #[prop(optional)]
    on_backspace: Option<Callback<()>>,
    /// Pasted text; answer true to keep it out of the field.
    #[prop(optional)]
    on_paste: Option<Callback<String, bool>>,
    /// Example text.
    #[prop(optional, into)]
    placeholder: MaybeProp<String>,
    /// The list is always there, in the flow.
    #[prop(optional)]
    inline: bool,
    /// Said in place of the list when there are no suggestions.
    #[prop(optional, into)]
    empty: MaybeProp<String>,
    /// Has the focus when its dialog opens.
    #[prop(optional)]
    autofocus: bool,
    /// The first suggestion is active without an arrow key; otherwise Enter submits the typed text.
    #[prop(default = true)]
    first_active: bool,
    /// The field, for a page that moves the focus to it.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let id = unique_id("combobox");
    let list = NodeRef::<html::Div>::new();
    let open = RwSignal::new(inline);
    let start = if first_active { Some(0) } else { None };
    let active = RwSignal::new(start);
    let follow = StoredValue::new(None::<AnchorFollower>);
    let count = move || options.with(Vec::len);
    let current = move || active.get().filter(|at| *at < count());
    // The option chosen with the arrow keys stays active while others change around it; typing resets to the top.
    let went_to = StoredValue::new(None::<String>);
    Effect::new(move |_| {
        let at = options.with(|options| match went_to.get_value() {
            None => start,
            Some(key) => options.iter().position(|choice| choice.key == key),
        });
        active.set(at);
    });
    if !inline {
        Effect::new(move |_| {
            let (Some(field), Some(list)) = (node_ref.get(), list.get()) else {
                return;
            };
            let visible = open.get() && (count() > 0 || empty.with(Option::is_some));
            if !visible {
                let _ = list.hide_popover();
                follow.set_value(None);
            } else if list.show_popover().is_ok() || super::popover::is_open(&list) {
                follow.set_value(Some(AnchorFollower::new(&field, &list)));
            }
        });
    }
    let key_at = move |index: usize| {
        options.with_untracked(|options| options.get(index).map(|choice| choice.key.clone()))
    };
    let choose = move |key: String| {
        went_to.set_value(None);
        on_select.run(key);
    };
    let input = move |event| {
        let typed = event_target_value(&event);
        open.set(true);
        went_to.set_value(None);
        text.set(typed.clone());
        if let Some(on_input) = on_input {
            on_input.run(typed);
        }
    };
    let paste = move |event: web_sys::ClipboardEvent| {
        let pasted = event
            .clipboard_data()
            .and_then(|data| data.get_data("text").ok());
        if let (Some(on_paste), Some(pasted)) = (on_paste, pasted)
            && on_paste.run(pasted)
        {
            event.prevent_default();
        }
    };
    let step = move |by: isize| {
        open.set(true);
        let count = options.with_untracked(Vec::len);
        if count == 0 {
            return;
        }
        active.update(|at| {
            *at = Some(match (*at, by > 0) {
                (Some(at), true) => (at + 1) % count,
                (Some(at), false) => (at + count - 1) % count,
                (None, true) => 0,
                (None, false) => count - 1,
            });
        });
        went_to.set_value(active.get_untracked().and_then(key_at));
        if let (Some(list), Some(at)) = (list.get_untracked(), active.get_untracked()) {
            reveal(&list, at);
        }
    };
    let keydown = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "ArrowDown" => step(1),
            "ArrowUp" => step(-1),
            "Enter" => match active
                .get_untracked()
                .filter(|_| open.get_untracked())
                .and_then(key_at)
            {
                Some(key) => choose(key),
                None => match on_enter {
                    Some(on_enter) => on_enter.run(text.get_untracked()),
                    None => return,
                },
            },
            "Escape" if !inline && open.get_untracked() => {
                open.set(false);
                event.stop_propagation();
            }
            "Backspace" if text.with_untracked(String::is_empty) => {
                if let Some(on_backspace) = on_backspace {
                    on_backspace.run(());
                }
                return;
            }
            _ => return,
        }
        event.prevent_default();
    };
    let list_id = format!("{id}-list");
    let option_id = {
        let id = id.clone();
        move |index: usize| format!("{id}-{index}")
    };
    let active_id = {
        let option_id = option_id.clone();
        move || current().filter(|_| open.get()).map(&option_id)
    };
    let rows = move || rows(&options.get(), &option_id, active, choose);
    view! {
        <div class="combobox" class:inline=inline>
            <input
                type="text"
                class="input"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                node_ref=node_ref
                autofocus=autofocus
                aria-label=label
                aria-autocomplete="list"
                aria-expanded=move || (open.get() && count() > 0).to_string()
                aria-controls=list_id.clone()
                aria-activedescendant=active_id
                placeholder=move || placeholder.get()
                prop:value=text
                on:input=input
                on:paste=paste
                on:keydown=keydown
                on:click=move |_| open.set(true)
                on:focus=move |_| open.set(true)
                on:blur=move |_| open.set(inline)
            />
            // Always there and longer than its place: the keyboard can scroll it, too. Elsewhere it must not stop there: the
            // list goes with the focus of the field. Nor does the pointer take the focus from the field.
            <div
                class="options"
                node_ref=list
                popover=(!inline).then_some("manual")
                tabindex=if inline { "0" } else { "-1" }
                on:mousedown=|event| event.prevent_default()
            >
                <div role="listbox" id=list_id aria-label=label>{rows}</div>
                <div class="options-empty muted" role="status">
                    {move || empty.get().filter(|_| count() == 0)}
                </div>
            </div>
        </div>
    }
}

/// Options in groups; the pointer never takes the focus from the field.
fn rows(
    options: &[Choice],
    option_id: &impl Fn(usize) -> String,
    active: RwSignal<Option<usize>>,
    choose: impl Fn(String) + Copy + 'static,
) -> AnyView {
    let mut groups: Vec<(String, Vec<AnyView>)> = Vec::new();
    for (index, choice) in options.iter().enumerate() {
        let row = option(option_id(index), index, choice, active, choose);
        match groups.last_mut() {
            Some((group, rows)) if *group == choice.group => rows.push(row),
            _ => groups.push((choice.group.clone(), vec![row])),
        }
    }
    groups
        .into_iter()
        .map(|(group, rows)| {
            let named = !group.is_empty();
            let label = group.clone();
            view! {
                <div role="group" aria-label=named.then_some(label)>
                    {named.then(|| view! { <div class="menu-heading" aria-hidden="true">{group}</div> })}
                    {rows}
                </div>
            }
        })
        .collect_view()
}

fn option(
    id: String,
    index: usize,
    choice: &Choice,
    active: RwSignal<Option<usize>>,
    choose: impl Fn(String) + Copy + 'static,
) -> AnyView {
    let selected = move || active.get() == Some(index);
    let key = choice.key.clone();
    view! {
        <div
            class="option"
            role="option"
            id=id
            aria-selected=move || selected().to_string()
            on:pointermove=move |_| {
                if active.get_untracked() != Some(index) {
                    active.set(Some(index));
                }
            }
            on:click=move |_| choose(key.clone())
        >
            {choice.icon.map(icon)}
            <span class="option-text">{choice.text.clone()}</span>
            {(!choice.detail.is_empty()).then(|| view! { <span class="muted small">{choice.detail.clone()}</span> })}
        </div>
    }
}

fn reveal(list: &HtmlElement, index: usize) {
    let Ok(options) = list.query_selector_all("[role=option]") else {
        return;
    };
    let node = u32::try_from(index)
        .ok()
        .and_then(|index| options.get(index));
    if let Some(option) =
        node.and_then(|node| wasm_bindgen::JsCast::dyn_into::<web_sys::Element>(node).ok())
    {
        let how = ScrollIntoViewOptions::new();
        how.set_block(ScrollLogicalPosition::Nearest);
        option.scroll_into_view_with_scroll_into_view_options(&how);
    }
}
