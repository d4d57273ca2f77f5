// The browser used by all scripts and tests, and the locations of the built console and service.
import { fileURLToPath } from "node:url";
import { existsSync } from "node:fs";
import path from "node:path";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
/** The build under test: the release, or with E2E_BUILD=debug the output of `make build-debug`. */
const debug = process.env.E2E_BUILD === "debug";
export const dist = path.resolve(process.env.E2E_DIST ?? path.join(root, debug ? ".run/debug/dist" : "dist"));
export const server = path.resolve(process.env.E2E_SERVER ?? path.join(root, debug ? "target/debug/gsl-server" : "target/release/gsl-server"));
/** The simulated account, in front of which a service mirrors. */
export const sim = path.resolve(process.env.E2E_SIM ?? path.join(path.dirname(server), "gsl-sim"));
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

/** Fails with one clear line if `make build` has not been run. */
export function requireBuild() {
  for (const file of [path.join(dist, "index.html"), server]) {
    if (!existsSync(file)) throw new Error(`${path.relative(root, file)} is missing: run "make ${debug ? "build-debug" : "build"}" first`);
  }
}
