import type { FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import type { BagSource } from "./bag-source.ts";
import type { Problems } from "./problems.ts";

/** Nothing is unpacked to disk or memory, so these only bound how long a hostile file can keep a checker busy. */
const MAX_ENTRIES = 2_000_000;
const MAX_TOTAL_BYTES = 2 ** 42;
/** Deflate cannot do better than 1,032; ledgers reach about 30. Small entries may be all alike. */
const MAX_RATIO = 250;
const RATIO_FREE_BYTES = 64 * 1024 * 1024;
const READ_BYTES = 256 * 1024;

export type ZipSource = BagSource & { root: string; entries: Entry[]; comment: string };

/**
 * The bag in a ZIP, whose one folder it is. Every entry's CRC is checked as it is read.
 * @returns null when the file cannot be read as a ZIP with a bag; the reason goes to `problems`
 */
export async function zipSource(file: FileHandle, problems: Problems, signal?: AbortSignal): Promise<ZipSource | null> {
  let zip: ZipFile;
  const entries: Entry[] = [];
  try {
    zip = await openZipFile(file);
    if (zip.entryCount > MAX_ENTRIES) {
      problems.error("zip_limit", "", `The ZIP has ${zip.entryCount} entries; ${MAX_ENTRIES} are read at most.`);
      return null;
    }
    await new Promise<void>((resolve, reject) => {
      zip.on("entry", (entry: Entry) => {
        entry.fileName = nameOf(entry);
        entries.push(entry);
        zip.readEntry();
      });
      zip.once("end", resolve);
      zip.once("error", reject);
      zip.readEntry();
    });
  } catch (error) {
    problems.error("not_a_zip", "", `The file cannot be read as a ZIP: ${(error as Error).message}.`);
    return null;
  }
  const { fileSize } = zip;
  checkLimits(entries, fileSize, problems);
  if (problems.failed) return null;

  const files = new Map<string, number>();
  const folders = new Set<string>();
  const byName = new Map<string, Entry>();
  const roots = new Set(entries.map((entry) => entry.fileName.split("/")[0]!));
  const root = [...roots][0] ?? "";
  if (roots.size !== 1 || entries.some((entry) => !entry.fileName.includes("/"))) {
    problems.error("bag_not_found", "", "The ZIP must hold one folder, which is the bag, and nothing beside it.");
    return null;
  }
  for (const entry of entries) {
    const name = entry.fileName.slice(root.length + 1);
    for (let slash = name.indexOf("/"); slash > 0; slash = name.indexOf("/", slash + 1))
      folders.add(name.slice(0, slash));
    if (name === "" || name.endsWith("/")) continue;
    if (byName.has(name)) problems.error("zip_entry_duplicate", name, "The ZIP has this file twice.");
    byName.set(name, entry);
    files.set(name, entry.uncompressedSize);
  }
  return {
    root,
    entries,
    comment: zip.comment,
    files,
    folders,
    open: async (name) => checked(await openEntry(zip, byName.get(name)!), byName.get(name)!, signal),
  };
}

function checkLimits(entries: Entry[], fileSize: number, problems: Problems) {
  let total = 0;
  let end = 0;
  for (const entry of entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)) {
    const name = entry.fileName;
    total += entry.uncompressedSize;
    if (entry.isEncrypted()) problems.error("zip_entry_encrypted", name, "The entry is encrypted.");
    if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
      problems.error("zip_entry_method", name, `The entry is compressed by method ${entry.compressionMethod}.`);
    if (entry.relativeOffsetOfLocalHeader < end)
      problems.error("zip_entry_overlap", name, "The entry's bytes are also another entry's.");
    end = entry.relativeOffsetOfLocalHeader + 30 + entry.fileNameLength + entry.compressedSize;
    if (entry.uncompressedSize > RATIO_FREE_BYTES && entry.uncompressedSize > MAX_RATIO * entry.compressedSize)
      problems.error("zip_limit", name, `The entry grows more than ${MAX_RATIO} times when it is unpacked.`);
  }
  if (end > fileSize) problems.error("zip_structure", "", "An entry reaches beyond the end of the file.");
  if (total > MAX_TOTAL_BYTES) problems.error("zip_limit", "", "The ZIP unpacks to more than 4 TiB.");
}

/** The library's own reader of files throws where nobody can catch it when a damaged ZIP points beyond the end. */
class BoundedReader extends yauzl.RandomAccessReader {
  readonly #file: FileHandle;
  readonly #size: number;
  constructor(file: FileHandle, size: number) {
    super();
    this.#file = file;
    this.#size = size;
  }
  override _readStreamForRange(start: number, end: number) {
    return Readable.from(range(this.#file, start, end), { objectMode: false });
  }
  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ) {
    if (position + length > this.#size) setImmediate(callback, new Error("it points beyond its end"));
    else
      this.#file.read(buffer, offset, length, position).then(
        ({ bytesRead }) => setImmediate(callback, null, bytesRead),
        (error) => setImmediate(callback, error),
      );
  }
}

async function* range(file: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end; ) {
    const length = Math.min(READ_BYTES, end - at);
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, at);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}

async function openZipFile(file: FileHandle): Promise<ZipFile> {
  const { size } = await file.stat();
  return new Promise((resolve, reject) =>
    yauzl.fromRandomAccessReader(
      new BoundedReader(file, size),
      size,
      { autoClose: false, lazyEntries: true, strictFileNames: true },
      (error, zip) => (error ? reject(error) : resolve(zip)),
    ),
  );
}

/** Info-ZIP writes UTF-8 without saying so; the library then reads a code page of 1981. */
function nameOf(entry: Entry & { fileNameRaw?: Buffer }): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(entry.fileNameRaw);
  } catch {
    return entry.fileName;
  }
}

function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) =>
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))),
  );
}

async function* checked(stream: Readable, entry: Entry, signal?: AbortSignal): AsyncGenerator<Buffer> {
  let crc = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    signal?.throwIfAborted();
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (crc !== entry.crc32) throw new Error("its CRC is not the one that the ZIP tells");
}
