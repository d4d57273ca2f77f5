//! 续费: which cards, what can be renewed and why the rest cannot, payment; and the calendar of what expires when
//! (console.md section 8, Q12.1–12.5, Q3.10).
//!
//! The service keeps a snapshot of what can be renewed: its number in the address is enough to continue after a reload. It
//! orders and pays a snapshot in one step and only once, however often that is sent; what was left out of it is looked at
//! again as a snapshot of its own. Input is kept as a draft of the session.

mod calendar;
mod check;
mod choose;
mod done;
mod file;
mod left_out;
mod orders;

pub use calendar::RenewalCalendarPage;

use crate::api::error::Refusal;
use crate::api::{ApiError, MutationRequest, Query, purchase_calls, renewal_calls, use_query};
use crate::features::card_list_input::CardListInput;
use crate::features::labels::tag_choice::TagChoice;
use crate::features::orders::is_open;
use crate::features::polling::while_running;
use crate::features::query_section::{load_state, part, section_with};
use crate::features::wizard::{Frame, RUN, Sender, page};
use crate::i18n::renewal::{Renewal as Texts, renewal};
use crate::platform::draft::Draft;
use crate::routes::Route;
use crate::routes::order::OrdersView;
use crate::routes::renewal::RenewalView;
use crate::state::{App, app};
use crate::ui::button::Button;
use crate::ui::feedback::Skeleton;
use crate::view::prelude::*;
use gsl_model::sheet::{NumberKinds, Template};
use gsl_model::wire::{OrderList, RenewalSnapshot, decode, extension};

/// The texts of the current language.
#[must_use]
fn texts(app: App) -> &'static Texts {
    renewal(app.locale.get_untracked())
}

/// The wizard. Copy.
#[derive(Clone, Copy)]
pub struct RenewalWizard {
    /// The console.
    pub app: App,
    /// What the address holds.
    pub view: Memo<RenewalView>,
    /// The snapshot.
    pub snapshot: Query<RenewalSnapshot>,
    /// The orders made of it.
    pub orders: Query<OrderList>,
    /// Numbers of a file.
    pub file: CardListInput,
    /// Pasted numbers.
    pub pasted: CardListInput,
    /// Tags of the way by expiry.
    pub tags: TagChoice,
    /// Keys of the points that are ticked, between spaces.
    pub agreed: RwSignal<String>,
    /// Sends.
    pub sender: Sender,
    /// What was typed and not sent.
    pub draft: Draft,
}

impl RenewalWizard {
    fn new(app: App) -> Self {
        let view = Memo::new(move |_| match app.nav.route() {
            Route::Renewal(view) => view,
            _ => RenewalView::default(),
        });
        let draft = Draft::of("renewal");
        let offered = move || app.client.has(extension::RENEWAL_READ);
        let looked = Memo::new(move |_| view.with(|view| view.snapshot).filter(|_| offered()));
        let snapshot = use_query::<RenewalSnapshot>(app.client, move || {
            looked.get().map(renewal_calls::snapshot)
        });
        let made = Memo::new(move |_| {
            let snapshot = snapshot.data().filter(|_| looked.get().is_some())?;
            Some(snapshot.renewal_order_ids.clone()).filter(|ids| !ids.is_empty())
        });
        let template = Memo::new(|_| Template::cards(NumberKinds::Any));
        let tags = TagChoice::new(app);
        tags.choose(view.with_untracked(|view| view.tags.clone()));
        Effect::new(move |before: Option<()>| {
            let chosen = tags.chosen();
            if before.is_some() {
                let mut view = view.get_untracked();
                view.tags = chosen;
                app.nav.replace(&Route::Renewal(view));
            }
        });
        Self {
            app,
            view,
            snapshot,
            orders: use_query::<OrderList>(app.client, move || {
                made.get().map(|ids| purchase_calls::named(&ids))
            }),
            file: CardListInput::new(app, template),
            pasted: CardListInput::new(app, template),
            tags,
            agreed: draft.signal("agreed"),
            sender: Sender::new(app, draft, explain),
            draft,
        }
    }

    /// Another choice, in the same step.
    pub fn choose(self, change: impl FnOnce(&mut RenewalView)) {
        let mut view = self.view.get_untracked();
        change(&mut view);
        self.app.nav.replace(&Route::Renewal(view));
    }

    /// To a snapshot, or back to the choice.
    pub fn go(self, snapshot: Option<i64>) {
        let view = self.view.get_untracked();
        // Days that came with the address were looked at: the choice is made by hand from here on.
        let between = view.between.filter(|_| snapshot.is_some());
        let view = RenewalView {
            snapshot,
            between,
            without: Vec::new(),
            ..view
        };
        self.app.nav.go(&Route::Renewal(view));
    }

    /// The renewal is paid: the draft is deleted.
    pub fn forget(self) {
        self.agreed.set(String::new());
        self.draft.forget(&[RUN, file::PASTED]);
    }

    fn draw(self) -> AnyView {
        let app = self.app;
        let t = texts(app);
        let offered = app.client.has(extension::RENEWAL_READ);
        let made = Memo::new(move |_| {
            let snapshot = self.snapshot.data();
            snapshot.is_some_and(|snapshot| !snapshot.renewal_order_ids.is_empty())
        });
        let looked = Memo::new(move |_| self.view.with(|view| view.snapshot.is_some()));
        let step = Memo::new(move |_| match (looked.get(), made.get()) {
            (false, _) => 0,
            (true, false) => 1,
            (true, true) => 2,
        });
        let running = Memo::new(move |_| {
            let made = self.orders.data();
            made.is_some_and(|made| made.orders.iter().any(is_open))
        });
        let orders = self.orders;
        while_running(app, running, Callback::new(move |()| orders.refetch()));
        let between = Memo::new(move |_| {
            let view = self.view.get();
            view.between.filter(|_| offered && view.snapshot.is_none())
        });
        Effect::new(move |_| {
            if between.with(Option::is_some) {
                look(self, None);
            }
        });
        let content = move || match step.get() {
            _ if !offered => AnyView::Nothing,
            0 if between.with(Option::is_some) && !self.sender.has_failed() => {
                view! { <Skeleton rows=8 label=app.messages().common.loading /> }
            }
            0 => choose::choose(self),
            1 => looked_at(self),
            _ => part(load_state(self.orders), 6, done::done(self)),
        };
        let frame = Frame {
            title: app.messages().shell.renewal,
            purpose: t.purpose,
            back: (
                app.nav.href(&Route::Orders(OrdersView::default())),
                app.messages().shell.orders.to_owned(),
            ),
            steps_label: t.steps_label,
            steps: t.steps,
            step: step.into(),
            missing: (!offered).then_some(t.not_offered),
        };
        page(app, frame, content.into_view())
    }
}

/// The snapshot; when it is out of date, the way back to the choice.
fn looked_at(wizard: RenewalWizard) -> AnyView {
    let gone = Memo::new(move |_| {
        let state = wizard.snapshot.state;
        state.with(|state| state.error.is_some() && state.data.is_none())
    });
    let back = move || {
        let t = texts(wizard.app);
        let back = Callback::new(move |()| wizard.go(None));
        gone.get().then(|| {
            view! { <div class="row wizard-buttons"><Button on_click=back>{t.previous}</Button></div> }
        })
    };
    view! {
        {section_with(load_state(wizard.snapshot), unread, 8, move || check::check(wizard))}
        {back}
    }
}

/// What it means that a snapshot cannot be read.
fn unread(error: &ApiError) -> (&'static str, &'static str) {
    let app = app();
    let own = error.refusal().and_then(|refusal| explain(app, refusal));
    own.unwrap_or_else(|| app.messages().errors.explain(error))
}

/// What a refusal means here. 403 without a code of an order is Q5.6.
fn explain(app: App, refusal: &Refusal) -> Option<(&'static str, &'static str)> {
    let t = texts(app);
    Some(match (refusal.status, refusal.code.as_str()) {
        (_, "GSL.00013012") => (t.snapshot_gone, t.snapshot_gone_next),
        (_, "GSL.00013004") => (t.unfinished, t.unfinished_next),
        (_, "GSL.00013008") => (t.snapshot_refused, t.snapshot_refused_next),
        (_, "GSL.00013001") => (t.order_gone, t.order_gone_next),
        (_, "GSL.00013002") => (t.order_refuses, t.order_refuses_next),
        (_, "GSL.00010004") => (t.wrong_field, t.wrong_field_next),
        (403, _) => (t.forbidden, t.forbidden_next),
        _ => return None,
    })
}

/// 续费
#[component]
pub fn RenewalPage() -> impl IntoView {
    RenewalWizard::new(app()).draw()
}

/// Has the service check the chosen cards; `list` are those of a file.
fn look(wizard: RenewalWizard, list: Option<i64>) {
    let request = wizard
        .view
        .with_untracked(|view| renewal_calls::look(view, list));
    look_by(wizard, &request);
}

/// Has the service check cards, and continues with the snapshot it keeps of the result.
fn look_by(wizard: RenewalWizard, request: &MutationRequest) {
    wizard
        .sender
        .send(request, &[renewal_calls::SNAPSHOTS], move |body| {
            if let Ok(found) = decode::<RenewalSnapshot>(&body) {
                wizard.sender.anew();
                // Confirmations given for other cards do not apply to these.
                wizard.agreed.set(String::new());
                if wizard.view.with_untracked(|view| view.between.is_some()) {
                    // Back leads to where the days came from.
                    wizard.choose(|view| view.snapshot = Some(found.snapshot_id));
                } else {
                    wizard.go(Some(found.snapshot_id));
                }
            }
        });
}
