// Tests with their own service: their changes to cards disturb no other test, and a working day takes a second.
import { test as base, type Card } from "./fixtures.ts";
import { startService } from "./service.mjs";

type Running = { url: string; stop: () => Promise<void> };

/** `failures` of a thousand changes of a card fail at the carrier. */
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

/** Like `own`, with another fleet and pace; `name` gives it a separate database. */
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

/** Whether no work order for the card is under way, so that a test may change it. */
export const idle = (card: Card) => (card["pending_work_orders"] as unknown[]).length === 0;

/** Several cards of one kind, so that every test can take a different one. */
export const CM = 1;
export const CT = 2;
export const CU = 3;
