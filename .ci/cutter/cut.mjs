// Cuts the console's program into the parts of src/pages/parts.rs: what the frame needs, what each part needs, and what
// several parts share. Runs after a release build, in trunk's staging directory, and puts its files in place of the one
// module trunk made. Everything is optimized here, each file by itself.
import { createHash } from "node:crypto";
import { execFile } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { promisify } from "node:util";
import binaryen from "binaryen";
import { shortImports, withoutUnused } from "./bindings.mjs";
import { all, replaced } from "./expect.mjs";
import { pack } from "./packing.mjs";
import { PARTS, entries, expectParts, weightOf } from "./parts.mjs";
import { contentSize, flatTable } from "./wasm.mjs";

const [linked, staging] = process.argv.slice(2);
const run = promisify(execFile);
const work = mkdtempSync(path.join(tmpdir(), "parts-"));
const at = (...names) => path.join(work, ...names);

// What the compiler may have used, for the optimizer and for its command line.
const features = [
  "BulkMemory", "BulkMemoryOpt", "NontrappingFPToInt", "SignExt", "MutableGlobals", "ReferenceTypes",
  "CallIndirectOverlong", "Multivalue",
].reduce((all, name) => all | binaryen.Features[name], 0);
const flags = [
  "--enable-bulk-memory", "--enable-nontrapping-float-to-int", "--enable-sign-ext", "--enable-mutable-globals",
  "--enable-reference-types", "--enable-multivalue",
];
// Measured on the compressed main module: with each function inlined into its only caller, as -Oz does by default, the
// same patterns of code look different everywhere and cost 5 kB; nothing of ours is below address 1024, where the stack ends.
const ONE_CALLER_INLINE = 15;

/** Files that chunks are packed into. */
const COUNT = 48;

try {
  const built = readdirSync(staging);
  const [[, old]] = all(built.join("\n"), /^gsl-console-([0-9a-f]+)\.js$/gm, "the script that trunk built");

  await run("wasm-split-cli", ["--target", "web", "--out-name", "main", linked, at("cut")]);
  await run("wasm-bindgen", [
    "--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", "main", "--out-dir", at("bound"), at("cut", "main.wasm"),
  ]);

  // The cutter makes one chunk per set of parts that share something; they are put together into few files.
  const map = readFileSync(at("cut", "__wasm_split.js"), "utf8");
  const chunks = all(map, /\/\* (.*?) \*\/\nconst __chunk_(\d+)/g, "chunks in the map of wasm-split").map(([, parts, number]) => ({
    parts: parts.split(", "),
    file: at("cut", `chunk_${number}.wasm`),
  }));
  const parts = all(map, /export const __wasm_split_load_(\w+)/g, "parts in the map of wasm-split").map(([, name]) => name);
  expectParts(parts);
  // What two entries need is in the main module, which takes as long as the others together: a process of its own beside them.
  const inMain = (chunk) => entries.filter((part) => chunk.parts.includes(part)).length > 1;
  mkdirSync(at("out"));
  // Chunks and what they import from, as one module.
  const merge = (from, group, out) => {
    const named = group.flatMap((chunk, i) => [chunk.file, `chunk_${i}`]);
    return run("wasm-merge", [from, "__wasm_split", ...named, "-o", out, "--rename-export-conflicts", ...flags]);
  };
  const main = (async () => {
    const script = readFileSync(at("bound", "main.js"), "utf8");
    await merge(at("bound", "main_bg.wasm"), chunks.filter(inMain), at("merged.wasm"));
    const cleaned = withoutUnused(script, readFileSync(at("merged.wasm")));
    writeFileSync(at("merged.wasm"), cleaned.wasm);
    await run("wasm-opt", [at("merged.wasm"), "-Oz", `--one-caller-inline-max-function-size=${ONE_CALLER_INLINE}`, "--low-memory-unused", "--strip-producers", "--strip-target-features", ...flags, "-o", at("main.wasm")]);
    const short = shortImports(cleaned.script, readFileSync(at("main.wasm")));
    writeFileSync(at("bound", "main.js"), short.script);
    writeFileSync(at("out", "main.wasm"), flatTable(short.wasm));
    return short.names;
  })();
  binaryen.setOptimizeLevel(2);
  binaryen.setShrinkLevel(2);
  binaryen.setOneCallerInlineMaxSize(ONE_CALLER_INLINE);
  binaryen.setLowMemoryUnused(true);
  const optimize = async (file) => {
    const module = binaryen.readBinary(readFileSync(file));
    module.setFeatures(features);
    module.optimize();
    module.runPasses(["strip-producers", "strip-target-features"]);
    writeFileSync(file, module.emitBinary());
    module.dispose();
    await setImmediate();
  };
  const shared = chunks.filter((chunk) => !inMain(chunk));
  for (const chunk of shared) chunk.size = contentSize(readFileSync(chunk.file));
  // What all of them import, memory, table and stack, is imported once per file.
  await run("wasm-dis", [at("cut", `split_${entries[0]}.wasm`), ...flags, "-o", at("entry.wat")]);
  const imports = all(readFileSync(at("entry.wat"), "utf8"), /\(import "__wasm_split" "(\w+)" (\((\w+ \S+) .*\))\)$/gm, "what parts import");
  const passed = imports.map(([, name, what, which]) => `(import "main" "${name}" ${what}) (export "${name}" (${which}))`);
  writeFileSync(at("passed.wat"), `(module ${passed.join(" ")})`);
  await run("wasm-as", [at("passed.wat"), ...flags, "-o", at("passed.wasm")]);
  const files = new Map();
  const needs = new Map(parts.map((part) => [part, []]));
  for (const [i, group] of pack(shared, { count: COUNT, weightOf }).entries()) {
    const [name, file] = [`shared_${i}`, at("cut", `shared_${i}.wasm`)];
    await merge(at("passed.wasm"), group.chunks, file);
    files.set(name, file);
    for (const part of group.parts) needs.get(part).push(name);
  }
  for (const part of parts) {
    const file = at("cut", `split_${part}.wasm`);
    if (!existsSync(file)) continue;
    files.set(part, at("cut", `${part}.wasm`));
    await merge(at("passed.wasm"), [{ file }], files.get(part));
    needs.get(part).push(part);
  }
  for (const [name, file] of files) {
    await optimize(file);
    copyFileSync(file, at("out", `${name}.wasm`));
  }
  const names = await main;

  // What fetches parts; wasm-bindgen's script imports it and is imported by it.
  const load = (part) => {
    const name = names.get(`__wasm_split_load_${part}`);
    return `export const ${name} = (callback, data) => load(${JSON.stringify(needs.get(part))}, callback, data);`;
  };
  writeFileSync(at("bound", "__wasm_split.js"), `
import { initSync } from "./main.js";
const FILES = { ${[...files.keys()].map((name) => `${name}: new URL("./gsl-${name}-HASH.wasm", import.meta.url)`).join(", ")} };
const FIRST = [${Object.entries(PARTS).filter(([, { path }]) => path).map(([part, { path }]) => `[${path}, ${JSON.stringify(needs.get(part))}]`).join(", ")}];
const coming = {};
const here = {};
async function fetchFile(name) {
  const response = await fetch(FILES[name]);
  if (!response.ok) throw new Error(response.url + ": HTTP " + response.status);
  return WebAssembly.compile(await response.arrayBuffer());
}
async function put(name) {
  await WebAssembly.instantiate(await (coming[name] ??= fetchFile(name)), { main: initSync() });
}
// A file is fetched once, and again after it failed.
const file = (name) => (here[name] ??= put(name).catch((problem) => { delete coming[name]; delete here[name]; throw problem; }));
// What the first page of a page of its own needs comes beside the main module.
if (document.querySelector("script[data-wasm]")) {
  const below = location.pathname.slice(new URL(".", import.meta.url).pathname.length).replace(/\\/$/, "");
  for (const name of FIRST.find(([path]) => path.test(below))?.[1] ?? []) (coming[name] = fetchFile(name)).catch(() => {});
}
async function load(names, callback, data) {
  let arrived = true;
  try { await Promise.all(names.map(file)); } catch (problem) { console.warn(problem); arrived = false; }
  initSync().__indirect_function_table.get(callback)(data, arrived);
}
${parts.map(load).join("\n")}
`);
  await run("esbuild", [
    at("bound", "main.js"), "--bundle", "--minify", "--format=esm", `--outfile=${at("out", "main.js")}`, "--log-level=error",
  ]);

  // One name for all that belong together, from what they hold.
  const hash = createHash("sha256");
  for (const name of readdirSync(at("out")).sort()) hash.update(name).update(readFileSync(at("out", name)));
  const now = hash.digest("hex").slice(0, 16);
  for (const name of [`gsl-console-${old}.js`, `gsl-console-${old}_bg.wasm`]) rmSync(path.join(staging, name));
  const put = (name, body) => writeFileSync(path.join(staging, name), body);
  const script = replaced(readFileSync(at("out", "main.js"), "utf8"), "-HASH.wasm", `-${now}.wasm`, "files of parts in the script");
  put(`gsl-console-${now}.js`, replaced(script, "main_bg.wasm", `gsl-console-${now}_bg.wasm`, "the main module in the script"));
  put(`gsl-console-${now}_bg.wasm`, readFileSync(at("out", "main.wasm")));
  for (const name of files.keys()) put(`gsl-${name}-${now}.wasm`, readFileSync(at("out", `${name}.wasm`)));
  put("index.html", replaced(readFileSync(path.join(staging, "index.html"), "utf8"), old, now, "files in index.html"));
} finally {
  rmSync(work, { recursive: true });
}
