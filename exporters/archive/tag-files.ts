import iconv from "iconv-lite";
import { decodeManifestPath } from "./paths.ts";

export type Declaration = { version: readonly [major: number, minor: number]; encoding: string };

/** Two lines in this order, single spaces, no byte order mark (RFC 8493, 2.1.1). The last line break may be missing. */
export function parseDeclaration(bytes: Buffer): Declaration | null {
  const match =
    /^BagIt-Version: (\d+)\.(\d+)[ \t]*(?:\r\n|\n|\r)Tag-File-Character-Encoding: ([\w.:-]+)[ \t]*(?:\r\n|\n|\r)?$/.exec(
      bytes.toString("latin1"),
    );
  if (!match) return null;
  return { version: [Number(match[1]), Number(match[2])], encoding: match[3]! };
}

/** A tag file's text, or null when the bytes are not of that encoding. */
export function decodeTagFile(bytes: Buffer, encoding: string): string | null {
  if (/^utf-?8$/i.test(encoding)) {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      return null;
    }
  }
  return iconv.encodingExists(encoding) ? iconv.decode(bytes, encoding) : null;
}

export function lines(text: string): string[] {
  const all = text.split(/\r\n|\n|\r/);
  if (all.at(-1) === "") all.pop();
  return all;
}

export type ManifestLine = { hash: string; path: string; starred: boolean; dotted: boolean };

/** "hash path", with what checksum tools and old bags add ("*path", "./path") told apart. */
export function parseManifestLine(line: string, hashLength: number, { percent }: { percent: boolean }) {
  const match = /^([0-9a-fA-F]+)[ \t]+(\*?)(.+)$/.exec(line);
  if (!match || match[1]!.length !== hashLength) return null;
  const decoded = decodeManifestPath(match[3]!, { percent });
  const result: ManifestLine = {
    hash: match[1]!.toLowerCase(),
    path: decoded.replace(/^(\.\/)+/, ""),
    starred: match[2] === "*",
    dotted: decoded.startsWith("./"),
  };
  return result;
}

/** "url length path"; the length may be "-" (RFC 8493, 2.2.3). */
export function parseFetchLine(line: string, { percent }: { percent: boolean }): string | null {
  const match = /^\S+[ \t]+(?:\d+|-)[ \t]+(.+)$/.exec(line);
  return match ? decodeManifestPath(match[1]!, { percent }).replace(/^(\.\/)+/, "") : null;
}

export type BagInfo = { label: string; value: string; line: number; spaced: boolean }[];

/** bag-info.txt with folded values joined; the numbers of lines that are neither a label nor a continuation. */
export function parseBagInfo(text: string): { info: BagInfo; badLines: number[] } {
  const info: BagInfo = [];
  const badLines: number[] = [];
  for (const [i, line] of lines(text).entries()) {
    const last = info.at(-1);
    if (/^[ \t]/.test(line) && last) {
      last.value += ` ${line.trim()}`;
      continue;
    }
    const match = /^([^:]+?)([ \t]*):(.*)$/.exec(line);
    if (match && !/^[ \t]/.test(line))
      info.push({ label: match[1]!, value: match[3]!.trim(), line: i + 1, spaced: match[2] !== "" });
    else if (line.trim() !== "") badLines.push(i + 1);
  }
  return { info, badLines };
}
