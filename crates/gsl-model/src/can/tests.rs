//! The rows of console.md section 3, carrier by carrier and state by state.

use super::*;
use crate::{
    carrier::Carrier::{Mobile, Overseas, Telecom, Unicom},
    state::SimStatus::{Activatable, Deregistered, InUse, Inactive, Testable},
    time::Time,
    wire::SimCard,
};
use proptest::prelude::*;

fn card(carrier: Carrier, status: SimStatus) -> CardFacts {
    CardFacts {
        carrier,
        status: Some(status),
        stop: None,
        pooled: false,
        data_type: Some(DataType::Directional),
        allowance: Megabytes::from_mb(1024),
        real_named: None,
        rebinds_left: None,
        cut_net: false,
        threshold: false,
        physical: true,
        tri_carrier: false,
        bought: None,
    }
}

fn stopped(carrier: Carrier, reason: StopReason) -> CardFacts {
    CardFacts {
        stop: Some(reason),
        ..card(carrier, reason.state(carrier))
    }
}

/// The states in which a card of this carrier allows the action.
fn states(action: CardAction, carrier: Carrier) -> Vec<SimStatus> {
    let all = SimStatus::ALL.into_iter();
    all.filter(|status| check(action, &card(carrier, *status)).is_ok())
        .collect()
}

#[test]
fn actions_start_from_these_states() {
    let all = SimStatus::ALL.to_vec();
    for (action, carrier, expected) in [
        (CardAction::Activate, Mobile, vec![Testable, Activatable]),
        (CardAction::Activate, Overseas, vec![Testable, Activatable]),
        (CardAction::Suspend, Unicom, vec![InUse]),
        (CardAction::ResetNetwork, Telecom, vec![InUse]),
        (CardAction::Resume, Telecom, vec![]),
        (CardAction::AddOn, Telecom, vec![InUse]),
        (CardAction::CutNet, Telecom, vec![InUse]),
        (CardAction::CutNet, Mobile, vec![]),
        (CardAction::BindArea, Mobile, vec![InUse]),
        (CardAction::BindArea, Telecom, vec![]),
        (CardAction::QueryRealName, Unicom, all.clone()),
        (CardAction::QueryRealName, Overseas, vec![]),
        (CardAction::Tags, Overseas, all.clone()),
        (CardAction::Attributes, Mobile, all),
        (
            CardAction::Deregister,
            Mobile,
            vec![Inactive, Activatable, InUse, Suspended],
        ),
        (CardAction::SwitchNetwork, Mobile, vec![]),
    ] {
        assert_eq!(states(action, carrier), expected, "{action:?} {carrier:?}");
    }
    assert_eq!(
        check(CardAction::Activate, &card(Mobile, InUse)),
        Err(Reason::WrongState {
            is: InUse,
            needs: &[Testable, Activatable]
        })
    );
    assert_eq!(
        check(CardAction::CutNet, &card(Mobile, InUse)),
        Err(Reason::OtherCarrierOnly {
            is: Mobile,
            offered_by: &[Telecom]
        })
    );
}

#[test]
fn q10_9_only_the_customers_own_stop_is_resumed() {
    for carrier in [Mobile, Unicom, Overseas] {
        for reason in StopReason::ALL {
            let expected = if reason == StopReason::User {
                Ok(())
            } else {
                Err(Reason::StoppedFor { reason })
            };
            assert_eq!(
                check(CardAction::Resume, &stopped(carrier, reason)),
                expected
            );
        }
    }
    assert_eq!(
        check(CardAction::Resume, &card(Mobile, Suspended)),
        Err(Reason::StopReasonUnknown)
    );
    // At China Telecom, a card in a changed device stays in use.
    let separated = stopped(Telecom, StopReason::Separation);
    assert_eq!(
        check(CardAction::Resume, &separated),
        Err(Reason::WrongState {
            is: InUse,
            needs: &[Suspended]
        })
    );
}

#[test]
fn q9_3_rebinding_by_carrier() {
    let changed = |carrier| stopped(carrier, StopReason::Separation);
    assert_eq!(check(CardAction::Rebind, &changed(Mobile)), Ok(()));
    assert_eq!(
        check(CardAction::RebindFixed, &changed(Mobile)),
        Err(Reason::OrdinaryRebindOnly { carrier: Mobile })
    );
    assert_eq!(check(CardAction::RebindFixed, &changed(Telecom)), Ok(()));
    assert_eq!(
        check(CardAction::Rebind, &changed(Unicom)),
        Err(Reason::AtTheCarrier { carrier: Unicom })
    );
    let overseas = check(CardAction::Rebind, &changed(Overseas));
    assert_eq!(
        overseas,
        Err(Reason::OtherCarrierOnly {
            is: Overseas,
            offered_by: &[Mobile, Telecom]
        })
    );
    let with = |rebinds_left| CardFacts {
        rebinds_left,
        ..changed(Telecom)
    };
    assert_eq!(
        check(CardAction::Rebind, &with(Some(0))),
        Err(Reason::NoRebindLeft { per_month: 2 })
    );
    assert_eq!(check(CardAction::Rebind, &with(Some(1))), Ok(()));
}

#[test]
fn q3_12_threshold_and_cut() {
    assert_eq!(check(CardAction::Threshold, &card(Telecom, InUse)), Ok(()));
    for carrier in [Mobile, Unicom] {
        assert_eq!(
            check(CardAction::Threshold, &card(carrier, InUse)),
            Err(Reason::PooledOnly { carrier })
        );
        assert_eq!(
            check(
                CardAction::Threshold,
                &CardFacts {
                    pooled: true,
                    ..card(carrier, InUse)
                }
            ),
            Ok(())
        );
    }
    assert!(matches!(
        check(CardAction::Threshold, &card(Overseas, InUse)),
        Err(Reason::OtherCarrierOnly { .. })
    ));
    let cut = CardFacts {
        cut_net: true,
        ..card(Telecom, InUse)
    };
    assert_eq!(check(CardAction::CutNet, &cut), Err(Reason::AlreadyCut));
    assert_eq!(check(CardAction::RestoreNet, &cut), Ok(()));
    assert_eq!(
        check(CardAction::RestoreNet, &card(Telecom, InUse)),
        Err(Reason::NotCut)
    );
}

#[test]
fn add_ons() {
    assert_eq!(
        check(CardAction::AddOn, &stopped(Unicom, StopReason::OverPlan)),
        Ok(())
    );
    let user = StopReason::User;
    assert_eq!(
        check(CardAction::AddOn, &stopped(Unicom, user)),
        Err(Reason::StoppedFor { reason: user })
    );
    assert_eq!(
        check(
            CardAction::AddOn,
            &CardFacts {
                pooled: true,
                ..card(Mobile, InUse)
            }
        ),
        Err(Reason::UsePoolAddOn)
    );
    assert!(matches!(
        check(CardAction::AddOn, &card(Overseas, InUse)),
        Err(Reason::OtherCarrierOnly { .. })
    ));
    let bought = |carrier, text: &str| CardFacts {
        bought: text.parse().ok(),
        ..card(carrier, InUse)
    };
    assert_eq!(
        check(CardAction::AddOn, &bought(Mobile, "2021-08-18")),
        Ok(())
    );
    assert!(matches!(
        check(CardAction::AddOn, &bought(Mobile, "2021-08-17")),
        Err(Reason::BoughtTooEarly { .. })
    ));
    assert_eq!(
        check(CardAction::AddOn, &bought(Telecom, "2020-08-02")),
        Ok(())
    );
    assert!(matches!(
        check(CardAction::AddOn, &bought(Unicom, "2020-08-01")),
        Err(Reason::BoughtTooEarly { .. })
    ));
    let general = |mb| CardFacts {
        data_type: Some(DataType::General),
        allowance: Megabytes::from_mb(mb),
        ..card(Mobile, InUse)
    };
    assert_eq!(check(CardAction::AddOn, &general(30)), Ok(()));
    assert_eq!(add_on_room(&general(30)), Megabytes::from_mb(70));
    assert_eq!(
        check(CardAction::AddOn, &general(100)),
        Err(Reason::GeneralDataCap {
            cap: GENERAL_DATA_CAP,
            room: Megabytes::ZERO
        })
    );
    assert_eq!(add_on_room(&general(200)), Some(Megabytes::ZERO));
    assert_eq!(add_on_room(&card(Mobile, InUse)), None);
    let mb = |mb| Megabytes::from_mb(mb).unwrap();
    assert_eq!(add_on(&general(71), mb(29)), Ok(()));
    assert_eq!(
        add_on(&general(71), mb(30)),
        Err(Reason::GeneralDataCap {
            cap: GENERAL_DATA_CAP,
            room: mb(29)
        })
    );
    assert_eq!(add_on(&card(Mobile, InUse), mb(10_240)), Ok(()));
    let unknown = CardFacts {
        allowance: None,
        ..general(0)
    };
    assert_eq!(add_on(&unknown, mb(1024)), Ok(()), "the service decides");
}

#[test]
fn real_names_and_speed() {
    let named = |carrier, real_named| CardFacts {
        real_named,
        ..card(carrier, InUse)
    };
    assert_eq!(
        check(CardAction::SpeedLimit, &named(Unicom, Some(false))),
        Err(Reason::RealNameFirst)
    );
    assert_eq!(
        check(CardAction::SpeedLimit, &named(Unicom, Some(true))),
        Ok(())
    );
    assert_eq!(
        check(CardAction::SpeedLimit, &named(Telecom, Some(false))),
        Ok(())
    );
    assert!(matches!(
        check(CardAction::SpeedLimit, &named(Mobile, Some(true))),
        Err(Reason::OtherCarrierOnly { .. })
    ));
    assert_eq!(
        check(CardAction::ClearRealName, &named(Telecom, Some(true))),
        Ok(())
    );
    assert_eq!(
        check(CardAction::ClearRealName, &named(Telecom, Some(false))),
        Err(Reason::NotRealNamed)
    );
}

#[test]
fn what_is_not_known() {
    let unknown = CardFacts {
        status: None,
        ..card(Mobile, InUse)
    };
    assert_eq!(
        check(CardAction::Suspend, &unknown),
        Err(Reason::StateUnknown)
    );
    assert_eq!(check(CardAction::Tags, &unknown), Ok(()));
    assert_eq!(
        check(
            CardAction::Activate,
            &CardFacts {
                physical: false,
                ..card(Mobile, Testable)
            }
        ),
        Err(Reason::PhysicalOnly)
    );
    assert_eq!(
        check(CardAction::SwitchNetwork, &card(Mobile, InUse)),
        Err(Reason::TriCarrierOnly)
    );
    assert_eq!(
        check(
            CardAction::SwitchNetwork,
            &CardFacts {
                tri_carrier: true,
                ..card(Mobile, InUse)
            }
        ),
        Ok(())
    );
}

#[test]
fn facts_of_a_card_as_sent() {
    let sent = SimCard {
        sim_card_id: 1,
        sim_status: Some(14),
        operator_status: Some(1),
        carrier_type: Some(3),
        sim_pool_id: Some(7),
        flow_total: Megabytes::from_mb(100),
        flow_used: Megabytes::from_mb(3),
        flow_time: Time::parse("2020-09-26T16:00:00Z"),
        purchase_time: Time::parse("2020-07-31T16:00:00Z"),
        ..SimCard::default()
    };
    let on_the_first_day = Time::parse("2020-09-27T04:00:00Z").unwrap().0;
    let of = |card: &SimCard| CardFacts::of(card, on_the_first_day);
    let facts = of(&sent);
    assert_eq!(
        (facts.carrier, facts.status, facts.stop),
        (Unicom, Some(Suspended), Some(StopReason::OverPlan))
    );
    assert!(facts.pooled && facts.physical && !facts.cut_net);
    assert_eq!(
        facts.data_type, None,
        "pooled cards are not general by default"
    );
    assert_eq!(facts.bought, NaiveDate::from_ymd_opt(2020, 8, 1));
    assert_eq!(
        facts.allowance, None,
        "on the first day of a cycle there are figures of the cycle before only"
    );
    let on_the_last_day = Time::parse("2020-09-26T15:00:00Z").unwrap().0;
    let stored = SimCard {
        flow_time: Time::parse("2020-09-25T16:00:00Z"),
        ..sent.clone()
    };
    assert_eq!(
        CardFacts::of(&stored, on_the_last_day).allowance,
        Megabytes::from_mb(100)
    );
    let single = of(&SimCard {
        sim_pool_id: None,
        ..sent.clone()
    });
    assert_eq!(single.data_type, Some(DataType::General), "Q9.4");
    let esim = of(&SimCard {
        sim_type: Some(2),
        pooled: Some(false),
        ..sent
    });
    assert!(!esim.physical && !esim.pooled);
}

#[test]
fn a_deregistered_card_is_past_everything_but_labels() {
    for carrier in Carrier::ALL {
        for action in CardAction::ALL {
            let allowed = check(action, &card(carrier, Deregistered)).is_ok();
            let harmless = matches!(
                action,
                CardAction::Tags
                    | CardAction::UnsetTags
                    | CardAction::Attributes
                    | CardAction::QueryRealName
                    | CardAction::Lost
            );
            assert!(!allowed || harmless, "{action:?}");
        }
    }
}

fn facts() -> impl Strategy<Value = CardFacts> {
    let kind = (
        0_usize..4,
        proptest::option::of(0_usize..6),
        proptest::option::of(0_usize..10),
        any::<bool>(),
        any::<bool>(),
    );
    let rest = (
        proptest::option::of(any::<bool>()),
        proptest::option::of(-1_i32..3),
        any::<bool>(),
        any::<bool>(),
    );
    (kind, rest).prop_map(
        |(
            (carrier, status, stop, pooled, physical),
            (real_named, rebinds_left, cut_net, tri_carrier),
        )| CardFacts {
            status: status.map(|index| SimStatus::ALL[index]),
            stop: stop.map(|index| StopReason::ALL[index]),
            pooled,
            physical,
            real_named,
            rebinds_left,
            cut_net,
            tri_carrier,
            ..card(Carrier::ALL[carrier], InUse)
        },
    )
}

proptest! {
    #[test]
    fn what_is_allowed_keeps_its_rule(card in facts(), action in proptest::sample::select(CardAction::ALL.to_vec())) {
        let rule = action.rule();
        if check(action, &card).is_ok() {
            prop_assert!(rule.carriers.contains(&card.carrier));
            prop_assert!(card.physical || !rule.physical);
            prop_assert!(card.status.map_or(rule.states.len() == 6, |status| rule.states.contains(&status)));
        }
    }

    #[test]
    fn suspend_and_resume_exclude_each_other(card in facts()) {
        prop_assert!(check(CardAction::Suspend, &card).is_err() || check(CardAction::Resume, &card).is_err());
        prop_assert!(check(CardAction::CutNet, &card).is_err() || check(CardAction::RestoreNet, &card).is_err());
        prop_assert_eq!(check(CardAction::Suspend, &card).is_ok(), check(CardAction::ResetNetwork, &card).is_ok());
    }
}
