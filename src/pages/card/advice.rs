//! Advice about the card's state: cause, remedy, and when it returns automatically (Q10.2–10.9, Q9.10–9.12).

use crate::i18n::format::Scale;
use crate::i18n::{Messages, format};
use crate::ui::badge::Status;
use chrono::{DateTime, Utc};
use gsl_model::action::CardAction;
use gsl_model::carrier::Carrier;
use gsl_model::cycle::BillingCycle;
use gsl_model::figures::Figures;
use gsl_model::period;
use gsl_model::state::SimStatus;
use gsl_model::stop::{Recovery, StopReason, month_start_lag};
use gsl_model::units::Megabytes;
use gsl_model::wire::SimCard;
use gsl_model::zone;

/// A callout: one sentence that matters, then the details.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// How serious.
    pub kind: Status,
    /// What happened.
    pub title: String,
    /// What to do, and what happens automatically.
    pub lines: Vec<String>,
    /// The remedies that are done here.
    pub acts: Vec<CardAction>,
}

/// The advice for a card; None when it simply works. `figures` are those of the running cycle, if there are any yet.
#[must_use]
pub fn advice(
    m: &Messages,
    card: &SimCard,
    figures: Option<&Figures>,
    now: DateTime<Utc>,
) -> Option<Advice> {
    let status = SimStatus::of(card);
    match (status, StopReason::of(card)) {
        (Some(SimStatus::Deregistered), _) => Some(gone(m, card)),
        (_, Some(reason)) => Some(stopped(m, card, reason, figures, now)),
        (Some(SimStatus::Suspended), None) => Some(Advice {
            kind: Status::Bad,
            title: (m.rules.status_meaning)(SimStatus::Suspended).to_owned(),
            lines: vec![m.card().advice.no_reason.to_owned()],
            acts: Vec::new(),
        }),
        (Some(status), None) if status.awaits_activation() => Some(Advice {
            kind: Status::Idle,
            title: (m.rules.status_meaning)(status).to_owned(),
            lines: match status {
                SimStatus::Testable | SimStatus::Activatable => {
                    vec![m.rules.works_but_not_active.to_owned()]
                }
                _ => Vec::new(),
            },
            acts: vec![CardAction::Activate],
        }),
        (_, None) if card.cut_net_flag == Some(true) => Some(Advice {
            kind: Status::Warn,
            title: m.card().advice.cut_net.to_owned(),
            lines: Vec::new(),
            acts: vec![CardAction::RestoreNet],
        }),
        _ => None,
    }
}

fn gone(m: &Messages, card: &SimCard) -> Advice {
    let cleaned = card
        .expire_time
        .and_then(|end| period::cleaned_out_at(SimStatus::Deregistered, end.0));
    Advice {
        kind: Status::Idle,
        title: (m.rules.status_meaning)(SimStatus::Deregistered).to_owned(),
        lines: cleaned
            .map(|at| (m.card().advice.cleaned_out)(&format::service_date(at)))
            .into_iter()
            .collect(),
        acts: Vec::new(),
    }
}

fn stopped(
    m: &Messages,
    card: &SimCard,
    reason: StopReason,
    figures: Option<&Figures>,
    now: DateTime<Utc>,
) -> Advice {
    let texts = &m.card().advice;
    let carrier = Carrier::of(card);
    let pooled = card.is_pooled();
    let mut lines = Vec::new();
    let beyond = figures.and_then(Figures::beyond);
    let used = figures.and_then(|figures| figures.used);
    let plan = figures.and_then(|figures| figures.total);
    if let (StopReason::OverPlan, Some(used), Some(plan), Some(beyond)) =
        (reason, used, plan, beyond)
    {
        let scale = Scale::of(&[used, plan, beyond]);
        lines.push((texts.over)(
            &scale.text(used),
            &scale.short(plan),
            &scale.text(beyond),
        ));
    }
    if SimStatus::of(card) == Some(SimStatus::InUse) {
        lines.push(texts.data_cut_in_use.to_owned());
    }
    let ways = reason.recoveries(carrier, pooled);
    for way in ways {
        let lead = if matches!(way, Recovery::Nothing | Recovery::RealName) {
            ""
        } else {
            texts.now
        };
        let mut line = sentence(lead, (texts.recovery)(*way, carrier));
        match way {
            Recovery::Rebind if carrier == Carrier::Telecom => {
                line.extend(
                    card.imei_bind_remain_times
                        .map(|n| (texts.rebinds_left)(i64::from(n))),
                );
            }
            Recovery::ChangeThreshold => {
                let quota = card.exceed_cut_net_quota.filter(|quota| *quota >= 0);
                line.extend(quota.map(|quota| {
                    (texts.threshold)(&format!("{} MB", format::count(i64::from(quota))))
                }));
            }
            _ => {}
        }
        lines.push(line);
    }
    if reason == StopReason::Violation {
        lines.push(texts.phone.to_owned());
    }
    let lags = month_start_lag(reason, carrier, zone::today(now));
    // A stop that no figure of the running cycle accounts for is one of the cycle before: the card is due back, and not a
    // cycle later.
    let quota = card
        .exceed_cut_net_quota
        .and_then(|quota| Megabytes::from_mb(quota.into()));
    let due = lags
        && match reason {
            StopReason::OverPlan => beyond.is_none(),
            StopReason::OverThreshold => used.is_none_or(|used| Some(used) < quota),
            _ => false,
        };
    if due {
        lines.push(m.rules.month_start_lag.to_owned());
    } else if reason.comes_back_at_cycle_turn() {
        let day = format::date(BillingCycle::current(carrier, now).next().start(carrier));
        let back = if ways.is_empty() {
            texts.only_back_on
        } else {
            texts.else_back_on
        };
        lines.push(back(&day));
        if lags {
            lines.push(m.rules.month_start_lag.to_owned());
        }
    }
    if reason == StopReason::Expired {
        let cleaned = card
            .expire_time
            .and_then(|end| period::cleaned_out_at(SimStatus::Suspended, end.0));
        lines.extend(cleaned.map(|at| (texts.cleaned_out)(&format::service_date(at))));
    }
    let kind = if reason == StopReason::User {
        Status::Warn
    } else {
        Status::Bad
    };
    Advice {
        kind,
        title: (m.rules.cause)(reason).to_owned(),
        lines,
        acts: ways
            .iter()
            .filter_map(|way| CardAction::recovering(*way))
            .collect(),
    }
}

/// `lead` and `text` as one sentence; without a lead the text begins with a capital letter.
fn sentence(lead: &str, text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if lead.is_empty() => std::iter::once(first.to_ascii_uppercase())
            .chain(letters)
            .collect(),
        _ => format!("{lead}{text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;
    use gsl_model::time::Time;
    use gsl_model::units::Megabytes;

    fn card(status: SimStatus, reason: Option<StopReason>, carrier: Carrier) -> SimCard {
        SimCard {
            sim_card_id: 7,
            sim_status: Some(status.code()),
            stop_reason: reason.map(|reason| reason.key().to_owned()),
            carrier_type: Some(carrier.carrier_type()),
            ..SimCard::default()
        }
    }

    fn at(text: &str) -> DateTime<Utc> {
        Time::parse(text).unwrap().0
    }

    /// Advice in both languages, as one text each.
    fn texts(card: &SimCard, figures: Option<&Figures>, now: &str) -> [String; 2] {
        Locale::ALL.map(|locale| {
            advice(locale.messages(), card, figures, at(now))
                .map(|advice| format!("{}\n{}", advice.title, advice.lines.join("\n")))
                .unwrap_or_default()
        })
    }

    const MID_MONTH: &str = "2026-11-15T04:00:00Z";

    #[test]
    fn a_card_that_works_has_no_advice() {
        for carrier in Carrier::ALL {
            assert_eq!(
                advice(
                    Locale::EnUs.messages(),
                    &card(SimStatus::InUse, None, carrier),
                    None,
                    at(MID_MONTH)
                ),
                None
            );
        }
    }

    #[test]
    fn q10_2_every_stop_reason_says_cause_and_way_out() {
        for reason in StopReason::ALL {
            for carrier in Carrier::ALL {
                for locale in Locale::ALL {
                    let m = locale.messages();
                    let card = card(SimStatus::Suspended, Some(reason), carrier);
                    let advice = advice(m, &card, None, at(MID_MONTH)).unwrap();
                    assert_eq!(advice.title, (m.rules.cause)(reason));
                    assert!(!advice.lines.is_empty(), "{reason:?} {carrier:?}");
                }
            }
        }
    }

    #[test]
    fn q10_3_use_in_a_phone_is_final() {
        let [zh, en] = texts(
            &card(
                SimStatus::Suspended,
                Some(StopReason::Violation),
                Carrier::Unicom,
            ),
            None,
            MID_MONTH,
        );
        assert!(zh.contains("手机的卡不能恢复"), "{zh}");
        assert!(
            en.contains("used in a phone cannot be brought back"),
            "{en}"
        );
    }

    #[test]
    fn the_date_it_comes_back_is_that_of_the_cards_own_cycle() {
        let stop = Some(StopReason::OverPlan);
        let [zh, _] = texts(
            &card(SimStatus::Suspended, stop, Carrier::Telecom),
            None,
            MID_MONTH,
        );
        assert!(zh.contains("2026-12-01 00:00（UTC+8）"), "{zh}");
        let [_, en] = texts(
            &card(SimStatus::Suspended, stop, Carrier::Unicom),
            None,
            MID_MONTH,
        );
        assert!(en.contains("on 2026-11-27 at 00:00 (UTC+8)"), "{en}");
    }

    #[test]
    fn q10_8_the_lag_is_said_in_the_first_three_days_of_the_cards_cycle_only() {
        let telecom = card(
            SimStatus::Suspended,
            Some(StopReason::Pool),
            Carrier::Telecom,
        );
        let unicom = card(
            SimStatus::Suspended,
            Some(StopReason::OverPlan),
            Carrier::Unicom,
        );
        let says = |card: &SimCard, now: &str| {
            let [zh, en] = texts(card, None, now);
            let said = zh.contains("同步约需 3 天");
            assert_eq!(said, en.contains("about 3 days to sync"));
            said
        };
        // 2026-11-01 00:00 to 2026-11-03 24:00 in UTC+8.
        assert!(!says(&telecom, "2026-10-31T15:59:59Z"));
        assert!(says(&telecom, "2026-10-31T16:00:00Z"));
        assert!(says(&telecom, "2026-11-03T15:59:59Z"));
        assert!(!says(&telecom, "2026-11-03T16:00:00Z"));
        assert!(says(&unicom, "2026-11-27T12:00:00Z"));
        assert!(!says(&unicom, "2026-11-01T12:00:00Z"));
    }

    #[test]
    fn over_plan_says_by_how_much_but_only_when_known() {
        let card = card(
            SimStatus::Suspended,
            Some(StopReason::OverPlan),
            Carrier::Telecom,
        );
        let mb = |thousandths| Some(Megabytes::from_thousandths(thousandths));
        let figures = Figures {
            used: mb(33_410),
            total: mb(30_000),
            left: mb(-3_410),
            as_of: at(MID_MONTH),
            cycle: BillingCycle::current(Carrier::Telecom, at(MID_MONTH)),
        };
        let [zh, en] = texts(&card, Some(&figures), MID_MONTH);
        assert!(
            zh.contains("已用 33.41 MB，套餐 30 MB，超出 3.41 MB"),
            "{zh}"
        );
        assert!(en.contains("3.41 MB over"), "{en}");
        assert!(!texts(&card, None, MID_MONTH)[1].contains(" over."));
    }

    #[test]
    fn overseas_and_pooled_cards_are_not_sent_to_buy_a_card_add_on() {
        let overseas = card(
            SimStatus::Suspended,
            Some(StopReason::OverPlan),
            Carrier::Overseas,
        );
        let mut pooled = card(
            SimStatus::Suspended,
            Some(StopReason::OverPlan),
            Carrier::Mobile,
        );
        pooled.sim_pool_id = Some(3);
        for card in [&overseas, &pooled] {
            let [zh, en] = texts(card, None, MID_MONTH);
            assert!(
                !zh.contains("购买当月叠加包") && !en.contains("buy an add-on for this month"),
                "{en}"
            );
        }
    }

    #[test]
    fn telecom_separation_stays_in_use_and_counts_rebinds() {
        let mut card = card(
            SimStatus::InUse,
            Some(StopReason::Separation),
            Carrier::Telecom,
        );
        card.imei_bind_remain_times = Some(1);
        let [zh, en] = texts(&card, None, MID_MONTH);
        assert!(
            zh.contains("在用，但数据已断") && zh.contains("本月剩余 1 次"),
            "{zh}"
        );
        assert!(
            en.contains("its data is cut") && en.contains("1 left this month"),
            "{en}"
        );
    }

    #[test]
    fn q9_10_q9_11_q9_12_are_answered() {
        for status in [SimStatus::Testable, SimStatus::Activatable] {
            let [zh, en] = texts(&card(status, None, Carrier::Mobile), None, MID_MONTH);
            assert!(
                zh.contains("最多晚一天") && en.contains("up to a day"),
                "{en}"
            );
        }
        let [zh, en] = texts(
            &card(
                SimStatus::Suspended,
                Some(StopReason::NotRealNamed),
                Carrier::Mobile,
            ),
            None,
            MID_MONTH,
        );
        assert!(
            zh.contains("有效期已经开始计算") && zh.contains("自动恢复在用"),
            "{zh}"
        );
        assert!(
            en.contains("validity already counts") && en.contains("by itself"),
            "{en}"
        );
    }

    #[test]
    fn a_deregistered_card_says_when_it_disappears() {
        let mut card = card(SimStatus::Deregistered, None, Carrier::Mobile);
        card.expire_time = Time::parse("2026-10-10T16:00:00Z");
        let [zh, en] = texts(&card, None, MID_MONTH);
        assert!(
            zh.contains("2026-12-11 起清理") && en.contains("from 2026-12-11 on"),
            "{zh}"
        );
    }

    #[test]
    fn a1_on_the_first_day_a_stop_of_the_cycle_before_is_not_said_to_last_another_cycle() {
        for (carrier, first_day, next) in [
            (Carrier::Telecom, "2026-11-30T16:30:00Z", "2027-01-01"),
            (Carrier::Unicom, "2026-11-26T16:30:00Z", "2026-12-27"),
        ] {
            for reason in [StopReason::OverPlan, StopReason::OverThreshold] {
                let card = SimCard {
                    exceed_cut_net_quota: Some(20),
                    ..card(SimStatus::Suspended, Some(reason), carrier)
                };
                for text in texts(&card, None, first_day) {
                    assert!(!text.contains(next) && !text.contains(" MB over"), "{text}");
                    assert!(text.contains("3 天") || text.contains("3 days"), "{text}");
                }
                // Over in the running cycle already.
                let mb = Megabytes::from_mb;
                let figures = Figures {
                    used: mb(33),
                    total: mb(30),
                    left: mb(-3),
                    as_of: at(first_day),
                    cycle: BillingCycle::current(carrier, at(first_day)),
                };
                for text in texts(&card, Some(&figures), first_day) {
                    assert!(text.contains(next), "{text}");
                }
            }
        }
    }
}
