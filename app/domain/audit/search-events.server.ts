import { and, desc, eq, gte, like, lt, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { auditEvent } from "#db/schema/audit.ts";
import { staff } from "#db/schema/identity.ts";
import { hit } from "../../platform/rate-limit.server.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import { parseInput } from "../parse-input.ts";
import { recordEvent } from "./record-event.server.ts";
import { likeLiteral } from "../like-literal.ts";

export const AUDIT_PAGE_ROWS = 50;
/** Looking at the trail is itself an event; paging and refining within a quarter of an hour are the same look. */
const VIEW_SECONDS = 900;

const text = z.string().trim().min(1).max(100);
const inputSchema = z.object({
  /** An actor's id, or part of the name of a member of staff. */
  actor: text.optional(),
  /** The whole action or its beginning, e.g. `staff_role` or `export_request.approve`. */
  action: text.optional(),
  targetKind: text.optional(),
  targetId: text.optional(),
  outcome: z.enum(["done", "refused", "failed"]).optional(),
  requestId: text.optional(),
  /** From this instant on. */
  from: z.date().optional(),
  /** Before this instant. */
  to: z.date().optional(),
  /** Events older than the one with this number: the next page. */
  before: z.coerce.number().int().positive().optional(),
});
export type AuditFilters = z.input<typeof inputSchema>;

export type AuditRow = {
  seq: number;
  at: Date;
  actorKind: string;
  actorId: string;
  /** Of a member of staff; the trail itself holds ids only. */
  actorName: string | null;
  action: string;
  targetKind: string;
  targetId: string;
  targetName: string | null;
  outcome: "done" | "refused" | "failed";
  requestId: string;
  details: unknown;
};

/**
 * The audit trail, the newest first, a page at a time.
 * @returns the rows and, where there are older ones, the number to pass as `before`
 * @throws DomainError `not_signed_in`, `forbidden`, `invalid`
 */
export async function searchEvents(ctx: Ctx, input: AuditFilters): Promise<{ rows: AuditRow[]; next: number | null }> {
  const { actor, db, requestId } = requirePermission(ctx, "audit.view");
  const filters = parseInput(inputSchema, input);
  const view = await hit(db, `audit-view:${actor.sessionId}`, 1, VIEW_SECONDS);
  if (view.allowed) {
    await recordEvent({ actor, requestId }, db, { action: "audit.view", target: { kind: "audit", id: "trail" } });
  }
  const found = await db
    .select({
      seq: auditEvent.seq,
      at: auditEvent.at,
      actorKind: auditEvent.actorKind,
      actorId: auditEvent.actorId,
      actorName: sql<string | null>`(select s.display_name from console.staff s
        where ${auditEvent.actorKind} = 'staff' and s.id::text = ${auditEvent.actorId})`,
      action: auditEvent.action,
      targetKind: auditEvent.targetKind,
      targetId: auditEvent.targetId,
      targetName: sql<string | null>`(select s.display_name from console.staff s
        where ${auditEvent.targetKind} = 'staff' and s.id::text = ${auditEvent.targetId})`,
      outcome: auditEvent.outcome,
      requestId: auditEvent.requestId,
      details: auditEvent.details,
    })
    .from(auditEvent)
    .where(and(...conditions(filters)))
    .orderBy(desc(auditEvent.seq))
    .limit(AUDIT_PAGE_ROWS + 1);
  const rows = found.slice(0, AUDIT_PAGE_ROWS);
  return { rows, next: found.length > AUDIT_PAGE_ROWS ? rows.at(-1)!.seq : null };
}

function conditions(filters: z.output<typeof inputSchema>): (SQL | undefined)[] {
  const is = <T>(value: T | undefined, condition: (value: T) => SQL | undefined) =>
    value === undefined ? undefined : condition(value);
  return [
    is(filters.actor, (value) =>
      or(
        eq(auditEvent.actorId, value),
        sql`(${auditEvent.actorKind} = 'staff' and ${auditEvent.actorId} in (
          select ${staff.id}::text from ${staff} where ${staff.displayName} ilike ${`%${likeLiteral(value)}%`}))`,
      ),
    ),
    is(filters.action, (value) => like(auditEvent.action, `${likeLiteral(value)}%`)),
    is(filters.targetKind, (value) => eq(auditEvent.targetKind, value)),
    is(filters.targetId, (value) => eq(auditEvent.targetId, value)),
    is(filters.outcome, (value) => eq(auditEvent.outcome, value)),
    is(filters.requestId, (value) => eq(auditEvent.requestId, value)),
    is(filters.from, (value) => gte(auditEvent.at, value)),
    is(filters.to, (value) => lt(auditEvent.at, value)),
    is(filters.before, (value) => lt(auditEvent.seq, value)),
  ];
}
