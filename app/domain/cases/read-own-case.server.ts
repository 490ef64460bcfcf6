import { and, desc, eq } from "drizzle-orm";
import { caseEvent, caseFile } from "#db/schema/cases.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { type CaseFile, definitionOf } from "./guard-case.server.ts";
import { numberSchema } from "./case-schema.ts";
import { requireCasesProgram } from "./require-cases-program.ts";

export type OwnCase = { row: CaseFile; lastReply: { text: string; language: string; at: Date } | null };

/** A case that this ticket system opened, with the last reply. @throws DomainError `not_found`, for others' cases too */
export async function readOwnCase(ctx: Ctx, { number }: { number: number }): Promise<OwnCase> {
  const { db, actor } = requireCasesProgram(ctx);
  const [row] = numberSchema.safeParse(number).success
    ? await db
        .select()
        .from(caseFile)
        .where(and(eq(caseFile.number, number), eq(caseFile.apiKeyId, actor.id)))
    : [];
  if (!row) throw new DomainError("not_found", "This key has opened no such case.");
  const [reply] = await db
    .select()
    .from(caseEvent)
    .where(and(eq(caseEvent.caseId, row.id), eq(caseEvent.what, "reply")))
    .orderBy(desc(caseEvent.id))
    .limit(1);
  return {
    row,
    lastReply: reply?.text ? { text: reply.text, language: String(reply.details.language), at: reply.at } : null,
  };
}

/** As other systems read it: codes of the kind's states, and whose turn it is. */
export function programView(row: CaseFile) {
  const { number, kind, state, externalNumber, priority, language, openedAt, closedAt } = row;
  const { label, waitsFor, closed } = definitionOf(row).states[state]!;
  return {
    number,
    kind,
    state,
    stateLabel: label,
    waitsFor,
    closed,
    externalNumber,
    priority,
    language,
    openedAt: openedAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
  };
}
