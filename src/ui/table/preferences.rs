//! A list of things that are shown or not, in an order: the columns of a table.

use crate::ui::button::IconButton;
use crate::ui::field::Checkbox;
use crate::ui::icon::{IconName, icon};
use crate::view::prelude::*;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preference {
    /// Which one.
    pub key: String,
    /// Its name.
    pub text: String,
    /// Whether it shows.
    pub shown: bool,
    /// It cannot be hidden.
    pub fixed: bool,
}

/// All texts of a preferences list; the functions take a line's name.
#[derive(Clone, Copy, Debug)]
pub struct PreferenceTexts {
    /// Name of the list.
    pub label: &'static str,
    /// Why a line cannot be hidden.
    pub always: fn(&str) -> String,
    /// Name of the button that moves a line up.
    pub up: fn(&str) -> String,
    /// Name of the button that moves a line down.
    pub down: fn(&str) -> String,
    /// Announced after a move: name, place from 1, number of lines.
    pub moved: fn(&str, usize, usize) -> String,
}

/// Tick boxes with buttons that move a line up or down; a line can also be dragged to its place. The focus goes along with the line.
#[component]
pub fn Preferences(
    /// The lines in their order.
    items: Signal<Vec<Preference>>,
    /// Shows or hides a line, by its key.
    on_show: Callback<(String, bool)>,
    /// Exchanges two lines, by their keys.
    on_swap: Callback<(String, String)>,
    /// Names of the parts.
    texts: PreferenceTexts,
) -> impl IntoView {
    let said = RwSignal::new(String::new());
    let shift = move |key: &str, down: bool| {
        let lines = items.get_untracked();
        let Some((to, other)) = neighbour(&lines, key, down) else {
            return;
        };
        let name = lines.iter().find(|line| line.key == key);
        let name = name.map(|line| line.text.clone()).unwrap_or_default();
        on_swap.run((key.to_owned(), other));
        said.set((texts.moved)(&name, to + 1, lines.len()));
    };
    // The line that is dragged.
    let dragged = StoredValue::new(None::<String>);
    let drag_over = move |over: &str| {
        let Some(key) = dragged.get_value() else {
            return;
        };
        let lines = items.get_untracked();
        let place = |key: &str| lines.iter().position(|line| line.key == key);
        let (Some(from), Some(to)) = (place(&key), place(over)) else {
            return;
        };
        for _ in 0..from.abs_diff(to) {
            shift(&key, from < to);
        }
    };
    let line = move |item: Preference| {
        let key = StoredValue::new(item.key);
        let shown = Signal::derive(move || {
            items.with(|items| {
                items
                    .iter()
                    .any(|item| item.shown && key.with_value(|key| *key == item.key))
            })
        });
        let show = Callback::new(move |on| on_show.run((key.get_value(), on)));
        let step = move |down| Callback::new(move |()| shift(&key.get_value(), down));
        let always = item.fixed.then(|| (texts.always)(&item.text));
        view! {
            <li
                draggable="true"
                on:dragstart=move |_| dragged.set_value(Some(key.get_value()))
                on:dragend=move |_| dragged.set_value(None)
                on:dragover=move |event: web_sys::DragEvent| {
                    if dragged.with_value(Option::is_some) {
                        event.prevent_default();
                        drag_over(&key.get_value());
                    }
                }
                on:drop=move |event: web_sys::DragEvent| event.prevent_default()
            >
                <span class="grip">{icon(IconName::Grip)}</span>
                <Checkbox label=item.text.clone() checked=shown on_change=show disabled_reason=always />
                <span class="grow"></span>
                <IconButton icon=IconName::ArrowUp label=(texts.up)(&item.text) on_click=step(false) />
                <IconButton icon=IconName::ArrowDown label=(texts.down)(&item.text) on_click=step(true) />
            </li>
        }
    };
    view! {
        <fieldset class="columns">
            <legend>{texts.label}</legend>
            <ul>
                <For each=move || items.get() key=|item| item.key.clone() children=line />
            </ul>
        </fieldset>
        <div class="sr-only" role="status">{said}</div>
    }
}

/// Place and key of the line that one changes places with; None at the end of the list.
fn neighbour(items: &[Preference], key: &str, down: bool) -> Option<(usize, String)> {
    let at = items.iter().position(|item| item.key == key)?;
    let to = if down { at + 1 } else { at.checked_sub(1)? };
    Some((to, items.get(to)?.key.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_move_by_one_and_stop_at_the_ends() {
        let items: Vec<Preference> = ["a", "b", "c"]
            .map(|key| Preference {
                key: key.to_owned(),
                text: key.to_owned(),
                shown: true,
                fixed: false,
            })
            .to_vec();
        assert_eq!(neighbour(&items, "a", false), None);
        assert_eq!(neighbour(&items, "a", true), Some((1, "b".to_owned())));
        assert_eq!(neighbour(&items, "c", false), Some((1, "b".to_owned())));
        assert_eq!(neighbour(&items, "c", true), None);
        assert_eq!(neighbour(&items, "gone", true), None);
    }
}
