//! What cannot be taken back, point by point (Q3.2, Q3.5–3.8, Q3.10, Q5.4, Q13.8).

use super::{Purchase, delivery, texts};
use crate::pages::shared::wizard::points::{self, Point};
use crate::routes::purchase::{PoolChoice, Scenario};
use crate::view::prelude::*;
use gsl_model::can::DataType;

/// The points of this purchase: key and text. Tracked.
fn of(it: Purchase) -> Vec<Point> {
    let t = texts(it.app);
    let (scenario, pool) = it.view.with(|view| (view.scenario, view.pool));
    let personal = scenario == Some(Scenario::Personal);
    let when = |wanted: bool, key, text| wanted.then_some((key, text));
    [
        when(!personal, "use", t.agree_use),
        when(personal, "personal", t.agree_personal),
        when(true, "number", t.agree_number),
        when(true, "return", t.agree_return),
        when(true, "fixed", t.agree_fixed),
        when(delivery::restricted(it), "region", t.agree_region),
        when(pool != PoolChoice::None, "pool", t.agree_pool),
        when(
            it.data() == DataType::Directional,
            "directional",
            t.agree_directional,
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Whether every point is ticked. Tracked.
pub fn all_agreed(it: Purchase) -> bool {
    points::all_agreed(it.agreed, &of(it))
}

/// The boxes.
pub fn boxes(it: Purchase) -> AnyView {
    let points = untrack(move || of(it));
    points::boxes(texts(it.app).agree_title, it.agreed, points)
}
