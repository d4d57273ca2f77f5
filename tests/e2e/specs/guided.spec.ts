// Guided procedures: the network reset with its 15 minutes, and a lost card.
import type { Page } from "@playwright/test";
import { STATUS, expect, type Api, type Card, type Lang } from "../support/fixtures.ts";
import { CM, CT, idle, own } from "../support/own.ts";

const test = own();

const lang: Lang = "zh-CN";
test.use({ lang });

const dialog = (page: Page) => page.getByRole("dialog");
const now = (api: Api, card: Card) => api.get<Card>(`/v1/sim-cards/${card.sim_card_id}`);
const orders = (api: Api, card: Card) => api.get<{ count: number }>("/v1/work-orders", { sim_card_id: card.sim_card_id });

/** So many minutes pass for the page. Its timers go on as they are. */
const ahead = (page: Page, minutes: number) =>
  page.evaluate((ms) => {
    const before = Date.now;
    Date.now = () => before() + ms;
  }, minutes * 60_000);

const start = "开始重置网络";
const steps = (page: Page) => page.getByRole("list", { name: "重置网络的步骤" }).first();

test("Q9.14 the network is reset: suspended, 15 minutes, resumed; a reload goes on where it was", async ({ page, open, api }) => {
      const card = await api.card({ sim_status: STATUS.inUse, carrier_type: CM }, idle);
  const before = (await orders(api, card)).count;
  await open(`/cards/${card.sim_card_id}?do=reset_network`);
  await expect(dialog(page)).toContainText("15 分钟后刷新状态并复机");
  await dialog(page).getByRole("button", { name: start }).click();
  await expect(steps(page)).toContainText("运营商处理中");
  const timer = page.getByRole("timer").first();
  await expect(timer).toContainText(/1[45]:\d\d/);
  expect((await now(api, card)).stop_reason).toBe("user");
  await page.reload();
  await expect(dialog(page).getByRole("timer")).toContainText(/1[45]:\d\d/);
  // The panel on the page says it without the dialog.
  await page.keyboard.press("Escape");
  const panel = page.getByRole("region", { name: "正在重置网络" });
  await expect(panel.getByRole("timer")).toBeVisible();
  await ahead(page, 14);
  await expect(panel.getByRole("timer")).toContainText(/00:\d\d/);
  expect((await now(api, card)).sim_status).toBe(STATUS.suspended);
  await ahead(page, 1.5);
  await expect(panel).toContainText("网络已重置，卡恢复在用");
  expect((await now(api, card)).sim_status).toBe(STATUS.inUse);
  expect((await orders(api, card)).count).toBe(before + 2);
  await panel.getByRole("button", { name: "知道了" }).click();
  await expect(panel).toBeHidden();
  await page.reload();
  await expect(page.locator(".card-summary")).toContainText("在用");
  await expect(panel).toBeHidden();
});

test("Q9.6 Q10.7 a lost card is suspended at once; replacement only where the service offers it", async ({ page, open, api }) => {
  const card = await api.card({ sim_status: STATUS.inUse, carrier_type: CT }, idle);
  const known = await api.get<{ extensions: string[] }>("/v1/capabilities");
  const extensions = known.extensions.filter((name) => name !== "bulk-jobs.replace.act");
  await page.route("**/v1/capabilities", (route) => route.fulfill({ json: { ...known, extensions } }));
  await open(`/cards/${card.sim_card_id}?do=lost`);
  await expect(dialog(page)).toContainText("1–2 个工作日");
  await expect(dialog(page)).toContainText("批量停机");
  await dialog(page).getByRole("button", { name: "立即停机" }).click();
  await expect(dialog(page)).toContainText("拾到的人用不了");
  expect((await now(api, card)).stop_reason).toBe("user");
  const way = (name: string) => dialog(page).getByRole("listitem").filter({ hasText: name });
  await expect(way("补卡")).toContainText("所连服务不提供");
  await expect(way("不再处理")).toContainText("不退款");
  await way("找到后复机").getByRole("button").click();
  await expect(page).toHaveURL(/do=resume$/);

  // Where the service does, the way leads to a list of this card.
  await page.unroute("**/v1/capabilities");
  await open(`/cards/${card.sim_card_id}?do=lost`);
  await way("补卡").getByRole("button").click();
  await expect(page).toHaveURL("/batch?action=replace&from=paste");
  await expect(page.getByLabel("卡号", { exact: true })).toHaveValue(card.cid);
  await expect(page.getByRole("main")).toContainText("旧卡拆机并清除数据");

  // Deregistering goes by way of a bulk job of this card, with its box to tick.
  await open(`/cards/${card.sim_card_id}?do=lost`);
  await way("拆机").getByRole("button").click();
  await expect(page).toHaveURL("/batch?action=deregister");
  await page.getByRole("button", { name: "预览", exact: true }).click();
  const submit = page.getByRole("button", { name: "批量拆机：1 张卡" });
  await expect(submit).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("checkbox", { name: "拆机不可恢复" }).check();
  await submit.click();
  await expect(page).toHaveURL(/batch\/\d+$/);
  await expect.poll(async () => (await now(api, card)).sim_status).toBe(STATUS.deregistered);

  const waiting = await api.card({ sim_status: STATUS.activatable, carrier_type: CM }, idle);
  await open(`/cards/${waiting.sim_card_id}?do=lost`);
  await expect(dialog(page)).toContainText("激活后才能停机");
  await expect(way("先激活，再停机").getByRole("button")).toBeVisible();
});

test("a lost card that is being suspended already is not suspended again", async ({ page, open, api }) => {
  const card = await api.card({ sim_status: STATUS.inUse, carrier_type: CT }, idle);
  const pending_work_orders = [{ work_order_id: 4711, action: "suspend", status: 3 }];
  const known = { ...(await now(api, card)), pending_work_orders };
  await page.route(`**/v1/sim-cards/${card.sim_card_id}`, (route) => route.fulfill({ json: known }));
  await open(`/cards/${card.sim_card_id}?do=lost`);
  const suspend = dialog(page).getByRole("button", { name: "立即停机" });
  await expect(suspend).toHaveAttribute("aria-disabled", "true");
  await expect(suspend).toHaveAccessibleDescription(/同样的业务受理单 4711 还在处理/);
});

/** A reset of a card that nothing waits for, just begun, and how many work orders the card had before. */
async function started(page: Page, open: (path: string) => Promise<void>, api: Api) {
  const card = await api.card({ sim_status: STATUS.inUse, carrier_type: CM }, idle);
  const before = (await orders(api, card)).count;
  await open(`/cards/${card.sim_card_id}?do=reset_network`);
  await dialog(page).getByRole("button", { name: "开始重置网络" }).click();
  return { card, before };
}

test("a reset given up leaves the card suspended and says so; resumed by hand from there", async ({ page, open, api }) => {
  const { card, before } = await started(page, open, api);
  await expect(dialog(page).getByRole("timer")).toBeVisible();
  await dialog(page).getByRole("button", { name: "取消重置" }).click();
  await expect(dialog(page)).toContainText("卡现在是已停用，需要时请复机");
  await dialog(page).getByRole("button", { name: "现在复机" }).click();
  await expect(dialog(page)).toContainText("网络已重置，卡恢复在用");
  expect((await orders(api, card)).count).toBe(before + 2);
});

test("a card resumed by somebody else during the wait is not resumed again", async ({ page, open, api }) => {
  const { card, before } = await started(page, open, api);
  await expect(dialog(page).getByRole("timer")).toBeVisible();
  await api.post(`/v1/sim-cards/${card.sim_card_id}/reset`, {});
  await expect.poll(async () => (await now(api, card)).sim_status).toBe(STATUS.inUse);
  await ahead(page, 15.5);
  // In use again after its time: there is nothing left to resume.
  await expect(dialog(page)).toContainText("网络已重置，卡恢复在用");
  expect((await orders(api, card)).count).toBe(before + 2);
});

const failing = own(1000);

failing("a reset whose work order fails says why and can be tried again", async ({ page, open, api }) => {
  const { card, before } = await started(page, open, api);
  await expect(dialog(page)).toContainText("业务受理单失败");
  await expect(dialog(page)).toContainText("carrier");
  await expect(dialog(page)).not.toContainText("卡现在是已停用");
  await dialog(page).getByRole("button", { name: "重试" }).click();
  await expect.poll(async () => (await orders(api, card)).count).toBe(before + 2);
  await expect(page.getByRole("region", { name: "通知", includeHidden: true })).toContainText("停在中途");
});
