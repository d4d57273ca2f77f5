//! Tags and attributes in the index, for changes that know what they changed.

use super::Fleet;

impl Fleet {
    /// The tags of a card, ascending; none for an unknown card.
    #[must_use]
    pub fn tags_of(&self, card: i64) -> &[i64] {
        self.row_of(card)
            .and_then(|row| self.tags.value(row as usize))
            .map_or(&[], Vec::as_slice)
    }

    /// A card carries these tags now.
    pub fn set_tags(&mut self, card: i64, mut tags: Vec<i64>) {
        tags.sort_unstable();
        tags.dedup();
        if let Some(row) = self.row_of(card) {
            self.tags.set(row as usize, Some(tags));
        }
    }

    /// A tag is no more.
    pub fn drop_tag(&mut self, tag: i64) {
        self.tags
            .change_values(|tags| tags.retain(|own| *own != tag));
    }

    /// An attribute of a card, slot 1 to 6, has another value now.
    pub fn set_attribute(&mut self, card: i64, slot: usize, value: &str) {
        let value = Some(value)
            .filter(|value| !value.is_empty())
            .map(str::to_owned);
        if let (Some(row), Some(column)) = (
            self.row_of(card),
            self.attributes.get_mut(slot.wrapping_sub(1)),
        ) {
            column.set(row as usize, value);
        }
    }
}
