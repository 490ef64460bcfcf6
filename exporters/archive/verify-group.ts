import { z } from "zod";
import { PARTS_PATH } from "./bag-set.ts";
import type { BagSource } from "./bag-source.ts";
import { parseBagInfo } from "./tag-files.ts";

/** Which part of a larger archive this is, as it says of itself. */
export type PartOfGroup = {
  group: string;
  part: number;
  count: number;
  /** Only the first part has these: what the others are. */
  others: { part: number; folder: string; bytes: number; sha512: string }[];
};

const listSchema = z.object({
  version: z.literal(1),
  count: z.number().int(),
  others: z.array(
    z.object({ part: z.number().int(), folder: z.string(), bytes: z.number().int(), sha512: z.string() }),
  ),
});

/** @returns null for an archive of one part */
export async function readPartOfGroup(
  read: (file: string) => Promise<Buffer | null>,
  files: BagSource["files"],
): Promise<PartOfGroup | null> {
  const { info } = parseBagInfo((await read("bag-info.txt"))?.toString("utf8") ?? "");
  const value = (label: string) => info.find((one) => one.label === label)?.value;
  const match = /^(\d{1,6}) of (\d{1,6})$/.exec(value("Bag-Count") ?? "");
  const group = value("Bag-Group-Identifier");
  if (!match || group === undefined) return null;
  const list = files.has(`data/${PARTS_PATH}`) ? await read(`data/${PARTS_PATH}`) : null;
  let others: PartOfGroup["others"] = [];
  try {
    others = list ? listSchema.parse(JSON.parse(list.toString("utf8"))).others : [];
  } catch {
    // The list's own hash is right, so it was written like this; `groupProblems` then misses the parts.
  }
  return { group, part: Number(match[1]), count: Number(match[2]), others };
}

type Part = { root: string; sha512: string; partOf: PartOfGroup | null };

/** What is wrong with whole and unchanged archives as the parts of one, or of several: sentences, none where nothing is. */
export function groupProblems(archives: readonly Part[]): string[] {
  const groups = Map.groupBy(archives, ({ partOf }) => partOf?.group);
  groups.delete(undefined);
  return [...groups.values()].flatMap(problemsOfOne);
}

function problemsOfOne(parts: readonly Part[]): string[] {
  const first = parts.find(({ partOf }) => partOf?.part === 1)?.partOf;
  if (!first) return ["Part 1 is not among the files: only it says which the others must be."];
  const { count, others } = first;
  if (others.length !== count - 1 || others.some(({ part }, i) => part !== i + 2))
    return [`Part 1 of ${count} does not say which the others must be.`];
  return others.flatMap(({ part, folder, sha512 }) => {
    const here = parts.find(({ root }) => root === folder);
    if (!here) return [`Part ${part} of ${count}, ${folder}, is not among the files.`];
    return here.sha512 === sha512 ? [] : [`Part ${part}, ${folder}, is another file than the one that part 1 lists.`];
  });
}
