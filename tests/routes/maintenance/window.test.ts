import { expect, test } from "vitest";
import { announceUrgent } from "#app/domain/maintenance/announce-urgent.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { opened, type Person, person, withCatalogue } from "#tests/support/incidents.ts";
import { windowOf, withPlan } from "#tests/support/maintenance-plan.ts";
import { visit } from "#tests/support/page.tsx";
import { textOf } from "#tests/support/render.tsx";
import { markupFaults } from "#tests/support/sound-markup.ts";

const database = await testDatabase();
await withCatalogue(database);
// Monday 10:00 in Helsinki, after November's window.
const clock = testClock(new Date("2026-11-23T08:00:00Z"));
await withPlan(database, clock);
const juuso = await person(database, "Juuso Julkaisija", ["release_manager"], clock);
const jonna = await person(database, "Jonna Julkaisija", ["release_manager"], clock);
const alma = await person(database, "Alma Alustala", ["platform"], clock);
const agent = await person(database, "Pirkko Palvelusto", ["customer_service"], clock);

/** The person with a sign-in so many minutes old. */
const seeing = (by: Person, minutes = 0) =>
  serviceCtxOf(database.db, { ...by.actor, authTime: new Date(clock.now().getTime() - minutes * 60_000) }, { clock });
const at = (address: string, ctx: ReturnType<typeof seeing>, form?: Record<string, string>) =>
  visit("maintenance/window.tsx", "/maintenance/:id", `/maintenance/${address}`, ctx, form);
const idOf = async (month: string) => (await windowOf(database, month)).id;
const page = async (month: string, by: Person, minutes = 0) => at(await idOf(month), seeing(by, minutes));
/** Presses a button of the page as it stands now. */
const press = async (month: string, by: Person, form: Record<string, string>) => {
  const { id, version } = await windowOf(database, month);
  return at(id, seeing(by), { version: String(version), ...form });
};
const shown = async (month: string, by: Person) => textOf((await page(month, by)).html);

test.each(["x", "00000000-0000-4000-8000-000000000009"])("window %s does not exist", async (id) => {
  expect((await at(id, seeing(juuso))).status).toBe(404);
  expect((await at(id, seeing(juuso), { intent: "announce", version: "1" })).status).toBe(404);
});

test("who may only look reads all of it and finds no form; what they post is refused", async () => {
  const { html } = await page("2026-12", agent);
  expect(textOf(html)).toContain("Sat 26 Dec 2026 22:00 – Sun 27 Dec 2026 06:00, week 52");
  expect(html).not.toMatch(/<form|<button/);
  expect(markupFaults(html)).toEqual([]);
  expect((await press("2026-12", agent, { intent: "announce" })).status).toBe(403);
});

test("a button that the page does not have does nothing", async () => {
  const { status, html } = await press("2026-12", juuso, { intent: "explode" });
  expect(status).toBe(422);
  expect(textOf(html)).toContain("This button is not known");
});

test("announced with one button, undone within two minutes, and not after", async () => {
  expect(await shown("2027-01", juuso)).toContain("Next: announce it");
  expect((await press("2027-01", juuso, { intent: "announce" })).location).toBe(
    `/maintenance/${await idOf("2027-01")}`,
  );
  clock.advance(50);
  const html = (await page("2027-01", jonna)).html;
  expect(textOf(html)).toContain("It can be undone: 1 min 10 s left");
  expect(markupFaults(html)).toEqual([]);
  await press("2027-01", jonna, { intent: "undo_announce" });
  expect(await shown("2027-01", juuso)).toContain("Next: announce it");
  await press("2027-01", juuso, { intent: "announce" });
  clock.advance(121);
  const late = await press("2027-01", jonna, { intent: "undo_announce" });
  expect(late.status).toBe(409);
  expect(textOf(late.html)).toContain("Nothing was changed");
  expect(await shown("2027-01", juuso)).not.toContain("It can be undone");
});

test("an announced one is not cancelled by one person; skipped by two, everybody sees it", async () => {
  const closed = (await page("2027-01", juuso)).html;
  expect(textOf(closed)).toContain("A planned window is skipped with a second person: propose to skip it.");
  expect(closed).not.toContain('value="cancel"');
  expect(closed).toContain('href="#propose"');
  expect(closed).toContain('id="propose"');
  expect(markupFaults(closed)).toEqual([]);
  const alone = await press("2027-01", juuso, { intent: "cancel", reason: "No work this month." });
  expect(alone.status).toBe(409);
  expect(textOf(alone.html)).toContain("propose to skip it");
  await press("2027-01", juuso, { intent: "propose", kind: "skip", reason: "No work this month." });
  const waiting = (await page("2027-01", jonna)).html;
  expect(waiting).not.toContain('href="#propose"');
  const changeId = /name="changeId" value="([^"]+)"/.exec(waiting)![1]!;
  await press("2027-01", jonna, { intent: "approve", changeId, formToken: "form-token", note: "" });
  const text = await shown("2027-01", juuso);
  expect(text).toContain("Cancelled");
  expect(text).toContain("Juuso Julkaisija: Proposed: skip: No work this month.");
  expect(text).toContain("Jonna Julkaisija: Approved: skip");
});

test("cancelling an urgent one needs a reason", async () => {
  const startsAt = new Date(clock.now().getTime() + 3_600_000).toISOString();
  const { id } = await announceUrgent(seeing(juuso), {
    sentence: "Banks pause.",
    components: ["banks"],
    startsAt,
    minutes: 30,
  });
  const cancel = (reason: string) => at(id, seeing(juuso), { intent: "cancel", version: "1", reason });
  const without = await cancel(" ");
  expect(without.status).toBe(422);
  expect(textOf(without.html)).toContain("Say why it is cancelled");
  expect(markupFaults(without.html)).toEqual([]);
  await cancel("The bank did it itself.");
  const text = textOf((await at(id, seeing(jonna))).html);
  expect(text).toContain("Cancelled");
  expect(text).toContain("Juuso Julkaisija: Cancelled: The bank did it itself.");
});

test("texts and components are saved; of two people the second keeps what they typed", async () => {
  const seen = await windowOf(database, "2027-02");
  const texts = (fi: string) => ({
    intent: "edit",
    version: String(seen.version),
    "title.fi": fi,
    "title.sv": "Underhåll",
    "title.en": "Maintenance",
    "message.fi": "Palvelu on poissa.",
    "message.sv": "",
    "message.en": "",
    "component.banks": "on",
  });
  const saved = await press("2027-02", juuso, texts("Huolto"));
  expect(saved.location).toBe(`/maintenance/${seen.id}#texts`);
  const overtaken = await press("2027-02", jonna, texts("Jonnan otsikko"));
  expect(overtaken.status).toBe(409);
  expect(textOf(overtaken.html)).toContain("Not saved: somebody changed it meanwhile");
  expect(overtaken.html).toContain('value="Jonnan otsikko"');
  expect(overtaken.html).toContain(`name="version" value="${seen.version + 1}"`);
  expect(markupFaults(overtaken.html)).toEqual([]);
  const html = (await page("2027-02", agent)).html;
  expect(textOf(html)).toContain("Bank connections");
  expect(html).toContain(">Huolto</p>");
  const empty = await press("2027-02", juuso, { ...texts(""), version: String(seen.version + 1) });
  expect(empty.status).toBe(422);
  expect(empty.html).toMatch(/id="title-fi-error"[^>]*>Give the title in Finnish\./);
});

test("a move: looked at, proposed, decided by another with a fresh sign-in", async () => {
  const typed = { kind: "move", startsAt: "2026-12-12T22:00", endsAt: "2026-12-13T04:00", reason: "It is Christmas." };
  const looked = await press("2026-12", juuso, {
    intent: "look",
    ...typed,
    startsAt: "2026-12-14T02:00",
    endsAt: "2026-12-14T05:00",
  });
  expect(looked.status).toBe(200);
  expect(textOf(looked.html)).toContain("14 Dec: VAT is due, moved from the 12th");
  expect(looked.html).toContain(">It is Christmas.</textarea>");
  expect((await windowOf(database, "2026-12")).version).toBe(1);

  const wrong = await press("2026-12", juuso, { intent: "propose", ...typed, endsAt: "2026-12-12T21:00" });
  expect(wrong.status).toBe(422);
  expect(wrong.html).toMatch(/id="propose-endsAt-error"/);
  expect(markupFaults(wrong.html)).toEqual([]);
  const asked = await press("2026-12", juuso, { intent: "propose", ...typed });
  expect(asked.location).toBe(`/maintenance/${await idOf("2026-12")}#decision`);

  const own = (await page("2026-12", juuso)).html;
  expect(own).toContain('value="withdraw"');
  expect(own).not.toContain('value="approve"');
  const stale = (await page("2026-12", jonna, 6)).html;
  expect(stale).toContain("/sign-in?fresh=1");
  expect(stale).not.toContain('value="approve"');
  const html = (await page("2026-12", jonna)).html;
  expect(textOf(html)).toContain("Proposed Sat 12 Dec 2026 22:00 – Sun 13 Dec 2026 04:00, week 50 (6 h)");
  expect(markupFaults(html)).toEqual([]);
  const changeId = /name="changeId" value="([^"]+)"/.exec(html)![1]!;
  const decision = { changeId, formToken: "form-token", note: "" };
  const silent = await press("2026-12", jonna, { intent: "refuse", ...decision });
  expect(silent.html).toMatch(/id="decision-note-error"[^>]*>Say why you refuse/);
  expect((await press("2026-12", juuso, { intent: "approve", ...decision })).status).toBe(403);
  expect((await press("2026-12", jonna, { intent: "approve", ...decision })).status).toBe(302);
  const { startsAt } = await windowOf(database, "2026-12");
  expect(startsAt.toISOString()).toBe("2026-12-12T20:00:00.000Z");
  expect(await shown("2026-12", agent)).toContain("Not the hours of the rule");
});

test("a skip is refused with a note, and the next one withdrawn", async () => {
  await press("2027-03", juuso, { intent: "propose", kind: "skip", reason: "Easter." });
  const changeId = /name="changeId" value="([^"]+)"/.exec((await page("2027-03", jonna)).html)![1]!;
  await press("2027-03", jonna, { intent: "refuse", changeId, formToken: "form-token", note: "It is needed." });
  expect(await shown("2027-03", agent)).toContain("It is needed.");
  await press("2027-03", juuso, { intent: "propose", kind: "skip", reason: "Still." });
  const again = /name="changeId" value="([^"]+)"/.exec((await page("2027-03", juuso)).html)![1]!;
  expect((await press("2027-03", juuso, { intent: "withdraw", changeId: again })).status).toBe(302);
  expect(await shown("2027-03", juuso)).toContain("Move, shorten, lengthen or skip it");
});

test("two people tick the list; each sees who ticked what", async () => {
  await press("2026-12", juuso, { intent: "check", tick: "0:done" });
  const done = await press("2026-12", alma, { intent: "check", tick: "1:done" });
  expect(done.location).toMatch(/#checklist$/);
  const text = await shown("2026-12", jonna);
  expect(text).toContain("2 of 7 done");
  expect(text).toMatch(/Juuso Julkaisija, \d\d:\d\d.*Alma Alustala, \d\d:\d\d/);
  await press("2026-12", jonna, { intent: "check", tick: "1:undone" });
  expect(await shown("2026-12", alma)).toContain("1 of 7 done");
});

test("it runs: started, verified, extended with a reason, completed; an outage in it is named", async () => {
  await press("2026-12", juuso, { intent: "announce" });
  clock.advance((Date.parse("2026-12-12T20:00:30Z") - clock.now().getTime()) / 1000);
  expect(await shown("2026-12", juuso)).toContain("Its time has come");
  await press("2026-12", juuso, { intent: "start" });
  clock.advance(3600);
  const number = await opened(alma, { databases: "down" }, { title: "Databases do not come back" });
  clock.advance(60);
  const running = (await page("2026-12", alma)).html;
  expect(textOf(running)).toContain("In progress until Sun 13 Dec 04:00, 4 h 58 min left.");
  expect(running).toContain(`href="/health/incidents/${number}"`);
  expect(markupFaults(running)).toEqual([]);
  await database.sql`
    insert into console.grafana_mark (owner_kind, owner_id, kind, part, external_id, state, problem) values
    ('window', ${await idOf("2026-12")}, 'silence', 'databases', 's-1', 'ended_by_hand', null),
    ('window', ${await idOf("2026-12")}, 'silence', 'app-servers', null, 'wanted',
      '{"kind":"unreachable","message":"Nothing answers at grafana.internal:3000."}')`;
  const ended = (await page("2026-12", juuso)).html;
  expect(ended).toContain('aria-label="Silence Databases again"');
  expect(ended).not.toContain("grafana.internal");
  expect((await page("2026-12", alma)).html).toContain("grafana.internal");
  const again = await press("2026-12", juuso, { intent: "silence_again", component: "databases" });
  expect(again.location).toMatch(/#marks$/);
  expect(await shown("2026-12", juuso)).not.toContain("Ended by hand");
  const dateless = await press("2026-12", juuso, { intent: "extend", endsAt: "", reason: "x" });
  expect(dateless.html).toMatch(/id="extend-ends-error"[^>]*>Give the day and the time/);
  await press("2026-12", juuso, { intent: "extend", endsAt: "2026-12-13T05:30", reason: "A disk is slow." });
  expect((await windowOf(database, "2026-12")).endsAt.toISOString()).toBe("2026-12-13T03:30:00.000Z");
  await press("2026-12", juuso, { intent: "verify" });
  expect(await shown("2026-12", juuso)).toContain("Next: verify, then complete");
  clock.advance((Date.parse("2026-12-13T03:42:00Z") - clock.now().getTime()) / 1000);
  const over = (await page("2026-12", juuso)).html;
  expect(textOf(over)).toContain("Overrun: it was to end at 05:30, 12 min over");
  expect(markupFaults(over)).toEqual([]);
  await press("2026-12", juuso, { intent: "complete" });
  const finished = await page("2026-12", juuso);
  expect(textOf(finished.html)).toContain("Finished late");
  expect(textOf(finished.html)).toContain("Juuso Julkaisija: Extended until 2026-12-13 05:30: A disk is slow.");
  expect(finished.html).not.toMatch(/<button/);
});
