import { chromium } from "playwright-core";
import { launch } from "./support/browser.mjs";
import { startService } from "./support/service.mjs";
import { readFileSync } from "node:fs";
const service = await startService({ name: "ab", cards: 20000, seed: 1 });
const browser = await chromium.launch(launch);
const variants = { nopseudo: (c) => c.replace(/\.gsl \*,\s*\.gsl \*::before,\s*\.gsl \*::after\s*\{\s*box-sizing:border-box;?\s*\}|\.gsl \*,\.gsl :before,\.gsl :after\{box-sizing:border-box\}/, ".gsl *{box-sizing:border-box}"),
 base: (c) => c,
 nocontainer: (c) => variants.nopseudo(c).replace(/container-type:inline-size;?/g, ""),
 nohover: (c) => variants.nopseudo(c).replace(/\.gsl \.table tbody tr:hover>\*\{[^}]*\}/g, "").replace(/\.gsl \.table tbody tr\.on>\*\{[^}]*\}/g, ""),
};
console.log(process.argv[2]);
const css = readFileSync(process.argv[2], "utf8");
for (const [k, f] of Object.entries(variants)) console.log(k, f(css).length);
async function once(name) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
  const page = await context.newPage();
  await page.route("**/*.css", (r) => r.fulfill({ body: variants[name](css), contentType: "text/css" }));
  await page.route("**/v1/sim-cards?*", (route) => { const url = new URL(route.request().url()); url.searchParams.set("limit", "100"); return route.continue({ url: url.href }); });
  const s = await context.newCDPSession(page); await s.send("Performance.enable");
  await page.goto(service.url + "/cards");
  await page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 100);
  const get = async () => Object.fromEntries((await s.send("Performance.getMetrics")).metrics.map((m) => [m.name, m.value]));
  const out = [];
  for (let i = 0; i < 6; i++) {
    const before = await page.evaluate(() => document.querySelector("tbody tr").textContent);
    const a = await get();
    await page.getByRole("button", { name: "下一页" }).click();
    await page.waitForFunction((b) => document.querySelector("tbody tr").textContent !== b, before);
    await page.waitForTimeout(150);
    const b = await get();
    out.push([b.RecalcStyleDuration - a.RecalcStyleDuration, b.LayoutDuration - a.LayoutDuration, b.ScriptDuration - a.ScriptDuration, b.RecalcStyleCount - a.RecalcStyleCount, b.LayoutCount-a.LayoutCount, b.Nodes].map((x) => x < 10 ? x * 1000 : x));
  }
  await context.close();
  return out;
}
const res = {};
for (let r = 0; r < 3; r++) for (const v of Object.keys(variants)) (res[v] ??= []).push(...await once(v));
for (const [v, rows] of Object.entries(res)) { const med = (i) => Math.round([...rows.map((r) => r[i])].sort((x, y) => x - y)[Math.floor(rows.length / 2)]); console.log(v, "style", med(0), "layout", med(1), "script", med(2), "recalcs", med(3)/1000, "layouts", med(4)/1000, "nodes", med(5)); }
await browser.close(); await service.stop();
