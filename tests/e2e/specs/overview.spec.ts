// Overview: every number is that of the service and opens exactly the cards it counts.
import { expect, heading, test } from "../support/fixtures.ts";
import { ownService } from "../support/own.ts";
import { pools, volume, type Pool } from "../support/pools.ts";

test.use({ lang: "zh-CN" });

type Summary = {
  total: number;
  by_status: { sim_status: number; count: number }[];
  by_reason: { stop_reason: string; count: number }[];
  by_carrier: { carrier_type: number; count: number }[];
  expiring: { days: number; count: number }[];
};

const t = {
  figures: "关键数字", attention: "需要处理", states: "SIM卡状态", carriers: "运营商", total: "卡总数", refresh: "刷新", pools: "接下来用尽的流量池", stoppedToday: "今天停机", sinceYesterday: "昨天以来", atRisk: "将用尽的流量池",
  noSummary: "所连服务不提供汇总", empty: "还没有卡", platform: "一个平台、一次集成", completed: "已完成",
  names: { 10: "可测试", 11: "未激活", 13: "可激活", 14: "已停用", 20: "在用", 30: "已拆机" } as Record<number, string>,
  carrierNames: { 1: "中国移动", 2: "中国电信", 3: "中国联通", 4: "海外运营商" } as Record<number, string>,
  expiring: (days: number) => `${days} 天内到期`,
};

const count = (n: number) => n.toLocaleString("en-US");

test("six states, carriers, expiry windows and the total are the service's, and each number opens its cards", async ({ page, open, api }) => {
  await test.step("all six states with the service's counts, zero included", async () => {
    const summary = await api.get<Summary>("/v1/sim-cards/summary");
    await open("/");
    const states = page.getByRole("region", { name: t.states }).getByRole("listitem");
    await expect(states).toHaveCount(6);
    for (const [code, name] of Object.entries(t.names)) {
      const expected = summary.by_status.find((one) => one.sim_status === Number(code))?.count ?? 0;
      const state = states.filter({ has: page.getByText(name, { exact: true }) });
      await expect(state.getByRole("link")).toHaveText(count(expected));
      await expect(state).toContainText(`${(Math.round((1000 * expected) / summary.total) / 10).toFixed(1)}%`);
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
    const figures = page.getByRole("region", { name: t.figures });
    for (const { days, count: expected } of summary.expiring) {
      await expect(figures.getByRole("link", { name: t.expiring(days) })).toHaveText(count(expected));
    }
    await expect(page.getByRole("main").getByRole("link", { name: t.total })).toHaveText(count(summary.total));
  });
  await test.step("a number opens exactly the cards it counts", async () => {
    const suspended = await api.count({ sim_status: 14 });
    const soon = await api.count({ expire_days: 60 });
    for (const [region, name, number, url] of [
      [t.states, t.names[14] as string, suspended, /\/cards\?status=suspended$/],
      [t.figures, t.expiring(60), soon, /\/cards\?expire=60$/],
    ] as const) {
      await open("/");
      await page.getByRole("region", { name: region }).getByRole("link", { name }).click();
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
    const table = page.getByRole("region", { name: t.attention }).getByRole("table");
    await expect(table.getByRole("row")).toHaveCount(found.length + 1);
    for (const { stop_reason, count: expected } of found) {
      const link = page.locator(`a[href$="/cards?reason=${stop_reason}"]`);
      const row = table.getByRole("row").filter({ has: link });
      await expect(row.getByRole("cell").first().getByRole("link")).toHaveText(count(expected));
      await expect(row.getByRole("rowheader")).toHaveText(/\S{4} \S{4}/);
      await expect(row.getByRole("cell").last().locator("a, button")).toHaveText(/\S{2}/);
    }
    // What can be ended first; what cannot last, however many cards it has.
    await expect(table.getByRole("rowheader").first()).toContainText("主动停机");
    await expect(table.getByRole("rowheader").last()).toContainText("套餐到期停机");
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
    const inUseState = page.getByRole("region", { name: t.states }).getByRole("listitem").filter({ hasText: t.names[20] as string });
    await expect(inUseState.getByRole("link")).toHaveText(count(inUse), { timeout: 15_000 });
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

// Large enough for pools that run dry before their cycle ends.
const forecast = ownService("overview-forecast", { cards: 8000, now: "2026-11-22T04:00:00Z", failures: 0 });

forecast("O2 O4 which cards stopped today and why; which pools run dry next, with the date and the cheapest remedy", async ({ page, open, api }) => {
  await forecast.step("O2 stopped today and since yesterday, by reason, each number opens exactly its cards", async () => {
    type Stopped = { days: number; by_reason: { stop_reason: string; count: number }[] };
    const { stopped } = await api.get<{ stopped: Stopped[] }>("/v1/sim-cards/summary");
    const total = (days: number) => stopped.find((one) => one.days === days)!.by_reason.reduce((sum, one) => sum + one.count, 0);
    expect(total(1)).toBeGreaterThan(0);
    await open("/");
    const figures = page.getByRole("region", { name: t.figures });
    await expect(figures.getByRole("link", { name: t.stoppedToday })).toHaveText(count(total(1)));
    await expect(figures.getByRole("link", { name: t.sinceYesterday })).toHaveText(count(total(2)));
    const [reason] = stopped[0]!.by_reason.filter((one) => one.count > 0);
    const own = page.getByRole("region", { name: t.attention }).locator(`a[href="/cards?reason=${reason!.stop_reason}&stopped=1"]`);
    await expect(own).toHaveText(`+${count(reason!.count)}`);
    await figures.getByRole("link", { name: t.stoppedToday }).click();
    await expect(page).toHaveURL("/cards?stopped=1");
    await expect(page.locator(".count").first()).toContainText(count(await api.count({ stopped_days: 1 })));
  });
  await forecast.step("O4 pools that run dry next", async () => {
    type Forecast = Pool & { outlook?: { risk: string; runs_out?: string; remedy?: { price_cents: number } } };
    const all = (await pools(api, "sim-pools", { status: 1, sort: "runs_out" })) as Forecast[];
    const of = (risk: string) => all.filter((pool) => pool.outlook?.risk === risk);
    const named = [...of("at_risk"), ...of("dry")].slice(0, 6);
    await open("/");
    const panel = page.getByRole("region", { name: t.pools });
    await expect(panel.getByRole("rowheader").getByRole("link")).toHaveText(named.map((pool) => pool.pool_name));
    const [first] = named as [Forecast];
    const row = panel.getByRole("row").filter({ hasText: first.pool_name });
    await expect(row.getByRole("img", { name: volume(first.flow_left, [first.flow_total]) })).toBeVisible();
    const day = first.outlook?.runs_out ?? "";
    await expect(row).toContainText(`${day.slice(4, 6)}-${day.slice(6)}`);
    await expect(panel.getByRole("link", { name: `已用尽 ${of("dry").length} 个` })).toHaveAttribute("href", /risk=dry$/);
    await expect(page.getByRole("region", { name: t.figures }).getByRole("link", { name: t.atRisk })).toHaveText(count(of("at_risk").length));
    // One press from opening the page to the paid remedy.
    const paid = named.find((pool) => (pool.outlook?.remedy?.price_cents ?? 0) > 0) as Forecast;
    await panel.getByRole("row").filter({ hasText: paid.pool_name }).getByRole("link", { name: /^购买 ¥[\d,.]+/ }).click();
    await expect(page).toHaveURL(new RegExp(`/pools/${paid.id}/add-on\\?mb=\\d+$`));
  });
});

const own = ownService("overview", { cards: 2000, now: "2026-11-22T04:00:00Z", failures: 0 });

own("from the morning's page to what ends a stop: three clicks, for all cards of the reason", async ({ page, open, api }) => {
  const button = (name: RegExp | string) => page.getByRole("main").getByRole("button", { name });
  await own.step("cards suspended by their owner are resumed", async () => {
    const stopped = await api.count({ stop_reason: "user" });
    await open("/");
    await button(`复机 ${count(stopped)} 张`).click();
    await expect(page).toHaveURL(/\/batch\?action=resume$/);
    await button("预览").click();
    await button(/^批量复机：/).click();
    await expect(page).toHaveURL(/\/batch\/\d+$/);
    const { bulk_jobs } = await api.get<{ bulk_jobs: { action: string; total: number }[] }>("/v1/bulk-jobs");
    expect(bulk_jobs).toMatchObject([{ action: "resume" }]);
    expect(bulk_jobs[0]?.total).toBeLessThanOrEqual(stopped);
    expect(bulk_jobs[0]?.total).toBeGreaterThan(0);
  });
  await own.step("cards over their plan are handed over to the add-ons, every one of them", async () => {
    const { sim_cards } = await api.cards({ stop_reason: "over_plan", limit: 500 });
    await open("/");
    await button(`为 ${count(sim_cards.length)} 张买叠加包`).click();
    await expect(page).toHaveURL(/\/add-on\?cards=/);
    const handed = new URL(page.url()).searchParams.get("cards")?.split(",").map(Number) ?? [];
    expect(handed.sort()).toEqual(sim_cards.map((card) => card.sim_card_id).sort());
  });
  await own.step("a service that fails says so, and the next press works", async () => {
    await open("/");
    await page.route("**/v1/sim-cards?*", (route) => route.abort());
    await button(/买叠加包$/).click();
    await expect(page.getByRole("region", { name: "通知" })).toContainText("连不上服务");
    await page.unrouteAll();
    await button(/买叠加包$/).click();
    await expect(page).toHaveURL(/\/add-on\?cards=/);
  });
  await own.step("who has gone on before the cards are known stays there", async () => {
    await open("/");
    let asked = false;
    let answer = () => {};
    const held = new Promise<void>((release) => (answer = release));
    await page.route("**/v1/sim-cards?*", async (route) => {
      asked = true;
      await held;
      await route.fallback();
    });
    await button(/买叠加包$/).click();
    await expect.poll(() => asked).toBe(true);
    await page.getByRole("navigation").getByRole("link", { name: "标签管理" }).click();
    await expect(page).toHaveURL(/\/tags$/);
    const arrived = page.waitForResponse((response) => new URL(response.url()).pathname === "/v1/sim-cards");
    answer();
    await (await arrived).finished();
    await page.unrouteAll();
    await page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(done))));
    await expect(page).toHaveURL(/\/tags$/);
  });
  await own.step("all that match a filter but one go to the add-ons as well", async () => {
    const { sim_cards } = await api.cards({ stop_reason: "over_plan", limit: 500 });
    await page.addInitScript(() => localStorage.setItem("gsl.table.cards", '{"columns":[],"page_size":10,"refresh":0}'));
    await open("/cards?reason=over_plan");
    await page.getByRole("columnheader").getByRole("checkbox").check();
    const bar = page.getByRole("region", { name: "已选的卡" });
    await bar.getByRole("button", { name: count(sim_cards.length) }).click();
    const first = page.getByRole("row").filter({ has: page.getByRole("cell") }).first();
    const left = (await first.getByRole("link").first().innerText()).replace(/\D/g, "");
    await first.getByRole("checkbox").uncheck();
    await bar.getByRole("button", { name: "订购叠加包" }).click();
    await expect(page).toHaveURL(/\/add-on\?cards=/);
    const handed = new URL(page.url()).searchParams.get("cards")?.split(",").map(Number) ?? [];
    const others = sim_cards.filter((card) => !left.startsWith(card.cid.slice(0, 19)));
    expect(others.length).toBe(sim_cards.length - 1);
    expect(handed.sort()).toEqual(others.map((card) => card.sim_card_id).sort());
  });
});
