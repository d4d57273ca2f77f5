// What wasm-bindgen writes between the program and the page, made smaller: its script and the main module, changed together.
import binaryen from "binaryen";
import { all, replaced } from "./expect.mjs";
import { renameImports } from "./wasm.mjs";

/** Classes that come with a dependency of Leptos; nobody makes one. */
const UNUSED = /intounderlying(bytesource|sink|source)/i;

/** Both without the classes nobody makes; what only they need goes when the module is optimized. */
export function withoutUnused(script, wasm) {
  const module = binaryen.readBinary(wasm);
  const exports = Array.from({ length: module.getNumExports() }, (_, i) => binaryen.getExportInfo(module.getExportByIndex(i)).name);
  const unused = exports.filter((name) => UNUSED.test(name));
  if (unused.length === 0) throw new Error(`exports of unused classes: nothing matches ${UNUSED}`);
  unused.forEach((name) => module.removeExport(name));
  const cleaned = module.emitBinary();
  module.dispose();
  const without = (script, statement, what) => replaced(script, statement, (text, name) => (UNUSED.test(name) ? "" : text), what);
  const classes = without(script, /^export class (\w+) \{[\s\S]*?^\}\n/gm, "classes");
  const rest = without(classes, /^(?:const|if \(Symbol\.dispose\)) (\w+)[\s\S]*?;\n/gm, "what is done with classes");
  if (UNUSED.test(rest)) throw new Error(`the script still names an unused class: ${UNUSED.exec(rest)[0]}`);
  return { script: rest, wasm: cleaned };
}

/** The module of an import that wasm-bindgen's script answers itself; others come from modules of their own. */
const OWN = "./main_bg.js";

/** Both with imports of short names, the script without those the module does not ask for; and what is called what. */
export function shortImports(script, wasm) {
  const names = new Map();
  const own = new Set();
  const short = renameImports(wasm, (name, from) => {
    if (!names.has(name)) names.set(name, `_${names.size.toString(36)}`);
    if (from === OWN) own.add(name);
    return names.get(name);
  });
  const entry = /^ {8}(__wb\w+): [\s\S]*?^ {8}\}.*\n/gm;
  const answered = new Set(all(script, entry, "imports of the main module in the script").map(([, name]) => name));
  const missing = [...own].filter((name) => !answered.has(name));
  if (missing.length > 0) throw new Error(`imports that the script does not answer: ${missing.join(", ")}`);
  const kept = script.replace(entry, (text, name) => (names.has(name) ? text.replace(name, names.get(name)) : ""));
  return { script: kept, wasm: short, names };
}
