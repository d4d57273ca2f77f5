// `make dev`: the console and the service in debug mode, built again whenever a source is saved. The page in the browser
// loads itself anew when the new files are there. gsl-server serves them, with the headers of production.
//
//   node .ci/dev.mjs PORT DB CARDS SEED
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, watch, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const [port, db, cards, seed] = process.argv.slice(2);
const dist = ".run/dev/dist";
const exe = "target/debug/gsl-server";

/** What the console is made of, and what the service is made of; gsl-model is in both. */
const CONSOLE = ["src", "style", "public", "index.html", "Trunk.toml", "crates/gsl-model", "crates/gsl-macros", "crates/gsl-view", "crates/gsl-sheet"];
const SERVICE = ["crates/gsl-server", "crates/gsl-model", "crates/gsl-sheet"];

/** Looks every second whether the files of the page have other names by now. A file of its own: the policy forbids inline scripts. */
const RELOAD = `const now = () => fetch("/manifest.json", { cache: "no-store" }).then((answer) => (answer.ok ? answer.text() : "")).catch(() => "");
const first = await now();
setInterval(async () => {
  const text = await now();
  if (text && text !== first) location.reload();
}, 1000);
`;

/** Runs a command to its end; says whether it succeeded. */
function run(command, ...args) {
  return new Promise((resolve) => {
    spawn(command, args, { stdio: ["ignore", "inherit", "inherit"] }).once("exit", (code) => resolve(code === 0));
  });
}

async function buildConsole() {
  const started = Date.now();
  if (!(await run("trunk", "--log", "warn", "build", "--offline", "--locked", "--dist", dist))) return;
  writeFileSync(path.join(dist, "reload.js"), RELOAD);
  const index = path.join(dist, "index.html");
  writeFileSync(index, readFileSync(index, "utf8").replace("</head>", '<script type="module" src="/reload.js"></script></head>'));
  console.log(`dev: the console is built, ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

let service;
/** The service starts only where there is a console: after a first build that failed, with the next one. */
async function buildService() {
  if (!existsSync(path.join(dist, "index.html"))) return;
  if (!(await run("cargo", "build", "--quiet", "--locked", "-p", "gsl-server"))) return;
  if (service) {
    const ended = new Promise((resolve) => service.once("exit", resolve));
    service.kill("SIGTERM");
    await ended;
  }
  const args = ["serve", "--listen", `127.0.0.1:${port}`, "--db", db, "--dist", dist, "--cards", cards, "--seed", seed];
  service = spawn(exe, args, { stdio: ["ignore", "inherit", "inherit"] });
}

const changed = new Set();
for (const root of new Set([...CONSOLE, ...SERVICE])) {
  if (existsSync(root)) watch(root, { recursive: true }, () => changed.add(root));
}
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    service?.kill("SIGTERM");
    process.exit(0);
  });
}

mkdirSync(dist, { recursive: true });
mkdirSync(path.dirname(db), { recursive: true });
await buildConsole();
await buildService();
console.log(`dev: http://127.0.0.1:${port}`);
for (;;) {
  await sleep(100);
  if (changed.size === 0) continue;
  // An editor writes in several steps, and several files are saved at once.
  await sleep(100);
  const now = [...changed];
  changed.clear();
  if (now.some((root) => CONSOLE.includes(root))) await buildConsole();
  if (!service || now.some((root) => SERVICE.includes(root))) await buildService();
}
