import { and, eq, inArray, isNull, ne, or, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { grafanaMark } from "#db/schema/maintenance.ts";
import type { Grafana, GrafanaProblem, GrafanaResult } from "../../platform/grafana/grafana.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import type { ServiceCtx } from "../context.ts";
import { noteEvent, requireWindow } from "../maintenance/change-window.server.ts";
import type { MarkRow, Owner } from "./load-owners.server.ts";
import type { MarkPlan, Step } from "./mark-plan-rules.ts";
import type { OwnerRef } from "./marker-rules.ts";

/** Whether the plan has nothing to do and nothing to write down. */
export const isSettled = (row: MarkRow, { steps, after }: MarkPlan): boolean =>
  steps.length === 0 &&
  row.problem === null &&
  row.state === after.state &&
  row.externalId === after.externalId &&
  row.written === after.written;

/**
 * Does one mark's steps and writes down what came of it. Before the first step `written` is taken away: from then on nobody
 * can tell a change by hand from one of ours that was cut off, so none is suspected until it is done.
 * @returns why it did not succeed, or null
 */
export async function settleMark(
  ctx: ServiceCtx,
  owner: OwnerRef,
  row: MarkRow,
  plan: MarkPlan,
  signal: AbortSignal,
): Promise<GrafanaProblem | null> {
  const { steps, after, repaired } = plan;
  const mark = eq(grafanaMark.id, row.id);
  if (steps.length > 0)
    await ctx.db
      .update(grafanaMark)
      .set({ written: null, ...(repaired.length > 0 ? { repaired, repairedAt: null } : {}) })
      .where(mark);
  let externalId = after.externalId;
  for (const step of steps) {
    const done = await take(ctx.grafana, step, signal);
    if (!done.ok) {
      await ctx.db.update(grafanaMark).set({ problem: done.problem, checkedAt: ctx.clock.now() }).where(mark);
      return done.problem;
    }
    externalId = done.value ?? externalId;
  }
  const now = ctx.clock.now();
  await ctx.db.transaction(async (tx) => {
    await tx
      .update(grafanaMark)
      .set({
        ...after,
        externalId,
        problem: null,
        checkedAt: now,
        // A repair that took several rounds is told when it is done.
        repairedAt: sql`case when ${grafanaMark.repaired} is not null then coalesce(${grafanaMark.repairedAt}, ${now.toISOString()}) end`,
      })
      .where(mark);
    const what = silenceEvent(row, plan);
    // On the window's own page, for whoever wonders why alerts ring.
    if (what === "ended_by_hand")
      await noteEvent(ctx, tx, await requireWindow(tx, owner.ownerId), {
        what: "silence_ended_by_hand",
        details: { component: plan.part },
      });
    if (what)
      await recordEvent(ctx, tx, {
        action: `grafana_silence.${what}`,
        target: { kind: "maintenance_window", id: owner.ownerId },
        details: { component: plan.part, silenceId: externalId, ...(repaired.length > 0 ? { repaired } : {}) },
      });
  });
  return null;
}

/** What the trail says of a silence; of annotations, which keep nothing quiet, nothing. */
function silenceEvent(row: MarkRow, { kind, steps, after, repaired }: MarkPlan): string | null {
  if (kind !== "silence") return null;
  if (after.state === "ended_by_hand") return row.state === "ended_by_hand" ? null : "ended_by_hand";
  if (repaired.length > 0) return "repaired";
  const put = steps.find((step) => step.do === "put_silence");
  if (put) return put.id === undefined ? "made" : "changed";
  // An answer was lost, and the silence was found afterwards.
  if (after.state === "held" && row.state !== "held") return "made";
  return steps.length > 0 ? "ended" : null;
}

/** @returns the id of what was made, or null */
async function take(grafana: Grafana, step: Step, signal: AbortSignal): Promise<GrafanaResult<string | null>> {
  switch (step.do) {
    case "put_silence": {
      const { id, content } = step;
      const made = await grafana.putSilence(id === undefined ? content : { id, ...content }, { signal });
      return made.ok ? { ok: true, value: made.value.id } : made;
    }
    case "create_annotation": {
      const made = await grafana.createAnnotation(step.content, { signal });
      return made.ok ? { ok: true, value: String(made.value.id) } : made;
    }
    case "change_annotation":
      return grafana.changeAnnotation(step.id, step.content, { signal });
    case "expire_silence":
      return gone(await grafana.expireSilence(step.id, { signal }));
    case "delete_annotation":
      return gone(await grafana.deleteAnnotation(step.id, { signal }));
  }
}

/** What Grafana no longer knows has ended. */
const gone = (result: GrafanaResult<null>): GrafanaResult<null> =>
  result.ok || result.problem.kind !== "not_found" ? result : { ok: true, value: null };

/** Says at every mark that is not there yet, or may be half changed, why. */
export async function tellProblem(db: Db, owners: readonly OwnerRef[], problem: GrafanaProblem): Promise<void> {
  if (owners.length === 0) return;
  await db
    .update(grafanaMark)
    .set({ problem })
    .where(
      and(
        inArray(
          grafanaMark.ownerId,
          owners.map(({ ownerId }) => ownerId),
        ),
        ne(grafanaMark.state, "removed"),
        or(eq(grafanaMark.state, "wanted"), isNull(grafanaMark.written)),
        sql`${grafanaMark.problem} ->> 'kind' is distinct from ${problem.kind}`,
      ),
    );
}

/** Writes down that these marks were found as they should be, where that was not written within the last minute. */
export async function noteChecked(db: Db, owners: readonly Owner[], now: Date): Promise<void> {
  const before = new Date(now.getTime() - 60_000);
  const ids = owners.flatMap(({ marks }) =>
    marks.filter(({ checkedAt }) => checkedAt === null || checkedAt < before).map(({ id }) => id),
  );
  if (ids.length > 0) await db.update(grafanaMark).set({ checkedAt: now }).where(inArray(grafanaMark.id, ids));
}
