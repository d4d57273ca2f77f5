//! What a job would do: which cards it covers, which are left out and why, how long it takes; and the button that starts it.

use super::action_form::{ActionForm, of_carriers};
use super::card_source::{CardSource, JobCards};
use super::transfer::cost;
use crate::api::{ApiError, bulk_calls, work_calls};
use crate::features::background_tasks::{BackgroundTasks, background_tasks};
use crate::features::mutation::Mutation;
use crate::i18n::action::action_texts;
use crate::i18n::batch::batch;
use crate::i18n::{format, why};
use crate::platform::dom::{focus_within, fresh_key};
use crate::platform::save::save_csv;
use crate::platform::sheets::Failure;
use crate::routes::Route;
use crate::state::App;
use crate::ui::badge::Status;
use crate::ui::button::{Button, Kind};
use crate::ui::feedback::Advice;
use crate::ui::field::Checkbox;
use crate::ui::icon::IconName;
use crate::view::prelude::*;
use gsl_model::action::CardAction;
use gsl_model::carrier::Carrier;
use gsl_model::iccid;
use gsl_model::time::Time;
use gsl_model::wire::{BulkExcluded, BulkJobRequest, BulkPlan, BulkSelection, TempFile, decode};
use leptos::task::spawn_local;
use std::rc::Rc;

/// A plan on screen.
#[derive(Clone)]
struct ShownPlan {
    bulk: CardAction,
    /// The service keeps it; the button carries it out and nothing else.
    plan: Rc<BulkPlan>,
    /// Rows of the list that were not sent.
    unreadable: u32,
}

/// The preview. Copy.
#[derive(Clone, Copy)]
pub struct Preview {
    app: App,
    background_tasks: BackgroundTasks,
    asking: Mutation,
    making: Mutation,
    shown: RwSignal<Option<ShownPlan>>,
    ticked: RwSignal<bool>,
    /// Counts the changes of the input.
    turn: RwSignal<u32>,
    /// The row of the button that asks.
    asks: NodeRef<html::Div>,
}

/// The request to preview: action, parameters and cards, or what is missing.
fn wish(
    task: Memo<Option<usize>>,
    tasks: StoredValue<Vec<ActionForm>>,
    source: CardSource,
    app: App,
) -> Result<(ActionForm, BulkJobRequest, JobCards), String> {
    let t = batch(app.locale.get_untracked());
    let at = task.get().ok_or_else(|| t.no_action.to_owned())?;
    let task = tasks
        .with_value(|tasks| tasks.get(at).copied())
        .ok_or_else(|| t.no_action.to_owned())?;
    let (action, parameters) = task.wanted()?;
    let cards = source.cards(task.needs_list())?;
    let request = BulkJobRequest {
        plan_id: None,
        action: action.bulk_key().unwrap_or_default().to_owned(),
        parameters,
        selection: BulkSelection::default(),
        dry_run: true,
    };
    Ok((task, request, cards))
}

impl Preview {
    /// Nothing shown.
    pub fn new(app: App) -> Self {
        Self {
            app,
            background_tasks: background_tasks(),
            asking: Mutation::new(),
            making: Mutation::new(),
            shown: RwSignal::new(None),
            ticked: RwSignal::new(false),
            turn: RwSignal::new(0),
            asks: NodeRef::new(),
        }
    }

    fn ask(self, task: ActionForm, mut request: BulkJobRequest, cards: JobCards) {
        if self.asking.busy.get_untracked() {
            return;
        }
        self.asking.busy.set(true);
        self.asking.error.set(None);
        self.making.error.set(None);
        self.shown.set(None);
        self.ticked.set(false);
        let turn = self.turn.get_untracked();
        spawn_local(async move {
            let asked = self.plan(&mut request, cards).await;
            if !self.asking.busy.try_set(false) || self.turn.get_untracked() != turn {
                return;
            }
            match asked {
                Err(error) => self.asking.error.set(Some(error)),
                Ok((plan, unreadable)) => {
                    self.say(&plan);
                    self.shown.set(Some(ShownPlan {
                        bulk: task.bulk,
                        plan: Rc::new(plan),
                        unreadable,
                    }));
                }
            }
        });
    }

    /// Sends the list, where there is one, and asks for the plan.
    async fn plan(
        self,
        request: &mut BulkJobRequest,
        cards: JobCards,
    ) -> Result<(BulkPlan, u32), ApiError> {
        let mut unreadable = 0;
        request.selection = match cards {
            JobCards::Named(selection) => selection,
            JobCards::List(list) => {
                unreadable = list.summary.bad;
                let broken =
                    |failure: Failure| ApiError::malformed(failure.kind, &failure.detail, None);
                let file = list.upload().await.map_err(broken)?;
                let kept = self
                    .app
                    .client
                    .send::<TempFile>(&bulk_calls::keep_file(file).once(fresh_key()), None)
                    .await?;
                BulkSelection {
                    file_temp_id: Some(kept.file_temp_id),
                    ..BulkSelection::default()
                }
            }
        };
        let plan = self
            .app
            .client
            .send::<BulkPlan>(&bulk_calls::plan(request).once(fresh_key()), None)
            .await?;
        Ok((plan, unreadable))
    }

    fn say(self, plan: &BulkPlan) {
        let t = batch(self.app.locale.get_untracked());
        let comma = self.app.messages().common.comma;
        let will = (t.will_act)(&format::count(plan.will_act));
        let out = (t.excluded)(&format::count(plan.excluded_count));
        self.app.announce(format!("{will}{comma}{out}"));
    }

    /// The button, and the preview once it is there.
    pub fn view(
        self,
        task: Memo<Option<usize>>,
        tasks: StoredValue<Vec<ActionForm>>,
        source: CardSource,
    ) -> AnyView {
        let app = self.app;
        let t = batch(app.locale.get_untracked());
        // The preview no longer matches the form.
        Effect::new(move |_| {
            let _ = wish(task, tasks, source, app);
            self.turn.update(|turn| *turn += 1);
            self.shown.set(None);
            self.making.error.set(None);
        });
        let reason = Signal::derive(move || {
            let missing = wish(task, tasks, source, app).err();
            missing.or_else(|| self.asking.wait(app))
        });
        let title = move || {
            let at = task.get();
            let one = at.and_then(|at| tasks.with_value(|tasks| tasks.get(at).copied()));
            let sent = one.is_some_and(|one| one.bulk == CardAction::Replace);
            if sent { t.preview_fourth } else { t.preview }
        };
        let ask = Callback::new(move |()| {
            if let Ok((task, request, cards)) = untrack(|| wish(task, tasks, source, app)) {
                self.ask(task, request, cards);
            }
        });
        view! {
            <section class="panel batch-step">
                <header><h2>{title}</h2></header>
                <div class="pad">
                    <div class="row" node_ref=self.asks>
                        <Button kind=Kind::Secondary disabled_reason=reason on_click=ask>{t.preview_button}</Button>
                        <span class="muted small">{t.preview_note}</span>
                    </div>
                    {self.asking.failure()}
                    {move || self.shown.get().map(|shown| self.shown(&shown, source))}
                    {self.making.failure()}
                    {self.again(ask)}
                </div>
            </section>
        }
    }

    /// Requests a new preview with the current input when the shown one is out of date.
    fn again(self, ask: Callback<()>) -> AnyView {
        let t = batch(self.app.locale.get_untracked());
        let press = Callback::new(move |()| {
            // This button goes.
            if let Some(row) = self.asks.get_untracked() {
                focus_within(&row, "button");
            }
            ask.run(());
        });
        let over = Memo::new(move |_| self.making.is_outdated());
        (move || {
            let over = over.get();
            over.then(
                || view! { <Button kind=Kind::Primary on_click=press>{t.preview_again}</Button> },
            )
        })
        .into_view()
    }

    fn shown(self, shown: &ShownPlan, source: CardSource) -> AnyView {
        let t = batch(self.app.locale.get_untracked());
        let n = format::count;
        let plan = &shown.plan;
        let out = if plan.excluded_count == 0 {
            view! { <p class="muted">{t.none_excluded}</p> }
        } else {
            self.excluded(shown)
        };
        let unreadable = (shown.unreadable > 0).then(
            || view! { <p class="muted">{(t.unreadable_too)(&n(shown.unreadable.into()))}</p> },
        );
        view! {
            <div class="batch-plan">
                <p class="big">{(t.will_act)(&n(plan.will_act))}</p>
                {out}
                {unreadable}
                {cost(self.app, plan)}
                {self.estimate(plan)}
                {self.consequences(shown)}
                {self.submit(shown, source)}
            </div>
        }
    }

    fn excluded(self, shown: &ShownPlan) -> AnyView {
        let app = self.app;
        let t = batch(app.locale.get_untracked());
        let all = format::count(shown.plan.excluded_count);
        let plan = shown.plan.plan_id.unwrap_or_default();
        let saving = Mutation::new();
        let download = Callback::new(move |()| {
            saving.run(
                app,
                bulk_calls::excluded(plan, t.file_language),
                &[],
                Box::new(move |text| saved(app, &text, "excluded.csv")),
            );
        });
        let wait = Signal::derive(move || saving.wait(app));
        view! {
            <p><b>{(t.excluded)(&all)}</b></p>
            {reasons(app, &shown.plan.excluded)}
            <Button icon=IconName::Download disabled_reason=wait on_click=download>{(t.download_excluded)(&all)}</Button>
            {saving.failure()}
        }
    }

    fn estimate(self, plan: &BulkPlan) -> AnyView {
        let t = batch(self.app.locale.get_untracked());
        let m = self.app.messages();
        if plan.estimate.is_empty() {
            return ().into_view();
        }
        let at = |time: Option<Time>| time.map(|Time(at)| format::instant(at)).unwrap_or_default();
        let at_once = plan.estimate.iter().all(|one| one.from == one.to);
        if at_once && plan.price_cents.is_none() {
            return view! { <p>{t.estimate}" · "{t.at_once}</p> };
        }
        let rows = plan.estimate.iter().map(|one| {
            let carrier = Carrier::from_carrier_type(one.carrier_type);
            let name = carrier.map_or(m.common.unknown, m.rules.carrier);
            let (from, to) = (at(one.from), at(one.to));
            let when = match (plan.price_cents, one.from == one.to) {
                (Some(_), _) => (t.if_paid)(&to),
                (None, true) => t.at_once.to_owned(),
                (None, false) if from == to => to,
                (None, false) => (t.between)(&from, &to),
            };
            view! { <tr><th scope="row">{name}</th><td class="num">{format::count(one.count)}</td><td>{when}</td></tr> }
        });
        view! {
            <table class="batch-table">
                <caption>{t.estimate}</caption>
                <thead><tr><th scope="col">{t.carrier}</th><th scope="col" class="num">{t.count}</th><th scope="col">{t.estimate}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        }
    }

    /// Notes on these carriers' cards, and irreversible consequences.
    fn consequences(self, shown: &ShownPlan) -> AnyView {
        let t = batch(self.app.locale.get_untracked());
        let tick = irreversible(self.app, shown.bulk).map(|text| {
            let set = Callback::new(move |on| self.ticked.set(on));
            view! { <Checkbox label=text checked=self.ticked on_change=set /> }
        });
        let action_texts = action_texts(self.app.locale.get_untracked());
        let carriers: Vec<Carrier> = shown
            .plan
            .estimate
            .iter()
            .filter_map(|one| Carrier::from_carrier_type(one.carrier_type))
            .collect();
        let mind = of_carriers(&carriers, |carrier| {
            (action_texts.mind)(shown.bulk, carrier).to_vec()
        });
        let mind = (!mind.is_empty()).then(|| {
            view! {
                <Advice kind=Status::Idle>
                    <p><b>{t.mind}</b></p>
                    <ul>{mind.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
                </Advice>
            }
        });
        view! { {mind} {tick} }
    }

    fn submit(self, shown: &ShownPlan, source: CardSource) -> AnyView {
        let app = self.app;
        let t = batch(app.locale.get_untracked());
        let final_step = irreversible(app, shown.bulk).is_some();
        let none = shown.plan.will_act == 0;
        let reason = Signal::derive(move || {
            if none {
                Some(t.nothing_to_do.to_owned())
            } else if final_step && !self.ticked.get() {
                Some(t.tick_first.to_owned())
            } else if self.making.is_outdated() {
                Some(app.messages().errors.plan_gone.to_owned())
            } else {
                self.making.reason(app)
            }
        });
        let plan = shown.plan.plan_id.unwrap_or_default();
        let make = Callback::new(move |()| {
            self.making.run(
                app,
                bulk_calls::make(plan),
                &[
                    "/v1/sim-cards",
                    "/v1/tags",
                    work_calls::WORK_ORDERS,
                    bulk_calls::BULK_JOBS,
                    "/v1/orders",
                ],
                Box::new(move |body| {
                    let Ok(plan) = decode::<BulkPlan>(&body) else {
                        return;
                    };
                    if let Some(job) = plan.bulk_job_id {
                        source.made();
                        self.background_tasks
                            .wait_for(self.background_tasks.jobs, job);
                        // What costs something is paid next.
                        let pay = plan.order_id.filter(|_| plan.price_cents.is_some());
                        app.nav
                            .go(&pay.map_or_else(|| Route::bulk_job(job), Route::order));
                    }
                }),
            );
        });
        let offline = shown.bulk.cuts_data() && !none;
        let kind = if final_step || offline {
            Kind::Danger
        } else {
            Kind::Primary
        };
        let name = (t.submit)(
            act_name(app, &shown.plan.action),
            &format::count(shown.plan.will_act),
        );
        let warning = offline.then(|| {
            let what = (t.offline)(&format::count(shown.plan.will_act));
            let back = (t.offline_back)(shown.bulk);
            view! { <Advice><p><b>{what}</b>" "{back}</p></Advice> }
        });
        view! { {warning} <div class="row batch-submit"><Button kind=kind disabled_reason=reason on_click=make>{name}</Button></div> }
    }
}

/// The acknowledgement before an irreversible action.
fn irreversible(app: App, bulk: CardAction) -> Option<&'static str> {
    let locale = app.locale.get_untracked();
    match bulk {
        CardAction::Deregister => Some(batch(locale).deregister_tick),
        CardAction::Transfer => Some(batch(locale).transfer_tick),
        CardAction::Replace => Some(batch(locale).replace_tick),
        action => (action_texts(locale).irreversible)(action),
    }
}

/// The name of an action of the bulk API.
pub fn act_name(app: App, action: &str) -> &'static str {
    let language = app.locale.get_untracked().language();
    CardAction::from_bulk_key(action).map_or(app.messages().common.unknown, |known| {
        known.bulk_name(language)
    })
}

/// Saves CSV and says so.
pub fn saved(app: App, text: &str, name: &str) {
    match save_csv(text, name) {
        Ok(()) => app.announce((batch(app.locale.get_untracked()).saved)(name)),
        Err(problem) => app.notify(true, problem),
    }
}

/// Groups of cards by reason: the reason, how many, the first few.
pub fn reasons(app: App, groups: &[BulkExcluded]) -> AnyView {
    let t = batch(app.locale.get_untracked());
    let rows = groups.iter().map(|group| {
        let examples: Vec<String> = group
            .examples
            .iter()
            .take(3)
            .map(|example| iccid::group(&example.number))
            .collect();
        let more = group.count > 3;
        let more = more.then(|| view! { " " <span class="muted small">{(t.and_more)(&format::count(group.count))}</span> });
        view! {
            <tr>
                <th scope="row">{why::reason(app.messages(), app.locale.get_untracked(), &group.reason)}</th>
                <td class="num">{format::count(group.count)}</td>
                <td><span class="mono small">{examples.join(app.messages().common.comma)}</span>{more}</td>
            </tr>
        }
    });
    view! {
        <table class="batch-table">
            <thead><tr><th scope="col">{t.reason}</th><th scope="col" class="num">{t.count}</th><th scope="col">{t.examples}</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}
