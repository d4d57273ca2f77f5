//! Carries guided procedures on: each is written down after every step (localStorage, one entry per card), so that a reload
//! or another visit goes on where it was. What a step sends it sends with the step's own key: in two tabs it happens once.

use super::{LOST, RESET};
use crate::api::action_calls::{self, CARDS, WORK_ORDERS};
use crate::api::{ApiError, calls};
use crate::features::actions::facts::number;
use crate::features::polling::poll_interval;
use crate::i18n::guided::{Guided, guided};
use crate::platform::timer::Timer;
use crate::platform::{clock, dom, storage};
use crate::state::App;
use crate::view::prelude::*;
use gsl_model::can::CardFacts;
use gsl_model::guided::{
    ActionCall, Command, HaltReason, LostCard, LostStep, NetworkReset, ObservedCard, ResetStep,
};
use gsl_model::state::SimStatus;
use gsl_model::stop::StopReason;
use gsl_model::time::Time;
use gsl_model::wire::{BulkParameters, SimCard, WorkOrderId, WorkOrderList};
use gsl_model::work_order::WorkOrderStatus;
use leptos::task::spawn_local;

/// A procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Procedure {
    /// Resetting the network (Q9.14).
    Reset(NetworkReset),
    /// A lost card (Q9.6, Q10.7).
    Lost(LostCard),
}

impl Procedure {
    const fn card(&self) -> i64 {
        match self {
            Self::Reset(reset) => reset.sim_card_id,
            Self::Lost(lost) => lost.sim_card_id,
        }
    }

    fn key(&self) -> String {
        let kind = match self {
            Self::Reset(_) => RESET,
            Self::Lost(_) => LOST,
        };
        format!("{kind}{}", self.card())
    }

    fn save(&self) {
        match self {
            Self::Reset(reset) => storage::set(&self.key(), reset),
            Self::Lost(lost) => storage::set(&self.key(), lost),
        };
    }

    fn command(&self, now: Time) -> Command {
        match self {
            Self::Reset(reset) => reset.command(now),
            Self::Lost(lost) => lost.command(),
        }
    }

    fn on_sent(&mut self, order: Option<i64>) {
        match self {
            Self::Reset(reset) => reset.on_sent(order),
            Self::Lost(lost) => lost.on_sent(order),
        }
    }

    fn on_refused(&mut self, why: HaltReason) {
        match self {
            Self::Reset(reset) => reset.on_refused(why),
            Self::Lost(lost) => lost.on_refused(why),
        }
    }

    fn on_card(&mut self, card: ObservedCard, now: Time) {
        match self {
            Self::Reset(reset) => reset.on_card(card, now),
            Self::Lost(lost) => lost.on_card(card, now),
        }
    }

    fn retry(&mut self, now: Time) {
        match self {
            Self::Reset(reset) => reset.retry(now),
            Self::Lost(lost) => lost.retry(now),
        }
    }

    /// Text of the notice when a step ends it; None while it continues.
    fn outcome(&self, t: &Guided, app: App, card: &str) -> Option<(bool, String)> {
        let why = |why: &HaltReason| (t.halt_reason)(&app.messages().rules, why);
        match self {
            Self::Reset(NetworkReset { step, .. }) => match step {
                ResetStep::Done { .. } => Some((false, (t.reset_finished)(card))),
                ResetStep::Halted {
                    why: HaltReason::Cancelled,
                    ..
                } => None,
                ResetStep::Halted { why: what, .. } => {
                    Some((true, (t.reset_halted)(card, &why(what))))
                }
                _ => None,
            },
            Self::Lost(LostCard { step, .. }) => match step {
                LostStep::Safe { .. } => Some((false, (t.lost_finished)(card))),
                LostStep::Halted { why: what } => Some((true, (t.lost_halted)(card, &why(what)))),
                _ => None,
            },
        }
    }
}

/// A procedure under way here.
#[derive(Clone, PartialEq, Eq)]
struct Run {
    what: Procedure,
    /// A call is under way.
    busy: bool,
    /// Nothing before this second.
    next: u32,
    /// The service was not reached.
    trouble: bool,
}

impl Run {
    const fn of(what: Procedure) -> Self {
        Self {
            what,
            busy: false,
            next: 0,
            trouble: false,
        }
    }
}

/// The procedures of this browser. Copy.
#[derive(Clone, Copy)]
pub struct GuidedProcedures {
    app: App,
    runs: RwSignal<Vec<Run>>,
    /// Counts seconds, for the countdown.
    pub tick: RwSignal<u32>,
}

impl GuidedProcedures {
    /// Resumes stored procedures until the current owner is cleaned up.
    #[must_use]
    pub fn new(app: App) -> Self {
        let procedures = Self {
            app,
            runs: RwSignal::new(Vec::new()),
            tick: RwSignal::new(0),
        };
        dom::keep(Timer::every(1000, move || {
            let _ = procedures
                .tick
                .try_update(|tick| *tick = tick.wrapping_add(1));
            procedures.step_all();
        }));
        procedures
    }

    /// Loads stored procedures that are not known here: another tab may have started them.
    pub fn read(self) {
        let mut written = Vec::new();
        for key in storage::keys(RESET) {
            written.extend(storage::get(&key).map(Procedure::Reset));
        }
        for key in storage::keys(LOST) {
            written.extend(storage::get(&key).map(Procedure::Lost));
        }
        let known = |runs: &[Run], what: &Procedure| {
            let key = what.key();
            runs.iter().any(|run| run.what.key() == key)
        };
        self.runs
            .with_untracked(|runs| written.retain(|what| !known(runs, what)));
        if !written.is_empty() {
            self.runs
                .update(|runs| runs.extend(written.into_iter().map(Run::of)));
        }
    }

    fn texts(self) -> &'static Guided {
        guided(self.app.locale.get_untracked())
    }

    /// The reset of a card, with whether the service cannot be reached. Tracked.
    #[must_use]
    pub fn reset(self, card: i64) -> Option<(NetworkReset, bool)> {
        self.runs.with(|runs| {
            runs.iter().find_map(|run| match &run.what {
                Procedure::Reset(reset) if reset.sim_card_id == card => {
                    Some((reset.clone(), run.trouble))
                }
                _ => None,
            })
        })
    }

    /// The loss of a card. Tracked.
    #[must_use]
    pub fn lost(self, card: i64) -> Option<(LostCard, bool)> {
        self.runs.with(|runs| {
            runs.iter().find_map(|run| match &run.what {
                Procedure::Lost(lost) if lost.sim_card_id == card => {
                    Some((lost.clone(), run.trouble))
                }
                _ => None,
            })
        })
    }

    /// Starts the network reset of a card.
    pub fn begin_reset(self, card: i64) {
        self.begin(Procedure::Reset(NetworkReset::begin(
            card,
            clock::now().into(),
        )));
    }

    /// Starts the procedure for a lost card.
    pub fn begin_lost(self, card: &SimCard) {
        let lost = LostCard::begin(
            card.sim_card_id,
            &CardFacts::of(card, clock::now()),
            clock::now().into(),
        );
        self.begin(Procedure::Lost(lost));
    }

    fn begin(self, what: Procedure) {
        what.save();
        let key = what.key();
        self.runs.update(|runs| {
            runs.retain(|run| run.what.key() != key);
            runs.push(Run::of(what));
        });
        self.step_all();
    }

    /// The user gives up a reset.
    pub fn cancel_reset(self, card: i64) {
        self.change(&format!("{RESET}{card}"), |what| {
            if let Procedure::Reset(reset) = what {
                reset.cancel();
            }
        });
    }

    /// Tries the halted step again.
    pub fn retry(self, what: &Procedure) {
        self.change(&what.key(), |what| what.retry(clock::now().into()));
        self.step_all();
    }

    /// Forgets a procedure that is over.
    pub fn dismiss(self, what: &Procedure) {
        let key = what.key();
        storage::remove(&key);
        self.runs
            .update(|runs| runs.retain(|run| run.what.key() != key));
    }

    /// Changes a procedure and writes it down; None when it is not there any more.
    fn change(self, key: &str, change: impl FnOnce(&mut Procedure)) -> Option<Procedure> {
        self.runs.try_update(|runs| {
            let run = runs.iter_mut().find(|run| run.what.key() == key)?;
            let before = run.what.clone();
            change(&mut run.what);
            run.busy = false;
            if run.what != before {
                run.what.save();
                run.next = 0;
            }
            Some(run.what.clone())
        })?
    }

    fn step_all(self) {
        let Some(tick) = self.tick.try_get_untracked() else {
            return;
        };
        let now = clock::now().into();
        let due = self.runs.try_with_untracked(|runs| {
            let ready = runs.iter().filter(|run| !run.busy && run.next <= tick);
            let due = ready.filter_map(|run| match run.what.command(now) {
                command @ (Command::Send(_) | Command::Watch { .. }) => {
                    Some((run.what.clone(), command))
                }
                Command::Wait { .. } | Command::Done => None,
            });
            due.collect::<Vec<_>>()
        });
        for (what, command) in due.unwrap_or_default() {
            let key = what.key();
            let seconds = u32::try_from(poll_interval(self.app, None) / 1000).unwrap_or(1);
            let _ = self.runs.try_update(|runs| {
                if let Some(run) = runs.iter_mut().find(|run| run.what.key() == key) {
                    run.busy = true;
                    run.next = tick + seconds;
                }
            });
            spawn_local(self.step(what, command));
        }
    }

    async fn step(self, what: Procedure, command: Command) {
        let key = what.key();
        let answer = match command {
            Command::Send(send) => self.send(&key, send).await,
            Command::Watch { work_order } => self.look(&key, what.card(), work_order).await,
            Command::Wait { .. } | Command::Done => Ok(()),
        };
        let trouble = answer.is_err();
        let _ = self.runs.try_update(|runs| {
            if let Some(run) = runs.iter_mut().find(|run| run.what.key() == key) {
                run.busy = false;
                run.trouble = trouble;
            }
        });
    }

    async fn send(self, key: &str, send: ActionCall) -> Result<(), ApiError> {
        let none = BulkParameters::default();
        let Some(request) = action_calls::request(send.action, send.sim_card_id, &none) else {
            return Ok(());
        };
        let request = request.once(send.key);
        match self.app.client.send::<WorkOrderId>(&request, None).await {
            Ok(order) => {
                self.change(key, |what| what.on_sent(Some(order.work_order_id)));
                self.app.client.invalidate(WORK_ORDERS);
                self.app.client.invalidate(CARDS);
                Ok(())
            }
            // Not known whether it arrived: it is sent again with the same key.
            Err(error) if error.may_pass() => Err(error),
            Err(error) => {
                let why = match error.refusal() {
                    Some(refusal) => HaltReason::Refused {
                        code: refusal.code.clone(),
                        message: refusal.message.clone(),
                    },
                    None => HaltReason::Failed {
                        message: self.app.messages().errors.malformed.to_owned(),
                    },
                };
                let after = self.change(key, |what| what.on_refused(why));
                self.say(after, send.sim_card_id.to_string());
                Ok(())
            }
        }
    }

    async fn look(self, key: &str, id: i64, order: Option<i64>) -> Result<(), ApiError> {
        let client = self.app.client;
        let card = client.send::<SimCard>(&calls::card(id), None).await?;
        let observed = ObservedCard {
            status: SimStatus::of(&card),
            stop: StopReason::of(&card),
        };
        let before = self.find(key);
        let mut after = self.change(key, |what| what.on_card(observed, clock::now().into()));
        if after == before
            && let Some(order) = order
        {
            let list = client
                .send::<WorkOrderList>(&action_calls::work_order(order), None)
                .await?;
            let found = list.work_orders.into_iter().find(|found| found.id == order);
            let status = found
                .as_ref()
                .and_then(|found| WorkOrderStatus::from_code(found.status?));
            if status
                .is_some_and(|status| status.is_final() && status != WorkOrderStatus::Completed)
            {
                let message = found.and_then(|found| found.fail_reason.or(found.response));
                let message = message.unwrap_or_default();
                after = self.change(key, |what| what.on_refused(HaltReason::Failed { message }));
            }
        }
        if after != before {
            client.invalidate(CARDS);
            self.say(after, number(&card));
        }
        Ok(())
    }

    fn find(self, key: &str) -> Option<Procedure> {
        self.runs.try_with_untracked(|runs| {
            let run = runs.iter().find(|run| run.what.key() == key)?;
            Some(run.what.clone())
        })?
    }

    /// A notice when a procedure is over.
    fn say(self, what: Option<Procedure>, card: String) {
        if let Some((bad, text)) = what.and_then(|what| what.outcome(self.texts(), self.app, &card))
        {
            self.app.notify(bad, text);
        }
    }
}
