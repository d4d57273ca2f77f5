//! The table: header with sort, rows, and one set of listeners for all of them.

use super::columns::{self, CardColumn};
use super::list::{List, WAIT};
use super::row::{self, RowContext};
use super::row_tooltip::RowTooltip;
use super::{facts, live};
use crate::features::actions::Offers;
use crate::features::actions::facts::texts;
use crate::features::actions::menu;
use crate::i18n::Messages;
use crate::platform::clock;
use crate::platform::dom;
use crate::platform::timer::AfterPaint;
use crate::routes::{CardsView, Page, Sort};
use crate::state::messages;
use crate::ui::copy::copy;
use crate::ui::icon::{IconName, icon};
use crate::ui::menu::FloatingMenu;
use crate::ui::table::{Control, range};
use crate::ui::tooltip::InfoTip;
use crate::view::prelude::*;
use gsl_model::wire::SimCard;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use std::ops::Range;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent, MouseEvent};

/// Rows that are drawn at once: more than any screen shows.
const IN_SIGHT: usize = 40;

/// Header and rows of the page of cards shown.
#[component]
pub fn CardTable(
    /// The page.
    list: List,
) -> impl IntoView {
    let m = messages();
    let columns = Memo::new(move |_| {
        let names = list.attribute_names();
        list.prefs
            .with(|prefs| columns::shown(&prefs.columns, &names))
    });
    let control = Control::new();
    let tip = RowTooltip::new();
    let more = FloatingMenu::new();
    // Where a range with Shift starts: reset when page, order or filter change.
    let anchor = StoredValue::new(None::<i64>);
    let request = Memo::new(move |_| list.cards.state.with(|state| state.asked.clone()));
    Effect::new(move |_| {
        request.track();
        anchor.set_value(None);
    });
    let stale = list.row_count.stale;
    let shared = move || {
        let cards = list.cards.data()?;
        let columns = columns.get();
        let names = list.attribute_names();
        let headings = columns
            .iter()
            .map(|column| columns::heading(m.cards(), *column, &names))
            .collect();
        Some(RowContext {
            list,
            m,
            columns: Rc::new(columns),
            headings: Rc::new(headings),
            attributes: Rc::new(names),
            now: clock::now(),
            cards,
        })
    };
    // The rows below are drawn after the first ones have been painted.
    let painted = RwSignal::new(());
    let soon = StoredValue::new(None::<SendWrapper<AfterPaint>>);
    let rows_in_sight = move || {
        let shared = shared();
        let all = shared.as_ref().map_or(0, RowContext::len);
        if all <= IN_SIGHT {
            soon.set_value(None);
            painted.set(());
        } else {
            let draw = AfterPaint::run(move || {
                painted.try_set(());
            });
            soon.set_value(Some(SendWrapper::new(draw)));
        }
        control.redrawn();
        rows(shared, 0..IN_SIGHT)
    };
    let rows_below = move || {
        painted.track();
        control.redrawn();
        rows(untrack(shared), IN_SIGHT..usize::MAX)
    };
    let click = move |event: MouseEvent| {
        let Some(target) = dom::origin(&event) else {
            return;
        };
        let Some(id) = id_of(&target) else {
            return;
        };
        if let Some(tick) = target.dyn_ref::<HtmlInputElement>() {
            if stale.get_untracked() {
                event.prevent_default();
            } else {
                tick_range(list, id, tick.checked(), event.shift_key(), anchor);
            }
            return;
        }
        let Some(button) = target.closest("[data-do]").ok().flatten() else {
            return;
        };
        let Some(card) = card(list, id) else {
            return;
        };
        match button.get_attribute("data-do").as_deref() {
            Some("live") => live::ask(list, &card),
            Some("copy") => copy_number(list, &card, button.unchecked_into()),
            Some("why") => tip.show(&button, &explanation(m, &card, &button)),
            Some("unfold") => unfold(&button),
            Some("more") => open_menu(list, more, &card, &button.unchecked_into(), false),
            Some("act") => {
                if let Some(offer) = Offers::of(list.app, &card).usual_now() {
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
    let focusin = move |event: web_sys::FocusEvent| {
        control.entered();
        over(event.into());
    };
    list.app.on_single_key(move |key| {
        if control.key(&key.key()) {
            key.prevent_default();
        }
    });
    view! {
        <div class="table-wrap" title=move || stale.get().then_some(m.common.rows_coming) aria-busy=move || list.cards.state.with(|state| state.loading.to_string())>
            <p class="sr-only" id=WAIT>{move || stale.get().then_some(m.common.rows_coming)}</p>
            <table class="table cards-table folds" role="table" aria-label=m.cards().table.caption class:stale=stale>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" class="pick" scope="col">{pick_page(list, m)}</th>
                        {move || {
                            let names = list.attribute_names();
                            columns.get().into_iter().map(|column| head(list, m, column, columns::heading(m.cards(), column, &names))).collect_view()
                        }}
                        <th role="columnheader" class="acts stick-end" scope="col">{texts(list.app).column}</th>
                        <th role="columnheader" class="unfold" scope="col"><span class="sr-only">{texts(list.app).unfold}</span></th>
                    </tr>
                </thead>
                <tbody
                    role="rowgroup"
                    node_ref=control.body
                    on:click=click
                    on:pointerdown=press
                    on:keydown=arrow
                    on:pointerover=move |event| over(event.into())
                    on:pointerout=move |event| out(event.related_target())
                    on:focusin=focusin
                    on:focusout=move |event| out(event.related_target())
                >
                    {rows_in_sight}
                    {rows_below}
                </tbody>
            </table>
        </div>
        {tip.view()}
        {more.view()}
    }
}

fn rows(shared: Option<RowContext>, which: Range<usize>) -> Vec<AnyView> {
    let Some(shared) = shared else {
        return Vec::new();
    };
    let end = which.end.min(shared.len());
    (which.start..end)
        .map(|index| row::row(&shared, index))
        .collect()
}

fn open_menu(list: List, more: FloatingMenu, card: &SimCard, button: &HtmlElement, last: bool) {
    let label = (texts(list.app).more_of)(&row::number(card));
    let offers = Offers::of(list.app, card);
    more.open(button, label, menu::items(list.dialogs, &offers), last);
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

/// What a cell has no room for: all tags, or the state's meaning.
fn explanation(m: &'static Messages, card: &SimCard, button: &Element) -> String {
    if button.class_list().contains("tags") {
        return card.tags().collect::<Vec<_>>().join("\n");
    }
    facts::state(m, card, clock::now()).tip.join("\n")
}

/// With Shift everything between the last tick and this one follows it.
fn tick_range(list: List, id: i64, on: bool, shift: bool, anchor: StoredValue<Option<i64>>) {
    let ids = untrack(|| list.ids());
    let from = anchor.get_value().filter(|_| shift);
    list.tick(&range(&ids, from, id), on);
    anchor.set_value(Some(id));
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

/// Narrow screens show three facts; the others unfold.
fn unfold(button: &Element) {
    if let Some(row) = button.closest("tr").ok().flatten() {
        let open = row.class_list().toggle("open").unwrap_or(false);
        let _ = button.set_attribute("aria-expanded", if open { "true" } else { "false" });
    }
}

fn pick_page(list: List, m: &'static Messages) -> AnyView {
    let ticked = Memo::new(move |_| {
        let ids = list.ids();
        let on = list
            .app
            .selected_cards
            .with(|selected| ids.iter().filter(|id| selected.contains(**id)).count());
        (on, ids.len())
    });
    view! {
        <input
            type="checkbox"
            aria-label=m.cards().table.select_page
            aria-describedby=WAIT
            aria-disabled=move || list.row_count.stale.get().then_some("true")
            prop:checked=move || ticked.with(|(on, all)| on == all && *all > 0)
            prop:indeterminate=move || ticked.with(|(on, all)| *on > 0 && on < all)
            on:click=move |event: MouseEvent| {
                if list.row_count.stale.get_untracked() {
                    event.prevent_default();
                } else {
                    list.tick(&untrack(|| list.ids()), event_target_checked(&event));
                }
            }
        />
    }
}

fn head(list: List, m: &'static Messages, column: CardColumn, heading: String) -> AnyView {
    let note = match column {
        CardColumn::Cid => Some(m.cards().table.cid_note),
        CardColumn::Used => Some(m.cards().table.usage_note),
        CardColumn::Left => Some(m.cards().table.left_note),
        CardColumn::DataType => Some(m.rules.general_data_note),
        CardColumn::Network => Some(m.rules.nb_note),
        CardColumn::SimType => Some(m.cards().table.sim_type_note),
        _ => None,
    };
    let note = note
        .map(|note| view! { <InfoTip label=(m.cards().table.about)(&heading)>{note}</InfoTip> });
    let class = columns::class(column);
    let Some(by) = columns::sort_by(column) else {
        return view! { <th role="columnheader" scope="col" class=class>{heading}{note}</th> };
    };
    let sorted = Memo::new(move |_| {
        list.view.with(|view| {
            view.sort
                .filter(|sort| sort.by == by)
                .map(|sort| sort.descending)
        })
    });
    // First click: the order that answers a question (most used, first to expire); then the other way round; then none.
    let first_descending = column == CardColumn::Used;
    let click = move |_| {
        let next = match sorted.get_untracked() {
            None => Some(first_descending),
            Some(descending) if descending == first_descending => Some(!descending),
            Some(_) => None,
        };
        let sort = next.map(|descending| Sort { by, descending });
        list.go(CardsView {
            sort,
            page: Page::default(),
            ..list.view.get_untracked()
        });
    };
    let aria = move || match sorted.get() {
        None => "none",
        Some(true) => "descending",
        Some(false) => "ascending",
    };
    let arrow = move || {
        sorted.get().map(|descending| {
            icon(if descending {
                IconName::ArrowDown
            } else {
                IconName::ArrowUp
            })
        })
    };
    view! {
        <th role="columnheader" scope="col" class=class aria-sort=aria>
            <button type="button" class="sort" on:click=click>{heading}{arrow}</button>
            {note}
        </th>
    }
}
