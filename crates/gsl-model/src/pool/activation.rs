//! Batch activation: by number segment and by list (console.md section 11, Q7.1, Q13.10).

use crate::state::SimStatus;
use crate::text::{BadCharacter, number_digits};
use std::ops::RangeInclusive;

/// Most cards of one batch.
pub const MOST_CARDS: u64 = 100_000;
/// The most breaks of a segment that are listed one by one.
pub const LISTED_BREAKS: usize = 100;

/// The digits that make a container ID unique; the service chooses the 20th (console.md section 20).
const KEY_DIGITS: usize = 19;

/// What is wrong with a number that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TypedNumberError {
    /// Empty.
    Empty,
    /// A character that is not a digit.
    NotDigits(BadCharacter),
    /// Not 19 or 20 digits.
    Length,
}

impl TypedNumberError {
    /// Stable key, also on the wire.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotDigits(_) => "not_digits",
            Self::Length => "length",
        }
    }
}

/// Reads a container ID as typed into the activation dialog: 19 or 20 digits. Spaces, hyphens and invisible characters
/// are ignored.
///
/// # Errors
/// What is wrong.
pub fn written(text: &str) -> Result<String, TypedNumberError> {
    let digits = number_digits(text, false).map_err(TypedNumberError::NotDigits)?;
    match digits.len() {
        0 => Err(TypedNumberError::Empty),
        KEY_DIGITS | 20 => Ok(digits),
        _ => Err(TypedNumberError::Length),
    }
}

/// The number by which container IDs are ordered: their first 19 digits.
#[must_use]
pub fn container_key(cid: &str) -> Option<u64> {
    written(cid)
        .ok()?
        .get(..KEY_DIGITS)
        .and_then(|digits| digits.parse().ok())
}

/// Why a segment cannot be read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SegmentError {
    /// The first number is wrong.
    Start(TypedNumberError),
    /// The last number is wrong.
    End(TypedNumberError),
    /// One has 19 digits, the other 20.
    Lengths,
    /// The last comes before the first.
    Reversed,
    /// More numbers than [`MOST_CARDS`].
    TooMany {
        /// How many.
        numbers: u64,
    },
}

impl SegmentError {
    /// Stable key, also on the wire.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Start(_) => "segment_start",
            Self::End(_) => "segment_end",
            Self::Lengths => "segment_lengths",
            Self::Reversed => "segment_reversed",
            Self::TooMany { .. } => "too_many",
        }
    }
}

/// The numbers of a segment, both ends included.
///
/// # Errors
/// Why it is not a segment.
pub fn segment_ends(start: &str, end: &str) -> Result<RangeInclusive<u64>, SegmentError> {
    let start = written(start).map_err(SegmentError::Start)?;
    let end = written(end).map_err(SegmentError::End)?;
    if start.len() != end.len() {
        return Err(SegmentError::Lengths);
    }
    let first = container_key(&start).ok_or(SegmentError::Start(TypedNumberError::Length))?;
    let last = container_key(&end).ok_or(SegmentError::End(TypedNumberError::Length))?;
    if last < first {
        return Err(SegmentError::Reversed);
    }
    match last - first {
        span if span >= MOST_CARDS => Err(SegmentError::TooMany {
            numbers: span.saturating_add(1),
        }),
        _ => Ok(first..=last),
    }
}

/// Why a number breaks a segment or cannot be in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SegmentBreakKind {
    /// No card of this pool has the number: the container IDs are not consecutive.
    NotInPool,
    /// The card is not waiting for activation.
    NotInactive(SimStatus),
}

/// A number that breaks a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SegmentBreak {
    /// First 19 digits of the container ID.
    pub number: u64,
    /// Why.
    pub kind: SegmentBreakKind,
}

/// Whether a card in this state can be activated in a batch: 可测试 or 可激活.
#[must_use]
pub const fn waits_for_activation(state: SimStatus) -> bool {
    matches!(state, SimStatus::Testable | SimStatus::Activatable)
}

/// Walks through a segment: every number must belong to a card of the pool that waits for activation. `state_of` looks
/// up the state of the pool's card with these first 19 digits.
///
/// # Errors
/// The first [`LISTED_BREAKS`] breaks, and how many there are in all.
pub fn walk_segment(
    ends: RangeInclusive<u64>,
    state_of: impl Fn(u64) -> Option<SimStatus>,
) -> Result<Vec<u64>, (Vec<SegmentBreak>, usize)> {
    let (mut cards, mut breaks, mut count) = (Vec::new(), Vec::new(), 0_usize);
    for number in ends {
        let kind = match state_of(number) {
            None => SegmentBreakKind::NotInPool,
            Some(state) if !waits_for_activation(state) => SegmentBreakKind::NotInactive(state),
            Some(_) => {
                cards.push(number);
                continue;
            }
        };
        count += 1;
        if breaks.len() < LISTED_BREAKS {
            breaks.push(SegmentBreak { number, kind });
        }
    }
    if count == 0 {
        Ok(cards)
    } else {
        Err((breaks, count))
    }
}
