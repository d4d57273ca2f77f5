// Bulk jobs from lists: workbooks, values of each card's own, tags and attributes, the keyboard alone on a narrow screen.
import type { Locator, Page } from "@playwright/test";
import { STATUS, expect, expectNoViolations, grouped, heading, rows, type Api, type Card, type Lang } from "../support/fixtures.ts";
import { CM, CT, idle, ownService } from "../support/own.ts";
import { xlsx } from "../support/xlsx.ts";

type Job = { state: string; finish_time: string | null; succeeded: number };

// A working day is a second; nothing fails.
const test = ownService("batch-files", { cards: 2000, timeScale: 86_400, failures: 0 });

const lang: Lang = "zh-CN";
test.use({ lang });

const t = {
  action: "操作", file: "选择文件", pasteField: "卡号", paste: "粘贴卡号", preview: "预览", perRow: "每张卡用表格中自己的值", threshold: "达量断网阈值(MB)",
  needsList: "请粘贴或上传带该列的表格", badThreshold: "“阈值”应为 −1、0 或正整数",
  spoiled: "科学计数法", notDigits: "含有非数字字符", duplicate: "与第 2 行重复", zeros: "末位变成了 0",
  usable: (n: string) => `${n} 行可用`, bad: (n: string) => `${n} 行有问题`, will: (n: string) => `${n} 张卡将执行`, job: /批量任务 \d+/,
  submit: (act: string, n: string) => `${act}：${n} 张卡`, tick: "我知道激活不能撤销，有效期从激活起计算", tickFirst: "请先勾选确认",
  activate: "批量激活", thresholds: "批量达量断网", tags: "批量设置标签", unset: "批量取消标签", attributes: "批量设置自定义属性", takeOff: "从卡上取消",
  find: "查找标签", area: "限制区域", area_: "限制区域", badArea: "不是省份名称", bindArea: "批量绑定限制区域", selectAll: "选择全部|全部", cut: "批量断网", allBut: (n: number) => `筛选结果中的 ${n} 张卡（已去掉 1 张）`, set: "设置为", value: (name: string) => `“${name}”的新值`, order: "业务受理单",
} as const;

const main = (page: Page) => page.getByRole("main");
const jobOf = (page: Page) => Number(/\/batch\/(\d+)/.exec(page.url())?.[1]);
const now = (api: Api, card: Card | undefined) => api.get<Card>(`/v1/sim-cards/${card?.sim_card_id}`);
const finished = (api: Api, id: number) => expect.poll(async () => (await api.get<Job>(`/v1/bulk-jobs/${id}`)).finish_time, { timeout: 20_000 }).not.toBeNull();

/** Tab until `wanted` has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let press = 0; press < 60; press += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(wanted).toBeFocused();
}

/** Nothing of the page is wider than the screen. */
const fits = (page: Page) => expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
/** Telecom cards in use. */
const some = async (api: Api) => (await api.cards({ sim_status: STATUS.inUse, carrier_type: CT, limit: 100 })).sim_cards.filter(idle).slice(0, 8);

test("a workbook: every bad row named, numbers spoiled by a spreadsheet among them", async ({ page, open, api }) => {
  const [card] = await some(api);
  const cid = card?.cid ?? "";
  await open("/batch?action=suspend&from=file");
  const file = xlsx("cards.xlsx", [["备注", "ICCID"], ["a", cid], ["b", { figure: "8.98601128407E+19" }], ["c", "8.98E+19"], ["d", "8986O11284071000001"], ["e", cid], ["f", "89860000000000000017"]]);
  await page.getByLabel(t.file).setInputFiles(file);
  await expect(main(page)).toContainText(t.usable("2"));
  await expect(main(page)).toContainText(t.bad("4"));
  for (const [row, why] of [["3", t.spoiled], ["4", t.spoiled], ["5", t.notDigits], ["6", t.duplicate]] as const) {
    const line = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: row, exact: true }) }).first();
    await expect(line).toContainText(why);
  }
  await page.getByRole("button", { name: t.preview, exact: true }).click();
  await expect(page.getByText(t.will("1"), { exact: true })).toBeVisible();
});

test("each card its own threshold and its own area, out of a workbook", async ({ page, open, api }) => {
  await test.step("each card its own threshold, out of a workbook", async () => {
    const [, first, second] = await some(api);
    await open("/batch?action=threshold");
    await page.getByRole("radio", { name: t.perRow }).check();
    const preview = page.getByRole("button", { name: t.preview, exact: true });
    await preview.hover();
    await expect(page.getByText(t.needsList)).toBeVisible();
    await page.getByRole("radio", { name: /CSV/ }).check();
    const file = xlsx("thresholds.xlsx", [["ICCID", t.threshold], [first?.cid ?? "", { figure: "700001" }], [second?.cid ?? "", "700002"], ["89860000000000000017", "1.5"]]);
    await page.getByLabel(t.file).setInputFiles(file);
    await expect(main(page)).toContainText(t.badThreshold);
    await expect(main(page)).toContainText(t.usable("2"));
    await preview.click();
    await page.getByRole("button", { name: t.submit(t.thresholds, "2") }).click();
    await expect(heading(page)).toHaveText(t.job);
    await finished(api, jobOf(page));
    expect((await now(api, first))["exceed_cut_net_quota"]).toBe(700_001);
    expect((await now(api, second))["exceed_cut_net_quota"]).toBe(700_002);
  });
  await test.step("each card its own area, by any name of the province", async () => {
    const cards = (await api.cards({ sim_status: STATUS.inUse, carrier_type: CM, limit: 100 })).sim_cards.filter(idle).slice(0, 2);
    await open("/batch?action=bind_area&from=file");
    await page.getByRole("radio", { name: t.perRow }).check();
    const file = xlsx("areas.xlsx", [["ICCID", t.area], [cards[0]?.cid ?? "", "广东省"], [cards[1]?.cid ?? "", "Fujian"], ["89860000000000000017", "Atlantis"]]);
    await page.getByLabel(t.file).setInputFiles(file);
    await expect(main(page)).toContainText(t.badArea);
    await page.getByRole("button", { name: t.preview, exact: true }).click();
    await page.getByRole("button", { name: t.submit(t.bindArea, "2") }).click();
    await expect(heading(page)).toHaveText(t.job);
    await finished(api, jobOf(page));
    for (const [at, area] of ["广东", "福建"].entries()) expect((await now(api, cards[at]))["restricted_area"]).toBe(area);
    await open(`/cards/${cards[0]?.sim_card_id}?tab=basic`);
    await expect(main(page)).toContainText(`${t.area_}广东`);
  });
});

test("tags on and off, custom attributes set, on a pasted list", async ({ page, open, api }) => {
  const cards = (await some(api)).slice(3, 5);
  const { tags } = await api.get<{ tags: { id: number; tag_name: string }[] }>("/v1/tags", { limit: 500 });
  const worn = (card: Card) => String(card["tag_names"] ?? "").split(",");
  const name = tags.map((tag) => tag.tag_name).find((name) => cards.every((card) => !worn(card).includes(name))) ?? "";
  const paste = async () => page.getByLabel(t.pasteField, { exact: true }).fill(cards.map((card) => card.cid).join("\n"));
  const make = async (act: string) => {
    await paste();
    await page.getByRole("button", { name: t.preview, exact: true }).click();
    await page.getByRole("button", { name: t.submit(act, "2") }).click();
    await expect(heading(page)).toHaveText(t.job);
    await finished(api, jobOf(page));
  };
  for (const off of [false, true]) {
    await open("/batch?action=tags&from=paste");
    // The last list was sent: it is not here any more.
    await expect(page.getByLabel(t.pasteField, { exact: true })).toHaveValue("");
    if (off) await page.getByRole("radio", { name: t.takeOff }).check();
    await page.getByLabel(t.find).first().fill(name);
    await page.getByRole("group", { name: t.find }).getByRole("button", { name, exact: true }).click();
    await make(off ? t.unset : t.tags);
    for (const card of cards) expect(worn(await now(api, card)).includes(name)).toBe(!off);
    if (off) continue;
    // The card list finds them by it.
    const tag = tags.find((tag) => tag.tag_name === name)?.id;
    await open(`/cards?tag=${tag}&number=${cards[0]?.cid}`);
    await expect(page.getByRole("link", { name: grouped(cards[0]?.cid ?? "") })).toBeVisible();
  }
  await open("/batch?action=attributes&from=paste");
  const { attributes } = await api.get<{ attributes: { cust_attr_name: string; status: number }[] }>("/v1/attributes");
  const attribute = attributes.find((one) => one.status === 1)?.cust_attr_name ?? "";
  await page.getByLabel(attribute, { exact: true }).selectOption({ label: t.set });
  await page.getByLabel(t.value(attribute)).fill(`bulk ${lang}`);
  await make(t.attributes);
  for (const card of cards) expect(Object.values(await now(api, card))).toContain(`bulk ${lang}`);
  const [slot] = Object.entries(await now(api, cards[0])).find(([, value]) => value === `bulk ${lang}`) ?? [];
  await open(`/cards?attr${slot?.slice(-1)}=${encodeURIComponent(`bulk ${lang}`)}`);
  await expect(rows(page)).toHaveCount(2);
});

test("all that match a filter but one: the preview counts them all and not that one", async ({ page, open, api }) => {
  const filter = { sim_status: STATUS.inUse, carrier_type: CT };
  const [total, query] = [await api.count(filter), "sim_status=20&carrier_type=2"];
  const { sim_cards } = await api.cards({ ...filter, limit: 100 });
  await open("/cards?status=in_use&carrier=ct");
  await page.getByRole("columnheader").getByRole("checkbox").check();
  await page.getByRole("button", { name: new RegExp(`(${t.selectAll}).*${total}`) }).click();
  await rows(page).first().getByRole("checkbox").click();
  await page.getByRole("region", { name: "已选的卡" }).getByRole("button", { name: "更多", exact: true }).click();
  await page.getByRole("menuitem", { name: "SIM卡批量管理", exact: true }).click();
  await page.getByLabel(t.action, { exact: true }).selectOption({ label: t.cut });
  await expect(main(page)).toContainText(t.allBut(total - 1));
  const first = sim_cards[0]?.sim_card_id;
  const plan = await api.post<{ will_act: number; excluded_count: number }>("/v1/bulk-jobs", { action: "cut_net", selection: { filter: query, except: [first] }, dry_run: true });
  expect(plan.will_act + plan.excluded_count).toBe(total - 1);
  await page.getByRole("button", { name: t.preview, exact: true }).click();
  await expect(page.getByText(t.will(plan.will_act.toLocaleString("en-US")), { exact: true })).toBeVisible();
});

test.describe("narrow and dark", () => {
  test.use({ viewport: { width: 390, height: 844 }, theme: "dark" });

  test("the keyboard alone makes a job that cannot be undone, once its box is ticked", async ({ page, open, api }) => {
    test.setTimeout(90_000);
    const waiting = await api.cards({ sim_status: STATUS.activatable, carrier_type: CT, limit: 100 });
    const card = waiting.sim_cards.filter((card) => idle(card) && !card.pooled)[0];
    await open("/batch");
    await fits(page);
    await tabTo(page, page.getByLabel(t.action, { exact: true }));
    await page.keyboard.press("ArrowDown");
    await expect(page).toHaveURL(/action=activate/);
    await tabTo(page, page.getByRole("radio", { checked: true }));
    await page.keyboard.press("ArrowDown");
    await expect(page).toHaveURL(/from=paste/);
    await tabTo(page, page.getByLabel(t.pasteField, { exact: true }));
    await page.keyboard.insertText(`${card?.cid}\n8.98E+19`);
    await expect(main(page)).toContainText(t.usable("1"));
    await expect(main(page)).toContainText(t.spoiled);
    await fits(page);
    await expectNoViolations(page);
    await tabTo(page, page.getByRole("button", { name: t.preview, exact: true }));
    await page.keyboard.press("Enter");
    await expect(page.getByText(t.will("1"), { exact: true })).toBeVisible();
    const submit = page.getByRole("button", { name: t.submit(t.activate, "1") });
    await expect(submit).toHaveAttribute("aria-disabled", "true");
    await fits(page);
    await expectNoViolations(page);
    await tabTo(page, page.getByRole("checkbox", { name: t.tick }));
    await page.keyboard.press("Tab");
    await expect(submit).toBeFocused();
    await expect(page.getByText(t.tickFirst).first()).toBeVisible();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    await expect(submit).not.toHaveAttribute("aria-disabled");
    await page.keyboard.press("Enter");
    await expect(heading(page)).toHaveText(t.job);
    await expect(heading(page)).toBeFocused();
    await finished(api, jobOf(page));
    expect((await now(api, card)).sim_status).toBe(STATUS.inUse);
    await fits(page);
    await expectNoViolations(page);
  });
});

test("a pasted list survives a reload in this tab only, until it is cleared", async ({ page, open, api, context }) => {
  const [card] = (await api.cards({ limit: 10 })).sim_cards;
  await open("/batch?action=suspend&from=paste");
  const field = page.getByLabel(t.pasteField, { exact: true });
  await field.fill(`${card?.cid}\n8.98E+19`);
  await expect(main(page)).toContainText(t.usable("1"));
  await page.reload();
  await expect(field).toHaveValue(`${card?.cid}\n8.98E+19`);
  await expect(main(page)).toContainText(t.usable("1"));
  await expect(main(page)).toContainText(t.spoiled);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(card?.cid);
  const other = await context.newPage();
  await other.goto("/batch?action=suspend&from=paste");
  await expect(other.getByLabel(t.pasteField, { exact: true })).toHaveValue("");
  await other.close();
  await field.fill("");
  await expect(main(page)).not.toContainText(t.usable("1"));
  await page.reload();
  await expect(field).toHaveValue("");
});
