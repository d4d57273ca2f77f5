// What the browser refuses, storing or copying: the user is told, and the console continues to work.
import type { Page } from "@playwright/test";
import { expect, heading, rows, test, type Lang } from "../support/fixtures.ts";
import { at, typed } from "../support/purchase.ts";

const lang: Lang = "zh-CN";
test.use({ lang });

const TEXT = {
  "zh-CN": {
    notKept: /浏览器不允许保存数据/, keptHere: "设置只存在这个浏览器里。", settings: "列、密度、每页条数", size: "每页条数", dismiss: "关闭通知", views: /视图/, saveView: /保存当前/,
    name: "名称", save: "保存", copy: /^复制/, notCopied: "浏览器不允许复制", text: "要复制的文字", copied: "已复制",
  },
  "en-US": {
    notKept: /does not let the console keep anything/, keptHere: "Kept in this browser only.", settings: "Columns, density, rows per page", size: "Rows per page", dismiss: "Dismiss", views: /^View/, saveView: /^Save current view/,
    name: "Name", save: "Save", copy: /^Copy/, notCopied: "The browser refused to copy", text: "Text to copy", copied: "Copied",
  },
} as const;

/** Storage that is full, or that the browser blocks. */
const WAYS = {
  full: () => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  },
  blocked: () => {
    const refuse = { get: () => { throw new DOMException("blocked", "SecurityError"); } };
    for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, refuse);
  },
};

const notice = (page: Page, text: RegExp) => page.getByRole("listitem").filter({ hasText: text });

const t = TEXT[lang];

for (const way of ["full", "blocked"] as const) {
  test(`P34 c with storage that is ${way}, the user is told once, and data is kept for the visit`, async ({ page, complaints }) => {
    await page.addInitScript(WAYS[way]);
    await page.goto("/cards");
    await expect(rows(page).first()).toBeVisible();
    await expect(notice(page, t.notKept)).toHaveCount(0);
    await page.getByRole("button", { name: t.settings }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText(t.notKept);
    await expect(dialog).not.toContainText(t.keptHere);
    await dialog.getByRole("combobox", { name: t.size }).selectOption("20");
    await page.keyboard.press("Escape");
    await expect(rows(page)).toHaveCount(20);
    await expect(notice(page, t.notKept)).toHaveCount(1);
    await notice(page, t.notKept).getByRole("button", { name: t.dismiss }).click();

    // A view lasts for the visit, as announced where it is saved.
    await page.getByRole("button", { name: t.views }).click();
    await page.getByRole("menuitem", { name: t.saveView }).click();
    await expect(dialog).toContainText(t.notKept);
    await dialog.getByLabel(t.name).fill("north");
    await dialog.getByRole("button", { name: t.save }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole("navigation").getByRole("link").first().click();
    await expect(page).toHaveURL(/\/$/);
    await page.goBack();
    await expect(rows(page)).toHaveCount(20);
    await page.getByRole("button", { name: t.views }).click();
    await expect(page.getByRole("menuitemradio", { name: "north" })).toBeVisible();
    await page.keyboard.press("Escape");
    // Shown only once.
    await expect(notice(page, t.notKept)).toHaveCount(0);
    expect(complaints).toEqual([]);
  });
}

test("P34 c d when storage and the clipboard work, saving and copying work as usual", async ({ page, open }) => {
  await test.step("P34 c when storage works, there is no warning, and the page says where data is stored", async () => {
    await open("/cards");
    await page.getByRole("button", { name: t.settings }).click();
    await expect(page.getByRole("dialog")).toContainText(t.keptHere);
    await page.getByRole("dialog").getByRole("combobox", { name: t.size }).selectOption("20");
    await page.keyboard.press("Escape");
    await expect(rows(page)).toHaveCount(20);
    await expect(notice(page, t.notKept)).toHaveCount(0);
  });
  await test.step("P34 d copying is confirmed, whichever of the two methods works", async () => {
    await page.addInitScript(() => {
      Object.defineProperty(navigator.clipboard, "writeText", { value: () => Promise.reject(new DOMException("no", "NotAllowedError")) });
    });
    await open("/cards");
    await rows(page).first().hover();
    await rows(page).first().getByRole("button", { name: t.copy }).click();
    await expect(page.getByRole("status").filter({ hasText: t.copied })).toHaveCount(1);
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });
});

const refuse = () => {
  Object.defineProperty(navigator.clipboard, "writeText", { value: () => Promise.reject(new DOMException("no", "NotAllowedError")) });
  document.execCommand = () => false;
};
/** The selected text in the dialog's field. */
const selected = (page: Page) =>
  page.getByLabel(t.text).evaluate((field) => {
    const { value, selectionStart, selectionEnd } = field as HTMLTextAreaElement;
    return value.slice(selectionStart, selectionEnd);
  });

test("P34 d a number that cannot be copied is shown selected, and focus returns", async ({ page, open, api }) => {
  const [card] = (await api.cards({ sim_status: 20, limit: 10 })).sim_cards;
  await page.addInitScript(refuse);
  // In the list.
  await open("/cards?status=in_use");
  await rows(page).first().hover();
  const copy = rows(page).first().getByRole("button", { name: t.copy });
  await copy.click();
  const dialog = page.getByRole("dialog", { name: t.notCopied });
  await expect(dialog).toBeVisible();
  await expect(page.getByLabel(t.text)).toBeFocused();
  await expect.poll(() => selected(page)).toBe(card?.cid);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(copy).toBeFocused();
  // Again.
  await copy.click();
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  // On the card page.
  await open(`/cards/${card?.sim_card_id}`);
  await page.getByRole("main").getByRole("button", { name: t.copy }).first().click();
  await expect(dialog).toBeVisible();
  await expect.poll(() => selected(page)).toBe(card?.cid);
  await expect(page.getByText(t.copied, { exact: true })).toHaveCount(0);
});

test.describe("en-US", () => {
  test.use({ lang: "en-US" });

  test("P34 c a draft that cannot be stored survives going back, and the page says that it will not survive a reload", async ({ page }) => {
    await typed(page, { packs: "1" });
    await page.addInitScript(WAYS.full);
    await page.goto(at("delivery"));
    await expect(heading(page)).toBeVisible();
    await page.getByRole("button", { name: "Add an address" }).click();
    await page.getByLabel("Receiver", { exact: true }).fill("Han Meimei");
    await expect(notice(page, TEXT["en-US"].notKept)).toHaveCount(1);
    await page.getByRole("navigation", { name: "Main navigation" }).getByRole("link", { name: "Card list" }).click();
    await expect(page).toHaveURL(/\/cards$/);
    await page.goBack();
    await expect(page.getByLabel("Receiver", { exact: true })).toHaveValue("Han Meimei");
  });
});
