// What all lists have in common: only the latest answer counts, rows are identified by id and not by position, page
// numbers are valid, and names of any length and direction fit on one line.
import { STATUS, expect, grouped, row, rows, test, type Api, type Card, type CardPage } from "../support/fixtures.ts";
import { ownService } from "../support/own.ts";
import type { Locator, Page, Route } from "@playwright/test";

test.use({ lang: "en-US" });

const selection = (page: Page) => page.getByRole("region", { name: "Selected cards" });
const count = (page: Page) => page.locator(".results .count");
const pager = (page: Page) => page.getByRole("navigation", { name: "Pages" });
const pageField = (page: Page) => pager(page).getByRole("textbox", { name: "Page" });
const tick = (line: Locator) => line.getByRole("checkbox");
const idOf = async (line: Locator) => (await line.getByRole("link").first().textContent()) ?? "";
const n = (number: number) => number.toLocaleString("en-US");

/** Holds the calls selected by `held` until `release`; other calls pass. */
async function hold(page: Page, held: (url: URL) => boolean) {
  const waiting: Route[] = [];
  let open = false;
  await page.route((url) => held(url), async (route) => {
    if (open) await route.continue();
    else waiting.push(route);
  });
  return {
    /** Waits until at least this many calls are held. */
    waits: (calls: number) => expect.poll(() => waiting.length).toBeGreaterThanOrEqual(calls),
    release: async () => {
      open = true;
      await Promise.all(waiting.map((route) => route.continue().catch(() => undefined)));
    },
  };
}

/** Refreshes the list without moving focus. */
const refreshByItself = (page: Page) =>
  page.getByRole("button", { name: "Refresh", exact: true }).evaluate((button) => (button as HTMLElement).click());

/** Moves down to the third card in use, and returns its id. */
async function walked(page: Page, open: (path: string) => Promise<void>): Promise<string> {
  await open("/cards?status=in_use");
  await expect(rows(page)).toHaveCount(100);
  for (const _ of [1, 2, 3]) await page.keyboard.press("j");
  return idOf(rows(page).nth(2));
}

/** Refreshes the list with a changed answer. */
async function refreshedTo(page: Page, change: (cards: Card[]) => unknown): Promise<void> {
  await page.route(cardCalls, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as CardPage;
    change(body.sim_cards);
    await route.fulfill({ response: answer, json: body });
  });
  await refreshByItself(page);
}

const cardCalls = (url: URL) => url.pathname === "/v1/sim-cards";

test("B2 rows of the previous filter cannot be selected, and their count is not used for the new filter", async ({ open, page, api }) => {
  const total = await api.count({});
  const before = await api.count({ sim_status: STATUS.inUse });
  await open("/cards?status=in_use");
  await expect(count(page)).toHaveText(`${n(before)} cards match`);
  const held = await hold(page, cardCalls);
  await page.getByRole("button", { name: "Remove filter: State = In use" }).click();
  await held.waits(1);
  await expect(page).toHaveURL(/\/cards$/);
  // The rows are still there.
  await expect(rows(page)).toHaveCount(100);
  const all = page.getByRole("checkbox", { name: "Select this page" });
  const first = tick(rows(page).first());
  for (const box of [all, first]) {
    await expect(box).toHaveAttribute("aria-disabled", "true");
    await expect(box).toHaveAccessibleDescription("These rows are of the previous query. Wait for the new ones.");
    await box.click({ force: true });
    await expect(box).not.toBeChecked();
  }
  await first.focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("x");
  await tick(rows(page).nth(4)).click({ force: true, modifiers: ["Shift"] });
  await expect(first).not.toBeChecked();
  await expect(selection(page)).toBeHidden();
  await expect(page.getByRole("button", { name: /^Select all/ })).toHaveCount(0);
  // They cannot be exported either.
  await page.getByRole("button", { name: "Export", exact: true }).click();
  for (const item of await page.getByRole("menuitem", { name: /all|matching|rows on|this view/i }).all()) {
    await expect(item).toHaveAttribute("aria-disabled", "true");
  }
  await page.keyboard.press("Escape");
  await held.release();
  await expect(count(page)).toHaveText(`${n(total)} cards match`);
  await expect(all).not.toHaveAttribute("aria-disabled");
  await all.click();
  await page.getByRole("button", { name: `Select all ${n(total)} that match` }).click();
  await expect(selection(page)).toContainText(`All ${n(total)} that match selected`);
});

test("P14 count and pager of the previous filter are dimmed and show no number; with the same filter they stay", async ({ open, page, api }) => {
  await test.step("P14 count and pager of the previous filter are dimmed and show no number", async () => {
    const total = await api.count({});
    await open("/cards?status=in_use");
    await expect(rows(page)).toHaveCount(100);
    const held = await hold(page, cardCalls);
    await page.getByRole("button", { name: "Remove filter: State = In use" }).click();
    await held.waits(1);
    await expect(count(page)).toHaveText("…");
    await expect(page.locator(".results")).toHaveAttribute("aria-busy", "true");
    await expect(pager(page)).toHaveAttribute("aria-busy", "true");
    await expect(pager(page)).toContainText("/ …");
    await expect(pager(page)).toHaveCSS("opacity", "0.6");
    await expect(pager(page).getByRole("button", { name: "Next", exact: true })).toHaveAttribute("aria-disabled", "true");
    await held.release();
    await expect(count(page)).toHaveText(`${n(total)} cards match`);
    await expect(pager(page)).not.toHaveAttribute("aria-busy");
    await page.unrouteAll();
  });
  await test.step("P14 while another page of the same filter loads, the count stays and paging works", async () => {
    const total = await api.count({});
    await open("/cards");
    await expect(rows(page)).toHaveCount(100);
    const held = await hold(page, cardCalls);
    const next = pager(page).getByRole("button", { name: "Next", exact: true });
    await next.click();
    await next.click();
    await held.waits(2);
    await expect(page).toHaveURL(/page=3$/);
    await expect(count(page)).toHaveText(`${n(total)} cards match`);
    await expect(tick(rows(page).first())).toHaveAttribute("aria-disabled", "true");
    await held.release();
    await expect(pager(page)).toContainText("201–300");
  });
});

test("P14 orders and tags: count and export belong to the filter shown", async ({ open, page }) => {
  for (const [name, path, filter, call] of [
    ["orders", "/orders", "number=4600000000999999", "/v1/orders"],
    ["tags", "/tags", "name=qqqq", "/v1/tags"],
  ] as const) {
    await test.step(name, async () => {
      await open(path);
      await expect(rows(page).first()).toBeVisible();
      const held = await hold(page, (url) => url.pathname === call);
      // Like a link in the console.
      await page.evaluate((path) => {
        history.pushState(null, "", path);
        dispatchEvent(new PopStateEvent("popstate"));
      }, `${path}?${filter}`);
      await held.waits(1);
      await expect(page.getByRole("table").first()).toHaveAttribute("aria-busy", "true");
      await expect(pager(page)).toContainText("/ …");
      await page.getByRole("button", { name: "Export", exact: true }).click();
      await expect(page.getByRole("menuitem", { name: /…/ })).toHaveAttribute("aria-disabled", "true");
      await page.keyboard.press("Escape");
      await held.release();
      await expect(page.getByRole("table")).toHaveCount(0);
    });
  }
});

test("B6 Shift does not select a range that starts on another page or in another sort order", async ({ open, page }) => {
  await test.step("B6 Shift does not select a range that starts on another page", async () => {
    await open("/cards");
    await tick(rows(page).nth(2)).click();
    await pager(page).getByRole("button", { name: "Next", exact: true }).click();
    await expect(pager(page)).toContainText("101–200");
    await expect(rows(page).first().getByRole("checkbox")).not.toHaveAttribute("aria-disabled");
    await tick(rows(page).nth(8)).click({ modifiers: ["Shift"] });
    await expect(selection(page)).toContainText("2 selected, 1 not on this page");
    // Also not after that page is shown again.
    await pager(page).getByRole("button", { name: "Previous", exact: true }).click();
    await expect(pager(page)).toContainText("1–100");
    await tick(rows(page).nth(6)).click({ modifiers: ["Shift"] });
    await expect(selection(page)).toContainText("3 selected, 1 not on this page");
  });
  await test.step("B6 Shift does not select a range that starts in another sort order", async () => {
    await open("/cards?status=in_use");
    await tick(rows(page).nth(2)).click();
    await page.getByRole("button", { name: "Used / plan (MB)", exact: true }).click();
    await expect(page).toHaveURL(/sort=-flow_used/);
    await expect(page.getByRole("table")).not.toHaveClass(/stale/);
    await tick(rows(page).nth(8)).click({ modifiers: ["Shift"] });
    await expect(selection(page)).toContainText("2 selected");
  });
});

test("B6 x selects only the row that has focus", async ({ open, page }) => {
  const looked = await walked(page, open);
  await expect(row(page, looked).getByRole("link").first()).toBeFocused();
  const sort = page.getByRole("button", { name: "Used / plan (MB)", exact: true });
  await sort.click();
  await expect(sort).toBeFocused();
  await expect(page.getByRole("table")).not.toHaveClass(/stale/);
  await page.keyboard.press("x");
  await expect(selection(page)).toBeHidden();
  // The keys continue where the user was, if that row is on the page, and select the focused row.
  await page.keyboard.press("j");
  const now = page.locator("tr:focus-within");
  await expect(now).toHaveCount(1);
  const name = await idOf(now);
  await page.keyboard.press("x");
  await expect(row(page, name).getByRole("checkbox")).toBeChecked();
  await expect(selection(page)).toContainText("1 selected");
});

test("B6 focus moves with its card when a refresh moves the card, and a card that takes its place is not selected", async ({ open, page }) => {
  await test.step("B6 focus moves with its card when a refresh puts another card in its place", async () => {
    const looked = await walked(page, open);
    await refreshedTo(page, (cards) => cards.reverse());
    await expect(rows(page).nth(97)).toContainText(looked);
    await expect(row(page, looked).getByRole("link").first()).toBeFocused();
    await page.keyboard.press("x");
    await expect(row(page, looked).getByRole("checkbox")).toBeChecked();
    await expect(selection(page)).toContainText("1 selected");
    await page.getByRole("button", { name: "Clear selection" }).click();
    await page.unrouteAll();
  });
  await test.step("B6 a card that a refresh puts under the focus is not selected", async () => {
    const looked = await walked(page, open);
    await refreshedTo(page, (cards) => cards.splice(2, 1));
    await expect(row(page, looked)).toHaveCount(0);
    await page.keyboard.press("x");
    await expect(selection(page)).toBeHidden();
  });
});

test("B6 the palette opens the item chosen with the arrow keys, even if others appear above it", async ({ open, page, api }) => {
  const card = await api.card({ sim_status: STATUS.inUse });
  await open("/");
  const held = await hold(page, cardCalls);
  await page.keyboard.press("Control+K");
  const search = page.getByRole("combobox", { name: /Search/ });
  await search.fill("");
  await page.keyboard.press("ArrowDown");
  const chosen = await page.getByRole("option", { selected: true }).textContent();
  await held.release();
  expect(chosen).not.toBe("");
  // Typing starts at the top again.
  await search.fill(card.cid);
  await expect(page.getByRole("option", { selected: true })).toContainText(grouped(card.cid));
});

test("P12a another filter ends the selection of all matching cards, says so, and Back restores it", async ({ open, page, api }) => {
  const total = await api.count({ sim_status: STATUS.inUse });
  await open("/cards?status=in_use");
  await page.getByRole("checkbox", { name: "Select this page" }).click();
  await page.getByRole("button", { name: `Select all ${n(total)} that match` }).click();
  for (const at of [0, 1, 2]) await tick(rows(page).nth(at)).click();
  await expect(selection(page)).toContainText(`${n(total - 3)} selected (all that match, except 3)`);
  await page.getByRole("button", { name: "Remove filter: State = In use" }).click();
  await expect(page).toHaveURL(/\/cards$/);
  const said = `The filter changed: the selection of ${n(total - 3)} under the previous one has ended`;
  await expect(selection(page)).toContainText(said);
  await expect(tick(rows(page).first())).not.toBeChecked();
  // Actions do not apply to it while it is not shown.
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await expect(page.getByRole("menuitem", { name: /selected/i }).first()).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Escape");
  await page.goBack();
  await expect(selection(page)).toContainText(`${n(total - 3)} selected (all that match, except 3)`);
  await expect(tick(rows(page).nth(1))).not.toBeChecked();
  await expect(tick(rows(page).nth(5))).toBeChecked();
  await page.goForward();
  await expect(selection(page)).toContainText(said);
  await selection(page).getByRole("button", { name: "Restore that filter and selection" }).click();
  await expect(page).toHaveURL(/status=in_use$/);
  await expect(selection(page)).toContainText(`${n(total - 3)} selected`);
});

test("P12a the ended selection is announced, and clearing discards it; picked cards stay selected under every filter", async ({ open, page, api }) => {
  await test.step("P12a the ended selection is announced, and clearing discards it", async () => {
    const total = await api.count({ sim_status: STATUS.inUse });
    await open("/cards?status=in_use");
    await page.getByRole("checkbox", { name: "Select this page" }).click();
    await page.getByRole("button", { name: `Select all ${n(total)} that match` }).click();
    const held = await hold(page, cardCalls);
    await page.getByRole("button", { name: "Remove filter: State = In use" }).click();
    await held.waits(1);
    await expect(page.getByRole("status").filter({ hasText: "under the previous one has ended" })).toHaveCount(1);
    await held.release();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Clear selection" }).click();
    await expect(selection(page)).toBeHidden();
    await page.goBack();
    await expect(page).toHaveURL(/status=in_use$/);
    await expect(rows(page)).toHaveCount(100);
    await expect(selection(page)).toBeHidden();
    await page.unrouteAll();
  });
  await test.step("P12a picked cards stay selected under every filter", async () => {
    await open("/cards?status=in_use");
    await tick(rows(page).nth(1)).click();
    await page.getByRole("button", { name: "Remove filter: State = In use" }).click();
    await expect(selection(page)).toContainText("1 selected");
    await page.goBack();
    await expect(tick(rows(page).nth(1))).toBeChecked();
  });
});

// ---- Pages past the end: every list of the console, by address.

const someOrder = async (api: Api) => {
  const { orders } = await api.get<{ orders: { order_id: number; quantity: number }[] }>("/v1/orders", { order_status: 5, order_type: 1, limit: 500 });
  return orders.reduce((most, one) => ((one.quantity ?? 0) > (most.quantity ?? 0) ? one : most)).order_id;
};
const somePool = async (api: Api) => {
  const { pools } = await api.get<{ pools: { id: number; quantity: number }[] }>("/v1/sim-pools", { limit: 500, status: 1 });
  return pools.reduce((most, one) => ((one.quantity ?? 0) > (most.quantity ?? 0) ? one : most)).id;
};
const dueMonth = async (api: Api) => {
  const { months } = await api.get<{ months: { month: string; orders: number }[] }>("/v1/renewal-calendar");
  return months.reduce((most, one) => (one.orders > most.orders ? one : most)).month;
};

type ListPage = { name: string; path: (api: Api) => Promise<string> };
const LISTS: ListPage[] = [
  { name: "cards", path: async () => "/cards?page=999" },
  { name: "cards of a filter and order", path: async () => "/cards?status=in_use&sort=-flow_used&page=999" },
  { name: "orders", path: async () => "/orders?page=999" },
  { name: "cards of an order", path: async (api) => `/orders/${await someOrder(api)}?tab=cards&page=999` },
  { name: "forward pools", path: async () => "/pools?page=999" },
  { name: "backward pools", path: async () => "/pools/backward?page=999" },
  { name: "members of a pool", path: async (api) => `/pools/${await somePool(api)}?page=999` },
  { name: "tags", path: async () => "/tags?page=999" },
  { name: "items of a card", path: async (api) => `/work-orders/items?card=${(await api.card({ sim_status: STATUS.inUse })).cid}&page=999` },
  { name: "orders that expire in a month", path: async (api) => `/renewal/calendar?month=${await dueMonth(api)}&page=999` },
];

async function leavesForTheLastPage(open: (path: string) => Promise<void>, page: Page, path: string) {
    await open("/attributes");
    await open(path);
    await expect(page).not.toHaveURL(/page=999/);
    const shown = pageField(page);
    await expect(shown.or(page.locator(".empty-title"))).toBeVisible();
    if (await shown.count()) {
      const last = ((await pager(page).textContent()) ?? "").match(/\/ (\d+)/)?.[1] ?? "";
      await expect(shown).toHaveValue(last);
      const url = new URL(page.url());
      expect(url.searchParams.get("page") ?? "1").toBe(last);
      await expect(rows(page).first()).toBeVisible();
    } else {
      expect(new URL(page.url()).searchParams.has("page")).toBe(false);
    }
    await page.goBack();
    await expect(page).toHaveURL(/\/attributes$/);
}

test("P15 every list: a page number past the end is replaced by the last page", async ({ open, page, api }) => {
  for (const { name, path } of LISTS) {
    await test.step(name, async () => {
      await leavesForTheLastPage(open, page, await path(api));
    });
  }
});

test("P15 an empty list stays on page 1; selected cards only, past the end; the page number field", async ({ open, page }) => {
  await test.step("P15 an empty list stays on page 1", async () => {
    for (const path of ["/cards?number=89860112840799992345&page=7", "/tags?name=qqqq&page=7", "/orders?number=4600000000999999&page=7", "/work-orders?number=1&page=7", "/exports?page=7"]) {
      await test.step(path, async () => {
        await open(path);
        await expect(page).not.toHaveURL(/page=/);
        await expect(rows(page)).toHaveCount(0);
      });
    }
  });
  await page.unrouteAll();
  await test.step("P15 selected cards only, past the end; the page number field shows the current page", async () => {
    await test.step("P15 selected cards only: a page number past the end", async () => {
      await open("/cards");
      await tick(rows(page).nth(1)).click();
      await selection(page).getByRole("button", { name: "More" }).click();
      await page.getByRole("menuitem", { name: "Show only the selected" }).click();
      await expect(rows(page)).toHaveCount(1);
      await page.evaluate(() => {
        history.replaceState(null, "", "/cards?page=5&selected=1");
        dispatchEvent(new PopStateEvent("popstate"));
      });
      await expect(page).not.toHaveURL(/page=/);
      await expect(rows(page)).toHaveCount(1);
    });
    await test.step("P15 the page number field shows the current page", async () => {
      await open("/tags");
      const last = ((await pager(page).textContent()) ?? "").match(/\/ (\d+)/)?.[1] ?? "";
      expect(Number(last)).toBeGreaterThan(1);
      const field = pageField(page);
      const type = async (text: string) => {
        await field.fill(text);
        await field.press("Enter");
      };
      await type("99");
      await expect(field).toHaveValue(last);
      await expect(page).toHaveURL(new RegExp(`page=${last}$`));
      for (const nonsense of ["abc", "99", "-1", "1e3", ""]) {
        await type(nonsense);
        await expect(field).toHaveValue(last);
        await expect(page).toHaveURL(new RegExp(`page=${last}$`));
      }
      await type("２");
      await expect(field).toHaveValue("2");
      await expect(page).toHaveURL(/page=2$/);
      await type("0");
      await expect(field).toHaveValue("1");
      await expect(page).toHaveURL(/\/tags$/);
    });
  });
});

const alone = ownService("lists", { cards: 300 });

alone.describe("with a service of its own", () => {
  alone.use({ lang: "en-US" });

  alone("P15 deleting the last tag of the last page leads to the page before it", async ({ open, page, api }) => {
    for (let at = 0; at < 21; at++) await api.post("/v1/tags", { tag_name: `last-${String(at).padStart(2, "0")}` });
    await open("/tags?name=last-&page=2");
    await expect(rows(page)).toHaveCount(1);
    await page.getByRole("button", { name: /^Delete tag/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
    await expect(page).toHaveURL(/\/tags\?name=last-$/);
    await expect(rows(page)).toHaveCount(20);
    await expect(pageField(page)).toHaveValue("1");
  });

  alone("P15 work orders and their items: a page past the end goes to the last page in place", async ({ open, page, api }) => {
    const cards = (await api.cards({ limit: 100, sim_status: STATUS.inUse, carrier_type: 1 })).sim_cards;
    let made = 0;
    for (const card of cards) {
      // Not every card can be suspended.
      const answer = await page.request.post(`/v1/sim-cards/${card.sim_card_id}/stop`, { data: {} });
      made += answer.ok() ? 1 : 0;
      if (made === 22) break;
    }
    expect(made).toBe(22);
    await leavesForTheLastPage(open, page, "/work-orders?page=999");
    await open("/work-orders?page=2");
    await expect(pageField(page)).toHaveValue("2");
    await expect(rows(page)).toHaveCount(2);
    const { work_orders } = await api.get<{ work_orders: { id: number }[] }>("/v1/work-orders", { limit: 10 });
    await leavesForTheLastPage(open, page, `/work-orders/${work_orders[0]!.id}?page=999`);
  });

  const LONG = "字".repeat(20) + "X".repeat(12);
  const RTL = "עברית 123";

  alone("B8 long tags, long names, right-to-left names: no row grows, no page is wider than a phone, nothing is reordered", async ({ open, page, api }) => {
    await test.step("B8 long and right-to-left tags do not change the height of a row, and are shown in full on focus", async () => {
      // Wide enough for the column of tags.
      await page.setViewportSize({ width: 1920, height: 900 });
      const card = await api.card({ sim_status: STATUS.inUse }, (card) => !card["tag_names"]);
      await open(`/cards?number=${card.cid}`);
      const before = (await row(page, grouped(card.cid)).boundingBox())!.height;
      let names = [LONG, RTL, "北区", "night", "x"];
      await page.route((url) => url.pathname === "/v1/sim-cards", async (route) => {
        const answer = await route.fetch();
        const body = await answer.json();
        for (const one of body.sim_cards) if (one.sim_card_id === card.sim_card_id) one.tag_names = names.map((name) => (name === LONG ? "字".repeat(100) + "X".repeat(100) : name)).join(",");
        await route.fulfill({ response: answer, json: body });
      });
      await page.reload();
      const line = row(page, grouped(card.cid));
      await expect(line).toContainText("+4");
      expect((await line.boundingBox())!.height).toBeLessThanOrEqual(before + 1);
      const all = line.getByRole("button", { name: /北区/ });
      await all.focus();
      await expect(page.getByRole("tooltip")).toContainText("X".repeat(100));
      await expect(page.getByRole("tooltip")).toContainText(RTL);
      names = [RTL, LONG];
      await page.reload();
      const isolated = await line.getByText(RTL, { exact: true }).evaluate((node) => getComputedStyle(node).unicodeBidi);
      expect(isolated).toBe("isolate");
    });
    await page.unrouteAll();
    await test.step("B8 pages with long names fit the width of a phone", async () => {
      const { tags } = await api.get<{ tags: { id: number; tag_name: string }[] }>("/v1/tags", { limit: 500 });
      const long = tags.find((tag) => tag.tag_name === LONG) ?? (await api.post<{ id: number }>("/v1/tags", { tag_name: LONG }));
      const { pools } = await api.get<{ pools: { id: number }[] }>("/v1/sim-pools", { limit: 10 });
      await page.route(/\/v1\/sim-(pools|cards)/, async (route) => {
        const answer = await route.fetch();
        const body = await answer.json();
        const name = "字".repeat(60) + "X".repeat(60);
        for (const one of [body, ...(body.pools ?? []), ...(body.sim_cards ?? [])]) {
          if ("pool_name" in one) one.pool_name = name;
          if ("tag_names" in one) one.tag_names = `${name},${"北".repeat(100)}`;
          if ("customer_attribute1" in one) one.customer_attribute1 = name;
        }
        await route.fulfill({ response: answer, json: body });
      });
      await page.setViewportSize({ width: 390, height: 844 });
      const card = await api.card({ sim_status: STATUS.inUse });
      for (const path of ["/cards", `/cards?tag=${long.id}`, `/cards/${card.sim_card_id}?tab=basic`, "/tags", "/pools", `/pools/${pools[0]!.id}`, "/attributes"]) {
        await open(path);
        await page.waitForLoadState("networkidle");
        expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390);
      }
      await open("/tags");
      await row(page, LONG).getByRole("button", { name: /^Delete tag/ }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    });
    await page.unrouteAll();
    await test.step("B8 a right-to-left name does not reorder the text beside it", async () => {
      await page.setViewportSize({ width: 1280, height: 720 });
      const { tags } = await api.get<{ tags: { id: number; tag_name: string }[] }>("/v1/tags", { limit: 500 });
      const tag = tags.find((tag) => tag.tag_name === RTL) ?? (await api.post<{ id: number }>("/v1/tags", { tag_name: RTL }));
      const other = tags.find((tag) => tag.tag_name !== RTL) ?? (await api.post<{ id: number }>("/v1/tags", { tag_name: "123" }));
      await open(`/cards?tag=${tag.id},${other.id}`);
      // The visual order of the token's parts: "Tag", the name, what follows, from left to right.
      const token = page.getByRole("button", { name: new RegExp(`^Tag = .*${RTL}`) });
      await expect(token).toBeVisible();
      const order = await token.evaluate((node, rtl) => {
        const text = document.createTreeWalker(node, NodeFilter.SHOW_TEXT).nextNode() as Text;
        const at = text.data.indexOf(rtl);
        const left = (from: number, to: number) => {
          const range = document.createRange();
          range.setStart(text, from);
          range.setEnd(text, to);
          return range.getBoundingClientRect();
        };
        const name = left(at, at + rtl.length);
        const before = left(0, 3);
        const after = left(text.data.length - 1, text.data.length);
        return { before: before.right <= name.left + 1, after: text.data.endsWith("\u2069") || after.left >= name.right - 1 };
      }, RTL);
      expect(order).toEqual({ before: true, after: true });
      await open("/tags");
      const name = row(page, RTL).getByRole("rowheader").getByText(RTL, { exact: true });
      await expect(name).toHaveAttribute("title", RTL);
      expect(await name.evaluate((node) => getComputedStyle(node).unicodeBidi)).toBe("isolate");
    });
  });
});
