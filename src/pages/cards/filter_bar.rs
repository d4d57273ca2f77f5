//! The filter: tokens, a field that suggests properties and values, and pasted lists of card numbers.

use super::list::List;
use super::list_report::{PasteReport, why_bad};
use super::names;
use super::pasted::{PastedNumbers, nearly_a_number};
use super::suggest::{self, SuggestContext, Suggestion, SuggestionAction};
use super::tools::Tools;
use crate::i18n::Messages;
use crate::platform::{dom, picked};
use crate::routes::card_filter::{CardFilter, Field, Kind, Value};
use crate::routes::url::Params;
use crate::state::messages;
use crate::ui::badge::Token;
use crate::ui::button::IconButton;
use crate::ui::combobox::{Choice, Combobox};
use crate::ui::icon::IconName;
use crate::view::prelude::*;
use gsl_model::iccid::{CardNumber, NumberError};
use gsl_model::wire::extension;
use leptos::task::spawn_local;
use web_sys::KeyboardEvent;

/// Tokens and the field behind them.
#[component]
pub fn FilterBar(
    /// The page.
    list: List,
    /// What became of the last pasted list.
    report: RwSignal<Option<PasteReport>>,
    /// Suggestions and pasted lists, once they have arrived.
    tools: RwSignal<Option<Tools>>,
    /// Has them fetched.
    want_tools: RwSignal<bool>,
    /// A file of card numbers, picked or dropped.
    file: RwSignal<Option<web_sys::File>>,
    /// On a narrow screen: it is not folded away.
    unfolded: RwSignal<bool>,
) -> impl IntoView {
    let m = messages();
    let text = RwSignal::new(String::new());
    let editing = RwSignal::new(None::<Field>);
    // After a choice the list stays out of the way until the user types or asks for it.
    let settled = RwSignal::new(false);
    let field = NodeRef::<html::Input>::new();
    let suggestions = Memo::new(move |_| {
        let Some(tools) = tools.get().filter(|_| !settled.get()) else {
            return Vec::new();
        };
        let view = list.view.get();
        list.names.with(|names| {
            let known = SuggestContext {
                m,
                names,
                filter: &view.filter,
                extended: list.app.client.has(extension::FILTERS),
            };
            (tools.suggest)(known, &text.get(), editing.get())
        })
    });
    let finish = move || {
        text.set(String::new());
        editing.set(None);
        settled.set(true);
    };
    let choose = move |chosen: SuggestionAction| match chosen {
        SuggestionAction::Field(field) => {
            editing.set(Some(field));
            text.set(String::new());
        }
        SuggestionAction::Value(field, value) => {
            let Some(tools) = tools.get_untracked() else {
                return;
            };
            let filter = list.view.with_untracked(|view| view.filter.clone());
            let filter = (tools.apply)(&filter, field, value);
            if editing.get_untracked() == Some(field) && suggest::takes_several(field) {
                text.set(String::new());
            } else {
                finish();
            }
            list.filter(filter);
        }
        SuggestionAction::Nothing => list.app.announce(m.common.not_offered),
    };
    let select = move |key: String| {
        let found = |all: &Vec<Suggestion>| {
            let found = all.iter().find(|one| key_of(one) == key);
            found.map(|one| one.chosen.clone())
        };
        if let Some(chosen) = suggestions.with_untracked(found) {
            choose(chosen);
        }
    };
    // Requested before the tools were loaded.
    let waiting = RwSignal::new(None::<Waiting>);
    let enter = move |typed: String| {
        if typed.trim().is_empty() {
            finish();
        } else if tools.with_untracked(Option::is_none) {
            want_tools.set(true);
            waiting.set(Some(Waiting::Enter));
        } else if let Some(first) =
            suggestions.with_untracked(|all| all.first().map(|s| s.chosen.clone()))
        {
            choose(first);
        }
    };
    let backspace = move |()| {
        if editing.get_untracked().is_some() {
            editing.set(None);
        } else {
            let filter = list.view.with_untracked(|view| view.filter.clone());
            if let Some(last) = filter.iter().last().map(|(field, _)| *field) {
                list.filter(filter.without(last));
            }
        }
    };
    let paste = move |pasted: String| {
        let is_list = PastedNumbers::is_list(&pasted);
        if is_list {
            finish();
            want_tools.set(true);
            waiting.set(Some(Waiting::Paste(pasted)));
        }
        is_list
    };
    Effect::new(move |_| {
        let Some(tools) = tools.get() else { return };
        let Some(what) = waiting.get() else { return };
        waiting.set(None);
        match what {
            Waiting::Paste(pasted) => (tools.paste)(list, report, &pasted),
            Waiting::Enter => enter(text.get_untracked()),
            Waiting::File(file) => (tools.file)(list, report, file),
        }
    });
    Effect::new(move |_| {
        if let Some(taken) = file.get() {
            file.set(None);
            want_tools.set(true);
            waiting.set(Some(Waiting::File(taken)));
        }
    });
    let picker = NodeRef::<html::Input>::new();
    let pick = move |()| {
        if let Some(picker) = picker.get_untracked() {
            picker.click();
        }
    };
    let edit = move |which: Field, value: &Value| {
        editing.set(Some(which));
        text.set(raw(which, value));
        settled.set(false);
        focus(field);
    };
    let drop = move |event: web_sys::DragEvent| {
        if let Some(dropped) = event
            .data_transfer()
            .and_then(|data| data.get_data("text").ok())
            .filter(|text| !text.is_empty())
        {
            event.prevent_default();
            if !paste(dropped.clone()) {
                text.set(dropped.trim().to_owned());
                focus(field);
            }
        }
    };
    list.app.on_single_key(move |key| {
        if key.key() == "/" {
            key.prevent_default();
            unfolded.set(true);
            spawn_local(async move {
                leptos::task::tick().await;
                focus(field);
            });
        }
    });
    // The pointer or an arrow key in the field asks for the list again; a click in the list itself does not.
    let reopen = move |event: web_sys::MouseEvent| {
        if dom::origin(&event).is_some_and(|at| at.tag_name() == "INPUT") {
            settled.set(false);
        }
    };
    let keydown = move |event: KeyboardEvent| match event.key().as_str() {
        "ArrowDown" | "ArrowUp" => settled.set(false),
        "Escape" => editing.set(None),
        _ => {}
    };
    let options = Signal::derive(move || suggestions.with(|all| choices(all)));
    let placeholder = move || {
        editing
            .get()
            .map_or(m.cards().filter.placeholder, |field| ask(m, field))
            .to_owned()
    };
    view! {
        <div
            class="filter"
            role="search"
            aria-label=m.cards().filter.label
            on:dragover=|event: web_sys::DragEvent| {
                if !picked::has_files(&event) {
                    event.prevent_default();
                }
            }
            on:drop=drop
        >
            {move || tokens(list, m, edit, move || focus(field))}
            <div
                class="filter-field"
                on:click=reopen
                on:keydown=keydown
                on:focusin=move |_| {
                    list.want_names.set(true);
                    want_tools.set(true);
                    settled.set(false);
                }
            >
                {move || editing.get().map(|field| {
                    let name = list.names.with(|names| names::field_name(m, field, names));
                    view! { <span class="token-text editing">{(m.cards().filter.token)(&name, "")}</span> }
                })}
                <Combobox
                    label=m.cards().filter.label
                    text=text
                    options=options
                    on_select=Callback::new(select)
                    on_input=Callback::new(move |_| settled.set(false))
                    on_enter=Callback::new(enter)
                    on_backspace=Callback::new(backspace)
                    on_paste=Callback::new(paste)
                    placeholder=Signal::derive(placeholder)
                    empty=MaybeProp::derive(move || (!settled.get()).then(|| match tools.with(Option::is_some) {
                        true => hint(m, &text.get(), editing.get()),
                        false => m.common.loading.to_owned(),
                    }))
                    first_active=false
                    node_ref=field
                />
            </div>
            // The button stands for it: the browser's own says what it likes, in its own language.
            <input
                type="file"
                class="file-behind"
                accept=".csv,.tsv,.txt,.xlsx"
                node_ref=picker
                on:change=move |event: web_sys::Event| file.set(picked::chosen(&event))
            />
            <IconButton icon=IconName::Upload label=m.cards().filter.pick_file on_click=Callback::new(pick) />
        </div>
    }
}

/// What waits for the tools to arrive.
#[derive(Clone)]
enum Waiting {
    /// Enter in the field.
    Enter,
    /// A pasted list.
    Paste(String),
    /// A file of card numbers.
    File(web_sys::File),
}

fn focus(field: NodeRef<html::Input>) {
    if let Some(field) = field.try_get_untracked().flatten() {
        let _ = field.focus();
    }
}

/// What a suggestion is known by, wherever it stands in the list.
fn key_of(one: &Suggestion) -> String {
    [one.group, &*one.text, &*one.detail].join("\n")
}

fn choices(all: &[Suggestion]) -> Vec<Choice> {
    all.iter()
        .map(|found| Choice {
            key: key_of(found),
            text: found.text.clone(),
            detail: found.detail.clone(),
            group: found.group.to_owned(),
            icon: None,
        })
        .collect()
}

fn tokens(
    list: List,
    m: &'static Messages,
    edit: impl Fn(Field, &Value) + Copy + 'static,
    after: impl Fn() + Copy + 'static,
) -> AnyView {
    let view = list.view.get();
    let extended = list.app.client.has(extension::FILTERS);
    let idle = view.filter.not_understood(extended);
    list.names.with(|names| {
        view.filter
            .iter()
            .map(|(field, value)| {
                let field = *field;
                let text = names::token(m, field, value, names);
                let remove = Callback::new(move |()| {
                    after();
                    list.filter(list.view.with_untracked(|view| view.filter.clone()).without(field));
                });
                let label = (m.cards().filter.remove)(&text);
                let value = value.clone();
                let refused = idle.contains(&field);
                let title = if refused {
                    m.common.not_offered.to_owned()
                } else {
                    text.clone()
                };
                let token = if field == Field::List {
                    view! { <Token remove_label=label on_remove=remove>{text}</Token> }
                } else {
                    view! {
                        <Token remove_label=label on_remove=remove on_edit=Callback::new(move |()| edit(field, &value))>{text}</Token>
                    }
                };
                view! { <span class="token-box" class:refused=refused title=title>{token}</span> }
            })
            .collect_view()
    })
}

/// A value as typed; values that are chosen from a list start empty.
fn raw(field: Field, value: &Value) -> String {
    if matches!(value, Value::Text(_) | Value::Range(..) | Value::Days(_))
        || matches!(value, Value::Ids(_)) && field != Field::Tag
    {
        let mut params = Params::default();
        CardFilter::one(field, value.clone()).write_url(&mut params);
        params.get(field.key()).unwrap_or_default().to_owned()
    } else {
        String::new()
    }
}

const fn ask(m: &'static Messages, field: Field) -> &'static str {
    let f = &m.cards().filter;
    match field.kind() {
        Kind::Range => f.ask_range,
        Kind::Days => f.ask_days,
        Kind::Text if matches!(field, Field::Number) => f.ask_number,
        Kind::Text => f.ask_text,
        Kind::Ids(_) if !matches!(field, Field::Tag) => f.ask_ids,
        _ => f.ask_choice,
    }
}

/// Below the field when there is nothing to suggest.
fn hint(m: &'static Messages, text: &str, editing: Option<Field>) -> String {
    if let Err(why) = CardNumber::parse(text)
        && (why == NumberError::SpoiledBySpreadsheet || nearly_a_number(text))
        && let Some(why) = why_bad(m, why)
    {
        return why;
    }
    match editing {
        Some(field) => ask(m, field),
        None => m.cards().filter.nothing,
    }
    .to_owned()
}
