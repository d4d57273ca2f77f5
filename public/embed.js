// <gsl-console>: the console as a custom element, in its own shadow root.
//
//   <script type="module" src="https://cdn.example.com/gsl/embed.js"></script>
//   <gsl-console history="memory" api-base="https://api.example.com" locale="zh-CN" theme="light"></gsl-console>
import { fetched, load, mount } from "./boot.js";

const home = new URL(".", import.meta.url);
const attributes = {
  "api-base": "apiBase",
  history: "history",
  base: "base",
  "initial-path": "initialPath",
  locale: "locale",
  theme: "theme",
  density: "density",
  token: "token",
  "identity-url": "identityUrl",
  "billing-url": "billingUrl",
};
const attributeOf = (setting) => Object.keys(attributes).find((name) => attributes[name] === setting) ?? setting;

// The program and the text of its style sheet, once per page. manifest.json names the current files, which are cached for ever.
let files;
function findFiles() {
  files ??= (async () => {
    const { js, wasm, css } = await (await fetched(new URL("manifest.json", home), { cache: "no-cache" })).json();
    const here = (name) => new URL(name, home).href;
    const style = fetched(here(css)).then((response) => response.text());
    return Promise.all([load(here(js), here(wasm)), style]);
  })().catch((reason) => {
    files = undefined;
    throw reason;
  });
  return files;
}

class GslConsole extends HTMLElement {
  #handle;
  // Counts connections and ends: only the newest connection mounts.
  #turn = 0;
  #connected = false;

  connectedCallback() {
    if (this.#connected) return this.#moved();
    this.#connected = true;
    this.#start(++this.#turn);
  }

  // Most often this is half of a move within the page (appendChild, a framework that sorts its children), which keeps
  // everything: the other half comes in the same task.
  disconnectedCallback() {
    queueMicrotask(() => {
      if (!this.isConnected) this.#end();
    });
  }

  // moveBefore(): nothing is lost, nothing to do.
  connectedMoveCallback() {}

  // Another document has other styles.
  adoptedCallback() {
    this.#end();
  }

  async #start(turn) {
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    try {
      const [program, style] = await findFiles();
      // Taken away while loading.
      if (turn !== this.#turn) return;
      // No <link>: it would load again with every move, and the console would be seen without it.
      const sheet = new this.ownerDocument.defaultView.CSSStyleSheet();
      sheet.replaceSync(style);
      shadow.adoptedStyleSheets = [sheet];
      const root = document.createElement("div");
      root.className = "gsl-host";
      shadow.replaceChildren(root);
      const config = { history: "memory" };
      for (const [attribute, key] of Object.entries(attributes)) {
        if (this.hasAttribute(attribute)) config[key] = this.getAttribute(attribute);
      }
      this.#handle = mount(program, root, config, attributeOf);
      this.dispatchEvent(new CustomEvent("gsl-ready"));
    } catch (reason) {
      if (turn !== this.#turn) return;
      const lang = this.getAttribute("locale") ?? navigator.language;
      const words = await import("./failure.js").catch(() => undefined);
      if (turn !== this.#turn) return;
      shadow.replaceChildren(words?.failure(reason, lang.startsWith("zh") ? "zh-CN" : "en-US") ?? `gsl-console: ${reason.message}`);
      this.dispatchEvent(new CustomEvent("gsl-error", { detail: reason }));
    }
  }

  // The browser closes what was in the top layer without telling the console.
  #moved() {
    for (const dialog of this.shadowRoot.querySelectorAll("dialog[open]:not(:modal)")) {
      dialog.removeAttribute("open");
      dialog.showModal();
    }
    for (const popover of this.shadowRoot.querySelectorAll("[popover]:not(:popover-open)")) {
      if (popover.matches(".toasts:has(li)")) popover.showPopover();
      else popover.dispatchEvent(new Event("toggle"));
    }
  }

  #end() {
    this.#turn++;
    this.#connected = false;
    this.#handle?.unmount();
    this.#handle = undefined;
    this.shadowRoot?.replaceChildren();
  }
}

customElements.define("gsl-console", GslConsole);
