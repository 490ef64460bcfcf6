import { randomUUID } from "node:crypto";
import type { Role } from "#app/domain/access/permissions.ts";
import { ensureCatalogue } from "#app/domain/health/ensure-catalogue.server.ts";
import type { Impact } from "#app/domain/health/incidents/incident-states.ts";
import { openIncident, type OpenIncidentInput } from "#app/domain/health/incidents/open-incident.server.ts";
import type { Clock } from "#app/platform/clock.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import { staff, staffRole } from "#db/schema/identity.ts";
import type { TestDatabase } from "#tests/setup/database.ts";
import { ctxOf, staffActor } from "./contexts.ts";

/** Netvisor's components, as a first start makes them. */
export async function withCatalogue(database: TestDatabase): Promise<void> {
  await ensureCatalogue(database.db, loadProfile());
}

/** A person of the staff with these roles, as a context. */
export async function person(database: TestDatabase, name: string, roles: Role[], clock?: Clock) {
  const [row] = await database.db
    .insert(staff)
    .values({ displayName: name, email: `${randomUUID()}@huolto.example` })
    .returning();
  for (const role of roles) await database.db.insert(staffRole).values({ staffId: row!.id, role, state: "active" });
  return ctxOf(database.db, staffActor(row!.id, roles, { displayName: name }), clock);
}
export type Person = Awaited<ReturnType<typeof person>>;

export const impactsOf = (components: Record<string, Impact>) =>
  Object.entries(components).map(([component, impact]) => ({ component, impact }));

let faults = 0;

/** Opens an incident although others may touch the same components. @returns its number; its version is 1 */
export async function opened(
  by: Person,
  components: Record<string, Impact>,
  more: Partial<OpenIncidentInput> = {},
): Promise<number> {
  faults += 1;
  const result = await openIncident(by, {
    title: `Fault ${faults}`,
    text: "Payments wait in the queue.",
    impacts: impactsOf(components),
    openAnother: true,
    ...more,
  });
  if (result.outcome !== "opened") throw new Error("not opened");
  return result.number;
}

export async function incidentRow(database: TestDatabase, number: number) {
  const [row] = await database.sql`select * from console.incident where number = ${number}`;
  return row!;
}

/** Key to its impact now and the worst it was. */
export async function impactRows(database: TestDatabase, number: number): Promise<Record<string, [Impact, Impact]>> {
  const rows = await database.sql`
    select c.key, ic.impact, ic.worst_impact from console.incident_component ic
    join console.component c on c.id = ic.component_id join console.incident i on i.id = ic.incident_id
    where i.number = ${number} order by c.key`;
  return Object.fromEntries(rows.map((row) => [row.key as string, [row.impact as Impact, row.worst_impact as Impact]]));
}

/** The trail of an incident, in order. */
export async function incidentTrail(database: TestDatabase, number: number) {
  const rows = await database.sql`
    select action, outcome, details from audit.event
    where target_kind = 'incident' and target_id = ${String(number)} order by seq`;
  return rows.map((row) => ({
    action: row.action as string,
    outcome: row.outcome as string,
    details: row.details as Record<string, unknown>,
  }));
}
