// Every test runs against the real service and the built console; `make test-e2e` builds both first.
import { defineConfig } from "@playwright/test";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { launch, requireBuild, run, server } from "./support/browser.mjs";
import { serveArgs } from "./support/service.mjs";
import type { Options } from "./support/fixtures.ts";

const port = Number(process.env.E2E_PORT ?? 18_917);
const db = path.join(run, "e2e.db");

// The workers read this file too; only the first process owns the service.
if (!process.env.TEST_WORKER_INDEX) {
  requireBuild();
  mkdirSync(run, { recursive: true });
  for (const file of [db, `${db}-wal`, `${db}-shm`]) rmSync(file, { force: true });
}

// The service's clock starts at noon of 2026-11-22 in UTC+8.
const args = serveArgs({ port, db, cards: 2000, seed: 1, now: "2026-11-22T04:00:00Z" });

// The longest come first: at the end both workers have something to do.
const LONG = /(batch|embed|exports|fault|focus|hosting|language|lists|pages|questions-pools)\.spec\.ts$/;

export default defineConfig<Options>({
  testDir: "specs",
  outputDir: "results/files",
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // The longest take half a minute on two cores that have much else to do.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  projects: [
    { name: "long", testMatch: LONG },
    { name: "short", testIgnore: LONG },
  ],
  reporter: [["list"], ["json", { outputFile: "results/report.json" }]],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    launchOptions: launch,
    viewport: { width: 1440, height: 900 },
    // Neither UTC nor UTC+8: whatever mixes the viewer's zone with the service's shows.
    timezoneId: "America/New_York",
    actionTimeout: 10_000,
    screenshot: "only-on-failure",
    // A trace of every step makes the suite a third slower: `playwright test --trace on` where one is wanted.
    trace: "off",
  },
  webServer: {
    command: [server, ...args].map((word) => `'${word}'`).join(" "),
    url: `http://127.0.0.1:${port}/v1/capabilities`,
    reuseExistingServer: false,
    timeout: 60_000,
    stdout: "ignore",
    stderr: "pipe",
  },
});
