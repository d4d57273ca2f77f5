// The browser every script and test uses, and where the built console and service are.
import { fileURLToPath } from "node:url";
import { existsSync } from "node:fs";
import path from "node:path";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
export const dist = path.resolve(process.env.E2E_DIST ?? path.join(root, "dist"));
export const server = path.resolve(process.env.E2E_SERVER ?? path.join(root, "target/release/gsl-server"));
export const run = path.join(root, ".run");

export const launch = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

/** Fails with one clear line when `make build` has not run. */
export function requireBuild() {
  for (const file of [path.join(dist, "index.html"), server]) {
    if (!existsSync(file)) throw new Error(`${path.relative(root, file)} is missing: run "make build" first`);
  }
}
