// A page that a translator works on: it finds nothing to translate, and what it takes out all the same comes back.
import type { Page } from "@playwright/test";
import { expect, heading, rows, test, type Lang } from "../support/fixtures.ts";
import { host } from "../support/host.ts";
import { PAGES } from "../support/pages.ts";

const lang: Lang = "zh-CN";
test.use({ lang });

/** Texts that a translator which honours translate="no" would take, in the page and in open shadow roots. */
const translatable = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = [];
    const look = (root: Node, may: boolean) => {
      for (const node of root.childNodes) {
        if (node instanceof Text && may && node.data.trim()) found.push(node.data.trim());
        if (!(node instanceof Element) || ["SCRIPT", "STYLE", "NOSCRIPT"].includes(node.tagName)) continue;
        const set = node.getAttribute("translate");
        const inside = set === null ? may && !node.classList.contains("notranslate") : set !== "no";
        look(node, inside);
        if (node.shadowRoot) look(node.shadowRoot, inside);
      }
    };
    look(document.body, document.documentElement.translate);
    return found;
  });

/** What Chrome's translator does with each text. */
const translate = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector("#gsl-console")!, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts.filter((text) => text.data.trim())) {
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      inner.textContent = text.data;
      outer.append(inner);
      text.replaceWith(outer);
    }
    return texts.length;
  });

/** What an extension that marks words does: text, mark, text. */
const mark = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector("#gsl-console main")!, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts.filter((text) => text.data.trim().length > 2)) {
      const rest = text.splitText(1);
      rest.splitText(1);
      const mark = document.createElement("mark");
      rest.replaceWith(mark);
      mark.append(rest);
    }
  });

/** Number as shown, the card it leads to and the card its first button is about, of each row. */
const shown = (page: Page) =>
  rows(page).evaluateAll((rows) =>
    rows.map((row) => {
      const link = row.querySelector<HTMLAnchorElement>('a[href*="/cards/"]');
      const label = [...row.querySelectorAll("[aria-label]")].map((one) => one.getAttribute("aria-label")?.replaceAll(/\D/g, "")).find((digits) => digits && digits.length >= 15);
      return { text: link?.textContent?.replaceAll(/\s/g, ""), id: link?.pathname.split("/").pop(), label };
    }),
  );

test("B3 a translator finds nothing to translate: pages, dialogs, while the console loads and when it cannot", async ({ page, open, api }) => {
  await test.step("B3 a translator finds nothing to translate, in pages and dialogs", async () => {
    for (const target of PAGES.filter(({ name }) => ["overview", "card list", "card, usage", "order, basic data", "purchase", "batch"].includes(name))) {
      await open(await target.path(api));
      expect(await translatable(page), target.name).toEqual([]);
    }
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(await translatable(page)).toEqual([]);
    const head = page.locator("head");
    await expect(head.locator('meta[name="format-detection"]')).toHaveAttribute("content", /telephone=no/);
    await expect(head.locator('meta[name="google"]')).toHaveAttribute("content", "notranslate");
  });
  await test.step("B3 neither while the console loads nor when it cannot", async () => {
    await page.addInitScript((lang) => localStorage.setItem("gsl.locale", lang), lang);
    await page.route("**/boot.js", () => undefined);
    await page.goto("/", { waitUntil: "commit" });
    await expect(page.getByRole("progressbar")).toBeVisible();
    expect(await translatable(page)).toEqual([]);
    await page.unroute("**/boot.js");
    await page.route("**/*.wasm", (route) => route.abort());
    await page.goto("/");
    await expect(page.getByRole("alert").getByRole("heading")).toBeVisible();
    expect(await translatable(page)).toEqual([]);
  });
});

test("B3 nor in a page of others; the name of a language is marked as that language", async ({ page, open }) => {
  await test.step("B3 nor in a page of others, where the root names the console's language", async () => {
    await host(page, "/host.html", `<gsl-console locale="${lang}"></gsl-console>`);
    const inside = page.locator("gsl-console");
    await expect(inside.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await translatable(page)).toEqual(["Host"]);
    await expect(inside.locator(".gsl")).toHaveAttribute("lang", lang);
    await host(page, "/broken.html", `<gsl-console locale="${lang}" theme="neon"></gsl-console>`);
    await expect(page.locator("gsl-console").getByRole("alert")).toBeVisible();
    expect(await translatable(page)).toEqual(["Host"]);
  });
  await test.step("B3 the name of a language is marked as that language", async () => {
    await open("/");
    await page.getByRole("button", { name: "中文", exact: true }).click();
    await expect(page.getByRole("menuitemradio", { name: "中文" }).locator('[lang="zh-CN"]')).toHaveText("中文");
    await expect(page.getByRole("menuitemradio", { name: "English" }).locator('[lang="en-US"]')).toHaveText("English");
  });
});

for (const [what, change] of [["translated", translate], ["marked", mark]] as const) {
  test(`B3 on a page ${what} all the same, text, link and buttons of a row stay of one card after paging, sorting and a filter`, async ({ page, open, w, api }) => {
    await page.addInitScript(() => localStorage.setItem("gsl.table.cards", JSON.stringify({ columns: [], page_size: 20, refresh: 0 })));
    await open("/cards");
    await expect(rows(page)).toHaveCount(20);
    const { sim_cards } = await api.cards({ limit: 500 });
    const numbers = new Map(sim_cards.map((card) => [String(card.sim_card_id), card.cid]));
    for (const turn of [0, 1]) {
      await change(page);
      const before = await shown(page);
      await page.getByRole("button", { name: w.nextPage }).click();
      await expect(page).toHaveURL(new RegExp(`page=${turn + 2}`));
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      await expect.poll(async () => (await shown(page))[0]?.id).not.toBe(before[0]?.id);
      const after = await shown(page);
      expect(after.length).toBe(20);
      for (const row of after) {
        expect(row.text).toBe(numbers.get(String(row.id)) ?? row.text);
        expect(row.label, "the buttons are of the card shown").toBe(row.text);
      }
      expect(new Set(after.map((row) => row.text)).size).toBe(20);
    }
    await rows(page).nth(0).getByRole("checkbox").check();
    await rows(page).nth(1).getByRole("checkbox").check();
    await change(page);
    await rows(page).nth(2).getByRole("checkbox").check();
    await expect(page.getByText(/3 张/).first()).toBeVisible();
    await expect(page.getByText(/已选 2 张/)).toHaveCount(0);
    // In another language nothing of before is left.
    await page.getByRole("button", { name: "中文", exact: true }).click();
    await page.getByRole("menuitemradio", { name: "English" }).click();
    await expect(heading(page)).toHaveText("Card list");
    await expect(page.locator("#gsl-console").locator("font, mark")).toHaveCount(0);
  });
}
