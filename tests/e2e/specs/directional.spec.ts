// Directional data of an order: what is said before the first entry, entries checked while typed, changed and deleted as
// their state allows.
import type { Page } from "@playwright/test";
import { expect, expectNoViolations, row, rows, type Api, type Lang } from "../support/fixtures.ts";
import { ownService } from "../support/own.ts";

type Entry = { entry_id: number; address: string; state: number };
type Shown = { data_type: number; entries: Entry[] };
type Order = { order_id: number; pool_id: number | null; carrier_type: number };

// A working day is a second.
const test = ownService("directional", { cards: 2000, timeScale: 86_400 });

const lang: Lang = "en-US";
test.use({ lang });

const t = {
  none: "No directional entries", add: "Add an entry", submit: "Submit", delete: "Delete", domain: "Domain", ip: "IP", protocol: "Protocol", address: "Domain or IP", port: "Port", agree: /all cards of this order become directional, and never general again/,
  only: "reach the platforms listed here and nothing else", later: "Cards already bought can become directional", whole: "never for part of them", back: "never become general data again", others: ["http, https, tcp, udp and mqtt", "Huawei engineer"],
  limits: "at most 5 IPs, 10 domains and 10 entries in all", first: "Confirm first that the whole order", wildcard: "No wildcard", parts: "no protocol, port, path", noIp: "Not an IPv4 address", needed: "Enter the port", range: "from 1 to 65535",
  reviewing: "Under review", effective: "In effect", changing: "Being changed", submitted: (what: string) => `${what} is under review`, edit: (what: string) => `Edit ${what}`, remove: (what: string) => `Delete ${what}`,
  noEdit: "Cannot be edited: it is under review", noDelete: "Cannot be deleted: it is under review. It can once it is in effect, not approved, being changed or not in effect yet", last: "The last entry must stay", reason: "Review:",
} as const;

const dialog = (page: Page) => page.getByRole("dialog");

/** A completed purchase of its own for each test, by how its directional data stand. */
async function order(api: Api, fits: (shown: Shown, order: Order) => boolean) {
  const { orders } = await api.get<{ orders: Order[] }>("/v1/orders", { order_type: 1, order_status: 5, limit: 500 });
  for (const one of orders.filter((one) => one.pool_id === null)) {
    const shown = await api.get<Shown>(`/v1/orders/${one.order_id}/directional`);
    if (fits(shown, one)) return one.order_id;
  }
  throw new Error("the fleet has no such order");
}

/** China Telecom, the only carrier whose limits are known. */
const general = (shown: Shown, order: Order) => shown.data_type === 1 && shown.entries.length === 0 && order.carrier_type === 2;

test("Q3.4 Q3.5 Q3.6 Q4.1 Q4.2 a bought order becomes directional: as a whole, for good, for listed platforms only", async ({ page, open, api, complaints }) => {
  const id = await order(api, general);
  await open(`/orders/${id}?tab=directional`);
  const main = page.getByRole("main");
  for (const fact of [t.only, t.later, t.whole, t.back, t.limits, ...t.others, t.none]) await expect(main).toContainText(fact);
  await main.getByRole("button", { name: t.add }).click();
  const submit = dialog(page).getByRole("button", { name: t.submit });
  await expect(submit).toHaveAttribute("aria-disabled", "true");
  await expect(dialog(page)).toContainText(t.first);

  // Checked while typing, each rule at its field.
  const address = dialog(page).getByLabel(t.address, { exact: true });
  const port = dialog(page).getByLabel(t.port, { exact: true });
  await address.fill("https://iot.example.com");
  await expect(dialog(page)).toContainText(t.parts);
  await address.fill("*.example.com");
  await expect(address).not.toHaveAttribute("aria-invalid", "true");
  await dialog(page).getByLabel(t.protocol).selectOption("mqtt");
  await expect(dialog(page)).toContainText(t.wildcard);
  await dialog(page).getByRole("radio", { name: t.ip, exact: true }).check();
  await dialog(page).getByLabel(t.protocol).selectOption("tcp");
  await address.fill("8.8.8.300");
  await expect(dialog(page)).toContainText(t.noIp);
  await address.fill("8.8.8.8");
  await dialog(page).getByRole("checkbox", { name: t.agree }).check();
  await submit.click();
  await expect(dialog(page)).toContainText(t.needed);
  await port.fill("70000");
  await expect(dialog(page)).toContainText(t.range);
  await port.fill("8883");
  await expectNoViolations(page);
  await port.press("Enter");
  await expect(dialog(page)).toHaveCount(0);

  const name = "tcp://8.8.8.8:8883";
  const entry = row(page, name);
  await expect(entry).toContainText(t.reviewing);
  await expect(entry).toContainText(t.effective, { timeout: 20_000 });
  await expect.poll(async () => (await api.get<Shown>(`/v1/orders/${id}/directional`)).data_type).toBe(2);
  expect(complaints).toEqual([]);
});

test("Q4.3 an entry is deleted, why one cannot be, and why one was not approved; the last one stays", async ({ page, open, api }) => {
  await test.step("Q4.3 why an entry cannot be deleted; the last one stays", async () => {
    // One in effect and one that waits for days.
    const id = await order(api, ({ entries }) => entries.map((entry) => entry.state).join() === "4,2");
    const { entries } = await api.get<Shown>(`/v1/orders/${id}/directional`);
    await open(`/orders/${id}?tab=directional`);
    const [first, second] = entries.map((entry, i) => `${i ? "mqtt" : "https"}://${entry.address}${i ? ":8883" : ""}`) as [string, string];
    for (const [button, why] of [[t.edit(second), t.noEdit], [t.remove(second), t.noDelete]] as const) {
      const one = page.getByRole("button", { name: button });
      await expect(one).toHaveAttribute("aria-disabled", "true");
      await expect(row(page, second)).toContainText(why);
      await one.press("Enter");
      await expect(dialog(page)).toHaveCount(0);
    }
    // Changed: the fields hold what is there.
    await page.getByRole("button", { name: t.edit(first) }).click();
    const address = dialog(page).getByLabel(t.address, { exact: true });
    await expect(address).toHaveValue(entries[0]!.address);
    await address.fill("api.example.com");
    await dialog(page).getByRole("button", { name: t.submit }).click();
    await expect(row(page, "https://api.example.com")).toContainText(t.changing);

    const single = await order(api, ({ entries }) => entries.length === 1 && entries[0]!.state === 4);
    await open(`/orders/${single}?tab=directional`);
    const only = rows(page).first();
    await expect(only).toContainText(t.last);
    await expect(only.getByRole("button").last()).toHaveAttribute("aria-disabled", "true");
  });
  await test.step("an entry is deleted, and one that was not approved says why", async () => {
    const id = await order(api, ({ entries }) => entries.map((entry) => entry.state).join() === "4,5");
    await open(`/orders/${id}?tab=directional`);
    await expect(row(page, "mqtt://gateway.invalid:8883")).toContainText(t.reason);
    await page.getByRole("button", { name: t.remove("mqtt://gateway.invalid:8883") }).click();
    await expect(dialog(page)).toContainText("mqtt://gateway.invalid:8883");
    // However often it is pressed, it happens once.
    await dialog(page).getByRole("button", { name: t.delete, exact: true }).dblclick();
    await expect(dialog(page)).toHaveCount(0);
    await expect(row(page, "mqtt://gateway.invalid:8883")).toHaveCount(0);
    await expect(rows(page)).toHaveCount(1);
  });
});
