import { expect, test } from "vitest";
import { gatherDueEvidence } from "#app/domain/cases/evidence/gather-evidence.server.ts";
import { readCase } from "#app/domain/cases/read-case.server.ts";
import type { ServiceCtx } from "#app/domain/context.ts";
import { ensureCatalogue } from "#app/domain/health/ensure-catalogue.server.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { deskPerson, opened, withCustomers } from "#tests/support/cases.ts";
import { ctxOf, testClock } from "#tests/support/contexts.ts";
import { type Answer, testService } from "#tests/support/service.ts";

const database = await testDatabase();
await withCustomers(database);
await ensureCatalogue(database.db, loadProfile());
const clock = testClock(new Date("2026-11-23T08:00:00Z"));
const pirkko = await deskPerson(database, "Pirkko Palvelusto", ["customer_service"], clock);
const worker = (answer?: Answer): ServiceCtx => ({
  ...ctxOf(database.db, { kind: "job", id: "collect-case-evidence" }, clock),
  ...testService({ answer }),
});
const value = (number: number) => [{ labels: { customer: "1234567-1" }, points: [[0, number] as const] }];

// October in Helsinki: 30 Sep 21:00 UTC to 31 Oct 22:00 UTC, since the clocks go back on the 25th.
await database.sql`
  insert into console.incident (title, state, started_at, resolved_at, opened_by, opened_from)
  values ('Bank connections', 'resolved', '2026-09-30T20:30:00Z', '2026-09-30T21:30:00Z', ${pirkko.actor.id}, 'hand'),
         ('November', 'resolved', '2026-11-02T20:30:00Z', '2026-11-02T21:30:00Z', ${pirkko.actor.id}, 'hand')`;
await database.sql`
  insert into console.component_state (component_id, state, started_at, observed_at, ended_at)
  select id, 'down', '2026-10-10T10:00:00Z', '2026-10-10T10:45:00Z', '2026-10-10T10:45:00Z'
  from console.component where key = 'banks'`;

test("the evidence of a period is figures, and the case goes on by itself, once", async () => {
  const asked: { purpose: string; at: string; window: unknown }[] = [];
  const answer: Answer = (ask) => {
    asked.push({
      purpose: ask.purpose,
      at: ask.kind === "instant" ? ask.at!.toISOString() : "",
      window: ask.params?.window,
    });
    return value(
      { "customer.requests": 10_000, "customer.seconds": 6500, "customer.within": 7420 }[ask.purpose as string]!,
    );
  };
  const { number } = await opened(pirkko, "compensation");
  await Promise.all([gatherDueEvidence(worker(answer)), gatherDueEvidence(worker(answer))]);
  await gatherDueEvidence(worker(answer));
  const { timeline, state } = await readCase(pirkko, { number });
  expect(state).toBe("evidence");
  expect(timeline.map(({ what }) => what)).toEqual(["moved", "evidence", "opened"]);
  const text = timeline[1]!.text!;
  expect(text.split("\n").slice(0, 4)).toEqual([
    "Gathered for 2026-10-01 to 2026-10-31 (Europe/Helsinki). It decides nothing: compensation is case by case.",
    "Page loads of this customer: 10,000, on average 0.650 s against 0.8 s, 74.2 % within the target.",
    expect.stringMatching(/^Incidents: no \d+ “Bank connections”, 30 minutes of the period\.$/),
    "Announced maintenance: none.",
  ]);
  expect(text).toContain("Not well: Bank connections, down 45 minutes, partly 0 minutes.");
  expect(asked[0]).toEqual({ purpose: "customer.requests", at: "2026-10-31T22:00:00.000Z", window: "31d" });
});

test("a Grafana that is away is waited for an hour, and then the evidence says so", async () => {
  const away: Answer = () => ({ kind: "unreachable", message: "Grafana does not answer." });
  const { number } = await opened(pirkko, "compensation");
  await gatherDueEvidence(worker(away));
  expect((await readCase(pirkko, { number })).state).toBe("received");
  clock.advance(3600);
  await gatherDueEvidence(worker(away));
  const { timeline, state } = await readCase(pirkko, { number });
  expect(state).toBe("evidence");
  expect(timeline[1]!.text).toContain("Page loads of this customer: no figures. Grafana does not answer.");
});

test("cases whose days nobody has said yet keep no other waiting", async () => {
  for (let n = 0; n < 20; n++) {
    const { number } = await opened(pirkko, "compensation");
    await database.sql`update console.case_file set request = '{"from": "2026-10-01"}' where number = ${number}`;
  }
  const { number } = await opened(pirkko, "compensation");
  await gatherDueEvidence(worker(() => value(1)));
  expect((await readCase(pirkko, { number })).state).toBe("evidence");
});
