// Loads the console's program and mounts it. Standalone pages start by themselves; embed.js calls load().

// Without a byte for so long, the page says so.
const QUIET = 10_000;

/** Why the console did not start: a key of `texts`, what it is about (a file, a setting), and what the browser said. */
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
    throw error.setting === undefined ? error : new Fault("setting", where(error.setting), error);
  }
}

const texts = {
  "zh-CN": {
    loading: "正在加载控制台",
    quiet: "10 秒没有收到数据，仍在等待；可以检查网络，或重新加载页面",
    failed: "控制台没有加载成功",
    retry: "重试",
    network: (file) => `${file} 没有送达：网络中断，或请求被拦截。请检查网络后重试。已保存的筛选和设置不受影响。`,
    sandbox: (file) => `${file} 没有送达：页面没有自己的来源（沙箱框架或本地文件），服务器没有允许它读取。请在 iframe 的 sandbox 中加上 allow-same-origin，或直接打开控制台的地址。`,
    status: (file) => `服务器没有给出 ${file}。控制台刚更新过时，重试即可；仍不行时，请管理员核对部署是否完整。`,
    type: (file) => `服务器给出的不是 ${file}，而是别的内容（类型见下）。请管理员核对部署是否完整，以及文件的内容类型。`,
    damaged: (file) => `${file} 已损坏、与页面不是同一版本，或浏览器过旧。请重试；仍不行时，请管理员重新部署全部文件。`,
    style: (file) => `样式文件 ${file} 没有送达，或被浏览器拒绝：内容与页面要求的校验值不符，或内容安全策略不允许。请重试；仍不行时，请管理员重新部署全部文件。`,
    policy: () => "页面的内容安全策略（CSP）不允许 WebAssembly。请管理员在 script-src 中加上 'wasm-unsafe-eval'。",
    old: () => "这个浏览器过旧。请使用近两年的 Chrome、Edge、Firefox 或 Safari。",
    setting: (name) => `设置 ${name} 不正确，原因见下。改正后重试。`,
    other: () => "控制台启动时出错。请重试；仍不行时，把下面的内容交给技术支持。",
  },
  "en-US": {
    loading: "Loading the console",
    quiet: "No data for 10 seconds, still waiting: check the network, or reload the page",
    failed: "The console did not load",
    retry: "Retry",
    network: (file) => `${file} did not arrive: the network broke off, or the request was blocked. Check the network and retry. Saved filters and settings are safe.`,
    sandbox: (file) => `${file} did not arrive: the page has no origin of its own (a sandboxed frame or a local file), and the server does not let it read the file. Add allow-same-origin to the iframe's sandbox, or open the console at its own address.`,
    status: (file) => `The server did not deliver ${file}. If the console has just been updated, retry; if that does not help, ask the administrator whether the deployment is complete.`,
    type: (file) => `Instead of ${file} the server sent something else, of the type below. Ask the administrator whether the deployment is complete and files have their content types.`,
    damaged: (file) => `${file} is damaged or of another version than the page, or the browser is too old. Retry; if that does not help, ask the administrator to deploy all files again.`,
    style: (file) => `The style sheet ${file} did not arrive, or the browser refused it: its content does not match the page's checksum, or the content security policy forbids it. Retry; if that does not help, ask the administrator to deploy all files again.`,
    policy: () => "The page's content security policy does not allow WebAssembly. Ask the administrator to add 'wasm-unsafe-eval' to its script-src.",
    old: () => "This browser is too old. Use a Chrome, Edge, Firefox or Safari of the last two years.",
    setting: (name) => `The setting ${name} is wrong; the reason stands below. Correct it, then retry.`,
    other: () => "The console failed to start. Retry; if that does not help, give what stands below to support.",
  },
};

/** What went wrong and what to do, as an element in the given language, with a button where `retry` is one. */
export function failure(reason, lang, retry) {
  const text = texts[lang] ?? texts["zh-CN"];
  const make = (tag, content) => Object.assign(document.createElement(tag), { textContent: content });
  const box = document.createElement("div");
  box.className = "boot-error notranslate";
  box.translate = false;
  box.lang = lang;
  box.setAttribute("role", "alert");
  box.append(make("h1", text.failed), make("p", (text[reason?.kind] ?? text.other)(reason?.about)), make("pre", String(reason?.message ?? reason)));
  if (retry) {
    const button = make("button", text.retry);
    button.type = "button";
    button.className = "btn primary";
    button.addEventListener("click", retry);
    box.append(button);
  }
  return box;
}

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
  skeleton.querySelector(".boot-late")?.remove();
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
      throw new Fault("style", nameOf(document.querySelector("link[rel=stylesheet]").href));
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
    page.append(failure(reason, lang, () => location.reload()));
    host.replaceChildren(page);
    page.querySelector("button").focus();
  } finally {
    clearTimeout(quiet);
  }
}

const script = document.querySelector("script[data-wasm]");
const host = document.getElementById("gsl-console");
if (script && host) start(script, host);
