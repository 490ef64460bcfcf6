import { grafanaMark } from "#db/schema/maintenance.ts";
import type { Db } from "#db/client.ts";
import type { GrafanaProblem } from "../../platform/grafana/grafana.ts";
import type { ServiceCtx } from "../context.ts";
import { claimOwner, giveBack, letGo } from "./claim-owner.server.ts";
import { loadOwners, type Owner } from "./load-owners.server.ts";
import { lookAtOwner } from "./look.server.ts";
import { planMarks } from "./mark-plan-rules.ts";
import type { OwnerRef } from "./marker-rules.ts";
import { isSettled, settleMark, tellProblem } from "./settle-mark.server.ts";

/** What one owner's marks may take, however Grafana answers. */
export const ROUND_MS = 25_000;

/** What stands in the way of every further call, too. */
const ENDS_ROUND: ReadonlySet<GrafanaProblem["kind"]> = new Set([
  "not_configured",
  "token_refused",
  "throttled",
  "not_ready",
  "timed_out",
  "unreachable",
  "not_grafana",
  "resting",
]);
export const endsRound = ({ kind }: GrafanaProblem): boolean => ENDS_ROUND.has(kind);

/**
 * Brings Grafana to what one window or release wants there. Whoever comes while another works on the same lets that one look
 * once more, so that of several at a time none makes anything twice. What did not succeed is found again by the next round.
 * @returns why something was not reached, or null
 */
export async function reconcileOwner(
  ctx: ServiceCtx,
  { ownerKind, ownerId, signal }: OwnerRef & { signal?: AbortSignal },
): Promise<GrafanaProblem | null> {
  const ref = { ownerKind, ownerId };
  const claim = await claimOwner(ctx.db, ref);
  if (!claim) return null;
  try {
    for (;;) {
      const late = AbortSignal.timeout(ROUND_MS);
      const problem = await settle(ctx, ref, signal ? AbortSignal.any([signal, late]) : late);
      if (problem) return problem;
      if (!(await giveBack(ctx.db, claim))) return null;
    }
  } finally {
    await letGo(ctx.db, claim);
  }
}

async function settle(ctx: ServiceCtx, ref: OwnerRef, signal: AbortSignal): Promise<GrafanaProblem | null> {
  const now = ctx.clock.now();
  let [owner] = await loadOwners(ctx.db, now, [ref]);
  if (!owner) return null;
  await ensureMarks(ctx.db, [owner]);
  [owner] = await loadOwners(ctx.db, now, [ref]);
  if (!owner) return null;

  const looked = await lookAtOwner(ctx.grafana, owner, now, signal);
  if (!looked.ok) {
    await tellProblem(ctx.db, [owner], looked.problem);
    return looked.problem;
  }
  let first: GrafanaProblem | null = null;
  for (const plan of planMarks(owner, owner.wanted, owner.marks, looked.found, now)) {
    const row = owner.marks.find(({ kind, part }) => kind === plan.kind && part === plan.part);
    // A silence of a component that was never in scope: a row for it is made, and it is ended.
    const mark = row ?? (await makeMark(ctx.db, ref, plan));
    if (isSettled(mark, plan)) continue;
    const problem = await settleMark(ctx, ref, mark, plan, signal);
    first ??= problem;
    if (problem && endsRound(problem)) return first;
  }
  return first;
}

/** A row for each mark that is wanted, before anything is sent: what Grafana holds of ours is always on record here. */
export async function ensureMarks(db: Db, owners: readonly Owner[]): Promise<void> {
  const missing = owners.flatMap(({ ownerKind, ownerId, wanted, marks }) =>
    wanted
      .filter(({ kind, part }) => !marks.some((row) => row.kind === kind && row.part === part))
      .map(({ kind, part }) => ({ ownerKind, ownerId, kind, part })),
  );
  if (missing.length > 0) await db.insert(grafanaMark).values(missing).onConflictDoNothing();
}

async function makeMark(db: Db, ref: OwnerRef, { kind, part }: { kind: "silence" | "annotation"; part: string }) {
  const [row] = await db
    .insert(grafanaMark)
    .values({ ...ref, kind, part })
    .onConflictDoUpdate({
      target: [grafanaMark.ownerKind, grafanaMark.ownerId, grafanaMark.kind, grafanaMark.part],
      set: { kind },
    })
    .returning();
  return row!;
}
