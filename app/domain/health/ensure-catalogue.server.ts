import { count, sql } from "drizzle-orm";
import type { Profile } from "#app/profile/profile-schema.ts";
import type { Db, DbOrTx } from "#db/client.ts";
import { component, componentDependency, componentVersion } from "#db/schema/health.ts";
import type { ComponentContent } from "./component-content.ts";

/**
 * Fills an empty catalogue with the components of the service profile. One that has any component is people's own: the
 * profile is not read into it again.
 * @returns whether it was filled now
 */
export async function ensureCatalogue(db: Db, profile: Pick<Profile, "components">): Promise<boolean> {
  if (profile.components.length === 0) return false;
  return db.transaction(async (tx) => {
    // Two workers that start together: the second one waits here and then finds the catalogue filled.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('component catalogue', 0))`);
    const [{ n } = { n: 0 }] = await tx.select({ n: count() }).from(component);
    if (n > 0) return false;
    await fill(tx, profile.components);
    return true;
  });
}

async function fill(tx: DbOrTx, components: Profile["components"]): Promise<void> {
  const rows = await tx
    .insert(component)
    .values(
      components.map(({ name, dependsOn: _, ...fields }, position) => ({
        ...fields,
        nameEn: name.en,
        nameFi: name.fi,
        nameSv: name.sv,
        position,
      })),
    )
    .returning({ id: component.id, key: component.key });
  const ids = new Map(rows.map(({ id, key }) => [key, id]));
  const dependencies = components.flatMap(({ key, dependsOn }) =>
    dependsOn.map((on) => ({ componentId: ids.get(key)!, dependsOnId: ids.get(on)! })),
  );
  if (dependencies.length > 0) await tx.insert(componentDependency).values(dependencies);
  await tx.insert(componentVersion).values(
    components.map((fields) => ({
      componentId: ids.get(fields.key)!,
      version: 1,
      content: { ...fields, retired: false } satisfies ComponentContent,
      reason: "From the service profile",
    })),
  );
}
