// The end of `make test`: which of the console's questions have a passing test, and how many tests passed and failed.
// node summary.mjs LOGS RESULTS, after whatever ran; what did not run is not counted.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const [logs, results] = process.argv.slice(2);
const text = (file) => (existsSync(file) ? readFileSync(file, "utf8") : "");

// How many questions each chapter has; 74 together. Chapters 6–7 and 11–12 are one heading each.
const CHAPTERS = { 2: 4, 3: 12, 4: 3, 5: 9, 6: 1, 7: 1, 8: 2, 9: 15, 10: 9, 11: 1, 12: 5, 13: 12 };
const questions = Object.entries(CHAPTERS).flatMap(([chapter, last]) =>
  Array.from({ length: last }, (_, index) => `${chapter}.${index + 1}`),
);

const sum = { passed: 0, failed: 0 };
const add = (passed, failed) => {
  sum.passed += passed;
  sum.failed += failed;
};

// cargo test, native and wasm: one line per test binary.
for (const log of ["native.log", "wasm.log"]) {
  for (const [, passed, failed] of text(path.join(logs, log)).matchAll(/^test result: .*? (\d+) passed; (\d+) failed/gm)) {
    add(Number(passed), Number(failed));
  }
}

// pytest: attributes of the suite.
for (const [tag] of text(path.join(logs, "conformance.xml")).matchAll(/<testsuite [^>]*>/g)) {
  const count = (name) => Number(tag.match(new RegExp(` ${name}="(\\d+)"`))?.[1] ?? 0);
  const failed = count("failures") + count("errors");
  add(count("tests") - failed - count("skipped"), failed);
}

// Playwright: a question is covered when tests carry its id and all of them passed.
const passing = new Set();
const failing = new Set();
const report = text(path.join(results, "report.json"));
if (report) {
  const walk = (suite) => {
    for (const spec of suite.specs ?? []) {
      const outcomes = spec.tests.map((one) => one.status);
      const ran = outcomes.filter((outcome) => outcome !== "skipped");
      const failed = ran.filter((outcome) => outcome !== "expected").length;
      add(ran.length - failed, failed);
      if (ran.length === 0) continue;
      for (const [, id] of spec.title.matchAll(/\bQ(\d+\.\d+)\b/g)) (failed ? failing : passing).add(id);
    }
    for (const inner of suite.suites ?? []) walk(inner);
  };
  for (const suite of JSON.parse(report).suites) walk(suite);
}

const unknown = [...passing, ...failing].filter((id) => !questions.includes(id));
const covered = questions.filter((id) => passing.has(id) && !failing.has(id));
console.log(`\n${covered.length} of ${questions.length} questions covered: ${covered.join(" ") || "none"}`);
if (unknown.length) console.log(`no such question: ${unknown.join(" ")}`);
// Each step that ended, as `make test` wrote it down: name and seconds.
const steps = text(path.join(logs, "seconds")).trim().split("\n").filter(Boolean).map((line) => line.split(" "));
const minutes = (seconds) => (seconds / 60).toFixed(1);
if (steps.length) {
  const all = steps.reduce((total, [, seconds]) => total + Number(seconds), 0);
  console.log(`${minutes(all)} min: ${steps.map(([step, seconds]) => `${step} ${minutes(seconds)}`).join(", ")}`);
}
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exit(sum.failed || unknown.length || sum.passed === 0 ? 1 : 0);
