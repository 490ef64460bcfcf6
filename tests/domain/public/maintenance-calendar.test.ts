import ICAL from "ical.js";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { readMaintenanceCalendar } from "#app/domain/public/read-maintenance-feeds.server.ts";
import type { Language } from "#app/i18n/languages.ts";
import { maintenanceWindow } from "#db/schema/maintenance.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { anonymous, serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { withCatalogue } from "#tests/support/incidents.ts";
import { aWindow } from "#tests/support/published.ts";

const database = await testDatabase();
await withCatalogue(database);
const clock = testClock(new Date("2026-10-01T09:00:00Z"));
const ctx = serviceCtxOf(database.db, anonymous, { clock });
const at = (text: string) => new Date(text);

async function calendar(language: Language = "en") {
  const { body, updated } = await readMaintenanceCalendar(ctx, { language });
  const whole = new ICAL.Component(ICAL.parse(body));
  for (const zone of whole.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const events = new Map(
    whole.getAllSubcomponents("vevent").map((event) => [new ICAL.Event(event).uid, event] as const),
  );
  return { body, updated, whole, events };
}
const uid = (id: string) => `window-${id}@portal.example`;
const wall = (event: ICAL.Component, name: string) => {
  const time = event.getFirstPropertyValue(name) as ICAL.Time;
  return { wall: time.toString(), zone: time.zone?.tzid, utc: time.toJSDate().toISOString() };
};

test("both sides of a clock change are at the right local time, by the zone that the file carries", async () => {
  // The night to Sunday 2026-10-25 has 25 hours: 22:00 in summer time is 19:00 UTC, 06:00 in winter time is 04:00 UTC.
  const autumn = await aWindow(database, {
    state: "announced",
    announcedAt: at("2026-10-01T08:00:00Z"),
    startsAt: at("2026-10-24T19:00:00Z"),
    endsAt: at("2026-10-25T04:00:00Z"),
  });
  const winter = await aWindow(database, {
    startsAt: at("2027-03-20T20:00:00Z"),
    endsAt: at("2027-03-21T04:00:00Z"),
  });
  // The night to Sunday 2027-03-28 has 23 hours: 06:00 is in summer time, 03:00 UTC.
  const spring = await aWindow(database, {
    startsAt: at("2027-03-27T20:00:00Z"),
    endsAt: at("2027-03-28T03:00:00Z"),
    sequence: 1,
  });
  ICAL.TimezoneService.reset();
  const { events } = await calendar();
  const hours = (id: string) => [wall(events.get(uid(id))!, "dtstart"), wall(events.get(uid(id))!, "dtend")];
  const zone = "Europe/Helsinki";
  expect(hours(autumn)).toEqual([
    { wall: "2026-10-24T22:00:00", zone, utc: "2026-10-24T19:00:00.000Z" },
    { wall: "2026-10-25T06:00:00", zone, utc: "2026-10-25T04:00:00.000Z" },
  ]);
  expect(hours(winter)).toEqual([
    { wall: "2027-03-20T22:00:00", zone, utc: "2027-03-20T20:00:00.000Z" },
    { wall: "2027-03-21T06:00:00", zone, utc: "2027-03-21T04:00:00.000Z" },
  ]);
  expect(hours(spring)).toEqual([
    { wall: "2027-03-27T22:00:00", zone, utc: "2027-03-27T20:00:00.000Z" },
    { wall: "2027-03-28T06:00:00", zone, utc: "2027-03-28T03:00:00.000Z" },
  ]);
  expect(String(events.get(uid(autumn))!.getFirstPropertyValue("description"))).toContain(
    "When: Sat 24 Oct 2026, 22:00 – Sun 25 Oct 2026, 06:00 (Europe/Helsinki), week 43. Length: 9 h.\n\nThe clocks change during the break.",
  );
});

test("a window keeps its id from plan to cancellation, and each change is a later revision with its state", async () => {
  const id = await aWindow(database, {
    title: "Weekend",
    startsAt: at("2026-11-21T20:00:00Z"),
    endsAt: at("2026-11-22T04:00:00Z"),
    changedAt: at("2026-09-01T00:00:00Z"),
    components: ["databases", "siem"],
  });
  const told = async () => {
    const event = (await calendar()).events.get(uid(id))!;
    const value = (name: string) => String(event.getFirstPropertyValue(name));
    return [value("status"), value("sequence"), value("dtstart"), value("summary"), value("last-modified")];
  };
  const change = (set: Partial<typeof maintenanceWindow.$inferInsert>) =>
    database.db.update(maintenanceWindow).set(set).where(eq(maintenanceWindow.id, id));

  expect(await told()).toEqual([
    "TENTATIVE",
    "0",
    "2026-11-21T22:00:00",
    "Preliminary: Weekend",
    "2026-09-01T00:00:00Z",
  ]);
  await change({
    state: "announced",
    announcedAt: at("2026-11-02T10:00:00Z"),
    wasPublic: true,
    sequence: 1,
    changedAt: at("2026-11-02T10:00:00Z"),
  });
  expect(await told()).toEqual(["CONFIRMED", "1", "2026-11-21T22:00:00", "Weekend", "2026-11-02T10:00:00Z"]);
  await change({
    startsAt: at("2026-11-28T20:00:00Z"),
    endsAt: at("2026-11-29T04:00:00Z"),
    sequence: 2,
    changedAt: at("2026-11-03T10:00:00Z"),
  });
  await database.sql`insert into console.maintenance_event (window_id, at, what) values (${id}, '2026-11-03T10:00:00Z', 'change_approved')`;
  expect(await told()).toEqual([
    "CONFIRMED",
    "2",
    "2026-11-28T22:00:00",
    "Hours changed: Weekend",
    "2026-11-03T10:00:00Z",
  ]);
  await change({
    state: "cancelled",
    cancelledAt: at("2026-11-04T10:00:00Z"),
    sequence: 3,
    changedAt: at("2026-11-04T10:00:00Z"),
  });
  expect(await told()).toEqual(["CANCELLED", "3", "2026-11-28T22:00:00", "Cancelled: Weekend", "2026-11-04T10:00:00Z"]);

  const { whole, events } = await calendar("sv");
  const event = events.get(uid(id))!;
  expect(String(event.getFirstPropertyValue("summary"))).toBe("Inställt: Weekend (sv)");
  // Customers know of the databases; the export to the SIEM is nothing of theirs.
  expect(String(event.getFirstPropertyValue("description"))).toContain("Gäller: Databaser.");
  expect(String(event.getFirstPropertyValue("description"))).not.toContain("SIEM");
  expect(String(event.getFirstPropertyValue("url"))).toBe(`https://portal.example/public/maintenance?lang=sv#w-${id}`);
  expect(String(event.getFirstPropertyValue("transp"))).toBe("TRANSPARENT");
  expect(String(whole.getFirstPropertyValue("refresh-interval"))).toBe("PT1H");
  expect(String(whole.getFirstPropertyValue("x-published-ttl"))).toBe("PT1H");
  expect(String(whole.getFirstPropertyValue("x-wr-calname"))).toBe("Netvisor: Underhållsavbrott");
});

test("work that was done before its end keeps the end that was announced, and says when it ended", async () => {
  const id = await aWindow(database, {
    title: "Early",
    kind: "urgent",
    state: "completed",
    announcedAt: at("2026-09-10T10:00:00Z"),
    wasPublic: true,
    startsAt: at("2026-09-12T19:00:00Z"),
    endsAt: at("2026-09-13T03:00:00Z"),
    finishedAt: at("2026-09-13T00:20:00Z"),
  });
  const event = (await calendar()).events.get(uid(id))!;
  expect(wall(event, "dtend").utc).toBe("2026-09-13T03:00:00.000Z");
  expect(String(event.getFirstPropertyValue("status"))).toBe("CONFIRMED");
  expect(event.getFirstProperty("categories")?.getValues()).toEqual(["Urgent"]);
  expect(String(event.getFirstPropertyValue("description"))).toContain(
    "Completed early. Ended: Sun 13 Sep 2026, 03:20.",
  );
});

test("the same windows give the same bytes, and a calendar of nothing is one", async () => {
  const [first, second] = [await calendar(), await calendar()];
  expect(second.body).toBe(first.body);
  expect(first.body.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  const empty = await testDatabase();
  const none = await readMaintenanceCalendar(serviceCtxOf(empty.db, anonymous, { clock }), { language: "fi" });
  expect(new ICAL.Component(ICAL.parse(none.body)).getAllSubcomponents("vevent")).toEqual([]);
  expect(none.updated).toBeNull();
});
