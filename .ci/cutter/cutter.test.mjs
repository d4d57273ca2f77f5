// `node --test .ci/cutter`
import assert from "node:assert/strict";
import { test } from "node:test";
import binaryen from "binaryen";
import { shortImports, withoutUnused } from "./bindings.mjs";
import { all, replaced } from "./expect.mjs";
import { pack } from "./packing.mjs";
import { PARTS, entries, expectParts, weightOf } from "./parts.mjs";
import { contentSize, flatTable } from "./wasm.mjs";

const equal = () => 1;
const chunk = (parts, size) => ({ parts: parts.split(" "), size });

test("every chunk is in one file, which goes to every part that needs the chunk", () => {
  const names = ["a", "b", "c", "d", "e"];
  const chunks = [];
  for (let set = 3; set < 32; set += 1) {
    const parts = names.filter((_, i) => set & (1 << i));
    if (parts.length > 1) chunks.push({ parts, size: (set * 7919) % 100 + 1 });
  }
  for (const count of [1, 2, 7, chunks.length, 100]) {
    const files = pack(chunks, { count, weightOf: equal });
    assert.equal(files.length, Math.min(count, chunks.length));
    assert.deepEqual(new Set(files.flatMap((file) => file.chunks)), new Set(chunks));
    assert.equal(files.flatMap((file) => file.chunks).length, chunks.length);
    for (const file of files) for (const one of file.chunks) assert.ok(one.parts.every((part) => file.parts.includes(part)));
  }
});

test("chunks of the same parts go together before any page carries what it does not need", () => {
  const files = pack([chunk("a b", 10), chunk("c d", 900), chunk("a b", 700), chunk("c d", 5)], { count: 2, weightOf: equal });
  assert.deepEqual(files.map((file) => file.parts.join(" ")).sort(), ["a b", "c d"]);
});

test("the pages with the greater weight carry less", () => {
  const chunks = [chunk("a b", 100), chunk("a c", 100), chunk("b c", 100)];
  const heavy = (name) => {
    const files = pack(chunks, { count: 2, weightOf: (part) => (part === name ? 10 : 1) });
    const needed = (file) => file.chunks.filter((one) => one.parts.includes(name)).length;
    return files.filter((file) => file.parts.includes(name)).every((file) => needed(file) === file.chunks.length);
  };
  for (const name of ["a", "b", "c"]) assert.ok(heavy(name), name);
});

test("more parts than a table of their sets can hold are refused", () => {
  const parts = Array.from({ length: 25 }, (_, i) => `p${i}`);
  assert.throws(() => pack([{ parts, size: 1 }], { count: 1, weightOf: equal }), /25 parts/);
});

test("the table and the program have the same parts", () => {
  const known = Object.keys(PARTS);
  expectParts(known);
  assert.throws(() => expectParts([...known, "new_part"]), /new_part of the program is not in/);
  assert.throws(() => expectParts(known.slice(1)), new RegExp(`the program has no ${known[0]}`));
  assert.ok(entries.length > 1 && entries.every((part) => PARTS[part].path && weightOf(part) > 1));
});

test("an address has one part", () => {
  const of = (path) => Object.keys(PARTS).filter((part) => PARTS[part].path?.test(path));
  const expected = {
    "": "overview_part", cards: "cards_part", "cards/9007199254740993": "card_part", pools: "pools_part", "pools/backward": "pools_part",
    "pools/12": "pool_part", "pools/backward/12": "pool_part", "pools/12/add-on": "add_on_part", "add-on": "add_on_part",
    orders: "orders_part", "orders/5": "orders_part", purchase: "purchase_part", renewal: "renewal_part", "renewal/calendar": "renewal_part",
    tags: "labels_part", attributes: "labels_part", check: "check_part", regions: "check_part", batch: "batch_part", "batch/7": "batch_part",
    "work-orders": "work_part", "work-orders/3": "work_part", exports: "exports_part", "account-sync": "account_part",
  };
  for (const [path, part] of Object.entries(expected)) assert.deepEqual(of(path), [part], path);
  for (const path of ["pools/new", "pools/12/activate", "card", "nowhere"]) assert.deepEqual(of(path), [], path);
});

test("a pattern that finds nothing is a failure that says what was looked for", () => {
  assert.throws(() => all("text", /x(\d)/g, "numbers"), /numbers: nothing matches/);
  assert.throws(() => replaced("text", "a.b", "", "the module"), /the module: nothing matches/);
  assert.equal(replaced("a.b axb a.b", "a.b", "c", "the module"), "c axb c");
});

/** A script and a module as wasm-bindgen writes them, as far as the cutter looks. */
const SCRIPT = `import * as import1 from "./__wasm_split.js"
export class Handle {
    free() { wasm.__wbg_handle_free(this.ptr, 0); }
}
if (Symbol.dispose) Handle.prototype[Symbol.dispose] = Handle.prototype.free;
export class IntoUnderlyingSink {
    free() { wasm.__wbg_intounderlyingsink_free(this.ptr, 0); }
}
if (Symbol.dispose) IntoUnderlyingSink.prototype[Symbol.dispose] = IntoUnderlyingSink.prototype.free;
function __wbg_get_imports() {
    const import0 = {
        __wbg_used_f249: function(arg0) {
            return arg0;
        },
        __wbg_unused_8a55: function(arg0) {
            return -arg0;
        },
        __wbindgen_cast_0000: function(arg0) { // a comment
            return arg0 + 1;
        },
    };
    return { "./main_bg.js": import0, "./__wasm_split.js": import1 };
}
const HandleFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_handle_free(ptr, 1));
const IntoUnderlyingSinkFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_intounderlyingsink_free(ptr, 1));
`;

function moduleOf(text) {
  const module = binaryen.parseText(text);
  const bytes = Buffer.from(module.emitBinary());
  module.dispose();
  return bytes;
}

const WASM = moduleOf(`(module
  (import "./main_bg.js" "__wbg_used_f249" (func $used (param i32) (result i32)))
  (import "./main_bg.js" "__wbindgen_cast_0000" (func $cast (param i32) (result i32)))
  (import "./__wasm_split.js" "__wasm_split_load_cards_part" (func $load (param i32 i32)))
  (func $free (export "__wbg_handle_free") (param i32 i32) (call $load (local.get 0) (call $used (call $cast (local.get 1)))))
  (func (export "__wbg_intounderlyingsink_free") (param i32 i32)))`);

const linked = (wasm) => ({
  imports: WebAssembly.Module.imports(new WebAssembly.Module(wasm)),
  exports: WebAssembly.Module.exports(new WebAssembly.Module(wasm)).map(({ name }) => name),
});

test("classes nobody makes are taken out of script and module", () => {
  const { script, wasm } = withoutUnused(SCRIPT, WASM);
  assert.doesNotMatch(script, /IntoUnderlying/i);
  assert.match(script, /export class Handle/);
  assert.match(script, /HandleFinalization = [\s\S]*__wbg_handle_free\(ptr, 1\)/);
  assert.deepEqual(linked(wasm).exports, ["__wbg_handle_free"]);
});

test("imports have the same short names in script and module, and unused ones are gone", () => {
  const { script, wasm, names } = shortImports(SCRIPT, WASM);
  assert.deepEqual(linked(wasm).imports.map(({ module, name }) => [module, name]), [
    ["./main_bg.js", "_0"], ["./main_bg.js", "_1"], ["./__wasm_split.js", "_2"],
  ]);
  assert.equal(names.get("__wasm_split_load_cards_part"), "_2");
  assert.match(script, /^ {8}_0: function\(arg0\) \{\n {12}return arg0;/m);
  assert.match(script, /^ {8}_1: function\(arg0\) \{ \/\/ a comment\n/m);
  assert.doesNotMatch(script, /__wbg_unused|__wbg_used|__wbindgen_cast/);
});

test("another form of the script is a failure, not a page that does not start", () => {
  const renamed = SCRIPT.replace("__wbg_used_f249: function", "'__wbg_used_f249': function");
  assert.throws(() => shortImports(renamed, WASM), /imports that the script does not answer: __wbg_used_f249/);
  const arrows = SCRIPT.replaceAll(/^ {8}(__wb)/gm, "      $1");
  assert.throws(() => shortImports(arrows, WASM), /imports of the main module in the script: nothing matches/);
  assert.throws(() => withoutUnused(SCRIPT.replaceAll("export class", "class"), WASM), /classes: nothing matches/);
  const half = SCRIPT.replace("const IntoUnderlyingSinkFinalization", "var IntoUnderlyingSinkFinalization");
  assert.throws(() => withoutUnused(half, WASM), /still names an unused class/);
  const clean = moduleOf(`(module (func (export "mount")))`);
  assert.throws(() => withoutUnused(SCRIPT, clean), /exports of unused classes/);
});

test("what a chunk weighs is its code and data, not its names", () => {
  const sized = (data) => moduleOf(`(module (memory 1) (data (i32.const 0) "${data}") (func (export "a_long_name") (nop)))`);
  assert.equal(contentSize(sized("x".repeat(50))) - contentSize(sized("x".repeat(20))), 30);
  assert.ok(contentSize(WASM) < WASM.length / 2);
});

test("a function table filled in pieces is the same table filled in runs", () => {
  const functions = Array.from({ length: 300 }, (_, i) => `(func $f${i} (result i32) (i32.const ${i}))`).join(" ");
  const run = (from, to) => Array.from({ length: to - from }, (_, i) => `$f${from + i}`).join(" ");
  const pieces = moduleOf(`(module (table (export "t") 400 400 funcref)
    (elem (i32.const 1) func ${run(0, 100)}) (elem (i32.const 101) func ${run(100, 250)})
    (elem (table 0) (i32.const 300) funcref (ref.func $f7) (ref.null func) (ref.func $f8))
    (elem (i32.const 320) func ${run(250, 300)}) ${functions})`);
  const flat = flatTable(pieces);
  assert.ok(flat.length < pieces.length);
  const entries = (wasm) => {
    const { t } = new WebAssembly.Instance(new WebAssembly.Module(wasm)).exports;
    return Array.from({ length: t.length }, (_, i) => t.get(i)?.());
  };
  assert.deepEqual(entries(flat), entries(pieces));
  assert.equal(entries(flat)[250], 249);
  assert.equal(entries(flat)[301], undefined);
});
