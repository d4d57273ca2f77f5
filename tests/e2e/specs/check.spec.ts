// SIM卡诊断 and the region checker: the questions of operators they answer.
import type { Page } from "@playwright/test";
import { STATUS, expect, grouped, heading, test, type Card, type Lang } from "../support/fixtures.ts";

const lang: Lang = "zh-CN";
test.use({ lang });

const CM = 1;
const CT = 2;
const CU = 3;
const OS = 4;

const line = (page: Page, check: string) => page.locator(`[data-check="${check}"]`);
/** Lines of every mainland card, whatever the symptom. */
const ALWAYS = ["network", "apn", "roaming", "state", "data", "permitted_use", "directional", "region", "device", "restart"];

const passed = "通过";
const failed = "未通过";
const byHand = "人工核对";

test("Q10.1 a card is found by container ID, printed number, MSISDN and IMEI, and its checklist run", async ({ page, open, api }) => {
  const card = await api.card({ sim_status: STATUS.inUse, carrier_type: CM }, (card) => Boolean(card.msisdn && card.imei));
  await open("/check");
  const field = page.getByLabel("容器ID、MSISDN 或 IMEI");
  const run = page.getByRole("main").getByRole("button", { name: "诊断", exact: true });
  await run.click();
  await expect(page.getByRole("main")).toContainText("请输入号码");
  const printed = `${card.cid.slice(0, 19)}A`;
  for (const number of [grouped(card.cid), printed, card.msisdn as string, card.imei as string]) {
    await field.fill(number);
    await run.click();
    await expect(page).toHaveURL(new RegExp(`/check\\?number=${encodeURIComponent(number)}$`));
    await expect(page.getByRole("main")).toContainText(grouped(card.cid));
    for (const check of [...ALWAYS, "bound_area", "frozen"]) await expect(line(page, check)).toHaveCount(1);
    await expect(line(page, "cut_net")).toHaveCount(0);
    await expect(line(page, "missing_entries")).toHaveCount(0);
  }
  await expect(line(page, "state").locator(".state")).toHaveText(passed);
  await expect(line(page, "roaming").locator(".state")).toHaveText(byHand);
  await expect(line(page, "apn")).toContainText("cmiot");
  await expect(line(page, "network")).toContainText("4G");
  await expect(line(page, "permitted_use")).toContainText("手机");
  await expect(line(page, "restart")).toContainText("15 分钟");
  const lines = page.locator("[data-check]");
  const outcomes = await lines.locator("> .state").allTextContents();
  const order = [failed, byHand, passed];
  expect(outcomes).toEqual([...outcomes].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
  const number = (word: string) => outcomes.filter((one) => one === word).length;
  const tally = [number(failed), number(byHand), number(passed)];
  await expect(page.getByRole("main")).toContainText(
    `${tally[0]} 项未通过，${tally[1]} 项需人工核对，${tally[2]} 项通过`,
  );
});

test("Q10.1 drops: directional entries, another module, high-risk places and border provinces; a number nobody has", async ({ page, open, api }) => {
  await test.step("Q10.1 drops: directional entries and another module; a high-risk place fails", async () => {
    const card = await api.card({ sim_status: STATUS.inUse, carrier_type: CT, }, (card) => card.data_type === 2);
    await open(`/check?number=${card.cid}&symptom=drops&place=${encodeURIComponent("福建龙岩")}`);
    await expect(line(page, "missing_entries").locator("> .state")).toHaveText(byHand);
    await expect(line(page, "missing_entries").getByRole("link")).toHaveAttribute("href", /\/orders\/\d+\?tab=directional$/);
    await expect(line(page, "other_module")).toContainText("换一个模组");
    await expect(line(page, "region").locator("> .state")).toHaveText(failed);
    await expect(line(page, "region")).toContainText("当地运营商");
    await line(page, "region").getByRole("link").click();
    await expect(page).toHaveURL(/\/regions\?carrier=ct&place=/);
  });
  await test.step("Q10.1 border provinces are looked at by hand; overseas cards have no such list", async () => {
    const card = await api.card({ sim_status: STATUS.inUse, carrier_type: CU });
    await open(`/check?number=${card.cid}&place=${encodeURIComponent("广西南宁")}`);
    await expect(line(page, "region").locator("> .state")).toHaveText(byHand);
    await expect(line(page, "region")).toContainText("边境");
    const abroad = await api.card({ sim_status: STATUS.inUse, carrier_type: OS });
    await open(`/check?number=${abroad.cid}&place=Longyan`);
    await expect(line(page, "region").locator("> .state")).toHaveText(passed);
    await expect(line(page, "real_name")).toHaveCount(0);
  });
  await test.step("Q10.1 a number nobody has says so and what to try", async () => {
    await open("/check?number=8999999999999999999");
    const alert = page.getByRole("main").getByRole("alert");
    await expect(alert).toContainText("8999999999999999999");
    await expect(alert).toContainText("卡可能先到货");
  });
});

test("Q10.4 Q10.5 Q10.6 Q10.9 what is offered: rebind, add-on, resume, each where it helps", async ({ page, open, api }) => {
  await test.step("Q10.4 a changed device fails the binding and offers the rebind of its carrier", async () => {
    const cards = (await api.cards({ stop_reason: "separation", limit: 500 })).sim_cards;
    expect(cards.length).toBeGreaterThan(0);
    for (const carrier of [CM, CU]) {
      const card = cards.find((card) => card.carrier_type === carrier);
      if (!card) continue;
      await open(`/check?number=${card.cid}`);
      await expect(line(page, "device").locator("> .state")).toHaveText(failed);
      if (carrier === CM) await expect(line(page, "device").getByRole("button", { name: "机卡重绑" })).toBeVisible();
      else await expect(line(page, "device")).toContainText("经运营商重绑，1–3 个工作日");
    }
  });
  await test.step("Q10.5 an over-use stop offers the add-on, or says why not", async () => {
    const card = await api.card({ stop_reason: "over_plan" });
    await open(`/check?number=${card.cid}`);
    const data = line(page, "data");
    await expect(data.locator("> .state")).toHaveText(failed);
    await expect(data).toContainText("叠加包");
    // Once: the line about the state says why, the line about the data what to do.
    await expect(line(page, "state").getByRole("button")).toHaveCount(0);
    await expect(line(page, "state").getByRole("link")).toHaveCount(0);
    const pooled = await api.card({ stop_reason: "pool" });
    await open(`/check?number=${pooled.cid}`);
    await expect(data.locator("> .state")).toHaveText(failed);
    await expect(data).toContainText("流量池叠加包");
  });
  await test.step("Q10.6 Q10.9 resume is offered for the user's own stop only; others say their remedy", async () => {
    const stopped = async (reason: string): Promise<Card> => api.card({ stop_reason: reason });
    await open(`/check?number=${(await stopped("user")).cid}`);
    const state = line(page, "state");
    await expect(state.locator("> .state")).toHaveText(failed);
    await expect(state).toContainText("1–2 个工作日");
    await expect(state.getByRole("button", { name: "复机" })).toBeVisible();
    for (const reason of ["over_plan", "expired", "violation"]) {
      await open(`/check?number=${(await stopped(reason)).cid}`);
      await expect(state).toContainText("只对主动停机有效");
      await expect(state.getByRole("button", { name: "复机" })).toHaveCount(0);
    }
  });
});

test("Q3.2 Q3.12 what carriers do and do not: cut-off, threshold, high-risk places", async ({ page, open, api }) => {
  await test.step("Q3.12 single cut-off is China Telecom's, threshold cut-off needs a pool elsewhere", async () => {
    const telecom = await api.card({ sim_status: STATUS.inUse, carrier_type: CT });
    await open(`/check?number=${telecom.cid}`);
    await expect(line(page, "cut_net")).toContainText("只有中国电信");
    const unicom = await api.card({ sim_status: STATUS.inUse, carrier_type: CU });
    await open(`/check?number=${unicom.cid}`);
    await expect(line(page, "threshold")).toContainText("须已加入流量池");
    await expect(line(page, "cut_net")).toHaveCount(0);
  });
  await test.step("Q3.2 carrier and place: high-risk or not, with the carrier's whole table", async () => {
    await open("/regions");
    await expect(heading(page)).toHaveText("高风险地区");
    const place = page.getByLabel("地区", { exact: true });
    const carrier = page.getByLabel("运营商", { exact: true });
    const answer = page.getByRole("main").getByRole("status");
    const only = "只能使用当地运营商的卡";
    const allowed = "可以使用";
    for (const [key, where, text] of [
      ["cm", "福建龙岩", only],
      ["cm", "Pu'er", only],
      ["ct", "普洱", allowed],
      ["ct", "哈尔滨", only],
      ["cm", "哈尔滨", allowed],
      ["cu", "新疆乌鲁木齐", only],
      ["cu", "上海", allowed],
    ] as const) {
      await carrier.selectOption(key);
      await place.fill(where);
      await expect(answer).toContainText(text);
    }
    await place.fill("福建");
    await expect(answer).toContainText("部分地区");
    await expect(page).toHaveURL(/\/regions\?carrier=cu&place=/);
    await carrier.selectOption("ct");
    const table = page.getByRole("table");
    await expect(table.getByRole("row").filter({ hasText: "黑龙江" })).toContainText("哈尔滨");
    await expect(table.getByRole("row").filter({ hasText: "西藏" })).toContainText("全省");
  });
});
