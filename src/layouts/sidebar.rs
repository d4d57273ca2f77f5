//! The navigation: links to every page in groups that fold; on narrow screens, or when chosen, a rail of icons.

use super::pages::{NavGroup, NavPage, account, groups};
use crate::platform::storage;
use crate::routes::Route;
use crate::routes::pool::PoolKind;
use crate::state::{App, app};
use crate::ui::icon::{IconName, icon};
use crate::view::prelude::*;

/// Where the folded groups are kept, by their keys.
const FOLDED: &str = "nav.folded";
/// Where it is kept whether the navigation is a rail.
const RAIL: &str = "nav.rail";

/// Whether the navigation is a rail. Copy.
#[derive(Clone, Copy)]
pub struct Rail(RwSignal<Option<bool>>);

impl Rail {
    /// As stored; without a choice the width of the console decides.
    pub fn kept() -> Self {
        Self(RwSignal::new(storage::text(RAIL).map(|kept| kept == "on")))
    }

    /// The user's choice. Tracked.
    pub fn chosen(self) -> Option<bool> {
        self.0.get()
    }

    /// Toggles it; `is_rail` is the current appearance.
    pub fn toggle(self, is_rail: bool) {
        storage::set_text(RAIL, if is_rail { "off" } else { "on" });
        self.0.set(Some(!is_rail));
    }
}

/// Whether `now` is below `route` in the navigation.
fn is_inside(now: &Route, route: &Route) -> bool {
    now.same_page(route)
        || match (now, route) {
            (Route::Card { .. } | Route::CardAddOn(_), Route::Cards(_)) => true,
            (Route::BulkJob(_), Route::Batch(_)) | (Route::Order(_), Route::Orders(_)) => true,
            (Route::WorkOrder(view), Route::WorkOrders(_)) => view.id != 0,
            (Route::Pool(pool), Route::Pools(list)) => pool.kind == list.kind,
            (
                Route::PoolNew(_)
                | Route::PoolJoin(..)
                | Route::PoolActivate(..)
                | Route::PoolAddOn(..),
                Route::Pools(list),
            ) => list.kind == PoolKind::Forward,
            _ => false,
        }
}

fn link(app: App, page: NavPage) -> AnyView {
    let href = app.nav.href(&page.route);
    let route = page.route;
    let current = move || is_inside(&app.nav.route(), &route).then_some("page");
    view! {
        <a class="side-link" href=href aria-current=current title=page.name>
            {icon(page.icon)}
            <span>{page.name}</span>
        </a>
    }
}

fn group(app: App, group: NavGroup, folded: RwSignal<Vec<String>>) -> AnyView {
    let links = group.pages.into_iter().map(|page| link(app, page));
    let links = links.collect_view();
    if group.name.is_empty() {
        return links;
    }
    let key = group.key;
    let is_folded =
        Memo::new(move |_| folded.with(|folded| folded.iter().any(|folded| folded == key)));
    let toggle = move |_| {
        folded.update(|folded| {
            let before = folded.len();
            folded.retain(|folded| folded != key);
            if folded.len() == before {
                folded.push(key.to_owned());
            }
        });
        storage::set_text(FOLDED, &folded.with_untracked(|folded| folded.join(" ")));
    };
    view! {
        <div class="side-group" class:folded=is_folded role="group" aria-label=group.name>
            <button type="button" class="group" aria-expanded=move || (!is_folded.get()).to_string() on:click=toggle>
                <span>{group.name}</span>
                {icon(IconName::ChevronDown)}
            </button>
            {links}
        </div>
    }
}

/// Links to every page.
#[component]
pub fn Sidebar(
    /// Turns the navigation into a rail and back.
    toggle_rail: Callback<()>,
) -> impl IntoView {
    let app = app();
    let m = &app.messages().shell;
    let kept = storage::text(FOLDED).unwrap_or_default();
    let folded = RwSignal::new(kept.split_whitespace().map(str::to_owned).collect());
    let groups = groups(m).into_iter().map(|one| group(app, one, folded));
    view! {
        <nav class="side" id="gsl-navigation" aria-label=m.navigation>
            {groups.collect_view()}
            {move || app.client.mirrors().then(|| link(app, account(m)))}
            <button type="button" class="side-link side-fold" title=m.fold_navigation on:click=move |_| toggle_rail.run(())>
                {icon(IconName::Collapse)}
                <span>{m.fold_navigation}</span>
            </button>
        </nav>
    }
}
