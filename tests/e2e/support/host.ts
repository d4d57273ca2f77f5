// Host pages that embed the console.
import type { Page } from "@playwright/test";

/**
 * A host page on the service's origin, with style rules that must not affect the console; `csp` is its policy.
 * `body` is placed before the script that defines <gsl-console>.
 */
export async function host(page: Page, path: string, body: string, csp?: string): Promise<void> {
  await page.route(`**${path}`, (route) =>
    route.fulfill({
      contentType: "text/html",
      headers: csp ? { "Content-Security-Policy": csp } : {},
      body: `<!doctype html><html lang="en"><head><title>Host</title>
        <style>h1 { color: rgb(1, 2, 3); font-size: 90px } a { color: red }</style></head>
        <body><h1 id="own">Host</h1>${body}<script type="module" src="/embed.js"></script></body></html>`,
    }),
  );
  await page.goto(path);
}
