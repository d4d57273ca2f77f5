// Before the first paint: the language and theme chosen last time, so that nothing flashes.
(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(`gsl.${key}`);
    } catch {
      return null;
    }
  };
  const root = document.documentElement;
  root.lang = read("locale") ?? (navigator.language.startsWith("zh") ? "zh-CN" : "en-US");
  addEventListener("DOMContentLoaded", () => {
    const boot = document.querySelector(".gsl");
    if (boot) boot.dataset.theme = read("theme") ?? "system";
  });
})();
