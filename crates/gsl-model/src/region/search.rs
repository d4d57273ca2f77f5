//! Finding a region from text input: Chinese or Latin letters, with or without the province and 省, 市, 县.

use super::{
    Name, Verdict, areas,
    table::{AREAS, BORDER, PROVINCES},
};
use crate::carrier::Carrier;

/// Further words are ignored.
const WORDS: usize = 8;
/// Kinds of places at the end of a name.
const KINDS_LATIN: [&str; 12] = [
    "sheng",
    "shi",
    "xian",
    "qu",
    "zhou",
    "meng",
    "diqu",
    "city",
    "county",
    "district",
    "prefecture",
    "province",
];
const KINDS_ZH: [char; 8] = ['市', '县', '区', '州', '盟', '旗', '地', '镇'];
/// Pinyin that is also the name of a larger city elsewhere (南京, 忻州): it only counts together with the province, or as
/// county or district.
const HOMONYMS: [&str; 2] = ["nanjing", "xinzhou"];
const SMALL_KINDS: [&str; 4] = ["xian", "county", "qu", "district"];

/// A restricted region that matches the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Province.
    pub province: &'static Name,
    /// Place; `None` for a whole province.
    pub place: Option<&'static Name>,
}

/// The input in comparable form.
struct Query {
    /// Lower case, without spaces and punctuation.
    plain: String,
    /// Runs of Latin words, joined: `Fujian Long Yan` also gives `longyan`.
    runs: Vec<String>,
}

impl Query {
    /// `None` for empty input.
    fn new(text: &str) -> Option<Self> {
        let lower = text.to_ascii_lowercase();
        let plain = plain(&lower);
        let words = || {
            lower
                .split(|letter: char| !letter.is_ascii_alphabetic())
                .filter(|word| !word.is_empty())
                .take(WORDS)
        };
        let from = |start| {
            words().skip(start).scan(String::new(), |run, word| {
                run.push_str(word);
                Some(run.clone())
            })
        };
        let runs = (0..words().count()).flat_map(from).collect();
        (!plain.is_empty()).then_some(Self { plain, runs })
    }

    /// The provinces named in it.
    fn provinces(&self) -> impl Iterator<Item = &'static Name> {
        let begins = |latin: &str| self.runs.iter().any(|run| run.starts_with(latin));
        PROVINCES.iter().filter(move |name| {
            self.plain.starts_with(name.zh) || name.latin.iter().any(|latin| begins(latin))
        })
    }

    fn names_province(&self, province: &Name) -> bool {
        self.provinces().any(|name| name.zh == province.zh)
    }

    /// Whether it names this province, or none.
    fn may_be_in(&self, province: &Name) -> bool {
        self.provinces().next().is_none() || self.names_province(province)
    }

    fn names(&self, province: &Name, place: &Name) -> bool {
        if !self.may_be_in(province) {
            return false;
        }
        if names_zh(
            self.plain.strip_prefix(province.zh).unwrap_or(&self.plain),
            place.zh,
        ) {
            return true;
        }
        let certain = self.names_province(province);
        self.runs.iter().any(|run| {
            let rest = province
                .latin
                .iter()
                .find_map(|latin| run.strip_prefix(*latin))
                .unwrap_or(run);
            let rest = rest.strip_prefix("sheng").unwrap_or(rest);
            place
                .latin
                .iter()
                .any(|latin| names_latin(run, latin, certain) || names_latin(rest, latin, certain))
        })
    }

    /// Whether the input is only the name of the province.
    fn is_only(&self, province: &Name) -> bool {
        let rest = self.plain.strip_prefix(province.zh);
        rest.is_some_and(|rest| matches!(rest, "" | "省" | "壮族自治区" | "自治区"))
            || province
                .latin
                .iter()
                .any(|latin| names_latin(&self.plain, latin, true))
    }
}

fn plain(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// Cities whose name contains the name of a restricted place.
const LONGER_NAMES: [&str; 1] = ["马鞍山"];

/// Whether the text starts or ends with the place, or contains it together with its kind: 龙岩…, 泉州安溪, 泉州市安溪县…, but not 杭州阿里巴巴.
fn names_zh(text: &str, zh: &str) -> bool {
    if LONGER_NAMES
        .iter()
        .any(|longer| longer.contains(zh) && text.contains(longer))
    {
        return false;
    }
    let text = text
        .strip_prefix('省')
        .or_else(|| text.strip_prefix("自治区"))
        .unwrap_or(text);
    text.starts_with(zh)
        || text.ends_with(zh)
        || text.match_indices(zh).any(|(at, _)| {
            text.get(at + zh.len()..)
                .is_some_and(|rest| rest.starts_with(KINDS_ZH))
        })
}

/// `longyan`, `longyanshi`, `longyancity`.
fn names_latin(run: &str, latin: &str, province_named: bool) -> bool {
    run.strip_prefix(latin).is_some_and(|kind| {
        let homonym = HOMONYMS.contains(&latin) && !province_named;
        (kind.is_empty() && !homonym)
            || if homonym {
                SMALL_KINDS.contains(&kind)
            } else {
                KINDS_LATIN.contains(&kind)
            }
    })
}

/// The restriction for a card of `carrier` at the entered place; `None` for empty input.
///
/// A place that is not in the carrier's table is allowed, because the tables are complete. If a province is entered
/// too, it must match, so a street in 上海 is never mistaken for 海南 东方.
#[must_use]
pub fn check(carrier: Carrier, text: &str) -> Option<Verdict> {
    let query = Query::new(text)?;
    if !carrier.is_mainland() {
        return Some(Verdict::NoTable);
    }
    for area in areas(carrier) {
        let province = &area.province;
        if area.whole && query.names_province(province) {
            return Some(Verdict::LocalOnly {
                province,
                place: None,
            });
        }
        if let Some(place) = area
            .places
            .iter()
            .find(|place| query.names(province, place))
        {
            return Some(Verdict::LocalOnly {
                province,
                place: (!area.whole).then_some(place),
            });
        }
    }
    let part = areas(carrier).find(|area| query.is_only(&area.province));
    Some(part.map_or(Verdict::Allowed, |area| Verdict::Partly {
        province: &area.province,
    }))
}

/// Restricted regions whose name starts with the input, for a list to choose from; all for empty input. A province is
/// listed itself if it is restricted as a whole, otherwise by its places.
#[must_use]
pub fn suggest(carrier: Carrier, text: &str) -> Vec<Match> {
    let typed = plain(&text.to_ascii_lowercase());
    let fits = |name: &Name| {
        name.zh.starts_with(&typed) || name.latin.iter().any(|latin| latin.starts_with(&typed))
    };
    let mut matches = Vec::new();
    for area in areas(carrier) {
        let (province, by_province) = (&area.province, fits(&area.province));
        if area.whole && by_province {
            matches.push(Match {
                province,
                place: None,
            });
        } else {
            let places = area
                .places
                .iter()
                .filter(|place| by_province || fits(place));
            matches.extend(places.map(|place| Match {
                province,
                place: Some(place),
            }));
        }
    }
    matches
}

/// Whether the place is in a province with border areas, where service may be restricted in addition (Q10.1): the
/// province is named, or the place is in the tables.
#[must_use]
pub fn is_border(text: &str) -> bool {
    let Some(query) = Query::new(text) else {
        return false;
    };
    let in_table = |province: &Name| {
        let rows = AREAS.iter().filter(|area| area.province.zh == province.zh);
        rows.flat_map(|area| area.places)
            .any(|place| query.names(province, place))
    };
    BORDER
        .iter()
        .any(|province| query.names_province(province) || in_table(province))
}

/// Endings of a province's full name.
const PROVINCE_KINDS: [&str; 7] = [
    "省",
    "市",
    "自治区",
    "壮族自治区",
    "回族自治区",
    "维吾尔自治区",
    "特别行政区",
];

/// The mainland province that a text names, if it contains nothing else: 广西, 广西壮族自治区, Guangxi.
#[must_use]
pub fn province(text: &str) -> Option<&'static Name> {
    let text = plain(&text.to_ascii_lowercase());
    super::mainland_provinces().find(|name| {
        let rest = text.strip_prefix(name.zh);
        rest.is_some_and(|rest| rest.is_empty() || PROVINCE_KINDS.contains(&rest))
            || name
                .latin
                .iter()
                .any(|latin| names_latin(&text, latin, true))
    })
}
