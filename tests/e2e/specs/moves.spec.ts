// Cards that go: to another account, and replaced by new ones, both with an order.
import type { Page } from "@playwright/test";
import { STATUS, expect, expectNoViolations, heading, row, rows, type Api, type Card } from "../support/fixtures.ts";
import { idle, ownService } from "../support/own.ts";
import { address } from "../support/purchase.ts";

// A working day is a quarter of a second; nothing fails.
const test = ownService("moves", { cards: 2000, timeScale: 345_600, failures: 0 });

test.use({ lang: "zh-CN" });

const t = {
  preview: "预览", account: "接收的华为云账号", paste: "卡号", file: "选择文件", pool: "流量池ID", will: (n: number) => `${n} 张卡将执行`,
  transfer: (n: number) => `批量转移实体卡：${n} 张卡`, transferTick: /转移不能撤销/, inPool: "请按流量池整池转移", state: "SIM卡当前状态不允许该操作", unknown: "没有这个号码的卡",
  job: /批量任务 \d+/, order: /订单 \d+/, kind: "卡转移", done: "已完成", free: "不收费", batchTransfer: "批量转移实体卡", succeeded: "全部成功", first: "请先填写接收的账号", offer: "当前服务不提供该操作",
  replace: (n: number) => `批量补卡：${n} 张卡`, replaceTick: /补卡付款后不能撤销/, costs: (n: number) => `合计 ¥${10 * n}.00（每卡 ¥10.00，${n} 张）`, addressFirst: "先选收件信息",
  replacement: "补卡", pay: "支付", waits: "待付款", deregistered: "已拆机", batchReplace: "批量补卡", usable: "1 行可用",
} as const;

type Order = { order_id: number; order_status: number; account: string | null; quantity: number; bulk_job_id: number };
const main = (page: Page) => page.getByRole("main");
const orders = async (api: Api, type: number) => (await api.get<{ orders: Order[] }>("/v1/orders", { order_type: type, limit: 500 })).orders;
const completed = (api: Api, id: number) =>
  expect.poll(async () => (await api.get<{ order: Order }>(`/v1/orders/${id}`)).order.order_status, { timeout: 15_000 }).toBe(5);
const gone = async (api: Api, card: Card) => expect(await api.count({ main_search_key: card.cid })).toBe(0);
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** Loose cards in use; each test takes others. */
const some = async (api: Api, from: number, count: number) =>
  (await api.get<{ sim_cards: Card[] }>("/v1/sim-cards", { sim_status: STATUS.inUse, limit: 500 })).sim_cards
    .filter((card) => idle(card) && !card["pooled"])
    .slice(from, from + count);

/** Ticks the box and presses the button twice at once. */
async function submit(page: Page, tick: RegExp, name: string): Promise<void> {
  await expect(button(page, name)).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("checkbox", { name: tick }).check();
  await button(page, name).dblclick();
}

test("cards of a list go to another account: the refused named, one order, gone from the console", async ({ page, open, api }) => {
  const cards = await some(api, 0, 2);
  const dead = await api.card({ sim_status: STATUS.deregistered });
  const pooled = await api.card({ sim_status: STATUS.inUse }, (card) => card["pooled"] === true);
  const [before, all] = [(await orders(api, 4)).length, await api.count()];
  await open("/batch?action=transfer&from=paste");
  await button(page, t.preview).hover();
  await expect(page.getByText(t.first)).toBeVisible();
  await page.getByLabel(t.account).fill("hw-east");
  await page.getByLabel(t.paste, { exact: true }).fill([...cards.map((card) => card.cid), dead.cid, pooled.cid, "89860112840799992345"].join("\n"));
  await button(page, t.preview).click();
  await expect(page.getByText(t.will(2), { exact: true })).toBeVisible();
  for (const why of [t.inPool, t.state, t.unknown]) await expect(page.getByRole("row").filter({ hasText: why })).toBeVisible();
  await expectNoViolations(page);
  // What was typed is there after a reload.
  await page.reload();
  await expect(page.getByLabel(t.account)).toHaveValue("hw-east");
  await button(page, t.preview).click();
  await submit(page, t.transferTick, t.transfer(2));
  await expect(heading(page)).toHaveText(t.job);
  const made = await orders(api, 4);
  expect(made.length).toBe(before + 1);
  const order = made[0] as Order;
  await expect(main(page).getByRole("link", { name: String(order.order_id) })).toBeVisible();
  await expect(main(page)).toContainText(t.succeeded);
  await completed(api, order.order_id);
  await main(page).getByRole("link", { name: String(order.order_id) }).click();
  await expect(heading(page)).toHaveText(t.order);
  for (const text of [t.kind, "hw-east", t.done, t.free]) await expect(main(page)).toContainText(text);
  await open("/orders");
  await expect(row(page, String(order.order_id))).toContainText(`${t.kind} → hw-east`);
  await open("/work-orders");
  await expect(rows(page).first()).toContainText(t.batchTransfer);
  for (const card of cards) await gone(api, card);
  expect(await api.count()).toBe(all - 2);
});

test("cards are replaced: list, address, order, payment; then the old one is deregistered and a new one there", async ({ page, open, api }) => {
  const [card] = (await some(api, 20, 1)) as [Card];
  const before = (await orders(api, 7)).length;
  await open("/batch?action=replace&from=paste");
  await page.getByLabel(t.paste, { exact: true }).fill(card.cid);
  await expect(main(page)).toContainText(t.usable);
  await button(page, t.preview).hover();
  const receiver = "moves to";
  if (before === 0) await expect(page.getByText(t.addressFirst)).toBeVisible();
  await address(api, receiver);
  await page.reload();
  await page.getByRole("radio", { name: receiver }).check();
  await button(page, t.preview).click();
  await expect(page.getByText(t.costs(1))).toBeVisible();
  await expectNoViolations(page);
  await submit(page, t.replaceTick, t.replace(1));
  // The order, to be paid; one, however often the button was pressed.
  await expect(heading(page)).toHaveText(t.order);
  const made = await orders(api, 7);
  expect(made.length).toBe(before + 1);
  const order = made[0] as Order;
  await expect(page).toHaveURL(`/orders/${order.order_id}`);
  for (const text of [t.replacement, "¥10.00", receiver]) await expect(main(page)).toContainText(text);
  await main(page).getByRole("link", { name: String(order.bulk_job_id) }).click();
  await expect(main(page)).toContainText(t.waits);
  await open(`/orders/${order.order_id}`);
  await main(page).getByRole("button", { name: t.pay }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: t.pay }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.reload();
  await completed(api, order.order_id);
  await expect(main(page)).toContainText(t.done);
  const of = { order_id: card["order_id"] as number };
  const newest = (await api.get<{ sim_cards: Card[] }>("/v1/sim-cards", of)).sim_cards[0] as Card;
  expect(newest.sim_card_id).toBeGreaterThan(card.sim_card_id);
  expect([newest["price_plan_id"], newest["expire_time"], newest.sim_status]).toEqual([card["price_plan_id"], card["expire_time"], STATUS.inUse]);
  await open(`/cards/${card.sim_card_id}`);
  await expect(page.locator(".card-summary")).toContainText(t.deregistered);
  await open("/work-orders");
  await expect(rows(page).first()).toContainText(t.batchReplace);
});

test("cards of a file, and all cards of a pool, which cannot leave it alone; a service that offers neither says so", async ({ page, open, api }) => {
  await test.step("cards of a file, and all cards of a pool, which cannot leave it alone", async () => {
    const cards = await some(api, 10, 2);
    await open("/batch?action=transfer&from=file");
    await page.getByLabel(t.account).fill("档案账号");
    await page.getByLabel(t.file).setInputFiles({ name: "cards.csv", mimeType: "text/csv", buffer: Buffer.from(`ICCID\n${cards.map((card) => card.cid).join("\n")}\n`) });
    await button(page, t.preview).click();
    await submit(page, t.transferTick, t.transfer(2));
    await expect(heading(page)).toHaveText(t.job);
    await expect(main(page)).toContainText(t.succeeded);
    for (const card of cards) await gone(api, card);

    const { pools } = await api.get<{ pools: { id: number; activated_sim_quantity: number }[] }>("/v1/sim-pools", { limit: 500, status: 1 });
    const pool = pools.find((pool) => pool.activated_sim_quantity > 0)?.id ?? 0;
    await open("/batch?action=transfer");
    await page.getByRole("radio", { name: "流量池中的全部卡" }).check();
    await expect(page).toHaveURL("/batch?action=transfer&from=pool");
    await page.getByLabel(t.pool, { exact: true }).fill(String(pool));
    await page.getByRole("checkbox", { name: t.transferTick }).waitFor({ state: "detached" });
    await button(page, t.preview).click();
    const will = main(page).locator(".batch-plan .big");
    await expect(will).toBeVisible();
    const n = Number((await will.innerText()).replace(/\D/g, ""));
    await submit(page, t.transferTick, t.transfer(n));
    await expect(heading(page)).toHaveText(t.job);
    await expect(main(page)).toContainText(t.succeeded);
    expect(await api.count({ sim_pool_id: pool, sim_status: STATUS.inUse })).toBe(0);
    // Another action does not take a pool.
    await open("/batch?action=suspend&from=paste");
    await expect(page.getByRole("radio", { name: "流量池中的全部卡" })).toHaveCount(0);
  });
  await test.step("a service that offers neither: the preview says so", async () => {
    const known = await api.get<{ extensions: string[] }>("/v1/capabilities");
    const extensions = known.extensions.filter((name) => !/^bulk-jobs\.(transfer|replace)/.test(name));
    await page.route("**/v1/capabilities", (route) => route.fulfill({ json: { ...known, extensions } }));
    for (const action of ["transfer", "replace"]) {
      await open(`/batch?action=${action}&from=paste`);
      await expect(button(page, "预览")).toHaveAttribute("aria-disabled", "true");
      await button(page, "预览").hover();
      await expect(page.getByText(t.offer)).toBeVisible();
    }
  });
});
