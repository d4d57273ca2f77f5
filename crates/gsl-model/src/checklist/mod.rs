//! SIM卡诊断: the checklist of Q10.1, applied to what is known about a card (console.md section 5).
//!
//! Each line passes, fails or has to be checked by hand, and offers remedies. Only what the data shows is decided here;
//! what can only be seen at the device is never guessed.

mod lines;
mod situation;

pub use situation::{Area, Situation, Symptom};

use crate::{
    action::CardAction,
    carrier::Network,
    region,
    state::SimStatus,
    stop::{Recovery, StopReason},
    units::Megabytes,
};

/// What is checked, in the order of the list (Q10.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Check {
    /// The device uses a network that the carrier's cards can use (Q3.3).
    Network,
    /// The access point is set in the device (Q7.1).
    Apn,
    /// Data roaming is on in the device.
    Roaming,
    /// SIM卡状态
    State,
    /// Data is left, in the plan or in the pool.
    Data,
    /// 达量断网
    Threshold,
    /// 断网状态: cut by hand; China Telecom only (Q3.12).
    CutNet,
    /// 实名; mainland carriers.
    RealName,
    /// Used in an IoT device, not in a phone (Q3.7).
    PermittedUse,
    /// Every platform the device needs is in the directional list (Q4.2).
    Directional,
    /// Not in a high-risk or border region (Q3.2).
    Region,
    /// 限制区域; China Mobile only.
    BoundArea,
    /// 冻结; China Unicom and China Mobile only.
    Frozen,
    /// 机卡分离状态: the card is in the device it is bound to (Q9.2, Q9.3).
    Device,
    /// The device was restarted and the network reset (Q9.14).
    Restart,
    /// Connections drop: entries missing in the directional list.
    MissingEntries,
    /// Connections drop: try another module, after unbinding the card.
    OtherModule,
    /// Base stations, interference, the device (Q9.15).
    Signal,
}

impl Check {
    /// All of them, in order.
    pub const ALL: [Self; 18] = [
        Self::Network,
        Self::Apn,
        Self::Roaming,
        Self::State,
        Self::Data,
        Self::Threshold,
        Self::CutNet,
        Self::RealName,
        Self::PermittedUse,
        Self::Directional,
        Self::Region,
        Self::BoundArea,
        Self::Frozen,
        Self::Device,
        Self::Restart,
        Self::MissingEntries,
        Self::OtherModule,
        Self::Signal,
    ];

    /// Stable key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Apn => "apn",
            Self::Roaming => "roaming",
            Self::State => "state",
            Self::Data => "data",
            Self::Threshold => "threshold",
            Self::CutNet => "cut_net",
            Self::RealName => "real_name",
            Self::PermittedUse => "permitted_use",
            Self::Directional => "directional",
            Self::Region => "region",
            Self::BoundArea => "bound_area",
            Self::Frozen => "frozen",
            Self::Device => "device",
            Self::Restart => "restart",
            Self::MissingEntries => "missing_entries",
            Self::OtherModule => "other_module",
            Self::Signal => "signal",
        }
    }
}

/// Outcome of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Not the cause.
    Passed,
    /// To be checked by hand.
    ByHand,
    /// A likely cause.
    Failed,
}

/// What was found; the text is up to the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Nothing is known: check the device or ask the service.
    Unknown,
    /// The device's network and those the carrier's cards can use.
    Network {
        /// As reported by the device.
        is: String,
        /// Those the cards can use.
        offered: &'static [Network],
    },
    /// Networks that the carrier's cards can use; the device's network is not known.
    Networks(&'static [Network]),
    /// The access point name to set; none is documented for overseas cards.
    Apn(Option<&'static str>),
    /// The card's state.
    State(SimStatus),
    /// Not activated yet: powering up activates it within 30 s. The state may also be a day old, or test data may be
    /// left (Q9.10).
    NotActivated(SimStatus),
    /// Stopped, or cut at China Telecom.
    Stopped {
        /// Why; `None` when the service does not say.
        reason: Option<StopReason>,
        /// At the start of the cycle, the carrier may still be catching up (Q10.8).
        may_lag: bool,
    },
    /// Data left this cycle.
    Left(Megabytes),
    /// Over the plan by this amount.
    Over(Megabytes),
    /// The card uses the pool's data, and the pool has not stopped it.
    InPool,
    /// Usage is not counted before activation.
    NothingCounts,
    /// No threshold is set, or it is −1.
    NoThreshold,
    /// The threshold and the use of this cycle.
    Threshold {
        /// Threshold in MB; 0 cuts at the first byte.
        quota: i32,
        /// MB used, if known.
        used: Option<Megabytes>,
    },
    /// Data cut by hand, or not.
    Cut(bool),
    /// Whether the card is real-named.
    RealNamed(bool),
    /// General data: not restricted by a list.
    GeneralData,
    /// Directional data: compare the list with the platforms the device needs.
    DirectionalData,
    /// The restriction at the place.
    Region {
        /// From the carrier's table.
        verdict: region::Verdict,
        /// Whether it is in a province with border areas.
        border: bool,
    },
    /// No place was entered.
    NoPlace,
    /// Bound to an area.
    BoundArea {
        /// The area.
        area: String,
        /// Whether the entered place is in it; `None` when no place was entered or its province is not known.
        inside: Option<bool>,
    },
    /// Not bound to an area.
    NoBoundArea,
    /// Frozen by the carrier, or not.
    Frozen(bool),
    /// In the device it is bound to.
    Bound {
        /// IMEI of the device.
        imei: String,
    },
    /// Bound at the first activation in a device (Q9.2).
    NotBoundYet,
    /// Signal level: 1 poor … 4 excellent.
    Signal(i32),
    /// Has to be tried out.
    Try,
}

/// What a line offers as a remedy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Remedy {
    /// An action on the card; [`can::check`](crate::can::check) says whether it is possible now.
    Action(CardAction),
    /// What ends a stop.
    Recovery(Recovery),
    /// Request real-time usage (operation 15).
    RealTimeUsage,
    /// Copy the access point name.
    CopyApn(&'static str),
    /// The checker of regions (Q3.2).
    RegionChecker,
    /// The directional entries of the card's order (section 9).
    DirectionalEntries,
    /// Ask a Huawei engineer.
    Engineer,
}

/// A line of the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What was checked.
    pub check: Check,
    /// Its outcome.
    pub outcome: Outcome,
    /// What was found.
    pub finding: Finding,
    /// What to do, best first.
    pub remedies: Vec<Remedy>,
}

/// Runs the checklist. Lines that do not apply to the card's carrier or the symptom are left out.
#[must_use]
pub fn run(situation: &Situation<'_>) -> Vec<Line> {
    let lines = Check::ALL.into_iter();
    lines
        .filter_map(|check| lines::line(check, situation))
        .collect()
}

/// How many lines had each outcome: passed, by hand, failed.
#[must_use]
pub fn tally(lines: &[Line]) -> (usize, usize, usize) {
    let count = |outcome| lines.iter().filter(|line| line.outcome == outcome).count();
    (
        count(Outcome::Passed),
        count(Outcome::ByHand),
        count(Outcome::Failed),
    )
}

/// Rebinding to the device the card is in.
const REBIND: Remedy = Remedy::Action(CardAction::Rebind);

#[cfg(test)]
mod tests;
