// An action applies to what was previewed, and a repeated request is one change.
import { STATUS, expect, expectNoViolations, heading, type Api, type Lang } from "../support/fixtures.ts";
import { ownService } from "../support/own.ts";

type Job = { total: number; succeeded: number; failed: number; excluded: number };
type Item = { sim_card_id: number; reason: { key: string } | null };

const test = ownService("preview", { cards: 3000, timeScale: 43_200, failures: 0 });

const lang: Lang = "en-US";
test.use({ lang });

const t = {
  bar: "Selected cards", selectAll: /^Select all 40/, action: "Action", suspend: "Suspend", setTags: "Set tags", preview: "Preview", again: "Preview again", used: "This preview was submitted already", job: /Bulk job \d+/,
  pasteField: "Card numbers", find: "Find a tag", will: (n: number) => `${n} cards will be acted on`, submit: (act: string, n: number) => `${act}: ${n} cards`,
  menu: "Export", rows: /^Export all \(/, rowsWill: (n: number) => `${n} rows will be exported`, start: "Export", submitted: "is submitted",
  newTag: "New tag", name: "Name", save: "Save", remove: (name: string) => `Delete tag “${name}”`, delete: "Delete", lose: (n: number) => `${n} cards carry this tag`, changed: "nothing was done",
} as const;

const tagged = async (api: Api, name: string) => (await api.post<{ id: number }>("/v1/tags", { tag_name: name })).id;
const from = 60;

test("B1 the button acts on exactly the previewed cards, even if other cards match by then", async ({ page, open, api, complaints }) => {
  const tag = await tagged(api, `seen-${lang}`);
  const cards = (await api.cards({ sim_status: STATUS.inUse, carrier_type: 2, sim_type: 3, limit: 500 })).sim_cards;
  const ids = cards.map((card) => card.sim_card_id).slice(from, from + 45);
  const [seen, later] = [ids.slice(0, 40), ids.slice(40)];
  await api.post("/v1/sim-tags/batch-set", { sim_card_ids: seen, tag_ids: [tag] });

  await page.addInitScript(() => {
    localStorage.setItem("gsl.table.cards", JSON.stringify({ columns: [], page_size: 20, refresh: 0 }));
  });
  await open(`/cards?tag=${tag}`);
  await page.getByRole("columnheader").getByRole("checkbox").check();
  const bar = page.getByRole("region", { name: t.bar, exact: true });
  await bar.getByRole("button", { name: t.selectAll }).click();
  await bar.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Batch", exact: true }).click();
  await page.getByLabel(t.action, { exact: true }).selectOption({ label: t.suspend });
  await page.getByRole("button", { name: t.preview, exact: true }).click();
  await expect(page.getByText(t.will(40), { exact: true })).toBeVisible();

  // Meanwhile five more cards match, and one of the previewed ones is being suspended by someone else.
  await api.post("/v1/sim-tags/batch-set", { sim_card_ids: later, tag_ids: [tag] });
  await api.post(`/v1/sim-cards/${seen[0]}/stop`, {});
  await page.getByRole("button", { name: t.submit(t.suspend, 40) }).click();
  await expect(heading(page)).toHaveText(t.job);
  const id = Number(/\/batch\/(\d+)/.exec(page.url())?.[1]);
  const job = await api.get<Job>(`/v1/bulk-jobs/${id}`);
  expect([job.total, job.excluded]).toEqual([40, 1]);
  const { items } = await api.get<{ items: Item[] }>(`/v1/bulk-jobs/${id}/items`, { limit: 100 });
  expect(items.map((item) => item.sim_card_id).sort()).toEqual([...seen].sort());
  const left = items.filter((item) => item.reason !== null);
  expect(left.map((item) => item.sim_card_id)).toEqual([seen[0]]);
  expect(complaints).toEqual([]);
});

test("B1 after a preview has been carried out elsewhere, a new one is made with the same input", async ({ page, open, api }) => {
  const tag = await tagged(api, `again-${lang}`);
  const cards = (await api.cards({ sim_status: STATUS.inUse, limit: 10 })).sim_cards.slice(0, 4);
  const list = cards.map((card) => card.cid).join("\n");
  await open("/batch?action=tags&from=paste");
  await page.getByLabel(t.pasteField, { exact: true }).fill(list);
  await page.getByLabel(t.find).first().fill(`again-${lang}`);
  await page.getByRole("group", { name: t.find }).getByRole("button", { name: `again-${lang}`, exact: true }).click();
  const planned = page.waitForResponse((answer) => answer.url().endsWith("/v1/bulk-jobs") && answer.request().method() === "POST");
  await page.getByRole("button", { name: t.preview, exact: true }).click();
  const { plan_id } = (await (await planned).json()) as { plan_id: number };
  await expect(page.getByText(t.will(4), { exact: true })).toBeVisible();
  await api.post("/v1/bulk-jobs", { plan_id });

  await page.getByRole("button", { name: t.submit(t.setTags, 4) }).click();
  await expect(page.getByRole("main")).toContainText(t.used);
  await expectNoViolations(page);
  await page.getByRole("button", { name: t.again, exact: true }).press("Enter");
  await expect(page.getByText(t.will(4), { exact: true })).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText(t.used);
  await expect(page.getByRole("button", { name: t.preview, exact: true })).toBeFocused();
  await expect(page.getByLabel(t.pasteField, { exact: true })).toHaveValue(list);
  await page.getByRole("button", { name: t.submit(t.setTags, 4) }).click();
  await expect(heading(page)).toHaveText(t.job);
  expect(tag).toBeGreaterThan(0);
});

test("B1 an export contains exactly the rows that its dialog counted", async ({ page, open, api }) => {
  await open("/tags");
  await page.getByRole("main").getByRole("button", { name: t.menu, exact: true }).click();
  await page.getByRole("menuitem", { name: t.rows }).click();
  const { count } = await api.get<{ count: number }>("/v1/tags", { limit: 10 });
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(t.rowsWill(count));
  await tagged(api, `later-${lang}`);
  await dialog.getByRole("button", { name: t.start, exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("region", { name: "Notifications", exact: true, includeHidden: true })).toContainText(t.submitted);
  type Tasks = { export_tasks: { state: string; rows: number; total: number }[] };
  const newest = async () => (await api.get<Tasks>("/v1/export-tasks", { limit: 10 })).export_tasks[0];
  await expect.poll(async () => (await newest())?.state, { timeout: 20_000 }).toBe("succeeded");
  expect([(await newest())?.rows, (await newest())?.total]).toEqual([count, count]);
});

test("B1 a tag that has meanwhile been added to other cards is not deleted before they are counted", async ({ page, open, api }) => {
  const name = `worn-${lang}`;
  const tag = await tagged(api, name);
  const ids = (await api.cards({ limit: 10 })).sim_cards.map((card) => card.sim_card_id).slice(0, 3);
  await api.post("/v1/sim-tags/batch-set", { sim_card_ids: ids.slice(0, 2), tag_ids: [tag] });
  await open(`/tags?name=${name}`);
  await page.getByRole("button", { name: t.remove(name) }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(t.lose(2));
  await api.post("/v1/sim-tags/batch-set", { sim_card_ids: ids, tag_ids: [tag] });
  await dialog.getByRole("button", { name: t.delete, exact: true }).click();
  await expect(dialog).toContainText(t.changed);
  await expect(dialog).toContainText(t.lose(3));
  await dialog.getByRole("button", { name: t.delete, exact: true }).click();
  await expect(dialog).toBeHidden();
  expect((await api.get<{ count: number }>("/v1/tags", { tag_name: name, limit: 10 })).count).toBe(0);
});

test("A13 retrying to create a tag after a lost answer does not create it twice", async ({ page, open, api }) => {
  const name = `lost-${lang}`;
  const keys: (string | undefined)[] = [];
  await page.route("**/v1/tags", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    keys.push(route.request().headers()["idempotency-key"]);
    const answer = await route.fetch();
    return keys.length === 1 ? route.abort("connectionreset") : route.fulfill({ response: answer });
  });
  await open("/tags");
  await page.getByRole("button", { name: t.newTag }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(t.name).fill(name);
  await dialog.getByRole("button", { name: t.save }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await dialog.getByRole("button", { name: t.save }).click();
  await expect(dialog).toBeHidden();
  expect(keys).toHaveLength(2);
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(keys[1]).toBe(keys[0]);
  expect((await api.get<{ count: number }>("/v1/tags", { tag_name: name, limit: 10 })).count).toBe(1);
  // Another name is another request.
  await page.getByRole("button", { name: t.newTag }).click();
  await dialog.getByLabel(t.name).fill(`${name}-b`);
  await dialog.getByRole("button", { name: t.save }).click();
  await expect(dialog).toBeHidden();
  expect(keys[2]).not.toBe(keys[0]);
});
