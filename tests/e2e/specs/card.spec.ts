// Card detail: every part loads by itself, says when its figures are from, and fails without taking the others along.
import { STATUS, expect, expectNoViolations, grouped, heading, test, type Lang } from "../support/fixtures.ts";

const lang: Lang = "en-US";
test.use({ lang });

const t: Record<string, string> = {
  period: "Current billing cycle", validity: "Validity", months: "Last six billing cycles", days: "Daily usage",
  table: "Show data table", last: "Last month", query: "Query now", running: "running", basic: "Basic data", device: "Device",
  usage: "Usage", copied: "Copied", copyCid: "Copy Container ID", missing: "This card cannot be found", back: "Back to the card list",
  askName: "Query real-name now", askedNow: "asked at the carrier just now", asOfYesterday: "as of 24:00 yesterday (UTC+8)",
  noCounting: "Not activated yet: no charge and no usage.", tags: "Tags", total: "Total", justNow: "as of just now", month: "Month",
  alreadyAsking: "A real-time query for this card is already running",
};

/** 1,404.02 as the console writes MB: two decimals, rounded half up from thousandths. */
function mb(value: number): string {
  const hundredths = Math.floor((Math.round(Math.abs(value) * 1000) + 5) / 10);
  const whole = Math.floor(hundredths / 100).toLocaleString("en-US");
  return `${value < 0 && hundredths > 0 ? "−" : ""}${whole}.${String(hundredths % 100).padStart(2, "0")}`;
}

test("the heading, six billing cycles, the days of two months: figures of the service, and copied without spaces", async ({ page, open, api, w, context }) => {
  await test.step("the heading is the number, copied without its spaces", async () => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const card = await api.card({ sim_status: STATUS.inUse });
    await open(`/cards/${card.sim_card_id}`);
    await expect(heading(page)).toHaveText(grouped(card.cid));
    await expect(page).toHaveTitle(new RegExp(grouped(card.cid)));
    await page.getByRole("button", { name: t.copyCid }).first().click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(card.cid);
    await page.getByRole("main").getByRole("button", { name: "Copy for a ticket" }).click();
    const ticket = await page.evaluate(() => navigator.clipboard.readText());
    expect(ticket.split("\n")[0]).toBe(`Container ID: ${card.cid}`);
    expect(ticket).toContain("\nState: ");
    expect(ticket.split("\n").at(-1)).toBe(page.url());
    await page.getByRole("main").getByRole("link", { name: w.cards, exact: true }).click();
    await expect(page).toHaveURL(/\/cards$/);
  });
  await page.unrouteAll();
  await test.step("six billing cycles with the figures of the service, the running one marked", async () => {
    const card = await api.card({ sim_status: STATUS.inUse, carrier_type: 1 }, (card) => (card.flow_used ?? 0) > 1);
    const cycles = ["2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11"];
    const answer = await api.post<{ month_usages: { flow_usages: { billing_cycle: string; flow_used: number }[] }[] }>(
      "/v1/sim-cards/month-usages",
      { sim_card_ids: [card.sim_card_id], billing_cycles: cycles },
    );
    await open(`/cards/${card.sim_card_id}`);
    const section = page.getByRole("region", { name: t.months });
    await expect(section).toContainText(t.asOfYesterday as string);
    const table = section.getByRole("table");
    await expect(table.getByRole("row")).toHaveCount(7);
    for (const usage of answer.month_usages[0]?.flow_usages ?? []) {
      const name = usage.billing_cycle.replace(/^(\d{4})-?(\d\d)$/, "$1-$2");
      const row = table.getByRole("row").filter({ hasText: name });
      await expect(row).toContainText(mb(usage.flow_used));
      if (name === "2026-11") await expect(row).toContainText(t.running as string);
    }
  });
  await page.unrouteAll();
  await test.step("the days of this and last month, as a chart and as a table", async () => {
    const card = await api.card({ sim_status: STATUS.inUse, carrier_type: 2 }, (card) => (card.act_date ?? "9") < "2026-09");
    const days = async (month: string) =>
      (
        await api.post<{ date: string; sim_flow: { flow: number }[] }[]>("/v1/sim-cards/batch-daily-flow", {
          sim_card_ids: [card.sim_card_id],
          month,
        })
      ).filter((day) => day.sim_flow[0] !== undefined);
    await open(`/cards/${card.sim_card_id}`);
    const section = page.getByRole("region", { name: t.days });
    await expect(section).toContainText(t.asOfYesterday as string);
    await section.getByRole("button", { name: t.table }).click();
    const table = section.getByRole("table");
    for (const [month, choose] of [["202611", undefined], ["202610", t.last]] as const) {
      if (choose) await section.getByRole("button", { name: new RegExp(choose) }).click();
      const answer = await days(month);
      await expect(table.getByRole("row")).toHaveCount(answer.length + 2);
      for (const day of answer.slice(0, 3)) {
        const name = day.date.replace(/^(\d{4})-?(\d\d)-?(\d\d)$/, "$1-$2-$3");
        await expect(table.getByRole("row").filter({ hasText: name })).toContainText(mb(day.sim_flow[0]?.flow ?? -1));
      }
      const total = answer.reduce((sum, day) => sum + Math.round((day.sim_flow[0]?.flow ?? 0) * 1000), 0) / 1000;
      await expect(table.getByRole("row").last()).toContainText(mb(total));
    }
  });
});

test("a real-time query dates the figures anew; a second one at once is refused in words", async ({ page, open, api }) => {
  // A card that no other test asks about: the service refuses two real-time queries of one card within two seconds.
  const card = await api.card({ sim_status: STATUS.inUse, carrier_type: 3 }, (card) => {
    return (card.flow_used ?? 0) > 1 && Boolean(card.flow_time?.endsWith("T16:00:00.000Z"));
  });
  await open(`/cards/${card.sim_card_id}`);
  const panel = page.getByRole("region", { name: t.period });
  await expect(panel).toContainText(t.asOfYesterday as string);
  await panel.getByRole("button", { name: t.query }).click();
  await expect(panel).toContainText(t.justNow as string);
  await expect(panel).not.toContainText(t.asOfYesterday as string);
  await page.route("**/v1/sim-price-plans?*real_time=true*", (route) =>
    route.fulfill({ status: 403, contentType: "application/json", body: '{"error_code":"GSL.00011005","error_msg":"query already delivered"}' }),
  );
  await panel.getByRole("button", { name: t.query }).click();
  await expect(panel.getByRole("alert")).toContainText(t.alreadyAsking as string);
  await expect(panel.getByRole("alert")).toContainText("GSL.00011005");
  await expect(panel).toContainText(t.justNow as string);
});

test("tabs are addresses, the rest of the page stays; real-name is the list's until asked", async ({ page, open, api }) => {
  await test.step("tabs are addresses; the rest of the page stays", async () => {
    const card = await api.card({ sim_status: STATUS.inUse }, (card) => Boolean(card.imei));
    await open(`/cards/${card.sim_card_id}`);
    await page.getByRole("link", { name: t.basic, exact: true }).click();
    await expect(page).toHaveURL(/\?tab=basic$/);
    await expect(page.getByRole("main")).toContainText(String(card.sim_card_id));
    await expect(page.getByRole("main")).toContainText(grouped(card.msisdn ?? ""));
    await page.getByRole("link", { name: t.device, exact: true }).click();
    await expect(page).toHaveURL(/\?tab=device$/);
    await expect(page.getByRole("main")).toContainText(card.imei ?? "");
    await page.goBack();
    await expect(page).toHaveURL(/\?tab=basic$/);
    await page.reload();
    await expect(page.getByRole("link", { name: t.basic, exact: true })).toHaveAttribute("aria-current", "page");
  });
  await test.step("real-name is the list's until asked", async () => {
    const card = await api.card({ sim_status: STATUS.inUse, carrier_type: 1 });
    await open(`/cards/${card.sim_card_id}?tab=basic`);
    await page.getByRole("button", { name: t.askName }).click();
    await expect(page.getByRole("main")).toContainText(t.askedNow as string);
  });
});

test("a card that is not there, one that waits, usage that fails: each says so, the rest stays readable", async ({ page, open, api, w }) => {
  await test.step("a card that is not there explains itself; one that waits for activation has no usage and says so", async () => {
    await test.step("a card that is not there explains itself and leads back", async () => {
      await open("/cards/999999999999");
      await expect(page.getByRole("alert")).toContainText(t.missing as string);
      // The purge rule: 2 and 12 months after expiry.
      await expect(page.getByRole("alert")).toContainText(/2 (个月|months)/);
      await expect(page.getByRole("alert")).toContainText(/12/);
      await expect(page.getByRole("alert")).toContainText(/work orders/);
      await page.getByRole("link", { name: t.back }).click();
      await expect(page).toHaveURL(/\/cards$/);
    });
    await test.step("a card that waits for activation has no usage and says so", async () => {
      const card = await api.card({ sim_status: STATUS.activatable });
      await open(`/cards/${card.sim_card_id}`);
      const panel = page.getByRole("region", { name: t.period });
      await expect(panel).toContainText(t.noCounting as string);
      await expect(panel.getByRole("button", { name: t.query })).toHaveAttribute("aria-disabled", "true");
      await expect(page.getByRole("region", { name: t.months })).toHaveCount(0);
    });
  });
  await page.unrouteAll();
  await test.step("usage that fails leaves the rest readable, and a retry brings it", async () => {
    const card = await api.card({ sim_status: STATUS.inUse });
    let broken = true;
    await page.route("**/v1/sim-cards/month-usages", (route) =>
      broken
        ? route.fulfill({ status: 500, contentType: "application/json", body: '{"error_code":"GSL.00010005","error_msg":"no"}' })
        : route.continue(),
    );
    await open(`/cards/${card.sim_card_id}`);
    const section = page.getByRole("region", { name: t.months });
    await expect(section.getByRole("alert")).toContainText("GSL.00010005");
    await expect(page.getByRole("region", { name: t.validity })).toBeVisible();
    broken = false;
    await section.getByRole("button", { name: w.retry }).click();
    await expect(section.getByRole("table").getByRole("row")).toHaveCount(7);
  });
});

test("no accessibility violation on a stopped card, with its data table", async ({ page, open, api }) => {
  for (const stop of ["over_plan", "violation", "user"]) {
    await test.step(stop, async () => {
      const card = await api.card({ stop_reason: stop });
      await open(`/cards/${card.sim_card_id}`);
      await page.getByRole("button", { name: t.table }).click();
      await expect(page.getByRole("region", { name: t.days }).getByRole("table")).toBeVisible();
      await expectNoViolations(page);
    });
  }
});
