// The operators' questions that the card page answers, compared with the service's data.
import { STATUS, expect, grouped, test, type Card } from "../support/fixtures.ts";
import type { Locator, Page } from "@playwright/test";

test.use({ lang: "zh-CN" });

const CM = 1;
const CT = 2;
const CU = 3;
const OS = 4;

const DAY = 86_400_000;
const ZONE = 8 * 3_600_000;

/** The UTC+8 day of an instant, as `2026-11-22`. */
const day = (at: string | Date) => new Date(new Date(at).getTime() + ZONE).toISOString().slice(0, 10);
/** Calendar days from one day to another. */
const between = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / DAY);
const plus = (date: string, days: number) => new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

/** The billing cycle of `today`: 27th to 26th at China Unicom, the calendar month elsewhere. */
function cycle(carrier: number, today: string): { start: string; end: string; next: string } {
  const [year, month, date] = today.split("-").map(Number) as [number, number, number];
  const utc = (m: number, d: number) => new Date(Date.UTC(year, m, d)).toISOString().slice(0, 10);
  const from = carrier === CU ? utc(date >= 27 ? month - 1 : month - 2, 27) : utc(month - 1, 1);
  const next = carrier === CU ? utc(date >= 27 ? month : month - 1, 27) : utc(month, 1);
  return { start: from, end: plus(next, -1), next };
}

/** Six months after a day, or the last day of a shorter month. */
function sixMonthsLater(date: string): string {
  const [year, month, dayOfMonth] = date.split("-").map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + 6, 0)).getUTCDate();
  return new Date(Date.UTC(year, month + 5, Math.min(dayOfMonth, last))).toISOString().slice(0, 10);
}

const firstOfNextMonth = (date: string) => {
  const [year, month] = date.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
};

const NAMES = {
  validity: "有效期", how: "有效期怎么算", period: "当前账期", advice: "状态说明与处理办法", months: "近六个账期", days: "每日用量",
  apnHow: "怎么设置 APN", copyApn: "复制APN", nb: "与 NB 卡的区别", general: "通用流量", directional: "定向流量", basic: "基本信息", query: "实时查询",
  asOf: "截至昨日 24:00（UTC+8）",
} as const;

const main = (page: Page) => page.getByRole("main");
const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

async function expectAll(where: Locator, facts: (string | RegExp)[]): Promise<void> {
  for (const fact of facts) await expect(where).toContainText(fact);
}

const n = NAMES;

test("Q2.1 Q2.2 Q2.3 Q2.4 validity: silent and test periods, billing periods, from activation on", async ({ page, open, api }) => {
  await test.step("Q2.1 usage is not counted before activation, and each carrier's billing period has its dates", async () => {
    const today = day(await api.now());
    for (const carrier of [CM, CT, CU, OS]) {
      const card = await api.card({ sim_status: STATUS.inUse, carrier_type: carrier });
      await open(`/cards/${card.sim_card_id}`);
      const { start, end } = cycle(carrier, today);
      await expectAll(region(page, n.period), [start, end, "UTC+8"]);
    }
    const waiting = await api.card({ sim_status: STATUS.activatable });
    await open(`/cards/${waiting.sim_card_id}`);
    await expect(region(page, n.period)).toContainText("不计费");
    await region(page, n.validity).getByRole("button", { name: n.how }).click();
    await expectAll(region(page, n.validity), [
      "激活前什么都不计算",
      "插卡上电",
      "在控制台激活",
      "1 年或 3 年",
      /每个账期开始清零，不结转/,
    ]);
  });
  await test.step("Q2.2 the silent period of a mainland card and the countdown to its forced activation", async () => {
    const now = await api.now();
    const card = await api.card({ sim_status: STATUS.activatable, carrier_type: CM }, (card) => card.act_date === null);
    const lastDay = plus(sixMonthsLater(day(card.purchase_time as string)), -1);
    const forced = firstOfNextMonth(lastDay);
    await open(`/cards/${card.sim_card_id}`);
    const panel = region(page, n.validity);
    await expectAll(panel, [
      day(card.purchase_time as string),
      "沉默期（6 个月，不计费）",
      lastDay,
      forced,
    ]);
    const left = between(day(now), forced);
    const days = `还有 ${left} 天自动激活`;
    await expect(panel).toContainText(left > 0 ? days : "已到自动激活日");
    // Overseas cards have no silent period.
    const overseas = await api.card({ carrier_type: OS, sim_status: STATUS.testable });
    await open(`/cards/${overseas.sim_card_id}`);
    await expect(panel).not.toContainText(/沉默期（/);
    await panel.getByRole("button", { name: n.how }).click();
    await expect(panel).toContainText("海外实体卡没有沉默期");
  });
  await test.step("Q2.3 the test period of an overseas card: six months, then forced activation", async () => {
    const now = await api.now();
    const card = await api.card({ sim_status: STATUS.testable, carrier_type: OS });
    const forced = sixMonthsLater(day(card.purchase_time as string));
    await open(`/cards/${card.sim_card_id}`);
    const panel = region(page, n.validity);
    const left = between(day(now), forced);
    await expectAll(panel, [
      "测试期（6 个月，不计费）",
      plus(forced, -1),
      left > 0 ? String(left) : "已到自动激活日",
    ]);
  });
  await test.step("Q2.4 validity counts from activation, not from the order", async () => {
    const now = await api.now();
    const card = await api.card({ sim_status: STATUS.inUse }, (card) => Boolean(card.act_date) && day(card.act_date as string) !== day(card.purchase_time as string));
    const [bought, activated, expires] = [card.purchase_time, card.act_date, card.expire_time].map((at) => day(at as string)) as [string, string, string];
    // The data shows it: whole years from activation.
    expect(expires.slice(5)).toBe(activated.slice(5));
    await open(`/cards/${card.sim_card_id}`);
    const panel = region(page, n.validity);
    const years = Number(expires.slice(0, 4)) - Number(activated.slice(0, 4));
    const left = between(day(now), expires);
    await expectAll(panel, [
      bought,
      activated,
      expires,
      `购买周期 ${years} 年，从激活起算，不从下单起算`,
      `还剩 ${left} 天`,
    ]);
  });
});

test("Q3.1 Q3.3 Q9.4 Q9.8 what a card is: its type, its networks, its data type", async ({ page, open, api }) => {
  await test.step("Q3.1 the card type is a physical card", async () => {
    const card = await api.card({ sim_status: STATUS.inUse }, (card) => card.sim_type === 3);
    await open(`/cards/${card.sim_card_id}?tab=basic`);
    await expect(main(page).getByText("实体卡", { exact: true })).toBeVisible();
  });
  await test.step("Q3.3 the networks of every carrier", async () => {
    for (const [carrier, name, networks] of [
      [CM, "中国移动", "4G"],
      [CT, "中国电信", "4G"],
      [CU, "中国联通", "3G、4G"],
      [OS, "海外运营商", "4G"],
    ] as const) {
      const card = await api.card({ carrier_type: carrier, sim_status: STATUS.inUse });
      await open(`/cards/${card.sim_card_id}`);
      await expect(main(page).getByText(name as string, { exact: true })).toBeVisible();
      await expect(main(page).getByText(networks as string, { exact: true })).toBeVisible();
      if (carrier !== CU) await expect(main(page).getByText(/^3G/)).toHaveCount(0);
    }
  });
  await test.step("Q9.4 general data: plans of at most 100 MB outside pools", async () => {
    const small = await api.card({ sim_status: STATUS.inUse }, (card) => !card.pooled && (card.flow_total ?? 1e9) <= 100);
    const large = await api.card({ sim_status: STATUS.inUse }, (card) => !card.pooled && (card.flow_total ?? 0) > 100);
    expect([small.data_type, large.data_type]).toEqual([1, 2]);
    for (const [card, type] of [[small, n.general], [large, n.directional]] as const) {
      await open(`/cards/${card.sim_card_id}?tab=basic`);
      await expect(main(page).getByText(type, { exact: true }).and(page.locator("dd *"))).toBeVisible();
      await main(page).getByRole("button", { name: n.general }).click();
      await expect(main(page)).toContainText(/100 MB 且未组池/);
    }
  });
  await test.step("Q9.8 NB and normal cards differ by network", async () => {
    const card = await api.card({ sim_status: STATUS.inUse });
    await open(`/cards/${card.sim_card_id}?tab=basic`);
    await main(page).getByRole("button", { name: n.nb }).click();
    await expectAll(main(page), ["NB-IoT", "2G/3G/4G"]);
  });
});

test("Q8.1 Q8.2 figures: used, left, six months and days, as of 24:00 yesterday or in real time", async ({ page, open, api }) => {
  await test.step("Q8.1 used, left, six months and days", async () => {
    const over = await api.card({ stop_reason: "over_plan", carrier_type: CT });
    await open(`/cards/${over.sim_card_id}`);
    const beyond = -(over.flow_left as number);
    const hundredths = Math.floor((Math.round(beyond * 1000) + 5) / 10);
    const text = (over.flow_total as number) < 1024 ? `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")} MB` : / GB/;
    await expectAll(region(page, n.period), ["超出", text]);
    await expect(region(page, n.months).getByRole("table").getByRole("row")).toHaveCount(7);
    await expect(region(page, n.days)).toContainText("2026-11");
    await expect(region(page, n.days)).toContainText("2026-10");
    for (const state of [STATUS.activatable, STATUS.testable]) {
      const waiting = await api.card({ sim_status: state });
      await open(`/cards/${waiting.sim_card_id}`);
      await expect(region(page, n.period)).toContainText("没有用量");
    }
  });
  await test.step("Q8.2 every figure says that it is as of 24:00 yesterday, and can be requested in real time", async () => {
    const now = await api.now();
    const card = await api.card(
      { sim_status: STATUS.inUse, carrier_type: CM },
      (card) => Boolean(card.flow_time) && new Date(card.flow_time as string).getTime() + ZONE === Date.parse(day(now)),
    );
    await open(`/cards/${card.sim_card_id}`);
    for (const name of [n.period, n.months, n.days]) await expect(region(page, name)).toContainText(n.asOf);
    await expect(region(page, n.period).getByRole("button", { name: n.query })).toBeEnabled();
  });
});

test("Q9.2 Q9.5 Q9.13 Q9.15 the device and the access point name; a card that is not in the list yet", async ({ page, open, api, context }) => {
  await test.step("Q9.2 Q9.13 Q9.15 the device: bound at the first activation, weak signals; a card that is not in the list yet", async () => {
    await test.step("Q9.2 a card binds itself at its first activation in a device", async () => {
      const card = await api.card({ sim_status: STATUS.inUse }, (card) => Boolean(card.imei));
      await open(`/cards/${card.sim_card_id}?tab=device`);
      await expectAll(main(page), [
        card.imei as string,
        "首次激活时，自动与这台设备绑定",
      ]);
    });
    await test.step("Q9.13 a card that is not in the list yet", async () => {
      await open("/cards/999999999999");
      await expectAll(page.getByRole("alert"), [
        "运营商数据与发货同步导入",
        "联系工程师",
      ]);
    });
    await test.step("Q9.15 causes of a weak signal", async () => {
      const card = await api.card({ sim_status: STATUS.inUse });
      await open(`/cards/${card.sim_card_id}?tab=device`);
      await expectAll(main(page), ["基站", "干扰", "设备本身"]);
    });
  });
  await page.unrouteAll();
  await test.step("Q9.5 the access point name of the card's carrier can be copied", async () => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    for (const [carrier, apn] of [[CM, "cmiot"], [CT, "ctnet"], [CU, "scuiot"]] as const) {
      const card = await api.card({ carrier_type: carrier });
      await open(`/cards/${card.sim_card_id}`);
      await expect(main(page).getByText(apn, { exact: true })).toBeVisible();
      await main(page).getByRole("button", { name: n.copyApn }).click();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(apn);
      await main(page).getByRole("button", { name: n.apnHow }).click();
      await expectAll(main(page), ["不分大小写", "10 分钟"]);
    }
    const overseas = await api.card({ carrier_type: OS });
    await open(`/cards/${overseas.sim_card_id}`);
    await expect(main(page)).toContainText("海外卡没有统一的 APN");
  });
});

test("Q9.10 Q9.11 Q9.12 Q10.2 Q10.3 why a card is in its state, and how to resume it", async ({ page, open, api }) => {
  await test.step("Q9.10 a card works, but is shown as testable or activatable", async () => {
    for (const state of [STATUS.testable, STATUS.activatable]) {
      const card = await api.card({ sim_status: state });
      await open(`/cards/${card.sim_card_id}`);
      await expectAll(region(page, n.advice), [
        "测试流量还没用完",
        "最多晚一天",
      ]);
    }
  });
  await test.step("Q9.11 powered up before real-name registration: stopped, and validity already counts", async () => {
    const card = await api.card({ stop_reason: "not_real_named" });
    expect(card.act_date, "validity counts").not.toBeNull();
    await open(`/cards/${card.sim_card_id}`);
    await expect(main(page)).toContainText("已停用（未实名制违规停机）");
    await expect(region(page, n.advice)).toContainText("有效期已经开始计算");
    await expect(region(page, n.validity)).toContainText(day(card.expire_time as string));
  });
  await test.step("Q9.12 after real-name registration the card resumes automatically", async () => {
    const card = await api.card({ stop_reason: "not_real_named" });
    await open(`/cards/${card.sim_card_id}`);
    await expect(region(page, n.advice)).toContainText("自动恢复在用");
  });
  await test.step("Q10.2 why each card is stopped, and the remedy at its carrier", async () => {
    const today = day(await api.now());
    const ways: [Record<string, string | number>, (card: Card) => (string | RegExp)[]][] = [
      [{ stop_reason: "over_plan", carrier_type: CT }, (card) => [
        "用量超过套餐",
        "购买当月叠加包",
        cycle(card.carrier_type, today).next,
      ]],
      [{ stop_reason: "over_plan", carrier_type: CU }, (card) => [cycle(card.carrier_type, today).next]],
      [{ stop_reason: "pool" }, (card) => ["流量池叠加包", cycle(card.carrier_type, today).next]],
      [{ stop_reason: "expired" }, () => ["没有续费", "不能恢复"]],
      [{ stop_reason: "user" }, () => ["1–2 个工作日"]],
      [{ stop_reason: "separation", carrier_type: CM }, () => ["3 个工作日", "普通机卡绑定"]],
      [{ stop_reason: "separation", carrier_type: CU }, () => ["经运营商办理", "1–3 个工作日"]],
      [{ stop_reason: "pool_frozen" }, () => ["费用中心"]],
      [{ stop_reason: "back_pool_threshold" }, (card) => [cycle(card.carrier_type, today).next]],
      [{ stop_reason: "over_threshold" }, (card) => ["阈值", cycle(card.carrier_type, today).next]],
    ];
    for (const [filter, facts] of ways) {
      if ((await api.count(filter)) === 0) continue;
      const card = await api.card(filter);
      await open(`/cards/${card.sim_card_id}`);
      await expectAll(region(page, n.advice), facts(card));
    }
  });
  await test.step("Q10.3 stopped for use in a phone: cannot be restored", async () => {
    const card = await api.card({ stop_reason: "violation" });
    await open(`/cards/${card.sim_card_id}`);
    await expect(region(page, n.advice)).toContainText(/用于手机的卡不能恢复/);
  });
});

test("Q10.8 a new month has started and the card is still stopped", async ({ page, open, api }) => {
  const lag = "运营商月初同步约需 3 天";
  const unicom = await api.card({ stop_reason: "over_plan", carrier_type: CU });
  const telecom = await api.card({ stop_reason: "over_plan", carrier_type: CT });
  const capabilities = await api.get<Record<string, unknown>>("/v1/capabilities");
  let now = "";
  await page.route("**/v1/capabilities", (route) => route.fulfill({ json: { ...capabilities, now } }));
  // Instants in UTC+8: the first three days of the card's own cycle, and not a minute longer.
  for (const [card, instant, lags] of [
    [unicom, "2026-11-26T12:00:00+08:00", false],
    [unicom, "2026-11-27T00:01:00+08:00", true],
    [unicom, "2026-11-29T23:00:00+08:00", true],
    [unicom, "2026-11-30T00:01:00+08:00", false],
    [telecom, "2026-11-30T23:00:00+08:00", false],
    [telecom, "2026-12-01T00:01:00+08:00", true],
    [telecom, "2026-12-04T00:01:00+08:00", false],
  ] as const) {
    now = new Date(instant).toISOString();
    await open(`/cards/${card.sim_card_id}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(grouped(card.cid));
    const advice = region(page, n.advice);
    await expect(advice).toBeVisible();
    if (lags) await expect(advice).toContainText(lag);
    else await expect(advice).not.toContainText(lag);
  }
});
