// Exports: the menu of every list, the wait between two, the list of tasks with their files, notices, this view at once.
// What stands in the files cell by cell is compared with the API by the tests in Python (tests/conformance).
import { readFileSync } from "node:fs";
import type { Download, Page } from "@playwright/test";
import { STATUS, expect, expectNoViolations, heading, type Api, type Lang } from "../support/fixtures.ts";
import { ownService } from "../support/own.ts";

type Task = { export_task_id: number; what: string; state: string; rows: number; file_name: string };
type Tasks = { count: number; export_tasks: Task[] };

// At this pace the wait between two exports is over at once.
const test = ownService("exports", { cards: 2000, timeScale: 1_000_000 });

const lang: Lang = "en-US";
test.use({ lang });

// Here it is six seconds.
const paced = ownService("exports-wait", { cards: 2000, timeScale: 50 });

const t = {
  menu: "Export", selected: /^Export selected cards/, all: /^Export (all cards|the .+ that match)/, usage: /^Export monthly usage of (all|the .+)/, selectedUsage: /^Export monthly usage of selected/, rows: /^Export all \(/,
  view: /^Export this view/, tasks: "Export tasks", none: "No card is selected", missing: "Not offered by the connected service", start: "Export", everything: "Everything, no filter",
  will: (n: number) => `${n.toLocaleString("en")} rows will be exported`, allColumns: /^All columns/, six: "last six billing cycles", submitted: "is submitted", results: "Export results",
  wait: /At least 5 minutes lie between two exports: 0:0\d left/, ready: /^Export ready: .*\.(csv|xlsx)\./, succeeded: "Succeeded", cancelled: "Cancelled", waiting: "Waiting",
  cancel: /^Cancel task/, retry: /^Retry task/, remove: /^Delete task/, really: "Delete", download: /^Download/, filter: "State: In use", columns: ["Container ID", "Plan", "Custom attribute"], inUse: "In use", kept: "7 days", over: "The task is over",
  saved: "20 rows saved", tooMany: "600,001 rows; one export has at most 500,000", expired: "was kept for 7 days and is gone", storage: "could not be written", sorted: "Sorted by: Used (MB) ↓", tag: "Tags: ",
} as const;

/** Rows of a CSV file, as RFC 4180 has it. */
function parse(bytes: Buffer): string[][] {
  const text = bytes.toString("utf8");
  expect(text.startsWith("\ufeff"), "a byte order mark").toBe(true);
  expect(text.endsWith("\r\n")).toBe(true);
  const field = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n)/g;
  const rows: string[][] = [[]];
  for (const [, raw, end] of text.slice(1).matchAll(field)) {
    rows.at(-1)?.push(raw?.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : String(raw));
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

const fileOf = async (download: Download) => readFileSync(await download.path());
const number = (cell: string | undefined) => cell?.replace(/^="(.*)"$/, "$1");
const dialog = (page: Page) => page.getByRole("dialog");

async function choose(page: Page, item: RegExp) {
  await page.getByRole("main").getByRole("button", { name: t.menu, exact: true }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

/** The dialog has closed, and a notice leads to the task. */
async function submitted(page: Page) {
  await expect(dialog(page)).toBeHidden();
  const notice = page.getByRole("region", { name: "Notifications", exact: true, includeHidden: true }).getByRole("listitem").filter({ hasText: t.submitted });
  await expect(notice.last().getByRole("link", { name: t.results })).toBeVisible();
}

/** Asks for an export with the dialog. */
async function ask(page: Page, item: RegExp, format: "CSV" | "XLSX") {
  await choose(page, item);
  await dialog(page).getByRole("radio", { name: new RegExp(`^${format}`) }).check();
  await dialog(page).getByRole("button", { name: t.start, exact: true }).click();
  await submitted(page);
}

const tasks = (api: Api) => api.get<Tasks>("/v1/export-tasks", { limit: 100 });

test("Q9.7 cards, all and selected, their columns and monthly usage are exported and downloaded", async ({ page, open, api, complaints }) => {
  const { sim_cards: listed, count } = await api.cards({ sim_status: STATUS.inUse, limit: 20 });
  // A page that axe gets through quickly.
  await page.addInitScript(() => {
    localStorage.setItem("gsl.table.cards", JSON.stringify({ columns: [], page_size: 20, refresh: 0 }));
  });
  await open("/cards?status=in_use");
  // Nothing selected: said, not hidden.
  await page.getByRole("button", { name: t.menu, exact: true }).click();
  await expect(page.getByRole("menuitem", { name: t.selected })).toContainText(t.none);
  await page.keyboard.press("Escape");
  await page.getByRole("row").filter({ has: page.getByRole("cell") }).nth(1).getByRole("checkbox").check();

  // What will be exported is told before: how many, which, in which columns.
  await choose(page, t.all);
  await expect(dialog(page)).toContainText(t.will(count));
  await expect(dialog(page)).toContainText(t.filter);
  await expect(dialog(page)).toContainText(t.columns[0]);
  await expect(dialog(page)).not.toContainText(t.columns[2]);
  await dialog(page).getByRole("radio", { name: t.allColumns }).check();
  await expect(dialog(page)).toContainText(t.columns[2]);
  await expectNoViolations(page);
  await dialog(page).getByRole("radio", { name: /^XLSX/ }).check();
  await dialog(page).getByRole("button", { name: t.start, exact: true }).click();
  await submitted(page);
  await ask(page, t.selected, "CSV");
  await ask(page, t.selectedUsage, "CSV");
  await choose(page, t.usage);
  await expect(dialog(page)).toContainText(t.six);
  await page.keyboard.press("Escape");
  await ask(page, t.usage, "CSV");

  // The list of tasks, newest first, with the filter in words.
  await open("/exports");
  await expect(page.getByRole("main")).toContainText(t.kept);
  const lines = page.getByRole("row").filter({ has: page.getByRole("cell") });
  const done = [0, 1, 2, 3].map((at) => lines.nth(at));
  for (const line of done) await expect(line).toContainText(t.succeeded, { timeout: 20_000 });
  await expect(lines.nth(3)).toContainText(t.filter);
  await expect(lines.nth(3)).toContainText(count.toLocaleString("en"));
  await expectNoViolations(page);
  const saved = [];
  for (const line of done) {
    const waiting = page.waitForEvent("download");
    await line.getByRole("link", { name: t.download }).click();
    saved.push(await waiting);
  }
  const [usage, someUsage, some, all] = saved as [Download, Download, Download, Download];
  expect(usage.suggestedFilename()).toMatch(/^sim-card-usage_\d{4}-\d\d-\d\d_\d{6}\.csv$/);
  expect(all.suggestedFilename()).toMatch(/^sim-cards_.*\.xlsx$/);
  expect((await fileOf(all)).subarray(0, 2).toString()).toBe("PK");
  const months = parse(await fileOf(usage));
  expect(months).toHaveLength(count + 1);
  expect(months[0]?.filter((name) => /^\d{4}-\d\d \(MB\)$/.test(name)).length).toBeGreaterThanOrEqual(6);
  expect(months.slice(1, 21).map((row) => number(row[0]))).toEqual(listed.map((card) => card.cid));
  for (const file of [some, someUsage]) {
    const rows = parse(await fileOf(file));
    expect(rows).toHaveLength(2);
    expect(rows[0]?.[0]).toBe(t.columns[0]);
    expect(number(rows[1]?.[0])).toBe(listed[1]?.cid);
    expect(rows[1]).toContain(t.inUse);
  }
  expect(complaints).toEqual([]);
});

test("where calls carry a token, so does the download; one that fails says why", async ({ page, open, w }) => {
  await page.route("**/config.json", (route) => route.fulfill({ json: { token: "t-0815" } }));
  await open("/tags");
  await ask(page, t.rows, "CSV");
  await open("/exports");
  const line = page.getByRole("row").filter({ has: page.getByRole("cell") }).first();
  await expect(line).toContainText(t.succeeded);
  const button = line.getByRole("button", { name: t.download });
  const asked = page.waitForRequest(/\/v1\/export-tasks\/\d+\/file/);
  const saved = page.waitForEvent("download");
  await button.click();
  expect((await asked).headers()["x-auth-token"]).toBe("t-0815");
  expect((await saved).suggestedFilename()).toMatch(/^tags_.*\.csv$/);
  expect(parse(await fileOf(await saved)).length).toBeGreaterThan(1);
  await page.route(/\/v1\/export-tasks\/\d+\/file/, (route) => route.abort("connectionreset"));
  await button.click();
  await expect(page.getByRole("listitem").filter({ hasText: w.unreachable })).toBeVisible();
});

test("every other list is exported by the same menu", async ({ page, open, api }) => {
  const pools = await api.get<{ pools: { id: number }[]; count: number }>("/v1/sim-pools", { limit: 10 });
  const pool = pools.pools[0] as { id: number };
  const before = (await tasks(api)).count;
  const card = await api.card({ sim_status: STATUS.inUse, carrier_type: 2, sim_type: 3 }, (one) => (one["pending_work_orders"] as unknown[]).length === 0);
  await api.post(`/v1/sim-cards/${card.sim_card_id}/stop`, {});
  const lists = [
    ["/pools", "sim_pools"],
    ["/pools/backward", "back_pools"],
    [`/pools/${pool.id}`, "sim_pool_members"],
    ["/tags", "tags"],
    ["/work-orders", "work_orders"],
    [`/work-orders/items?card=${card.cid}`, "work_order_items"],
  ] as const;
  for (const [address] of lists) {
    await open(address);
    await ask(page, t.rows, "CSV");
  }
  // Those made here, oldest first.
  const mine = async () => {
    const now = await tasks(api);
    return now.export_tasks.slice(0, now.count - before).reverse();
  };
  await expect.poll(async () => (await mine()).map((task) => task.state)).toEqual(lists.map(() => "succeeded"));
  const made = await mine();
  expect(made.map((task) => task.what)).toEqual(lists.map(([, what]) => what));
  for (const task of made) expect(task.rows, task.what).toBeGreaterThan(0);
  expect(made[0]?.rows).toBe(pools.count);
});

test("a notice says when an export is ready, wherever one is", async ({ page, open }) => {
  await open("/cards");
  await ask(page, t.usage, "XLSX");
  await page.getByRole("navigation").getByRole("link").first().click();
  await expect(heading(page)).not.toHaveText(t.tasks);
  const notice = page.getByRole("region", { name: "Notifications", exact: true }).getByRole("listitem").filter({ hasText: t.ready });
  await expect(notice).toBeVisible({ timeout: 20_000 });
  const waiting = page.waitForEvent("download");
  await notice.getByRole("link", { name: "Download" }).click();
  expect((await waiting).suggestedFilename()).toMatch(/\.xlsx$/);
  // The tray keeps it.
  await page.getByRole("banner").getByRole("button", { name: /^Notifications/ }).click();
  await expect(dialog(page).getByRole("listitem").filter({ hasText: t.ready })).toBeVisible();
});

test("a task is cancelled, tried again and deleted", async ({ page, open, api }) => {
  // One after the other is written: what is asked for now waits for these.
  for (let n = 0; n < 30; n++) {
    await expect(async () => api.post("/v1/export-tasks", { what: "card_usage" })).toPass({ intervals: [10] });
  }
  await open("/cards");
  await ask(page, t.all, "CSV");
  await open("/exports");
  const [mine] = (await tasks(api)).export_tasks as [Task];
  const line = page.getByRole("row").filter({ has: page.getByRole("button", { name: new RegExp(` ${mine.export_task_id}$`) }) });
  await expect(line).toContainText(t.waiting);
  await line.getByRole("button", { name: t.cancel }).click();
  await expect(line).toContainText(t.cancelled);
  const cancel = line.getByRole("button", { name: t.cancel });
  await expect(cancel).toHaveAttribute("aria-disabled", "true");
  // Room for the next try; one that is written by now is over, and is let be.
  const others = (await tasks(api)).export_tasks.filter((task) => task.state === "waiting");
  await Promise.allSettled(others.map((task) => api.post(`/v1/export-tasks/${task.export_task_id}/cancel`, {})));
  await line.getByRole("button", { name: t.retry }).click();
  await expect(line).toContainText(t.succeeded, { timeout: 20_000 });
  await expect(line).toContainText("2,000");
  await line.getByRole("button", { name: t.remove }).click();
  await dialog(page).getByRole("button", { name: t.really, exact: true }).click();
  await expect(line).toHaveCount(0);
  await expect(dialog(page)).toHaveCount(0);
  expect((await tasks(api)).export_tasks.map((task) => task.export_task_id)).not.toContain(mine.export_task_id);
});

test("too many rows are refused with their number; what expired or failed says why, and which rows it had", async ({ page, open, api }) => {
  await page.route("**/v1/sim-cards?*", async (route) => {
    const answer = await (await route.fetch()).json();
    await route.fulfill({ json: { ...answer, count: 600_001 } });
  });
  await open("/cards");
  await page.getByRole("button", { name: t.menu, exact: true }).click();
  const all = page.getByRole("menuitem", { name: t.all });
  await expect(all).toHaveAttribute("aria-disabled", "true");
  await expect(all).toContainText(t.tooMany);

  const { tags } = await api.get<{ tags: { id: number; tag_name: string }[] }>("/v1/tags", { limit: 10 });
  const [tag] = tags as [{ id: number; tag_name: string }];
  const filter = `sim_status=20&tag_id=${tag.id}&sort=flow_used&order=desc`;
  const over = { what: "cards", format: "csv", language: "en", columns: ["cid"], selection: "filter", filter, except_count: 0, total: 9, rows: 9, retryable: true, cancellable: false, attempts: 1 };
  const export_tasks = [
    { ...over, export_task_id: 2, state: "expired" },
    { ...over, export_task_id: 1, state: "failed", reason: { key: "storage", text: "No space left." } },
  ];
  await page.route("**/v1/export-tasks?*", (route) => route.fulfill({ json: { limit: 20, offset: 1, count: 2, wait_seconds: 90, export_tasks } }));
  await open("/exports");
  const expired = page.getByRole("row").filter({ hasText: t.expired });
  for (const words of [t.filter, `${t.tag}${tag.tag_name}`, t.sorted]) await expect(expired).toContainText(words);
  // One that failed need not wait.
  await expect(expired.getByRole("button", { name: t.retry })).toHaveAttribute("aria-disabled", "true");
  const failed = page.getByRole("row").filter({ hasText: t.storage });
  await expect(failed.getByRole("button", { name: t.retry })).not.toHaveAttribute("aria-disabled", "true");
  await expect(page.getByRole("timer")).toContainText(/1:[23]\d/);
});

test("this view: the rows on screen in their columns, safe for a spreadsheet, at once", async ({ page, open, api }) => {
  const { sim_cards: listed } = await api.cards({ sort: "cid", order: "asc", limit: 20 });
  const [first] = listed as [(typeof listed)[0]];
  const attributes = [{ sim_card_id: first.sim_card_id, customer_attribute1: "=1+1" }];
  await api.post("/v1/sim-cards/attributes/batch-set", { attributes });
  await page.addInitScript(() => {
    const columns = [["plan", true], ["attr1", true], ["cid", true]];
    for (const key of ["status", "msisdn", "used", "left", "tags", "order", "expire"]) columns.push([key, false]);
    localStorage.setItem("gsl.table.cards", JSON.stringify({ columns, page_size: 20, refresh: 0 }));
  });
  // A service without export tasks: the menu says so, and this view is saved all the same.
  const known = await api.get<{ extensions: string[] }>("/v1/capabilities");
  const extensions = known.extensions.filter((name) => name !== "exports");
  await page.route("**/v1/capabilities", (route) => route.fulfill({ json: { ...known, extensions } }));
  await open("/cards?sort=cid");
  await expect(page.getByRole("columnheader").nth(1)).toContainText(t.columns[1]);
  await page.getByRole("button", { name: t.menu, exact: true }).click();
  const all = page.getByRole("menuitem", { name: t.all });
  await expect(all).toHaveAttribute("aria-disabled", "true");
  await expect(all).toContainText(t.missing);
  const waiting = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: t.view }).click();
  const file = await waiting;
  expect(file.suggestedFilename()).toMatch(/^sim-cards_.*\.csv$/);
  await expect(page.getByRole("status").filter({ hasText: t.saved })).toHaveCount(1);
  const rows = parse(await fileOf(file));
  const own = await page.getByRole("columnheader").nth(2).innerText();
  expect(rows[0]).toEqual([t.columns[1], own.trim(), t.columns[0]]);
  expect(rows.slice(1).map((row) => number(row[2]))).toEqual(listed.map((card) => card.cid));
  expect(rows[1]).toEqual([first.price_plan_name, "'=1+1", `="${first.cid}"`]);
  await open("/exports");
  await expect(page.getByRole("main")).toContainText(t.missing);
});

paced("Q9.7 a second export within five minutes: the remaining wait is shown, counting down", async ({ page, open, api }) => {
  // By keyboard alone. Whoever came before may have to be waited for, which is what is shown.
  await open("/cards");
  const start = dialog(page).getByRole("button", { name: t.start, exact: true });
  const opened = async () => {
    await page.getByRole("main").getByRole("button", { name: t.menu, exact: true }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("menuitem", { name: t.selected })).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(dialog(page)).toContainText(t.everything);
  };
  await opened();
  await expect(start).not.toHaveAttribute("aria-disabled", "true");
  await start.press("Enter");
  await submitted(page);
  const made = (await tasks(api)).count;

  await opened();
  const timer = dialog(page).getByRole("timer");
  await expect(timer).toHaveText(t.wait);
  await expect(start).toHaveAttribute("aria-disabled", "true");
  await start.press("Enter");
  expect((await tasks(api)).count).toBe(made);
  const shown = await timer.innerText();
  await expect(timer).not.toHaveText(shown);
  // It counts down to nothing, and then the export goes.
  await expect(timer).toHaveCount(0);
  await start.press("Enter");
  await submitted(page);
});
