// Overview: every number is that of the service and opens exactly the cards it counts.
import { expect, heading, test } from "../support/fixtures.ts";
import { pools, volume, type Pool } from "../support/pools.ts";

test.use({ lang: "zh-CN" });

type Summary = {
  total: number;
  by_status: { sim_status: number; count: number }[];
  by_reason: { stop_reason: string; count: number }[];
  by_carrier: { carrier_type: number; count: number }[];
  expiring: { days: number; count: number }[];
};

const T: { attention: string; states: string; reasons: string; carriers: string; total: string; refresh: string; noSummary: string; empty: string; platform: string; completed: string; names: Record<number, string>; carrierNames: Record<number, string>; expiring: (days: number) => string } = {
  attention: "需要处理", states: "SIM卡状态", reasons: "停机原因与处理办法", carriers: "运营商", total: "卡总数", refresh: "刷新",
  noSummary: "所连服务不提供汇总", empty: "还没有卡", platform: "一个平台、一次集成", completed: "已完成",
  names: { 10: "可测试", 11: "未激活", 13: "可激活", 14: "已停用", 20: "在用", 30: "已拆机" },
  carrierNames: { 1: "中国移动", 2: "中国电信", 3: "中国联通", 4: "海外运营商" },
  expiring: (days) => `${days} 天内到期`,
};

const count = (n: number) => n.toLocaleString("en-US");

const t = T;

test("six states, carriers, expiry windows and the total are the service's, and each number opens its cards", async ({ page, open, api }) => {
  await test.step("all six states with the service's counts, zero included", async () => {
    const summary = await api.get<Summary>("/v1/sim-cards/summary");
    await open("/");
    const table = page.getByRole("region", { name: t.states }).getByRole("table");
    for (const [code, name] of Object.entries(t.names)) {
      const expected = summary.by_status.find((one) => one.sim_status === Number(code))?.count ?? 0;
      const row = table.getByRole("row").filter({ has: page.getByRole("rowheader", { name, exact: true }) });
      await expect(row.getByRole("link")).toHaveText(count(expected));
    }
  });
  await test.step("carriers, expiry windows and the total are the service's", async () => {
    const summary = await api.get<Summary>("/v1/sim-cards/summary");
    await open("/");
    const carriers = page.getByRole("region", { name: t.carriers }).getByRole("table");
    for (const { carrier_type, count: expected } of summary.by_carrier) {
      const name = t.carrierNames[carrier_type] as string;
      const row = carriers.getByRole("row").filter({ has: page.getByRole("rowheader", { name, exact: true }) });
      await expect(row.getByRole("link")).toHaveText(count(expected));
    }
    const attention = page.getByRole("region", { name: t.attention });
    for (const { days, count: expected } of summary.expiring) {
      await expect(attention.getByRole("link", { name: t.expiring(days) })).toHaveText(count(expected));
    }
    await expect(page.getByRole("main").getByRole("link", { name: t.total })).toHaveText(count(summary.total));
  });
  await test.step("a number opens exactly the cards it counts", async () => {
    const suspended = await api.count({ sim_status: 14 });
    const soon = await api.count({ expire_days: 60 });
    for (const [name, number, url] of [
      [t.names[14] as string, suspended, /\/cards\?status=suspended$/],
      [t.expiring(60), soon, /\/cards\?expire=60$/],
    ] as const) {
      await open("/");
      await page.getByRole("region", { name: t.attention }).getByRole("link", { name }).click();
      await expect(page).toHaveURL(url);
      await expect(page.getByRole("main")).toContainText(count(number));
    }
  });
});

test("Q10.2 every stop reason in the fleet with its remedy and its cards; refresh says when it was counted", async ({ page, open, api }) => {
  await test.step("Q10.2 every stop reason in the fleet with its remedy and its cards", async () => {
    const summary = await api.get<Summary>("/v1/sim-cards/summary");
    const found = summary.by_reason.filter((reason) => reason.count > 0);
    expect(found.length).toBeGreaterThan(5);
    await open("/");
    const table = page.getByRole("region", { name: t.reasons }).getByRole("table");
    await expect(table.getByRole("row")).toHaveCount(found.length + 1);
    for (const { stop_reason, count: expected } of found) {
      const link = page.locator(`a[href$="/cards?reason=${stop_reason}"]`);
      const row = table.getByRole("row").filter({ has: link });
      await expect(row.locator("a")).toHaveText(count(expected));
      const remedy = row.getByRole("cell").last();
      await expect(remedy).toHaveText(/\S{2}/);
    }
  });
  await test.step("refresh asks again and says when it was counted", async () => {
    await open("/");
    await expect(page.getByRole("region", { name: t.states })).toBeVisible();
    const summary = await api.get<Summary>("/v1/sim-cards/summary");
    await page.route("**/v1/sim-cards/summary", (route) => route.fulfill({ json: { ...summary, total: 123_456_789 } }));
    await page.getByRole("button", { name: t.refresh, exact: true }).click();
    await expect(page.getByRole("link", { name: t.total })).toHaveText("123,456,789");
  });
});

test("Q9.1 a service without a summary is counted by state; a fleet without cards says when numbers appear", async ({ page, open, api }) => {
  await test.step("a service without a summary: counts by state, one call after the other, and what is missing", async () => {
    const inUse = await api.count({ sim_status: 20 });
    await page.route("**/v1/capabilities", (route) => route.fulfill({ status: 404, json: { error_code: "APIGW.0101", error_msg: "The API does not exist" } }));
    const calls: number[] = [];
    page.on("request", (request) => {
      if (new URL(request.url()).pathname === "/v1/sim-cards") calls.push(Date.now());
    });
    await open("/");
    await expect(page.getByRole("main")).toContainText(t.noSummary);
    const table = page.getByRole("region", { name: t.states }).getByRole("table");
    const row = table.getByRole("row").filter({ has: page.getByRole("rowheader", { name: t.names[20] as string, exact: true }) });
    await expect(row.getByRole("link")).toHaveText(count(inUse), { timeout: 15_000 });
    expect(calls).toHaveLength(6);
    for (const [index, at] of calls.entries()) {
      if (index > 0) expect(at - (calls[index - 1] as number)).toBeGreaterThanOrEqual(1000);
    }
    await expect(page.getByRole("region", { name: t.carriers })).toHaveCount(0);
    await page.unrouteAll();
  });
  await test.step("Q9.1 a fleet without cards says when numbers appear", async () => {
    const nothing = { total: 0, by_status: [], by_reason: [], by_carrier: [], expiring: [], as_of: "2026-11-22T04:00:00.000Z" };
    await page.route("**/v1/sim-cards/summary", (route) => route.fulfill({ json: nothing }));
    await open("/");
    await expect(heading(page)).toBeVisible();
    const main = page.getByRole("main");
    await expect(main).toContainText(t.empty);
    await expect(main).toContainText(t.platform);
    await expect(main).toContainText(t.completed);
    await expect(main).toContainText("MSISDN");
  });
});

test("forward pools short of data are named and lead to their pages", async ({ page, open, api }) => {
  const short = (pool: Pool) => pool.activated_sim_quantity > 0 && pool.flow_left < pool.flow_total / 10;
  const all = (await pools(api, "sim-pools", { status: 1 })).filter(short).slice(0, 8);
  await open("/");
  const panel = page.getByRole("region", { name: "用尽或将用尽的前向流量池" });
  await expect(panel.getByRole("rowheader")).toHaveText(all.map((pool) => pool.pool_name));
  const [first] = all as [Pool];
  await expect(panel.getByRole("row").filter({ hasText: first.pool_name })).toContainText(volume(first.flow_left, [first.flow_total]));
  await panel.getByRole("link", { name: first.pool_name }).click();
  await expect(page).toHaveURL(`/pools/${first.id}`);
});
