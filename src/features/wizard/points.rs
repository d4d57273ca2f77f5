//! What cannot be undone, point by point, each with a box to tick.

use crate::ui::field::Checkbox;
use crate::view::prelude::*;

/// Key and text of a point.
pub type Point = (&'static str, &'static str);

fn ticked(agreed: &str, key: &str) -> bool {
    agreed.split(' ').any(|one| one == key)
}

/// Whether every point is ticked; `agreed` holds the keys of those that are, between spaces. Tracked.
#[must_use]
pub fn all_agreed(agreed: RwSignal<String>, points: &[Point]) -> bool {
    agreed.with(|agreed| points.iter().all(|(key, _)| ticked(agreed, key)))
}

/// The boxes.
#[must_use]
pub fn boxes(title: &'static str, agreed: RwSignal<String>, points: Vec<Point>) -> AnyView {
    let one = |(key, text): Point| {
        let on = Callback::new(move |on: bool| {
            agreed.update(|agreed| {
                let mut keys: Vec<&str> = agreed
                    .split(' ')
                    .filter(|one| !one.is_empty() && *one != key)
                    .collect();
                if on {
                    keys.push(key);
                }
                *agreed = keys.join(" ");
            });
        });
        let checked = Signal::derive(move || agreed.with(|agreed| ticked(agreed, key)));
        view! { <li><Checkbox label=text checked=checked on_change=on /></li> }
    };
    view! {
        <fieldset class="points">
            <legend>{title}</legend>
            <ul>{points.into_iter().map(one).collect_view()}</ul>
        </fieldset>
    }
}
