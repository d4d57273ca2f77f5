//! Checkboxes in a list of orders; the selection is in the address.

use crate::state::App;
use crate::ui::table::{Selection, Tick};
use crate::view::prelude::*;

/// Selects or deselects orders, with at most `most` selected.
pub fn toggle(ticked: &mut Vec<i64>, ids: &[i64], on: bool, most: usize) {
    ticked.retain(|order| on || !ids.contains(order));
    for id in ids {
        if on && !ticked.contains(id) && ticked.len() < most {
            ticked.push(*id);
        }
    }
}

/// The checkbox column: `shown` are the orders on the page, `tick` is called with the orders to select or deselect.
#[must_use]
pub fn selection(
    app: App,
    shown: Signal<Vec<i64>>,
    ticked: Signal<Vec<i64>>,
    tick: Callback<(Vec<i64>, bool)>,
    page_label: &str,
) -> Selection {
    let page = Signal::derive(move || {
        let (shown, ticked) = (shown.get(), ticked.get());
        match shown.iter().filter(|id| ticked.contains(id)).count() {
            0 => Tick::None,
            all if all == shown.len() => Tick::All,
            _ => Tick::Some,
        }
    });
    Selection {
        checked: Callback::new(move |id: i64| ticked.with(|ticked| ticked.contains(&id))),
        on_toggle: tick,
        page,
        on_page: Callback::new(move |on: bool| tick.run((untrack(move || shown.get()), on))),
        page_label: page_label.to_owned(),
        wait: app.messages().common.rows_coming,
        row_label: Callback::new(|order: i64| order.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::toggle;

    #[test]
    fn no_more_than_there_is_room_for() {
        let mut ticked = vec![1, 2];
        toggle(&mut ticked, &[2, 3, 4], true, 3);
        assert_eq!(ticked, [1, 2, 3]);
        toggle(&mut ticked, &[1, 9], false, 3);
        assert_eq!(ticked, [2, 3]);
    }
}
