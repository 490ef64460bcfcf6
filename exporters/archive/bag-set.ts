import type { KeyObject } from "node:crypto";
import type { Writable } from "node:stream";
import { type BagResult, type BagWriter, openBag } from "./bag-writer.ts";
import type { Sealing } from "./seals/seal.ts";

export type PartResult = BagResult & { part: number; folder: string };

export type BagSet = {
  /** As `BagWriter.add`; without `part` the path's first name decides. */
  add(
    path: string,
    source: Parameters<BagWriter["add"]>[1],
    options?: { compress?: boolean; part?: number },
  ): Promise<{ bytes: number; sha512: string }>;
  /**
   * Closes every part, the first one last: it lists the others with their hashes.
   * @returns in the order of their numbers
   */
  finish(bagInfo: [label: string, value: string][]): Promise<PartResult[]>;
  abort(): Promise<void>;
};

/** Where the first of several parts lists the others, inside data/. */
export const PARTS_PATH = "reports/parts.json";
/** Where it lists which files are in which of them. */
export const PART_FILES_PATH = "reports/part-files.csv";

/** `path` under the folder data/ of the part that unpacks to `folder`. */
export type FileOfPart = { path: string; part: number; folder: string };

/**
 * The bags of one archive, each in a ZIP of its own that opens and verifies by itself.
 * @param openPart called when a part's first file comes, with its number from 1 on
 * @param options.count parts in all; with one there is nothing that tells of parts
 * @param options.partOf which part a path under data/ goes to
 * @param options.listFiles what the first of several parts lists all parts' files by, in the order of parts and of writing
 */
export function openBagSet(
  openPart: (part: number) => Writable,
  {
    count,
    folder,
    partOf,
    listFiles,
    ...options
  }: {
    count: number;
    folder: (part: number) => string;
    partOf: (path: string) => number;
    listFiles: (files: Iterable<FileOfPart>) => AsyncIterable<Buffer>;
    date: Date;
    signingKey: KeyObject;
    sealing?: Sealing;
    signal: AbortSignal;
  },
): BagSet {
  const bags = new Map<number, BagWriter>();
  const bagOf = (part: number) => {
    const bag = bags.get(part) ?? openBag(openPart(part), { root: folder(part), ...options });
    bags.set(part, bag);
    return bag;
  };
  function* files(): Generator<FileOfPart> {
    for (let part = 1; part <= count; part++)
      for (const path of bagOf(part).paths()) yield { path, part, folder: folder(part) };
  }
  const abort = async () => {
    await Promise.all([...bags.values()].map((bag) => bag.abort()));
  };
  return {
    async add(path, source, { part, ...rest } = {}) {
      return await bagOf(part ?? partOf(path)).add(path, source, rest);
    },
    async finish(bagInfo) {
      const info = (part: number): typeof bagInfo =>
        count === 1 ? bagInfo : [...bagInfo, ["Bag-Group-Identifier", folder(1)], ["Bag-Count", `${part} of ${count}`]];
      const done: PartResult[] = [];
      for (let part = 2; part <= count; part++)
        done.push({ ...(await bagOf(part).finish(info(part))), part, folder: folder(part) });
      if (count > 1) {
        const others = done.map(({ part, folder, bytes, sha512 }) => ({ part, folder, bytes, sha512 }));
        await bagOf(1).add(PART_FILES_PATH, listFiles(files()));
        await bagOf(1).add(PARTS_PATH, `${JSON.stringify({ version: 1, count, others }, null, 2)}\n`);
      }
      return [{ ...(await bagOf(1).finish(info(1))), part: 1, folder: folder(1) }, ...done];
    },
    abort,
  };
}
