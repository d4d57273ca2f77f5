// Tests with a service of their own: what they do to cards disturbs nobody, and a working day takes a second.
import { test as base, type Card } from "./fixtures.ts";
import { startService } from "./service.mjs";

type Running = { url: string; stop: () => Promise<void> };

/** Of a thousand changes of a card so many fail at the carrier. */
export const own = (failures = 0) =>
  base.extend<{ baseURL: string }, { service: Running }>({
    service: [
      async ({}, use, info) => {
        const name = `own-${failures}-${info.workerIndex}`;
        const service = await startService({ name, cards: 2000, seed: 1, now: "2026-11-22T04:00:00Z", timeScale: 86_400, failures });
        await use(service);
        await service.stop();
      },
      { scope: "worker" },
    ],
    baseURL: async ({ service }, use) => use(service.url),
  });

/** As `own`, with a fleet and a pace of its own; `name` keeps its database apart. */
export const ownService = (name: string, fleet: { cards: number; timeScale?: number; failures?: number; now?: string }) =>
  base.extend<{ baseURL: string }, { service: Running }>({
    service: [
      async ({}, use, info) => {
        const service = await startService({ name: `${name}-${info.workerIndex}`, seed: 1, ...fleet });
        await use(service);
        await service.stop();
      },
      { scope: "worker", timeout: 120_000 },
    ],
    baseURL: async ({ service }, use) => use(service.url),
  });

/** A card no work order waits for: its page's tests may change it. */
export const idle = (card: Card) => (card["pending_work_orders"] as unknown[]).length === 0;

/** Several of one kind, so that a test takes another card than the one before it. */
export const CM = 1;
export const CT = 2;
export const CU = 3;
