// Creating pools, adding members, activating in four ways, add-ons: each to its end on a service of the spec's own.
import type { Page } from "@playwright/test";
import { expect, grouped, heading, test, type Lang } from "../support/fixtures.ts";
import { TEXT, candidates, members, ownService, pool, pools, rule, volume, waiting, workOrders, type Own, type Pool } from "../support/wizards.ts";
import { xlsx } from "../support/xlsx.ts";

const lang: Lang = "en-US";
test.use({ lang });

test.describe.configure({ mode: "default" });

let own: Own;
test.beforeAll(async ({ playwright }) => {
  own = await ownService(playwright, { name: `pool-wizards-${test.info().workerIndex}` });
});
test.afterAll(() => own.stop());

const ACTIVATE = 1;
const JOIN = 3;

const main = (page: Page) => page.getByRole("main");
const primary = (page: Page, name: string | RegExp) => main(page).getByRole("button", { name, exact: true });

/** A pool with many cards that wait. */
async function poolOf(): Promise<Pool> {
  const all = (await pools(own.api)).sort((a, b) => b.inactive_sim_quantity - a.inactive_sim_quantity);
  return all[1] as Pool;
}

const t = TEXT[lang];

/** In the preview: so many cards, the total before and after; a double click makes one work order, followed to its end. */
async function activated(page: Page, of: Pool, cards: number): Promise<void> {
  const before = await pool(own.api, of.id);
  await expect(main(page)).toContainText(volume(before.flow_total));
  await expect(main(page)).toContainText(volume(before.flow_total + cards * before.package_size));
  const orders = await workOrders(own.api, ACTIVATE);
  await primary(page, t.activateN(cards)).dblclick();
  await expect(page).toHaveURL(/done=\d+/);
  expect(await workOrders(own.api, ACTIVATE)).toBe(orders + 1);
  const order = page.getByRole("region", { name: t.order, exact: true });
  await expect(order).toContainText(t.completed);
  await expect(order.getByRole("row").filter({ hasText: t.done })).toHaveCount(cards);
  const after = await pool(own.api, of.id);
  expect(after.activated_sim_quantity).toBe(before.activated_sim_quantity + cards);
  await expect(main(page)).toContainText(volume(after.flow_total));
}

test("the whole pool, or so many of its cards", async ({ page, open }) => {
  const of = await poolOf();
  await open(`${own.url}/pools/${of.id}/activate?count=2`);
  await expect(page.getByLabel(t.only)).toHaveValue("2");
  await page.getByLabel(t.only).fill("0");
  await expect(main(page)).toContainText("whole number above 0");
  await page.getByLabel(t.only).fill("");
  await primary(page, t.preview).click();
  await expect(primary(page, t.activateN(of.inactive_sim_quantity))).toBeVisible();
  await page.goBack();
  await page.getByLabel(t.only).fill("2");
  // By keyboard: the focus goes to the heading, not to nowhere.
  await primary(page, t.preview).focus();
  await page.keyboard.press("Enter");
  await expect(heading(page)).toBeFocused();
  const [first] = await waiting(own.api, of);
  await activated(page, of, 2);
  await expect(main(page)).toContainText(grouped(first?.cid ?? ""));
});

test("a number segment: digits, consecutive, not active; what breaks it is named", async ({ page, open }) => {
  const of = await poolOf();
  const all = await members(own.api, of);
  const next = (at: number) => BigInt(all[at + 1]?.cid.slice(0, 19) ?? 0) === BigInt(all[at]?.cid.slice(0, 19) ?? 0) + 1n;
  const waits = (at: number) => all[at]?.sim_status === 13;
  const good = all.findIndex((_, at) => waits(at) && waits(at + 1) && next(at));
  const bad = all.findIndex((_, at) => waits(at) && all[at + 1] && !waits(at + 1) && next(at));
  expect(Math.min(good, bad), "the pool has such neighbours").toBeGreaterThanOrEqual(0);
  await open(`${own.url}/pools/${of.id}/activate`);
  await page.getByRole("radio", { name: t.segment }).check();
  const [start, end] = [page.getByLabel(t.start), page.getByLabel(t.end)];
  await start.fill("89860O");
  await expect(main(page)).toContainText(t.onlyDigits);
  await start.fill("898600");
  await expect(main(page)).toContainText(t.length);
  await expect(primary(page, t.preview)).toHaveAttribute("aria-disabled", "true");
  await start.fill(all[bad]?.cid ?? "");
  await end.fill(all[bad - 1 >= 0 ? bad - 1 : bad]?.cid ?? "");
  if (bad > 0) await expect(main(page)).toContainText(t.reversed);
  await end.fill(all[bad + 1]?.cid ?? "");
  await primary(page, t.preview).click();
  const alert = main(page).getByRole("alert");
  await expect(alert).toContainText(all[bad + 1]?.cid.slice(0, 19) ?? "");
  await expect(alert).toContainText(t.notInactive);
  await expect(primary(page, t.activateN(0))).toHaveAttribute("aria-disabled", "true");
  // Back, and nothing typed is lost; nor by a reload.
  await page.goBack();
  await expect(start).toHaveValue(all[bad]?.cid ?? "");
  await page.reload();
  await expect(end).toHaveValue(all[bad + 1]?.cid ?? "");
  // A number that no card of the pool has: the container IDs are not consecutive.
  const last = all.at(-1)?.cid.slice(0, 19) ?? "";
  const beyond = String(BigInt(last) + 1n);
  await start.fill(last);
  await end.fill(beyond);
  await primary(page, t.preview).click();
  await expect(alert).toContainText(beyond);
  await expect(alert).toContainText(t.notInPool);
  await primary(page, t.back).click();
  await start.fill(all[good]?.cid ?? "");
  await end.fill(all[good + 1]?.cid ?? "");
  await primary(page, t.preview).click();
  await activated(page, of, 2);
});

test("a file: only its container ID column counts; bad rows are named; a reload keeps it", async ({ page, open }) => {
  const of = await poolOf();
  const [card] = await waiting(own.api, of);
  const file = (name: string, text: string | Buffer) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await open(`${own.url}/pools/${of.id}/activate?way=file`);
  const link = page.getByRole("link", { name: t.template });
  await expect(link).toHaveAttribute("href", new RegExp(card?.cid ?? ""));
  const field = page.getByLabel(t.choose);
  await field.setInputFiles(file("book.csv", Buffer.from([0x50, 0x4b, 3, 4, 0])));
  await expect(main(page).getByRole("alert").first()).toContainText(t.damaged);
  await field.setInputFiles(file("bad.csv", `卡状态,容器ID\n在用,${card?.cid}\n,8.98601E+18\n`));
  const alert = main(page).getByRole("alert").filter({ hasText: "8.98601E+18" });
  await expect(alert).toContainText(t.line(3));
  await expect(primary(page, t.preview)).toHaveAttribute("aria-disabled", "true");
  // GBK, as spreadsheets in China write CSV: 容器ID and a state that is not true.
  const gbk = Buffer.concat([Buffer.from([0xbf, 0xa8, 0xd7, 0xb4, 0xcc, 0xac, 0x2c, 0xc8, 0xdd, 0xc6, 0xf7, 0x49, 0x44]), Buffer.from(`\r\nx,="${card?.cid}"\r\n`)]);
  await field.setInputFiles(file("good.csv", gbk));
  await expect(main(page)).toContainText("good.csv");
  await expect(primary(page, t.preview)).not.toHaveAttribute("aria-disabled");
  // Workbooks too, with a number that was not formatted as text.
  await field.setInputFiles(xlsx("bad.xlsx", [["卡状态", "容器ID"], ["可激活", card?.cid ?? ""], ["可激活", { figure: "8.98601E+18" }]]));
  await expect(alert).toContainText(t.line(3));
  await field.setInputFiles(xlsx("good.xlsx", [["卡状态", "容器ID"], ["在用", card?.cid ?? ""]]));
  await expect(main(page)).toContainText("good.xlsx");
  await page.reload();
  await expect(main(page)).toContainText("good.xlsx");
  await primary(page, t.preview).click();
  await activated(page, of, 1);
});

test("manual input: each bad entry is named, what is refused can be left out", async ({ page, open }) => {
  const of = await poolOf();
  const all = await members(own.api, of);
  const [card, other] = await waiting(own.api, of);
  const active = all.find((one) => one.sim_status === 14 || one.sim_status === 20);
  const stranger = await own.api.card({ sim_status: 20 }, (card) => !card.pooled);
  await open(`${own.url}/pools/${of.id}/activate`);
  await page.getByRole("radio", { name: t.input }).check();
  const field = page.getByLabel(t.numbers, { exact: true });
  await field.fill(`${card?.cid}\nabc\n8986`);
  const alert = main(page).getByRole("alert");
  for (const text of [t.line(2), "abc", t.onlyDigits, t.line(3), "8986", t.length]) await expect(alert).toContainText(text);
  await expect(primary(page, t.preview)).toHaveAttribute("aria-disabled", "true");
  const typed = [card?.cid, other?.cid, card?.cid, active?.cid, stranger.cid].join("\n");
  await field.fill(typed);
  await page.reload();
  await expect(field).toHaveValue(typed);
  await primary(page, t.preview).click();
  for (const text of [t.duplicate, active?.cid ?? "", t.notInactive, stranger.cid, t.notInPool]) await expect(alert).toContainText(text);
  await expect(primary(page, t.activateN(2))).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("checkbox", { name: t.leaveOut }).check();
  await activated(page, of, 2);
  // Sent: the draft is gone.
  await page.goto(`${own.url}/pools/${of.id}/activate?way=input`);
  await expect(field).toHaveValue("");
});

test("a pool is created once, by way of back and reload; then members are added", async ({ page, open }) => {
  const all = (await candidates(own.api)).filter((one) => one.joinable && one.order_status === 5 && one.quantity > 0);
  const of = all.find((one) => all.filter((two) => two.price_plan_id === one.price_plan_id).length >= 2);
  const [first, second] = all.filter((one) => one.price_plan_id === of?.price_plan_id);
  if (!first || !second) throw new Error("the fleet has no two orders of one plan");
  await open(`${own.url}/pools`);
  await main(page).getByRole("link", { name: "Create a pool" }).click();
  await expect(primary(page, t.check)).toHaveAttribute("aria-disabled", "true");
  await page.getByLabel(t.byNumber).fill(String(first.order_id));
  await page.getByLabel(t.byNumber).press("Enter");
  await expect(main(page)).toContainText(String(first.order_id));
  await primary(page, t.check).click();
  await expect(rule(page, first.order_id, "while_buying")).toContainText(t.doubtful);
  await primary(page, t.next).click();
  const name = `wizard ${lang}`;
  await page.getByLabel(t.name).fill(name);
  await page.goBack();
  await expect(rule(page, first.order_id, "physical")).toContainText(t.passed);
  await page.goForward();
  await page.reload();
  await expect(page.getByLabel(t.name)).toHaveValue(name);
  await expect(primary(page, t.create)).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("checkbox", { name: t.agree }).check();
  const orders = await workOrders(own.api, JOIN);
  await primary(page, t.create).dblclick();
  await expect(page).toHaveURL(/done=\d+&pool=\d+/);
  expect(await workOrders(own.api, JOIN)).toBe(orders + 1);
  const order = page.getByRole("region", { name: t.order, exact: true });
  await expect(order).toContainText(t.completed);
  const id = Number(new URL(page.url()).searchParams.get("pool"));
  const made = await pool(own.api, id);
  expect([made.pool_name, made.quantity]).toEqual([name, first.quantity]);

  // Only orders of its plan are offered; one is ticked.
  await open(`${own.url}/pools/${id}/members/add`);
  const offered = await candidates(own.api, id);
  await expect(page.getByRole("row").filter({ has: page.getByRole("cell") })).toHaveCount(Math.min(offered.length, 20));
  await page.getByRole("checkbox", { name: String(second.order_id) }).check();
  await primary(page, t.check).click();
  const after = made.flow_total + second.activated_sim_quantity * made.package_size;
  await expect(main(page)).toContainText(volume(after));
  await primary(page, t.next).click();
  await page.getByRole("checkbox", { name: t.agree }).check();
  await primary(page, t.join).click();
  await expect(page.getByRole("region", { name: t.order, exact: true })).toContainText(t.completed);
  expect(await pool(own.api, id)).toMatchObject({ quantity: first.quantity + second.quantity, flow_total: after });
});

test("an add-on: as many packages as are needed, bought once, counted", async ({ page, open }) => {
  const all = await pools(own.api);
  const of = all.filter((one) => one.flow_left < 0)[1] as Pool;
  const { offers } = await own.api.get<{ offers: { size: number; price_cents: number }[] }>(`/v1/sim-pools/${of.id}/add-ons`);
  const largest = offers.reduce((a, b) => (a.size > b.size ? a : b));
  const need = Math.ceil(-of.flow_left) + 1;
  const packages = Math.ceil(need / largest.size);
  await open(`${own.url}/pools/${of.id}/add-on?mb=${need}`);
  const cheapest = offers.reduce((a, b) => (Math.ceil(need / a.size) * a.price_cents <= Math.ceil(need / b.size) * b.price_cents ? a : b));
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(1);
  await expect(page.getByLabel(t.packages)).toHaveValue(String(Math.ceil(need / cheapest.size)));
  await page.getByRole("radio").nth(offers.indexOf(largest)).check();
  await expect(page.getByLabel(t.packages)).toHaveValue(String(packages));
  await page.getByLabel(t.packages).fill("1001");
  await expect(primary(page, t.buy)).not.toContainText("1,001");
  await page.getByLabel(t.packages).fill(String(packages + 1));
  await page.reload();
  await expect(page.getByLabel(t.packages)).toHaveValue(String(packages + 1));
  await expect(page.getByLabel(t.need)).toHaveValue(String(need));
  const size = (packages + 1) * largest.size;
  await expect(main(page)).toContainText(volume(of.flow_total + size));
  await expect(main(page)).toContainText(`¥${(((packages + 1) * largest.price_cents) / 100).toFixed(2)}`);
  // Nothing is spent before the terms are acknowledged.
  await expect(primary(page, t.buy)).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("checkbox", { name: "cannot be returned" }).check();
  await primary(page, t.buy).dblclick();
  await expect(main(page)).toContainText(t.arrived);
  await expect(main(page)).toContainText(volume(size));
  const bought = await own.api.get<{ add_ons: { quantity: number }[] }>(`/v1/sim-pools/${of.id}/add-ons`);
  expect(bought.add_ons.map((one) => one.quantity)).toEqual([packages + 1]);
  await expect.poll(async () => (await pool(own.api, of.id)).flow_total).toBeCloseTo(of.flow_total + size, 3);
});

test("an add-on larger than one purchase takes: what is most is offered, and it is said that it is not enough", async ({ page, open }) => {
  const of = (await pools(own.api)).filter((one) => one.flow_left < 0)[0] as Pool;
  const { offers } = await own.api.get<{ offers: { size: number }[] }>(`/v1/sim-pools/${of.id}/add-ons`);
  const largest = Math.max(...offers.map((offer) => offer.size));
  await open(`${own.url}/pools/${of.id}/add-on?mb=${largest * 1000 + 1}`);
  await expect(page.getByLabel(t.packages)).toHaveValue("1000");
  await expect(main(page)).toContainText(volume(of.flow_total + largest * 1000));
  await expect(page.getByText("not enough")).toHaveCount(offers.length);
  await page.getByRole("checkbox", { name: "cannot be returned" }).check();
  await expect(primary(page, t.buy)).not.toHaveAttribute("aria-disabled", "true");
  await page.getByLabel(t.need).fill(String(largest * 1000));
  await expect(page.getByText("not enough")).toHaveCount(offers.filter((offer) => offer.size < largest).length);
});
