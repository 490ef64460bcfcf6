import { type FileLink, fileLinks } from "./materials/documents.ts";
import type { ArchiveSink, Run } from "./run.ts";
import type { YearPlan } from "./write-year.ts";

/** Compressed, in all formats together; a guess that only decides at which year another part begins. */
const BYTES_PER_LINE = 200;

/** From this original on (counted from 0 in the order of `fileLinks`), a year's originals lie in this part's folder. */
export type OriginalsPlace = { fromFile: number; part: number; folder: string };

/**
 * Where everything goes, decided before anything is written. The first part has what a reader opens first, the reports and the
 * years that fit; further years follow whole, at their borders; originals have parts of their own, by size.
 */
export type VolumePlan = {
  count: number;
  /** Part of each year's generated files, by the year's folder. */
  years: ReadonlyMap<string, number>;
  /** By the year's folder; none where the originals lie with the rest. */
  originals: ReadonlyMap<string, readonly OriginalsPlace[]>;
};

/** The folder that a part unpacks to: all parts are unpacked side by side. */
export const partFolder = (root: string, part: number) => (part === 1 ? root : `${root}_part-${part}`);

/**
 * Plans an archive of one part where it fits, by the originals' sizes and the lines' number, and else of several.
 * @param root folder of the first part
 * @param partBytes how large a part may become; a year's generated files and one original are never cut
 */
export async function planVolumes(
  run: Pick<Run, "snapshot" | "company">,
  plans: readonly YearPlan[],
  root: string,
  partBytes: number,
): Promise<VolumePlan> {
  const generated = (plan: YearPlan) => plan.counts.lines * BYTES_PER_LINE;
  const whole = plans.reduce((sum, plan) => sum + generated(plan), 0);
  const originalBytes = plans.reduce((sum, plan) => sum + plan.counts.fileBytes, 0);
  if (whole + originalBytes <= partBytes)
    return { count: 1, years: new Map(plans.map(({ folder }) => [folder, 1])), originals: new Map() };

  const sizes = new Map<string, number[]>();
  for (const plan of plans) {
    if (plan.kinds.length === 0) continue;
    const files: number[] = [];
    for await (const link of fileLinks(run.snapshot, run.company.id, plan.year, plan.kinds))
      if (link.first) files.push(link.bytes);
    sizes.set(plan.folder, files);
  }
  const roller = startParts(partBytes);
  const years = new Map(plans.map((plan) => [plan.folder, roller.place(generated(plan))]));
  const originals = new Map<string, OriginalsPlace[]>();
  if (originalBytes > 0) roller.next();
  for (const [folder, files] of sizes) {
    const places: OriginalsPlace[] = [];
    for (const [fromFile, bytes] of files.entries()) {
      const part = roller.place(bytes);
      if (places.at(-1)?.part !== part) places.push({ fromFile, part, folder: partFolder(root, part) });
    }
    originals.set(folder, places);
  }
  return { count: roller.part(), years, originals };
}

function startParts(partBytes: number) {
  let part = 1;
  let used = 0;
  return {
    part: () => part,
    next() {
      part++;
      used = 0;
    },
    place(bytes: number): number {
      if (used > 0 && used + bytes > partBytes) this.next();
      used += bytes;
      return part;
    },
  };
}

/** A sink for one year's originals, which come in the order that they were planned in. */
export function originalsSink(
  add: (
    path: string,
    source: Parameters<ArchiveSink["add"]>[1],
    options: { compress?: boolean; part: number },
  ) => Promise<{ bytes: number }>,
  places: readonly OriginalsPlace[],
  otherwise: number,
): ArchiveSink {
  let file = 0;
  return {
    add(path, source, options) {
      const part = placeOf(places, file++)?.part ?? otherwise;
      return add(path, source, { ...options, part });
    },
  };
}

const placeOf = (places: readonly OriginalsPlace[], file: number) =>
  places.findLast(({ fromFile }) => fromFile <= file);

/**
 * The files of a year as `fileLinks` gives them, each with how a page under the year's folder reaches it.
 * @param depth folders between the year's folder and the page: 1 for `<year>/pages/a.html`
 */
export async function* linkedOriginals(
  run: Pick<Run, "snapshot" | "company">,
  plan: YearPlan,
  depth: number,
): AsyncGenerator<FileLink & { href: string }> {
  let file = -1;
  for await (const link of fileLinks(run.snapshot, run.company.id, plan.year, plan.kinds)) {
    if (link.first) file++;
    const place = placeOf(plan.originals ?? [], file);
    const up = "../".repeat(place ? depth + 3 : depth);
    const segments = place ? [place.folder, "data", plan.folder, ...link.path.split("/")] : link.path.split("/");
    yield { ...link, href: up + segments.map(encodeURIComponent).join("/") };
  }
}
