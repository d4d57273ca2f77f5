//! The input of the checklist.

use crate::{
    can::CardFacts,
    figures::{CardUse, Figures, LiveAnswer},
    stop::StopReason,
    time::Time,
    units::Megabytes,
    wire::SimCard,
    wire::SimPricePlan,
    zone,
};
use chrono::{DateTime, NaiveDate, Utc};

/// The fault as the user sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Symptom {
    /// There has never been service.
    #[default]
    NoService,
    /// There was service, and now there is none.
    SuddenlyNone,
    /// Service is intermittent.
    Drops,
    /// The signal is weak.
    WeakSignal,
}

impl Symptom {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::NoService,
        Self::SuddenlyNone,
        Self::Drops,
        Self::WeakSignal,
    ];

    /// Stable key for addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NoService => "no_service",
            Self::SuddenlyNone => "suddenly_none",
            Self::Drops => "drops",
            Self::WeakSignal => "weak_signal",
        }
    }

    /// The symptom with this [`key`](Self::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|symptom| symptom.key() == key)
    }
}

/// 限制区域 of a China Mobile card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area<'a> {
    /// Not bound to an area.
    Free,
    /// Bound to a province.
    Bound(&'a str),
}

/// A card and what is known about it. Lines whose input is `None` have to be checked by hand.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// The card from the service.
    pub card: &'a SimCard,
    /// Its facts, see [`CardFacts::of`].
    pub facts: CardFacts,
    /// The fault as the user sees it.
    pub symptom: Symptom,
    /// The plan with its usage (operation 15); without it, the card's own figures are used.
    pub plan: Option<&'a SimPricePlan>,
    /// When the plan's usage was requested in real time; `None` means as of 24:00 of yesterday.
    pub plan_at: Option<DateTime<Utc>>,
    /// The answer of operation 9 just now; without it, the card's own field is used.
    pub real_named: Option<bool>,
    /// Where the device is, as typed.
    pub place: Option<&'a str>,
    /// 限制区域
    pub area: Option<Area<'a>>,
    /// 冻结
    pub frozen: Option<bool>,
    /// The service's date.
    pub today: NaiveDate,
    /// Now.
    pub now: DateTime<Utc>,
}

impl<'a> Situation<'a> {
    /// Just the card, with nothing else known.
    #[must_use]
    pub fn of(card: &'a SimCard, now: Time) -> Self {
        Self {
            card,
            facts: CardFacts::of(card, now.0),
            symptom: Symptom::default(),
            plan: None,
            plan_at: None,
            real_named: None,
            place: None,
            area: None,
            frozen: None,
            today: zone::today(now.0),
            now: now.0,
        }
    }

    /// MB left in this cycle, the newest figure; `None` while there is none, as on the first day.
    pub(super) fn left(&self) -> Option<Megabytes> {
        self.newest(|figures| figures.left)
    }

    /// MB used in this cycle, likewise.
    pub(super) fn used(&self) -> Option<Megabytes> {
        self.newest(|figures| figures.used)
    }

    /// The same figure as in the list and on the card page.
    fn newest(&self, figure: fn(&Figures) -> Option<Megabytes>) -> Option<Megabytes> {
        let at = self
            .plan_at
            .unwrap_or_else(|| zone::last_midnight(self.now));
        let answer: Option<LiveAnswer> = self.plan.map(|plan| (plan.clone(), at));
        let known = CardUse::of(self.card, answer.as_ref(), self.now);
        known.figures.as_ref().and_then(figure)
    }

    /// The place, if one was entered.
    pub(super) fn place(&self) -> Option<&'a str> {
        self.place.map(str::trim).filter(|place| !place.is_empty())
    }

    pub(super) fn is_stopped_for(&self, reasons: &[StopReason]) -> bool {
        self.facts.stop.is_some_and(|stop| reasons.contains(&stop))
    }
}
