// Orders: the list with its filters, one order with its steps, paying, cancelling, refusals, exports.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, expectNoViolations, grouped, heading, row, rows, type Api, type Lang } from "../support/fixtures.ts";
import { ownService } from "../support/own.ts";

type Order = {
  order_id: number;
  trade_number: string;
  order_status: number;
  order_type: number;
  price_plan_id: string;
  price_plan_name: string;
  carrier_type: number;
  quantity: number;
  price_cents: number;
  pool_kind: number | null;
  pool_id: number | null;
  logistics_company: string | null;
  logistics_number: string | null;
  fail_reason: string | null;
  pay_time: string | null;
  pay_before: string | null;
  expected_time: string | null;
};
type Step = { order_status: number; reached_time: string | null };
type Detail = { order: Order; steps: Step[]; opened_quantity: number; address: { receiver: string } | null };

// A working day is a second.
const test = ownService("orders", { cards: 2000, timeScale: 86_400 });

const lang: Lang = "en-US";
test.use({ lang });

const t = {
  title: "Orders & renewal", order: (id: number) => `Order ${id}`, none: "No order matches", clear: "Clear", missing: "This order does not exist, or you may not see it",
  columns: [
    "Batch no.", "Order no.", "Plan", "Card type", "Card form", "Type", "State", "Expected", "Module", "Network", "Logistics company", "Logistics no.", "Shipped", "Quantity", "Data type",
    "Bought period", "Test period", "Pool", "Price", "Created", "Actions",
  ],
  states: ["", "Under review", "Reviewed", /Waiting to ship|Renewing/, "Shipped", "Completed", "Cancelled", "Failed", "Rejected", "Processing", "Unsubscribed"],
  number: "Batch no.", state: "State", kind: "Type", carrier: "Carrier", plan: "Plan", pool: "Pool no.", open: "In progress", telecom: "China Telecom",
  completed: "Completed", purchase: "New purchase", forward: "Forward pool", backward: "Backward pool", unpooled: "Not pooled", steps: "Progress of the order",
  way: ["Placed", "Under review", "Reviewed", "Waiting to ship", "Shipped", "Completed"], expected: /Expected \d{4}-\d\d-\d\d/, shipping: "about 10 working days", weeks: "about 6 weeks", later: "once the order is shipped or completed",
  logistics: "Logistics", receiver: "Recipient", invoice: "Invoice", invoices: "invoice page of the Billing Center", price: "Why the same plan has other prices", promotions: "promotions", cards: "SIM cards", noCards: "No card numbers yet", inList: "Open in the card list",
  pay: "Pay", cancel: "Cancel the order", paid: "is paid", cancelled: "Cancelled", noCancelPaid: "not taken back or refunded", ended: "The order has ended", denied: ["No permission for orders", "GSL FullAccess", "BSS", "main account"],
  refused: "The order does not allow this now", menu: "Export", view: /^Export this view/, all: /^Export all/, start: "Export", submitted: "is submitted", actions: (id: number) => `Actions of order ${id}`, reason: "Failure reason", columnsOf: "Columns",
} as const;

const list = async (api: Api, query: Record<string, string | number> = {}) =>
  (await api.get<{ count: number; orders: Order[] }>("/v1/orders", { limit: 500, ...query }));
const first = async (api: Api, query: Record<string, string | number>) => {
  const [order] = (await list(api, query)).orders;
  if (!order) throw new Error(`no order: ${JSON.stringify(query)}`);
  return order;
};
const detail = (api: Api, id: number) => api.get<Detail>(`/v1/orders/${id}`);
const yuan = (cents: number) => `¥${Math.floor(cents / 100).toLocaleString("en")}.${String(cents % 100).padStart(2, "0")}`;
const steps = (page: Page, name: string) => page.getByRole("list", { name }).getByRole("listitem");

/** Buys ten cards; the order waits for payment. */
async function buy(api: Api): Promise<Order> {
  type Plans = { price_plans: { price_plan_id: string; price_plan_name: string }[] };
  const { price_plans } = await api.get<Plans>("/v1/price-plans", { limit: 500 });
  const plan = price_plans.find((plan) => plan.price_plan_name === "中国移动 5GB/月 1年");
  const quote = await api.post<{ quote_id: number }>("/v1/orders/quotes", {
    price_plan_id: plan?.price_plan_id, pack_size: 10, pack_count: 1, card_form: "consumer_2ff",
  });
  const address = await api.post<{ address_id: number }>("/v1/addresses", { receiver: "王芳", phone: "13800000000", address: "广东省深圳市示例路 9 号" });
  return api.post<Order>("/v1/orders", { quote_id: quote.quote_id, address_id: address.address_id });
}

test("the list has all columns and every state, and its filters stand in the address", async ({ page, open, api, complaints }) => {
  await page.addInitScript(() => localStorage.setItem("gsl.table.orders", JSON.stringify({ columns: [], page_size: 500, refresh: 0 })));
  await open("/orders");
  await expect(heading(page)).toHaveText(t.title);
  await expect(page.getByRole("columnheader")).toHaveText([...t.columns]);
  for (const state of [2, 3, 4, 5, 6, 7, 8, 10]) {
    const order = await first(api, { order_status: state });
    await expect(row(page, String(order.order_id))).toContainText(t.states[state] as string | RegExp);
  }
  const telecom = await list(api, { order_status: 5, order_type: 1, carrier_type: 2 });
  await page.getByLabel(t.state, { exact: true }).selectOption({ label: t.completed });
  await page.getByLabel(t.kind, { exact: true }).selectOption({ label: t.purchase });
  await page.getByLabel(t.carrier, { exact: true }).selectOption({ label: t.telecom });
  await expect(page).toHaveURL("/orders?state=completed&type=purchase&carrier=ct");
  await expect(rows(page)).toHaveCount(telecom.count);
  const [one] = telecom.orders as [Order];
  await page.getByLabel(t.plan, { exact: true }).selectOption({ label: one.price_plan_name });
  const same = telecom.orders.filter((order) => order.price_plan_id === one.price_plan_id);
  await expect(rows(page)).toHaveCount(same.length);
  await page.reload();
  await expect(rows(page)).toHaveCount(same.length);
  // By its number, grouped as it may be pasted; what is no number finds nothing, and says so.
  await open("/orders");
  await page.getByLabel(t.number, { exact: true }).fill(String(one.order_id).replace(/(....)/g, "$1 "));
  await expect(page).toHaveURL(`/orders?number=${one.order_id}`);
  await expect(rows(page)).toHaveCount(1);
  await page.getByLabel(t.number, { exact: true }).fill("nothing");
  await expect(page.getByText(t.none)).toBeVisible();
  await page.getByRole("link", { name: t.clear }).click();
  await expect(page).toHaveURL("/orders");
  // Those under way only.
  await page.getByLabel(t.state, { exact: true }).selectOption({ label: t.open });
  await expect(page).toHaveURL("/orders?state=open");
  await expect(row(page, String(one.order_id))).toHaveCount(0);
  await row(page, String((await first(api, { order_status: 4 })).order_id)).getByRole("link").first().click();
  await expect(page).toHaveURL(/\/orders\/\d+$/);
  expect(complaints).toEqual([]);
});

test("Q6.1 Q13.1 an order shows its steps, and whether its cards share data and in which pool", async ({ page, open, api }) => {
  await test.step("Q13.1 an order says whether its cards share data, in which pool, and the pool's orders are found", async () => {
    const { orders } = await list(api, { order_status: 5, order_type: 1 });
    const kinds = [[1, t.forward, "/pools/"], [2, t.backward, "/pools/backward/"]] as const;
    for (const [kind, name, path] of kinds) {
      const pooled = orders.find((order) => order.pool_kind === kind) as Order;
      await open(`/orders?pool=${pooled.pool_id}`);
      await expect(rows(page)).toHaveCount((await list(api, { sim_pool_id: Number(pooled.pool_id) })).count);
      const line = row(page, String(pooled.order_id));
      await expect(line).toContainText(`${name} ${pooled.pool_id}`);
      await expect(line.getByRole("link", { name: String(pooled.pool_id) })).toHaveAttribute("href", `${path}${pooled.pool_id}`);
    }
    // The pool and the cards lead back to the order.
    const { order_id, pool_id } = orders.find((order) => order.pool_kind === 1) as Order;
    await open(`/pools/${pool_id}?tab=orders`);
    await expect(page.getByRole("link", { name: String(order_id), exact: true })).toHaveAttribute("href", `/orders/${order_id}`);
    const card = await api.card({ order_id });
    await open(`/cards/${card.sim_card_id}?tab=basic`);
    await expect(page.getByRole("main").locator(`a[href="/orders/${order_id}"]`)).toBeVisible();
    const alone = orders.find((order) => order.pool_kind === null) as Order;
    await open(`/orders/${alone.order_id}`);
    await expect(page.getByRole("main")).toContainText(t.unpooled);
  });
  await test.step("Q6.1 each state shows its steps with dates, what is expected, and logistics only once shipped", async () => {
    const shows = async (query: Record<string, number>, reached: number, current: string | RegExp) => {
      const order = await first(api, { order_type: 1, ...query });
      await open(`/orders/${order.order_id}`);
      await expect(heading(page)).toHaveText(t.order(order.order_id));
      await expect(steps(page, t.steps)).toHaveCount(6);
      for (const [at, name] of t.way.entries()) await expect(steps(page, t.steps).nth(at)).toContainText(name);
      await expect(steps(page, t.steps).and(page.locator("[aria-current=step]"))).toContainText(current);
      const dates = steps(page, t.steps).filter({ hasText: /\d{4}-\d\d-\d\d \d\d:\d\d/ });
      await expect(dates).toHaveCount(reached);
      return order;
    };
    const main = page.getByRole("main");
    const logistics = page.getByRole("heading", { name: t.logistics, exact: true });
    await shows({ order_status: 2 }, 3, t.way[2]);
    await expect(steps(page, t.steps).nth(4)).toContainText(t.expected);
    for (const fact of [t.shipping, t.weeks, t.later]) await expect(main).toContainText(fact);
    await expect(logistics).toHaveCount(0);
    await shows({ order_status: 3 }, 4, t.way[3]);
    await expect(logistics).toHaveCount(0);
    const shipped = await shows({ order_status: 4 }, 5, t.way[4]);
    await expect(logistics).toBeVisible();
    await expect(main).toContainText(shipped.logistics_company as string);
    await expect(main).toContainText(shipped.logistics_number as string);
    await expect(main).not.toContainText(t.shipping);
    const done = await shows({ order_status: 5 }, 6, t.way[5]);
    await expect(logistics).toBeVisible();
    await expect(main).toContainText((await detail(api, done.order_id)).address?.receiver as string);
    // Those that ended early end there; why they did is said.
    for (const state of [6, 7, 8, 10]) {
      const order = await first(api, { order_status: state });
      await open(`/orders/${order.order_id}`);
      await expect(steps(page, t.steps).last()).toContainText(t.states[state] as string);
      await expect(logistics).toHaveCount(0);
      if (state === 7 || state === 8) await expect(page.getByRole("main")).toContainText(`${t.reason}: ${order.fail_reason}`);
    }
    // A renewal is not shipped.
    const renewal = await first(api, { order_status: 5, order_type: 2 });
    await open(`/orders/${renewal.order_id}`);
    await expect(steps(page, t.steps)).toHaveCount(5);
    await expect(page.getByRole("list", { name: t.steps })).not.toContainText(t.way[4]);
  });
});

test("Q5.2 Q5.3 Q5.6 invoices, why prices differ, and a refusal for want of permission", async ({ page, open, api }) => {
  await test.step("Q5.2 Q5.3 invoices are in the billing centre, where the order number leads; the price line says why prices differ", async () => {
    const order = await first(api, { order_status: 5, order_type: 1 });
    await open("/orders?state=completed");
    const billing = /^https:\/\/account\.huaweicloud\.com\//;
    await expect(row(page, String(order.order_id)).getByRole("link", { name: order.trade_number })).toHaveAttribute("href", billing);
    await expect(page.getByRole("main")).toContainText(t.invoices);
    await expect(page.getByRole("link", { name: t.invoice })).toHaveAttribute("href", billing);
    await open(`/orders/${order.order_id}`);
    await expect(page.getByRole("main")).toContainText(yuan(order.price_cents));
    await expect(page.getByRole("link", { name: t.invoice })).toHaveAttribute("href", billing);
    await page.getByRole("button", { name: t.price }).click();
    await expect(page.getByText(t.promotions)).toBeVisible();
  });
  await test.step("Q5.6 a refusal for want of permission names both permissions and who grants them", async () => {
    const answer = { status: 403, contentType: "application/json", body: '{"error_code":"GSL.00010002","error_msg":"forbidden"}' };
    await page.route(/\/v1\/orders/, (route) => route.fulfill(answer));
    for (const path of ["/orders", "/orders/7"]) {
      await open(path);
      for (const fact of t.denied) await expect(page.getByRole("alert")).toContainText(fact);
    }
  });
});

test("an order is paid once and goes its way to its cards, on the page, without anybody reloading", async ({ page, open, api, complaints }) => {
  const order = await buy(api);
  await open(`/orders/${order.order_id}?tab=cards`);
  await expect(page.getByText(t.noCards)).toBeVisible();
  await page.getByRole("button", { name: t.pay, exact: true }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(yuan(order.price_cents));
  await expectNoViolations(page);
  let sent = 0;
  page.on("request", (request) => (sent += Number(request.url().endsWith("/v1/payments"))));
  await dialog.getByRole("button", { name: new RegExp(`^${t.pay}`) }).dblclick();
  await expect(dialog).toHaveCount(0);
  expect(sent).toBe(1);
  // What can never be done with it again is gone from its head, and the focus is not lost with it.
  await expect(page.getByRole("button", { name: t.cancel })).toHaveCount(0);
  await expect(page.getByRole("button", { name: t.pay, exact: true })).toHaveCount(0);
  await expect(page.locator("body")).not.toBeFocused();
  // Eleven working days at a second each.
  await expect(steps(page, t.steps).and(page.locator("[aria-current=step]"))).toContainText(t.way[5], { timeout: 30_000 });
  await expect(rows(page)).toHaveCount(10);
  const card = await api.card({ order_ids: order.order_id });
  await expect(row(page, grouped(card.cid))).toBeVisible();
  await expect(page.getByRole("link", { name: t.inList })).toHaveAttribute("href", `/cards?order=${order.order_id}`);
  expect(complaints).toEqual([]);
});

test("an order is cancelled from its row, and what others did meanwhile is refused in words", async ({ page, open, api }) => {
  const [mine, other] = [await buy(api), await buy(api)];
  await open(`/orders?number=${mine.order_id}`);
  await page.getByRole("button", { name: t.actions(mine.order_id) }).click();
  await page.getByRole("menuitem", { name: t.cancel }).click();
  await page.getByRole("dialog").getByRole("button", { name: t.cancel, exact: true }).click();
  await expect(row(page, String(mine.order_id))).toContainText(t.cancelled);
  await page.getByRole("button", { name: t.actions(mine.order_id) }).click();
  for (const name of [t.pay, t.cancel]) await expect(page.getByRole("menuitem", { name })).toContainText(t.ended);
  await open(`/orders/${other.order_id}`);
  await page.getByRole("button", { name: t.cancel }).click();
  await api.post(`/v1/orders/${other.order_id}/cancel`, {});
  await page.getByRole("dialog").getByRole("button", { name: t.cancel, exact: true }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText(t.refused);
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("GSL.00013002");
  // One that is none says so.
  await open("/orders/7");
  await expect(page.getByRole("alert")).toContainText(t.missing);
});

test("orders are exported: this view in its columns at once, all that match as a task", async ({ page, open, api }) => {
  await open("/orders?state=shipped");
  const { orders } = await list(api, { order_status: 4 });
  const choose = async (item: RegExp) => {
    await page.getByRole("main").getByRole("button", { name: t.menu, exact: true }).click();
    await page.getByRole("menuitem", { name: item }).click();
  };
  const waiting = page.waitForEvent("download");
  await choose(t.view);
  const lines = readFileSync(await (await waiting).path()).toString("utf8").trimEnd().split("\r\n");
  expect(lines).toHaveLength(orders.length + 1);
  for (const [at, order] of orders.entries()) {
    for (const cell of [order.order_id, order.trade_number, order.logistics_number, (order.price_cents / 100).toFixed(2)]) {
      expect(lines[at + 1]).toContain(String(cell));
    }
  }
  await choose(t.all);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: t.start, exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("region", { name: "Notifications", exact: true, includeHidden: true })).toContainText(t.submitted);
});
