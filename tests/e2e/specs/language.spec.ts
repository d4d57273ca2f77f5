// The two languages beyond what pages show at once (that is in pages.spec.ts): dialogs, menus, states of cards. No Chinese in
// the English interface and no English in the Chinese one, names that the service sends and terms of the field aside.
import type { Page } from "@playwright/test";
import { LANGS, STATUS, expect, rows, test, type Api } from "../support/fixtures.ts";
import { AREAS, inArea } from "../support/pages.ts";
import { expectOneLanguage, foreign, sentBy } from "../support/texts.ts";

/** Every dialog about a card, by its name in the address. */
const DIALOGS = [
  "activate", "suspend", "resume", "reset_network", "lost", "rebind", "threshold", "cut_net", "restore_net", "speed_limit", "bind_area", "clear_real_name", "query_real_name",
];

/** One card of each state and of each reason of being stopped. */
async function ofEachState(api: Api) {
  const reasons = ["over_plan", "pool", "expired", "user", "separation", "violation", "not_real_named", "over_threshold"];
  const states = [STATUS.inUse, STATUS.activatable, STATUS.testable, STATUS.deregistered];
  const filters = [...states.map((sim_status) => ({ sim_status })), ...reasons.map((stop_reason) => ({ stop_reason }))];
  const found = await Promise.all(filters.map((filter) => api.cards({ ...filter, limit: 10 })));
  return found.flatMap(({ sim_cards }) => sim_cards.slice(0, 1));
}

const settled = (page: Page) => expect(page.locator('[aria-busy="true"]')).toHaveCount(0);

test("what counts as a text of the other language", () => {
  const rule = (lang: "zh-CN" | "en-US", text: string, sent: string[] = []) => foreign(lang, [{ text, where: "" }], sent).length;
  expect([rule("en-US", "State 状态"), rule("en-US", "中国移动 30MB", ["中国移动 30MB"]), rule("en-US", "Plan: 中国移动 30MB, 已停用", ["中国移动 30MB"])]).toEqual([1, 0, 1]);
  expect([rule("zh-CN", "ICCID 与 IMSI"), rule("zh-CN", "状态 Suspended"), rule("zh-CN", "标签 north", ["north"])]).toEqual([0, 1, 0]);
});

for (const lang of LANGS) {
  test.describe(lang, () => {
    test.use({ lang });

    test(`one language, ${lang}: every dialog about a card, and cards in every state`, async ({ page, open, api }) => {
      test.setTimeout(240_000);
      const sent = sentBy(page);
      const [mobile, telecom] = [await api.card({ sim_status: STATUS.inUse, carrier_type: 1 }), await api.card({ sim_status: STATUS.inUse, carrier_type: 2 })];
      for (const act of DIALOGS) {
        const card = act === "bind_area" ? mobile : telecom;
        await open(`/cards/${card.sim_card_id}?do=${act}`);
        await expect(page.getByRole("dialog").getByRole("heading").first()).toBeVisible();
        await settled(page);
        await expectOneLanguage(page, lang, sent, `dialog ${act}`);
      }
      for (const card of await ofEachState(api)) {
        await open(`/cards/${card.sim_card_id}`);
        await settled(page);
        await expectOneLanguage(page, lang, sent, `card ${card.sim_status} ${card.stop_reason}`);
        await open(`/check?number=${card.cid}&symptom=no_data`);
        await settled(page);
        await expectOneLanguage(page, lang, sent, `status check ${card.sim_status} ${card.stop_reason}`);
      }
    });

    test(`one language, ${lang}: menus and the dialogs behind the buttons of every page`, async ({ page, open, api }) => {
      test.setTimeout(300_000);
      await page.addInitScript(() => localStorage.setItem("gsl.table.cards", JSON.stringify({ columns: [], page_size: 10, refresh: 0 })));
      const sent = sentBy(page);
      for (const target of AREAS.flatMap(inArea)) {
        const path = await target.path(api);
        await open(path);
        await settled(page);
        // One of each name: the rows of a table have the same menus. The frame is the same everywhere.
        const scope = target.name === "overview" ? "header.top, main" : "main";
        const opening = page.locator(scope).locator('[aria-haspopup="menu"], button:has-text("列"), button[aria-label*="列、"], button[aria-label^="Columns"]');
        const names = new Set<string>();
        for (const button of await opening.all()) {
          const name = ((await button.getAttribute("aria-label")) ?? (await button.innerText())).replace(/\d[\d ]*|“.*”/g, "#");
          if (names.has(name) || !(await button.isVisible())) continue;
          names.add(name);
          await button.click();
          await expect(page.locator("dialog[open], .menu:popover-open").first()).toBeVisible();
          await expectOneLanguage(page, lang, sent, `${target.name}: ${name}`);
          await page.keyboard.press("Escape");
          await expect(page.locator("dialog[open], .menu:popover-open")).toHaveCount(0);
        }
      }
    });

    test(`one language, ${lang}: all columns of the card list, their explanations, what is selected`, async ({ page, open }) => {
      const sent = sentBy(page);
      await open("/cards?status=in_use");
      await page.getByRole("button", { name: /^(列、密度|Columns, density)/ }).click();
      const dialog = page.getByRole("dialog");
      for (const box of await dialog.getByRole("checkbox").all()) await box.check();
      await dialog.getByRole("combobox").last().selectOption({ index: 0 });
      await page.keyboard.press("Escape");
      await rows(page).first().getByRole("checkbox").check();
      await settled(page);
      await expectOneLanguage(page, lang, sent, "all columns");
      for (const about of await page.getByRole("button", { name: /^(关于“|About “)/ }).all()) {
        await about.click();
        await expectOneLanguage(page, lang, sent, (await about.getAttribute("aria-label")) ?? "an explanation");
        await page.keyboard.press("Escape");
      }
    });
  });
}
