import type { GrafanaProblem } from "../../platform/grafana/grafana.ts";
import type { ServiceCtx } from "../context.ts";
import { loadOwners, type Owner, ownerKey } from "./load-owners.server.ts";
import { lookAtAll } from "./look.server.ts";
import { type Found, planMarks } from "./mark-plan-rules.ts";
import { ownerOfAnnotation, ownerOfSilence, type OwnerRef } from "./marker-rules.ts";
import { endsRound, ensureMarks, ROUND_MS, reconcileOwner } from "./reconcile-owner.server.ts";
import { isSettled, noteChecked, tellProblem } from "./settle-mark.server.ts";

export const MARKS_COLLECTOR = "grafana-marks";

/**
 * Looks once at everything that the console holds in Grafana for windows and releases, and brings what differs to what their
 * rows want: what is missing is made, what was changed by hand is put back, what nobody wants is taken away. Silences and
 * annotations of others, and of other installations, are left alone.
 * @returns why something was not reached, or null
 */
export async function reconcileMarks(ctx: ServiceCtx): Promise<GrafanaProblem | null> {
  const now = ctx.clock.now();
  const signal = AbortSignal.timeout(ROUND_MS);
  await ensureMarks(ctx.db, await loadOwners(ctx.db, now));
  const looked = await lookAtAll(ctx.grafana, now, signal);
  // After the look, so that nothing that was made meanwhile is taken for missing or for too much.
  const watched = await loadOwners(ctx.db, now);
  if (!looked.ok) {
    await tellProblem(ctx.db, watched, looked.problem);
    return looked.problem;
  }
  const owners = [...watched, ...(await othersOf(ctx, now, watched, looked.found))];
  const differing = owners.filter((owner) => !isAsWanted(owner, looked.found, now));
  await noteChecked(
    ctx.db,
    owners.filter((owner) => !differing.includes(owner)),
    now,
  );
  let first: GrafanaProblem | null = null;
  for (const owner of differing) {
    const problem = await reconcileOwner(ctx, { ...refOf(owner), signal });
    first ??= problem;
    if (problem && endsRound(problem)) {
      await tellProblem(ctx.db, differing, problem);
      return first;
    }
  }
  return first;
}

const refOf = ({ ownerKind, ownerId }: OwnerRef): OwnerRef => ({ ownerKind, ownerId });

function isAsWanted(owner: Owner, found: Found, now: Date): boolean {
  return planMarks(owner, owner.wanted, owner.marks, found, now).every((plan) => {
    const row = owner.marks.find(({ kind, part }) => kind === plan.kind && part === plan.part);
    return row !== undefined && isSettled(row, plan);
  });
}

/**
 * Owners that want nothing and of which Grafana holds something all the same: a call that was given up took effect later. An
 * owner that this database does not know is another installation's, which looks after it itself.
 */
async function othersOf(ctx: ServiceCtx, now: Date, watched: readonly Owner[], found: Found): Promise<Owner[]> {
  const known = new Set(watched.map(ownerKey));
  const live = found.silences.filter(({ state }) => state !== "expired");
  const refs = [
    ...live.flatMap((silence) => {
      const marked = ownerOfSilence(silence);
      return marked ? [{ ownerKind: "window" as const, ownerId: marked.ownerId }] : [];
    }),
    ...found.annotations.flatMap((annotation) => ownerOfAnnotation(annotation) ?? []),
  ].filter((ref) => !known.has(ownerKey(ref)));
  if (refs.length === 0) return [];
  return loadOwners(ctx.db, now, refs);
}
