// A test with a service of its own: for what changes many cards, or needs carriers that hurry or fail.
import { test as base } from "./fixtures.ts";
import { startService } from "./service.mjs";

export type Own = { cards: number; timeScale?: number; failures?: number; now?: string };

/** `test` on a service of its own, one per worker, named `name`. */
export function ownService(name: string, own: Own) {
  return base.extend<object, { service: { url: string } }>({
    service: [
      async ({}, use, worker) => {
        const service = await startService({ name: `${name}-${worker.workerIndex}`, seed: 1, ...own });
        await use(service);
        await service.stop();
      },
      { scope: "worker", timeout: 120_000 },
    ],
    baseURL: async ({ service }, use) => use(service.url),
  });
}
