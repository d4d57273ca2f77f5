// A failing service: each page says what happened, with code and request id, and works again after a retry.
import { AREAS, PAGES, intercept } from "../support/pages.ts";
import { breaksOff, type Running } from "../support/faulty.ts";
import { expect, heading, rows, test } from "../support/fixtures.ts";
import type { Route } from "@playwright/test";

test.use({ lang: "zh-CN" });

type Fault = {
  name: string;
  answer: (route: Route, cut: Running) => Promise<void>;
  /** The explanation that the page shows. */
  says: "failed" | "malformed" | "unreachable";
  /** Details that must be on the page. */
  shows: string[];
};

const HEADERS = { "X-Request-Id": "req-7f3a" };
const json = (route: Route, status: number, body: string) =>
  route.fulfill({ status, headers: HEADERS, contentType: "application/json", body });

/** Consecutive faults have different explanations, so that each is seen to appear. */
const FAULTS: Fault[] = [
  {
    name: "an error of the service",
    answer: (route) => json(route, 500, '{"error_code":"GSL.00010005","error_msg":"service operation failed"}'),
    says: "failed",
    shows: ["GSL.00010005", "req-7f3a", "service operation failed"],
  },
  {
    name: "JSON of another shape",
    answer: (route) => json(route, 200, '{"limit":"many","sim_cards":7,"total":[]}'),
    says: "malformed",
    shows: ["req-7f3a", '"limit":"many"'],
  },
  {
    name: "the page of a gateway",
    answer: (route) => route.fulfill({ status: 502, headers: HEADERS, contentType: "text/html", body: "<h1>Bad gateway</h1>" }),
    says: "failed",
    shows: ["502", "req-7f3a"],
  },
  {
    name: "half a JSON text",
    answer: (route) => json(route, 200, '{"limit":10,"offset":1,"sim_cards":[{"sim_card_id":47'),
    says: "malformed",
    shows: ["req-7f3a", '"sim_card_id":47'],
  },
  {
    name: "an answer that breaks off",
    answer: (route, cut) => route.continue({ url: `${cut.url}${new URL(route.request().url()).pathname}` }),
    says: "unreachable",
    shows: [],
  },
  { name: "an empty answer", answer: (route) => json(route, 200, ""), says: "malformed", shows: ["req-7f3a"] },
  { name: "a refused connection", answer: (route) => route.abort("connectionrefused"), says: "unreachable", shows: [] },
];

// Pages that load from the same call, such as the tabs of a card, fail in the same way: one of them is enough.
const NAMES = [
  "overview", "card list", "card, usage", "forward pools", "backward pools", "pool, members", "new pool, pre-check", "tags",
  "custom attributes", "status check", "batch", "work orders", "export tasks", "orders", "order, basic data", "purchase",
];
const FILLED = PAGES.filter((page) => NAMES.includes(page.name));
if (FILLED.length !== NAMES.length) throw new Error("a page of NAMES is none");

let cut: Running;
test.beforeAll(async () => {
  cut = await breaksOff();
});
test.afterAll(() => cut.close());

for (const area of AREAS.filter((area) => FILLED.some((page) => page.area === area))) {
  test(`${area}: a slow answer is shown as loading, every failure is explained, and a retry succeeds`, async ({ page, open, api, w }) => {
    test.setTimeout(240_000);
    for (const target of FILLED.filter((page) => page.area === area)) {
      await test.step(`${target.name}: slow`, async () => {
        let release = () => {};
        const released = new Promise<void>((resolve) => (release = resolve));
        const end = await intercept(page, target, async (route) => {
          await released;
          await route.continue();
        });
        await open(await target.path(api));
        await expect(page.getByRole("main").locator('[aria-busy="true"]').first()).toBeVisible();
        release();
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        await expect(page.getByRole("alert")).toHaveCount(0);
        await end();
      });
      let fault: Fault | null = FAULTS[0]!;
      const end = await intercept(page, target, (route) => (fault ? fault.answer(route, cut) : route.continue()));
      await open(await target.path(api));
      const alert = page.getByRole("main").getByRole("alert");
      const retry = alert.getByRole("button", { name: w.retry });
      for (const one of FAULTS) {
        await test.step(`${target.name}: ${one.name}`, async () => {
          if (fault !== one) {
            fault = one;
            await retry.click();
          }
          await expect(alert).toContainText(w[one.says]);
          for (const fact of one.shows) await expect(alert).toContainText(fact);
          // The navigation and the page's frame remain usable.
          await expect(page.getByRole("navigation").first().getByRole("link", { name: w.cards })).toBeVisible();
        });
      }
      fault = null;
      await retry.click();
      await expect(alert).toHaveCount(0);
      await expect(heading(page)).toContainText(await target.heading("zh-CN", api));
      await end();
    }
  });
}

test("card list: the page on screen stays until the next one has arrived", async ({ page, open, w }) => {
  await open("/cards");
  await expect(rows(page).first()).toBeVisible();
  const before = await rows(page).first().textContent();
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/v1\/sim-cards\?.*offset=2/, async (route) => {
    await released;
    await route.continue();
  });
  await page.getByRole("button", { name: w.nextPage, exact: true }).click();
  await expect(page.getByRole("main").locator('[aria-busy="true"]').first()).toBeVisible();
  expect(await rows(page).first().textContent()).toBe(before);
  release();
  await expect(rows(page).first()).not.toHaveText(before ?? "");
  await expect(page).toHaveURL(/page=2/);
});

test("an answer that is overtaken is never shown", async ({ page, open, api }) => {
  const slow = await api.card({ sim_status: 20 });
  const fast = await api.card({ sim_status: 14 });
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(`**/v1/sim-cards/${slow.sim_card_id}`, async (route) => {
    await released;
    await route.continue().catch(() => {});
  });
  await open("/");
  // Two addresses in quick succession, as with back and forward; the first is answered last.
  await page.evaluate((id) => history.pushState(null, "", `/cards/${id}`), slow.sim_card_id);
  await page.evaluate(() => dispatchEvent(new PopStateEvent("popstate")));
  await page.evaluate((id) => history.pushState(null, "", `/cards/${id}`), fast.sim_card_id);
  await page.evaluate(() => dispatchEvent(new PopStateEvent("popstate")));
  const number = new RegExp(fast.cid.slice(-4));
  await expect(heading(page)).toContainText(number);
  const settled = page.waitForResponse(`**/v1/sim-cards/${slow.sim_card_id}`, { timeout: 2_000 }).catch(() => null);
  release();
  await settled;
  await expect(heading(page)).toContainText(number);
});
