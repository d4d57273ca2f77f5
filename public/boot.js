// Loads the console's program and mounts it. Standalone pages start by themselves; embed.js calls load().

// Without a byte for so long, the page says so.
const QUIET = 10_000;

/** Why the console did not start: a key of the texts of failure.js, what it is about (a file, a setting), and what the
 *  browser said. */
class Fault extends Error {
  constructor(kind, about = "", detail = "") {
    super([about, detail?.message ?? detail].filter(Boolean).join(": "));
    this.kind = kind;
    this.about = about;
  }
}

const nameOf = (url) => new URL(url, document.baseURI).pathname.split("/").pop();

/** A file, or the fault. */
export async function fetched(url, options) {
  const response = await fetch(url, options).catch((error) => {
    throw new Fault(self.origin === "null" ? "sandbox" : "network", nameOf(url), error);
  });
  if (!response.ok) throw new Fault("status", nameOf(url), `HTTP ${response.status}`);
  // Servers of single-page applications answer their start page for whatever is missing.
  const type = response.headers.get("Content-Type") ?? "";
  if (type.startsWith("text/html")) throw new Fault("type", nameOf(url), type);
  return response;
}

/** The program's script. A browser does not say why an import failed: asking for the file itself does. */
async function imported(url) {
  try {
    return await import(url);
  } catch (error) {
    if (error instanceof SyntaxError) throw new Fault("old", nameOf(url), error);
    const type = (await fetched(url)).headers.get("Content-Type") ?? "";
    throw new Fault(/javascript/.test(type) ? "damaged" : "type", nameOf(url), type && !/javascript/.test(type) ? type : error);
  }
}

/** Fails where WebAssembly is missing or not allowed, before anything is downloaded. */
function mayCompile() {
  if (typeof WebAssembly !== "object") throw new Fault("old", "WebAssembly");
  try {
    // The smallest module there is.
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch (error) {
    throw new Fault("policy", "'wasm-unsafe-eval'", error);
  }
}

/** Downloads the program with progress and starts it. Resolves to its exports. */
export async function load(jsUrl, wasmUrl, onProgress = () => {}) {
  mayCompile();
  const [program, response] = await Promise.all([imported(jsUrl), fetched(wasmUrl)]);
  const length = response.headers.get("Content-Encoding") ? 0 : Number(response.headers.get("Content-Length"));
  let received = 0;
  const counted = response.body.pipeThrough(
    new TransformStream({
      transform(chunk, controller) {
        received += chunk.byteLength;
        onProgress(received, length);
        controller.enqueue(chunk);
      },
    }),
  );
  const wasm = new Response(counted, { headers: { "Content-Type": "application/wasm" } });
  try {
    await program.default({ module_or_path: wasm });
  } catch (error) {
    throw new Fault(error instanceof TypeError ? "network" : "damaged", nameOf(wasmUrl), error);
  }
  // What reads files comes when the first is picked.
  program.readers(() => import("./sheet.js"));
  return program;
}

/** Mounts the console; `where` says where a setting is written down. */
export function mount(program, host, config, where) {
  try {
    return program.mount(host, config);
  } catch (error) {
    if (error.setting === undefined) throw error;
    throw Object.assign(new Fault("setting", where(error.setting)), { message: error.message });
  }
}

const texts = {
  "zh-CN": { loading: "正在加载控制台", quiet: "10 秒没有收到数据，仍在等待；可以检查网络，或重新加载页面" },
  "en-US": { loading: "Loading the console", quiet: "No data for 10 seconds, still waiting: check the network, or reload the page" },
};

/** config.json, which need not exist. */
async function settings(url) {
  const file = nameOf(url);
  const response = await fetched(url).catch((fault) => {
    if (fault.kind === "status" && fault.message.endsWith(" 404")) return undefined;
    throw fault;
  });
  if (!response) return {};
  try {
    const found = await response.json();
    if (found && typeof found === "object" && !Array.isArray(found)) return found;
  } catch (error) {
    throw new Fault("setting", file, error);
  }
  throw new Fault("setting", file, "{…}");
}

/** What config.json sets is kept for theme-init.js: the next visit's first frame is right. */
function remember(config) {
  for (const key of ["locale", "theme"]) {
    try {
      if (config[key]) localStorage.setItem(`gsl.host.${key}`, config[key]);
      else localStorage.removeItem(`gsl.host.${key}`);
    } catch {
      return;
    }
  }
}

async function start(script, host) {
  const { lang } = document.documentElement;
  const text = texts[lang] ?? texts["zh-CN"];
  const skeleton = host.querySelector(".gsl");
  // Shown again only where nothing better arrives.
  const late = skeleton.querySelector(".boot-late");
  late.remove();
  const progress = skeleton.querySelector("progress");
  const label = skeleton.querySelector("[data-progress]");
  let quiet;
  const say = (words) => {
    clearTimeout(quiet);
    quiet = setTimeout(() => (label.textContent = text.quiet), QUIET);
    label.textContent = words;
  };
  say(text.loading);
  try {
    if (!getComputedStyle(skeleton).getPropertyValue("--accent")) {
      throw new Fault("styles", nameOf(document.querySelector("link[rel=stylesheet]").href));
    }
    const asked = settings(new URL("config.json", script.src));
    // Read below: a failure of the program is told first.
    asked.catch(() => {});
    const program = await load(script.dataset.js, script.dataset.wasm, (received, length) => {
      if (length) progress.value = received / length;
      say(`${text.loading} · ${Math.round(received / 1000)} kB`);
    });
    const config = await asked;
    remember(config);
    host.replaceChildren();
    mount(program, host, { ...config, standalone: true }, (setting) => `config.json: ${setting}`);
  } catch (reason) {
    const page = document.createElement("div");
    page.className = "gsl";
    page.dataset.theme = skeleton.dataset.theme;
    try {
      const { failure } = await import("./failure.js");
      page.append(failure(reason, lang, () => location.reload()));
    } catch {
      late.dataset.now = "";
      late.querySelector(".mono").textContent = reason.message;
      page.append(late);
    }
    host.replaceChildren(page);
    page.querySelector("button, a").focus();
  } finally {
    clearTimeout(quiet);
  }
}

const script = document.querySelector("script[data-wasm]");
const host = document.getElementById("gsl-console");
if (script && host) start(script, host);
