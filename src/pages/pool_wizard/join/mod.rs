//! 创建流量池 and 新增成员: choose orders, every rule for every order, what it means, send (Q13.3, Q13.4, Q13.8, Q13.11).

mod check;
mod choose;
mod confirm;
mod others;
mod table;

use super::order;
use crate::api::{Query, pool_wizard_calls as calls, use_query};
use crate::features::pools::frame::{self, texts};
use crate::features::pools::head as pool_head;
use crate::features::query_section::{load_state, part};
use crate::features::wizard::{Frame, page, panel};
use crate::features::wizard::{RUN, Sender};
use crate::platform::draft::Draft;
use crate::routes::pool_wizard::{JoinStep, JoinView};
use crate::routes::{CardsView, Route};
use crate::state::{App, app};
use crate::ui::button::ButtonLink;
use crate::view::prelude::*;
use gsl_model::wire::{JoinCheckAnswer, JoinRequest, SimPool};

/// The wizard. Copy.
#[derive(Clone, Copy)]
pub struct JoinWizard {
    /// The console.
    pub app: App,
    /// The pool that takes members; None for one to be made.
    pub into: Option<i64>,
    /// What the address holds.
    pub view: Memo<JoinView>,
    /// The pre-check, from its step on.
    pub check: Query<JoinCheckAnswer>,
    /// Name of a new pool.
    pub name: RwSignal<String>,
    /// Sends.
    pub sender: Sender,
    draft: Draft,
}

impl JoinWizard {
    fn new(app: App, into: Option<i64>) -> Self {
        let view = Memo::new(move |_| match app.nav.route() {
            Route::PoolNew(view) | Route::PoolJoin(_, view) => view,
            _ => JoinView::default(),
        });
        let draft = Draft::of(
            &into.map_or_else(|| "pool-new".to_owned(), |pool| format!("pool-join-{pool}")),
        );
        let check = use_query::<JoinCheckAnswer>(app.client, move || {
            view.with(|view| {
                let named = !view.orders.is_empty() || !view.cards.is_empty();
                let asked = view.step != JoinStep::Choose && view.done.is_none() && named;
                asked.then(|| {
                    calls::pre_check(&JoinRequest {
                        sim_pool_id: into,
                        order_ids: view.orders.clone(),
                        sim_card_ids: view.cards.clone(),
                        pool_name: None,
                    })
                })
            })
        });
        Self {
            app,
            into,
            view,
            check,
            name: draft.signal("name"),
            sender: frame::sender(app, draft),
            draft,
        }
    }

    fn route(self, view: JoinView) -> Route {
        match self.into {
            None => Route::PoolNew(view),
            Some(pool) => Route::PoolJoin(pool, view),
        }
    }

    /// Another choice, in the same step.
    pub fn choose(self, change: impl FnOnce(&mut JoinView)) {
        let mut view = self.view.get_untracked();
        change(&mut view);
        self.app.nav.replace(&self.route(view));
    }

    /// To a step.
    pub fn go(self, step: JoinStep) {
        let view = self.view.get_untracked();
        self.app.nav.go(&self.route(JoinView { step, ..view }));
    }

    /// It was sent: the steps before cannot be sent again.
    pub fn done(self, order: i64, pool: i64) {
        self.draft.forget(&[RUN, "name"]);
        self.choose(|view| view.done = Some((order, pool)));
    }

    /// Whether anything was chosen.
    pub fn chosen(self) -> bool {
        self.view
            .with(|view| !view.orders.is_empty() || !view.cards.is_empty())
    }

    fn draw(self) -> AnyView {
        let app = self.app;
        let t = texts(app);
        let step = Memo::new(move |_| {
            self.view.with(|view| match (view.done, view.step) {
                (Some(_), _) => 3,
                (None, JoinStep::Choose) => 0,
                (None, JoinStep::Check) => 1,
                (None, JoinStep::Confirm) => 2,
            })
        });
        let content = move || match step.get() {
            0 => choose::choose(self),
            1 => check::check(self),
            2 => confirm::confirm(self),
            _ => self.result(),
        };
        let (title, purpose, steps) = match self.into {
            None => (t.new_title, t.new_purpose, t.new_steps),
            Some(_) => (t.join_title, t.join_purpose, t.join_steps),
        };
        let frame = Frame {
            steps_label: t.steps,
            title,
            purpose,
            back: frame::back(app, self.into),
            steps,
            step: step.into(),
            missing: frame::missing(app),
        };
        let head = self.into.map(|pool| {
            let pool = use_query::<SimPool>(app.client, move || Some(calls::pool(pool)));
            let content = move || {
                pool.data()
                    .map_or(AnyView::Nothing, |pool| pool_head::head(app, &pool))
            };
            part(load_state(pool), 3, content)
        });
        page(app, frame, view! { {head} {content} })
    }

    fn result(self) -> AnyView {
        let t = texts(self.app);
        let Some((number, pool)) = self.view.with_untracked(|view| view.done) else {
            return AnyView::Nothing;
        };
        let cards = self.app.nav.href(&Route::Cards(CardsView::default()));
        let again = self.app.nav.href(&self.route(JoinView::default()));
        let text = match self.into {
            None => t.created_next,
            Some(_) => t.joined_next,
        };
        view! {
            {panel(t.sent, view! {
                <p>{text}</p>
                <p class="row">
                    <ButtonLink href=frame::pool_href(self.app, pool)>{t.to_pool}</ButtonLink>
                    <ButtonLink href=cards>{t.to_cards}</ButtonLink>
                    <ButtonLink href=again>{t.once_more}</ButtonLink>
                </p>
            })}
            {order::order(self.app, number)}
        }
    }
}

/// 创建流量池
#[component]
pub fn PoolNewPage() -> impl IntoView {
    JoinWizard::new(app(), None).draw()
}

/// 新增成员
#[component]
pub fn PoolJoinPage(
    /// The pool that takes them.
    id: i64,
) -> impl IntoView {
    JoinWizard::new(app(), Some(id)).draw()
}
