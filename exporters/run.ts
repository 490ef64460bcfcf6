import type { Readable } from "node:stream";
import type { BagWriter } from "./archive/bag-writer.ts";
import type { Company } from "./materials/company.ts";
import type { Snapshot } from "./materials/snapshot.ts";
import type { YearPlan } from "./write-year.ts";

export const archiveFormats = ["csv", "saft", "sie", "gdpdu", "html", "xlsx", "pdf"] as const;
export type ArchiveFormat = (typeof archiveFormats)[number];

/** Of the texts that are written for the customer: reports, statements, pages. Data keeps its English names. */
export type ArchiveLanguage = "fi" | "sv" | "en";

/** Where files go. What is written never depends on where that is. */
export type ArchiveSink = {
  add(...file: Parameters<BagWriter["add"]>): Promise<{ bytes: number }>;
};

/** `rowsDone` of `rowsTotal` over all files (a journal line counts once for each file it goes into); `bytes` before compression. */
export type Progress = { phase: string; rowsDone: number; rowsTotal: number; bytes: number };

/** What the parts of one run share. */
export type Run = {
  snapshot: Snapshot;
  bag: ArchiveSink;
  company: Company;
  language: ArchiveLanguage;
  formats: ReadonlySet<ArchiveFormat>;
  documents: (sha256: string) => Promise<Readable>;
  /** All years of the archive, in their order: a format may tell of earlier years too. */
  plans: readonly YearPlan[];
  date: Date;
  software: { company: string; product: string; version: string };
  signal: AbortSignal;
  progress: ReturnType<typeof startProgress>;
};

/** Often enough for a moving bar, seldom enough to cost nothing. */
const REPORT_MS = 200;

export function startProgress(report: ((progress: Progress) => void) | undefined) {
  const now: Progress = { phase: "counting", rowsDone: 0, rowsTotal: 0, bytes: 0 };
  let reportedAt = 0;
  return {
    phase(phase: string) {
      now.phase = phase;
      report?.({ ...now });
    },
    expect(rows: number) {
      now.rowsTotal += rows;
    },
    add(rows: number, bytes: number) {
      now.rowsDone += rows;
      now.bytes += bytes;
      const at = performance.now();
      if (at - reportedAt < REPORT_MS) return;
      reportedAt = at;
      report?.({ ...now });
    },
    end() {
      report?.({ ...now, phase: "done" });
    },
  };
}
