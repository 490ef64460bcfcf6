import { rm } from "node:fs/promises";
import path from "node:path";
import type { ArchiveFormat, Run } from "../run.ts";
import type { YearPlan } from "../write-year.ts";
import { inlineLane, type Lane, type ThreadLane, threadLane } from "./lane.ts";

/**
 * Formats that are written beside the run, each lane in its own order. PDF takes as long as all the others together: one lane
 * keeps two cores busy to the end, and a second one would only cost its memory.
 */
const LANES: readonly (readonly ArchiveFormat[])[] = [["pdf"]];

/** What people read stands in the archive after what programs read of every year, whoever writes it. */
const LATER: readonly ArchiveFormat[] = ["html", "xlsx", "pdf"];

/** Below so many voucher lines the threads would take longer to start than to write. */
const LINES_FOR_THREADS = 20_000;

export type Lanes = {
  /** Whether its files stand after every year's others, so that a lane has time for them. */
  later(format: ArchiveFormat): boolean;
  /** Tells the lanes what to write; from here on they work. */
  begin(run: Run, plans: readonly YearPlan[]): void;
  of(format: ArchiveFormat): Lane;
  failed: Promise<never>;
  close(): Promise<void>;
};

/**
 * Opens a thread for each lane that has something to write, or none where the books are small.
 * @param options.lines voucher lines of the books
 * @param options.spool a folder to be made for files that wait; none: everything is written in the run's own thread
 */
export async function openLanes(
  wanted: ReadonlySet<ArchiveFormat>,
  {
    slotUrl,
    snapshotId,
    companyId,
    lines,
    spool,
    progress,
  }: {
    slotUrl: string;
    snapshotId: string;
    companyId: string;
    lines: number;
    spool?: { folder: string; fromLines?: number };
    progress: Run["progress"];
  },
): Promise<Lanes> {
  const inline = inlineLane();
  const threads: { formats: ArchiveFormat[]; folder: string; lane: ThreadLane }[] = [];
  const close = async () => {
    await Promise.all(threads.map(({ lane }) => lane.close()));
    if (spool) await rm(spool.folder, { recursive: true, force: true });
  };
  if (spool !== undefined && lines >= (spool.fromLines ?? LINES_FOR_THREADS)) {
    try {
      for (const [n, lane] of LANES.entries()) {
        const formats = lane.filter((format) => wanted.has(format));
        if (formats.length === 0) continue;
        const folder = path.join(spool.folder, `lane-${n + 1}`);
        threads.push({ formats, folder, lane: await threadLane({ slotUrl, snapshotId, companyId }, folder, progress) });
      }
    } catch (error) {
      await close();
      throw error;
    }
  }
  const failed = Promise.race([inline.failed, ...threads.map(({ lane }) => lane.failed)]);
  failed.catch(() => {});
  return {
    later: (format) => LATER.includes(format),
    begin({ company, language, date, software }, plans) {
      for (const { formats, folder, lane } of threads)
        lane.begin({ company, language, date: date.getTime(), software, formats, plans, folder });
    },
    of: (format) => threads.find((t) => t.formats.includes(format))?.lane ?? inline,
    failed,
    close,
  };
}
