import { expect, test } from "vitest";
import {
  announceBy,
  announcedSpans,
  hasClockChange,
  showsFiring,
  type TimedWindow,
  timingOf,
  windowEnd,
} from "#app/domain/maintenance/timing-rules.ts";
import { reminderDue } from "#app/domain/maintenance/reminder-rules.ts";

const at = (iso: string) => new Date(iso);
const window = (more: Partial<TimedWindow> = {}): TimedWindow => ({
  kind: "planned",
  state: "announced",
  startsAt: at("2026-12-26T20:00:00Z"),
  endsAt: at("2026-12-27T04:00:00Z"),
  finishedAt: null,
  ...more,
});
const rules = { announceBy: at("2026-12-19T20:00:00Z"), warnMinutesBeforeEnd: 30 };
const timing = (more: Partial<TimedWindow>, now: string) => timingOf(window(more), at(now), rules);

test.each([
  ["planned", "2026-12-19T20:00:00Z", "coming"],
  ["planned", "2026-12-19T20:00:01Z", "announcement_late"],
  ["planned", "2027-01-01T00:00:00Z", "announcement_late"],
  ["announced", "2026-12-26T19:59:59Z", "coming"],
  // Its time has come, also where no worker has said so.
  ["announced", "2026-12-26T20:00:00Z", "running"],
  ["in_progress", "2026-12-27T03:29:59Z", "running"],
  ["in_progress", "2026-12-27T03:30:00Z", "ending_soon"],
  ["verifying", "2026-12-27T03:59:59Z", "ending_soon"],
  ["verifying", "2026-12-27T04:00:00Z", "overrun"],
  ["in_progress", "2026-12-28T00:00:00Z", "overrun"],
  ["cancelled", "2026-12-26T21:00:00Z", "cancelled"],
] as const)("%s at %s is %s", (state, now, expected) => expect(timing({ state }, now)).toBe(expected));

test("a short window is near its end from its middle on", () => {
  const short = { state: "in_progress", endsAt: at("2026-12-26T20:15:00Z") } as const;
  expect(timing(short, "2026-12-26T20:07:29Z")).toBe("running");
  expect(timing(short, "2026-12-26T20:07:30Z")).toBe("ending_soon");
});

test("a completed window was finished early, at its end, or late", () => {
  const finished = (iso: string | null) =>
    timing({ state: "completed", finishedAt: iso === null ? null : at(iso) }, "2026-12-28T00:00:00Z");
  expect(finished("2026-12-27T03:59:59Z")).toBe("finished_early");
  expect(finished("2026-12-27T04:00:00Z")).toBe("finished");
  expect(finished("2026-12-27T04:00:01Z")).toBe("finished_late");
  expect(finished(null)).toBe("finished");
});

test("an urgent window's announcement is never late", () =>
  expect(timing({ kind: "urgent", state: "planned" }, "2026-12-20T00:00:00Z")).toBe("coming"));

test("maintenance ended when it was finished before its end, and at its end when it overran", () => {
  expect(windowEnd(window({ finishedAt: at("2026-12-27T02:00:00Z") }))).toEqual(at("2026-12-27T02:00:00Z"));
  expect(windowEnd(window({ finishedAt: at("2026-12-27T06:00:00Z") }))).toEqual(at("2026-12-27T04:00:00Z"));
  expect(windowEnd(window())).toEqual(at("2026-12-27T04:00:00Z"));
});

test("the time between an end that had passed and the extension after it was not announced", () => {
  const spans = (ends: string, finished: string | null, ...late: [string, string][]) =>
    announcedSpans(
      { ...window({ endsAt: at(ends), finishedAt: finished === null ? null : at(finished) }) },
      late.map(([endedBefore, extended]) => ({ endedBefore: at(endedBefore), at: at(extended) })),
    ).map(({ from, to }) => [from.toISOString().slice(8, 16), to.toISOString().slice(8, 16)]);
  expect(spans("2026-12-27T04:00:00Z", null)).toEqual([["26T20:00", "27T04:00"]]);
  // Extended half an hour too late, twice.
  expect(
    spans(
      "2026-12-27T08:00:00Z",
      null,
      ["2026-12-27T06:00:00Z", "2026-12-27T06:30:00Z"],
      ["2026-12-27T04:00:00Z", "2026-12-27T04:30:00Z"],
    ),
  ).toEqual([
    ["26T20:00", "27T04:00"],
    ["27T04:30", "27T06:00"],
    ["27T06:30", "27T08:00"],
  ]);
  // Finished in the same minute in which it was extended.
  expect(
    spans("2026-12-27T06:00:00Z", "2026-12-27T04:30:00Z", ["2026-12-27T04:00:00Z", "2026-12-27T04:30:00Z"]),
  ).toEqual([["26T20:00", "27T04:00"]]);
});

test("the announcement is due at the same time on the wall, also across a clock change", () => {
  expect(announceBy(at("2026-12-26T20:00:00Z"), 7, "Europe/Helsinki")).toEqual(at("2026-12-19T20:00:00Z"));
  // Clocks went back on 2026-10-25: a week before Saturday the 31st at 22:00 (UTC+2) it was 22:00 in UTC+3.
  expect(announceBy(at("2026-10-31T20:00:00Z"), 7, "Europe/Helsinki")).toEqual(at("2026-10-24T19:00:00Z"));
});

test("a clock change within a window is known", () => {
  const october = { startsAt: at("2026-10-24T19:00:00Z"), endsAt: at("2026-10-25T04:00:00Z") };
  expect(hasClockChange(october, "Europe/Helsinki")).toBe(true);
  expect(hasClockChange(october, "UTC")).toBe(false);
  expect(hasClockChange(window(), "Europe/Helsinki")).toBe(false);
});

test("what still fires is shown from ten minutes before the end, as long as it goes on", () => {
  expect(showsFiring(window({ state: "in_progress" }), at("2026-12-27T03:49:59Z"))).toBe(false);
  expect(showsFiring(window({ state: "in_progress" }), at("2026-12-27T03:50:00Z"))).toBe(true);
  expect(showsFiring(window({ state: "verifying" }), at("2026-12-27T09:00:00Z"))).toBe(true);
  expect(showsFiring(window({ state: "completed" }), at("2026-12-27T03:55:00Z"))).toBe(false);
});

test("a reminder goes out when the announcement is late, another the day before, and no third", () => {
  const coming = { startsAt: at("2026-12-26T20:00:00Z"), announceBy: rules.announceBy };
  const due = (now: string, ...sent: [string, string][]) =>
    reminderDue(
      coming,
      sent.map(([what, when]) => ({ what, at: at(when) })),
      at(now),
      "Europe/Helsinki",
    );
  const first: [string, string] = ["reminded", "2026-12-19T20:01:00Z"];
  expect(due("2026-12-19T20:00:00Z")).toBeNull();
  expect(due("2026-12-19T20:00:01Z")).toBe("reminded");
  expect(due("2026-12-25T19:59:00Z", first)).toBeNull();
  expect(due("2026-12-25T20:00:00Z", first)).toBe("reminded_again");
  expect(due("2026-12-26T10:00:00Z", first, ["reminded_again", "2026-12-25T20:00:00Z"])).toBeNull();
  // The first came on the last day: the worker had been away.
  expect(due("2026-12-26T10:00:00Z", ["reminded", "2026-12-26T09:00:00Z"])).toBeNull();
  expect(due("2026-12-26T20:00:00Z")).toBeNull();
});
