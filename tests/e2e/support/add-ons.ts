// Shared by the specs of card add-ons: their texts, which cards take one, and the steps of the wizard.
import type { Locator, Page } from "@playwright/test";
import { expect, type Api, type Card } from "./fixtures.ts";
import type { Lang } from "./words.ts";

export const TEXT = {
  "zh-CN": {
    addOn: "订购叠加包", pay: /^支付 /, agree: "只在本账期有效", arrived: "已到账", paid: "已支付", size: /^每卡规格/, summary: "订单摘要",
    ways: "怎样补充流量", more: "更多", cards: "卡", left: "未购买的卡",
  },
  "en-US": {
    addOn: "Buy an add-on", pay: /^Pay /, agree: "It counts in this cycle only", arrived: "Arrived", paid: "Paid", size: /^Size per card/, summary: "Summary",
    ways: "Ways to top up", more: "More", cards: "Cards", left: "Left for later",
  },
} as const;

export type AddOnCard = {
  sim_card_id: number;
  cid: string;
  order_id: number;
  allowance: number;
  ordered: number;
  used: number;
  room: number | null;
  refusal: string | null;
  since: string | null;
};

type Check = {
  cards: AddOnCard[];
  offers: { carrier_type: number; price_plan_id: string; size: number; price_cents: number }[];
};

/** The service's check of these cards. */
export const check = (api: Api, ids: number[]) => api.post<Check>("/v1/card-add-ons/check", { sim_card_ids: ids });

/** Those of the cards that take an add-on of every size. */
export async function takers(api: Api, cards: Card[]): Promise<Card[]> {
  const { cards: told } = await check(api, cards.map((card) => card.sim_card_id));
  const takes = new Set(told.filter((card) => card.refusal === null && card.room === null).map((card) => card.sim_card_id));
  return cards.filter((card) => takes.has(card.sim_card_id));
}

/** The number of card add-on orders. */
export const addOnOrders = async (api: Api) => (await api.get<{ count: number }>("/v1/orders", { order_type: 5, limit: 10 })).count;

/** ¥1.50 */
export const yuan = (cents: number) => `¥${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;

export class Wizard {
  readonly main: Locator;
  readonly t: (typeof TEXT)[Lang];

  constructor(readonly page: Page, lang: Lang) {
    this.main = page.getByRole("main");
    this.t = TEXT[lang];
  }

  button(name: string | RegExp) {
    return this.main.getByRole("button", { name });
  }

  agreed() {
    return this.main.getByRole("checkbox", { name: this.t.agree });
  }

  /** The sizes of the lines. */
  size() {
    return this.main.getByRole("combobox", { name: this.t.size });
  }

  summary() {
    return this.page.getByRole("complementary", { name: this.t.summary });
  }

  /** Confirms, pays and waits until it has arrived. */
  async payAndWait(orders: number) {
    await this.agreed().check();
    await this.button(this.t.pay).dblclick();
    await expect(this.page.getByRole("region", { name: this.t.paid }).getByText(this.t.arrived, { exact: true })).toHaveCount(orders);
  }
}
