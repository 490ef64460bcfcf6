import fc from "fast-check";
import { expect, test } from "vitest";
import { maintenanceHours, maintenanceWeekend } from "#app/domain/maintenance/calendar-rule.ts";

test.each([
  [2026, 11, "2026-11-21"],
  [2026, 12, "2026-12-26"],
  [2027, 1, "2027-01-23"],
  [2027, 2, "2027-02-20"],
  [2027, 3, "2027-03-20"],
  [2027, 4, "2027-04-24"],
  [2027, 5, "2027-05-22"],
  [2027, 6, "2027-06-26"],
  [2027, 7, "2027-07-24"],
  [2027, 8, "2027-08-21"],
  [2027, 9, "2027-09-25"],
  [2027, 10, "2027-10-23"],
  [2027, 11, "2027-11-20"],
  [2027, 12, "2027-12-25"],
])("the weekend of %i-%i begins on %s", (year, month, saturday) => {
  const weekend = maintenanceWeekend(year, month);
  expect(weekend.saturday.toString()).toBe(saturday);
  expect(weekend.sunday.toString()).toBe(weekend.saturday.add({ days: 1 }).toString());
});

test("in every month it is the weekend of the third week that lies wholly within the month", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2000, max: 2100 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
      const { saturday, sunday } = maintenanceWeekend(year, month);
      const monday = saturday.subtract({ days: 5 });
      expect([monday.dayOfWeek, saturday.dayOfWeek, sunday.dayOfWeek]).toEqual([1, 6, 7]);
      expect([monday.month, sunday.month]).toEqual([month, month]);
      // Two whole weeks of the month lie before it and a third does not.
      expect(monday.subtract({ days: 14 }).month).toBe(month);
      expect(monday.subtract({ days: 21 }).month).not.toBe(month);
      expect(saturday.day).toBeGreaterThanOrEqual(20);
      expect(saturday.day).toBeLessThanOrEqual(26);
    }),
  );
});

const night = { starts: { weekday: 6, at: "22:00" }, ends: { weekday: 7, at: "06:00" } };

test("the window's hours are wall times in Helsinki, in winter and in summer", () => {
  const winter = maintenanceHours(2026, 11, night, "Europe/Helsinki");
  expect(winter.startsAt.toISOString()).toBe("2026-11-21T20:00:00.000Z");
  expect(winter.endsAt.toISOString()).toBe("2026-11-22T04:00:00.000Z");
  const summer = maintenanceHours(2027, 6, night, "Europe/Helsinki");
  expect(summer.startsAt.toISOString()).toBe("2027-06-26T19:00:00.000Z");
  expect(summer.endsAt.toISOString()).toBe("2027-06-27T03:00:00.000Z");
});

test("a window over a change to winter time keeps its wall times and is an hour longer", () => {
  // Clocks go back on Sunday 2026-10-25, which ends the third full week of that October.
  const { startsAt, endsAt } = maintenanceHours(2026, 10, night, "Europe/Helsinki");
  expect(startsAt.toISOString()).toBe("2026-10-24T19:00:00.000Z");
  expect(endsAt.toISOString()).toBe("2026-10-25T04:00:00.000Z");
});
