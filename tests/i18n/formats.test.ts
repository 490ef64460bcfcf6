import { expect, test } from "vitest";
import {
  formatClock,
  formatDay,
  formatMilliseconds,
  formatMinutes,
  formatMonth,
  formatSeconds,
  formatShare,
  formatSince,
  formatSinceShort,
  formatWeekday,
} from "#app/i18n/formats.ts";

test("seconds have two decimals, as the promise has, and long ones none", () => {
  expect([0.61, 0.8, 0.7951, 0, 12.5, 99.99, 100, 12_345.6].map(formatSeconds)).toEqual([
    "0.61 s",
    "0.80 s",
    "0.80 s",
    "0.00 s",
    "12.50 s",
    "99.99 s",
    "100 s",
    "12\u202f346 s",
  ]);
});

test("a share is never rounded to all or to nothing", () => {
  expect([0.934, 1, 0.99951, 0.9994, 0, 0.0004, 0.0005].map(formatShare)).toEqual([
    "93.4 %",
    "100.0 %",
    "> 99.9 %",
    "99.9 %",
    "0.0 %",
    "< 0.1 %",
    "0.1 %",
  ]);
});

test("days and clocks are Helsinki's", () => {
  expect(formatDay("2026-11-22T22:30:00Z")).toBe("2026-11-23");
  expect(formatClock("2026-07-01T06:41:00Z")).toBe("09:41");
  expect(formatSince("2026-11-23T07:41:00Z", "2026-11-23T21:59:00Z")).toBe("09:41");
  expect(formatSince("2026-11-23T07:41:00Z", "2026-11-23T22:00:00Z")).toBe("2026-11-23 09:41");
});

test("days, months, durations and milliseconds in words", () => {
  expect(formatWeekday("2026-11-22")).toBe("Sun 22 Nov");
  expect(formatMonth("2026-11")).toBe("November 2026");
  expect([45, 60, 90.9, 2879, 2880, 3060].map(formatMinutes)).toEqual([
    "45 min",
    "1 h",
    "1 h 30 min",
    "47 h 59 min",
    "2 days",
    "2 days 3 h",
  ]);
  expect(formatMilliseconds(0.3404)).toBe("340 ms");
});

test("since when, in short: the time today, the day this year, else with the year", () => {
  expect(formatSinceShort("2026-11-23T07:41:00Z", "2026-11-23T21:59:00Z")).toBe("09:41");
  expect(formatSinceShort("2026-11-23T07:41:00Z", "2026-11-23T22:00:00Z")).toBe("23 Nov");
  // 2025 in UTC, 2026 in Helsinki.
  expect(formatSinceShort("2025-12-31T22:30:00Z", "2026-11-23T08:00:00Z")).toBe("1 Jan");
  expect(formatSinceShort("2025-12-31T21:30:00Z", "2026-11-23T08:00:00Z")).toBe("31 Dec 2025");
});
