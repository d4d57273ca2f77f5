// Every page in both languages and both themes: axe finds no violation of WCAG 2.2 A and AA, nothing fails, nothing is
// blocked by the content security policy, nothing is asked of another host.
import { PAGES } from "../support/pages.ts";
import { LANGS, expect, heading, soundInBothThemes, test } from "../support/fixtures.ts";

// The console follows the system's theme, so one page shows both; that the chosen themes are these two is tested below.
test.use({ theme: "system" });

for (const lang of LANGS) {
  test.describe(lang, () => {
    test.use({ lang });
    // axe looks at every element several times.
    test.describe.configure({ timeout: 120_000 });

    // Every kind of cell, on a page that axe gets through: it takes seconds for a hundred rows.
    test.beforeEach(async ({ page }) => {
      await page.addInitScript(() => {
        localStorage.setItem("gsl.table.cards", JSON.stringify({ columns: [], page_size: 20, refresh: 0 }));
      });
    });

    for (const target of PAGES) {
      test(`sound: ${target.name}`, async ({ page, open, api, complaints, baseURL }) => {
        const foreign: string[] = [];
        page.on("request", (request) => {
          const url = new URL(request.url());
          if (url.origin !== new URL(String(baseURL)).origin && url.protocol.startsWith("http")) foreign.push(request.url());
        });
        await open(await target.path(api));
        await expect(heading(page)).toContainText(await target.heading(lang, api));
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        await soundInBothThemes(page);
        // On a phone nothing but a table scrolls sideways.
        await page.setViewportSize({ width: 390, height: 844 });
        await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
        expect(complaints).toEqual([]);
        expect(foreign, "requests to other hosts").toEqual([]);
      });
    }

    test("axe: no such page", async ({ page, open, w }) => {
      await open("/nowhere");
      await expect(heading(page)).toHaveText(w.notFound);
      await soundInBothThemes(page);
    });

    test("axe: region checker", async ({ page, open }) => {
      await open("/regions?place=Longyan");
      await expect(page.getByRole("main").getByRole("status")).toHaveText(/\S/);
      await soundInBothThemes(page);
    });

    test("axe: command palette", async ({ page, open }) => {
      await open("/cards");
      await page.keyboard.press("Control+k");
      await expect(page.getByRole("dialog")).toBeVisible();
      await soundInBothThemes(page);
    });
  });
}

test("a chosen theme has the colours of the system's", async ({ page, open }) => {
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
    const system = await colours();
    expect(Object.keys(system).length).toBeGreaterThan(20);
    await page.emulateMedia({ colorScheme: scheme === "dark" ? "light" : "dark" });
    await page.evaluate((scheme) => localStorage.setItem("gsl.theme", scheme), scheme);
    await page.reload();
    await expect(page.locator(".gsl").first()).toHaveAttribute("data-theme", scheme);
    expect(await colours()).toEqual(system);
  }
});
