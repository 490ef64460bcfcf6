import { asc, eq } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { runbookRun, runbookTick } from "#db/schema/runbooks.ts";
import { DomainError } from "../errors.ts";
import { parseRunbook } from "./parse-runbook.ts";
import { missingApproval, type Tick } from "./run-state-rules.ts";
import type { Runbook, RunbookStep } from "./runbook-types.ts";

export type RunRow = typeof runbookRun.$inferSelect;
export type OpenRun = { run: RunRow; steps: RunbookStep[]; ticks: Tick[] };

export const runEvent = (verb: string, runId: string) => ({
  action: `runbook_run.${verb}`,
  target: { kind: "runbook_run", id: runId },
});

const parsed = new Map<string, Runbook>();
const KEPT_MAX = 100;

/** The steps as they were when the run began. */
export function runbookOf({ runbook, fileSha256, source }: Pick<RunRow, "runbook" | "fileSha256" | "source">): Runbook {
  const known = parsed.get(fileSha256);
  if (known) return known;
  const read = parseRunbook(source, `runbooks/${runbook}.md`).runbook;
  if (!read) throw new Error(`the text that a run of ${runbook} kept cannot be read`);
  if (parsed.size >= KEPT_MAX) parsed.delete(parsed.keys().next().value!);
  parsed.set(fileSha256, read);
  return read;
}

export const ticksOf = (tx: DbOrTx, runId: string): Promise<Tick[]> =>
  tx.select().from(runbookTick).where(eq(runbookTick.runId, runId)).orderBy(asc(runbookTick.id));

/**
 * The run with its row locked until the transaction ends, so that what two people do at once happens one after the other.
 * @throws DomainError `not_found`; `conflict` when it has ended
 */
export async function openRun(tx: DbOrTx, runId: string): Promise<OpenRun> {
  const [run] = await tx.select().from(runbookRun).where(eq(runbookRun.id, runId)).for("update");
  if (!run) throw new DomainError("not_found", "There is no such run of a runbook.");
  if (run.endedAt) throw new DomainError("conflict", "This run has ended: nothing is changed in it. Start another.");
  return { run, steps: runbookOf(run).steps, ticks: await ticksOf(tx, runId) };
}

/** @throws DomainError `not_found`; `conflict` for one before the step from which the run began */
export function stepOf({ run, steps }: OpenRun, id: string): RunbookStep {
  const step = steps.find((each) => each.id === id);
  if (!step) throw new DomainError("not_found", "This run has no such step. Reload the page.");
  if (step.number < run.fromStep)
    throw new DomainError("conflict", `This run began from step ${run.fromStep}: nothing is done in those before.`);
  return step;
}

/** @throws DomainError `conflict` while an approval before this step is missing */
export function requireApprovedBefore({ run, steps, ticks }: OpenRun, { number }: RunbookStep): void {
  const missing = missingApproval(steps, number, ticks, run.fromStep);
  if (missing)
    throw new DomainError(
      "conflict",
      `Step ${missing.number}, "${missing.title}", is not approved yet: this step comes after it.`,
    );
}

export async function addTick(
  tx: DbOrTx,
  { run }: OpenRun,
  tick: { step: string; what: Tick["what"]; seen?: Record<string, unknown>; actorId: string; at: Date },
): Promise<void> {
  await tx.insert(runbookTick).values({ runId: run.id, ...tick });
}
