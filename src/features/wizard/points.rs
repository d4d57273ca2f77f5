//! What cannot be undone: point by point, and one box for all of them.

use crate::ui::field::Checkbox;
use crate::view::prelude::*;

/// Key and text of a point.
pub type Point = (&'static str, &'static str);

fn keys(points: &[Point]) -> String {
    let keys: Vec<&str> = points.iter().map(|(key, _)| *key).collect();
    keys.join(" ")
}

/// Whether every key of `own` is among those confirmed: fewer points than were confirmed need no second confirmation.
fn covers(agreed: &str, own: &str) -> bool {
    own.split(' ')
        .all(|key| agreed.split(' ').any(|one| one == key))
}

/// Whether these points were confirmed; `agreed` holds the keys of those that were, between spaces. Tracked.
#[must_use]
pub fn all_agreed(agreed: RwSignal<String>, points: &[Point]) -> bool {
    let own = keys(points);
    agreed.with(|agreed| covers(agreed, &own))
}

/// The points as a list and one box that `title` names; a single point is the name of the box.
#[must_use]
pub fn boxes(title: &'static str, agreed: RwSignal<String>, points: Vec<Point>) -> AnyView {
    let own = keys(&points);
    let checked = {
        let own = own.clone();
        Signal::derive(move || agreed.with(|agreed| covers(agreed, &own)))
    };
    let on = Callback::new(move |on: bool| {
        agreed.set(if on { own.clone() } else { String::new() });
    });
    let (list, label) = match points.as_slice() {
        [(_, text)] => (None, *text),
        _ => {
            let point = |(_, text): Point| view! { <li>{text}</li> };
            let points = points.into_iter().map(point).collect_view();
            (Some(view! { <ul>{points}</ul> }), title)
        }
    };
    view! {
        <div class="points" role="group" aria-label=title>
            {list}
            <Checkbox label=label checked=checked on_change=on />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn a_point_more_is_confirmed_anew_a_point_less_is_not() {
        assert!(covers("use return pool", "use return"));
        assert!(covers("use return", "use return"));
        assert!(!covers("use return", "use return pool"));
        assert!(!covers("", "use"));
    }
}
