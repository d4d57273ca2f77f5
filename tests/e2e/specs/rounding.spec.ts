// Nothing rounds onto zero or onto the total, and both sides of a difference stand in one unit.
import type { Page } from "@playwright/test";
import { STATUS, expect, grouped, row, test, type Card, type Lang } from "../support/fixtures.ts";

const lang: Lang = "en-US";
test.use({ lang });

const PERIOD = "Current billing cycle" as const;

/** Shows the card with other figures, in the list and by itself. */
async function withFigures(page: Page, card: Card, used: number, total: number) {
  const figures = { flow_used: used, flow_total: total, flow_left: Math.round((total - used) * 1000) / 1000 };
  await page.route(/\/v1\/sim-cards(\?|\/\d+$)/, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as Card & { sim_cards?: Card[] };
    for (const one of body.sim_cards ?? [body]) if (one.sim_card_id === card.sim_card_id) Object.assign(one, figures);
    await route.fulfill({ response: answer, json: body });
  });
}

test("A12 figures are told apart from nothing and from all", async ({ page, open, api }) => {
  for (const [used, total, panel, list, left] of [
    [10_239.6, 10_240, ["10,239.60 MB", "10,240 MB", "0.40 MB"], "10,239.60 / 10,240", "0.40"],
    [10_240.4, 10_240, ["10,240.40 MB", "10,240 MB", "0.40 MB"], "10,240.40 / 10,240", "−0.40"],
    [0.004, 10_240, ["0.004 MB", "10,240 MB", "10,239.996 MB"], "0.004 / 10,240", "10,239.996"],
    [5120, 10_240, ["5.00 GB", "10 GB", "5.00 GB"], "5,120.00 / 10,240", "5,120.00"],
    [10_240, 10_240, ["10.00 GB", "10 GB", "0.00 GB"], "10,240.00 / 10,240", "0.00"],
    [0.004, 30, ["0.004 MB", "30 MB", "29.996 MB"], "0.004 / 30", "29.996"],
  ] as const) {
    await test.step(`${used} of ${total} MB`, async () => {
      const card = await api.card({ sim_status: STATUS.inUse }, (card) => (card.flow_used ?? 0) > 0);
      await withFigures(page, card, used, total);
      await open(`/cards/${card.sim_card_id}`);
      const figures = page.getByRole("region", { name: PERIOD }).getByRole("definition");
      await expect(figures).toHaveText([...panel]);
      await open(`/cards?number=${card.cid}`);
      const line = row(page, grouped(card.cid));
      await expect(line).toContainText(list);
      await expect(line.getByRole("cell").filter({ hasText: left }).first()).toBeVisible();
      // The exact figure stays in the hover.
      await expect(line.getByTitle(new RegExp(`${used.toLocaleString("en-US", { minimumFractionDigits: 3 })} MB`)).first()).toBeVisible();
    });
  }
});
