import type { ArchiveLanguage } from "../run.ts";
import type { Company } from "../materials/company.ts";
import type { YearPlan } from "../write-year.ts";
import type { YearFiles } from "../year-writers.ts";

/** What the lane's thread starts with: the run's own snapshot, so that both read the same moment. */
export type LaneStart = {
  slotUrl: string;
  snapshotId: string;
  companyId: string;
  /** To be made for the lane's files, and removed at the end. */
  folder: string;
};

/** What the lane is to write. All of it is plain data. */
export type LaneOrder = {
  company: Company;
  language: ArchiveLanguage;
  /** Milliseconds since 1970. */
  date: number;
  software: { company: string; product: string; version: string };
  plans: readonly YearPlan[];
};

export type LaneFailure = { name: string; code?: string; message: string; place?: string };

export type FromLane =
  /** The snapshot is open, and the company is seen in it. */
  | { kind: "ready" }
  /** One file is whole on the disk; `path` is its place in the archive. */
  | { kind: "file"; path: string; file: string; compress: boolean }
  /** Everything of a year is written. */
  | { kind: "written"; year: string; files: YearFiles }
  | { kind: "progress"; phase?: string; rows: number; bytes: number }
  | { kind: "failed"; failure: LaneFailure };
