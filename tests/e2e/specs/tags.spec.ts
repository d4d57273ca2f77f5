// Tags and custom attributes: made, named, limited, deleted, and set on a card.
import type { Page } from "@playwright/test";
import { STATUS, expect, heading, test, type Api, type Lang } from "../support/fixtures.ts";

const lang: Lang = "zh-CN";
test.use({ lang });

type Tag = { id: number; tag_name: string; uses: number };
type TagPage = { count: number; tags: Tag[] };
type Attribute = { id: number; cust_attr_name: string; status: number; slot: number };

const t = {
  tags: "标签管理", attributes: "自定义属性", newTag: "新增标签", name: "名称", save: "保存", search: "按名称查找", usage: "使用情况",
  rename: (n: string) => `修改标签“${n}”`, remove: (n: string) => `删除标签“${n}”`, delete: "删除", cancel: "取消",
  cardsOf: (n: string, c: string) => `带标签“${n}”的 ${c} 张卡`, lose: (c: string) => `有 ${c} 张卡带这个标签`, noCard: "没有卡带这个标签",
  comma: "名称不能包含逗号", long: "最多 100 个字符", empty: "请输入名称", notSaved: "没有保存", limit: "10,000", perCard: "10 个", full: "达到上限",
  edit: "编辑标签", find: "查找标签", cardFull: "每张卡最多 10 个标签", attributeBad: "1–32 个字符", editValues: "编辑属性",
  newAttribute: "新增自定义属性", six: "6 项属性都已建立", enable: (n: string) => `启用“${n}”`, disable: (n: string) => `停用“${n}”`,
  renameAttribute: (n: string) => `修改属性“${n}”`, takeOff: (n: string) => `去掉“${n}”`, make: (n: string) => `新建并添加“${n}”`,
} as const;

/** A name no other test uses. */
const own = (lang: Lang, what: string) => `${what}-${lang}-${test.info().workerIndex}-${Date.now()}`;
const dialog = (page: Page) => page.getByRole("dialog");
const named = (api: Api, name: string) => api.get<TagPage>("/v1/tags", { tag_name: name, limit: 500 });

test("a tag is made, found, renamed and deleted; its limits are named, a name that will not do is refused in place", async ({ page, open, api }) => {
  await test.step("a tag is made, found, renamed and deleted; its limits are named", async () => {
    const name = own(lang, "made");
    await open("/tags");
    await expect(page.getByRole("main")).toContainText(t.limit);
    await expect(page.getByRole("main")).toContainText(t.perCard);
    await page.getByRole("button", { name: t.newTag }).click();
    await dialog(page).getByLabel(t.name).fill(name);
    // A double click saves once.
    await dialog(page).getByRole("button", { name: t.save }).dblclick();
    await expect(dialog(page)).toBeHidden();
    expect((await named(api, name)).count).toBe(1);

    await page.getByLabel(t.search).fill(name);
    await expect(page).toHaveURL(new RegExp(`/tags\\?name=`));
    await expect(page.getByRole("rowheader")).toHaveText([name]);

    const other = `${name}-b`;
    await page.getByRole("button", { name: t.rename(name) }).click();
    await dialog(page).getByLabel(t.name).fill(other);
    await dialog(page).getByLabel(t.name).press("Enter");
    await expect(page.getByRole("rowheader")).toHaveText([other]);

    await page.getByRole("button", { name: t.remove(other) }).click();
    await expect(dialog(page)).toContainText(t.noCard);
    await dialog(page).getByRole("button", { name: t.delete, exact: true }).click();
    await expect(dialog(page)).toBeHidden();
    expect((await named(api, name)).count).toBe(0);
  });
  await test.step("a name that will not do is refused in place", async () => {
    // The oldest: the newest are other tests'.
    const taken = (await api.get<TagPage>("/v1/tags", { limit: 500 })).tags.at(-1) as Tag;
    await open("/tags");
    await page.getByRole("button", { name: t.newTag }).click();
    const field = dialog(page).getByLabel(t.name);
    const save = dialog(page).getByRole("button", { name: t.save });
    await save.click();
    await expect(dialog(page)).toContainText(t.empty);
    await field.fill("a,b");
    await expect(dialog(page)).toContainText(t.comma);
    await field.fill("x".repeat(101));
    await expect(dialog(page)).toContainText(t.long);
    await field.fill(taken.tag_name);
    await save.click();
    await expect(dialog(page).getByRole("alert")).toContainText(t.notSaved);
    await expect(dialog(page).getByRole("alert")).toContainText("GSL.00020004");
  });
});

test("deleting warns with the number of cards; at 10,000 tags the button says why there can be no more", async ({ page, open, api }) => {
  await test.step("deleting warns with the number of cards, which is the number of the list", async () => {
    const tag = (await api.get<TagPage>("/v1/tags", { limit: 500 })).tags.find((tag) => tag.uses > 1) as Tag;
    const cards = (await api.count({ tag_id: tag.id })).toLocaleString("en-US");
    await open(`/tags?name=${encodeURIComponent(tag.tag_name)}`);
    await expect(page.getByRole("link", { name: t.cardsOf(tag.tag_name, cards), exact: true })).toHaveText(cards);
    await page.getByRole("button", { name: t.remove(tag.tag_name), exact: true }).click();
    await expect(dialog(page)).toContainText(t.lose(cards));
    await dialog(page).getByRole("button", { name: t.cancel }).click();
    await page.getByRole("link", { name: t.cardsOf(tag.tag_name, cards), exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`/cards\\?tag=${tag.id}$`));
    await expect(page.getByRole("main")).toContainText(cards);
    await page.unrouteAll();
  });
  await test.step("at 10,000 tags the button says why there can be no more", async () => {
    const tags = [{ id: 1, tag_name: "one", status: 0, uses: 0 }];
    await page.route(/\/v1\/tags\?/, (route) => route.fulfill({ json: { limit: 10, offset: 1, count: 10_000, tags } }));
    await open("/tags");
    const button = page.getByRole("button", { name: t.newTag });
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await button.focus();
    await expect(page.getByText(t.full)).toBeVisible();
    await button.click({ force: true });
    await expect(dialog(page)).toBeHidden();
  });
});

test("tags of a card: added, made, taken off, ten at most", async ({ page, open, api }) => {
  const card = await api.card({ sim_status: STATUS.inUse, carrier_type: 1 }, (card) => !card.tag_names);
  const path = `/v1/sim-cards/${card.sim_card_id}`;
  const tags = async () => ((await api.get<{ tag_names: string | null }>(path)).tag_names ?? "").split(",").filter(Boolean);
  const fresh = own(lang, "fresh");
  await open(`/cards/${card.sim_card_id}?tab=basic`);
  await page.getByRole("button", { name: t.edit }).click();
  await dialog(page).getByLabel(t.find).fill(fresh);
  await dialog(page).getByRole("button", { name: t.make(fresh) }).click();
  await expect(dialog(page).getByRole("button", { name: t.takeOff(fresh) })).toBeVisible();
  await dialog(page).getByRole("button", { name: t.save }).click();
  await expect(dialog(page)).toBeHidden();
  await expect.poll(tags).toEqual([fresh]);
  await expect(page.getByText(fresh, { exact: true })).toBeVisible();

  // Nine more, then no other.
  await page.getByRole("button", { name: t.edit }).click();
  await dialog(page).getByLabel(t.find).fill("");
  const offers = dialog(page).getByRole("group").getByRole("button");
  for (let count = 1; count < 10; count += 1) {
    await offers.first().click();
    await expect(dialog(page).locator(".token")).toHaveCount(count + 1);
  }
  await expect(offers.first()).toHaveAttribute("aria-disabled", "true");
  await page.mouse.move(0, 0);
  await offers.first().hover();
  await expect(dialog(page).getByText(t.cardFull).first()).toBeVisible();
  await dialog(page).getByRole("button", { name: t.save }).click();
  await expect(dialog(page)).toBeHidden();
  await expect.poll(async () => (await tags()).length).toBe(10);
});

test("attributes: limits named, a bad name refused, disabled and enabled again, a card's value set and taken away", async ({ page, open, api }) => {
  await test.step("attributes: limits named, switched off and on, a bad name refused", async () => {
    const list = async () => (await api.get<{ attributes: Attribute[] }>("/v1/attributes", { limit: 10 })).attributes;
    const before = await list();
    await open("/attributes");
    await expect(heading(page)).toHaveText(t.attributes);
    await expect(page.getByRole("rowheader")).toHaveText(before.map((one) => one.cust_attr_name));
    const add = page.getByRole("button", { name: t.newAttribute });
    if (before.length < 6) {
      await add.click();
      await dialog(page).getByLabel(t.name).fill("a b");
      await expect(dialog(page)).toContainText(t.attributeBad);
      await dialog(page).getByRole("button", { name: t.cancel }).click();
    } else {
      await expect(add).toHaveAttribute("aria-disabled", "true");
      await add.focus();
      await expect(page.getByText(t.six).first()).toBeVisible();
    }
    // The last one, each language its own name: other tests read the first.
    const last = before.at(-1) as Attribute;
    await page.getByRole("button", { name: t.renameAttribute(last.cust_attr_name) }).click();
    await dialog(page).getByLabel(t.name).fill(before[0]?.cust_attr_name ?? "");
    await dialog(page).getByRole("button", { name: t.save }).click();
    if (before.length > 1) await expect(dialog(page).getByRole("alert")).toContainText("GSL.00020004");
  });
  await test.step("an attribute is disabled and enabled again, and a card's value is set and taken away", async () => {
    const list = async () => (await api.get<{ attributes: Attribute[] }>("/v1/attributes", { limit: 10 })).attributes;
    const target = (await list()).filter((one) => one.status === 1).at(-1) as Attribute;
    const status = async () => (await list()).find((one) => one.id === target.id)?.status;
    await open("/attributes");
    await page.getByRole("button", { name: t.disable(target.cust_attr_name) }).click();
    await expect.poll(status).toBe(0);
    await page.getByRole("button", { name: t.enable(target.cust_attr_name) }).click();
    await expect.poll(status).toBe(1);

    const field = `customer_attribute${target.slot}`;
    const card = await api.card({ sim_status: STATUS.inUse, carrier_type: 3 }, (card) => !card[field]);
    const value = async () => (await api.get<Record<string, string | null>>(`/v1/sim-cards/${card.sim_card_id}`))[field] ?? "";
    await open(`/cards/${card.sim_card_id}?tab=basic`);
    for (const text of ["华东 17", ""]) {
      await page.getByRole("button", { name: t.editValues }).click();
      await dialog(page).getByLabel(target.cust_attr_name).fill("x".repeat(101));
      await expect(dialog(page)).toContainText(t.long);
      await dialog(page).getByLabel(target.cust_attr_name).fill(text);
      await dialog(page).getByRole("button", { name: t.save }).click();
      await expect(dialog(page)).toBeHidden();
      await expect.poll(value).toBe(text);
    }
  });
});

test("B8 on a phone the actions of an attribute are whole", async ({ page, open }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open("/attributes");
  // By what is on the page: another test may be switching and renaming attributes at this moment.
  const buttons = page.getByRole("cell").getByRole("button");
  await expect(buttons.first()).toBeVisible();
  const cut = await buttons.evaluateAll((all) => all.filter((button) => button.scrollWidth > button.clientWidth || button.getBoundingClientRect().right > innerWidth).map((button) => button.getAttribute("aria-label") ?? button.textContent));
  expect(cut).toEqual([]);
});
