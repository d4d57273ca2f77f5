// The lists of pools and a pool's page: figures with their formulas, cycles, filters in the address, columns, members.
import type { Locator, Page } from "@playwright/test";
import { expect, grouped, heading, row, rows, test } from "../support/fixtures.ts";
import { ownService } from "../support/own.ts";
import { exact, pool, pools, serviceDay, size, volume, type Pool } from "../support/pools.ts";

test.use({ lang: "en-US" });

const t = {
  headers: ["Pool name", "State", "Runs dry", "Active cards", "Left", "Cheapest remedy", "Actions"],
  every: ["Pool name", "Pool no.", "State", "Cards", "Runs dry", "Active cards", "Plan", "Effective total", "Left", "Used", "Cheapest remedy", "Batch nos.", "Billing cycle", "Updated", "Cycle begins", "Cycle ends", "Actions"],
  back: ["Pool name", "Pool no.", "State", "Cards", "Active cards", "Plan", "Used", "Batch nos.", "Billing cycle", "Updated"],
  total: (n: number, plan: string, addOns: string, total: string) => `${n} active cards × ${plan} + add-ons of the cycle ${addOns} = ${total}`,
  left: (total: string, used: string, left: string) => `effective total ${total} − used ${used} = ${left}`,
  differs: (told: string) => `The service says ${told}, not what is computed`,
  search: "Find by name", status: "State", cycles: "Cycle of all rows", cycleOf: (n: string) => `Billing cycle of “${n}”`, discarded: "Discarded", noMatch: "No pool matches", clear: "Clear",
  columns: "Columns, density, rows per page", plan: "Plan", close: "Close", inactive: "Not activated", table: "Table", history: "Last six cycles", top: "Top members", orders: "Orders and add-ons",
  findMember: "Container ID (whole number)", chart: "with the forecast", missing: "This pool does not exist", open: "Open its pool", basic: "Basic", pastRefresh: "The cycle is over",
} as const;

const settled = (page: Page) => expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
const cell = (page: Page, name: string, column: string) => row(page, name).locator(`[data-label="${column}"]`);
/** The figures of a cell, without what explains them. */
const hint = (at: Locator) => at.locator(".hint");
/** All columns of the list of forward pools. */
const everyColumn = (page: Page) => page.addInitScript(() => {
  const keys = ["name", "id", "status", "quantity", "runs_out", "active", "plan", "total", "left", "used", "remedy", "orders", "cycle", "updated", "start", "end"];
  localStorage.setItem("gsl.table.pools", JSON.stringify({ columns: keys.map((key) => [key, true]), page_size: 100, refresh: 0 }));
});
const before = (cycle: string, months: number) => {
  const [year, month] = cycle.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 7);
};

test("Q13.2 lists: every column, totals with their formulas; a figure that is not what is computed is shown beside it", async ({ page, open, api }) => {
  await test.step("Q13.2 lists: every column, totals with their formulas", async () => {
    const one = await pool(api, (pool) => pool.activated_sim_quantity > 1 && pool.flow_left > 0);
    await open("/pools");
    await expect(page.getByRole("columnheader")).toHaveText(t.headers);
    await everyColumn(page);
    await page.reload();
    await expect(page.getByRole("columnheader")).toHaveText(t.every);
    await expect(rows(page)).toHaveCount((await pools(api)).length);
    const total = one.activated_sim_quantity * one.package_size + one.addon_total;
    const [ofTotal, ofLeft] = [cell(page, one.pool_name, "Effective total"), cell(page, one.pool_name, "Left")];
    await expect(hint(ofTotal)).toHaveText([volume(total)]);
    await expect(hint(ofLeft)).toHaveText([volume(total - one.flow_used, [total])]);
    await expect(ofLeft).toContainText(`of ${volume(total, [one.flow_used])}`);
    await expect(hint(cell(page, one.pool_name, "Used"))).toHaveText(volume(one.flow_used, [total]));
    await hint(ofTotal).hover();
    const formula = t.total(one.activated_sim_quantity, size(one.package_size), "0 MB", exact(total));
    await expect(page.getByRole("tooltip", { name: formula })).toBeVisible();
    // The keyboard gets there too.
    await hint(ofLeft).first().focus();
    const difference = t.left(exact(total), exact(one.flow_used), exact(total - one.flow_used));
    await expect(page.getByRole("tooltip", { name: difference })).toBeVisible();
    await expect(cell(page, one.pool_name, "Cycle begins")).toHaveText(serviceDay(one.effective_time));
    await expect(cell(page, one.pool_name, "Cycle ends")).toHaveText(serviceDay(one.expired_time));

    await page.getByRole("navigation").getByRole("link", { name: "Backward pools" }).click();
    await expect(page.getByRole("columnheader")).toHaveText(t.back);
    await expect(rows(page)).toHaveCount((await pools(api, "back-pools")).length);
  });
  await test.step("a figure of the service that is not what is computed is shown beside it", async () => {
    const one = await pool(api, (pool) => pool.activated_sim_quantity > 1);
    await page.route(/\/v1\/sim-pools\?/, async (route) => {
      const answer = await route.fetch();
      const body = await answer.json();
      for (const pool of body.pools) if (pool.id === one.id) pool.flow_total += 5;
      await route.fulfill({ response: answer, json: body });
    });
    await open("/pools");
    const total = cell(page, one.pool_name, "Effective total");
    await expect(total).toContainText(volume(one.flow_total));
    await expect(total).toContainText(t.differs(exact(one.flow_total + 5)));
    await expect(page.getByText(/服务给出|The service says/)).toHaveCount(1);
  });
});

test("cycles and filters are in the address and come back with it", async ({ page, open, api }) => {
  await test.step("cycles of the table and of a row are in the address and come back with it", async () => {
    const all = await pools(api);
    const old = before(all.find((pool) => pool.carrier_type !== 3)!.billing_cycle, 1);
    const ofOld = await pools(api, "sim-pools", { billing_cycle: old });
    await everyColumn(page);
    await open("/pools");
    await page.getByLabel(t.cycles).selectOption(old);
    await expect(page).toHaveURL(`/pools?cycle=${old}`);
    await expect(rows(page)).toHaveCount(ofOld.length);
    const shared = ofOld.find((pool) => all.some((now) => now.id === pool.id))!;
    await expect(cell(page, shared.pool_name, "Used")).toContainText(volume(shared.flow_used));
    // What is over cannot be counted anew.
    await expect(row(page, shared.pool_name).getByText(new RegExp(t.pastRefresh))).toHaveCount(1);
    // A row with a cycle of its own.
    const now = all.find((pool) => pool.id === shared.id)!;
    await page.getByLabel(t.cycleOf(shared.pool_name)).selectOption(now.billing_cycle);
    await expect(page).toHaveURL(`/pools?cycle=${old}&own=${shared.id}:${now.billing_cycle}`);
    await expect(cell(page, shared.pool_name, "Used")).toContainText(volume(now.flow_used));
    await page.reload();
    await expect(cell(page, shared.pool_name, "Used")).toContainText(volume(now.flow_used));
    await page.goBack();
    await expect(cell(page, shared.pool_name, "Used")).toContainText(volume(shared.flow_used));
    // A row for each cycle.
    await page.getByLabel(t.cycles).selectOption("all");
    await expect(rows(page)).toHaveCount((await pools(api, "sim-pools", { all_billing_cycle: "true" })).slice(0, 100).length);
  });
  await page.unrouteAll();
  await test.step("filters are in the address, columns stay hidden; what matches nothing can be cleared", async () => {
    await test.step("filters are in the address; what matches nothing can be cleared", async () => {
      const all = await pools(api);
      const one = all.find((pool) => pool.status === 1)!;
      await open(`/pools?name=${encodeURIComponent(one.pool_name)}`);
      await expect(page.getByRole("rowheader")).toHaveText([one.pool_name]);
      await page.getByLabel(t.status, { exact: true }).selectOption({ label: t.discarded });
      await expect(page.getByText(t.noMatch)).toBeVisible();
      await page.getByRole("link", { name: t.clear }).click();
      await expect(page).toHaveURL("/pools");
      await expect(page.getByLabel(t.search)).toHaveValue("");
      await expect(rows(page)).toHaveCount(all.length);
    });
    await test.step("columns are hidden and stay so", async () => {
      await open("/pools/backward");
      await settled(page);
      await page.getByRole("main").getByRole("button", { name: t.columns }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("checkbox", { name: t.plan }).uncheck();
      await dialog.getByRole("button", { name: t.close }).last().click();
      const left = t.back.filter((header) => header !== t.plan);
      await expect(page.getByRole("columnheader")).toHaveText(left);
      await page.reload();
      await expect(page.getByRole("columnheader")).toHaveText(left);
    });
  });
});

test("members by state and number, the chart and its table, and the way from a card", async ({ page, open, api }) => {
  await test.step("members: by state, by number, with use and share", async () => {
    const one = await pool(api, (pool) => pool.inactive_sim_quantity > 0 && pool.activated_sim_quantity > 1 && pool.flow_used > 0);
    await open(`/pools/${one.id}`);
    await expect(heading(page)).toHaveText(one.pool_name);
    await expect(hint(page.getByRole("region", { name: "Effective total" }))).toHaveText(volume(one.flow_total));
    const members = page.getByRole("table").last();
    await settled(page);
    await page.getByLabel(t.status, { exact: true }).selectOption({ label: t.inactive });
    await expect(page).toHaveURL(`/pools/${one.id}?state=inactive`);
    await expect(page.getByRole("main").locator(".pager")).toContainText(String(one.inactive_sim_quantity));
    await page.getByLabel(t.status, { exact: true }).selectOption("active");
    const member = (await api.get<{ pool_members: { id: number; cid: string; flow_used: number }[] }>(`/v1/sim-pools/${one.id}/members`, {
      billing_cycle: one.billing_cycle, sim_status: [14, 20], limit: 10,
    })).pool_members.find((member) => member.flow_used > 0)!;
    await page.getByLabel(t.findMember).fill(grouped(member.cid));
    await expect(members.getByRole("rowheader")).toHaveText([grouped(member.cid)]);
    const share = Math.trunc((member.flow_used * 1000) / one.flow_used);
    await expect(row(page, grouped(member.cid))).toContainText(volume(member.flow_used));
    await expect(row(page, grouped(member.cid))).toContainText(`${Math.trunc(share / 10)}.${share % 10}%`);
    await page.getByRole("link", { name: grouped(member.cid) }).click();
    await expect(page).toHaveURL(`/cards/${member.id}`);
  });
  await page.unrouteAll();
  await test.step("the chart is walked with the keys and has its table; cycles, ranking, orders", async () => {
    const one = await pool(api, (pool) => pool.flow_used > 0 && pool.stopped_quantity === 0 && pool.activated_sim_quantity > 0);
    await open(`/pools/${one.id}`);
    await settled(page);
    const chart = page.getByRole("group", { name: new RegExp(t.chart) });
    await chart.focus();
    await page.keyboard.press("Home");
    const first = serviceDay(one.effective_time).slice(5);
    await expect(chart).toContainText(first);
    await page.keyboard.press("End");
    await expect(chart).toContainText(serviceDay(one.expired_time).slice(5));
    await expect(chart).toContainText(/预计累计|expected/);
    await page.getByRole("button", { name: t.table }).click();
    const table = page.getByRole("table", { name: /Cumulative usage/ });
    const days = Math.round((Date.parse(one.expired_time) - Date.parse(one.effective_time)) / 86_400_000);
    await expect(table.getByRole("rowheader")).toHaveCount(days);
    await expect(table.getByRole("rowheader").last()).toContainText(serviceDay(one.effective_time));

    await page.getByRole("link", { name: t.history }).click();
    const cycles = (await api.get<{ pools: { billing_cycle: string }[] }>(`/v1/sim-pools/${one.id}/cycles`)).pools;
    await expect(page.getByRole("table").last().getByRole("rowheader")).toHaveText(cycles.map((row) => row.billing_cycle));
    await page.getByRole("link", { name: t.top }).click();
    const { members } = await api.get<{ members: { cid: string }[] }>(`/v1/sim-pools/${one.id}/top-members`, { by: "use" });
    const ranking = page.getByRole("main").locator(".pool-top table").first();
    await expect(ranking.getByRole("rowheader")).toHaveText(members.map((member) => grouped(member.cid)));
    await page.getByRole("link", { name: t.orders }).click();
    const batches = page.getByRole("table", { name: t.orders }).getByRole("rowheader");
    await expect(batches).toHaveText(one.order_ids.split(","));
    await open("/pools/1");
    await expect(page.getByRole("alert")).toContainText(t.missing);
  });
  await page.unrouteAll();
  await test.step("a card and its stop lead to the pool", async () => {
    const card = await api.card({ sim_status: 14, stop_reason: "pool" });
    await open(`/cards/${card.sim_card_id}`);
    await page.getByRole("link", { name: t.open }).click();
    await expect(page).toHaveURL(`/pools/${card.sim_pool_id}`);
    await open(`/cards/${card.sim_card_id}?tab=basic`);
    await page.getByRole("link", { name: String(card.sim_pool_id) }).click();
    await expect(page).toHaveURL(`/pools/${card.sim_pool_id}`);
  });
});

type Outlook = { risk: string; runs_out?: string; runs_out_early?: string; remedy?: { activate?: number; add_on_mb?: number; price_cents: number } };
type Forecast = Pool & { outlook?: Outlook };

// Large enough for pools that run dry before their cycle ends.
const forecast = ownService("pools-forecast", { cards: 8000, now: "2026-11-22T04:00:00Z", failures: 0 });

forecast("P1 what runs dry first: the list is sorted by it, filtered by it, and each pool has its cheapest remedy as a button", async ({ page, open, api }) => {
  const answer = await api.get<{ pools: Forecast[] }>("/v1/sim-pools", { limit: 500, sort: "runs_out" });
  const of = (risk: string) => answer.pools.filter((pool) => pool.outlook?.risk === risk);
  const price = (cents: number) => `¥${(cents / 100).toLocaleString("en-US", { minimumFractionDigits: cents % 100 ? 2 : 0 })}`;
  const day = (text = "") => `${text.slice(4, 6)}-${text.slice(6)}`;
  await open("/pools");
  await expect(page.getByRole("rowheader")).toHaveText(answer.pools.map((pool) => pool.pool_name));
  const tabs = page.getByRole("navigation", { name: "Pools by when they run dry" });
  await expect(tabs.getByRole("link")).toHaveText(["All", `Dry ${of("dry").length}`, `At risk ${of("at_risk").length}`, `Lasts ${of("lasts").length}`]);
  const [dry, lasts] = [of("dry")[0], of("lasts")[0]] as [Forecast, Forecast];
  await expect(cell(page, dry.pool_name, "Runs dry")).toContainText(/dry since \d\d-\d\d/);
  await expect(cell(page, lasts.pool_name, "Runs dry")).toContainText(`after ${serviceDay(lasts.expired_time).slice(5)}`);
  const press = (one: Forecast) => row(page, one.pool_name).getByRole("link", { name: /^(Buy|Activate) ¥/ });
  await expect(press(lasts)).toHaveCount(0);
  // By another column, and back.
  const header = (name: string) => page.getByRole("columnheader", { name });
  await expect(header("Runs dry")).toHaveAttribute("aria-sort", "ascending");
  await header("Active cards").getByRole("button").click();
  await expect(page).toHaveURL("/pools?sort=-activated_sim_quantity");
  const most = Math.max(...answer.pools.map((pool) => pool.activated_sim_quantity));
  await expect(rows(page).first()).toContainText(String(most));
  await page.goBack();
  // The likeliest day, and the band.
  await tabs.getByRole("link", { name: /^At risk/ }).click();
  await expect(page).toHaveURL("/pools?risk=at_risk");
  await expect(page.getByRole("rowheader")).toHaveText(of("at_risk").map((pool) => pool.pool_name));
  const soon = of("at_risk").find((pool) => pool.outlook?.runs_out && pool.outlook.remedy) as Forecast;
  const { runs_out, runs_out_early, remedy } = soon.outlook as Required<Outlook>;
  await expect(cell(page, soon.pool_name, "Runs dry")).toContainText(day(runs_out));
  await expect(cell(page, soon.pool_name, "Runs dry")).toContainText(day(runs_out_early));
  // Its remedy is the button, with the number filled in.
  const button = press(soon);
  await expect(button).toContainText(`${remedy.activate ? "Activate" : "Buy"} ${price(remedy.price_cents)}`);
  await button.click();
  const wizard = remedy.activate ? `activate?count=${remedy.activate}` : `add-on?mb=${remedy.add_on_mb}`;
  await expect(page).toHaveURL(`/pools/${soon.id}/${wizard}`);
});
