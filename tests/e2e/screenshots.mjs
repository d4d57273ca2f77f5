// Pictures of every page: both languages, both themes, three widths, into .run/shots; and the README's two.
import { chromium } from "playwright-core";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { launch, root, run } from "./support/browser.mjs";
import { startService } from "./support/service.mjs";

const LANGS = ["zh-CN", "en-US"];
const THEMES = ["light", "dark"];
const WIDTHS = [1440, 1024, 390];
const shots = path.join(run, "shots");
const readme = path.join(root, "tests/e2e/screenshots");

async function shoot(browser, { origin, target, lang, theme, width, file, fullPage }) {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width, height: width > 1200 ? 900 : 844 },
    locale: lang,
    colorScheme: theme,
    reducedMotion: "reduce",
  });
  await context.addInitScript(
    ([lang, theme]) => {
      localStorage.setItem("gsl.locale", lang);
      localStorage.setItem("gsl.theme", theme);
    },
    [lang, theme],
  );
  const page = await context.newPage();
  await page.goto(target);
  await page.getByRole("main").getByRole("heading", { level: 1 }).waitFor();
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
  await page.screenshot({ path: file, fullPage });
  await context.close();
}

mkdirSync(shots, { recursive: true });
mkdirSync(readme, { recursive: true });
const service = await startService({ name: "shots", cards: 20_000, seed: 1, now: "2026-11-22T04:00:00Z" });
const browser = await chromium.launch(launch);
try {
  const origin = service.url;
  const find = async (query) => {
    const { sim_cards } = await (await fetch(`${origin}/v1/sim-cards?limit=100&${query}`)).json();
    return sim_cards[0].sim_card_id;
  };
  const inUse = await find("sim_status=20");
  const stopped = await find("sim_status=14");
  const waiting = await find("sim_status=13");
  const { pools } = await (await fetch(`${origin}/v1/sim-pools?limit=100&status=1`)).json();
  const pool = (wanted) => pools.find(wanted).id;
  const dry = pool((one) => one.stopped_quantity > 0);
  const { orders } = await (await fetch(`${origin}/v1/sim-pools/candidates?limit=100`)).json();
  const filter = "sim_status=20&sort=flow_used&order=desc";
  const asked = { what: "card_usage", selection: { filter }, format: "csv" };
  await fetch(`${origin}/v1/export-tasks`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(asked) });
  const pages = {
    overview: "/",
    cards: "/cards",
    filtered: "/cards?status=suspended,in_use&sort=-flow_used",
    card: `/cards/${inUse}`,
    stopped: `/cards/${stopped}`,
    waiting: `/cards/${waiting}?tab=basic`,
    pools: "/pools",
    backward: "/pools/backward",
    pool: `/pools/${pool((one) => one.stopped_quantity === 0 && one.activated_sim_quantity > 0)}`,
    dry: `/pools/${pool((one) => one.stopped_quantity > 0)}?tab=top`,
    newPool: `/pools/new?orders=${orders.slice(0, 2).map((order) => order.order_id)}&step=check`,
    activation: `/pools/${dry}/activate?step=check`,
    addOn: `/pools/${dry}/add-on?mb=5000`,
    orders: "/orders",
    order: `/orders/${(await (await fetch(`${origin}/v1/orders?order_status=4`)).json()).orders[0].order_id}`,
    purchase: "/purchase?carrier=cm&mb=5120&years=3&for=meter&form=industrial_smd&pack=10",
    delivery: "/purchase?carrier=ct&mb=100&years=1&for=meter&form=industrial_2ff&pack=100&pool=join&step=delivery",
    renewal: "/renewal?way=expiry&days=90",
    calendar: "/renewal/calendar",
    cardAddOn: `/add-on?cards=${inUse}`,
    exports: "/exports",
    missing: "/nowhere",
  };
  for (const [name, target] of Object.entries(pages)) {
    for (const lang of LANGS) {
      for (const theme of THEMES) {
        for (const width of WIDTHS) {
          const file = path.join(shots, `${name}-${lang}-${theme}-${width}.png`);
          await shoot(browser, { origin, target, lang, theme, width, file, fullPage: true });
        }
      }
    }
    console.log(`${name}: ${LANGS.length * THEMES.length * WIDTHS.length} pictures`);
  }
  const wide = { origin, width: 1440, fullPage: false };
  const cards = path.join(readme, "readme-cards.png");
  const card = path.join(readme, "readme-card.png");
  await shoot(browser, { ...wide, target: pages.filtered, lang: "zh-CN", theme: "light", file: cards });
  await shoot(browser, { ...wide, target: pages.card, lang: "en-US", theme: "dark", file: card });
  console.log(`pictures in ${path.relative(root, shots)} and ${path.relative(root, readme)}`);
} finally {
  await browser.close();
  await service.stop();
}
