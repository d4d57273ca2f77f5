// Shared by the specs of buying cards: the texts they find elements by, and the steps of the wizard.
import type { Locator, Page } from "@playwright/test";
import { expect, type Api } from "./fixtures.ts";
import type { Lang } from "./words.ts";

export const TEXT = {
  "zh-CN": {
    next: "下一步", back: "上一步", order: /^提交订单/, pay: /^支付 /, cancel: "取消订单", again: "重新报价", orderAgain: "重新下单", packs: "包数",
    ct: "中国电信", cm: "中国移动", meter: "智能表计、传感器", personal: "面向个人的设备（非手机）", phone: "手机", industrial: "工业级 插拔卡 (2FF)",
    place: "市、县或省", poolNone: "不使用", poolNew: "创建流量池", poolJoin: "加入已有", poolName: "流量池名称", without: "不入池", joinNow: "现在入池", global: "全球通用",
    add: "添加收件信息", edit: "修改", remove: "删除", receiver: "收件人", phoneNumber: "电话", address: "地址", save: "保存",
    cards: "订单的卡", paid: "已支付", expired: "报价已过期", holds: "报价还有",
  },
  "en-US": {
    next: "Next", back: "Back", order: /^Place the order/, pay: /^Pay /, cancel: "Cancel the order", again: "Get a new quote", orderAgain: "Order again", packs: "Packs",
    ct: "China Telecom", cm: "China Mobile", meter: "Meters, sensors", personal: "Devices for people (no phones)", phone: "Phones", industrial: "Industrial, plug-in (2FF)",
    place: "City, county or province", poolNone: "None", poolNew: "A new pool", poolJoin: "Existing pool", poolName: "Pool name", without: "Without the pool", joinNow: "Join now", global: "Global",
    add: "Add an address", edit: "Edit", remove: "Delete", receiver: "Receiver", phoneNumber: "Telephone", address: "Address", save: "Save",
    cards: "Cards of the order", paid: "Paid", expired: "The quote has expired", holds: "The quote holds for",
  },
} as const;

export type Order = { order_id: number; order_status: number; quantity: number; price_cents: number; pay_time: string | null; pool_id: number | null; expected_time: string | null };

/** Purchases, newest first. */
export async function purchases(api: Api): Promise<Order[]> {
  return (await api.get<{ orders: Order[] }>("/v1/orders", { order_type: 1, limit: 500 })).orders;
}

/** The id of an address in the address book. */
export async function address(api: Api, receiver: string): Promise<number> {
  const body = { receiver, phone: "0755 1234567", address: "Bantian 1, Longgang, Shenzhen" };
  return (await api.post<{ address_id: number }>("/v1/addresses", body)).address_id;
}

/** The address of a step in a purchase of 100 MB cards of China Telecom. */
export const at = (step: string, more = "") => `/purchase?carrier=ct&mb=100&years=1&for=meter&form=industrial_2ff&pack=100${more}${step && `&step=${step}`}`;

/** Fills in the draft before the page is opened; a reload keeps later input. */
export async function typed(page: Page, fields: Record<string, string>): Promise<void> {
  await page.addInitScript((fields) => {
    if (sessionStorage.getItem("typed")) return;
    sessionStorage.setItem("typed", "1");
    for (const [field, text] of Object.entries(fields)) sessionStorage.setItem(`gsl.draft.purchase.${field}`, text);
  }, fields);
}

/** Elements of the wizard. */
export class Wizard {
  readonly main: Locator;
  readonly t: (typeof TEXT)[Lang];
  constructor(page: Page, lang: Lang) {
    this.main = page.getByRole("main");
    this.t = TEXT[lang];
  }

  button(name: string | RegExp): Locator {
    return this.main.getByRole("button", { name, exact: true });
  }

  radio(name: string | RegExp): Locator {
    return this.main.getByRole("radio", { name });
  }

  field(label: string | RegExp): Locator {
    return this.main.getByLabel(label, { exact: true });
  }

  /** Step 1: three packs of a hundred cards of 100 MB of China Telecom for a year. */
  async plan(): Promise<void> {
    await this.radio(this.t.ct).check();
    await this.radio(/^100 MB/).check();
    await this.radio(/^1 (年|year)/).check();
    await this.radio(this.t.meter).check();
    await this.radio(this.t.industrial).check();
    await this.radio(/^100 (张|cards)/).check();
    await this.field(this.t.packs).fill("3");
  }

  /** Agrees to the points. */
  async agree(): Promise<void> {
    await expect(this.main.getByRole("checkbox").first()).toBeVisible();
    for (const box of await this.main.getByRole("checkbox").all()) await box.check();
  }

  async expectAll(facts: (string | RegExp)[]): Promise<void> {
    for (const fact of facts) await expect(this.main).toContainText(fact);
  }
}
