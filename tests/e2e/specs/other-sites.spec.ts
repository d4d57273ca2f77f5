// Pages of other sites in the same browser: they cannot change anything, nor read anything through DNS rebinding.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { launch } from "../support/browser.mjs";
import { expect, test } from "../support/fixtures.ts";

// The answer of a rebinding name server.
test.use({ launchOptions: { ...launch, args: [...launch.args, "--host-resolver-rules=MAP *.test 127.0.0.1"] } });

const SCRIPT = `
  const sent = [];
  const send = (path, init) => sent.push(fetch(SERVICE + path, { method: "POST", mode: "no-cors", ...init }).then(() => "sent", (problem) => String(problem)));
  const job = JSON.stringify({ action: "suspend", selection: { filter: "" } });
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", undefined]) {
    send("/v1/bulk-jobs", { body: type === undefined ? job : new Blob([job], { type }) });
    send("/v1/tags", { body: type === undefined ? '{"tag_name":"fetched"}' : new Blob(['{"tag_name":"fetched"}'], { type }) });
  }
  send("/v1/bulk-jobs", { body: job, referrerPolicy: "no-referrer" });
  send("/v1/export-tasks/1/cancel", {});
  navigator.sendBeacon(SERVICE + "/v1/tags", '{"tag_name":"beacon"}');
  Promise.all(sent).then((all) => { document.title = "done " + all.length; });
`;

/** A site with a script that calls the service, and forms that post to it. */
async function otherSite(service: string): Promise<{ port: number; server: Server }> {
  const form = (id: string, enctype: string, action: string, name: string, value: string) =>
    `<form id="${id}" method="post" enctype="${enctype}" action="${service}${action}"><input name='${name}' value='${value}'></form>`;
  const server = createServer((request, response) => {
    response.writeHead(200, { "Content-Type": "text/html" });
    const forms = [
      form("text", "text/plain", "/v1/tags", '{"tag_name":"form","x":"', '"}'),
      form("plain", "application/x-www-form-urlencoded", "/v1/tags", '{"tag_name":"form"}', ""),
      form("parts", "multipart/form-data", "/v1/files", "file", "8986011285106334559"),
    ];
    const script = request.url === "/script" ? `<script>const SERVICE = "${service}";${SCRIPT}</script>` : "";
    response.end(`<!doctype html><title>other site</title>${forms.join("")}${script}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, server };
}

test("S1 forms, scripts and beacons of another site cannot change anything; the console can", async ({ page, api, baseURL, request }) => {
  const state = async () => ({
    tags: (await api.get<{ tags: { tag_name: string }[] }>("/v1/tags", { limit: 500 })).tags.map((tag) => tag.tag_name).filter((name) => /^(form|fetched|beacon)$/.test(name)),
    jobs: (await api.get<{ bulk_jobs: { action: string; selection: string }[] }>("/v1/bulk-jobs", { limit: 500 })).bulk_jobs.filter((job) => job.action === "suspend" && job.selection === "filter").length,
  });
  const before = await state();
  expect(before.tags).toEqual([]);
  const site = await otherSite(String(baseURL));
  try {
    // Another port on this machine is another origin of the same site; another name is another site.
    for (const origin of [`http://127.0.0.1:${site.port}`, `http://localhost:${site.port}`, `http://evil.test:${site.port}`]) {
      await page.goto(`${origin}/script`);
      await expect(page).toHaveTitle(/^done/);
      for (const id of ["text", "plain", "parts"]) {
        await page.goto(`${origin}/`);
        const [answer] = await Promise.all([
          page.waitForResponse((answer) => answer.url().startsWith(String(baseURL))),
          // The answer is on screen before the next page is opened.
          page.waitForURL(`${baseURL}/v1/**`),
          page.evaluate((id) => (document.getElementById(id) as HTMLFormElement).submit(), id),
        ]);
        expect(answer.status(), `${origin} ${id}`).toBe(403);
      }
    }
  } finally {
    site.server.closeAllConnections();
    site.server.close();
  }
  expect(await state()).toEqual(before);
  // A page on the service's own origin may do this.
  await page.goto("/");
  const made = await page.evaluate(async () => {
    const answer = await fetch("/v1/tags", { method: "POST", headers: { "Content-Type": "application/json" }, body: '{"tag_name":"own page"}' });
    return { status: answer.status, id: ((await answer.json()) as { id: number }).id };
  });
  expect(made.status).toBe(200);
  expect((await request.delete(`/v1/tags/${made.id}`)).ok()).toBe(true);
});

test("S2 requests under a foreign host name that resolves to the service are refused", async ({ page, baseURL }) => {
  const { port } = new URL(String(baseURL));
  for (const path of ["/", "/cards", "/v1/sim-cards", "/boot.js"]) {
    const answer = await page.goto(`http://rebind.test:${port}${path}`);
    expect(answer?.status(), path).toBe(421);
  }
  const read = await page.evaluate(async () => (await fetch("/v1/sim-cards?limit=10")).text());
  expect(read).not.toContain("sim_card_id");
  // The names of this machine are accepted.
  for (const host of ["127.0.0.1", "localhost"]) {
    expect((await page.goto(`http://${host}:${port}/cards`))?.status()).toBe(200);
  }
});
