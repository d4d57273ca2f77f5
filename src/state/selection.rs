//! Which cards are selected: by id, or everything a filter matches except some. The count shown is the count acted on.

use crate::routes::card_filter::CardFilter;
use std::collections::BTreeSet;

/// A selection of cards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Selection {
    /// Nothing.
    #[default]
    None,
    /// These cards, on whatever page they are. Never empty.
    Some(BTreeSet<i64>),
    /// All cards that match, except these.
    AllMatching {
        /// The filter at the time of selecting.
        filter: CardFilter,
        /// How many matched then.
        matching: u64,
        /// Unticked since.
        except: BTreeSet<i64>,
    },
}

impl Selection {
    /// Whether the card is selected. Rows shown while all are selected match the filter by construction.
    #[must_use]
    pub fn contains(&self, id: i64) -> bool {
        match self {
            Self::None => false,
            Self::Some(ids) => ids.contains(&id),
            Self::AllMatching { except, .. } => !except.contains(&id),
        }
    }

    /// How many cards are selected.
    #[must_use]
    pub fn count(&self) -> u64 {
        match self {
            Self::None => 0,
            Self::Some(ids) => ids.len() as u64,
            Self::AllMatching {
                matching, except, ..
            } => matching.saturating_sub(except.len() as u64),
        }
    }

    /// Ticks or unticks cards.
    pub fn set(&mut self, ids: impl IntoIterator<Item = i64>, on: bool) {
        match self {
            Self::AllMatching { except, .. } => {
                for id in ids {
                    if on {
                        except.remove(&id)
                    } else {
                        except.insert(id)
                    };
                }
                if self.count() == 0 {
                    *self = Self::None;
                }
            }
            Self::None | Self::Some(_) => {
                let mut set = match std::mem::take(self) {
                    Self::Some(set) => set,
                    _ => BTreeSet::new(),
                };
                for id in ids {
                    if on {
                        set.insert(id)
                    } else {
                        set.remove(&id)
                    };
                }
                if !set.is_empty() {
                    *self = Self::Some(set);
                }
            }
        }
    }

    /// Selects everything `filter` matches.
    pub fn select_all(&mut self, filter: CardFilter, matching: u64) {
        *self = if matching == 0 {
            Self::None
        } else {
            Self::AllMatching {
                filter,
                matching,
                except: BTreeSet::new(),
            }
        };
    }

    /// "All matching" belongs to its filter: another filter ends it. Picked ids stay.
    pub fn keep_for(&mut self, shown: &CardFilter) {
        if matches!(self, Self::AllMatching { filter, .. } if filter != shown) {
            *self = Self::None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Clone, Debug)]
    enum Step {
        Tick(Vec<i64>),
        Untick(Vec<i64>),
        All,
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let ids = || proptest::collection::vec(0i64..20, 1..6);
        proptest::collection::vec(
            prop_oneof![
                ids().prop_map(Step::Tick),
                ids().prop_map(Step::Untick),
                Just(Step::All)
            ],
            0..20,
        )
    }

    proptest! {
        #[test]
        fn the_count_is_the_number_of_selected_cards(steps in steps()) {
            let mut selection = Selection::None;
            for step in steps {
                match step {
                    Step::Tick(ids) => selection.set(ids, true),
                    Step::Untick(ids) => selection.set(ids, false),
                    Step::All => selection.select_all(CardFilter::default(), 20),
                }
                let selected = (0..20).filter(|id| selection.contains(*id)).count() as u64;
                prop_assert_eq!(selection.count(), selected);
                prop_assert_eq!(selected == 0, selection == Selection::None);
            }
        }
    }

    #[test]
    fn all_matching_ends_with_its_filter_and_ids_do_not() {
        use crate::routes::card_filter::{Field, Value};
        let other = CardFilter::one(Field::Expire, Value::Days(30));
        let mut all = Selection::None;
        all.select_all(CardFilter::default(), 5);
        all.keep_for(&other);
        assert_eq!(all, Selection::None);
        let mut some = Selection::None;
        some.set([1], true);
        some.keep_for(&other);
        assert!(some.contains(1));
    }
}
