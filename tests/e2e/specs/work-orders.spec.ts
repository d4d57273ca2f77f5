// Work orders: the list with its filters, one with its cards, refreshing while something runs, cancelling.
import { STATUS, expect, expectNoViolations, grouped, heading, rows, type Api, type Card, type Lang } from "../support/fixtures.ts";
import { ownService } from "../support/own.ts";

type Order = { id: number; work_order_type: number; status: number; total_count: number; success_count: number; fail_count: number };
type Item = { sim_card_id: number; cid: string; status: number; fail_key: string | null };

// A working day is two seconds; every fourth change fails.
const test = ownService("work-orders", { cards: 2000, timeScale: 43_200, failures: 250 });

const lang: Lang = "en-US";
test.use({ lang });

const t = {
  title: "Work orders", kept: "1 year", number: "Work order number", kind: "Type", state: "State", source: "Source", since: "Created from", until: "Created until",
  columns: ["Work order number", "Type", "State", "Progress (done / total)", "Result", "Succeeded", "Failed", "Created", "Finished", "Expected by", "Source"],
  batchSuspend: "Batch suspend", api: "User (API)", operator: "Operations staff", running: /Under review|Reviewed|Processing/, completed: "Completed", cancelled: "Cancelled",
  order: (id: number) => `Work order ${id}`, success: "Succeeded", failed: "Failed", cid: "Container ID", live: /refreshed every/, noMatch: "No work order matches", cancel: "Cancel the work order",
  reasons: /carrier/, items: "Work order items", give: "Enter a container ID",
} as const;

const order = (api: Api, id: number) => api.get<Order>(`/v1/work-orders/${id}`);

/** Suspends cards nobody else takes, and answers their work order. */
async function suspend(api: Api, count: number): Promise<{ id: number; cards: Card[] }> {
  const cards = (await api.cards({ sim_status: STATUS.inUse, carrier_type: 1, limit: 500 })).sim_cards;
  const idle = (card: Card) => card.sim_type === 3 && (card.pending_work_orders as unknown[]).length === 0;
  const free = cards.filter(idle).slice(0, count);
  expect(free).toHaveLength(count);
  const selection = { ids: free.map((card) => card.sim_card_id) };
  const { bulk_job_id } = await api.post<{ bulk_job_id: number }>("/v1/bulk-jobs", { action: "suspend", selection });
  const job = () => api.get<{ work_order_ids: number[] }>(`/v1/bulk-jobs/${bulk_job_id}`);
  await expect.poll(async () => (await job()).work_order_ids.length).toBe(1);
  return { id: (await job()).work_order_ids[0] as number, cards: free };
}

test("a work order runs to its end on the page, without anybody reloading", async ({ page, open, api, complaints }) => {
  const { id } = await suspend(api, 40);
  await open("/work-orders");
  await expect(heading(page)).toHaveText(t.title);
  await expect(page.getByRole("main")).toContainText(t.kept);
  await expect(page.getByRole("columnheader")).toHaveText([...t.columns]);
  const row = page.getByRole("row").filter({ hasText: String(id) });
  await expect(row).toContainText(t.batchSuspend);
  await expect(row).toContainText(t.api);
  await expect(row).toContainText(t.running);
  await expect(page.getByText(t.live)).toBeVisible();
  // The row changes by itself, and a live region says so.
  await expect(row).toContainText(t.completed, { timeout: 20_000 });
  await expect(page.getByRole("status").filter({ hasText: `${id}` })).toContainText(t.completed);
  await expect(row).toContainText("40 / 40");
  const done = await order(api, id);
  expect(done.success_count + done.fail_count).toBe(40);
  await expect(row.getByRole("cell").nth(4)).toHaveText(String(done.success_count));
  await expect(row.getByRole("cell").nth(5)).toHaveText(String(done.fail_count));

  // One work order, its cards, those that failed and why.
  await row.getByRole("link").click();
  await expect(heading(page)).toHaveText(t.order(id));
  await expect(page).toHaveURL(`/work-orders/${id}`);
  await page.getByLabel(t.state, { exact: true }).selectOption({ label: t.failed });
  await expect(page).toHaveURL(`/work-orders/${id}?state=failed`);
  const { work_order_details: failed } = await api.get<{ work_order_details: Item[] }>(`/v1/work-orders/${id}/details`, { status: 3, limit: 100 });
  expect(failed.length).toBe(done.fail_count);
  await expect(rows(page)).toHaveCount(Math.min(failed.length, 20));
  const [first] = failed as [Item];
  const line = page.getByRole("row").filter({ hasText: grouped(first.cid) });
  await expect(line).toContainText(t.failed);
  await expect(line).toContainText(t.reasons);
  await page.getByLabel(t.cid).fill(first.cid);
  await expect(rows(page)).toHaveCount(1);
  await line.getByRole("link").click();
  await expect(page).toHaveURL(`/cards/${first.sim_card_id}`);
  expect(complaints).toEqual([]);
});

test("filters stand in the address and are the service's; what became of one card stands under its number", async ({ page, open, api }) => {
  await test.step("filters stand in the address and are the service's", async () => {
    const { id } = await suspend(api, 2);
    await open("/work-orders");
    await page.getByLabel(t.number).fill(String(id));
    await expect(page).toHaveURL(`/work-orders?number=${id}`);
    await expect(rows(page)).toHaveCount(1);
    await page.getByLabel(t.kind, { exact: true }).selectOption({ label: t.batchSuspend });
    await page.getByLabel(t.source).selectOption({ label: t.api });
    const today = (await api.now()).getTime() + 8 * 3600 * 1000;
    const day = new Date(today).toISOString().slice(0, 10);
    await page.getByLabel(t.since).fill(day);
    await page.getByLabel(t.until).fill(day);
    await expect(page).toHaveURL(`/work-orders?number=${id}&type=batch_suspend&source=api&since=${day}&until=${day}`);
    await page.reload();
    await expect(rows(page)).toHaveCount(1);
    await expect(page.getByLabel(t.number)).toHaveValue(String(id));
    await page.getByLabel(t.source).selectOption({ label: t.operator });
    await expect(page.getByRole("main")).toContainText(t.noMatch);
    await expect(page.getByRole("main")).toContainText(t.kept);
  });
  await test.step("what became of one card stands under its number", async () => {
    const { id, cards } = await suspend(api, 1);
    const [card] = cards as [Card];
    await open("/work-orders/items");
    await expect(heading(page)).toHaveText(t.items);
    await expect(page.getByRole("main")).toContainText(t.give);
    await page.getByLabel(t.cid).fill(card.cid);
    const line = page.getByRole("row").filter({ hasText: String(id) });
    await expect(line).toContainText(grouped(card.cid));
    await expectNoViolations(page);
    await line.getByRole("link").first().click();
    await expect(heading(page)).toHaveText(t.order(id));
    await expectNoViolations(page);
  });
});

test("a work order is cancelled once somebody has said so twice", async ({ page, open, api }) => {
  const { id } = await suspend(api, 3);
  await open(`/work-orders/${id}`);
  await page.getByRole("button", { name: t.cancel }).click();
  await page.getByRole("dialog").getByRole("button", { name: t.cancel }).dblclick();
  await expect(page.getByRole("dialog")).toBeHidden();
  expect((await order(api, id)).status).toBe(5);
  await expect(page.getByRole("main")).toContainText(t.cancelled);
  await expect(page.getByRole("button", { name: t.cancel })).toHaveCount(0);
  // The overview tells what was done last: the bulk job with its work order in one line.
  await open("/");
  const newest = page.getByRole("region", { name: "Activity" }).getByRole("listitem").first();
  await expect(newest).toContainText(/3 cards/);
  await expect(newest).toContainText("Bulk job");
  await expect(newest.getByRole("link")).toHaveAttribute("href", /^\/batch\/\d+$/);
});
