// The card list: filters, pasted numbers, selection across pages, sort, columns, views, keys.
import { STATUS, expect, grouped, row, rows, test } from "../support/fixtures.ts";
import type { Page } from "@playwright/test";

test.use({ lang: "en-US" });

const field = (page: Page) => page.getByRole("combobox", { name: "Filter" });
const selection = (page: Page) => page.getByRole("region", { name: "Selected cards" });
const matches = (page: Page, n: number) => page.getByRole("main").getByText(new RegExp(`^${n.toLocaleString("en-US")} cards? match(es)?$`));

test("a property, then values; the address and the count follow", async ({ open, page, api }) => {
  await open("/cards");
  await field(page).fill("State");
  await page.getByRole("option", { name: "State", exact: true }).click();
  await page.getByRole("option", { name: "Suspended" }).click();
  await expect(page).toHaveURL(/\/cards\?status=suspended$/);
  await page.getByRole("option", { name: "Testable" }).click();
  await expect(page).toHaveURL(/status=suspended,testable$/);
  await expect(matches(page, await api.count({ sim_status: [STATUS.suspended, STATUS.testable] }))).toBeVisible();
  await page.getByRole("button", { name: "Remove filter: State = Suspended, Testable" }).click();
  await expect(page).toHaveURL(/\/cards$/);
  await page.goBack();
  await expect(page.getByRole("button", { name: "State = Suspended, Testable", exact: true })).toBeVisible();
});

test("numbers as people write them: printed with a letter, a range, an MSISDN, spoiled by a spreadsheet", async ({ open, page, api }) => {
  await test.step("a printed number with a letter at the end finds its card", async () => {
    const card = await api.card({ sim_status: STATUS.inUse });
    await open("/cards");
    await page.keyboard.press("/");
    await expect(field(page)).toBeFocused();
    await field(page).fill(`${card.cid.slice(0, 19)}X`);
    await page.keyboard.press("Enter");
    await expect(row(page, grouped(card.cid))).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`number=${card.cid.slice(0, 19)}$`));
  });
  await test.step("a range and an MSISDN are recognised", async () => {
    const card = await api.card({}, (card) => card.msisdn !== null);
    await open("/cards");
    await field(page).fill(card.msisdn!);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`msisdn=${card.msisdn}$`));
    await expect(row(page, grouped(card.cid))).toBeVisible();
    await page.getByRole("button", { name: "Clear all filters" }).click();
    await field(page).fill("Used data");
    await page.getByRole("option", { name: "Used data" }).click();
    await field(page).fill("10..200");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/used=10\.\.200$/);
    await expect(matches(page, await api.count({ min_used_flow: 10, max_used_flow: 200 }))).toBeVisible();
  });
  await test.step("a number spoiled by a spreadsheet is said to be so", async () => {
    await open("/cards?number=89860112840710000000");
    await expect(page.getByRole("main")).toContainText("A spreadsheet seems to have changed this number");
  });
});

test("a pasted list becomes a token; a page, all that match, all except one: the count is exact", async ({ open, page, api, context }) => {
  await test.step("a pasted list becomes a token and names what was not found or is spoiled", async () => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const cards = (await api.cards({ limit: 10 })).sim_cards;
    const text = [...cards.map((card) => grouped(card.cid)), "89860112840799992345", "8.98601E+19", "batch 7"].join("\n");
    await open("/cards");
    await page.evaluate((text) => navigator.clipboard.writeText(text), text);
    await field(page).click();
    await page.keyboard.press("Control+V");
    await expect(page.getByText("Card numbers = 11 card numbers")).toBeVisible();
    await expect(matches(page, 10)).toBeVisible();
    const main = page.getByRole("main");
    await expect(main).toContainText("The list has 11 numbers; 10 cards found. 1 not found: 89860112840799992345");
    await expect(main).toContainText(/1 spoiled by a spreadsheet.*8\.98601E\+19/);
    await expect(main).toContainText("1 not card numbers, left out: batch 7");
  });
  await page.unrouteAll();
  await test.step("selecting a page, all that match, all except one; the count is exact", async () => {
    const total = await api.count({ sim_status: STATUS.inUse });
    const n = (count: number) => count.toLocaleString("en-US");
    await open("/cards?status=in_use");
    await page.getByRole("checkbox", { name: "Select this page" }).click();
    await expect(selection(page)).toContainText("100 on this page selected");
    await page.getByRole("button", { name: `Select all ${n(total)} that match` }).click();
    await expect(selection(page)).toContainText(`All ${n(total)} that match selected`);
    await rows(page).nth(3).getByRole("checkbox").click();
    await expect(selection(page)).toContainText(`${n(total - 1)} selected (all that match, except 1)`);
    await page.getByRole("button", { name: "Next", exact: true }).click();
    await expect(page).toHaveURL(/page=2/);
    await expect(rows(page).first().getByRole("checkbox")).toBeChecked();
  });
});

test("picked cards stay across pages and can be shown alone; Shift picks a range", async ({ open, page }) => {
  await open("/cards");
  await rows(page).nth(1).getByRole("checkbox").click();
  await rows(page).nth(4).getByRole("checkbox").click({ modifiers: ["Shift"] });
  await expect(selection(page)).toContainText("4 selected");
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await expect(selection(page)).toContainText("4 selected, 4 not on this page");
  await page.getByRole("button", { name: "Show only the selected" }).click();
  await expect(rows(page)).toHaveCount(4);
  await page.getByRole("button", { name: "Clear selection" }).click();
  await expect(selection(page)).toBeHidden();
  await expect(page).not.toHaveURL(/selected/);
});

test("sorting by header is in the address and the service's order", async ({ open, page, api }) => {
  await open("/cards?status=in_use");
  await page.getByRole("button", { name: "Used / plan (MB)", exact: true }).click();
  await expect(page).toHaveURL(/sort=-flow_used/);
  await expect(page.getByRole("columnheader", { name: /Used \/ plan/ })).toHaveAttribute("aria-sort", "descending");
  const [first] = (await api.cards({ sim_status: STATUS.inUse, sort: "flow_used", order: "desc", limit: 10 })).sim_cards;
  await expect(rows(page).first()).toContainText(grouped(first!.cid));
});

test("columns, page size and order are remembered; a named view opens by itself once it is the default", async ({ open, page }) => {
  await test.step("columns, page size and order are remembered", async () => {
    await open("/cards");
    await page.getByRole("button", { name: "Columns, density, rows per page" }).click();
    const dialog = page.getByRole("dialog", { name: "Table settings" });
    await dialog.getByRole("checkbox", { name: "IMSI", exact: true }).check();
    await dialog.getByRole("checkbox", { name: "Tags", exact: true }).uncheck();
    await dialog.getByRole("combobox", { name: "Rows per page" }).selectOption("20");
    await page.keyboard.press("Escape");
    await expect(rows(page)).toHaveCount(20);
    await page.reload();
    await expect(rows(page)).toHaveCount(20);
    await expect(page.getByRole("columnheader", { name: "IMSI" })).toBeVisible();
    await expect(page.getByRole("columnheader", { name: "Tags" })).toHaveCount(0);
  });
  await test.step("a named view opens by itself once it is the default", async () => {
    await open("/cards?status=suspended&sort=expire_time");
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByRole("menuitem", { name: "Save current view…" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Stopped");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("button", { name: "View: Stopped" }).click();
    await page.getByRole("menuitem", { name: /when entering the list/ }).click();
    await open("/cards");
    await expect(page).toHaveURL(/status=suspended&sort=expire_time/);
    await expect(page.getByRole("button", { name: "View: Stopped" })).toBeVisible();
  });
});

test("j, k and x work on rows, and not when switched off", async ({ open, page }) => {
  await open("/cards");
  await expect(rows(page)).toHaveCount(100);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(rows(page).nth(1).getByRole("link").first()).toBeFocused();
  await page.keyboard.press("x");
  await expect(selection(page)).toContainText("1 selected");
  await page.evaluate(() => localStorage.setItem("gsl.shortcuts", "off"));
  await page.reload();
  await expect(rows(page)).toHaveCount(100);
  await page.keyboard.press("/");
  await expect(field(page)).not.toBeFocused();
});

test("a service without the extensions: what it lacks is named and not applied", async ({ open, page }) => {
  await page.route("**/v1/capabilities", (route) => route.fulfill({ json: { service: "public", extensions: [] } }));
  const asked = page.waitForRequest((request) => request.url().includes("/v1/sim-cards?"));
  await open("/cards?carrier=cm&status=in_use");
  expect((await asked).url()).not.toContain("carrier_type");
  await expect(page.getByRole("main")).toContainText("cannot filter by “Carrier”");
  await expect(rows(page)).toHaveCount(100);
});

test("on a phone three facts show, the rest unfolds, and the page does not scroll sideways", async ({ open, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open("/cards?status=in_use");
  const first = rows(page).first();
  await expect(first.getByRole("cell", { name: /MB.*年/ })).toHaveCount(0);
  await first.getByRole("button", { name: "All facts" }).click();
  await expect(first.getByRole("button", { name: "All facts" })).toHaveAttribute("aria-expanded", "true");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test("lists refresh by themselves as often as one likes, and remember it", async ({ open, page }) => {
  await page.clock.install();
  for (const [path, call] of [["/cards", "/v1/sim-cards?"], ["/pools", "/v1/sim-pools?"], ["/pools/backward", "/v1/back-pools?"]] as const) {
    await test.step(path, async () => {
      await open(path);
      await page.getByRole("button", { name: "Auto-refresh: off" }).click();
      await page.getByRole("menuitemradio", { name: "Every 10 s" }).click();
      await expect(page.getByRole("button", { name: "Every 10 s" })).toBeVisible();
      const again = page.waitForRequest((request) => request.url().includes(call));
      await page.clock.runFor(10_000);
      await again;
      await page.reload();
      await expect(page.getByRole("button", { name: "Every 10 s" })).toBeVisible();
    });
  }
});
