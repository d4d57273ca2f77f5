use super::*;
use crate::{
    can::{CardFacts, Reason},
    wire::{Decode, SimCard, decode},
};
use proptest::prelude::*;

fn at(minutes: i64) -> Time {
    let start = Time::parse("2026-11-22T08:00:00.000Z").unwrap().0;
    Time(start + chrono::TimeDelta::minutes(minutes))
}

const IN_USE: ObservedCard = ObservedCard {
    status: Some(SimStatus::InUse),
    stop: None,
};

const fn suspended(stop: StopReason) -> ObservedCard {
    ObservedCard {
        status: Some(SimStatus::Suspended),
        stop: Some(stop),
    }
}

fn facts(status: SimStatus, stop: Option<StopReason>) -> CardFacts {
    let card = SimCard {
        sim_status: Some(status.code()),
        stop_reason: stop.map(|stop| stop.key().to_owned()),
        iccid: Some("89860112840710002345".into()),
        sim_type: Some(3),
        ..SimCard::default()
    };
    CardFacts::of(&card, at(0).0)
}

/// Stores and reads it, like a reload.
fn reload<T>(it: &T) -> T
where
    T: Serialize + serde::de::DeserializeOwned + Decode + PartialEq + std::fmt::Debug,
{
    let text = serde_json::to_string(it).unwrap();
    assert_eq!(&decode::<T>(&text).unwrap(), it, "{text}");
    serde_json::from_str(&text).unwrap()
}

fn sends(command: Command) -> (CardAction, String) {
    match command {
        Command::Send(send) => (send.action, send.key),
        other => panic!("{other:?}"),
    }
}

#[test]
fn q9_14_suspend_wait_fifteen_minutes_resume() {
    let mut reset = NetworkReset::begin(7, at(0));
    let (action, key) = sends(reset.command(at(0)));
    assert_eq!(action, CardAction::Suspend);
    // A reload before the answer sends the same mutation again.
    reset = reload(&reset);
    assert_eq!(sends(reset.command(at(1))).1, key);
    reset.on_sent(Some(4_710_226_018_477_568));
    reset = reload(&reset);
    let watch = Command::Watch {
        work_order: Some(4_710_226_018_477_568),
    };
    assert_eq!(reset.command(at(2)), watch);
    reset.on_card(IN_USE, at(3));
    assert_eq!(reset.command(at(3)), watch, "still in progress");
    reset.on_card(suspended(StopReason::User), at(5));
    assert_eq!(reset.command(at(5)), Command::Wait { until: at(20) });
    reset = reload(&reset);
    assert_eq!(reset.seconds_left(at(19)), Some(60));
    reset.on_card(suspended(StopReason::User), at(19));
    assert_eq!(reset.command(at(19)), Command::Wait { until: at(20) });
    assert_eq!(
        reset.command(at(20)),
        Command::Watch { work_order: None },
        "it looks before it resumes"
    );
    reset.on_card(suspended(StopReason::User), at(21));
    let (action, resume) = sends(reset.command(at(21)));
    assert_eq!(action, CardAction::Resume);
    assert_ne!(resume, key);
    reset.on_sent(None);
    reset.on_card(suspended(StopReason::User), at(22));
    reset = reload(&reset);
    reset.on_card(IN_USE, at(25));
    assert_eq!(reset.step, ResetStep::Done { at: at(25) });
    assert!(reset.is_over() && reset.seconds_left(at(25)).is_none());
    assert_eq!(reset.command(at(25)), Command::Done);
    assert_eq!(reload(&reset), reset);
}

#[test]
fn a_reset_halts_where_a_resume_would_not_help() {
    let mut reset = NetworkReset::begin(7, at(0));
    reset.on_card(suspended(StopReason::OverPlan), at(1));
    let why = HaltReason::StoppedFor {
        reason: Some(StopReason::OverPlan),
    };
    assert_eq!(
        reset.step,
        ResetStep::Halted {
            why,
            suspended: false
        }
    );

    let mut reset = NetworkReset::begin(7, at(0));
    reset.on_card(suspended(StopReason::User), at(1));
    let gone = ObservedCard {
        status: Some(SimStatus::Deregistered),
        stop: None,
    };
    let mut other = reset.clone();
    other.on_card(gone, at(2));
    let why = HaltReason::State {
        status: SimStatus::Deregistered,
    };
    assert_eq!(
        other.step,
        ResetStep::Halted {
            why,
            suspended: true
        }
    );
    reset.on_card(IN_USE, at(2));
    let why = HaltReason::ResumedEarly;
    assert_eq!(
        reset.step,
        ResetStep::Halted {
            why,
            suspended: false
        }
    );
}

#[test]
fn somebody_else_resuming_after_the_wait_is_as_good() {
    let mut reset = NetworkReset::begin(7, at(0));
    reset.on_card(suspended(StopReason::User), at(1));
    reset.on_card(IN_USE, at(16));
    assert_eq!(reset.step, ResetStep::Done { at: at(16) });
}

#[test]
fn a_refused_step_is_tried_again_as_a_new_mutation() {
    let refused = || HaltReason::Refused {
        code: "GSL.00010003".into(),
        message: "busy".into(),
    };
    let mut reset = NetworkReset::begin(7, at(0));
    let first = sends(reset.command(at(0))).1;
    reset.on_refused(refused());
    assert_eq!(
        reset.step,
        ResetStep::Halted {
            why: refused(),
            suspended: false
        }
    );
    reset = reload(&reset);
    reset.retry(at(1));
    let (action, second) = sends(reset.command(at(1)));
    assert_eq!(action, CardAction::Suspend);
    assert_ne!(first, second);
    reset.on_card(suspended(StopReason::User), at(2));
    reset.on_card(suspended(StopReason::User), at(17));
    reset.on_refused(HaltReason::Failed {
        message: "carrier".into(),
    });
    reset.retry(at(18));
    assert_eq!(
        sends(reset.command(at(18))).0,
        CardAction::Resume,
        "the suspension is not repeated"
    );
    reset.cancel();
    assert_eq!(
        reset.step,
        ResetStep::Halted {
            why: HaltReason::Cancelled,
            suspended: true
        }
    );
    let done = NetworkReset {
        step: ResetStep::Done { at: at(1) },
        ..reset
    };
    let mut after = done.clone();
    after.cancel();
    after.on_refused(refused());
    after.retry(at(2));
    assert_eq!(after, done, "what is done stays done");
}

#[test]
fn q10_7_a_lost_card_in_use_is_suspended() {
    let mut lost = LostCard::begin(7, &facts(SimStatus::InUse, None), at(0));
    let (action, key) = sends(lost.command());
    assert_eq!(action, CardAction::Suspend);
    lost = reload(&lost);
    assert_eq!(sends(lost.command()).1, key);
    lost.on_sent(Some(9));
    assert_eq!(
        lost.command(),
        Command::Watch {
            work_order: Some(9)
        }
    );
    lost.on_card(suspended(StopReason::User), at(4));
    let safe = LostStep::Safe {
        at: at(4),
        reason: Some(StopReason::User),
        comes_back: false,
    };
    assert_eq!(lost.step, safe);
    assert_eq!(lost.command(), Command::Done);
    assert_eq!(reload(&lost), lost);
    lost.on_card(IN_USE, at(9));
    assert_eq!(
        lost.step,
        LostStep::Halted {
            why: HaltReason::ResumedEarly
        }
    );
    lost.retry(at(10));
    assert_ne!(sends(lost.command()).1, key);
}

#[test]
fn a_lost_card_that_is_stopped_already_may_come_back_with_its_cycle() {
    for stop in StopReason::ALL {
        let lost = LostCard::begin(7, &facts(SimStatus::Suspended, Some(stop)), at(0));
        let comes_back = stop.comes_back_at_cycle_turn();
        assert_eq!(
            lost.step,
            LostStep::Safe {
                at: at(0),
                reason: Some(stop),
                comes_back
            }
        );
    }
    let gone = LostCard::begin(7, &facts(SimStatus::Deregistered, None), at(0));
    assert_eq!(
        gone.step,
        LostStep::Safe {
            at: at(0),
            reason: None,
            comes_back: false
        }
    );
}

#[test]
fn a_lost_card_not_activated_cannot_be_suspended() {
    let card = facts(SimStatus::Activatable, None);
    let lost = LostCard::begin(7, &card, at(0));
    assert_eq!(
        lost.step,
        LostStep::Exposed {
            status: SimStatus::Activatable
        }
    );
    let ways: Vec<_> = LostCard::next_steps(&card, true)
        .iter()
        .map(|way| (way.way, way.open.is_ok()))
        .collect();
    assert_eq!(
        ways,
        [
            (NextStep::Replace, true),
            (NextStep::ActivateThenSuspend, true),
            (NextStep::Deregister, true),
            (NextStep::Leave, true)
        ]
    );
}

#[test]
fn q9_6_replacement_is_possible_where_the_service_offers_it() {
    let card = facts(SimStatus::Suspended, Some(StopReason::Pool));
    let way = |replacement, wanted| {
        let ways = LostCard::next_steps(&card, replacement);
        ways.into_iter()
            .find(|way| way.way == wanted)
            .map(|way| way.open)
    };
    assert_eq!(
        way(false, NextStep::Replace),
        Some(Err(NextStepRefusal::NotOffered))
    );
    assert_eq!(way(true, NextStep::Replace), Some(Ok(())));
    let reason = Reason::StoppedFor {
        reason: StopReason::Pool,
    };
    assert_eq!(
        way(true, NextStep::ResumeWhenFound),
        Some(Err(NextStepRefusal::Card(reason)))
    );
    assert_eq!(way(true, NextStep::ActivateThenSuspend), None);
    assert_eq!(way(true, NextStep::Leave), Some(Ok(())));
}

#[test]
fn states_and_reasons_are_written_by_their_keys() {
    for status in SimStatus::ALL {
        assert_eq!(serde_json::to_value(status).unwrap(), status.key());
    }
    for reason in StopReason::ALL {
        assert_eq!(serde_json::to_value(reason).unwrap(), reason.key());
    }
}

#[test]
fn every_step_is_read_as_it_was_written() {
    let obstacles = [
        HaltReason::Refused {
            code: "GSL.1".into(),
            message: "no".into(),
        },
        HaltReason::Failed {
            message: "x".into(),
        },
        HaltReason::StoppedFor { reason: None },
        HaltReason::StoppedFor {
            reason: Some(StopReason::Expired),
        },
        HaltReason::State {
            status: SimStatus::Testable,
        },
        HaltReason::ResumedEarly,
        HaltReason::Cancelled,
    ];
    for why in obstacles {
        let mut reset = NetworkReset::begin(7, at(0));
        reset.on_refused(why.clone());
        reload(&reset);
        let mut lost = LostCard::begin(7, &facts(SimStatus::InUse, None), at(0));
        lost.on_refused(why);
        reload(&lost);
    }
    for status in SimStatus::ALL {
        reload(&LostCard::begin(7, &facts(status, None), at(0)));
    }
    assert!(
        decode::<NetworkReset>(
            r#"{"sim_card_id":7,"begun":"2026-11-22T08:00:00Z","step":{"step":"soon"}}"#
        )
        .is_err()
    );
    assert!(decode::<LostCard>("{}").is_err());
}

#[derive(Clone, Debug)]
enum Event {
    Sent,
    Refused,
    Card(ObservedCard),
    Cancel,
    Retry,
}

fn event() -> impl Strategy<Value = Event> {
    let stop = proptest::sample::select(&StopReason::ALL[..]);
    let status = proptest::sample::select(&SimStatus::ALL[..]);
    let card = (proptest::option::of(status), proptest::option::of(stop));
    prop_oneof![
        1 => Just(Event::Sent),
        1 => Just(Event::Refused),
        1 => Just(Event::Cancel),
        1 => Just(Event::Retry),
        6 => card.prop_map(|(status, stop)| Event::Card(ObservedCard { status, stop })),
        4 => Just(Event::Card(suspended(StopReason::User))),
        4 => Just(Event::Card(IN_USE)),
    ]
}

proptest! {
    #[test]
    fn no_course_of_events_resumes_before_the_wait_is_over(
        events in proptest::collection::vec((event(), 0_i64..30), 0..40)
    ) {
        let mut reset = NetworkReset::begin(7, at(0));
        let (mut now, mut suspended_at) = (0, None);
        for (event, minutes) in events {
            now += minutes;
            let before = reset.step.clone();
            match event {
                Event::Sent => reset.on_sent(None),
                Event::Refused => reset.on_refused(HaltReason::Failed { message: String::new() }),
                Event::Cancel => reset.cancel(),
                Event::Retry => reset.retry(at(now)),
                Event::Card(card) => reset.on_card(card, at(now)),
            }
            if matches!(reset.step, ResetStep::Waiting { .. }) && !matches!(before, ResetStep::Waiting { .. }) {
                suspended_at = Some(now);
            }
            let cut_short = matches!(before, ResetStep::Halted { suspended: true, .. });
            if matches!(reset.step, ResetStep::Resuming { .. }) && matches!(before, ResetStep::Waiting { .. }) {
                prop_assert!(now - suspended_at.unwrap() >= 15);
            }
            if matches!(reset.step, ResetStep::Resuming { .. }) && !matches!(before, ResetStep::Waiting { .. } | ResetStep::Resuming { .. }) {
                prop_assert!(cut_short, "only the user's own retry shortens it");
            }
            let text = serde_json::to_string(&reset).unwrap();
            prop_assert_eq!(decode::<NetworkReset>(&text).unwrap(), reset.clone());
        }
    }
}
