import { and, eq, gt, min, sql } from "drizzle-orm";
import type { z } from "zod";
import type { DbOrTx } from "#db/client.ts";
import { incidentUpdate } from "#db/schema/incidents.ts";
import { formatInstant } from "../../../i18n/formats.ts";
import { requirePermission } from "../../access/require-permission.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import { refusalsRecorded } from "../../audit/refusals-recorded.server.ts";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { parseInput } from "../../parse-input.ts";
import { changeIncident, type Incident, incidentEvent } from "./change-incident.server.ts";
import { resolveForm, type Seen } from "./incident-schema.ts";
import { incidentActions } from "./incident-states.ts";
import { writtenOnce } from "./sent-twice.server.ts";
import { presentImpacts, writeUpdate } from "./write-update.server.ts";

/**
 * Ends an incident: every component it touches is operational again from `resolvedAt` on.
 * @param input.version the version that the person saw
 * @param input.resolvedAt wall time in Helsinki when it was over, after it began and not in the future; empty is now
 * @throws DomainError `invalid`, `conflict`
 */
export async function resolveIncident(
  ctx: Ctx,
  input: Seen & z.input<ReturnType<typeof resolveForm>>,
): Promise<Incident> {
  return refusalsRecorded(ctx, incidentEvent("resolve", input.number), async () => {
    const staff = requirePermission(ctx, incidentActions.resolve.permission);
    const now = staff.clock.now();
    const { text, resolvedAt } = parseInput(resolveForm(now), input);
    return writtenOnce(staff, { ...input, text, state: "resolved" }, () =>
      staff.db.transaction(async (tx) => {
        const changed = await changeIncident(tx, "resolve", input, { state: "resolved", resolvedAt }, now);
        const began = await beganAgain(tx, changed.id);
        if (resolvedAt < began)
          throw new DomainError("invalid", `It cannot be over before it began, at ${formatInstant(began)}.`, {
            field: "resolvedAt",
          });
        const impacts = (await presentImpacts(tx, changed.id)).map((row) => ({
          ...row,
          impact: "operational" as const,
        }));
        await writeUpdate(tx, changed, { at: now, holdsFrom: resolvedAt, authorId: staff.actor.id, text, impacts });
        await recordEvent(staff, tx, {
          ...incidentEvent("resolve", changed.number),
          details: { version: changed.version, resolvedAt: resolvedAt.toISOString(), components: impacts.length },
        });
        return changed;
      }),
    );
  });
}

/** When the incident began, or began again where it was resolved and reopened. */
async function beganAgain(tx: DbOrTx, incidentId: string): Promise<Date> {
  const lastResolved = sql`coalesce((select max(u.version) from console.incident_update u
    where u.incident_id = ${incidentId} and u.state = 'resolved'), 0)`;
  const [row] = await tx
    .select({ at: min(incidentUpdate.holdsFrom) })
    .from(incidentUpdate)
    .where(and(eq(incidentUpdate.incidentId, incidentId), gt(incidentUpdate.version, lastResolved)));
  return row!.at!;
}
