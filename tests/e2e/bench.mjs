// Timings of the console in headless Chromium, plain and with the processor slowed down four times. Printed, never
// asserted. Medians of seven.
import { chromium } from "playwright-core";
import { launch } from "./support/browser.mjs";
import { startService } from "./support/service.mjs";

const ROUNDS = 7;
const CARDS = 20_000;

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const ms = (value) => `${Math.round(value)} ms`.padStart(9);

async function newPage(browser, slowdown) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
  await context.addInitScript(() => localStorage.setItem("gsl.locale", "zh-CN"));
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  return { page, done: () => context.close() };
}

/** From navigation with an empty cache to the first paint and to the frame that shows rows one can act on. */
async function start(browser, origin, slowdown) {
  const { page, done } = await newPage(browser, slowdown);
  await page.addInitScript(() => {
    const look = () => {
      const busy = document.querySelector('[aria-busy="true"]');
      if (!busy && document.querySelectorAll("tbody tr td a[href]").length >= 5) {
        const painted = new MessageChannel();
        painted.port1.onmessage = () => (window.usableAt = performance.now());
        painted.port2.postMessage(0);
      } else {
        requestAnimationFrame(look);
      }
    };
    requestAnimationFrame(look);
  });
  await page.goto(`${origin}/cards`);
  await page.waitForFunction(() => window.usableAt !== undefined);
  const result = await page.evaluate(() => ({
    paint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    usable: window.usableAt,
  }));
  await done();
  return result;
}

/** From the end of the answer with the next 100 cards to the frame that shows them. */
async function pageChanges(browser, origin, slowdown) {
  const { page, done } = await newPage(browser, slowdown);
  await page.route("**/v1/sim-cards?*", (route) => {
    // A hundred rows a page, whatever the default is.
    const url = new URL(route.request().url());
    url.searchParams.set("limit", "100");
    return route.continue({ url: url.href });
  });
  await page.goto(`${origin}/cards`);
  await page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 100);
  const times = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.evaluate(() => {
      const first = () => document.querySelector("tbody tr")?.textContent;
      const before = first();
      performance.clearResourceTimings();
      window.shown = new Promise((resolve) => {
        const look = () => {
          if (first() === before || document.querySelectorAll("tbody tr").length !== 100) return requestAnimationFrame(look);
          const painted = new MessageChannel();
          painted.port1.onmessage = () => resolve(performance.now());
          painted.port2.postMessage(0);
        };
        requestAnimationFrame(look);
      });
    });
    await page.getByRole("button", { name: "下一页" }).click();
    times.push(
      await page.evaluate(async () => {
        const shown = await window.shown;
        const calls = performance.getEntriesByType("resource").filter((entry) => /\/v1\/sim-cards\?/.test(entry.name));
        return shown - Math.max(...calls.map((entry) => entry.responseEnd));
      }),
    );
  }
  await done();
  return times;
}

/** A file of 100,000 rows picked on the batch page: the longest time the page answered nothing until it was checked. */
async function fileCheck(browser, origin, slowdown) {
  const { page, done } = await newPage(browser, slowdown);
  await page.goto(`${origin}/batch?action=suspend&from=file`);
  const field = page.locator('input[type="file"]');
  await field.waitFor();
  const rows = Array.from({ length: 100_000 }, (_, i) => `898601${String(10_000_000_000_000 + i)}`);
  await page.evaluate(() => {
    window.longest = 0;
    let last = performance.now();
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      const now = performance.now();
      window.longest = Math.max(window.longest, now - last);
      last = now;
      setTimeout(() => channel.port2.postMessage(0), 0);
    };
    channel.port2.postMessage(0);
  });
  await field.setInputFiles({ name: "cards.csv", mimeType: "text/csv", buffer: Buffer.from(`ICCID\n${rows.join("\n")}\n`) });
  await page.getByText("100,000 行可用").first().waitFor({ timeout: 120_000 });
  const longest = await page.evaluate(() => window.longest);
  await done();
  return longest;
}

const service = await startService({ name: "bench", cards: CARDS, seed: 1 });
const browser = await chromium.launch(launch);
try {
  console.log(`\nChromium ${browser.version()}, ${CARDS} cards, medians of ${ROUNDS}`);
  console.log("                                         plain   4 × slower");
  const figures = { paint: [], usable: [], change: [], file: [] };
  for (const slowdown of [1, 4]) {
    const starts = [];
    for (let round = 0; round < ROUNDS; round += 1) starts.push(await start(browser, service.url, slowdown));
    figures.paint.push(median(starts.map((one) => one.paint)));
    figures.usable.push(median(starts.map((one) => one.usable)));
    figures.change.push(median(await pageChanges(browser, service.url, slowdown)));
    figures.file.push(await fileCheck(browser, service.url, slowdown));
  }
  const line = (name, values) => console.log(`${name.padEnd(37)}${values.map(ms).join("    ")}`);
  line("navigation to first paint", figures.paint);
  line("navigation to usable list", figures.usable);
  line("100-row page: answer to paint", figures.change);
  line("100,000-row file, longest block", figures.file);
} finally {
  await browser.close();
  await service.stop();
}
