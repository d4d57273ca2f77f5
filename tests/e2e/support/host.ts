// A page of somebody else with consoles in it.
import type { Page } from "@playwright/test";

/** A host page on the service's origin, with rules of its own that must not meet the console's. */
export async function host(page: Page, path: string, body: string) {
  await page.route(`**${path}`, (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><html lang="en"><head><title>Host</title>
        <style>h1 { color: rgb(1, 2, 3); font-size: 90px } a { color: red }</style></head>
        <body><h1 id="own">Host</h1>${body}<script type="module" src="/embed.js"></script></body></html>`,
    }),
  );
  await page.goto(path);
}
