// Timings of the console in headless Chromium, plain and with the processor slowed down four times. Printed, never
// asserted. Medians of seven.
import { chromium } from "playwright-core";
import { existsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { launch, run } from "./support/browser.mjs";
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

/** From the end of the answer with the next 100 cards to the frame that shows those in sight, and to that with all of them. */
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
  const times = { sight: [], all: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.evaluate(() => {
      const painted = (row) => {
        const text = () => document.querySelector(row)?.textContent;
        const before = text();
        return new Promise((resolve) => {
          const look = () => {
            if (text() === before || document.querySelectorAll("tbody tr").length !== 100) return requestAnimationFrame(look);
            const channel = new MessageChannel();
            channel.port1.onmessage = () => resolve(performance.now());
            channel.port2.postMessage(0);
          };
          requestAnimationFrame(look);
        });
      };
      performance.clearResourceTimings();
      window.shown = Promise.all([painted("tbody tr"), painted("tbody tr:last-child")]);
    });
    await page.getByRole("button", { name: "下一页" }).click();
    const [sight, all] = await page.evaluate(async () => {
      const shown = await window.shown;
      const calls = performance.getEntriesByType("resource").filter((entry) => /\/v1\/sim-cards\?/.test(entry.name));
      const answered = Math.max(...calls.map((entry) => entry.responseEnd));
      return shown.map((at) => at - answered);
    });
    times.sight.push(sight);
    times.all.push(all);
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
  const rows = Array.from({ length: 100_000 }, (_, i) => `898601${1_000_000_000_000 + i}7`);
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
  // From the disk: what is handed over in memory is decoded on the page's thread.
  const file = path.join(tmpdir(), "gsl-bench-cards.csv");
  writeFileSync(file, `ICCID\n${rows.join("\n")}\n`);
  await field.setInputFiles(file);
  await page.getByText("100,000 行可用").first().waitFor({ timeout: 120_000 });
  const longest = await page.evaluate(() => window.longest);
  await done();
  return longest;
}

/** From a click to the frame in which `ready`, a script, is true and nothing loads any more. */
async function clicked(page, link, ready) {
  await page.evaluate((ready) => {
    const is = new Function(`return ${ready}`);
    window.shown = new Promise((resolve) => {
      const look = () => {
        if (document.querySelector('[aria-busy="true"], .skeleton') || !is()) return requestAnimationFrame(look);
        const painted = new MessageChannel();
        painted.port1.onmessage = () => resolve(performance.now());
        painted.port2.postMessage(0);
      };
      document.addEventListener("click", () => { window.clickedAt = performance.now(); requestAnimationFrame(look); }, { capture: true, once: true });
    });
  }, ready);
  await link.click();
  return page.evaluate(async () => (await window.shown) - window.clickedAt);
}

/** The list of 10,000 pools, and the page of one with 50,000 members: figures, forecast, remedies, first members. */
async function pools(browser, origin, slowdown) {
  const { page, done } = await newPage(browser, slowdown);
  const times = { list: [], next: [], detail: [] };
  const rows = (count) => `document.querySelectorAll("tbody tr").length >= ${count}`;
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.goto(`${origin}/`);
    await page.waitForSelector(".big, .board a, main a");
    times.list.push(await clicked(page, page.getByRole("link", { name: "前向流量池" }), rows(100)));
    const first = await page.locator("tbody tr a").first().textContent();
    const changed = `document.querySelector("tbody tr a")?.textContent !== ${JSON.stringify(first)} && !document.querySelector("table.stale")`;
    times.next.push(await clicked(page, page.getByRole("button", { name: "下一页" }), changed));
    await page.goBack();
    await page.waitForFunction((first) => document.querySelector("tbody tr a")?.textContent === first, first);
    const here = `document.querySelector(".pool-chart canvas") && document.querySelector(".pool-remedies .advice") && ${rows(20)}`;
    times.detail.push(await clicked(page, page.locator("tbody tr a").first(), here));
  }
  const members = (await page.locator(".pager .muted").first().textContent()).trim();
  await done();
  return { ...times, members };
}

const service = await startService({ name: "bench", cards: CARDS, seed: 1 });
const browser = await chromium.launch(launch);
try {
  console.log(`\nChromium ${browser.version()}, ${CARDS} cards, medians of ${ROUNDS}`);
  console.log("                                         plain   4 × slower");
  const figures = { paint: [], usable: [], sight: [], all: [], file: [] };
  for (const slowdown of [1, 4]) {
    const starts = [];
    for (let round = 0; round < ROUNDS; round += 1) starts.push(await start(browser, service.url, slowdown));
    figures.paint.push(median(starts.map((one) => one.paint)));
    figures.usable.push(median(starts.map((one) => one.usable)));
    const changes = await pageChanges(browser, service.url, slowdown);
    figures.sight.push(median(changes.sight));
    figures.all.push(median(changes.all));
    figures.file.push(await fileCheck(browser, service.url, slowdown));
  }
  const line = (name, values) => console.log(`${name.padEnd(38)}${values.map(ms).join("    ")}`);
  line("navigation to first paint", figures.paint);
  line("navigation to usable list", figures.usable);
  line("100-row page: answer to rows in sight", figures.sight);
  line("100-row page: answer to all rows", figures.all);
  line("100,000-row file, longest block", figures.file);
  if (existsSync(path.join(run, "bench-pools.db"))) {
    const many = await startService({ name: "bench-pools", cards: 2000, now: "2026-11-22T12:00:00Z", keep: true });
    try {
      const [plain, slow] = [await pools(browser, many.url, 1), await pools(browser, many.url, 4)];
      console.log(`pool opened: ${plain.members}`);
      for (const [name, key] of [["click to list of 10,000 pools", "list"], ["100 more pools: click to paint", "next"], ["click to pool of 50,000 members", "detail"]]) {
        line(name, [median(plain[key]), median(slow[key])]);
      }
    } finally {
      await many.stop();
    }
  }
} finally {
  await browser.close();
  await service.stop();
}
