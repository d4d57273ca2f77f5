// The console embedded in another page: the custom element and its own address; the host page is not changed.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures.ts";
import { host } from "../support/host.ts";

test("memory mode leaves the host's address, title and styles alone", async ({ page }) => {
  await host(page, "/host.html", '<gsl-console locale="en-US" theme="light"></gsl-console>');
  const inside = page.locator("gsl-console");
  await expect(inside.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await inside.getByRole("link", { name: "Card list", exact: true }).first().click();
  await expect(inside.getByRole("heading", { level: 1, name: "Card list" })).toBeVisible();
  await expect(page).toHaveURL(/\/host\.html$/);
  await expect(page).toHaveTitle("Host");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  const size = (selector: string) => page.locator(selector).evaluate((h1) => getComputedStyle(h1).fontSize);
  expect(await size("#own")).toBe("90px");
  expect(await inside.getByRole("heading", { level: 1 }).evaluate((h1) => getComputedStyle(h1).fontSize)).toBe("20px");
  expect(await page.locator("head style, head link[rel=stylesheet]").count()).toBe(1);
});

test("removing the element removes the console, inserting it again restores it", async ({ page }) => {
  await host(page, "/host.html", '<gsl-console locale="en-US"></gsl-console>');
  const inside = page.locator("gsl-console");
  await expect(inside.getByRole("heading", { level: 1 })).toBeVisible();
  await page.evaluate(() => {
    const element = document.querySelector("gsl-console")!;
    element.remove();
    Reflect.set(window, "kept", element);
  });
  await expect(page.getByRole("heading", { name: "Overview" })).toHaveCount(0);
  await page.evaluate(() => document.body.append(Reflect.get(window, "kept")));
  await expect(inside.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
});

test("path mode stays below its base path, hash mode in the fragment; the back button works", async ({ page }) => {
  await test.step("path mode stays below its base path, and the back button works", async () => {
    await host(page, "/sim/host", '<gsl-console history="path" base="/sim/host" locale="en-US"></gsl-console>');
    const inside = page.locator("gsl-console");
    await inside.getByRole("link", { name: "Card list", exact: true }).first().click();
    await expect(page).toHaveURL(/\/sim\/host\/cards$/);
    await page.goBack();
    await expect(inside.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
    await expect(page).toHaveURL(/\/sim\/host$/);
  });
  await test.step("hash mode changes only the fragment", async () => {
    await host(page, "/host.html", '<gsl-console history="hash" locale="en-US"></gsl-console>');
    const inside = page.locator("gsl-console");
    await inside.getByRole("link", { name: "Card list", exact: true }).first().click();
    await expect(page).toHaveURL(/\/host\.html#\/cards$/);
    await page.reload();
    await expect(inside.getByRole("heading", { level: 1, name: "Card list" })).toBeVisible();
  });
});

test("two consoles work side by side; an invalid attribute is named on the page", async ({ page }) => {
  await test.step("two consoles work side by side", async () => {
    await host(
      page,
      "/host.html",
      '<gsl-console id="a" locale="en-US" initial-path="/cards"></gsl-console><gsl-console id="b" locale="zh-CN"></gsl-console>',
    );
    await expect(page.locator("#a").getByRole("heading", { level: 1, name: "Card list" })).toBeVisible();
    await expect(page.locator("#b").getByRole("heading", { level: 1, name: "总览" })).toBeVisible();
  });
  await test.step("an invalid attribute is named on the page", async () => {
    await host(page, "/host.html", '<gsl-console history="pigeon"></gsl-console>');
    await expect(page.locator("gsl-console").getByRole("alert")).toContainText("history");
  });
});

/** The requests of the console in the first <gsl-console>, and how often it reports that it is ready. */
async function watched(page: Page) {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.addInitScript(() => {
    Reflect.set(window, "ready", 0);
    document.addEventListener("gsl-ready", () => Reflect.set(window, "ready", Number(Reflect.get(window, "ready")) + 1), true);
  });
  return { asked, ready: () => page.evaluate(() => Number(Reflect.get(window, "ready"))) };
}

const MOVES: Record<string, string> = {
  "appended to another parent": 'document.querySelector("#b").append(element)',
  "put before a sibling": 'element.parentNode.insertBefore(element, element.previousSibling)',
  "taken out and put back": 'element.remove(); document.querySelector("#b").append(element)',
  "moved five times": 'for (let i = 0; i < 5; i++) document.querySelector(i % 2 ? "#a" : "#b").append(element)',
  "moved by moveBefore": 'document.querySelector("#b").moveBefore(element, null)',
};
test("P32 an element moved within one task keeps its console: page, filter, selection; nothing is loaded again", async ({ page }) => {
  const { asked, ready } = await watched(page);
  for (const [name, move] of Object.entries(MOVES)) {
    await test.step(name, async () => {
      await host(page, "/host.html", '<main id="a"><i></i><gsl-console locale="en-US" initial-path="/cards?status=in_use"></gsl-console></main><main id="b"></main>');
      const inside = page.locator("gsl-console");
      const boxes = inside.getByRole("row").filter({ has: page.getByRole("cell") }).getByRole("checkbox");
      await boxes.nth(1).check();
      await inside.getByRole("combobox").first().fill("8986");
      const bold = () => inside.getByRole("heading", { level: 1 }).evaluate((h1) => getComputedStyle(h1).fontSize);
      const before = await bold();
      await expect(inside.locator('[aria-busy="true"]')).toHaveCount(0);
      asked.length = 0;
      const sizes = await page.evaluate(async (move) => {
        const element = document.querySelector("gsl-console")!;
        new Function("element", move)(element);
        const sizes: string[] = [];
        for (let frame = 0; frame < 3; frame++) {
          await new Promise((drawn) => requestAnimationFrame(drawn));
          sizes.push(getComputedStyle(element.shadowRoot!.querySelector("h1")!).fontSize);
        }
        return sizes;
      }, move);
      expect(sizes, "never seen without its styles").toEqual([before, before, before]);
      await expect(inside.getByRole("heading", { level: 1, name: "Card list" })).toBeVisible();
      await expect(boxes.nth(1)).toBeChecked();
      await expect(inside.getByRole("combobox").first()).toHaveValue("8986");
      expect(await ready()).toBe(1);
      expect(asked).toEqual([]);
      // Its listeners still work.
      await inside.getByRole("link", { name: "Overview", exact: true }).first().click();
      await expect(inside.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
    });
  }
});

test("P32 an element moved while it loads mounts once", async ({ page }) => {
  const { ready } = await watched(page);
  let let_go = () => {};
  const held = new Promise<void>((resolve) => (let_go = resolve));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await host(page, "/host.html", '<main id="b"></main><gsl-console locale="en-US"></gsl-console>');
  await page.waitForFunction(() => customElements.get("gsl-console"));
  await page.evaluate(() => document.querySelector("#b")!.append(document.querySelector("gsl-console")!));
  let_go();
  await expect(page.locator("gsl-console").getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  expect(await ready()).toBe(1);
  expect(await page.evaluate(() => document.querySelector("gsl-console")!.shadowRoot!.querySelectorAll(".gsl").length)).toBe(1);
});

test("P32 an open dialog is still modal after a move, an open menu can be opened again", async ({ page }) => {
  await host(page, "/host.html", '<main id="b"></main><gsl-console locale="en-US"></gsl-console>');
  const inside = page.locator("gsl-console");
  await expect(inside.getByRole("heading", { level: 1 })).toBeVisible();
  const move = () => page.evaluate(() => document.querySelector("#b")!.append(document.querySelector("gsl-console")!));
  await inside.getByRole("button", { name: "Account" }).click();
  await expect(inside.getByRole("menuitem").first()).toBeVisible();
  await move();
  await expect(inside.getByRole("button", { name: "Account" })).toHaveAttribute("aria-expanded", "false");
  await inside.getByRole("button", { name: "Account" }).click();
  await expect(inside.getByRole("menuitem").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await inside.locator("button.search").click();
  const dialog = inside.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await move();
  await expect(dialog).toBeVisible();
  expect(await dialog.evaluate((dialog) => dialog.matches(":modal"))).toBe(true);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("P32 after an element is removed for good, no listener is left and no request is sent", async ({ page }) => {
  const { asked } = await watched(page);
  await page.addInitScript(() => {
    const alive = new Set<string>();
    let last = 0;
    const ids = new WeakMap<object, number>();
    const id = (of: object) => ids.get(of) ?? (ids.set(of, ++last), last);
    const foreign = (target: unknown) => target === window || target === document || target === document.documentElement || target === document.body;
    const name = (target: unknown, [type, listener, options]: unknown[]) =>
      `${target === window ? "window" : "page"} ${String(type)} ${id(listener as object)} ${Boolean(typeof options === "object" ? (options as { capture?: boolean } | null)?.capture : options)}`;
    const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
    EventTarget.prototype.addEventListener = function (this: EventTarget, ...args: Parameters<typeof add>) {
      if (foreign(this ?? window) && args[1]) alive.add(name(this ?? window, args));
      return add.apply(this ?? window, args);
    };
    EventTarget.prototype.removeEventListener = function (this: EventTarget, ...args: Parameters<typeof remove>) {
      if (foreign(this ?? window) && args[1]) alive.delete(name(this ?? window, args));
      return remove.apply(this ?? window, args);
    };
    Reflect.set(window, "alive", () => [...alive].sort());
  });
  await host(page, "/host.html", '<main id="b"></main><gsl-console locale="en-US" history="hash" initial-path="/cards"></gsl-console>');
  const inside = page.locator("gsl-console");
  await expect(inside.getByRole("heading", { level: 1 })).toBeVisible();
  const alive = () => page.evaluate(() => (Reflect.get(window, "alive") as () => string[])());
  const some = await alive();
  expect(some.some((listener) => listener.startsWith("window hashchange"))).toBe(true);
  await page.evaluate(() => document.querySelector("#b")!.append(document.querySelector("gsl-console")!));
  expect(await alive(), "a move neither adds nor removes").toEqual(some);
  await expect(inside.locator('[aria-busy="true"]')).toHaveCount(0);
  await page.evaluate(() => document.querySelector("gsl-console")!.remove());
  expect((await alive()).filter((listener) => /keydown|popstate|hashchange|resize|scroll|visibilitychange/.test(listener))).toEqual([]);
  asked.length = 0;
  await page.evaluate(() => (location.hash = "#/orders"));
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  expect(asked).toEqual([]);
});

test("P32 an element moved into another document starts again there, with its styles", async ({ page }) => {
  await host(page, "/host.html", '<iframe></iframe><gsl-console locale="en-US"></gsl-console>');
  await expect(page.locator("gsl-console").getByRole("heading", { level: 1 })).toBeVisible();
  await page.evaluate(() => document.querySelector("iframe")!.contentDocument!.body.append(document.querySelector("gsl-console")!));
  const heading = page.frameLocator("iframe").locator("gsl-console").getByRole("heading", { level: 1 });
  await expect(heading).toHaveText("Overview");
  expect(await heading.evaluate((h1) => getComputedStyle(h1).fontSize)).toBe("20px");
});
