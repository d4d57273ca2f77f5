// What every spec imports: a page that opens the console in a language and theme, the service's data, and checks.
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
  /** Everything the browser complained about: script errors, console errors, violated policies. */
  complaints: string[];
};

export const test = base.extend<Options & Fixtures>({
  lang: ["zh-CN", { option: true }],
  theme: ["light", { option: true }],
  locale: async ({ lang }, use) => use(lang),
  colorScheme: async ({ theme }, use) => use(theme === "dark" ? "dark" : "light"),

  page: async ({ page }, use) => {
    await use(page);
    // A call in flight when the test ends must not fail it.
    await page.unrouteAll({ behavior: "ignoreErrors" });
  },

  api: async ({ request }, use) => use(new Api(request)),
  w: async ({ lang }, use) => use(words[lang]),

  open: async ({ page, lang, theme }, use) => {
    await page.addInitScript(
      ([lang, theme]) => {
        // Only what the viewer has not chosen meanwhile: a test may switch language and reload.
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

/** Skips a test of what only a release has, on a debug build: files that are packed, a program cut into parts. */
export const releaseOnly = () => test.skip(process.env.E2E_BUILD === "debug", "needs a release");

/** The heading of the page on screen. */
export function heading(page: Page): Locator {
  return page.getByRole("main").getByRole("heading", { level: 1 });
}

/** A row of the card list by any text in it, usually the card's number as shown. */
export function row(page: Page, text: string | RegExp): Locator {
  return page.getByRole("row").filter({ hasText: text });
}

/** The rows of data (without the header). */
export function rows(page: Page): Locator {
  return page.getByRole("row").filter({ has: page.getByRole("cell") });
}

/** Fails with every violation of WCAG 2.2 A and AA that axe finds, each with the elements it concerns. */
export async function expectNoViolations(page: Page): Promise<void> {
  // What lies half below the top bar counts as too small a target.
  await page.evaluate(() => scrollTo(0, 0));
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  // Straight into the page: what comes with it for frames and for rules that hold takes four times as long.
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

/** The same in both themes, of a console that follows the system's. */
export async function soundInBothThemes(page: Page) {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // The styles follow with the next frame.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await test.step(colorScheme, () => expectNoViolations(page));
  }
}
