import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import type { Entry } from "yauzl";
import type { Problems } from "./problems.ts";
import { entriesComment } from "./zip-sink.ts";

const MADE_BY_UNIX_45 = 0x032d;
const REGULAR_FILE_0644 = 0x81a40020;
const MAX_32 = 0xffffffff;
const DESCRIPTOR = 0x0008;
const UTF8_NAME = 0x0800;
const READ_BYTES = 1024 * 1024;

/**
 * Compares every byte of the ZIP that is not file data with the one that the archive's writer puts there: local headers,
 * data descriptors, central directory, end records. Whatever differs, overlaps, is hidden between entries or follows the
 * end shows, and so does any single wrong bit.
 * @param entries as the central directory lists them
 * @returns the hashes of the whole file
 */
export async function checkZipLayout(
  file: FileHandle,
  entries: Entry[],
  comment: string,
  problems: Problems,
): Promise<{ bytes: number; sha512: string; sha256: string }> {
  const fileSize = (await file.stat()).size;
  const time = entries[0] ? { time: entries[0].lastModFileTime, date: entries[0].lastModFileDate } : undefined;
  let at = 0;
  let pending: Buffer = Buffer.alloc(0);
  const directory: Buffer[] = [];
  for (const entry of entries) {
    const name = Buffer.from(entry.fileName);
    const flags = entry.generalPurposeBitFlag;
    const expectedFlags = (entry.compressionMethod === 8 ? DESCRIPTOR : 0) | (isAscii(name) ? 0 : UTF8_NAME);
    const asWritten =
      entry.relativeOffsetOfLocalHeader === at + pending.length &&
      flags === expectedFlags &&
      entry.lastModFileTime === time?.time &&
      entry.lastModFileDate === time.date;
    // What follows the entry before and what precedes this one lie together.
    const between = Buffer.concat([pending, localHeader(entry, name)]);
    if (!asWritten || !(await matches(file, at, between))) {
      problems.error("zip_entry_headers_differ", entry.fileName, "What surrounds its data is not as it was written.");
      break;
    }
    directory.push(centralHeader(entry, name));
    pending = flags & DESCRIPTOR ? descriptor(entry) : Buffer.alloc(0);
    at += between.length + entry.compressedSize;
  }
  if (!problems.failed && !(await matches(file, at, pending)))
    problems.error(
      "zip_entry_headers_differ",
      entries.at(-1)!.fileName,
      "What follows its data is not as it was written.",
    );
  at += pending.length;
  const directoryStart = at;
  const hashes = await hashFile(file, fileSize, directoryStart);
  if (problems.failed) return hashes.whole;

  if (comment !== entriesComment(hashes.entries))
    problems.error(
      "zip_entries_hash",
      "",
      "The bytes of the entries are not those that the ZIP's comment has the hash of.",
    );
  const size = directory.reduce((sum, record) => sum + record.length, 0);
  const tail = Buffer.concat([...directory, endRecords(entries.length, size, directoryStart, comment)]);
  if (at + tail.length !== fileSize || !(await matches(file, at, tail)))
    problems.error("zip_structure", "", "The directory at the end of the ZIP is not as it was written.");
  return hashes.whole;
}

async function hashFile(file: FileHandle, fileSize: number, directoryStart: number) {
  const sha512 = createHash("sha512");
  const sha256 = createHash("sha256");
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  let entries = directoryStart === 0 ? sha512.copy().digest("hex") : "";
  for (let at = 0; at < fileSize; ) {
    const wanted = at < directoryStart ? Math.min(READ_BYTES, directoryStart - at) : READ_BYTES;
    const { bytesRead } = await file.read(buffer, 0, wanted, at);
    if (bytesRead === 0) break;
    sha512.update(buffer.subarray(0, bytesRead));
    sha256.update(buffer.subarray(0, bytesRead));
    at += bytesRead;
    if (at === directoryStart) entries = sha512.copy().digest("hex");
  }
  return { entries, whole: { bytes: fileSize, sha512: sha512.digest("hex"), sha256: sha256.digest("hex") } };
}

async function matches(file: FileHandle, at: number, expected: Buffer): Promise<boolean> {
  if (expected.length === 0) return true;
  const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(expected.length), 0, expected.length, at);
  return bytesRead === expected.length && buffer.equals(expected);
}

function isAscii(bytes: Buffer): boolean {
  return bytes.every((byte) => byte < 0x80);
}

/** Little-endian fields of 2, 4 or 8 bytes. */
function fields(...list: [bytes: 2 | 4 | 8, value: number][]): Buffer {
  const buffer = Buffer.alloc(list.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of list) {
    if (bytes === 8) buffer.writeBigUInt64LE(BigInt(value), at);
    else buffer.writeUIntLE(value, at, bytes);
    at += bytes;
  }
  return buffer;
}

/** Version of ZIP needed: 1.0 for stored, 2.0 for deflated, 4.5 where a size or an offset needs ZIP64. */
const version = (entry: Entry) => (entry.compressionMethod === 8 ? 20 : 10);
const isLarge = (entry: Entry) => entry.uncompressedSize > MAX_32 || entry.compressedSize > MAX_32;

function localHeader(entry: Entry, name: Buffer): Buffer {
  const later = (entry.generalPurposeBitFlag & DESCRIPTOR) !== 0;
  return Buffer.concat([
    fields(
      [4, 0x04034b50],
      [2, version(entry)],
      [2, entry.generalPurposeBitFlag],
      [2, entry.compressionMethod],
      [2, entry.lastModFileTime],
      [2, entry.lastModFileDate],
      [4, later ? 0 : entry.crc32],
      [4, later ? 0 : entry.compressedSize],
      [4, later ? 0 : entry.uncompressedSize],
      [2, name.length],
      [2, 0],
    ),
    name,
  ]);
}

function descriptor(entry: Entry): Buffer {
  const bytes = isLarge(entry) ? 8 : 4;
  return fields([4, 0x08074b50], [4, entry.crc32], [bytes, entry.compressedSize], [bytes, entry.uncompressedSize]);
}

function centralHeader(entry: Entry, name: Buffer): Buffer {
  const offset = entry.relativeOffsetOfLocalHeader;
  const zip64 = isLarge(entry) || offset > MAX_32;
  const extra = zip64
    ? fields([2, 1], [2, 24], [8, entry.uncompressedSize], [8, entry.compressedSize], [8, offset])
    : Buffer.alloc(0);
  return Buffer.concat([
    fields(
      [4, 0x02014b50],
      [2, MADE_BY_UNIX_45],
      [2, zip64 ? 45 : version(entry)],
      [2, entry.generalPurposeBitFlag],
      [2, entry.compressionMethod],
      [2, entry.lastModFileTime],
      [2, entry.lastModFileDate],
      [4, entry.crc32],
      [4, zip64 ? MAX_32 : entry.compressedSize],
      [4, zip64 ? MAX_32 : entry.uncompressedSize],
      [2, name.length],
      [2, extra.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, REGULAR_FILE_0644],
      [4, zip64 ? MAX_32 : offset],
    ),
    name,
    extra,
  ]);
}

/** The ZIP64 end record, its locator and the end record, which sends every reader to the ZIP64 one. */
function endRecords(count: number, size: number, start: number, comment: string): Buffer {
  return Buffer.concat([
    fields([4, 0x06064b50], [8, 44], [2, 45], [2, 45], [4, 0], [4, 0], [8, count], [8, count], [8, size], [8, start]),
    fields([4, 0x07064b50], [4, 0], [8, start + size], [4, 1]),
    fields([4, 0x06054b50], [2, 0], [2, 0], [2, 0xffff], [2, 0xffff], [4, MAX_32], [4, MAX_32], [2, comment.length]),
    Buffer.from(comment),
  ]);
}
