// Shared by the specs of card add-ons: their texts, which cards take one, and the steps of the wizard.
import type { Locator, Page } from "@playwright/test";
import { expect, type Api, type Card } from "./fixtures.ts";
import type { Lang } from "./words.ts";

export const TEXT = {
  "zh-CN": {
    addOn: "订购叠加包", place: /^提交订单/, pay: /^支付 /, agree: "我知道：只在本账期有效", arrived: "已到账", paid: "已支付", toPay: "待支付",
    again: "重新下单", ended: "订单已取消或已结束", leaveOut: /^去掉其余的/, without: /^去掉放不下的/, ways: "怎样补充流量", more: "更多", cards: "卡",
  },
  "en-US": {
    addOn: "Buy an add-on", place: /^Place the order/, pay: /^Pay /, agree: "I know: it counts in this cycle only", arrived: "Arrived", paid: "Paid", toPay: "To be paid",
    again: "Order again", ended: "The orders were cancelled or have ended", leaveOut: /^Continue with/, without: /^Leave out/, ways: "Ways to top up", more: "More", cards: "Cards",
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
  batches: number;
  refusal: string | null;
  offers: { price_plan_id: string; size: number; price_cents: number; takes: number }[];
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

  /** The option of this size. */
  size(text: string) {
    return this.main.getByRole("radio", { name: new RegExp(`^${text}`) });
  }

  /** Pays for the orders and waits until the add-ons have arrived. */
  async payAndWait(orders: number) {
    await this.button(this.t.pay).dblclick();
    await expect(this.page.getByRole("region", { name: this.t.paid }).getByText(this.t.arrived, { exact: true })).toHaveCount(orders);
  }
}
