// The rule for the two languages: no Chinese in the English interface, and no English in the Chinese one except
// abbreviations of the field. Texts from the service (plan names, names given by people, addresses) are exempt.
import { expect, type Page } from "@playwright/test";
import type { Lang } from "./words.ts";

/** What Chinese operators write in Latin letters: terms, units, formats, keys, names. */
const TERMS = new Set(
  `APN API BSS CSV Ctrl DN Enter Esc eSIM vSIM Excel FF FullAccess GB GSL HTTP HTTPS IAM ICCID ID IMEI IMEISV IMSI IoT IP JSON KB Kbps MB Mbps
   MSISDN NB PUK SIM SMD TAC TB TCP UDP URL UTC XLSX http https mqtt tcp udp cmiot ctnet scuiot mini micro nano example com`.split(/\s+/),
);

const CHINESE = /[\u3400-\u9fff\uf900-\ufaff]+/g;
/** A language under its own name, in the language menu. */
const LANGUAGE = /(?<=· )(English|中文)$/;
/** Words of at least two letters; a single letter is a key, a unit or a column. */
const LATIN = /[A-Za-z]{2,}/g;

export type Said = { text: string; where: string };

/** All texts of the page: texts, names, hints and placeholders that a user can encounter, except those marked as another language. */
export function said(page: Page): Promise<Said[]> {
  return page.evaluate(() => {
    const found: { text: string; where: string }[] = [];
    const language = document.querySelector(".gsl")?.getAttribute("lang") ?? document.documentElement.lang;
    const look = (element: Element) => {
      if (["SCRIPT", "STYLE", "NOSCRIPT"].includes(element.tagName)) return;
      const marked = element.closest("[lang]")?.getAttribute("lang");
      if ((marked && marked !== language) || !element.checkVisibility()) return;
      const where = `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ""}${[...element.classList].map((name) => `.${name}`).join("")}`;
      for (const name of ["aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "placeholder", "title", "alt"]) {
        const text = element.getAttribute(name)?.trim();
        if (text) found.push({ text, where: `${where}[${name}]` });
      }
      for (const node of element.childNodes) {
        if (node instanceof Text && node.data.trim()) found.push({ text: node.data.trim(), where });
        else if (node instanceof Element) look(node);
      }
    };
    look(document.body);
    found.push({ text: document.title, where: "title" });
    return found;
  });
}

/** Collects what the service sends from now on; returns all its texts, longest first. */
export function sentBy(page: Page): () => Promise<string[]> {
  const answers: Promise<unknown>[] = [];
  page.on("response", (response) => {
    if (new URL(response.url()).pathname.startsWith("/v1/")) answers.push(response.json().catch(() => null));
  });
  return async () => {
    const texts = new Set<string>();
    const look = (value: unknown) => {
      if (typeof value === "string" && value.trim().length > 1) {
        // Several tags are joined in one text.
        for (const part of [value, ...value.split(",")]) texts.add(part.trim());
      } else if (value && typeof value === "object") Object.values(value).forEach(look);
    };
    (await Promise.all(answers)).forEach(look);
    texts.delete("");
    return [...texts].sort((a, b) => b.length - a.length);
  };
}

/** The words in `said` that are in the other language. */
export function foreign(lang: Lang, said: Said[], sent: string[]): string[] {
  const wrong = new Set<string>();
  for (const { text, where } of said) {
    let own = text.replace(LANGUAGE, "");
    const words = () => (lang === "en-US" ? (own.match(CHINESE) ?? []) : (own.match(LATIN) ?? []).filter((word) => !TERMS.has(word)));
    if (words().length === 0) continue;
    for (const one of sent) if (own.includes(one)) own = own.replaceAll(one, " ");
    if (words().length) wrong.add(`${words().join(" ")} in “${text.slice(0, 120)}” (${where})`);
  }
  return [...wrong];
}

/** Fails with every text on the page that is not in its language. */
export async function expectOneLanguage(page: Page, lang: Lang, sent: () => Promise<string[]>, where: string): Promise<void> {
  const all = await said(page);
  expect(all.length, `${where}: texts`).toBeGreaterThan(3);
  expect.soft(foreign(lang, all, await sent()), `${where}: texts that are not ${lang}`).toEqual([]);
}
