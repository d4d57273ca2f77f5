//! The message tables of `src/i18n`: no Chinese in an English table, and no English in a Chinese one except
//! abbreviations of the field; one term for each thing; sentence case. What a browser shows of them is checked in
//! `tests/e2e/specs/language.spec.ts`.

use crate::scan::{Source, sources};

/// What Chinese operators write in Latin letters: terms, units, formats, keys, names.
const TERMS: &str = "APN API BSS CSV Ctrl Enter Esc FF FullAccess GB GSL IAM ICCID ID IMEI IMEISV IMSI IP IPv \
    IoT JSON KB Kbps MB MSISDN Mbps NB SIM SMD TB UTC UTF XLSX eSIM http https mqtt tcp udp vSIM xls xlsx \
    mini micro nano pools iframe sandbox allow same origin";

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Language {
    Chinese,
    English,
}

/// The language of a file named after one; other files have both languages, one after the other.
fn of_file(path: &str) -> Option<Language> {
    match path.rsplit('/').next() {
        Some("zh.rs") => Some(Language::Chinese),
        Some("en.rs") => Some(Language::English),
        _ => None,
    }
}

/// The language of the table or function that starts on this line.
fn begun(line: &str) -> Option<Language> {
    let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
    let named = words
        .by_ref()
        .any(|word| matches!(word, "static" | "const" | "fn"));
    let name = words.find(|word| !matches!(*word, "const" | "fn" | ""))?;
    match name {
        "ZH" | "ZH_CN" | "zh" if named => Some(Language::Chinese),
        "EN" | "EN_US" | "en" if named => Some(Language::English),
        _ => None,
    }
}

/// The texts in a line of code: the string literals, without `{…}`.
fn texts(line: &str) -> Vec<String> {
    let (mut found, mut inside, mut braces, mut escaped) = (Vec::new(), None, 0_u32, false);
    for c in line.chars() {
        match (&mut inside, c) {
            (None, '"') => inside = Some(String::new()),
            (None, '/') if line.trim_start().starts_with("//") => return found,
            (None, _) => {}
            (Some(_), _) if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(text), '"') => {
                found.push(std::mem::take(text));
                inside = None;
            }
            (Some(_), '{') => braces += 1,
            (Some(_), '}') => braces = braces.saturating_sub(1),
            (Some(text), c) if braces == 0 => text.push(c),
            (Some(_), _) => {}
        }
    }
    found.extend(inside);
    found
}

/// Whether it is a key on the wire, or the name of an extension or domain, and not a word: `over_plan`,
/// `orders.purchase`, `zh-CN`.
fn is_key(word: &str) -> bool {
    word.contains(['_', '.']) || word == "zh-CN"
}

/// The parts of a text that are not in its language. A single word in lower case is a key, because texts start with a
/// capital letter.
fn foreign(language: Language, text: &str) -> Vec<String> {
    let key = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
    if text.chars().all(|c| key(c) && !c.is_ascii_uppercase()) || text == "中文" {
        return Vec::new();
    }
    let text: String = text
        .split_inclusive(|c: char| !key(c))
        .filter(|word| !is_key(word.trim_end_matches(|c: char| !key(c))))
        .collect();
    let words: Vec<&str> = match language {
        Language::English => text
            .split(|c: char| !('\u{3400}'..='\u{9fff}').contains(&c))
            .collect(),
        Language::Chinese => text
            .split(|c: char| !c.is_ascii_alphabetic())
            .filter(|word| word.len() > 1 && !TERMS.split(' ').any(|term| term == *word))
            .collect(),
    };
    words
        .into_iter()
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Texts of the tables in `source` that are not in the language of their table.
fn wrong(source: &Source) -> Vec<String> {
    check(source, foreign)
}

/// What `look` finds in the texts of the tables in `source`, each looked at in the language of its table.
fn check(source: &Source, look: fn(Language, &str) -> Vec<String>) -> Vec<String> {
    let mut language = of_file(&source.path);
    let fixed = language.is_some();
    let mut found = Vec::new();
    for (at, line) in source.text.lines().enumerate() {
        if line.contains("#[cfg(test)]") {
            break;
        }
        if !fixed {
            language = begun(line).or(language);
        }
        let Some(language) = language else { continue };
        for text in texts(line) {
            let words = look(language, &text);
            if !words.is_empty() {
                found.push(format!(
                    "{}:{}: {} in “{text}”",
                    source.path,
                    at + 1,
                    words.join(" ")
                ));
            }
        }
    }
    found
}

/// One term for a thing: what no text says, and what it says instead.
const VOCABULARY: &[(Language, &str, &str)] = &[
    (Language::Chinese, "工单", "业务受理单"),
    (Language::Chinese, "流量包", "叠加包"),
    (Language::Chinese, "充值包", "叠加包"),
    (Language::Chinese, "注销", "拆机"),
    (Language::Chinese, "销户", "拆机"),
    (Language::Chinese, "SIM 卡", "SIM卡"),
    (Language::Chinese, "前向池", "前向流量池"),
    (Language::Chinese, "后向池", "后向流量池"),
    (Language::Chinese, "批量作业", "批量任务"),
    (Language::Chinese, "阀值", "阈值"),
    (Language::Chinese, "登陆", "登录"),
    (Language::Chinese, "帐", "账"),
    (Language::Chinese, "撑", "补足"),
    (Language::Chinese, "只看已选", "仅显示已选"),
    (Language::Chinese, "再续一", "继续续费"),
    (Language::English, "batch job", "bulk job"),
    (Language::English, "Batch job", "Bulk job"),
    (Language::English, "booster", "add-on"),
    (Language::English, "data package", "add-on"),
    (Language::English, "top-up package", "add-on"),
    (Language::English, "traffic", "data"),
    (Language::English, "work ticket", "work order"),
    (Language::English, "phone number", "MSISDN"),
    (Language::English, "container id", "container ID"),
    (Language::English, "SIM pool", "data pool"),
    (Language::English, "real name", "real-name"),
    (Language::English, "billing centre", "Billing Center"),
    (Language::English, "terminate", "deregister"),
    (Language::English, "anew", "again"),
    (Language::English, "hurries", "is accelerated"),
    (Language::English, "became of", "result"),
    (Language::English, "becomes of", "result"),
    (Language::English, "stand here", "appear here"),
    (Language::English, "stands there", "value"),
    (Language::English, "One there is", "Existing"),
    (Language::English, "adding up", "cumulative"),
    (Language::English, "Take them off", "Remove"),
    (Language::English, "Chosen by", "Source"),
    (Language::English, "Under way", "In progress"),
    (Language::English, "under way", "in progress"),
    (Language::English, "Leave the others out", "Continue with"),
    (Language::English, "data are", "data is"),
    (Language::English, "Data are", "Data is"),
    (Language::English, "of no use", "cannot be used"),
];

/// Words that are written with a capital letter within a sentence.
const PROPER: &str = "China Chinese Mobile Telecom Unicom Huawei Cloud Global SIM Link Billing Center Container Longyan English Enter Ctrl Esc";

/// Words of an English text that begin with a capital letter where no sentence begins: headings are in sentence case too.
fn title_case(text: &str) -> Vec<&str> {
    let mut begins = true;
    let mut found = Vec::new();
    for word in text.split(' ') {
        let letters = word.trim_matches(|c: char| !c.is_alphanumeric());
        let mut rest = letters.chars();
        let capital = rest.next().is_some_and(|c| c.is_ascii_uppercase());
        let lower = rest.clone().count() > 1 && rest.all(|c| c.is_ascii_lowercase());
        let opens = word.starts_with(['“', '(']);
        if !begins
            && !opens
            && capital
            && lower
            && !PROPER.split(' ').any(|proper| proper == letters)
        {
            found.push(letters);
        }
        begins = word.is_empty() || word.ends_with(['.', ':', '?', '!', '·', '”', '>']);
    }
    found
}

/// What a text says in other words than all others.
fn other_words(language: Language, text: &str) -> Vec<String> {
    let known = VOCABULARY.iter().filter(|(of, ..)| *of == language);
    let said = known.filter(|(_, not, _)| text.contains(not));
    let mut found: Vec<String> = said
        .map(|(_, not, but)| format!("“{not}”, elsewhere “{but}”"))
        .collect();
    if language == Language::English {
        let capital = title_case(text).into_iter();
        found.extend(capital.map(|word| format!("“{word}” with a capital letter")));
    }
    found
}

#[test]
fn one_thing_has_one_name() {
    let tables = sources("src/i18n", &[".rs"]);
    let said = tables.iter().flat_map(|source| check(source, other_words));
    crate::none(said.collect(), "another word for a thing that has a name:");
}

#[test]
fn another_word_is_seen() {
    assert_eq!(other_words(Language::Chinese, "业务受理单已提交").len(), 0);
    assert_eq!(other_words(Language::Chinese, "工单已提交").len(), 1);
    assert_eq!(
        other_words(
            Language::English,
            "Buy an add-on. Renew China Mobile cards: All of them"
        )
        .len(),
        0
    );
    assert_eq!(other_words(Language::English, "What Was Found").len(), 2);
    assert_eq!(other_words(Language::English, "Buy a booster").len(), 1);
}

#[test]
fn message_tables_are_each_in_one_language() {
    let tables = sources("src/i18n", &[".rs"]);
    assert!(
        tables.len() > 20,
        "src/i18n has moved: name its place here too"
    );
    crate::none(
        tables.iter().flat_map(wrong).collect(),
        "a text of the other language; a new term of the field goes into TERMS:",
    );
}

#[test]
fn a_text_of_the_other_language_is_seen() {
    let table = |path: &str, text: &str| Source {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let count = |path, text| wrong(&table(path, text)).len();
    assert_eq!(
        count(
            "a/zh.rs",
            "close: \"关闭\", say: |n| format!(\"ICCID {number}\"),"
        ),
        0
    );
    assert_eq!(count("a/zh.rs", "close: \"Close\","), 1);
    assert_eq!(count("a/en.rs", "close: \"关闭\","), 1);
    assert_eq!(count("a/en.rs", "/// 关闭\nclose: \"Close\","), 0);
    assert_eq!(
        count(
            "a.rs",
            "static ZH: T = T {\n a: \"甲\" };\npub const EN: T = T {\n a: \"甲\" };"
        ),
        1
    );
}
