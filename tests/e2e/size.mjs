// What a first visit transfers: every static file that a page fetches before it is usable, with brotli. Fails above the
// limit. The data of the API are not part of it.
import { chromium } from "playwright-core";
import { brotliCompressSync, constants } from "node:zlib";
import { launch } from "./support/browser.mjs";
import { startService } from "./support/service.mjs";

/** What a first load may weigh, in bytes: of the pages people come in by, and of every other page. */
const ENTRIES = { "/": 274_000, "/cards": 330_000, card: 299_000 };
const PAGE = 354_000;

const compressed = (body) =>
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } })
    .length;

async function firstLoad(browser, origin, path) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const files = new Map();
  page.on("response", (response) => {
    const url = new URL(response.url());
    if (url.origin === origin && !url.pathname.startsWith("/v1/")) files.set(url.pathname, response);
  });
  await page.goto(`${origin}${path}`);
  await page.getByRole("main").getByRole("heading", { level: 1 }).waitFor();
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
  const loaded = [];
  for (const [name, response] of files) {
    const body = await response.body();
    const encoding = response.headers()["content-encoding"] ?? "none";
    loaded.push({ name, raw: body.length, brotli: compressed(body), encoding });
  }
  await context.close();
  return loaded.sort((a, b) => b.brotli - a.brotli);
}

const service = await startService({ name: "size", cards: 500, seed: 1 });
const browser = await chromium.launch(launch);
let failed = false;
try {
  const { sim_cards } = await (await fetch(`${service.url}/v1/sim-cards?limit=10`)).json();
  const card = `/cards/${sim_cards[0].sim_card_id}`;
  const entries = ["/", "/cards", card];
  const { pools } = await (await fetch(`${service.url}/v1/sim-pools?limit=10`)).json();
  const pool = `/pools/${pools[0].id}`;
  const { orders } = await (await fetch(`${service.url}/v1/orders?limit=10`)).json();
  const order = `/orders/${orders[0].order_id}`;
  const others = ["/orders", order, "/tags", "/check", "/pools", pool, `${pool}/activate`, "/pools/new", "/batch", "/work-orders", "/purchase", "/renewal", "/renewal/calendar", `/add-on?cards=${sim_cards[0].sim_card_id}`];
  for (const path of [...entries, ...others]) {
    const limit = ENTRIES[path === card ? "card" : path] ?? PAGE;
    const files = await firstLoad(browser, service.url, path);
    if (!files.some((file) => file.name.endsWith(".wasm"))) throw new Error(`${path} loaded no program`);
    const total = files.reduce((sum, file) => sum + file.brotli, 0);
    console.log(`\nfirst load of ${path}`);
    for (const { name, raw, brotli, encoding } of files) {
      console.log(`${String(brotli).padStart(9)} B  of ${String(raw).padStart(9)}  sent as ${encoding.padEnd(5)} ${name}`);
    }
    console.log(`${String(total).padStart(9)} B  together; limit ${limit}`);
    if (total > limit) {
      console.error(`the first load of ${path} is ${total - limit} bytes over the limit`);
      failed = true;
    }
  }
} finally {
  await browser.close();
  await service.stop();
}
if (failed) process.exit(1);
