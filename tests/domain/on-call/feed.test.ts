import ICAL from "ical.js";
import { expect, test } from "vitest";
import { agreeSwap } from "#app/domain/on-call/agree-swap.server.ts";
import { askSwap } from "#app/domain/on-call/ask-swap.server.ts";
import { makeFeed } from "#app/domain/on-call/make-feed.server.ts";
import { readFeed } from "#app/domain/on-call/read-feed.server.ts";
import { readOnCall } from "#app/domain/on-call/read-on-call.server.ts";
import { revokeFeed } from "#app/domain/on-call/revoke-feed.server.ts";
import { setRota } from "#app/domain/on-call/set-rota.server.ts";
import { withdrawSwap } from "#app/domain/on-call/withdraw-swap.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { anonymous, serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { platformPerson } from "#tests/support/on-call-people.ts";

const database = await testDatabase();
// Monday 1 March 2027, 12:00 in Helsinki: the clocks go forward on Sunday the 28th.
const clock = testClock(new Date("2027-03-01T10:00:00Z"));
const alma = await platformPerson(database, "Alma Alustala", clock);
const pasi = await platformPerson(database, "Pasi Palvelinmaa", clock);
await setRota(alma, {
  effectiveFrom: "2027-03-01T12:00",
  members: [alma.actor.id, pasi.actor.id],
  handoverWeekday: 1,
  handoverTime: "09:00",
  reason: "The first rota",
  seen: null,
});
const reader = serviceCtxOf(database.db, anonymous, { clock });
const read = (token: string, all = false, clientIp = "203.0.113.7") =>
  readFeed(reader, { token, all, clientIp, host: "huolto.example" });

/** As a calendar program understands the text: with the zone that the file itself describes. */
function events(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  // Only what the file says about the zone counts, not what the library knows.
  const zone = new ICAL.Timezone(calendar.getFirstSubcomponent("vtimezone")!);
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const instant = (name: string) => {
      const property = component.getFirstProperty(name)!;
      expect(property.getParameter("tzid")).toBe("Europe/Helsinki");
      const time = property.getFirstValue() as ICAL.Time;
      time.zone = zone;
      return time.toJSDate().toISOString();
    };
    return {
      uid: event.uid,
      sequence: event.sequence,
      summary: event.summary,
      wall: String(event.startDate),
      from: instant("dtstart"),
      to: instant("dtend"),
    };
  });
}

test("one's own shifts are at the right instant on both sides of the clock change, without e-mail addresses", async () => {
  const { token } = await makeFeed(alma);
  const text = await read(token);
  const mine = events(text);
  // RFC 5545, 3.8.7: these two are in UTC, whatever zone the entry is in.
  expect(text.match(/^(DTSTAMP|LAST-MODIFIED):.*$/gm)?.slice(0, 2)).toEqual([
    "DTSTAMP:20270301T100000Z",
    "LAST-MODIFIED:20270301T100000Z",
  ]);
  expect(mine.slice(0, 3).map(({ wall, from, to, summary }) => [wall, from, to, summary])).toEqual([
    ["2027-03-01T12:00:00", "2027-03-01T10:00:00.000Z", "2027-03-08T07:00:00.000Z", "On call"],
    ["2027-03-15T09:00:00", "2027-03-15T07:00:00.000Z", "2027-03-22T07:00:00.000Z", "On call"],
    ["2027-03-29T09:00:00", "2027-03-29T06:00:00.000Z", "2027-04-05T06:00:00.000Z", "On call"],
  ]);
  expect(text).toContain("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
  const lines = text.replaceAll("\r\n ", "").split("\r\n");
  expect(lines.filter((line) => line.includes("@")).every((line) => line.startsWith("UID:"))).toBe(true);
  const all = events(await read(token, true));
  expect(all.slice(0, 3).map(({ summary }) => summary)).toEqual([
    "On call: Alma Alustala",
    "On call: Pasi Palvelinmaa",
    "On call: Alma Alustala",
  ]);
});

test("a shift keeps its id, its number rises with each change of it and with nothing else, and the rest stays the same to the byte", async () => {
  const { token } = await makeFeed(alma);
  const week = async () => events(await read(token, true)).find((event) => event.from === "2027-03-15T07:00:00.000Z")!;
  const before = await week();
  const text = await read(token, true);
  clock.advance(3600);
  expect(await read(token, true)).toBe(text);

  const time = { startsAt: "2027-03-15T09:00", endsAt: "2027-03-22T09:00", toStaff: pasi.actor.id, reason: "Holiday" };
  const { id } = await askSwap(alma, time);
  expect(await week()).toEqual(before);
  await agreeSwap(pasi, { id });
  const swapped = await week();
  expect(swapped).toMatchObject({ uid: before.uid, summary: "On call: Pasi Palvelinmaa" });
  expect(swapped.sequence).toBeGreaterThan(before.sequence);
  await withdrawSwap(alma, { id, state: "agreed" });
  const back = await week();
  expect(back).toMatchObject({ uid: before.uid, summary: "On call: Alma Alustala" });
  expect(back.sequence).toBeGreaterThan(swapped.sequence);
  const seen = (await readOnCall(alma)).newestRota;
  const next = { members: [pasi.actor.id], handoverWeekday: 1, handoverTime: "09:00", reason: "Another rota", seen };
  await setRota(alma, { effectiveFrom: "2027-03-17T09:00", ...next });
  const cut = await week();
  expect(cut).toMatchObject({ uid: before.uid, to: "2027-03-17T07:00:00.000Z" });
  expect(cut.sequence).toBeGreaterThan(back.sequence);
});

test("the token is kept as a hash only, and is not in the trail", async () => {
  const { token } = await makeFeed(pasi);
  expect(token).toMatch(/^[\w-]{43}$/);
  const [kept] = await database.sql`select string_agg(f::text, ' ') as rows from console.on_call_feed f`;
  const [trail] = await database.sql`select string_agg(e::text, ' ') as rows from audit.event e`;
  expect(kept!.rows).not.toContain(token);
  expect(trail!.rows).toContain("on_call_feed.make");
  expect(trail!.rows).not.toContain(token);
});

test("a new address ends the one before; one taken back, or made up, has no calendar", async () => {
  const first = await makeFeed(alma);
  const second = await makeFeed(alma);
  const gone = { code: "not_found", message: "There is no calendar at this address." };
  await expect(read(first.token)).rejects.toMatchObject(gone);
  expect(events(await read(second.token)).length).toBeGreaterThan(0);
  await revokeFeed(alma);
  await expect(read(second.token)).rejects.toMatchObject(gone);
  await expect(revokeFeed(alma)).rejects.toMatchObject({ code: "conflict" });
  for (const made of ["", "x", "A".repeat(43), "' or true --", "ä".repeat(500)])
    await expect(read(made)).rejects.toMatchObject(gone);
});

test("two presses at once make one address that works", async () => {
  const made = await Promise.all([makeFeed(alma), makeFeed(alma)]);
  const answers = await Promise.allSettled(made.map(({ token }) => read(token)));
  expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
});

test("the address of a person who was deactivated, or has another role now, stops", async () => {
  const { token } = await makeFeed(pasi);
  const text = await read(token);
  await database.sql`update console.staff set active = false where id = ${pasi.actor.id}`;
  await expect(read(token)).rejects.toMatchObject({ code: "not_found" });
  await database.sql`update console.staff set active = true where id = ${pasi.actor.id}`;
  expect(await read(token)).toBe(text);
  await database.sql`update console.staff_role set role = 'release_manager' where staff_id = ${pasi.actor.id}`;
  await expect(read(token)).rejects.toMatchObject({ code: "not_found" });
});

test("one network that reads too often waits, and others do not", async () => {
  const { token } = await makeFeed(alma);
  const from = (clientIp: string) => read(token, false, clientIp);
  let refused: unknown = null;
  let reads = 0;
  // Twice the limit, since a window of the count may end meanwhile.
  while (refused === null && reads <= 120) {
    refused = await from("198.51.100.9").then(
      () => null,
      (error: unknown) => error,
    );
    reads += 1;
  }
  expect(refused).toMatchObject({ code: "limit" });
  expect(reads).toBeGreaterThan(60);
  await from("198.51.100.10");
});
