// The console served as plain files: without a service it shows an error page, never a blank one.
import { filesOnly } from "../support/faulty.ts";
import { expect, releaseOnly, test, type Lang } from "../support/fixtures.ts";

const lang: Lang = "en-US";
test.use({ lang });

test("on a server with only files, which answers API calls with 404 or the start page, each page explains the failure", async ({ page, open, w }) => {
  for (const fallback of [false, true]) {
    const kind = fallback ? "answers its start page for everything" : "has no such path";
    for (const path of ["/", "/cards", "/cards/1"]) {
      await test.step(`a server that ${kind}: ${path}`, async () => {
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
});

test("a program that fails to load is explained, and a retry loads it", async ({ page, lang, w }) => {
  await page.addInitScript((lang) => localStorage.setItem("gsl.locale", lang), lang);
  await page.route("**/*.wasm", (route) => route.abort("connectionreset"));
  await page.goto("/cards");
  const alert = page.getByRole("alert");
  await expect(alert.getByRole("heading", { name: w.notLoaded })).toBeVisible();
  await page.unroute("**/*.wasm");
  await alert.getByRole("button", { name: w.retry }).click();
  await expect(page.getByRole("heading", { level: 1, name: w.cards })).toBeVisible();
});

test("a page whose files fail to load says so, other pages work, and a retry loads it", async ({ page, open, w }) => {
  releaseOnly();
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

test("a page whose files failed to load is loaded automatically once the network is back", async ({ page, open, w }) => {
  releaseOnly();
  let tries = 0;
  await open("/");
  await page.route("**/gsl-labels_part-*.wasm", (route) => (tries++, route.abort("connectionreset")));
  await page.getByRole("navigation").first().getByRole("link", { name: w.tags }).click();
  const alert = page.getByRole("alert").filter({ hasText: w.partLost });
  await expect(alert).toContainText("Trying again in");
  // Shown once, however often it is tried.
  await expect.poll(() => tries).toBeGreaterThan(1);
  await expect(alert).toHaveCount(1);
  await page.unroute("**/gsl-labels_part-*.wasm");
  await expect(page.getByRole("heading", { level: 1, name: w.tags })).toBeFocused();
});

test("the files of the first page are loaded in parallel with the program", async ({ page }) => {
  releaseOnly();
  const first = [
    ["/", "overview"], ["/cards", "cards"], ["/cards/1?tab=basic", "card"], ["/pools/backward", "pools"], ["/pools/1", "pool"],
    ["/attributes", "labels"], ["/check", "check"], ["/batch/1", "batch"], ["/work-orders", "work"],
  ];
  // The program never arrives, so everything requested is requested without it.
  await page.route("**/gsl-console-*.wasm", () => undefined);
  for (const [path, part] of first) {
    const asked = page.waitForRequest(new RegExp(`/gsl-${part}_part-`));
    await page.goto(String(path), { waitUntil: "commit" });
    await asked;
  }
});
