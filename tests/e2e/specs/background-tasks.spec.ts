// What goes on wherever in the console one is: waiting for a bulk job, and a network reset.
import type { Page } from "@playwright/test";
import { STATUS, expect, expectNoViolations, heading, words, type Api, type Card, type Lang } from "../support/fixtures.ts";
import { CM, CT, idle, ownService } from "../support/own.ts";

// A working day is a second; nothing fails.
const test = ownService("background-tasks", { cards: 2000, timeScale: 86_400, failures: 0 });

const lang: Lang = "en-US";
test.use({ lang });

const t = {
  notices: "Notifications", dismiss: "Dismiss", paste: "Card numbers", preview: "Preview", suspend: "Suspend: 1 card", ended: "Suspend has ended: All succeeded", job: /Bulk job \d+/,
  start: "Start the reset", resumed: "is reset", pools: "Forward pools",
} as const;

const now = (api: Api, card: Card | undefined) => api.get<Card>(`/v1/sim-cards/${card?.sim_card_id}`);

/** So many minutes pass for the page. Its timers go on as they are. */
const ahead = (page: Page, minutes: number) =>
  page.evaluate((ms) => {
    const before = Date.now;
    Date.now = () => before() + ms;
  }, minutes * 60_000);
const region = (page: Page) => page.getByRole("region", { name: t.notices });
const pools = (page: Page) => page.getByRole("navigation").getByRole("link", { name: t.pools, exact: true });

test("a bulk job that ends while one is elsewhere is told of, with the way to it, until one has taken note", async ({ page, open, api }) => {
  const cards = (await api.cards({ sim_status: STATUS.inUse, carrier_type: CT, limit: 100 })).sim_cards.filter(idle);
  const make = async (card: Card | undefined) => {
    await open("/batch?action=suspend&from=paste");
    await page.getByLabel(t.paste, { exact: true }).fill(card?.cid ?? "");
    await page.getByRole("button", { name: t.preview, exact: true }).click();
    await page.getByRole("button", { name: t.suspend, exact: true }).click();
    await expect(heading(page)).toHaveText(t.job);
    await pools(page).click();
    await expect(heading(page)).toHaveText(words[lang].forwardPools);
  };
  await make(cards[0]);
  await page.reload();
  await expect(region(page)).toContainText(t.ended);
  // Said to screen readers too, and said again after a reload.
  await expect(page.getByRole("status").filter({ hasText: t.ended })).toBeAttached();
  await expectNoViolations(page);
  await page.reload();
  await region(page).getByRole("link", { name: t.job }).click();
  await expect(heading(page)).toHaveText(t.job);
  await expect(region(page)).toBeHidden();
  await page.reload();
  await expect(heading(page)).toHaveText(t.job);
  await expect(region(page)).toBeHidden();

  await make(cards[1]);
  await expect(region(page)).toContainText(t.ended);
  await region(page).getByRole("button", { name: t.dismiss }).click();
  await expect(region(page)).toBeHidden();
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("gsl.job.")))).toEqual([]);
});

test("Q9.14 a network reset goes on among the pools: the card is resumed there", async ({ page, open, api }) => {
  const card = (await api.cards({ sim_status: STATUS.inUse, carrier_type: CM, limit: 100 })).sim_cards.filter(idle)[0];
  await open(`/cards/${card?.sim_card_id}?do=reset_network`);
  await page.getByRole("dialog").getByRole("button", { name: t.start }).click();
  await expect(page.getByRole("dialog").getByRole("timer")).toBeVisible();
  expect((await now(api, card)).stop_reason).toBe("user");
  await page.keyboard.press("Escape");
  await pools(page).click();
  await expect(heading(page)).toHaveText(words[lang].forwardPools);
  // Also when the console was opened anew meanwhile.
  await page.reload();
  await expect(heading(page)).toHaveText(words[lang].forwardPools);
  await ahead(page, 15.5);
  await expect(region(page)).toContainText(t.resumed);
  expect((await now(api, card)).sim_status).toBe(STATUS.inUse);
  await expect(page).toHaveURL("/pools");
});
