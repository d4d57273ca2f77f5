// The first day of a billing cycle, half an hour after its turn: the figures there are, as of 24:00 yesterday, are of the
// cycle that has ended. Each is named with its own; of the running one nothing is said, marked or found yet.
import { STATUS, expect, grouped, row, rows, type Lang } from "../support/fixtures.ts";
import { CM, CT, CU, ownService } from "../support/own.ts";

const test = ownService("first-day", { cards: 2000, now: "2026-12-01T00:30:00+08:00", failures: 0 });

const lang: Lang = "en-US";
test.use({ lang });

const t = {
  period: "Current billing cycle", dates: "2026-12-01 to 2026-12-31", first: "The first one comes on 2026-12-02", before: "Cycle 2026-11, 2026-11-01 to 2026-11-30", asOf: "as of 24:00 yesterday",
  over: /Over\s*[\d<]/, query: "Query now", left: "Left", cell: "first figure 2026-12-02", usedBefore: /^Cycle 2026-11: .* used/, months: "Last six billing cycles", end: "Expected to run out",
  noForecast: "First day of the cycle: no day of it is over yet. Forecast from 2026-12-02",
} as const;

test("A1 on the first day of a cycle no figure of the cycle before stands for this one: panel, list, real time, pool", async ({ page, open, api }) => {
  await test.step("A1 the panel names the cycle of each figure", async () => {
    for (const carrier of [CM, CT]) {
      await test.step(`carrier ${carrier}`, async () => {
        const card = await api.card({ carrier_type: carrier }, (card) => (card.flow_left ?? 0) < 0);
        await open(`/cards/${card.sim_card_id}`);
        const panel = page.getByRole("region", { name: t.period });
        await expect(panel).toContainText(t.dates);
        await expect(panel).toContainText(t.first);
        await expect(panel).toContainText(t.before);
        await expect(panel).toContainText(t.asOf);
        await expect(panel).not.toContainText(t.over);
        await expect(panel.locator(".bad, .over")).toHaveCount(0);
        // The table on the same page has no figure of the cycle either.
        const table = page.getByRole("region", { name: t.months }).getByRole("table");
        await expect(table.getByRole("row").filter({ hasText: "2026-12" }).getByRole("cell").last()).toHaveText("—");
        await expect(table.getByRole("row").filter({ hasText: "2026-11" }).getByRole("cell").last()).not.toHaveText("—");
      });
    }
  });
  await page.unrouteAll();
  await test.step("A1 the list shows no figure of the cycle before and finds no card by it; China Unicom, whose cycle goes on, keeps its figures", async () => {
    await test.step("A1 a card of China Unicom, whose cycle goes on, keeps its figures", async () => {
      const card = await api.card({ sim_status: STATUS.inUse, carrier_type: CU }, (card) => (card.flow_used ?? 0) > 1);
      await open(`/cards/${card.sim_card_id}`);
      const panel = page.getByRole("region", { name: t.period });
      await expect(panel).toContainText("2026-11-27");
      await expect(panel).toContainText(t.left);
      await expect(panel).not.toContainText("2026-12-02");
      await open(`/cards?number=${card.cid}`);
      await expect(row(page, grouped(card.cid))).not.toContainText(t.cell);
    });
    await test.step("A1 the list shows no figure of the cycle before, and finds no card by it", async () => {
      const card = await api.card({ carrier_type: CM }, (card) => (card.flow_left ?? 0) < 0);
      await open(`/cards?number=${card.cid}`);
      const line = row(page, grouped(card.cid));
      await expect(line).toContainText(t.cell);
      await expect(line.locator(".over")).toHaveCount(0);
      await expect(line.getByTitle(t.usedBefore)).toBeVisible();
      await open("/cards?left=..-1&carrier=cm");
      await expect(page.locator(".results .count")).toContainText(/(^|\D)0(\D|$)/);
      await expect(rows(page)).toHaveCount(0);
    });
  });
  await page.unrouteAll();
  await test.step("A1 a query in real time brings the first figure of the cycle", async () => {
    const { sim_cards } = await api.cards({ carrier_type: CT, limit: 500 });
    const over = sim_cards.filter((card) => (card.flow_left ?? 0) < 0);
    const card = over[0]!;
    await open(`/cards/${card.sim_card_id}`);
    const panel = page.getByRole("region", { name: t.period });
    await panel.getByRole("button", { name: t.query }).click();
    await expect(panel).toContainText(t.left);
    await expect(panel).not.toContainText(t.first);
    await expect(panel).not.toContainText(t.before);
    expect(await api.count({ sim_card_id: card.sim_card_id, min_left_flow: 0 })).toBe(1);
  });
  await page.unrouteAll();
  await test.step("A1 a pool has its own figures of the day and no forecast from the cycle before", async () => {
    const { pools } = await api.get<{ pools: { id: number; carrier_type: number; activated_sim_quantity: number; status: number }[] }>("/v1/sim-pools", { limit: 500 });
    const pool = pools.find((pool) => pool.carrier_type !== CU && pool.activated_sim_quantity > 0 && pool.status === 1)!;
    await open(`/pools/${pool.id}`);
    await expect(page.getByRole("region", { name: t.end })).toContainText(t.noForecast);
    await expect(page.getByRole("main")).toContainText(t.noForecast);
    await expect(page.getByRole("main").locator(".big.bad, .big.warn")).toHaveCount(0);
  });
});
