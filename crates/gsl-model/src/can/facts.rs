//! What the rules need to know about a card.

use crate::names::{Language, Name};
use crate::{
    carrier::Carrier, figures::CardUse, state::SimStatus, stop::StopReason, units::Megabytes,
    wire::SimCard, zone,
};
use chrono::{DateTime, NaiveDate, Utc};

/// What the data of a card can be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DataType {
    /// 通用: anywhere.
    General,
    /// 定向: listed platforms only.
    Directional,
}

/// The largest plan, in MB, whose data is general by default when the card is not pooled (Q9.4).
const GENERAL_BY_DEFAULT_MB: i64 = 100;

impl DataType {
    /// Its name.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        let name = match self {
            Self::General => Name::new("通用流量", "General data"),
            Self::Directional => Name::new("定向流量", "Directional data"),
        };
        name.of(language)
    }

    /// API code 1 or 2.
    #[must_use]
    pub const fn code(self) -> i32 {
        match self {
            Self::General => 1,
            Self::Directional => 2,
        }
    }

    /// Reads an API code; `None` when unknown.
    #[must_use]
    pub const fn from_code(code: i32) -> Option<Self> {
        match code {
            1 => Some(Self::General),
            2 => Some(Self::Directional),
            _ => None,
        }
    }

    /// The data type of a card: as the service reports it, otherwise the default.
    #[must_use]
    pub fn of(card: &SimCard) -> Option<Self> {
        Self::told_or_default(card.data_type, card.flow_total, card.is_pooled())
    }

    fn told_or_default(
        told: Option<i32>,
        flow_total: Option<Megabytes>,
        pooled: bool,
    ) -> Option<Self> {
        let told = told.and_then(Self::from_code);
        told.or_else(|| Self::by_default(flow_total, pooled))
    }

    /// The default when nothing else is known: general for plans up to 100 MB that are not pooled (Q9.4); unknown for
    /// all others.
    #[must_use]
    pub fn by_default(flow_total: Option<Megabytes>, pooled: bool) -> Option<Self> {
        let small = flow_total
            .zip(Megabytes::from_mb(GENERAL_BY_DEFAULT_MB))
            .is_some_and(|(total, most)| total <= most);
        (small && !pooled).then_some(Self::General)
    }
}

/// The facts about a card that decide what it allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CardFacts {
    /// Carrier.
    pub carrier: Carrier,
    /// State; `None` when unknown.
    pub status: Option<SimStatus>,
    /// Why it is stopped, or cut at China Telecom; `None` when it is not, or the service does not say.
    pub stop: Option<StopReason>,
    /// In a forward or backward pool.
    pub pooled: bool,
    /// General or directional data, as reported or by default (Q9.4).
    pub data_type: Option<DataType>,
    /// MB of the current cycle, plan and add-ons; `None` when not known, as on the first day of a cycle, when there are
    /// only figures of the previous cycle.
    pub allowance: Option<Megabytes>,
    /// Whether the card is real-named; `None` when not known.
    pub real_named: Option<bool>,
    /// Rebinds left this calendar month; China Telecom only.
    pub rebinds_left: Option<i32>,
    /// 单独断网
    pub cut_net: bool,
    /// A threshold is set.
    pub threshold: bool,
    /// A physical card.
    pub physical: bool,
    /// A tri-carrier card. The card list does not show this, only the list of tri-carrier cards (operation 35).
    pub tri_carrier: bool,
    /// Day of purchase in the service's zone.
    pub bought: Option<NaiveDate>,
}

/// What is recorded about a card, on the wire or in the service's index in memory; `None` means not recorded.
/// [`CardFacts::from`] interprets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CardRecord {
    /// Carrier.
    pub carrier: Carrier,
    /// State.
    pub status: Option<SimStatus>,
    /// Why it is stopped, or cut at China Telecom.
    pub stop: Option<StopReason>,
    /// In a forward or backward pool.
    pub pooled: bool,
    /// API code of its data type.
    pub data_type: Option<i32>,
    /// MB per cycle, plan and add-ons.
    pub flow_total: Option<Megabytes>,
    /// There are figures, but of an earlier cycle than the current one; this then also applies to `flow_total`.
    pub of_cycle_before: bool,
    /// Whether the card is real-named.
    pub real_named: Option<bool>,
    /// Rebinds left this calendar month; China Telecom only.
    pub rebinds_left: Option<i32>,
    /// 单独断网
    pub cut_net: Option<bool>,
    /// A threshold is set.
    pub threshold: Option<bool>,
    /// 1 vSIM 2 eSIM 3 physical.
    pub sim_type: Option<i32>,
    /// Purchase.
    pub purchase_time: Option<DateTime<Utc>>,
}

impl CardRecord {
    /// The record of a card from the service, at an instant.
    #[must_use]
    pub fn of(card: &SimCard, now: DateTime<Utc>) -> Self {
        Self {
            carrier: Carrier::of(card),
            status: SimStatus::of(card),
            stop: StopReason::of(card),
            pooled: card.is_pooled(),
            data_type: card.data_type,
            flow_total: card.flow_total,
            of_cycle_before: CardUse::of(card, None, now).before.is_some(),
            real_named: card.real_named,
            rebinds_left: card.imei_bind_remain_times,
            cut_net: card.cut_net_flag,
            threshold: card.exceed_cut_net_flag,
            sim_type: card.sim_type,
            purchase_time: card.purchase_time.map(|time| time.0),
        }
    }
}

impl CardFacts {
    /// The facts about a card from the service, at an instant.
    #[must_use]
    pub fn of(card: &SimCard, now: DateTime<Utc>) -> Self {
        Self::from(CardRecord::of(card, now))
    }
}

impl From<CardRecord> for CardFacts {
    /// The only place where facts are derived. A card of unrecorded type counts as physical: the public API sells no
    /// other (Q3.1).
    fn from(card: CardRecord) -> Self {
        Self {
            carrier: card.carrier,
            status: card.status,
            stop: card.stop,
            pooled: card.pooled,
            data_type: DataType::told_or_default(card.data_type, card.flow_total, card.pooled),
            allowance: card.flow_total.filter(|_| !card.of_cycle_before),
            real_named: card.real_named,
            rebinds_left: card.rebinds_left,
            cut_net: card.cut_net.unwrap_or(false),
            threshold: card.threshold.unwrap_or(false),
            physical: card.sim_type.is_none_or(|kind| kind == 3),
            tri_carrier: false,
            bought: card.purchase_time.map(zone::today),
        }
    }
}
