// Runs the module in headless Chromium under the console's policy: in the worker, and in the page if no worker can
// start. Checks the results, and how fast the page responded to input while 100,000 rows were checked.
//
//   crates/gsl-sheet/build-wasm.sh FOLDER && node crates/gsl-sheet/tests/browser.mjs FOLDER
//
// XLSX is measured too if the folder has big.xlsx (fixtures/make.py FOLDER/big.xlsx).
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "../../..");
const { chromium } = createRequire(path.join(root, "tests/e2e/package.json"))("playwright-core");
const built = path.resolve(process.argv[2] ?? "dist");

const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json", ".html": "text/html" };
/** Longest the page may take to answer input, in ms. */
const LIMIT = 50;

/** Serves the folder, our sources and a page, under a policy. */
function serve(policy) {
  const server = createServer(async (request, response) => {
    const name = path.basename(new URL(request.url, "http://x").pathname);
    response.setHeader("Content-Security-Policy", policy(server));
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Content-Type", TYPES[path.extname(name)] ?? "text/html");
    if (name === "page.html") return response.end("<!doctype html><title>page</title><input>");
    try {
      const ours = /^sheet(-core|-worker)?\.js$/.test(name);
      response.end(await readFile(path.join(ours ? path.join(root, "public") : built, name)));
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

const origin = (server) => `http://127.0.0.1:${server.address().port}`;
const strict = (other) =>
  `default-src 'none'; script-src 'self' 'wasm-unsafe-eval' ${other}; worker-src 'self'; connect-src 'self' ${other}; ` +
  "style-src 'self'; object-src 'none'; base-uri 'none'";

const template = { columns: [{ field: "number", need: "every_row" }] };

/** Runs in the page. */
async function measure({ home, template, rows, kind }) {
  const { check, template: makeTemplate } = await import(`${home}sheet.js`);
  const number = (row) => `8986041284${String(row).padStart(9, "0")}7`;
  let source;
  if (kind === "csv") {
    let text = "名称,容器ID\r\n";
    for (let row = 1; row <= rows; row += 1) text += `车${row},${row % 1000 === 0 ? "8.98604E+19" : number(row)}\r\n`;
    source = new Blob(["\ufeff", text]);
  } else {
    source = await (await fetch(`${home}big.xlsx`)).blob();
  }
  // Input: a click every few ms; the delay of its listener is what a user would wait.
  const field = document.querySelector("input");
  let [worst, count, watching] = [0, 0, true];
  field.addEventListener("ping", (event) => {
    worst = Math.max(worst, performance.now() - event.detail);
    count += 1;
  });
  let due = performance.now();
  const turn = () => {
    if (!watching) return;
    field.dispatchEvent(new CustomEvent("ping", { detail: due }));
    due = performance.now() + 4;
    setTimeout(turn, 4);
  };
  turn();
  // The delay without any work: that of the machine itself.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const idle = worst;
  [worst, count] = [0, 0];
  const [begun, shares] = [performance.now(), []];
  const checked = await check(source, { template, onProgress: (share) => shares.push(share) });
  const took = performance.now() - begun;
  const numbers = await checked.numbers();
  const rowsOf = await checked.rows();
  watching = false;
  const bad = await checked.bad(0, 2);
  const upload = await (await checked.upload()).text();
  const words = { language: "zh-CN", row: "行", reason: "原因", "spoiled.scientific": "被表格软件破坏" };
  const badCsv = await (await checked.badFile("csv", words)).text();
  const xlsx = await makeTemplate("xlsx", template, "zh-CN");
  const again = await check(xlsx, { template });
  const header = again.summary.header;
  again.close();
  const { summary, where } = checked;
  checked.close();
  return {
    took, idle, worst, count, where, summary, shares: shares.length, header, bad, upload: upload.slice(0, 30),
    badCsv: badCsv.slice(0, 60), bytes: numbers.length, rows: rowsOf.length, first: new TextDecoder().decode(numbers).split("\n")[0],
  };
}

/** GB18030, a bad file and an abort. */
async function oddities({ home, template }) {
  const { check, SheetError } = await import(`${home}sheet.js`);
  const caught = async (work) => {
    try {
      (await work()).close();
      return "nothing";
    } catch (error) {
      return error instanceof SheetError ? error.kind : error.name;
    }
  };
  const head = new Uint8Array([0xc8, 0xdd, 0xc6, 0xf7, 0x49, 0x44, 0x0a]);
  const chinese = await check(new Blob([head, "89860112840710002345\n"]), { template });
  const { header, accepted } = chinese.summary;
  chinese.close();
  const pasted = await check("89860112840710002345, 8986031284071000234", { template });
  const two = pasted.summary.accepted;
  pasted.close();
  const stop = new AbortController();
  const big = new Blob(["89860112840710002345\n".repeat(400_000)]);
  const aborted = caught(() => check(big, { template, signal: stop.signal, onProgress: () => stop.abort() }));
  return {
    header, accepted, two, aborted: await aborted,
    png: await caught(() => check(new Blob(["\u0000\u0001\u0000"]), { template })),
    zip: await caught(() => check(new Blob(["PK\u0003\u0004"]), { template })),
    empty: await caught(() => check(new Blob([]), { template })),
  };
}

const files = await serve(() => strict(""));
const cdn = await serve(() => "default-src 'none'");
const host = await serve(() => strict(origin(cdn)));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"],
});
let [passed, failed] = [0, 0];
try {
  const cases = [
    { name: "same origin, below a path", page: files, home: `${origin(files)}/console/iot/`, where: "worker" },
    { name: "files of another origin", page: host, home: `${origin(cdn)}/gsl/`, where: "page" },
  ];
  for (const { name, page: server, home, where } of cases) {
    const page = await browser.newPage();
    const violations = [];
    page.on("console", (message) => /Content Security|Refused/.test(message.text()) && violations.push(message.text()));
    await page.goto(`${origin(server)}/page.html`);
    const odd = await page.evaluate(oddities, { home, template });
    assert.deepEqual(odd, {
      header: 1, accepted: 1, two: 2, aborted: "AbortError", png: "not_a_sheet", zip: "damaged", empty: "empty",
    });
    const kinds = existsSync(path.join(built, "big.xlsx")) ? ["csv", "xlsx"] : ["csv"];
    for (const kind of kinds) {
      const result = await page.evaluate(measure, { home, template, rows: 100_000, kind });
      const { took, idle, worst, count, summary } = result;
      console.log(
        `${name}, ${kind}: ${summary.rows} rows in ${Math.round(took)} ms in the ${result.where}; ` +
          `input answered within ${Math.round(worst)} ms (${count} times, limit ${LIMIT}; idle ${Math.round(idle)} ms)`,
      );
      assert.equal(result.where, where);
      assert.equal(summary.rows, 100_000);
      assert.equal(summary.accepted, 99_900);
      assert.deepEqual(summary.faults, [{ kind: "spoiled", count: 100 }]);
      assert.equal(result.rows, 99_900);
      assert.equal(result.bytes, 99_900 * 21 - 1);
      assert.equal(result.bad[0].row, 1001);
      assert.deepEqual(result.bad[0].fault, { kind: "spoiled", how: "scientific" });
      assert.match(result.upload, /^number\n8986041284/);
      assert.match(result.badCsv, /^\ufeff?容器ID,行,原因\r\n"=""8\.98604E\+19""",1001,被表格软件破坏/);
      assert.equal(result.header, 1);
      assert.ok(result.shares > 0 && count > 5);
      if (worst > LIMIT) failed += 1;
      else passed += 1;
    }
    assert.deepEqual(violations, []);
    await page.close();
  }
} finally {
  await browser.close();
  for (const server of [files, cdn, host]) server.close();
}
console.log(`${passed} passed, ${failed} failed`);
if (failed) process.exit(1);
