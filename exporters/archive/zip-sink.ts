import { createHash } from "node:crypto";
import { finished, Readable, type Writable } from "node:stream";
import { ZipArchive } from "archiver";
import { BagError } from "./bag-error.ts";
import { BLOCK_BYTES, ByteBlocks } from "./byte-blocks.ts";

/**
 * Measured on 207 MB of journal CSV, all of the writing included: level 1 gives 44.1 MB at 114 MB/s, 4 gives 39.3 MB
 * at 98 MB/s, 5 gives 36.3 MB at 71 MB/s, 6 gives 35.7 MB at 56 MB/s. Part of the format: another level, other bytes.
 */
const DEFLATE_LEVEL = 4;
/** Below this a deflate stream of its own costs 0.2 ms and saves next to nothing. */
const MIN_DEFLATED_BYTES = 256;
/** A stored entry carries its size in front (a stored stream cannot, and some readers refuse it), so it is held in memory. */
const MAX_STORED_BYTES = 8 * 1024 * 1024;
/** One block is compressed, one waits for that and one is filled, so that both cores have work. */
const BLOCKS_AT_ONCE = 3;

export type ZipSink = {
  /**
   * Writes one entry; resolves when it is through. One at a time. The source may use a piece's memory again once it is asked for
   * the next. Its own errors come back unchanged.
   */
  entry(name: string, source: AsyncIterable<Buffer>, options?: { compress?: boolean }): Promise<void>;
  /** Writes the central directory, ends the output and waits until it is closed. */
  end(): Promise<{ bytes: number; sha512: string; sha256: string }>;
  /** Stops everything and destroys the output. */
  abort(reason: Error): Promise<void>;
};

/**
 * The ZIP's comment. A deflate stream ends in up to seven bits that say nothing: no CRC and no hash of a file sees one of them
 * turn over, this hash of all that comes before the central directory does.
 */
export function entriesComment(sha512: string): string {
  return `SHA-512 of the entries: ${sha512}`;
}

/** One ZIP64 onto an output, hashed on the way, with nothing in it of the machine that wrote it. */
export function openZip(output: Writable, { date }: { date: Date }): ZipSink {
  // Without forceZip64 an archive of exactly 65,535 entries has a count that readers take for "see the ZIP64 record".
  const zip = new ZipArchive({ forceZip64: true, zlib: { level: DEFLATE_LEVEL, memLevel: 9, chunkSize: 64 * 1024 } });
  const sha512 = createHash("sha512");
  const sha256 = createHash("sha256");
  let bytes = 0;
  let failure: Error | undefined;
  let outputDone = false;
  let outputFull = false;
  const gathered = new ByteBlocks(BLOCKS_AT_ONCE);
  const rejects = new Set<(error: Error) => void>();
  const wakes = new Set<() => void>();

  const fail = (error: Error) => {
    if (failure) return;
    failure = error;
    zip.abort();
    output.destroy();
    for (const reject of rejects) reject(error);
  };
  const wake = () => {
    for (const check of wakes) check();
  };
  /** Waits for a condition of this sink; rejects as soon as anything fails. */
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      if (failure) return reject(failure);
      const settle = () => {
        rejects.delete(refuse);
        wakes.delete(check);
      };
      const refuse = (error: Error) => {
        settle();
        reject(error);
      };
      const check = () => {
        if (!condition()) return;
        settle();
        resolve();
      };
      rejects.add(refuse);
      wakes.add(check);
      check();
    });

  const pump = () => {
    // read() outside flowing mode joins the many two-byte writes of the headers into one chunk.
    for (let chunk = zip.read(); !failure && chunk !== null && !outputFull; chunk = outputFull ? null : zip.read()) {
      sha512.update(chunk);
      sha256.update(chunk);
      bytes += chunk.length;
      outputFull = !output.write(chunk);
    }
    wake();
  };
  output.on("drain", () => {
    outputFull = false;
    pump();
  });
  zip.on("readable", () => {
    if (!outputFull) pump();
  });
  zip.on("error", fail);
  zip.on("end", () => {
    if (!failure) output.end();
  });
  finished(output, { readable: false }, (error) => {
    if (error) return fail(outputError(error));
    outputDone = true;
    wake();
  });

  /** A block's place is used again when the compressor has said that it is through with the block. */
  const feed = async (compressor: Writable, input: AsyncIterable<Buffer>) => {
    let waiting = 0;
    for await (const block of blocks(input, gathered)) {
      waiting++;
      compressor.write(block, (error) => {
        if (error) return fail(error);
        waiting--;
        wake();
      });
      await until(() => waiting < BLOCKS_AT_ONCE);
    }
    compressor.end();
  };

  return {
    async entry(name, input, { compress = true } = {}) {
      if (failure) throw failure;
      const before = bytes;
      let through = false;
      const done = () => {
        through = true;
        wake();
      };
      const entry = { name, date, mode: 0o644 };
      try {
        const { whole, rest } = await startOf(input, compress ? BLOCK_BYTES : MAX_STORED_BYTES);
        if (failure) throw failure;
        if (whole) {
          zip.once("entry", done);
          const store = !compress || whole.length < MIN_DEFLATED_BYTES;
          zip.append(whole, { ...entry, store });
          // A stored buffer goes in without asking whether there is room: wait for it to come out again.
          const target = store ? before + whole.length : 0;
          await until(() => through && bytes >= target);
        } else {
          const source = pipedBy((compressor) =>
            feed(compressor, rest).catch((error) => {
              compressor.destroy();
              fail(error);
            }),
          );
          engineOf(zip).entry(source, { ...entry, store: false }, (error) => (error ? fail(error) : done()));
          await until(() => through);
        }
      } catch (error) {
        fail(error as Error);
        throw error;
      } finally {
        zip.off("entry", done);
      }
    },
    async end() {
      if (failure) throw failure;
      const engine = engineOf(zip);
      await until(() => bytes === engine.offset);
      engine.setComment(entriesComment(sha512.copy().digest("hex")));
      joinSmallWrites(engine);
      zip.finalize().catch(fail);
      await until(() => outputDone);
      return { bytes, sha512: sha512.digest("hex"), sha256: sha256.digest("hex") };
    },
    async abort(reason) {
      fail(reason);
      if (!output.closed) await new Promise<void>((resolve) => output.once("close", resolve));
    },
  };
}

/** A source that does not push: whoever pipes it somewhere has `feed` called with that. */
function pipedBy(feed: (into: Writable) => unknown): Readable {
  const source = new Readable({ read() {} });
  return Object.assign(source, {
    pipe(into: Writable) {
      feed(into);
      return into;
    },
  });
}

type Engine = {
  offset: number;
  entry: (
    source: Readable,
    data: { name: string; date: Date; mode: number; store: boolean },
    callback: (error?: Error | null) => void,
  ) => void;
  write: (chunk: Buffer | string) => boolean;
  end: () => void;
  setComment: (text: string) => void;
};

/** The library's inner stream; it has no public way to what is done to it. */
function engineOf(zip: ZipArchive): Engine {
  return (zip as unknown as { _module: { engine: Engine } })._module.engine;
}

/**
 * The library writes the central directory in one go, each of its 20 fields a buffer of its own: 5 KB of memory for each
 * entry, where the directory needs 100 bytes. Joined before they are queued.
 */
function joinSmallWrites(engine: Engine) {
  const write = engine.write.bind(engine);
  const end = engine.end.bind(engine);
  let block = Buffer.allocUnsafe(BLOCK_BYTES);
  let used = 0;
  const flush = () => {
    // The library's write counts the bytes again.
    engine.offset -= used;
    write(block.subarray(0, used));
    block = Buffer.allocUnsafe(BLOCK_BYTES);
    used = 0;
  };
  engine.write = (chunk) => {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    if (used + bytes.length > block.length) flush();
    bytes.copy(block, used);
    used += bytes.length;
    engine.offset += bytes.length;
    return true;
  };
  engine.end = () => {
    flush();
    end();
  };
}

/** The source as one buffer when it is no longer than the limit, else as pieces, each good until the next is asked for. */
async function startOf(
  input: AsyncIterable<Buffer>,
  limit: number,
): Promise<{ whole: Buffer; rest?: undefined } | { whole?: undefined; rest: AsyncIterable<Buffer> }> {
  const iterator = input[Symbol.asyncIterator]();
  const held: Buffer[] = [];
  let length = 0;
  while (length <= limit) {
    const next = await iterator.next();
    if (next.done) return { whole: Buffer.concat(held) };
    held.push(Buffer.from(next.value));
    length += next.value.length;
  }
  async function* all() {
    try {
      yield* held.splice(0);
      yield* { [Symbol.asyncIterator]: () => iterator };
    } finally {
      await iterator.return?.();
    }
  }
  return { rest: all() };
}

async function* blocks(source: AsyncIterable<Buffer>, gathered: ByteBlocks): AsyncGenerator<Buffer> {
  for await (const piece of source) yield* gathered.bytes(piece);
  yield* gathered.rest();
}

function outputError(cause: Error): BagError {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT")
    return new BagError("no_space", "There is no room left for the archive. Free some space and start it again.", {
      cause,
    });
  return new BagError("output_failed", `The archive could not be written: ${cause.message}.`, { cause });
}
