import { expect, test } from "vitest";
import { packDays, unpackDays } from "#app/domain/health/strip-rules.ts";

test("days are packed one letter each, a window as a capital, and come back the same", () => {
  const days = [
    { state: "operational" as const, window: false },
    { state: "slow" as const, window: true },
    { state: "partial" as const, window: false },
    { state: "down" as const, window: true },
    { state: "unknown" as const, window: false },
  ];
  expect(packDays(days)).toBe("oSpDu");
  expect(unpackDays("oSpDu")).toEqual(days);
});

test("a letter that means nothing is unknown, never operational", () => {
  expect(unpackDays("x")).toEqual([{ state: "unknown", window: false }]);
});
