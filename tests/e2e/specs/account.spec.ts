// A service that mirrors a real account: 账号与同步 with answers made up here, and every act of the console disabled with the
// reason. English.
import type { Page } from "@playwright/test";
import { LANGS, expect, heading, soundInBothThemes, test } from "../support/fixtures.ts";
import { startMirror } from "../support/service.mjs";
import { expectOneLanguage, sentBy } from "../support/texts.ts";

test.use({ lang: "en-US", theme: "system" });

const NOW = "2026-11-22T04:00:00Z";
const GROUPS = ["cards", "plans", "tags", "attributes", "pools", "members", "work_orders", "usage", "daily_use"];
type Group = { group: string; state: string; done: number; observed_at?: string; [name: string]: unknown };

const FAILURE = {
  group: "pools", at: "2026-11-22T03:58:00Z", kind: "unavailable", operation: "ListSimPools", status: 504, code: "APIG.0201",
  message: "backend timeout", request_id: "81f0c2d4e6",
};

/** The account while its cards are read for the first time. */
const first = (done: number) => ({
  paused: false, now: NOW, calls_last_minute: 120, calls_allowed_per_minute: 240, calls_full_per_minute: 240, calls_waiting: 3,
  calls_made: 75, throttled: 0, failures: [FAILURE],
  groups: GROUPS.map((group): Group => {
    if (group === "cards") return { group, state: "running", done, total: 100_000, seconds_left: 110 };
    if (group === "plans") return { group, state: "done", done: 12, observed_at: "2026-11-22T03:57:00Z", next_at: "2026-11-22T04:02:00Z" };
    if (group === "pools") return { group, state: "never", done: 0, failure: FAILURE };
    return { group, state: "never", done: 0 };
  }),
});
const read = () => ({
  ...first(0), failures: [],
  groups: GROUPS.map((group): Group => ({ group, state: "done", done: 1, observed_at: "2026-11-22T03:57:00Z", next_at: "2026-11-22T04:12:00Z" })),
});

/** The demo service, as one that mirrors an account would answer. */
async function mirrored(page: Page, answer: () => object, sent: string[] = []) {
  await page.route("**/v1/capabilities", async (route) => {
    const known = (await (await route.fetch()).json()) as { extensions: string[] };
    const extensions = [...known.extensions.filter((name) => !name.endsWith(".act")), "account"];
    await route.fulfill({ json: { ...known, extensions, read_only: true, now: NOW } });
  });
  let paused = false;
  await page.route("**/v1/account/sync*/**", (route) => {
    const { pathname } = new URL(route.request().url());
    sent.push(`${route.request().method()} ${pathname}`);
    if (!pathname.endsWith("/read-now")) paused = pathname.endsWith("/pause");
    return route.fulfill({ json: { ...answer(), paused } });
  });
  await page.route("**/v1/account/sync", (route) => route.fulfill({ json: { ...answer(), paused } }));
}

test("the first reading with its progress, calls and failures; pause and read now; sound in both languages", async ({ page, open, complaints }) => {
  let now: object = first(37_500);
  const sent: string[] = [];
  await mirrored(page, () => now, sent);
  const texts = sentBy(page);
  await open("/account-sync");
  const main = page.getByRole("main");
  await expect(page.getByRole("navigation").getByRole("link", { name: "Account & sync" })).toHaveAttribute("aria-current", "page");
  await expect(main.getByRole("status").filter({ hasText: "First reading" })).toHaveText("First reading: 37,500 of 100,000 cards, about 2 minutes left");
  const row = (name: string) => main.getByRole("row", { name: new RegExp(`^${name} `) });
  await expect(row("Cards")).toContainText("37,500 of 100,000, about 2 minutes left");
  await expect(row("Plans")).toContainText("3 min ago");
  await expect(row("Pools")).toContainText("Cloud unavailable");
  await expect(row("Tags")).toContainText("Not read yet");
  await expect(main).toContainText("120 of 240 allowed");
  await expect(main.getByRole("row").filter({ hasText: "backend timeout" })).toContainText("504 APIG.0201 ListSimPools");
  await expect(main.getByRole("row").filter({ hasText: "backend timeout" })).toContainText("81f0c2d4e6");

  await test.step("pause, resume, read now", async () => {
    await main.getByRole("button", { name: "Pause" }).click();
    await expect(main).toContainText("Nothing is read until you resume");
    await main.getByRole("button", { name: "Read now" }).click({ force: true });
    expect(sent).toEqual(["POST /v1/account/sync/pause"]);
    now = first(40_000);
    await main.getByRole("button", { name: "Resume" }).click();
    await expect(main).toContainText("First reading: 40,000 of 100,000 cards");
    await main.getByRole("button", { name: "Read now" }).click();
    await expect.poll(() => sent).toEqual(["pause", "resume", "read-now"].map((name) => `POST /v1/account/sync/${name}`));
  });

  await test.step("everything has been read", async () => {
    now = read();
    await expect(main).toContainText("Everything has been read");
    await expect(main).toContainText("No failures");
  });

  now = first(37_500);
  for (const lang of LANGS) {
    await test.step(`sound in ${lang}`, async () => {
      await page.evaluate((lang) => localStorage.setItem("gsl.locale", lang), lang);
      await open("/account-sync");
      await expect(heading(page)).toHaveText(lang === "zh-CN" ? "账号与同步" : "Account & sync");
      await expect(main).toContainText("81f0c2d4e6");
      await expectOneLanguage(page, lang, texts, "account-sync");
      await soundInBothThemes(page);
    });
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(complaints).toEqual([]);
});

test("over an account that is only read every page says so and shows its acts disabled with the reason", async ({ page, open, api }) => {
  let now: object = first(37_500);
  await mirrored(page, () => now);
  const main = page.getByRole("main");
  const reason = /Read-only: this service changes nothing in the account/;
  const closed = async (name: string | RegExp) => {
    const button = main.getByRole("button", { name }).first();
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await button.focus();
    await expect(page.getByRole("tooltip").filter({ hasText: reason }).first()).toBeVisible();
  };
  await open("/");
  await expect(main).toContainText("First reading: 37,500 of 100,000 cards, about 2 minutes left");
  await open("/cards");
  await expect(main).toContainText("First reading: 37,500 of 100,000 cards");
  now = read();
  await expect(main).not.toContainText("First reading");

  const card = await api.card({ sim_status: "20" });
  await open(`/cards/${card.sim_card_id}?do=suspend`);
  await expect(page.getByRole("dialog")).toContainText(reason);
  await open("/tags");
  await closed("New tag");
  await open("/attributes");
  await closed("New custom attribute");
  await open("/pools");
  await closed("Create a pool");
  await open("/purchase");
  await expect(main).toContainText(reason);
});

test("in front of a strict account: read to the end, every page works, nothing acts", async ({ page, open }) => {
  test.setTimeout(120_000);
  const service = await startMirror({ name: `mirror-${test.info().workerIndex}`, cards: 1200, now: NOW });
  try {
    const main = page.getByRole("main");
    await open(`${service.url}/account-sync`);
    await expect(main).toContainText("Everything has been read", { timeout: 60_000 });
    await expect(main).toContainText("No failures");
    await open(`${service.url}/cards`);
    await expect(main).toContainText("1,200");
    for (const path of ["/", "/pools", "/pools/backward", "/orders", "/renewal/calendar", "/tags", "/work-orders", "/exports"]) {
      await open(service.url + path);
      await expect(main.locator('[aria-busy="true"]')).toHaveCount(0);
      await expect(main.getByRole("alert")).toHaveCount(0);
    }
    const refused = await page.request.post(`${service.url}/v1/tags`, { data: { tag_name: "x" } });
    expect(refused.status()).toBe(403);
  } finally {
    await service.stop();
  }
});

test("a service with a demo fleet has no such page", async ({ page, open }) => {
  await open("/account-sync");
  await expect(page.getByRole("main")).toContainText("does not mirror an account");
  await expect(page.getByRole("navigation").getByRole("link", { name: "Account & sync" })).toHaveCount(0);
});
