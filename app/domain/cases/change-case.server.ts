import type { z } from "zod";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { answersTo, changeSchema } from "./case-schema.ts";
import { dueTime } from "./due-time.ts";
import { type CaseFile, caseAudit, definitionOf, lockCase, requireUnsealed, updateCase } from "./guard-case.server.ts";
import { recordCaseEvent } from "./record-case-event.server.ts";

type Change = z.output<typeof changeSchema>;

/**
 * Corrects what a case says. Another priority moves the due time with it, unless that was set by hand, now or before.
 * @param input.dueAt null: counted from the opening, by the priority
 * @throws DomainError `not_found`, `invalid`, `conflict` on another version than the one seen
 */
export async function changeCase(ctx: ServiceCtx, input: z.input<typeof changeSchema>): Promise<void> {
  return refusalsRecorded(ctx, caseAudit("change", input.number), async () => {
    const staff = requirePermission(ctx, "cases.work");
    const form = parseInput(changeSchema, input);
    const at = staff.clock.now();
    await staff.db.transaction(async (tx) => {
      const row = await lockCase(tx, form.number);
      requireUnsealed(row);
      const old = row.request as Record<string, string>;
      // What a program left open may stay open; what was answered may not become empty.
      const checked = answersTo(definitionOf(row).fields, form.request, (field) => old[field.name] !== undefined);
      if ("fault" in checked) throw new DomainError("invalid", checked.fault, { field: checked.field });
      const wanted = { ...form, request: checked.answers, dueAt: dueFor(staff, row, form) };
      const fields = changedFields(row, wanted);
      const { subject, priority, language, dueAt, externalNumber, request } = wanted;
      const set = { subject, priority, language, dueAt, externalNumber, request };
      await updateCase(tx, { id: row.id, version: form.version }, set);
      if (fields.length === 0) return;
      const details = { fields, priority: { from: row.priority, to: priority } };
      await recordCaseEvent(tx, { caseId: row.id, what: "changed", details, actorId: staff.actor.id, at });
      await recordEvent(staff, tx, { ...caseAudit("change", form.number), details });
    });
  });
}

/** The page sends the due time that it showed: what is the same to the minute was not set by hand this time. */
function dueFor({ profile }: ServiceCtx, row: CaseFile, { dueAt, priority }: Change): Date {
  const byRule = (of: CaseFile["priority"]) => dueTime(profile, { kind: row.kind, priority: of, from: row.openedAt });
  if (dueAt === null) return byRule(priority);
  const untouched = row.dueAt !== null && sameMinute(dueAt, row.dueAt);
  if (!untouched) return dueAt;
  return sameMinute(row.dueAt!, byRule(row.priority)) ? byRule(priority) : row.dueAt!;
}

const sameMinute = (one: Date, other: Date) => Math.floor(+one / 60_000) === Math.floor(+other / 60_000);

function changedFields(
  row: CaseFile,
  wanted: Omit<Change, "number" | "version" | "dueAt"> & { dueAt: Date },
): string[] {
  const old = row.request as Record<string, string>;
  const names = [...new Set([...Object.keys(old), ...Object.keys(wanted.request)])];
  return [
    ...(["subject", "priority", "language", "externalNumber"] as const).filter((name) => row[name] !== wanted[name]),
    ...(row.dueAt?.getTime() === wanted.dueAt.getTime() ? [] : ["dueAt"]),
    ...names.filter((name) => old[name] !== wanted.request[name]).map((name) => `request.${name}`),
  ];
}
