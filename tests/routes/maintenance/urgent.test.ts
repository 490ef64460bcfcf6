import { expect, test } from "vitest";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { type Person, person, withCatalogue } from "#tests/support/incidents.ts";
import { visit } from "#tests/support/page.tsx";
import { textOf } from "#tests/support/render.tsx";
import { markupFaults } from "#tests/support/sound-markup.ts";

const database = await testDatabase();
await withCatalogue(database);
// Sunday 13 December, 23:30 in Helsinki. VAT that would be due on Saturday the 12th is due on Monday.
const clock = testClock(new Date("2026-12-13T21:30:00Z"));
const juuso = await person(database, "Juuso Julkaisija", ["release_manager"], clock);
const agent = await person(database, "Pirkko Palvelusto", ["customer_service"], clock);
const seeing = (by: Person) => serviceCtxOf(database.db, by.actor, { clock });
const urgent = (by: Person, form?: Record<string, string>) =>
  visit("maintenance/urgent.tsx", "/maintenance/urgent", "/maintenance/urgent", seeing(by), form);
const said = {
  sentence: "Tietokannat käynnistetään uudelleen.",
  language: "fi",
  when: "now",
  startsAt: "",
  minutes: "30",
  "component.databases": "on",
};
const windows = () => database.sql`select * from console.maintenance_window order by created_at`;

test("the form needs a sentence and nothing else: the components, an hour and now are chosen", async () => {
  const { html } = await urgent(juuso);
  expect(html).toMatch(/<input[^>]*name="sentence"[^>]*autofocus/i);
  const chosen = [...html.matchAll(/name="component\.([^"]+)"[^>]*checked/g)].map(([, key]) => key);
  expect(chosen.sort()).toEqual(["app-servers", "databases"]);
  expect(html).toMatch(/value="60"[^>]*checked|checked=""[^>]*value="60"/);
  expect(html).toMatch(/value="now"[^>]*checked|checked=""[^>]*value="now"/);
  // Within the hour it is Monday.
  expect(textOf(html)).toContain("Started now, it falls on 14 Dec: VAT is due, moved from the 12th");
  expect(textOf(html)).toContain("by e-mail to 0 subscribers: that cannot be undone, only cancelled");
  expect(textOf(html)).toContain("Announce and start");
  expect(markupFaults(html)).toEqual([]);
});

test("one button announces it and starts it", async () => {
  const { location } = await urgent(juuso, said);
  const [row] = await windows();
  expect(location).toBe(`/maintenance/${row!.id}`);
  expect(row).toMatchObject({ kind: "urgent", state: "in_progress", message_fi: said.sentence });
  expect(new Date(row!.ends_at).toISOString()).toBe("2026-12-13T22:00:00.000Z");
});

test("at a time, it is read as the wall in Helsinki shows it", async () => {
  const later = { ...said, sentence: "Later.", when: "later", startsAt: "2026-12-14T06:15" };
  const before = (await windows()).length;
  const shown = await urgent(juuso, later);
  // On the day on which VAT is due: that is shown first, and nothing is announced without it.
  expect([shown.status, (await windows()).length]).toEqual([200, before]);
  expect(textOf(shown.html)).toMatch(/Nothing was announced yet: the hours fall on 14 Dec: VAT is due/);
  expect(shown.html).toContain('value="Later."');
  expect(markupFaults(shown.html)).toEqual([]);
  const seen = /name="seen" value="([^"]*)"/.exec(shown.html)![1]!;
  const { status, location } = await urgent(juuso, { ...later, seen });
  expect([status, location]).toEqual([302, expect.stringMatching(/^\/maintenance\/[0-9a-f-]{36}$/)]);
  const [, row] = await windows();
  expect(row).toMatchObject({ state: "announced" });
  expect(new Date(row!.starts_at).toISOString()).toBe("2026-12-14T04:15:00.000Z");
});

test("at a time that falls on nothing, it is announced by the first press", async () => {
  const quiet = { ...said, sentence: "Quiet.", when: "later", startsAt: "2026-12-17 06:15" };
  expect((await urgent(juuso, quiet)).status).toBe(302);
});

test.each([
  [{ sentence: "" }, "Say in one sentence"],
  [{ when: "later", startsAt: "tomorrow" }, "Give a day and a time"],
  [{ when: "later", startsAt: "2026-12-14" }, "Give a day and a time"],
  [{ when: "later", startsAt: "" }, "Give the day and the time"],
  [{ minutes: "1" }, "At least 5 minutes"],
])("what is wrong stands beside its field, and what was typed stays: %o", async (wrong, message) => {
  const before = (await windows()).length;
  const { status, html } = await urgent(juuso, { ...said, sentence: "Kept words.", ...wrong });
  expect(status).toBe(422);
  expect(textOf(html)).toContain(message);
  expect(textOf(html)).toContain("Nothing was announced yet");
  if (!("sentence" in wrong)) expect(html).toContain('value="Kept words."');
  expect(html).not.toMatch(/name="component\.app-servers"[^>]*checked/);
  expect(markupFaults(html)).toEqual([]);
  expect((await windows()).length).toBe(before);
});

test("whoever may not manage maintenance is refused", async () => {
  expect((await urgent(agent)).status).toBe(403);
  expect((await urgent(agent, said)).status).toBe(403);
});
