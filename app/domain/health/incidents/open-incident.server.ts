import { and, eq, gte, inArray } from "drizzle-orm";
import type { z } from "zod";
import { component } from "#db/schema/health.ts";
import { incident } from "#db/schema/incidents.ts";
import { requirePermission } from "../../access/require-permission.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import { refusalsRecorded } from "../../audit/refusals-recorded.server.ts";
import type { Ctx } from "../../context.ts";
import { parseInput } from "../../parse-input.ts";
import { incidentEvent } from "./change-incident.server.ts";
import { openForm } from "./incident-schema.ts";
import { type OpenIncident, openIncidents } from "./open-incidents.server.ts";
import { impactDetails, writeUpdate } from "./write-update.server.ts";

/** The same person with the same title so soon after is a second press of the button, or the page loaded again. */
const SAME_PRESS_MS = 60_000;

export type OpenIncidentInput = z.input<ReturnType<typeof openForm>>;
export type Opened =
  | { outcome: "opened"; number: number }
  /** Nothing was written: these are open and touch a same component. */
  | { outcome: "overlaps"; open: OpenIncident[] };

/**
 * Opens an incident with its first update. Where an open one touches a same component, it is named instead, unless the
 * person has ticked that this is another.
 * @param input.startedAt wall time in Helsinki, in the past; empty is now
 * @param input.impacts the components it touches, at least one of them worse than operational
 * @throws DomainError `invalid` with the field
 */
export async function openIncident(ctx: Ctx, input: OpenIncidentInput): Promise<Opened> {
  const event = { action: "incident.open", target: { kind: "incident", id: "new" } };
  return refusalsRecorded(ctx, event, async () => {
    const staff = requirePermission(ctx, "incidents.manage");
    const now = staff.clock.now();
    const form = parseInput(openForm(now), input);
    const keys = form.impacts.map((row) => row.component);
    return staff.db.transaction(async (tx): Promise<Opened> => {
      // Two people who see the same fault: the second waits here, then finds the first one's incident.
      await tx
        .select({ id: component.id })
        .from(component)
        .where(inArray(component.key, keys))
        .orderBy(component.id)
        .for("no key update");
      const [pressedTwice] = await tx
        .select({ number: incident.number })
        .from(incident)
        .where(
          and(
            eq(incident.openedBy, staff.actor.id),
            eq(incident.title, form.title),
            eq(incident.version, 1),
            gte(incident.openedAt, new Date(now.getTime() - SAME_PRESS_MS)),
          ),
        );
      if (pressedTwice) return { outcome: "opened", number: pressedTwice.number };
      if (!form.openAnother) {
        const open = (await openIncidents(tx)).filter((other) =>
          other.components.some((row) => keys.includes(row.key)),
        );
        if (open.length > 0) return { outcome: "overlaps", open };
      }
      const [made] = await tx
        .insert(incident)
        .values({
          title: form.title,
          startedAt: form.startedAt,
          openedAt: now,
          openedBy: staff.actor.id,
          openedFrom: form.openedFrom,
          alertName: form.alertName,
        })
        .returning();
      await writeUpdate(tx, made!, {
        at: now,
        holdsFrom: form.startedAt,
        authorId: staff.actor.id,
        text: form.text,
        impacts: form.impacts,
      });
      await recordEvent(staff, tx, {
        ...incidentEvent("open", made!.number),
        details: {
          from: form.openedFrom,
          startedAt: form.startedAt.toISOString(),
          impacts: impactDetails(form.impacts),
        },
      });
      return { outcome: "opened", number: made!.number };
    });
  });
}
