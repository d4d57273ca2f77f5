// Before the first paint: the language and theme chosen last time, so that nothing flashes. And until boot.js has taken
// over: says which file of the page did not arrive.
(() => {
  const read = (key, known) => {
    try {
      // What config.json set goes before what the viewer chose; see boot.js.
      return [`gsl.host.${key}`, `gsl.${key}`].map((name) => localStorage.getItem(name)).find((value) => known.includes(value));
    } catch {
      return undefined;
    }
  };
  const root = document.documentElement;
  const lang = read("locale", ["zh-CN", "en-US"]) ?? (navigator.language.startsWith("zh") ? "zh-CN" : "en-US");
  const theme = read("theme", ["light", "dark"]) ?? "system";
  root.lang = lang;
  const scheme = document.querySelector("meta[name=color-scheme]");
  if (scheme && theme !== "system") scheme.content = theme;

  const failed = new Set();
  const tell = () => {
    const late = document.querySelector(".boot-late");
    if (!late || !failed.size) return;
    // A page in a sandboxed frame has no origin: whatever is fetched needs the server's permission.
    const why = { "zh-CN": "页面没有自己的来源（沙箱框架），服务器没有允许它读取。", "en-US": "The page has no origin of its own (a sandboxed frame), and the server does not let it read the file." };
    late.querySelector(".mono").textContent = [...failed].join(" ");
    if (self.origin === "null" && !("now" in late.dataset)) late.querySelector(`[lang="${lang}"]`).append(" ", why[lang]);
    late.dataset.now = "";
  };
  addEventListener(
    "error",
    ({ target, filename }) => {
      // A script or style sheet that did not arrive, or a script that this browser cannot read.
      const script = target === window || target.localName === "script";
      const file = (target === window ? filename : target.src || target.href) || "";
      if (file && (script || target.rel === "stylesheet")) {
        failed.add(file);
        tell();
      }
    },
    true,
  );

  // As soon as the parser has made it: that is before it is painted.
  const dressed = () => {
    const boot = document.querySelector(".gsl");
    if (!boot) return;
    boot.dataset.theme = theme;
    boot.lang = lang;
    boot.querySelectorAll(`.boot-late [lang]:not([lang="${lang}"])`).forEach((other) => other.remove());
  };
  const parsing = new MutationObserver(dressed);
  parsing.observe(root, { childList: true, subtree: true });
  addEventListener("DOMContentLoaded", () => {
    parsing.disconnect();
    dressed();
    tell();
  });
})();
