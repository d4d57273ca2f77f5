// Imported by every spec: a page that opens the console in a language and theme, the service's data, and checks.
import axe from "axe-core";
import { expect, test as base, type Locator, type Page } from "@playwright/test";
import { Api } from "./api.ts";
import { words, type Lang, type Theme } from "./words.ts";

export type Options = {
  /** Language of the console; set with `test.use({ lang })`. */
  lang: Lang;
  theme: Theme;
};

type Fixtures = {
  api: Api;
  /** The texts of the test's language. */
  w: (typeof words)[Lang];
  /** Opens an address of the console and waits for its page heading. */
  open: (path: string) => Promise<void>;
  /** Everything the browser reported: script errors, console errors, policy violations. */
  complaints: string[];
};

export const test = base.extend<Options & Fixtures>({
  lang: ["zh-CN", { option: true }],
  theme: ["light", { option: true }],
  locale: async ({ lang }, use) => use(lang),
  colorScheme: async ({ theme }, use) => use(theme === "dark" ? "dark" : "light"),

  page: async ({ page }, use) => {
    await use(page);
    // A call still in progress when the test ends must not fail it.
    await page.unrouteAll({ behavior: "ignoreErrors" });
  },

  api: async ({ request }, use) => use(new Api(request)),
  w: async ({ lang }, use) => use(words[lang]),

  open: async ({ page, lang, theme }, use) => {
    await page.addInitScript(
      ([lang, theme]) => {
        // Only if not set yet: a test may switch the language and reload.
        for (const [key, value] of [["gsl.locale", lang], ["gsl.theme", theme]] as const) {
          if (localStorage.getItem(key) === null) localStorage.setItem(key, value);
        }
      },
      [lang, theme] as const,
    );
    await use(async (path) => {
      await page.goto(path);
      await expect(heading(page)).toBeVisible();
    });
  },

  complaints: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(`console: ${message.text()}`);
    });
    await page.exposeFunction("reportViolation", (text: string) => complaints.push(`policy: ${text}`));
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        const report = (window as unknown as { reportViolation: (text: string) => void }).reportViolation;
        report(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
      });
    });
    await use(complaints);
  },
});

export { expect };
export { Api, CARRIER, STATUS, grouped, type Card, type CardPage } from "./api.ts";
export { LANGS, THEMES, words, type Lang, type Theme } from "./words.ts";

/** Skips a test on a debug build when it needs a release: packed files, the program cut into chunks. */
export const releaseOnly = () => test.skip(process.env.E2E_BUILD === "debug", "needs a release");

/** The heading of the page on screen. */
export function heading(page: Page): Locator {
  return page.getByRole("main").getByRole("heading", { level: 1 });
}

/** A row of the card list by any text in it, usually the displayed card number. */
export function row(page: Page, text: string | RegExp): Locator {
  return page.getByRole("row").filter({ hasText: text });
}

/** The data rows (without the header). */
export function rows(page: Page): Locator {
  return page.getByRole("row").filter({ has: page.getByRole("cell") });
}

/** Fails with every violation of WCAG 2.2 A and AA that axe finds, with the elements concerned. */
export async function expectNoViolations(page: Page): Promise<void> {
  // An element half covered by the top bar would count as too small a target.
  await page.evaluate(() => scrollTo(0, 0));
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  // Injected directly: the Playwright integration also checks frames and passing rules, which takes four times as long.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async (tags) => {
    const { violations } = await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
    return violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ target, failureSummary }) => ({ target, failureSummary })) }));
  }, tags);
  const found = violations.map(({ id, help, nodes }) => {
    const where = nodes.map((node) => `    ${node.target.join(" ")}\n      ${node.failureSummary?.split("\n").join("\n      ")}`);
    return `${id}: ${help}\n${where.join("\n")}`;
  });
  expect(found.join("\n"), "axe violations").toBe("");
}

/** The same check in both themes, for a console that follows the system's theme. */
export async function soundInBothThemes(page: Page) {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // The styles are applied with the next frame.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await test.step(colorScheme, () => expectNoViolations(page));
  }
}
