import { and, eq, inArray, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { component, componentDependency, componentVersion } from "#db/schema/health.ts";
import { staff } from "#db/schema/identity.ts";
import { circleFrom } from "#app/profile/circle.ts";
import { recordEvent } from "../../audit/record-event.server.ts";
import type { Ctx, StaffActor } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import type { ComponentContent } from "../component-content.ts";
import { type CataloguedComponent, loadCatalogue } from "../load-catalogue.server.ts";
import type { ComponentFields } from "./component-schema.ts";
import { changesBetween } from "./version-rules.ts";

export type CatalogueAction = "create" | "edit" | "retire" | "bring_back";

/** How the trail names what is done with a component. The key is public within the house, and stays. */
export const catalogueEvent = (action: CatalogueAction, key: string) => ({
  action: `component.${action}`,
  target: { kind: "component", id: /^[a-z0-9-]{1,63}$/.test(key) ? key : "unknown" },
});

/**
 * Changes of the catalogue go one at a time: two that each make no circle could make one together.
 * @returns the whole catalogue, also what is retired
 */
export async function lockCatalogue(tx: DbOrTx): Promise<CataloguedComponent[]> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('component catalogue', 0))`);
  return loadCatalogue(tx, { retired: true });
}

/**
 * The component that a form is about, as the person saw it.
 * @throws DomainError `not_found`; `conflict` naming who changed what since
 */
export async function requireSeen(
  tx: DbOrTx,
  catalogue: readonly CataloguedComponent[],
  seen: { key: string; version: number },
): Promise<CataloguedComponent> {
  const found = catalogue.find(({ key }) => key === seen.key);
  if (!found || !Number.isInteger(seen.version)) throw new DomainError("not_found", "There is no such component.");
  if (found.version === seen.version) return found;
  const versions = await tx
    .select({ version: componentVersion.version, content: componentVersion.content, by: staff.displayName })
    .from(componentVersion)
    .leftJoin(staff, eq(staff.id, componentVersion.changedBy))
    .where(
      and(eq(componentVersion.componentId, found.id), inArray(componentVersion.version, [seen.version, found.version])),
    );
  const before = versions.find(({ version }) => version === seen.version);
  const after = versions.find(({ version }) => version === found.version);
  const changes =
    before && after ? changesBetween(before.content as ComponentContent, after.content as ComponentContent) : [];
  const what =
    changes.length > 0 ? changes.map(({ field }) => field.toLowerCase()).join(", ") : "nothing that is still different";
  throw new DomainError(
    "conflict",
    `${after?.by ?? "Somebody"} changed this component after you opened it: ${what}. What you typed is kept; compare, then save again.`,
  );
}

/** @throws DomainError `invalid` for a dependency that is not there, or a way from the component back to itself */
export function requireNoCircle(
  catalogue: readonly CataloguedComponent[],
  key: string,
  dependsOn: readonly string[],
): void {
  const active = new Map(catalogue.filter(({ retired }) => !retired).map((one) => [one.key, one.dependsOn]));
  const missing = dependsOn.find((on) => !active.has(on) && on !== key);
  if (missing !== undefined)
    throw new DomainError("invalid", `There is no component ${missing} in use. Choose from the list.`, {
      field: "dependsOn",
    });
  const circle = circleFrom(key, (one) => (one === key ? dependsOn : (active.get(one) ?? [])));
  if (circle)
    throw new DomainError("invalid", `This would make it depend on itself: ${circle.join(" → ")}.`, {
      field: "dependsOn",
    });
}

export const contentOf = (key: string, fields: ComponentFields): ComponentContent => ({
  key,
  name: { en: fields.nameEn, fi: fields.nameFi, sv: fields.nameSv },
  kind: fields.kind,
  ownerTeam: fields.ownerTeam,
  customerFacing: fields.customerFacing,
  dependsOn: fields.dependsOn,
  links: fields.links,
  alertMatchers: fields.alertMatchers,
  queries: fields.queries,
  retired: false,
});

/** What a version keeps of a component as the catalogue has it. */
export const keptContent = ({
  id: _,
  version: __,
  updatedAt: ___,
  ...content
}: CataloguedComponent): ComponentContent => content;

/** Writes what the component depends on, the new version as history keeps it, and the audit row. */
export async function writeVersion(
  { ctx, tx, catalogue }: { ctx: Ctx<StaffActor>; tx: DbOrTx; catalogue: readonly CataloguedComponent[] },
  action: CatalogueAction,
  written: { id: string; version: number; before: ComponentContent | null; content: ComponentContent; reason: string },
): Promise<void> {
  const { id, version, before, content, reason } = written;
  const ids = new Map(catalogue.map((one) => [one.key, one.id]));
  await tx.delete(componentDependency).where(eq(componentDependency.componentId, id));
  const dependencies = content.dependsOn.map((key) => ({ componentId: id, dependsOnId: ids.get(key)! }));
  if (dependencies.length > 0) await tx.insert(componentDependency).values(dependencies);
  await tx.insert(componentVersion).values({
    componentId: id,
    version,
    content,
    changedBy: ctx.actor.id,
    changedAt: ctx.clock.now(),
    reason,
  });
  const changed = before ? changesBetween(before, content).map(({ field }) => field) : [];
  await recordEvent(ctx, tx, { ...catalogueEvent(action, content.key), details: { version, changed } });
}

/**
 * The guarded write: only on the version that was seen, whatever locks are held.
 * @returns the new version
 */
export async function updateComponent(
  tx: DbOrTx,
  seen: { id: string; version: number },
  set: Partial<typeof component.$inferInsert>,
): Promise<number> {
  const [row] = await tx
    .update(component)
    .set({ ...set, version: sql`${component.version} + 1` })
    .where(and(eq(component.id, seen.id), eq(component.version, seen.version)))
    .returning({ version: component.version });
  if (!row)
    throw new DomainError("conflict", "Somebody changed this component just now. Reload the page, then try again.");
  return row.version;
}
