// The operators' questions that the card list answers, compared with the service's data.
import { STATUS, expect, grouped, row, rows, test, type Lang } from "../support/fixtures.ts";
import type { Page } from "@playwright/test";

const lang: Lang = "zh-CN";
test.use({ lang });

/** Ticks a column in the settings, then returns to the list. */
async function showColumn(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "列、密度、每页条数" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("checkbox", { name, exact: true }).check();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
}
const why = /已停用/;

test("Q3.1 Q9.4 Q9.8 the columns card type, data type and network have explanations", async ({ open, page, api }) => {
  await test.step("Q3.1 the card type is physical card", async () => {
    const card = await api.card();
    await open(`/cards?number=${card.cid}`);
    const column = "SIM卡类型";
    await showColumn(page, column);
    await expect(row(page, grouped(card.cid))).toContainText("实体卡");
    await page.getByRole("button", { name: `关于“${column}”` }).click();
    await expect(page.getByText("可订购的卡类型为实体卡")).toBeVisible();
  });
  await test.step("Q9.4 general data: plans of at most 100 MB that are not pooled", async () => {
    const card = await api.card({}, (card) => card.data_type === 1);
    await open(`/cards?number=${card.cid}`);
    const column = "流量类型";
    await showColumn(page, column);
    await expect(row(page, grouped(card.cid))).toContainText("通用流量");
    await page.getByRole("button", { name: `关于“${column}”` }).click();
    await expect(page.getByText(/不超过 100 MB 且未组池/)).toBeVisible();
  });
  await test.step("Q9.8 NB cards and normal cards differ by network", async () => {
    const card = await api.card();
    await open(`/cards?number=${card.cid}`);
    const column = "网络";
    await showColumn(page, column);
    await page.getByRole("button", { name: `关于“${column}”` }).click();
    await expect(page.getByText(/NB-IoT.*2G\/3G\/4G/)).toBeVisible();
  });
});

test("Q8.1 Q8.2 Q9.1 used and left as of 24:00 yesterday or in real time; no cards yet", async ({ open, page, api }) => {
  await test.step("Q8.1 Q8.2 used and left of activated cards, as of 24:00 yesterday or in real time", async () => {
    await test.step("Q8.1 used and left are shown for activated cards only, and are negative over the plan", async () => {
      const waiting = await api.card({ sim_status: STATUS.activatable });
      await open(`/cards?number=${waiting.cid}`);
      await expect(row(page, grouped(waiting.cid))).toContainText("激活后显示");
      await expect(row(page, grouped(waiting.cid)).getByRole("button", { name: /实时用量/ })).toHaveCount(0);

      const over = await api.card({ sim_status: STATUS.suspended, stop_reason: "over_plan" }, (card) => (card.flow_left ?? 0) < -1);
      await open(`/cards?number=${over.cid}`);
      const shown = row(page, grouped(over.cid));
      await expect(shown).toContainText("超出");
      await expect(shown).toContainText("−");
      await page.getByRole("button", { name: "关于“剩余 (MB)”" }).click();
      await expect(page.getByText("负数表示已超出的流量")).toBeVisible();
    });
    await test.step("Q8.2 figures are as of 24:00 yesterday, and can be requested in real time per row", async () => {
      const card = await api.card({ sim_status: STATUS.inUse }, (card) => (card.flow_used ?? 0) > 0);
      await open(`/cards?number=${card.cid}`);
      await expect(page.getByText("用量截至昨日 24:00（UTC+8）")).toBeVisible();
      const shown = row(page, grouped(card.cid));
      const answer = page.waitForResponse((response) => response.url().includes("real_time=true"));
      await shown.getByRole("button", { name: /实时用量/ }).click();
      const [plan] = (await (await answer).json()) as { flow_used: number }[];
      await expect(shown).toContainText(plan!.flow_used.toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ","));
      await expect(shown).toContainText(/刚刚|秒前/);
    });
  });
  await page.unrouteAll();
  await test.step("Q9.1 no cards yet: they appear once the order is completed, and orders in progress are listed", async () => {
    await page.route(/\/v1\/sim-cards\?/, (route) => route.fulfill({ json: { limit: 100, offset: 1, count: 0, sim_cards: [] } }));
    await page.route(/\/v1\/orders\?/, (route) =>
      route.fulfill({
        json: {
          limit: 10,
          offset: 1,
          count: 1,
          orders: [{ order_id: 4600000000646411, order_status: 4, order_type: 1, price_plan_name: "100MB", carrier_type: 3, quantity: 50, create_time: null, expected_time: null }],
        },
      }),
    );
    await open("/cards");
    const main = page.getByRole("main");
    await expect(main).toContainText("已完成");
    await expect(main).toContainText("4600000000646411");
    await expect(main).toContainText("已发货");
    await expect(main).toContainText("50 张");
  });
});

test("Q9.10 Q9.11 Q9.12 Q9.13 Q10.2 Q10.3 the state explains the reason and the remedy", async ({ open, page, api }) => {
  await test.step("Q9.10 a card works but is shown as activatable: the state explains why", async () => {
    const card = await api.card({ sim_status: STATUS.activatable });
    await open(`/cards?number=${card.cid}`);
    await row(page, grouped(card.cid)).getByRole("button", { name: /可激活/ }).focus();
    const tip = page.getByRole("tooltip");
    await expect(tip).toContainText("测试流量还没用完");
    await expect(tip).toContainText("最多晚一天");
  });
  await test.step("Q9.11 powered up before real-name registration: stopped, and validity counts", async () => {
    await open("/cards?reason=not_real_named");
    await rows(page).first().getByRole("button", { name: why }).hover();
    await expect(page.getByRole("tooltip")).toContainText("有效期已经开始计算");
    await expect(rows(page).first()).toContainText("未实名制违规停机");
  });
  await test.step("Q9.12 after real-name registration the card resumes automatically", async () => {
    await open("/cards?reason=not_real_named");
    await rows(page).first().getByRole("button", { name: why }).hover();
    await expect(page.getByRole("tooltip")).toContainText("完成个人实名后自动恢复在用");
  });
  await test.step("Q9.13 a well-formed number without a card", async () => {
    await open("/cards?number=89860112840799992345");
    const main = page.getByRole("main");
    await expect(main).toContainText("8986 0112 8407 9999 2345");
    await expect(main).toContainText("与发货同步导入");
    await expect(main).toContainText("联系工程师");
  });
  await test.step("Q10.2 why a card stopped, and the remedy", async () => {
    const facts: [string, string | RegExp, string | RegExp][] = [
      ["over_plan", "超流量停机", "本账期用量超过套餐"],
      ["pool", "流量池停机", "激活池内更多的卡"],
      ["user", /已停用 · 主动停机\s*可复机/, "1–2 个工作日"],
      ["expired", /套餐到期停机\s*不能恢复/, "到期 12 个月后清理"],
    ];
    for (const [reason, line, tip] of facts) {
      await open(`/cards?reason=${reason}`);
      await expect(rows(page).first()).toContainText(line);
      await rows(page).first().getByRole("button", { name: why }).hover();
      await expect(page.getByRole("tooltip")).toContainText(tip);
    }
  });
  await test.step("Q10.3 stopped for use in a phone: cannot be restored", async () => {
    await open("/cards?reason=violation");
    await rows(page).first().getByRole("button", { name: why }).focus();
    await expect(page.getByRole("tooltip")).toContainText("因用于手机而停机的，不能恢复");
  });
});

test("Q10.8 still stopped at the start of a cycle: carriers take about three days", async ({ open, page, api }) => {
  const card = await api.card({ sim_status: STATUS.suspended, stop_reason: "over_plan", carrier_type: 1 });
  // The clock of the service, and so of the console, is set to the second day of the cycle.
  const known = await api.get<Record<string, unknown>>("/v1/capabilities");
  await page.route("**/v1/capabilities", (route) => route.fulfill({ json: { ...known, now: "2026-12-02T04:00:00.000Z" } }));
  await open(`/cards?number=${card.cid}`);
  await row(page, grouped(card.cid)).getByRole("button", { name: why }).focus();
  await expect(page.getByRole("tooltip")).toContainText("约需 3 天");
  await page.unroute("**/v1/capabilities");
  await open(`/cards?number=${card.cid}`);
  await row(page, grouped(card.cid)).getByRole("button", { name: why }).focus();
  await expect(page.getByRole("tooltip")).not.toContainText("约需 3 天");
});
