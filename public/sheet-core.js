// The module that reads card lists: loading it, and one check at a time. The worker runs this, and the page where no
// worker can be started.

// Rows between two looks at the clock.
const ROWS = 50;
// Largest file or text that is read, in bytes: a list of 100,000 cards has a few MB. More is refused before it is in memory.
const LARGEST = 64 << 20;

/** An error with the module's own `kind`: empty, encoding, old_or_protected, not_a_sheet, damaged, too_large,
 *  too_many_rows (with `most`), open_quote (with `row`), no_such_sheet, call, or `load` when the module itself did not
 *  arrive. */
export class SheetError extends Error {
  constructor(what) {
    super(what.detail ?? what.kind);
    this.name = "SheetError";
    this.kind = what.kind;
    this.sheets = what.sheets;
    this.row = what.row;
    this.most = what.most;
  }

  /** For postMessage, which keeps no class. */
  plain() {
    return { kind: this.kind, detail: this.message, sheets: this.sheets, row: this.row, most: this.most };
  }
}

/** What the module throws is its FileError as JSON text; anything else is a trap or a bug and stays what it is. */
function translated(thrown) {
  if (typeof thrown !== "string") return thrown;
  try {
    return new SheetError(JSON.parse(thrown));
  } catch {
    return new Error(thrown);
  }
}

async function fetched(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  return response;
}

/** Loads the module from the folder `home`. sheet.json names the current files, which are cached for ever. */
async function load(home) {
  try {
    const { js, wasm } = await (await fetched(new URL("sheet.json", home), { cache: "no-cache" })).json();
    const program = await import(new URL(js, home).href);
    await program.default({ module_or_path: fetched(new URL(wasm, home)) });
    return program;
  } catch (error) {
    throw new SheetError({ kind: "load", detail: String(error?.message ?? error) });
  }
}

export class Core {
  #program;
  #sheet;

  static async create(home) {
    const core = new Core();
    core.#program = await load(home);
    return core;
  }

  /** Checks a Blob, or a pasted text. `turn` is { slice: ms, breathe(): Promise, progress(share) }. Resolves to the summary. */
  async check(source, template, sheet, turn) {
    this.close();
    if ((source.size ?? source.length) > LARGEST) throw new SheetError({ kind: "too_large" });
    const opened =
      typeof source === "string"
        ? this.#try(() => this.#program.Sheet.pasted(source, template))
        : this.#open(new Uint8Array(await source.arrayBuffer()), template, sheet);
    this.#sheet = opened;
    for (;;) {
      const until = performance.now() + turn.slice;
      let done = false;
      while (!done && performance.now() < until) done = this.#try(() => opened.step(ROWS));
      turn.progress(opened.progress());
      if (done) return JSON.parse(opened.summary());
      await turn.breathe();
      // Closed meanwhile: another check, or none.
      if (this.#sheet !== opened) throw new DOMException("closed", "AbortError");
    }
  }

  /** Text that is no UTF-8 is GB18030 here: what a Chinese Excel writes as CSV. */
  #open(bytes, template, sheet) {
    try {
      return this.#try(() => this.#program.Sheet.open(bytes, template, sheet));
    } catch (error) {
      if (error.kind !== "encoding") throw error;
      let text;
      try {
        text = new TextDecoder("gb18030", { fatal: true }).decode(bytes);
      } catch {
        throw error;
      }
      return this.#try(() => this.#program.Sheet.open(new TextEncoder().encode(text), template, sheet));
    }
  }

  #try(work) {
    try {
      return work();
    } catch (thrown) {
      throw translated(thrown);
    }
  }

  /** Bad rows from a place on: [{ row, text, fault }]. */
  bad(from, count) {
    return JSON.parse(this.#checked().bad(from, count));
  }

  /** The bad rows as a file, "csv" or "xlsx", in the words given. */
  badFile(kind, words) {
    return this.#try(() => this.#checked().badFile(kind, words));
  }

  /** The numbers to use, one a line, UTF-8. */
  numbers() {
    return this.#checked().numbers();
  }

  /** The rows they stand in. */
  rows() {
    return this.#checked().rows();
  }

  /** The rows to use as CSV for the service. */
  upload() {
    return this.#checked().upload();
  }

  /** A template to fill in. */
  template(kind, template, language) {
    return this.#try(() => this.#program.template(kind, template, language));
  }

  #checked() {
    if (!this.#sheet) throw new SheetError({ kind: "call", detail: "nothing was checked" });
    return this.#sheet;
  }

  /** Gives the memory of the last check back. */
  close() {
    this.#sheet?.free();
    this.#sheet = undefined;
  }
}
