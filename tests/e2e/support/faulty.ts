// Deliberate faults: a server that breaks off in the middle of an answer, one that only serves files, a lost answer.
import { createServer, type Server } from "node:http";
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { dist } from "./browser.mjs";
import { words, type Lang } from "./words.ts";

export type Running = { url: string; close: () => Promise<void> };

async function listen(server: Server): Promise<Running> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Announces 10,000 bytes of JSON, sends a few and drops the connection. */
export function breaksOff(): Promise<Running> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "10000" });
    response.write('{"limit":10,"offset":1,"count":2000,"sim_cards":[{"sim_card_id":', () => response.destroy());
  });
  return listen(server);
}

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

/**
 * A plain file server like a CDN: dist/ and nothing else. Without `fallback`, calls of the API get 404. With it they get
 * index.html and 200, as from many CDNs that are set up for single-page applications. Every file is sent with `headers`.
 */
export function filesOnly(fallback: boolean, headers: Record<string, string> = {}): Promise<Running> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://files");
    const api = pathname.startsWith("/v1/");
    const isFile = /\.[a-z]+$/.test(pathname);
    const file = path.join(dist, !api && isFile ? path.normalize(pathname) : "index.html");
    const missing = api && !fallback;
    try {
      const body = missing ? "<!doctype html><title>404</title>Not found" : await readFile(file);
      const type = missing ? TYPES[".html"] : TYPES[path.extname(file)];
      response.writeHead(missing ? 404 : 200, { ...headers, "Content-Type": type ?? "application/octet-stream" }).end(body);
    } catch {
      response.writeHead(404, { "Content-Type": "text/plain" }).end("Not found");
    }
  });
  return listen(server);
}

/** Presses `button`. The first POST to `path` is carried out, but its answer is lost, which the page reports; the retry succeeds. */
export async function answerLost(page: Page, lang: Lang, path: string, button: Locator): Promise<void> {
  const alert = page.getByRole("main").getByRole("alert");
  let lost = 0;
  await page.route(path, async (route) => {
    if (route.request().method() !== "POST" || lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    await route.abort("connectionreset");
  });
  await button.click();
  await expect(alert).toContainText(words[lang].unreachable);
  await button.click();
  await expect(alert).toHaveCount(0);
}
