//! What the tests observe and control in the page: a service made of promises, and counts of everything still active.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(inline_js = r#"
const realFetch = globalThis.fetch;
let waiting = [];
let cancelled = 0;

// Every call stays pending until the test answers it.
export function holdCalls() {
  waiting = [];
  cancelled = 0;
  globalThis.fetch = (request) => new Promise((resolve, reject) => {
    const call = { url: new URL(request.url).pathname + new URL(request.url).search, resolve, reject };
    waiting.push(call);
    request.signal.addEventListener("abort", () => {
      cancelled++;
      reject(new DOMException("aborted", "AbortError"));
    });
  });
}
export function releaseFetch() { globalThis.fetch = realFetch; }
export function calls() { return waiting.map((call) => call.url); }
export function cancelledCalls() { return cancelled; }
export function answer(index, status, body) {
  waiting[index].resolve(new Response(body, { status, headers: { "X-Request-Id": `r${index}` } }));
}
// Answers every call, now and later, like a healthy service without data.
export function answerEverything() {
  globalThis.fetch = async (request) => {
    const path = new URL(request.url).pathname;
    const body = path === "/v1/capabilities" ? { service: "test", version: "0", extensions: [] }
      : path === "/v1/sim-cards" ? { limit: 10, offset: 1, count: 0, sim_cards: [] }
      : path === "/v1/price-plans" ? { limit: 10, offset: 1, count: 0, price_plans: [] }
      : path === "/v1/tags" ? { limit: 10, offset: 1, count: 0, tags: [] }
      : path === "/v1/attributes" ? { limit: 10, offset: 1, count: 0, attributes: [] }
      : { error_code: "APIGW.0101", error_msg: "no such path" };
    return new Response(JSON.stringify(body), { status: body.error_code ? 404 : 200 });
  };
}

// Counts of what could outlive a console: listeners outside of it, timers, observers.
const alive = { listeners: 0, timers: new Set(), observers: 0 };
let watched = false;
export function watchPage() {
  if (watched) return;
  watched = true;
  const foreign = (target) => target === globalThis || target === document || target === document.documentElement
    || target === document.body || target instanceof MediaQueryList;
  const add = EventTarget.prototype.addEventListener;
  const remove = EventTarget.prototype.removeEventListener;
  EventTarget.prototype.addEventListener = function (...args) {
    if (foreign(this ?? globalThis)) alive.listeners++;
    return add.apply(this ?? globalThis, args);
  };
  EventTarget.prototype.removeEventListener = function (...args) {
    if (foreign(this ?? globalThis)) alive.listeners--;
    return remove.apply(this ?? globalThis, args);
  };
  for (const [start, stop] of [["setTimeout", "clearTimeout"], ["setInterval", "clearInterval"]]) {
    const begin = globalThis[start].bind(globalThis);
    const end = globalThis[stop].bind(globalThis);
    globalThis[start] = (callback, ms, ...rest) => {
      const id = begin(start === "setTimeout" ? (...a) => { alive.timers.delete(id); callback(...a); } : callback, ms, ...rest);
      alive.timers.add(id);
      return id;
    };
    globalThis[stop] = (id) => { alive.timers.delete(id); end(id); };
  }
  for (const name of ["ResizeObserver", "IntersectionObserver", "MutationObserver"]) {
    const Real = globalThis[name];
    globalThis[name] = class extends Real {
      observe(...args) { if (!this.counted) { this.counted = true; alive.observers++; } super.observe(...args); }
      disconnect() { if (this.counted) { this.counted = false; alive.observers--; } super.disconnect(); }
    };
  }
}
export function leftRunning() { return `${alive.listeners} listeners, ${alive.timers.size} timers, ${alive.observers} observers`; }
export function countNodes() { return document.querySelectorAll("*").length; }

// Resolves after pending promises, effects and one painted frame.
export function settled() {
  return new Promise((resolve) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => { channel.port1.close(); resolve(); };
    channel.port2.postMessage(0);
  }));
}
"#)]
extern "C" {
    #[wasm_bindgen(js_name = holdCalls)]
    pub fn hold_calls();
    #[wasm_bindgen(js_name = releaseFetch)]
    pub fn release_fetch();
    pub fn calls() -> Vec<String>;
    #[wasm_bindgen(js_name = cancelledCalls)]
    pub fn cancelled_calls() -> u32;
    pub fn answer(index: usize, status: u16, body: &str);
    #[wasm_bindgen(js_name = answerEverything)]
    pub fn answer_everything();
    #[wasm_bindgen(js_name = watchPage)]
    pub fn watch_page();
    #[wasm_bindgen(js_name = leftRunning)]
    pub fn left_running() -> String;
    #[wasm_bindgen(js_name = countNodes)]
    pub fn count_nodes() -> u32;
    #[wasm_bindgen(js_name = settled)]
    fn settled_js() -> js_sys::Promise;
}

/// Waits until everything pending has finished.
pub async fn settled() {
    for _ in 0..3 {
        wasm_bindgen_futures::JsFuture::from(settled_js())
            .await
            .unwrap();
    }
}
