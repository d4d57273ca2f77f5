// Starts the release gsl-server for scripts outside Playwright's test runner, and stops it.
import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { dist, requireBuild, run, server, sim } from "./browser.mjs";

/** A free port. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/**
 * The command line of a service on a fresh database with the given fleet.
 * @param {{ port: number, db: string, cards: number, seed?: number, now?: string, timeScale?: number, failures?: number }} fleet
 */
export function serveArgs({ port, db, cards, seed = 1, now, timeScale, failures }) {
  const args = ["serve", "--listen", `127.0.0.1:${port}`, "--db", db, "--dist", dist];
  args.push("--cards", String(cards), "--seed", String(seed));
  if (now) args.push("--now", now);
  if (timeScale !== undefined) args.push("--time-scale", String(timeScale));
  if (failures !== undefined) args.push("--failures", String(failures));
  return args;
}

/** Runs a program until `stop()`; `url` answers something when it is ready. */
async function startProgram(program, args, url) {
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  let output = "";
  child.stderr.on("data", (chunk) => (output += chunk));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  const deadline = Date.now() + 120_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${path.basename(program)} ended with ${child.exitCode}: ${output}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer) return { stop };
    if (Date.now() > deadline) {
      await stop();
      throw new Error(`${path.basename(program)} did not answer within two minutes: ${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/**
 * Runs a simulated account, strict as the cloud, and a service that mirrors it, until `stop()`. Both take more calls than the
 * cloud would, so that a reading ends within seconds.
 * @param {{ name: string, cards: number, now: string }} account
 */
export async function startMirror({ name, cards, now }) {
  requireBuild();
  mkdirSync(run, { recursive: true });
  const at = (file) => path.join(run, `${name}-${file}`);
  for (const db of ["account.db", "mirror.db"]) for (const end of ["", "-wal", "-shm"]) rmSync(at(db) + end, { force: true });
  const [simPort, port] = [await freePort(), await freePort()];
  writeFileSync(at("secret-key"), "TestSkExample/NotReal+0000000000000000004\n", { mode: 0o600 });
  writeFileSync(at("account.toml"), [
    `endpoint = "http://127.0.0.1:${simPort}"`, 'project_id = "p1"', 'access_key = "TESTAKEXAMPLE0000004"', `secret_key_file = "${name}-secret-key"`,
    "calls_per_second = 90", "slow_calls_per_second = 40", "",
  ].join("\n"));
  const account = await startProgram(sim, [
    "serve", "--listen", `127.0.0.1:${simPort}`, "--db", at("account.db"), "--cards", String(cards), "--now", now, "--strict",
    "--access-key", "TESTAKEXAMPLE0000004", "--secret-key-file", at("secret-key"), "--project-id", "p1",
    "--calls-per-second", "100", "--slow-calls-per-second", "50",
  ], `http://127.0.0.1:${simPort}/v1/tags`);
  const url = `http://127.0.0.1:${port}`;
  const service = await startProgram(server, [
    "serve", "--account", at("account.toml"), "--listen", `127.0.0.1:${port}`, "--db", at("mirror.db"), "--dist", dist, "--now", now,
  ], `${url}/v1/capabilities`).catch(async (error) => {
    await account.stop();
    throw error;
  });
  return { url, stop: async () => { await service.stop(); await account.stop(); } };
}

/**
 * Runs a service until `stop()`. `name` is the name of its database below .run; with `keep` the database of the last run
 * is used again, for example at a later `now`.
 * @param {{ name: string, cards: number, seed?: number, now?: string, timeScale?: number, failures?: number, keep?: boolean }} fleet
 */
export async function startService({ name, cards, seed, now, timeScale, failures, keep = false }) {
  requireBuild();
  mkdirSync(run, { recursive: true });
  const db = path.join(run, `${name}.db`);
  if (!keep) for (const file of [db, `${db}-wal`, `${db}-shm`]) rmSync(file, { force: true });
  const port = await freePort();
  const child = spawn(server, serveArgs({ port, db, cards, seed, now, timeScale, failures }), { stdio: ["ignore", "ignore", "pipe"] });
  let output = "";
  child.stderr.on("data", (chunk) => (output += chunk));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  const deadline = Date.now() + 120_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`gsl-server ended with ${child.exitCode}: ${output}`);
    const answer = await fetch(`${url}/v1/capabilities`).catch(() => undefined);
    if (answer?.ok) return { url, stop };
    if (Date.now() > deadline) {
      await stop();
      throw new Error(`gsl-server did not answer within two minutes: ${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
