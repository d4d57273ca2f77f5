// Names the files of this build in manifest.json, { js, wasm, css }, for pages that embed the console (public/embed.js).
// Runs in trunk's staging directory, when every file has its last name.
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const [staging] = process.argv.slice(2);
const built = readdirSync(staging);

/** The one file that is called so. */
function one(pattern) {
  const found = built.filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`${found.length} files of ${staging} are called ${pattern}`);
  return found[0];
}

const manifest = {
  js: one(/^gsl-console-[0-9a-f]+\.js$/),
  wasm: one(/^gsl-console-[0-9a-f]+_bg\.wasm$/),
  css: one(/^console-[0-9a-f]+\.css$/),
};
writeFileSync(path.join(staging, "manifest.json"), `${JSON.stringify(manifest)}\n`);
