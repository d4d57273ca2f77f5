//! Words of a demo fleet: what a Chinese customer calls regions, uses and places.

/// Tags; the last two stay unused.
pub const TAGS: [&str; 40] = [
    "北区",
    "南区",
    "华东",
    "华南",
    "华北",
    "西南",
    "西北",
    "海外",
    "冷链",
    "门店",
    "共享单车",
    "充电桩",
    "智能电表",
    "智能水表",
    "燃气表",
    "车载终端",
    "物流追踪",
    "售货机",
    "POS机",
    "视频监控",
    "广告屏",
    "电梯监测",
    "路灯",
    "环境监测",
    "农业灌溉",
    "消防",
    "一期",
    "二期",
    "三期",
    "试点",
    "重点客户",
    "待巡检",
    "备用",
    "测试设备",
    "高用量",
    "低用量",
    "直营",
    "加盟",
    "2027规划",
    "待清理",
];

/// Tags that no card carries.
pub const UNUSED_TAGS: usize = 2;

/// Custom attributes one to five; the first three are enabled. A sixth may be added.
pub const ATTRIBUTES: [&str; 5] = ["客户名称", "安装城市", "设备用途", "合同编号", "资产编号"];

/// Values of attribute one.
pub const CUSTOMERS: [&str; 24] = [
    "华晨物流",
    "绿源出行",
    "锦江冷链",
    "惠民便利",
    "明达电力",
    "远帆航运",
    "中原水务",
    "天润燃气",
    "百川零售",
    "云杉农业",
    "安途车联",
    "优选生鲜",
    "恒信支付",
    "启明安防",
    "鼎新传媒",
    "捷运快递",
    "瑞泽环保",
    "金穗粮储",
    "同城充电",
    "蓝海租赁",
    "晨光乳业",
    "长风重工",
    "嘉禾医疗",
    "星辰文旅",
];

/// Values of attribute two.
pub const CITIES: [&str; 28] = [
    "北京",
    "上海",
    "广州",
    "深圳",
    "杭州",
    "南京",
    "苏州",
    "成都",
    "重庆",
    "武汉",
    "西安",
    "郑州",
    "长沙",
    "青岛",
    "济南",
    "天津",
    "沈阳",
    "大连",
    "哈尔滨",
    "合肥",
    "福州",
    "厦门",
    "昆明",
    "贵阳",
    "南宁",
    "兰州",
    "太原",
    "石家庄",
];

/// Values of attribute two for cards abroad.
pub const CITIES_ABROAD: [&str; 8] = [
    "香港",
    "曼谷",
    "东京",
    "新加坡",
    "吉隆坡",
    "雅加达",
    "法兰克福",
    "巴黎",
];

/// Values of attribute three.
pub const USES: [&str; 12] = [
    "车载定位",
    "温湿度监测",
    "移动支付",
    "远程抄表",
    "视频回传",
    "门禁",
    "设备遥测",
    "广告播放",
    "充电计费",
    "库存盘点",
    "告警上报",
    "路由备份",
];

/// Pool names by carrier are made of these.
pub const POOLS: [&str; 12] = [
    "华东车联",
    "冷链",
    "门店收银",
    "充电网络",
    "视频监控",
    "电表采集",
    "南区物流",
    "共享出行",
    "农业",
    "安防",
    "广告屏",
    "试点",
];
