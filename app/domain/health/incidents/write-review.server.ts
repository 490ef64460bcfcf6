import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { DbOrTx } from "#db/client.ts";
import { incident, incidentReview } from "#db/schema/incidents.ts";
import { requirePermission } from "../../access/require-permission.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import { refusalsRecorded } from "../../audit/refusals-recorded.server.ts";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { parseInput } from "../../parse-input.ts";
import { incidentEvent, requireIncident } from "./change-incident.server.ts";
import { reviewFields, reviewForm } from "./incident-schema.ts";
import { incidentActions, type IncidentState } from "./incident-states.ts";

type Review = z.output<typeof reviewForm>;

/**
 * Writes the review of a resolved incident, or a newer version of it. Who wrote which version, and which parts it
 * changed, is in the audit trail.
 * @param input.version the version that the person saw; 0 when there was none
 * @throws DomainError `conflict` when somebody wrote meanwhile or the incident is open, `invalid`
 */
export async function writeReview(
  ctx: Ctx,
  input: { number: number; version: number } & z.input<typeof reviewForm>,
): Promise<{ version: number }> {
  return refusalsRecorded(ctx, incidentEvent("review", input.number), async () => {
    const rule = incidentActions.review;
    const staff = requirePermission(ctx, rule.permission);
    const review = parseInput(reviewForm, input);
    const seen = z.int().min(0).max(2_147_483_647).safeParse(input.version).data;
    const { id } = await requireIncident(staff.db, input.number);
    return staff.db.transaction(async (tx) => {
      // Held until the end: nobody reopens it in between.
      const [is] = await tx.select({ state: incident.state }).from(incident).where(eq(incident.id, id)).for("share");
      const from: readonly IncidentState[] = rule.from;
      if (!from.includes(is!.state)) throw new DomainError("conflict", `The incident is open. ${rule.disabled}`);
      const [before] = await tx.select().from(incidentReview).where(eq(incidentReview.incidentId, id));
      const written = { ...review, writtenBy: staff.actor.id, writtenAt: staff.clock.now() };
      const version = seen === undefined ? null : await write(tx, id, seen, written);
      if (version === null)
        throw new DomainError("conflict", "Somebody saved a review after you opened the page. Both texts are below.", {
          field: "review",
        });
      await recordEvent(staff, tx, {
        ...incidentEvent("review", input.number),
        details: { version, changed: reviewFields.filter((field) => before?.[field] !== review[field]) },
      });
      return { version };
    });
  });
}

/** @returns the new version, or null when the one that was seen is no longer the newest */
async function write(
  tx: DbOrTx,
  incidentId: string,
  seen: number,
  review: Review & { writtenBy: string; writtenAt: Date },
): Promise<number | null> {
  const [row] =
    seen === 0
      ? await tx
          .insert(incidentReview)
          .values({ incidentId, ...review })
          .onConflictDoNothing()
          .returning({ version: incidentReview.version })
      : await tx
          .update(incidentReview)
          .set({ ...review, version: sql`${incidentReview.version} + 1` })
          .where(and(eq(incidentReview.incidentId, incidentId), eq(incidentReview.version, seen)))
          .returning({ version: incidentReview.version });
  return row?.version ?? null;
}
