// What the page says when the console does not start. Loaded when it is needed; where it does not arrive either, the start
// page has a text of its own.

const texts = {
  "zh-CN": {
    failed: "控制台没有加载成功",
    retry: "重试",
    network: (file) => `${file} 没有送达：网络中断，或请求被拦截。请检查网络后重试。已保存的筛选和设置不受影响。`,
    sandbox: (file) => `${file} 没有送达：页面没有自己的来源（沙箱框架或本地文件），服务器没有允许它读取。请在 iframe 的 sandbox 中加上 allow-same-origin，或直接打开控制台的地址。`,
    status: (file) => `服务器没有给出 ${file}。控制台刚更新过时，重试即可；仍不行时，请管理员核对部署是否完整。`,
    type: (file) => `服务器给出的不是 ${file}，而是别的内容（类型见下）。请管理员核对部署是否完整，以及文件的内容类型。`,
    damaged: (file) => `${file} 已损坏、与页面不是同一版本，或浏览器过旧。请重试；仍不行时，请管理员重新部署全部文件。`,
    styles: (file) => `样式文件 ${file} 没有送达，或被浏览器拒绝：内容与页面要求的校验值不符，或内容安全策略不允许。请重试；仍不行时，请管理员重新部署全部文件。`,
    policy: () => "页面的内容安全策略（CSP）不允许 WebAssembly。请管理员在 script-src 中加上 'wasm-unsafe-eval'。",
    old: () => "这个浏览器过旧。请使用近两年的 Chrome、Edge、Firefox 或 Safari。",
    setting: (name) => `设置 ${name} 不正确，原因见下。改正后重试。`,
    other: () => "控制台启动时出错。请重试；仍不行时，把下面的内容交给技术支持。",
  },
  "en-US": {
    failed: "The console did not load",
    retry: "Retry",
    network: (file) => `${file} did not arrive: the network broke off, or the request was blocked. Check the network and retry. Saved filters and settings are safe.`,
    sandbox: (file) => `${file} did not arrive: the page has no origin of its own (a sandboxed frame or a local file), and the server does not let it read the file. Add allow-same-origin to the iframe's sandbox, or open the console at its own address.`,
    status: (file) => `The server did not deliver ${file}. If the console has just been updated, retry; if that does not help, ask the administrator whether the deployment is complete.`,
    type: (file) => `Instead of ${file} the server sent something else, of the type below. Ask the administrator whether the deployment is complete and files have their content types.`,
    damaged: (file) => `${file} is damaged or of another version than the page, or the browser is too old. Retry; if that does not help, ask the administrator to deploy all files again.`,
    styles: (file) => `The style sheet ${file} did not arrive, or the browser refused it: its content does not match the page's checksum, or the content security policy forbids it. Retry; if that does not help, ask the administrator to deploy all files again.`,
    policy: () => "The page's content security policy does not allow WebAssembly. Ask the administrator to add 'wasm-unsafe-eval' to its script-src.",
    old: () => "This browser is too old. Use a Chrome, Edge, Firefox or Safari of the last two years.",
    setting: (name) => `The setting ${name} is wrong; the reason stands below. Correct it, then retry.`,
    other: () => "The console failed to start. Retry; if that does not help, give what stands below to support.",
  },
};

/** What went wrong and what to do, as an element in the given language; with a button where `retry` is one. */
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
