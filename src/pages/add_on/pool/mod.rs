//! 购买叠加包 for a forward pool: sizes, how many are needed, what it costs and brings, send once, see it arrive
//! (console.md section 13, Q5.7–5.9, Q13.5).

mod arrive;
mod offers;

use super::texts;
use crate::api::{Query, pool_wizard_calls as calls, use_query};
use crate::features::pools::frame::{self, back};
use crate::features::pools::head::{carrier, head};
use crate::features::query_section::{load_state, part};
use crate::features::wizard::Sender;
use crate::features::wizard::{Frame, page};
use crate::platform::draft::Draft;
use crate::routes::Route;
use crate::routes::pool_wizard::AddOnView;
use crate::state::{App, app};
use crate::ui::badge::Status;
use crate::ui::feedback::Advice;
use crate::view::prelude::*;
use gsl_model::pool::{
    MOST_PACKAGES, add_on_since, cheapest_add_on, largest_add_on, packages_needed,
};
use gsl_model::units::Megabytes;
use gsl_model::wire::{AddOnOffer, PoolAddOns, SimPool};

/// The wizard. Copy.
#[derive(Clone, Copy)]
pub struct PoolAddOnWizard {
    /// The console.
    pub app: App,
    /// 流量池号
    pub id: i64,
    /// What the address holds.
    pub view: Memo<AddOnView>,
    /// The pool.
    pub pool: Query<SimPool>,
    /// Bought and offered.
    pub add_ons: Query<PoolAddOns>,
    /// Sends.
    pub sender: Sender,
    /// What was typed and not sent.
    pub draft: Draft,
    /// What has been acknowledged.
    pub agreed: RwSignal<String>,
}

impl PoolAddOnWizard {
    fn new(app: App, id: i64) -> Self {
        let view = Memo::new(move |_| match app.nav.route() {
            Route::PoolAddOn(_, view) => view,
            _ => AddOnView::default(),
        });
        let draft = Draft::of(&format!("pool-add-on-{id}"));
        Self {
            app,
            id,
            view,
            pool: use_query::<SimPool>(app.client, move || Some(calls::pool(id))),
            add_ons: use_query::<PoolAddOns>(app.client, move || Some(calls::add_ons(id))),
            sender: frame::sender(app, draft),
            draft,
            agreed: draft.signal("agreed"),
        }
    }

    /// Another choice.
    pub fn choose(self, change: impl FnOnce(&mut AddOnView)) {
        let mut view = self.view.get_untracked();
        change(&mut view);
        self.app.nav.replace(&Route::PoolAddOn(self.id, view));
    }

    /// How many packages of an offer cover what is needed; one when nothing is given.
    #[must_use]
    pub fn needed(self, offer: &AddOnOffer) -> i64 {
        let mb = self.view.with(|view| view.mb).and_then(Megabytes::from_mb);
        mb.and_then(|mb| packages_needed(mb, offer.size))
            .unwrap_or(1)
            .max(1)
    }

    /// The chosen offer and how many, never more than one purchase takes; when none was chosen, the cheapest that covers
    /// what is needed, else as much as one purchase holds. Tracked.
    #[must_use]
    pub fn chosen(self) -> Option<(AddOnOffer, i64)> {
        let add_ons = self.add_ons.data()?;
        let view = self.view.get();
        let need = view.mb.and_then(Megabytes::from_mb);
        if let (true, Some(need)) = (view.plan.is_empty(), need) {
            let (offer, count) = cheapest_add_on(&add_ons.offers, need)
                .or_else(|| largest_add_on(&add_ons.offers))?;
            return Some((offer.clone(), view.quantity.unwrap_or(count)));
        }
        let chosen = |offer: &&AddOnOffer| offer.price_plan_id == view.plan;
        let offer = add_ons.offers.iter().find(chosen)?;
        let needed = || self.needed(offer).min(MOST_PACKAGES);
        let quantity = view.quantity.unwrap_or_else(needed);
        Some((offer.clone(), quantity))
    }

    fn refusal(self, refusal: &str) -> AnyView {
        let t = texts(self.app);
        let since = self
            .pool
            .data()
            .and_then(|pool| add_on_since(carrier(&pool)))
            .map(|since| since.to_string())
            .unwrap_or_default();
        let why = match refusal {
            "carrier" => t.no_add_on_carrier.to_owned(),
            "discarded" => frame::texts(self.app).discarded.to_owned(),
            "bought_before" => (t.no_add_on_before)(&since),
            other => other.to_owned(),
        };
        view! { <Advice kind=Status::Bad><p><b>{t.no_add_on}</b></p><p>{why}</p></Advice> }
    }

    fn draw(self) -> AnyView {
        let app = self.app;
        let t = texts(app);
        let done = Memo::new(move |_| self.view.with(|view| view.done));
        let content = move || {
            let Some(add_ons) = self.add_ons.data() else {
                return AnyView::Nothing;
            };
            match (&add_ons.refusal, add_ons.offers.is_empty()) {
                (Some(refusal), _) => self.refusal(refusal),
                (None, true) => self.refusal("carrier"),
                (None, false) => offers::offers(self),
            }
        };
        let body = move || match done.get() {
            Some(order) => arrive::arrive(self, order),
            None => {
                // The offers stay as they are while the list of add-ons is asked again.
                part(load_state(self.add_ons), 6, content)
            }
        };
        let pool = self.pool;
        let top = move || {
            pool.data()
                .map_or(AnyView::Nothing, |pool| head(app, &pool))
        };
        let frame = Frame {
            steps_label: t.steps_label,
            title: t.add_on_title,
            purpose: t.add_on_purpose,
            back: back(app, Some(self.id)),
            steps: &[],
            step: Signal::derive(move || usize::from(done.get().is_some())),
            missing: frame::missing(app),
        };
        page(
            app,
            frame,
            view! { {part(load_state(pool), 3, top)} {body} },
        )
    }
}

/// 购买叠加包
#[component]
pub fn PoolAddOnPage(
    /// The pool.
    id: i64,
) -> impl IntoView {
    PoolAddOnWizard::new(app(), id).draw()
}
