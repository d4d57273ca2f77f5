//! Which cards are selected: by id, or everything a filter matches except some. The count shown is the count acted on.

use crate::routes::card_filter::CardFilter;
use gsl_model::wire::BulkSelection;

/// Sorted ids without duplicates. Compiles small and copies cheaply; adding a page of ids moves memory only a few times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ids(Vec<i64>);

impl Ids {
    /// Whether the set contains the id.
    #[must_use]
    pub fn contains(&self, id: i64) -> bool {
        self.0.binary_search(&id).is_ok()
    }

    fn set(&mut self, id: i64, there: bool) {
        match (self.0.binary_search(&id), there) {
            (Err(place), true) => self.0.insert(place, id),
            (Ok(place), false) => {
                self.0.remove(place);
            }
            _ => {}
        }
    }

    /// Number of ids.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the set is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The ids in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = i64> + '_ {
        self.0.iter().copied()
    }
}

/// A selection of cards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Selection {
    /// Nothing.
    #[default]
    None,
    /// These cards, on whatever page they are. Never empty.
    Some(Ids),
    /// All cards that match, except these.
    AllMatching {
        /// The filter at the time of selecting.
        filter: CardFilter,
        /// How many matched then.
        matching: u64,
        /// Unticked since.
        except: Ids,
    },
}

impl Selection {
    /// The cards as the service takes them; `None` when nothing is selected.
    #[must_use]
    pub fn for_service(&self) -> Option<BulkSelection> {
        match self {
            Self::None => None,
            Self::Some(ids) => Some(BulkSelection {
                ids: Some(ids.iter().collect()),
                ..BulkSelection::default()
            }),
            Self::AllMatching { filter, except, .. } => Some(BulkSelection {
                filter: Some(filter.to_query()),
                except: except.iter().collect(),
                ..BulkSelection::default()
            }),
        }
    }

    /// Whether the card is selected. Rows shown while all are selected match the filter by construction.
    #[must_use]
    pub fn contains(&self, id: i64) -> bool {
        match self {
            Self::None => false,
            Self::Some(ids) => ids.contains(id),
            Self::AllMatching { except, .. } => !except.contains(id),
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
                    except.set(id, !on);
                }
                if self.count() == 0 {
                    *self = Self::None;
                }
            }
            Self::None | Self::Some(_) => {
                let mut set = match std::mem::take(self) {
                    Self::Some(set) => set,
                    _ => Ids::default(),
                };
                for id in ids {
                    set.set(id, on);
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
                except: Ids::default(),
            }
        };
    }

    /// "All matching" belongs to its filter. Under another one it ends, and is kept in `left` for when that filter is
    /// shown again and nothing else is selected. Picked ids stay.
    pub fn follow(&mut self, shown: &CardFilter, left: &mut Vec<Self>) -> FilterChange {
        let ended = match self {
            Self::AllMatching { filter, .. } if filter != shown => {
                left.retain(|other| !other.is_of(filter));
                left.push(std::mem::take(self));
                true
            }
            _ => false,
        };
        let kept = match self {
            Self::None => left.iter().position(|one| one.is_of(shown)),
            _ => None,
        };
        match kept {
            Some(at) => {
                *self = left.remove(at);
                FilterChange::Restored
            }
            None if ended => FilterChange::Ended,
            None => FilterChange::Same,
        }
    }

    fn is_of(&self, shown: &CardFilter) -> bool {
        matches!(self, Self::AllMatching { filter, .. } if filter == shown)
    }

    /// The service has reported a new number of matches for the filter.
    pub fn recount(&mut self, shown: &CardFilter, now: u64) {
        match self {
            Self::AllMatching {
                filter, matching, ..
            } if filter == shown => *matching = now,
            _ => {}
        }
    }
}

/// How a change of the filter affected a selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilterChange {
    /// Nothing.
    Same,
    /// "All matching" has ended with its filter.
    Ended,
    /// "All matching" of this filter is back.
    Restored,
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

    fn expiring(days: u16) -> CardFilter {
        use crate::routes::card_filter::{Field, Value};
        CardFilter::one(Field::Expire, Value::Days(days))
    }

    #[test]
    fn p12a_all_matching_ends_with_its_filter_and_is_back_with_it() {
        let (first, other) = (CardFilter::default(), expiring(30));
        let mut left = Vec::new();
        let mut selected = Selection::None;
        selected.select_all(first.clone(), 705);
        selected.set([1, 2, 3], false);
        let before = selected.clone();
        assert_eq!(selected.follow(&first, &mut left), FilterChange::Same);
        assert_eq!(selected.follow(&other, &mut left), FilterChange::Ended);
        assert_eq!(selected, Selection::None);
        assert_eq!(selected.follow(&other, &mut left), FilterChange::Same);
        assert_eq!(selected.follow(&first, &mut left), FilterChange::Restored);
        assert_eq!((selected.count(), &selected), (702, &before));
        assert!(left.is_empty());
    }

    #[test]
    fn p12a_each_filter_gets_its_own_back() {
        let (a, b, c) = (expiring(1), expiring(2), expiring(3));
        let mut left = Vec::new();
        let mut selected = Selection::None;
        selected.select_all(a.clone(), 10);
        assert_eq!(selected.follow(&b, &mut left), FilterChange::Ended);
        selected.select_all(b.clone(), 20);
        assert_eq!(selected.follow(&c, &mut left), FilterChange::Ended);
        assert_eq!(selected.follow(&b, &mut left), FilterChange::Restored);
        assert_eq!(selected.count(), 20);
        // One ends and the other is back at once.
        assert_eq!(selected.follow(&a, &mut left), FilterChange::Restored);
        assert_eq!(selected.count(), 10);
    }

    #[test]
    fn p12a_picked_cards_stay_under_every_filter_and_are_not_replaced() {
        let mut left = Vec::new();
        let mut selected = Selection::None;
        selected.select_all(CardFilter::default(), 5);
        assert_eq!(
            selected.follow(&expiring(30), &mut left),
            FilterChange::Ended
        );
        selected.set([1], true);
        assert_eq!(
            selected.follow(&CardFilter::default(), &mut left),
            FilterChange::Same
        );
        assert!(selected.contains(1) && selected.count() == 1);
    }
}
