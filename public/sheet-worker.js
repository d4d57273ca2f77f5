// The worker's side of sheet.js. In: { id, call, args }; out: { ready } once, then { id, progress }, { id, result } or
// { id, error }.
import { Core, SheetError } from "./sheet-core.js";

const home = new URL(".", import.meta.url);
// Not to hold up messages: none but "check" takes long, and that one is ended with the worker.
const SLICE = 250;
const CALLS = ["bad", "badFile", "numbers", "rows", "upload", "template"];

let loading;
async function core() {
  try {
    return await (loading ??= Core.create(home));
  } catch (error) {
    loading = undefined;
    throw error;
  }
}

async function answer(id, call, args) {
  const module = await core();
  if (call === "check") {
    return module.check(...args, {
      slice: SLICE,
      breathe: () => Promise.resolve(),
      progress: (share) => self.postMessage({ id, progress: share }),
    });
  }
  if (!CALLS.includes(call)) throw new SheetError({ kind: "call", detail: call });
  return module[call](...args);
}

self.addEventListener("message", async ({ data: { id, call, args } }) => {
  try {
    const result = await answer(id, call, args);
    self.postMessage({ id, result }, ArrayBuffer.isView(result) ? [result.buffer] : []);
  } catch (error) {
    const what = error instanceof SheetError ? error.plain() : { kind: "crash", detail: String(error?.message ?? error) };
    self.postMessage({ id, error: what });
  }
});
self.postMessage({ ready: true });
