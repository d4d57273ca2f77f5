// The texts that tests find elements by, in both languages. Other texts of a page are in its spec.
export const LANGS = ["zh-CN", "en-US"] as const;
export type Lang = (typeof LANGS)[number];

export const THEMES = ["light", "dark"] as const;
export type Theme = (typeof THEMES)[number] | "system";

type Words = {
  overview: string;
  cards: string;
  tags: string;
  attributes: string;
  check: string;
  workOrders: string;
  orders: string;
  order: string;
  exports: string;
  purchase: string;
  renewal: string;
  calendar: string;
  batch: string;
  forwardPools: string;
  backwardPools: string;
  newPool: string;
  activation: string;
  addOn: string;
  cardAddOn: string;
  /** Heading of the page for unknown addresses. */
  notFound: string;
  retry: string;
  nextPage: string;
  previousPage: string;
  loading: string;
  errorCode: string;
  requestId: string;
  /** "Received": before the text of an answer that could not be parsed. */
  received: string;
  unreachable: string;
  malformed: string;
  failed: string;
  busy: string;
  /** The message of boot.js when the program does not load. */
  notLoaded: string;
  /** The files of one page could not be loaded. */
  partLost: string;
};

export const words: Record<Lang, Words> = {
  "zh-CN": {
    overview: "总览",
    cards: "SIM卡列表",
    tags: "标签管理",
    attributes: "自定义属性",
    check: "SIM卡诊断",
    workOrders: "业务受理列表",
    orders: "订单及续费管理",
    order: "订单",
    exports: "导出任务列表",
    purchase: "购买SIM卡",
    renewal: "续费",
    calendar: "续费日历",
    batch: "SIM卡批量管理",
    forwardPools: "前向流量池",
    backwardPools: "后向流量池",
    newPool: "创建流量池",
    activation: "批量激活",
    addOn: "购买叠加包",
    cardAddOn: "订购叠加包",
    notFound: "没有这个页面",
    retry: "重试",
    nextPage: "下一页",
    previousPage: "上一页",
    loading: "加载中",
    errorCode: "错误码",
    requestId: "请求 ID",
    received: "收到的内容",
    unreachable: "连不上服务",
    malformed: "服务的应答无法读取",
    failed: "服务处理失败",
    busy: "服务繁忙",
    notLoaded: "控制台没有加载成功",
    partLost: "页面文件未能下载",
  },
  "en-US": {
    overview: "Overview",
    cards: "Card list",
    tags: "Tags",
    attributes: "Custom attributes",
    check: "Status check",
    workOrders: "Work orders",
    orders: "Orders & renewal",
    order: "Order",
    exports: "Export tasks",
    purchase: "Buy SIM cards",
    renewal: "Renewal",
    calendar: "Renewal calendar",
    batch: "Batch",
    forwardPools: "Forward pools",
    backwardPools: "Backward pools",
    newPool: "Create a pool",
    activation: "Batch activation",
    addOn: "Buy an add-on",
    cardAddOn: "Buy add-ons for cards",
    notFound: "No such page",
    retry: "Retry",
    nextPage: "Next",
    previousPage: "Previous",
    loading: "Loading",
    errorCode: "Code",
    requestId: "Request ID",
    received: "Received",
    unreachable: "The service cannot be reached",
    malformed: "The service's answer cannot be read",
    failed: "The service failed to do this",
    busy: "The service is busy",
    notLoaded: "The console did not load",
    partLost: "The files of this page did not arrive",
  },
};
