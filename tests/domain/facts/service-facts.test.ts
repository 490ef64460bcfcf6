import { expect, test } from "vitest";
import { readServiceFacts } from "#app/domain/facts/read-service-facts.server.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { anonymous, serviceCtxOf, staffActor, testClock } from "#tests/support/contexts.ts";

const { db } = await testDatabase();
const person = staffActor("00000000-0000-4000-8000-000000000000", []);
const windowsAt = async (instant: string) =>
  (await readServiceFacts(serviceCtxOf(db, person, { clock: testClock(new Date(instant)) }))).windows.map((window) => [
    window.startsAt.toISOString(),
    window.endsAt.toISOString(),
  ]);

test("anybody who is signed in reads the facts, also without a role; nobody else does", async () => {
  const facts = await readServiceFacts(serviceCtxOf(db, person));
  expect(facts.service.statement.date).toBe("2023-10-26");
  expect(facts.facts.dataProtectionOfficer.email).toBe("privacy.solutions@visma.com");
  await expect(readServiceFacts(serviceCtxOf(db, anonymous))).rejects.toMatchObject({ code: "not_signed_in" });
});

test("the next three windows are those of the third full weeks, from Saturday 22:00 to Sunday 06:00 in Helsinki", async () => {
  // November's, of the 21st, is over on the 23rd.
  expect(await windowsAt("2026-11-23T10:00:00Z")).toEqual([
    ["2026-12-26T20:00:00.000Z", "2026-12-27T04:00:00.000Z"],
    ["2027-01-23T20:00:00.000Z", "2027-01-24T04:00:00.000Z"],
    ["2027-02-20T20:00:00.000Z", "2027-02-21T04:00:00.000Z"],
  ]);
  // While one is on, it is the first; in April the clocks are an hour ahead.
  expect(await windowsAt("2027-04-25T02:00:00Z")).toEqual([
    ["2027-04-24T19:00:00.000Z", "2027-04-25T03:00:00.000Z"],
    ["2027-05-22T19:00:00.000Z", "2027-05-23T03:00:00.000Z"],
    ["2027-06-26T19:00:00.000Z", "2027-06-27T03:00:00.000Z"],
  ]);
});

test("another installation's windows follow its own rule, past the months that it leaves out", async () => {
  const profile = structuredClone(loadProfile());
  profile.maintenance.rule = { rrule: "FREQ=YEARLY;BYMONTH=3,9;BYDAY=2SU" };
  const ctx = serviceCtxOf(db, person, { profile, clock: testClock(new Date("2026-11-23T10:00:00Z")) });
  // The Saturdays before the second Sundays of March and September.
  expect((await readServiceFacts(ctx)).windows.map(({ startsAt }) => startsAt.toISOString())).toEqual([
    "2027-03-13T20:00:00.000Z",
    "2027-09-11T19:00:00.000Z",
    "2028-03-11T20:00:00.000Z",
  ]);
});
