import { createReadStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import { ArchiveError, type ArchiveErrorCode, archiveErrorCodes } from "../errors.ts";
import type { ArchiveFormat, Run } from "../run.ts";
import { pdfWriter } from "../write-pdf.ts";
import { writeFormat, type YearPlan } from "../write-year.ts";
import type { YearFiles } from "../year-writers.ts";
import type { FromLane, LaneFailure, LaneOrder, LaneStart } from "./lane-protocol.ts";

/** Below so many voucher lines a thread would take longer to start than to write. */
const LINES_FOR_THREAD = 20_000;

/**
 * Writes the PDF files of the books beside the run: they take as long as everything else together, so that one thread keeps two
 * cores busy to the end.
 */
export type Lane = {
  /** Tells what to write; from here on it works. */
  begin(run: Run): void;
  /** Puts the files of one year into the run's archive, waiting until they are there. Years are taken in their order. */
  take(run: Run, plan: YearPlan): Promise<YearFiles>;
  /** Rejects at once when the lane fails, so that nobody goes on for nothing. Never resolves. */
  failed: Promise<never>;
  close(): Promise<void>;
};

/**
 * Opens a thread for the PDF files, or none where there are none to write or the books are small.
 * @param options.lines voucher lines of the books
 * @param options.spool a folder to be made for files that wait; none: everything is written in the run's own thread
 */
export async function openLane(
  wanted: ReadonlySet<ArchiveFormat>,
  {
    lines,
    spool,
    progress,
    ...start
  }: Omit<LaneStart, "folder"> & {
    lines: number;
    spool?: { folder: string; fromLines?: number };
    progress: Run["progress"];
  },
): Promise<Lane> {
  if (!wanted.has("pdf") || spool === undefined || lines < (spool.fromLines ?? LINES_FOR_THREAD)) return inlineLane();
  return await threadLane({ ...start, folder: spool.folder }, progress);
}

/** Nothing is written before it is taken. */
function inlineLane(): Lane {
  return {
    begin() {},
    take: (run, plan) => writeFormat(run, pdfWriter, plan),
    failed: new Promise(() => {}),
    close: async () => {},
  };
}

/**
 * A lane in a thread with a connection of its own on the run's snapshot. Opened before anything is counted: a lease is as it was
 * at the snapshot, and a transaction that begins when it has run out sees nothing.
 */
export async function threadLane(start: LaneStart, progress: Run["progress"]): Promise<Lane> {
  const { folder } = start;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const worker = new Worker(new URL("./lane-thread.ts", import.meta.url), {
    workerData: start,
    // Its garbage is young: a larger nursery would only hold more of it. It lives on some fifty megabytes; the limit is ten
    // times that, and having one makes V8 collect from the start on instead of letting the heap grow first.
    resourceLimits: { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 512 },
  });
  const inbox: FromLane[] = [];
  let wake = () => {};
  const failed = new Promise<never>((_, reject) => {
    worker.on("message", (message: FromLane) => {
      if (message.kind === "progress") {
        if (message.phase) progress.phase(message.phase);
        progress.add(message.rows, message.bytes);
      } else if (message.kind === "failed") reject(asError(message.failure));
      else {
        inbox.push(message);
        wake();
      }
    });
    worker.on("error", reject);
    worker.on("exit", (code) => {
      if (code !== 0) reject(new Error(`the lane's thread ended with ${code}`));
    });
  });
  // Whoever waits for a file hears of it; until then nobody listens.
  failed.catch(() => {});
  const next = async (): Promise<FromLane> => {
    while (inbox.length === 0)
      await Promise.race([
        failed,
        new Promise<void>((resolve) => {
          wake = resolve;
        }),
      ]);
    return inbox.shift()!;
  };
  const close = async () => {
    await worker.terminate();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await next();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    begin({ company, language, date, software, plans }) {
      worker.postMessage({ company, language, date: date.getTime(), software, plans } satisfies LaneOrder);
    },
    async take(run, plan) {
      for (;;) {
        const message = await next();
        if (message.kind === "written") {
          if (message.year === plan.year.id) return message.files;
          throw new Error(`the lane wrote ${message.year} where ${plan.year.id} was next`);
        }
        if (message.kind !== "file") continue;
        run.signal.throwIfAborted();
        await run.bag.add(message.path, createReadStream(message.file), { compress: message.compress });
        await rm(message.file);
      }
    },
    failed,
    close,
  };
}

function asError({ name, message, code, place }: LaneFailure): Error {
  if (name === "ArchiveError" && (archiveErrorCodes as readonly string[]).includes(code ?? ""))
    return new ArchiveError(code as ArchiveErrorCode, message, { place });
  return Object.assign(new Error(message), { code });
}
