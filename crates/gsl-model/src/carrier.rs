//! Carriers, their codes, networks and access points.

use crate::names::{Language, Name};
use crate::wire::SimCard;

/// The network a card belongs to; fixed when the card is bought (Q5.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Carrier {
    /// China Mobile 中国移动
    Mobile,
    /// China Unicom 中国联通
    Unicom,
    /// China Telecom 中国电信
    Telecom,
    /// 海外运营商
    Overseas,
}

/// Generation of a mobile network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Network {
    /// 3G
    G3,
    /// 4G
    G4,
}

impl Network {
    /// The usual spelling.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::G3 => "3G",
            Self::G4 => "4G",
        }
    }
}

/// Issuer prefixes of mainland ICCIDs (console.md section 20).
const PREFIXES: [(&str, Carrier); 10] = [
    ("898600", Carrier::Mobile),
    ("898601", Carrier::Unicom),
    ("898602", Carrier::Mobile),
    ("898603", Carrier::Telecom),
    ("898604", Carrier::Mobile),
    ("898606", Carrier::Unicom),
    ("898607", Carrier::Mobile),
    ("898608", Carrier::Mobile),
    ("898609", Carrier::Unicom),
    ("898611", Carrier::Telecom),
];

impl Carrier {
    /// Its name.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        let name = match self {
            Self::Mobile => Name::new("中国移动", "China Mobile"),
            Self::Unicom => Name::new("中国联通", "China Unicom"),
            Self::Telecom => Name::new("中国电信", "China Telecom"),
            Self::Overseas => Name::new("海外运营商", "Overseas carrier"),
        };
        name.of(language)
    }

    /// All carriers.
    pub const ALL: [Self; 4] = [Self::Mobile, Self::Unicom, Self::Telecom, Self::Overseas];
    /// The three of the Chinese mainland.
    pub const MAINLAND: [Self; 3] = [Self::Mobile, Self::Unicom, Self::Telecom];

    /// Short stable key: `cm`, `cu`, `ct`, `os`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Mobile => "cm",
            Self::Unicom => "cu",
            Self::Telecom => "ct",
            Self::Overseas => "os",
        }
    }

    /// The carrier with this [`key`](Self::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|carrier| carrier.key() == key)
    }

    /// API code of physical cards: 1, 3, 2 and 4.
    #[must_use]
    pub const fn carrier_type(self) -> i32 {
        match self {
            Self::Mobile => 1,
            Self::Unicom => 3,
            Self::Telecom => 2,
            Self::Overseas => 4,
        }
    }

    /// Reads an API code, including those of single countries and of cards that are not physical; `None` when unknown.
    #[must_use]
    pub const fn from_carrier_type(code: i32) -> Option<Self> {
        match code {
            1 | 101 => Some(Self::Mobile),
            2 | 102 => Some(Self::Telecom),
            3 => Some(Self::Unicom),
            4 | 201 | 501..=599 => Some(Self::Overseas),
            _ => None,
        }
    }

    /// The carrier by issuer prefix; `None` when the text does not start like an ICCID (89 and four digits).
    #[must_use]
    pub fn from_iccid(iccid: &str) -> Option<Self> {
        let prefix = iccid.get(..6)?;
        if !prefix.starts_with("89") || !prefix.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        Some(
            PREFIXES
                .iter()
                .find(|(known, _)| *known == prefix)
                .map_or(Self::Overseas, |(_, carrier)| *carrier),
        )
    }

    /// The carrier of a card: by its `carrier_type`, otherwise by issuer prefix; overseas if neither is known.
    #[must_use]
    pub fn of(card: &SimCard) -> Self {
        Self::known_or_by_number(
            card.carrier_type,
            card.iccid.as_deref().or(card.cid.as_deref()),
        )
    }

    /// Like [`of`](Self::of), from the code of a plan or card, and the ICCID or container ID.
    #[must_use]
    pub fn known_or_by_number(carrier_type: Option<i32>, iccid: Option<&str>) -> Self {
        carrier_type
            .and_then(Self::from_carrier_type)
            .or_else(|| iccid.and_then(Self::from_iccid))
            .unwrap_or(Self::Overseas)
    }

    /// Networks that its cards can use (Q3.3).
    #[must_use]
    pub const fn networks(self) -> &'static [Network] {
        match self {
            Self::Unicom => &[Network::G3, Network::G4],
            Self::Mobile | Self::Telecom | Self::Overseas => &[Network::G4],
        }
    }

    /// Access point name, case-insensitive (Q7.1, Q9.5); none is documented for overseas cards.
    #[must_use]
    pub const fn apn(self) -> Option<&'static str> {
        match self {
            Self::Mobile => Some("cmiot"),
            Self::Unicom => Some("scuiot"),
            Self::Telecom => Some("ctnet"),
            Self::Overseas => None,
        }
    }

    /// Whether it is one of the three mainland carriers.
    #[must_use]
    pub const fn is_mainland(self) -> bool {
        !matches!(self, Self::Overseas)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_and_keys_read_back() {
        for carrier in Carrier::ALL {
            assert_eq!(
                Carrier::from_carrier_type(carrier.carrier_type()),
                Some(carrier)
            );
            assert_eq!(Carrier::from_key(carrier.key()), Some(carrier));
        }
        for (code, carrier) in [
            (101, Some(Carrier::Mobile)),
            (102, Some(Carrier::Telecom)),
            (103, None),
            (201, Some(Carrier::Overseas)),
            (501, Some(Carrier::Overseas)),
            (511, Some(Carrier::Overseas)),
            (0, None),
            (-1, None),
        ] {
            assert_eq!(Carrier::from_carrier_type(code), carrier, "{code}");
        }
        assert_eq!(Carrier::from_key("CM"), None);
    }

    #[test]
    fn prefixes_name_the_issuer() {
        for (iccid, carrier) in [
            ("89860012840710002345", Some(Carrier::Mobile)),
            ("89860212840710002345", Some(Carrier::Mobile)),
            ("89860112840710002345", Some(Carrier::Unicom)),
            ("89860912840710002345", Some(Carrier::Unicom)),
            ("89860312840710002345", Some(Carrier::Telecom)),
            ("8986111284071000234", Some(Carrier::Telecom)),
            ("89860512840710002345", Some(Carrier::Overseas)),
            ("8944112840710002345", Some(Carrier::Overseas)),
            ("1064612345678", None),
            ("89860", None),
            ("", None),
            ("89八六", None),
        ] {
            assert_eq!(Carrier::from_iccid(iccid), carrier, "{iccid}");
        }
    }

    #[test]
    fn the_plan_wins_over_the_prefix() {
        let mut card = SimCard {
            cid: Some("89860112840710002345".into()),
            ..SimCard::default()
        };
        assert_eq!(Carrier::of(&card), Carrier::Unicom);
        card.carrier_type = Some(2);
        assert_eq!(Carrier::of(&card), Carrier::Telecom);
        card.carrier_type = Some(777);
        assert_eq!(Carrier::of(&card), Carrier::Unicom);
        assert_eq!(Carrier::of(&SimCard::default()), Carrier::Overseas);
    }

    #[test]
    fn q3_3_networks_and_q9_5_access_points() {
        assert_eq!(Carrier::Unicom.networks(), [Network::G3, Network::G4]);
        for carrier in [Carrier::Mobile, Carrier::Telecom, Carrier::Overseas] {
            assert_eq!(carrier.networks(), [Network::G4]);
        }
        let points = Carrier::ALL.map(Carrier::apn);
        assert_eq!(points, [Some("cmiot"), Some("scuiot"), Some("ctnet"), None]);
    }

    proptest! {
        #[test]
        fn any_text_has_a_carrier_or_none(text in "\\PC{0,20}") {
            let _ = Carrier::from_iccid(&text);
        }
    }
}
