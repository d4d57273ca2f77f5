//! Checks about where the device is, which device it is, and its signal.

use super::*;

#[test]
fn q3_2_the_region_is_the_carriers_table_and_the_border() {
    let with = |number, place| {
        let card = card(number);
        outcome(
            Check::Region,
            &Situation {
                place,
                ..situation(&card)
            },
        )
        .unwrap()
    };
    assert_eq!(with(CM, None), ByHand);
    assert_eq!(with(CM, Some("  ")), ByHand);
    assert_eq!(with(CM, Some("福建龙岩")), Failed);
    assert_eq!(with(CM, Some("福建")), ByHand);
    assert_eq!(with(CM, Some("上海")), Passed);
    assert_eq!(with(CT, Some("云南昆明")), ByHand, "a border province");
    assert_eq!(with(CT, Some("哈尔滨")), Failed);
    assert_eq!(with(CM, Some("哈尔滨")), Passed);
    assert_eq!(with(OS, Some("哈尔滨")), Passed);
}

#[test]
fn a_bound_area_must_hold_the_place() {
    let card = card(CM);
    let with = |area, place| {
        outcome(
            Check::BoundArea,
            &Situation {
                area,
                place,
                ..situation(&card)
            },
        )
    };
    assert_eq!(with(None, None), Some(ByHand));
    assert_eq!(with(Some(Area::Free), None), Some(Passed));
    assert_eq!(with(Some(Area::Bound("广东")), None), Some(ByHand));
    assert_eq!(
        with(Some(Area::Bound("广东")), Some("广东省广州市")),
        Some(Passed)
    );
    assert_eq!(with(Some(Area::Bound("广东")), Some("北京")), Some(Failed));
    assert_eq!(with(Some(Area::Bound("广东")), Some("茂名")), Some(Passed));
    assert_eq!(
        with(Some(Area::Bound("广东")), Some("广州")),
        Some(ByHand),
        "its province is not known"
    );
    assert_eq!(
        outcome(Check::BoundArea, &situation(&super::card(CT))),
        None
    );
}

#[test]
fn frozen_concerns_china_mobile_and_unicom() {
    let with = |number, frozen| {
        let card = card(number);
        outcome(
            Check::Frozen,
            &Situation {
                frozen,
                ..situation(&card)
            },
        )
    };
    assert_eq!(with(CM, Some(true)), Some(Failed));
    assert_eq!(with(CU, Some(false)), Some(Passed));
    assert_eq!(with(CU, None), Some(ByHand));
    assert_eq!(with(CT, Some(true)), None);
}

#[test]
fn q9_3_a_changed_device_fails_with_the_carriers_remedy() {
    let with = |number| {
        let card = stopped(number, StopReason::Separation);
        remedies(Check::Device, &situation(&card))
    };
    assert_eq!(with(CT), [Remedy::Recovery(Recovery::Rebind)]);
    assert_eq!(with(CU), [Remedy::Recovery(Recovery::RebindByCarrier)]);
    let telecom = stopped(CT, StopReason::Separation);
    assert_eq!(
        outcome(Check::State, &situation(&telecom)),
        Some(Passed),
        "it stays in use"
    );
    let bound = card(CM);
    assert!(matches!(
        line(Check::Device, &situation(&bound)).unwrap().finding,
        Finding::Bound { .. }
    ));
    let fresh = SimCard {
        imei: None,
        sim_status: Some(13),
        ..card(CM)
    };
    assert_eq!(
        line(Check::Device, &situation(&fresh)).unwrap().finding,
        Finding::NotBoundYet
    );
    let odd = SimCard {
        imei: None,
        ..card(CM)
    };
    assert_eq!(outcome(Check::Device, &situation(&odd)), Some(ByHand));
}

#[test]
fn drops_add_their_lines() {
    let directional = SimCard {
        data_type: Some(2),
        ..card(CM)
    };
    let drops = Situation {
        symptom: Symptom::Drops,
        ..situation(&directional)
    };
    assert_eq!(
        remedies(Check::MissingEntries, &drops),
        [Remedy::DirectionalEntries]
    );
    assert_eq!(remedies(Check::OtherModule, &drops), [REBIND]);
    let general = SimCard {
        data_type: Some(1),
        ..card(CM)
    };
    let drops = Situation {
        symptom: Symptom::Drops,
        ..situation(&general)
    };
    assert_eq!(outcome(Check::MissingEntries, &drops), None);
    let none = situation(&directional);
    assert_eq!(outcome(Check::OtherModule, &none), None);
}

#[test]
fn q9_15_the_signal_by_its_level() {
    let with = |level: Option<&str>, symptom| {
        let card = SimCard {
            signal_level: level.map(Into::into),
            ..card(CM)
        };
        outcome(
            Check::Signal,
            &Situation {
                symptom,
                ..situation(&card)
            },
        )
    };
    assert_eq!(with(Some("4"), Symptom::WeakSignal), Some(Passed));
    assert_eq!(with(Some("1"), Symptom::Drops), Some(Failed));
    assert_eq!(with(None, Symptom::WeakSignal), Some(ByHand));
    assert_eq!(with(Some("1"), Symptom::NoService), None);
}
