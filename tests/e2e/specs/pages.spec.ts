// Every page in both languages and both themes: axe finds no violation of WCAG 2.2 A and AA, every text is in the
// page's language, nothing fails, the content security policy blocks nothing, no other host is contacted.
import type { Page } from "@playwright/test";
import { LANGS, expect, heading, soundInBothThemes, test, words, type Lang } from "../support/fixtures.ts";
import { AREAS, PAGES, inArea } from "../support/pages.ts";
import { expectOneLanguage, sentBy } from "../support/texts.ts";

// The console follows the system's theme, so one page load shows both; a test below checks that the chosen themes are the same.
test.use({ theme: "system" });

// Every kind of cell, on a page short enough for axe: a hundred rows take seconds.
test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    localStorage.setItem("gsl.table.cards", JSON.stringify({ columns: [], page_size: 20, refresh: 0 }));
  });
});

/** The language of the page, from the next load on. */
const speak = (page: Page, lang: Lang) => page.evaluate((lang) => localStorage.setItem("gsl.locale", lang), lang);
const settled = (page: Page) => expect(page.locator('[aria-busy="true"]')).toHaveCount(0);

test("every page is in an area", () => {
  expect(AREAS.flatMap(inArea).length).toBe(PAGES.length);
});

for (const area of AREAS) {
  test(`accessible, translated and free of errors in both languages and themes: ${area}`, async ({ page, open, api, complaints, baseURL }) => {
    // axe examines every element several times.
    test.setTimeout(300_000);
    const foreign: string[] = [];
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.origin !== new URL(String(baseURL)).origin && url.protocol.startsWith("http")) foreign.push(request.url());
    });
    const sent = sentBy(page);
    for (const target of inArea(area)) {
      const path = await target.path(api);
      for (const lang of LANGS) {
        await test.step(`${target.name}, ${lang}`, async () => {
          await page.setViewportSize({ width: 1440, height: 900 });
          // Before the first page there is no storage to write to.
          if (page.url() !== "about:blank") await speak(page, lang);
          await open(path);
          await expect(heading(page)).toContainText(await target.heading(lang, api));
          await settled(page);
          await expect.poll(() => page.title()).toContain(await target.heading(lang, api));
          await expectOneLanguage(page, lang, sent, target.name);
          await soundInBothThemes(page);
          // On a phone, only tables scroll horizontally.
          await page.setViewportSize({ width: 390, height: 844 });
          await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
        });
      }
    }
    expect(complaints).toEqual([]);
    expect(foreign, "requests to other hosts").toEqual([]);
  });
}

test("accessible, translated and free of errors in both languages and themes: unknown page, region checker, command palette", async ({ page, open }) => {
  test.setTimeout(300_000);
  const sent = sentBy(page);
  await open("/404");
  for (const lang of LANGS) {
    await speak(page, lang);
    await open("/404");
    await expect(heading(page)).toHaveText(words[lang].notFound);
    await expectOneLanguage(page, lang, sent, "no such page");
    await soundInBothThemes(page);
    await open("/regions?place=Longyan");
    await expect(page.getByRole("main").getByRole("status")).toHaveText(/\S/);
    await expectOneLanguage(page, lang, sent, "region checker");
    await soundInBothThemes(page);
    await open("/cards");
    await settled(page);
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectOneLanguage(page, lang, sent, "command palette");
    await soundInBothThemes(page);
  }
});

test("a chosen theme has the same colours as the system's theme", async ({ page, open }) => {
  const colours = () =>
    page.locator(".gsl").first().evaluate((root) => {
      const style = getComputedStyle(root);
      const names = [...root.computedStyleMap()].map(([name]) => name).filter((name) => name.startsWith("--"));
      return Object.fromEntries([...names, "color-scheme"].map((name) => [name, style.getPropertyValue(name)]));
    });
  await open("/");
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.evaluate(() => localStorage.setItem("gsl.theme", "system"));
    await page.reload();
    await expect(heading(page)).toBeVisible();
    const system = await colours();
    expect(Object.keys(system).length).toBeGreaterThan(20);
    await page.emulateMedia({ colorScheme: scheme === "dark" ? "light" : "dark" });
    await page.evaluate((scheme) => localStorage.setItem("gsl.theme", scheme), scheme);
    await page.reload();
    await expect(heading(page)).toBeVisible();
    await expect(page.locator(".gsl").first()).toHaveAttribute("data-theme", scheme);
    expect(await colours()).toEqual(system);
  }
});
