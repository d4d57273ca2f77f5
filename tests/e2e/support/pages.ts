// Every page of the console: its address, its heading, and the request that loads its content.
import type { Page } from "@playwright/test";
import { takers } from "./add-ons.ts";
import type { Api } from "./api.ts";
import { STATUS, grouped } from "./api.ts";
import type { Lang } from "./words.ts";
import { words } from "./words.ts";

export const AREAS = ["cards", "pools", "orders", "labels and work"] as const;
export type Area = (typeof AREAS)[number];

export type ConsolePage = {
  name: string;
  /** Pages of one area are checked in one test. */
  area: Area;
  /** Its address; cards are looked up in the fleet. */
  path: (api: Api) => Promise<string>;
  /** Text of its heading; for a card page, the card number. */
  heading: (lang: Lang, api: Api) => Promise<string>;
  /** Whether this is the request that loads the page's content. */
  fills: (url: URL) => boolean;
};

const anyCard = (api: Api) => api.card({ sim_status: STATUS.inUse });

const cardPage = (name: string, query: string): ConsolePage => ({
  name,
  area: "cards",
  path: async (api) => `/cards/${(await anyCard(api)).sim_card_id}${query}`,
  heading: async (_lang, api) => grouped((await anyCard(api)).cid),
  fills: (url) => /^\/v1\/sim-cards\/\d+$/.test(url.pathname),
});

/** A pool whose page has figures, members and history. */
const anyPool = async (api: Api) => {
  type Row = { id: number; pool_name: string; activated_sim_quantity: number };
  const { pools } = await api.get<{ pools: Row[] }>("/v1/sim-pools", { limit: 500, status: 1 });
  const pool = pools.find((pool) => pool.activated_sim_quantity > 0);
  if (!pool) throw new Error("the fleet has no pool in use");
  return pool;
};

const poolPage = (name: string, query: string): ConsolePage => ({
  name,
  area: "pools",
  path: async (api) => `/pools/${(await anyPool(api)).id}${query}`,
  heading: async (_lang, api) => (await anyPool(api)).pool_name,
  fills: (url) => /^\/v1\/sim-pools\/\d+$/.test(url.pathname),
});

/** An order that may join a pool and passes every rule. */
const anyOrder = async (api: Api) => {
  type Row = { order_id: number; joinable: boolean };
  const { orders } = await api.get<{ orders: Row[] }>("/v1/sim-pools/candidates", { limit: 500 });
  const order = orders.find((order) => order.joinable);
  if (!order) throw new Error("the fleet has no order that may join a pool");
  return order;
};

const wizardPage = (name: string, address: string, heading: (lang: Lang) => string): ConsolePage => ({
  name,
  area: "pools",
  path: async (api) => `/pools/${(await anyPool(api)).id}/${address}`,
  heading: async (lang) => heading(lang),
  fills: (url) => /^\/v1\/sim-pools\/\d+$/.test(url.pathname),
});

/** An order whose cards exist. */
const anyOrdered = async (api: Api) => {
  const { orders } = await api.get<{ orders: { order_id: number }[] }>("/v1/orders", { order_status: 5, order_type: 1 });
  const [order] = orders;
  if (!order) throw new Error("the fleet has no order that is completed");
  return order.order_id;
};

const orderPage = (name: string, query: string): ConsolePage => ({
  name,
  area: "orders",
  path: async (api) => `/orders/${await anyOrdered(api)}${query}`,
  heading: async (lang, api) => `${words[lang].order} ${await anyOrdered(api)}`,
  fills: (url) => /^\/v1\/orders\/\d+$/.test(url.pathname),
});

export const PAGES: ConsolePage[] = [
  {
    name: "overview",
    area: "cards",
    path: async () => "/",
    heading: async (lang) => words[lang].overview,
    fills: (url) => url.pathname === "/v1/sim-cards/summary",
  },
  {
    name: "card list",
    area: "cards",
    path: async () => "/cards",
    heading: async (lang) => words[lang].cards,
    fills: (url) => url.pathname === "/v1/sim-cards",
  },
  cardPage("card, usage", ""),
  cardPage("card, basic data", "?tab=basic"),
  cardPage("card, device", "?tab=device"),
  {
    name: "forward pools",
    area: "pools",
    path: async () => "/pools",
    heading: async (lang) => words[lang].forwardPools,
    fills: (url) => url.pathname === "/v1/sim-pools",
  },
  {
    name: "backward pools",
    area: "pools",
    path: async () => "/pools/backward",
    heading: async (lang) => words[lang].backwardPools,
    fills: (url) => url.pathname === "/v1/back-pools",
  },
  poolPage("pool, members", ""),
  poolPage("pool, history", "?tab=history"),
  poolPage("pool, top members", "?tab=top"),
  poolPage("pool, orders", "?tab=orders"),
  {
    name: "new pool, pre-check",
    area: "pools",
    path: async (api) => `/pools/new?orders=${(await anyOrder(api)).order_id}&step=check`,
    heading: async (lang) => words[lang].newPool,
    fills: (url) => url.pathname === "/v1/sim-pools/pre-check",
  },
  wizardPage("batch activation", "activate?way=input", (lang) => words[lang].activation),
  wizardPage("pool add-on", "add-on?mb=5000", (lang) => words[lang].addOn),
  {
    name: "card add-on",
    area: "pools",
    // One card that takes an add-on, and one that does not.
    path: async (api) => {
      const [taker] = await takers(api, (await api.cards({ sim_status: STATUS.inUse, limit: 100 })).sim_cards);
      if (!taker) throw new Error("no card in use takes an add-on");
      return `/add-on?cards=${taker.sim_card_id},${(await api.card({ sim_status: STATUS.activatable })).sim_card_id}`;
    },
    heading: async (lang) => words[lang].cardAddOn,
    fills: (url) => url.pathname === "/v1/card-add-ons/check",
  },
  {
    name: "orders",
    area: "orders",
    path: async () => "/orders",
    heading: async (lang) => words[lang].orders,
    fills: (url) => url.pathname === "/v1/orders",
  },
  orderPage("order, basic data", ""),
  orderPage("order, cards", "?tab=cards"),
  orderPage("order, directional data", "?tab=directional"),
  {
    name: "purchase",
    area: "orders",
    path: async () => "/purchase?carrier=cm&mb=5120&years=3&for=personal&form=consumer_smd&pack=10",
    heading: async (lang) => words[lang].purchase,
    fills: (url) => url.pathname === "/v1/price-plans",
  },
  {
    name: "purchase, delivery",
    area: "orders",
    path: async () => "/purchase?carrier=ct&mb=100&years=1&for=meter&form=industrial_2ff&pack=100&pool=join&step=delivery",
    heading: async (lang) => words[lang].purchase,
    fills: (url) => url.pathname === "/v1/addresses",
  },
  {
    name: "renewal",
    area: "orders",
    path: async () => "/renewal?way=file",
    heading: async (lang) => words[lang].renewal,
    fills: (url) => url.pathname === "/v1/orders",
  },
  {
    name: "renewal calendar",
    area: "orders",
    path: async () => "/renewal/calendar",
    heading: async (lang) => words[lang].calendar,
    fills: (url) => url.pathname === "/v1/renewal-calendar",
  },
  {
    name: "tags",
    area: "labels and work",
    path: async () => "/tags",
    heading: async (lang) => words[lang].tags,
    fills: (url) => url.pathname === "/v1/tags",
  },
  {
    name: "custom attributes",
    area: "labels and work",
    path: async () => "/attributes",
    heading: async (lang) => words[lang].attributes,
    fills: (url) => url.pathname === "/v1/attributes",
  },
  {
    name: "status check",
    area: "labels and work",
    path: async (api) => `/check?number=${(await anyCard(api)).cid}&symptom=drops&place=Longyan`,
    heading: async (lang) => words[lang].check,
    fills: (url) => url.pathname === "/v1/sim-cards",
  },
  {
    name: "batch",
    area: "labels and work",
    path: async () => "/batch?action=threshold&from=file",
    heading: async (lang) => words[lang].batch,
    fills: (url) => url.pathname === "/v1/bulk-jobs",
  },
  {
    name: "replacement",
    area: "labels and work",
    path: async () => "/batch?action=replace&from=paste",
    heading: async (lang) => words[lang].batch,
    fills: (url) => url.pathname === "/v1/bulk-jobs",
  },
  {
    name: "work orders",
    area: "labels and work",
    path: async () => "/work-orders",
    heading: async (lang) => words[lang].workOrders,
    fills: (url) => url.pathname === "/v1/work-orders",
  },
  {
    name: "export tasks",
    area: "labels and work",
    path: async () => "/exports",
    heading: async (lang) => words[lang].exports,
    fills: (url) => url.pathname === "/v1/export-tasks",
  },
];

/** The pages of an area. */
export const inArea = (area: Area) => PAGES.filter((page) => page.area === area);

/** Passes every request that loads the content of `target` to `handler`; other requests reach the service. */
export async function intercept(
  page: Page,
  target: ConsolePage,
  handler: Parameters<Page["route"]>[1],
): Promise<() => Promise<void>> {
  const match = (url: URL) => target.fills(url);
  await page.route(match, handler);
  return () => page.unroute(match);
}
