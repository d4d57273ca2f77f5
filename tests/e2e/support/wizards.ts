// Shared by the specs of the pool wizards: their texts, their own service, and the cards of a pool.
import type { APIRequestContext, Page, PlaywrightWorkerArgs } from "@playwright/test";
import { Api } from "./api.ts";
import { startService } from "./service.mjs";

export type Pool = {
  id: number;
  pool_name: string;
  carrier_type: number;
  price_plan_name: string;
  package_size: number;
  flow_total: number;
  flow_left: number;
  quantity: number;
  activated_sim_quantity: number;
  inactive_sim_quantity: number;
  stopped_quantity: number;
  order_id: number;
  create_time: string;
  billing_cycle: string;
};

export type Candidate = {
  order_id: number;
  order_status: number;
  carrier_type: number;
  data_type: number;
  price_plan_id: string;
  quantity: number;
  activated_sim_quantity: number;
  joinable: boolean;
};

type Member = { id: number; cid: string; sim_status: number };

export const TEXT = {
  "zh-CN": {
    next: "下一步", back: "上一步", check: "预检", add: "添加", byNumber: "批次号或容器ID", create: "创建流量池", join: "新增成员", name: "流量池名称",
    agree: "我知道流量池不能解散，订单不能移出", passed: "通过", failed: "未通过", doubtful: "由运营商决定", sent: "已提交", completed: "已完成", done: "成功",
    activate: "批量激活", preview: "预览", activateN: (n: number) => `激活 ${n} 张卡`, only: "只激活这么多张（可不填）", whole: "流量池", segment: "号段", file: "文件",
    input: "手动输入", start: "起始容器ID", end: "终止容器ID", numbers: "容器ID 列表", choose: "选择或拖入表格（CSV、XLSX）", template: "下载模板",
    addOn: "购买叠加包", need: "需要的流量（MB）", packages: "个数", arrived: "已到账", arriving: "到账中", takeOff: (n: number | string) => `去掉 ${n}`,
    leaveOut: /^去掉这/, onlyDigits: "不是数字", length: "19 或 20 位", reversed: "在起始号码之前", notInPool: "不是此流量池的卡", notInactive: "不是未激活的卡",
    duplicate: "重复", damaged: "文件已损坏", line: (n: number) => `第 ${n} 行`, buy: /^购买 /, order: "业务受理单",
  },
  "en-US": {
    next: "Next", back: "Back", check: "Pre-check", add: "Add", byNumber: "Batch numbers or container IDs", create: "Create the pool", join: "Add members", name: "Pool name",
    agree: "I know that the pool cannot be dissolved", passed: "Passed", failed: "Failed", doubtful: "The carrier decides", sent: "Submitted", completed: "Completed", done: "Succeeded",
    activate: "Batch activation", preview: "Preview", activateN: (n: number) => `Activate ${n} ${n === 1 ? "card" : "cards"}`, only: "Only so many (may be left empty)", whole: "Whole pool", segment: "Number segment", file: "File",
    input: "Manual input", start: "First container ID", end: "Last container ID", numbers: "Container IDs", choose: "Choose a table (CSV, XLSX), or drop it here", template: "Download the template",
    addOn: "Buy an add-on", need: "Data needed (MB)", packages: "Packages", arrived: "Arrived", arriving: "Arriving", takeOff: (n: number | string) => `Remove ${n}`,
    leaveOut: /^Leave these/, onlyDigits: "is not a digit", length: "19 or 20 digits", reversed: "comes before the first", notInPool: "no card of this pool", notInactive: "does not wait for activation",
    duplicate: "is listed twice", damaged: "It is damaged", line: (n: number) => `Line ${n}`, buy: /^Buy /, order: "Work order",
  },
} as const;

/** A spec's own service, with clients for it. */
export type Own = { url: string; api: Api; request: APIRequestContext; stop: () => Promise<void> };

export async function ownService(
  playwright: PlaywrightWorkerArgs["playwright"],
  options: { name: string; now?: string; timeScale?: number },
): Promise<Own> {
  const service = await startService({ cards: 2000, seed: 1, now: "2026-11-22T04:00:00Z", failures: 0, timeScale: 172_800, ...options });
  const request = await playwright.request.newContext({ baseURL: service.url });
  const stop = async () => {
    await request.dispose();
    await service.stop();
  };
  return { url: service.url, api: new Api(request), request, stop };
}

export async function pools(api: Api, status = 1): Promise<Pool[]> {
  return (await api.get<{ pools: Pool[] }>("/v1/sim-pools", { limit: 500, status })).pools;
}

/** The current state of the pool with this number. */
export const pool = (api: Api, id: number) => api.get<Pool>(`/v1/sim-pools/${id}`);

export async function candidates(api: Api, into?: number): Promise<Candidate[]> {
  const params: Record<string, number> = into ? { limit: 500, sim_pool_id: into } : { limit: 500 };
  return (await api.get<{ orders: Candidate[] }>("/v1/sim-pools/candidates", params)).orders;
}

/** Members of a pool, by container ID. */
export async function members(api: Api, of: Pool): Promise<Member[]> {
  const params = { limit: 500, billing_cycle: of.billing_cycle };
  const list = await api.get<{ pool_members: Member[] }>(`/v1/sim-pools/${of.id}/members`, params);
  return list.pool_members.sort((a, b) => (a.cid < b.cid ? -1 : 1));
}

/** Members that wait for activation. */
export async function waiting(api: Api, of: Pool): Promise<Member[]> {
  return (await members(api, of)).filter((card) => card.sim_status === 13 || card.sim_status === 10);
}

/** The number of work orders of a type. */
export async function workOrders(api: Api, type: number): Promise<number> {
  return (await api.get<{ count: number }>("/v1/work-orders", { limit: 10, work_order_type: type })).count;
}

/** The list item of a rule in the pre-check of this order. */
export const rule = (page: Page, order: number, key: string) =>
  page.locator("details").filter({ hasText: String(order) }).locator(`[data-rule="${key}"]`);

const grouped = (n: number) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");

/** `33.41 MB`, `49.32 GB`, as displayed by the console. */
export function volume(mb: number): string {
  const thousandths = Math.round(mb * 1000);
  const shown = Math.abs(thousandths) < 1_024_000 ? thousandths : Math.trunc(thousandths / 1024);
  const hundredths = Math.floor((Math.abs(shown) + 5) / 10);
  const text = `${grouped(Math.floor(hundredths / 100))}.${String(hundredths % 100).padStart(2, "0")}`;
  return `${thousandths < 0 ? "−" : ""}${text} ${Math.abs(thousandths) < 1_024_000 ? "MB" : "GB"}`;
}
