import { and, asc, eq, sql } from "drizzle-orm";
import { caseFile } from "#db/schema/cases.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import type { ServiceCtx } from "../../context.ts";
import { type CaseFile, caseAudit, lockCase } from "../guard-case.server.ts";
import { moveCase } from "../move-case.server.ts";
import { recordCaseEvent } from "../record-case-event.server.ts";
import { type Evidence, evidenceText } from "./evidence-words-rules.ts";
import { readEvidence } from "./read-evidence.server.ts";

export const GATHER_EVERY_SECONDS = 30;
/** So long it is waited for a Grafana that does not answer; then the evidence says that it did not. */
const WAIT_FOR_FIGURES_MS = 3_600_000;
const AT_A_TIME = 20;

/** A ticket system may not have said which days it is about: an agent asks, and until then there is nothing to gather. */
const saysDays = sql`${caseFile.request} ?& array['from', 'to']`;

/** Gathers the evidence of the compensation cases that wait for it, each once. */
export async function gatherDueEvidence(ctx: ServiceCtx): Promise<void> {
  const rows = await ctx.db
    .select()
    .from(caseFile)
    .where(and(eq(caseFile.kind, "compensation"), eq(caseFile.state, "received"), saysDays))
    .orderBy(asc(caseFile.number))
    .limit(AT_A_TIME);
  for (const row of rows) await gather(ctx, row);
}

async function gather(ctx: ServiceCtx, row: CaseFile): Promise<void> {
  const { from, to } = row.request as { from: string; to: string };
  // This kind has a customer always.
  const evidence = await readEvidence(ctx, { businessId: row.businessId!, from, to });
  const at = ctx.clock.now();
  if (evidence.problem !== null && at.getTime() - row.openedAt.getTime() < WAIT_FOR_FIGURES_MS) return;
  await ctx.db.transaction(async (tx) => {
    const now = await lockCase(tx, row.number);
    // Another worker was quicker, or somebody changed the days: the next round sees them.
    if (now.state !== "received" || now.version !== row.version) return;
    const details = figuresOf(evidence);
    await recordCaseEvent(tx, {
      caseId: row.id,
      what: "evidence",
      text: evidenceText(evidence),
      details,
      actorId: null,
      at,
    });
    await moveCase(tx, { caseId: row.id, action: "gather", actorId: null, at });
    await recordEvent(ctx, tx, { ...caseAudit("gather", row.number), details: { from, to } });
  });
}

/** Numbers and ids only: a title of an incident stays in the text. */
function figuresOf({ incidents, windows, components, latency, targetSeconds, problem, from, to }: Evidence) {
  return {
    from,
    to,
    latency,
    targetSeconds,
    measured: problem === null,
    incidents: incidents.map(({ number, minutes }) => ({ number, minutes })),
    windows,
    components: components.map(({ key, down, partial, observed }) => ({ key, down, partial, observed })),
  };
}
