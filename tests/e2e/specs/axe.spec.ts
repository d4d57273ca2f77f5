// Accessibility of every page in both languages and both themes: no violation of WCAG 2.2 A and AA that axe can find.
import { PAGES } from "../support/pages.ts";
import { LANGS, THEMES, expect, expectNoViolations, heading, test } from "../support/fixtures.ts";

for (const lang of LANGS) {
  for (const theme of THEMES) {
    test.describe(`${lang}, ${theme}`, () => {
      test.use({ lang, theme });
      // axe looks at every element several times.
      test.describe.configure({ timeout: 90_000 });

      // Every kind of cell, on a page that axe gets through: it takes seconds for a hundred rows.
      test.beforeEach(async ({ page }) => {
        await page.addInitScript(() => {
          localStorage.setItem("gsl.table.cards", JSON.stringify({ columns: [], page_size: 20, refresh: 0 }));
        });
      });

      for (const target of PAGES) {
        test(`axe: ${target.name}`, async ({ page, open, api }) => {
          await open(await target.path(api));
          await expect(heading(page)).toContainText(await target.heading(lang, api));
          await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
          await expectNoViolations(page);
        });
      }

      test("axe: no such page", async ({ page, open, w }) => {
        await open("/nowhere");
        await expect(heading(page)).toHaveText(w.notFound);
        await expectNoViolations(page);
      });

      test("axe: region checker", async ({ page, open }) => {
        await open("/regions?place=Longyan");
        await expect(page.getByRole("main").getByRole("status")).toHaveText(/\S/);
        await expectNoViolations(page);
      });

      test("axe: command palette", async ({ page, open }) => {
        await open("/cards");
        await page.keyboard.press("Control+k");
        await expect(page.getByRole("dialog")).toBeVisible();
        await expectNoViolations(page);
      });
    });
  }
}
