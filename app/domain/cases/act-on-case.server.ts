import { z } from "zod";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { planForCase } from "../latency/diagnosis/plan-for-case.server.ts";
import type { CaseAction, CaseKindDefinition } from "./case-kinds.ts";
import { seenSchema, textSchema } from "./case-schema.ts";
import { dueTime } from "./due-time.ts";
import { CHANGED_MEANWHILE, caseAudit, definitionOf, lockCase, requireCase, updateCase } from "./guard-case.server.ts";
import { recordCaseEvent } from "./record-case-event.server.ts";

const schema = seenSchema.extend({ action: z.string().max(60), text: z.string().nullable() });

/**
 * Moves a case on by one of its kind's actions that people do. Where it comes back to us late, its time begins anew.
 * @param input.text what the action asks; kept on the time line
 * @throws DomainError `not_found`, `forbidden`, `invalid` without what it asks, `conflict` where the case is elsewhere by now
 */
export async function actOnCase(ctx: ServiceCtx, input: z.input<typeof schema>): Promise<{ state: string }> {
  return refusalsRecorded(ctx, caseAudit("act", input.number), async () => {
    requirePermission(ctx, "cases.view");
    const { number, version, action, text: given } = parseInput(schema, input);
    const definition = definitionOf(await requireCase(ctx.db, number));
    const rule = Object.hasOwn(definition.actions, action) ? definition.actions[action]! : null;
    if (!rule || rule.byMachine) throw new DomainError("invalid", "This step is not known. Reload the page.");
    const staff = requirePermission(ctx, rule.permission);
    const text = askedText(rule, given);
    const at = staff.clock.now();
    return staff.db.transaction(async (tx) => {
      const row = await lockCase(tx, number);
      if (!rule.from.includes(row.state))
        throw new DomainError("conflict", `The case is now "${definition.states[row.state]?.label}". ${rule.disabled}`);
      if (row.version !== version) throw new DomainError("conflict", CHANGED_MEANWHILE);
      const ends = definition.states[rule.to]!.closed;
      // While it was closed or another's turn the clock was not ours: what ran out meanwhile begins anew.
      const ranOut = row.dueAt === null || row.dueAt <= at;
      const begins = isOurs(definition, rule.to) && !isOurs(definition, row.state) && (row.closedAt !== null || ranOut);
      await updateCase(tx, row, {
        state: rule.to,
        closedAt: ends ? at : null,
        closedBy: ends ? staff.actor.id : null,
        ...(begins ? { dueAt: dueTime(staff.profile, { ...row, from: at }) } : {}),
      });
      if (row.kind === "slowdown" && action === "measure")
        await planForCase(tx, {
          caseId: row.id,
          actorId: staff.actor.id,
          at,
          timeZone: staff.profile.service.timeZone,
        });
      const details = { action, from: row.state, to: rule.to };
      await recordCaseEvent(tx, { caseId: row.id, what: "moved", text, details, actorId: staff.actor.id, at });
      await recordEvent(staff, tx, { ...caseAudit("act", number), details });
      return { state: rule.to };
    });
  });
}

const isOurs = ({ states }: CaseKindDefinition, state: string) =>
  !["customer", "nobody"].includes(states[state]!.waitsFor);

function askedText({ asks }: CaseAction, given: string | null): string | null {
  if (!asks) return given?.trim() ? parseInput(z.object({ text: textSchema }), { text: given }).text : null;
  if (!given?.trim()) throw new DomainError("invalid", `${asks.label}: write it down first.`, { field: "text" });
  return parseInput(z.object({ text: textSchema }), { text: given }).text;
}
