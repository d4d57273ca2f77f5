//! The members with the highest use in a pool, and those whose use grows most.

use crate::units::Megabytes;
use std::cmp::Reverse;

/// Use of a member in the completed days of this cycle, and in the same number of days of the previous cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberUse {
    /// Card.
    pub id: i64,
    /// This cycle.
    pub used: Megabytes,
    /// Previous cycle, up to the same day.
    pub before: Megabytes,
}

/// A member in a ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// The member.
    pub member: MemberUse,
    /// Growth: this cycle minus the previous one; negative when use fell.
    pub growth: Megabytes,
    /// Its share of the pool's use, in thousandths.
    pub share_permille: i64,
}

/// The members with the highest use, highest first; ties by id. Members without use are left out.
#[must_use]
pub fn top_by_use(members: &[MemberUse], most: usize) -> Vec<Ranked> {
    top(members, most, |ranked| ranked.member.used)
}

/// The members whose use grew most, highest first; ties by id. Members whose use did not grow are left out.
#[must_use]
pub fn top_by_growth(members: &[MemberUse], most: usize) -> Vec<Ranked> {
    top(members, most, |ranked| ranked.growth)
}

fn top(members: &[MemberUse], most: usize, by: impl Fn(&Ranked) -> Megabytes) -> Vec<Ranked> {
    let total = Megabytes::sum(members.iter().map(|member| member.used)).unwrap_or(Megabytes::ZERO);
    let mut ranked: Vec<Ranked> = members
        .iter()
        .map(|member| Ranked {
            growth: member
                .used
                .checked_sub(member.before)
                .unwrap_or(Megabytes::ZERO),
            share_permille: member.used.permille_of(total),
            member: member.clone(),
        })
        .filter(|ranked| by(ranked) > Megabytes::ZERO)
        .collect();
    let key = |ranked: &Ranked| (Reverse(by(ranked)), ranked.member.id);
    if most < ranked.len() {
        ranked.select_nth_unstable_by_key(most, key);
        ranked.truncate(most);
    }
    ranked.sort_unstable_by_key(key);
    ranked
}
