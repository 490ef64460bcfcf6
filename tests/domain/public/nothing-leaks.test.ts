import fc from "fast-check";
import { expect, test } from "vitest";
import { bulletinStates } from "#app/domain/bulletins/bulletin-states.ts";
import { windowStates } from "#app/domain/maintenance/window-states.ts";
import { listPublicBulletins } from "#app/domain/public/list-public-bulletins.server.ts";
import { readBulletinFeed } from "#app/domain/public/read-bulletin-feed.server.ts";
import { readMaintenanceCalendar, readMaintenanceFeed } from "#app/domain/public/read-maintenance-feeds.server.ts";
import { readPinned } from "#app/domain/public/read-pinned.server.ts";
import { readPublicBulletin } from "#app/domain/public/read-public-bulletin.server.ts";
import { readPublicMaintenance } from "#app/domain/public/read-public-maintenance.server.ts";
import { phaseAt, recordedPhase } from "#app/domain/public/window-phase-rules.ts";
import { languages } from "#app/i18n/languages.ts";
import { bulletinAutosave, bulletinEvent } from "#db/schema/bulletins.ts";
import { staff } from "#db/schema/identity.ts";
import { maintenanceEvent } from "#db/schema/maintenance.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { anonymous, serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { withCatalogue } from "#tests/support/incidents.ts";
import { aBulletin, aWindow, contentSaying } from "#tests/support/published.ts";

const database = await testDatabase();
await withCatalogue(database);
const now = "2026-11-23T10:00:00Z";
const ctx = serviceCtxOf(database.db, anonymous, { clock: testClock(new Date(now)) });
const [person, reviewer] = await database.db
  .insert(staff)
  .values([
    { displayName: "Juuso SECRETNAME", email: "secret@huolto.example" },
    { displayName: "Jonna SECRETNAME", email: "another.secret@huolto.example" },
  ])
  .returning();
const by = person!.id;

/** Everything that anybody can read, in every language, as one text. */
async function everything(slugs: string[]): Promise<string> {
  const read: unknown[] = [];
  for (const language of languages) {
    read.push(await readPublicMaintenance(ctx, { language }), await readMaintenanceCalendar(ctx, { language }));
    for (const format of ["atom", "json"] as const) read.push(await readMaintenanceFeed(ctx, { language, format }));
    read.push(await readPinned(ctx, { language }));
    for (const kind of ["weekly", "important"] as const) {
      read.push(await listPublicBulletins(ctx, { kind, language }));
      read.push(await listPublicBulletins(ctx, { kind, language, q: "secret" }));
      read.push(await readBulletinFeed(ctx, { kind, language, format: "atom" }));
      for (const slug of slugs) read.push(await readPublicBulletin(ctx, { kind, slug, language }));
    }
  }
  return JSON.stringify(read);
}

test("in no state is a working copy, a reviewer's word or a name read; what was published is, until it is retracted", async () => {
  const slugs: string[] = [];
  const ids: string[] = [];
  let week = 0;
  for (const state of bulletinStates)
    for (const kind of ["weekly", "important"] as const)
      for (const published of [false, true]) {
        // Only what was published is retracted, and what is published has been.
        if ((state === "published" || state === "retracted") && !published) continue;
        week += 7;
        const slug = `${state.replace("_", "-")}-${kind}-${published ? "out" : "in"}`;
        slugs.push(slug);
        const said = (word: string) => {
          const text = { title: `${word} ${slug}`, lead: word, sections: { new: word } };
          return contentSaying({ fi: text, sv: text, en: text });
        };
        const id = await aBulletin(database, {
          kind,
          slug,
          weekOf:
            kind === "weekly"
              ? new Date(Date.parse("2026-01-05") + week * 86_400_000).toISOString().slice(0, 10)
              : null,
          content: said("SECRET working copy"),
          published: published ? said(state === "retracted" ? "SECRET that was retracted" : "Out") : undefined,
          state,
          createdBy: by,
          submittedBy: by,
          approvedBy: reviewer!.id,
          scheduledFor: state === "scheduled" ? new Date("2026-11-24T10:00:00Z") : null,
          proposedNote: { fi: "SECRET note", sv: "SECRET note", en: "SECRET note" },
          pinnedUntil: kind === "important" ? new Date("2026-12-01T10:00:00Z") : null,
          ...(state === "retracted" && {
            retractedAt: new Date("2026-11-22T10:00:00Z"),
            retractionNote: { fi: "Peruttu syystä", sv: "", en: "Taken back" },
          }),
        });
        ids.push(id);
        const when = new Date(now);
        await database.db
          .insert(bulletinEvent)
          .values({ bulletinId: id, at: when, actorId: by, what: "returned", version: 1, note: "SECRET comment" });
        await database.db.insert(bulletinAutosave).values({
          bulletinId: id,
          staffId: by,
          baseVersion: 1,
          content: { title: "SECRET autosave" },
          savedAt: when,
        });
      }
  const text = await everything(slugs);
  expect(text).not.toMatch(/SECRET|SALAISUUS|secret@/);
  expect(text).not.toContain(by);
  for (const slug of slugs) expect(text.includes(slug), slug).toBe(slug.endsWith("-out"));
  expect(text).toContain("Out draft-weekly-out");
  expect(text).toContain("Taken back");
  expect(ids).toHaveLength(20);
});

test("of a window: no person, reason or part that customers do not see, and none that nobody announced or planned", async () => {
  const past = { startsAt: new Date("2026-11-21T20:00:00Z"), endsAt: new Date("2026-11-22T04:00:00Z") };
  const coming = { startsAt: new Date("2027-01-16T20:00:00Z"), endsAt: new Date("2027-01-17T04:00:00Z") };
  const shown: [title: string, isPublic: boolean][] = [];
  for (const state of windowStates)
    for (const kind of ["planned", "urgent"] as const)
      for (const wasPublic of [false, true])
        for (const hours of [past, coming]) {
          const title = `Window ${shown.length} ${state}`;
          const announced = state !== "planned" && !(state === "cancelled" && !wasPublic);
          const id = await aWindow(database, {
            ...hours,
            title,
            kind,
            state,
            wasPublic,
            announcedAt: announced ? new Date("2026-11-10T10:00:00Z") : null,
            announcedBy: by,
            createdBy: by,
            startedBy: by,
            components: ["databases", "siem", "data-centre"],
          });
          await database.db.insert(maintenanceEvent).values({
            windowId: id,
            at: new Date(now),
            actorId: by,
            what: "change_approved",
            details: { reason: "SECRET reason" },
          });
          const isPublic =
            state === "planned" ? kind === "planned" && hours === coming : state === "cancelled" ? wasPublic : true;
          shown.push([title, isPublic]);
        }
  const text = await everything([]);
  expect(text).not.toMatch(/SECRET|SIEM|Data centre|Konesali/);
  expect(text).not.toContain(by);
  expect(text).toContain("Databases");
  for (const [title, isPublic] of shown)
    expect(text.includes(`${title}"`) || text.includes(`${title} (fi)`), title).toBe(isPublic);
  const feed = await readMaintenanceFeed(ctx, { language: "en", format: "atom" });
  expect(JSON.stringify(feed)).not.toContain(" planned");
});

const instant = fc.date({ min: new Date("2026-01-01"), max: new Date("2028-01-01"), noInvalidDate: true });
const windows = fc
  .record({
    kind: fc.constantFrom("planned" as const, "urgent" as const),
    state: fc.constantFrom(...windowStates),
    startsAt: instant,
    minutes: fc.integer({ min: 5, max: 3000 }),
    finishedAt: fc.option(instant),
    wasPublic: fc.boolean(),
  })
  .map(({ minutes, ...rest }) => ({ ...rest, endsAt: new Date(rest.startsAt.getTime() + minutes * 60_000) }));

test("at no moment is a phase told that the record does not hold: nothing is over early, running late or public by time alone", () => {
  fc.assert(
    fc.property(windows, instant, (window, moment) => {
      const recorded = recordedPhase(window);
      const phase = phaseAt(window, moment);
      if (recorded === null) expect(phase).toBeNull();
      if (phase === "preliminary" || phase === "announced") expect(window.startsAt > moment).toBe(true);
      if (phase === "in_progress" || phase === "verifying") expect(window.endsAt > moment).toBe(true);
      if (phase === "overrun" || phase === "elapsed") expect(window.endsAt <= moment).toBe(true);
      if (phase?.startsWith("completed")) expect(window.state).toBe("completed");
      if (phase === "cancelled") expect(window.state === "cancelled" && window.wasPublic).toBe(true);
    }),
  );
});

test("early, in time and late, to the minute", () => {
  const window = {
    kind: "planned" as const,
    state: "completed" as const,
    startsAt: new Date("2026-11-21T20:00:00Z"),
    endsAt: new Date("2026-11-22T04:00:00Z"),
    wasPublic: true,
  };
  const finished = (text: string) => recordedPhase({ ...window, finishedAt: new Date(text) });
  expect(finished("2026-11-22T03:58:59Z")).toBe("completed_early");
  expect(finished("2026-11-22T03:59:00Z")).toBe("completed");
  expect(finished("2026-11-22T04:01:00Z")).toBe("completed");
  expect(finished("2026-11-22T04:01:01Z")).toBe("completed_late");
  expect(recordedPhase({ ...window, finishedAt: null })).toBe("completed");
});
