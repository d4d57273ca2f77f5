// The card list: filters, pasted numbers, selection across pages, sort, columns, views, keys.
import { STATUS, expect, expectNoViolations, grouped, row, rows, test } from "../support/fixtures.ts";
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
  await test.step("the selection survives a reload, under its own filter only", async () => {
    const total = await api.count({ sim_status: STATUS.inUse });
    await page.reload();
    await expect(selection(page)).toContainText(`${(total - 1).toLocaleString("en-US")} selected (all that match, except 1)`);
    await page.goto("/cards?status=suspended");
    await expect(rows(page).first()).toBeVisible();
    await expect(selection(page)).toHaveCount(0);
  });
});

test("a file picked or dropped anywhere on the page filters as a pasted list does; an expired list says what to do", async ({ open, page, api }) => {
  const cards = (await api.cards({ sim_status: STATUS.inUse, limit: 10 })).sim_cards.slice(0, 3);
  const file = { name: "depot.csv", mimeType: "text/csv", buffer: Buffer.from(["ICCID,Depot", ...cards.map((card) => `${card.cid},north`), `${cards[0]!.cid},south`, "batch 7,x"].join("\r\n")) };
  const main = page.getByRole("main");
  await open("/cards");
  await test.step("picked", async () => {
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Filter by a file of card numbers (CSV, XLSX)" }).click();
    await (await chooser).setFiles(file);
    await expect(matches(page, 3)).toBeVisible();
    await expect(main).toContainText("The list has 3 numbers; 3 cards found. 1 duplicate.");
    await expect(main).toContainText(/1 row left out, it has no card number: 6 \(.*batch 7/);
  });
  await test.step("dropped on the rows; one that is no list of cards stays what it is", async () => {
    const drop = async (name: string, text: string) => {
      const data = await page.evaluateHandle(([name, text]) => {
        const data = new DataTransfer();
        data.items.add(new File([text!], name!, { type: "text/csv" }));
        return data;
      }, [name, text]);
      await page.getByRole("table").dispatchEvent("dragover", { dataTransfer: data });
      await page.getByRole("table").dispatchEvent("drop", { dataTransfer: data });
    };
    await open("/cards");
    await drop("two.csv", `${cards[0]!.cid}\n${cards[1]!.cid}\n`);
    await expect(matches(page, 2)).toBeVisible();
    await drop("names.csv", "name,city\nA,B\n");
    await expect(page.getByRole("alert")).toContainText("names.csv has no column with card numbers.");
    await expect(page).toHaveURL(/list=\d+$/);
  });
  await test.step("an expired list", async () => {
    await open("/cards?list=999");
    await expect(page.getByText("Card numbers = expired list")).toBeVisible();
    await expect(main).toContainText("This list has expired");
    await expect(main).not.toContainText("card_list_id");
    await page.getByRole("button", { name: "Remove the list" }).click();
    await expect(page).toHaveURL(/\/cards$/);
    await expect(rows(page)).toHaveCount(100);
  });
  await test.step("what a filter matches is what the export says", async () => {
    await open("/cards?status=suspended");
    await page.getByRole("button", { name: "Export", exact: true }).click();
    const total = (await api.count({ sim_status: STATUS.suspended })).toLocaleString("en-US");
    await expect(page.getByRole("menuitem", { name: `Export the ${total} that match`, exact: true })).toBeVisible();
  });
});

test("picked cards stay across pages and can be shown alone; Shift picks a range", async ({ open, page }) => {
  await open("/cards");
  await rows(page).nth(1).getByRole("checkbox").click();
  await rows(page).nth(4).getByRole("checkbox").click({ modifiers: ["Shift"] });
  await expect(selection(page)).toContainText("4 selected");
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await expect(selection(page)).toContainText("4 selected, 4 not on this page");
  await selection(page).getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Show only the selected" }).click();
  await expect(rows(page)).toHaveCount(4);
  await page.getByRole("button", { name: "Clear selection" }).click();
  await expect(selection(page)).toBeHidden();
  await expect(page).not.toHaveURL(/selected/);
});

test("rows are one line, the remedy is the row's button, the bar takes the place of the count: nothing moves", async ({ open, page, api }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open("/cards?status=suspended");
  await expect(rows(page)).toHaveCount(100);
  await test.step("at least 16 rows of at most 40 px, Left and Expires in view, a menu button of at least 24 px", async () => {
    const seen = await rows(page).evaluateAll((all) => all.map((row) => row.getBoundingClientRect()).filter((box) => box.bottom <= innerHeight).map((box) => box.height));
    expect(seen.length).toBeGreaterThanOrEqual(16);
    expect(Math.max(...seen)).toBeLessThanOrEqual(40);
    for (const name of [/^Left/, /^Expires/]) {
      const box = (await page.getByRole("columnheader", { name }).boundingBox())!;
      const actions = (await page.getByRole("columnheader", { name: "Actions" }).boundingBox())!;
      expect(box.x + box.width).toBeLessThanOrEqual(actions.x + 1);
    }
    const more = (await rows(page).first().getByRole("button", { name: /^More actions/ }).boundingBox())!;
    expect(Math.min(more.width, more.height)).toBeGreaterThanOrEqual(24);
  });
  await test.step("the first tick moves no row", async () => {
    const before = (await rows(page).nth(2).boundingBox())!;
    await rows(page).nth(2).getByRole("checkbox").click();
    await expect(selection(page)).toContainText("1 selected");
    for (const name of ["Suspend", "Resume", "Tag", "Buy an add-on", "More"]) await expect(selection(page).getByRole("button", { name, exact: true })).toBeVisible();
    expect((await rows(page).nth(2).boundingBox())!.y).toBe(before.y);
    await page.getByRole("button", { name: "Clear selection" }).click();
    await expect(matches(page, await api.count({ sim_status: STATUS.suspended }))).toBeVisible();
    expect((await rows(page).nth(2).boundingBox())!.y).toBe(before.y);
  });
});

test("at 1024 what is sorted or filtered by is in view, and a shadow shows that there is more", async ({ open, page }) => {
  await page.setViewportSize({ width: 1024, height: 800 });
  const inView = async (name: RegExp) => {
    const [box, actions, number] = await Promise.all([name, "Actions", /^Container ID/].map((name) => page.getByRole("columnheader", { name }).boundingBox()));
    return box!.x >= number!.x + number!.width - 1 && box!.x + box!.width <= actions!.x + 1;
  };
  await open("/cards?expire=30");
  await expect(rows(page).first()).toBeVisible();
  await expect.poll(() => inView(/^Expires/)).toBe(true);
  await open("/cards?sort=price_plan");
  await expect.poll(() => inView(/^Plan/)).toBe(true);
  await open("/cards?sort=-act_date");
  await expect(page.getByRole("columnheader", { name: /^Activated/ })).toHaveAttribute("aria-sort", "descending");
  await expect.poll(() => inView(/^Activated/)).toBe(true);
  await page.addInitScript(() => localStorage.setItem("gsl.table.cards", '{"columns":[["cid",true],["imsi",true],["imei",true],["node",true],["status",true],["plan",true]],"page_size":20,"refresh":0}'));
  await open("/cards");
  const area = page.getByRole("region", { name: "SIM cards" });
  await expect(area).toHaveAttribute("data-beyond", "end");
  await area.evaluate((area) => area.scrollTo({ left: 10_000 }));
  await expect(area).toHaveAttribute("data-beyond", "start");
});

test("sorting by header is in the address and the service's order", async ({ open, page, api }) => {
  await open("/cards?status=in_use");
  await page.getByRole("button", { name: "Used / plan (MB)", exact: true }).click();
  await expect(page).toHaveURL(/sort=-flow_used/);
  await expect(page.getByRole("columnheader", { name: /Used \/ plan/ })).toHaveAttribute("aria-sort", "descending");
  const [first] = (await api.cards({ sim_status: STATUS.inUse, sort: "flow_used", order: "desc", limit: 10 })).sim_cards;
  await expect(rows(page).first()).toContainText(grouped(first!.cid));
  for (const [name, sort] of [["State", "sim_status"], ["Plan", "price_plan"], ["Batch no", "order_id"]] as const) {
    await page.setViewportSize({ width: 1920, height: 900 });
    await page.getByRole("columnheader", { name: new RegExp(`^${name}`) }).getByRole("button").first().click();
    await expect(page).toHaveURL(new RegExp(`sort=${sort}$`));
    const [first] = (await api.cards({ sim_status: STATUS.inUse, sort, order: "asc", limit: 10 })).sim_cards;
    await expect(rows(page).first()).toContainText(grouped(first!.cid));
  }
});

test("columns, page size and order are remembered; a named view opens by itself once it is the default", async ({ open, page }) => {
  await test.step("columns, page size and order are remembered", async () => {
    await open("/cards");
    await page.getByRole("button", { name: "Columns, density, rows per page" }).click();
    const dialog = page.getByRole("dialog", { name: "Table settings" });
    await dialog.getByRole("checkbox", { name: "IMSI", exact: true }).check();
    await dialog.getByRole("checkbox", { name: "Tags", exact: true }).uncheck();
    const line = (name: string) => dialog.getByRole("listitem").filter({ has: page.getByRole("checkbox", { name, exact: true }) });
    // A drag begins with the second move of the pointer; the lines move under it.
    await line("Expires").hover({ position: { x: 10, y: 10 } });
    await page.mouse.down();
    const to = (await line("State").boundingBox())!;
    for (const down of [10, 12]) await page.mouse.move(to.x + 10, to.y + down);
    await page.mouse.up();
    await dialog.getByRole("combobox", { name: "Rows per page" }).selectOption("20");
    await page.keyboard.press("Escape");
    await expect(rows(page)).toHaveCount(20);
    await page.reload();
    await expect(rows(page)).toHaveCount(20);
    await expect(page.getByRole("columnheader", { name: "IMSI" })).toBeVisible();
    await expect(page.getByRole("columnheader", { name: "Tags" })).toHaveCount(0);
    await expect(page.getByRole("columnheader").nth(2)).toContainText("Expires");
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
    const tabs = page.getByRole("navigation", { name: "Views" }).getByRole("link");
    await expect(tabs).toHaveText(["All cards", "Suspended", "Stopped today", "Expiring in 30 days", "Stopped"]);
    await expect(tabs.last()).toHaveAttribute("aria-current", "page");
    await tabs.first().click();
    await expect(page).toHaveURL(/\/cards$/);
  });
});

test("a card is looked at beside the list: with the pointer, with the keyboard alone, at 1024 over the list", async ({ open, page, api }) => {
  const peek = page.getByRole("complementary", { name: "Card beside the list" });
  const filter = { sim_status: STATUS.suspended, stop_reason: "user" };
  const [first, second] = (await api.cards({ ...filter, limit: 10 })).sim_cards;
  await open("/cards?reason=user");
  await test.step("a click beside the controls of a row: the list, its scroll position and the selection stay", async () => {
    await rows(page).nth(3).getByRole("checkbox").click();
    const area = page.getByRole("region", { name: "SIM cards" });
    const before = await area.evaluate((area) => area.scrollTop);
    await rows(page).nth(3).getByRole("cell", { name: /^\d{4}-/ }).click();
    await expect(peek).toContainText("Suspended by user");
    await expect(peek.getByRole("button", { name: "Resume" })).toBeVisible();
    await expect(page).toHaveURL(/peek=\d+$/);
    await expect(rows(page).nth(3)).toHaveAttribute("aria-current", "true");
    expect(await area.evaluate((area) => area.scrollTop)).toBe(before);
    await expect(selection(page)).toContainText("1 selected");
    await peek.getByRole("button", { name: "Close" }).click();
    await expect(peek).toHaveCount(0);
    await expect(rows(page).nth(3).getByRole("link").first()).toBeFocused();
    await page.getByRole("button", { name: "Clear selection" }).click();
  });
  await test.step("with the keyboard alone", async () => {
    await page.reload();
    await expect(rows(page).first()).toBeVisible();
    await page.keyboard.press("j");
    await page.keyboard.press("Space");
    await expect(peek.getByRole("heading", { name: grouped(first!.cid) })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(peek).toHaveCount(0);
    await expect(rows(page).first().getByRole("link").first()).toBeFocused();
    await page.keyboard.press("Space");
    await expect(peek).toBeVisible();
    await peek.getByRole("button", { name: "Next card" }).press("Enter");
    await expect(peek).toContainText(grouped(second!.cid));
    await expect(peek.getByRole("button", { name: "Next card" })).toBeFocused();
    await expectNoViolations(page);
  });
  await test.step("at 1024 it lies over the list; its link leads to the card, a reload keeps it", async () => {
    await page.setViewportSize({ width: 1024, height: 800 });
    const width = async () => (await page.getByRole("table").boundingBox())!.width;
    const open = await width();
    await page.reload();
    await expect(peek).toContainText(grouped(second!.cid));
    await peek.getByRole("button", { name: "Close" }).click();
    expect(await width()).toBe(open);
    await rows(page).first().getByRole("button", { name: /^More actions/ }).click();
    await page.getByRole("menuitem", { name: "Show beside the list" }).click();
    await peek.getByRole("link", { name: "Open card" }).click();
    await expect(page).toHaveURL(new RegExp(`/cards/${first!.sim_card_id}$`));
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
  await test.step("the filter is folded away, the first row is on the first screen", async () => {
    const box = (await first.boundingBox())!;
    expect(box.y + box.height).toBeLessThanOrEqual(844);
    await expect(field(page)).toBeHidden();
    await page.getByRole("button", { name: "Filters (1)" }).click();
    await expect(field(page)).toBeVisible();
    await expect(page.getByRole("button", { name: "State = In use", exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Filters (1)" }).click();
  });
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
