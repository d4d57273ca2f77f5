// A pool's page while something changes it, its orders, its first cycles, its restart; axe on the wizards' steps.
import type { Page } from "@playwright/test";
import { expect, rows, soundInBothThemes, words, type Api, type Lang } from "../support/fixtures.ts";
import { ownService } from "../support/own.ts";
import { pool, pools, type Pool } from "../support/pools.ts";
import type { Candidate } from "../support/wizards.ts";

// A working day is five seconds; nothing fails.
const test = ownService("pool-page", { cards: 2000, timeScale: 17_280, failures: 0, now: "2026-11-22T04:00:00Z" });

const lang: Lang = "zh-CN";
test.use({ lang });

const t = {
  live: /处理中，每 \d+ 秒自动刷新/, activating: "1 张卡正在激活", total: "生效总流量", active: (n: number) => `${n} 张`, orders: "订单与叠加包", range: (from: number, to: number, all: number) => `第 ${from}–${to} 个，共 ${all} 个`,
  next: "下一页", cycleOf: (n: string) => `“${n}”的账期`, sent: "已提交", bought: "已购买", notices: "通知", restart: "申请重启", restarted: "已提交重启流量池的业务受理单", discarded: "已废弃", inUse: "在用",
} as const;

const main = (page: Page) => page.getByRole("main");
const settled = (page: Page) => expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
const now = (api: Api, id: number) => api.get<Pool & { pending_quantity: number }>(`/v1/sim-pools/${id}`);
const orderDone = (api: Api, id: number) => expect.poll(async () => (await api.get<{ status: number }>(`/v1/work-orders/${id}`)).status, { timeout: 40_000 }).toBeGreaterThan(3);

/** Forward pools in use with cards that wait, those of China Telecom: its work orders take one or two days. */
const waiting = async (api: Api) => (await pools(api)).filter((pool) => pool.status === 1 && pool.inactive_sim_quantity > 3 && pool.carrier_type === 2);

test("the page refreshes itself while cards are being activated, and then no more", async ({ page, open, api }) => {
  const of = (await waiting(api))[0] as Pool;
  // What another test activated is done first.
  await expect.poll(async () => (await now(api, of.id)).pending_quantity, { timeout: 60_000 }).toBe(0);
  const before = await now(api, of.id);
  await api.post(`/v1/sim-pools/${of.id}/activate`, { way: "pool", quantity: 1 });
  await open(`/pools/${of.id}`);
  const total = page.getByRole("region", { name: t.total });
  await expect(main(page)).toContainText(t.live);
  await expect(main(page)).toContainText(t.activating);
  await expect(main(page)).not.toContainText(t.live, { timeout: 30_000 });
  await expect(main(page)).not.toContainText(t.activating);
  await expect(total).toContainText(t.active(before.activated_sim_quantity + 1));
  expect((await now(api, of.id)).pending_quantity).toBe(0);
});

test.describe("axe", () => {
  test.use({ theme: "system" });
  test.describe.configure({ timeout: 120_000 });

  test("axe: where the wizards begin, and what they end with", async ({ page, open, api }) => {
    await test.step("axe: where the wizards begin", async () => {
      const [of] = await waiting(api);
      for (const path of ["/pools/new", `/pools/${of?.id}/members/add`, `/pools/${of?.id}/add-on`, `/pools/${of?.id}/activate?way=file`]) {
        await open(path);
        await settled(page);
        await expect(main(page)).not.toContainText(words[lang].notFound);
        await test.step(path, () => soundInBothThemes(page));
      }
    });
    await test.step("axe: what the wizards end with", async () => {
      const [of] = await waiting(api);
      const base = `/v1/sim-pools/${of?.id}`;
      const sent = await api.post<{ work_order_id: number }>(`${base}/activate`, { way: "pool", quantity: 1 });
      const { offers } = await api.get<{ offers: { price_plan_id: string }[] }>(`${base}/add-ons`);
      const bought = await api.post<{ order_id: number }>(`${base}/add-ons`, { price_plan_id: offers[0]?.price_plan_id, quantity: 1 });
      const ends = [
        [`activate?done=${sent.work_order_id}`, t.sent],
        [`add-on?done=${bought.order_id}`, t.bought],
        [`members/add?done=${sent.work_order_id}&pool=${of?.id}`, t.sent],
      ] as const;
      for (const [path, text] of ends) {
        await open(`/pools/${of?.id}/${path}`);
        await expect(main(page)).toContainText(text);
        await settled(page);
        await test.step(path, () => soundInBothThemes(page));
      }
    });
  });

});

test("a pool's orders page by page; a cycle from before the pool is not offered", async ({ page, open, api }) => {
  const { orders } = await api.get<{ orders: Candidate[] }>("/v1/sim-pools/candidates", { limit: 500 });
  const joinable = orders.filter((order) => order.joinable && order.order_status === 5 && order.quantity > 0)[0] as Candidate;
  const name = `made-${lang}`;
  const made = await api.post<{ work_order_id: number; pool_id: number }>("/v1/sim-pools", { pool_name: name, order_ids: [joinable.order_id] });
  const asked: URL[] = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.pathname === "/v1/orders") asked.push(url);
  });
  await orderDone(api, made.work_order_id);
  // The cycle of a row is a column that does not show by default.
  await page.addInitScript(() => localStorage.setItem("gsl.table.pools", JSON.stringify({ columns: [["name", true], ["cycle", true]], page_size: 100, refresh: 0 })));
  await open(`/pools?name=${name}`);
  await expect(rows(page)).toHaveCount(1);
  const cycles = page.getByLabel(t.cycleOf(name)).getByRole("option");
  await expect(cycles).toHaveText([(await now(api, made.pool_id)).billing_cycle]);
  await open(`/pools/${made.pool_id}?tab=orders`);
  const table = page.getByRole("region", { name: t.orders }).last();
  await expect(table.getByRole("rowheader")).toHaveText([String(joinable.order_id)]);
  await expect(table).toContainText(joinable.quantity.toLocaleString("en-US"));
  expect(asked.at(-1)?.searchParams.get("sim_pool_id")).toBe(String(made.pool_id));

  // A pool of 45 orders.
  await page.route("**/v1/orders?*", async (route) => {
    const url = new URL(route.request().url());
    const [limit, offset] = [Number(url.searchParams.get("limit")), Number(url.searchParams.get("offset"))];
    const first = (offset - 1) * limit;
    const page = Array.from({ length: Math.min(limit, 45 - first) }, (_, i) => ({ order_id: 9_000_000 + first + i, order_status: 5, order_type: 1, quantity: 7 }));
    await route.fulfill({ json: { limit, offset, count: 45, orders: page } });
  });
  await page.reload();
  await expect(main(page)).toContainText(t.range(1, 20, 45));
  await page.getByRole("button", { name: t.next, exact: true }).last().click();
  await expect(page).toHaveURL(/page=2/);
  await expect(table.getByRole("rowheader").first()).toHaveText("9000020");
});

test("a discarded backward pool is restarted and in use again, its page says so by itself", async ({ page, open, api }) => {
  const gone = await pool(api, (pool) => pool.pool_status === -2, "back-pools");
  const other = await pool(api, (pool) => pool.pool_status !== -2, "back-pools");
  await open(`/pools/backward/${other.id}`);
  await expect(page.getByRole("button", { name: t.restart })).toHaveAttribute("aria-disabled", "true");
  await open(`/pools/backward/${gone.id}`);
  const state = page.locator(".card-summary");
  await expect(state).toContainText(t.discarded);
  await page.getByRole("button", { name: t.restart }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("重启已废弃后向流量池");
  // A double click is one work order.
  await dialog.getByRole("button", { name: t.restart }).dblclick();
  await expect(page.getByRole("region", { name: t.notices })).toContainText(t.restarted);
  await expect(state).toContainText(t.inUse, { timeout: 40_000 });
  await expect(state).not.toContainText(t.discarded);
  await expect(main(page)).not.toContainText(t.live);
  const back = await pool(api, (pool) => pool.id === gone.id, "back-pools");
  expect(back.pool_status).toBe(2);
  const orders = await api.get<{ work_orders: { work_order_type: number }[] }>("/v1/work-orders", { limit: 500 });
  expect(orders.work_orders.filter((order) => order.work_order_type === 18)).toHaveLength(1);
});
