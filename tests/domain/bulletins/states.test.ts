import fc from "fast-check";
import { expect, test } from "vitest";
import { abandonCorrection } from "#app/domain/bulletins/abandon-correction.server.ts";
import { approveBulletin } from "#app/domain/bulletins/approve-bulletin.server.ts";
import { type BulletinAction, bulletinActions, bulletinAvailability } from "#app/domain/bulletins/bulletin-states.ts";
import { correctBulletin } from "#app/domain/bulletins/correct-bulletin.server.ts";
import { publishBulletin } from "#app/domain/bulletins/publish-bulletin.server.ts";
import { retractBulletin } from "#app/domain/bulletins/retract-bulletin.server.ts";
import { returnBulletin } from "#app/domain/bulletins/return-bulletin.server.ts";
import { saveBulletin } from "#app/domain/bulletins/save-bulletin.server.ts";
import { scheduleBulletin } from "#app/domain/bulletins/schedule-bulletin.server.ts";
import { submitBulletin } from "#app/domain/bulletins/submit-bulletin.server.ts";
import { takeBackBulletin } from "#app/domain/bulletins/take-back-bulletin.server.ts";
import { unscheduleBulletin } from "#app/domain/bulletins/unschedule-bulletin.server.ts";
import { DomainError } from "#app/domain/errors.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { drafted, finnish, type Writer, writer } from "#tests/support/bulletins.ts";
import { testClock } from "#tests/support/contexts.ts";

const database = await testDatabase();
const clock = testClock(new Date("2026-11-23T08:00:00Z"));
const people = [
  await writer(database, "Juuso Julkaisula", clock),
  await writer(database, "Jonna Julkaisulahti", clock),
  await writer(database, "Kolmas Julkaisija", clock),
] as const;

let texts = 0;
type Seen = { id: string; version: number };
const verbs: Record<BulletinAction, (ctx: Writer, seen: Seen) => Promise<unknown>> = {
  save: (ctx, { id, version }) => {
    texts += 1;
    return saveBulletin(ctx, { id, baseVersion: version, content: finnish(`Otsikko ${texts}`) });
  },
  submit: (ctx, seen) => submitBulletin(ctx, { ...seen, correctionNote: { fi: "Otsikko" } }),
  take_back: takeBackBulletin,
  return: (ctx, seen) => returnBulletin(ctx, { ...seen, note: "Ei vielä." }),
  approve: (ctx, seen) => approveBulletin(ctx, { ...seen, formToken: "form-token" }),
  schedule: (ctx, seen) => scheduleBulletin(ctx, { ...seen, at: new Date(clock.now().getTime() + 60_000) }),
  unschedule: unscheduleBulletin,
  publish: publishBulletin,
  correct: correctBulletin,
  abandon_correction: abandonCorrection,
  retract: (ctx, seen) => retractBulletin(ctx, { ...seen, note: { fi: "Väärin." } }),
};
const actions = Object.keys(verbs) as BulletinAction[];

async function stored(id: string) {
  const [row] = await database.sql`select * from console.bulletin where id = ${id}`;
  const authors = await database.sql`select distinct author_id from console.bulletin_revision
    where bulletin_id = ${id} and version > ${row!.published_version ?? 0}`;
  return { row: row!, authors: authors.map((author) => author.author_id as string) };
}

/** Why this person cannot do it now, as an error's code; null where they can. */
function refusal(action: BulletinAction, who: Writer, { row, authors }: Awaited<ReturnType<typeof stored>>) {
  const facts = { submittedBy: row.submitted_by, authors, isPublic: row.published !== null };
  const answer = bulletinAvailability(action, row.state, who.actor, facts);
  if (action === "submit" && row.state === "draft" && row.published?.texts.fi.title === row.content.texts.fi.title)
    return "invalid";
  if (answer.allowed) return null;
  const inState = (bulletinActions[action].from as readonly string[]).includes(row.state);
  if (action !== "approve") return "conflict";
  // Who wrote it is told so, whatever its state.
  return row.submitted_by === who.actor.id || authors.includes(who.actor.id)
    ? "same_person"
    : inState
      ? null
      : "conflict";
}

const steps = fc.array(fc.record({ who: fc.integer({ min: 0, max: 2 }), action: fc.constantFrom(...actions) }), {
  minLength: 10,
  maxLength: 30,
});
/** Chance alone seldom gets as far as the schedule or a correction. */
const usual: { who: number; action: BulletinAction }[] = (
  [
    [0, "submit"],
    [1, "approve"],
    [0, "schedule"],
    [2, "unschedule"],
    [0, "publish"],
    [1, "correct"],
    [1, "save"],
  ] as const
).map(([who, action]) => ({ who, action }));

test("whatever three people try in whatever order, the table of states holds, and nothing unreviewed is public", async () => {
  const done = new Set<BulletinAction>();
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: usual.length }), steps, async (beginning, more) => {
      const id = await drafted(people[0], finnish("Alku"));
      const reviewed: unknown[] = [];
      for (const { who, action } of [...usual.slice(0, beginning), ...more]) {
        const before = await stored(id);
        const expected = refusal(action, people[who]!, before);
        const outcome = await verbs[action](people[who]!, { id, version: before.row.version }).then(
          () => null,
          (error: unknown) => (error instanceof DomainError ? error.code : Promise.reject(error)),
        );
        expect([action, before.row.state, outcome]).toEqual([action, before.row.state, expected]);
        const after = await stored(id);
        if (outcome !== null) {
          expect(after).toEqual(before);
          continue;
        }
        done.add(action);
        expect(after.row.state).toBe(bulletinActions[action].to ?? before.row.state);
        expect(after.row.version).toBe(before.row.version + 1);
        if (action === "approve") {
          expect(before.authors).not.toContain(people[who]!.actor.id);
          reviewed.push(after.row.content);
        }
        if (action !== "publish") expect(after.row.published).toEqual(before.row.published);
        if (after.row.published) expect(reviewed).toContainEqual(after.row.published);
        if (action === "publish") expect(after.row.published).toEqual(reviewed.at(-1));
        if (after.row.state === "published") expect(after.row.content).toEqual(after.row.published);
      }
    }),
    { numRuns: 40 },
  );
  expect([...done].sort()).toEqual([...actions].sort());
}, 300_000);

test("what a person may not do is said in words, and what nobody may do in this state too", () => {
  const jonna = people[1].actor;
  const facts = { submittedBy: people[0].actor.id, authors: [people[0].actor.id], isPublic: false };
  expect(bulletinAvailability("approve", "in_review", jonna, facts)).toEqual({ allowed: true });
  expect(bulletinAvailability("approve", "in_review", people[0].actor, facts)).toMatchObject({
    reason: expect.stringContaining("does not approve it"),
  });
  expect(bulletinAvailability("abandon_correction", "draft", jonna, facts)).toMatchObject({ allowed: false });
  expect(bulletinAvailability("abandon_correction", "draft", jonna, { ...facts, isPublic: true }).allowed).toBe(true);
  expect(bulletinAvailability("save", "draft", { id: "x", permissions: new Set(["bulletins.view"]) }, facts)).toEqual({
    allowed: false,
    reason: 'Your roles do not include "bulletins.edit".',
  });
});
