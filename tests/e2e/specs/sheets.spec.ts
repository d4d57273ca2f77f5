// Files that people upload: damage is reported, every format is read, rejected rows can be corrected and uploaded again.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { STATUS, expect, expectNoViolations, type Lang } from "../support/fixtures.ts";
import { CM, ownService } from "../support/own.ts";

const test = ownService("sheets", { cards: 1000, timeScale: 86_400, failures: 0 });

const lang: Lang = "en-US";
test.use({ lang });

const t = {
  file: "Choose a file", usable: (n: number) => `${n} can be used`, bad: (n: number) => `${n} have a problem`, quote: "In row 2 a cell begins with a quotation mark",
  many: "more than 100,000 rows", large: "too large", badFile: "Download the bad rows (CSV)", headings: ["Container ID", "IMEI", "Row", "Problem"], perRow: "Each card its own value, from the table",
  preview: "Preview", tags: "Tags", fixed: "Fixed device",
} as const;

const main = (page: Page) => page.getByRole("main");
const choose = (page: Page, text: string | Buffer, name = "cards.csv") =>
  page.getByLabel(t.file).setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

test("A5 an unclosed quote is reported with its row, and nothing in the file is used", async ({ page, open, api }) => {
  const cards = (await api.cards({ sim_status: STATUS.inUse, limit: 10 })).sim_cards;
  const [a, b, c] = cards.map((card) => card.cid);
  await open("/batch?action=suspend&from=file");
  await choose(page, `容器ID,备注\n${a},"abc\n${b},d\n${c},e\n`);
  await expect(page.getByRole("alert").filter({ hasText: t.quote })).toBeVisible();
  await expect(main(page)).not.toContainText(t.usable(1));
  await expect(page.getByRole("button", { name: t.preview, exact: true })).toHaveAttribute("aria-disabled", "true");
  await expectNoViolations(page);
  // With the quote closed, all three rows are used.
  await choose(page, `容器ID,备注\n${a},"abc"\n${b},d\n${c},e\n`);
  await expect(main(page)).toContainText(t.usable(3));
});

test("A6 A7 the headings determine the separator, and rows may end in CR, LF or both", async ({ page, open, api }) => {
  const [a, b] = (await api.cards({ sim_status: STATUS.inUse, limit: 10 })).sim_cards.map((card) => card.cid);
  await open("/batch?action=tags&from=file");
  await page.getByLabel(t.perRow).check();
  await choose(page, `容器ID;${t.tags}\n${a};北区,车队,夜间\n${b};x,y,z\n`);
  await expect(main(page)).toContainText(t.usable(2));
  await choose(page, `容器ID,${t.tags}\r${a},"a\nb"\r${b},x\r`);
  await expect(main(page)).toContainText(t.usable(2));
  await choose(page, Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`容器ID\t${t.tags}\r\n${a}\ta,b,c\r\n`, "utf16le")]));
  await expect(main(page)).toContainText(t.usable(1));
});

test("A10 rejected rows are downloaded with all their columns, corrected and uploaded again", async ({ page, open, api }) => {
  const [a, b, c] = (await api.cards({ sim_status: STATUS.inUse, carrier_type: CM, limit: 10 })).sim_cards.map((card) => card.cid);
  await open("/batch?action=rebind&from=file");
  await page.getByLabel(t.fixed).check();
  await choose(page, `IMEI,备注,容器ID\n8615360301960078,x,${a}\n86153603019600,y,${b}\n861536030196003,z,${c}\n`);
  await expect(main(page)).toContainText(t.bad(2));
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: t.badFile }).click();
  const saved = readFileSync(await (await waiting).path(), "utf8");
  const lines = saved.replace("\ufeff", "").trimEnd().split("\r\n");
  expect(lines[0]).toBe(t.headings.join(","));
  expect(lines[1]).toContain(`"=""${a}""","=""8615360301960078""",2,`);
  expect(lines[2]).toContain(`"=""${b}""","=""86153603019600""",3,`);
  await choose(page, saved);
  await expect(main(page)).toContainText(t.bad(2));
  await choose(page, saved.replace("8615360301960078", "861536030196003").replace("86153603019600\"", "861536030196011\""));
  await expect(main(page)).toContainText(t.usable(2));
});

test("S5 a file with millions of rows is read up to the limit, which is shown; an oversized one is not read at all", async ({ page, open }) => {
  await open("/batch?action=suspend&from=file");
  await choose(page, "1\n".repeat(5_900_000));
  await expect(page.getByRole("alert").filter({ hasText: t.many })).toBeVisible();
  const huge = await page.evaluateHandle(() => new File([new Uint8Array(65 << 20)], "huge.csv"));
  await page.getByLabel(t.file).evaluate((input: HTMLInputElement, file: File) => {
    const picked = new DataTransfer();
    picked.items.add(file);
    input.files = picked.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }, huge);
  await expect(page.getByRole("alert").filter({ hasText: t.large })).toBeVisible();
});
