// The production headers; pages.spec.ts asserts that no page needs more than they allow.
import { expect, releaseOnly, test } from "../support/fixtures.ts";

const POLICY: Record<string, string[]> = {
  "script-src": ["'self'", "'wasm-unsafe-eval'"],
  "style-src": ["'self'"],
  "object-src": ["'none'"],
  "base-uri": ["'none'"],
};

test("pages are sent with the content security policy and nosniff", async ({ request }) => {
  for (const path of ["/", "/cards", "/cards/1"]) {
    const answer = await request.get(path);
    const headers = answer.headers();
    const policy = new Map(
      (headers["content-security-policy"] ?? "").split(";").map((part) => {
        const [name = "", ...values] = part.trim().split(/\s+/);
        return [name, values.sort()] as const;
      }),
    );
    for (const [directive, values] of Object.entries(POLICY)) {
      expect(policy.get(directive), `${directive} of ${path}`).toEqual([...values].sort());
    }
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBeTruthy();
    expect(headers["cache-control"], "the page itself is asked for anew").not.toContain("immutable");
  }
});

test("hashed files are cached as immutable and sent compressed", async ({ request }) => {
  releaseOnly();
  const page = await (await request.get("/")).text();
  // Attributes with or without quotes: the minified page has none.
  const files = [...page.matchAll(/(?:href|src|data-js|data-wasm)="?([^" >]+-[0-9a-f]{8,}[^" >]*)/g)].map((match) => match[1] ?? "");
  expect(files.some((file) => file.endsWith(".css"))).toBe(true);
  expect(files.some((file) => file.endsWith(".js"))).toBe(true);
  expect(files.some((file) => file.endsWith(".wasm"))).toBe(true);
  for (const file of new Set(files)) {
    for (const encoding of ["br", "gzip"]) {
      const answer = await request.get(file, { headers: { "Accept-Encoding": encoding } });
      expect(answer.status(), file).toBe(200);
      expect(answer.headers()["content-encoding"], file).toBe(encoding);
      expect(answer.headers()["cache-control"], file).toContain("immutable");
    }
    const plain = await request.get(file, { headers: { "Accept-Encoding": "identity" } });
    expect(plain.headers()["content-encoding"], file).toBeUndefined();
  }
});
