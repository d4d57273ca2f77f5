//! English

use super::Guided;
use gsl_model::guided::{HaltReason, NextStep};

pub static TEXTS: Guided = Guided {
    reset_what: "For a card that should work but gets no connection: it registers again after being suspended, 15 minutes, a refresh and being resumed.",
    reset_time: "Suspending and resuming take 1–2 working days each, mostly within 10 minutes; the card has no data meanwhile.",
    reset_stays: "The progress is kept in this browser: after a reload, or when the card's page is opened again, it goes on.",
    start_reset: "Start the reset",
    steps: "Steps of the network reset",
    suspend: "Suspend",
    wait: "Wait 15 minutes",
    resume: "Refresh and resume",
    done: "done",
    sending: "sending",
    at_carrier: "at the carrier",
    to_come: "to come",
    stopped: "stopped",
    left: |time| format!("{time} left"),
    waiting_until: |at| format!("resumes at {at}"),
    reset_done: "The network is reset, the card is in use again. Restart the device to register again.",
    still_suspended: "The card is suspended now; resume it when needed.",
    cancel: "Cancel the reset",
    cancel_note: "What was already submitted is not taken back.",
    retry: "Try again",
    resume_now: "Resume now",
    dismiss: "Got it",
    trouble: "The service cannot be reached; it is tried again by itself.",
    halt_reason: |rules, why| match why {
        HaltReason::Refused { code, message } => format!("The service refuses: {message} ({code})"),
        HaltReason::Failed { message } => format!("The work order has failed: {message}"),
        HaltReason::StoppedFor {
            reason: Some(reason),
        } => format!(
            "It is stopped for another reason now ({}) and cannot be resumed.",
            (rules.reason)(*reason)
        ),
        HaltReason::StoppedFor { reason: None } => {
            "It is stopped, the service does not tell why, so it cannot be resumed.".to_owned()
        }
        HaltReason::State { status } => {
            format!("The card's state is {} now.", (rules.status)(*status))
        }
        HaltReason::ResumedEarly => {
            "The card is in use again, and not by this procedure.".to_owned()
        }
        HaltReason::Cancelled => "Cancelled.".to_owned(),
    },
    reset_finished: |card| format!("{card}: the network is reset"),
    reset_halted: |card, why| format!("{card}: the network reset has stopped. {why}"),
    lost_finished: |card| format!("{card}: the lost card is suspended"),
    lost_halted: |card, why| format!("{card}: the lost card is not suspended yet. {why}"),
    running: "Network reset",
    suspend_now: "Suspend now",
    lost_takes: |time| format!("Suspending takes {time}, mostly within 10 minutes."),
    lost_many: "Several cards lost: select them in the list or paste their numbers, then suspend them in bulk.",
    safe: "The card has no data: no finder can use it.",
    comes_back: "But this kind of stop ends by itself with the next billing cycle; it has to be suspended then.",
    exposed: "It is not activated: whoever powers it up activates it, and it can be suspended only then.",
    ways: "What is possible now",
    way: |way| match way {
        NextStep::Replace => "Replace it",
        NextStep::ActivateThenSuspend => "Activate, then suspend",
        NextStep::ResumeWhenFound => "Resume it when found",
        NextStep::Deregister => "Deregister it",
        NextStep::Leave => "Leave it",
    },
    way_note: |way| match way {
        NextStep::Replace => {
            "A new card with the same plan; the old card's data is cleared afterwards."
        }
        NextStep::ActivateThenSuspend => "Activation starts the validity and cannot be undone.",
        NextStep::ResumeWhenFound => "In use again within 1–2 working days.",
        NextStep::Deregister => "Ends the card for good.",
        NextStep::Leave => {
            "Prepaid validity goes on, nothing is refunded; without renewal it is deregistered by itself."
        }
    },
    open_way: |way| match way {
        NextStep::ActivateThenSuspend => "Activate",
        NextStep::ResumeWhenFound => "Resume",
        NextStep::Deregister => "Deregister",
        NextStep::Replace => "Replace",
        _ => "",
    },
};
