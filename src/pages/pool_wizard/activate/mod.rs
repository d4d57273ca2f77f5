//! 批量激活: choose cards in one of four ways, see what would happen, send, follow each card (Q7.1, Q13.9, Q13.10).

mod check;
mod entries;
mod file;
mod numbers;
mod ways;

pub use numbers::typed;

use super::order;
use crate::api::{Query, pool_wizard_calls as calls, use_query};
use crate::features::pools::frame::{self, back, pool_href, texts};
use crate::features::pools::head::{discarded, head};
use crate::features::query_section::{load_state, part};
use crate::features::wizard::{Frame, facts, page, panel, volume};
use crate::features::wizard::{RUN, Sender};
use crate::platform::draft::Draft;
use crate::routes::Route;
use crate::routes::pool_wizard::{ActivateView, ActivationMethod};
use crate::state::{App, app};
use crate::ui::button::ButtonLink;
use crate::view::prelude::*;
use gsl_model::pool::{SegmentError, segment_ends};
use gsl_model::wire::{ActivateAnswer, ActivateRequest, SimPool};
use numbers::{BadEntry, Entry};

/// The wizard. Copy.
#[derive(Clone, Copy)]
pub struct ActivateWizard {
    /// The console.
    pub app: App,
    /// 流量池号
    pub id: i64,
    /// What the address holds.
    pub view: Memo<ActivateView>,
    /// The pool.
    pub pool: Query<SimPool>,
    /// First container ID of a segment.
    pub start: RwSignal<String>,
    /// Last container ID of a segment.
    pub end: RwSignal<String>,
    /// What was typed.
    pub typed: RwSignal<String>,
    /// Entries of the file, see [`numbers::kept`].
    pub file: RwSignal<String>,
    /// Name of the file.
    pub file_name: RwSignal<String>,
    /// Leave out what is refused.
    pub skip: RwSignal<bool>,
    /// What would happen, from that step on.
    pub dry: Query<ActivateAnswer>,
    /// Sends.
    pub sender: Sender,
    draft: Draft,
}

impl ActivateWizard {
    fn new(app: App, id: i64) -> Self {
        let view = Memo::new(move |_| match app.nav.route() {
            Route::PoolActivate(_, view) => view,
            _ => ActivateView::default(),
        });
        let draft = Draft::of(&format!("pool-activate-{id}"));
        let (start, end) = (draft.signal("start"), draft.signal("end"));
        let (typed, file) = (draft.signal("typed"), draft.signal("file"));
        let pool = use_query::<SimPool>(app.client, move || Some(calls::pool(id)));
        let body = move |dry_run, skip| {
            view.with(|view| request(view, start, end, typed, file, dry_run, skip))
        };
        let dry = use_query::<ActivateAnswer>(app.client, move || {
            let asked = view.with(|view| view.check && view.done.is_none());
            asked
                .then(|| body(true, false))
                .flatten()
                .map(|body| calls::try_activation(id, &body))
        });
        Self {
            app,
            id,
            view,
            pool,
            start,
            end,
            typed,
            file,
            file_name: draft.signal("file-name"),
            skip: RwSignal::new(false),
            dry,
            sender: frame::sender(app, draft),
            draft,
        }
    }

    fn way(self) -> ActivationMethod {
        self.view.with(|view| view.way)
    }

    /// The entries of the way chosen, when it has any. Tracked.
    fn entries(self) -> Vec<Entry> {
        match self.way() {
            ActivationMethod::Pool | ActivationMethod::Segment => Vec::new(),
            ActivationMethod::File => self.file.with(|text| numbers::kept(text)),
            ActivationMethod::Input => self.typed.with(|text| numbers::typed(text)),
        }
    }

    /// Those that are no container IDs. Tracked.
    fn bad(self) -> Vec<BadEntry> {
        numbers::bad(&self.entries())
    }

    /// The ends of the segment. Tracked.
    fn segment(self) -> Result<u64, SegmentError> {
        let ends = self
            .start
            .with(|start| self.end.with(|end| segment_ends(start, end)))?;
        Ok(ends.end() - ends.start() + 1)
    }

    /// What is sent; None while it is incomplete or wrong.
    fn request(self, dry_run: bool, skip: bool) -> Option<ActivateRequest> {
        let Self {
            start,
            end,
            typed,
            file,
            ..
        } = self;
        self.view
            .with(|view| request(view, start, end, typed, file, dry_run, skip))
    }

    /// Another choice, in the same step.
    fn choose(self, change: impl FnOnce(&mut ActivateView)) {
        let mut view = self.view.get_untracked();
        change(&mut view);
        self.app.nav.replace(&Route::PoolActivate(self.id, view));
    }

    /// To the preview step, or back.
    fn go(self, check: bool) {
        let view = self.view.get_untracked();
        self.skip.set(false);
        self.app.nav.go(&Route::PoolActivate(
            self.id,
            ActivateView { check, ..view },
        ));
    }

    fn done(self, order: i64) {
        self.draft
            .forget(&[RUN, "start", "end", "typed", "file", "file-name"]);
        self.choose(|view| view.done = Some(order));
    }

    fn draw(self) -> AnyView {
        let app = self.app;
        let t = texts(app);
        let step = Memo::new(move |_| {
            self.view.with(|view| match (view.done, view.check) {
                (Some(_), _) => 2,
                (None, true) => 1,
                (None, false) => 0,
            })
        });
        let gone = Memo::new(move |_| self.pool.data().is_some_and(|pool| discarded(&pool)));
        let content = move || match step.get() {
            2 => self.result(),
            _ if gone.get() => AnyView::Nothing,
            1 => check::check(self),
            _ => ways::ways(self),
        };
        let pool = self.pool;
        let top = move || {
            pool.data()
                .map_or(AnyView::Nothing, |pool| head(app, &pool))
        };
        let frame = Frame {
            steps_label: t.steps,
            title: t.activate_title,
            purpose: t.activate_purpose,
            back: back(app, Some(self.id)),
            steps: t.activate_steps,
            step: step.into(),
            missing: frame::missing(app),
        };
        page(
            app,
            frame,
            view! { {part(load_state(pool), 3, top)} {content} },
        )
    }

    fn result(self) -> AnyView {
        let t = texts(self.app);
        let Some(number) = self.view.with_untracked(|view| view.done) else {
            return AnyView::Nothing;
        };
        let again = self.app.nav.href(&Route::pool_activate(self.id, None));
        let pool = self.pool;
        let total = move || {
            let total = pool.data().and_then(|pool| pool.flow_total)?;
            Some(facts(vec![(t.total_now, volume(total))]))
        };
        view! {
            {panel(t.sent, view! {
                <p>{t.activated_next}</p>
                {total}
                <p class="small muted">{t.delayed}</p>
                <p class="row">
                    <ButtonLink href=pool_href(self.app, self.id)>{t.to_pool}</ButtonLink>
                    <ButtonLink href=again>{t.once_more}</ButtonLink>
                </p>
            })}
            {order::order(self.app, number)}
        }
    }
}

fn request(
    view: &ActivateView,
    start: RwSignal<String>,
    end: RwSignal<String>,
    typed: RwSignal<String>,
    file: RwSignal<String>,
    dry_run: bool,
    skip_refused: bool,
) -> Option<ActivateRequest> {
    let mut body = ActivateRequest {
        dry_run,
        skip_refused,
        ..ActivateRequest::default()
    };
    body.way = match view.way {
        ActivationMethod::Pool => {
            body.quantity = view.count;
            "pool"
        }
        ActivationMethod::Segment => {
            let (first, last) = (start.get(), end.get());
            segment_ends(&first, &last).ok()?;
            body.start = Some(first.trim().to_owned());
            body.end = Some(last.trim().to_owned());
            "segment"
        }
        ActivationMethod::File => {
            body.numbers = texts_of(&file.with(|text| numbers::kept(text)));
            "file"
        }
        ActivationMethod::Input => {
            body.numbers = texts_of(&typed.with(|text| numbers::typed(text)));
            "manual"
        }
    }
    .to_owned();
    let listed = matches!(view.way, ActivationMethod::File | ActivationMethod::Input);
    (!listed || !body.numbers.is_empty()).then_some(body)
}

fn texts_of(entries: &[Entry]) -> Vec<String> {
    entries.iter().map(|entry| entry.text.clone()).collect()
}

/// 批量激活
#[component]
pub fn PoolActivatePage(
    /// The pool.
    id: i64,
) -> impl IntoView {
    ActivateWizard::new(app(), id).draw()
}
