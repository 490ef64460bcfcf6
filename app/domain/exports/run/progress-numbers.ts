import type { ExportState } from "../export-states.ts";

export type Progress = {
  requestState: ExportState;
  /** Null before the approval. */
  runId: string | null;
  runState: "queued" | "running" | "ready" | "failed" | null;
  phase: string;
  attempt: number;
  rowsDone: number;
  rowsTotal: number | null;
  bytesDone: number;
  /** 0-100, null while the total is not known. */
  percent: number | null;
  secondsLeft: number | null;
  /** The worker has missed a renewal of its lease: it may be gone, and then another takes the run up within a minute. */
  quiet: boolean;
  /** False when the run waits and no worker has given a sign of life for half a minute. */
  workerAlive: boolean;
  /** The last attempt's fault, kept while the next one runs. */
  error: { code: string; message: string } | null;
};

/** A first percent says nothing about the rest. */
const ENOUGH_TO_ESTIMATE = 0.02;

/** Longer than between two renewals, with what a busy machine may be late. */
const QUIET_AFTER_MS = 22_000;

/** @param leaseExpiresAt when the lease ends by the database's clock; it was renewed `leaseSeconds` before that */
export function isQuiet(leaseExpiresAt: Date | null, leaseSeconds: number, now: Date): boolean {
  return leaseExpiresAt !== null && now.getTime() - (leaseExpiresAt.getTime() - leaseSeconds * 1000) > QUIET_AFTER_MS;
}

/**
 * Percent and time left, from what is done so far. Pure.
 * The whole is a hundred only when the run is ready: verifying and publishing come after the last row.
 */
export function progressNumbers(
  run: { state: string; rowsDone: number; rowsTotal: number | null; startedAt: Date | null } | null,
  now: Date,
): { percent: number | null; secondsLeft: number | null } {
  if (!run) return { percent: null, secondsLeft: null };
  if (run.state === "ready") return { percent: 100, secondsLeft: 0 };
  if (!run.rowsTotal || !run.startedAt || run.state !== "running") return { percent: null, secondsLeft: null };
  const part = Math.min(run.rowsDone / run.rowsTotal, 0.99);
  const elapsed = (now.getTime() - run.startedAt.getTime()) / 1000;
  return {
    percent: Math.floor(part * 100),
    secondsLeft: part < ENOUGH_TO_ESTIMATE ? null : Math.max(1, Math.round((elapsed / part) * (1 - part))),
  };
}
