// Buying cards: the whole way to cards that are activated, and everything that comes in between.
import { expect, expectNoViolations, rows, type Card, type Lang } from "../support/fixtures.ts";
import { answerLost } from "../support/faulty.ts";
import { ownService } from "../support/own.ts";
import { TEXT, Wizard, address, at, purchases, typed, type Order } from "../support/purchase.ts";

// A working day takes a tenth of a second.
const test = ownService("purchase", { cards: 2000, now: "2026-11-22T04:00:00Z", timeScale: 864_000, failures: 0 });

const lang: Lang = "zh-CN";
test.use({ lang });

test.describe.configure({ mode: "default" });

const t = TEXT["zh-CN"];

test("buy, pay, ship, complete, cards in the list, activate, renew, new expiry; a double click makes one order", async ({ page, open, api }) => {
  const it = new Wizard(page, "zh-CN");
  const before = await purchases(api);
  await open("/");
  await page.getByRole("navigation").getByRole("link", { name: "购买SIM卡" }).click();
  const total = page.getByRole("complementary").getByRole("status");
  // The price of a card stands there as soon as a plan is chosen, the sum as soon as the number is.
  await expect(total).toContainText("—");
  await it.plan();
  await expect(total).toContainText("¥7,200.00");
  await it.expectAll(["300 张 × ¥24.00 = ¥7,200.00", "支付后约 10 个工作日发货"]);
  await it.button(t.next).click();
  await it.button(t.add).click();
  await it.field(t.receiver).fill("李雷");
  await it.field(t.phoneNumber).fill("0755-1234567");
  await it.field(t.address).fill("深圳市龙岗区坂田街道 1 号");
  await it.button(t.save).click();
  await expect(it.radio(/李雷/)).toBeChecked();
  await it.button(t.next).click();
  await it.expectAll(["¥7,200.00", /报价还有 (30:00|29:[0-5]\d) 有效/, "李雷"]);
  await it.agree();
  await expectNoViolations(page);
  await it.button(t.order).dblclick();
  const pay = it.button(t.pay);
  await expect(pay).toHaveText("支付 ¥7,200.00");
  const made = await purchases(api);
  expect(made.length).toBe(before.length + 1);
  const order = made[0];
  if (!order) throw new Error("no order");
  expect([order.quantity, order.price_cents, order.pay_time]).toEqual([300, 720_000, null]);
  await expectNoViolations(page);
  await pay.dblclick();
  await expect(it.main).toContainText("卡到后为“可激活”");
  await expectNoViolations(page);
  await expect.poll(async () => (await purchases(api))[0]?.order_status).toBe(5);
  await it.main.getByRole("link", { name: t.cards }).click();
  await expect(page).toHaveURL(new RegExp(`order=${order.order_id}`));
  await expect(rows(page).first()).toContainText("可激活");
  const found = await api.get<{ count: number; sim_cards: Card[] }>("/v1/sim-cards", { order_id: order.order_id, limit: 10 });
  expect(found.count).toBe(300);
  const card = found.sim_cards[0];
  if (!card) throw new Error("no card");
  await page.goto(`/cards/${card.sim_card_id}?do=activate`);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: "提交激活", exact: true }).click();
  const now = () => api.get<Card>(`/v1/sim-cards/${card.sim_card_id}`);
  await expect.poll(async () => (await now()).sim_status).toBe(20);
  // Renewed, the one card that is active lasts a year longer.
  const until = (await now()).expire_time ?? "";
  await page.goto(`/orders/${order.order_id}`);
  await it.main.getByRole("link", { name: "续费", exact: true }).click();
  await it.button("核对可续费的卡").click();
  await it.expectAll(["1 张卡可以续费", "1 / 300 张", "¥24.00"]);
  await it.main.getByRole("complementary").getByRole("checkbox").check();
  await it.button(/^支付/).click();
  await it.expectAll(["续费已支付"]);
  await expect.poll(async () => (await now()).expire_time).toBe(`${Number(until.slice(0, 4)) + 1}${until.slice(4)}`);
});

test("reload and back lose nothing, at any step", async ({ page, open, api }) => {
  const it = new Wizard(page, "zh-CN");
  await address(api, "韩梅梅");
  await open("/purchase");
  await it.plan();
  await page.reload();
  await expect(it.radio(t.ct)).toBeChecked();
  await expect(it.field(t.packs)).toHaveValue("3");
  await it.button(t.next).click();
  await it.field(t.place).fill("哈尔滨");
  await it.radio(t.poolNew).check();
  await it.field(t.poolName).fill("水表");
  await it.button(t.add).click();
  await it.field(t.receiver).fill("半个");
  await page.reload();
  await expect(it.field(t.place)).toHaveValue("哈尔滨");
  await expect(it.field(t.poolName)).toHaveValue("水表");
  await expect(it.field(t.receiver)).toHaveValue("半个");
  await it.radio(/韩梅梅/).first().check();
  await page.goBack();
  await expect(it.radio(t.industrial)).toBeChecked();
  await expect(it.field(t.packs)).toHaveValue("3");
  await page.goForward();
  await it.button(t.next).click();
  const first = it.main.getByRole("checkbox").first();
  await first.check();
  await page.reload();
  await expect(first).toBeChecked();
  await it.agree();
  await it.button(t.order).click();
  await expect(it.button(t.pay)).toBeVisible();
  const made = (await purchases(api)).length;
  // Back to the confirmation and ordered again, it is still the one order.
  await page.goBack();
  await it.button(t.order).click();
  await expect(it.button(t.pay)).toBeVisible();
  expect((await purchases(api)).length).toBe(made);
  await page.reload();
  await it.expectAll(["入池预检", "支付后立即入池"]);
  await it.button(t.pay).click();
  await it.expectAll(["入池的业务受理单"]);
  await page.reload();
  await it.expectAll(["已支付", "入池的业务受理单"]);
  await expect.poll(async () => (await purchases(api))[0]?.pool_id).not.toBeNull();
  // The next purchase begins empty.
  await it.main.getByRole("link", { name: "再买一单" }).click();
  await expect(it.field(t.packs)).toHaveValue("");
});

test("a lost answer is asked again and makes one order and one payment", async ({ page, open, api }) => {
  const it = new Wizard(page, "zh-CN");
  const to = await address(api, "丢包");
  const before = (await purchases(api)).length;
  await typed(page, { packs: "2" });
  await open(at("confirm", `&address=${to}`));
  await it.agree();
  for (const [path, name] of [["**/v1/orders", t.order], ["**/v1/payments", t.pay]] as const) {
    await answerLost(page, lang, path, it.button(name));
  }
  await it.expectAll(["已支付", "200"]);
  expect((await purchases(api)).length).toBe(before + 1);
});

test("a quote that has expired is renewed with one click; one the service has forgotten too", async ({ page, open, api }) => {
  const it = new Wizard(page, "zh-CN");
  const to = await address(api, "过期");
  await typed(page, { packs: "1" });
  let asked = 0;
  await page.route("**/v1/orders/quotes", async (route) => {
    asked += 1;
    const quote = (await (await route.fetch()).json()) as { create_time: string; expire_time: string };
    // The first holds for some seconds only.
    if (asked === 1) quote.expire_time = new Date(Date.parse(quote.create_time) + 5_000).toISOString();
    await route.fulfill({ json: quote });
  });
  await open(at("confirm", `&address=${to}`));
  await it.agree();
  await it.expectAll([t.expired]);
  await expect(it.button(t.order)).toHaveAttribute("aria-disabled", "true");
  expect(asked).toBe(1);
  await it.button(t.again).click();
  await it.expectAll([t.holds]);
  await expect(it.button(t.order)).not.toHaveAttribute("aria-disabled", "true");
  await page.route("**/v1/orders", (route) =>
    route.fulfill({ status: 400, json: { error_code: "GSL.00013003", error_msg: "The quote does not exist or has expired." } }),
  );
  await it.button(t.order).click();
  await expect(it.main.getByRole("alert")).toContainText("没有生成订单");
});

test("an order joins a pool there is of the same plan", async ({ page, open, api }) => {
  const it = new Wizard(page, "zh-CN");
  const to = await address(api, "入池");
  // A pool of an order of general data.
  const { price_plans } = await api.get<{ price_plans: { price_plan_id: string; price_plan_name: string }[] }>("/v1/price-plans", { limit: 500 });
  const plan = price_plans.find((one) => one.price_plan_name === "中国电信 100MB/月 1年")?.price_plan_id;
  const quote = await api.post<{ quote_id: number }>("/v1/orders/quotes", { price_plan_id: plan, pack_size: 100, pack_count: 1, card_form: "industrial_2ff" });
  const first = await api.post<Order>("/v1/orders", { quote_id: quote.quote_id, address_id: to, data_type: 1 });
  await api.post("/v1/payments", { order_ids: [first.order_id], amount_cents: first.price_cents });
  const { pool_id } = await api.post<{ pool_id: number }>("/v1/sim-pools", { pool_name: "先有的池", order_ids: [first.order_id] });
  await expect.poll(async () => (await purchases(api)).find((one) => one.order_id === first.order_id)?.pool_id).toBe(pool_id);
  await typed(page, { packs: "1" });
  await open(at("delivery"));
  await it.radio(t.poolJoin).check();
  await expect(it.button(t.next)).toHaveAttribute("aria-disabled", "true");
  const choice = it.field("加入的流量池");
  // Only pools of the plan are offered.
  for (const name of await choice.getByRole("option").allTextContents()) expect(name).not.toContain("5GB");
  await choice.selectOption({ label: `先有的池 (${pool_id})` });
  await it.radio(/入池/).check();
  await it.button(t.next).click();
  await it.agree();
  await it.button(t.order).click();
  await it.expectAll(["支付后立即入池"]);
  await it.button(t.pay).click();
  await it.expectAll(["入池的业务受理单"]);
  await expect.poll(async () => (await purchases(api))[0]?.pool_id).toBe(pool_id);
});

test("an order that may not join is not paid by accident: without the pool, or cancelled and chosen anew", async ({ page, open, api }) => {
  const it = new Wizard(page, "zh-CN");
  const to = await address(api, "取消");
  type Pool = { id: number; price_plan_name: string };
  const { pools } = await api.get<{ pools: Pool[] }>("/v1/sim-pools", { limit: 500, status: 1 });
  const other = pools.find((one) => !one.price_plan_name.startsWith("中国电信 100MB"));
  await typed(page, { packs: "1" });
  await open(at("confirm", `&address=${to}&pool=${other?.id}`));
  await it.agree();
  await it.button(t.order).click();
  await it.expectAll(["这个订单不能入池", "未通过"]);
  await expect(it.button(t.pay)).toHaveAttribute("aria-disabled", "true");
  await it.button(t.without).click();
  await expect(it.button(t.pay)).not.toHaveAttribute("aria-disabled", "true");
  const [order] = await purchases(api);
  await it.button(t.cancel).click();
  await it.expectAll(["我已阅读并同意以上各项"]);
  expect((await purchases(api)).find((one) => one.order_id === order?.order_id)?.order_status).toBe(6);
  // Ordered anew it is another order; the cancelled one can no longer be paid.
  await it.button(t.order).click();
  await expect(it.button(t.pay)).toBeVisible();
  expect((await purchases(api))[0]?.order_id).not.toBe(order?.order_id);
  await page.goto(`${at("confirm", `&address=${to}`)}&order=${order?.order_id}`);
  await it.expectAll(["这个订单已不能支付"]);
  await it.button(t.orderAgain).click();
  await expect(it.button(t.order)).toBeVisible();
});

test("the address book: each wrong field is named, an address is changed and deleted", async ({ page, open, api }) => {
  const it = new Wizard(page, "zh-CN");
  await address(api, "别人");
  await typed(page, { packs: "1" });
  await open(at("delivery"));
  await it.button(t.add).click();
  await expect(it.field(t.receiver)).toBeFocused();
  await it.button(t.save).click();
  await it.expectAll(["须为 1–50 个字符", "须为 5–20 个字符", "须为 5–200 个字符"]);
  await it.field(t.receiver).fill("王芳");
  await it.field(t.phoneNumber).fill("电话12345");
  await it.expectAll(["只能有数字、空格、+ 和 -"]);
  await it.field(t.phoneNumber).fill("+86 755 7654321");
  await it.field(t.address).fill("深圳市南山区 2 号");
  await it.field(t.address).press("Enter");
  await expect(it.radio(/王芳/)).toBeChecked();
  await expect(it.button(t.add)).toBeFocused();
  await it.button(`${t.edit} 王芳`).click();
  await it.field(t.address).fill("深圳市福田区 3 号");
  await it.button(t.save).click();
  await it.expectAll(["福田区 3 号"]);
  await it.button(`${t.remove} 王芳`).click();
  await page.getByRole("dialog").getByRole("button", { name: t.remove, exact: true }).click();
  await expect(it.radio(/王芳/)).toHaveCount(0);
});

test("Q5.6 a sub-account without the rights is told which and who grants them; a service without purchases says so", async ({ page, open, api }) => {
  await test.step("a service without purchases says what is missing", async () => {
    const known = await api.get<{ extensions: string[] }>("/v1/capabilities");
    const extensions = known.extensions.filter((name) => name !== "orders.purchase.act");
    await page.route("**/v1/capabilities", (route) => route.fulfill({ json: { ...known, extensions } }));
    await open("/purchase");
    await expect(page.getByRole("main")).toContainText("orders.purchase");
    await page.unrouteAll();
  });
  await test.step("Q5.6 a sub-account without the rights is told which and who grants them", async () => {
    const it = new Wizard(page, lang);
    const to = await address(api, `403 ${lang}`);
    await typed(page, { packs: "1" });
    await page.route("**/v1/orders", (route) =>
      route.fulfill({ status: 403, json: { error_code: "APIGW.0302", error_msg: "Forbidden" } }),
    );
    await open(at("confirm", `&address=${to}`));
    await it.agree();
    await it.button(it.t.order).click();
    const alert = it.main.getByRole("alert");
    for (const fact of ["GSL FullAccess", "BSS", "主账号"]) await expect(alert).toContainText(fact);
  });
});

test("Q2.1 Q2.2 Q2.3 Q2.4 Q3.1 Q3.3 Q3.7 Q3.9 Q3.11 Q5.5 what is on offer, for what, and when it costs", async ({ page, open }) => {
  await test.step("Q2.1 Q2.2 Q2.3 Q2.4 Q3.9 when cards cost, how long they are silent or tested, why here", async () => {
    const it = new Wizard(page, lang);
    await open("/purchase?carrier=cu&mb=30&years=1");
    await it.expectAll([
      "激活才开始计费和计算有效期",
      "6 个月内未激活，次月 1 日自动激活",
      "上月 27 日至本月 26 日",
      "不结转",
      "一次对接，价格更优",
    ]);
    await page.goto("/purchase?kind=global&to=日本&mb=100&years=1");
    await it.expectAll(["6 个月测试期", "自然月"]);
  });
  await test.step("Q3.1 Q3.3 Q3.11 Q5.5 physical cards, networks, no NB, no requirements on the module; only plans there are", async () => {
    const it = new Wizard(page, lang);
    await open("/purchase");
    await it.expectAll(["没有 NB 卡", "对模组没有要求"]);
    await expect(it.radio(/^中国联通.*3G\/4G$/s)).toBeVisible();
    for (const name of [/^中国移动.*4G$/s, /^中国电信.*4G$/s]) {
      await expect(it.radio(name)).toHaveAccessibleName(/[^/]4G$/);
    }
    await it.radio(it.t.global).check();
    await expect(it.radio(/日本/)).toHaveAccessibleName(/4G$/);
    await it.radio(/日本/).check();
    await it.radio(/^1 GB/).check();
    await expect(it.radio(/^3 年/)).toBeChecked();
    await expect(it.radio(/^1 年/)).toBeDisabled();
    await it.expectAll(["1 GB 只有 3 年"]);
  });
  await test.step("Q3.7 no phones; devices for people take SMD cards, personally real-named", async () => {
    const it = new Wizard(page, lang);
    await open("/purchase?form=industrial_2ff");
    await expect(it.radio(it.t.phone).last()).toBeDisabled();
    await it.expectAll(["物联网卡不能用于手机"]);
    await it.radio(it.t.personal).check();
    await it.expectAll(["设备 IMEI 和承诺函", "只能用贴片卡"]);
    await expect(it.radio(it.t.industrial)).toBeDisabled();
    await expect(it.radio(it.t.industrial)).not.toBeChecked();
  });
});

test("Q3.2 Q5.1 Q9.4 Q13.3 Q13.8 Q13.11 quantity rules while typing; where cards are used; what a pool means", async ({ page, open }) => {
  await test.step("Q5.1 Q9.4 quantity rules while typing, small lots, general data", async () => {
    const it = new Wizard(page, lang);
    await open(at(""));
    const ten = it.radio(/^10 (张|cards)/);
    await expect(ten).toBeDisabled();
    await it.expectAll([
      "10 张装只用于每月 1 GB 以上的套餐",
      "没有免费试用",
      "请联系客户经理",
      "最多 100 MB，用到 100 MB 停机至下月",
    ]);
    const packs = it.field(it.t.packs);
    for (const bad of ["0", "101", "x"]) {
      await packs.fill(bad);
      await it.expectAll(["须为 1–100 的整数"]);
      await expect(it.button(it.t.next)).toHaveAttribute("aria-disabled", "true");
    }
    await it.radio(/^1,000 (张|cards)/).check();
    await packs.fill("51");
    await it.expectAll(["一单最多 50,000 张"]);
    await packs.fill("5");
    await it.expectAll(["1,000 × 5 = 5,000 张"]);
    await it.radio(/^5 GB/).check();
    await it.radio(/^1 年/).check();
    await expect(ten).toBeEnabled();
    // Of a large plan general data could not use most: it is directional unless chosen otherwise.
    await expect(it.radio(/^定向流量/)).toBeChecked();
    await it.radio(/^通用流量/).check();
    await it.expectAll(["其余用不上", "运费到付"]);
  });
  await test.step("Q3.2 Q13.3 Q13.8 Q13.11 where it is used warns of high-risk regions; what a pool means", async () => {
    const it = new Wizard(page, lang);
    await typed(page, { packs: "1" });
    await open(at("delivery"));
    await it.field(it.t.place).fill("Harbin");
    await it.expectAll(["只能使用当地运营商的卡"]);
    await it.field(it.t.place).fill("Shenzhen");
    await it.expectAll(["不在高风险地区名单中"]);
    await it.expectAll([
      "电信只能在购买时、发货前入池",
      "不能拆到多个流量池",
      "不能解散",
    ]);
    await page.goto(`/purchase?kind=global&to=日本&mb=100&years=1&for=meter&form=industrial_2ff&pack=100&step=delivery`);
    await expect(it.radio(it.t.poolNew)).toBeDisabled();
    await it.expectAll(["可测试的卡不能入池"]);
  });
});

test("Q3.4 Q3.5 Q3.6 Q4.1 directional data need an IP or a domain, checked while typing, kept, bought", async ({ page, open, api }) => {
  const it = new Wizard(page, lang);
  await address(api, `dir ${lang}`);
  await typed(page, { packs: "1" });
  await open(at("").replace("mb=100", "mb=1024"));
  await expect(it.radio(/^定向流量/)).toBeChecked();
  await it.expectAll(["1173号", "最多 5 个IP、10 个域名", "订单完成后约 5 个工作日生效"]);
  await expect(it.button(it.t.next)).toHaveAttribute("aria-disabled", "true");
  const [add, field, port] = [it.button("添加定向信息"), it.field("域名或IP"), it.field("端口")];
  await field.fill("*cdn.example.com");
  await it.expectAll(["* 只能作整个首段"]);
  await field.fill("*.example.com");
  await page.reload();
  await expect(field).toHaveValue("*.example.com");
  await field.press("Enter");
  for (const last of [1, 2, 3, 4, 5, 6]) {
    await it.radio(/^IP$/).check();
    await it.field("协议").selectOption("tcp");
    await field.fill(`8.8.8.${last}`);
    await port.fill("8883");
    await add.click();
  }
  const tokens = it.main.getByRole("button", { name: /^去掉 / });
  await expect(tokens).toHaveCount(6);
  await page.reload();
  await expect(tokens).toHaveCount(6);
  await it.main.getByRole("button", { name: "去掉 tcp://8.8.8.5:8883" }).click();
  await it.button(it.t.next).click();
  await it.radio(new RegExp(`dir ${lang}`)).check();
  await it.button(it.t.next).click();
  await it.expectAll(["https://*.example.com, tcp://8.8.8.1:8883", "不能只用于部分卡，也不能改回通用流量"]);
  await it.agree();
  const confirmed = page.url();
  await it.button(it.t.order).click();
  await it.button(it.t.pay).click();
  await it.expectAll([it.t.paid]);
  const [order] = await purchases(api);
  // The address of the confirmation, opened again, says what became of it.
  await page.goto(confirmed);
  await it.expectAll([`订单 ${order?.order_id} 已提交`]);
  await expect(it.button(it.t.order)).toHaveCount(0);
  await page.goBack();
  const kept = await api.get<{ data_type: number; entries: { address: string }[] }>(`/v1/orders/${order?.order_id}/directional`);
  expect([kept.data_type, kept.entries.map((entry) => entry.address)]).toEqual([2, ["*.example.com", "8.8.8.1", "8.8.8.2", "8.8.8.3", "8.8.8.4"]]);
  // The next purchase begins empty.
  await it.main.getByRole("link", { name: "再买一单" }).click();
  await expect(it.field(it.t.packs)).toHaveValue("");
});

test("Q3.7 Q3.8 Q3.10 Q5.3 Q5.4 the irreversible points are acknowledged before ordering", async ({ page, open, api }) => {
  const it = new Wizard(page, lang);
  const to = await address(api, `ack ${lang}`);
  await typed(page, { packs: "1", place: "哈尔滨" });
  await open(at("confirm", `&address=${to}`));
  await it.expectAll(["价格可能因促销不同"]);
  const order = it.button(it.t.order);
  for (const point of [
    "不能用于手机和面向个人的应用",
    "不能选号段",
    "不能退卡退款：费用预付，到期不续费的卡自动拆机",
    "不能更换运营商和套餐",
    "外地的卡在那里会被停机",
  ]) {
    await expect(it.main.getByRole("group").getByRole("listitem").filter({ hasText: point })).toBeVisible();
  }
  // One box for all of them.
  await expect(order).toHaveAttribute("aria-disabled", "true");
  await it.agree();
  await expect(order).not.toHaveAttribute("aria-disabled", "true");
});
