import { expect, test } from "vitest";
import { actOnCase } from "#app/domain/cases/act-on-case.server.ts";
import { readCase } from "#app/domain/cases/read-case.server.ts";
import { diagnoseCase } from "#app/domain/latency/diagnosis/diagnose-case.server.ts";
import { listDiagnoses } from "#app/domain/latency/diagnosis/list-diagnoses.server.ts";
import { measureFollowUps } from "#app/domain/latency/diagnosis/measure-follow-ups.server.ts";
import { planFollowUp } from "#app/domain/latency/diagnosis/plan-follow-up.server.ts";
import { readDiagnosis } from "#app/domain/latency/diagnosis/read-diagnosis.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { type Desk, deskPerson, opened, withCustomers } from "#tests/support/cases.ts";
import { serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { testService } from "#tests/support/service.ts";
import { answersWith } from "./answers.ts";

const database = await testDatabase();
await withCustomers(database);
const DAY = 86_400_000;
const clock = testClock(new Date("2026-11-18T08:00:00Z"));
const period = { from: new Date("2026-11-17T07:00:00Z"), to: new Date("2026-11-17T09:00:00Z") };
const businessId = "1234567-1";

/** Slow on the 17th; a week later as `later` says. */
const networkOf = (later: number) => (end: Date) =>
  end.getTime() === period.to.getTime() ? 0.95 : end > period.to ? later : 0.15;
const agent = async (later = 0.15): Promise<Desk> => ({
  ...(await deskPerson(database, "Pirkko Palvelusto", ["customer_service"], clock)),
  ...testService({ answer: answersWith(networkOf(later)) }),
});

test("a diagnosis is kept with its case as it was, on its time line, and measured again a week later", async () => {
  const pirkko = await agent();
  const { number } = await opened(pirkko, "slowdown");
  const { id } = await diagnoseCase(pirkko, { number, businessId, ...period });

  const saved = await readDiagnosis(pirkko, { id });
  expect(saved).toMatchObject({ id, madeBy: "Pirkko Palvelusto", follows: null });
  expect(saved.content).toMatchObject({
    customer: { businessId, name: "Rakennus Rinne Oy" },
    enoughData: true,
    verdicts: [{ cause: "network", share: 1, confidence: "high" }],
    runbooks: ["slowdown-network"],
    excess: { requests: 400, seconds: 320, seen: 1.85, normal: 1.05 },
  });
  const page = await readCase(pirkko, { number });
  expect(page.state).toBe("diagnosing");
  // What it found is the first reply that is offered, and its cause's runbook the first.
  expect(page.replies[0]).toMatchObject({ id: "diagnosis", text: { en: expect.stringMatching(/took 1\.85\ss on/) } });
  expect(page.replies[0]!.text.fi).toMatch(/^Hei,?\s+kiitos [\s\S]*1,85\ss/);
  expect(page.runbooks[0]!.id).toBe("slowdown-network");
  expect(new Set(page.runbooks.map(({ id }) => id)).size).toBe(page.runbooks.length);
  expect(page.timeline.map(({ what }) => what)).toEqual(
    expect.arrayContaining(["opened", "diagnosed", "moved", "follow_up"]),
  );
  // The same hours end on the 24th at 09:00; ten minutes later all is counted.
  expect(page.followUps).toMatchObject([{ kind: "measurement", dueAt: "2026-11-24T09:10:00.000Z", doneAt: null }]);
  await expect(planFollowUp(pirkko, { diagnosisId: id })).rejects.toMatchObject({ code: "conflict" });

  const worker = (now: string) =>
    serviceCtxOf(
      database.db,
      { kind: "job", id: "worker" },
      {
        clock: testClock(new Date(now)),
        answer: answersWith(networkOf(0.25)),
      },
    );
  await measureFollowUps(worker("2026-11-24T09:05:00Z"));
  expect(await listDiagnoses(pirkko, { number })).toHaveLength(1);
  await measureFollowUps(worker("2026-11-24T09:15:00Z"));
  await measureFollowUps(worker("2026-11-24T09:20:00Z"));
  const [after, before, ...others] = await listDiagnoses(pirkko, { number });
  expect(others).toEqual([]);
  expect(before!.id).toBe(id);
  // 0.10 s of the 0.80 s are left.
  expect(after).toMatchObject({
    madeBy: null,
    content: { from: "2026-11-24T07:00:00.000Z", to: "2026-11-24T09:00:00.000Z" },
    follows: { id, helped: "yes", sentence: "It helped: loads took 1.15 s; before 1.85 s, normally 1.05 s." },
  });
  const measured = await readCase(pirkko, { number });
  expect(measured.followUps).toMatchObject([{ doneAt: "2026-11-24T09:15:00.000Z", doneBy: null }]);
  expect(measured.timeline.some(({ what }) => what === "measured")).toBe(true);

  const trail = await database.sql`select action, details from audit.event
    where target_kind = 'case' and target_id = ${String(number)} order by seq`;
  expect(trail.map((row) => row.action)).toEqual(expect.arrayContaining(["case.diagnose", "case.measure"]));
  expect(JSON.stringify(trail.map((row) => row.details))).not.toContain("Rinne");
});

test.each([
  [0.5, "partly", "44 %"],
  [0.9, "no", "94 %"],
])("a network of %s s a week later helped: %s", async (later, helped, left) => {
  const pirkko = await agent(later);
  const { number } = await opened(pirkko, "slowdown");
  await diagnoseCase(pirkko, { number, businessId, ...period });
  const worker = serviceCtxOf(
    database.db,
    { kind: "job", id: "worker" },
    {
      clock: testClock(new Date(period.to.getTime() + 8 * DAY)),
      answer: answersWith(networkOf(later)),
    },
  );
  await measureFollowUps(worker);
  const [after] = await listDiagnoses(pirkko, { number });
  expect(after!.follows).toMatchObject({ helped, sentence: expect.stringContaining(left) });
});

test("while Grafana is away a measurement waits, and after two days says that it could not be made", async () => {
  const pirkko = await agent();
  const { number } = await opened(pirkko, "slowdown");
  await diagnoseCase(pirkko, { number, businessId, ...period });
  const away = (now: string) =>
    serviceCtxOf(database.db, { kind: "job", id: "worker" }, { clock: testClock(new Date(now)) });
  await measureFollowUps(away("2026-11-24T10:00:00Z"));
  expect(await listDiagnoses(pirkko, { number })).toHaveLength(1);
  await measureFollowUps(away("2026-11-26T10:00:00Z"));
  const [after] = await listDiagnoses(pirkko, { number });
  expect(after!.follows).toMatchObject({ helped: "not_enough_data" });
});

test("what cannot be diagnosed is refused, and nothing is kept", async () => {
  const pirkko = await agent();
  const { number } = await opened(pirkko, "slowdown");
  const { number: other } = await opened(pirkko, "restore");
  const input = { number, businessId, ...period };
  await expect(diagnoseCase(pirkko, { ...input, number: other })).rejects.toMatchObject({ code: "conflict" });
  await expect(diagnoseCase(pirkko, { ...input, businessId: "7654321-2" })).rejects.toMatchObject({ code: "invalid" });
  await expect(diagnoseCase(pirkko, { ...input, to: period.from })).rejects.toMatchObject({
    code: "invalid",
    field: "to",
  });
  await expect(diagnoseCase(pirkko, { ...input, number: 99_999 })).rejects.toMatchObject({ code: "not_found" });
  const officer = await deskPerson(database, "Veera Vientilä", ["export_officer"], clock);
  await expect(diagnoseCase(officer, input)).rejects.toMatchObject({ code: "forbidden" });
  await expect(readDiagnosis(officer, { id: "x" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(readDiagnosis(pirkko, { id: "x" })).rejects.toMatchObject({ code: "not_found" });
  expect(await listDiagnoses(pirkko, { number })).toEqual([]);
});

test("what is to be measured again was diagnosed; when it is measured, the case comes back to the desk in time", async () => {
  const pirkko = await agent();
  const { number } = await opened(pirkko, "slowdown");
  const step = async (action: string) => {
    const { version } = await readCase(pirkko, { number });
    return actOnCase(pirkko, { number, version, action, text: null });
  };
  await step("answer");
  await expect(step("measure")).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("Diagnose"),
  });
  expect((await readCase(pirkko, { number })).state).toBe("answered");
  await diagnoseCase(pirkko, { number, businessId, ...period });
  await step("answer");
  await step("measure");
  expect(await readCase(pirkko, { number })).toMatchObject({
    state: "measuring",
    followUps: [{ kind: "measurement" }],
  });
  // Wednesday 11:15 in Helsinki a week later: twelve hours of the office end on Thursday at 14:15.
  const at = testClock(new Date("2026-11-25T09:15:00Z"));
  await measureFollowUps(
    serviceCtxOf(database.db, { kind: "job", id: "worker" }, { clock: at, answer: answersWith(networkOf(0.25)) }),
  );
  const back = await readCase({ ...pirkko, clock: at }, { number });
  expect(back).toMatchObject({ state: "measured", waitsFor: "us", dueAt: "2026-11-26T12:15:00.000Z", overdue: false });
});
