// The operators' questions that the lists of pools and the pool page answer (13.1–13.12, 5.7–5.9).
import type { APIRequestContext, Page } from "@playwright/test";
import { Api, expect, heading, row, test, type Lang } from "../support/fixtures.ts";
import { pool, pools, serviceDay, volume, type Pool } from "../support/pools.ts";
import { startService } from "../support/service.mjs";

const lang: Lang = "zh-CN";
test.use({ lang });

const t = {
  remedies: "补充流量的办法", backFacts: "按用量付费", orders: "订单与叠加包", name: "流量池名称", rename: (n: string) => `修改“${n}”的名称`, save: "保存",
  refresh: (n: string) => `刷新“${n}”的用量`, counted: (n: string) => `“${n}”已用`, stopped: (n: number) => `流量池停机 ${n} 张`,
  cap: "单卡上限就是池的生效总流量", capped: "最多用 100 MB", noCap: "默认没有单卡上限", notOut: "卡不能移出流量池", share: "共享也不能关闭", threshold: "达量断网阈值",
  dissolve: "流量池不能解散", split: "一个订单的卡不能拆到几个池", telecom: "中国电信的订单只能在购买时组池，发货后不能", others: "中国移动、中国联通和海外实际上也只能在购买时",
  same: "同运营商、同套餐", testCards: "测试卡不能组池", pricing: "运营商的资费可能不允许", latest: "最迟下个账期生效", backOnly: "仅中国电信，仅中国大陆，仅购买时可选",
  each: "激活一张不会激活其他卡", active: "只有生效（在用、已停用）的卡贡献流量", ways: "整个池、号段、文件或手动输入", days: "1–2 个工作日",
  addOn: "购买叠加包", month: "仅本账期有效", minutes: "约 5 分钟", physical: "仅中国电信、中国联通、中国移动的实体卡", overseas: "海外运营商的流量池没有叠加包",
  noReturn: "卡不能退", renewal: "续费只延长有效期，不增加本账期流量", join: "加入同套餐的订单",
  allStopped: (n: number) => `${n} 张生效卡全部停机`, until: (day: string) => `${day} 新账期开始时恢复`, lag: "3 天",
  over: /预计 \d\d-\d\d 达到 .+，超出 .+。/, runsOut: /预计 (\d\d-\d\d) 用尽/, count: /激活 ([\d,]+) 张卡/, mb: /购买 .+ 叠加包/, lasts: /预计到 \d\d-\d\d 用 .+，剩 .+。/,
  preview: "预览", activate: (n: number) => `激活 ${n} 张卡`,
  underWay: (n: number) => `${n} 张卡正在激活`, delayed: "生效有延迟", engineer: "请联系工程师", usedUp: "已用尽",
} as const;

const remedies = (page: Page, name: string) => page.getByRole("region", { name });
/** The fewest cards whose plans bring a used-up pool above zero. */
const atLeast = (pool: Pool) => Math.floor(-pool.flow_left / pool.package_size) + 1;

test("Q13.1 Q13.3 Q13.4 Q13.6 Q13.7 Q13.8 Q13.11 the rules of pools: caps, which orders may join, what cannot be undone", async ({ page, open, api }) => {
  await test.step("Q13.1 the cap of one card, forward and backward", async () => {
    const big = await pool(api, (pool) => pool.package_size > 30 && pool.status === 1);
    await open(`/pools/${big.id}`);
    await expect(page.getByRole("main")).toContainText(t.cap);
    await expect(page.getByRole("main")).not.toContainText(t.capped);
    const small = await pool(api, (pool) => pool.package_size === 30);
    await open(`/pools/${small.id}`);
    await expect(page.getByRole("main")).toContainText(t.capped);
    const back = await pool(api, () => true, "back-pools");
    await open(`/pools/backward/${back.id}`);
    await expect(page.getByRole("main")).toContainText(t.noCap);
    await expect(page.getByRole("region", { name: t.backFacts })).toBeVisible();
  });
  await test.step("Q13.3 Q13.4 Q13.8 Q13.11 which orders may join, and that pools cannot be dissolved or split", async () => {
    const one = await pool(api, (pool) => pool.status === 1);
    await open(`/pools/${one.id}?tab=orders`);
    const main = page.getByRole("main");
    for (const fact of [t.dissolve, t.split, t.telecom, t.others, t.same, t.testCards, t.pricing, t.latest]) await expect(main).toContainText(fact);
    const back = await pool(api, () => true, "back-pools");
    await open(`/pools/backward/${back.id}?tab=orders`);
    await expect(main).toContainText(t.backOnly);
  });
  await test.step("Q13.6 Q13.7 cards cannot leave, sharing cannot be turned off, single cards can be limited", async () => {
    const one = await pool(api, (pool) => pool.status === 1 && pool.flow_used > 0);
    await open(`/pools/${one.id}`);
    for (const fact of [t.notOut, t.share, t.threshold]) await expect(page.getByRole("main")).toContainText(fact);
  });
});

test("Q5.7 Q5.8 Q5.9 Q13.2 Q13.5 Q13.9 Q13.10 a used-up pool: its cards are stopped, what each remedy requires, and what does not help", async ({ page, open, api }) => {
  await test.step("Q13.2 Q13.5 Q13.9 Q13.10 a used-up pool: all active cards are stopped, and what each remedy requires", async () => {
    const one = await pool(api, (pool) => pool.stopped_quantity > 0 && pool.inactive_sim_quantity >= atLeast(pool));
    await open("/pools");
    const mark = row(page, one.pool_name).locator(".hint", { hasText: t.usedUp });
    await mark.hover();
    await expect(page.getByRole("tooltip", { name: t.stopped(one.stopped_quantity) })).toBeVisible();
    await page.getByRole("link", { name: one.pool_name, exact: true }).click();
    await expect(heading(page)).toHaveText(one.pool_name);
    const panel = remedies(page, t.remedies);
    await expect(panel).toContainText(t.allStopped(one.activated_sim_quantity));
    const next = serviceDay(new Date(Date.parse(one.expired_time) + 1).toISOString());
    await expect(panel).toContainText(t.until(next));
    await expect(panel).toContainText(t.lag);
    for (const fact of [t.each, t.ways, t.days]) await expect(panel).toContainText(fact);
    await expect(panel).toContainText(String(atLeast(one)));
    await expect(panel).toContainText(t.mb);
    await expect(page.getByRole("main")).toContainText(t.active);
    // P4: the cheapest remedy first, those that are not enough by themselves after it.
    const prices = (await panel.locator(".pool-price").allInnerTexts()).map((text) => (text === "" ? Infinity : Number(text.replace(/[¥,]/g, ""))));
    expect(prices.some(Number.isFinite)).toBe(true);
    expect(prices).toEqual([...prices].sort((a, b) => (a === b ? 0 : a - b)));
  });
  await test.step("P4 P5 a pool that lasts folds its remedies to one line; its bar is filled by what is left", async () => {
    const { pools: lasting } = await api.get<{ pools: Pool[] }>("/v1/sim-pools", { limit: 500, risk: "lasts" });
    const one = lasting[0] as Pool;
    await open(`/pools/${one.id}`);
    const panel = remedies(page, t.remedies);
    await expect(panel).toContainText(t.lasts);
    await expect(panel.getByRole("heading", { name: t.addOn })).toBeHidden();
    await panel.getByText("可用的办法").click();
    await expect(panel.getByRole("heading", { name: t.addOn })).toBeVisible();
    const left = Math.floor((one.flow_left * 100) / one.flow_total);
    const bar = page.getByRole("region", { name: "剩余流量" }).getByRole("img").locator("b");
    await expect(bar).toHaveAttribute("style", `width: ${left}%;`);
  });
  await test.step("Q5.7 Q13.5 the add-on has a price, and is not recommended if no purchase is large enough", async () => {
    const one = await pool(api, (pool) => pool.stopped_quantity > 0 && pool.inactive_sim_quantity >= atLeast(pool));
    await open(`/pools/${one.id}`);
    const panel = remedies(page, t.remedies);
    await expect(panel.getByRole("heading", { name: /^购买 .* 叠加包$/ })).toBeVisible();
    await expect(panel).toContainText(/最省：[\d,]+ 个 .*，¥[\d,.]+。/);
    const offer = { price_plan_id: "small", price_plan_name: "1 MB", size: 1, price_cents: 100 };
    await page.route(/\/add-ons$/, (route) => route.fulfill({ json: { add_ons: [], offers: [offer], refusal: null } }));
    await page.reload();
    await expect(panel).toContainText("一次最多买 1,000 MB（¥1,000.00）");
    await expect(panel.getByRole("heading", { name: /^购买 .* 叠加包$/ })).toHaveCount(0);
    await page.unrouteAll();
  });
  await test.step("Q5.7 Q5.8 Q5.9 topping up a pool: the add-ons, for which pools, and what does not help", async () => {
    const one = await pool(api, (pool) => pool.status === 1 && pool.carrier_type !== 4);
    await open(`/pools/${one.id}`);
    const panel = remedies(page, t.remedies);
    for (const fact of [t.month, t.minutes, t.physical, t.noReturn, t.renewal, t.join]) await expect(panel).toContainText(fact);
    // The service's answer for an overseas pool.
    await page.route(/\/add-ons$/, (route) => route.fulfill({ json: { add_ons: [], offers: [], refusal: "carrier" } }));
    await page.reload();
    await expect(panel).toContainText(t.overseas);
    await expect(panel).not.toContainText(t.minutes);
  });
});

/** A pool in its own service that is used up in the middle of December: 11 active cards of 5 GB, 24 inactive ones. */
async function overrun(request: APIRequestContext, lang: string) {
  const name = `pools-${lang}`;
  const args = { name, cards: 2000, seed: 1, timeScale: 1_000_000, failures: 0 };
  const at = async (now: string, keep: boolean) => {
    const service = await startService({ ...args, now, keep });
    const get = async <T>(path: string) => (await (await request.get(`${service.url}${path}`)).json()) as T;
    return { ...service, get };
  };
  await (await at("2026-11-22T04:00:00Z", false)).stop();
  return at;
}

test("Q13.5 Q13.12 a pool is used up, its cards stop, the suggested number of cards is activated, and the pool recovers", async ({ page, open, request }) => {
  const at = await overrun(request, lang);
  // Before: the pool still works, and the page predicts when it will be used up.
  let service = await at("2026-12-17T04:00:00Z", true);
  const list = await service.get<{ pools: Pool[] }>("/v1/sim-pools?limit=500");
  const before = list.pools.find((pool) => pool.flow_left > 0 && pool.flow_left < pool.flow_total / 10 && pool.inactive_sim_quantity > 20)!;
  await open(`${service.url}/pools/${before.id}`);
  const panel = remedies(page, t.remedies);
  await expect(panel).toContainText(t.over);
  const [, day] = t.runsOut.exec(await panel.innerText())!;
  expect(["12-17", "12-18", "12-19"]).toContain(day);
  await service.stop();

  // Nine days later its cards are stopped.
  service = await at("2026-12-26T04:00:00Z", true);
  const path = `/v1/sim-pools/${before.id}`;
  const stopped = await service.get<Pool>(path);
  // The others are stopped for other reasons.
  expect(stopped.stopped_quantity).toBeGreaterThan(stopped.activated_sim_quantity / 2);
  await open(`${service.url}/pools/${before.id}`);
  await expect(page.getByRole("main")).toContainText(t.usedUp);
  await expect(panel).toContainText(t.allStopped(stopped.activated_sim_quantity));
  await expect(panel).toContainText(t.count);
  const quantity = Number(t.count.exec(await panel.innerText())![1]!.replace(",", ""));
  expect(quantity).toBeGreaterThanOrEqual(atLeast(stopped));

  // The recommendation opens the wizard with its number filled in.
  await panel.getByRole("link", { name: t.count }).click();
  await expect(page).toHaveURL(`${service.url}/pools/${before.id}/activate?count=${quantity}`);
  const main = page.getByRole("main");
  await main.getByRole("button", { name: t.preview, exact: true }).click();
  await main.getByRole("button", { name: t.activate(quantity), exact: true }).click();
  await expect(page).toHaveURL(/done=\d+/);
  const recovered = async () => {
    const now = await service.get<Pool>(path);
    return [now.activated_sim_quantity - stopped.activated_sim_quantity, now.stopped_quantity];
  };
  await expect.poll(recovered).toEqual([quantity, 0]);
  await page.goto(`${service.url}/pools/${before.id}`);
  await expect(panel).toContainText(t.lasts);
  const now = await service.get<Pool>(path);
  await expect(page.getByRole("main")).toContainText(volume(now.flow_left, [now.flow_total]));
  await service.stop();
});

test.describe("with a service of its own", () => {
  let service: Awaited<ReturnType<typeof startService>>;
  test.beforeAll(async () => {
    // A working day takes half a minute, so that an activation is in progress long enough to be seen.
    service = await startService({ name: "pools-own", cards: 2000, seed: 1, now: "2026-11-22T04:00:00Z", timeScale: 3000 });
  });
  test.afterAll(() => service.stop());

  test("Q13.12 renamed in place, counted on request; an activation in progress is shown", async ({ page, open, playwright }) => {
    await test.step("renamed in place; counted on request", async () => {
      const request = await playwright.request.newContext({ baseURL: service.url });
      const api = new Api(request);
      const one = (await pools(api)).find((pool) => pool.status === 1 && pool.flow_used > 0)!;
      await open(`${service.url}/pools`);
      await page.getByRole("button", { name: t.rename(one.pool_name) }).click();
      const dialog = page.getByRole("dialog");
      const name = `${one.pool_name} ${lang}`;
      await dialog.getByLabel(t.name).fill(name);
      await dialog.getByRole("button", { name: t.save }).click();
      await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
      expect((await api.get<Pool>(`/v1/sim-pools/${one.id}`)).pool_name).toBe(name);
      await page.getByRole("button", { name: t.refresh(name) }).click();
      await expect(page.getByText(t.counted(name))).toBeAttached();
      // A duplicate name is refused in the dialog.
      const other = (await pools(api)).find((pool) => pool.id !== one.id)!;
      await page.getByRole("button", { name: t.rename(name) }).click();
      await dialog.getByLabel(t.name).fill(other.pool_name);
      await dialog.getByRole("button", { name: t.save }).click();
      await expect(dialog.getByRole("alert")).toContainText("GSL.00010004");
      await request.dispose();
    });
    await test.step("Q13.12 while an activation is in progress", async () => {
      const request = await playwright.request.newContext({ baseURL: service.url });
      const api = new Api(request);
      const one = (await pools(api)).find((pool) => pool.status === 1 && pool.inactive_sim_quantity > 9)!;
      await api.post(`/v1/sim-pools/${one.id}/activate`, { way: "pool", quantity: 2 });
      await open(`${service.url}/pools/${one.id}`);
      const panel = remedies(page, t.remedies);
      const { activating_quantity: under } = await api.get<{ activating_quantity: number }>(`/v1/sim-pools/${one.id}`);
      expect(under).toBeGreaterThan(0);
      await expect(panel).toContainText(t.underWay(under));
      await expect(panel).toContainText(t.delayed);
      await expect(panel).toContainText(t.engineer);
      await request.dispose();
    });
  });

});
