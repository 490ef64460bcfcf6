import { expect, test } from "vitest";
import { windowWarning } from "#app/domain/maintenance/home-warning-rules.ts";
import { timingOf } from "#app/domain/maintenance/timing-rules.ts";
import { planSentence, type SpokenWindow, windowSentence } from "#app/domain/maintenance/window-sentence-rules.ts";

const at = (iso: string) => new Date(iso);

function spoken(now: string, more: Partial<SpokenWindow> = {}): SpokenWindow {
  const window = {
    kind: "planned" as const,
    state: "planned" as const,
    title: "Break 52",
    startsAt: at("2026-12-26T20:00:00Z"),
    endsAt: at("2026-12-27T04:00:00Z"),
    finishedAt: null,
    announcedAt: null,
    announceBy: at("2026-12-19T20:00:00Z"),
    ...more,
  };
  const rules = { announceBy: window.announceBy, warnMinutesBeforeEnd: 30 };
  return { ...window, timing: timingOf(window, at(now), rules) };
}
const announced = { state: "announced", announcedAt: at("2026-12-14T08:00:00Z") } as const;
const going = { ...announced, state: "in_progress" } as const;
const says = (now: string, more: Partial<SpokenWindow> = {}) => windowSentence(spoken(now, more), at(now));

test.each([
  ["2026-12-01T08:00:00Z", {}, "Planned from Sat 26 Dec 22:00 to Sun 27 Dec 06:00. Announce it by Sat 19 Dec 22:00."],
  [
    "2026-12-24T20:00:00Z",
    {},
    "Its announcement was due Sat 19 Dec 22:00; it starts Sat 26 Dec 22:00, in 2 days. Announce it now, or propose to move it.",
  ],
  [
    "2026-12-26T21:00:00Z",
    {},
    "Its announcement was due Sat 19 Dec 22:00, and its hours have begun. Announce it now, or propose to move or skip it.",
  ],
  [
    "2026-12-28T21:00:00Z",
    {},
    "Its hours are over and it was never announced. Propose to skip it, so that the plan is right.",
  ],
  ["2026-12-20T08:00:00Z", announced, "Announced. It starts Sat 26 Dec 22:00 and ends Sun 27 Dec 06:00."],
  [
    "2026-12-26T20:00:05Z",
    announced,
    "Its time has come: it starts by itself in a moment, or start it now. It ends Sun 27 Dec 06:00.",
  ],
  ["2026-12-26T22:00:00Z", going, "In progress until Sun 27 Dec 06:00, 6 h left."],
  ["2026-12-27T03:40:00Z", going, "In progress until Sun 27 Dec 06:00, 20 min left."],
  [
    "2026-12-27T05:30:00Z",
    going,
    "Its end was 1 h 30 min ago and nobody has completed it: its alerts are no longer silenced.",
  ],
  [
    "2027-01-02T08:00:00Z",
    { state: "cancelled" },
    "Cancelled. It would have been from Sat 26 Dec 2026 22:00 to Sun 27 Dec 2026 06:00.",
  ],
  [
    "2026-12-27T08:00:00Z",
    { state: "completed", finishedAt: at("2026-12-27T03:00:00Z") },
    "Completed 2026-12-27 05:00, 1 h before its end.",
  ],
  [
    "2026-12-27T08:00:00Z",
    { state: "completed", finishedAt: at("2026-12-27T04:00:30Z") },
    "Completed 2026-12-27 06:00, less than a minute after its end.",
  ],
  [
    "2026-12-27T08:00:00Z",
    { state: "completed", finishedAt: at("2026-12-27T04:00:00Z") },
    "Completed at its end, Sun 27 Dec 06:00.",
  ],
] as [string, Partial<SpokenWindow>, string][])("at %s, %o", (now, more, sentence) =>
  expect(says(now, more)).toBe(sentence),
);

test("the plan says first what is wrong, then what goes on, then what comes next", () => {
  const now = "2026-12-27T05:30:00Z";
  const january = spoken(now, {
    title: "Break 3",
    startsAt: at("2027-01-23T20:00:00Z"),
    endsAt: at("2027-01-24T04:00:00Z"),
    announceBy: at("2027-01-16T20:00:00Z"),
  });
  expect(planSentence([january, spoken(now, going)], at(now))).toBe(
    "“Break 52” has overrun its end by 1 h 30 min. Next is “Break 3”, Sat 23 Jan 2027 22:00, to be announced by Sat 16 Jan 2027 22:00.",
  );
  const late = "2026-12-20T08:00:00Z";
  expect(planSentence([spoken(late)], at(late))).toBe(
    "“Break 52” had to be announced by Sat 19 Dec 22:00. Next is “Break 52”, Sat 26 Dec 22:00, not announced.",
  );
  const running = "2026-12-26T22:00:00Z";
  expect(planSentence([spoken(running, going)], at(running))).toBe(
    "“Break 52” goes on until Sun 27 Dec 06:00. No window is planned.",
  );
});

const warns = (now: string, more: Partial<SpokenWindow> = {}) => windowWarning(spoken(now, more), at(now));

test("Home warns of what is due within a week, late, near its end or past it, and is quiet otherwise", () => {
  expect(warns("2026-12-12T19:59:59Z")).toBeNull();
  expect(warns("2026-12-12T20:00:00Z")).toEqual({
    kind: "announcement_due",
    sentence: "Announce “Break 52” by Sat 19 Dec 22:00: it starts Sat 26 Dec 22:00.",
  });
  expect(warns("2026-12-20T08:00:00Z")).toEqual({
    kind: "announcement_late",
    sentence: "“Break 52” starts Sat 26 Dec 22:00 and had to be announced by Sat 19 Dec 22:00.",
  });
  expect(warns("2026-12-28T08:00:00Z")).toBeNull();
  expect(warns("2026-12-20T08:00:00Z", announced)).toBeNull();
  expect(warns("2026-12-26T22:00:00Z", going)).toBeNull();
  expect(warns("2026-12-27T03:40:00Z", going)).toMatchObject({ kind: "ending_soon" });
  expect(warns("2026-12-27T05:30:00Z", going)).toEqual({
    kind: "overrun",
    sentence: "“Break 52” has overrun its end by 1 h 30 min: extend or complete it.",
  });
});
