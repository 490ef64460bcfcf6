import { asc, inArray } from "drizzle-orm";
import { component } from "#db/schema/health.ts";
import type { GrafanaProblem } from "../../platform/grafana/grafana.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { Ctx } from "../context.ts";
import type { MarkView } from "../maintenance/maintenance-view.ts";
import { loadOwners, type MarkRow } from "./load-owners.server.ts";
import { repairWords } from "./mark-labels.ts";
import type { OwnerRef } from "./marker-rules.ts";

/**
 * What is held in Grafana for a window or a release, as it was last found; the silences in the catalogue's order, then the
 * annotation. What is wanted and was not begun yet is there too. Nothing is asked of Grafana.
 */
export async function readMarks(ctx: Ctx, { ownerKind, ownerId }: OwnerRef): Promise<MarkView[]> {
  const { db, clock } = requirePermission(ctx, ownerKind === "window" ? "maintenance.view" : "releases.view");
  const [owner] = await loadOwners(db, clock.now(), [{ ownerKind, ownerId }]);
  if (!owner) return [];
  const isOf = (row: MarkRow) => (mark: { kind: string; part: string }) =>
    mark.kind === row.kind && mark.part === row.part;
  const views = [
    ...owner.marks.map((row) => viewOf(row, owner.wanted.some(isOf(row)))),
    ...owner.wanted
      .filter((mark) => !owner.marks.some((row) => isOf(row)(mark)))
      .map(({ kind, part }) => ({ ...notBegun, id: `${kind} ${part}`, kind, part })),
  ];
  const named = await componentsOf(
    db,
    views.map(({ part }) => part),
  );
  const order = ({ part }: { part: string }) => [...named.keys()].indexOf(part);
  return views
    .toSorted((a, b) => (a.kind === b.kind ? order(a) - order(b) : a.kind === "silence" ? -1 : 1))
    .map(({ part, ...view }) => ({ ...view, component: named.get(part) ?? null }));
}

const notBegun = {
  state: "wanted",
  externalId: null,
  problem: null,
  repaired: [],
  repairedAt: null,
  checkedAt: null,
} satisfies Partial<MarkView>;

function viewOf(row: MarkRow, wanted: boolean): Omit<MarkView, "component"> & { part: string } {
  const { id, kind, part, externalId } = row;
  // Taken away, and wanted again since.
  if (wanted && row.state === "removed") return { ...notBegun, id, kind, part };
  const repaired = row.repairedAt === null ? [] : ((row.repaired ?? []) as string[]);
  return {
    id,
    kind,
    part,
    externalId,
    // Where none is wanted any more, it makes no difference who ended it.
    state: !wanted && row.state === "ended_by_hand" ? "removed" : row.state,
    problem: row.problem as GrafanaProblem | null,
    repaired: repaired.map(repairWords),
    repairedAt: row.repairedAt?.toISOString() ?? null,
    checkedAt: row.checkedAt?.toISOString() ?? null,
  };
}

async function componentsOf(db: Ctx["db"], keys: readonly string[]): Promise<Map<string, MarkView["component"]>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .select({ key: component.key, name: component.nameEn })
    .from(component)
    .where(inArray(component.key, [...keys]))
    .orderBy(asc(component.position), asc(component.key));
  return new Map(rows.map((row) => [row.key, row]));
}
