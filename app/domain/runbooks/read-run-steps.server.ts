import { eq } from "drizzle-orm";
import { z } from "zod";
import { runbookRun } from "#db/schema/runbooks.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { runbookOf } from "./open-run.server.ts";
import type { RunbookStep } from "./runbook-types.ts";

/** The steps of a run as they were written when it began, for their charts. @throws DomainError `not_found`, `forbidden` */
export async function readRunSteps(ctx: Ctx, input: { id: string }): Promise<RunbookStep[]> {
  const { db } = requirePermission(ctx, "runbooks.view");
  const id = z.uuid().safeParse(input.id);
  const [run] = id.success ? await db.select().from(runbookRun).where(eq(runbookRun.id, id.data)) : [];
  if (!run) throw new DomainError("not_found", "There is no such run of a runbook.");
  return runbookOf(run).steps;
}
