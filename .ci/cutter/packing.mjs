// Which chunks travel in one file. wasm-split makes hundreds, one for every set of parts that share something; a page cannot
// ask for each. Two files at a time become one, those whose union makes pages carry the least they do not need, until few
// enough are left.

/** Groups chunks, each `{ parts, size }` with names of parts and bytes, into `count` files or fewer; `weightOf(part)` says what a
 * byte not needed weighs on the pages of a part. Answers files `{ parts, chunks }`. */
export function pack(chunks, { count, weightOf }) {
  const names = [...new Set(chunks.flatMap((chunk) => chunk.parts))].sort();
  if (names.length > 24) throw new Error(`${names.length} parts: a table of all sets of them would be too large`);
  const bit = new Map(names.map((name, i) => [name, 1 << i]));
  // For each set of parts what a byte weighs that only they carry without need.
  const weight = new Float64Array(1 << names.length);
  for (const name of names) {
    const own = weightOf(name);
    for (let set = 0; set < weight.length; set += 1) if (set & bit.get(name)) weight[set] += own;
  }
  const files = chunks.map((chunk) => ({ set: chunk.parts.reduce((set, part) => set | bit.get(part), 0), size: chunk.size, chunks: [chunk] }));
  const cost = (a, b) => weight[a.set & ~b.set] * b.size + weight[b.set & ~a.set] * a.size;
  // For each file the one it goes with best.
  const best = [];
  const seek = (i) => {
    best[i] = { cost: Infinity, with: -1 };
    files.forEach((file, j) => {
      const found = i === j ? Infinity : cost(files[i], file);
      if (found < best[i].cost) best[i] = { cost: found, with: j };
    });
  };
  files.forEach((_, i) => seek(i));
  while (files.length > count) {
    const first = best.reduce((least, one, i) => (one.cost < best[least].cost ? i : least), 0);
    const [kept, gone] = [first, best[first].with].sort((a, b) => a - b);
    const [a, b] = [files[kept], files[gone]];
    files[kept] = { set: a.set | b.set, size: a.size + b.size, chunks: [...a.chunks, ...b.chunks] };
    files.splice(gone, 1);
    best.splice(gone, 1);
    files.forEach((file, i) => {
      if (i === kept || best[i].with === kept || best[i].with === gone) return seek(i);
      if (best[i].with > gone) best[i].with -= 1;
      const found = cost(file, files[kept]);
      if (found < best[i].cost) best[i] = { cost: found, with: kept };
    });
  }
  return files.map((file) => ({ parts: names.filter((name) => file.set & bit.get(name)), chunks: file.chunks }));
}
