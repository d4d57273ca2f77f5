// Sections of a WebAssembly module, rewritten without touching the others.

/** A reader of bytes from `at` on. */
export class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() {
    return this.bytes[this.at++];
  }

  /** A number of LEB128, without a sign. */
  number() {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  }

  text() {
    const length = this.number();
    this.at += length;
    return this.bytes.toString("utf8", this.at - length, this.at);
  }

  /** Reads a byte that must be this one. */
  expect(byte, what) {
    const found = this.byte();
    if (found !== byte) throw new Error(`${what}: byte ${found} instead of ${byte}`);
  }
}

/** A number as LEB128, without a sign. */
export const leb = (n) => (n < 128 ? [n] : [(n & 127) | 128, ...leb(n >>> 7)]);
/** A number that is not negative as LEB128 with a sign. */
export const signed = (n) => (n < 64 ? [n] : [(n & 127) | 128, ...signed(n >>> 7)]);
/** A text with its length. */
export const named = (name) => [...leb(Buffer.byteLength(name)), ...Buffer.from(name)];

/** The module with the section `which` written by `write(reader)`, which answers its bytes. */
export function rewrite(wasm, which, write) {
  const reader = new Reader(wasm, 8);
  const sections = [wasm.subarray(0, 8)];
  while (reader.at < wasm.length) {
    const start = reader.at;
    const id = reader.byte();
    const length = reader.number();
    const end = reader.at + length;
    if (id === which) {
      const bytes = Buffer.from(write(reader));
      if (reader.at !== end) throw new Error(`section ${id} was read to ${reader.at}, it ends at ${end}`);
      sections.push(Buffer.from([id, ...leb(bytes.length)]), bytes);
    } else {
      sections.push(wasm.subarray(start, end));
    }
    reader.at = end;
  }
  return Buffer.concat(sections);
}

/** Bytes of code and data: what is left of a chunk when it travels with others. */
export function contentSize(wasm) {
  const reader = new Reader(wasm, 8);
  let size = 0;
  while (reader.at < wasm.length) {
    const id = reader.byte();
    const length = reader.number();
    if (id === 10 || id === 11) size += length;
    reader.at += length;
  }
  return size;
}

/** A module whose imports of functions are called what `rename(name, from)` makes of them. */
export function renameImports(wasm, rename) {
  return rewrite(wasm, 2, (reader) => {
    const count = reader.number();
    const body = [leb(count)];
    for (let i = 0; i < count; i += 1) {
      const [from, name] = [reader.text(), reader.text()];
      if (reader.number() !== 0) throw new Error(`${name} of ${from} is imported and no function`);
      body.push(named(from), named(rename(name, from)), [0], leb(reader.number()));
    }
    return body.flat();
  });
}

/** A module whose function table is filled in runs, as few as there can be. The merged one has a segment per chunk and gap, with
 * an expression per entry: 23 kB more, 3 kB compressed. Places without a function stay empty, as they are before. */
export function flatTable(wasm) {
  const [CONST, END, FUNC, NULL] = [0x41, 0x0b, 0xd2, 0xd0];
  return rewrite(wasm, 9, (reader) => {
    const table = new Map();
    for (let left = reader.number(); left > 0; left -= 1) {
      const flag = reader.number();
      if (flag !== 0 && flag !== 4) throw new Error(`a segment of the function table is of kind ${flag}`);
      reader.expect(CONST, "place of a segment");
      const offset = reader.number();
      reader.expect(END, "place of a segment");
      const count = reader.number();
      for (let i = 0; i < count; i += 1) {
        if (flag === 0) {
          table.set(offset + i, reader.number());
          continue;
        }
        const kind = reader.byte();
        if (kind === FUNC) table.set(offset + i, reader.number());
        else reader.at -= 1, reader.expect(NULL, "entry of a segment"), reader.byte();
        reader.expect(END, "entry of a segment");
      }
    }
    const runs = [];
    for (const place of [...table.keys()].sort((a, b) => a - b)) {
      const last = runs.at(-1);
      if (last && last.offset + last.functions.length === place) last.functions.push(table.get(place));
      else runs.push({ offset: place, functions: [table.get(place)] });
    }
    const written = runs.map(({ offset, functions }) => [0, CONST, ...signed(offset), END, ...leb(functions.length), ...functions.flatMap(leb)]);
    return [...leb(runs.length), ...written.flat()];
  });
}
