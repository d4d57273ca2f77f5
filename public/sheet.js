// Card lists out of files, the page's side. Loaded when somebody picks a file.
//
// The work is done in a worker of ours. Where none can be started (files on a CDN of another origin, a policy that allows
// no worker or no Trusted Types policy of ours) the same module runs in the page, in slices short enough that it answers input in between.
import { Core, SheetError } from "./sheet-core.js";

export { SheetError };

const home = new URL(".", import.meta.url);
// Longest slice of work in the page, in ms.
const SLICE = 8;
const TYPES = { csv: "text/csv", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };

const WORKER = new URL("sheet-worker.js", home).href;

let policy;
/** The worker's address. Pages that enforce Trusted Types take it from a policy only; ours lets this one address through. */
function workerUrl() {
  if (!globalThis.trustedTypes) return WORKER;
  // Throws where the page does not allow a policy of this name.
  policy ??= trustedTypes.createPolicy("gsl-console", {
    createScriptURL(url) {
      if (url !== WORKER) throw new TypeError(`${url} is no worker of the console`);
      return url;
    },
  });
  return policy.createScriptURL(WORKER);
}

/** A gsl_model::sheet::Template in the lines the module reads. */
function lines({ numbers = "iccid", columns }) {
  const plain = (text) => text.replace(/[\t\r\n]+/g, " ");
  return [numbers, ...columns.map(({ field, need, heading }) => [field, need, plain(heading ?? "")].join("\t"))].join("\n");
}

const closed = () => new DOMException("closed", "AbortError");

/** A worker and the calls under way in it. */
class Remote {
  #worker;
  #calls = new Map();
  #last = 0;

  /** Resolves once the worker runs; rejects where none may. */
  static start() {
    return new Promise((resolve, reject) => {
      // Throws for a script of another origin.
      const worker = new Worker(workerUrl(), { type: "module", name: "gsl-sheet" });
      worker.onerror = (event) => {
        event.preventDefault();
        worker.terminate();
        reject(new Error(event.message || "no worker"));
      };
      worker.onmessage = () => resolve(new Remote(worker));
    });
  }

  constructor(worker) {
    this.#worker = worker;
    worker.onmessage = ({ data }) => this.#settle(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#end(new SheetError({ kind: "crash", detail: event.message }));
    };
  }

  call(name, args, onProgress) {
    return new Promise((resolve, reject) => {
      const id = ++this.#last;
      this.#calls.set(id, { resolve, reject, onProgress });
      this.#worker.postMessage({ id, call: name, args });
    });
  }

  #settle({ id, progress, result, error }) {
    const call = this.#calls.get(id);
    if (!call) return;
    if (progress !== undefined) return call.onProgress?.(progress);
    this.#calls.delete(id);
    if (error) call.reject(new SheetError(error));
    else call.resolve(result);
  }

  #end(reason) {
    this.#worker.terminate();
    for (const call of this.#calls.values()) call.reject(reason);
    this.#calls.clear();
  }

  close() {
    this.#end(closed());
  }
}

/** The same calls, answered in the page. */
class Local {
  #core;
  #channel = new MessageChannel();
  #closed = false;
  #wake;

  static async start() {
    const local = new Local();
    local.#core = await Core.create(home);
    return local;
  }

  async call(name, args, onProgress) {
    await this.#breathe();
    if (name !== "check") return this.#core[name](...args);
    return this.#core.check(...args, {
      slice: SLICE,
      breathe: () => this.#breathe(),
      progress: (share) => onProgress?.(share),
    });
  }

  // A task of its own, so that input comes first; a timer would wait 4 ms, and a second in a tab behind.
  #breathe() {
    if (this.#closed) return Promise.reject(closed());
    return new Promise((resolve, reject) => {
      this.#wake = reject;
      this.#channel.port1.onmessage = resolve;
      this.#channel.port2.postMessage(null);
    });
  }

  close() {
    this.#closed = true;
    this.#channel.port1.close();
    this.#core.close();
    // A closed port wakes nobody.
    this.#wake?.(closed());
  }
}

async function start() {
  try {
    return await Remote.start();
  } catch {
    return Local.start();
  }
}

/** A list that was checked. `close()` gives its memory back; nothing can be asked after that. */
class Checked {
  #back;

  constructor(back, summary) {
    this.#back = back;
    /** gsl_model::sheet::Summary */
    this.summary = summary;
    /** "worker" or "page" */
    this.where = back instanceof Remote ? "worker" : "page";
  }

  /** Bad rows from a place on: [{ row, text, fault }]. */
  bad(from, count) {
    return this.#back.call("bad", [from, count]);
  }

  /** The bad rows as a file to download; `words` as gsl_sheet::faults has them. */
  async badFile(kind, words) {
    const text = Object.entries(words).map(([key, word]) => `${key}\t${word}`);
    return new Blob([await this.#back.call("badFile", [kind, text.join("\n")])], { type: TYPES[kind] });
  }

  /** The numbers to use, one a line: Uint8Array of UTF-8. */
  numbers() {
    return this.#back.call("numbers", []);
  }

  /** The rows they stand in: Uint32Array. */
  rows() {
    return this.#back.call("rows", []);
  }

  /** The rows to use as a file for the service: CSV with the fields' keys as headings. */
  async upload() {
    return new Blob([await this.#back.call("upload", [])], { type: TYPES.csv });
  }

  close() {
    this.#back.close();
  }
}

/**
 * Checks a file (Blob) or a pasted text.
 * @param {Blob | string} source
 * @param {{ template: object, sheet?: string, onProgress?: (share: number) => void, signal?: AbortSignal }} options
 *   `template` is a gsl_model::sheet::Template.
 * @returns {Promise<Checked>} rejects with a SheetError, or an AbortError when the signal says so
 */
export async function check(source, { template, sheet, onProgress, signal }) {
  const aborted = () => new DOMException("aborted", "AbortError");
  if (signal?.aborted) throw aborted();
  const back = await start();
  const abort = () => back.close();
  signal?.addEventListener("abort", abort, { once: true });
  try {
    if (signal?.aborted) throw aborted();
    const summary = await back.call("check", [source, lines(template), sheet], onProgress);
    return new Checked(back, summary);
  } catch (error) {
    back.close();
    throw signal?.aborted ? aborted() : error;
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}

/** A template to fill in, as a Blob: "csv" or "xlsx", in "zh-CN" or "en-US". */
export async function template(kind, template, language) {
  const back = await start();
  try {
    return new Blob([await back.call("template", [kind, lines(template), language])], { type: TYPES[kind] });
  } finally {
    back.close();
  }
}
