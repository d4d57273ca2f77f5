// Where the console is deployed: policies of pages, missing or damaged files, frames without an origin, invalid
// configuration. Whatever prevents it from starting is shown on the page, with its cause and what to do.
import type { Page, Route } from "@playwright/test";
import { filesOnly } from "../support/faulty.ts";
import { LANGS, STATUS, expect, heading, test, type Api, type Lang } from "../support/fixtures.ts";
import { host } from "../support/host.ts";
import { PAGES } from "../support/pages.ts";
import { xlsx } from "../support/xlsx.ts";

const lang: Lang = "zh-CN";
test.use({ lang });

/** A workbook with one card number. */
async function listOf(api: Api) {
  const { cid } = await api.card({ sim_status: STATUS.inUse });
  return xlsx("cards.xlsx", [["ICCID"], [cid]]);
}

/** The page's default Trusted Types policy; none of our code may create one. */
const defaultPolicy = (page: Page) => page.evaluate(() => (Reflect.get(window, "trustedTypes") as { defaultPolicy: unknown }).defaultPolicy);

/** The service's headers with another policy. */
const withPolicy = (page: Page, path: string, change: (policy: string) => string) =>
  page.route((url) => url.pathname === path, async (route) => {
    const response = await route.fetch();
    const headers = response.headers();
    await route.fulfill({ response, headers: { ...headers, "content-security-policy": change(headers["content-security-policy"] ?? "") } });
  });

test("S12 the service's pages enforce Trusted Types, and a workbook is read in the worker", async ({ page, open, api, complaints }) => {
  await test.step("S12 the service's pages enforce Trusted Types without a default policy, and nothing in the console is blocked", async () => {
    await open("/cards");
    expect(await defaultPolicy(page)).toBeNull();
    const refused = await page.evaluate(() => {
      try {
        document.createElement("div").innerHTML = "<b>x</b>";
        return false;
      } catch {
        return true;
      }
    });
    expect(refused, "the policy is in force").toBe(true);
    // The browser reports it twice: on the console and as an event.
    await expect.poll(() => complaints.map((one) => one.startsWith("policy:")).sort()).toEqual([false, true]);
    complaints.length = 0;
    // pages.spec.ts asserts that nothing is blocked on other pages either.
    for (const target of PAGES.filter(({ name }) => ["card list", "card, usage", "pool, members", "purchase", "batch"].includes(name))) {
      await page.goto(await target.path(api));
      await expect(heading(page)).toBeVisible();
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    }
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(complaints).toEqual([]);
  });
  await test.step("S12 under Trusted Types a workbook is read in the worker", async () => {
    await open("/batch?action=suspend&from=file");
    const started = page.waitForEvent("worker");
    await page.getByLabel("选择文件").setInputFiles(await listOf(api));
    expect((await started).url()).toContain("sheet-worker.js");
    await expect(page.getByRole("main")).toContainText("1 行可用");
    expect(complaints).toEqual([]);
  });
});

test("S12 embedded in a page that enforces Trusted Types: the console works, a workbook is read in the worker or in the page", async ({ page, api }) => {
  for (const [allowed, where] of [["gsl-console", "worker"], ["'none'", "page"]] as const) {
    await test.step(`allows ${allowed}: in the ${where}`, async () => {
      const workers: string[] = [];
      page.on("worker", (worker) => workers.push(worker.url()));
      const policy = `default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; require-trusted-types-for 'script'; trusted-types ${allowed}`;
      await host(page, "/host.html", '<gsl-console locale="zh-CN" initial-path="/batch?action=suspend&from=file"></gsl-console>', policy);
      const inside = page.locator("gsl-console");
      await inside.getByLabel("选择文件").setInputFiles(await listOf(api));
      await expect(inside.getByRole("main")).toContainText("1 行可用");
      expect(workers.length).toBe(where === "worker" ? 1 : 0);
      expect(await defaultPolicy(page)).toBeNull();
    });
  }
});

test("S12 manifest.json names the files of the page", async ({ request }) => {
  const manifest = (await (await request.get("/manifest.json")).json()) as Record<string, string>;
  expect(Object.keys(manifest).sort()).toEqual(["css", "js", "wasm"]);
  const page = await (await request.get("/")).text();
  for (const name of Object.values(manifest)) {
    expect(page).toContain(`/${name}`);
    expect((await request.get(`/${name}`)).status(), name).toBe(200);
  }
});

/** Variants of config.json. */
const configured = (page: Page, body: string) =>
  page.route("**/config.json", (route) => route.fulfill({ contentType: "application/json", body }));

const SCRIPTS = ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "\u0001javascript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "vbscript:x", "//example.com", "https://user:secret@example.com"];

test("S20 addresses in config.json must be web addresses; the console reports others", async ({ page }) => {
  for (const setting of ["identityUrl", "billingUrl", "apiBase"]) {
    await test.step(setting, async () => {
      for (const link of SCRIPTS) {
        await page.unrouteAll();
        await configured(page, JSON.stringify({ [setting]: link }));
        await page.goto("/");
        const alert = page.getByRole("alert");
        await expect(alert, link).toContainText(`config.json: ${setting}`);
        await expect(alert).toContainText("https://");
        expect(await page.locator("a[href]").count()).toBe(0);
      }
    });
  }
});

test("S20 identity-url and billing-url of the element must be web addresses; the element reports others", async ({ page }) => {
  for (const attribute of ["identity-url", "billing-url", "api-base"]) {
    await page.unrouteAll();
    await host(page, "/host.html", `<gsl-console locale="en-US" ${attribute}="JavaScript:alert(1)"></gsl-console>`);
    await expect(page.locator("gsl-console").getByRole("alert")).toContainText(attribute);
    await expect(page.locator("gsl-console").getByRole("link")).toHaveCount(0);
  }
});

test("S20 links that leave the console open a page without access to it", async ({ page, api }) => {
  await configured(page, JSON.stringify({ identityUrl: "https://cloud.example.com/iam", billingUrl: "https://cloud.example.com/billing" }));
  await page.goto("/");
  await page.getByRole("button", { name: "账号" }).click();
  const outside = (link: ReturnType<Page["locator"]>) => Promise.all([
    expect(link).toHaveAttribute("target", "_blank"),
    expect(link).toHaveAttribute("rel", /noopener/),
    expect(link).toHaveAttribute("rel", /noreferrer/),
  ]);
  const identity = page.locator('a[href="https://cloud.example.com/iam"]');
  await outside(identity);
  await expect(page.getByRole("menuitem", { name: /新标签页/ })).toBeVisible();
  const { orders } = await api.get<{ orders: { order_id: number }[] }>("/v1/orders", { order_status: 5, order_type: 1 });
  await page.goto(`/orders/${orders[0]?.order_id}`);
  const billing = page.locator('a[href="https://cloud.example.com/billing"]');
  await expect(billing.first()).toBeVisible();
  for (const link of await billing.all()) await outside(link);
});

const LINKING = ["card list", "card, basic data", "pool, orders", "batch activation", "order, basic data", "work orders", "export tasks"];

test("S20 whatever the answers contain, links lead only to the console, to a file or to the web", async ({ page, open, api }) => {
  // Text fields of answers that a malicious account could fill.
  await page.route("**/v1/**", async (route: Route) => {
    const response = await route.fetch();
    if (!response.headers()["content-type"]?.includes("json")) return route.fulfill({ response });
    const text = (await response.text()).replace(/"(file_name|logistics_company|logistics_number|trade_number|sim_pool_name|remark|customer_name)":"[^"]*"/g, '"$1":"javascript:alert(1)"');
    return route.fulfill({ response, body: text });
  });
  for (const target of PAGES.filter(({ name }) => LINKING.includes(name))) {
    await open(await target.path(api));
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    const links = await page.locator("a[href]").evaluateAll((all) =>
      all.map((link) => link as HTMLAnchorElement).map(({ href, target, rel, download, origin }) => ({ href, target, rel, download, own: origin === location.origin })));
    expect(links.length).toBeGreaterThan(0);
    for (const { href, target: to, rel, download, own } of links) {
      if (own) continue;
      if (href.startsWith("data:text/csv") || href.startsWith("blob:")) expect(download, href).not.toBe("");
      else {
        expect(href).toMatch(/^https:\/\//);
        expect([to, rel], href).toEqual(["_blank", "noopener noreferrer"]);
      }
    }
  }
});

test.beforeEach(async ({ page }) => {
  await page.addInitScript((lang) => localStorage.setItem("gsl.locale", lang), lang);
});
const notLoaded = (page: Page) => page.getByRole("alert").filter({ has: page.getByRole("heading", { level: 1, name: "控制台没有加载成功" }) });

test("P34 a policy without 'wasm-unsafe-eval' is reported as the cause, not the network", async ({ page }) => {
  await withPolicy(page, "/cards", (policy) => policy.replace(" 'wasm-unsafe-eval'", ""));
  await page.goto("/cards");
  await expect(notLoaded(page)).toContainText("'wasm-unsafe-eval'");
  await expect(notLoaded(page)).toContainText(/内容安全策略（CSP）不允许 WebAssembly/);
  await expect(notLoaded(page)).not.toContainText("网络");
  await expect(notLoaded(page).getByRole("button")).toBeFocused();
});

const wrong: { name: string; body: string; status?: number; type?: string; says: RegExp[] }[] = [
  { name: "a typo", body: '{"theme": "dark",}', says: [/config\.json/, /JSON/] },
  { name: "a setting that does not exist", body: '{"apibase": "/gsl"}', says: [/config\.json: apibase/] },
  { name: "a value that is not accepted", body: '{"theme": "neon"}', says: [/config\.json: theme/, /light, dark, system/] },
  { name: "a list", body: "[]", says: [/config\.json/] },
  { name: "another file's content", body: "<!doctype html><p>x", type: "text/html", says: [/config\.json/, /text\/html/] },
  { name: "an error of the server", body: "", status: 503, says: [/config\.json/, /HTTP 503/] },
];
test("P34 an error in config.json is reported as the cause, not the network", async ({ page }) => {
  for (const { name, body, status = 200, type = "application/json", says } of wrong) {
    await test.step(name, async () => {
      await page.route("**/config.json", (route) => route.fulfill({ status, contentType: type, body }));
      await page.goto("/");
      for (const text of says) await expect(notLoaded(page)).toContainText(text);
      await expect(notLoaded(page)).not.toContainText("网络中断");
      await page.unroute("**/config.json");
      await notLoaded(page).getByRole("button").click();
      await expect(heading(page)).toBeVisible();
    });
  }
});

test("P34 without config.json the console starts with the defaults", async ({ page }) => {
  await page.route("**/config.json", (route) => route.fulfill({ status: 404, contentType: "text/html", body: "no" }));
  await page.goto("/");
  await expect(heading(page)).toBeVisible();
});

const files: { name: string; file: RegExp; answer: (route: Route) => Promise<void>; says: (RegExp | string)[] }[] = [
  { name: "a program that is missing", file: /\/gsl-console-.*\.wasm/, answer: (route) => route.fulfill({ status: 404, body: "" }), says: [/gsl-console-\S+\.wasm/, "HTTP 404"] },
  { name: "a start page in place of the program", file: /\/gsl-console-.*\.wasm/, answer: (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" }), says: [/gsl-console-\S+\.wasm/, "text/html"] },
  { name: "a damaged program", file: /\/gsl-console-.*\.wasm/, answer: (route) => route.fulfill({ contentType: "application/wasm", body: "\0asmxxxx" }), says: [/gsl-console-\S+\.wasm/, /已损坏/] },
  { name: "a script that is missing", file: /\/gsl-console-[^/]*\.js/, answer: (route) => route.fulfill({ status: 404, body: "" }), says: [/gsl-console-\S+\.js/, "HTTP 404"] },
  { name: "a script of a wrong type", file: /\/gsl-console-[^/]*\.js/, answer: (route) => route.fulfill({ contentType: "text/plain", body: "export {}" }), says: [/gsl-console-\S+\.js/, "text/plain"] },
  { name: "a style sheet of another build", file: /\/console-[^/]*\.css/, answer: (route) => route.fulfill({ contentType: "text/css", body: ".gsl{--accent:red}" }), says: [/console-\S+\.css/, /校验值/] },
  { name: "a style sheet that is missing", file: /\/console-[^/]*\.css/, answer: (route) => route.fulfill({ status: 404, body: "" }), says: [/console-\S+\.css/] },
  { name: "a broken connection", file: /\/gsl-console-.*\.wasm/, answer: (route) => route.abort("connectionreset"), says: [/gsl-console-\S+\.wasm/, /网络中断/] },
];
test("P34 a missing or damaged file is reported with its cause", async ({ page }) => {
  for (const { name, file, answer, says } of files) {
    await test.step(name, async () => {
      await page.route(file, answer);
      await page.goto("/cards");
      for (const text of says) await expect(notLoaded(page)).toContainText(text);
      await page.unroute(file);
      await notLoaded(page).getByRole("button").click();
      await expect(heading(page)).toBeVisible();
    });
  }
});

test("P34 the start page itself reports a missing boot.js, and after ten seconds one that never arrives", async ({ page }) => {
  await test.step("P34 the start page itself reports a missing boot.js", async () => {
    await page.route("**/boot.js", (route) => route.fulfill({ status: 404, body: "" }));
    await page.goto("/cards");
    const alert = page.getByRole("alert");
    await expect(alert).toBeVisible();
    await expect(alert).toContainText("/boot.js");
    await expect(alert).toContainText("页面文件没有到齐");
    await expect(alert).not.toContainText("have not arrived");
    await expect(page.getByRole("progressbar")).toBeHidden();
    await page.unroute("**/boot.js");
    await alert.getByRole("link").click();
    await expect(heading(page)).toBeVisible();
    await page.unrouteAll();
  });
  await test.step("P34 a boot.js that never arrives is reported after ten seconds, not earlier", async () => {
    await page.route("**/boot.js", () => undefined);
    const started = Date.now();
    await page.goto("/cards", { waitUntil: "commit" });
    const alert = page.getByRole("alert");
    await expect(page.getByRole("progressbar")).toBeVisible();
    await expect(alert).toBeHidden();
    await expect(alert).toBeVisible();
    expect(Date.now() - started).toBeGreaterThan(9_000);
    await expect(alert).toContainText("重新加载");
  });
});

test("P34 a download of the program that stalls is reported", async ({ page }) => {
  await page.route("**/gsl-console-*.wasm", () => undefined);
  await page.goto("/cards", { waitUntil: "commit" });
  await expect(page.getByRole("status")).toContainText("10 秒没有收到数据");
});

test("P34 in a sandboxed frame without an origin, the console says why it has no data, or the start page why it cannot load", async ({ page, baseURL }) => {
  await test.step("P34 in a sandboxed frame without an origin, the console loads with its styles and says why it has no data", async () => {
    await page.route("**/outer.html", (route) => route.fulfill({ contentType: "text/html", body: `<iframe sandbox="allow-scripts" src="/cards" width="1200" height="700"></iframe>` }));
    await page.goto("/outer.html");
    const frame = page.frameLocator("iframe");
    const locale = await frame.locator("html").evaluate(() => navigator.language);
    expect(locale).toBe(lang);
    const alert = frame.getByRole("main").getByRole("alert").first();
    await expect(alert).toContainText("allow-same-origin");
    await expect(alert).toContainText("浏览器不让这个页面调用服务");
    expect(await frame.locator(".gsl").evaluate((root) => getComputedStyle(root).getPropertyValue("--accent"))).not.toBe("");
    expect(baseURL).toBeTruthy();
    await page.unrouteAll();
  });
  await test.step("P34 in a sandboxed frame of a server without CORS headers, the start page says so", async () => {
    const files = await filesOnly(true);
    try {
      await page.route("**/outer.html", (route) => route.fulfill({ contentType: "text/html", body: `<iframe sandbox="allow-scripts" src="/cards" width="1200" height="700"></iframe>` }));
      await page.goto(`${files.url}/outer.html`);
      const alert = page.frameLocator("iframe").getByRole("alert");
      await expect(alert).toContainText("没有自己的来源");
      await expect(alert).toContainText("/boot.js");
    } finally {
      await files.close();
    }
  });
});

test("P34 embedded: a policy that forbids WebAssembly, and a missing file, are reported in the element's language", async ({ page }) => {
  await test.step("P34 embedded: when the policy forbids WebAssembly, the missing keyword is named in the element's language", async () => {
    const said: Record<Lang, string> = { "zh-CN": "不允许 WebAssembly", "en-US": "does not allow WebAssembly" };
    for (const lang of LANGS) {
      await page.unrouteAll();
      await host(page, "/host.html", `<gsl-console locale="${lang}"></gsl-console>`, "default-src 'self'; style-src 'unsafe-inline'");
      const alert = page.locator("gsl-console").getByRole("alert");
      await expect(alert).toContainText("'wasm-unsafe-eval'");
      await expect(alert).toContainText(said[lang]);
      await expect(alert).toHaveAttribute("lang", lang);
    }
    await page.unrouteAll();
  });
  await test.step("P34 embedded: a missing file is named", async () => {
    for (const file of ["manifest.json", "console-*.css", "gsl-console-*.wasm"]) {
      await page.unrouteAll();
      await page.route(`**/${file}`, (route) => route.fulfill({ status: 404, body: "" }));
      await host(page, "/host.html", '<gsl-console locale="en-US"></gsl-console>');
      const alert = page.locator("gsl-console").getByRole("alert");
      await expect(alert).toContainText("HTTP 404");
      await expect(alert).toContainText(file.split("*")[0] ?? "");
    }
  });
});

/** The appearance of the page at each frame, from the first on. */
async function frames(page: Page) {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Reflect.set(window, "seen", seen);
    const look = () => {
      const root = document.querySelector("#gsl-console > .gsl");
      if (root) seen.push(`${getComputedStyle(document.documentElement).colorScheme} ${getComputedStyle(root).colorScheme} ${getComputedStyle(root).getPropertyValue("--bg")}`);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  return () => page.evaluate(() => [...new Set(Reflect.get(window, "seen") as string[])]);
}

const LIGHT = "light light #f4f5f7";
const DARK = "dark dark #121418";
test("P40 the whole document has the chosen theme from the first frame on", async ({ page }) => {
  for (const system of ["light", "dark"] as const) {
    for (const chosen of ["light", "dark"] as const) {
      await test.step(`${chosen} on a ${system} system`, async () => {
        await page.emulateMedia({ colorScheme: system });
        await page.addInitScript((theme) => localStorage.setItem("gsl.theme", theme), chosen);
        const seen = await frames(page);
        await page.goto("/");
        await expect(heading(page)).toBeVisible();
        expect(await seen()).toEqual([chosen === "light" ? LIGHT : DARK]);
        await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(chosen === "light" ? "rgb(244, 245, 247)" : "rgb(18, 20, 24)");
      });
    }
  }
});

test("P40 the document follows the setting immediately, and the system when nothing is chosen", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/");
  const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  const back = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await expect(heading(page)).toBeVisible();
  expect(await scheme()).toBe("light dark");
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(back).toBe("rgb(18, 20, 24)");
  await page.getByRole("button", { name: "显示设置" }).click();
  await page.getByRole("menuitemradio", { name: "浅色" }).click();
  await expect.poll(scheme).toBe("light");
  await page.getByRole("button", { name: "显示设置" }).click();
  await page.getByRole("menuitemradio", { name: "深色" }).click();
  await expect.poll(scheme).toBe("dark");
});

test("P40 a theme set in config.json applies from the first frame of the second visit on", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await configured(page, '{"theme":"dark","locale":"en-US"}');
  const seen = await frames(page);
  await page.goto("/");
  await expect(heading(page)).toHaveText("Overview");
  await page.reload();
  await expect(heading(page)).toHaveText("Overview");
  expect(await seen()).toEqual([DARK]);
  // Without it the viewer's choice applies again.
  await page.unrouteAll();
  await page.reload();
  await expect(heading(page)).toHaveText("总览");
  await page.reload();
  await expect(heading(page)).toHaveText("总览");
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("light dark");
});

test("P40 embedded, the colours of the host's document do not change", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await host(page, "/host.html", '<gsl-console locale="en-US" theme="dark"></gsl-console>');
  await expect(page.locator("gsl-console").getByRole("heading", { level: 1 })).toBeVisible();
  const { scheme, back } = await page.evaluate(() => {
    const style = getComputedStyle(document.documentElement);
    return { scheme: style.colorScheme, back: style.backgroundColor };
  });
  expect([scheme, back]).toEqual(["normal", "rgba(0, 0, 0, 0)"]);
  expect(await page.locator("gsl-console").locator(".gsl").evaluate((root) => getComputedStyle(root).colorScheme)).toBe("dark");
});
