import { asc, eq, isNull } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { component, componentDependency } from "#db/schema/health.ts";
import type { ComponentContent } from "./component-content.ts";

/** A component as the catalogue holds it now. */
export type CataloguedComponent = ComponentContent & { id: string; version: number; updatedAt: Date };

/** Every component in the catalogue's order. @param options.retired also those that are no longer watched */
export async function loadCatalogue(db: DbOrTx, { retired = false } = {}): Promise<CataloguedComponent[]> {
  const [rows, pairs] = await Promise.all([
    db
      .select()
      .from(component)
      .where(retired ? undefined : isNull(component.retiredAt))
      .orderBy(asc(component.position), asc(component.key)),
    db
      .select({ id: componentDependency.componentId, on: component.key })
      .from(componentDependency)
      .innerJoin(component, eq(component.id, componentDependency.dependsOnId))
      .orderBy(asc(component.position), asc(component.key)),
  ]);
  const dependsOn = Map.groupBy(pairs, ({ id }) => id);
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    updatedAt: row.updatedAt,
    key: row.key,
    name: { en: row.nameEn, fi: row.nameFi, sv: row.nameSv },
    kind: row.kind,
    ownerTeam: row.ownerTeam,
    customerFacing: row.customerFacing,
    dependsOn: (dependsOn.get(row.id) ?? []).map(({ on }) => on),
    links: row.links,
    alertMatchers: row.alertMatchers,
    queries: row.queries,
    retired: row.retiredAt !== null,
  }));
}
