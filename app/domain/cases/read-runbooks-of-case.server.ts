import { desc, eq } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { runbookRun } from "#db/schema/runbooks.ts";
import { findRunbook } from "../runbooks/load-runbooks.server.ts";
import type { CaseView } from "./case-view.ts";

/** The runbooks named, those begun for the case first, each once with its newest run; ids without a file are left out. */
export async function readRunbooks(db: DbOrTx, caseId: string, ids: readonly string[]): Promise<CaseView["runbooks"]> {
  const { id, runbook, title, endedAt, startedAt } = runbookRun;
  const runs = await db
    .select({ id, runbook, title, endedAt })
    .from(runbookRun)
    .where(eq(runbookRun.caseId, caseId))
    .orderBy(desc(startedAt));
  const named = [...new Set([...runs.map((run) => run.runbook), ...ids])];
  return named.flatMap((name) => {
    const run = runs.find((one) => one.runbook === name);
    const known = findRunbook(name)?.meta.title.en ?? run?.title;
    return known ? [{ id: name, title: known, run: run ? { id: run.id, ended: run.endedAt !== null } : null }] : [];
  });
}
