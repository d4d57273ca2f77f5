// Starts the release gsl-server for scripts outside Playwright's test runner, and stops it.
import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { dist, requireBuild, run, server } from "./browser.mjs";

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
