import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { ensureCatalogue } from "#app/domain/health/ensure-catalogue.server.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import { component, componentDependency, componentVersion } from "#db/schema/health.ts";
import { testDatabase } from "#tests/setup/database.ts";

const { db } = await testDatabase();
const profile = loadProfile();

test("workers that start together fill the catalogue once, with dependencies and first versions", async () => {
  const filled = await Promise.all([1, 2, 3].map(() => ensureCatalogue(db, profile)));
  expect(filled.filter(Boolean)).toHaveLength(1);

  const rows = await db.select().from(component).orderBy(asc(component.position));
  expect(rows.map((row) => row.key).slice(0, 3)).toEqual(["load-balancer", "app-servers", "databases"]);
  expect(rows).toHaveLength(11);
  const appServers = rows[1]!;
  expect(appServers).toMatchObject({ nameFi: "Sovelluspalvelimet", kind: "application_servers", version: 1 });
  const on = await db
    .select({ key: component.key })
    .from(componentDependency)
    .innerJoin(component, eq(component.id, componentDependency.dependsOnId))
    .where(eq(componentDependency.componentId, appServers.id));
  expect(on.map(({ key }) => key).sort()).toEqual(["databases", "load-balancer"]);
  const [version] = await db.select().from(componentVersion).where(eq(componentVersion.componentId, appServers.id));
  expect(version).toMatchObject({
    version: 1,
    changedBy: null,
    reason: "From the service profile",
    content: { key: "app-servers", dependsOn: ["load-balancer", "databases"], retired: false },
  });
});

test("a catalogue that people have edited is left as it is", async () => {
  await ensureCatalogue(db, profile);
  await db.update(component).set({ nameEn: "Our servers" }).where(eq(component.key, "app-servers"));
  expect(await ensureCatalogue(db, profile)).toBe(false);
  const [row] = await db.select().from(component).where(eq(component.key, "app-servers"));
  expect(row!.nameEn).toBe("Our servers");
});
