// Add-ons for single cards, each to its end on a service of the spec's own: which cards, size, orders, payment, arrival.
import { TEXT, Wizard, addOnOrders, check, takers, yuan } from "../support/add-ons.ts";
import { STATUS, expect, expectNoViolations, grouped, heading, rows, test, type Card, type Lang } from "../support/fixtures.ts";
import { answerLost } from "../support/faulty.ts";
import { ownService, volume, type Own } from "../support/wizards.ts";

const lang: Lang = "zh-CN";
test.use({ lang });

test.describe.configure({ mode: "default" });

let own: Own;
test.beforeAll(async ({ playwright }) => {
  own = await ownService(playwright, { name: `card-add-on-${test.info().workerIndex}` });
});
test.afterAll(() => own.stop());

const CM = 1;
const CT = 2;
const CU = 3;

const list = async (params: Record<string, string | number>) => (await own.api.cards({ limit: 500, ...params })).sim_cards;
const idsOf = (cards: Card[]) => cards.map((card) => card.sim_card_id);
const address = (cards: Card[]) => `${own.url}/add-on?cards=${idsOf(cards).join(",")}`;

const t = TEXT[lang];

test("Q10.5 Q5.8 a card over its plan: from its page to the add-on, and back in use", async ({ page, open }) => {
  const it = new Wizard(page, lang);
  const [card] = await takers(own.api, await list({ stop_reason: "over_plan" }));
  if (!card) throw new Error("no card over its plan takes an add-on");
  await open(`${own.url}/cards/${card.sim_card_id}`);
  await page.getByRole("main").getByRole("button", { name: t.addOn }).click();
  await expect(page).toHaveURL(`${own.url}/add-on?cards=${card.sim_card_id}`);
  await it.size().selectOption("1 GB");
  const before = (await check(own.api, [card.sim_card_id])).cards[0];
  if (!before) throw new Error("no answer for the card");
  await expect(it.main).toContainText(volume(before.allowance + 1024));
  await expect(it.main).toContainText("1 张恢复在用");
  const orders = await addOnOrders(own.api);
  await it.payAndWait(1);
  expect(await addOnOrders(own.api)).toBe(orders + 1);
  await expect(rows(page).filter({ hasText: grouped(card.cid) })).toContainText("在用");
  const after = await own.api.get<Card>(`/v1/sim-cards/${card.sim_card_id}`);
  expect(after).toMatchObject({ sim_status: STATUS.inUse, stop_reason: null });
  expect(after.flow_total).toBeCloseTo(before.allowance + 1024, 3);
  expect(after.flow_left).toBeGreaterThan(0);
  // The checklist leads there as well.
  const other = (await takers(own.api, await list({ stop_reason: "over_plan" })))[0] as Card;
  await open(`${own.url}/check?number=${other.cid}`);
  await expect(page.getByRole("main").getByRole("link", { name: "购买叠加包" }).first()).toHaveAttribute("href", `/add-on?cards=${other.sim_card_id}`);
});

test("Q5.8 cards of several carriers and batch numbers, with some that take none: one confirmation, the rest is kept, a lost answer pays once", async ({ page, open }) => {
  const it = new Wizard(page, lang);
  const stopped = await list({ stop_reason: "over_plan" });
  const told = await check(own.api, idsOf(stopped));
  const able = told.cards.filter((card) => card.refusal === null);
  const carriers = new Set(able.map((card) => stopped.find((one) => one.sim_card_id === card.sim_card_id)?.carrier_type));
  expect(carriers.size).toBeGreaterThan(1);
  await open(address(stopped));
  await expect(it.main).toContainText(`可以订购：${able.length} 张`);
  await expect(it.summary()).toContainText(`/ ${stopped.length} 张`);
  await expectNoViolations(page);
  // Why the others take none, by reason and folded, and which they are.
  const refused = page.getByRole("region", { name: `不能订购：${stopped.length - able.length} 张` });
  const cards = refused.getByRole("link", { name: /^89/ });
  await expect(cards.first()).toBeHidden();
  for (const reason of await refused.locator("summary").all()) await reason.click();
  await expect(cards).toHaveCount(stopped.length - able.length);
  // A line is left for later: the price follows, and the address keeps it.
  const price = async () => Number((await it.button(t.pay).innerText()).replace(/[^\d.]/g, ""));
  const all = await price();
  const first = rows(page).first();
  await first.getByRole("checkbox").uncheck();
  const less = await price();
  expect(less).toBeLessThan(all);
  await page.reload();
  await expect(it.button(t.pay)).toBeVisible();
  expect(await price()).toBe(less);
  await it.agreed().check();
  const orders = await addOnOrders(own.api);
  await answerLost(page, lang, "**/v1/card-add-ons", it.button(t.pay));
  const paid = page.getByRole("region", { name: t.paid });
  await expect(paid.getByText(t.arrived, { exact: true }).first()).toBeVisible();
  const made = await paid.getByRole("listitem").count();
  expect(await addOnOrders(own.api)).toBe(orders + made);
  const { orders: listed } = await own.api.get<{ orders: { price_cents: number; pay_time: string | null }[] }>("/v1/orders", { order_type: 5, limit: 500 });
  const mine = listed.slice(0, made);
  expect(mine.every((order) => order.pay_time)).toBe(true);
  expect(mine.reduce((sum, order) => sum + order.price_cents, 0)).toBe(Math.round(less * 100));
  // Opened again it says that it is done, and the rest goes on where it was left.
  await page.reload();
  await expect(paid).toContainText(t.arrived);
  await expect(it.button(t.pay)).toHaveCount(0);
  await page.getByRole("region", { name: t.left }).getByRole("link").click();
  await expect(rows(page).first()).toBeVisible();
  expect(await price()).toBeCloseTo(all - less, 2);
});

test("Q5.8 several cards of two batch numbers are ticked, and get an order each", async ({ page, open }) => {
  const it = new Wizard(page, lang);
  const cards = await takers(own.api, await list({ sim_status: STATUS.inUse, carrier_type: CM }));
  const [first] = cards as [Card];
  const other = cards.find((card) => card.order_id !== first.order_id) as Card;
  const second = cards.find((card) => card.order_id === first.order_id && card !== first);
  const chosen = second ? [first, second, other] : [first, other];
  const { card_list_id } = await own.api.post<{ card_list_id: number }>("/v1/card-lists", { numbers: chosen.map((card) => card.cid) });
  await open(`${own.url}/cards?list=${card_list_id}`);
  for (const card of chosen) await page.getByRole("row").filter({ hasText: grouped(card.cid) }).getByRole("checkbox").check();
  await page.getByRole("button", { name: t.addOn }).click();
  await expect(heading(page)).toHaveText("订购叠加包");
  // One carrier, one size: one line, two orders.
  await expect(rows(page)).toHaveCount(1);
  await expect(it.summary()).toContainText("2 个，一起支付");
  const sum = yuan(150 * chosen.length);
  await expect(it.button(t.pay)).toContainText(sum);
  const orders = await addOnOrders(own.api);
  await it.payAndWait(2);
  expect(await addOnOrders(own.api)).toBe(orders + 2);
  // Each order leads to its cards.
  await page.getByRole("region", { name: t.paid }).getByRole("link", { name: /^46\d+/ }).first().click();
  await page.getByRole("main").locator('a[href^="/add-on?cards="]').click();
  await expect(page.getByRole("region", { name: t.paid })).toContainText(t.arrived);
  for (const card of chosen) {
    const now = await own.api.get<Card>(`/v1/sim-cards/${card.sim_card_id}`);
    expect(now.flow_total).toBeCloseTo((card.flow_total as number) + 30, 3);
  }
});

test("Q5.8 each card that takes none says why", async ({ page, open }) => {
  const it = new Wizard(page, lang);
  const inUse = await list({ sim_status: STATUS.inUse, carrier_type: CU });
  const [good] = (await takers(own.api, inUse)) as [Card];
  const physical = (card: Card) => card["sim_type"] === 3 && !card.pooled;
  const find = (cards: Card[], fits: (card: Card) => boolean) => {
    const found = cards.find(fits);
    if (!found) throw new Error("no such card");
    return found;
  };
  const capped = (card: Card) => physical(card) && card.data_type === 1 && card.flow_total === 100;
  const cases: [Card, string][] = [
    [find(await list({ sim_status: STATUS.inUse }), (card) => card["sim_type"] !== 3), "只有实体卡"],
    [find(await list({ sim_status: STATUS.inUse, carrier_type: 4 }), physical), "海外运营商没有叠加包"],
    [find(await list({ sim_status: STATUS.inUse, carrier_type: CT }), (card) => card["sim_pool_id"] !== null && card["sim_type"] === 3), "卡在流量池里"],
    [find(await list({ stop_reason: "user" }), (card) => physical(card) && card.carrier_type !== 4), "只有在用或超流量停机的卡"],
    [find(await list({ sim_status: STATUS.inUse }), (card) => capped(card) && card.carrier_type !== 4), "通用流量每月最多 100 MB"],
  ];
  await open(address([good, ...cases.map(([card]) => card)]));
  const refused = page.getByRole("region", { name: `不能订购：${cases.length} 张` });
  for (const [card, why] of cases) {
    const reason = refused.locator("details").filter({ hasText: why });
    await reason.getByText(why).click();
    await expect(reason.getByRole("link", { name: grouped(card.cid) })).toBeVisible();
  }
  await expect(refused.getByRole("link", { name: /流量池 \d+ 购买/ })).toHaveAttribute("href", /\/pools\/\d+\/add-on/);
  // The others are bought for all the same.
  await expect(rows(page)).toHaveCount(1);
  await it.agreed().check();
  await expect(it.button(t.pay)).not.toHaveAttribute("aria-disabled", "true");
});

test("Q5.7 Q5.9 the ways to top up, and that nothing is returned", async ({ page, open }) => {
  await open(`${own.url}/add-on`);
  await expect(page.getByRole("main").getByRole("link", { name: "SIM卡列表" }).last()).toBeVisible();
  const ways = page.getByRole("region", { name: t.ways });
  await expect(ways).toContainText("仅电信、联通、移动的实体卡");
  await expect(ways).toContainText("卡在流量池里：叠加包为流量池购买");
  await expect(ways).toContainText("续费延长有效期");
  await expect(ways).toContainText("不能退");
  for (const path of ["/pools", "/renewal", "/pools/new"]) await expect(ways.locator(`a[href="${path}"]`)).toBeVisible();
});

test("general data end at 100 MB, what is on its way included; a service without add-ons for cards says so", async ({ page, open }) => {
  await test.step("general data end at 100 MB, what is on its way included", async () => {
    const it = new Wizard(page, "zh-CN");
    const cards = (await list({ sim_status: STATUS.inUse })).filter((card) => card.data_type === 1 && card.flow_total === 30);
    const told = await check(own.api, idsOf(cards));
    const { sim_card_id: id } = told.cards.find((card) => card.refusal === null && card.room === 70) as { sim_card_id: number };
    await open(`${own.url}/add-on?cards=${id}`);
    // 100 MB are not even offered.
    await expect(it.size().getByRole("option")).toHaveText(["30 MB"]);
    for (const room of [40, 10]) {
      await it.payAndWait(1);
      expect((await check(own.api, [id])).cards[0]?.room).toBe(room);
      await open(`${own.url}/add-on?cards=${id}`);
    }
    await expect(it.main).toContainText("通用流量每月最多 100 MB，还可加 10.00 MB");
  });
  await test.step("a service without add-ons for cards says so", async () => {
    await page.route("**/v1/capabilities", async (route) => {
      const known = (await (await route.fetch()).json()) as { extensions: string[] };
      await route.fulfill({ json: { ...known, extensions: known.extensions.filter((name) => name !== "orders.add-ons.act") } });
    });
    const [card] = (await takers(own.api, await list({ sim_status: STATUS.inUse, carrier_type: CM }))) as [Card];
    await open(address([card]));
    await expect(page.getByRole("main")).toContainText("所连服务不提供单卡叠加包");
    await open(`${own.url}/cards/${card.sim_card_id}`);
    await page.getByRole("main").getByRole("button", { name: TEXT["zh-CN"].more }).click();
    const item = page.getByRole("menuitem", { name: TEXT["zh-CN"].addOn });
    await expect(item).toHaveAttribute("aria-disabled", "true");
    await expect(item).toContainText("所连服务不提供");
  });
});
