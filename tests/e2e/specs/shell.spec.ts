// The frame: navigation, keyboard, language, theme, command palette, account.
import { expect, grouped, heading, rows, test, type Lang } from "../support/fixtures.ts";

const lang: Lang = "zh-CN";
test.use({ lang });

test("the keyboard alone reaches a page, and focus lands on its heading; links are real", async ({ page, open, w, context }) => {
  await test.step("the keyboard alone reaches a page, and focus lands on its heading", async () => {
    await open("/");
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "跳到主要内容" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main")).toBeFocused();
    await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: w.cards }).focus();
    await page.keyboard.press("Enter");
    await expect(heading(page)).toHaveText(w.cards);
    await expect(heading(page)).toBeFocused();
    await expect(page).toHaveTitle(new RegExp(w.cards));
    await page.goBack();
    await expect(heading(page)).toHaveText(w.overview);
    await page.goForward();
    await expect(page).toHaveURL(/\/cards$/);
  });
  await test.step("links are real: a modified click is the browser's", async () => {
    await open("/");
    const opened = context.waitForEvent("page");
    await page.getByRole("navigation").getByRole("link", { name: w.cards }).click({ modifiers: ["ControlOrMeta"] });
    const other = await opened;
    await expect(other).toHaveURL(/\/cards$/);
    await expect(heading(page)).toHaveText(w.overview);
  });
});

test("the theme is kept, and dark is dark; another language keeps the address, and both survive a reload", async ({ page, open }) => {
  await test.step("the theme is kept, and dark is dark", async () => {
    await open("/");
    const background = () => page.locator(".gsl").evaluate((root) => getComputedStyle(root).backgroundColor);
    const light = await background();
    await page.getByRole("button", { name: "显示设置" }).click();
    await page.getByRole("menuitemradio", { name: "深色" }).click();
    await expect.poll(background).not.toBe(light);
    await page.reload();
    await expect(heading(page)).toBeVisible();
    expect(await background()).not.toBe(light);
  });
  await test.step("another language keeps the address and survives a reload", async () => {
    await open("/cards?status=in_use");
    await page.getByRole("button", { name: "中文" }).click();
    await page.getByRole("menuitemradio", { name: "English" }).click();
    await expect(heading(page)).toHaveText("Card list");
    await expect(page).toHaveURL(/\/cards\?status=in_use$/);
    await expect(page.locator("html")).toHaveAttribute("lang", "en-US");
    await page.reload();
    await expect(heading(page)).toHaveText("Card list");
  });
});

test("the palette goes to a page and puts first what begins with the words typed", async ({ page, open, w }) => {
  await test.step("the palette goes to a page", async () => {
    await open("/");
    await page.keyboard.press("Control+k");
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("combobox")).toBeFocused();
    await page.keyboard.type(w.cards);
    await expect(dialog.getByRole("option", { name: w.cards })).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(heading(page)).toHaveText(w.cards);
  });
  await test.step("the palette puts first what begins with the words typed", async () => {
    await open("/");
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog").getByRole("combobox")).toBeFocused();
    await page.keyboard.type("续费");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/renewal$/);
  });
});

test("the palette offers every action on the selected cards, and finds a card by each of its numbers", async ({ page, open, api }) => {
  await test.step("the palette offers every action on the selected cards", async () => {
    const t = lang === "zh-CN" ? { group: "所选 2 张卡", suspend: "批量停机" } : { group: "2 selected cards", suspend: "Suspend" };
    await open("/cards");
    for (const n of [0, 1]) await rows(page).nth(n).getByRole("checkbox").check();
    await page.keyboard.press("Control+k");
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText(t.group)).toBeVisible();
    await expect(dialog.getByRole("option", { name: "订购叠加包", exact: true })).toHaveCount(1);
    await dialog.getByRole("option", { name: t.suspend, exact: true }).click();
    await expect(page).toHaveURL(/\/batch\?action=suspend$/);
    await expect(page.getByLabel("操作", { exact: true })).toHaveValue("suspend");
    await page.getByRole("button", { name: "预览", exact: true }).click();
    await expect(page.getByRole("main")).toContainText(/共 2 张|2 张卡/);
  });
  await test.step("the palette finds a card by each of its numbers, as people write them", async () => {
    const [card] = (await api.cards({ sim_status: 20 })).sim_cards;
    const cid = String(card?.cid);
    for (const number of [grouped(cid), `${cid.slice(0, 19)}A`, String(card?.msisdn), String(card?.imei)]) {
      await open("/");
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog").getByRole("combobox").fill(number);
      await page.getByRole("option", { name: grouped(cid) }).click();
      await expect(heading(page)).toContainText(grouped(cid));
      await expect(page).toHaveURL(new RegExp(`/cards/${card?.sim_card_id}$`));
    }
    // The only card found can be acted on at once, and is among the last ones afterwards.
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").getByRole("combobox").fill(cid);
    await page.getByRole("group", { name: grouped(cid) }).getByRole("option", { name: "停机", exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`/cards/${card?.sim_card_id}\\?do=suspend$`));
    await open("/");
    await page.keyboard.press("Control+k");
    await page.getByRole("group", { name: "最近打开" }).getByRole("option", { name: grouped(cid) }).click();
    await expect(heading(page)).toContainText(grouped(cid));
  });
  await test.step("what needs no selection is there by its verb", async () => {
    for (const [verb, url] of [["为卡续费", /\/renewal$/], ["购买SIM卡", /\/purchase/]] as const) {
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog").getByRole("combobox").fill(verb);
      await page.getByRole("option", { name: verb, exact: true }).first().click();
      await expect(page).toHaveURL(url);
    }
  });
});

test("B5 while the service is away one banner says so, on every page; everything comes by itself once it is back", async ({ page, open, w }) => {
  await open("/cards");
  await page.route("**/v1/**", (route) => route.abort());
  const main = page.getByRole("main");
  await main.getByRole("button", { name: "刷新", exact: true }).first().click();
  await expect(main.getByRole("alert")).toHaveCount(1);
  await expect(main.getByRole("alert")).toContainText("连不上服务");
  await page.getByRole("navigation").getByRole("link", { name: w.tags }).click();
  await expect(heading(page)).toHaveText(w.tags);
  await expect(main.getByRole("alert")).toHaveCount(1);
  await page.unrouteAll();
  await main.getByRole("button", { name: "重试" }).click();
  await expect(main.getByRole("alert")).toHaveCount(0);
  await expect(rows(page).first()).toBeVisible();
});

test("X7 the navigation folds to a rail, its groups fold, and both are remembered; every page has its name in the title", async ({ page, open, w }) => {
  await open("/");
  await expect(page).toHaveTitle(new RegExp(`^${w.overview} · `));
  const nav = page.getByRole("navigation", { name: "主导航" });
  const tags = nav.getByRole("link", { name: w.tags });
  await nav.getByRole("button", { name: "标签与属性" }).click();
  await expect(tags).toBeHidden();
  await page.reload();
  await expect(nav.getByRole("button", { name: "标签与属性" })).toHaveAttribute("aria-expanded", "false");
  await nav.getByRole("button", { name: "标签与属性" }).press("Enter");
  await expect(tags).toBeVisible();
  const width = () => nav.evaluate((element) => element.clientWidth);
  expect(await width()).toBeGreaterThan(150);
  await nav.getByRole("button", { name: "收起导航" }).click();
  await expect.poll(width).toBeLessThan(60);
  await page.reload();
  await expect(heading(page)).toBeVisible();
  await expect.poll(width).toBeLessThan(60);
  // A link of the rail keeps its name.
  await tags.click();
  await expect(heading(page)).toHaveText(w.tags);
  await expect(page).toHaveTitle(new RegExp(`^${w.tags} · `));
  await page.keyboard.press("[");
  await expect.poll(width).toBeGreaterThan(150);
});

test("Q11.1 sub-accounts: the account menu leads to identity management", async ({ page, open }) => {
  await open("/");
  await page.getByRole("button", { name: "账号" }).click();
  const link = page.getByRole("menuitem", { name: /IAM/ });
  await expect(link).toHaveAttribute("href", /^https:\/\/.*\/iam\//);
  await expect(page.getByText(/GSL FullAccess/)).toBeVisible();
  await expect(page.getByText(/10–15/)).toBeVisible();
});

test("single keys can be switched off, and never fire while typing; below 720 px the navigation is a drawer", async ({ page, open, w }) => {
  await test.step("single keys can be switched off, and never fire while typing", async () => {
    await open("/cards");
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "键盘快捷键" });
    await expect(help).toBeVisible();
    await help.getByRole("switch", { name: "启用单键快捷键" }).click();
    await page.keyboard.press("Escape");
    await expect(help).toBeHidden();
    await page.keyboard.press("?");
    await expect(help).toBeHidden();
    await page.reload();
    await expect(heading(page)).toBeVisible();
    await page.keyboard.press("?");
    await expect(help).toBeHidden();
  });
  await test.step("below 720 px the navigation is a drawer", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open("/");
    await expect(page.getByRole("navigation", { name: "主导航" })).toBeHidden();
    await page.getByRole("button", { name: "打开导航" }).click();
    await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: w.cards }).click();
    await expect(heading(page)).toHaveText(w.cards);
    await expect(page.getByRole("navigation", { name: "主导航" })).toBeHidden();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
