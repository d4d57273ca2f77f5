//! The tables of Q3.2, and what people type.

use super::*;
use crate::carrier::Carrier::{Mobile, Overseas, Telecom, Unicom};
use proptest::prelude::*;

/// Province and place, or only the province if it is restricted as a whole.
fn local(carrier: Carrier, text: &str) -> Option<(&'static str, Option<&'static str>)> {
    match check(carrier, text) {
        Some(Verdict::LocalOnly { province, place }) => {
            Some((province.zh, place.map(|place| place.zh)))
        }
        _ => None,
    }
}

/// Every place of Q3.2 and the carriers it is restricted for.
#[test]
fn q3_2_the_three_tables() {
    let all: &[Carrier] = &Carrier::MAINLAND;
    for (province, names, carriers) in [
        ("福建", "龙岩 安溪 南靖", all),
        ("广东", "茂名 饶平", all),
        ("广西", "宾阳 陆川", all),
        ("海南", "东方 儋州", all),
        ("河南", "上蔡", all),
        ("湖北", "孝昌 仙桃", all),
        ("湖南", "双峰", all),
        ("辽宁", "鞍山", all),
        ("江西", "余干", all),
        ("四川", "德阳", all),
        ("河北", "丰宁", &[Mobile, Unicom]),
        ("云南", "普洱 西双版纳 临沧 德宏", &[Mobile, Unicom]),
        ("云南", "红河 文山", &[Mobile]),
        ("广东", "电白", &[Unicom]),
        ("湖北", "新洲", &[Unicom]),
        ("黑龙江", "哈尔滨", &[Unicom, Telecom]),
    ] {
        for place in names.split(' ') {
            for carrier in Carrier::MAINLAND {
                let expected = carriers
                    .contains(&carrier)
                    .then_some((province, Some(place)));
                assert_eq!(local(carrier, place), expected, "{carrier:?} {place}");
                assert_eq!(
                    local(carrier, &format!("{province}省{place}市")),
                    expected,
                    "{carrier:?} {place}"
                );
            }
        }
    }
    for province in ["内蒙古", "西藏", "新疆"] {
        for carrier in Carrier::MAINLAND {
            assert_eq!(local(carrier, province), Some((province, None)));
        }
    }
    let places = |carrier| {
        areas(carrier)
            .filter(|area| !area.whole)
            .map(|area| area.places.len())
            .sum::<usize>()
    };
    assert_eq!(
        [Mobile, Unicom, Telecom].map(places),
        [16 + 7, 16 + 8, 16 + 1]
    );
}

#[test]
fn spellings() {
    for text in [
        "龙岩",
        "龙岩市",
        "福建龙岩",
        "福建省龙岩市新罗区",
        "longyan",
        "Longyan",
        "LONG YAN",
        "Longyan, Fujian",
        "fujian longyan",
        "fujianlongyan",
        "Longyan City",
    ] {
        assert_eq!(local(Mobile, text), Some(("福建", Some("龙岩"))), "{text}");
    }
    for text in [
        "泉州安溪",
        "福建泉州市安溪县城厢镇",
        "anxi xian",
        "Anxi County",
    ] {
        assert_eq!(local(Mobile, text), Some(("福建", Some("安溪"))), "{text}");
    }
    for text in [
        "呼和浩特",
        "Hohhot",
        "内蒙古自治区包头市",
        "inner mongolia",
        "Ordos",
    ] {
        assert_eq!(local(Telecom, text), Some(("内蒙古", None)), "{text}");
    }
    for text in [
        "乌鲁木齐市",
        "Urumqi",
        "新疆维吾尔自治区某地",
        "xinjiang somewhere",
        "喀什",
    ] {
        assert_eq!(local(Unicom, text), Some(("新疆", None)), "{text}");
    }
    assert_eq!(local(Unicom, "harbin"), Some(("黑龙江", Some("哈尔滨"))));
    assert_eq!(local(Mobile, "Lhasa"), Some(("西藏", None)));
}

#[test]
fn other_places_are_allowed() {
    for text in [
        "北京",
        "深圳",
        "福建厦门",
        "上海市东方路",
        "杭州阿里巴巴",
        "马鞍山市",
        "安徽马鞍山",
        "maanshan",
        "大理",
        "Dali",
        "Nanjing",
        "南京",
        "xinzhou",
        "大兴安岭",
        "Shenzhen",
        "云南昆明",
    ] {
        assert_eq!(check(Unicom, text), Some(Verdict::Allowed), "{text}");
    }
    assert_eq!(
        local(Unicom, "nanjing, fujian"),
        Some(("福建", Some("南靖")))
    );
    assert_eq!(
        local(Unicom, "Nanjing County"),
        Some(("福建", Some("南靖")))
    );
    assert_eq!(
        local(Unicom, "wuhan xinzhou qu"),
        Some(("湖北", Some("新洲")))
    );
}

#[test]
fn a_province_alone_names_its_places() {
    for text in ["福建", "福建省", "Fujian", "fujian province"] {
        let Some(Verdict::Partly { province }) = check(Mobile, text) else {
            panic!("{text}")
        };
        assert_eq!(
            places(Mobile, province)
                .map(|place| place.zh)
                .collect::<Vec<_>>(),
            ["龙岩", "安溪", "南靖"]
        );
    }
    let Some(Verdict::Partly { province }) = check(Unicom, "广东") else {
        panic!()
    };
    assert_eq!(
        places(Unicom, province)
            .map(|place| place.zh)
            .collect::<Vec<_>>(),
        ["茂名", "饶平", "电白"]
    );
    assert_eq!(check(Mobile, "黑龙江"), Some(Verdict::Allowed));
    assert_eq!(check(Telecom, "云南"), Some(Verdict::Allowed));
}

#[test]
fn nothing_typed_and_no_table() {
    assert_eq!(check(Mobile, " ,"), None);
    assert_eq!(check(Overseas, "龙岩"), Some(Verdict::NoTable));
}

#[test]
fn suggestions_while_typing() {
    let names = |carrier, text| {
        suggest(carrier, text)
            .iter()
            .map(|hit| hit.place.unwrap_or(hit.province).zh)
            .collect::<Vec<_>>()
    };
    assert_eq!(names(Mobile, "龙"), ["龙岩"]);
    assert_eq!(names(Mobile, "lon"), ["龙岩"]);
    assert_eq!(names(Mobile, "福建"), ["龙岩", "安溪", "南靖"]);
    assert_eq!(names(Telecom, "har"), ["哈尔滨"]);
    assert_eq!(names(Mobile, "har"), Vec::<&str>::new());
    assert_eq!(names(Mobile, "xinj"), ["新疆"]);
    assert_eq!(names(Mobile, "呼"), ["呼和浩特", "呼伦贝尔"]);
    assert_eq!(names(Telecom, "").len(), 17 + 3);
    assert!(names(Overseas, "").is_empty());
}

#[test]
fn q10_1_border_provinces() {
    for text in [
        "新疆",
        "西藏林芝",
        "广西南宁",
        "Yunnan",
        "喀什",
        "普洱",
        "lhasa",
    ] {
        assert!(is_border(text), "{text}");
    }
    for text in ["福建", "内蒙古", "哈尔滨", "", "北京"] {
        assert!(!is_border(text), "{text}");
    }
}

#[test]
fn names_are_comparable() {
    for area in AREAS {
        for name in area.places.iter().chain([&area.province]) {
            assert!(!name.zh.is_empty() && !name.pinyin().is_empty());
            assert!(
                name.latin
                    .iter()
                    .all(|latin| latin.bytes().all(|byte| byte.is_ascii_lowercase())),
                "{}",
                name.zh
            );
        }
    }
}

proptest! {
    #[test]
    fn any_text_has_a_verdict(text in "\\PC{0,40}", carrier in 0_usize..4) {
        let _ = (check(Carrier::ALL[carrier], &text), suggest(Carrier::ALL[carrier], &text), is_border(&text));
    }

    #[test]
    fn any_mix_of_names_has_a_verdict(text in "(福建|省|龙岩|市|新疆|xinjiang| |nanjing|shi|东方|上海){0,8}") {
        prop_assert_eq!(check(Mobile, &text).is_none(), text.trim().is_empty());
    }
}

#[test]
fn a_province_of_the_mainland_is_known_by_its_names_and_nothing_more() {
    for text in ["广西", "广西壮族自治区", "Guangxi", "guangxi sheng"] {
        assert_eq!(province(text).map(|name| name.zh), Some("广西"), "{text}");
    }
    assert_eq!(province("北京市").map(|name| name.zh), Some("北京"));
    for text in ["", "广西南宁", "香港", "Atlantis"] {
        assert_eq!(province(text), None, "{text}");
    }
    assert_eq!(mainland_provinces().count(), 31);
}

#[test]
fn the_province_of_a_place_is_typed_with_it_or_known_by_the_tables() {
    for (text, zh) in [
        ("广东省广州市", Some("广东")),
        ("Guangdong, Guangzhou", Some("广东")),
        ("Shaanxi", Some("陕西")),
        ("茂名", Some("广东")),
        ("普洱", Some("云南")),
        ("电白区", Some("广东")),
        ("西藏", Some("西藏")),
        ("广州", None),
        ("", None),
    ] {
        assert_eq!(province_of(text).map(|name| name.zh), zh, "{text}");
    }
}
