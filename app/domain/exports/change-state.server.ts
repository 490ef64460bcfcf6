import { and, eq, inArray, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { DbOrTx } from "#db/client.ts";
import { exportRequest } from "#db/schema/exports.ts";
import { z } from "zod";
import type { AuditEntry } from "../audit/record-event.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { type ExportAction, type ExportState, exportActions, stateLabels } from "./export-states.ts";
import { requirePart } from "./payroll-part.ts";

export type ExportRequest = typeof exportRequest.$inferSelect;

const seenSchema = z.object({ id: z.uuid(), version: z.int().positive().max(2_147_483_647).optional() });

/**
 * Which request, and which version of it, a form names: what is no id or no number names none.
 * @throws DomainError `not_found`
 */
export function requireSeen(seen: { id: string; version?: number }): void {
  if (!seenSchema.safeParse(seen).success) throw new DomainError("not_found", "There is no such export request.");
}

/** How the trail names what is done with a request. */
export const requestEvent = (what: ExportAction, id: string): Pick<AuditEntry, "action" | "target"> => ({
  action: `export_request.${what}`,
  target: { kind: "export_request", id: z.uuid().safeParse(id).success ? id : "unknown" },
});

/**
 * The guarded write behind every change of a request: it happens only from a state that the table allows and only on the
 * version that the person saw, so that of two people (or two clicks) one wins and the other is told.
 * @throws DomainError `not_found`, or `conflict` with what the request is now
 */
export async function changeState(
  tx: DbOrTx,
  action: ExportAction,
  request: { id: string; version?: number },
  set: PgUpdateSetSource<typeof exportRequest> = {},
): Promise<ExportRequest> {
  requireSeen(request);
  const rule = exportActions[action];
  const from: readonly ExportState[] = rule.from;
  const [row] = await tx
    .update(exportRequest)
    .set({ ...(rule.to ? { state: rule.to } : {}), ...set, version: sql`${exportRequest.version} + 1` })
    .where(
      and(
        eq(exportRequest.id, request.id),
        inArray(exportRequest.state, [...from]),
        request.version === undefined ? undefined : eq(exportRequest.version, request.version),
      ),
    )
    .returning();
  if (row) return row;
  const [now] = await tx
    .select({ state: exportRequest.state, version: exportRequest.version })
    .from(exportRequest)
    .where(eq(exportRequest.id, request.id));
  if (!now) throw new DomainError("not_found", "There is no such export request.");
  if (!from.includes(now.state))
    throw new DomainError("conflict", `The request is now "${stateLabels[now.state]}". ${rule.disabled}`);
  throw new DomainError(
    "conflict",
    "Somebody changed the request after you opened it. Look at it as it is now, then decide again.",
  );
}

/**
 * The same by a member of staff: a request for payroll takes the permission of its part beside that of the action.
 * @throws DomainError as `changeState`; `forbidden`
 */
export async function changeStateAs(
  staff: Ctx,
  tx: DbOrTx,
  action: ExportAction,
  request: { id: string; version?: number },
  set: PgUpdateSetSource<typeof exportRequest> = {},
): Promise<ExportRequest> {
  const row = await changeState(tx, action, request, set);
  requirePart(staff, row, action);
  return row;
}
