// Reading what other tools write. Each pattern stands for something that must be there: where it finds nothing, a tool has
// changed what it writes, and the build fails with that instead of leaving out a step.

/** All matches of a global pattern in `text`, at least one. `what` says in a failure what was looked for. */
export function all(text, pattern, what) {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) throw new Error(`${what}: nothing matches ${pattern}`);
  return found;
}

/** `text` with each match of a global pattern, or of a text, replaced: at least one. */
export function replaced(text, pattern, by, what) {
  const every = pattern instanceof RegExp ? pattern : new RegExp(pattern.replace(/[^\w]/g, "\\$&"), "g");
  all(text, every, what);
  return text.replace(every, by);
}
