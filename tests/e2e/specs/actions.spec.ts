// Every action on one card: its dialog, its work order, what the card is afterwards; refused with the reason.
import type { Locator, Page } from "@playwright/test";
import { STATUS, expect, grouped, heading, row, soundInBothThemes, type Api, type Card, type Lang } from "../support/fixtures.ts";
import { CM, CT, CU, idle, own } from "../support/own.ts";

const test = own();

const lang: Lang = "zh-CN";
test.use({ lang });

const dialog = (page: Page): Locator => page.getByRole("dialog");
const button = (page: Page, name: string): Locator => dialog(page).getByRole("button", { name, exact: true });
const orders = (api: Api, card: Card) =>
  api.get<{ count: number; work_orders: { id: number; status: number; work_order_type: number }[] }>("/v1/work-orders", { sim_card_id: card.sim_card_id });
const now = (api: Api, card: Card) => api.get<Card>(`/v1/sim-cards/${card.sim_card_id}`);

const notices = (page: Page): Locator => page.getByRole("region", { name: "通知", exact: true, includeHidden: true });

/** Sends what the open dialog asks: it closes, and a notice leads to the work order that the service has. */
async function submit(page: Page, api: Api, card: Card, name: string, type: number): Promise<void> {
  await button(page, name).click();
  await expect(dialog(page)).toBeHidden();
  await expect(page).not.toHaveURL(/do=/);
  const [order] = (await orders(api, card)).work_orders;
  expect(order?.work_order_type).toBe(type);
  await expect(notices(page).getByRole("link", { name: String(order?.id) }).first()).toHaveAttribute("href", `/work-orders/${order?.id}`);
}

const days = (text: string) => `${text} 个工作日`;

test("Q7.1 a card is activated from its row: APN, 1–2 working days, what cannot be undone", async ({ page, open, api }) => {
  const apns = [[CM, "cmiot"], [CT, "ctnet"], [CU, "scuiot"]] as const;
  for (const [carrier, apn] of apns) {
    const card = await api.card({ sim_status: STATUS.activatable, carrier_type: carrier }, idle);
    await open(`/cards/${card.sim_card_id}?do=activate`);
    await expect(dialog(page)).toContainText(apn);
  }
  const card = await api.card({ sim_status: [STATUS.testable, STATUS.activatable], carrier_type: CT }, (card) => idle(card) && !card.pooled);
  await open(`/cards?number=${card.cid}`);
  const line = row(page, grouped(card.cid));
  await line.getByRole("button", { name: `${"激活"} ${grouped(card.cid)}` }).click();
  await expect(page).toHaveURL(/do=activate/);
  for (const fact of ["约 30 秒", "10 分钟", "不分大小写", "ctnet", days("1–2")]) {
    await expect(dialog(page)).toContainText(fact);
  }
  const send = button(page, "提交激活");
  await expect(send).toHaveAttribute("aria-disabled", "true");
  await dialog(page).getByRole("checkbox").check();
  await expect(send).not.toHaveAttribute("aria-disabled");
  await submit(page, api, card, "提交激活", 10);
  await expect(line).toContainText("激活处理中");
  await expect(line).toContainText("在用");
  await expect(line).not.toContainText("处理中");
  expect((await now(api, card)).sim_status).toBe(STATUS.inUse);
});

test("Q9.3 rebind: China Mobile ordinary, China Telecom twice a month, China Unicom through the carrier", async ({ page, open, api }) => {
  const name = "提交机卡重绑";
  // The fleet has few stopped for a changed device.
  const separated = (await api.cards({ stop_reason: "separation", carrier_type: CM })).sim_cards.find(idle);
  const mobile = separated ?? (await api.card({ sim_status: STATUS.inUse, carrier_type: CM }, idle));
  await open(`/cards/${mobile.sim_card_id}?do=rebind`);
  await expect(dialog(page)).toContainText(days("1–3"));
  const fixed = dialog(page).getByRole("radio", { name: "固定终端机卡绑定" });
  await expect(fixed).toBeDisabled();
  await expect(dialog(page)).toContainText("移动只提供普通机卡绑定");
  await submit(page, api, mobile, name, 13);
  await expect.poll(async () => (await now(api, mobile)).sim_status).toBe(STATUS.inUse);

  const telecom = await api.card({ sim_status: STATUS.inUse, carrier_type: CT }, (card) => idle(card) && card["imei_bind_remain_times"] === 2);
  await open(`/cards/${telecom.sim_card_id}?do=rebind`);
  for (const fact of ["保持在用", "等 5 分钟，再重启设备", "最多成功 2 次", "重绑 2 次"]) {
    await expect(dialog(page)).toContainText(fact);
  }
  await fixed.check();
  await expect(button(page, name)).toHaveAttribute("aria-disabled", "true");
  const imei = dialog(page).getByRole("textbox", { name: "IMEI" });
  await imei.fill("12345");
  await expect(dialog(page)).toContainText("IMEI 是 15 位数字");
  await imei.fill("8612 3456 7890 123");
  await submit(page, api, telecom, name, 13);
  await expect.poll(async () => (await now(api, telecom)).imei).toBe("861234567890123");
  expect((await now(api, telecom))["imei_bind_remain_times"]).toBe(1);
  expect((await now(api, telecom)).sim_status).toBe(STATUS.inUse);

  const unicom = await api.card({ sim_status: STATUS.inUse, carrier_type: CU });
  await open(`/cards/${unicom.sim_card_id}?do=rebind`);
  await expect(dialog(page)).toContainText("须经运营商办理，1–3 个工作日");
  await expect(button(page, name)).toHaveAttribute("aria-disabled", "true");
});

test("Q9.9 how long it takes stands in the dialog, when it is expected on the card", async ({ page, open, api }) => {
  for (const [carrier, text] of [[CT, "1–2"], [CM, "1–5"]] as const) {
    const card = await api.card({ sim_status: STATUS.inUse, carrier_type: carrier }, (card) => idle(card) && (carrier === CT || card.pooled));
    await open(`/cards/${card.sim_card_id}?do=threshold`);
    await expect(dialog(page)).toContainText(days(text));
    await dialog(page).getByRole("textbox").fill("90000000");
    await submit(page, api, card, "提交达量断网", 12);
    await expect(page.getByRole("region", { name: "处理中的业务受理单", includeHidden: true })).toContainText("2026-11-2");
    const [order] = (await orders(api, card)).work_orders;
    await notices(page).getByRole("link", { name: String(order?.id) }).first().click();
    await expect(heading(page)).toContainText(String(order?.id));
  }
});

test("Q3.12 a threshold is explained while it is typed: 0, −1, MB", async ({ page, open, api }) => {
  const card = await api.card({ sim_status: STATUS.inUse, carrier_type: CT }, (card) => idle(card) && Number(card.flow_used) > 2 && card["exceed_cut_net_flag"] === false);
  await open(`/cards/${card.sim_card_id}?do=threshold`);
  const field = dialog(page).getByRole("textbox");
  for (const [typed, text] of [
    ["0", "第一个字节就断网"],
    ["-1", "不限，用多少都不断网"],
    ["2048", "达到 2 GB 时断网"],
    ["1", "生效后会立即断网"],
    ["1.5", "请填 0、−1 或正整数"],
  ] as const) {
    await field.fill(typed);
    await expect(dialog(page)).toContainText(text);
  }
  await expect(button(page, "提交达量断网")).toHaveAttribute("aria-disabled", "true");
});

/** What is done from the card's page, and what the card is then. */
type Deed = { act: string; submit: string; type: number; card: Parameters<Api["card"]>; fill?: (page: Page) => Promise<unknown>; after: Partial<Card> };

const inUse = { sim_status: STATUS.inUse, carrier_type: CT };
const DEEDS: Deed[] = [
  { act: "suspend", submit: "提交停机", type: 5, card: [{ sim_status: STATUS.inUse, carrier_type: CM }, idle], after: { sim_status: 14, stop_reason: "user" } },
  { act: "resume", submit: "提交复机", type: 4, card: [{ stop_reason: "user" }, idle], after: { sim_status: 20, stop_reason: null } },
  { act: "cut_net", submit: "提交申请断网", type: 11, card: [inUse, (card) => idle(card) && card["cut_net_flag"] === false], after: { sim_status: 20, cut_net_flag: true } },
  { act: "restore_net", submit: "提交断网恢复", type: 20, card: [inUse, (card) => idle(card) && card["cut_net_flag"] === true], after: { cut_net_flag: false } },
  {
    act: "threshold",
    submit: "提交达量断网",
    type: 12,
    card: [inUse, (card) => idle(card) && card["exceed_cut_net_flag"] === false],
    fill: (page) => dialog(page).getByRole("textbox").fill("8000000"),
    after: { exceed_cut_net_flag: true, exceed_cut_net_quota: 8000000 },
  },
  {
    act: "threshold",
    submit: "提交达量断网",
    type: 21,
    card: [inUse, (card) => idle(card) && card["exceed_cut_net_flag"] === true],
    fill: (page) => dialog(page).getByRole("radio", { name: "取消达量断网" }).check(),
    after: { exceed_cut_net_flag: false },
  },
  {
    act: "speed_limit",
    submit: "提交限速",
    type: 15,
    card: [inUse, (card) => idle(card) && card["speed_value"] !== 3072],
    fill: (page) => dialog(page).getByLabel("速率上限").selectOption("3 Mbps"),
    after: { speed_value: 3072 },
  },
  {
    act: "bind_area",
    submit: "提交绑定限制区域",
    type: 24,
    card: [{ sim_status: STATUS.inUse, carrier_type: CM }, idle],
    fill: (page) => dialog(page).getByLabel("省份").selectOption("广东"),
    after: { sim_status: 20, restricted_area: "广东" },
  },
  {
    act: "clear_real_name",
    submit: "提交清除实名",
    type: 14,
    card: [inUse, (card) => idle(card) && card["real_named"] === true],
    fill: (page) => dialog(page).getByRole("checkbox").check(),
    after: { real_named: false },
  },
];

test("each action is carried out: its work order, its type, and what the card is then", async ({ page, open, api }) => {
  for (const deed of DEEDS) {
    await test.step(`${deed.act}, work order type ${deed.type}`, async () => {
      const card = await api.card(...deed.card);
      await open(`/cards/${card.sim_card_id}?do=${deed.act}`);
      await expect(button(page, deed.submit)).toBeVisible();
      await deed.fill?.(page);
      await submit(page, api, card, deed.submit, deed.type);
      // The page says that it is done, and shows the card as it is then.
      await expect(notices(page).getByText(/已完成/)).toBeVisible();
      expect(await now(api, card)).toMatchObject(deed.after);
      expect((await orders(api, card)).work_orders[0]?.status).toBe(4);
      if (deed.after.sim_status) {
        await expect(page.locator(".card-summary")).toContainText(deed.after.sim_status === 14 ? "已停用（主动停机）" : "在用");
      }
    });
  }
});

const REFUSED: [act: string, params: Parameters<Api["card"]>, why: string][] = [
  ["activate", [{ sim_status: STATUS.inUse }], "卡的状态是在用，须为可测试或可激活"],
  ["suspend", [{ sim_status: STATUS.activatable }], "卡的状态是可激活，须为在用"],
  ["resume", [{ stop_reason: "over_plan" }], "停机原因是超流量停机，不是主动停机"],
  ["reset_network", [{ stop_reason: "user" }], "卡的状态是已停用，须为在用"],
  ["rebind", [{ sim_status: STATUS.activatable, carrier_type: CT }], "须为在用或已停用"],
  ["threshold", [{ sim_status: STATUS.inUse, carrier_type: CU }, (card) => !card.pooled], "中国联通的卡须已加入流量池"],
  ["cut_net", [{ sim_status: STATUS.inUse, carrier_type: CM }], "只有中国电信的卡可以，这张是中国移动的卡"],
  ["restore_net", [inUse, (card) => card["cut_net_flag"] === false], "没有断网"],
  ["speed_limit", [{ sim_status: STATUS.inUse, carrier_type: CM }], "只有中国电信、中国联通的卡可以"],
  ["bind_area", [inUse], "只有中国移动的卡可以"],
  ["clear_real_name", [{ sim_status: STATUS.inUse, carrier_type: CU }], "只有中国电信的卡可以"],
  ["query_real_name", [{ sim_status: STATUS.inUse, carrier_type: 4 }], "这张是海外运营商的卡"],
];

test("Q10.9 what a card does not allow is disabled with the reason, in every dialog and in the menu", async ({ page, open, api }) => {
  for (const [act, params, why] of REFUSED) {
    const card = await api.card(...params);
    await open(`/cards/${card.sim_card_id}?do=${act}`);
    await expect(dialog(page)).toContainText(why);
    const act_ = dialog(page).getByRole("button", { name: /^(提交|开始重置|查询实名)/ });
    await expect(act_).toHaveAttribute("aria-disabled", "true");
  }
  const card = await api.card({ stop_reason: "over_plan", carrier_type: CU }, (card) => card["pooled"] === false && card.data_type !== 1);
  await open(`/cards?number=${card.cid}`);
  const line = row(page, grouped(card.cid));
  // What ends its stop is the row's button and the first line of its menu; what is not possible comes last.
  await expect(line.getByRole("link", { name: `订购叠加包 ${grouped(card.cid)}` })).toHaveAttribute("href", new RegExp(`/add-on\\?cards=${card.sim_card_id}$`));
  await line.getByRole("button", { name: "更多操作" }).click();
  const items = page.getByRole("menuitem");
  await expect(items.first()).toHaveText("订购叠加包");
  const item = page.getByRole("menuitem", { name: "复机" });
  await expect(item).toHaveAttribute("aria-disabled", "true");
  await expect(item).toContainText("停机原因是超流量停机");
  const disabled = await items.evaluateAll((all) => all.map((one) => one.getAttribute("aria-disabled") === "true"));
  expect(disabled).toEqual([...disabled].sort((a, b) => Number(a) - Number(b)));
});

test("the service's refusal is shown when the card changed meanwhile; pressed twice, and again after a broken connection, it happens once", async ({ page, open, api }) => {
  await test.step("the service's refusal is shown when the card changed meanwhile, and the dialog knows it then", async () => {
    const card = await api.card({ sim_status: STATUS.inUse, carrier_type: CM }, idle);
    const before = (await orders(api, card)).count;
    await open(`/cards/${card.sim_card_id}?do=suspend`);
    await expect(button(page, "提交停机")).not.toHaveAttribute("aria-disabled");
    await api.post(`/v1/sim-cards/${card.sim_card_id}/stop`, {});
    await expect.poll(async () => (await now(api, card)).sim_status).toBe(STATUS.suspended);
    await button(page, "提交停机").click();
    const alert = dialog(page).getByRole("alert");
    await expect(alert).toContainText("卡现在不允许这个操作");
    await expect(alert).toContainText("GSL.00011006");
    await expect(dialog(page)).toContainText("卡的状态是已停用，须为在用");
    await expect(button(page, "提交停机")).toHaveAttribute("aria-disabled", "true");
    expect((await orders(api, card)).count).toBe(before + 1);
  });
  await test.step("pressed twice, and again after a broken connection, it happens once", async () => {
    const card = await api.card({ sim_status: STATUS.inUse, carrier_type: CU }, idle);
    const before = (await orders(api, card)).count;
    const keys: (string | undefined)[] = [];
    let broken = true;
    await page.route("**/stop", async (route) => {
      keys.push(route.request().headers()["idempotency-key"]);
      expect(route.request().headers()["x-request-source"]).toBe("console");
      const answer = await route.fetch();
      // The service has it; its answer is lost on the way.
      await (broken ? route.abort() : route.fulfill({ response: answer }));
    });
    await open(`/cards/${card.sim_card_id}?do=suspend`);
    await button(page, "提交停机").dblclick();
    await expect(dialog(page).getByRole("alert")).toContainText("连不上服务");
    expect(keys).toHaveLength(1);
    broken = false;
    // The card waits for it already; a viewer who does not know that sends it again.
    await page.route(`**/v1/sim-cards/${card.sim_card_id}`, (route) => route.abort());
    await button(page, "提交停机").click();
    await expect(notices(page)).toContainText("已提交停机");
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect((await orders(api, card)).count).toBe(before + 1);
  });
});

test("the open dialog is in the address: reload keeps it, Back closes it", async ({ page, open, api }) => {
  const card = await api.card({ sim_status: STATUS.inUse, carrier_type: CM }, idle);
  await open(`/cards?number=${card.cid}`);
  await row(page, grouped(card.cid)).getByRole("button", { name: "更多操作" }).click();
  await page.getByRole("menuitem", { name: "停机", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`number=${card.cid}&do=suspend&card=${card.sim_card_id}`));
  await page.goBack();
  await expect(dialog(page)).toBeHidden();
  await expect(page).toHaveURL(new RegExp(`number=${card.cid}$`));
  await page.goForward();
  await page.reload();
  await expect(button(page, "提交停机")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await expect(page).not.toHaveURL(/do=/);
});

test("D1 what is sent does not come back: Back leads to where one came from, and Forward opens no dialog", async ({ page, open, api }) => {
  const card = await api.card({ sim_status: STATUS.inUse, carrier_type: CM }, idle);
  await open("/tags");
  await page.getByRole("navigation").getByRole("link", { name: "SIM卡列表" }).click();
  await page.getByLabel("筛选").first().waitFor();
  await open(`/cards/${card.sim_card_id}`);
  await page.getByRole("main").getByRole("button", { name: "停机", exact: true }).click();
  await expect(page).toHaveURL(/do=suspend/);
  await submit(page, api, card, "提交停机", 5);
  await notices(page).getByRole("link").first().click();
  await expect(page).toHaveURL(/\/work-orders\/\d+$/);
  await page.goBack();
  await expect(page).toHaveURL(`/cards/${card.sim_card_id}`);
  await expect(dialog(page)).toBeHidden();
  await expect(notices(page).getByText(/已完成/)).toBeVisible();

  await test.step("D2 a toast leaves by itself but not under the pointer, and the tray keeps it", async () => {
    const done = notices(page).getByRole("listitem").filter({ hasText: "已完成" });
    await done.hover();
    await page.waitForTimeout(7000);
    await expect(done).toBeVisible();
    await page.mouse.move(5, 5);
    await expect(done).toBeHidden({ timeout: 9000 });
    const bell = page.getByRole("banner").getByRole("button", { name: /^通知/ });
    await expect(bell).toHaveAccessibleName(/条未读$/);
    await bell.click();
    await expect(dialog(page).getByRole("listitem").filter({ hasText: "已完成" })).toBeVisible();
    await expect(bell).toHaveAccessibleName("通知");
  });
  await test.step("B3 the suspension is taken back from there", async () => {
    await dialog(page).getByRole("listitem").filter({ hasText: "已完成" }).getByRole("button", { name: "撤销" }).click();
    await expect.poll(async () => (await now(api, card)).sim_status).toBe(STATUS.inUse);
  });
});

test("with the keyboard alone: row, menu, dialog, tick, submit, back to the row", async ({ page, open, api }) => {
  const card = await api.card({ sim_status: STATUS.activatable, carrier_type: CU }, idle);
  await open(`/cards?number=${card.cid}`);
  const more = row(page, grouped(card.cid)).getByRole("button", { name: "更多操作" });
  await expect(more).toBeVisible();
  await page.keyboard.press("j");
  while (!(await more.evaluate((element) => element === document.activeElement))) await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("menuitem").last()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(more).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByRole("heading", { name: /^激活/ })).toBeFocused();
  const tick = dialog(page).getByRole("checkbox");
  while (!(await tick.evaluate((element) => element === document.activeElement))) await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  const send = button(page, "提交激活");
  while (!(await send.evaluate((element) => element === document.activeElement))) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toBeHidden();
  await expect(notices(page)).toContainText("已提交激活");
  await expect(more).toBeFocused();
});

test("a remedy is a button, on the card's page and in the status check; real-name is asked of the carrier", async ({ page, open, api }) => {
  await test.step("a remedy is a button: on the card's page and in the status check", async () => {
    const card = await api.card({ stop_reason: "user" }, idle);
    await open(`/cards/${card.sim_card_id}`);
    const advice = page.getByRole("region", { name: "状态说明与处理办法" });
    await advice.getByRole("button", { name: "复机" }).click();
    await expect(page).toHaveURL(/do=resume$/);
    await expect(dialog(page)).toContainText("1–2 个工作日");
    await open(`/check?number=${card.cid}`);
    await page.locator('[data-check="state"]').getByRole("button", { name: "复机" }).click();
    await expect(page).toHaveURL(/&do=resume$/);
    await submit(page, api, card, "提交复机", 4);
    await expect.poll(async () => (await now(api, card)).sim_status).toBe(STATUS.inUse);
  });
  await test.step("real-name is asked of the carrier", async () => {
    const card = await api.card({ sim_status: STATUS.inUse, carrier_type: CU });
    await open(`/cards/${card.sim_card_id}?do=query_real_name`);
    await button(page, "查询实名").click();
    await expect(dialog(page).getByRole("status").filter({ hasText: /实名/ })).toHaveText(card["real_named"] ? "已实名" : "未实名");
  });
});

test.describe("in both themes", () => {
  test.use({ theme: "system" });
  test("axe: dialogs about a card", async ({ page, open, api }) => {
    const card = await api.card({ sim_status: STATUS.inUse, carrier_type: CT });
    for (const act of ["threshold", "rebind", "activate", "reset_network"]) {
      await open(`/cards/${card.sim_card_id}?do=${act}`);
      await expect(dialog(page)).toContainText(grouped(card.cid));
      await expect(dialog(page).locator(".state")).toBeVisible();
      await soundInBothThemes(page);
    }
  });
});
