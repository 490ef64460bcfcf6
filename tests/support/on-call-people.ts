import { randomUUID } from "node:crypto";
import type { Clock } from "#app/platform/clock.ts";
import { staff, staffRole } from "#db/schema/identity.ts";
import type { TestDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, staffActor } from "./contexts.ts";

/** A member of the platform team, as a context. */
export async function platformPerson(database: TestDatabase, displayName: string, clock: Clock) {
  const [row] = await database.db
    .insert(staff)
    .values({ displayName, email: `${randomUUID()}@huolto.example` })
    .returning();
  await database.db.insert(staffRole).values({ staffId: row!.id, role: "platform", state: "active" });
  return serviceCtxOf(database.db, staffActor(row!.id, ["platform"], { displayName }), { clock });
}
