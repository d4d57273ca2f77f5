//! What cannot be taken back, point by point (Q3.2, Q3.5–3.8, Q3.10, Q5.4, Q13.8).

use super::{PurchaseWizard, delivery, texts};
use crate::features::wizard::points::{self, Point};
use crate::routes::purchase::{PoolChoice, Scenario};
use crate::view::prelude::*;
use gsl_model::can::DataType;

/// The points of this purchase: key and text. Tracked.
fn of(wizard: PurchaseWizard) -> Vec<Point> {
    let t = texts(wizard.app);
    let (scenario, pool) = wizard.view.with(|view| (view.scenario, view.pool));
    let personal = scenario == Some(Scenario::Personal);
    let when = |wanted: bool, key, text| wanted.then_some((key, text));
    [
        when(!personal, "use", t.agree_use),
        when(personal, "personal", t.agree_personal),
        when(true, "number", t.agree_number),
        when(true, "return", t.agree_return),
        when(true, "fixed", t.agree_fixed),
        when(delivery::restricted(wizard), "region", t.agree_region),
        when(pool != PoolChoice::None, "pool", t.agree_pool),
        when(
            wizard.data() == DataType::Directional,
            "directional",
            t.agree_directional,
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Whether every point is ticked. Tracked.
pub fn all_agreed(wizard: PurchaseWizard) -> bool {
    points::all_agreed(wizard.agreed, &of(wizard))
}

/// The boxes.
pub fn boxes(wizard: PurchaseWizard) -> AnyView {
    let points = untrack(move || of(wizard));
    points::boxes(texts(wizard.app).agree_title, wizard.agreed, points)
}
