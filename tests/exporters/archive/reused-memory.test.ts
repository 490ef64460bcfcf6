import { execFileSync } from "node:child_process";
import { createHash, generateKeyPairSync } from "node:crypto";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { BLOCK_BYTES } from "#exporters/archive/byte-blocks.ts";
import { openBag } from "#exporters/archive/bag-writer.ts";

// A source may use a piece's memory again as soon as it is asked for the next: whoever looks at a piece later sees other bytes.

const folder = mkdtempSync(path.join(tmpdir(), "huolto-memory-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const { privateKey: signingKey } = generateKeyPairSync("ed25519");
const date = new Date("2026-11-22T10:20:30Z");

/** The same numbers in every run. */
function numbers(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const LARGEST = 3 * BLOCK_BYTES;

/** Pieces in one place of memory, which is spoiled before the next piece is made; `plain`: the hash of what they were. */
function spoiling(random: (below: number) => number, total: number) {
  const memory = Buffer.alloc(LARGEST);
  const hash = createHash("sha512");
  let closed = false;
  async function* source() {
    try {
      for (let left = total; left > 0; ) {
        const length = Math.min(left, 1 + random([10, 5000, BLOCK_BYTES, LARGEST][random(4)]!));
        const piece = memory.subarray(0, length);
        // Neither all alike nor noise: both go through the compressor in one step.
        const step = 1 + random(250);
        for (let at = 0; at < length; at += 1) piece[at] = at % 7 === 0 ? random(256) : at * step;
        hash.update(piece);
        yield piece;
        memory.fill(0xee);
        left -= length;
        if (random(3) === 0) await wait(0);
      }
    } finally {
      memory.fill(0xdd);
      closed = true;
    }
  }
  return { source: source(), plain: () => hash.digest("hex"), closed: () => closed };
}

/** Takes its time with every piece, so that whatever can wait does. */
class Slow extends Writable {
  readonly #file: Writable;
  readonly #random: (below: number) => number;
  constructor(file: Writable, random: (below: number) => number) {
    super({ highWaterMark: 1 });
    this.#file = file;
    this.#random = random;
  }
  override _write(chunk: Buffer, _: string, done: (error?: Error | null) => void) {
    setTimeout(() => this.#file.write(chunk, done), this.#random(4));
  }
  override _final(done: () => void) {
    this.#file.end(done);
  }
}

/** SHA-512 of every entry, by Python's zipfile. */
const unpacked = (zip: string): Record<string, string> =>
  JSON.parse(
    execFileSync(
      "python3",
      [
        "-c",
        "import sys,zipfile,hashlib,json\nz=zipfile.ZipFile(sys.argv[1])\n" +
          "print(json.dumps({n: hashlib.sha512(z.read(n)).hexdigest() for n in z.namelist()}))",
        zip,
      ],
      { encoding: "utf8" },
    ),
  );

test.each([1, 2, 3])(
  "what is unpacked is what was put in, from memory that is used again (%i)",
  async (seed) => {
    const random = numbers(seed);
    const zip = (part: number) => path.join(folder, `${seed}-${part}.zip`);
    const bags = [1, 2, 3].map((part) =>
      openBag(new Slow(createWriteStream(zip(part)), random), { root: `bag-${part}`, date, signingKey }),
    );
    const files = Array.from({ length: 24 }, (_, i) => {
      const size = [300, BLOCK_BYTES, BLOCK_BYTES + 1, 4 * BLOCK_BYTES, 6 * BLOCK_BYTES + random(99)][i % 5]!;
      return { name: `file-${i}`, part: i % 3, compress: i % 4 !== 0, ...spoiling(random, size) };
    });
    // Stored, and too large to be held: it is compressed after all.
    files.push({ name: "large", part: 1, compress: false, ...spoiling(random, 9 * 1024 * 1024) });
    // All at once: three parts are written side by side, each in its own order.
    const added = await Promise.all(
      files.map(({ name, source, part, compress }) => bags[part]!.add(name, source, { compress })),
    );
    for (const bag of bags) await bag.finish([["Source-Organization", "Test Oy"]]);
    const read = Object.assign({}, ...[1, 2, 3].map((part) => unpacked(zip(part)))) as Record<string, string>;
    for (const [i, { name, part, plain, closed }] of files.entries()) {
      const hash = plain();
      expect(added[i]!.sha512, name).toBe(hash);
      expect(read[`bag-${part + 1}/data/${name}`], name).toBe(hash);
      expect(closed(), name).toBe(true);
    }
  },
  60_000,
);

test("a run that is given up, or whose disk fails, in the middle of a file closes its source and asks it for nothing more", async () => {
  for (const end of ["abort", "output", "source"] as const) {
    const random = numbers(9);
    let wrote = 0;
    const output = new Writable({
      highWaterMark: 1,
      write(chunk: Buffer, _, done) {
        wrote += chunk.length;
        const full = end === "output" && wrote > 2 * BLOCK_BYTES;
        setTimeout(() => done(full ? Object.assign(new Error("full"), { code: "ENOSPC" }) : null), 1);
      },
    });
    const bag = openBag(output, { root: "bag", date, signingKey });
    const endless = spoiling(random, 2 ** 40);
    let asked = 0;
    async function* source() {
      for await (const piece of endless.source) {
        asked++;
        if (end === "source" && wrote > BLOCK_BYTES) throw new Error("no more rows");
        yield piece;
      }
    }
    const adding = bag.add("endless", source()).then(
      () => "added",
      (error: Error) => error.message,
    );
    if (end === "abort") {
      while (wrote < BLOCK_BYTES) await wait(1);
      await bag.abort();
    }
    expect(await adding, end).toMatch({ abort: /given up/, output: /no room/, source: /no more rows/ }[end]);
    await expect.poll(endless.closed).toBe(true);
    const before = asked;
    await wait(20);
    expect(asked, end).toBe(before);
    await bag.abort();
  }
}, 30_000);
