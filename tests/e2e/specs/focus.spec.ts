// Where focus goes when the focused element disappears: never to the document's body, where the next Tab would start over.
import type { Locator, Page } from "@playwright/test";
import { STATUS, expect, rows } from "../support/fixtures.ts";
import { host } from "../support/host.ts";
import { idle, ownService } from "../support/own.ts";
import { AREAS, inArea } from "../support/pages.ts";

// With its own service: every button is pressed, including those that change data.
const test = ownService("focus", { cards: 2000, now: "2026-11-22T04:00:00Z", timeScale: 86_400, failures: 0 });
test.use({ lang: "en-US" });

/** The text of the visible element in the console that has focus; otherwise what is wrong. */
const focus = (page: Page) =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    if (!at || at === document.body || at === document.documentElement) return "LOST";
    if (!at.closest(".gsl")) return `OUTSIDE: ${at.tagName}`;
    if (!at.checkVisibility({ visibilityProperty: true })) return `HIDDEN: ${at.outerHTML.slice(0, 100)}`;
    return `${at.tagName.toLowerCase()} ${at.getAttribute("aria-label") ?? at.textContent?.trim().slice(0, 60)}`;
  });

const somewhere = (page: Page, when: string) => expect.poll(() => focus(page), { message: when }).not.toMatch(/^[A-Z]{4,}/);

const press = async (button: Locator) => {
  await button.focus();
  await button.press("Enter");
};

test("B7 after an action in a row, focus is in the row of the same card", async ({ page, open, api }) => {
  const card = await api.card({ sim_status: STATUS.inUse, carrier: 1 }, idle);
  await open(`/cards?status=in_use&number=${card.cid}`);
  const row = rows(page).first();
  await press(row.getByRole("button", { name: /^Suspend/ }));
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /^Suspend/ }).press("Enter");
  await expect(dialog).toBeHidden();
  await somewhere(page, "after the dialog");
  // The card still matches the filter, or it has left the list and focus is where it was.
  if (await row.isVisible()) await expect.poll(() => focus(page)).toContain(card.cid.slice(-4));
});

test("B7 selection, filters, tokens and rows that disappear: focus moves to what is next to them", async ({ page, open }) => {
  await test.step("B7 clearing the selection and the filters: focus stays next to them", async () => {
    await open("/cards?status=in_use");
    await rows(page).first().getByRole("checkbox").press("Space");
    const selection = page.getByRole("region", { name: "Selected cards" });
    await press(page.getByRole("button", { name: "Clear selection" }));
    await expect(selection).toBeHidden();
    await somewhere(page, "after the selection");
    expect(await focus(page)).not.toMatch(/^(h1|main)/);
    await press(page.getByRole("button", { name: "Clear all filters" }));
    await expect(page).toHaveURL(/\/cards$/);
    await somewhere(page, "after the filters");
    // An empty result, and the button that leads out of it.
    await open("/cards?number=8986011779999999999");
    await press(page.getByRole("main").getByRole("button", { name: "Clear all filters" }).last());
    await expect(rows(page).first()).toBeVisible();
    await somewhere(page, "after what led out of nothing");
  });
  await test.step("B7 tokens, notices and rows that move or disappear: focus moves with them or to the next one", async () => {
    await open("/cards?status=in_use&carrier=cm");
    for (const left of [1, 0]) {
      await press(page.getByRole("button", { name: /^Remove filter/ }).first());
      await expect(page.getByRole("button", { name: /^Remove filter/ })).toHaveCount(left);
      await somewhere(page, `${left} tokens left`);
    }
    await open("/pools");
    await press(page.getByRole("button", { name: "Columns, density, rows per page" }));
    const dialog = page.getByRole("dialog");
    const up = dialog.getByRole("button", { name: /^Move .* up$/ }).nth(2);
    const name = (await up.getAttribute("aria-label")) as string;
    for (const _ of [1, 2]) {
      await press(dialog.getByRole("button", { name, exact: true }));
      await expect(dialog.getByRole("button", { name, exact: true })).toBeFocused();
    }
    await page.keyboard.press("Escape");
    await somewhere(page, "after the dialog");
  });
});

test("B7 deleting the only search result, and a successful retry: focus stays on the page", async ({ page, open, api }) => {
  await test.step("B7 deleting the only search result: focus stays on the page", async () => {
    const name = `only-${Date.now()}`;
    await api.post("/v1/tags", { tag_name: name });
    await open(`/tags?name=${name}`);
    await press(page.getByRole("button", { name: `Delete tag “${name}”` }));
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Delete", exact: true }).press("Enter");
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("rowheader")).toHaveCount(0);
    await somewhere(page, "after the row");
  });
  await test.step("B7 after a successful retry, and after a page has loaded, focus is on the page", async () => {
    let broken = true;
    await page.route("**/v1/tags?**", (route) => (broken ? route.abort() : route.fallback()));
    await open("/tags");
    const retry = page.getByRole("main").getByRole("button", { name: "Retry" });
    await expect(retry).toBeVisible();
    broken = false;
    await press(retry);
    await expect(page.getByRole("rowheader").first()).toBeVisible();
    await somewhere(page, "after the retry");
  });
});

test("B7 after a click on an empty area, focus is not moved", async ({ page, open }) => {
  await open("/cards");
  await rows(page).first().getByRole("checkbox").click();
  const selection = page.getByRole("region", { name: "Selected cards" });
  await expect(selection).toBeVisible();
  // Click the empty area beside the heading; then the previously focused element disappears for another reason.
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await expect.poll(() => focus(page)).toBe("LOST");
  await page.getByRole("button", { name: "Clear selection" }).evaluate((button) => (button as HTMLElement).click());
  await expect(selection).toBeHidden();
  await page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(done))));
  expect(await focus(page)).toBe("LOST");
});

test("B7 an embedded console never takes focus from the host page", async ({ page }) => {
  await host(page, "/host.html", '<button id="theirs">Theirs</button><gsl-console locale="en-US" initial-path="/cards?status=in_use"></gsl-console>');
  const inside = page.locator("gsl-console");
  const clear = inside.getByRole("button", { name: "Clear all filters" });
  await expect(clear).toBeVisible();
  await clear.focus();
  await page.locator("#theirs").focus();
  await clear.evaluate((button) => (button as HTMLElement).click());
  await expect(clear).toHaveCount(0);
  await page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(done))));
  await expect(page.locator("#theirs")).toBeFocused();
});

test("B7 the Tab key skips the list of suggestions", async ({ page, open }) => {
  await open("/cards");
  const filter = page.getByRole("combobox", { name: "Filter" });
  await filter.focus();
  await expect(page.getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Tab");
  await somewhere(page, "behind the field");
  expect(await focus(page)).toMatch(/^button/);
  await page.keyboard.press("Shift+Tab");
  await expect(filter).toBeFocused();
});

/** Waits until no call is pending and the result is drawn. */
async function settled(page: Page) {
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        let quiet = 0;
        const look = () => {
          quiet = (Reflect.get(window, "calls") as number) > 0 ? 0 : quiet + 1;
          if (quiet > 2) setTimeout(done);
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
}

for (const area of AREAS) {
  test(`B7 every button, pressed with the keyboard, keeps focus in the console: ${area}`, async ({ page, open, api }) => {
    // A page takes about ten seconds.
    test.setTimeout(300_000);
    await page.addInitScript(() => {
      Reflect.set(window, "calls", 0);
      localStorage.setItem("gsl.table.cards", '{"columns":[],"page_size":10,"refresh":0}');
      const fetch = window.fetch;
      const count = (by: number) => Reflect.set(window, "calls", Reflect.get(window, "calls") + by);
      window.fetch = (...call) => {
        count(1);
        return fetch(...call).finally(() => count(-1));
      };
    });
    for (const target of inArea(area)) {
      await test.step(target.name, async () => {
        const path = await target.path(api);
        // The frame is the same on every page.
        const frame = target.name === "overview";
        // The code of a page may still be loading while no API call is pending.
        const enter = async () => {
          await open(path);
          await expect(page.locator(buttons(frame)).filter({ visible: true }).first()).toBeVisible();
          await settled(page);
        };
        await enter();
        // One button of each name: the rows of a table have the same buttons.
        const names = () =>
          page.evaluate((scope) => {
            const found = new Map<string, number>();
            const all = [...document.querySelectorAll<HTMLElement>(scope)];
            all.forEach((button, at) => {
              const name = (button.getAttribute("aria-label") ?? button.textContent ?? "").replace(/[\d“][\d\s,.:–-]*[^”]*”?/g, "#");
              if (button.checkVisibility() && !found.has(name)) found.set(name, at);
            });
            return [...found];
          }, buttons(frame));
        const pressed = new Set<string>();
        for (;;) {
          const next = (await names()).find(([name]) => !pressed.has(name));
          if (!next) break;
          const [name, at] = next;
          pressed.add(name);
          const button = page.locator(buttons(frame)).nth(at);
          await button.focus();
          await button.press("Enter");
          await settled(page);
          await somewhere(page, `Enter on “${name}”`);
          if ((await page.locator("dialog[open], .menu:popover-open").count()) > 0) {
            await page.keyboard.press("Escape");
            await settled(page);
            await somewhere(page, `Esc after “${name}”`);
          }
          const here = await page.evaluate(() => location.pathname + location.search);
          if (here !== path) {
            await page.goBack();
            await settled(page);
          }
          if ((await page.evaluate(() => location.pathname + location.search)) !== path || (await page.locator("dialog[open]").count()) > 0) {
            await enter();
          }
          if (pressed.size > 40) throw new Error(`more than 40 kinds of buttons: ${[...pressed].join(" | ")}`);
        }
        expect(pressed.size, "buttons pressed").toBeGreaterThan(0);
      });
    }
  });
}

/** Buttons, and links within the console that look like buttons. */
function buttons(frame: boolean): string {
  return (frame ? ["header.top", "main"] : ["main"])
    .flatMap((part) => [`${part} button`, `${part} a.btn[href^="/"]:not([download])`])
    .join(", ");
}
