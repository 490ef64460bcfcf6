import { type FileLink, fileLinks } from "./materials/documents.ts";
import { FRONT_BYTES, ORIGINAL_OVERHEAD, yearBytes } from "./part-sizes.ts";
import type { ArchiveSink, Run } from "./run.ts";
import type { YearPlan } from "./write-year.ts";

/** From this original on (counted from 0 in the order of `fileLinks`), a year's originals lie in this part's folder. */
export type OriginalsPlace = { fromFile: number; part: number; folder: string; firstKey: string | null };

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

/** What lies in one folder of an archive: files that the run makes, and originals. */
export type VolumeItem = {
  folder: string;
  /** Bytes of the files that the run makes, roughly. */
  generated: number;
  originalBytes: number;
  /**
   * In the order in which they are written. Neighbours with one `together` are not cut; a part remembers the `key` of its first
   * original.
   */
  originals: () => AsyncIterable<{ bytes: number; together?: string | null; key?: string | null }>;
};

/** Plans the books' archive. @see planParts */
export async function planVolumes(
  run: Pick<Run, "snapshot" | "company" | "formats">,
  plans: readonly YearPlan[],
  root: string,
  partBytes: number,
): Promise<VolumePlan> {
  async function* originals(plan: YearPlan) {
    if (plan.kinds.length === 0) return;
    for await (const link of fileLinks(run.snapshot, run.company.id, plan.year, plan.kinds))
      if (link.first) yield { ...link, bytes: link.bytes + ORIGINAL_OVERHEAD };
  }
  const items = plans.map((plan) => ({
    folder: plan.folder,
    generated: yearBytes(run.formats, { accounts: plan.accounts.length, ...plan.counts }),
    originalBytes: plan.counts.fileBytes + plan.counts.files * ORIGINAL_OVERHEAD,
    originals: () => originals(plan),
  }));
  return planParts(items, root, partBytes, FRONT_BYTES);
}

/**
 * Plans an archive of one part where it fits, by the originals' sizes and the lines' number, and else of several.
 * @param root folder of the first part
 * @param partBytes how large a part may become; an item's generated files and what belongs together are never cut
 * @param frontBytes of the first part, beside its items
 */
export async function planParts(
  items: readonly VolumeItem[],
  root: string,
  partBytes: number,
  frontBytes = 0,
): Promise<VolumePlan> {
  const whole = items.reduce((sum, { generated }) => sum + generated, frontBytes);
  const originalBytes = items.reduce((sum, item) => sum + item.originalBytes, 0);
  if (whole + originalBytes <= partBytes)
    return { count: 1, years: new Map(items.map(({ folder }) => [folder, 1])), originals: new Map() };

  const roller = startParts(partBytes, frontBytes);
  const years = new Map(items.map(({ folder, generated }) => [folder, roller.place(generated)]));
  const originals = new Map<string, OriginalsPlace[]>();
  if (originalBytes > 0) roller.next();
  for (const item of items) {
    const places: OriginalsPlace[] = [];
    let file = 0;
    for await (const { files, bytes, key } of whatBelongsTogether(item.originals())) {
      const part = roller.place(bytes);
      if (places.at(-1)?.part !== part)
        places.push({ fromFile: file, part, folder: partFolder(root, part), firstKey: key });
      file += files;
    }
    originals.set(item.folder, places);
  }
  return { count: roller.part(), years, originals };
}

async function* whatBelongsTogether(originals: ReturnType<VolumeItem["originals"]>) {
  let group: { together: string | null; key: string | null; files: number; bytes: number } | null = null;
  for await (const { bytes, together = null, key = null } of originals) {
    if (group && together !== null && together === group.together) {
      group.files++;
      group.bytes += bytes;
      continue;
    }
    if (group) yield group;
    group = { together, key, files: 1, bytes };
  }
  if (group) yield group;
}

function startParts(partBytes: number, frontBytes: number) {
  let part = 1;
  let used = frontBytes;
  let empty = true;
  return {
    part: () => part,
    next() {
      part++;
      used = 0;
      empty = true;
    },
    place(bytes: number): number {
      if (!empty && used + bytes > partBytes) this.next();
      used += bytes;
      if (bytes > 0) empty = false;
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
