import { Writable } from "node:stream";
import fc from "fast-check";
import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import type { DisclosedScope } from "#exporters/disclosure/disclosure-types.ts";
import { inScope } from "#exporters/disclosure/events-in-scope.ts";
import { decidePeople, findPeople } from "#exporters/disclosure/find-people.ts";
import { openSnapshot } from "#exporters/materials/snapshot.ts";
import { writePackage } from "#exporters/disclosure/write-package.ts";
import { generateKeyPairSync } from "node:crypto";
import { testDatabase } from "#tests/setup/database.ts";

const { ownerUrl, workerUrl } = await testDatabase();
const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
afterAll(() => owner.end());

type Event = { id: number; at: string; business: string; person: string; name: string; event: string };
const instants = Array.from({ length: 12 }, (_, i) => new Date(Date.UTC(2026, 8, 1, i * 2)).toISOString());
const businesses = ["9000001-2", "9000002-0", "9000003-9"];
const people = [
  ["u-1", "Matti Virtaselo"],
  ["u-2", "Matti Virtaselo"],
  ["u-3", "Åsa Öberglund"],
  ["u-4", "Virtaselo Matti"],
  ["system", ""],
] as const;
const kinds = ["sign_in", "voucher_viewed", "SIGN_IN"];

const events: Event[] = [];
for (const at of instants)
  for (const [i, [person, name]] of people.entries())
    events.push({
      id: events.length + 1,
      at,
      business: businesses[(events.length + i) % 3]!,
      person,
      name,
      event: kinds[(events.length * 7 + i) % 3]!,
    });
for (const { id, at, business, person, name, event } of events)
  await owner`insert into service.events (id, at, business_id, person, person_name, event)
    values (${id}, ${at}, ${business}, ${person}, ${name}, ${event})`;

const scopes = fc.record({
  ends: fc.tuple(fc.nat(11), fc.nat(11)).filter(([a, b]) => a < b),
  businessIds: fc.subarray(businesses),
  events: fc.option(fc.subarray(kinds, { minLength: 1 }), { nil: null }),
  chosen: fc.option(fc.subarray(["u-1", "u-2", "u-3", "u-4", "system", "nobody"]), { nil: null }),
});

test("exactly the rows of the scope, for any scope", async () => {
  const snapshot = await openSnapshot(workerUrl);
  await fc.assert(
    fc.asyncProperty(scopes, async ({ ends, businessIds, events: wanted, chosen }) => {
      const scope: DisclosedScope = {
        from: instants[ends[0]]!,
        to: instants[ends[1]]!,
        businessIds,
        events: wanted,
        persons: [],
      };
      const { where, values } = inScope(scope, chosen);
      const rows = await snapshot.query(`select id from service.events where ${where} order by id`, values);
      const expected: number[] = [];
      for (const one of events) {
        if (Date.parse(one.at) < Date.parse(scope.from) || Date.parse(one.at) >= Date.parse(scope.to)) continue;
        if (businessIds.length > 0 && !businessIds.includes(one.business)) continue;
        if (wanted && !wanted.includes(one.event)) continue;
        if (chosen && !chosen.includes(one.person)) continue;
        expected.push(one.id);
      }
      expect(rows.map(({ id }) => Number(id))).toEqual(expected);
    }),
    { numRuns: 300 },
  );
  await snapshot.close();
});

const whole: DisclosedScope = {
  from: instants[0]!,
  to: "2026-09-03T00:00:00.000Z",
  businessIds: [],
  events: null,
  persons: [],
};

test("who answers to a name, and that a namesake is never taken by itself", async () => {
  const snapshot = await openSnapshot(workerUrl);
  const found = await findPeople(snapshot, { ...whole, persons: ["matti virtaselo", "Åsa Öberglund", "Ei Ketään"] });
  expect(
    found.map(({ candidates }) => candidates.map(({ person, events, written }) => [person, events, written])),
  ).toEqual([
    [
      ["u-1", 12, "same"],
      ["u-2", 12, "same"],
      ["u-4", 12, "other_order"],
    ],
    [["u-3", 12, "same"]],
    [],
  ]);
  expect(decidePeople(found, []).map(({ persons }) => persons)).toEqual([null, ["u-3"], []]);
  await snapshot.close();
});

test("rows that are not those that were counted make no package", async () => {
  const snapshot = await openSnapshot(workerUrl);
  const losing = {
    ...snapshot,
    async *cursor(...given: Parameters<typeof snapshot.cursor>) {
      for await (const rows of snapshot.cursor(...given)) yield rows.slice(1);
    },
  };
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const facts = {
    number: 1,
    authority: "A",
    legalBasis: "B",
    reference: "C",
    receivedOn: "2026-09-04",
    scope: whole,
    scopeSha256: "0".repeat(64),
    people: [],
  };
  const { privateKey } = generateKeyPairSync("ed25519");
  await expect(
    writePackage(losing, output, facts, {
      date: new Date("2026-09-04T00:00:00Z"),
      signingKey: privateKey,
      detailKeys: {},
    }),
  ).rejects.toMatchObject({ code: "control_totals_differ" });
  expect(output.destroyed).toBe(true);
  await snapshot.close();
});
