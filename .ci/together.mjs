// Which chunks travel in one file. The cutter makes hundreds, one for every set of parts that share something; a page cannot
// ask for each. Two files at a time become one, those whose union makes pages carry the least they do not need, until few
// enough are left.

/** Files that are left. */
const FILES = 36;

// What a byte too much weighs on the pages of a part: the largest pages have the least room. Measured: so weighted, the
// largest of all pages is smallest, and the pages people come in by carry next to nothing.
const WEIGHTS = {
  cards_part: 8, card_part: 4, overview_part: 4, pool_part: 4, batch_part: 6, orders_part: 3, purchase_part: 3,
  renewal_part: 3, pool_wizard_part: 3, add_on_part: 2,
};
const OTHERS = 1;

/** Groups chunks, each `{ parts, size }` with names of parts and bytes; answers groups `{ parts, chunks }`. */
export function together(chunks) {
  const names = [...new Set(chunks.flatMap((chunk) => chunk.parts))].sort();
  const bit = new Map(names.map((name, i) => [name, 1 << i]));
  // For each set of parts what a byte weighs that only they carry in vain.
  const weight = new Float64Array(1 << names.length);
  for (const name of names) {
    for (let set = 0; set < weight.length; set += 1) if (set & bit.get(name)) weight[set] += WEIGHTS[name] ?? OTHERS;
  }
  const files = chunks.map((chunk) => ({ set: chunk.parts.reduce((set, part) => set | bit.get(part), 0), size: chunk.size, chunks: [chunk] }));
  const vain = (a, b) => weight[a.set & ~b.set] * b.size + weight[b.set & ~a.set] * a.size;
  // For each file the one it goes with best.
  const best = [];
  const seek = (i) => {
    best[i] = { cost: Infinity, with: -1 };
    files.forEach((file, j) => {
      const cost = i === j ? Infinity : vain(files[i], file);
      if (cost < best[i].cost) best[i] = { cost, with: j };
    });
  };
  files.forEach((_, i) => seek(i));
  while (files.length > FILES) {
    const first = best.reduce((least, one, i) => (one.cost < best[least].cost ? i : least), 0);
    const [kept, gone] = [first, best[first].with].sort((a, b) => a - b);
    const [a, b] = [files[kept], files[gone]];
    files[kept] = { set: a.set | b.set, size: a.size + b.size, chunks: [...a.chunks, ...b.chunks] };
    files.splice(gone, 1);
    best.splice(gone, 1);
    files.forEach((file, i) => {
      if (i === kept || best[i].with === kept || best[i].with === gone) return seek(i);
      if (best[i].with > gone) best[i].with -= 1;
      const cost = vain(file, files[kept]);
      if (cost < best[i].cost) best[i] = { cost, with: kept };
    });
  }
  return files.map((file) => ({ parts: names.filter((name) => file.set & bit.get(name)), chunks: file.chunks }));
}
