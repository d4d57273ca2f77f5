//! The tables of Q3.2. For a province that is restricted as a whole they also list its prefectures (general knowledge),
//! because people search for the city.

use super::{Area, Name};
use crate::carrier::Carrier::{self, Mobile, Telecom, Unicom};

const ALL: &[Carrier] = &Carrier::MAINLAND;

const fn name(zh: &'static str, latin: &'static [&'static str]) -> Name {
    Name { zh, latin }
}

const FUJIAN: Name = name("福建", &["fujian"]);
const GUANGDONG: Name = name("广东", &["guangdong"]);
const GUANGXI: Name = name("广西", &["guangxi"]);
const HAINAN: Name = name("海南", &["hainan"]);
const HENAN: Name = name("河南", &["henan"]);
const HUBEI: Name = name("湖北", &["hubei"]);
const HUNAN: Name = name("湖南", &["hunan"]);
const LIAONING: Name = name("辽宁", &["liaoning"]);
const INNER_MONGOLIA: Name = name("内蒙古", &["neimenggu", "innermongolia", "neimongol"]);
const JIANGXI: Name = name("江西", &["jiangxi"]);
const SICHUAN: Name = name("四川", &["sichuan"]);
const TIBET: Name = name("西藏", &["xizang", "tibet"]);
const XINJIANG: Name = name("新疆", &["xinjiang"]);
const HEBEI: Name = name("河北", &["hebei"]);
const YUNNAN: Name = name("云南", &["yunnan"]);
const HEILONGJIANG: Name = name("黑龙江", &["heilongjiang"]);

/// Provinces with border areas where service may be restricted in addition (Q10.1).
pub(super) const BORDER: [Name; 4] = [XINJIANG, TIBET, GUANGXI, YUNNAN];

/// Every province, to distinguish a place from one of the same name elsewhere.
pub const PROVINCES: [Name; 34] = [
    FUJIAN,
    GUANGDONG,
    GUANGXI,
    HAINAN,
    HENAN,
    HUBEI,
    HUNAN,
    LIAONING,
    INNER_MONGOLIA,
    JIANGXI,
    SICHUAN,
    TIBET,
    XINJIANG,
    HEBEI,
    YUNNAN,
    HEILONGJIANG,
    name("北京", &["beijing"]),
    name("天津", &["tianjin"]),
    name("上海", &["shanghai"]),
    name("重庆", &["chongqing"]),
    name("山西", &["shanxi"]),
    name("陕西", &["shaanxi"]),
    name("吉林", &["jilin"]),
    name("江苏", &["jiangsu"]),
    name("浙江", &["zhejiang"]),
    name("安徽", &["anhui"]),
    name("山东", &["shandong"]),
    name("贵州", &["guizhou"]),
    name("甘肃", &["gansu"]),
    name("青海", &["qinghai"]),
    name("宁夏", &["ningxia"]),
    name("香港", &["xianggang", "hongkong"]),
    name("澳门", &["aomen", "macao", "macau"]),
    name("台湾", &["taiwan"]),
];

const HARBIN: &[Name] = &[name("哈尔滨", &["haerbin", "harbin"])];

const PUER: Name = name("普洱", &["puer"]);
const XISHUANGBANNA: Name = name("西双版纳", &["xishuangbanna"]);
const LINCANG: Name = name("临沧", &["lincang"]);
const DEHONG: Name = name("德宏", &["dehong"]);

/// All rows.
pub const AREAS: &[Area] = &[
    places(
        ALL,
        FUJIAN,
        &[
            name("龙岩", &["longyan"]),
            name("安溪", &["anxi"]),
            name("南靖", &["nanjing"]),
        ],
    ),
    places(
        ALL,
        GUANGDONG,
        &[name("茂名", &["maoming"]), name("饶平", &["raoping"])],
    ),
    places(
        ALL,
        GUANGXI,
        &[name("宾阳", &["binyang"]), name("陆川", &["luchuan"])],
    ),
    places(
        ALL,
        HAINAN,
        &[name("东方", &["dongfang"]), name("儋州", &["danzhou"])],
    ),
    places(ALL, HENAN, &[name("上蔡", &["shangcai"])]),
    places(
        ALL,
        HUBEI,
        &[name("孝昌", &["xiaochang"]), name("仙桃", &["xiantao"])],
    ),
    places(ALL, HUNAN, &[name("双峰", &["shuangfeng"])]),
    places(ALL, LIAONING, &[name("鞍山", &["anshan"])]),
    whole(
        INNER_MONGOLIA,
        &[
            name("呼和浩特", &["huhehaote", "hohhot"]),
            name("包头", &["baotou"]),
            name("乌海", &["wuhai"]),
            name("赤峰", &["chifeng"]),
            name("通辽", &["tongliao"]),
            name("鄂尔多斯", &["eerduosi", "ordos"]),
            name("呼伦贝尔", &["hulunbeier", "hulunbuir"]),
            name("巴彦淖尔", &["bayannaoer", "bayannur"]),
            name("乌兰察布", &["wulanchabu", "ulanqab"]),
            name("兴安盟", &["xinganmeng", "hinggan"]),
            name("锡林郭勒", &["xilinguole", "xilingol"]),
            name("阿拉善", &["alashan", "alxa"]),
        ],
    ),
    places(ALL, JIANGXI, &[name("余干", &["yugan"])]),
    places(ALL, SICHUAN, &[name("德阳", &["deyang"])]),
    whole(
        TIBET,
        &[
            name("拉萨", &["lasa", "lhasa"]),
            name("日喀则", &["rikaze", "shigatse", "xigaze"]),
            name("昌都", &["changdu", "qamdo", "chamdo"]),
            name("林芝", &["linzhi", "nyingchi"]),
            name("山南", &["shannan", "lhoka"]),
            name("那曲", &["naqu", "nagqu"]),
            name("阿里", &["ali", "ngari"]),
        ],
    ),
    whole(
        XINJIANG,
        &[
            name("乌鲁木齐", &["wulumuqi", "urumqi"]),
            name("克拉玛依", &["kelamayi", "karamay"]),
            name("吐鲁番", &["tulufan", "turpan"]),
            name("哈密", &["hami", "kumul"]),
            name("昌吉", &["changji"]),
            name("博尔塔拉", &["boertala", "bortala"]),
            name("巴音郭楞", &["bayinguoleng", "bayingolin"]),
            name("库尔勒", &["kuerle", "korla"]),
            name("阿克苏", &["akesu", "aksu"]),
            name("克孜勒苏", &["kezilesu", "kizilsu"]),
            name("喀什", &["kashi", "kashgar"]),
            name("和田", &["hetian", "hotan"]),
            name("伊犁", &["yili", "ili"]),
            name("伊宁", &["yining", "ghulja"]),
            name("塔城", &["tacheng"]),
            name("阿勒泰", &["aletai", "altay"]),
            name("石河子", &["shihezi"]),
            name("阿拉尔", &["alaer", "aral"]),
            name("图木舒克", &["tumushuke", "tumxuk"]),
            name("五家渠", &["wujiaqu"]),
            name("北屯", &["beitun"]),
            name("铁门关", &["tiemenguan"]),
            name("双河", &["shuanghe"]),
            name("可克达拉", &["kekedala", "cocodala"]),
            name("昆玉", &["kunyu"]),
            name("胡杨河", &["huyanghe"]),
        ],
    ),
    places(&[Mobile, Unicom], HEBEI, &[name("丰宁", &["fengning"])]),
    places(
        &[Mobile, Unicom],
        YUNNAN,
        &[PUER, XISHUANGBANNA, LINCANG, DEHONG],
    ),
    places(
        &[Mobile],
        YUNNAN,
        &[name("红河", &["honghe"]), name("文山", &["wenshan"])],
    ),
    places(&[Unicom], GUANGDONG, &[name("电白", &["dianbai"])]),
    places(&[Unicom], HUBEI, &[name("新洲", &["xinzhou"])]),
    places(&[Unicom, Telecom], HEILONGJIANG, HARBIN),
];

const fn places(carriers: &'static [Carrier], province: Name, places: &'static [Name]) -> Area {
    Area {
        carriers,
        province,
        whole: false,
        places,
    }
}

const fn whole(province: Name, places: &'static [Name]) -> Area {
    Area {
        carriers: ALL,
        province,
        whole: true,
        places,
    }
}
