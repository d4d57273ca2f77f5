// Loads the console's program and mounts it. Standalone pages start by themselves; embed.js calls load().

// Downloads the program with progress and starts it. Resolves to its exports.
export async function load(jsUrl, wasmUrl, onProgress = () => {}) {
  const [program, response] = await Promise.all([import(jsUrl), fetch(wasmUrl)]);
  if (!response.ok) throw new Error(`${wasmUrl}: HTTP ${response.status}`);
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
  await program.default({ module_or_path: wasm });
  // What reads files comes when the first is picked.
  program.readers(() => import("./sheet.js"));
  return program;
}

const texts = {
  "zh-CN": {
    loading: "正在加载控制台",
    failed: "控制台没有加载成功",
    why: "网络中断，或页面文件不完整。已保存的筛选和设置不受影响。",
    old: "这个浏览器不支持 WebAssembly。请使用近两年的 Chrome、Edge、Firefox 或 Safari。",
    retry: "重试",
  },
  "en-US": {
    loading: "Loading the console",
    failed: "The console did not load",
    why: "The network broke off, or the page's files are incomplete. Saved filters and settings are safe.",
    old: "This browser has no WebAssembly. Use a Chrome, Edge, Firefox or Safari of the last two years.",
    retry: "Retry",
  },
};

function showFailure(host, text, reason) {
  const box = document.createElement("div");
  box.className = "boot-error";
  box.setAttribute("role", "alert");
  const heading = document.createElement("h1");
  heading.textContent = text.failed;
  const why = document.createElement("p");
  why.textContent = typeof WebAssembly === "object" ? text.why : text.old;
  const details = document.createElement("pre");
  details.textContent = String(reason?.message ?? reason);
  const retry = document.createElement("button");
  retry.type = "button";
  retry.className = "btn primary";
  retry.textContent = text.retry;
  retry.addEventListener("click", () => location.reload());
  box.append(heading, why, details, retry);
  host.replaceChildren(box);
  retry.focus();
}

async function start(script, host) {
  const text = texts[document.documentElement.lang] ?? texts["zh-CN"];
  const progress = host.querySelector("progress");
  const label = host.querySelector("[data-progress]");
  if (label) label.textContent = text.loading;
  try {
    const settings = fetch(new URL("config.json", script.src)).then((r) => (r.ok ? r.json() : {}));
    const program = await load(script.dataset.js, script.dataset.wasm, (received, length) => {
      if (progress && length) progress.value = received / length;
      if (label) label.textContent = `${text.loading} · ${Math.round(received / 1000)} kB`;
    });
    const config = { ...(await settings), standalone: true };
    host.replaceChildren();
    program.mount(host, config);
  } catch (reason) {
    showFailure(host, text, reason);
  }
}

const script = document.querySelector("script[data-wasm]");
const host = document.getElementById("gsl-console");
if (script && host) start(script, host);
