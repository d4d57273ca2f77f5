//! High-risk regions: only cards of the local carrier work there (Q3.2).

mod province;
mod search;
mod table;

pub use province::province_of;
pub use search::{Match, check, is_border, province, suggest};
pub use table::{AREAS, PROVINCES};

use crate::carrier::Carrier;

/// A province or a place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Chinese, without 省, 市, 县 …
    pub zh: &'static str,
    /// In Latin letters, lower case and without spaces: pinyin first, then other common names.
    pub latin: &'static [&'static str],
}

impl Name {
    /// Pinyin.
    #[must_use]
    pub const fn pinyin(&self) -> &'static str {
        match self.latin.first() {
            Some(pinyin) => pinyin,
            None => "",
        }
    }
}

/// One row of the tables.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    /// The carriers whose cards are restricted.
    pub carriers: &'static [Carrier],
    /// Province.
    pub province: Name,
    /// Whether the whole province is restricted; `places` then lists its prefectures so that they can be found by name.
    pub whole: bool,
    /// Places.
    pub places: &'static [Name],
}

/// The restriction for a carrier's cards in a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Only cards of the local carrier work here.
    LocalOnly {
        /// Province.
        province: &'static Name,
        /// Place; `None` when it is the whole province.
        place: Option<&'static Name>,
    },
    /// Some places of the province are restricted; [`places`] lists them.
    Partly {
        /// Province.
        province: &'static Name,
    },
    /// Not in the carrier's table.
    Allowed,
    /// The carrier has no table: overseas.
    NoTable,
}

/// The rows of a carrier.
pub fn areas(carrier: Carrier) -> impl Iterator<Item = &'static Area> {
    AREAS
        .iter()
        .filter(move |area| area.carriers.contains(&carrier))
}

/// The restricted places of a province for a carrier; all its prefectures if the whole province is restricted.
pub fn places(carrier: Carrier, province: &Name) -> impl Iterator<Item = &'static Name> {
    let zh = province.zh;
    areas(carrier)
        .filter(move |area| area.province.zh == zh)
        .flat_map(|area| area.places)
}

/// The mainland provinces; 绑定限制区域 binds a card to one of them (console.md section 3).
pub fn mainland_provinces() -> impl Iterator<Item = &'static Name> {
    table::PROVINCES
        .iter()
        .filter(|province| !matches!(province.zh, "香港" | "澳门" | "台湾"))
}

#[cfg(test)]
mod tests;
