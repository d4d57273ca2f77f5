//! The table of cards: its columns, its tick boxes, and one set of listeners for what happens in all rows.

use super::columns;
use super::list::List;
use super::row::{self, RowContext};
use super::row_tooltip::RowTooltip;
use super::{facts, live, peek, tools};
use crate::features::actions::Offers;
use crate::features::actions::facts::texts;
use crate::features::actions::menu;
use crate::features::listing::TableOptions;
use crate::i18n::Messages;
use crate::platform::clock;
use crate::platform::dom;
use crate::state::messages;
use crate::ui::copy::copy;
use crate::ui::menu::{FloatingMenu, Item};
use crate::ui::table::{Control, Selection, Tick};
use crate::view::prelude::*;
use gsl_model::action::CardAction;
use gsl_model::wire::SimCard;
use leptos::task::spawn_local;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent};

/// Header and rows of the page of cards shown.
#[component]
pub fn CardTable(
    /// The page.
    list: List,
) -> impl IntoView {
    let m = messages();
    let columns = Signal::derive(move || {
        // A day later cards expire a day sooner.
        list.day.track();
        let names = list.attribute_names();
        let asked = list.asked_columns.get();
        let shown = list
            .prefs
            .with(|prefs| columns::shown_for(&prefs.columns, &names, &asked));
        let context = RowContext {
            list,
            m,
            attributes: Rc::new(names),
        };
        row::columns(&context, &shown)
    });
    let control = Control::new();
    let tip = RowTooltip::new();
    let more = FloatingMenu::new();
    let click = move |event: MouseEvent| {
        let Some(target) = dom::origin(&event) else {
            return;
        };
        // Beside its controls a row shows its card.
        if !target
            .closest("a,button,input,label")
            .is_ok_and(|at| at.is_some())
        {
            if let Some(id) = id_of(&target) {
                peek::show(list, Some(id));
            }
            return;
        }
        let Some(button) = target.closest("[data-do]").ok().flatten() else {
            return;
        };
        let Some(card) = id_of(&button).and_then(|id| card(list, id)) else {
            return;
        };
        match button.get_attribute("data-do").as_deref() {
            Some("live") => live::ask(list, &card),
            Some("copy") => copy_number(list, &card, button.unchecked_into()),
            Some("why") => tip.show(&button, &explanation(m, &card, &button)),
            Some("more") => open_menu(list, more, &card, &button.unchecked_into(), false),
            Some("act") => {
                let key = button.get_attribute("data-act").unwrap_or_default();
                let action = CardAction::from_key(&key);
                let offers = Offers::of(list.app, &card);
                if let Some(offer) = action.and_then(|action| offers.get(action)) {
                    list.dialogs.open(offer);
                }
            }
            _ => {}
        }
    };
    let more_of = |event: &web_sys::Event| {
        let button = dom::origin(event)?.closest("[data-do=more]").ok()??;
        Some(button.unchecked_into::<HtmlElement>())
    };
    let press = move |event: web_sys::PointerEvent| {
        if let Some(button) = more_of(&event) {
            more.press(&button);
        }
    };
    let arrow = move |event: KeyboardEvent| {
        let key = event.key();
        let link =
            dom::origin(&event).filter(|at| key == " " && at.matches("a[href]").unwrap_or(false));
        if let Some(id) = link.and_then(|link| id_of(&link)) {
            event.prevent_default();
            peek::show(list, Some(id));
            tools::enter_peek(list);
            return;
        }
        let Some(button) = more_of(&event).filter(|_| key == "ArrowDown" || key == "ArrowUp")
        else {
            return;
        };
        if let Some(card) = id_of(&button).and_then(|id| card(list, id)) {
            event.prevent_default();
            open_menu(list, more, &card, &button, key == "ArrowUp");
        }
    };
    let over = move |event: web_sys::Event| {
        let button =
            dom::origin(&event).and_then(|target| target.closest("[data-do=why]").ok().flatten());
        if let Some(button) = button
            && let Some(card) = id_of(&button).and_then(|id| card(list, id))
        {
            tip.show(&button, &explanation(m, &card, &button));
        }
    };
    let out = move |related: Option<web_sys::EventTarget>| tip.leave(related);
    list.app.on_single_key(move |key| {
        if control.key(&key.key()) {
            key.prevent_default();
        }
    });
    let class = Signal::derive(move || {
        let auto = list
            .prefs
            .with(|prefs| columns::are_default(&prefs.columns));
        if auto {
            "cards-table auto"
        } else {
            "cards-table"
        }
    });
    let options = TableOptions {
        selection: Some(selection(list, m)),
        class: Some(class),
        control: Some(control),
        current: Some(Signal::derive(move || list.view.with(|view| view.peek))),
        more_label: Some(texts(list.app).unfold),
    };
    let table = list
        .rows
        .table_as(options, m.cards().table.caption.to_owned(), columns);
    view! {
        <div
            on:click=click
            on:pointerdown=press
            on:keydown=arrow
            on:pointerover=move |event| over(event.into())
            on:pointerout=move |event| out(event.related_target())
            on:focusin=move |event: web_sys::FocusEvent| {
                // An open panel goes along with the row that has the focus.
                if let Some(id) = dom::origin(&event).and_then(|at| id_of(&at))
                    && list.view.with_untracked(|view| view.peek.is_some())
                {
                    peek::show(list, Some(id));
                }
                over(event.into());
            }
            on:focusout=move |event| out(event.related_target())
        >
            {table}
        </div>
        {tip.view()}
        {more.view()}
    }
}

fn selection(list: List, m: &'static Messages) -> Selection {
    let selected = list.app.selected_cards;
    let page = move || {
        let ids = list.ids();
        let on = selected.with(|now| ids.iter().filter(|id| now.contains(**id)).count());
        match on {
            0 => Tick::None,
            on if on == ids.len() => Tick::All,
            _ => Tick::Some,
        }
    };
    Selection {
        checked: Callback::new(move |id| selected.with(|now| now.contains(id))),
        on_toggle: Callback::new(move |(ids, on): (Vec<i64>, bool)| list.tick(&ids, on)),
        page: Signal::derive(page),
        on_page: Callback::new(move |on| list.tick(&untrack(|| list.ids()), on)),
        page_label: m.cards().table.select_page.to_owned(),
        wait: m.common.rows_coming,
        row_label: Callback::new(move |id| {
            let number = card(list, id).map(|card| row::number(&card));
            (m.cards().table.select_card)(&number.unwrap_or_else(|| id.to_string()))
        }),
    }
}

fn open_menu(list: List, more: FloatingMenu, card: &SimCard, button: &HtmlElement, last: bool) {
    let label = (texts(list.app).more_of)(&row::number(card));
    let offers = Offers::of(list.app, card);
    let mut items = menu::items(list.dialogs, &offers);
    let id = card.sim_card_id;
    let beside = Callback::new(move |()| {
        peek::show(list, Some(id));
        tools::enter_peek(list);
    });
    // After what the card is first of all offered, and the line below a remedy.
    let at = if offers.remedy_now().is_some() { 2 } else { 1 };
    let words = list.app.messages().cards().peek.show;
    items.insert(at.min(items.len()), Item::run(words, beside));
    if let Some(pool) = row::pool_to_refill(card) {
        let words = list.app.messages().cards().cell.open_pool;
        let pool = Item::link(words, list.app.nav.href(&pool));
        items.splice(..0, [pool, Item::separator()]);
    }
    more.open(button, label, items, last);
}

fn id_of(target: &Element) -> Option<i64> {
    let row = target.closest("tr[data-id]").ok().flatten()?;
    row.get_attribute("data-id")?.parse().ok()
}

fn card(list: List, id: i64) -> Option<SimCard> {
    list.cards.state.try_with_untracked(|state| {
        let cards = &state.data.as_ref()?.sim_cards;
        cards.iter().find(|card| card.sim_card_id == id).cloned()
    })?
}

/// What a cell has no room for: its text, all tags, or the state with its meaning.
fn explanation(m: &'static Messages, card: &SimCard, button: &Element) -> String {
    let classes = button.class_list();
    if classes.contains("whole") {
        return button.text_content().unwrap_or_default();
    }
    if classes.contains("tags") {
        return card.tags().collect::<Vec<_>>().join("\n");
    }
    let state = facts::state(m, card, clock::now());
    let first = [state.of, Some(&*state.name), state.line.as_deref()];
    let first: Vec<&str> = first.into_iter().flatten().collect();
    let mut lines = vec![first.join(" · ")];
    lines.extend(state.tip.into_iter().map(str::to_owned));
    lines.join("\n")
}

fn copy_number(list: List, card: &SimCard, button: HtmlElement) {
    let Some(number) = card.number().map(str::to_owned) else {
        return;
    };
    let said = (list.app.messages().cards().cell.copied)(&row::number(card));
    spawn_local(async move {
        if copy(&number, &button).await {
            list.app.announce(said);
        } else {
            list.app.not_copied.try_set(number);
        }
    });
}
