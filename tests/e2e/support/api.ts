// Reads from the service that the console uses, so that tests compare with its data instead of hard-coded numbers.
import { expect, type APIRequestContext } from "@playwright/test";

/** A card from operation 1, with the fields of the extension "sim-cards.fields". */
export type Card = {
  sim_card_id: number;
  cid: string;
  sim_status: number;
  operator_status: number | null;
  stop_reason: string | null;
  carrier_type: number;
  msisdn: string | null;
  imsi: string | null;
  imei: string | null;
  price_plan_name: string | null;
  flow_used: number | null;
  flow_left: number | null;
  flow_total: number | null;
  flow_time: string | null;
  act_date: string | null;
  expire_time: string | null;
  purchase_time: string | null;
  order_id: number | null;
  pooled: boolean;
  data_type: number;
  [field: string]: unknown;
};

export type CardPage = { limit: number; offset: number; count: number; sim_cards: Card[] };

type Param = string | number | boolean;
type Params = Record<string, Param | readonly Param[]>;

/** Codes of the card states. */
export const STATUS = { testable: 10, inactive: 11, activatable: 13, suspended: 14, inUse: 20, deregistered: 30 } as const;

/** Codes of the carriers, by their key in the console's addresses. */
export const CARRIER = { cm: 1, ct: 2, cu: 3, os: 4 } as const;

export class Api {
  constructor(private readonly request: APIRequestContext) {}

  /** GET `path` with `params`; arrays repeat their key. */
  async get<T>(path: string, params: Params = {}): Promise<T> {
    const query = new URLSearchParams();
    for (const [key, value] of Object.entries(params)) {
      for (const one of Array.isArray(value) ? value : [value]) query.append(key, String(one));
    }
    const answer = await this.request.get(query.size ? `${path}?${query}` : path);
    expect(answer.status(), `${answer.url()}: ${await answer.text()}`).toBe(200);
    return (await answer.json()) as T;
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    const answer = await this.request.post(path, { data: body });
    expect(answer.status(), `${answer.url()}: ${await answer.text()}`).toBe(200);
    return (await answer.json()) as T;
  }

  /** Operation 1. */
  cards(params: Params = {}): Promise<CardPage> {
    return this.get<CardPage>("/v1/sim-cards", params);
  }

  /** How many cards match. */
  async count(params: Params = {}): Promise<number> {
    return (await this.cards({ ...params, limit: 10 })).count;
  }

  /** The first card that matches; fails if there is none. */
  async card(params: Params = {}, wanted: (card: Card) => boolean = () => true): Promise<Card> {
    const page = await this.cards({ limit: 500, ...params });
    const card = page.sim_cards.find(wanted);
    if (!card) throw new Error(`no card of the fleet fits ${JSON.stringify(params)}`);
    return card;
  }

  /** The service's clock. */
  async now(): Promise<Date> {
    const { now } = await this.get<{ now: string }>("/v1/capabilities");
    return new Date(now);
  }
}

/** A card number grouped by four, as the console shows it. */
export function grouped(number: string): string {
  return number.replace(/(.{4})(?=.)/g, "$1 ");
}
