import { expect, test } from "vitest";
import { proposeChange } from "#app/domain/maintenance/propose-change.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { type Person, person, withCatalogue } from "#tests/support/incidents.ts";
import { windowOf, withPlan } from "#tests/support/maintenance-plan.ts";
import { visit } from "#tests/support/page.tsx";
import { rowsOf, textOf } from "#tests/support/render.tsx";
import { markupFaults } from "#tests/support/sound-markup.ts";

const database = await testDatabase();
await withCatalogue(database);
// Monday 10:00 in Helsinki, after November's window.
const clock = testClock(new Date("2026-11-23T08:00:00Z"));
const juuso = await person(database, "Juuso Julkaisija", ["release_manager"], clock);
const jonna = await person(database, "Jonna Julkaisija", ["release_manager"], clock);
const agent = await person(database, "Pirkko Palvelusto", ["customer_service"], clock);
const officer = await person(database, "Aino Arkisto", ["export_officer"], clock);

const seeing = (by: Person) => serviceCtxOf(database.db, by.actor, { clock });
const plan = (by: Person, query = "") =>
  visit("maintenance/plan.tsx", "/maintenance", `/maintenance${query}`, seeing(by));
const home = (by: Person) => visit("home.tsx", "/", "/", seeing(by));
/** The lines of the table without those for narrow screens. */
const lines = (html: string) => rowsOf(html).filter((cells) => cells.length > 1);

test("before the plan is made the page says that it is made, and by whom", async () => {
  const { html, status } = await plan(juuso);
  expect(status).toBe(200);
  expect(textOf(html)).toContain("No window is planned.");
  expect(textOf(html)).toContain("No window is planned for 2026The worker makes the plan from the rule");
  expect(markupFaults(html)).toEqual([]);
});

test("the year stands with its weeks and hours, December's with what it falls on", async () => {
  await withPlan(database, clock);
  const { html } = await plan(juuso);
  expect(textOf(html)).toContain(
    "Next is “Maintenance break, week 52”, Sat 26 Dec 22:00, to be announced by Sat 19 Dec 22:00.",
  );
  const december = lines(html)[1]!;
  expect(december.slice(0, 6)).toEqual([
    "December 2026",
    "Sat 26 – Sun 27 Dec week 52",
    "22:00 – 06:00",
    "8 h",
    "PlannedNext",
    "due Sat 19 Dec",
  ]);
  // The second day of Christmas.
  expect(december[6]).toMatch(/26 Dec: (Boxing Day|2nd Day of Christmas|St\. Stephen)/);
  expect(textOf(html)).toContain("Saturday 22:00 to Sunday 06:00 of the third week");
  expect(html).toContain("FREQ=MONTHLY;BYDAY=SA");
  expect(html).toContain('href="/maintenance/urgent"');
  expect(html).toContain('href="/public/maintenance.ics"');
  expect(markupFaults(html)).toEqual([]);
});

test("another year by its address; one that nobody knows is this one", async () => {
  const months = lines((await plan(juuso, "?year=2027")).html)
    .slice(1)
    .map(([month]) => month);
  expect(months).toHaveLength(11);
  expect(months.slice(0, 2)).toEqual(["January 2027", "February 2027"]);
  expect(lines((await plan(juuso, "?year=2027")).html)[1]![1]).toBe("Sat 23 – Sun 24 Jan week 3");
  for (const query of ["?year=1999", "?year=abcd", "?year=99999"])
    expect(lines((await plan(juuso, query)).html)[1]![0]).toBe("December 2026");
});

test("an urgent one stands in its year too, with its mark", async () => {
  await database.sql`
    insert into console.maintenance_window
      (kind, title_en, title_fi, title_sv, starts_at, ends_at, state, announced_at, started_at, finished_at) values
    ('urgent', 'Disks were replaced', 'x', 'x', '2026-11-05T20:00Z', '2026-11-05T21:00Z', 'completed',
      '2026-11-05T19:50Z', '2026-11-05T20:00Z', '2026-11-05T20:40Z')`;
  const { html } = await plan(juuso);
  expect(textOf(html)).toContain("Disks were replaced Thu 5 Nov week 45 22:00 – 23:00 1 h UrgentFinished early");
  expect(lines(html)[1]![0]).toBe("Disks were replaced");
  expect(textOf((await plan(juuso, "?year=2027")).html)).not.toContain("Disks were replaced");
  expect(markupFaults(html)).toEqual([]);
});

test("who may only look gets no way to urgent maintenance; who may not look gets nothing", async () => {
  expect((await plan(agent)).html).not.toContain("/maintenance/urgent");
  expect((await plan(officer)).status).toBe(403);
});

test("a proposal shows in the plan and on the home page of the one who decides, not of the one who asked", async () => {
  const { id, version } = await windowOf(database, "2026-12");
  await proposeChange(seeing(juuso), { id, version, kind: "skip", reason: "Christmas." });
  expect(lines((await plan(jonna)).html).at(-1)![4]).toBe("PlannedNextA skip waits for a second person");
  expect(lines((await plan(juuso)).html).at(-1)![4]).toBe("PlannedNextYour skip waits");
  const asked = await home(jonna);
  expect(textOf(asked.html)).toContain("1 maintenance matter waits");
  expect(asked.html).toContain(`href="/maintenance/${id}"`);
  expect(markupFaults(asked.html)).toEqual([]);
  expect(textOf((await home(juuso)).html)).toContain("No announcement is due, no window overruns");
  const read = textOf((await home(agent)).html);
  expect(read).not.toContain("No announcement is due");
  expect(read).toContain("Next is “Maintenance break, week 52”");
});

test("an announcement that is late stands out in the plan and at home", async () => {
  clock.advance(27 * 86_400);
  expect(lines((await plan(juuso)).html).at(-1)![4]).toContain("Announcement late");
  expect(textOf((await home(juuso)).html)).toMatch(/Announcement late\s*“Maintenance break, week 52” starts/);
});

test("the health page leads to a window for those who may see it", async () => {
  const { id } = await windowOf(database, "2026-12");
  const health = async (by: Person) => (await visit("health/overview.tsx", "/health", "/health", seeing(by))).html;
  expect(await health(agent)).toContain(`href="/maintenance/${id}"`);
  const unlinked = await health(officer);
  expect(unlinked).toContain("Maintenance break, week 52");
  expect(unlinked).not.toContain(`/maintenance/${id}`);
});
