import { once } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import { ArchiveError } from "../errors.ts";
import { openSnapshot } from "../materials/snapshot.ts";
import { type Run, startProgress } from "../run.ts";
import { pdfWriter } from "../write-pdf.ts";
import { writeFormat } from "../write-year.ts";
import type { FromLane, LaneOrder, LaneStart } from "./lane-protocol.ts";
import { leaseMissing } from "../survey.ts";
import { spoolSink } from "./spool.ts";

/** Writes the PDF files of every year in a thread of its own, each to the disk, and tells of each when it is whole. */
async function work(start: LaneStart, ordered: Promise<LaneOrder>, send: (message: FromLane) => void) {
  const snapshot = await openSnapshot(start.slotUrl, start);
  try {
    // Where the snapshot's lease has run out by now, every table looks empty, and empty books would be written.
    const seen = await snapshot.query("select id from ledger.companies");
    if (seen.length === 0) throw leaseMissing(start.companyId);
    send({ kind: "ready" });
    const order = await ordered;
    const { company, language, software, plans } = order;
    const date = new Date(order.date);
    let told = { rows: 0, bytes: 0 };
    const progress = startProgress((now) => {
      const phase = now.phase === "done" ? undefined : now.phase;
      send({ kind: "progress", phase, rows: now.rowsDone - told.rows, bytes: now.bytes - told.bytes });
      told = { rows: now.rowsDone, bytes: now.bytes };
    });
    const run: Run = {
      snapshot,
      bag: spoolSink(start.folder, (written) => send({ kind: "file", ...written })),
      company,
      language,
      formats: new Set(["pdf"]),
      documents: async () => {
        throw new Error("the lane reads no originals");
      },
      plans,
      date,
      software,
      signal: new AbortController().signal,
      progress,
    };
    for (const plan of plans) {
      if (!pdfWriter.applies(plan.year)) continue;
      const files = await writeFormat(run, pdfWriter, plan);
      progress.end();
      send({ kind: "written", year: plan.year.id, files });
    }
  } finally {
    await snapshot.close();
  }
}

const port = parentPort!;
const send = (message: FromLane) => port.postMessage(message);
const ordered = once(port, "message").then(([order]) => order as LaneOrder);
try {
  await work(workerData as LaneStart, ordered, send);
} catch (error) {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const place = error instanceof ArchiveError ? error.place : undefined;
  send({ kind: "failed", failure: { name, message, code: (error as { code?: string }).code, place } });
}
port.close();
