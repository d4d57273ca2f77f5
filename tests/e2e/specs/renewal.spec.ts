// Renewal: each way to a new expiry, who is left out and why, what holds after a reload, and the calendar.
import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { STATUS, expect, expectNoViolations, heading, rows, type Api, type Card } from "../support/fixtures.ts";
import { answerLost } from "../support/faulty.ts";
import { ownService } from "../support/own.ts";
import { xlsx } from "../support/xlsx.ts";

// A working day takes a tenth of a second.
const test = ownService("renewal", { cards: 2000, now: "2026-11-22T04:00:00Z", timeScale: 864_000, failures: 0 });

test.use({ lang: "zh-CN" });

test.describe.configure({ mode: "default" });

type Order = { order_id: number; order_type: number; order_status: number; source_order_id: number | null; period_years: number; quantity: number };
type Found = { snapshot_id: number; total: number; cards: number; total_cents: number; orders: Order[]; reasons: { reason: string; count: number }[] };

const t = {
  look: "核对可续费的卡", pay: /^支付/, done: "续费已支付", ways: [/^订单/, /^文件/, /^到期天数：30、60 或 90 天/], late: "20 日或之后",
  price: "套餐、运营商和价格与购买时相同", carrier: "向运营商购买的卡不能在这里续费", fixed: "不能更换运营商和套餐", refund: "支付后不能退款", otherwise: "到期的卡自动拆机，不能恢复",
  file: "文件：订单的一部分卡", upload: "选择文件", cards: "原订单的卡", expiry: /到期天数/, ninety: /^90 天内到期/, part: "要续费的卡", download: "下载可续费卡", find: "按批次号查找", paste: "卡号",
  reasons: { not_in_use: "不是“在用”状态", renewing: "订单已有未完成的续费", backward_pool: "在后向流量池中" }, show: /查看卡/, missing: "个卡号没有对应的卡",
  before: "最早到期", after: "续费后到期", calendar: "续费日历", due: /到期的订单$/, days: /每天到期的卡$/, back: "返回选择", summary: "订单摘要", left: "未续费的部分",
};

const button = (page: Page, name: string | RegExp) => page.getByRole("main").getByRole("button", { name });
const renewals = async (api: Api) => (await api.get<{ orders: Order[] }>("/v1/orders", { order_type: [2, 3], limit: 500 })).orders;
const look = (api: Api, body: object) => api.post<Found>("/v1/renewal-snapshots", body);
const expiry = async (api: Api, card: number) => (await api.get<Card>(`/v1/sim-cards/${card}`)).expire_time;

/** Orders of which at least `least` cards can be renewed, newest first. */
async function renewable(api: Api, least: number): Promise<number[]> {
  const { orders } = await api.get<{ orders: Order[] }>("/v1/orders", { order_status: 5, order_type: 1, limit: 500 });
  const found = [];
  for (const { order_id } of orders) if ((await look(api, { way: "orders", order_ids: [order_id] })).cards >= least) found.push(order_id);
  return found;
}

/** The list of cards shows the day until which a card now lasts, in the service's zone. */
async function listShows(page: Page, card: { cid: string; new_expire_time: string }) {
  await page.goto(`/cards?number=${card.cid}`);
  const day = new Date(Date.parse(card.new_expire_time) + 8 * 3_600_000).toISOString().slice(0, 10);
  await expect(rows(page).first()).toContainText(day);
}

/** Cards a snapshot says can be renewed. */
async function cardsOf(api: Api, found: Found) {
  type Row = { sim_card_id: number; cid: string; expire_time: string; new_expire_time: string };
  return (await api.get<{ cards: Row[] }>(`/v1/renewal-snapshots/${found.snapshot_id}/cards`, { renewable: true, limit: 500 })).cards;
}

const summary = (page: Page) => page.getByRole("complementary", { name: t.summary });
const yuan = (cents: number) => `¥${(cents / 100).toLocaleString("en-US", { minimumFractionDigits: 2 })}`;
const agree = (page: Page) => summary(page).getByRole("checkbox").check();

async function agreeAndPay(page: Page) {
  await agree(page);
  await button(page, t.pay).dblclick();
  await expect(page.getByRole("main")).toContainText(t.done);
}

test("by orders: ticked, checked, ordered once, paid, and the list shows the new expiry", async ({ page, open, api }) => {
  const [first, second] = await renewable(api, 5);
  const before = (await renewals(api)).length;
  await open("/renewal");
  await page.getByRole("searchbox", { name: t.find }).fill(String(first));
  await expect(rows(page)).toHaveCount(1);
  await rows(page).getByRole("checkbox").check();
  await page.getByRole("searchbox", { name: t.find }).fill(String(second));
  await expect(rows(page).first()).toContainText(String(second));
  await rows(page).first().getByRole("checkbox").check();
  await expect(page).toHaveURL(new RegExp(`orders=${first}(,|%2C)${second}`));
  // What was chosen is there after a reload.
  await page.reload();
  await expect(page.getByRole("main").getByRole("status").first()).toContainText("2");
  await expectNoViolations(page);
  await button(page, t.look).click();
  const expected = await look(api, { way: "orders", order_ids: [first, second] });
  await expect(page.getByRole("main")).toContainText(`${expected.cards} 张卡可以续费`);
  await expect(rows(page)).toHaveCount(2);
  await expectNoViolations(page);
  await page.reload();
  await expect(rows(page)).toHaveCount(2);
  await expect(button(page, t.pay)).toHaveAttribute("aria-disabled", "true");
  await agree(page);
  await page.reload();
  await expect(button(page, t.pay)).toHaveText(`支付 ${yuan(expected.total_cents)}`);
  await button(page, t.pay).dblclick();
  await expect(page.getByRole("main")).toContainText(t.done);
  expect((await renewals(api)).length).toBe(before + 2);
  // Back and forward, and opened again: it is done, and nothing can be paid twice.
  await page.goBack();
  await expect(button(page, t.look)).toBeVisible();
  await page.goForward();
  await expect(page.getByRole("main")).toContainText(t.done);
  await expect(button(page, t.pay)).toHaveCount(0);
  await expectNoViolations(page);
  const cards = await cardsOf(api, expected);
  const card = cards[0];
  if (!card) throw new Error("no card");
  await expect.poll(() => expiry(api, card.sim_card_id)).toBe(card.new_expire_time);
  // The page follows the order until it is done, and leads to the cards.
  await expect(page.getByRole("main")).toContainText("已完成");
  await expect(page.getByRole("link", { name: t.cards })).toHaveAttribute("href", new RegExp(`${first}.*${second}|${second}.*${first}`));
  await listShows(page, card);
});

test("Q12.4 part of an order by file: download, take rows away, paste, and only those are renewed", async ({ page, open, api }) => {
  const [order] = await renewable(api, 5);
  await open(`/renewal?way=file&orders=${order}`);
  const saved = page.waitForEvent("download");
  await button(page, t.download).click();
  const path = await (await saved).path();
  const lines = readFileSync(path, "utf8").trim().split(/\r?\n/);
  const numbers = lines.slice(1).map((line) => /\d{19,20}/.exec(line)?.[0] ?? "");
  const found = await look(api, { way: "orders", order_ids: [order] });
  expect(numbers.length).toBe(found.cards);
  const [kept, left] = numbers;
  const field = page.getByRole("textbox", { name: t.paste });
  await field.fill(`${kept}\n8.98604E+19\n89860499999999999999`);
  await expect(page.getByRole("main")).toContainText("8.98604E+19");
  await page.reload();
  await expect(field).toHaveValue(new RegExp(kept ?? ""));
  await button(page, t.look).click();
  await expect(page.getByRole("main")).toContainText("1 张卡可以续费");
  await expect(page.getByRole("main")).toContainText(`1 ${t.missing}`);
  // What was no number at all is still mentioned.
  await expect(page.getByRole("main")).toContainText("清单中有 1 行不是卡号");
  await agreeAndPay(page);
  const cards = await cardsOf(api, found);
  const of = (number?: string) => cards.find((card) => card.cid === number)!;
  await expect.poll(() => expiry(api, of(kept).sim_card_id)).toBe(of(kept).new_expire_time);
  expect(await expiry(api, of(left).sim_card_id)).toBe(of(left).expire_time);
  expect((await renewals(api))[0]).toMatchObject({ order_type: 3, quantity: 1, source_order_id: order });
  await listShows(page, of(kept));
});

test("a workbook of cards to renew: every row checked, bad ones named, nothing lost on the way back", async ({ page, open, api }) => {
  const order = (await renewable(api, 5)).at(-1);
  const [card] = await cardsOf(api, await look(api, { way: "orders", order_ids: [order] }));
  await open("/renewal?way=file");
  await expect(button(page, t.look)).toHaveAttribute("aria-disabled", "true");
  await page.getByLabel(t.upload).setInputFiles(xlsx("cards.xlsx", [["容器ID"], [card?.cid ?? ""], [{ figure: "8.98601128407E+19" }], ["8986O11284071000001"]]));
  const main = page.getByRole("main");
  for (const text of ["1 行可用", "2 行有问题", "科学计数法", "含有非数字字符"]) await expect(main).toContainText(text);
  await button(page, t.look).click();
  await expect(main).toContainText("1 张卡可以续费");
  // A confirmation holds for what was looked at, not for the next choice.
  await agree(page);
  await button(page, t.back).click();
  await expect(page.getByRole("radio", { name: t.file })).toBeChecked();
  await page.getByRole("radio", { name: t.expiry }).check();
  await button(page, t.look).click();
  await expect(summary(page).getByRole("checkbox")).not.toBeChecked();
});

test("by days to expiry, with tags; who is left out and why, card by card", async ({ page, open, api }) => {
  const all = await look(api, { way: "expiry", days: 90 });
  await open("/renewal?way=expiry");
  await page.getByRole("radio", { name: t.ninety }).check();
  await button(page, t.look).click();
  const main = page.getByRole("main");
  await expect(main).toContainText(`${all.cards} 张卡可以续费`);
  for (const { reason, count } of all.reasons) {
    const item = main.getByRole("listitem").filter({ hasText: t.reasons[reason as keyof typeof t.reasons] });
    await expect(item).toContainText(String(count));
  }
  await button(page, t.show).first().click();
  await expect(main.getByRole("link", { name: /^8986|^8966/ }).first()).toBeVisible();
  await expectNoViolations(page);
  await button(page, t.back).click();
  await expect(page.getByRole("radio", { name: t.ninety })).toBeChecked();
  const { tags } = await api.get<{ tags: { id: number; tag_name: string; uses: number }[] }>("/v1/tags", { limit: 500 });
  let [tag, tagged] = [tags[0], all];
  for (const one of tags) {
    const found = await look(api, { way: "expiry", days: 90, tag_ids: [one.id] });
    if (found.cards > 0 && found.cards < tagged.cards) [tag, tagged] = [one, found];
  }
  if (!tag || tagged === all) throw new Error("no tag of some of the cards that expire");
  await button(page, tag.tag_name).click();
  await expect(page).toHaveURL(new RegExp(`tags=${tag.id}`));
  await page.reload();
  await button(page, t.look).click();
  await expect(main).toContainText(`${tagged.cards} 张卡可以续费`);
  await agreeAndPay(page);
  const [card] = await cardsOf(api, tagged);
  if (!card) throw new Error("no card");
  await expect.poll(() => expiry(api, card.sim_card_id)).toBe(card.new_expire_time);
  await listShows(page, card);
});

test("each refusal is told: too many orders, an unfinished renewal, a snapshot that is gone, no permission", async ({ page, open, api }) => {
  const main = page.getByRole("main");
  const [order] = await renewable(api, 5);
  const [one, other] = [await look(api, { way: "orders", order_ids: [order] }), await look(api, { way: "orders", order_ids: [order] })];
  await api.post("/v1/renewals", { snapshot_id: one.snapshot_id });
  await open(`/renewal?snapshot=${other.snapshot_id}`);
  await agree(page);
  await button(page, t.pay).click();
  await expect(main.getByRole("alert")).toContainText("订单已有未完成的续费");
  // One for which nothing is left says so before anything is sent.
  const third = await look(api, { way: "orders", order_ids: [order] });
  await open(`/renewal?snapshot=${third.snapshot_id}`);
  await expect(main).toContainText(t.reasons.renewing);
  await expect(button(page, t.pay)).toHaveCount(0);
  await open("/renewal?snapshot=1");
  await expect(main).toContainText("GSL.00013012");
  await expect(main.getByRole("alert")).toContainText("核对结果已失效");
  await button(page, t.back).click();
  await expect(button(page, t.look)).toBeVisible();
  await page.route("**/v1/renewal-snapshots", (route) => route.fulfill({ status: 403, json: { error_code: "GSL.00010001", error_msg: "no" } }));
  await open("/renewal?way=expiry");
  await button(page, t.look).click();
  await expect(main.getByRole("alert")).toContainText("GSL FullAccess");
  await page.route("**/v1/renewal-snapshots", (route) => route.fulfill({ status: 400, json: { error_code: "GSL.00010004", error_msg: "order_ids" } }));
  await open("/renewal");
  await button(page, t.look).click();
  await expect(main.getByRole("alert")).toContainText("可续费的订单超过 50 个时，请勾选订单");
});

const w = t;

test("Q3.10 Q12.1 Q12.2 Q12.3 Q12.5 three ways to renew; the same price and plan; no other carrier, nothing back", async ({ page, open, api }) => {
  await test.step("Q12.1 Q12.3 three ways to renew, and cards bought at the carrier are not renewed here", async () => {
    await open("/renewal");
    for (const way of w.ways) await expect(page.getByRole("radio", { name: way })).toBeVisible();
    await expect(page.getByRole("main")).toContainText(w.carrier);
    await expect(page.getByRole("main")).toContainText(w.late);
  });
  await test.step("Q12.2 Q12.5 Q3.10 the same price and plan, no other carrier, nothing back", async () => {
    const order = (await renewable(api, 5)).at(-1);
    const found = await look(api, { way: "orders", order_ids: [order] });
    await open(`/renewal?snapshot=${found.snapshot_id}`);
    const main = page.getByRole("main");
    for (const text of [w.price, w.fixed, w.refund, w.otherwise, w.before, w.after]) await expect(main).toContainText(text);
    const row = rows(page).filter({ hasText: String(order) });
    await expect(row).toContainText((found.total_cents / 100).toLocaleString("en-US", { minimumFractionDigits: 2 }));
  });
});

test("the calendar says what expires when; cards, orders and the overview lead to the renewal", async ({ page, open, api }) => {
  await test.step("the calendar says what expires in which month, and leads to its renewal", async () => {
    const { months } = await api.get<{ months: { month: string; cards: number; orders: number }[] }>("/v1/renewal-calendar");
    await open("/renewal/calendar");
    await expect(heading(page)).toHaveText(w.calendar);
    const first = months[0];
    if (!first) throw new Error("nothing expires");
    const row = rows(page).first();
    await expect(row).toContainText(first.cards.toLocaleString("en-US"));
    await row.getByRole("link").click();
    const panel = page.getByRole("region", { name: w.due });
    await expect(panel.getByRole("row")).toHaveCount(first.orders + 1);
    await expectNoViolations(page);
    await expect(panel.getByRole("link", { name: /^续费 /}).first()).toHaveAttribute("href", /^\/renewal\?orders=\d+/);
  });
  await test.step("a day of the calendar is renewed in three steps: renew, confirm, pay", async () => {
    const days = page.getByRole("region", { name: t.days });
    const day = days.getByRole("row").filter({ has: page.getByRole("link") }).first();
    const count = /续费 (\d+) 张/.exec(await day.getByRole("link").innerText())?.[1];
    await day.getByRole("link").click();
    await expect(page).toHaveURL(/\/renewal\?way=expiry&from=.*&until=.*&snapshot=\d+/);
    await expect(page.getByRole("main")).toContainText(`${count} 张卡可以续费`);
    await summary(page).getByRole("checkbox").check();
    await button(page, t.pay).click();
    await expect(page.getByRole("main")).toContainText(t.done);
    // Back leads to the calendar, not to the renewal once more.
    await page.goBack();
    await expect(heading(page)).toHaveText(w.calendar);
  });
  await test.step("a card in use and its order lead to the renewal, the overview to the calendar", async () => {
    const card = await api.card({ sim_status: STATUS.inUse });
    const main = page.getByRole("main");
    await open("/");
    await expect(main.getByRole("link", { name: t.calendar })).toHaveAttribute("href", "/renewal/calendar");
    // What expires within 30 days is renewed from there: two more steps.
    await main.getByRole("link", { name: "续费", exact: true }).click();
    await expect(summary(page).getByRole("checkbox")).toBeVisible();
    const soon = await look(api, { way: "expiry", from: "2026-11-22", until: "2026-12-22" });
    await expect(main).toContainText(`${soon.cards} 张卡可以续费`);
    for (const path of [`/cards/${card.sim_card_id}`, `/orders/${card.order_id}`]) {
      await open(path);
      await expect(main.getByRole("link", { name: "续费", exact: true })).toHaveAttribute("href", `/renewal?orders=${card.order_id}`);
    }
    await open(`/orders?number=${card.order_id}`);
    await rows(page).first().getByRole("button", { name: /的操作$/ }).click();
    await page.getByRole("menuitem", { name: "续费", exact: true }).click();
    await expect(page).toHaveURL(`/renewal?orders=${card.order_id}`);
  });
});

test("a renewal made elsewhere waits for payment; what was cancelled of it is offered again", async ({ page, open, api }) => {
  const [first, second] = await renewable(api, 5);
  const found = await look(api, { way: "orders", order_ids: [first, second] });
  const made = await api.post<{ orders: (Order & { price_cents: number })[] }>("/v1/renewals", { snapshot_id: found.snapshot_id });
  const [gone, kept] = made.orders;
  if (!gone || !kept) throw new Error("two orders were expected");
  await api.post(`/v1/orders/${gone.order_id}/cancel`, {});
  await open(`/renewal?snapshot=${found.snapshot_id}`);
  const main = page.getByRole("main");
  await expect(main).toContainText("支付续费");
  await expect(main.getByRole("link", { name: String(kept.order_id) })).toBeVisible();
  await api.post("/v1/payments", { order_ids: [kept.order_id], amount_cents: kept.price_cents });
  await page.reload();
  await expect(main).toContainText(t.done);
  await page.getByRole("region", { name: t.left }).getByRole("button").click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText(String(gone.source_order_id));
});

test("job 3: what expires is renewed from the list in five steps; one order left out stays as a draft; a lost answer pays once", async ({ page, open, api }) => {
  let steps = 0;
  const click = async (name: string, what: Locator) => {
    await test.step(name, () => what.click());
    steps += 1;
  };
  await open("/cards?expire=90");
  const { count } = await api.cards({ expire_days: 90, limit: 10 });
  await click("tick the page", page.getByRole("table").getByRole("checkbox").first());
  await click("all that match", page.getByRole("button", { name: new RegExp(`全部 ${count.toLocaleString("en-US")} `) }));
  await click("renew", page.getByRole("region", { name: "已选的卡" }).getByRole("button", { name: "续费", exact: true }));
  await expect(page).toHaveURL(/\/renewal\?snapshot=\d+/);
  const id = new URL(page.url()).searchParams.get("snapshot");
  const found = await api.get<Found>(`/v1/renewal-snapshots/${id}`);
  expect(found.total).toBe(count);
  const main = page.getByRole("main");
  await expect(main).toContainText(`${found.cards} 张卡可以续费`);
  await expect(rows(page)).toHaveCount(found.orders.length);
  await expect(summary(page)).toContainText(yuan(found.total_cents));
  await expectNoViolations(page);
  // An order is left for later: the price follows, and the address keeps it.
  const left = found.orders.at(-1) as Found["orders"][number] & { total_cents: number; cards: number };
  await rows(page).filter({ hasText: String(left.order_id) }).getByRole("checkbox").uncheck();
  const cents = found.total_cents - left.total_cents;
  await expect(button(page, t.pay)).toHaveText(`支付 ${yuan(cents)}`);
  await page.reload();
  await expect(button(page, t.pay)).toHaveText(`支付 ${yuan(cents)}`);
  await click("confirm", summary(page).getByRole("checkbox"));
  // The answer to the payment is lost: the same again changes nothing.
  const before = (await renewals(api)).length;
  await answerLost(page, "zh-CN", "**/v1/renewals", button(page, t.pay));
  steps += 1;
  await expect(main).toContainText(t.done);
  expect((await renewals(api)).length).toBe(before + found.orders.length - 1);
  expect(steps).toBeLessThanOrEqual(5);
  // What was left is offered again, as it is now.
  const rest = page.getByRole("region", { name: t.left });
  await expect(rest).toContainText(`${left.cards} 张卡`);
  await rest.getByRole("button").click();
  await expect(rows(page)).toHaveCount(1);
  await expect(button(page, t.pay)).toHaveText(`支付 ${yuan(left.total_cents)}`);
});
