// Keys that are not for the console: those of an input method, and those of the host page of an embedded console.
import type { Locator, Page } from "@playwright/test";
import { expect, rows, test, type Api } from "../support/fixtures.ts";
import { host } from "../support/host.ts";
import { inputMethod } from "../support/ime.ts";
import { at, typed } from "../support/purchase.ts";

test.use({ lang: "en-US" });

const filter = (page: Page) => page.getByRole("combobox", { name: "Filter" });
const dialog = (page: Page) => page.getByRole("dialog");

type Field = {
  name: string;
  /** Opens the page or dialog with the field. */
  reach: (it: { page: Page; open: (path: string) => Promise<void>; api: Api }) => Promise<Locator>;
  /** The composed text. */
  text: string;
  /** The call that saves it. */
  saves: [method: string, path: RegExp];
};

const FIELDS: Field[] = [
  {
    name: "a new tag's name",
    reach: async ({ page, open }) => {
      await open("/tags");
      await page.getByRole("button", { name: "New tag" }).click();
      return dialog(page).getByLabel("Name");
    },
    text: `测试${Date.now()}`,
    saves: ["POST", /\/v1\/tags$/],
  },
  {
    name: "a pool's new name",
    reach: async ({ page, open }) => {
      await open("/pools");
      await page.getByRole("button", { name: "Rename" }).first().click();
      return dialog(page).getByRole("textbox");
    },
    text: `池${Date.now()}`,
    saves: ["PUT", /\/v1\/sim-pools\/\d+$/],
  },
  {
    name: "an attribute's new name",
    reach: async ({ page, open }) => {
      await open("/attributes");
      await page.getByRole("button", { name: /^Rename attribute/ }).first().click();
      return dialog(page).getByLabel("Name");
    },
    text: `属性${Date.now()}`,
    saves: ["PUT", /\/v1\/attributes\/\d+$/],
  },
  {
    name: "an address",
    reach: async ({ page, open }) => {
      await typed(page, { packs: "1" });
      await open(at("delivery"));
      await page.getByRole("button", { name: "Add an address" }).click();
      await page.getByLabel("Receiver", { exact: true }).fill("韩梅梅");
      await page.getByLabel("Telephone", { exact: true }).fill("0755 1234567");
      return page.getByLabel("Address", { exact: true });
    },
    text: "深圳市龙岗区坂田街道 1 号",
    saves: ["POST", /\/v1\/addresses$/],
  },
];

test("B4 Enter that ends a composition does not save: names of a tag, a pool, an attribute; an address", async ({ page, open, api }) => {
  for (const { name, reach, text, saves } of FIELDS) {
    await test.step(name, async () => {
      const sent: string[] = [];
      // Answered here, because other tests change the same name.
      await page.route(
        (url) => saves[1].test(url.pathname),
        (route) => {
          if (route.request().method() !== saves[0]) return route.fallback();
          sent.push(route.request().postData() ?? "");
          return route.abort();
        },
      );
      const field = await reach({ page, open, api });
      await field.fill("");
      const ime = await inputMethod(page);
      await ime.compose("ce's");
      await ime.take(text);
      await ime.key("Enter");
      await expect(field).toHaveValue(text);
      await expect(field).toBeFocused();
      // Nothing had been sent: the next Enter is the first to send.
      await page.keyboard.press("Enter");
      await expect.poll(() => sent.length).toBe(1);
      expect(sent[0]).toContain(text);
    });
  }
});

test("B4 Enter that ends a composition does nothing in the filter, the palette and the pager", async ({ page, open }) => {
  await test.step("B4 in the filter, Enter that ends a composition does not choose a suggestion", async () => {
    await open("/cards");
    await filter(page).focus();
    const ime = await inputMethod(page);
    await ime.compose("zhuang");
    await ime.take("State");
    await expect(page.getByRole("option").first()).toBeVisible();
    await ime.key("ArrowDown");
    await ime.key("Enter");
    await expect(filter(page)).toHaveValue("State");
    await expect(filter(page)).not.toHaveAttribute("aria-activedescendant", /./);
    await page.keyboard.press("Enter");
    await expect(filter(page)).toHaveValue("");
  });
  await test.step("B4 in the palette, Enter that ends a composition does not navigate", async () => {
    await open("/");
    await page.keyboard.press("Control+k");
    await expect(dialog(page).getByRole("combobox")).toBeFocused();
    const ime = await inputMethod(page);
    await ime.compose("xu");
    await ime.take("Renewal");
    await expect(page.getByRole("option", { name: "Renewal", exact: true })).toBeVisible();
    await ime.key("Enter");
    await expect(dialog(page)).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/renewal$/);
  });
  await test.step("B4 in the pager, Enter that ends a composition does not change the page", async () => {
    await open("/cards");
    const field = page.getByRole("textbox", { name: "Page", exact: true });
    await field.fill("");
    const ime = await inputMethod(page);
    await ime.compose("er");
    await ime.take("2");
    await ime.key("Enter");
    await expect(field).toHaveValue("2");
    await expect(page).toHaveURL(/\/cards$/);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/page=2$/);
  });
});

test("B4 Esc cancels a composition, but neither the chosen property nor the dialog", async ({ page, open }) => {
  await test.step("B4 in the filter, Esc cancels a composition, but not the chosen property", async () => {
    await open("/cards");
    await filter(page).fill("Tag");
    await page.getByRole("option", { name: "Tag", exact: true }).click();
    const editing = page.getByText("Tag =", { exact: false }).first();
    await expect(editing).toBeVisible();
    const ime = await inputMethod(page);
    for (const order of ["the key first", "the composition first"]) {
      await ime.compose("bei");
      if (order === "the composition first") await ime.compose("");
      await ime.key("Escape");
      if (order === "the key first") await ime.compose("");
      await expect(editing, order).toBeVisible();
      await expect(filter(page), order).toHaveAttribute("aria-expanded", "true");
    }
  });
  await test.step("B4 in a dialog, Esc cancels a composition and leaves the dialog open", async () => {
    await open("/tags");
    await page.getByRole("button", { name: "New tag" }).click();
    await expect(dialog(page).getByLabel("Name")).toBeFocused();
    await page.keyboard.type("before ");
    const ime = await inputMethod(page);
    for (const order of ["the key first", "the composition first"]) {
      await ime.compose("ce");
      // In Safari, the same Esc asks the dialog to close.
      expect(await dialog(page).evaluate((it) => it.dispatchEvent(new Event("cancel", { cancelable: true }))), order).toBe(false);
      if (order === "the composition first") await ime.compose("");
      await ime.key("Escape");
      if (order === "the key first") await ime.compose("");
      await expect(dialog(page).getByLabel("Name"), order).toHaveValue("before ");
      await expect(dialog(page), order).toBeVisible();
    }
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toBeHidden();
  });
});

const two =
  '<button id="theirs">Theirs</button><input id="field"><gsl-console id="a" locale="en-US" initial-path="/cards"></gsl-console><gsl-console id="b" locale="en-US" initial-path="/cards"></gsl-console>';

test("B5 keys pressed in the host page do nothing in the console", async ({ page }) => {
  await host(page, "/host.html", two);
  for (const id of ["#a", "#b"]) await expect(page.locator(id).getByRole("link", { name: /^\d{4} / }).first()).toBeVisible();
  const untouched = async (where: string) => {
    await expect(page.getByRole("dialog"), where).toHaveCount(0);
    await expect(page.getByRole("region", { name: "Selected cards" }), where).toHaveCount(0);
    expect(await page.evaluate(() => document.activeElement?.tagName), where).not.toBe("GSL-CONSOLE");
  };
  const keys = ["j", "x", "k", "/", "?", "Control+k", "Meta+k", "Escape"];
  for (const key of keys) await page.keyboard.press(key);
  await untouched("nothing has the focus");
  for (const id of ["#theirs", "#field"]) {
    await page.locator(id).focus();
    for (const key of keys) await page.keyboard.press(key);
    await expect(page.locator(id)).toBeFocused();
    await untouched(id);
  }
  // Not even after a row has had focus.
  await page.locator("#a").getByRole("link", { name: /^\d{4} / }).first().focus();
  await page.locator("#theirs").focus();
  await page.keyboard.press("x");
  await untouched("after a visit");
});

test("B5 keys act only in the console that has focus", async ({ page }) => {
  await host(page, "/host.html", two);
  const [a, b] = [page.locator("#a"), page.locator("#b")];
  for (const one of [a, b]) await expect(one.getByRole("link", { name: /^\d{4} / }).first()).toBeVisible();
  await b.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(b.getByRole("region", { name: "Selected cards" })).toContainText("1 selected");
  await expect(a.getByRole("region", { name: "Selected cards" })).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await expect(b.getByRole("dialog")).toBeVisible();
  await expect(a.getByRole("dialog")).toHaveCount(0);
});

test("B5 the host page does not receive keys typed in the console, except Ctrl combinations that it does not use", async ({ page }) => {
  await host(page, "/host.html", '<gsl-console locale="en-US" initial-path="/cards"></gsl-console>');
  const inside = page.locator("gsl-console");
  await page.evaluate(() => {
    const seen: string[] = [];
    Reflect.set(window, "seen", seen);
    for (const event of ["keydown", "keypress", "keyup"] as const)
      document.addEventListener(event, (key) => seen.push(`${event} ${key.key}`));
  });
  const seen = () => page.evaluate(() => Reflect.get(window, "seen") as string[]);
  const field = inside.getByRole("combobox", { name: "Filter" });
  await field.click();
  await page.keyboard.type("s j");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  await expect(field).toHaveValue("s ");
  // The same for our single keys, and for our keys with Ctrl.
  await inside.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("j");
  expect(await seen()).toEqual([]);
  await page.keyboard.press("Control+k");
  expect((await seen()).filter((key) => key === "keydown k")).toEqual([]);
  await expect(inside.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(inside.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("Control+b");
  expect(await seen()).toContain("keydown b");
});

test("B5 a console that is the whole page handles keys while nothing has focus", async ({ page, open }) => {
  await open("/cards");
  await expect(rows(page).first()).toBeVisible();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("j");
  await expect(rows(page).first().getByRole("link").first()).toBeFocused();
  // Elements that other programs, such as an extension, add to the page keep their keys.
  await page.evaluate(() => {
    const other = document.createElement("button");
    other.id = "other";
    document.body.append(other);
    other.focus();
  });
  for (const key of ["x", "?", "Control+k"]) await page.keyboard.press(key);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Selected cards" })).toHaveCount(0);
});

test("B5 a file dropped outside the file fields does not open in place of the page", async ({ page, open }) => {
  await open("/cards");
  // Whether the browser would open the dropped file, because no handler has prevented the event.
  const prevented = (selector: string, what: "file" | "text") =>
    page.locator(selector).first().evaluate((at, what) => {
      const data = new DataTransfer();
      if (what === "file") data.items.add(new File(["1"], "cards.csv"));
      else data.setData("text/plain", "8986");
      const over = new DragEvent("dragover", { dataTransfer: data, bubbles: true, cancelable: true, composed: true });
      const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true, composed: true });
      at.dispatchEvent(over);
      at.dispatchEvent(drop);
      return [over.defaultPrevented, drop.defaultPrevented];
    }, what);
  expect(await prevented("main h1", "file")).toEqual([true, true]);
  expect(await prevented("main table", "file")).toEqual([true, true]);
  expect(await prevented("[role=search] input", "file")).toEqual([true, true]);
  expect(await prevented("body", "file")).toEqual([false, false]);
  // Text dropped into a field is left to the browser.
  await page.keyboard.press("Control+k");
  await expect(dialog(page)).toBeVisible();
  expect(await prevented("dialog[open] input", "text")).toEqual([false, false]);
});
