//! The ways to top up: this month's add-on, the pool's, longer validity; and that nothing is returned (Q5.7–5.9).

use super::super::texts;
use crate::features::pools::wizards;
use crate::features::wizard::panel;
use crate::routes::Route;
use crate::routes::pool::{PoolKind, PoolsView};
use crate::routes::renewal::RenewalView;
use crate::state::App;
use crate::view::prelude::*;

/// The ways, each with the link to it.
pub fn ways(app: App) -> AnyView {
    let t = texts(app);
    let pools = Route::Pools(PoolsView::of(PoolKind::Forward));
    let renewal = Route::Renewal(RenewalView::default());
    let ways = [
        (t.way_card, None),
        (t.way_pool, Some((app.nav.href(&pools), t.to_pools))),
        (
            t.way_renew,
            Some((app.nav.href(&renewal), app.messages().shell.renewal)),
        ),
        (
            t.way_return,
            wizards::create(app).map(|href| (href, t.to_new_pool)),
        ),
    ];
    let way = |(text, link): (&'static str, Option<(String, &'static str)>)| {
        let link = link.map(|(href, name)| view! { " "<a href=href>{name}</a> });
        view! { <li>{text}{link}</li> }
    };
    let list = view! { <ul class="wizard-meaning">{ways.into_iter().map(way).collect_view()}</ul> };
    panel(t.ways, list.into_view())
}
