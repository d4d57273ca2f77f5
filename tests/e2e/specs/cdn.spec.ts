// The console as plain files: without a service behind it there is an error page, never a blank one.
import { filesOnly } from "../support/faulty.ts";
import { LANGS, expect, test } from "../support/fixtures.ts";

for (const lang of LANGS) {
  test.describe(lang, () => {
    test.use({ lang });

    for (const fallback of [false, true]) {
      const kind = fallback ? "answers its start page for everything" : "has no such path";
      for (const path of ["/", "/cards", "/cards/1"]) {
        test(`files only, a server that ${kind}: ${path} explains itself`, async ({ page, open, w }) => {
          const files = await filesOnly(fallback);
          try {
            await open(`${files.url}${path}`);
            const alert = page.getByRole("main").getByRole("alert");
            await expect(alert.first()).toBeVisible();
            await expect(alert.getByRole("button", { name: w.retry }).first()).toBeVisible();
            await expect(page.getByRole("navigation").first().getByRole("link", { name: w.cards })).toBeVisible();
          } finally {
            await files.close();
          }
        });
      }
    }

    test("a program that does not arrive is explained, and a retry loads it", async ({ page, lang, w }) => {
      await page.addInitScript((lang) => localStorage.setItem("gsl.locale", lang), lang);
      await page.route("**/*.wasm", (route) => route.abort("connectionreset"));
      await page.goto("/cards");
      const alert = page.getByRole("alert");
      await expect(alert.getByRole("heading", { name: w.notLoaded })).toBeVisible();
      await page.unroute("**/*.wasm");
      await alert.getByRole("button", { name: w.retry }).click();
      await expect(page.getByRole("heading", { level: 1, name: w.cards })).toBeVisible();
    });

    test("a page whose files do not arrive says so, the others go on, and a retry brings it", async ({ page, open, w }) => {
      await page.route("**/gsl-cards_part-*.wasm", (route) => route.abort("connectionreset"));
      await open("/");
      const link = page.getByRole("navigation").first().getByRole("link", { name: w.cards });
      await link.click();
      await expect(page.getByRole("heading", { level: 1, name: w.partLost })).toBeFocused();
      await page.goBack();
      await expect(page.getByRole("heading", { level: 1, name: w.overview })).toBeFocused();
      await link.click();
      await page.unroute("**/gsl-cards_part-*.wasm");
      await page.getByRole("alert").getByRole("button", { name: w.retry }).click();
      await expect(page.getByRole("heading", { level: 1, name: w.cards })).toBeFocused();
    });
  });
}
