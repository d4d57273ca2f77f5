// Numbers and texts as people paste and type them: counted as cards, named when wrong, IMEIs checked before they are sent.
import { STATUS, expect, grouped, test, type Lang } from "../support/fixtures.ts";
import { CT, idle } from "../support/own.ts";
import type { Page } from "@playwright/test";

const lang: Lang = "en-US";
test.use({ lang });

const filter = (page: Page) => page.getByRole("combobox", { name: "Filter" });
const main = (page: Page) => page.getByRole("main");

async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await filter(page).click();
  await page.keyboard.press("Control+V");
}

test("A3 A16 A17 numbers are counted as cards, read through marks that cannot be seen, looked up with zeros at the end", async ({ page, open, api }) => {
  await test.step("A16 a pasted list counts cards; numbers that name a card again are told apart", async () => {
    const [one, two] = (await api.cards({ sim_status: STATUS.inUse, limit: 10 })).sim_cards.filter((card) => card.msisdn);
    await open("/cards");
    await paste(page, [one!.cid, `${one!.cid.slice(0, 19)}X`, one!.msisdn, grouped(one!.cid), two!.cid].join("\n"));
    await expect(main(page)).toContainText("The list has 5 numbers; 2 cards found. 3 duplicates.");
    await expect(main(page)).toContainText("2 cards match");
  });
  await test.step("A17 marks that cannot be seen do not matter; a character that is no digit is named with its place", async () => {
    const [one, two] = (await api.cards({ sim_status: STATUS.inUse, limit: 10 })).sim_cards;
    await open("/cards");
    await paste(page, `\u2066${one!.cid}\u2069\n${two!.cid.slice(0, 8)}\u00ad${two!.cid.slice(8, 12)}\u30fc${two!.cid.slice(12)}`);
    await expect(main(page)).toContainText("The list has 2 numbers; 2 cards found.");
    await open("/cards");
    await paste(page, "8986O112840710002345\n8986O112840710002346");
    await expect(main(page)).toContainText("2 not card numbers, left out");
    const named = "Character 5, “O” (U+004F), is not a digit";
    await expect(main(page)).toContainText(named);
    await open("/cards");
    await filter(page).fill("8986O112840710002345");
    await expect(page.getByText(named)).toBeVisible();
  });
  await test.step("A3 a number that ends in zeros is looked up, and the suspicion is said", async () => {
    const [one] = (await api.cards({ sim_status: STATUS.inUse, limit: 10 })).sim_cards;
    await open("/cards");
    await paste(page, `${one!.cid}\n89860117900012300000`);
    await expect(main(page)).toContainText("1 not found: 89860117900012300000");
    await expect(main(page)).toContainText("1 end in a row of zeros");
  });
});

test("A4 A14 an IMEI is checked in the dialog; a character that is no text is named at the field", async ({ page, open, api }) => {
  await test.step("A4 an IMEI is checked in the dialog: IMEISV and 14 digits named, a wrong check digit warned of", async () => {
    const card = await api.card({ sim_status: STATUS.inUse, carrier_type: CT }, (card) => idle(card) && card["imei_bind_remain_times"] === 2);
    await open(`/cards/${card.sim_card_id}?do=rebind`);
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "Fixed device" }).check();
    const imei = dialog.getByRole("textbox", { name: "IMEI" });
    const send = dialog.getByRole("button", { name: "Rebind device", exact: true });
    for (const [typed, told] of [["4901542032375101", "IMEISV"], ["49-015420-323751", "14 digits"]] as const) {
      await imei.fill(typed);
      await expect(dialog).toContainText(told);
      await expect(dialog).toContainText("490154203237518");
      await expect(send).toHaveAttribute("aria-disabled", "true");
    }
    await imei.fill("49-015420-323751-7");
    await expect(dialog.getByRole("status").filter({ hasText: "8 would" })).toBeVisible();
    await expect(send).not.toHaveAttribute("aria-disabled", "true");
    await imei.fill("49-015420-323751-8");
    await expect(dialog).toContainText("the check digit fits");
  });
  await page.unrouteAll();
  await test.step("A14 a character that is no text is named at the field before anything is sent", async () => {
    await open("/tags");
    await page.getByRole("button", { name: "New tag" }).click();
    const sent: string[] = [];
    page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox").fill("north\u0002");
    await expect(dialog).toContainText("Character 6, U+0002, is not text");
    await dialog.getByRole("textbox").press("Enter");
    await dialog.getByRole("textbox").fill("north\uffff");
    await expect(dialog).toContainText("U+FFFF");
    expect(sent).toEqual([]);
  });
});
