//! What cannot be taken back, point by point (Q3.2, Q3.5–3.8, Q3.10, Q5.4, Q13.8).

use super::{Purchase, delivery, texts};
use crate::routes::purchase::{PoolChoice, Scenario};
use crate::ui::field::Checkbox;
use crate::view::prelude::*;
use gsl_model::can::DataType;

/// The points of this purchase: key and text. Tracked.
fn points(it: Purchase) -> Vec<(&'static str, &'static str)> {
    let t = texts(it.app);
    let (scenario, pool) = it.view.with(|view| (view.scenario, view.pool));
    let personal = scenario == Some(Scenario::Personal);
    let of = |wanted: bool, key, text| wanted.then_some((key, text));
    [
        of(!personal, "use", t.agree_use),
        of(personal, "personal", t.agree_personal),
        of(true, "number", t.agree_number),
        of(true, "return", t.agree_return),
        of(true, "fixed", t.agree_fixed),
        of(delivery::restricted(it), "region", t.agree_region),
        of(pool != PoolChoice::None, "pool", t.agree_pool),
        of(
            it.data() == DataType::Directional,
            "directional",
            t.agree_directional,
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn ticked(agreed: &str, key: &str) -> bool {
    agreed.split(' ').any(|one| one == key)
}

/// Whether every point is ticked. Tracked.
pub fn all_agreed(it: Purchase) -> bool {
    let points = points(it);
    it.agreed
        .with(|agreed| points.iter().all(|(key, _)| ticked(agreed, key)))
}

/// The boxes.
pub fn boxes(it: Purchase) -> AnyView {
    let t = texts(it.app);
    let one = |(key, text): (&'static str, &'static str)| {
        let on = Callback::new(move |on: bool| {
            it.agreed.update(|agreed| {
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
        let checked = Signal::derive(move || it.agreed.with(|agreed| ticked(agreed, key)));
        view! { <li><Checkbox label=text checked=checked on_change=on /></li> }
    };
    let boxes = untrack(move || points(it)).into_iter().map(one);
    view! {
        <fieldset class="points">
            <legend>{t.agree_title}</legend>
            <ul>{boxes.collect_view()}</ul>
        </fieldset>
    }
    .into_any()
}
