// The operators' questions that the pool wizards answer, and that creating a pool is refused by each rule (Q13.11). The
// only requests sent are those that set up a refusal.
import type { Locator, Page } from "@playwright/test";
import { expect, test, type Lang } from "../support/fixtures.ts";
import { TEXT, candidates, ownService, pools, rule, waiting, type Own, type Pool } from "../support/wizards.ts";

const lang: Lang = "zh-CN";
test.use({ lang });

test.describe.configure({ mode: "default" });

/** The current fleet, and one of 2021, with the older rules for pools and add-ons. */
let own: Own;
let old: Own;
test.beforeAll(async ({ playwright }) => {
  const name = `questions-pool-wizards-${test.info().workerIndex}`;
  own = await ownService(playwright, { name, timeScale: 100 });
  old = await ownService(playwright, { name: `${name}-old`, now: "2021-06-01T04:00:00Z" });
});
test.afterAll(async () => {
  await own.stop();
  await old.stop();
});

const [CM, CT, CU, OS] = [1, 2, 3, 4];
const main = (page: Page) => page.getByRole("main");
const button = (page: Page, name: string | RegExp) => main(page).getByRole("button", { name, exact: true });

async function expectAll(where: Locator, facts: (string | RegExp)[]): Promise<void> {
  for (const fact of facts) await expect(where).toContainText(fact);
}

const stopped = async (carrier: number) => (await pools(own.api)).find((one) => one.carrier_type === carrier && one.flow_left < 0) as Pool;

const t = TEXT[lang];

/** The pre-check of orders and cards by number, in the open wizard. */
async function check(page: Page, numbers: (number | string)[]): Promise<void> {
  await page.getByLabel(t.byNumber).fill(numbers.join(" "));
  await page.getByLabel(t.byNumber).press("Enter");
  await expect(page.getByLabel(t.byNumber)).toHaveValue("");
  await button(page, t.check).click();
  await expect(page.locator("details").first()).toBeVisible();
}

test("Q13.11 creating a pool is refused by each rule, and the rule is named with its values", async ({ page, open }) => {
  const all = await candidates(own.api);
  const shipped = all.filter((one) => one.order_status === 5 && one.quantity > 0);
  const first = shipped.find((one) => one.joinable && one.carrier_type === CM && one.data_type === 1);
  const by = (fits: (one: (typeof all)[number]) => boolean | undefined) => shipped.find(fits)?.order_id as number;
  const plan = by((one) => one.carrier_type === CM && one.price_plan_id !== first?.price_plan_id);
  const unicom = by((one) => one.carrier_type === CU);
  const directional = by((one) => one.carrier_type === CM && one.data_type === 2);
  const telecom = by((one) => one.carrier_type === CT);
  const [pooled] = await pools(own.api);
  const card = (fits: object) => own.api.card({}, (one) => Object.entries(fits).every(([key, value]) => one[key] === value));
  const testCard = await card({ sim_status: 10 });
  const esim = await card({ sim_type: 2 });
  const part = await own.api.card({ order_id: first?.order_id ?? 0 });
  const dead = await own.api.get<{ orders: { order_id: number; order_type: number }[] }>("/v1/orders", { order_status: [6, 7, 8, 10], limit: 100 });
  const refused = dead.orders.find((one) => one.order_type === 1)?.order_id as number;
  const one = first?.order_id as number;
  const cases: [string, (number | string)[], number, string | RegExp][] = [
    ["same_carrier", [one, unicom], unicom, "须为中国移动"],
    ["same_plan", [one, plan], plan, /套餐须为 \S/],
    ["same_data_type", [one, directional], directional, "数据类型与其他订单不同"],
    ["while_buying", [telecom], telecom, "已发货"],
    ["not_pooled", [pooled?.order_id as number], pooled?.order_id as number, String(pooled?.id)],
    ["not_test", [testCard.order_id as number], testCard.order_id as number, "可测试状态的卡"],
    ["physical", [esim.order_id as number], esim.order_id as number, "eSIM 或 vSIM"],
    ["order_alive", [refused], refused, "已取消、失败"],
    ["whole_order", [part.cid], one, new RegExp(`${first?.quantity} 张卡中的 1 张`)],
  ];
  await open(`${own.url}/pools/new`);
  for (const [key, numbers, order, why] of cases) {
    await check(page, numbers);
    const line = rule(page, order, key);
    await expect(line, key).toContainText(t.failed);
    await expect(line, key).toContainText(why);
    await expect(button(page, t.next)).toHaveAttribute("aria-disabled", "true");
    await button(page, t.back).click();
    const tokens = main(page).getByRole("button", { name: /^去掉 / });
    for (let left = await tokens.count(); left > 0; left -= 1) await tokens.first().click();
    await expect(tokens).toHaveCount(0);
  }
  const [gone] = await pools(own.api, 0);
  await page.goto(`${own.url}/pools/${gone?.id}/members/add`);
  await expect(main(page)).toContainText("流量池已废弃");
  await check(page, [unicom]);
  await expect(rule(page, unicom, "pool_in_use")).toContainText(t.failed);
});

test("Q13.3 Q13.11 which orders may join and when: before shipping, and not pools that are too old; effective next month at the latest", async ({ page, open }) => {
  await test.step("Q13.11 orders cannot join pools older than their carrier allows; effective next month at the latest", async () => {
    const of = (await pools(old.api)).find((one) => one.carrier_type === CU) as Pool;
    const order = (await candidates(old.api)).find((one) => one.carrier_type === CU)?.order_id as number;
    await open(`${old.url}/pools/${of.id}/members/add`);
    await check(page, [order]);
    await expectAll(rule(page, order, "pool_age"), [t.failed, "2022-09-14", "2021-08-17"]);
    const fine = (await candidates(own.api)).find((one) => one.joinable && one.carrier_type === CM)?.order_id;
    await page.goto(`${own.url}/pools/new?orders=${fine}&step=check`);
    await expectAll(main(page), ["2026-12-01 (UTC+8)", "最晚生效"]);
  });
  await test.step("Q13.3 China Telecom orders join only before shipping; at the others the carrier decides", async () => {
    const all = await candidates(own.api);
    const order = (carrier: number, status: number) => all.find((one) => one.carrier_type === carrier && one.order_status === status && (status !== 5 || one.quantity > 0))?.order_id as number;
    const [late, early, mobile] = [order(CT, 5), order(CT, 2), order(CM, 5)];
    await open(`${own.url}/pools/new?orders=${late},${early},${mobile}&step=check`);
    await expectAll(rule(page, late, "while_buying"), [t.failed, "电信只能在购买时、发货前"]);
    await expect(rule(page, early, "while_buying")).toContainText(t.passed);
    await expectAll(rule(page, mobile, "while_buying"), [t.doubtful, "运营商可能拒绝"]);
    await expect(rule(page, mobile, "while_buying")).toContainText("移动、联通、海外实际上也只在购买时");
  });
});

test("Q13.4 Q13.6 Q13.7 Q13.8 a pool cannot be dissolved, left, unshared or split: stated and confirmed before it is created", async ({ page, open }) => {
  const order = (await candidates(own.api)).find((one) => one.joinable && one.order_status === 5)?.order_id;
  await open(`${own.url}/pools/new?orders=${order}&step=confirm`);
  await expectAll(main(page), [
    "不能解散",
    "不能移出",
    "不能关闭共享",
    "不能拆到多个流量池",
    "5 个工作日",
    "下月生效",
  ]);
  const create = button(page, t.create);
  await page.getByLabel(t.name).fill("Q13.4");
  await expect(create).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("checkbox", { name: t.agree }).check();
  await expect(create).not.toHaveAttribute("aria-disabled", "true");
  // A duplicate name is refused by the service, and reported next to the field.
  const [taken] = await pools(own.api);
  await page.getByLabel(t.name).fill(taken?.pool_name ?? "");
  await create.click();
  await expectAll(main(page).getByRole("alert"), ["GSL.00010004", "pool_name"]);
});

test("Q7.1 Q13.9 Q13.10 batch activation: four ways, duration, the APN, and cards are activated individually", async ({ page, open }) => {
  await test.step("Q7.1 Q13.10 batch activation has four ways, and shows the duration and the carrier's APN", async () => {
    for (const [carrier, apn, days] of [[CM, "cmiot", "1–5"], [CT, "ctnet", "1–2"], [CU, "scuiot", "1–2"]] as const) {
      const of = (await pools(own.api)).find((one) => one.carrier_type === carrier) as Pool;
      await open(`${own.url}/pools/${of.id}/activate`);
      await expectAll(main(page), [apn, "30 秒", "10 分钟", days]);
      await expect(page.getByRole("radio")).toHaveCount(4);
      for (const way of [t.whole, t.segment, t.file, t.input]) await expect(page.getByRole("radio", { name: way, exact: true })).toBeVisible();
    }
  });
  await test.step("Q13.9 cards are activated individually: only activated cards count in the total before and after", async () => {
    const of = (await pools(own.api)).find((one) => one.inactive_sim_quantity > 3) as Pool;
    expect((await waiting(own.api, of)).length).toBe(of.inactive_sim_quantity);
    await open(`${own.url}/pools/${of.id}/activate?count=3`);
    await expect(main(page)).toContainText("激活一张不会激活其他卡");
    await button(page, t.preview).click();
    await expect(button(page, t.activateN(3))).toBeVisible();
    await expect(main(page)).toContainText("3 张卡激活后增加");
  });
  await test.step("P9 the preview says whether the stopped cards return", async () => {
    const missing = (one: Pool) => Math.floor(-one.flow_left / one.package_size) + 1;
    const of = (await pools(own.api)).find((one) => one.stopped_quantity > 0 && one.inactive_sim_quantity >= missing(one)) as Pool;
    await open(`${own.url}/pools/${of.id}/activate?count=${missing(of)}`);
    await button(page, t.preview).click();
    await expect(main(page)).toContainText(`受理完成后，停机的 ${of.stopped_quantity} 张卡恢复`);
    if (missing(of) > 1) {
      await open(`${own.url}/pools/${of.id}/activate?count=${missing(of) - 1}`);
      await button(page, t.preview).click();
      await expect(main(page)).toContainText(`停机的 ${of.stopped_quantity} 张卡不会恢复：还缺`);
    }
  });
});

test("Q5.7 Q5.8 Q5.9 Q13.5 an add-on: what it increases, for how long, no refund; a pool that takes none says why", async ({ page, open }) => {
  await test.step("Q5.7 Q5.8 Q5.9 Q13.5 an add-on increases this cycle's total, resumes stopped cards, arrives in minutes and is not refunded", async () => {
    const of = await stopped(CT);
    const need = Math.ceil(-of.flow_left) + 1;
    await open(`${own.url}/pools/${of.id}/add-on?mb=${need}`);
    await expectAll(main(page), [
      "2026-11-30（UTC+8）",
      "约 5 分钟",
      "停机的卡会恢复",
      "流量不能退",
      "激活更多的卡或新增成员",
      "海外运营商没有叠加包",
      of.carrier_type === CM ? "2021-08-17" : "2020-08-01",
    ]);
    await page.getByLabel(t.packages).fill("1");
    await page.getByRole("radio").first().check();
    await page.getByLabel(t.packages).fill("1");
    await expect(main(page)).toContainText("卡不会恢复");
    await page.getByLabel(t.need).fill(String(need));
    await page.getByRole("checkbox", { name: "不能退" }).check();
    await button(page, t.buy).click();
    await expect(main(page)).toContainText(t.arriving);
    // Five minutes, divided by this service's time scale.
    await expect(main(page)).toContainText(t.arrived);
  });
  await test.step("Q5.8 a pool that takes no add-on says why", async () => {
    const bought = (await pools(old.api)).filter((one) => one.create_time < "2020-07").map((one) => one.id);
    await open(`${old.url}/pools/${bought[0]}/add-on`);
    await expect(main(page)).toContainText(/2020-08-01 之后|2021-08-17 之后/);
    await expect(button(page, t.buy)).toHaveCount(0);
    // The fleet has no overseas pool, so one is created.
    const order = (await candidates(old.api)).find((one) => one.carrier_type === OS && one.joinable && one.order_status === 5)?.order_id;
    const made = await old.api.post<{ pool_id: number }>("/v1/sim-pools", { pool_name: `overseas ${lang}`, order_ids: [order] });
    await expect.poll(async () => (await old.request.get(`/v1/sim-pools/${made.pool_id}`)).status()).toBe(200);
    await page.goto(`${old.url}/pools/${made.pool_id}/add-on`);
    await expect(main(page)).toContainText("海外运营商没有叠加包");
  });
});
