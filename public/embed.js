// <gsl-console>: the console as a custom element, in its own shadow root.
//
//   <script type="module" src="https://cdn.example.com/gsl/embed.js"></script>
//   <gsl-console history="memory" api-base="https://api.example.com" locale="zh-CN" theme="light"></gsl-console>
import { load } from "./boot.js";

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

// The page of the standalone console names the current, hashed files: it is the only manifest there is.
let files;
function findFiles() {
  files ??= fetch(new URL("index.html", home), { cache: "no-cache" }).then(async (response) => {
    if (!response.ok) throw new Error(`index.html: HTTP ${response.status}`);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const script = page.querySelector("script[data-wasm]");
    // The standalone page may be built for another path: file names are what counts.
    const here = (path) => new URL(path.split("/").pop(), home).href;
    return {
      js: here(script.dataset.js),
      wasm: here(script.dataset.wasm),
      css: [...page.querySelectorAll('link[rel="stylesheet"]')].map((link) => here(link.getAttribute("href"))),
    };
  });
  return files;
}

class GslConsole extends HTMLElement {
  #handle;
  #turn = 0;

  async connectedCallback() {
    const turn = ++this.#turn;
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    try {
      const { js, wasm, css } = await findFiles();
      const program = await load(js, wasm);
      // Taken away or moved while loading: the newest connection mounts.
      if (turn !== this.#turn || !this.isConnected) return;
      const links = css.map((href) => {
        const link = document.createElement("link");
        link.rel = "stylesheet";
        link.href = href;
        return link;
      });
      const root = document.createElement("div");
      root.className = "gsl-host";
      shadow.replaceChildren(...links, root);
      const config = { history: "memory" };
      for (const [attribute, key] of Object.entries(attributes)) {
        if (this.hasAttribute(attribute)) config[key] = this.getAttribute(attribute);
      }
      this.#handle = program.mount(root, config);
      this.dispatchEvent(new CustomEvent("gsl-ready"));
    } catch (error) {
      files = undefined;
      const alert = document.createElement("p");
      alert.setAttribute("role", "alert");
      alert.textContent = `gsl-console: ${error.message}`;
      shadow.replaceChildren(alert);
      this.dispatchEvent(new CustomEvent("gsl-error", { detail: error }));
    }
  }

  disconnectedCallback() {
    this.#turn++;
    this.#handle?.unmount();
    this.#handle = undefined;
    this.shadowRoot?.replaceChildren();
  }
}

customElements.define("gsl-console", GslConsole);
