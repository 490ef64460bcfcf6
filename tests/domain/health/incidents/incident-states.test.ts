import { expect, test } from "vitest";
import { permissionsOf } from "#app/domain/access/permissions.ts";
import {
  availability,
  impacts,
  incidentActions,
  incidentStates,
  worseImpact,
} from "#app/domain/health/incidents/incident-states.ts";
import { openIncident } from "#app/domain/health/incidents/open-incident.server.ts";
import { reopenIncident } from "#app/domain/health/incidents/reopen-incident.server.ts";
import { resolveIncident } from "#app/domain/health/incidents/resolve-incident.server.ts";
import { addFollowUp } from "#app/domain/health/incidents/add-follow-up.server.ts";
import { updateIncident } from "#app/domain/health/incidents/update-incident.server.ts";
import { writeReview } from "#app/domain/health/incidents/write-review.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import {
  impactsOf,
  incidentRow,
  incidentTrail,
  opened,
  type Person,
  person,
  withCatalogue,
} from "#tests/support/incidents.ts";

const database = await testDatabase();
await withCatalogue(database);
const alma = await person(database, "Alma", ["platform"]);

const review = {
  whatHappened: "It stopped.",
  cause: "A full disk.",
  whatHelped: "A restart.",
  whatChanges: "An alert.",
};
const verbs: Record<
  keyof typeof incidentActions,
  (by: Person, seen: { number: number; version: number }) => Promise<unknown>
> = {
  update: (by, seen) => updateIncident(by, { ...seen, text: "News", state: "identified", impacts: [] }),
  resolve: (by, seen) => resolveIncident(by, { ...seen, text: "Over" }),
  reopen: (by, seen) => reopenIncident(by, { ...seen, reason: "It is back", impacts: impactsOf({ banks: "slow" }) }),
  review: (by, { number }) => writeReview(by, { number, version: 0, ...review }),
  follow_up: (by, { number }) => addFollowUp(by, { number, text: "Look", owner: "Alma" }),
};

// By hand, from how people work on an incident.
const expected: Record<string, string[]> = {
  update: ["investigating", "identified", "monitoring"],
  resolve: ["investigating", "identified", "monitoring"],
  reopen: ["resolved"],
  review: ["resolved"],
  follow_up: ["investigating", "identified", "monitoring", "resolved"],
};

test("the table says from which states each action works", () => {
  expect(Object.fromEntries(Object.entries(incidentActions).map(([action, rule]) => [action, [...rule.from]]))).toEqual(
    expected,
  );
});

test.each(Object.keys(verbs) as (keyof typeof verbs)[])(
  "%s works from the states of the table and no other",
  async (action) => {
    for (const state of incidentStates) {
      const number = await opened(alma, { banks: "slow" });
      await database.sql`update console.incident set state = ${state},
      resolved_at = case when ${state} = 'resolved' then now() end where number = ${number}`;
      const tried = verbs[action](alma, { number, version: 1 });
      if (expected[action]!.includes(state)) await tried;
      else {
        await expect(tried, `${action} from ${state}`).rejects.toMatchObject({ code: "conflict" });
        expect(await incidentRow(database, number)).toMatchObject({ state, version: 1 });
      }
      const told = availability(
        action,
        { state, resolvedAt: state === "resolved" ? new Date() : null },
        { permissions: permissionsOf(["platform"]) },
        new Date(),
      );
      expect(told.allowed, `${action} from ${state}`).toBe(expected[action]!.includes(state));
    }
  },
);

test.each(Object.keys(verbs) as (keyof typeof verbs)[])(
  "%s is refused to roles without the permission, on record",
  async (action) => {
    const number = await opened(alma, { banks: "slow" });
    for (const role of ["customer_service", "release_manager", "export_officer", "auditor", "administrator"] as const) {
      const other = await person(database, role, [role]);
      await expect(verbs[action](other, { number, version: 1 })).rejects.toMatchObject({ code: "forbidden" });
    }
    expect((await incidentTrail(database, number)).filter((row) => row.outcome === "refused")).toHaveLength(5);
    expect(await incidentRow(database, number)).toMatchObject({ state: "investigating", version: 1 });
  },
);

test("nobody without the permission opens one, and the attempt is on record", async () => {
  const agent = await person(database, "Pirkko", ["customer_service"]);
  await expect(
    openIncident(agent, { title: "Slow", text: "Slow", impacts: impactsOf({ siem: "slow" }) }),
  ).rejects.toMatchObject({ code: "forbidden" });
  const [row] = await database.sql`select outcome, details from audit.event where actor_id = ${agent.actor.id}`;
  expect(row).toMatchObject({ outcome: "refused", details: { code: "forbidden" } });
});

test("a form that is closed says why, in words", () => {
  const platform = { permissions: permissionsOf(["platform"]) };
  const now = new Date("2026-11-23T10:00:00Z");
  const resolved = (at: string) => ({ state: "resolved" as const, resolvedAt: new Date(at) });
  expect(availability("update", resolved("2026-11-23T09:00:00Z"), platform, now)).toEqual({
    allowed: false,
    reason: "A resolved incident takes no more updates: reopen it, or open another one.",
  });
  expect(availability("reopen", resolved("2026-11-16T10:00:00Z"), platform, now)).toEqual({ allowed: true });
  expect(availability("reopen", resolved("2026-11-16T09:59:59Z"), platform, now)).toEqual({
    allowed: false,
    reason: "An incident can be reopened for 7 days after it was resolved. Open another one.",
  });
  expect(
    availability(
      "resolve",
      { state: "monitoring", resolvedAt: null },
      { permissions: permissionsOf(["auditor"]) },
      now,
    ),
  ).toEqual({ allowed: false, reason: 'Your roles do not include "incidents.manage".' });
});

test("down is worse than partly down, that than slow, and that than well", () => {
  expect(impacts).toEqual(["operational", "slow", "partial", "down"]);
  expect(worseImpact("slow", "down")).toBe("down");
  expect(worseImpact("partial", "slow")).toBe("partial");
  expect(worseImpact("operational", "operational")).toBe("operational");
});

test.each([
  ["incident_state_check", incidentStates],
  ["incident_component_impact_check", impacts],
  ["incident_update_state_check", incidentStates],
])("%s of the database names the same", async (constraint, names) => {
  const [row] = await database.sql`
    select pg_get_constraintdef(oid) as definition from pg_constraint where conname = ${constraint}`;
  expect([...String(row!.definition).matchAll(/'(\w+)'/g)].map((match) => match[1])).toEqual([...names]);
});
