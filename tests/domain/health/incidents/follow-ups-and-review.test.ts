import { expect, test } from "vitest";
import { addFollowUp } from "#app/domain/health/incidents/add-follow-up.server.ts";
import { readIncident } from "#app/domain/health/incidents/read-incident.server.ts";
import { resolveIncident } from "#app/domain/health/incidents/resolve-incident.server.ts";
import { setFollowUpDone } from "#app/domain/health/incidents/set-follow-up-done.server.ts";
import { writeReview } from "#app/domain/health/incidents/write-review.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { testClock } from "#tests/support/contexts.ts";
import { incidentTrail, opened, person, withCatalogue } from "#tests/support/incidents.ts";

const database = await testDatabase();
await withCatalogue(database);
// Monday 10:00 in Helsinki, winter time.
const clock = testClock(new Date("2026-11-23T08:00:00Z"));
const alma = await person(database, "Alma Alustala", ["platform"], clock);
const pasi = await person(database, "Pasi Palvelinmaa", ["platform"], clock);
const agent = await person(database, "Pirkko Palvelusto", ["customer_service"], clock);

const review = {
  whatHappened: "It stopped.",
  cause: "A full disk.",
  whatHelped: "A restart.",
  whatChanges: "An alert.",
};

test("follow-ups: what is to be done comes first by its day; a tick can be taken back, and is given once", async () => {
  const number = await opened(alma, { banks: "slow" });
  const other = await opened(alma, { banks: "slow" });
  await addFollowUp(alma, { number, text: "Some day", owner: "Payments" });
  const { id } = await addFollowUp(alma, { number, text: "First", owner: "Pasi", dueOn: "2026-11-25" });
  await addFollowUp(alma, { number, text: "Second", owner: "Alma", dueOn: "2026-12-01" });
  await setFollowUpDone(pasi, { number, id, done: true });
  const shown = async () =>
    (await readIncident(agent, { number })).followUps.map(({ text, done }) => [text, done?.by ?? null]);
  expect(await shown()).toEqual([
    ["Second", null],
    ["Some day", null],
    ["First", "Pasi Palvelinmaa"],
  ]);
  await expect(setFollowUpDone(alma, { number, id, done: true })).rejects.toMatchObject({ code: "conflict" });
  await setFollowUpDone(alma, { number, id, done: false });
  expect(await shown()).toEqual([
    ["First", null],
    ["Second", null],
    ["Some day", null],
  ]);
  await expect(setFollowUpDone(alma, { number: other, id, done: true })).rejects.toMatchObject({ code: "not_found" });
  await expect(setFollowUpDone(alma, { number, id: "x", done: true })).rejects.toMatchObject({ code: "not_found" });
  await expect(addFollowUp(alma, { number, text: "x", owner: "y", dueOn: "2026-02-30" })).rejects.toMatchObject({
    code: "invalid",
    field: "dueOn",
  });
  expect(
    (await incidentTrail(database, number)).filter((row) => row.outcome === "done").map((row) => row.action),
  ).toEqual([
    "incident.open",
    "incident.add_follow_up",
    "incident.add_follow_up",
    "incident.add_follow_up",
    "incident.complete_follow_up",
    "incident.undo_follow_up",
  ]);
});

test("of two who write the review, one is told and nothing is overwritten; the trail says who changed what", async () => {
  const number = await opened(alma, { banks: "slow" });
  await resolveIncident(alma, { number, version: 1, text: "Over" });
  const results = await Promise.allSettled([
    writeReview(alma, { number, version: 0, ...review }),
    writeReview(pasi, { number, version: 0, ...review, cause: "A full log." }),
  ]);
  expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(writeReview(pasi, { number, version: 1, ...review, cause: "Both." })).resolves.toEqual({ version: 2 });
  for (const version of [0, 1, 3, -1, Number.NaN, 1.5])
    await expect(writeReview(alma, { number, version, ...review })).rejects.toMatchObject({ code: "conflict" });
  expect((await readIncident(agent, { number })).review).toMatchObject({
    cause: "Both.",
    version: 2,
    by: "Pasi Palvelinmaa",
  });
  const written = (await incidentTrail(database, number)).filter(
    (row) => row.action === "incident.review" && row.outcome === "done",
  );
  expect(written.map((row) => row.details)).toEqual([
    { version: 1, changed: ["whatHappened", "cause", "whatHelped", "whatChanges"] },
    { version: 2, changed: ["cause"] },
  ]);
});
