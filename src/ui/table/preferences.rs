//! A list of things that are shown or not, in an order: the body of a columns dialog.

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
    /// Name of the button that moves a line up.
    pub up: fn(&str) -> String,
    /// Name of the button that moves a line down.
    pub down: fn(&str) -> String,
    /// Announced after a move: name, place from 1, number of lines.
    pub moved: fn(&str, usize, usize) -> String,
}

/// Tick boxes with buttons that move a line up or down. The focus goes along with the line.
#[component]
pub fn Preferences(
    /// The lines in their order; changed in place.
    items: RwSignal<Vec<Preference>>,
    /// Names of the parts.
    texts: PreferenceTexts,
) -> impl IntoView {
    let said = RwSignal::new(String::new());
    let shift = move |key: &str, down: bool| {
        let mut place = None;
        items.update(|items| place = swap(items, key, down));
        let Some(to) = place else { return };
        let (name, count) = items.with_untracked(|items| {
            (
                items
                    .get(to)
                    .map(|item| item.text.clone())
                    .unwrap_or_default(),
                items.len(),
            )
        });
        said.set((texts.moved)(&name, to + 1, count));
    };
    let line = move |item: Preference| {
        let Preference {
            key, text, fixed, ..
        } = item;
        let read = key.clone();
        let shown =
            move || items.with(|items| items.iter().any(|item| item.key == read && item.shown));
        let changed = key.clone();
        let change = move |event| {
            let on = event_target_checked(&event);
            items.update(|items| {
                if let Some(item) = items.iter_mut().find(|item| item.key == changed) {
                    item.shown = on;
                }
            });
        };
        let (up, down) = (key.clone(), key);
        view! {
            <li>
                <label class="check">
                    <input type="checkbox" prop:checked=shown disabled=fixed on:change=change />
                    <span>{text.clone()}</span>
                </label>
                <button type="button" class="btn quiet only-icon" aria-label=(texts.up)(&text) on:click=move |_| shift(&up, false)>
                    {icon(IconName::ArrowUp)}
                </button>
                <button type="button" class="btn quiet only-icon" aria-label=(texts.down)(&text) on:click=move |_| shift(&down, true)>
                    {icon(IconName::ArrowDown)}
                </button>
            </li>
        }
    };
    view! {
        <ul class="preferences" aria-label=texts.label>
            <For each=move || items.get() key=|item| item.key.clone() children=line />
        </ul>
        <div class="sr-only" role="status">{said}</div>
    }
}

/// Moves a line by one place; its new place, or None at the end of the list.
fn swap(items: &mut [Preference], key: &str, down: bool) -> Option<usize> {
    let at = items.iter().position(|item| item.key == key)?;
    let to = if down { at + 1 } else { at.checked_sub(1)? };
    (to < items.len()).then(|| {
        items.swap(at, to);
        to
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_move_by_one_and_stop_at_the_ends() {
        let mut items: Vec<Preference> = ["a", "b", "c"]
            .map(|key| Preference {
                key: key.to_owned(),
                text: key.to_owned(),
                shown: true,
                fixed: false,
            })
            .to_vec();
        assert_eq!(swap(&mut items, "a", false), None);
        assert_eq!(swap(&mut items, "a", true), Some(1));
        assert_eq!(
            items
                .iter()
                .map(|item| item.key.as_str())
                .collect::<String>(),
            "bac"
        );
        assert_eq!(swap(&mut items, "c", true), None);
        assert_eq!(swap(&mut items, "gone", true), None);
    }
}
