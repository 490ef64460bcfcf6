import { createReadStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import { ArchiveError, type ArchiveErrorCode, archiveErrorCodes } from "../errors.ts";
import type { ArchiveFormat, Run } from "../run.ts";
import { yearTables } from "../year-tables.ts";
import { type YearFiles, yearWriters } from "../year-writers.ts";
import type { YearPlan } from "../write-year.ts";
import type { FromLane, LaneFailure, LaneOrder, LaneStart } from "./lane-protocol.ts";

/** Writes formats while the run writes others; what it wrote is taken into the archive format by format and year by year. */
export type Lane = {
  /** Puts a format's files of one year into the run's archive, waiting until they are there. In the order of the lane. */
  take(run: Run, format: ArchiveFormat, plan: YearPlan): Promise<YearFiles>;
  /** Rejects at once when the lane fails, so that nobody goes on for nothing. Never resolves. */
  failed: Promise<never>;
  close(): Promise<void>;
};

/** For books so small that a thread would start longer than it writes: nothing is written before it is taken. */
export function inlineLane(): Lane {
  return {
    async take(run, format, plan) {
      const writer = yearWriters.find((w) => w.format === format)!;
      return await writer.write(
        run,
        plan,
        yearTables(run, plan).map((source) => source.table),
      );
    },
    failed: new Promise(() => {}),
    close: async () => {},
  };
}

export type ThreadLane = Lane & { begin(order: LaneOrder): void };

/**
 * A lane in a thread with a connection of its own on the run's snapshot. Opened before anything is counted: a lease is as it was
 * at the snapshot, and a transaction that begins when it has run out sees nothing.
 * @param folder for its files alone; it is made, and removed at the end
 */
export async function threadLane(start: LaneStart, folder: string, progress: Run["progress"]): Promise<ThreadLane> {
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
      if (code !== 0) reject(new Error(`a lane's thread ended with ${code}`));
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
    begin: (order) => worker.postMessage(order),
    async take(run, format, plan) {
      for (;;) {
        const message = await next();
        if (message.kind === "written") {
          if (message.format === format && message.year === plan.year.id) return message.files;
          throw new Error(`the lane wrote ${message.format} of ${message.year} where ${format} was next`);
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
